"""Judges what is asked of systems and data in each period, in plain Python and by the words of the clauses."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from generator.customer_judging import moment_of, now_of
from generator.days import period_of
from generator.ledger import GroupKey, Ledger
from generator.tables import Row, Table

Verdict = Literal["compliant", "noncompliant", "undecided"]
_REVISED = date(2025, 7, 1)
_OBSERVED = ("intelligent-service.bot-first", "intelligent-service.classified", "intelligent-service.straight-through")
"""Clauses on requests: what is found there is as it is, nothing was planted."""
_MONTHS = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Occurs:
    """In each period, for each subject, all these values occur; or so many rows at most."""

    export: str
    at: str
    every: str
    column: str = ""
    values: tuple[str, ...] = ()
    most: int | None = None
    scope: Callable[[Row], bool] = lambda _: True
    by: str = ""
    since: date = date(2025, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """A figure of each group and period, held against a limit that may have been revised."""

    export: str
    at: str
    every: str
    figure: Callable[[Sequence[Row]], float]
    limit: tuple[float, float]
    least: bool = False
    scope: Callable[[Row], bool] = lambda _: True
    by: str = ""


def _active(row: Row) -> bool:
    return row["active"] is True


def _capable(*capabilities: str, since: date = date(2025, 1, 1)) -> _Occurs:
    return _Occurs(
        export="systems",
        at="checked_on",
        every="quarter",
        column="capability",
        values=capabilities,
        scope=_active,
        since=since,
    )


_CADENCES: Mapping[str, _Occurs] = {
    "system-capabilities.intake": _capable(
        *("unified-intake", "multi-channel-intake", "auto-classification", "auto-dispatch", "tickets", "call-centre"),
        *("self-service", "bot", "request-ledger"),
    ),
    "system-capabilities.handling": _capable(
        *("process-board", "process-tools", "real-time-monitoring", "supervision", "dialogue-analysis", "automation"),
        *("execution-ledger", "tracking-ledger"),
    ),
    "system-capabilities.customers": _capable(
        *("crm", "customer-information", "customer-archive", "communication-platform", "preferences"),
        *("customer-profile", "journey-map", "loyalty", "after-sales-reminders"),
    ),
    "system-capabilities.four-parts": _capable(
        "customer-grading", "customer-archive", "communication-platform", "survey", "loyalty"
    ),
    "system-capabilities.evaluation": _capable(
        "evaluation", "rating", "survey", "scoring", "feedback-loop", "performance-records"
    ),
    "system-capabilities.knowledge": _capable("knowledge-base", "manuals", "training-archive"),
    "system-capabilities.continuity": _capable("emergency-plans", "backup-roster", "resource-allocation"),
    "system-capabilities.security": _capable("encryption", "permissions", "customer-audit", "privacy"),
    "system-capabilities.platform": _capable(
        *("service-platform", "information-platform", "data-collection", "data-standard", "data-warehouse"),
        *("sharing-platform", "interfaces"),
    ),
    "system-capabilities.further": _capable(
        *("improvement-tracking", "standby", "customer-data-platform", "co-creation", "history-lookup", "prediction"),
        since=_REVISED,
    ),
    "system-inventory.five-links": _Occurs(
        export="systems",
        at="checked_on",
        every="quarter",
        column="link",
        values=("registration", "needs", "handling", "evaluation", "relationship"),
        scope=lambda row: _active(row) and (row["records"] or 0) > 0,
    ),
    "system-inventory.one-platform": _Occurs(
        export="systems",
        at="checked_on",
        every="quarter",
        most=1,
        scope=lambda row: _active(row) and row["capability"] == "information-platform",
    ),
    "interfaces.means": _Occurs(
        export="integration-log", at="sent_at", every="quarter", column="means", values=("interface", "api", "queue")
    ),
    "information-sharing.departments": _Occurs(
        export="integration-log",
        at="sent_at",
        every="month",
        column="to_team",
        values=("service", "technical", "market", "relationship"),
        scope=lambda row: row["status"] == "ok",
    ),
    "data-quality-rules.three-dimensions": _Occurs(
        export="data-quality",
        at="measured_on",
        every="month",
        column="dimension",
        values=("completeness", "accuracy", "consistency"),
        by="dataset",
    ),
    "data-quality-rules.known-weaknesses": _Occurs(
        export="data-quality",
        at="measured_on",
        every="month",
        column="dimension",
        values=("completeness", "uniqueness", "validity", "timeliness"),
    ),
    "data-course.several-sources": _Occurs(
        export="data-runs",
        at="ts",
        every="month",
        column="source",
        values=("crm", "tickets", "calls", "surveys"),
        scope=lambda row: row["event"] == "stored",
    ),
    "dialogue-analysis.channels": _Occurs(
        export="dialogue-records", at="ended_at", every="month", column="channel", values=("phone", "chat")
    ),
}


def _share(of: Callable[[Row], bool]) -> Callable[[Sequence[Row]], float]:
    return lambda rows: sum(of(row) for row in rows) / len(rows)


def _ratio(of: str, to: str) -> Callable[[Sequence[Row]], float]:
    return lambda rows: float(sum(row[of] for row in rows) / sum(row[to] for row in rows))


def _lag(rows: Sequence[Row]) -> float:
    times = [(row["received_at"] - row["sent_at"]).total_seconds() for row in rows if row["received_at"] is not None]
    return sum(times) / len(times)


def _handed_over(row: Row) -> bool:
    return None not in (row["request_id"], row["from_team"], row["to_team"]) and row["from_team"] != row["to_team"]


def _simple(row: Row) -> bool:
    return row["request_type"] == "enquiry" and row["complexity"] in {"general", None}


def _requests(scope: Callable[[Row], bool], of: Callable[[Row], bool], *least: float) -> _Measured:
    return _Measured(
        export="requests",
        at="created_at",
        every="month",
        scope=scope,
        figure=_share(of),
        limit=(least[0], least[-1]),
        least=True,
    )


_TARGETS: Mapping[str, _Measured] = {
    "system-inventory.integrated": _Measured(
        export="systems",
        at="checked_on",
        every="quarter",
        scope=_active,
        figure=_share(lambda row: row["integrated"]),
        limit=(0.8, 0.9),
        least=True,
    ),
    "system-response.few-failures": _Measured(
        export="system-performance",
        at="measured_at",
        every="month",
        by="system_id",
        figure=_ratio("failures", "requests"),
        limit=(0.01, 0.01),
    ),
    "system-response.line-free": _Measured(
        export="calls",
        at="started_at",
        every="month",
        scope=lambda row: row["direction"] in {"inbound", None},
        figure=_share(lambda row: row["busy"]),
        limit=(0.05, 0.05),
    ),
    "interfaces.not-lost": _Measured(
        export="integration-log",
        at="sent_at",
        every="month",
        figure=_share(lambda row: row["status"] != "ok" or row["received_at"] is None),
        limit=(0.005, 0.005),
    ),
    "information-sharing.handover": _Measured(
        export="integration-log",
        at="sent_at",
        every="month",
        by="to_team",
        scope=_handed_over,
        figure=_lag,
        limit=(30, 30),
    ),
    "data-quality-rules.few-errors": _Measured(
        export="data-quality",
        at="measured_on",
        every="month",
        by="dimension",
        figure=_ratio("errors", "checked"),
        limit=(0.04, 0.02),
    ),
    "intelligent-service.bot-first": _requests(_simple, lambda row: row["first_response_actor"] == "bot", 0.1, 0.15),
    "intelligent-service.classified": _requests(
        lambda row: row["classified_at"] is not None, lambda row: row["classified_by"] == "system", 0.95
    ),
    "intelligent-service.straight-through": _requests(
        lambda row: row["assigned_at"] is not None,
        lambda row: row["classified_by"] == "system" and row["assigned_by"] == "system",
        0.8,
    ),
}


def judge_system_groups(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every group and period."""
    occurring = {clause: _occur(asked, tables[asked.export]) for clause, asked in _CADENCES.items()}
    return occurring | {clause: _measure(asked, tables[asked.export]) for clause, asked in _TARGETS.items()}


