"""Counts feedback, analyses and deliveries by period in plain Python, and compares levels and quarters."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from statistics import mean, median
from typing import Any

from generator.customer_targets import Cadence, counted
from generator.improvement_groups import by_quarter
from generator.ledger import GroupKey
from generator.tables import Row, Table
from generator.target_oracle import Verdict

_FEWEST, _SLOWER, _SHARE, _REPEATED = 20, 0.2, 0.75, 0.1
_CUSTOMERS_SAY, _INSIDE = (
    ("rating", "hotline", "survey", "app"),
    ("rating", "work-order", "process-record", "interview"),
)


def judge_loop_groups(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every period."""
    complaints, requests = tables["complaints"].rows, tables["requests"].rows
    return {clause: counted(asked, tables) for clause, asked in _CADENCES.items()} | {
        "complaint-levels.urgent-ahead": _each(by_quarter(complaints, "received_at"), _ahead),
        "complaint-improvement.less-repetition": _each(
            by_quarter(complaints, "received_at"),
            lambda rows: sum(bool(row["repeated"]) for row in rows) / len(rows) <= _REPEATED,
        ),
        "after-sales-care.returns-not-slower": _slower(by_quarter(requests, "created_at")),
    }


def _each(
    quarters: Mapping[date, Sequence[Row]], ask: Callable[[Sequence[Row]], bool | None]
) -> dict[GroupKey, Verdict]:
    verdicts: dict[GroupKey, Verdict] = {}
    for quarter, rows in quarters.items():
        met = ask(rows)
        verdicts[quarter, ()] = "undecided" if met is None else "compliant" if met else "noncompliant"
    return verdicts


def _waits(rows: Sequence[Row], start: str, end: str) -> list[float]:
    return [(row[end] - row[start]).total_seconds() for row in rows if isinstance(row[end], datetime)]


def _ahead(rows: Sequence[Row]) -> bool | None:
    """None where one side has nobody who was answered."""
    urgent = _waits([row for row in rows if row["level"] == "1"], "received_at", "first_response_at")
    others = _waits([row for row in rows if row["level"] in ("2", "3")], "received_at", "first_response_at")
    return mean(urgent) <= _SHARE * mean(others) if urgent and others else None


def _slower(quarters: Mapping[date, Sequence[Row]]) -> dict[GroupKey, Verdict]:
    """The first quarter has none before it, and few returns tell nothing."""
    verdicts: dict[GroupKey, Verdict] = {}
    before: float | None = None
    for quarter, rows in quarters.items():
        waits = _waits([row for row in rows if row["request_type"] == "return"], "created_at", "resolved_at")
        if not waits:
            continue
        grown = None if before is None or len(waits) < _FEWEST else (median(waits) - before) / before
        verdicts[quarter, ()] = "undecided" if grown is None else "compliant" if grown <= _SLOWER else "noncompliant"
        before = median(waits)
    return verdicts


def _reviews(kind: str, every: str, *there: str) -> Cadence:
    def counts(row: Row) -> bool:
        return row["kind"] == kind and all(row[name] is not None for name in there)

    return Cadence(export="reviews", at="date", every=every, scope=counts)


def _feedback(every: str, **asked: Any) -> Cadence:
    return Cadence(export="feedback", at="received_at", every=every, **asked)


def _actions(least: int, scope: Callable[[Row], bool]) -> Cadence:
    return Cadence(export="improvement-actions", at="opened_at", every="quarter", least=least, scope=scope)


_CADENCES: Mapping[str, Cadence] = {
    "complaint-improvement.analysed": _reviews("complaint-analysis", "month", "problems", "reported_to"),
    "complaint-improvement.becomes-action": _actions(2, lambda row: row["source"] == "complaint"),
    "common-problems.waiting-cut": _actions(
        2, lambda row: row["metric"] == "response" and row["kind"] in ("analysis", "redesign", "automation")
    ),
    "feedback-channels.channels-open": _feedback("month", covers=("source", _CUSTOMERS_SAY)),
    "feedback-channels.sources-used": _feedback("quarter", covers=("source", _INSIDE)),
    "feedback-channels.collected": _feedback("month", least=20),
    "feedback-channels.used": _feedback("quarter", least=5, scope=lambda row: row["action_id"] is not None),
    "delivery-acceptance.feedback-ways": Cadence(
        export="deliveries",
        at="started_at",
        every="quarter",
        covers=("feedback_source", ("survey", "work-order", "process-record")),
    ),
    "delivery-acceptance.looked-at-together": _reviews("post-delivery", "quarter", "problems"),
}
