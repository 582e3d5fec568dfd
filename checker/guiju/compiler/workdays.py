"""Working-day limits: until the end of the n-th working day after the day of the start."""

from datetime import date, timedelta

from sqlglot import exp

from guiju.compiler import trees
from guiju.model.opening import works
from guiju.model.pack import Calendar


def due_after(anchor: exp.Expr, working_days: int, calendar: Calendar) -> exp.Expr:
    """The moment at which the n-th working day after the day of `anchor` ends; null outside the published years.

    The calendar becomes a list constant, indexed by the day: no join, and the same on every engine.
    """
    first = calendar.published_from
    index = exp.Add(
        this=exp.cast(_days_between(first, anchor), "BIGINT"),
        expression=exp.Literal.number(1),
    )
    waits = [exp.Literal.number(wait) if wait is not None else exp.Null() for wait in waits_of(calendar, working_days)]
    wait = trees.call("list_extract", exp.Array(expressions=waits), index)
    inside = exp.Between(
        this=exp.cast(anchor.copy(), "DATE"),
        low=exp.cast(trees.text(first.isoformat()), "DATE"),
        high=exp.cast(trees.text(calendar.published_until.isoformat()), "DATE"),
    )
    day = exp.Add(this=exp.cast(anchor.copy(), "DATE"), expression=exp.cast(wait, "INTEGER"))
    return trees.case([(inside, exp.cast(exp.paren(day), "TIMESTAMP"))], trees.null())


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


def _days_between(first: date, anchor: exp.Expr) -> exp.Expr:
    return exp.DateDiff(
        this=exp.cast(anchor.copy(), "DATE"),
        expression=exp.cast(trees.text(first.isoformat()), "DATE"),
        unit=exp.var("DAY"),
    )
