"""What is wrong in the requests, one kind of fault after another, each noted down under the clauses that it breaks."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from generator.days import due_after
from generator.dice import Dice
from generator.law import REVISED
from generator.ledger import Ledger
from generator.requests import EXPORTED, LATE_COMPLAINTS, LIVE, after
from generator.tables import Row, Table, Unreadable

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
BY_CHANNEL = (
    *("request-intake.recorded", "request-intake.entered-online", "request-intake.entered-at-desk"),
    *("live-response.phone-and-counter", "live-response.chat", "service-steps.ledger-open"),
    *("first-contact-ownership.owner-is-first-contact", "first-contact-ownership.owner-closes"),
    "enterprise-requests.kind-recorded",
)
"""Clauses that cannot be told of a request whose channel nobody can read."""
BY_TYPE = (
    *("request-dispatch.right-post", "request-dispatch.technical-team"),
    *("queue-order.complaint-to-specialist", "queue-order.complaint-assigned"),
)
"""Clauses that cannot be told of a request without a type."""
_ANSWER_ALL = ("service-response.all",)
_SETTLED = datetime(2025, 12, 10)  # cases from before are long over when the export is made


def spoil_requests(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Plants every fault of a single request."""
    for plant in (
        _open_complaints,
        _open_cases,
        _late_first_responses,
        _late_behind_bots,
        _late_answers,
        _late_technical,
        _late_complex,
        _late_resolutions,
        _late_notices,
        _late_closings,
        _late_feedback,
        _missed_due_times,
        _wrong_marks,
        _impossible_orders,
        _impossible_ends,
        _unreadable_times,
        _missing_values,
        _doubled,
        _rejected,
    ):
        plant(table, dice, ledger, scale)


def ordinary(row: Row) -> bool:
    """A request of the months before December under no special rule, answered by a person."""
    return bool(
        row["created_at"] < _SETTLED
        and row["issue_domain"] != "technical"
        and row["customer_type"] == "individual"
        and row["first_response_actor"] == "human"
        and row["complexity"] == "general"
        and row["request_type"] not in {"complaint", None}
        and not row["major"]
    )


def _unhurried(row: Row) -> bool:
    """An ordinary request by a channel on which nobody waits for the answer there and then."""
    return ordinary(row) and row["channel"] not in LIVE


def _since(start: date, until: date) -> Callable[[Row], bool]:
    return lambda row: ordinary(row) and start <= row["created_at"].date() < until


def _open_complaints(table: Table, _: Dice, ledger: Ledger, __: int) -> None:
    """The complaints of the last day are still being handled."""
    for row in [row for row in table.untouched() if row["created_at"] in LATE_COMPLAINTS]:
        table.touched.add(id(row))
        row["major"] = row["created_at"] == LATE_COMPLAINTS[-1]
        row["due_at"] = EXPORTED + DAY
        _reopen(row)
        ledger.note(row, "pending", "resolution-and-closing.resolved", "own-due-time.finished")
        if row["major"]:
            ledger.note(row, "pending", "major-issues.requests")


def _reopen(row: Row) -> None:
    for step in ("resolved_at", "result_notified_at", "closed_at", "resolution_code"):
        row[step] = None
    row["source_in_time"] = True


