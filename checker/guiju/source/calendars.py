"""Calendars that contradict themselves."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from zoneinfo import available_timezones

from guiju.model.pack import Calendar, Opening, Pack
from guiju.model.problem import Problem
from guiju.model.text import Text
from guiju.source.nodes import Document, Path
from guiju.source.suggestions import nearest


def check_calendar(calendar: Calendar, document: Document) -> Iterator[Problem]:
    """Special days twice or outside of the published range, and openings that overlap."""
    start, end = calendar.published_from, calendar.published_until
    if end < start:
        zh, en = "published_until 早于 published_from", "published_until is before published_from"
        yield Problem(document.at(("published_until",)), Text(zh=zh, en=en))
    first: dict[date, int] = {}
    for place, special in enumerate(calendar.special_days):
        where = document.at(("special_days", place, "date"))
        if start <= end and not start <= special.date <= end:
            zh = f"{special.date} 不在公布的范围内（{start} 至 {end}）"
            yield Problem(where, Text(zh=zh, en=f"{special.date} is outside of the published range, {start} to {end}"))
        if special.date in first:
            before = document.at(("special_days", first[special.date], "date"))
            zh = f"{special.date} 重复，第一次在 {before.line}:{before.column}"
            en = f"{special.date} stands here again, first at {before.line}:{before.column}"
            yield Problem(where, Text(zh=zh, en=en))
        first.setdefault(special.date, place)
    for weekday, openings in calendar.week.items():
        yield from _overlaps(openings, document, ("week", weekday))
    yield from _overlaps(calendar.make_up_hours, document, ("make_up_hours",))


def check_zone(pack: Pack, document: Document) -> Iterator[Problem]:
    """A zone that is not in the machine's list, where it has one."""
    zones = available_timezones()
    if zones and pack.zone not in zones:
        hint = nearest(pack.zone, zones)
        zh, en = f"没有时区 {pack.zone}{hint.zh}", f"unknown time zone {pack.zone}{hint.in_('en')}"
        yield Problem(document.at(("zone",)), Text(zh=zh, en=en))


def _overlaps(openings: tuple[Opening, ...], document: Document, path: Path) -> Iterator[Problem]:
    for place, (earlier, later) in enumerate(pairwise(openings), 1):
        if later.opens < earlier.closes:
            zh = f"{later.opens} 开始时上一段（至 {earlier.closes}）尚未结束；请按先后排列且不重叠"
            en = f"{later.opens} is before the end of the opening above ({earlier.closes}); list them in order, apart"
            yield Problem(document.at((*path, place, "opens")), Text(zh=zh, en=en))
