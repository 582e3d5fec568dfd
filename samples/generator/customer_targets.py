"""What happened how often, and how much of it, by the words of the clauses on customers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from generator.customer_judging import now_of
from generator.days import period_of
from generator.ledger import GroupKey, Ledger
from generator.tables import Row, Table, Unreadable

Verdict = Literal["compliant", "noncompliant", "undecided"]
OBSERVED = (
    *("survey-rating.response-rate", "high-value-service.low-tier-kept", "continuing-care.channels"),
    *("relationship-plan.three-reviews",),
)
"""Clauses on exports of others: what is found there is as it is, nothing was planted."""
_FIRST = date(2025, 1, 1)
_LEAST_RESPONSE, _LOW_WAIT, _ADOPTED = 0.5, 1.2, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """Events at least so often in every period, or with all these values."""

    export: str
    at: str
    every: str
    least: int = 1
    covers: tuple[str, tuple[str, ...]] | None = None
    scope: Callable[[Row], bool] = lambda _: True


def judge_customer_targets(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every group and period, for the exports that there are."""
    verdicts = {clause: counted(asked, tables) for clause, asked in _CADENCES.items() if asked.export in tables}
    if "surveys" in tables:
        verdicts["survey-rating.response-rate"] = _responses(tables["surveys"])
        verdicts["survey-rating.same-form"] = _forms(tables["surveys"])
    if "customer-ideas" in tables:
        verdicts["customer-ideas.adopted"] = _adopted(tables["customer-ideas"])
    if "requests" in tables:
        verdicts["high-value-service.low-tier-kept"] = _low_waits(tables["requests"])
    return verdicts


