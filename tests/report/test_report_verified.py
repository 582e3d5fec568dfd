"""What came of repeating a run, in words."""

import pytest

from guiju.model.text import Lang, Text
from guiju.model.verification import Difference, Verification
from guiju.report.verified import render_verification

CHANGED = Text(zh="甲变了", en="a changed")
DIFFERENCES = tuple(Difference(place=f"clauses.c{n}.verdict", kept="compliant", repeated="\x1b[2J") for n in range(3))


def found(*, changed: tuple[Text, ...] = (), differences: tuple[Difference, ...] = ()) -> Verification:
    return Verification(run="july", changed=changed, notes=(), differences=differences)


@pytest.mark.parametrize(
    ("lang", "verification", "lines"),
    [
        ("en", found(), ["july: repeated with the same results"]),
        ("zh", found(), ["july：重做的结果完全一致"]),
        (
            "en",
            found(changed=(CHANGED,)),
            [
                "july: what it rests on has changed, so that it cannot be repeated as it was",
                "  a changed",
                "The results are the same",
            ],
        ),
        (
            "en",
            found(differences=DIFFERENCES),
            [
                "july: it rests on the same, and yet the results differ",
                "",
                "Differences (kept -> repeated):",
                "  clauses.c0.verdict: compliant -> \\x1b[2J",
                "  clauses.c1.verdict: compliant -> \\x1b[2J",
                "  ... and 1 more (--limit)",
            ],
        ),
    ],
    ids=["same", "same-zh", "changed", "different"],
)
def test_a_repetition_is_told_in_words(lang: Lang, verification: Verification, lines: list[str]) -> None:
    assert render_verification(verification, lang=lang, limit=2).splitlines() == lines
