"""Judges the records of people and continuity by `people_clauses`: what the checker's SQL is held against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from generator.law import ISSUED, in_force
from generator.people_clauses import CLAUSES, Holds, InTime, Partner
from generator.record_oracle import State
from generator.tables import Row, Table

Tables = Mapping[str, Table]


def judge_people(tables: Tables) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every row of its export with its state."""
    return {clause: _judge(check, tables) for clause, check in CLAUSES.items() if _read(check) <= tables.keys()}


def _read(check: Holds | InTime | Partner) -> set[str]:
    return {check.export, check.other} if isinstance(check, Partner) else {check.export}


def _judge(check: Holds | InTime | Partner, tables: Tables) -> list[tuple[Row, State]]:
    rows = tables[check.export].rows
    match check:
        case Holds():
            return [(row, _true(check, row)) for row in rows]
        case InTime():
            now = newest(tables[check.export])
            return [(row, _timed(check, row, now)) for row in rows]
        case Partner():
            partners: dict[Any, list[Row]] = defaultdict(list)
            for row in tables[check.other].rows:
                if check.fits(row):
                    partners[row[check.other_key]].append(row)
            now = min(newest(tables[check.export]), newest(tables[check.other]))
            return [(row, _partnered(check, row, partners[row[check.key]], now)) for row in rows]


def _moment(value: date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def newest(table: Table) -> datetime:
    """The newest time of something that happened, days counting from midnight."""
    stamps = (
        cell for row in table.rows for name, cell in row.items() if isinstance(cell, date) and name not in table.planned
    )
    return max(_moment(cell) for cell in stamps)


def _true(check: Holds, row: Row) -> State:
    if not check.scope(row):
        return "out_of_scope"
    if _moment(row[check.at]) < _moment(ISSUED):
        return "not_in_force"
    return "kept" if check.holds(row) else "breached"


def _timed(check: InTime, row: Row, now: datetime) -> State:
    if not check.scope(row):
        return "out_of_scope"
    start, end = row[check.start], row[check.end]
    limit = in_force(check.within, start)
    if limit is None:
        return "not_in_force"
    due = _moment(start) + limit
    if end is None:
        return "breached" if now > due else "pending"
    if _moment(end) < _moment(start):
        return "undecided"
    return "kept" if _moment(end) <= due else "breached"


def _partnered(check: Partner, row: Row, partners: Iterable[Row], now: datetime) -> State:
    if not check.scope(row):
        return "out_of_scope"
    if _moment(row[check.at]) < _moment(ISSUED):
        return "not_in_force"
    if not check.within:
        return "kept" if any(True for _ in partners) else "breached"
    limit = in_force(check.within, row[check.at])
    if limit is None:
        return "not_in_force"
    at = _moment(row[check.at])
    since, until = (at - limit, at) if check.before else (at, at + limit)
    if any(since <= _moment(partner[check.other_at]) <= until for partner in partners):
        return "kept"
    return "pending" if until >= now else "breached"
