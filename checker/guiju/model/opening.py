"""Which seconds of each published day a calendar counts: the plain values behind the clocks in SQL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from guiju.model.pack import WEEKDAYS, Calendar, Opening

DAY_S = 86_400

Span = tuple[int, int]
"""Seconds of the day, from and to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTime:
    """The time that counts, day by day."""

    known_from: datetime
    """Before it a night shift of an unpublished day could still be running."""
    first: date
    days: tuple[tuple[Span, ...], ...]
    """For each day from `first` on the spans that count, apart and in order."""

    @property
    def known_until(self) -> datetime:
        """The first moment that is not published any more."""
        return datetime.combine(self.first, time.min) + timedelta(days=len(self.days))

    @property
    def before(self) -> tuple[int, ...]:
        """For each day the seconds counted from the first day to its start."""
        return tuple(accumulate((length(day) for day in self.days[:-1]), initial=0))


def length(day: Iterable[Span]) -> int:
    """The seconds that a day counts."""
    return sum(end - start for start, end in day)


def opening_hours(calendar: Calendar) -> OpenTime:
    """The opening hours. A night shift belongs to the day on which it opens, whatever the next day is."""
    dates = _dates(calendar)
    special = {day.date: day.works for day in calendar.special_days}
    openings = [_openings(calendar, special, day) for day in dates]
    spans: list[list[Span]] = [[] for _ in dates]
    for place, found in enumerate(openings):
        for opening in found:
            start, end = _second(opening.opens), _second(opening.closes)
            if opening.overnight:
                spans[place].append((start, DAY_S))
                if place + 1 < len(spans):
                    spans[place + 1].append((0, end))
            else:
                spans[place].append((start, end))
    return OpenTime(
        known_from=datetime.combine(calendar.published_from, time.min) + timedelta(seconds=_longest_night(calendar)),
        first=calendar.published_from,
        days=tuple(_merged(day) for day in spans),
    )


def working_days(calendar: Calendar) -> OpenTime:
    """Working days count from midnight to midnight, other days do not count."""
    special = {day.date: day.works for day in calendar.special_days}
    return OpenTime(
        known_from=datetime.combine(calendar.published_from, time.min),
        first=calendar.published_from,
        days=tuple(((0, DAY_S),) if works(calendar, special, day) else () for day in _dates(calendar)),
    )


def works(calendar: Calendar, special: Mapping[date, bool], day: date) -> bool:
    """Whether a published day is a working day; `special` are the calendar's special days."""
    return special[day] if day in special else WEEKDAYS[day.weekday()] in calendar.week


def _dates(calendar: Calendar) -> list[date]:
    count = (calendar.published_until - calendar.published_from).days + 1
    return [calendar.published_from + timedelta(days=place) for place in range(count)]


def _openings(calendar: Calendar, special: Mapping[date, bool], day: date) -> tuple[Opening, ...]:
    if day in special:
        return calendar.make_up_hours if special[day] else ()
    return calendar.week.get(WEEKDAYS[day.weekday()], ())


def _longest_night(calendar: Calendar) -> int:
    """The latest second of a morning to which an opening of the day before can last."""
    every = [*calendar.make_up_hours, *(opening for day in calendar.week.values() for opening in day)]
    return max((_second(opening.closes) for opening in every if opening.overnight), default=0)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that touch or overlap, such as the end of a night shift and the day's own hours, count once."""
    merged: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _second(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60
