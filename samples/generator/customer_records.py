"""How customer data are kept: changes, the inventory of fields, accesses and audits."""

from datetime import date, datetime, timedelta

from generator.dice import Dice
from generator.house import SERVICE, agent, customer, moments
from generator.ledger import Ledger
from generator.tables import Row, Table

CHANGES = (
    *("change_id", "customer_id", "field", "old_value", "new_value", "occurred_at", "changed_at", "synced_at"),
    *("actor_id", "source_system"),
)
INVENTORY = (
    *("field", "purpose", "business_need", "sensitive", "encrypted", "collected", "approved_by", "shared_with"),
    "reviewed_on",
)
ACCESSES = ("access_id", "at", "actor_id", "role", "object", "action", "permitted", "outcome", "case_id")
AUDITS = (
    *("audit_id", "date", "scope", "sampled", "errors", "timeliness_checked", "compliance_checked", "conclusion"),
    "corrected_on",
)
_FIELDS = {
    "name": "称呼客户",
    "phone": "联系客户",
    "address": "上门与寄送",
    "email": "发送通知",
    "contact_person": "企业客户对接",
    "preferred_channel": "按偏好联系",
    "invoice_title": "开具发票",
    "delivery_note": "安排配送",
    "birthday": "会员权益",
    "device_model": "技术支持",
    "contract_no": "续约提醒",
    "usage_level": "需求预测",
}
_SENSITIVE = ("phone", "address", "email", "birthday", "invoice_title")
_NOT_COLLECTED = "id_card"
_REVISED = datetime(2025, 7, 1)
_SYSTEMS = ("热线", "网页", "手机应用", "柜台")


def make_changes(dice: Dice, ledger: Ledger) -> Table:
    """Three hundred and sixty changes, entered within a day and in all channels within the limit of the day."""
    table = Table(export="customer-changes", columns=CHANGES)
    for place, moment in enumerate(moments(dice, 360)):
        changed = moment + dice.minutes(10, 1300)
        slow = 29 if changed < _REVISED else 14
        row = {"change_id": f"B25{place + 1:05d}", "customer_id": customer(dice), "field": dice.one(list(_FIELDS))}
        row |= {"old_value": f"旧值{place}", "new_value": f"新值{place}" if place % 12 else None}
        row |= {"occurred_at": moment, "changed_at": changed, "synced_at": changed + dice.minutes(1, slow)}
        table.add(row | {"actor_id": agent(dice, SERVICE), "source_system": dice.one(_SYSTEMS)})
    for row in table.take(dice, 8):
        _shift(row, timedelta(hours=dice.between(25, 60)))
        ledger.note(row, "breached", "customer-data.changed")
    for row in table.take(dice, 4, lambda row: row["changed_at"] < _REVISED):
        row["synced_at"] = row["changed_at"] + dice.minutes(31, 60)
        ledger.note(row, "breached", "customer-data.synced")
    for row in table.take(dice, 6, lambda row: row["changed_at"] >= _REVISED):
        row["synced_at"] = row["changed_at"] + dice.minutes(16, 29)
        ledger.note(row, "breached", "customer-data.synced")
    for row in table.take(dice, 2, lambda row: row["changed_at"] < datetime(2025, 12, 1)):
        row["synced_at"] = None
        ledger.note(row, "breached", "customer-data.synced")
    for row in table.take(dice, 5):
        row["actor_id"] = None
        ledger.note(row, "breached", "customer-data.traceable")
    for row in table.take(dice, 3):
        row["field"] = _NOT_COLLECTED
        ledger.note(row, "breached", "customer-data-protection.listed")
    return table


def _shift(row: Row, taken: timedelta) -> None:
    row["occurred_at"] = row["changed_at"] - taken
    if row["occurred_at"] < datetime(2025, 1, 1):
        move = timedelta(days=40)
        row |= {name: row[name] + move for name in ("occurred_at", "changed_at", "synced_at")}


