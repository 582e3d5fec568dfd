"""Calendar periods by their first day, as `date_trunc` cuts them: weeks start on Monday."""

from datetime import date, timedelta
from typing import assert_never

from guiju.model.checks import Every


def start_of(every: Every, day: date) -> date:
    """The first day of the period that `day` is in."""
    match every:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case "year":
            return date(day.year, 1, 1)
        case _:
            assert_never(every)


def last_of(every: Every, start: date) -> date:
    """The last day of the period that starts on `start`; the end of all dates where it would lie behind that."""
    # The longest period has 366 days: from its start, so many days lead into the next one or to its last days.
    reach = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[every]
    try:
        return start_of(every, start + timedelta(days=reach)) - timedelta(days=1)
    except OverflowError:
        return date.max


def before(every: Every, start: date) -> date:
    """The first day of the period before the one that starts on `start`."""
    return start_of(every, start - timedelta(days=1))
