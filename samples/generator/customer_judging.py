"""The questions that clauses on customers ask of a record, and how a record answers them, in plain Python."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from generator.tables import Row, Table, Unreadable

State = Literal["kept", "breached", "pending", "undecided", "out_of_scope", "not_in_force"]
Ask = Callable[[Row], bool | None]
FIRST, SECOND = date(2025, 1, 1), date(2025, 7, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Each record in scope holds something; null is unknown."""

    export: str
    at: str
    holds: Ask
    scope: Ask = lambda _: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """From one column to another within a limit that may have been revised."""

    export: str
    start: str
    end: str
    early: timedelta
    late: timedelta | None = None
    scope: Ask = lambda _: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Each record in scope has a partner; with limits, within them after (or before) its own time."""

    export: str
    at: str
    other: str
    keys: tuple[tuple[str, str], ...]
    counts: Ask = lambda _: True
    scope: Ask = lambda _: True
    early: timedelta | None = None
    late: timedelta | None = None
    other_at: str = ""
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """Each record in scope has these columns to itself."""

    export: str
    at: str
    columns: tuple[str, ...]
    scope: Ask = lambda _: True


Question = Held | Timed | Paired | Once


def judged_by(asked: Question, tables: Mapping[str, Table]) -> list[tuple[Row, State]]:
    """Every row of the export with its state."""
    table = tables[asked.export]
    match asked:
        case Held():
            return [(row, _preamble(asked.scope, row, asked.at) or _told(asked.holds(row))) for row in table.rows]
        case Timed():
            now = now_of(table)
            return [(row, _preamble(asked.scope, row, asked.start) or _timed(asked, row, now)) for row in table.rows]
        case Once():
            times = Counter(names_in(row, asked.columns) for row in table.rows if asked.scope(row))
            return [
                (row, _preamble(asked.scope, row, asked.at) or _told(times[names_in(row, asked.columns)] == 1))
                for row in table.rows
            ]
        case _:
            return _pair(asked, tables)


def _preamble(scope: Ask, row: Row, at: str) -> State | None:
    asked = scope(row)
    if asked is False:
        return "out_of_scope"
    if row[at] is None or isinstance(row[at], Unreadable):
        return "undecided"
    if _day(row[at]) < FIRST:
        return "not_in_force"
    return "undecided" if asked is None else None


def _told(holds: object) -> State:
    return "undecided" if holds is None else "kept" if holds else "breached"


def _timed(asked: Timed, row: Row, now: datetime) -> State:
    start, end = moment_of(row[asked.start]), row[asked.end]
    due = start + _limit(asked.early, asked.late, start)
    if isinstance(end, Unreadable):
        return "undecided"
    if end is None:
        return "breached" if now > due else "pending"
    if moment_of(end) < start:
        return "undecided"
    return "breached" if moment_of(end) > due else "kept"


def _pair(asked: Paired, tables: Mapping[str, Table]) -> list[tuple[Row, State]]:
    table, other = tables[asked.export], tables[asked.other]
    now = min(now_of(table), now_of(other))
    partners: dict[tuple[Any, ...], list[Row]] = {}
    for row in other.rows:
        if asked.counts(row):
            partners.setdefault(names_in(row, tuple(key for _, key in asked.keys)), []).append(row)
    judged: list[tuple[Row, State]] = []
    for row in table.rows:
        state = _preamble(asked.scope, row, asked.at)
        names = names_in(row, tuple(key for key, _ in asked.keys))
        if state is None:
            state = "undecided" if None in names else _partnered(asked, row, partners.get(names, []), now)
        judged.append((row, state))
    return judged


def _partnered(asked: Paired, row: Row, partners: list[Row], now: datetime) -> State:
    if asked.early is None:
        return "kept" if partners else "breached"
    at = moment_of(row[asked.at])
    limit = _limit(asked.early, asked.late, at)
    first, last = (at - limit, at) if asked.before else (at, at + limit)
    if any(first <= moment_of(partner[asked.other_at]) <= last for partner in partners):
        return "kept"
    return "pending" if last >= now else "breached"


def _limit(early: timedelta, late: timedelta | None, at: datetime) -> timedelta:
    return late if late is not None and at.date() >= SECOND else early


def now_of(table: Table) -> datetime:
    """The newest time of something that happened; where there are only days, the newest of them."""
    days = [cell for row in table.rows for cell in row.values() if isinstance(cell, date)]
    return table.newest() or moment_of(max(days))


def moment_of(cell: Any) -> datetime:
    """A day as its first moment."""
    return cell if isinstance(cell, datetime) else datetime.combine(cell, time())


def _day(cell: Any) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def names_in(row: Row, columns: tuple[str, ...]) -> tuple[Any, ...]:
    """Several cells of a row."""
    return tuple(row[name] for name in columns)
