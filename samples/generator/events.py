"""Outages and security incidents: few rows, so each quarter is laid out on purpose."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

OUTAGES = (
    *("outage_id", "service", "started_at", "detected_at", "identified_at", "workaround_at", "restored_at"),
    *("verified_at", "affected_customers", "active_customers", "handled_at", "trigger", "workaround"),
)
INCIDENTS = (
    *("incident_id", "type", "occurred_at", "detected_at", "handled_at", "notified_at", "rectified_at"),
    "affected_customers",
)
_SERVICES = ("热线", "在线客服", "订单查询", "手机应用", "支付", "工单系统")
_ACTIVE = 10000
_RECOVERY, _LOSS = "outage-recovery.recovery", "outage-recovery.experience-loss"
_HANDLING, _LEAKS = "security-incidents.handling-time", "security-incidents.leaks-handled"


def _spread(dice: Dice, quarter: int, count: int) -> list[datetime]:
    """So many moments of a quarter (from 1), in order."""
    first = date(2025, 3 * quarter - 2, 1)
    days = sorted(dice.between(0, 88) for _ in range(count))
    return [datetime.combine(first + timedelta(days=day), time()) + dice.minutes(0, 1439) for day in days]


def make_outages(dice: Dice, ledger: Ledger) -> Table:
    """Ten outages a quarter."""
    table = Table(export="outages", columns=OUTAGES)
    for quarter in (1, 2, 3, 4):
        rows = [_outage(dice, start) for start in _spread(dice, quarter, 10)]
        for row in rows:
            table.add({"outage_id": f"Z25{len(table.rows) + 1:04d}"} | row)
    by_quarter = [table.rows[place : place + 10] for place in (0, 10, 20, 30)]
    _exactly_four_hours(by_quarter[0])
    for row in by_quarter[1]:
        row["restored_at"] += timedelta(hours=3)
        row["verified_at"] += timedelta(hours=3)
    ledger.group(_RECOVERY, "noncompliant", date(2025, 4, 1))
    for row in by_quarter[2]:
        row["affected_customers"], row["active_customers"] = _ACTIVE // 20, _ACTIVE
    ledger.group(_LOSS, "noncompliant", date(2025, 7, 1))
    by_quarter[3][-1] |= {"restored_at": None, "verified_at": None}
    ledger.group(_RECOVERY, "undecided", date(2025, 10, 1))
    by_quarter[1][4]["affected_customers"] = None
    by_quarter[1][6]["affected_customers"] = Unreadable("待统计")
    ledger.group(_LOSS, "undecided", date(2025, 4, 1))
    return table


def _outage(dice: Dice, start: datetime) -> Row:
    found = start + dice.minutes(1, 12)
    cause = found + dice.minutes(5, 50)
    back = cause + dice.minutes(10, 110)
    return {
        "service": dice.one(_SERVICES),
        "started_at": start,
        "detected_at": found,
        "identified_at": cause,
        "workaround_at": cause + (back - cause) / 2 if dice.happens(0.6) else None,
        "restored_at": back,
        "verified_at": back + dice.minutes(3, 25),
        "affected_customers": dice.lean(20, 600),
        "active_customers": _ACTIVE + dice.between(-300, 300),
    }


def _exactly_four_hours(rows: Sequence[Row]) -> None:
    """Half of them shorter, half of them as much longer: the mean is the limit to the second."""
    for place, row in enumerate(rows):
        away = timedelta(minutes=60 + 7 * (place // 2))
        row["restored_at"] = row["started_at"] + timedelta(hours=4) + (away if place % 2 else -away)
        row["verified_at"] = row["restored_at"] + timedelta(minutes=10)


def make_incidents(dice: Dice, ledger: Ledger) -> Table:
    """Nine security incidents a quarter, two of them leaks of customer data."""
    table = Table(export="security-incidents", columns=INCIDENTS)
    kinds = ("data-leak", "intrusion", "malware", "misuse", "malware", "data-leak", "other", "malware", "misuse")
    for quarter in (1, 2, 3, 4):
        for kind, start in zip(kinds, _spread(dice, quarter, len(kinds)), strict=True):
            table.add({"incident_id": f"S25{len(table.rows) + 1:04d}"} | _incident(dice, kind, start))
    by_quarter = [table.rows[place : place + 9] for place in (0, 9, 18, 27)]
    by_quarter[1][5] |= {"handled_at": None, "notified_at": None, "rectified_at": None}
    ledger.group(_LEAKS, "noncompliant", date(2025, 4, 1))
    ledger.group(_HANDLING, "undecided", date(2025, 4, 1))
    for row in by_quarter[2]:
        row["handled_at"] += timedelta(minutes=100)
    ledger.group(_HANDLING, "noncompliant", date(2025, 7, 1))
    by_quarter[3][8] |= {"type": None, "handled_at": None}
    ledger.group(_LEAKS, "undecided", date(2025, 10, 1))
    ledger.group(_HANDLING, "undecided", date(2025, 10, 1))
    return table


def _incident(dice: Dice, kind: str, start: datetime) -> Row:
    handled = start + dice.minutes(25, 110)
    leak = kind == "data-leak"
    return {
        "type": kind,
        "occurred_at": start - dice.hours(1, 40),
        "detected_at": start,
        "handled_at": handled,
        "notified_at": handled + dice.hours(4, 40) if leak else None,
        "rectified_at": handled + dice.hours(48, 200) if leak else None,
        "affected_customers": dice.lean(1, 60) if leak else 0,
    }
