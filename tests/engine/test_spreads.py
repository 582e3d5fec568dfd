"""How long cases took: the published counts against every case itself, and against the verdicts of other limits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.compiler import Terms, compile_plan
from guiju.engine import distributions, judge, scan
from guiju.model.distribution import LEAST_CELL, Distribution, Distributions, Segment, rate_at
from guiju.model.export import Export
from guiju.model.pack import Calendar
from guiju.model.run import Counts
from guiju.model.text import Text

START = datetime(2025, 8, 1, 9)
NOW = datetime(2025, 9, 15)
CHECK: dict[str, Any] = {
    "kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit"
}  # fmt: skip
TEAMS = {"a": Text(zh="甲"), "b": Text(zh="乙"), "c": Text(zh="丙")}
WEEK = {day: [{"opens": "09:00", "closes": "18:00"}] for day in ("monday", "tuesday", "wednesday", "thursday")}
DESK = Calendar.model_validate(
    {
        "id": "desk",
        "title": {"zh": "服务台"},
        "published_from": date(2025, 1, 1),
        "published_until": date(2025, 12, 31),
        "week": WEEK,
    }
)


def export(**columns: Mapping[str, Any]) -> Export:
    """The cases, with teams of a closed set; `columns` are changes to columns."""
    changes = {"team": {"values": TEAMS}} | columns
    known = dockets.CASES.columns
    changed = {name: known[name].model_copy(update=dict(new)) for name, new in changes.items()}
    return dockets.CASES.model_copy(update={"columns": {**known, **changed}})


def case(spent: timedelta | None, *, day: int = 0, team: str | None = "a") -> dict[str, Any]:
    opened = START + timedelta(days=day)
    closed = opened + spent if spent is not None else None
    return {"case_id": "A", "opened_at": opened, "closed_at": closed, "team": team}


def told(
    spool: Path,
    rows: Sequence[dict[str, Any]],
    *,
    limit: str = "PT24H",
    check: dict[str, Any] | None = None,
    **more: Any,
) -> tuple[Distributions, Counts]:
    """What a run publishes of these rows, and what it counts."""
    known = more.get("export", export())
    rule = dockets.standard(
        more.get("clauses", [dockets.clause(check or CHECK)]),
        more.get("revisions", [dockets.revision("1.0.0", "2025-01-01", {"limit": limit})]),
    )
    pack = dockets.catalogue(rule, calendars=[DESK], export=known)
    with dockets.court(spool, rows, known) as (engine, table):
        plan = compile_plan(pack, [table], Terms(as_of=NOW, spreads=True))
        scans = scan(plan, engine, lambda _: None)
        result, *_ = judge(plan, pack, engine, lambda _: None, scans)
        (plainly, *_) = judge(compile_plan(pack, [table], Terms(as_of=NOW)), pack, engine, lambda _: None)
        assert result == plainly  # whether a clause is counted with its times or not
        assert result.counts is not None
        return distributions(plan, scans), result.counts


def only(found: tuple[Distributions, Counts]) -> Distribution:
    (distribution,) = found[0].clauses
    return distribution


SPENT = st.one_of(
    st.none(),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=40)),
    st.sampled_from(
        [timedelta(hours=1), timedelta(hours=24), timedelta(hours=24, microseconds=1), timedelta(hours=30)]
    ),
)
CASES = st.lists(
    st.tuples(SPENT, st.integers(0, 40), st.sampled_from(["a", "b", "c", None])), min_size=LEAST_CELL, max_size=60
)
SLOW = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SLOW
@given(cases=CASES, limit=st.integers(0, 50 * 86_400))
def test_a_limit_is_told_as_counting_every_case_tells_it(tmp_path: Path, cases: Any, limit: int) -> None:
    rows = [case(spent, day=day, team=team) for spent, day, team in cases]

    found = only(told(tmp_path, rows))

    whole = [
        (spent if spent is not None else NOW - row["opened_at"], spent is None)
        for row, (spent, _, _) in zip(rows, cases, strict=True)
    ]
    assert_told(found.whole, whole, limit)
    for month in found.months:
        mine = [
            pair
            for pair, row in zip(whole, rows, strict=True)
            if month.name[0] <= f"{row['opened_at']:%Y-%m}" <= month.name[1]
        ]
        assert_told(month, mine, limit)
    for group in found.groups:
        mine = [pair for pair, row in zip(whole, rows, strict=True) if (row["team"] or "") in group.name]
        assert_told(group, mine, limit)


def assert_told(segment: Segment, cases: Sequence[tuple[timedelta, bool]], limit: int) -> None:
    """At every edge exactly, elsewhere within the range that is told."""
    for asked in (limit, *(edge for edge, _, _ in segment.buckets if edge is not None)):
        kept, judged = brute(cases, asked)
        rate = rate_at(segment, asked)
        if rate is None:
            assert not judged
            continue
        assert not judged or rate.low <= kept / judged <= rate.high
        assert judged >= rate.judged
        if any(edge == asked for edge, _, _ in segment.buckets):
            assert rate.exact
            assert rate.judged == judged


def brute(cases: Sequence[tuple[timedelta, bool]], limit: int) -> tuple[int, int]:
    """Kept and judged: an open case is not due before the limit."""
    late = [spent > timedelta(seconds=limit) for spent, _ in cases]
    kept = sum(not over and not is_open for over, (_, is_open) in zip(late, cases, strict=True))
    return kept, kept + sum(late)


@SLOW
@given(cases=CASES)
def test_no_month_group_or_bucket_tells_of_few_cases(tmp_path: Path, cases: Any) -> None:
    found = only(told(tmp_path, [case(spent, day=day, team=team) for spent, day, team in cases]))

    for segment in (found.whole, *found.months, *found.groups):
        assert segment.cases >= LEAST_CELL
        for (before, _, _), (edge, ended, opened) in pairwise([(None, 0, 0), *segment.buckets]):
            assert (
                ended + opened == 0
                or ended + opened >= LEAST_CELL
                or {before, edge, *_behind(segment, edge)} & {86_400}
            )
    assert sum(group.cases for group in found.groups) == found.whole.cases == len(cases)


def _behind(segment: Segment, edge: int | None) -> set[int | None]:
    """The edge of the bucket before the one that a small bucket would have joined."""
    edges = [each for each, _, _ in segment.buckets]
    return set(edges[max(0, edges.index(edge) - 2) : edges.index(edge)])


@pytest.mark.parametrize(
    ("check", "limits"),
    [
        ({}, ["PT1H", "PT24H", "PT36H", "P10D"]),
        ({"clock": "desk"}, ["PT1H", "PT8H", "PT20H"]),
        ({"clock": "desk", "count": "elapsed"}, ["P1WD", "P2WD", "P4WD"]),
        ({"clock": "desk", "count": "end-of-day"}, ["P1WD", "P2WD", "P5WD"]),
    ],
    ids=["running", "opening-hours", "working-days", "day-end"],
)
def test_another_limit_is_told_as_the_engine_judges_it(
    tmp_path: Path, check: dict[str, Any], limits: list[str]
) -> None:
    hours = [0, 1, 2, 7, 8, 9, 23, 24, 25, 33, 47, 48, 49, 70, 96, 120, 200, 240, 300]
    rows = [case(timedelta(hours=hour), day=day) for hour in hours for day in (0, 3, 7)]
    rows += [case(None, day=day) for day in (30, 41, 43, 44)]
    revisions = [
        dockets.revision(f"{place}.0.0", f"20{place:02}-01-01", {"limit": limit})
        for place, limit in reversed(list(enumerate(limits, 1)))
    ]

    found = only(told(tmp_path, rows, check=CHECK | check, revisions=revisions))

    for limit in limits:
        _, counts = told(tmp_path, rows, check=CHECK | check, limit=limit)
        allowed = {known.revision: known.limit for known in found.limits}[f"{limits.index(limit) + 1}.0.0"]
        rate = rate_at(found.whole, allowed)
        assert rate is not None
        assert (rate.exact, rate.judged) == (True, counts.judged)
        assert rate.low == counts.kept / counts.judged


TOGETHER = {
    "plain": {},
    "narrowed": {"where": "team is distinct from 'c'"},
    "longer": {"within": "longer"},
    "by-desk": {"clock": "desk"},
    "by-day": {"clock": "desk", "within": "days", "count": "end-of-day"},
    "from-due": {"from": "due_at"},
}


@settings(SLOW, max_examples=12)
@given(cases=CASES)
def test_deadlines_of_one_table_tell_together_what_each_tells_alone(tmp_path: Path, cases: Any) -> None:
    rows = [case(spent, day=day, team=team) for spent, day, team in cases]
    for place, row in enumerate(rows):
        row["due_at"] = row["opened_at"] + timedelta(hours=place) if place % 3 else None
    clauses = {name: dockets.clause(CHECK | more, id=name) for name, more in TOGETHER.items()}
    revisions = [dockets.revision("1.0.0", "2025-01-01", {"limit": "PT24H", "longer": "PT23H59M", "days": "P2WD"})]

    together, _ = told(tmp_path, rows, clauses=list(clauses.values()), revisions=revisions)

    alone = [told(tmp_path, rows, clauses=[one], revisions=revisions)[0].clauses for one in clauses.values()]
    assert together.clauses == tuple(distribution for found in alone for distribution in found)


def test_the_grace_behind_each_own_due_time_is_tried(tmp_path: Path) -> None:
    check = {name: value for name, value in CHECK.items() if name != "within"} | {"due": "due_at"}
    rows = [
        case(timedelta(hours=10)) | {"due_at": START + timedelta(hours=10) - timedelta(minutes=late)}
        for late in (-600, 0, 10, 10, 10, 10, 10, 90, 90, 90, 90, 90)
    ]

    found = only(told(tmp_path, rows, check=check))

    assert (found.clock, found.limits) == ("own-due", ())
    assert [(rate.low, rate.high) for rate in (rate_at(found.whole, 0), rate_at(found.whole, 600)) if rate] == [
        (2 / 12, 2 / 12),
        (7 / 12, 7 / 12),
    ]


def test_cases_are_judged_and_counted_by_the_law_of_their_own_day(tmp_path: Path) -> None:
    revisions = [
        dockets.revision("2.0.0", "2025-08-15", {"limit": "PT24H"}),
        dockets.revision("1.0.0", "2025-01-01", {"limit": "PT48H"}),
    ]
    rows = [case(timedelta(hours=30), day=day) for day in (0, 1, 2, 3, 4, 20, 21, 22, 23, 24)]

    found = only(told(tmp_path, rows, revisions=revisions))

    assert (found.whole.kept, found.whole.breached) == (5, 5)
    at = {limit.revision: rate_at(found.whole, limit.limit) for limit in found.limits}
    assert {revision: rate.low for revision, rate in at.items() if rate is not None} == {"1.0.0": 1.0, "2.0.0": 0.0}


def test_a_case_that_cannot_be_judged_has_no_time(tmp_path: Path) -> None:
    rows = [case(timedelta(hours=1)) for _ in range(5)] + [case(timedelta(hours=-1))]

    found = only(told(tmp_path, rows))

    assert (found.whole.undecided, sum(ended for _, ended, _ in found.whole.buckets)) == (1, 5)


def test_too_few_cases_tell_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, [case(timedelta(hours=1)) for _ in range(LEAST_CELL - 1)])[0].clauses == ()


def test_personal_data_are_no_group_and_no_clock_even_when_a_run_shows_them(tmp_path: Path) -> None:
    rows = [case(timedelta(hours=1)) | {"caller": name} for name in ("x", "y")] * 5
    named = export(team={}, caller={"values": {"x": Text(zh="x"), "y": Text(zh="y")}})
    timed = export(closed_at={"pii": True})

    assert (only(told(tmp_path, rows, export=named)).group, told(tmp_path, rows, export=timed)[0].clauses) == (None, ())


def test_equal_rows_in_any_order_give_equal_bytes(tmp_path: Path) -> None:
    rows = [case(timedelta(hours=3 * hour), day=hour, team="abc"[hour % 3]) for hour in range(30)]

    first, second = (told(tmp_path, each)[0] for each in (rows, rows[::-1]))

    assert first.as_json() == second.as_json()
    assert Distributions.model_validate_json(first.as_json()) == first
