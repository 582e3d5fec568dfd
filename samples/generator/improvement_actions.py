"""The register of improvements: eight a month, planned, carried out, evaluated and closed, and what went wrong."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from generator.days import MONTHS, period_of
from generator.dice import Dice
from generator.house import STAFF, TEAMS, agent
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

ACTIONS = (
    *("action_id", "source", "source_id", "area", "kind", "category", "problem", "root_cause", "cause_code"),
    *("target", "measure", "department", "owner_id", "opened_at", "planned_at", "due_at", "implemented_at"),
    *("effect_evaluated_at", "metric", "metric_before", "metric_after", "customers_informed_at", "strategy_ref"),
    *("standard_id", "closed_at"),
)
CUSTOMERS_SOURCES = ("feedback", "complaint")
TRACED = (*CUSTOMERS_SOURCES, "inspection", "audit", "suggestion", "incident", "drill")
FIGURES = ("satisfaction", "response", "resolution")
ALARMS = {3: "speed", 9: "content"}
"""Month -> the category that the analysis of the month before found too often: taken up in its first days."""
NOW = datetime(2026, 1, 30, 18)
_REVISED = datetime(2025, 7, 1)
_TURNS = ("feedback", "complaint", "feedback", "evaluation", "analysis", "suggestion")
_SEVENTH, _EIGHTH = ("industry", "inspection"), ("audit", "incident", "drill")
_AREAS = ("need", "process", "resources", "staff", "product", "order", "after-sales")
_KINDS = ("analysis", "redesign", "automation", "training", "staffing", "other")
_METRICS = ("satisfaction", "response", "resolution", "response", "other")
_CAUSES = ("skill", "system", "design", "other")
_TOPICS = ("账单", "配送", "报修", "退换货", "交接", "查询")
_PLANNED = ("root_cause", "cause_code", "target", "measure", "department", "owner_id", "metric", "metric_before")
_STEPS = ("planned_at", "due_at", "implemented_at", "effect_evaluated_at", "customers_informed_at", "closed_at")
_SUMMER = (7, 8, 9)
_FEW = {(4, 0), (5, 1)}
"""Of the first three improvements of a month of spring only these come from customers."""
_SPRING, _FIRST_THREE = (4, 5, 6), (0, 1, 2)
_BEFORE_CUT, _IN_TWELVE = range(2, 9), 3
_TURN_OF_OTHER, _TURN_OF_STRATEGY = 2, 7
_PLANS, _EFFECTS, _SOURCES = "improvement-plans.", "improvement-effects.", "improvement-sources."


def make_actions(dice: Dice, ledger: Ledger) -> Table:
    """Improvements of 2025, and three of January 2026."""
    table = Table(export="improvement-actions", columns=ACTIONS)
    for month in (*MONTHS, date(2026, 1, 1)):
        for place in range(8 if month.year == MONTHS[0].year else 3):
            table.add(_action(dice, len(table.rows), month, place))
    _cut(table, ledger)
    _spoil_plans(table, dice, ledger)
    _spoil_order(table, dice, ledger)
    _spoil_effects(table, dice, ledger)
    _outcomes(table, ledger)
    _periods(ledger)
    table.spoilt.append(table.rows[50] | {"action_id": "GJ25999", "opened_at": None})
    return table


def _action(dice: Dice, number: int, month: date, place: int) -> Row:
    source = _source(month, place)
    late = (month.month, place) == (11, 7)
    day = month + timedelta(days=26 if late else 3 * place + dice.between(0, 2))
    opened = datetime.combine(day, time(9)) + dice.minutes(0, 480)
    quick = month == MONTHS[0]
    team = dice.one(TEAMS)
    planned = opened + dice.hours(48, 190)
    due = planned.replace(hour=18, minute=0, second=0) + timedelta(days=20 if quick else dice.between(20, 60))
    done = planned + (due - planned) * dice.between(60, 95) // 100
    done = done.replace(microsecond=0)
    evaluated = done + dice.hours(25 * 24, (30 if quick else 50) * 24)
    metric = "other" if number % 5 == _TURN_OF_OTHER and month.month in _SUMMER else _METRICS[number % 5]
    informed = done + dice.hours(24, 290) if source in CUSTOMERS_SOURCES else None
    return {
        "action_id": f"GJ25{number + 1:03d}",
        "source": source,
        "source_id": f"{source[:2].upper()}25{number + 101:04d}" if source in TRACED else None,
        "area": _AREAS[number % 7],
        "kind": _KINDS[number % 6],
        "category": _category(month, place, late=late),
        "problem": f"{dice.one(_TOPICS)}环节等待偏长",
        "root_cause": f"{dice.one(_TOPICS)}信息要核对两遍",
        "cause_code": _CAUSES[number % 4],
        "target": "指标好转一成",
        "measure": dice.one(("合并两个步骤", "增加自动提醒", "调整晚班人手", "改写操作指南", "开放自助查询")),
        "department": team,
        "owner_id": agent(dice, team) if STAFF[team] else None,
        "opened_at": opened,
        "planned_at": planned,
        "due_at": due,
        "implemented_at": done,
        "effect_evaluated_at": evaluated,
        "metric": metric,
        "metric_before": _before(dice, metric),
        "metric_after": None,
        "customers_informed_at": informed,
        "strategy_ref": "ZL-2026" if number % 24 == _TURN_OF_STRATEGY else None,
        "standard_id": dice.one(("first-response", "complaint-handling", "service-response"))
        if number % 12 == _IN_TWELVE and month.month in _BEFORE_CUT
        else None,
        "closed_at": evaluated + dice.hours(24, 110),
    }


def _source(month: date, place: int) -> str:
    if month.month in _SPRING and place in _FIRST_THREE and (month.month, place) not in _FEW:
        return "analysis"
    if month.year > MONTHS[0].year:
        return ("feedback", "evaluation", "analysis")[place]
    return (*_TURNS, _SEVENTH[month.month % 2], _EIGHTH[month.month % 3])[place]


def _category(month: date, place: int, *, late: bool) -> str:
    if place == 0 and month.year == MONTHS[0].year and month.month in ALARMS:
        return ALARMS[month.month]
    if (month.month, place) == (4, 1):
        return "solving"  # before the analysis of April found it too often: it does not answer that analysis
    return "process" if late else ("other", "handover", "billing", "knowledge")[place % 4]


def _before(dice: Dice, metric: str) -> float:
    return float(dice.between(200, 900) if metric == "response" else dice.between(70, 90))


def _cut(table: Table, ledger: Ledger) -> None:
    """What would lie after the day of the export has not happened: such cases are under way."""
    for row in table.rows:
        if row["planned_at"] > NOW:
            row.update(dict.fromkeys((*_PLANNED, *_STEPS)))
            ledger.note(row, "pending", _PLANS + "planned-in-time")
        elif row["implemented_at"] > NOW:
            row.update(dict.fromkeys(_STEPS[2:]))
            ledger.note(row, "pending", _PLANS + "done-by-due")
        else:
            _cut_effect(row, ledger)
        if row["closed_at"] is None or row["closed_at"] > NOW:
            row["closed_at"] = None
            ledger.note(row, "pending", _EFFECTS + "not-left-open")


def _cut_effect(row: Row, ledger: Ledger) -> None:
    if row["effect_evaluated_at"] > NOW:
        row.update(dict.fromkeys(("effect_evaluated_at", "closed_at")))
        ledger.note(row, "pending", _EFFECTS + "evaluated")
    if row["customers_informed_at"] is not None and row["customers_informed_at"] > NOW:
        row["customers_informed_at"] = None
        ledger.note(row, "pending", _EFFECTS + "customers-told")


def _opened(first: int, last: int, *, sources: Sequence[str] = (), other: bool = False) -> Callable[[Row], bool]:
    """Improvements opened in these months of 2025, all over by now."""

    def fits(row: Row) -> bool:
        opened = row["opened_at"]
        return (
            opened.year == NOW.year - 1
            and first <= opened.month <= last
            and (not sources or row["source"] in sources)
            and (not other or row["metric"] == "other")
        )

    return fits


def _move(row: Row, delay: timedelta, *, since: int = 0) -> None:
    """All steps from one on are later (or earlier) by as much."""
    for step in _STEPS[since:]:
        if row[step] is not None:
            row[step] += delay


def _spoil_plans(table: Table, dice: Dice, ledger: Ledger) -> None:
    traced = ("inspection", "audit", "suggestion", "incident", "drill")
    for row in table.take(dice, 3, _opened(2, 8, sources=traced)):
        row["source_id"] = None
        ledger.note(row, "breached", _PLANS + "traceable")
    early, late = timedelta(days=15), timedelta(days=10)
    slow = [(early, 0, _opened(2, 6)), (early, 1, _opened(2, 6)), (late, 0, _opened(7, 8)), (late, 1, _opened(7, 8))]
    for limit, over, fits in (*slow, (early, 90_000, _opened(2, 6)), (timedelta(days=12), 0, _opened(2, 6))):
        row = table.take(dice, 1, fits)[0]
        _move(row, row["opened_at"] + limit + timedelta(seconds=over) - row["planned_at"])
        if over:
            ledger.note(row, "breached", _PLANS + "planned-in-time")
    for row in table.take(dice, 1, _opened(2, 5)):
        row.update(dict.fromkeys((*_PLANNED, *_STEPS)))
        ledger.note(row, "breached", _PLANS + "planned-in-time", _EFFECTS + "not-left-open")
    for row, name in zip(table.take(dice, 3, _opened(2, 8)), ("root_cause", "cause_code", "cause_code"), strict=True):
        row[name] = None
        ledger.note(row, "breached", _PLANS + "cause-named")
    missing = ("department", "owner_id", "measure", "due_at")
    for row, name in zip(table.take(dice, 4, _opened(2, 8)), missing, strict=True):
        row[name] = None
        ledger.note(row, "breached", _PLANS + "assigned")
    for row in table.take(dice, 1, _opened(2, 8)):
        row["due_at"] = Unreadable("年中")
        ledger.note(row, "undecided", _PLANS + "assigned", _PLANS + "done-by-due")
    for row in table.take(dice, 2, _opened(2, 8, other=True)):
        row["metric_before"] = None
        ledger.note(row, "breached", _PLANS + "data-backed", _EFFECTS + "figures")


def _spoil_order(table: Table, dice: Dice, ledger: Ledger) -> None:
    for row, over in zip(table.take(dice, 4, _opened(2, 8)), (0, 1, 260_000, 1_500_000), strict=True):
        _move(row, row["due_at"] + timedelta(seconds=over) - row["implemented_at"], since=2)
        if over:
            ledger.note(row, "breached", _PLANS + "done-by-due")
    for row in table.take(dice, 1, _opened(2, 5)):
        row.update(dict.fromkeys(_STEPS[2:]))
        ledger.note(row, "breached", _PLANS + "done-by-due", _EFFECTS + "not-left-open")
    planned, done, judged = table.take(dice, 3, _opened(2, 8, sources=("evaluation", "analysis", "industry")))
    planned["planned_at"] = planned["opened_at"] - timedelta(days=1)
    ledger.note(planned, "undecided", _PLANS + "planned-in-time")
    done["implemented_at"] = done["planned_at"] - timedelta(days=2)
    done["effect_evaluated_at"] = done["implemented_at"] + timedelta(days=30)
    judged["effect_evaluated_at"] = judged["implemented_at"] - timedelta(days=1)
    ledger.note(judged, "undecided", _EFFECTS + "evaluated")
    for row in (planned, done, judged):
        ledger.note(row, "breached", _PLANS + "in-order")


def _spoil_effects(table: Table, dice: Dice, ledger: Ledger) -> None:
    for row, over in zip(table.take(dice, 3, _opened(2, 7)), (0, 1, 900_000), strict=True):
        row["effect_evaluated_at"] = row["implemented_at"] + timedelta(days=60, seconds=over)
        row["closed_at"] = row["effect_evaluated_at"] + timedelta(days=2)
        if over:
            ledger.note(row, "breached", _EFFECTS + "evaluated")
    for row in table.take(dice, 1, _opened(2, 5)):
        row.update(dict.fromkeys(("effect_evaluated_at", "closed_at")))
        ledger.note(row, "breached", _EFFECTS + "evaluated", _EFFECTS + "not-left-open")
    for row in table.take(dice, 2, _opened(2, 8, other=True)):
        row["metric_after"] = Unreadable("大有改善")
        ledger.note(row, "undecided", _EFFECTS + "figures")
    _spoil_endings(table, dice, ledger)


def _spoil_endings(table: Table, dice: Dice, ledger: Ledger) -> None:
    told = table.take(dice, 4, _opened(2, 8, sources=CUSTOMERS_SOURCES))
    for row, over in zip(told, (0, 1, 600_000, None), strict=True):
        days = timedelta(days=14, seconds=over or 0)
        row["customers_informed_at"] = None if over is None else row["implemented_at"] + days
        if over != 0:
            ledger.note(row, "breached", _EFFECTS + "customers-told")
    for row in table.take(dice, 3, _opened(2, 8)):
        row["closed_at"] = row["effect_evaluated_at"] - timedelta(days=1)
        ledger.note(row, "breached", _EFFECTS + "closed-with-effect")
    for row, over in zip(table.take(dice, 3, _opened(2, 6)), (0, 1, 1_700_000), strict=True):
        row["closed_at"] = row["opened_at"] + timedelta(days=180, seconds=over)
        if over:
            ledger.note(row, "breached", _EFFECTS + "not-left-open")
    for row in table.take(dice, 1, _opened(2, 8)):
        row["closed_at"] = Unreadable("月底")
        ledger.note(row, "undecided", _EFFECTS + "closed-with-effect", _EFFECTS + "not-left-open")


def _outcomes(table: Table, ledger: Ledger) -> None:
    """Four in five improvements worked; of those evaluated in the third quarter only every other one."""
    seen: dict[date | None, int] = {}
    for row in table.rows:
        if row["effect_evaluated_at"] is None or row["metric_before"] is None or row["metric_after"] is not None:
            continue
        quarter = period_of(row["effect_evaluated_at"], "quarter")
        place = seen[quarter] = seen.get(quarter, -1) + (row["metric"] in FIGURES)
        worked = place % 2 == 0 if quarter == date(2025, 7, 1) else place % 5 < 4  # noqa: PLR2004 - four in five
        better = -1 if row["metric"] == "response" else 1
        row["metric_after"] = round(row["metric_before"] * (1 + better * (0.1 if worked else -0.03)), 1)
    for row in (row for row in table.rows if _opened(2, 8, other=True)(row) and id(row) not in table.touched):
        row["metric_after"] = None
        ledger.note(row, "breached", _EFFECTS + "figures")
        break
    ledger.group(_EFFECTS + "improved", "noncompliant", date(2025, 7, 1))


def _periods(ledger: Ledger) -> None:
    """Too few come from customers in the second quarter, none is about resolution in the third; 2026 has begun."""
    ledger.group(_SOURCES + "from-customers", "noncompliant", date(2025, 4, 1))
    ledger.group(_SOURCES + "three-figures", "noncompliant", date(2025, 7, 1))
    for clause in ("four-areas", "four-sources", "need-and-market", "standards-changed"):
        ledger.group(_SOURCES + clause, "undecided", date(2026, 1, 1))
    for clause in ("from-customers", "three-figures"):
        ledger.group(_SOURCES + clause, "undecided", date(2026, 1, 1))
