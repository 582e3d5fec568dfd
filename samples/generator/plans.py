"""Emergency plans by version, and the drills of them."""

from datetime import date, timedelta

from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Table

PLAN_COLUMNS = ("plan_id", "kind", "version", "owner", "issued_on", "active", "reviewed_on", "daily_use")
DRILL_COLUMNS = (
    *("drill_id", "date", "scope", "plan", "participants", "evaluated_at", "plan_kind", "passed", "findings"),
    "action_id",
)
_PLANS = (
    ("outage", "1.0", "continuity-manager", date(2024, 3, 1), False, date(2024, 12, 5)),
    ("outage", "2.0", "continuity-manager", date(2025, 1, 20), True, date(2025, 12, 8)),
    ("complaint", "1.1", "complaint-officer", date(2025, 1, 6), True, date(2026, 1, 6)),
    ("complaint", "1.2", "complaint-officer", date(2025, 4, 14), True, date(2025, 11, 3)),
    ("staff", "1.0", "service-manager", date(2025, 1, 6), True, date(2026, 1, 12)),
    ("security", "3.0", "security-officer", date(2025, 1, 9), False, date(2025, 3, 4)),
    ("security", "3.1", "security-officer", date(2025, 4, 8), True, date(2025, 12, 9)),
    ("outage", "0.9", None, date(2025, 9, 1), True, date(2025, 12, 8)),
    ("staff", "0.5", "service-manager", date(2025, 10, 20), True, None),
)
_DRILLS = (
    (date(2025, 2, 20), "tabletop", "信息安全应急预案", "security", False, 3, 10),
    (date(2025, 3, 18), "partial", "服务中断应急预案", "outage", True, 0, 6),
    (date(2025, 5, 22), "full-element", "综合应急预案", "all", False, 2, 14),
    (date(2025, 8, 14), "partial", "人员应急预案", "staff", False, 1, 7),
    (date(2025, 9, 11), "tabletop", "服务中断应急预案", "outage", True, 1, 10),
    (date(2025, 11, 6), "partial", "信息安全应急预案", "security", True, 0, 5),
    (date(2026, 1, 15), "tabletop", "服务中断应急预案", "outage", True, 0, 4),
)
"""Day, scope, plan, its kind, whether it was passed, findings, days until the evaluation."""


def make_plans(ledger: Ledger) -> Table:
    """Old and new versions of the four kinds; one without an owner, one reviewed too late, one in no daily use."""
    table = Table(export="emergency-plans", columns=PLAN_COLUMNS)
    for number, (kind, version, owner, issued, active, reviewed) in enumerate(_PLANS, 1):
        row = {"plan_id": f"YA{number:02d}", "kind": kind, "version": version, "owner": owner, "issued_on": issued}
        table.add(row | {"active": active, "reviewed_on": reviewed, "daily_use": True})
    late, unowned, new = table.rows[4], table.rows[7], table.rows[8]
    ledger.note(late, "breached", "emergency-plans.reviewed")
    ledger.note(unowned, "breached", "emergency-plans.owned")
    ledger.note(new, "pending", "emergency-plans.reviewed")
    new["daily_use"] = False
    ledger.note(new, "breached", "emergency-plans.daily-use")
    ledger.group("emergency-plans.four-kinds", "noncompliant", date(2025, 1, 1))  # that for staff came too late
    ledger.group("emergency-plans.four-kinds", "undecided", date(2026, 1, 1))
    return table


def make_drills(dice: Dice, ledger: Ledger) -> Table:
    """One full drill; no plan for complaints was drilled, one failed drill changed nothing."""
    table = Table(export="drills", columns=DRILL_COLUMNS)
    for number, (day, scope, plan, kind, passed, findings, days) in enumerate(_DRILLS, 1):
        row = {"drill_id": f"Y{number:03d}", "date": day, "scope": scope, "plan": plan, "plan_kind": kind}
        row |= {"participants": dice.between(9, 60), "evaluated_at": day + timedelta(days=days), "passed": passed}
        table.add(row | {"findings": findings, "action_id": f"G25{number:03d}" if findings else None})
    table.rows[4]["action_id"] = None
    ledger.note(table.rows[4], "breached", "emergency-drills.evaluated", "emergency-drills.followed-up")
    ledger.note(table.rows[3], "breached", "emergency-plans.revised-after-failure")
    ledger.group("emergency-drills.each-kind", "noncompliant", date(2025, 1, 1))
    for clause in ("each-kind", "full-drill"):
        ledger.group(f"emergency-drills.{clause}", "undecided", date(2026, 1, 1))
    return table
