"""What is wrong in the contacts, noted under the clauses that are to find it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from generator.contacts import CARE
from generator.days import period_of
from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

_REVISED = date(2025, 7, 1)
_SECOND = timedelta(seconds=1)
_WITHOUT = {"outlet": date(2025, 4, 1), "visit": date(2025, 9, 1), "social": date(2025, 11, 1)}
"""Channel -> month in which nothing came in by it."""
_FEW_CARED, _LEFT = date(2025, 2, 1), 9
_WRITTEN = {"sms", "email", "app", "chat", "social"}


def spoil_contacts(table: Table, calls: Table, preferred: dict[str, set[str]], dice: Dice, ledger: Ledger) -> None:
    """Faults of every kind; `preferred` holds the channels that the list of customers has for each of them."""
    _silent_channels(table)
    _little_care(table)
    _single_faults(table, dice, ledger)
    _late_chats(table, dice, ledger)
    _order(table, dice, ledger)
    _unrecorded_calls(table, calls, dice, ledger)
    for row in table.rows:
        _note_manner(row, preferred, ledger)


def _silent_channels(table: Table) -> None:
    for channel, month in _WITHOUT.items():
        for row in table.rows:
            if row["channel"] == channel and period_of(row["started_at"], "month") == month:
                row["channel"] = "web" if row["direction"] == "in" else "email"


def _little_care(table: Table) -> None:
    """In one month too few customers heard from us first."""
    cared = [row for row in table.rows if row["reason"] in CARE and period_of(row["started_at"], "month") == _FEW_CARED]
    gone = {id(row) for row in cared[_LEFT:]}
    table.rows[:] = [row for row in table.rows if id(row) not in gone]


def _own(row: Row) -> bool:
    return row["request_id"] is None and row["direction"] == "in"


def _single_faults(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Records that say too little, or that name the wrong request, customer or agent."""

    def linked(row: Row) -> bool:
        return row["request_id"] is not None and row["direction"] == "in" and row["reason"] == "enquiry"

    for row in table.take(dice, 7, _own):
        row["note"] = None
        ledger.note(row, "breached", "contact-records.complete")
    for row in table.take(dice, 4, lambda row: _own(row) and row["channel"] == "phone"):
        row["agent_id"] = None
        ledger.note(row, "breached", "contact-records.complete")
    followed = {row["thread_id"] for row in table.rows if row["direction"] == "out"}
    for row in table.take(dice, 6, lambda row: linked(row) and row["thread_id"] not in followed):
        row |= {"request_id": None, "thread_id": row["contact_id"]}
        ledger.note(row, "breached", "contact-records.linked")
    for row in table.take(dice, 5, lambda row: linked(row) and row["channel"] == "phone"):
        row["request_id"] = "R99" + row["contact_id"][-5:]
        ledger.note(row, "breached", "contact-records.same-customer")
    for row in table.take(dice, 3, linked):
        row["customer_id"] = "C9999"
        ledger.note(row, "breached", "contact-records.same-customer")
    for row in table.take(dice, 9, lambda row: _own(row) and row["channel"] == "phone"):
        row["record_no"] = None
        ledger.note(row, "breached", "contact-records.recorded")
    for row in table.take(dice, 4, lambda row: row["value_tier"] == "high" and row["reason"] in CARE):
        row["agent_id"] = "KF02"
        ledger.note(row, "breached", "contact-mode.high-value")
    table.spoilt.append(table.rows[40] | {"contact_id": "L250199999", "started_at": Unreadable("上午十点")})
    table.ragged.append((table.rows[50] | {"contact_id": "L250199998"}, 2))


def _late_chats(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Replies a second too late, much too late and never; others with the last second."""

    def person(row: Row) -> bool:
        return row["channel"] == "chat" and row["direction"] == "in" and not row["bot_handled"]

    def handed(row: Row) -> bool:
        return row["handed_over_at"] is not None

    for place, row in enumerate(table.take(dice, 24, person)):
        limit = timedelta(seconds=60 if row["started_at"].date() >= _REVISED else 90)
        late = limit + (_SECOND if place % 3 == 0 else dice.seconds(5, 400))
        row["first_reply_at"] = row["started_at"] + late if place else None
        ledger.note(row, "breached", "chat-response.first-reply")
    for row in table.take(dice, 5, person):
        seconds = 60 if row["started_at"].date() >= _REVISED else 90
        row["first_reply_at"] = row["started_at"] + timedelta(seconds=seconds)
    for place, row in enumerate(table.take(dice, 5, handed)):
        row["first_reply_at"] = row["handed_over_at"] + timedelta(minutes=2) + _SECOND * (1 + 70 * place)
        ledger.note(row, "breached", "chat-response.after-bot")
    for row in table.take(dice, 1, handed):
        row["first_reply_at"] = row["handed_over_at"] + timedelta(minutes=2)


def _order(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Callbacks before the result, news before the customer came: the threads are to be found so."""

    def told(reason: str) -> Callable[[Row], bool]:
        return lambda row: row["reason"] == reason and row["direction"] == "out"

    first: dict[str, datetime] = {}
    for row in table.rows:
        start = row["started_at"]
        first[row["thread_id"]] = min(first.get(row["thread_id"], start), start)
    for row in table.take(dice, 4, told("callback")):
        result = next(r for r in table.rows if r["thread_id"] == row["thread_id"] and r["reason"] == "result")
        row["started_at"] = result["started_at"] - _SECOND
        ledger.note(thread_of(ledger, row["thread_id"]), "breached", "contact-mode.by-flow")
    for row in table.take(dice, 3, told("progress")):
        row["started_at"] = first[row["thread_id"]] - timedelta(hours=1)
        ledger.note(thread_of(ledger, row["thread_id"]), "breached", "contact-mode.by-flow")


def thread_of(ledger: Ledger, thread: str) -> Row:
    """What stands for a thread of contacts when its order is judged: the same for the same thread."""
    return ledger.cases.setdefault(f"contacts {thread}", {"thread_id": thread})


def _unrecorded_calls(table: Table, calls: Table, dice: Dice, ledger: Ledger) -> None:
    numbers = [call["call_id"] for call in calls.rows if call["answered"] is True and call["request_id"] is None]
    gone = set(dice.shuffled(sorted({number for number in numbers if numbers.count(number) == 1}))[:8])
    gone = {number for number in gone if not any(id(row) in table.touched for row in _numbered(table, number))}
    table.rows[:] = [row for row in table.rows if row["contact_id"] not in gone]
    for call in calls.rows:
        if call["answered"] is True and call["call_id"] in gone:
            ledger.note(call, "breached", "contact-records.calls")


def _numbered(table: Table, number: str) -> list[Row]:
    return [row for row in table.rows if row["contact_id"] == number]


def _note_manner(row: Row, preferred: dict[str, set[str]], ledger: Ledger) -> None:
    """Contacts of our own accord that do not go the way the customer likes, or that ring where writing would do."""
    if row["direction"] != "out" or row["reason"] not in {*CARE, "callback"}:
        return
    if row["channel"] not in preferred.get(row["customer_id"], set[str]()):
        ledger.note(row, "breached", "contact-mode.preference-followed")
    if row["reason"] == "proactive" and row["value_tier"] != "high" and row["channel"] not in _WRITTEN:
        ledger.note(row, "breached", "contact-mode.ordinary")