def _open_cases(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Cases of the last days: not solved yet, not told yet, not closed yet."""

    def late(row: Row) -> bool:
        return bool(row["created_at"] >= datetime(2025, 12, 27) and not row["major"])

    for place, row in enumerate(table.take(dice, 17 * scale, late)):
        _reopen(row)
        overdue = place % 4 == 1
        row["due_at"] = EXPORTED + (-SECOND if place == 1 else dice.hours(-9, -1) if overdue else dice.hours(0, 90))
        row["source_in_time"] = not overdue
        ledger.note(row, "pending", "resolution-and-closing.resolved")
        ledger.note(row, "breached" if overdue else "pending", "own-due-time.finished")
    for row in table.take(dice, 6 * scale, lambda row: late(row) and row["resolved_at"] > datetime(2025, 12, 28, 18)):
        row["closed_at"] = row["resolution_code"] = None
        ledger.note(row, "pending", "resolution-and-closing.closed")
    for row in table.take(dice, 2 * scale, late):
        after(row, "resolved_at", EXPORTED - dice.minutes(60, 420))
        row["result_notified_at"] = row["closed_at"] = row["resolution_code"] = None
        ledger.note(row, "pending", "resolution-and-closing.customer-told", "resolution-and-closing.closed")


def _late_first_responses(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """23 too late (three of them never given); two more in the last second that is in time."""
    for place, row in enumerate(table.take(dice, 23 * scale, _unhurried)):
        if place % 8 == 1:
            row["first_response_at"] = None
        else:
            wait = timedelta(hours=1) + (SECOND if place == 0 else dice.minutes(1, 40))
            after(row, "first_response_at", row["created_at"] + wait)
        ledger.note(row, "breached", "first-response.first")
    for row in table.take(dice, 2 * scale, _unhurried):
        after(row, "first_response_at", row["created_at"] + timedelta(hours=1))


def _late_behind_bots(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    def by_bot(row: Row) -> bool:
        return ordinary(row | {"first_response_actor": "human"}) and row["first_response_actor"] == "bot"

    for place, row in enumerate(table.take(dice, 9 * scale, by_bot)):
        wait = timedelta(hours=1) + (SECOND if place == 0 else dice.minutes(2, 200))
        after(row, "substantive_response_at", row["created_at"] + wait)
        ledger.note(row, "breached", "first-response.person-behind-bot")


def _late_answers(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Substantive responses after 24 hours: which clauses they break depends on type and complexity."""
    kinds: tuple[tuple[int, Callable[[Row], bool], tuple[str, ...]], ...] = (
        (
            6,
            lambda row: ordinary(row) and row["request_type"] == "enquiry",
            ("service-response.enquiries", "service-response.general-requests"),
        ),
        (8, lambda row: ordinary(row) and row["request_type"] != "enquiry", ("service-response.general-requests",)),
        (
            4,
            lambda row: (
                ordinary(row | {"complexity": "general"})
                and row["complexity"] == "special"
                and row["request_type"] != "enquiry"
            ),
            (),
        ),
    )
    for count, fits, more in kinds:
        for place, row in enumerate(table.take(dice, count * scale, fits)):
            wait = DAY + (SECOND if place == 0 else dice.hours(1, 30))
            after(row, "substantive_response_at", row["created_at"] + wait)
            ledger.note(row, "breached", *_ANSWER_ALL, *more)
    for row in table.take(dice, 2 * scale, ordinary):
        after(row, "substantive_response_at", row["created_at"] + DAY)


def _late_technical(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    def technical(actor: str) -> Callable[[Row], bool]:
        return lambda row: bool(
            row["created_at"] < _SETTLED
            and row["issue_domain"] == "technical"
            and row["customer_type"] == "individual"
            and row["channel"] not in ("phone", "counter", "chat" if actor == "human" else None)
            and row["first_response_actor"] == actor
            and row["complexity"] == "general"
        )

    for place, row in enumerate(table.take(dice, 17 * scale, technical("human"))):
        wait = timedelta(minutes=15) + (SECOND if place == 0 else dice.minutes(1, 9))
        after(row, "first_response_at", row["created_at"] + wait)
        row["solution_at"] = row["first_response_at"] + dice.seconds(60, 300)
        ledger.note(row, "breached", "technical-issues.response")
    for row in table.take(dice, 5 * scale, technical("bot")):
        after(row, "substantive_response_at", row["created_at"] + dice.minutes(16, 28))
        row["solution_at"] = row["created_at"] + dice.minutes(28, 30)
        ledger.note(row, "breached", "technical-issues.response-behind-bot")
    for place, row in enumerate(table.take(dice, 13 * scale, technical("human"))):
        row["solution_at"] = row["created_at"] + timedelta(minutes=30) + (SECOND if not place else dice.minutes(1, 60))
        ledger.note(row, "breached", "technical-issues.solution")


def _late_complex(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    def intricate(row: Row) -> bool:
        return ordinary(row | {"complexity": "general"}) and row["complexity"] == "complex"

    for place, row in enumerate(table.take(dice, 10 * scale, intricate)):
        if place % 5 == 1:
            row["initial_handling_at"] = None
        else:
            after(
                row, "initial_handling_at", row["created_at"] + 2 * DAY + (SECOND if not place else dice.hours(1, 60))
            )
        ledger.note(row, "breached", "complex-requests.initial-handling")


def _late_resolutions(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Too late under the limit of their own time; three of spring that only the later limit would have broken."""
    spring, autumn = _since(date(2025, 2, 1), date(2025, 6, 1)), _since(REVISED, date(2025, 11, 15))
    for place, row in enumerate(table.take(dice, 5 * scale, spring)):
        after(row, "resolved_at", row["created_at"] + 15 * DAY + (SECOND if not place else dice.hours(1, 150)))
        ledger.note(row, "breached", "resolution-and-closing.resolved")
    for place, row in enumerate(table.take(dice, 9 * scale, autumn)):
        after(row, "resolved_at", row["created_at"] + 10 * DAY + (SECOND if not place else dice.hours(1, 150)))
        ledger.note(row, "breached", "resolution-and-closing.resolved")
    for row in table.take(dice, 3 * scale, spring):
        after(row, "resolved_at", row["created_at"] + 11 * DAY + dice.hours(1, 90))


def _late_notices(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Told too late, or never; in spring that was no duty yet."""
    for place, row in enumerate(table.take(dice, 14 * scale, _since(date(2025, 7, 10), date(2025, 11, 15)))):
        if place % 7 == 1:
            row["result_notified_at"] = None
            if row["resolution_code"] not in {"withdrawn", "duplicate"}:
                ledger.note(row, "breached", "service-steps.every-stage")
        else:
            told = row["resolved_at"] + DAY + (SECOND if place == 0 else dice.hours(1, 60))
            after(row, "result_notified_at", told)
        ledger.note(row, "breached", "resolution-and-closing.customer-told")
    for row in table.take(dice, 4 * scale, _since(date(2025, 2, 1), date(2025, 6, 1))):
        after(row, "result_notified_at", row["resolved_at"] + dice.hours(30, 70))


def _late_closings(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    for place, row in enumerate(table.take(dice, 11 * scale, _since(date(2025, 1, 1), date(2025, 11, 15)))):
        row["closed_at"] = row["resolved_at"] + 7 * DAY + (SECOND if place == 0 else dice.hours(1, 120))
        ledger.note(row, "breached", "resolution-and-closing.closed")


def _late_feedback(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Major requests; one before National Day shows that the holidays do not count."""
    major = table.untouched(lambda row: row["major"] and row["created_at"] < _SETTLED)
    usable = [row for row in major if row["request_type"] != "complaint"]
    for row in dice.shuffled(usable)[: 7 * scale]:
        table.touched.add(id(row))
        due = due_after(row["created_at"], 1)
        after(row, "resolved_at", due + dice.minutes(10, 300))
        row["result_notified_at"] = row["resolved_at"] + dice.minutes(5, 300)
        ledger.note(row, "breached", "major-issues.requests")
    before_holidays = _since(date(2025, 9, 30), date(2025, 10, 1))
    for place, row in enumerate(table.take(dice, 2, before_holidays)):
        row["major"] = True
        told = datetime(2025, 10, 10) + (SECOND if place else timedelta())
        after(row, "resolved_at", told - timedelta(minutes=40))
        row["result_notified_at"] = told
        if place:
            ledger.note(row, "breached", "major-issues.requests")


def _missed_due_times(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """19 late and marked so, three late and marked as in time."""
    for place, row in enumerate(table.take(dice, 22 * scale, ordinary)):
        row["due_at"] = row["resolved_at"] - (SECOND if place == 0 else (row["resolved_at"] - row["created_at"]) / 3)
        row["due_at"] = row["due_at"].replace(microsecond=0)
        row["source_in_time"] = place % 7 == 6  # noqa: PLR2004 - every seventh is marked wrongly
        ledger.note(row, "breached", "own-due-time.finished")
        if row["source_in_time"]:
            ledger.note(row, "breached", "own-due-time.mark-agrees")


def _wrong_marks(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    for row in table.take(dice, 6 * scale, ordinary):
        row["source_in_time"] = False
        ledger.note(row, "breached", "own-due-time.mark-agrees")


def _impossible_orders(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Responses before receipt (no clock can judge them), answers before the response."""
    for row in table.take(dice, 4 * scale, _unhurried):
        row["first_response_at"] = row["created_at"] - dice.minutes(2, 30)
        ledger.note(row, "undecided", "first-response.first")
        ledger.note(row, "breached", "record-order.response-after-receipt")
    hour = timedelta(hours=1)
    for row in table.take(dice, 5 * scale, _unhurried):
        after(row, "first_response_at", row["created_at"] + hour / 2)
        row["substantive_response_at"] = row["created_at"] + dice.minutes(5, 25)
        ledger.note(row, "breached", "record-order.answer-after-response")


def _impossible_ends(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Resolutions before receipt, closings before the resolution."""
    for row in table.take(dice, 3 * scale, ordinary):
        row["resolved_at"] = row["created_at"] - dice.minutes(20, 300)
        row["result_notified_at"] = row["created_at"] + dice.minutes(60, 600)
        row["closed_at"] = row["created_at"] + dice.hours(12, 60)
        ledger.note(row, "undecided", "resolution-and-closing.resolved")
        ledger.note(row, "breached", "record-order.resolution-after-receipt")
    for row in table.take(dice, 6 * scale, ordinary):
        row["closed_at"] = row["resolved_at"] - dice.minutes(1, 300)
        ledger.note(row, "undecided", "resolution-and-closing.closed")
        ledger.note(row, "breached", "record-order.closing-after-resolution")


def _unreadable_times(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    for row in table.take(dice, 2 * scale, _unhurried):
        row["first_response_at"] = Unreadable(f"{row['created_at']:%Y}-02-30 10:00:00")
        ledger.note(row, "undecided", "first-response.first", "record-order.response-after-receipt")
        ledger.note(row, "undecided", "record-order.answer-after-response")
    for row in table.take(dice, 2 * scale, ordinary):
        row["resolved_at"] = Unreadable("尽快")
        standards = ("resolution-and-closing.resolved", "resolution-and-closing.customer-told")
        ledger.note(row, "undecided", *standards, "resolution-and-closing.closed", "own-due-time.finished")
        orders = ("record-order.resolution-after-receipt", "record-order.closing-after-resolution")
        ledger.note(row, "undecided", *orders, "own-due-time.mark-agrees")
        if row["resolution_code"] not in {"withdrawn", "duplicate"}:
            ledger.note(row, "undecided", "service-steps.every-stage")
    for row in table.take(dice, 3 * scale, _since(date(2025, 3, 1), date(2025, 12, 10))):
        row["channel"] = Unreadable("传真")
        ledger.note(row, "undecided", *BY_CHANNEL)


def _missing_values(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Nobody knows whether a request without a type is an enquiry; other gaps have an answer in the clause."""
    for row in table.take(dice, 5 * scale, ordinary):
        row["request_type"] = None
        ledger.note(row, "undecided", "service-response.enquiries", *BY_TYPE)
        ledger.note(row, "breached", "request-intake.recorded")
    for row in table.take(dice, 13 * scale, ordinary):
        row["due_at"] = None
        ledger.note(row, "undecided", "own-due-time.finished")
    for row in table.take(dice, 4 * scale, ordinary):
        row["assigned_team"] = None
        ledger.note(row, "breached", "service-steps.ledger-open")
    for row in table.take(dice, 6 * scale, ordinary):
        row["major"] = None
        ledger.note(row, "breached", "request-classification.marks-kept-apart")


def _doubled(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Four requests stand there twice, one three times."""
    for place, row in enumerate(table.take(dice, 5 * scale, ordinary)):
        twins = [table.copy(row) for _ in range(2 if place % 5 == 0 else 1)]
        for each in (row, *twins):
            ledger.note(each, "breached", "record-identity.requests")


def _rejected(table: Table, dice: Dice, _: Ledger, scale: int) -> None:
    """Rows without a number or a readable time of receipt, and rows with too few cells."""
    for place, row in enumerate(table.take(dice, 3 * scale, ordinary)):
        fault = ({"created_at": Unreadable("2025-04-31 09:12:00")}, {"created_at": None}, {"request_id": None})
        table.spoilt.append(row | {"request_id": f"{row['request_id']}X"} | fault[place % 3])
    for row in table.take(dice, 2 * scale, ordinary):
        table.ragged.append((row | {"request_id": f"{row['request_id']}Y"}, -4))