def make_inventory(ledger: Ledger) -> Table:
    """A dozen fields that are collected and one that no longer is."""
    table = Table(export="field-inventory", columns=INVENTORY)
    for place, (name, purpose) in enumerate(_FIELDS.items()):
        row = {"field": name, "purpose": purpose, "business_need": True, "sensitive": name in _SENSITIVE}
        row |= {"encrypted": name in _SENSITIVE, "collected": True, "approved_by": "security-officer"}
        table.add(row | {"shared_with": "客服、客户关系", "reviewed_on": date(2025, 2 + place % 6, 12)})
    gone = {"field": _NOT_COLLECTED, "purpose": None, "business_need": False, "sensitive": True, "encrypted": True}
    gone |= {"collected": False, "approved_by": None, "shared_with": None, "reviewed_on": date(2025, 3, 12)}
    table.add(gone)
    named = {row["field"]: row for row in table.rows}
    named["birthday"]["encrypted"] = False
    ledger.note(named["birthday"], "breached", "customer-data-protection.encrypted")
    named["usage_level"]["purpose"] = None
    ledger.note(named["usage_level"], "breached", "customer-data-protection.needed")
    named["device_model"]["shared_with"] = None
    ledger.note(named["device_model"], "breached", "customer-data-protection.shared")
    return table


def make_accesses(complaints: Table, dice: Dice, ledger: Ledger) -> Table:
    """Somebody looks up the history of nearly every complainant; now and then a door is shut, three times it is not."""
    table = Table(export="access-log", columns=ACCESSES)
    looks: list[tuple[datetime, str | None]] = []
    for place, complaint in enumerate(complaints.rows):
        if place % 17 == 5 and complaint["received_at"] < datetime(2025, 12, 29):  # noqa: PLR2004 - every so many
            twins = [row for row in complaints.rows if row["complaint_id"] == complaint["complaint_id"]]
            if len(twins) == 1:
                ledger.note(complaint, "breached", "customer-archive.history-viewed")
                continue
        looks.append((complaint["received_at"] + dice.minutes(3, 470), complaint["complaint_id"]))
    looks += [(moment, None) for moment in moments(dice, 240)]
    for place, (at, case) in enumerate(sorted(looks, key=lambda look: (look[0], look[1] or ""))):
        row: Row = {"access_id": f"L25{place + 1:05d}", "at": at, "actor_id": agent(dice, SERVICE), "role": "客服人员"}
        row |= {"object": "客户档案", "action": "read" if case else dice.one(("read", "write", "export"))}
        table.add(row | {"permitted": True, "outcome": "allowed", "case_id": case})
    for row in table.take(dice, 12, lambda row: row["case_id"] is None):
        row |= {"permitted": False, "outcome": "denied"}
    for row in table.take(dice, 3, lambda row: row["case_id"] is None):
        row["permitted"] = False
        ledger.note(row, "breached", "customer-data-protection.permitted")
    for row in table.take(dice, 2, lambda row: row["case_id"] is None):
        row["role"] = None
        ledger.note(row, "breached", "customer-data-protection.permitted")
    return table


def make_audits(ledger: Ledger) -> Table:
    """One audit a quarter, and one more; none in the third quarter."""
    table = Table(export="customer-audits", columns=AUDITS)
    days = (date(2025, 2, 18), date(2025, 5, 20), date(2025, 6, 10), date(2025, 11, 12), date(2025, 12, 9))
    for place, (day, errors) in enumerate(zip(days, (3, 9, 2, 4, 0), strict=True)):
        row = {"audit_id": f"SJ25{place + 1:02d}", "date": day, "scope": ("高价值客户", "新建档案")[place % 2]}
        row |= {"sampled": 200, "errors": errors, "timeliness_checked": True, "compliance_checked": True}
        corrected = day + timedelta(days=20) if errors else None
        table.add(row | {"conclusion": "已列出差错并通知改正", "corrected_on": corrected})
    ledger.note(table.rows[1], "breached", "customer-data-audit.error-share", "customer-data-audit.corrected")
    table.rows[1]["corrected_on"] = date(2025, 7, 2)
    ledger.note(table.rows[2], "breached", "customer-data-audit.complete")
    table.rows[2] |= {"sampled": 100, "compliance_checked": False}
    ledger.group("customer-data-audit.every-quarter", "noncompliant", date(2025, 7, 1))
    return table


def crm_trainings(table: Table, ledger: Ledger) -> None:
    """Trainings in customer relations stand among the others; the quarters without any were left out."""
    held = {(row["date"].month - 1) // 3 for row in table.rows if row["kind"] == "crm"}
    for quarter in {0, 1, 2, 3} - held:
        ledger.group("relationship-plan.trained", "noncompliant", date(2025, 3 * quarter + 1, 1))
