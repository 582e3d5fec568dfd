"""Reads the events of each case in plain Python, by the words of the clauses."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from generator import law
from generator.law import CLOSED_WITHOUT_WORK, in_force
from generator.ledger import Ledger
from generator.record_oracle import State
from generator.request_log import Events, case_of
from generator.tables import Row, Table, Unreadable

_LETTERS = {
    "problem_confirmed": "c",
    "needs_analysed": "n",
    "escalated": "e",
    "dept_replied": "d",
    "solution_made": "s",
    "executed": "x",
    "guidance_given": "g",
    "resolved": "r",
    "verified": "v",
    "result_fed_back": "f",
    "customer_confirmed": "k",
    "callback": "b",
    "reopened": "o",
    "closed": "z",
    "survey_sent": "y",
    "survey_answered": "a",
}
_ROUND = r"cn?(?:ed)?s(?:x+g?)+rvf"
_FLOW = re.compile(rf"(?:{_ROUND}b?o)*{_ROUND}[kb]z(?:ya?)?")
"""Confirm, analyse, escalate and be answered, solve, carry out, guide, resolve, verify, tell, hear, close, invite.

Who says no, at once or when called back, has everything done once more."""
_STEPS = frozenset({"assigned", "escalated", "executed", "reopened"})


def judge_log(tables: Mapping[str, Table], ledger: Ledger) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every case with its state."""
    log = tables["request-events"]
    now = log.newest() or datetime.min
    known = tables["requests"].newest() or datetime.min
    cases: dict[str, Events] = {}
    for row in sorted(log.rows, key=lambda row: (row["ts"], row["event_no"])):
        cases.setdefault(row["request_id"], []).append((row["ts"], row["event"]))
    asked: Mapping[str, Callable[[Events], State]] = {
        "request-steps.in-order": _in_order,
        "request-steps.told-before-closing": lambda events: _preceded(events, "result_fed_back", "closed"),
        "request-steps.verified-before-telling": lambda events: _preceded(events, "verified", "result_fed_back"),
        "request-steps.department-replies": lambda events: _answered(
            events, {"escalated"}, {"dept_replied"}, law.REPLY_WITHIN, now
        ),
        "request-steps.picked-up": lambda events: _answered(
            events, {"dept_replied"}, {"solution_made", "progress_informed"}, law.PICK_UP_WITHIN, now
        ),
        "request-steps.few-steps": lambda events: _kept(sum(event in _STEPS for _, event in events) <= law.STEPS_MOST),
        "intake-order.by-flow": _taken_in,
        "intake-order.accepted-before-response": lambda events: _preceded(events, "accepted", "first_responded"),
        "progress-tracking.every-gap": lambda events: _answered(
            events,
            {"accepted", "progress_informed"},
            {"progress_informed", "resolved"},
            in_force(law.TELL_EVERY, events[0][0]) or timedelta(),
            now,
        ),
    }
    judged = {
        clause: [(case_of(ledger, name), ask(events)) for name, events in cases.items()]
        for clause, ask in asked.items()
    }
    judged["complex-plans.special-escalated"] = [
        (case_of(ledger, row["request_id"]), _escalated(row, cases.get(row["request_id"], [])))
        for row in tables["requests"].rows
    ]
    judged["resolution-and-closing.resolved-for-good"] = [
        (row, _for_good(row, cases.get(row["request_id"], []), known)) for row in tables["requests"].rows
    ]
    return judged


def _for_good(row: Row, events: Events, now: datetime) -> State:
    """By the last solution behind the last reopening, without the time that the customer took."""
    start, end = row["created_at"], row["resolved_at"]
    limit = in_force(law.DEADLINES["resolution-and-closing.resolved"], start)
    if isinstance(end, Unreadable) or limit is None:
        return "undecided"
    reopened = max((time for time, event in events if event == "reopened"), default=None)
    if reopened is not None:
        end = next((time for time, event in events if event == "resolved" and time > reopened), None)
    if end is not None and end < start:
        return "undecided"
    waits = [time for time, event in events if event in {"waiting_for_customer", "customer_replied"}]
    paused = sum((until - since for since, until in zip(waits[::2], waits[1::2], strict=True)), timedelta())
    if (end or now) > limit.due(start) + paused:
        return "breached"
    return "pending" if end is None else "kept"


def _taken_in(events: Events) -> State:
    names = [event for _, event in events if event in {"received", "accepted", "classified", "assigned"}]
    return _kept(names[:4] == ["received", "accepted", "classified", "assigned"] and set(names[4:]) <= {"assigned"})


def _kept(holds: bool) -> State:  # noqa: FBT001 - the answer itself
    return "kept" if holds else "breached"


def _in_order(events: Events) -> State:
    return _kept(_FLOW.fullmatch("".join(_LETTERS.get(event, "") for _, event in events)) is not None)


def _preceded(events: Events, first: str, then: str) -> State:
    names = [event for _, event in events]
    return _kept(then not in names or (first in names and names.index(first) < names.index(then)))


def _answered(events: Events, first: set[str], then: set[str], within: timedelta, now: datetime) -> State:
    """Every one of the first has one of the others behind it, soon enough."""
    states: set[State] = {"kept"}
    for place, (time, event) in enumerate(events):
        if event in first:
            later = [when for when, other in events[place + 1 :] if other in then]
            if not later or later[0] > time + within:
                states.add("breached" if later or now > time + within else "pending")
    return "breached" if "breached" in states else "pending" if "pending" in states else "kept"


def _escalated(row: Row, events: Events) -> State:
    since = {"special": law.ISSUED, "complex": law.COMPLEX_ESCALATED}.get(row["complexity"])
    if since is None or row["created_at"].date() < since or row["resolution_code"] in CLOSED_WITHOUT_WORK:
        return "out_of_scope"
    if any(event == "escalated" for _, event in events):
        return "kept"
    return "breached" if row["closed_at"] is not None else "pending"
