"""What the report says of a clause that tolerates some breaches."""

import pytest

from builders import runs
from guiju.model.run import ClauseResult, Counts, Tolerance, Verdict
from guiju.model.text import Text
from guiju.report.terminal import render_text


def result(
    verdict: Verdict, kept: int, breached: int, undecided: int = 0, *, revision: str | None = None
) -> ClauseResult:
    tolerance = Tolerance(
        revision=revision, asked="95%", verdict=verdict, kept=kept, breached=breached, undecided=undecided
    )
    return runs.result("s.c", verdict).model_copy(
        update={
            "counts": Counts(kept=kept, breached=breached, undecided=undecided),
            "tolerances": (tolerance,),
            "reason": Text(zh="未定", en="open") if verdict == "undecided" else None,
        }
    )


def told(found: ClauseResult, lang: str = "en") -> str:
    return render_text(runs.run_of(found), runs.catalogue(), lang="zh" if lang == "zh" else "en", width=400)


@pytest.mark.parametrize(
    ("found", "zh", "en"),
    [
        (result("compliant", 972, 28), "符合 97.2%，要求不低于 95%", "97.2% kept, at least 95% asked"),
        (result("noncompliant", 900, 100), "符合 90.0%，要求不低于 95%", "90.0% kept, at least 95% asked"),
        (
            result("undecided", 94, 4, 2),
            "符合 94.0% 至 96.0%，要求不低于 95%",
            "94.0% to 96.0% kept, at least 95% asked",
        ),
        (
            result("compliant", 972, 28, revision="2.0.0"),
            "修订 2.0.0：符合 97.2%，要求不低于 95%",
            "revision 2.0.0: 97.2% kept, at least 95% asked",
        ),
    ],
)
def test_the_share_stands_beside_what_was_asked(found: ClauseResult, zh: str, en: str) -> None:
    assert zh in told(found, "zh")
    assert en in told(found)


def test_a_share_just_below_the_limit_is_not_rounded_to_it() -> None:
    assert "94.9999% kept, at least 95% asked" in told(result("noncompliant", 949_999, 50_001))


def test_what_was_tolerated_is_counted_all_the_same() -> None:
    assert "28 breached (tolerated)" in told(result("compliant", 972, 28))
