"""Deadlines on the running clock: every state, every boundary, and a plain Python oracle."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.run import Counts

START = datetime(2025, 8, 1, 9, 0, 0)
WITHIN = {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit"}
DUE = {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "due": "due_at"}
TWO = [
    dockets.revision("2.0.0", "2025-07-01", {"limit": "PT24H"}),
    dockets.revision("1.0.0", "2025-01-01", {"limit": "PT48H"}),
]


def case(opened: datetime | None, closed: datetime | None = None, **more: Any) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": opened, "closed_at": closed} | more


def counts(tmp_path: Path, rows: list[dict[str, Any]], check: dict[str, Any] | None = None, **terms: Any) -> Counts:
    pack = dockets.catalogue(dockets.standard([dockets.clause(check or WITHIN)], TWO))
    result = dockets.verdict(tmp_path, pack, rows, **terms)
    assert result.counts is not None
    return result.counts


def test_a_case_is_kept_up_to_the_second_of_the_limit(tmp_path: Path) -> None:
    limit = timedelta(hours=24)
    second = timedelta(seconds=1)
    rows = [case(START, START + limit - second), case(START, START + limit), case(START, START + limit + second)]

    assert counts(tmp_path, rows) == Counts(kept=2, breached=1)


def test_each_case_is_judged_by_the_revision_in_force_when_it_started(tmp_path: Path) -> None:
    thirty_hours = timedelta(hours=30)
    before, after = datetime(2025, 6, 30, 23, 59, 59), datetime(2025, 7, 1)

    assert counts(tmp_path, [case(before, before + thirty_hours)]) == Counts(kept=1)
    assert counts(tmp_path, [case(after, after + thirty_hours)]) == Counts(breached=1)


def test_a_case_before_the_first_revision_is_not_in_force(tmp_path: Path) -> None:
    early = datetime(2024, 12, 31, 23, 59, 59)

    assert counts(tmp_path, [case(early, early)]) == Counts(not_in_force=1)


def test_the_law_of_one_day_can_judge_every_case(tmp_path: Path) -> None:
    early = datetime(2020, 1, 1)
    rows = [case(early, early + timedelta(hours=30))]

    assert counts(tmp_path, rows, in_force_on=datetime(2025, 3, 1).date()) == Counts(kept=1)
    assert counts(tmp_path, rows, in_force_on=datetime(2025, 8, 1).date()) == Counts(breached=1)


def test_an_open_case_is_pending_until_its_limit_has_passed(tmp_path: Path) -> None:
    limit = timedelta(hours=24)

    assert counts(tmp_path, [case(START)], as_of=START + limit) == Counts(pending=1)
    assert counts(tmp_path, [case(START)], as_of=START + limit + timedelta(seconds=1)) == Counts(breached=1)


def test_now_is_the_newest_time_stamp_of_the_export_and_no_planned_one(tmp_path: Path) -> None:
    later = case(START + timedelta(days=9), START + timedelta(days=9), due_at=START + timedelta(days=99))

    assert counts(tmp_path, [case(START), later]) == Counts(breached=1, kept=1)
    assert counts(tmp_path, [case(START, due_at=START + timedelta(days=99))]) == Counts(pending=1)


def test_a_missing_start_and_an_impossible_order_are_undecided_with_their_reasons(tmp_path: Path) -> None:
    rows = [case(None, START), case(START, START - timedelta(seconds=1)), case(START, None, _unreadable=("closed_at",))]
    pack = dockets.catalogue(dockets.standard([dockets.clause(WITHIN)], TWO))

    result = dockets.verdict(tmp_path, pack, rows)

    assert result.counts == Counts(undecided=3)
    assert {reason.text.in_("en"): reason.count for reason in result.reasons} == {
        "opened (opened_at) is missing": 1,
        "closed (closed_at) lies before opened (opened_at)": 1,
        "closed (closed_at) could not be read": 1,
    }
    assert (result.verdict, result.blocked) == ("undecided", True)


def test_the_scope_decides_and_an_unknown_scope_is_undecided(tmp_path: Path) -> None:
    check = WITHIN | {"where": "kind = 'complaint'"}
    late = START + timedelta(days=9)
    rows = [case(START, late, kind="complaint"), case(START, late, kind="enquiry"), case(START, late, kind=None)]

    assert counts(tmp_path, rows, check) == Counts(breached=1, out_of_scope=1, undecided=1)


def test_each_case_can_carry_its_own_due_time(tmp_path: Path) -> None:
    hour = timedelta(hours=1)
    rows = [
        case(START, START + hour, due_at=START + hour),
        case(START, START + hour, due_at=START + hour - timedelta(seconds=1)),
        case(START, START + hour, due_at=None),
        case(START, None, due_at=START + 2 * hour),
    ]

    assert counts(tmp_path, rows, DUE) == Counts(kept=1, breached=1, undecided=1, pending=1)


def test_a_revision_for_open_cases_also_judges_cases_that_were_open_when_it_took_effect(tmp_path: Path) -> None:
    revisions = [TWO[0] | {"applies": "open-cases"}, TWO[1]]
    pack = dockets.catalogue(dockets.standard([dockets.clause(WITHIN)], revisions))
    start = datetime(2025, 6, 30, 12)
    still_open, over = case(start, start + timedelta(hours=30)), case(start, start + timedelta(hours=11))

    result = dockets.verdict(tmp_path, pack, [still_open, over])

    assert result.counts == Counts(breached=1, kept=1)


def test_a_clause_added_later_and_dropped_later_is_in_force_only_between(tmp_path: Path) -> None:
    revisions = [dockets.revision("3.0.0", "2025-09-01"), *TWO]
    asked = dockets.clause(WITHIN, since="2.0.0", until="2.0.0")
    pack = dockets.catalogue(dockets.standard([asked], revisions))
    late = timedelta(hours=30)
    rows = [case(day, day + late) for day in (datetime(2025, 6, 1), datetime(2025, 8, 1), datetime(2025, 9, 1))]

    result = dockets.verdict(tmp_path, pack, rows)

    assert result.counts == Counts(breached=1, not_in_force=2)


def test_findings_name_row_limit_revision_and_approver(tmp_path: Path) -> None:
    pack = dockets.catalogue(dockets.standard([dockets.clause(WITHIN)], TWO))
    closed = START + timedelta(hours=25)

    found = dockets.findings(tmp_path, pack, [case(START, START), case(START, closed, case_id="=1+1")])

    due = START + timedelta(hours=24)
    assert found == [
        (
            "rule.asked",
            "2.0.0",
            "major",
            "cases",
            "cases.csv",
            3,
            "=1+1",
            START,
            closed,
            due,
            "PT24H",
            90000.0,
            None,
            "approver",
            None,
        )
    ]


moments = st.datetimes(min_value=datetime(2024, 12, 1), max_value=datetime(2025, 12, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
near_limits = st.sampled_from([0, 86399, 86400, 86401, 172799, 172800, 172801, -1]).map(lambda s: timedelta(seconds=s))


@st.composite
def any_case(draw: st.DrawFn) -> dict[str, Any]:
    opened = draw(st.none() | moments)
    closed = draw(st.none() | moments | near_limits.map(lambda wait: opened + wait if opened else None))
    return case(opened, closed, kind=draw(st.sampled_from([None, "a", "b"])))


def oracle(row: dict[str, Any], as_of: datetime) -> str:
    opened, closed, kind = row["opened_at"], row["closed_at"], row["kind"]
    if kind == "b":
        return "out_of_scope"
    if opened is None:
        return "undecided"
    if opened < datetime(2025, 1, 1):
        return "not_in_force"
    if kind is None or (closed is not None and closed < opened):
        return "undecided"
    limit = timedelta(hours=24 if opened >= datetime(2025, 7, 1) else 48)
    if (closed or as_of) - opened > limit:
        return "breached"
    return "kept" if closed is not None else "pending"


@given(rows=st.lists(any_case(), min_size=1, max_size=12), as_of=moments)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_case_is_judged_as_a_reader_of_the_clause_would(
    tmp_path: Path, rows: list[dict[str, Any]], as_of: datetime
) -> None:
    expected: dict[str, int] = {}
    for row in rows:
        state = oracle(row, as_of)
        expected[state] = expected.get(state, 0) + 1

    assert counts(tmp_path, rows, WITHIN | {"where": "kind = 'a'"}, as_of=as_of) == Counts(**expected)


def test_a_parameter_decides_whether_a_robots_answer_stops_the_clock(tmp_path: Path) -> None:
    answered = WITHIN | {"where": "$robot_counts or kind = 'person'"}
    behind = WITHIN | {"where": "not $robot_counts and kind = 'robot'", "to": "due_at"}
    row = case(START, START + timedelta(seconds=3), kind="robot", due_at=START + timedelta(hours=30))

    def told(check: dict[str, Any], counts: str) -> Counts | None:
        sets = {"limit": "PT24H", "robot_counts": counts == "counts"}
        rule = dockets.standard([dockets.clause(check)], [dockets.revision("1.0.0", "2025-01-01", sets)])
        return dockets.verdict(tmp_path, dockets.catalogue(rule), [row]).counts

    assert told(answered, "counts") == Counts(kept=1)
    assert told(behind, "counts") == Counts(out_of_scope=1)
    assert told(answered, "does not count") == Counts(out_of_scope=1)
    assert told(behind, "does not count") == Counts(breached=1)
