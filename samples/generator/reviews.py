"""Meetings, reviews and analyses: what was held every month and every quarter, and what was left out."""

from datetime import date, timedelta

from generator.days import MONTHS
from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table

REVIEWS = (
    *("review_id", "date", "kind", "group_id", "minutes_no", "decisions", "uses_survey", "uses_data"),
    *("uses_staff_view", "uses_feedback", "uses_business", "covers_duration", "covers_classes", "problems"),
    *("cause_found", "action_id", "reported_to", "top_category", "top_share"),
)
_MONTHLY = (
    *(
        ("evaluation-meeting", 8, "改进小组"),
        ("quality-meeting", 15, "服务质量委员会"),
        ("data-analysis", 24, "改进小组"),
    ),
    *(
        ("complaint-analysis", 25, "投诉专员组"),
        ("feedback-analysis", 26, "改进小组"),
        ("monitoring-review", 27, "监督小组"),
    ),
)
_QUARTERLY = (
    *(("satisfaction-analysis", 12, "客户关系管理团队"), ("internal-review", 17, "客户服务团队")),
    *(
        ("process-review", 19, "改进小组"),
        ("service-evaluation", 20, "服务质量委员会"),
        ("post-delivery", 21, "交付团队"),
    ),
    ("product-insight", 22, "改进小组"),
)
_LEADING = {2: ("speed", 32.0), 4: ("solving", 34.5), 6: ("attitude", 27.0), 8: ("content", 27.5)}
_LEADING_LATE = {10: ("process", 26.0), 12: ("product", 28.0)}
MEETINGS = ("evaluation-meeting", "quality-meeting", "internal-review")
_MEETINGS, _ANALYSIS, _PLAN = "review-meetings.", "periodic-analysis.", "programme-plan."


def make_improvement_reviews(actions: Table, dice: Dice, ledger: Ledger) -> Table:
    """A year of them, and the first ones of January 2026."""
    table = Table(export="reviews", columns=REVIEWS)
    numbers = [row["action_id"] for row in actions.rows]
    for month in MONTHS:
        kinds = [*_MONTHLY, *(_QUARTERLY if month.month % 3 == 0 else ())]
        if month.month in (1, 4, 8, 11):
            kinds.append(("present-state", 10, "推进办公室"))
        for kind, day, group in sorted(kinds, key=lambda item: item[1]):
            table.add(_review(dice, month + timedelta(days=day - 1), kind, group, numbers))
    table.add(_review(dice, date(2025, 12, 30), "strategy", "管理层", numbers) | {"uses_business": True})
    table.add(_review(dice, date(2026, 1, 8), "evaluation-meeting", "改进小组", numbers))
    table.add(_review(dice, date(2026, 1, 15), "quality-meeting", "服务质量委员会", numbers))
    for number, row in enumerate(table.rows, 1):
        row["review_id"] = f"PS25{number:03d}"
    _leave_out(table, ledger)
    _spoil(table, dice, ledger)
    _running(ledger)
    return table


def _review(dice: Dice, day: date, kind: str, group: str, numbers: list[str]) -> Row:
    found = dice.between(0, 2)
    category, share = (_LEADING | _LEADING_LATE).get(day.month, ("speed", 19.5))
    leading = kind == "feedback-analysis"
    return dict.fromkeys(REVIEWS) | {
        "date": day,
        "kind": kind,
        "group_id": group,
        "minutes_no": f"JY-{day:%y%m%d}" if kind in MEETINGS else None,
        "decisions": dice.between(1, 4),
        "uses_survey": True,
        "uses_data": True,
        "uses_staff_view": True,
        "uses_feedback": True,
        "uses_business": False,
        "covers_duration": True,
        "covers_classes": True,
        "problems": found,
        "cause_found": True if found else None,
        "action_id": dice.one(numbers) if found else None,
        "reported_to": "产品部门" if kind == "product-insight" else "客户服务团队",
        "top_category": category if leading else None,
        "top_share": share if leading else None,
    }


def _of(table: Table, kind: str, *months: int) -> list[Row]:
    rows = [row for row in table.rows if row["kind"] == kind and row["date"].year == MONTHS[0].year]
    found = [row for row in rows if not months or row["date"].month in months]
    table.touched |= {id(row) for row in found if months}
    return found


def _leave_out(table: Table, ledger: Ledger) -> None:
    """Meetings that were not held, and analyses that lack what makes them count."""
    for kind, month in (("evaluation-meeting", 8), ("monitoring-review", 10), ("internal-review", 9)):
        table.rows.remove(_of(table, kind, month)[0])
    _of(table, "data-analysis", 3)[0]["reported_to"] = None
    _of(table, "feedback-analysis", 5)[0]["top_share"] = None
    _of(table, "process-review", 6)[0] |= dict.fromkeys(("problems", "cause_found", "action_id"))
    _of(table, "service-evaluation", 9)[0]["uses_data"] = False
    for clause, first in (
        (_MEETINGS + "monthly-meeting", date(2025, 8, 1)),
        (_MEETINGS + "quarterly-review", date(2025, 7, 1)),
        (_ANALYSIS + "monitoring-reviewed", date(2025, 10, 1)),
        (_ANALYSIS + "data-analysed", date(2025, 3, 1)),
        (_ANALYSIS + "feedback-analysed", date(2025, 5, 1)),
        (_ANALYSIS + "processes-reviewed", date(2025, 4, 1)),
        (_ANALYSIS + "service-evaluated", date(2025, 7, 1)),
    ):
        ledger.group(clause, "noncompliant", first)
    solving, process, product = (_of(table, "feedback-analysis", month)[0] for month in (4, 10, 12))
    ledger.note(solving, "breached", _ANALYSIS + "alarm")
    ledger.note(process, "breached", _ANALYSIS + "alarm")
    ledger.note(product, "pending", _ANALYSIS + "alarm")


def _spoil(table: Table, dice: Dice, ledger: Ledger) -> None:
    for row, name in zip(_of(table, "quality-meeting", 2, 5, 7), ("minutes_no", "decisions", "group_id"), strict=True):
        row[name] = 0 if name == "decisions" else None
        ledger.note(row, "breached", _MEETINGS + "minutes")
    for row, value in zip(_of(table, "internal-review", 3, 12), (False, None), strict=True):
        row["uses_staff_view"] = value
        ledger.note(row, "breached", _MEETINGS + "both-voices")
    for row in _of(table, "present-state", 8):
        row["uses_staff_view"] = False
        ledger.note(row, "breached", _PLAN + "study-sources")
    found = table.take(
        dice, 6, lambda row: bool(row["problems"]) and row["kind"] in ("data-analysis", "monitoring-review")
    )
    for row in found[:2]:
        row["action_id"] = None
        ledger.note(row, "breached", _MEETINGS + "problems-become-actions")
    found[2]["action_id"] = "GJ24888"
    ledger.note(found[2], "breached", _MEETINGS + "actions-exist")
    for row, value in zip(found[3:5], (False, None), strict=True):
        row["cause_found"] = value
        ledger.note(row, "breached", _ANALYSIS + "causes-found")


def _running(ledger: Ledger) -> None:
    """January 2026 runs: what is not there yet may still come."""
    for clause in (
        *(_MEETINGS + "quarterly-review", _MEETINGS + "strategy", _ANALYSIS + "data-analysed"),
        *(_ANALYSIS + "feedback-analysed", _ANALYSIS + "monitoring-reviewed", _ANALYSIS + "processes-reviewed"),
        _ANALYSIS + "service-evaluated",
    ):
        ledger.group(clause, "undecided", date(2026, 1, 1))
