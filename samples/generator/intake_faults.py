"""What is wrong in the way requests were taken in, classified, assigned and owned."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil

from generator.days import period_of
from generator.dice import Dice
from generator.intake import DESK, ONLINE, forget_the_unfinished
from generator.law import REVISED
from generator.ledger import Ledger
from generator.request_faults import ordinary
from generator.requests import after
from generator.tables import Row, Table, Unreadable

SECOND = timedelta(seconds=1)
_EVERY_STAGE = "service-steps.every-stage"
_IDENTITY_SHORTER = datetime(2025, 10, 1)


@dataclass(slots=True)
class _Desk:
    """The requests, and those that already serve for a fault of this kind."""

    table: Table
    dice: Dice
    ledger: Ledger
    scale: int
    used: set[int] = field(default_factory=set[int])

    def take(self, count: int, fits: Callable[[Row], bool] = ordinary) -> list[Row]:
        free = [row for row in self.table.untouched(fits) if id(row) not in self.used]
        found = self.dice.shuffled(free)[: count * self.scale]
        if len(found) < count * self.scale:
            raise LookupError(f"{count * self.scale} requests were to be changed, only {len(found)} fit")
        self.used |= {id(row) for row in found}
        return found

    def breach(self, rows: Iterable[Row], *clauses: str) -> None:
        for row in rows:
            self.ledger.note(row, "breached", *clauses)


def spoil_intake(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Plants every fault. Call it after all other faults of requests."""
    forget_the_unfinished(table)
    desk = _Desk(table, dice, ledger, scale)
    for plant in (
        *(_duplicates, _late_live, _late_entries, _incomplete, _owners, _unclassified, _misjudged, _uncategorised),
        *(_late_dispatch, _wrong_posts, _wrong_skills, _passed_around, _strangers, _steps, _gaps),
        *(_months_of_dispatch, _months_of_queues, _months_of_the_rest),
    ):
        plant(desk)


def _beyond(place: int) -> timedelta:
    """Nothing for the first one, a second for the next one, some minutes for others."""
    return SECOND * ((place - 1) % 7 + 1) ** 3 if place else timedelta()


def _roomy(row: Row) -> bool:
    """A request that may be assigned late without being late for anything else."""
    return (
        ordinary(row)
        and row["urgency"] in {"normal", "low"}
        and row["value_tier"] != "high"
        and row["assigned_at"] is not None
        and row["substantive_response_at"] > row["created_at"] + timedelta(hours=1)
    )


def _enterprise(row: Row) -> bool:
    return ordinary(row | {"customer_type": "individual"}) and row["customer_type"] == "enterprise"


def _in_month(month: date, fits: Callable[[Row], bool] = ordinary) -> Callable[[Row], bool]:
    return lambda row: fits(row) and period_of(row["created_at"], "month") == month


def _late_live(desk: _Desk) -> None:
    """To the last second in time, one second later, and more."""
    for channels, limit, clause in (
        (("phone", "counter"), timedelta(minutes=3), "live-response.phone-and-counter"),
        (("chat",), timedelta(minutes=5), "live-response.chat"),
    ):
        rows = desk.take(9, lambda row, channels=channels: ordinary(row) and row["channel"] in channels)  # type: ignore[misc]
        for place, row in enumerate(rows):
            wait = (timedelta(), SECOND)[place] if place < 2 else desk.dice.minutes(1, 9)  # noqa: PLR2004 - the first two
            after(row, "first_response_at", row["created_at"] + limit + wait)
            if place:
                desk.breach([row], clause)


def _late_entries(desk: _Desk) -> None:
    for place, row in enumerate(desk.take(10, lambda row: ordinary(row) and row["channel"] in ONLINE)):
        row["entered_at"] = row["created_at"] + timedelta(minutes=1) + (place > 0) * (SECOND * place**4)
        if place:
            desk.breach([row], "request-intake.entered-online")
    for count, minutes, later, breached in ((5, 15, False, True), (4, 11, False, False), (7, 10, True, True)):

        def then(row: Row, later: bool = later) -> bool:  # noqa: FBT001 - binds the loop's value
            return ordinary(row) and row["channel"] in DESK and (row["created_at"].date() >= REVISED) is later

        for row in desk.take(count, then):
            row["entered_at"] = row["created_at"] + timedelta(minutes=minutes) + desk.dice.seconds(1, 200)
            if breached:
                desk.breach([row], "request-intake.entered-at-desk")
    for row in desk.take(3):
        row["entered_at"] = None
        clause = "entered-online" if row["channel"] in ONLINE else "entered-at-desk"
        desk.breach([row], f"request-intake.{clause}", *_stages(row))


