"""Judges complaints, feedback, escalations, deliveries and care after sales in plain Python, by their clauses."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from generator.customer_judging import Ask, Held, Paired, Question, State, Timed, judged_by
from generator.ledger import Ledger
from generator.loop_logs import judge_loop_logs
from generator.tables import Row, Table, Unreadable

_CUT = datetime(2025, 7, 1)


def judge_loops(tables: Mapping[str, Table], ledger: Ledger) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every row or case with its state."""
    return {clause: judged_by(asked, tables) for clause, asked in _CLAUSES.items()} | judge_loop_logs(tables, ledger)


def _days(days: float) -> timedelta:
    return timedelta(days=days)


def _hours(hours: float) -> timedelta:
    return timedelta(hours=hours)


def _reads(ask: Callable[[Row], Any], *columns: str) -> Ask:
    """Nobody knows where one of these cells cannot be read."""
    return lambda row: None if any(isinstance(row[name], Unreadable) for name in columns) else bool(ask(row))


def _there(*columns: str) -> Ask:
    return _reads(lambda row: all(row[name] is not None for name in columns), *columns)


def _level(level: str) -> Ask:
    """A complaint without a level may be of any."""

    def ask(row: Row) -> bool | None:
        return None if row["level"] is None or isinstance(row["level"], Unreadable) else bool(row["level"] == level)

    return ask


def _kind(row: Row) -> bool | None:
    kind = row["request_type"]
    return None if kind is None or isinstance(kind, Unreadable) else bool(kind == "complaint")


def _by_facts(row: Row) -> bool:
    many = row["affected"] or 1
    if row["major"] or row["safety"] or many >= (10 if row["received_at"] >= _CUT else 20):
        return bool(row["level"] == "1")
    return bool(row["level"] == ("2" if row["repeated"] or many > 1 else "3"))


def _grave(row: Row) -> bool | None:
    """Closed, and of level one or repeated; where the level is not known, only repetition tells."""
    if row["closed_at"] is None:
        return False
    if row["repeated"]:
        return True
    return _level("1")(row)


def _worked(row: Row) -> bool:
    return row["closed_at"] is not None and row["resolution_code"] not in ("withdrawn", "duplicate")


def _followed(row: Row) -> bool:
    latest = row["closed_at"] + _days(3)
    return any(row[name] is not None and row[name] <= latest for name in ("callback_at", "survey_sent_at"))


def _of_communication(row: Row) -> bool:
    return _worked(row) and row["issue_domain"] == "communication"


def _links(row: Row) -> bool:
    """A later step has the one before it, and not later."""
    answered, handled, told = (row[name] for name in ("responded_at", "handled_at", "informed_at"))
    if handled is not None and (answered is None or answered > handled):
        return False
    return told is None or (handled is not None and handled <= told)


def _in_term(row: Row) -> bool:
    longest = _days(10 if row["received_at"] >= _CUT else 15)
    return bool(row["received_at"] <= row["due_at"] <= row["received_at"] + longest)


def _rising(*columns: str) -> Callable[[Row], bool]:
    """All there, none before the one in front of it."""

    def ask(row: Row) -> bool:
        times = [row[name] for name in columns]
        return None not in times and times == sorted(times)

    return ask


def _before_start(column: str) -> Ask:
    return lambda row: row[column] is not None and row[column] < row["started_at"]


def _agreed(row: Row) -> bool:
    return all(row[name] is not None for name in ("agreed_standard", "agreed_mode", "agreed_date")) and bool(
        _before_start("agreed_at")(row)
    )


def _accepted(kind: str | None = None) -> Ask:
    return lambda row: row["accepted_at"] is not None and kind in (None, row["type"])


def _complaint(holds: Ask, scope: Ask = lambda _: True) -> Held:
    return Held(export="complaints", at="received_at", holds=holds, scope=scope)


def _response(level: str, early: timedelta, late: timedelta | None = None) -> Timed:
    return Timed(
        export="complaints", start="received_at", end="first_response_at", early=early, late=late, scope=_level(level)
    )


def _delivered(holds: Ask, scope: Ask = lambda _: True) -> Held:
    return Held(export="deliveries", at="started_at", holds=holds, scope=scope)


def _fed(holds: Ask, scope: Ask = lambda _: True) -> Held:
    return Held(export="feedback", at="received_at", holds=holds, scope=scope)


def _with_action(export: str, at: str, scope: Ask) -> Paired:
    return Paired(export=export, at=at, other="improvement-actions", keys=(("action_id", "action_id"),), scope=scope)


