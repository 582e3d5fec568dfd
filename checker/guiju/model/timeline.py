"""A clock told piece by piece: from when to when it ran, and why it stood in between.

The verdict comes from the compiled SQL; this only shows its reasons, from the same calendar and the same pauses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from guiju.model.opening import OpenTime
from guiju.model.pack import Calendar
from guiju.model.text import Text

CLOSED = Text(zh="非开放时间", en="closed hours")
NO_WORK = Text(zh="非工作日", en="not a working day")
START_DAY = Text(zh="起算当天不计", en="the day of the start does not count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Time that does not count, and why."""

    since: datetime
    until: datetime
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of time in which the clock runs, or stands for these reasons."""

    since: datetime
    until: datetime
    why: tuple[Text, ...] = ()
    """Empty where the clock runs."""
    late: bool = False
    """Whether the limit was used up before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A calendar with the time that a clock counts by it."""

    calendar: Calendar
    open_time: OpenTime

    def closed(self, since: date, until: date) -> Iterator[Pause]:
        """The time of these days that does not count."""
        special = {day.date: day.name for day in self.calendar.special_days if not day.works}
        for place, spans in enumerate(self.open_time.days):
            day = self.open_time.first + timedelta(days=place)
            if not since <= day <= until:
                continue
            midnight = datetime.combine(day, time.min)
            works = self.calendar.works_on(day)
            why = CLOSED if works else special.get(day, NO_WORK)
            edges = [0, *(second for span in spans for second in span), 86_400]
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                if start < end:
                    yield Pause(
                        since=midnight + timedelta(seconds=start), until=midnight + timedelta(seconds=end), why=why
                    )


def stretches(
    since: datetime, until: datetime, pauses: Sequence[Pause], *, hours: Hours | None, due: datetime | None
) -> tuple[Stretch, ...]:
    """The time from `since` to `until`, cut wherever the clock stops, runs again, or its limit is used up."""
    standing = [*pauses, *(hours.closed(since.date(), until.date()) if hours is not None else ())]
    standing = [pause for pause in standing if pause.since < until and pause.until > since]
    cuts = {moment for pause in standing for moment in (pause.since, pause.until)} | {since, until}
    cuts |= {due} if due is not None else set()
    inside = sorted(cut for cut in cuts if since <= cut <= until)
    found: list[Stretch] = []
    for start, end in pairwise(inside):
        why = dict.fromkeys(pause.why for pause in standing if pause.since <= start and pause.until >= end)
        piece = Stretch(since=start, until=end, why=tuple(why), late=due is not None and start >= due)
        if found and bool(found[-1].why) == bool(piece.why) and found[-1].late == piece.late:
            both = tuple(dict.fromkeys((*found[-1].why, *piece.why)))
            found[-1] = replace(found[-1], until=end, why=both)
        else:
            found.append(piece)
    return tuple(found)
