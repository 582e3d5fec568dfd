"""Calendars that contradict themselves."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from guiju.model.pack import WEEKDAYS, Calendar, Opening, Pack
from guiju.model.problem import Problem
from guiju.model.text import Text
from guiju.source.nodes import Document, Path
from guiju.source.suggestions import nearest


def check_calendar(calendar: Calendar, document: Document) -> Iterator[Problem]:
    """Special days twice or outside of the published range, openings that overlap, and make-up days without hours."""
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
    yield from _nights(calendar, document)
    if not calendar.make_up_hours and any(special.works for special in calendar.special_days):
        place = next(place for place, special in enumerate(calendar.special_days) if special.works)
        zh = "有调休上班日而没有写 make_up_hours：按开放时间计时时，这些日子一刻也不算"
        en = "there are make-up working days but no make_up_hours: a clock in opening hours counts nothing on them"
        yield Problem(document.at(("special_days", place)), Text(zh=zh, en=en), level="warning")


def check_zone(pack: Pack, document: Document) -> Iterator[Problem]:
    """A zone that is not in the machine's list, where it has one; a zone whose clocks are changed."""
    yield from zone(document, ("zone",), pack.zone)
    if pack.zone in available_timezones() and _clocks_change(pack.zone):
        zh = (
            f"{pack.zone} 有夏令时：数据用本地时间，跨越换钟时刻的自然时间会差一小时，"
            "重复或跳过的那一小时读不出；请只用按开放时间的时限，或选没有夏令时的时区"
        )
        en = (
            f"the clocks of {pack.zone} are changed: in local time, running time across a change is an hour off, and "
            "the hour that is repeated or skipped cannot be read; count opening hours, or take a zone without changes"
        )
        yield Problem(document.at(("zone",)), Text(zh=zh, en=en), level="warning")


def zone(document: Document, path: Path, written: str | None) -> Iterator[Problem]:
    """A problem where `written` is no zone of the machine's list, where it has one."""
    zones = available_timezones()
    if written is not None and zones and written not in zones:
        hint = nearest(written, zones)
        zh, en = f"没有时区 {written}{hint.zh}", f"unknown time zone {written}{hint.in_('en')}"
        yield Problem(document.at(path), Text(zh=zh, en=en))


def _clocks_change(name: str) -> bool:
    """Whether the zone's distance from world time changes within the years that data come from."""
    days = (datetime(2000, 1, 1) + timedelta(days=10 * step) for step in range(1400))
    return len({day.replace(tzinfo=ZoneInfo(name)).utcoffset() for day in days}) > 1


def _overlaps(openings: tuple[Opening, ...], document: Document, path: Path) -> Iterator[Problem]:
    for place, (earlier, later) in enumerate(pairwise(openings), 1):
        if earlier.overnight or later.opens < earlier.closes:
            zh = f"{later.opens} 开始时上一段（至 {earlier.closes}）尚未结束；请按先后排列且不重叠"
            en = f"{later.opens} is before the end of the opening above ({earlier.closes}); list them in order, apart"
            yield Problem(document.at((*path, place, "opens")), Text(zh=zh, en=en))


def _nights(calendar: Calendar, document: Document) -> Iterator[Problem]:
    """Openings that last into the next day's own hours."""
    for yesterday, today in zip(WEEKDAYS, (*WEEKDAYS[1:], WEEKDAYS[0]), strict=True):
        night, morning = calendar.week.get(yesterday, ())[-1:], calendar.week.get(today, ())[:1]
        if night and morning and night[0].overnight and morning[0].opens < night[0].closes:
            zh = f"{morning[0].opens} 开始时前一天的时段（至 {night[0].closes}）尚未结束"
            en = f"{morning[0].opens} is before the end of the opening of the day before ({night[0].closes})"
            yield Problem(document.at(("week", today, 0, "opens")), Text(zh=zh, en=en))
