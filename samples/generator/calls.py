"""Calls: those behind the requests by telephone and many more, then what is wrong with them."""

from collections.abc import Callable
from datetime import date, timedelta
from math import ceil

from generator.days import MONTHS, period_of
from generator.dice import Dice
from generator.house import MARKET, RELATIONS, SERVICE, TECHNICAL, agent, customer, moments
from generator.law import ANSWER_WITHIN, in_force
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

COLUMNS = (
    *("call_id", "customer_id", "request_id", "direction", "started_at", "queue_at", "answered_at", "ended_at"),
    *("answered", "abandoned", "agent_id", "team"),
)
_SLOW_PART = {date(2025, 3, 1): 0.32, date(2025, 7, 1): 0.26, date(2025, 8, 1): 0.24}
_CLEAN_SLOW_PART = 0.1
_EVEN_MONTH, _FIFTH = date(2025, 10, 1), 5
_GIVEN_UP_PART = {date(2025, 2, 1): 0.13, date(2025, 9, 1): 0.095}
_CLEAN_GIVEN_UP_PART = 0.03
_NOT_NOTED = date(2025, 11, 1)
_SECOND = timedelta(seconds=1)


def make_calls(requests: Table, dice: Dice, ledger: Ledger, count: int, scale: int) -> Table:
    """So many calls, with their faults. Months miss the target by the number of slow or abandoned calls in them."""
    table = Table(export="calls", columns=COLUMNS)
    by_phone = [row for row in requests.rows if row["channel"] == "phone"]
    linked = [_linked(dice, row) for row in by_phone if dice.happens(0.9)]
    free = [_free(dice, start) for start in moments(dice, max(0, count - len(linked)))]
    for serial, row in enumerate(sorted([*linked, *free], key=lambda row: (row["started_at"], str(row["request_id"])))):
        table.add({"call_id": f"K{row['started_at']:%y%m}{serial + 1:05d}"} | row)
    for month in MONTHS:
        _give_up(table, dice, ledger, month)
        _slow(table, dice, ledger, month)
    _even_month(table, dice)
    for plant in (_not_noted, _impossible, _unreadable, _doubled, _rejected):
        plant(table, dice, ledger, scale)
    return table


def _linked(dice: Dice, request: Row) -> Row:
    row = _free(dice, request["created_at"] - dice.seconds(45, 120))
    row |= {"customer_id": request["customer_id"], "request_id": request["request_id"], "direction": "inbound"}
    return row | {"agent_id": request["handler_id"], "team": request["assigned_team"]}


def _free(dice: Dice, start: object) -> Row:
    team = dice.weighted({SERVICE: 60, TECHNICAL: 20, MARKET: 8, RELATIONS: 12})
    row: Row = dict.fromkeys(COLUMNS[1:])
    row |= {"customer_id": customer(dice), "direction": "inbound" if dice.happens(0.8) else "outbound"}
    row |= {"started_at": start, "answered": True, "abandoned": False, "agent_id": agent(dice, team), "team": team}
    queued = row["started_at"] + dice.seconds(5, 20)
    row["queue_at"] = queued if row["direction"] == "inbound" and dice.happens(0.93) else None
    row["answered_at"] = (row["queue_at"] or queued) + dice.seconds(2, 17)
    row["ended_at"] = row["answered_at"] + timedelta(seconds=dice.lean(25, 900))
    return row


def _in_month(month: date) -> Callable[[Row], bool]:
    return lambda row: row["direction"] == "inbound" and period_of(row["started_at"], "month") == month


def _queued(month: date) -> Callable[[Row], bool]:
    return lambda row: _in_month(month)(row) and row["queue_at"] is not None


def _give_up(table: Table, dice: Dice, ledger: Ledger, month: date) -> None:
    """Callers who did not wait; never those who have a request."""
    part = _GIVEN_UP_PART.get(month, _CLEAN_GIVEN_UP_PART)
    everybody = sum(_queued(month)(row) for row in table.rows)

    def without_request(row: Row) -> bool:
        return _queued(month)(row) and row["request_id"] is None

    for row in table.take(dice, ceil(everybody * part), without_request):
        row |= {"answered": False, "abandoned": True, "answered_at": None, "agent_id": None}
        row["ended_at"] = row["queue_at"] + dice.seconds(8, 150)
    if month in _GIVEN_UP_PART:
        ledger.group("call-answering.abandoned", "noncompliant", month)


