"""The working days of 2025 as the State Council announced them, for the generator's own arithmetic.

A table of its own, not the pack's calendar: what the checker reads there is held against this.
"""

from datetime import date, datetime, time, timedelta

_OFF = {
    date(2025, 1, 1),
    *(date(2025, 1, day) for day in range(28, 32)),
    *(date(2025, 2, day) for day in range(1, 5)),
    *(date(2025, 4, day) for day in range(4, 7)),
    *(date(2025, 5, day) for day in range(1, 6)),
    date(2025, 5, 31),
    date(2025, 6, 1),
    date(2025, 6, 2),
    *(date(2025, 10, day) for day in range(1, 9)),
    *(date(2026, 1, day) for day in range(1, 4)),
}
_MAKE_UP = {
    date(2025, 1, 26),
    date(2025, 2, 8),
    date(2025, 4, 27),
    date(2025, 9, 28),
    date(2025, 10, 11),
    date(2026, 1, 4),
}
_SATURDAY = 5
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
MONTHS = tuple(date(2025, month, 1) for month in range(1, 13))
QUARTERS = tuple(date(2025, month, 1) for month in (1, 4, 7, 10))


def works(day: date) -> bool:
    """Whether a day is a working day: a weekday that is no holiday, or a make-up day."""
    return day in _MAKE_UP or (day.weekday() < _SATURDAY and day not in _OFF)


def due_after(start: datetime, working_days: int) -> datetime:
    """The end of the n-th working day after the day of the start, as the first moment of the day behind it."""
    day = start.date()
    while working_days:
        day += timedelta(days=1)
        working_days -= works(day)
    return datetime.combine(day + timedelta(days=1), time.min)


def year() -> tuple[date, ...]:
    """Every day of 2025."""
    return tuple(FIRST + timedelta(days=day) for day in range((LAST - FIRST).days + 1))


def period_of(moment: date, every: str | None) -> date | None:
    """First day of the month, quarter or year around a day; None where the whole file is one period."""
    if every is None:
        return None
    month = {"month": moment.month, "quarter": (moment.month - 1) // 3 * 3 + 1, "year": 1}[every]
    return date(moment.year, month, 1)