def _stages(row: Row) -> tuple[str, ...]:
    return () if row["resolution_code"] in {"withdrawn", "duplicate"} else (_EVERY_STAGE,)


def _incomplete(desk: _Desk) -> None:
    recorded = "request-intake.recorded"
    for column, count, more in (
        ("contact", 5, ()),
        ("content", 4, ("service-steps.ledger-open",)),
        ("urgency", 2, ("request-classification.marks-kept-apart",)),
        ("intake_id", 2, ("first-contact-ownership.owner-is-first-contact",)),
    ):
        rows = desk.take(count, lambda row: ordinary(row) and row["owner_handover_at"] is None)
        for row in rows:
            row[column] = None
        desk.breach(rows, recorded, *more)


def _owners(desk: _Desk) -> None:
    """Owned by the handler without a word about it, by nobody, or closed by somebody else."""
    owned, closes = "first-contact-ownership.owner-is-first-contact", "first-contact-ownership.owner-closes"

    def steady(row: Row) -> bool:
        return ordinary(row) and row["owner_handover_at"] is None

    for row in desk.take(7, steady):
        row["owner_id"] = row["closed_by_id"] = "KF97"
        desk.breach([row], owned)
    for row in desk.take(2, steady):
        row["owner_id"] = None
        desk.breach([row], owned, closes, "service-steps.ledger-open")
    for place, row in enumerate(desk.take(9, steady)):
        row["closed_by_id"] = "KF98" if place % 3 else None
        desk.breach([row], closes)


