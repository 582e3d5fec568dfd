"""The ledger of complaints: one for each request that is a complaint, then what is wrong in it."""

from datetime import date, datetime, timedelta

from generator.days import due_after, period_of
from generator.dice import Dice
from generator.law import REVISED
from generator.ledger import Ledger
from generator.requests import LATE_COMPLAINTS
from generator.tables import Row, Table, Unreadable

COLUMNS = (
    *("complaint_id", "request_id", "customer_id", "received_at", "level", "major", "issue_domain", "team"),
    *("handler_id", "first_response_at", "handled_at", "result_feedback_at", "closed_at"),
)
EXPORTED = datetime(2026, 1, 1, 10)
"""The last thing that happened before the complaints were exported."""
_STEPS = ("first_response_at", "handled_at", "result_feedback_at", "closed_at")
_SLOW_MONTHS = (date(2025, 4, 1), date(2025, 9, 1))
_SETTLED = datetime(2025, 12, 20)
_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)
_HANDLED, _OUTER = "complaint-handling.handled", "complaint-handling.outer-limit"


def make_complaints(requests: Table, dice: Dice, ledger: Ledger, scale: int) -> Table:
    """The complaints among the requests, with their faults. Call it before other faults touch the requests."""
    table = Table(export="complaints", columns=COLUMNS)
    for request in requests.rows:
        if request["request_type"] == "complaint":
            table.add(_clean(dice, request, len(table.rows) + 1))
    for row in table.rows:
        if row["received_at"] in LATE_COMPLAINTS:
            _open(table, row, ledger)
    _closing_row(table)
    for plant in (_late, _beyond_outer_limit, _late_responses, _late_feedback, _impossible, _doubled, _rejected):
        plant(table, dice, ledger, scale)
    _slow_months(table, dice, ledger)
    return table


def _clean(dice: Dice, request: Row, serial: int) -> Row:
    start = request["created_at"]
    first = start + timedelta(minutes=dice.lean(15, 150))
    handled = max(first, request["resolved_at"]) + dice.minutes(3, 40)
    told = handled + dice.minutes(2, 60)
    closed = min(told + dice.hours(3, 70), EXPORTED - timedelta(minutes=5))
    return {
        "complaint_id": f"T{start:%y%m}{serial:05d}",
        "request_id": request["request_id"],
        "customer_id": request["customer_id"],
        "received_at": start,
        "level": dice.weighted({"1": 12, "2": 48, "3": 40}),
        "major": request["major"],
        "issue_domain": request["issue_domain"],
        "team": request["assigned_team"],
        "handler_id": f"TS{dice.between(1, 8):02d}",
        "first_response_at": first.replace(microsecond=0),
        "handled_at": handled,
        "result_feedback_at": told,
        "closed_at": max(told, closed),
    }


def _after(row: Row, step: str, moment: datetime) -> None:
    """Moves a step to a moment and all later steps by as much."""
    moved = moment - row[step]
    for name in _STEPS[_STEPS.index(step) :]:
        row[name] += moved


def _open(table: Table, row: Row, ledger: Ledger) -> None:
    """A complaint of the last day: answered, not handled."""
    table.touched.add(id(row))
    row["major"] = row["received_at"] == LATE_COMPLAINTS[-1]
    row["handled_at"] = row["result_feedback_at"] = row["closed_at"] = None
    ledger.note(row, "pending", _HANDLED, _OUTER)
    if row["major"]:
        ledger.note(row, "pending", "major-issues.complaints")


def _closing_row(table: Table) -> None:
    """The last thing that happened is the closing of a complaint."""
    row = list(table.untouched(lambda row: row["received_at"] < EXPORTED - _DAY))[-1]
    row["closed_at"] = EXPORTED
    table.touched.add(id(row))


def _ordinary(row: Row) -> bool:
    return bool(row["received_at"] < _SETTLED and not row["major"])


