"""What comes of complaints, feedback, escalations, deliveries and sales: made last, because it names the others."""

from collections.abc import Mapping

from generator.after_sales import make_after_sales
from generator.complaint_facts import fill_complaints
from generator.complaint_log import make_complaint_log
from generator.deliveries import make_deliveries
from generator.delivery_log import make_delivery_log
from generator.dice import Dice
from generator.escalations import make_escalations
from generator.feedback import make_feedback
from generator.ledger import Ledger
from generator.loop_groups import judge_loop_groups
from generator.loop_oracle import judge_loops
from generator.tables import Table

_OF_OTHERS = (
    *("complaint-levels.level-one", "complaint-levels.level-two", "complaint-levels.level-three"),
    *("complaint-intake.three-levels", "complaint-intake.level-by-facts", "complaint-process.result-told"),
    *("complaint-improvement.cause-found", "common-problems.graded-and-classed", "common-problems.followed-up"),
    *("common-problems.closed-loop", "escalation.by-flow", "complaint-intake.registered"),
    "after-sales-care.reminder-given",
)
"""Clauses that the faults of others, planted under other names, break as well: found as they are."""


def with_loops(tables: Mapping[str, Table], dice: Dice, ledger: Ledger, scale: int) -> dict[str, Table]:
    """The tables, those of this module among them."""
    made = dict(tables)
    complaints, actions = made["complaints"], made["improvement-actions"]
    fill_complaints(complaints, actions, dice, ledger, scale)
    _unread(made["reviews"])
    care = make_after_sales(made["orders"], dice, ledger)
    deliveries = make_deliveries(made["surveys"], actions, dice, ledger)
    added = (
        make_complaint_log(complaints, dice, ledger),
        make_escalations(made["request-events"], dice, ledger),
        care,
        make_feedback(care, actions, dice, ledger),
        deliveries,
        make_delivery_log(deliveries, dice, ledger),
    )
    made |= {table.export: table for table in added}
    _observe(made, ledger)
    return made


def _unread(reviews: Table) -> None:
    """An analysis of complaints and an evaluation of deliveries that do not say what they found."""
    for kind, month in (("complaint-analysis", 11), ("post-delivery", 6)):
        row = next(r for r in reviews.rows if r["kind"] == kind and r["date"].month == month)
        row |= dict.fromkeys(("problems", "cause_found", "action_id"))


def _observe(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Notes what the tables of others come to, and how the periods turned out."""
    for clause, judged in judge_loops(tables, ledger).items():
        for row, state in judged if clause in _OF_OTHERS else ():
            if state in ("breached", "pending", "undecided"):
                ledger.note(row, state, clause)
    for clause, verdicts in judge_loop_groups(tables).items():
        for (period, by), verdict in verdicts.items():
            if verdict != "compliant":
                ledger.group(clause, verdict, period, *by)
