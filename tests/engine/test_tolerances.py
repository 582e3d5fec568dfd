"""Tolerances: the share of kept records against what the revision asks for, exact to the record."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.run import ClauseResult

JUNE, JULY = datetime(2025, 6, 10), datetime(2025, 7, 10)
HOLDS = {"kind": "condition", "on": "cases", "holds": "score >= 4", "tolerance": "share"}
DEADLINE = {
    "kind": "deadline",
    "on": "cases",
    "from": "opened_at",
    "to": "closed_at",
    "within": "limit",
    "tolerance": "share",
}
SETS = {"limit": "PT24H"}


def row(score: float | None = None, **values: Any) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": JULY, "score": score} | values


def ask(
    tmp_path: Path,
    rows: list[dict[str, Any]],
    share: str,
    *,
    before: str | None = None,
    check: dict[str, Any] | None = None,
) -> ClauseResult:
    """`before` is what the revision before July asked for."""
    revisions = [
        dockets.revision("2.0.0", "2025-07-01", SETS | {"share": share}),
        dockets.revision("1.0.0", "2025-01-01", SETS | {"share": before or share}),
    ]
    pack = dockets.catalogue(dockets.standard([dockets.clause(check or HOLDS)], revisions))
    return dockets.verdict(tmp_path, pack, rows)


@pytest.mark.parametrize(
    ("kept", "breached", "share", "verdict"),
    [
        (95, 5, "95%", "compliant"),
        (94, 6, "95%", "noncompliant"),
        (2, 1, "66.6%", "compliant"),
        (2, 1, "66.7%", "noncompliant"),
        # As floats, 0.07 * 100 is more than 7.
        (7, 93, "7%", "compliant"),
        (3, 0, "100%", "compliant"),
    ],
)
def test_the_share_is_compared_exactly(tmp_path: Path, kept: int, breached: int, share: str, verdict: str) -> None:
    result = ask(tmp_path, [row(5)] * kept + [row(1)] * breached, share)

    assert result.verdict == verdict
    (found,) = result.tolerances
    assert (found.revision, found.asked, found.kept, found.breached) == (None, share, kept, breached)


@pytest.mark.parametrize(
    ("scores", "verdict"),
    [([5, 5, 5, 5, None], "compliant"), ([5, 5, 5, 1, None], "undecided"), ([5, 5, 1, 1, None], "noncompliant")],
)
def test_undecided_records_leave_it_open_only_where_they_could_turn_it(
    tmp_path: Path, scores: list[float | None], verdict: str
) -> None:
    result = ask(tmp_path, [row(score) for score in scores], "80%")

    assert (result.verdict, result.blocked) == (verdict, verdict == "undecided")
    (found,) = result.tolerances
    assert found.worst[1] == found.best[1] == 5
    assert found.best[0] - found.worst[0] == 1


def test_cases_that_are_not_due_yet_stay_out_of_the_share(tmp_path: Path) -> None:
    kept = row(closed_at=datetime(2025, 7, 10, 1))
    late = row(closed_at=datetime(2025, 7, 12))
    open_ = row(opened_at=datetime(2025, 7, 11, 23))

    result = ask(tmp_path, [kept, late, open_, open_], "50%", check=DEADLINE)

    assert result.verdict == "compliant"
    assert result.counts is not None
    assert (result.counts.breached, result.counts.pending) == (1, 2)


def test_where_nothing_is_due_yet_nothing_is_compliant(tmp_path: Path) -> None:
    result = ask(tmp_path, [row(opened_at=JULY)], "50%", check=DEADLINE)

    assert (result.verdict, result.tolerances) == ("undecided", ())


def test_records_without_any_answer_are_undecided_however_much_is_tolerated(tmp_path: Path) -> None:
    assert ask(tmp_path, [row(None)], "0.1%").verdict == "undecided"


def test_each_revision_asks_its_share_of_its_own_records(tmp_path: Path) -> None:
    june = [row(5, opened_at=JUNE), row(1, opened_at=JUNE)]
    july = [row(5)] * 4 + [row(1)]

    result = ask(tmp_path, june + july, "80%", before="60%")

    # Five of seven, all together, would do for the first revision.
    assert {(t.revision, t.asked, t.kept, t.breached, t.verdict) for t in result.tolerances} == {
        ("1.0.0", "60%", 1, 1, "noncompliant"),
        ("2.0.0", "80%", 4, 1, "compliant"),
    }
    assert result.verdict == "noncompliant"


def test_a_record_of_unknown_time_may_belong_to_any_revision(tmp_path: Path) -> None:
    unknown = row(5, opened_at=None)

    enough = ask(tmp_path, [row(5, opened_at=JUNE)] * 4 + [row(5)] * 9 + [unknown], "90%", before="80%")
    short = ask(tmp_path, [row(5, opened_at=JUNE)] * 3 + [row(5)] * 9 + [unknown], "90%", before="80%")

    assert (enough.verdict, short.verdict) == ("compliant", "undecided")


def test_a_share_of_unique_records_counts_whole_groups_as_breached(tmp_path: Path) -> None:
    unique = {"kind": "condition", "on": "cases", "unique": ["case_id"], "tolerance": "share"}
    rows = [row(case_id=name) for name in "AABCD"]

    for share, verdict in [("60%", "compliant"), ("61%", "noncompliant")]:
        for before in (share, "1%"):
            assert ask(tmp_path, rows, share, before=before, check=unique).verdict == verdict


states = st.lists(st.sampled_from([5.0, 1.0, None]), max_size=9)


@given(june=states, july=states, first=st.integers(1, 100), second=st.integers(1, 100))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_tolerance_is_decided_exactly_where_no_filling_in_could_turn_it(
    tmp_path: Path, june: list[float | None], july: list[float | None], first: int, second: int
) -> None:
    """Oracle: fill every missing score in both ways, and see whether all agree; revision by revision."""
    rows = [row(score, opened_at=JUNE) for score in june] + [row(score) for score in july]

    result = ask(tmp_path, rows, f"{second}%", before=f"{first}%")

    parts = [(june + july, first)] if first == second else [(june, first), (july, second)]
    verdicts = {_filled_in(scores, least) for scores, least in parts if scores}
    for verdict in ("noncompliant", "undecided", "compliant"):
        if verdict in verdicts:
            assert result.verdict == verdict
            break
    else:
        assert result.verdict == "undecided"


def _filled_in(scores: list[float | None], least: int) -> str:
    kept, missing = sum(score == 5 for score in scores), scores.count(None)
    outcomes = {(kept + filled) * 100 >= least * len(scores) for filled in range(missing + 1)}
    if missing == len(scores) or len(outcomes) > 1:
        return "undecided"
    return "compliant" if outcomes == {True} else "noncompliant"
