"""The ledger of feedback: some two dozen pieces a month, answered, dealt with and reported back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from generator.after_sales import NOW
from generator.days import MONTHS
from generator.dice import Dice
from generator.house import customer
from generator.ledger import Ledger
from generator.spoiling import Spoiler
from generator.tables import Row, Table

FEEDBACK = (
    *("feedback_id", "source", "customer_id", "request_id", "category", "received_at", "owner_id", "due_at"),
    *("responded_at", "handled_at", "informed_at", "action_id", "improvement_told_at", "source_id"),
)
_SOURCES = ("rating", "hotline", "survey", "app", "interview", "work-order", "process-record", "social", "other")
_CATEGORIES = ("speed", "solving", "attitude", "content", "product", "process", "praise", "other")
_REVISED, _SETTLED = datetime(2025, 7, 1), datetime(2025, 11, 20)
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_SILENT_APP, _NO_INTERVIEWS, _FEW, _UNUSED = 3, (7, 8, 9), 8, (4, 5, 6)
_F, _U = "customer-feedback.", "feedback-channels."
_STEPS = ("responded_at", "handled_at", "informed_at", "improvement_told_at")


def make_feedback(care: Table, actions: Table, dice: Dice, ledger: Ledger) -> Table:
    """A year of it, and what customers said in callbacks, but for three opinions that were left in the notes."""
    table = Table(export="feedback", columns=FEEDBACK)
    for month in MONTHS:
        for place in range(13 if month.month == _FEW else dice.between(25, 29)):
            source = _source(month.month, place)
            at = datetime(2025, month.month, 1, 8) + timedelta(days=place) + dice.minutes(0, 600)
            table.add(_piece(dice, source, at, linked=place % 6 == 1 and month.month not in _UNUSED, actions=actions))
    said = [row for row in care.rows if row["opinion"] is not None]
    lost = dice.shuffled([row for row in said if date(2025, 1, 1) <= row["done_at"].date()])[:3]
    for row in said:
        if row in lost:
            ledger.note(row, "breached", "after-sales-care.opinions-passed-on")
        elif row["done_at"] + timedelta(minutes=20) <= NOW:
            piece = _piece(
                dice, "process-record", row["done_at"] + timedelta(minutes=20), linked=False, actions=actions
            )
            table.add(piece | {"source_id": row["care_id"], "customer_id": row["customer_id"]})
    table.rows.sort(key=lambda row: row["received_at"])
    for number, row in enumerate(table.rows, 1):
        row["feedback_id"] = f"FK25{number:04d}"
        _cut(row, ledger)
    desk = Spoiler(table, dice, ledger, lambda row: row["received_at"] < _SETTLED and row["due_at"] is not None)
    _spoil_dates(desk)
    _spoil_answers(desk)
    _spoil_ends(desk)
    _spoil_links(desk, actions)
    return table


def _source(month: int, place: int) -> str:
    source = _SOURCES[place % len(_SOURCES)]
    if (month == _SILENT_APP and source == "app") or (month in _NO_INTERVIEWS and source == "interview"):
        return "hotline"
    return source


def _piece(dice: Dice, source: str, at: datetime, *, linked: bool, actions: Table) -> Row:
    due = at + dice.hours(5 * 24, 9 * 24)
    responded = at + dice.hours(1, 20)
    handled = responded + (due - responded) * dice.between(20, 95) // 100
    row: Row = dict.fromkeys(FEEDBACK) | {"source": source, "customer_id": customer(dice), "received_at": at}
    row |= {"category": dice.one(_CATEGORIES), "owner_id": f"FG{dice.between(1, 6):02d}", "due_at": due}
    row |= {"responded_at": responded, "handled_at": handled.replace(microsecond=0)}
    row["informed_at"] = row["handled_at"] + dice.hours(2, 60)
    if row["category"] == "praise":
        row["due_at"] = None
    return row | (_improved(dice, at, actions.rows) if linked else {})


def _improved(dice: Dice, at: datetime, actions: Sequence[Row]) -> Row:
    """The improvement that came of it, and when the customer heard that it was there."""
    taken = dice.one([row for row in actions if at <= row["opened_at"] <= at + timedelta(days=45)])
    done = taken["implemented_at"]
    told = done + dice.hours(24, 12 * 24) if isinstance(done, datetime) else None
    return {"action_id": taken["action_id"], "improvement_told_at": told}


def _cut(row: Row, ledger: Ledger) -> None:
    """What would lie after the day of the export has not happened."""
    for name, clause in zip(_STEPS, ("answered", "handled", "told", None), strict=True):
        if row[name] is not None and row[name] > NOW:
            row[name] = None
            reached = clause != "told" or row["handled_at"] is not None
            if clause and reached and (clause != "handled" or row["due_at"] is not None):
                ledger.note(row, "pending", _F + clause)


def _early(row: Row) -> bool:
    return bool(row["received_at"] < _REVISED - _DAY)


def _recent(row: Row) -> bool:
    return bool(row["received_at"] >= _REVISED)


def _spoil_dates(desk: Spoiler) -> None:
    for row in desk.take(4, _F + "owner-named"):
        row["owner_id"] = None
    for row in desk.take(3, _F + "owner-named", fits=lambda row: row["category"] != "praise"):
        row["due_at"] = None
    for place, row in enumerate(desk.take(4, _F + "term", fits=_recent)):
        row["due_at"] = row["received_at"] + 10 * _DAY + (_SECOND if place == 0 else 2 * _DAY)
    for row in desk.take(2, fits=_early):
        row["due_at"] = row["received_at"] + 15 * _DAY


def _spoil_answers(desk: Spoiler) -> None:
    for limit, count, fits in ((_DAY, 5, _recent), (2 * _DAY, 3, _early)):
        for place, row in enumerate(desk.take(count, _F + "answered", fits=fits)):
            _answer(row, limit + (_SECOND if place == 0 else desk.dice.minutes(20, 900)))
    for row in desk.take(3, fits=_early):
        _answer(row, timedelta(hours=40))
    for row in desk.take(3, _F + "in-order"):
        row["responded_at"], row["handled_at"] = row["handled_at"], row["responded_at"]
        row["informed_at"] = row["responded_at"] + timedelta(hours=5)
        if row["responded_at"] > row["received_at"] + (_DAY if _recent(row) else 2 * _DAY):
            desk.ledger.note(row, "breached", _F + "answered")
        if row["informed_at"] > row["handled_at"] + 3 * _DAY:
            desk.ledger.note(row, "breached", _F + "told")


def _spoil_ends(desk: Spoiler) -> None:
    """Dealt with too late or never, and results told too late or never."""
    for place, row in enumerate(desk.take(6, _F + "handled")):
        row["handled_at"] = row["due_at"] + (_SECOND if place == 0 else desk.dice.hours(3, 90))
        row["informed_at"] = row["handled_at"] + desk.dice.hours(2, 40)
    for place, row in enumerate(desk.take(5, _F + "told")):
        late = 3 * _DAY + (_SECOND if place == 0 else desk.dice.hours(2, 90))
        row["informed_at"] = None if place == 4 else row["handled_at"] + late  # noqa: PLR2004 - the last one, never
    for row in desk.take(2, _F + "in-order", _F + "handled"):
        row["handled_at"] = None


def _answer(row: Row, after: timedelta) -> None:
    """Answered so late; what follows cannot have come before."""
    row["responded_at"] = row["received_at"] + after
    row["handled_at"] = max(row["handled_at"], row["responded_at"] + timedelta(hours=1))
    row["informed_at"] = row["handled_at"] + timedelta(hours=9)


def _spoil_links(desk: Spoiler, actions: Table) -> None:
    """Improvements that do not exist, and customers told of them before they were there or long after."""
    done = {row["action_id"]: row["implemented_at"] for row in actions.rows}
    for row in desk.take(2, _U + "action-exists", fits=lambda row: row["action_id"]):
        row |= {"action_id": "GJ24888", "improvement_told_at": None}
    told = desk.take(
        5,
        _U + "improvement-told",
        fits=lambda row: row["improvement_told_at"] and done[row["action_id"]] < NOW - 40 * _DAY,
    )
    for place, row in enumerate(told):
        late = (-2 * _DAY, -1 * _SECOND, 14 * _DAY + _SECOND, 20 * _DAY, 33 * _DAY)[place]
        row["improvement_told_at"] = done[row["action_id"]] + late
