"""The targets of the year and the strategy goals that they serve."""

from datetime import date

from generator.ledger import Ledger
from generator.tables import Row, Table

TARGET_COLUMNS = (
    *("target_id", "kpi", "objective", "family", "operator", "value", "unit", "period", "data_source", "basis"),
    *("basis_ref", "strategy_goal", "set_on", "base", "basis_status"),
)
GOAL_COLUMNS = ("goal_id", "title", "adopted_on", "improvement_ref")
_JANUARY, _JULY, _NEXT = date(2025, 1, 10), date(2025, 7, 8), date(2026, 1, 8)
_INDICATORS: tuple[tuple[str, str, str, str, float, str, str, str, str], ...] = (
    ("call-service-level", "experience", "timeliness", "at-least", 75, "%", "month", "calls", "ZL-25-1"),
    ("team-response-time", "experience", "timeliness", "at-most", 20, "分钟", "month", "requests", "ZL-25-1"),
    ("complaint-response-time", "experience", "timeliness", "at-most", 2, "小时", "month", "complaints", "ZL-25-2"),
    ("resolution-rate", "experience", "resolution", "at-least", 95, "%", "month", "requests", "ZL-25-1"),
    ("requests-per-person-day", "efficiency", "efficiency", "at-most", 10, "件", "month", "requests", "ZL-25-3"),
    ("abandoned-calls", "efficiency", "efficiency", "at-most", 10, "%", "month", "calls", "ZL-25-3"),
    ("satisfaction-rate", "relationship", "satisfaction", "at-least", 90, "%", "month", "surveys", "ZL-25-2"),
    ("service-coverage", "relationship", "satisfaction", "at-least", 95, "%", "quarter", "customers", "ZL-25-4"),
    ("cost-per-request", "efficiency", "cost", "at-most", 38, "元", "quarter", "财务台账", "ZL-25-3"),
)


def make_targets(ledger: Ledger) -> Table:
    """Nine targets in January, the rates anew in July with their base; nobody set one for communication."""
    table = Table(export="service-targets", columns=TARGET_COLUMNS)
    for indicator in _INDICATORS:
        _target(table, indicator, _JANUARY)
    rates = [indicator for indicator in _INDICATORS if indicator[5] == "%"]
    for indicator in rates:
        _target(table, indicator, _JULY)["base"] = "达标件数÷有效件数"
    rows = table.rows
    rows[1]["unit"], rows[5]["value"] = None, None
    rows[4]["strategy_goal"] = "ZL-24-3"
    rows[8] |= {"basis": None, "basis_ref": None, "basis_status": None}
    rows[2]["basis_status"] = None
    rows[10]["base"] = None
    rows[7]["kpi"] = "coverage-95"
    ledger.note(rows[1], "breached", "service-targets.measurable")
    ledger.note(rows[5], "breached", "service-targets.measurable")
    ledger.note(rows[4], "breached", "target-basis.aligned")
    ledger.note(rows[8], "breached", "target-basis.based")
    ledger.note(rows[2], "breached", "target-basis.reference-checked")
    ledger.note(rows[10], "breached", "service-targets.base-stated")
    ledger.note(rows[7], "breached", "service-targets.known-indicator")
    first_of_next = _target(table, _INDICATORS[0], _NEXT)
    first_of_next |= {"strategy_goal": "ZL-26-1", "base": "限时接起÷接通"}
    ledger.group("service-targets.aims", "noncompliant", date(2025, 1, 1))
    for clause in ("objectives", "indicators", "aims"):
        ledger.group(f"service-targets.{clause}", "undecided", date(2026, 1, 1))
    return table


def _target(table: Table, indicator: tuple[str, str, str, str, float, str, str, str, str], day: date) -> Row:
    kpi, objective, family, operator, value, unit, period, source, goal = indicator
    trade = family in {"timeliness", "efficiency"}
    return table.add(
        dict.fromkeys(TARGET_COLUMNS)
        | {"target_id": f"MB{len(table.rows) + 1:03d}", "kpi": kpi, "objective": objective, "family": family}
        | {"operator": operator, "value": value, "unit": unit, "period": period, "data_source": source}
        | {"basis": "both" if trade else "feedback", "strategy_goal": goal, "set_on": day}
        | {"basis_ref": "HY-2024-07" if trade else "DC-2024-112", "basis_status": "as-printed" if trade else None}
    )


def make_goals() -> Table:
    """Four goals of 2025 and three of 2026; each year one or two rest on what improvement of service brought."""
    table = Table(export="strategy-goals", columns=GOAL_COLUMNS)
    names = ("客户首选", "口碑领先", "运营高效", "区域覆盖")
    for number, name in enumerate(names, 1):
        row = {"goal_id": f"ZL-25-{number}", "title": name, "adopted_on": date(2025, 1, 3)}
        table.add(row | {"improvement_ref": f"GJ-2024-{number:03d}" if number in {1, 3} else None})
    for number, name in enumerate(names[:3], 1):
        row = {"goal_id": f"ZL-26-{number}", "title": name, "adopted_on": date(2026, 1, 6)}
        table.add(row | {"improvement_ref": "GJ-2025-006" if number == 1 else None})
    return table