def observe(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Notes what is found on exports of others, and the periods that still run."""
    for clause, verdicts in judge_customer_targets(tables).items():
        for (period, by), verdict in verdicts.items():
            running = verdict == "undecided" and period is not None and period >= date(2026, 1, 1)
            if verdict != "compliant" and (clause in OBSERVED or running):
                ledger.group(clause, verdict, period, *by)


def counted(asked: Cadence, tables: Mapping[str, Table]) -> dict[GroupKey, Verdict]:
    """The verdict of every period from the first day of the law to the one that runs."""
    table = tables[asked.export]
    now = now_of(table)
    times = [_day(row[asked.at]) for row in table.rows if row[asked.at] is not None]
    period = period_of(max(min(times), _FIRST), asked.every)
    found: dict[date | None, list[Row]] = {}
    for row in table.rows:
        if row[asked.at] is not None and asked.scope(row):
            found.setdefault(period_of(_day(row[asked.at]), asked.every), []).append(row)
    verdicts: dict[GroupKey, Verdict] = {}
    while period is not None and _moment(period) <= now:
        after = _next(period, asked.every)
        enough = _enough(asked, found.get(period, []))
        verdicts[period, ()] = "compliant" if enough else "noncompliant" if _moment(after) <= now else "undecided"
        period = after
    return verdicts


def _enough(asked: Cadence, rows: list[Row]) -> bool:
    if asked.covers is None:
        return len(rows) >= asked.least
    column, values = asked.covers
    return {row[column] for row in rows} >= set(values)


def _next(period: date, every: str) -> date:
    month = period.month - 1 + {"month": 1, "quarter": 3, "year": 12}[every]
    return date(period.year + month // 12, month % 12 + 1, 1)


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _day(cell: Any) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _share(rows: list[bool], least: float) -> Verdict:
    return "compliant" if sum(rows) / len(rows) >= least else "noncompliant"


def _responses(surveys: Table) -> dict[GroupKey, Verdict]:
    months: dict[GroupKey, list[bool]] = {}
    for row in surveys.rows:
        months.setdefault((period_of(row["sent_at"], "month"), ()), []).append(row["answered_at"] is not None)
    return {key: _share(rows, _LEAST_RESPONSE) for key, rows in months.items()}


def _forms(surveys: Table) -> dict[GroupKey, Verdict]:
    waves: dict[GroupKey, set[str]] = {}
    for row in surveys.rows:
        if row["wave"] is not None and row["form_id"] is not None:
            waves.setdefault((None, (row["wave"],)), set()).add(row["form_id"])
    return {key: "compliant" if len(forms) <= 1 else "noncompliant" for key, forms in waves.items()}


def _adopted(ideas: Table) -> dict[GroupKey, Verdict]:
    quarters: dict[GroupKey, list[bool]] = {}
    for row in ideas.rows:
        if row["decided_at"] is not None:
            quarters.setdefault((period_of(row["received_at"].date(), "quarter"), ()), []).append(row["adopted"])
    return {key: _share(rows, _ADOPTED) for key, rows in quarters.items()}


def _low_waits(requests: Table) -> dict[GroupKey, Verdict]:
    months: dict[GroupKey, dict[bool, list[float]]] = {}
    for row in requests.rows:
        first, tier = row["first_response_at"], row["value_tier"]
        if tier is None or isinstance(tier, Unreadable):
            continue
        waits = months.setdefault((period_of(row["created_at"], "month"), ()), {True: [], False: []})
        if isinstance(first, datetime):
            waits[tier == "low"].append((first - row["created_at"]).total_seconds())
    verdicts: dict[GroupKey, Verdict] = {}
    for key, waits in months.items():
        low, every = waits[True], waits[True] + waits[False]
        known = bool(low) and bool(sum(every))
        ratio = sum(low) / len(low) / (sum(every) / len(every)) if known else 0.0
        verdicts[key] = ("compliant" if ratio <= _LOW_WAIT else "noncompliant") if known else "undecided"
    return verdicts


def _questionnaire(row: Row) -> bool:
    return row["answered_at"] is not None and row["method"] == "questionnaire"


_CADENCES: Mapping[str, Cadence] = {
    "survey-rating.regular": Cadence(export="surveys", at="sent_at", every="month", least=50, scope=_questionnaire),
    "survey-rating.methods": Cadence(
        export="surveys",
        at="sent_at",
        every="quarter",
        covers=("method", ("questionnaire", "interview", "data")),
        scope=lambda row: row["answered_at"] is not None and row["method"] is not None,
    ),
    "customer-data-audit.every-quarter": Cadence(export="customer-audits", at="date", every="quarter"),
    "continuing-care.channels": Cadence(
        export="requests",
        at="created_at",
        every="month",
        covers=("channel", ("phone", "email", "social", "chat")),
        scope=lambda row: row["first_response_at"] is not None,
    ),
    "continuing-care.points-found": Cadence(export="journey-points", at="found_on", every="quarter", least=3),
    "continuing-care.points-cover": Cadence(
        export="journey-points", at="found_on", every="quarter", covers=("area", ("order", "after-sales"))
    ),
    "loyalty-levels.instruments": Cadence(
        export="campaigns",
        at="starts_on",
        every="quarter",
        covers=("kind", ("points", "offer", "priority", "reward")),
    ),
    "loyalty-levels.personal": Cadence(
        export="campaigns",
        at="starts_on",
        every="quarter",
        scope=lambda row: row["profile_based"] and row["segment"] is not None,
    ),
    "loyalty-points.in-use": Cadence(
        export="loyalty-ledger",
        at="at",
        every="quarter",
        covers=("kind", ("earn", "redeem", "referral", "survey")),
    ),
    "customer-ideas.both-topics": Cadence(
        export="customer-ideas", at="received_at", every="quarter", covers=("topic", ("product", "service"))
    ),
    "relationship-plan.reviewed": Cadence(
        export="customer-plans",
        at="reviewed_on",
        every="quarter",
        scope=lambda row: row["kind"] == "relationship",
    ),
    "relationship-plan.three-reviews": Cadence(
        export="reviews",
        at="date",
        every="quarter",
        covers=("kind", ("satisfaction-analysis", "feedback-analysis", "process-review")),
    ),
    "relationship-plan.trained": Cadence(
        export="training-sessions", at="date", every="quarter", scope=lambda row: row["kind"] == "crm"
    ),
}
