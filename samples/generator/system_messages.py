"""What systems told each other: each request to the CRM, and from one department to another."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from generator.days import MONTHS, period_of
from generator.dice import Dice
from generator.law import REVISED
from generator.ledger import Ledger
from generator.system_list import CRM, PLATFORM, TICKETS
from generator.tables import Row, Table

COLUMNS = (
    *("message_id", "from_system", "to_system", "to_kind", "from_team", "to_team", "means", "request_id"),
    *("sent_at", "received_at", "status"),
)
_TEAMS = ("service", "technical", "market", "relationship")
_SLOW = (date(2025, 5, 1), "technical")
_CUT_OFF = (date(2025, 8, 1), "market")
_LOSSY = date(2025, 3, 1)
_NO_QUEUE_UNTIL = date(2025, 4, 1)
_SECOND = timedelta(seconds=1)


def make_messages(requests: Table, dice: Dice, ledger: Ledger, scale: int) -> Table:
    """Everything that was passed on, with what came late, was lost or was about nothing."""
    table = Table(export="integration-log", columns=COLUMNS)
    for row in _clean(requests, dice):
        table.add(row)
    table.rows.sort(key=lambda row: (row["sent_at"], row["request_id"] or ""))
    for number, row in enumerate(table.rows, 1):
        row["message_id"] = f"M25{number:06d}"
    ledger.group("information-sharing.handover", "noncompliant", *_SLOW)
    ledger.group("information-sharing.departments", "noncompliant", _CUT_OFF[0])
    ledger.group("interfaces.means", "noncompliant", date(2025, 1, 1))
    _not_passed_on(table, requests, dice, ledger, scale)
    _late(table, dice, ledger, scale)
    _lost(table, dice, ledger)
    _strangers(table, dice, ledger, scale)
    return table


def _clean(requests: Table, dice: Dice) -> Iterator[Row]:
    for request in requests.rows:
        sent = request["created_at"] + dice.seconds(1, 240)
        yield _message(dice, sent, request["request_id"], CRM, "crm")
        if dice.happens(0.25):
            yield _handed_over(dice, request["request_id"], sent + dice.minutes(2, 50))
    for month in MONTHS:
        for team in _TEAMS:
            if (month, team) != _CUT_OFF:
                row = _message(dice, datetime(month.year, month.month, 6, 8) + dice.hours(1, 9), None, PLATFORM, "data")
                yield row | {"from_team": "service", "to_team": team}


def _handed_over(dice: Dice, request: str, sent: datetime) -> Row:
    giver, taker = dice.shuffled(_TEAMS)[:2]
    sent = min(sent, datetime(2025, 12, 31, 23, 50))
    month = sent.date().replace(day=1)
    if (month, taker) == _CUT_OFF:
        taker = next(team for team in _TEAMS if team not in {giver, taker})
    row = _message(dice, sent, request, TICKETS, "ticket") | {"from_team": giver, "to_team": taker}
    if (month, taker) == _SLOW:
        row["received_at"] = sent + dice.seconds(35, 55)
    return row


def _message(dice: Dice, sent: datetime, request: str | None, to: str, kind: str) -> Row:
    means = ("interface", "api", "queue") if sent.date() >= _NO_QUEUE_UNTIL else ("interface", "api")
    row: Row = dict.fromkeys(COLUMNS)
    row |= {"from_system": TICKETS if to != TICKETS else CRM, "to_system": to, "to_kind": kind}
    row |= {"means": dice.one(means), "request_id": request, "sent_at": sent, "status": "ok"}
    return row | {"received_at": sent + dice.seconds(1, 15)}


def _to_crm(row: Row) -> bool:
    return bool(row["to_kind"] == "crm")


def _not_passed_on(table: Table, requests: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Some requests reach the CRM a second too late, or another system instead; one second earlier is fine."""
    known: dict[str, list[Row]] = {}
    for row in requests.rows:
        known.setdefault(row["request_id"], []).append(row)

    def only_one(row: Row) -> bool:
        return _to_crm(row) and len(known[row["request_id"]]) == 1 and row["sent_at"].month <= 11  # noqa: PLR2004

    for place, message in enumerate(table.take(dice, 15 * scale, only_one)):
        (request,) = known[message["request_id"]]
        took = message["received_at"] - message["sent_at"]
        if place % 3 == 0:
            message["to_kind"] = "other"
        else:
            message["sent_at"] = (
                request["created_at"] + timedelta(minutes=10) + (_SECOND if place % 3 == 1 else _SECOND * 0)
            )
            message["received_at"] = message["sent_at"] + took
        if place % 3 < 2:  # noqa: PLR2004 - two of three faults break the clause
            ledger.note(request, "breached", "information-sharing.in-both-systems")


def _late(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """By a second or more; to the second in time is no fault."""
    for place, row in enumerate(table.take(dice, 60 * scale, _to_crm)):
        limit = timedelta(seconds=30 if row["sent_at"].date() >= REVISED else 60)
        row["received_at"] = row["sent_at"] + limit + (dice.seconds(1, 90) if place % 4 else timedelta())
        if place % 4:
            ledger.note(row, "breached", "interfaces.prompt")


def _lost(table: Table, dice: Dice, ledger: Ledger) -> None:
    """One in a hundred of a month, and one in most others; what arrived without a time is lost as well."""
    for month in MONTHS:
        sent = [row for row in table.rows if period_of(row["sent_at"], "month") == month]
        few = len(sent) // 100 if month == _LOSSY else len(sent) // 400

        def between_departments(row: Row, month: date = month) -> bool:
            there = row["to_team"] is not None and row["request_id"] is not None and row["to_team"] != "market"
            return there and period_of(row["sent_at"], "month") == month

        for place, row in enumerate(table.take(dice, few, between_departments)):
            row["received_at"] = None
            row["status"] = "failed" if place % 2 == 0 else "ok"
            ledger.note(row, "breached", "interfaces.prompt")
    ledger.group("interfaces.not-lost", "noncompliant", _LOSSY)


def _strangers(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    for row in table.take(dice, 9 * scale, _to_crm):
        row["from_system"] = "BM01"
        ledger.note(row, "breached", "interfaces.sender-known")
    handed = table.take(dice, 13 * scale, lambda row: row["to_kind"] == "ticket")
    for row in handed[: 5 * scale]:
        row["to_system"] = "BM02"
        ledger.note(row, "breached", "interfaces.receiver-known")
    for number, row in enumerate(handed[5 * scale :]):
        row["request_id"] = f"CS25{number:04d}"
        ledger.note(row, "breached", "information-sharing.no-orphans")
