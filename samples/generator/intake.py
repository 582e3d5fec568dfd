"""How requests are taken in: who took them, how they were classified, to whom they went. All as it should be."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from generator.days import period_of
from generator.dice import Dice
from generator.house import MARKET, RELATIONS, SERVICE, TECHNICAL, agent
from generator.ledger import Ledger
from generator.tables import Row, Table

ONLINE = frozenset({"web", "app", "chat", "social", "email"})
DESK = frozenset({"phone", "counter", "outlet", "visit"})
COUNTER_CLOSED = date(2025, 2, 1)
"""The counter was being rebuilt; customers were sent to the outlet next door, and nobody asked for a waiver."""
PROCESSES: Mapping[str, str] = {
    "enquiry": "ENQ",
    "complaint": "CMP",
    "technical": "TEC",
    "after-sales": "AFS",
    "return": "RET",
    "feedback": "FBK",
    "other": "GEN",
}
ROLES: Mapping[str, str] = {SERVICE: "agent", TECHNICAL: "technical", MARKET: "market", RELATIONS: "relationship"}
_SKILLS: Mapping[str, str] = {
    "enquiry": "咨询",
    "complaint": "投诉",
    "technical": "技术",
    "after-sales": "售后",
    "return": "退换",
    "feedback": "回访",
    "other": "综合",
}
_CATEGORIES: Mapping[str, Mapping[str, float]] = {
    "enquiry": {"usage": 40, "order": 25, "billing": 20, "account": 15},
    "technical": {"fault": 75, "account": 15, "usage": 10},
    "after-sales": {"repair": 70, "usage": 20, "order": 10},
    "return": {"return": 90, "order": 10},
    "complaint": {"order": 30, "attitude": 25, "process": 25, "billing": 20},
    "feedback": {"suggestion": 75, "process": 25},
    "other": {"other": 55, "process": 25, "account": 20},
}
_CONTENTS: Mapping[str, str] = {
    "usage": "询问功能怎么用",
    "order": "订单或配送有疑问",
    "billing": "账单与约定不符",
    "account": "账户登录或资料变更",
    "fault": "设备或系统不能正常使用",
    "repair": "预约安装或维修",
    "return": "要求退货或换货",
    "attitude": "对接待态度不满",
    "process": "认为手续繁琐",
    "suggestion": "提出改进建议",
    "other": "其他事项",
}
_ENTERPRISE_EVERY, _HIGH_EVERY, _MID = 6, 7, 3
_GENERAL_TRANSFERS: Mapping[int, float] = {0: 92, 1: 8}
_COMPLEX_TRANSFERS: Mapping[int, float] = {0: 40, 1: 36, 2: 18, 3: 6}
_SYSTEM_ASSIGNS = 0.93


def fill_intake(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Fills in what the clauses on intake, classification, dispatch and ownership read."""
    for row in table.rows:
        _customer(dice, row)
        _taken(dice, row)
        _classified(dice, row)
        _assigned(dice, row)
        if row["complexity"] is None:
            ledger.note(row, "breached", "request-classification.marks-kept-apart")
        if row["channel"] == "counter" and period_of(row["created_at"], "month") == COUNTER_CLOSED:
            row["channel"] = "outlet"
    ledger.group("request-intake.channels", "noncompliant", COUNTER_CLOSED)
    ledger.group("request-intake.channels", "undecided", date(2026, 1, 1))


def customer_type(number: str) -> str:
    """Every sixth customer is an enterprise."""
    return "individual" if int(number[1:]) % _ENTERPRISE_EVERY else "enterprise"


def _customer(dice: Dice, row: Row) -> None:
    number = int(row["customer_id"][1:])
    rest = number % _HIGH_EVERY
    row["customer_type"] = customer_type(row["customer_id"])
    row["value_tier"] = "high" if rest == 0 else "mid" if rest <= _MID else "low"
    row["contact"] = f"139{number * 7919 % 100_000_000:08d}"
    if row["customer_type"] == "enterprise":
        row["identity_verified_at"] = row["created_at"] - dice.hours(1, 80 * 24)
        if row["solution_at"] is None:
            spare = row["resolved_at"] - row["substantive_response_at"]
            row["solution_at"] = (row["substantive_response_at"] + spare * dice.share()).replace(microsecond=0)


def _taken(dice: Dice, row: Row) -> None:
    row["intake_id"] = row["owner_id"] = row["closed_by_id"] = agent(dice, SERVICE)
    if dice.happens(0.015):
        row["owner_id"] = row["closed_by_id"] = agent(dice, SERVICE)
        row["owner_handover_at"] = row["created_at"] + timedelta(seconds=dice.between(600, 7200))
        row["owner_handover_at"] = min(row["owner_handover_at"], row["closed_at"])
    row["entered_at"] = row["created_at"] + (dice.seconds(0, 20) if row["channel"] in ONLINE else dice.minutes(1, 9))


def _classified(dice: Dice, row: Row) -> None:
    row["classified_at"], row["classified_by"] = row["created_at"] + dice.seconds(2, 6), "system"
    row["auto_type"] = row["request_type"] if dice.happens(0.93) else "enquiry"
    row["auto_urgency"] = row["urgency"] if dice.happens(0.9) else "normal"
    row["auto_complexity"] = (row["complexity"] if dice.happens(0.9) else None) or "general"
    row["category"] = row["final_category"] = dice.weighted(_CATEGORIES[row["request_type"]])
    row["content"] = _CONTENTS[row["category"]]
    if row["category"] != "other" and dice.happens(0.04):
        row["category"] = "usage" if row["category"] != "usage" else "order"
    row["process_id"] = PROCESSES[row["request_type"]]
    more = row["complexity"] in {"complex", "special"}
    row["transfers"] = dice.weighted(_COMPLEX_TRANSFERS if more else _GENERAL_TRANSFERS)


def _assigned(dice: Dice, row: Row) -> None:
    """Complaints go first, then high-value customers, then the rest; what the system cannot place takes longer."""
    first, second = row["request_type"] == "complaint", row["value_tier"] == "high"
    by_system = first or second or dice.happens(_SYSTEM_ASSIGNS)
    wait = dice.seconds(2, 8) if first else dice.seconds(8, 20) if second else dice.seconds(20, 40)
    row["assigned_at"] = row["classified_at"] + (wait if by_system else dice.seconds(50, 150))
    row["assigned_at"] = min(row["assigned_at"], row["substantive_response_at"])
    row["assigned_by"] = "system" if by_system else "person"
    row["handler_role"] = ROLES[row["assigned_team"]]
    level = "二级" if row["complexity"] in {"complex", "special"} else ""
    row["required_skill"] = row["handler_skill"] = f"{_SKILLS[row['request_type']]}{level}"


def forget_the_unfinished(table: Table) -> None:
    """A request that is still open has no final category, and nobody has closed it."""
    for row in table.rows:
        if row["closed_at"] is None:
            row["closed_by_id"] = None
        if not isinstance(row["resolved_at"], datetime):
            row["final_category"] = None