def _slow(table: Table, dice: Dice, ledger: Ledger, month: date) -> None:
    """Callers who waited too long for the limit of that month; some others to the last second of it."""
    part = _SLOW_PART.get(month, _CLEAN_SLOW_PART)
    within = in_force(ANSWER_WITHIN, month) or timedelta()
    answered = sum(_in_month(month)(row) and row["answered"] for row in table.rows)
    for place, row in enumerate(table.take(dice, ceil(answered * part), _queued(month))):
        _answer(row, within + (_SECOND if place == 0 else dice.seconds(2, 9) if place % 2 else dice.seconds(10, 80)))
    for row in table.take(dice, 2, _queued(month)):
        _answer(row, within)
    if month in _SLOW_PART:
        ledger.group("call-answering.promptly", "noncompliant", month)


def _answer(row: Row, wait: timedelta) -> None:
    moved = row["queue_at"] + wait - row["answered_at"]
    row["answered_at"] += moved
    row["ended_at"] += moved


def _even_month(table: Table, dice: Dice) -> None:
    """A month with exactly four of five calls in time, which is enough."""
    month, limit = _EVEN_MONTH, in_force(ANSWER_WITHIN, _EVEN_MONTH) or timedelta()
    answered = [row for row in table.rows if _in_month(month)(row) and row["answered"]]
    spare = [row for row in answered if id(row) not in table.touched and row["request_id"] is None]
    for row in spare[: len(answered) % _FIFTH]:
        row |= {"direction": "outbound", "queue_at": None}
        table.touched.add(id(row))
    answered = [row for row in answered if row["direction"] == "inbound"]
    slow = sum(row["queue_at"] is not None and row["answered_at"] > row["queue_at"] + limit for row in answered)
    for row in table.take(dice, len(answered) // _FIFTH - slow, _queued(month)):
        _answer(row, limit + dice.seconds(1, 40))


def _not_noted(table: Table, dice: Dice, ledger: Ledger, _: int) -> None:
    """A month in which it was not always noted whether the caller gave up."""
    everybody = sum(_queued(_NOT_NOTED)(row) for row in table.rows)
    for row in table.take(dice, ceil(everybody * 0.1), _queued(_NOT_NOTED)):
        row["abandoned"] = None
    ledger.group("call-answering.abandoned", "undecided", _NOT_NOTED)


def _ordinary(row: Row) -> bool:
    return bool(row["queue_at"] is not None and row["answered"] and not _in_month(_EVEN_MONTH)(row))


def _impossible(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Answered before it queued, ended before it began."""
    for row in table.take(dice, 5 * scale, _ordinary):
        row["answered_at"] = row["queue_at"] - dice.seconds(1, 4)
        ledger.note(row, "breached", "record-order.call-answered-after-queue")
    for row in table.take(dice, 3 * scale, _ordinary):
        row["ended_at"] = row["started_at"] - dice.seconds(30, 900)
        ledger.note(row, "breached", "record-order.call-ended-after-start")


def _unreadable(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    for row in table.take(dice, 4 * scale, _ordinary):
        row["ended_at"] = Unreadable("--:--")
        ledger.note(row, "undecided", "record-order.call-ended-after-start")
    for row in table.take(dice, 2 * scale, _ordinary):
        row["answered_at"] = Unreadable(f"{row['answered_at']:%H:%M:%S}")
        ledger.note(row, "undecided", "record-order.call-answered-after-queue")


def _doubled(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    for row in table.take(dice, 3 * scale, _ordinary):
        for each in (row, table.copy(row)):
            ledger.note(each, "breached", "record-identity.calls")


def _rejected(table: Table, dice: Dice, _: Ledger, scale: int) -> None:
    for row in table.take(dice, 2 * scale, _ordinary):
        table.spoilt.append(row | {"call_id": f"{row['call_id']}X", "started_at": Unreadable("2025-13-01 08:00:00")})
    for place, row in enumerate(table.take(dice, 2 * scale, _ordinary)):
        table.ragged.append((row | {"call_id": f"{row['call_id']}Y"}, 1 if place % 2 == 0 else -3))
