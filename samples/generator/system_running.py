"""How the core systems ran, and callers who met a busy line."""

from datetime import date, datetime, time, timedelta
from math import ceil

from generator.days import MONTHS, period_of, year
from generator.dice import Dice
from generator.law import REVISED
from generator.ledger import Ledger
from generator.system_list import CORE, STOCK_TAKINGS
from generator.tables import Row, Table, Unreadable

COLUMNS = ("system_id", "measured_at", "response_ms", "requests", "failures")
_UNMEASURED = (CORE[6], date(2025, 5, 25), date(2025, 7, 10))
"""A core system that nobody measured for some weeks around a stock-taking."""
_FAILING = {(CORE[3], date(2025, 2, 1)): 0.013, (CORE[5], date(2025, 10, 1)): 0.02}
_EVEN = (CORE[1], date(2025, 8, 1))
"""Exactly so many failures as there may be."""
_CROWDED = date(2025, 6, 1)
_SLOW_EVERY, _AT_THE_LIMIT_EVERY, _TORN_EVERY = 60, 97, 900


def make_performance(dice: Dice, ledger: Ledger) -> Table:
    """A measurement a day of each core system, in its busiest hour."""
    table = Table(export="system-performance", columns=COLUMNS)
    for day in year():
        for name in CORE:
            if (name, True) == (_UNMEASURED[0], _UNMEASURED[1] <= day <= _UNMEASURED[2]):
                continue
            calls = dice.between(5, 60) * 100
            share = _FAILING.get((name, day.replace(day=1)), dice.share() * 0.006)
            failures = calls // 100 if (name, day.replace(day=1)) == _EVEN else ceil(calls * share)
            row: Row = {"system_id": name, "measured_at": datetime.combine(day, time(10, dice.between(0, 59)))}
            table.add(row | {"response_ms": dice.lean(150, 1400), "requests": calls, "failures": failures})
    for name, month in _FAILING:
        ledger.group("system-response.few-failures", "noncompliant", month, name)
    for row in table.rows[7::_SLOW_EVERY]:
        limit = 1500 if row["measured_at"].date() >= REVISED else 2000
        row["response_ms"] = limit + dice.lean(1, 4000)
        ledger.note(row, "breached", "system-response.quick")
    for row in table.rows[8::_AT_THE_LIMIT_EVERY]:
        if id(row) not in ledger.planted("system-response.quick"):
            row["response_ms"] = 1500 if row["measured_at"].date() >= REVISED else 2000
    for row in table.rows[11::_TORN_EVERY]:
        row["response_ms"] = Unreadable("超时")
        ledger.note(row, "undecided", "system-response.quick")
    return table


def note_unmeasured(systems: Table, ledger: Ledger) -> None:
    """The stock-taking that falls into the weeks without measurements."""
    name, since, until = _UNMEASURED
    for row in systems.rows:
        if row["system_id"] == name and since + timedelta(days=31) <= row["checked_on"] <= until:
            ledger.note(row, "breached", "system-response.measured")
    assert any(since <= day <= until for day in STOCK_TAKINGS), "somebody has to notice"  # noqa: S101 - of the samples


def fill_busy(calls: Table, dice: Dice, ledger: Ledger) -> None:
    """A few callers a month meet a busy line; in June too many do."""
    if "busy" not in calls.columns:
        calls.columns += ("busy",)
    for row in [*calls.rows, *calls.spoilt, *(row for row, _ in calls.ragged)]:
        row["busy"] = False
    for month in MONTHS:
        inbound = [
            row
            for row in calls.rows
            if row["direction"] in {"inbound", None} and period_of(row["started_at"], "month") == month
        ]
        share = 0.08 if month == _CROWDED else 0.02
        for row in dice.shuffled(inbound)[: ceil(len(inbound) * share)]:
            row["busy"] = True
    ledger.group("system-response.line-free", "noncompliant", _CROWDED)
