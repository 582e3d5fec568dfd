"""Working-day limits: until the end of the n-th working day after the day of receipt."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.pack import Calendar
from guiju.model.run import Counts

CALENDAR = Calendar.model_validate(
    {
        "id": "days",
        "title": {"zh": "日历"},
        "published_from": date(2025, 1, 1),
        "published_until": date(2025, 12, 31),
        "week": {
            day: [{"opens": "09:00", "closes": "18:00"}]
            for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
        },
        "special_days": [{"date": date(2025, 10, day), "name": {"zh": "国庆"}, "works": False} for day in range(1, 9)]
        + [{"date": date(2025, 10, 11), "name": {"zh": "调休"}, "works": True}],
    }
)
CHECK = {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit", "clock": "days"}


def counts(tmp_path: Path, rows: list[dict[str, Any]], limit: str = "P2WD") -> Counts:
    rule = dockets.standard([dockets.clause(CHECK)], [dockets.revision("1.0.0", "2024-01-01", {"limit": limit})])
    result = dockets.verdict(tmp_path, dockets.catalogue(rule, calendars=[CALENDAR]), rows)
    assert result.counts is not None
    return result.counts


def case(opened: datetime, closed: datetime) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": opened, "closed_at": closed}


def test_two_working_days_end_with_the_second_working_day_after_the_day_of_receipt(tmp_path: Path) -> None:
    friday = datetime(2025, 8, 1, 17)
    end_of_tuesday = datetime(2025, 8, 6)

    assert counts(tmp_path, [case(friday, end_of_tuesday)]) == Counts(kept=1)
    assert counts(tmp_path, [case(friday, end_of_tuesday + timedelta(seconds=1))]) == Counts(breached=1)


def test_holidays_do_not_count_and_make_up_days_do(tmp_path: Path) -> None:
    before_the_holidays = datetime(2025, 9, 30, 9)
    end_of_friday = datetime(2025, 10, 11)

    assert counts(tmp_path, [case(before_the_holidays, end_of_friday)]) == Counts(kept=1)
    assert counts(tmp_path, [case(before_the_holidays, datetime(2025, 10, 12))], "P3WD") == Counts(kept=1)
    assert counts(tmp_path, [case(before_the_holidays, datetime(2025, 10, 12, 0, 0, 1))], "P3WD") == Counts(breached=1)


def test_beyond_the_published_years_nothing_is_guessed(tmp_path: Path) -> None:
    rows = [case(start, start) for start in (datetime(2025, 12, 30), datetime(2026, 1, 5), datetime(2024, 12, 31))]

    assert counts(tmp_path, rows) == Counts(undecided=3)


def oracle(opened: datetime, closed: datetime, limit: int) -> str:
    """Walks day by day."""
    day, left = opened.date(), limit
    while left:
        day += timedelta(days=1)
        works = CALENDAR.works_on(day)
        if works is None:
            return "undecided"
        left -= works
    end = datetime.combine(day + timedelta(days=1), datetime.min.time())
    return "breached" if closed > end else "kept"


@given(
    opened=st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2025, 12, 31, 23)),
    wait=st.integers(0, 20 * 86400),
    limit=st.integers(1, 6),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_working_days_agree_with_walking_the_calendar(tmp_path: Path, opened: datetime, wait: int, limit: int) -> None:
    closed = opened + timedelta(seconds=wait)

    assert counts(tmp_path, [case(opened, closed)], f"P{limit}WD") == Counts(**{oracle(opened, closed, limit): 1})