def observe_intelligence(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Notes how much the bot and the system did of what others made."""
    for clause in _OBSERVED:
        asked = _TARGETS[clause]
        for (period, by), verdict in _measure(asked, tables[asked.export]).items():
            if verdict != "compliant":
                ledger.group(clause, verdict, period, *by)


def _key(row: Row, at: str, every: str, by: str) -> GroupKey:
    return period_of(_day(row[at]), every), (row[by],) if by else ()


def _day(cell: Any) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _occur(asked: _Occurs, table: Table) -> dict[GroupKey, Verdict]:
    now = now_of(table)
    happened: dict[GroupKey, list[Row]] = defaultdict(list)
    for row in table.rows:
        if asked.scope(row):
            happened[_key(row, asked.at, asked.every, asked.by)].append(row)
    subjects = sorted({(row[asked.by],) for row in table.rows}) if asked.by else [()]
    first = max(min(_day(row[asked.at]) for row in table.rows), asked.since)
    verdicts: dict[GroupKey, Verdict] = {}
    period = period_of(first, asked.every)
    while period is not None and moment_of(period) <= now:
        then = _next(period, asked.every)
        for subject in subjects:
            verdicts[period, subject] = _verdict(asked, happened[period, subject], over=moment_of(then) <= now)
        period = then
    return verdicts


def _verdict(asked: _Occurs, rows: Sequence[Row], *, over: bool) -> Verdict:
    if asked.most is not None:
        return "noncompliant" if len(rows) > asked.most else "compliant" if over else "undecided"
    if {row[asked.column] for row in rows} >= set(asked.values):
        return "compliant"
    return "noncompliant" if over else "undecided"


def _next(period: date, every: str) -> date:
    month = period.month - 1 + _MONTHS[every]
    return date(period.year + month // 12, month % 12 + 1, 1)


def _measure(asked: _Measured, table: Table) -> dict[GroupKey, Verdict]:
    groups: dict[GroupKey, list[Row]] = defaultdict(list)
    for row in table.rows:
        if asked.scope(row):
            groups[_key(row, asked.at, asked.every, asked.by)].append(row)
    verdicts: dict[GroupKey, Verdict] = {}
    for (period, by), rows in groups.items():
        limit = asked.limit[period is not None and period >= _REVISED]
        figure = asked.figure(rows)
        verdicts[period, by] = "compliant" if (figure >= limit if asked.least else figure <= limit) else "noncompliant"
    return verdicts
