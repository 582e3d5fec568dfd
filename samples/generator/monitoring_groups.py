"""Judges numbers of what is monitored, assessed and scored, by period and group, in plain Python."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from generator.days import period_of
from generator.ledger import GroupKey
from generator.monitoring_oracle import Answer, always, holds_value, moment_of, process_by_group
from generator.tables import Row, Table

_EVEN_ENOUGH, _KEPT, _FEWEST, _SAMPLE, _RATINGS = 0.1, 0.9, 5, 10, 10


def judge_monitored_groups(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Any]]:
    """Clause about a number -> verdict of every group and period."""
    inspections, checks = tables["inspections"].rows, tables["quality-checks"].rows
    assessments, scores = tables["assessments"].rows, tables["quality-scores"].rows
    objects = ["process", "conduct", "environment", "result"]
    means = ["patrol", "special", "survey", "third-party"]
    return _of_others(tables) | {
        "service-inspection.monthly": _often(inspections, ("date", "month"), 1, process_by_group),
        "service-inspection.self-check": _often(inspections, ("date", "month"), 1, holds_value("kind", "self")),
        "service-inspection.objects": _all_of(inspections, "date", "month", "object", objects),
        "service-inspection.means": _all_of(inspections, "date", "year", "kind", means),
        "service-monitoring.channels": _all_of(checks, "checked_at", "month", "channel", ["phone", "email", "chat"]),
        "agent-quality-checks.sample": _often(checks, ("checked_at", "month"), _SAMPLE, always, "team"),
        "assessment-content.supervision-sample": _often(
            assessments, ("assessed_on", "quarter"), _RATINGS, holds_value("kind", "supervision")
        ),
        "quality-score.monthly": _often(scores, ("period", "month"), 1, always, "unit"),
        "agent-quality-checks.procedure-kept": _grouped(checks, "checked_at", _procedure),
        "agent-kpis.spread": _grouped(tables["performance"].rows, "period", _spread),
    }


def _of_others(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Any]]:
    """The clauses on reviews and suggestions, where the samples hold them."""
    judged: dict[str, dict[GroupKey, Any]] = {}
    if "reviews" in tables:
        reviews = tables["reviews"].rows
        sources = ["satisfaction-analysis", "data-analysis", "internal-review"]
        judged["quality-meetings.meeting"] = _often(
            reviews, ("date", "month"), 1, lambda row: row["kind"] == "quality-meeting" and bool(row["minutes_no"])
        )
        judged["quality-meetings.data-review"] = _often(
            reviews,
            ("date", "month"),
            1,
            lambda row: row["kind"] == "monitoring-review" and row["uses_data"] is True and (row["decisions"] or 0) > 0,
        )
        judged["quality-meetings.three-sources"] = _all_of(reviews, "date", "quarter", "kind", sources)
    if "suggestions" in tables:
        judged["quality-meetings.problem-reports"] = _often(
            tables["suggestions"].rows, ("submitted_at", "quarter"), 1, holds_value("kind", "problem")
        )
    return judged


def _often(
    rows: Sequence[Row], when: tuple[str, str], least: int, counts: Answer, subject: str | None = None
) -> dict[GroupKey, Any]:
    """So many events in each period from the first to the newest, for each subject."""
    at, every = when
    names = sorted({row[subject] for row in rows}) if subject else [None]
    found = {
        (period, (name,) if name else ()): sum(
            bool(counts(row)) and period_of(row[at], every) == period and (not subject or row[subject] == name)
            for row in rows
        )
        for period in _periods(rows, at, every)
        for name in names
    }
    return _over(rows, every, {key: number >= least for key, number in found.items()})


def _all_of(rows: Sequence[Row], at: str, every: str, column: str, values: Sequence[str]) -> dict[GroupKey, Any]:
    """Every value occurs in each period."""
    seen = {
        period: {row[column] for row in rows if period_of(row[at], every) == period}
        for period in _periods(rows, at, every)
    }
    return _over(rows, every, {(period, ()): seen[period].issuperset(values) for period in seen})


def _periods(rows: Sequence[Row], at: str, every: str) -> list[date]:
    """Samples have events in every period, so that those that are seen are all."""
    return sorted({period for row in rows if (period := period_of(row[at], every)) is not None})


def _over(rows: Sequence[Row], every: str, met: Mapping[GroupKey, bool]) -> dict[GroupKey, Any]:
    """What a period still lacks that runs at the newest moment is no breach."""
    newest = max(moment for row in rows for cell in row.values() if (moment := moment_of(cell)) is not None)
    running = period_of(newest, every)
    return {
        key: "compliant" if good else "undecided" if key[0] == running else "noncompliant" for key, good in met.items()
    }


def _grouped(rows: Sequence[Row], at: str, judge: Callable[[Sequence[Row]], Any]) -> dict[GroupKey, Any]:
    groups: dict[GroupKey, list[Row]] = {}
    for row in rows:
        groups.setdefault((period_of(row[at], "month"), (row["team"],)), []).append(row)
    return {key: judge(members) for key, members in groups.items()}


def _procedure(rows: Sequence[Row]) -> Any:
    answers = [row["procedure_ok"] for row in rows]
    sure, doubtful = answers.count(True), answers.count(None)
    if len(answers) - doubtful < _FEWEST:
        return "undecided"
    worst, best = sure / len(answers) >= _KEPT, (sure + doubtful) / len(answers) >= _KEPT
    return "undecided" if worst != best else "compliant" if worst else "noncompliant"


def _spread(rows: Sequence[Row]) -> Any:
    scores = [row["service_score"] for row in rows if row["service_score"] is not None]
    if len(scores) < _FEWEST:
        return "undecided"
    mean = math.fsum(scores) / len(scores)
    deviation = math.sqrt(math.fsum((score - mean) ** 2 for score in scores) / len(scores))
    return "compliant" if deviation / mean <= _EVEN_ENOUGH else "noncompliant"