_CLAUSES: Mapping[str, Question] = {
    "complaint-intake.registered": Paired(
        export="requests", at="created_at", other="complaints", keys=(("request_id", "request_id"),), scope=_kind
    ),
    "complaint-intake.described": _complaint(_there("issue_domain", "major")),
    "complaint-intake.levelled": Timed(
        export="complaints", start="received_at", end="level_set_at", early=_hours(1), late=_hours(0.5)
    ),
    "complaint-intake.three-levels": _complaint(_there("level")),
    "complaint-intake.level-by-facts": _complaint(_reads(_by_facts, "level"), _there("level")),
    "complaint-levels.level-one": _response("1", _hours(1), _hours(0.5)),
    "complaint-levels.level-two": _response("2", _hours(4)),
    "complaint-levels.level-three": _response("3", _hours(8)),
    "complaint-process.own-process": _complaint(lambda row: row["process_id"] == "complaint"),
    "complaint-process.result-told": Timed(
        export="complaints",
        start="handled_at",
        end="result_feedback_at",
        early=_hours(24),
        late=_hours(4),
        scope=_there("handled_at"),
    ),
    "complaint-improvement.cause-found": _complaint(_there("root_cause"), _grave),
    "complaint-improvement.repeated-taken-up": _complaint(
        _there("action_id"), lambda row: row["closed_at"] is not None and bool(row["repeated"])
    ),
    "complaint-improvement.actions-exist": _with_action("complaints", "received_at", _there("action_id")),
    "common-problems.graded-and-classed": Held(
        export="requests",
        at="created_at",
        scope=_reads(_worked, "closed_at", "resolution_code"),
        holds=_there("urgency", "category", "verified_at"),
    ),
    "common-problems.process-improved": _complaint(
        _there("action_id"), lambda row: row["issue_domain"] == "process" and row["closed_at"] is not None
    ),
    "common-problems.followed-up": Held(
        export="requests",
        at="created_at",
        scope=_reads(_of_communication, "closed_at", "resolution_code", "issue_domain"),
        holds=_reads(_followed, "callback_at", "survey_sent_at"),
    ),
    "request-steps.traceable": Held(export="request-events", at="ts", holds=_there("actor_id")),
    "escalation.registered": Paired(
        export="request-events",
        at="ts",
        other="escalations",
        keys=(("request_id", "request_id"),),
        scope=lambda row: row["event"] == "escalated",
    ),
    "escalation.form-complete": Held(
        export="escalations",
        at="escalated_at",
        holds=lambda row: row["form_complete"] is True and None not in (row["from_team"], row["to_department"]),
    ),
    "escalation.accepted": Timed(
        export="escalations", start="escalated_at", end="accepted_at", early=_hours(8), late=_hours(4)
    ),
    "escalation.returned": Timed(
        export="escalations", start="replied_at", end="returned_at", early=_hours(24), scope=_there("replied_at")
    ),
    "escalation.outcome-stated": Held(
        export="escalations",
        at="escalated_at",
        scope=_there("returned_at"),
        holds=lambda row: row["outcome"] is not None and _rising("replied_at", "returned_at")(row),
    ),
    "after-sales-care.called-back": Paired(
        export="orders",
        at="ordered_at",
        other="after-sales",
        other_at="done_at",
        keys=(("order_id", "order_id"),),
        counts=lambda row: row["step"] == "callback",
        early=_days(30),
        late=_days(15),
    ),
    "after-sales-care.reminded": Held(
        export="after-sales",
        at="done_at",
        scope=lambda row: row["step"] == "reminder",
        holds=lambda row: (
            row["maintenance_due_on"] is not None
            and row["done_at"] <= datetime.combine(row["maintenance_due_on"], datetime.min.time()) - _days(7)
        ),
    ),
    "after-sales-care.reminder-given": Paired(
        export="orders",
        at="maintenance_due_on",
        other="after-sales",
        other_at="done_at",
        keys=(("order_id", "order_id"),),
        counts=lambda row: row["step"] == "reminder",
        scope=_there("maintenance_due_on"),
        early=_days(30),
        before=True,
    ),
    "after-sales-care.opinions-passed-on": Paired(
        export="after-sales",
        at="done_at",
        other="feedback",
        keys=(("care_id", "source_id"),),
        scope=_there("opinion"),
    ),
    "customer-feedback.owner-named": _fed(
        lambda row: row["owner_id"] is not None and (row["due_at"] is not None or row["category"] == "praise")
    ),
    "customer-feedback.term": _fed(_in_term, _there("due_at")),
    "customer-feedback.answered": Timed(
        export="feedback", start="received_at", end="responded_at", early=_hours(48), late=_hours(24)
    ),
    "customer-feedback.told": Timed(
        export="feedback", start="handled_at", end="informed_at", early=_days(3), scope=_there("handled_at")
    ),
    "customer-feedback.in-order": _fed(_links),
    "feedback-channels.action-exists": _with_action("feedback", "received_at", _there("action_id")),
    "feedback-channels.improvement-told": Paired(
        export="feedback",
        at="improvement_told_at",
        other="improvement-actions",
        other_at="implemented_at",
        keys=(("action_id", "action_id"),),
        counts=_there("implemented_at"),
        scope=_there("action_id", "improvement_told_at"),
        early=_days(14),
        before=True,
    ),
    "delivery-agreement.agreed": _delivered(_agreed),
    "delivery-agreement.confirmed": _delivered(_before_start("confirmed_at")),
    "delivery-agreement.prepared": _delivered(_before_start("prepared_at")),
    "delivery-agreement.on-date": _delivered(
        lambda row: row["accepted_at"].date() <= row["agreed_date"], _there("accepted_at", "agreed_date")
    ),
    "delivery-steps.software": _delivered(
        _rising("started_at", "deployed_at", "function_tested_at", "trained_at"), _accepted("software")
    ),
    "delivery-steps.hardware": _delivered(
        _rising("started_at", "installed_at", "commissioned_at", "accepted_at", "trained_at"), _accepted("hardware")
    ),
    "delivery-steps.monitored": _delivered(_rising("started_at", "monitored_at", "accepted_at"), _accepted()),
    "delivery-acceptance.four-parts": _delivered(
        _there("function_test", "performance_test", "user_feedback", "survey_id"), _accepted()
    ),
    "delivery-acceptance.tests-passed": _delivered(
        lambda row: row["function_test"] == row["performance_test"] == "passed", _accepted()
    ),
    "delivery-acceptance.feedback-taken": _delivered(_there("feedback_source"), _accepted()),
    "delivery-acceptance.evaluated": Timed(
        export="deliveries", start="accepted_at", end="reviewed_on", early=_days(45), late=_days(30), scope=_accepted()
    ),
    "delivery-acceptance.causes-and-actions": _delivered(
        _there("root_cause", "action_id"), lambda row: row["reviewed_on"] is not None and bool(row["problem_found"])
    ),
}
