"""Working-day limits: until the end of the n-th working day after the day of the start."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate

from sqlglot import exp

from guiju.compiler import trees
from guiju.model.opening import works
from guiju.model.pack import Calendar


def due_after(anchor: exp.Expr, working_days: int, calendar: Calendar) -> exp.Expr:
    """The moment at which the n-th working day after the day of `anchor` ends; null outside the published years.

    The calendar becomes a list constant, indexed by the day: no join, and the same on every engine.
    """
    first = calendar.published_from
    wait = _of_day(waits_of(calendar, working_days), trees.cast(anchor.copy(), "DATE"), first)
    inside = exp.Between(
        this=trees.cast(anchor.copy(), "DATE"),
        low=trees.cast(trees.text(first.isoformat()), "DATE"),
        high=trees.cast(trees.text(calendar.published_until.isoformat()), "DATE"),
    )
    day = exp.Add(this=trees.cast(anchor.copy(), "DATE"), expression=trees.cast(wait, "INTEGER"))
    return trees.case([(inside, trees.cast(exp.paren(day), "TIMESTAMP"))], trees.null())


def days_enough(since: exp.Expr, until: exp.Expr, calendar: Calendar) -> exp.Expr:
    """The fewest working days, at least one, with which `due_after(since)` is not before `until`.

    One more than the working days that lie wholly between: behind the day of `since`, before the day on which `until`
    falls. Midnight still belongs to the day that it ends. Null where `since` is not within the published years; as for
    `until`, the caller asks.
    """
    first = calendar.published_from
    started = trees.cast(since.copy(), "DATE")
    instant = exp.Sub(this=until.copy(), expression=exp.Interval(this=trees.text("1"), unit=exp.var("MICROSECOND")))
    before = exp.Sub(this=trees.cast(exp.paren(instant), "DATE"), expression=exp.Literal.number(1))
    full = trees.call("greatest", exp.paren(before), started)
    worked = worked_until(calendar)
    between = exp.Sub(this=_of_day(worked, full, first), expression=_of_day(worked, started, first))
    return exp.Add(this=exp.paren(between), expression=exp.Literal.number(1))


def worked_until(calendar: Calendar) -> tuple[int, ...]:
    """For each published day, the working days from the first published day to it, itself included."""
    length = (calendar.published_until - calendar.published_from).days + 1
    special = {day.date: day.works for day in calendar.special_days}
    days = (calendar.published_from + timedelta(days=day) for day in range(length))
    return tuple(accumulate(int(works(calendar, special, day)) for day in days))


def waits_of(calendar: Calendar, working_days: int) -> tuple[int | None, ...]:
    """For each published day, the days from its start to the end of the n-th working day after it.

    None where that day is not published any more. O(days), one walk back over the calendar.
    """
    length = (calendar.published_until - calendar.published_from).days + 1
    special = {day.date: day.works for day in calendar.special_days}
    days = (calendar.published_from + timedelta(days=day) for day in range(length))
    working = [place for place, day in enumerate(days) if works(calendar, special, day)]
    waits: list[int | None] = []
    behind = 0
    for day in range(length):
        while behind < len(working) and working[behind] <= day:
            behind += 1
        last = behind + working_days - 1
        waits.append(working[last] - day + 1 if last < len(working) else None)
    return tuple(waits)


def _of_day(values: Sequence[int | None], day: exp.Expr, first: date) -> exp.Expr:
    """The value of a day, of a list that begins with `first`; null behind its end."""
    since_first = exp.DateDiff(
        this=day.copy(), expression=trees.cast(trees.text(first.isoformat()), "DATE"), unit=exp.var("DAY")
    )
    index = exp.Add(this=trees.cast(since_first, "BIGINT"), expression=exp.Literal.number(1))
    return exp.func("list_extract", trees.listed(values), index, dialect="duckdb")
