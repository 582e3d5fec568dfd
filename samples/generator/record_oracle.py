"""Judges single records in plain Python, by the words of the clauses: what the checker's SQL is held against."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from generator.law import DEADLINES, in_force
from generator.monitoring_oracle import judge_monitored
from generator.tables import Row, Table, Unreadable

State = Literal["kept", "breached", "pending", "undecided", "out_of_scope", "not_in_force"]
STATES: tuple[State, ...] = ("kept", "breached", "pending", "undecided", "out_of_scope", "not_in_force")
Scope = Callable[[Row], bool | None]
"""Whether a clause asks something of a row; None where that cannot be known."""


@dataclass(frozen=True, slots=True)
class _Deadline:
    export: str
    start: str
    end: str
    scope: Scope = lambda _: True
    due: str | None = None


def _is(column: str, value: object, otherwise: object = None) -> Scope:
    """The cell holds a value; an empty one stands for `otherwise`, or nobody knows."""

    def ask(row: Row) -> bool | None:
        cell = otherwise if row[column] is None else row[column]
        return None if cell is None or isinstance(cell, Unreadable) else bool(cell == value)

    return ask


def _there(*columns: str) -> Scope:
    """All the cells hold something."""

    def ask(row: Row) -> bool | None:
        if any(row[column] is None for column in columns):
            return False
        return None if any(isinstance(row[column], Unreadable) for column in columns) else True

    return ask


def _both(first: Scope, second: Scope) -> Scope:
    def ask(row: Row) -> bool | None:
        answers = (first(row), second(row))
        if False in answers:
            return False
        return None if None in answers else True

    return ask


_BY_PERSON = _is("first_response_actor", "human", "human")
_BY_BOT = _is("first_response_actor", "bot", "human")
_TECHNICAL = _is("issue_domain", "technical", "")
_MAJOR = _is("major", value=True, otherwise=False)
_GENERAL, _COMPLEX = _is("complexity", "general", "general"), _is("complexity", "complex", "general")

_CLOCKS: Mapping[str, _Deadline] = {
    "first-response.first": _Deadline("requests", "created_at", "first_response_at", _BY_PERSON),
    "first-response.person-behind-bot": _Deadline("requests", "created_at", "substantive_response_at", _BY_BOT),
    "service-response.all": _Deadline("requests", "created_at", "substantive_response_at"),
    "service-response.enquiries": _Deadline(
        "requests", "created_at", "substantive_response_at", _is("request_type", "enquiry")
    ),
    "service-response.general-requests": _Deadline("requests", "created_at", "substantive_response_at", _GENERAL),
    "technical-issues.response": _Deadline(
        "requests", "created_at", "first_response_at", _both(_TECHNICAL, _BY_PERSON)
    ),
    "technical-issues.response-behind-bot": _Deadline(
        "requests", "created_at", "substantive_response_at", _both(_TECHNICAL, _BY_BOT)
    ),
    "technical-issues.solution": _Deadline("requests", "created_at", "solution_at", _TECHNICAL),
    "complex-requests.initial-handling": _Deadline("requests", "created_at", "initial_handling_at", _COMPLEX),
    "resolution-and-closing.resolved": _Deadline("requests", "created_at", "resolved_at"),
    "resolution-and-closing.customer-told": _Deadline(
        "requests", "resolved_at", "result_notified_at", _there("resolved_at")
    ),
    "resolution-and-closing.closed": _Deadline("requests", "resolved_at", "closed_at", _there("resolved_at")),
    "own-due-time.finished": _Deadline("requests", "created_at", "resolved_at", due="due_at"),
    "major-issues.requests": _Deadline("requests", "created_at", "result_notified_at", _MAJOR),
    "major-issues.complaints": _Deadline("complaints", "received_at", "result_feedback_at", _MAJOR),
    "complaint-handling.handled": _Deadline("complaints", "received_at", "handled_at"),
    "complaint-handling.outer-limit": _Deadline("complaints", "received_at", "handled_at"),
    "complaint-response.longest-wait": _Deadline("complaints", "received_at", "first_response_at"),
}
_ORDERS: Mapping[str, tuple[str, str, str]] = {
    "record-order.response-after-receipt": ("requests", "created_at", "first_response_at"),
    "record-order.answer-after-response": ("requests", "first_response_at", "substantive_response_at"),
    "record-order.resolution-after-receipt": ("requests", "created_at", "resolved_at"),
    "record-order.closing-after-resolution": ("requests", "resolved_at", "closed_at"),
    "record-order.complaint-handled-after-receipt": ("complaints", "received_at", "handled_at"),
    "record-order.call-answered-after-queue": ("calls", "queue_at", "answered_at"),
    "record-order.call-ended-after-start": ("calls", "started_at", "ended_at"),
}
_KEYS: Mapping[str, tuple[str, str]] = {
    "record-identity.requests": ("requests", "request_id"),
    "record-identity.complaints": ("complaints", "complaint_id"),
    "record-identity.calls": ("calls", "call_id"),
    "record-identity.surveys": ("surveys", "survey_id"),
}


def judge_records(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every row of its export with its state."""
    now = {export: table.newest() for export, table in tables.items()}
    judged: dict[str, list[tuple[Row, State]]] = {}
    for clause, clock in _CLOCKS.items():
        judged[clause] = [(row, _timed(clause, clock, row, now[clock.export])) for row in tables[clock.export].rows]
    for clause, (export, first, then) in _ORDERS.items():
        judged[clause] = [(row, _ordered(row, first, then)) for row in tables[export].rows]
    judged["own-due-time.mark-agrees"] = [(row, _agrees(row)) for row in tables["requests"].rows]
    for clause, (export, key) in _KEYS.items():
        judged[clause] = _unique(tables[export].rows, key)
    return judged | judge_monitored(tables)


def _timed(clause: str, clock: _Deadline, row: Row, now: datetime | None) -> State:
    scope = clock.scope(row)
    if scope is False:
        return "out_of_scope"
    start, end = row[clock.start], row[clock.end]
    if isinstance(start, Unreadable):
        return "undecided"
    limit = None if clock.due else in_force(DEADLINES[clause], start)
    if limit is None and not clock.due:
        return "not_in_force"
    due = row[clock.due] if clock.due else limit.due(start) if limit else None
    if scope is None or isinstance(end, Unreadable) or isinstance(due, Unreadable) or due is None:
        return "undecided"
    if end is None:
        return "breached" if now is not None and now > due else "pending"
    if end < start and not clock.due:
        return "undecided"  # no time can be measured; against a due time of its own there is none to measure
    return "breached" if end > due else "kept"


def _ordered(row: Row, first: str, then: str) -> State:
    scope = _there(first, then)(row)
    if scope is None:
        return "undecided"
    if not scope:
        return "out_of_scope"
    return "kept" if row[then] >= row[first] else "breached"


def _agrees(row: Row) -> State:
    scope, mark = _there("resolved_at", "due_at")(row), row["source_in_time"]
    if scope is False:
        return "out_of_scope"
    if scope is None or mark is None or isinstance(mark, Unreadable):
        return "undecided"
    return "kept" if mark == (row["resolved_at"] <= row["due_at"]) else "breached"


def _unique(rows: list[Row], key: str) -> list[tuple[Row, State]]:
    times = Counter(row[key] for row in rows)
    return [(row, "kept" if times[row[key]] == 1 else "breached") for row in rows]
