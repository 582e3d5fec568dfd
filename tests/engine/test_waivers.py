"""Waivers: which breaches they excuse, and what the verdict is with and without them."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.run import ClauseResult

JULY = datetime(2025, 7, 10, 12)
HOLDS = {"kind": "condition", "on": "cases", "holds": "score >= 4"}
SETS = {"share": "80%", "limit": "PT24H"}


def row(score: float | None = 1, **values: Any) -> dict[str, Any]:
    return {"case_id": "A", "kind": "a", "team": "x", "opened_at": JULY, "score": score} | values


def ask(
    tmp_path: Path,
    rows: list[dict[str, Any]],
    *waivers: dict[str, Any],
    check: dict[str, Any] | None = None,
    revisions: list[dict[str, Any]] | None = None,
    **terms: Any,
) -> ClauseResult:
    laws = revisions or [dockets.revision("1.0.0", "2025-01-01", SETS)]
    rule = dockets.standard([dockets.clause(check or HOLDS)], laws)
    kpi = dockets.kpi({"kind": "share", "of": "score >= 4"})
    return dockets.verdict(tmp_path, dockets.catalogue(rule, waivers=waivers, kpis=[kpi]), rows, **terms)


def told(result: ClauseResult) -> tuple[int, str, str]:
    assert result.counts is not None
    return result.counts.waived, result.verdict, result.verdict_without_waivers


def test_a_waived_breach_stays_counted_and_stops_to_weigh(tmp_path: Path) -> None:
    result = ask(tmp_path, [row(), row(5)], dockets.waiver("one", "2025-07-01", "2025-07-31"))

    assert result.counts is not None
    assert result.counts.breached == 1
    assert told(result) == (1, "compliant", "noncompliant")
    assert [(use.waiver, use.covered) for use in result.waivers] == [("one", 1)]


@pytest.mark.parametrize(
    ("at", "waived"),
    [
        (datetime(2025, 6, 30, 23, 59, 59, 999_999), 0),
        (datetime(2025, 7, 1), 1),
        (datetime(2025, 7, 31, 23, 59, 59, 999_999), 1),
        (datetime(2025, 8, 1), 0),
    ],
    ids=["the moment before", "first moment", "last moment of the expiry day", "the moment after"],
)
def test_the_first_and_the_expiry_day_are_covered_whole(tmp_path: Path, at: datetime, waived: int) -> None:
    result = ask(tmp_path, [row(opened_at=at)], dockets.waiver("one", "2025-07-01", "2025-07-31"))

    assert told(result)[0] == waived


def test_an_expired_waiver_still_covers_the_records_of_its_own_time(tmp_path: Path) -> None:
    waiver = dockets.waiver("one", "2025-07-01", "2025-07-31")

    result = ask(tmp_path, [row(), row(5)], waiver, as_of=datetime(2026, 1, 1))

    assert told(result) == (1, "compliant", "noncompliant")


def test_without_waivers_nothing_is_excused(tmp_path: Path) -> None:
    result = ask(tmp_path, [row(), row(5)], dockets.waiver("one", "2025-07-01", "2025-07-31"), without_waivers=True)

    assert told(result) == (0, "noncompliant", "noncompliant")
    assert result.waivers == ()


def test_a_record_under_two_waivers_is_waived_once_and_names_both(tmp_path: Path) -> None:
    waivers = [dockets.waiver(name, "2025-07-01", "2025-07-31") for name in ("one", "two")]
    rule = dockets.standard([dockets.clause(HOLDS)], [dockets.revision("1.0.0", "2025-01-01")])
    (tmp_path / "f").mkdir()

    result = ask(tmp_path, [row()], *waivers)
    (finding,) = dockets.findings(tmp_path / "f", dockets.catalogue(rule, waivers=waivers), [row()])

    assert told(result)[0] == 1
    assert [use.covered for use in result.waivers] == [1, 1]
    assert finding[-1] == "one, two"


def test_a_scope_that_cannot_be_told_waives_nothing_and_is_told(tmp_path: Path) -> None:
    waiver = dockets.waiver("one", "2025-07-01", "2025-07-31", where="team = 'x'")

    rows = [row(), row(team=None), row(team="y"), row(team=None, _unreadable=("team",))]
    result = ask(tmp_path, rows, waiver)

    assert told(result) == (1, "noncompliant", "noncompliant")
    assert [(use.covered, use.unclear) for use in result.waivers] == [(1, 2)]


def test_an_unreadable_cell_is_not_taken_for_an_empty_one_in_a_scope(tmp_path: Path) -> None:
    waiver = dockets.waiver("one", "2025-07-01", "2025-07-31", where="team IS NULL")

    result = ask(tmp_path, [row(team=None), row(team=None, _unreadable=("team",))], waiver)

    assert [(use.covered, use.unclear) for use in result.waivers] == [(1, 1)]


def test_a_waiver_never_hides_what_is_undecided(tmp_path: Path) -> None:
    result = ask(tmp_path, [row(), row(None), row(5)], dockets.waiver("one", "2025-07-01", "2025-07-31"))

    assert told(result) == (1, "undecided", "noncompliant")
    assert result.blocked


def test_a_clause_of_which_everything_is_waived_is_not_compliant(tmp_path: Path) -> None:
    result = ask(tmp_path, [row()], dockets.waiver("one", "2025-07-01", "2025-07-31"))

    assert told(result) == (1, "undecided", "noncompliant")
    assert not result.blocked


def test_waived_members_of_a_duplicate_group_are_counted(tmp_path: Path) -> None:
    unique = {"kind": "condition", "on": "cases", "unique": ["case_id"]}
    rows = [row(case_id=key, team=team) for key, team in (("A", "x"), ("A", "y"), ("B", "x"))]

    result = ask(tmp_path, rows, dockets.waiver("one", "2025-07-01", "2025-07-31", where="team = 'x'"), check=unique)

    assert result.counts is not None
    assert (result.counts.breached, result.counts.waived, result.counts.kept) == (2, 1, 1)


TARGET = {"kind": "target", "kpi": "metric", "at_least": "share", "by": ["team"], "every": "month"}


@pytest.mark.parametrize(
    ("first", "last", "waived"),
    [("2025-07-01", "2025-07-31", 1), ("2025-07-02", "2025-07-31", 0), ("2025-07-01", "2025-07-30", 0)],
)
def test_a_group_is_waived_where_every_day_of_its_period_is(tmp_path: Path, first: str, last: str, waived: int) -> None:
    rows = [row(team="x"), row(5, team="y"), row(1, team="x", opened_at=datetime(2025, 8, 2))]

    result = ask(tmp_path, rows, dockets.waiver("one", first, last, by={"team": "x"}), check=TARGET)

    assert result.waived == waived
    assert [(g.value, g.verdict) for g in result.groups if g.by["team"] == "x"] == [(0.0, "noncompliant")] * 2
    assert (result.verdict, result.verdict_without_waivers) == ("noncompliant", "noncompliant")


def test_a_target_whose_broken_group_is_waived_is_compliant_by_the_others(tmp_path: Path) -> None:
    rows = [row(team="x"), row(5, team="y")]
    waiver = dockets.waiver("one", "2025-07-01", "2025-07-31", by={"team": "x"})

    result = ask(tmp_path, rows, waiver, check=TARGET)
    other = ask(tmp_path, rows, waiver | {"by": {"team": "y"}}, check=TARGET)
    whole = ask(tmp_path, rows[:1], waiver | {"by": {}}, check=TARGET)

    assert (result.verdict, result.verdict_without_waivers) == ("compliant", "noncompliant")
    assert (other.verdict, other.waived) == ("noncompliant", 0)
    assert (whole.verdict, whole.verdict_without_waivers) == ("undecided", "noncompliant")


def test_a_target_without_periods_needs_a_waiver_over_all_its_records(tmp_path: Path) -> None:
    target = {"kind": "target", "kpi": "metric", "at_least": "share"}
    rows = [row(), row(opened_at=JULY + timedelta(days=10))]

    assert ask(tmp_path, rows, dockets.waiver("one", "2025-07-10", "2025-07-20"), check=target).waived == 1
    assert ask(tmp_path, rows, dockets.waiver("one", "2025-07-10", "2025-07-19"), check=target).waived == 0


days = st.integers(0, 20).map(lambda number: date(2025, 7, 1) + timedelta(days=number))
rows_ = st.lists(
    st.builds(
        lambda score, team, day, hour: row(score, team=team, opened_at=datetime(day.year, day.month, day.day, hour)),
        st.sampled_from([5.0, 1.0, None]),
        st.sampled_from(["x", "y", None]),
        days,
        st.sampled_from([0, 23]),
    ),
    max_size=9,
)
waivers_ = st.lists(st.tuples(days, days, st.sampled_from([None, "team = 'x'", "team <> 'x'"])), max_size=3)


@given(rows=rows_, waivers=waivers_, second=st.sampled_from([None, 50, 80]), first=st.sampled_from([50, 80]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_breach_is_excused_once_and_both_verdicts_are_those_of_an_oracle(
    tmp_path: Path,
    rows: list[dict[str, Any]],
    waivers: list[tuple[date, date, str | None]],
    second: int | None,
    first: int,
) -> None:
    """`second` is the share that is asked from 10 July on, `first` before; None: every record has to be kept."""
    given_ = [
        dockets.waiver(f"w{place}", min(a, b).isoformat(), max(a, b).isoformat(), **({"where": sql} if sql else {}))
        for place, (a, b, sql) in enumerate(waivers)
    ]
    laws = [
        dockets.revision("2.0.0", "2025-07-10", {"share": f"{second or 1}%"}),
        dockets.revision("1.0.0", "2025-01-01", {"share": f"{first}%"}),
    ]
    check = HOLDS | ({"tolerance": "share"} if second else {})

    result = ask(tmp_path, rows, *given_, check=check, revisions=laws)

    excused = [[_covers(w, r) for w in waivers] for r in rows]
    broken = [r["score"] == 1 for r in rows]
    assert result.counts is not None
    assert result.counts.waived == sum(b and True in e for b, e in zip(broken, excused, strict=True))
    uses = {use.waiver: (use.covered, use.unclear) for use in result.waivers}
    for place in range(len(waivers)):
        sure = sum(b and e[place] is True for b, e in zip(broken, excused, strict=True))
        unclear = sum(b and e[place] is None and True not in e for b, e in zip(broken, excused, strict=True))
        assert uses.get(f"w{place}", (0, 0)) == (sure, unclear)
    left = [r for r, b, e in zip(rows, broken, excused, strict=True) if not (b and True in e)]
    assert result.verdict == _verdict(left, first, second)
    assert result.verdict_without_waivers == _verdict(rows, first, second)


def _covers(waiver: tuple[date, date, str | None], record: dict[str, Any]) -> bool | None:
    first, last, sql = min(waiver[:2]), max(waiver[:2]), waiver[2]
    if not first <= record["opened_at"].date() <= last:
        return False
    if sql is None:
        return True
    return None if record["team"] is None else (record["team"] == "x") == (sql == "team = 'x'")


def _verdict(rows: list[dict[str, Any]], first: int, second: int | None) -> str:
    if second is None:
        scores = {record["score"] for record in rows}
        return "noncompliant" if 1 in scores else "undecided" if None in scores or not scores else "compliant"
    split = datetime(2025, 7, 10)
    old = [r["score"] for r in rows if r["opened_at"] < split]
    new = [r["score"] for r in rows if r["opened_at"] >= split]
    parts = [(old + new, first)] if first == second else [(old, first), (new, second)]
    found = {_share(scores, least) for scores, least in parts if scores}
    return next((v for v in ("noncompliant", "undecided", "compliant") if v in found), "undecided")


def _share(scores: list[float | None], least: int) -> str:
    kept, missing = scores.count(5.0), scores.count(None)
    outcomes = {(kept + filled) * 100 >= least * len(scores) for filled in (0, missing)}
    return "undecided" if len(outcomes) > 1 else "compliant" if outcomes == {True} else "noncompliant"
