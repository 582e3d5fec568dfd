"""Clocks that count a calendar's time only: opening hours, and working days by elapsed time."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.compiler import Terms, compile_stories
from guiju.engine import tell
from guiju.model.pack import WEEKDAYS, Calendar
from guiju.model.plan import FINDING_COLUMNS
from guiju.model.run import Counts

FIRST, LAST = date(2025, 9, 15), date(2025, 10, 31)
CHECK = {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit", "clock": "desk"}
MICROSECOND = timedelta(microseconds=1)


def calendar(week: dict[str, list[tuple[str, str]]], make_up: list[tuple[str, str]]) -> Calendar:
    """The Golden Week of 2025 closed, the Saturday behind it a make-up working day."""
    return Calendar.model_validate(
        {
            "id": "desk",
            "title": {"zh": "服务台"},
            "published_from": FIRST,
            "published_until": LAST,
            "week": {day: [{"opens": o, "closes": c} for o, c in spans] for day, spans in week.items()},
            "make_up_hours": [{"opens": o, "closes": c} for o, c in make_up],
            "special_days": [{"date": date(2025, 10, day), "name": {"zh": "国庆"}} for day in range(1, 9)]
            + [{"date": date(2025, 10, 11), "name": {"zh": "调休"}, "works": True}],
        }
    )


WEEKDAYS_ONLY = {day: [("09:00", "12:00"), ("13:30", "18:00")] for day in WEEKDAYS[:5]}
NIGHTS = {
    "monday": [("08:00", "10:00"), ("22:00", "06:00")],
    "tuesday": [("12:00", "24:00")],
    "friday": [("20:00", "04:30")],
}
ROUND_THE_CLOCK = {day: [("00:00", "00:00")] for day in WEEKDAYS}
CALENDARS = {
    "two spans": calendar(WEEKDAYS_ONLY, [("10:00", "16:00")]),
    "over midnight": calendar(NIGHTS, [("09:00", "02:00")]),
    "round the clock": calendar(ROUND_THE_CLOCK, [("00:00", "24:00")]),
    "seldom": calendar({"wednesday": [("09:15", "09:20")]}, []),
}


def case(opened: datetime, closed: datetime | None) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": opened, "closed_at": closed}


def pack(limit: str, desk: Calendar, **more: Any) -> Any:
    rule = dockets.standard([dockets.clause(CHECK | more)], [dockets.revision("1.0.0", "2024-01-01", {"limit": limit})])
    return dockets.catalogue(rule, calendars=[desk])


def counts(
    tmp_path: Path,
    rows: list[dict[str, Any]],
    limit: str,
    desk: Calendar,
    *,
    as_of: datetime | None = None,
    **more: Any,
) -> Counts:
    result = dockets.verdict(tmp_path, pack(limit, desk, **more), rows, as_of=as_of)
    assert result.counts is not None
    return result.counts


def found(tmp_path: Path, rows: list[dict[str, Any]], limit: str, desk: Calendar, **more: Any) -> list[dict[str, Any]]:
    return [
        dict(zip(FINDING_COLUMNS, row, strict=True))
        for row in dockets.findings(tmp_path, pack(limit, desk, **more), rows)
    ]


# The oracle walks over the openings as moments and never over days as numbers.


def openings(desk: Calendar, *, whole_days: bool) -> list[tuple[datetime, datetime]]:
    spans: list[tuple[datetime, datetime]] = []
    day = FIRST
    while day <= LAST:
        special = next((special for special in desk.special_days if special.date == day), None)
        hours = desk.week.get(WEEKDAYS[day.weekday()], ())
        if special is not None:
            hours = desk.make_up_hours if special.works else ()
        midnight = datetime.combine(day, time.min)
        if whole_days:
            spans += [(midnight, midnight + timedelta(days=1))] if desk.works_on(day) else []
        else:
            for span in hours:
                start, end = (midnight + offset(clock) for clock in (span.opens, span.closes))
                spans.append((start, end if start < end else end + timedelta(days=1)))
        day += timedelta(days=1)
    return spans


def offset(clock: str) -> timedelta:
    hours, minutes = clock.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def open_between(spans: list[tuple[datetime, datetime]], since: datetime, until: datetime) -> timedelta:
    """No two spans of these calendars overlap."""
    pieces = ((max(start, since), min(end, until)) for start, end in spans)
    return sum((end - start for start, end in pieces if start < end), timedelta())


def used_up(spans: list[tuple[datetime, datetime]], since: datetime, limit: timedelta) -> datetime | None:
    left = limit
    for start, end in sorted(spans):
        piece = end - max(start, since)
        if piece >= left > timedelta() and piece > timedelta():
            return max(start, since) + left
        left -= max(piece, timedelta())
    return None


def test_the_calendars_of_these_tests_have_no_overlaps() -> None:
    for desk in CALENDARS.values():
        spans = sorted(openings(desk, whole_days=False))
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans))


def test_only_open_time_counts_and_the_limit_is_exact(tmp_path: Path) -> None:
    friday, tuesday = datetime(2025, 9, 19, 17), datetime(2025, 9, 23, 9, 30)
    desk = CALENDARS["two spans"]

    rows = [case(friday, tuesday + apart) for apart in (-MICROSECOND, timedelta(), MICROSECOND, timedelta(seconds=1))]

    assert [counts(tmp_path, [row], "PT9H", desk) for row in rows] == [
        Counts(kept=1),
        Counts(kept=1),
        Counts(breached=1),
        Counts(breached=1),
    ]
    [finding] = found(tmp_path, [case(friday, tuesday + timedelta(seconds=1))], "PT9H", desk)
    assert (finding["due"], finding["measured_s"], finding["limit"]) == (tuesday, 9 * 3600 + 1, "PT9H")


def test_holidays_stop_the_clock_and_make_up_days_have_their_own_hours(tmp_path: Path) -> None:
    before, saturday = datetime(2025, 9, 30, 17), datetime(2025, 10, 11, 11)
    desk = CALENDARS["two spans"]

    assert counts(tmp_path, [case(before, saturday)], "PT17H", desk) == Counts(kept=1)
    assert counts(tmp_path, [case(before, saturday + MICROSECOND)], "PT17H", desk) == Counts(breached=1)


def test_a_night_shift_counts_into_the_holiday_that_follows(tmp_path: Path) -> None:
    desk = calendar({"tuesday": [("22:00", "06:00")]}, [])
    holiday = datetime(2025, 10, 1, 5)

    assert counts(tmp_path, [case(datetime(2025, 9, 30, 23), holiday)], "PT6H", desk) == Counts(kept=1)
    assert counts(tmp_path, [case(datetime(2025, 9, 30, 23), holiday + MICROSECOND)], "PT6H", desk) == Counts(
        breached=1
    )


def test_an_open_case_is_pending_until_its_open_time_is_used_up(tmp_path: Path) -> None:
    rows, desk = [case(datetime(2025, 9, 19, 17), None)], CALENDARS["two spans"]

    assert counts(tmp_path, rows, "PT2H", desk, as_of=datetime(2025, 9, 22, 10)) == Counts(pending=1)
    assert counts(tmp_path, rows, "PT2H", desk, as_of=datetime(2025, 9, 22, 10, 0, 1)) == Counts(breached=1)


@pytest.mark.parametrize(
    ("opened", "closed", "as_of"),
    [
        (datetime(2025, 9, 14, 23, 59), datetime(2025, 9, 16), None),
        (datetime(2025, 10, 30), datetime(2025, 11, 1), None),
        (datetime(2025, 10, 30), None, datetime(2025, 11, 1)),
    ],
)
def test_a_start_an_end_or_a_now_outside_the_calendar_is_undecided(
    tmp_path: Path, opened: datetime, closed: datetime | None, as_of: datetime | None
) -> None:
    rows, desk = [case(opened, closed)], CALENDARS["two spans"]

    assert counts(tmp_path, rows, "PT1H", desk, as_of=as_of) == Counts(undecided=1)
    assert counts(tmp_path, rows, "P1WD", desk, as_of=as_of, count="elapsed") == Counts(undecided=1)


def test_a_night_shift_of_the_last_unpublished_day_is_not_guessed(tmp_path: Path) -> None:
    desk = CALENDARS["over midnight"]
    row = case(datetime.combine(FIRST, time(5, 59)), datetime.combine(FIRST, time(7)))

    assert counts(tmp_path, [row], "PT1H", desk) == Counts(undecided=1)
    assert counts(tmp_path, [row | {"opened_at": datetime.combine(FIRST, time(6))}], "PT1H", desk) == Counts(kept=1)


def test_two_working_days_by_elapsed_time_end_at_the_starts_own_time_of_day(tmp_path: Path) -> None:
    friday, tuesday = datetime(2025, 9, 19, 17), datetime(2025, 9, 23, 17)
    saturday, end_of_tuesday = datetime(2025, 9, 20, 15), datetime(2025, 9, 24)
    desk = CALENDARS["two spans"]

    for opened, due in ((friday, tuesday), (saturday, end_of_tuesday)):
        assert counts(tmp_path, [case(opened, due)], "P2WD", desk, count="elapsed") == Counts(kept=1)
        [finding] = found(tmp_path, [case(opened, due + timedelta(seconds=1))], "P2WD", desk, count="elapsed")
        assert (finding["due"], finding["measured_s"], finding["limit"]) == (due, 2 * 86400 + 1, "P2WD")


def test_each_revision_counts_by_its_own_clock(tmp_path: Path) -> None:
    desk = CALENDARS["two spans"]
    revisions = [
        dockets.revision("2.0.0", "2025-09-22", {"limit": "P1WD"}),
        dockets.revision("1.0.0", "2024-01-01", {"limit": "PT2H"}),
    ]
    both = dockets.catalogue(dockets.standard([dockets.clause(CHECK)], revisions), calendars=[desk])
    hours = case(datetime(2025, 9, 19, 17), datetime(2025, 9, 22, 10, 0, 1))
    days = case(datetime(2025, 9, 22, 17), datetime(2025, 9, 24, 0, 0, 1))
    rows = [hours, hours | {"closed_at": datetime(2025, 9, 22, 10)}, days, days | {"closed_at": datetime(2025, 9, 24)}]

    assert dockets.verdict(tmp_path, both, rows).counts == Counts(kept=2, breached=2)
    late = [dict(zip(FINDING_COLUMNS, row, strict=True)) for row in dockets.findings(tmp_path, both, rows)]
    assert [(row["due"], row["measured_s"]) for row in late] == [
        (datetime(2025, 9, 22, 10), 7201),
        (datetime(2025, 9, 24), 31 * 3600 + 1),
    ]


def test_the_story_of_a_record_tells_open_time_and_when_it_was_used_up(tmp_path: Path) -> None:
    desk = pack("PT9H", CALENDARS["two spans"])
    rows = [case(datetime(2025, 9, 19, 17), None), case(datetime(2025, 9, 19, 17), datetime(2025, 11, 3))]
    with dockets.court(tmp_path, rows) as (engine, table):
        [story] = compile_stories(desk, [table], Terms(as_of=datetime(2025, 9, 22, 12, 45)), "A")
        told = [record.judgements[0] for record in tell(story, desk, engine, paths=["cases.csv"])]

    assert [(one.state, one.limit, one.measured_s, one.due) for one in told] == [
        ("pending", "PT9H", 4 * 3600, datetime(2025, 9, 23, 9, 30)),
        ("undecided", "PT9H", None, datetime(2025, 9, 23, 9, 30)),
    ]


DRAWN = st.fixed_dictionaries(
    {
        "desk": st.sampled_from(list(CALENDARS.values())),
        "opened": st.datetimes(min_value=datetime(2025, 9, 15, 6), max_value=datetime(2025, 10, 25)),
        "wait": st.integers(0, 6 * 86400),
        "limit": st.one_of(
            st.integers(1, 5 * 86400).map(lambda seconds: (f"PT{seconds}S", seconds)),
            st.integers(1, 4).map(lambda days: (f"P{days}WD", days * 86400)),
        ),
    }
)


@given(drawn=DRAWN)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counted_time_agrees_with_walking_over_the_openings(tmp_path: Path, drawn: dict[str, Any]) -> None:
    """Closed a microsecond before, at and behind the moment at which the limit is used up, and anywhere else."""
    desk, opened, (limit, seconds) = drawn["desk"], drawn["opened"], drawn["limit"]
    working_days = limit.endswith("WD")
    spans = openings(desk, whole_days=working_days)
    due = used_up(spans, opened, timedelta(seconds=seconds))
    ends = [opened + timedelta(seconds=drawn["wait"])]
    ends += [due - MICROSECOND, due, due + MICROSECOND] if due is not None else []
    ends = [end for end in ends if end.date() <= LAST]
    taken = [open_between(spans, opened, end) for end in ends]
    late = [place for place, time_ in enumerate(taken) if time_ > timedelta(seconds=seconds)]

    rows = [case(opened, end) | {"case_id": str(place)} for place, end in enumerate(ends)]
    findings = found(tmp_path, rows, limit, desk, count="elapsed" if working_days else "end-of-day")

    assert [int(row["key"]) for row in findings] == late
    assert [row["measured_s"] for row in findings] == [taken[place] / timedelta(seconds=1) for place in late]
    assert all(row["due"] == due for row in findings)
