"""The course of the data: a batch of each source every week, from capture to use and sharing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from generator.dice import Dice
from generator.law import REVISED
from generator.ledger import Found, Ledger
from generator.tables import Row, Table

COLUMNS = ("event_id", "batch_id", "dataset", "source", "ts", "event_no", "event", "actor_id")
_SETS = {"crm": "customers", "tickets": "requests", "calls": "calls", "surveys": "surveys", "web": "visits"}
_HOLIDAY = date(2025, 7, 1)
"""A month in which no survey data came in."""
_USUAL = ("captured", "stored", "checked", "analysed", "applied")
_CLEANED = ("captured", "stored", "checked", "cleaned", "checked", "analysed", "applied")
_REJECTED = ("captured", "captured", "stored", "checked", "rejected")
_SHARED = (*_USUAL, "share_requested", "share_approved", "shared")
_REFUSED = (*_USUAL, "share_requested", "share_refused")
_COURSES: Mapping[Sequence[str], float] = {_USUAL: 60.0, _CLEANED: 15.0, _REJECTED: 5.0, _SHARED: 15.0, _REFUSED: 5.0}
_CLAUSES = {name: f"data-course.{name}" for name in ("in-order", "stored", "analysed", "checked-before-use")}
_WEEKS = 52


def make_runs(dice: Dice, ledger: Ledger) -> Table:
    """A clean year and what went wrong in it, by week."""
    table = Table(export="data-runs", columns=COLUMNS)
    for week in range(_WEEKS):
        for place, source in enumerate(_SETS):
            start = datetime(2025, 1, 2, 8) + timedelta(days=7 * week, hours=place) + dice.minutes(0, 50)
            if source == "surveys" and start.date().replace(day=1) == _HOLIDAY:
                continue
            _batch(table, dice, source, start, dice.weighted(_COURSES))
    ledger.group("data-course.several-sources", "noncompliant", _HOLIDAY)
    for plant in (_out_of_order, _late, _approved_by_oneself):
        plant(table, dice, ledger)
    _under_way(table, dice, ledger)
    return table


def _batch(table: Table, dice: Dice, source: str, start: datetime, course: Sequence[str]) -> list[Row]:
    name = f"PC{start:%y%m%d}{list(_SETS).index(source)}{len(table.rows):05d}"
    at, rows = start, []
    for number, event in enumerate(course, 1):
        actor = (
            "AQ01" if event in {"share_approved", "share_refused"} else "YH07" if event == "share_requested" else "SJ01"
        )
        row: Row = {"event_id": f"{name}-{number}", "batch_id": name, "dataset": _SETS[source], "source": source}
        rows.append(table.add(row | {"ts": at, "event_no": number, "event": event, "actor_id": actor}))
        at += dice.minutes(2, 25)
    return rows


def _note(ledger: Ledger, rows: Sequence[Row], found: Found, *names: str) -> None:
    """A batch stands for itself by its first event."""
    ledger.note(rows[0], found, *(_CLAUSES[name] for name in names))


def _out_of_order(table: Table, dice: Dice, ledger: Ledger) -> None:
    for week, course, broken in (
        (3, ("captured", "stored", "analysed", "applied"), ("in-order", "checked-before-use")),
        (9, ("captured", "stored", "checked", "applied", "analysed"), ("in-order",)),
        (17, ("captured", "stored", "analysed", "applied", "checked"), ("in-order", "checked-before-use")),
        (25, ("stored", "captured", "checked", "analysed", "applied"), ("in-order", "stored")),
        (33, ("captured", "stored", "checked", "cleaned", "analysed", "applied"), ("in-order",)),
        (41, (*_USUAL, "shared"), ("in-order",)),
        (47, ("captured", "stored", "checked", "rejected", "applied"), ("in-order",)),
    ):
        rows = _batch(table, dice, "web", datetime(2025, 1, 4, 9) + timedelta(days=7 * week), course)
        _note(ledger, rows, "breached", *broken)


def _late(table: Table, dice: Dice, ledger: Ledger) -> None:
    """A second behind the limit, and just in time."""
    for day, event, late in (
        (date(2025, 2, 8), "stored", 1),
        (date(2025, 3, 8), "stored", 0),
        (date(2025, 7, 12), "stored", 1),
        (date(2025, 8, 9), "stored", 0),
        (date(2025, 5, 10), "analysed", 1),
        (date(2025, 5, 17), "analysed", 0),
        (date(2025, 9, 13), "analysed", 1),
        (date(2025, 9, 20), "analysed", 0),
    ):
        rows = _batch(table, dice, "tickets", datetime(day.year, day.month, day.day, 7), _USUAL)
        earlier, later = (0, 1) if event == "stored" else (1, 3)
        new = day >= REVISED
        hours = (1 if new else 4) if event == "stored" else (24 if new else 48)
        shift = rows[earlier]["ts"] + timedelta(hours=hours, seconds=late) - rows[later]["ts"]
        for row in rows[later:]:
            row["ts"] += shift
        if late:
            _note(ledger, rows, "breached", event)


def _approved_by_oneself(table: Table, dice: Dice, ledger: Ledger) -> None:
    for day in (date(2025, 4, 12), date(2025, 6, 14), date(2025, 11, 15)):
        rows = _batch(table, dice, "crm", datetime(day.year, day.month, day.day, 7), _SHARED)
        rows[-2]["actor_id"] = rows[-3]["actor_id"]
        ledger.note(rows[0], "breached", "data-course.approved-by-another")


def _under_way(table: Table, dice: Dice, ledger: Ledger) -> None:
    """What was captured on the last evening, and is not over."""
    rows = _batch(table, dice, "calls", datetime(2025, 12, 31, 19), ("captured", "stored", "checked"))
    _note(ledger, rows, "pending", "analysed", "in-order")
    rows = _batch(table, dice, "crm", datetime(2025, 12, 31, 21, 20), ("captured",))
    _note(ledger, rows, "pending", "stored", "in-order")