def _late(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Over the limit of their own time, yet before the outer limit; two after 40 hours when 48 were allowed."""

    def early(row: Row) -> bool:
        return _ordinary(row) and row["received_at"].date() < date(2025, 6, 25)

    for place, row in enumerate(table.take(dice, 4 * scale, early)):
        start = row["received_at"]
        spare = (due_after(start, 2) - start - 2 * _DAY) / 2
        _after(row, "handled_at", (start + 2 * _DAY + (_SECOND if place == 0 else spare)).replace(microsecond=0))
        ledger.note(row, "breached", _HANDLED)
    for place, row in enumerate(table.take(dice, 7 * scale, _recent)):
        _after(row, "handled_at", row["received_at"] + _DAY + (_SECOND if place == 0 else dice.hours(1, 20)))
        ledger.note(row, "breached", _HANDLED)
    for row in list(table.untouched(_in_the_move))[:1]:
        table.touched.add(id(row))
        _after(row, "handled_at", row["received_at"] + dice.hours(26, 30))
        ledger.note(row, "breached", _HANDLED)
    for place, row in enumerate(table.take(dice, 4 * scale, early)):
        _after(row, "handled_at", row["received_at"] + (2 * _DAY if place == 0 else dice.hours(30, 47)))
    for row in table.take(dice, 1, _recent):
        _after(row, "handled_at", row["received_at"] + _DAY)


def _in_the_move(row: Row) -> bool:
    """Received on the days for which the pack grants a waiver."""
    return _recent(row) and row["received_at"].date() in {date(2025, 7, 24), date(2025, 7, 25)}


def _recent(row: Row) -> bool:
    return _ordinary(row) and row["received_at"].date() >= REVISED


def _beyond_outer_limit(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Handled after two working days, or never."""
    for place, row in enumerate(table.take(dice, 5 * scale, _ordinary)):
        _after(row, "handled_at", due_after(row["received_at"], 2) + (_SECOND if place == 0 else dice.hours(1, 40)))
        ledger.note(row, "breached", _HANDLED, _OUTER)
    for row in table.take(dice, 2 * scale, _ordinary):
        row["handled_at"] = row["result_feedback_at"] = row["closed_at"] = None
        ledger.note(row, "breached", _HANDLED, _OUTER)


def _late_responses(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """After eight hours, one a month; one never."""
    for month in (1, 2, 3, 5, 7, 8, 10):

        def of_month(row: Row, month: int = month) -> bool:
            return _ordinary(row) and row["received_at"].month == month

        for row in table.take(dice, scale, of_month):
            row["first_response_at"] = row["received_at"] + timedelta(hours=8) + (
                _SECOND if month == 1 else dice.minutes(10, 240)
            )  # fmt: skip
            latest = row["received_at"] + timedelta(hours=23)
            _after(row, "handled_at", max(row["handled_at"], min(row["first_response_at"] + _DAY / 12, latest)))
            ledger.note(row, "breached", "complaint-response.longest-wait")
    for row in table.take(dice, scale, _ordinary):
        row["first_response_at"] = None
        ledger.note(row, "breached", "complaint-response.longest-wait")


def _late_feedback(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Major complaints, handled in time, whose customers were told too late."""
    for row in table.take(dice, 3 * scale, lambda row: row["major"] and row["received_at"] < _SETTLED):
        _after(row, "result_feedback_at", due_after(row["received_at"], 1) + dice.minutes(1, 600))
        ledger.note(row, "breached", "major-issues.complaints")


def _impossible(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Handled before receipt, or at a time that nobody can read."""
    for row in table.take(dice, 2 * scale, _ordinary):
        row["handled_at"] = row["received_at"] - dice.minutes(10, 200)
        ledger.note(row, "undecided", _HANDLED, _OUTER)
        ledger.note(row, "breached", "record-order.complaint-handled-after-receipt")
    for row in table.take(dice, 2 * scale, _ordinary):
        row["handled_at"] = Unreadable("处理中")
        ledger.note(row, "undecided", _HANDLED, _OUTER, "record-order.complaint-handled-after-receipt")
    for row in table.take(dice, 2 * scale, _ordinary):
        row["level"] = Unreadable("四级")


def _doubled(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    for row in table.take(dice, 2 * scale, _ordinary):
        for each in (row, table.copy(row)):
            ledger.note(each, "breached", "record-identity.complaints")


def _rejected(table: Table, dice: Dice, _: Ledger, scale: int) -> None:
    for place, row in enumerate(table.take(dice, 2 * scale, _ordinary)):
        fault = {"received_at": Unreadable("2025-06-31 10:00:00")} if place % 2 == 0 else {"complaint_id": None}
        table.spoilt.append(row | {"complaint_id": f"{row['complaint_id']}X"} | fault)


def _slow_months(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Nearly every complainant of the month waits for two and a half to four hours."""
    for month in _SLOW_MONTHS:

        def of_month(row: Row, month: date = month) -> bool:
            return _ordinary(row) and period_of(row["received_at"], "month") == month

        for row in list(table.untouched(of_month)):
            _after(row, "first_response_at", row["received_at"] + dice.minutes(150, 240))
            table.touched.add(id(row))
        ledger.group("complaint-response.mean-response", "noncompliant", month)
