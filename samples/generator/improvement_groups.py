"""Counts improvements, reviews and the like by period in plain Python, and compares quarters with each other."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from generator.days import period_of
from generator.improvement_oracle import now_of
from generator.ledger import GroupKey, Ledger
from generator.tables import Row, Table, Unreadable
from generator.target_oracle import Verdict

_CUSTOMERS = ("feedback", "complaint")
_MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}
_LEAST_CASES, _LEAST_EVALUATED = 50, 5
_LONGER, _LESS_CONTENT, _LESS_SOLVED = 0.15, -0.03, -0.05
Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cadence:
    export: str
    at: str
    every: str
    scope: Callable[[Row], Any] = lambda _: True
    least: int = 1
    covers: str = ""
    """Column whose values must all occur."""
    values: tuple[str, ...] = ()
    by: str = ""


def _kind(kind: str, *there: str) -> Callable[[Row], bool]:
    """Reviews of a kind in which these cells hold something, and no `False`."""
    return lambda row: row["kind"] == kind and all(row[name] not in (None, False) for name in there)


def _counted(kind: str, *there: str, every: str = "month") -> _Cadence:
    return _Cadence(export="reviews", at="date", every=every, scope=_kind(kind, *there))


def _covered(column: str, *values: str, every: str = "year", export: str = "improvement-actions") -> _Cadence:
    at = "opened_at" if export == "improvement-actions" else "starts_on"
    return _Cadence(export=export, at=at, every=every, covers=column, values=values)


def _of_customers(row: Row) -> bool:
    return row["source"] in _CUSTOMERS and row["source_id"] is not None


def _of_market(row: Row) -> bool:
    return row["kind"] in ("analysis", "redesign", "automation") and row["source"] in (*_CUSTOMERS, "industry")


def _changes_standard(row: Row) -> bool:
    return row["implemented_at"] is not None and row["standard_id"] is not None


def _actions(at: str, every: str, scope: Callable[[Row], bool], least: int) -> _Cadence:
    return _Cadence(export="improvement-actions", at=at, every=every, scope=scope, least=least)


_CADENCES: Mapping[str, _Cadence] = {
    "improvement-sources.four-areas": _covered("area", "need", "process", "resources", "staff"),
    "improvement-sources.four-sources": _covered("source", "feedback", "evaluation", "industry", "audit"),
    "improvement-sources.methods": _covered("kind", "analysis", "redesign", "automation"),
    "improvement-sources.three-figures": _covered("metric", "satisfaction", "response", "resolution", every="quarter"),
    "improvement-sources.from-customers": _actions("opened_at", "quarter", _of_customers, 3),
    "improvement-sources.need-and-market": _actions("opened_at", "year", _of_market, 4),
    "improvement-sources.standards-changed": _actions("implemented_at", "year", _changes_standard, 2),
    "review-meetings.monthly-meeting": _counted("evaluation-meeting", "group_id"),
    "review-meetings.quarterly-review": _counted("internal-review", every="quarter"),
    "review-meetings.strategy": _counted("strategy", "uses_feedback", "uses_data", "uses_business", every="year"),
    "periodic-analysis.data-analysed": _counted("data-analysis", "reported_to"),
    "periodic-analysis.feedback-analysed": _counted("feedback-analysis", "top_category", "top_share"),
    "periodic-analysis.monitoring-reviewed": _counted("monitoring-review"),
    "periodic-analysis.processes-reviewed": _Cadence(
        export="reviews",
        at="date",
        every="quarter",
        scope=lambda row: row["kind"] == "process-review" and row["problems"] is not None,
    ),
    "periodic-analysis.service-evaluated": _counted(
        "service-evaluation", "uses_data", "uses_feedback", every="quarter"
    ),
    "staff-suggestions.every-team": _Cadence(
        export="suggestions", at="submitted_at", every="quarter", least=2, by="team"
    ),
    "programme-plan.four-areas": _covered(
        "area", "reception", "problem", "complaint", "callback", export="programme-phases"
    ),
    "risks-and-deviations.risks-identified": _Cadence(export="risks", at="identified_on", every="quarter", least=2),
}


def judge_improvement_groups(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every group and period that is asked."""
    counted = {clause: _judge(cadence, tables[cadence.export]) for clause, cadence in _CADENCES.items()}
    measured = {
        "improvement-effects.improved": _improved(tables["improvement-actions"]),
        "programme-rollout.reach": _reach(tables["programme-phases"]),
    }
    return counted | measured | _trends(tables)


