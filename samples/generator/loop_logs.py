"""Reads the logs of complaints, problems, escalations, deliveries and care in plain Python; and dates of their own."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from generator.customer_judging import State, now_of
from generator.ledger import Ledger
from generator.request_log import case_of
from generator.tables import Row, Table

_COMPLAINT = {
    "received": "r",
    "accepted": "a",
    "levelled": "l",
    "assigned": "s",
    "first_responded": "f",
    "dept_asked": "d",
    "dept_replied": "p",
    "handled": "h",
    "verified": "v",
    "result_fed_back": "t",
    "reopened": "o",
    "closed": "c",
    "survey_sent": "y",
}
_DELIVERY = {
    "agreed": "a",
    "confirmed": "c",
    "prepared": "p",
    "started": "s",
    "deployed": "d",
    "installed": "i",
    "commissioned": "o",
    "monitored": "m",
    "function_tested": "f",
    "performance_tested": "e",
    "rework": "w",
    "accepted": "x",
    "trained": "t",
    "reviewed": "r",
}
_PROBLEM = {"problem_confirmed": "c", "resolved": "r", "verified": "v", "result_fed_back": "f", "reopened": "o"}
_ESCALATED = {"escalated": "e", "dept_replied": "d", "solution_made": "s", "resolved": "r"}
_CARE = {"callback": "c", "reminder": "r", "maintained": "m"}
_FLOWS: Mapping[str, tuple[str, Mapping[str, str], str]] = {
    "complaint-process.by-flow": ("complaint-events", _COMPLAINT, r"ralsf(?:dp)?hvt(?:o(?:dp)?hvt)*cy"),
    "delivery-steps.by-flow": ("delivery-events", _DELIVERY, r"acps(?:dmfe(?:wfe)*t(?:wfe(?:wfe)*t)*x|iomw*xt|mw*x)r"),
    "common-problems.closed-loop": ("request-events", _PROBLEM, r"(?:crvfo)*crvf"),
    "escalation.by-flow": ("request-events", _ESCALATED, r"edsr"),
    "after-sales-care.by-flow": ("after-sales", _CARE, r"(?:c+r+m)*c+(?:r+m?)?"),
}
"""Clause -> its log, a letter for each event of the flow, and the words that the flow allows."""
_CASES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "complaint-events": ("complaint_id", ("ts", "event_no")),
    "delivery-events": ("delivery_id", ("ts", "event_no")),
    "request-events": ("request_id", ("ts", "event_no")),
    "after-sales": ("order_id", ("done_at", "care_id")),
    "escalations": ("request_id", ("escalated_at", "escalation_id")),
}
Case = list[Row]
_LAW = datetime(2025, 1, 1)


def judge_loop_logs(tables: Mapping[str, Table], ledger: Ledger) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every case of its log with its state; and feedback by the date that each piece has itself."""
    judged = {
        clause: _each(
            ledger, cases_of(tables[export]), lambda case, asked=(letters, words, clause): _fits(case, *asked)
        )
        for clause, (export, letters, words) in _FLOWS.items()
    }
    complaints = cases_of(tables["complaint-events"])
    judged["complaint-process.levelled-first"] = _each(ledger, complaints, _first("levelled", "first_responded"))
    judged["complaint-process.told-before-closing"] = _each(ledger, complaints, _first("result_fed_back", "closed"))
    judged["complaint-process.reviewed-by-another"] = _each(ledger, complaints, _by_others)
    judged["escalation.no-circles"] = _each(
        ledger,
        cases_of(tables["escalations"]),
        lambda case: "kept" if len(case) <= 3 else "breached",  # noqa: PLR2004
    )
    judged["delivery-steps.few-reworks"] = _each(
        ledger,
        cases_of(tables["delivery-events"]),
        lambda case: "kept" if sum(row["event"] == "rework" for row in case) <= 2 else "breached",  # noqa: PLR2004
    )
    judged["customer-feedback.handled"] = [(row, _by_date(row, tables["feedback"])) for row in tables["feedback"].rows]
    return judged


def cases_of(log: Table) -> dict[str, Case]:
    """The events of each case, in their order."""
    key, order = _CASES[log.export]
    cases: dict[str, Case] = {}
    for row in sorted(log.rows, key=lambda row: tuple(row[name] for name in order)):
        cases.setdefault(row[key], []).append(row)
    return cases


def _each(ledger: Ledger, cases: Mapping[str, Case], ask: Callable[[Case], State]) -> list[tuple[Row, State]]:
    """The law of a case is that of its first event."""

    def state(case: Case) -> State:
        began = case[0].get("ts") or case[0].get("done_at") or case[0]["escalated_at"]
        return "not_in_force" if began < _LAW else ask(case)

    return [(case_of(ledger, name), state(case)) for name, case in cases.items()]


def _names(case: Case) -> list[str]:
    return [row["step"] if "step" in row else row["event"] for row in case]


def _fits(case: Case, letters: Mapping[str, str], words: str, clause: str) -> State:
    names = _names(case)
    if clause == "escalation.by-flow" and "escalated" not in names:
        return "out_of_scope"
    word = "".join(letters.get(name, "") for name in names)
    if clause == "delivery-steps.by-flow" and "reviewed" not in names:
        return "pending" if re.fullmatch(words, word + letters["reviewed"]) else "breached"
    return "kept" if re.fullmatch(words, word) else "breached"


def _first(first: str, then: str) -> Callable[[Case], State]:
    def ask(case: Case) -> State:
        names = _names(case)
        return "kept" if then not in names or first in names[: names.index(then)] else "breached"

    return ask


def _by_others(case: Case) -> State:
    """Nobody who decided reviews afterwards."""
    decided = [(place, row["actor_id"]) for place, row in enumerate(case) if row["event"] == "handled"]
    reviewed = [(place, row["actor_id"]) for place, row in enumerate(case) if row["event"] == "verified"]
    alone = any(actor == other and place < later for place, actor in decided for later, other in reviewed)
    return "breached" if alone else "kept"


def _by_date(row: Row, table: Table) -> State:
    if row["due_at"] is None:
        return "out_of_scope"
    if row["handled_at"] is None:
        return "breached" if now_of(table) > row["due_at"] else "pending"
    return "kept" if row["handled_at"] <= row["due_at"] else "breached"
