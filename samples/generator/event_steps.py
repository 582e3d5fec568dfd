"""What the clauses on the steps of outages and security incidents read, filled in and spoilt after they are made."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table

_CAUSE, _WORKAROUND, _VERIFY = timedelta(hours=1), timedelta(hours=2), timedelta(minutes=30)
_TOLD = timedelta(days=2)
_REVISED = datetime(2025, 7, 1)
_MINUTE = timedelta(minutes=1)


def step_outages(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Times of each step, trigger and workaround; some late, some in impossible order, some missing."""
    for row in table.rows:
        _step(row, dice)
    ended = [row for row in table.rows if row["restored_at"] is not None]
    _late_workarounds([row for row in ended if row["workaround_at"] is not None], ledger)
    short = [row for row in ended if row["workaround_at"] is None]
    _late_causes(short[:3], ledger)
    for row, minutes in zip(short[3:6], (31, 50, 30), strict=True):
        row["verified_at"] = row["restored_at"] + timedelta(minutes=minutes)
        _blame(ledger, row, "outage-recovery.verified", broken=timedelta(minutes=minutes) > _VERIFY)
    for row in short[6:8]:
        row["handled_at"] = row["identified_at"] - 2 * _MINUTE
        _blame(ledger, row, "outage-recovery.in-order")
    for row in short[8:10]:
        row["trigger"] = None
        _blame(ledger, row, "outage-recovery.trigger")


def _step(row: Row, dice: Dice) -> None:
    found, back = row["detected_at"], row["restored_at"]
    row["trigger"] = dice.weighted({"system": 6, "network": 3, "other": 1}) if back else None
    row["handled_at"] = back - _MINUTE if back else None
    long = back is None or back > found + _WORKAROUND
    row["workaround_at"] = row["identified_at"] + dice.minutes(5, 30) if long else None
    row["workaround"] = dice.one(("standby", "substitute")) if long else "none"


def _late_workarounds(long: Sequence[Row], ledger: Ledger) -> None:
    """Two a little too late, one just in time."""
    for row, more in zip(long[:3], (_MINUTE, 5 * _MINUTE, 0 * _MINUTE), strict=True):
        row["workaround_at"] = row["detected_at"] + _WORKAROUND + more
        _blame(ledger, row, "outage-recovery.workaround", broken=bool(more))


def _late_causes(short: Sequence[Row], ledger: Ledger) -> None:
    """Two a little too late, one just in time."""
    for row, more in zip(short, (_MINUTE, 15 * _MINUTE, 0 * _MINUTE), strict=True):
        row["identified_at"] = row["detected_at"] + _CAUSE + more
        row["restored_at"] = max(row["restored_at"], row["identified_at"] + 6 * _MINUTE)
        row["handled_at"] = row["restored_at"] - _MINUTE
        row["verified_at"] = row["restored_at"] + 10 * _MINUTE
        _blame(ledger, row, "outage-recovery.cause-found", broken=bool(more))


def _blame(ledger: Ledger, row: Row, clause: str, *, broken: bool = True) -> None:
    if broken:
        ledger.note(row, "breached", clause)


def step_incidents(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Everybody concerned is told and the cause removed, but for a few incidents."""
    for row in table.rows:
        told = row["detected_at"] + dice.hours(6, 40) if row["handled_at"] else None
        row["notified_at"] = told
        row["rectified_at"] = row["detected_at"] + dice.hours(72, 440) if told else None
        _blame(ledger, row, "security-incidents.kind-recorded", broken=row["type"] is None)
    _still_open(table, ledger)
    early = [row for row in table.rows if row["handled_at"] and row["detected_at"] < _REVISED]
    late = [row for row in table.rows if row["handled_at"] and row["detected_at"] >= _REVISED]
    for row, hours in ((early[0], 49), (late[0], 60), (late[1], 48)):
        row["notified_at"] = row["detected_at"] + timedelta(hours=hours)
        _blame(ledger, row, "security-incidents.notified", broken=timedelta(hours=hours) > _TOLD)
    for row, days in ((early[1], 25), (early[2], 20), (late[2], 25), (late[3], 31)):
        row["rectified_at"] = row["detected_at"] + timedelta(days=days)
        _blame(ledger, row, "security-incidents.rectified", broken=timedelta(days=days) > _mending(row))
    for row in (early[4], late[5]):
        row["notified_at"] = row["handled_at"] - 5 * _MINUTE
        _blame(ledger, row, "security-incidents.in-order")


def _mending(row: Row) -> timedelta:
    """How long it may take to remove the cause; the revision gave more time."""
    return timedelta(days=30 if row["detected_at"] >= _REVISED else 20)


def _still_open(table: Table, ledger: Ledger) -> None:
    newest = max(row[name] for row in table.rows for name in table.columns if isinstance(row[name], datetime))
    for row in table.rows:
        if row["handled_at"] is None:
            for clause, limit in (("notified", _TOLD), ("rectified", _mending(row))):
                due = row["detected_at"] + limit
                ledger.note(row, "breached" if newest > due else "pending", f"security-incidents.{clause}")