def note_trends(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Nothing is planted to bend a trend: what the faults of requests and surveys do to it is only worked out."""
    for clause, verdicts in _trends(tables).items():
        for (period, by), verdict in verdicts.items():
            if verdict != "compliant":
                ledger.group(clause, verdict, period, *by)


def _judge(cadence: _Cadence, table: Table) -> dict[GroupKey, Verdict]:
    now = now_of(table)
    days = [row[cadence.at] for row in table.rows if row[cadence.at] is not None]
    groups = sorted({row[cadence.by] for row in table.rows}) if cadence.by else [None]
    verdicts: dict[GroupKey, Verdict] = {}
    for start in _periods(min(days), now, cadence.every):
        for group in groups:
            rows = [row for row in table.rows if cadence.scope(row) and (group is None or row[cadence.by] == group)]
            found = [row for row in rows if period_of(row[cadence.at], cadence.every) == start]
            enough = len(found) >= cadence.least
            if cadence.covers:
                enough = set(cadence.values) <= {row[cadence.covers] for row in found}
            key = (start, () if group is None else (group,))
            verdicts[key] = "compliant" if enough else _lacking(start, cadence.every, now)
    return verdicts


def _periods(first: date, now: datetime, every: str) -> list[date]:
    """The first days of all periods from one day to the one that runs."""
    start = period_of(first, every)
    found: list[date] = []
    while start is not None and start <= now.date():
        found.append(start)
        start = _next(start, every)
    return found


def _next(period: date, every: str) -> date:
    place = period.month - 1 + _MONTHS[every]
    return date(period.year + place // 12, place % 12 + 1, 1)


def _lacking(period: date, every: str, now: datetime) -> Verdict:
    """What lacks while the period runs may still come."""
    return "noncompliant" if _next(period, every) <= now.date() else "undecided"


def by_quarter(rows: Sequence[Row], at: str) -> dict[date, list[Row]]:
    """The rows of every quarter, in the order of the time that decides."""
    groups: dict[date, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row[at]):
        quarter = period_of(row[at], "quarter")
        if quarter is not None:
            groups.setdefault(quarter, []).append(row)
    return groups


def _improved(actions: Table) -> dict[GroupKey, Verdict]:
    judged = [
        r
        for r in actions.rows
        if r["effect_evaluated_at"] and r["metric"] in ("satisfaction", "response", "resolution")
    ]
    verdicts: dict[GroupKey, Verdict] = {}
    for quarter, rows in by_quarter(judged, "effect_evaluated_at").items():
        gains = [
            (row["metric_after"] - row["metric_before"]) * (-1 if row["metric"] == "response" else 1) for row in rows
        ]
        good = sum(gain > 0 for gain in gains) / len(gains) >= 0.6  # noqa: PLR2004 - the clause's own limit
        verdict: Verdict = "compliant" if good else "noncompliant"
        verdicts[quarter, ()] = verdict if len(rows) >= _LEAST_EVALUATED else "undecided"
    return verdicts


def _reach(phases: Table) -> dict[GroupKey, Verdict]:
    quarters = by_quarter(phases.rows, "starts_on")
    reached = {
        q: sum(r["staff_reached"] for r in rows) / sum(r["staff_total"] for r in rows) for q, rows in quarters.items()
    }
    return {(q, ()): "compliant" if share >= 0.95 else "noncompliant" for q, share in reached.items()}  # noqa: PLR2004 - the clause's own limit


def _trends(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    requests, surveys = tables["requests"].rows, tables["surveys"].rows
    closed = [r for r in requests if r["closed_at"] and r["resolution_code"] not in ("withdrawn", "duplicate")]
    answered = [r for r in surveys if r["answered_at"] is not None]
    return {
        "service-trends.waiting": _changes(
            by_quarter(requests, "created_at"), _wait, lambda now, then: (now - then) / then <= _LONGER
        ),
        "service-trends.satisfaction": _changes(
            by_quarter(answered, "sent_at"), _rating, lambda now, then: (now - then) / then >= _LESS_CONTENT
        ),
        "service-trends.resolution": _changes(
            by_quarter(closed, "closed_at"), _solved, lambda now, then: now - then >= _LESS_SOLVED
        ),
    }


def _changes(
    quarters: Mapping[date, Sequence[Row]],
    measure: Callable[[Sequence[Row]], tuple[int, Bounds]],
    meets: Callable[[float, float], bool],
) -> dict[GroupKey, Verdict]:
    measured = {quarter: measure(rows) for quarter, rows in quarters.items()}
    verdicts: dict[GroupKey, Verdict] = {}
    for quarter, (cases, (low, high)) in measured.items():
        before = next((value for start, value in measured.items() if _next(start, "quarter") == quarter), None)
        verdicts[quarter, ()] = "undecided"
        if before is None or cases < _LEAST_CASES:
            continue
        found = {meets(now, then) for now in (low, high) for then in before[1]}
        if len(found) == 1:
            verdicts[quarter, ()] = "compliant" if found.pop() else "noncompliant"
    return verdicts


def _cell(cell: Any) -> Any:
    return None if isinstance(cell, Unreadable) else cell


def _mean(values: Sequence[float]) -> tuple[int, Bounds]:
    mean = math.fsum(values) / len(values)
    return len(values), (mean, mean)


def _wait(rows: Sequence[Row]) -> tuple[int, Bounds]:
    return _mean(
        [
            (row["first_response_at"] - row["created_at"]).total_seconds()
            for row in rows
            if _cell(row["first_response_at"])
        ]
    )


def _rating(rows: Sequence[Row]) -> tuple[int, Bounds]:
    return _mean([row["score_overall"] for row in rows if _cell(row["score_overall"]) is not None])


def _solved(rows: Sequence[Row]) -> tuple[int, Bounds]:
    """An outcome that is not known may be either."""
    codes = [_cell(row["resolution_code"]) for row in rows]
    sure = sum(code in ("solved", "workaround") for code in codes)
    return sum(code is not None for code in codes), (sure / len(codes), (sure + codes.count(None)) / len(codes))