def _unclassified(desk: _Desk) -> None:
    automatic, technical = "request-classification.automatic", "request-classification.technical-recognised"
    for place, row in enumerate(desk.take(12)):
        if place % 2:
            row["classified_by"] = "person"
        else:
            row[("auto_type", "auto_urgency")[place % 4 // 2]] = None
        desk.breach([row], automatic)

    def fault(row: Row) -> bool:
        return ordinary(row | {"issue_domain": None}) and row["issue_domain"] == "technical"

    for row in desk.take(3, fault):
        row["classified_by"] = "person"
        desk.breach([row], automatic, technical)
    for row in desk.take(4, fault):
        row["classified_at"] = row["assigned_at"] + SECOND
        desk.breach([row], technical, "intake-order.times-in-order")
    for place, row in enumerate(desk.take(8, _roomy)):
        row["classified_at"] = row["created_at"] + timedelta(minutes=5) + _beyond(place)
        row["assigned_at"] = row["classified_at"] + 10 * SECOND
        if place:
            desk.breach([row], "request-classification.in-time")


def _misjudged(desk: _Desk) -> None:
    """General requests that went from team to team."""
    for row in desk.take(8, lambda row: ordinary(row) and row["complexity"] == "general"):
        row["transfers"] = 2
        desk.breach([row], "request-classification.complex-by-rule")


def _uncategorised(desk: _Desk) -> None:
    for row in desk.take(7):
        row["category"] = None
        desk.breach([row], "problem-categories.named")
    for row in desk.take(2):
        row["category"] = Unreadable("杂项")
        desk.ledger.note(row, "undecided", "problem-categories.named")


def _late_dispatch(desk: _Desk) -> None:
    for place, row in enumerate(desk.take(8, _roomy)):
        row["assigned_at"] = row["created_at"] + timedelta(minutes=15) + _beyond(place)
        if place:
            desk.breach([row], "request-dispatch.others-assigned")

    def urgent(row: Row) -> bool:
        return _roomy(row | {"urgency": "normal"}) and row["urgency"] in {"critical", "high"}

    for place, row in enumerate(desk.take(6, urgent)):
        row["assigned_at"] = row["created_at"] + timedelta(minutes=5) + _beyond(place)
        if place:
            desk.breach([row], "request-dispatch.urgent-assigned")
    for row in desk.take(3, _roomy):
        row |= {"assigned_at": None, "assigned_by": None}
        desk.breach([row], "request-dispatch.others-assigned", *_stages(row))
    for row in desk.take(3, _roomy):
        row["assigned_at"] = row["substantive_response_at"] = row["created_at"] + timedelta(minutes=12)
        row["first_response_at"] = min(row["first_response_at"], row["created_at"] + timedelta(minutes=9))
        row["substantive_response_at"] -= SECOND
        desk.breach([row], "intake-order.times-in-order")
    for place, row in enumerate(desk.take(4, _complaint)):
        row["assigned_at"] = row["created_at"] + timedelta(minutes=5) + _beyond(place)
        if place:
            urgent_too = row["urgency"] in {"critical", "high"}
            desk.breach([row], "queue-order.complaint-assigned", *["request-dispatch.urgent-assigned"] * urgent_too)


def _complaint(row: Row) -> bool:
    wide = row["substantive_response_at"] > row["created_at"] + timedelta(minutes=12)
    return wide and row["request_type"] == "complaint" and row["created_at"] < datetime(2025, 12, 10)


def _wrong_posts(desk: _Desk) -> None:
    for kind, role, count, clause in (
        ("feedback", "agent", 5, "request-dispatch.right-post"),
        ("return", "technical", 4, "request-dispatch.right-post"),
        ("enquiry", None, 2, "request-dispatch.right-post"),
        ("complaint", "relationship", 4, "queue-order.complaint-to-specialist"),
        ("technical", "agent", 6, "request-dispatch.technical-team"),
    ):
        rows = desk.take(count, lambda row, kind=kind: row["request_type"] == kind)  # type: ignore[misc]
        for row in rows:
            row["handler_role"] = role
        desk.breach(rows, clause)


def _wrong_skills(desk: _Desk) -> None:
    for place, row in enumerate(desk.take(11)):
        row["required_skill" if place % 4 == 1 else "handler_skill"] = None if place % 2 else "新员工"
        desk.breach([row], "request-dispatch.skill-fits")


def _passed_around(desk: _Desk) -> None:
    for place, row in enumerate(desk.take(7, lambda row: row["complexity"] == "special")):
        row["transfers"] = 4 + place % 2
        desk.breach([row], "fewer-handovers.most-transfers")
    for row in desk.take(2):
        row["transfers"] = None
        desk.ledger.note(row, "undecided", "fewer-handovers.most-transfers")


def _strangers(desk: _Desk) -> None:
    """Nobody knows what they are, or who they were; from October on a check of identity ages faster."""
    identity = "enterprise-requests.identity-verified"
    for row in desk.take(6):
        row["customer_type"] = None
        desk.breach([row], "enterprise-requests.kind-recorded")
    for place, row in enumerate(desk.take(8, _enterprise)):
        row["identity_verified_at"] = None if place % 2 else row["created_at"] + desk.dice.minutes(1, 90)
        desk.breach([row], identity)
    for row in desk.take(4, lambda row: _enterprise(row) and row["created_at"] < _IDENTITY_SHORTER):
        row["identity_verified_at"] = row["created_at"] - timedelta(days=180)
    for place, row in enumerate(
        desk.take(5, lambda row: _enterprise(row) and row["created_at"] >= _IDENTITY_SHORTER),
    ):
        row["identity_verified_at"] = row["created_at"] - timedelta(days=90) - place * timedelta(hours=37)
        if place:
            desk.breach([row], identity)


def _steps(desk: _Desk) -> None:
    for place, row in enumerate(desk.take(7, _enterprise)):
        row["solution_at"] = None if place % 3 == 0 else row["resolved_at"] + desk.dice.minutes(1, 50)
        desk.breach([row], "enterprise-requests.steps-in-order")


def _gaps(desk: _Desk) -> None:
    for place, row in enumerate(desk.take(9)):
        row["process_id"] = "GEN" if place % 3 else None
        if place % 3 == 0 or row["request_type"] != "other":
            desk.breach([row], "service-steps.process-of-type")
    for row in desk.take(5, lambda row: ordinary(row) and row["channel"] != "phone"):
        row["handler_id"] = None
        desk.breach([row], "service-steps.ledger-open")


def _part(desk: _Desk, month: date, part: float, fits: Callable[[Row], bool] = ordinary) -> list[Row]:
    """A part of the requests of a month, whatever else they serve for."""
    whole = sum(_in_month(month, lambda _: True)(row) for row in desk.table.rows)
    free = [row for row in desk.table.untouched(_in_month(month, fits)) if id(row) not in desk.used]
    chosen = desk.dice.shuffled(free)[: ceil(whole * part)]
    desk.used |= {id(row) for row in chosen}
    return chosen


def _months_of_dispatch(desk: _Desk) -> None:
    """March would fail in autumn; April fails already, August by the higher target."""
    for month, part, missed in ((3, 0.12, False), (4, 0.25, True), (8, 0.12, True)):
        for row in _part(desk, date(2025, month, 1), part, lambda row: row["assigned_by"] == "system"):
            row["assigned_by"] = "person"
        if missed:
            desk.ledger.group("request-dispatch.by-system", "noncompliant", date(2025, month, 1))


def _months_of_queues(desk: _Desk) -> None:
    """Complaints at the back of the queue in September, high-value customers in March; nobody over a limit."""
    for row in _part(desk, date(2025, 9, 1), 1, _complaint):
        row["assigned_at"] = row["created_at"] + desk.dice.seconds(150, 295)
    desk.ledger.group("queue-order.complaints-first", "noncompliant", date(2025, 9, 1))

    def wide(row: Row) -> bool:
        return _roomy(row | {"value_tier": "low"}) and row["value_tier"] == "high"

    for row in _part(desk, date(2025, 3, 1), 1, wide):
        row["assigned_at"] = row["created_at"] + desk.dice.minutes(5, 14)
    desk.ledger.group("queue-order.high-value-next", "noncompliant", date(2025, 3, 1))


def _months_of_the_rest(desk: _Desk) -> None:
    for row in _part(desk, date(2025, 2, 1), 0.08, lambda row: ordinary(row) and row["owner_handover_at"] is None):
        row["owner_handover_at"] = row["created_at"] + timedelta(hours=1)
    desk.ledger.group("first-contact-ownership.few-handovers", "noncompliant", date(2025, 2, 1))
    for row in _part(desk, date(2025, 10, 1), 0.09):
        row["category"] = row["final_category"] = "other"
    desk.ledger.group("problem-categories.few-others", "noncompliant", date(2025, 10, 1))
    for month, missed in ((5, False), (9, True)):
        for row in _part(desk, date(2025, month, 1), 0.08, lambda row: row["category"] == row["final_category"]):
            row["final_category"] = "process" if row["category"] != "process" else "order"
        if missed:
            desk.ledger.group("problem-categories.recognised", "noncompliant", date(2025, month, 1))
    for row in _part(desk, date(2025, 6, 1), 0.3, lambda row: ordinary(row) and row["transfers"] == 0):
        row["transfers"] = 1
    desk.ledger.group("fewer-handovers.mean-transfers", "noncompliant", date(2025, 6, 1))


def _duplicates(desk: _Desk) -> None:
    """A month in which the search did not work, and one in which outcomes are missing."""
    month = date(2025, 4, 1)

    def then(row: Row) -> bool:
        return ordinary(row) and row["resolution_code"] == "solved" and period_of(row["closed_at"], "month") == month

    everybody = sum(
        row["closed_at"] is not None and period_of(row["closed_at"], "month") == month for row in desk.table.rows
    )
    free = desk.dice.shuffled(list(desk.table.untouched(then)))
    for row in free[: ceil(everybody * 0.03)]:
        row["resolution_code"] = "duplicate"
        desk.used.add(id(row))
    desk.ledger.group("fewer-handovers.few-duplicates", "noncompliant", month)
    desk.ledger.group("fewer-handovers.few-duplicates", "undecided", date(2025, 5, 1))
