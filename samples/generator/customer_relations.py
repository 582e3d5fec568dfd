"""Everything that the standards on customers read, made after the exports of the other standards."""

from collections.abc import Iterable
from datetime import datetime

from generator.customer_base import NEVER_FILED, fill_customers, known_customers
from generator.customer_faults import spoil_customers
from generator.customer_orders import make_loyalty, make_orders
from generator.customer_plans import make_campaigns, make_ideas, make_plans, make_points, note_unstaged
from generator.customer_records import crm_trainings, make_accesses, make_audits, make_changes, make_inventory
from generator.customer_targets import observe
from generator.dice import Dice
from generator.ledger import Ledger
from generator.survey_ratings import rate_surveys, tier_requests
from generator.tables import Row, Table


def with_customer_relations(tables: dict[str, Table], dice: Dice, ledger: Ledger, scale: int) -> dict[str, Table]:
    """The tables, those of the customers among them; what others made gets its columns filled."""
    customers = tables["customers"]
    customers.rows = [row for row in customers.rows if row["customer_id"] != NEVER_FILED]
    known = known_customers(customers, dice)
    fill_customers(customers, known, dice)
    spoil_customers(customers, dice, ledger)
    tier_requests(tables["requests"], dice)
    _unfiled(tables["requests"].rows, ledger)
    rate_surveys(tables["surveys"], dice, ledger, scale)
    crm_trainings(tables["training-sessions"], ledger)
    _confirmations(tables["attestations"], ledger)
    plans = make_plans(customers, known, dice, ledger)
    note_unstaged(plans, ledger)
    orders = make_orders(known, dice)
    made = (
        plans,
        orders,
        make_loyalty(orders, tables["surveys"], dice, ledger),
        make_changes(dice, ledger),
        make_inventory(ledger),
        make_accesses(tables["complaints"], dice, ledger),
        make_audits(ledger),
        make_points(dice, ledger),
        make_ideas(dice, ledger),
        make_campaigns(dice, ledger),
    )
    every = tables | {table.export: table for table in made}
    observe(every, ledger)
    return every


def _unfiled(requests: Iterable[Row], ledger: Ledger) -> None:
    for row in requests:
        if row["customer_id"] in {NEVER_FILED, None}:
            found = "breached" if row["customer_id"] else "undecided"
            ledger.note(row, found, "customer-archive.requests-filed")


def _confirmations(table: Table, ledger: Ledger) -> None:
    """The files were shown to work; the strategy was confirmed by the wrong role alone."""
    for number, clause, role, given in (
        (91, "customer-archive#usable", "data-steward", datetime(2025, 4, 16, 15)),
        (92, "relationship-plan#strategy", "relationship-team", datetime(2025, 2, 20, 9, 30)),
    ):
        entry = dict.fromkeys(table.columns) | {"entry_id": f"Q25{number}", "clause": clause, "result": "confirmed"}
        table.add(entry | {"role": role, "staff_id": "HG09", "given_at": given, "evidence": f"BG-2025-0{number}"})
    ledger.attest("customer-archive.usable", standing="confirmed", set_aside=0, unused=1)
    ledger.attest("relationship-plan.strategy", standing="missing", set_aside=1, unused=1)
