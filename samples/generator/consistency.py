"""Measures over tables that other modules make: what their rows come to is what is to be found.

Answers within the hour by channel, by branch and at night; contacts that we began, and reports of customers' needs.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from generator.days import period_of
from generator.law import ISSUED
from generator.ledger import GroupKey, Ledger
from generator.tables import Row, Table, Unreadable
from generator.target_oracle import Verdict

_CHANNELS, _NIGHTS = "service-consistency.channels", "service-consistency.off-hours"
_BRANCHES = "service-consistency.branches"
_SHARE, _WITHIN, _LEAST = 0.9, timedelta(hours=1), 20
_EVENING, _MORNING = 20, 8
_OURS = {"proactive", "maintenance", "welcome", "winback"}
_CONTACTS_A_MONTH = 10
Test = Callable[[Row], bool | None]


def judge_consistency(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every quarter, and of every channel and branch in it."""
    rows = tables["requests"].rows
    nightly = [row for row in rows if row["created_at"].hour >= _EVENING or row["created_at"].hour < _MORNING]
    verdicts = {_CHANNELS: _judge(rows, ("channel",)), _NIGHTS: _judge(nightly, ())}
    verdicts[_BRANCHES] = _judge(rows, ("branch",))
    if "contacts" in tables:
        verdicts["proactive-service.proactive"] = _often(
            tables["contacts"].rows, "started_at", "month", _begun_by_us, _CONTACTS_A_MONTH
        )
    if "reviews" in tables:
        verdicts["proactive-service.insight"] = _often(tables["reviews"].rows, "date", "quarter", _insight, 1)
    return verdicts


def _often(rows: Sequence[Row], at: str, every: str, counts: Test, least: int) -> dict[GroupKey, Verdict]:
    """At least so many in every period from the oldest row, or from the first day of the law, to the one that runs."""
    running = period_of(max(_moment(cell) for row in rows for cell in row.values() if isinstance(cell, date)), every)
    first = period_of(max(min(_moment(row[at]) for row in rows), _moment(ISSUED)), every)
    months = [date(year, month, 1) for year in (2025, 2026) for month in range(1, 13)]
    periods = dict.fromkeys(period_of(month, every) for month in months)
    verdicts: dict[GroupKey, Verdict] = {}
    for period in periods:
        if first is None or running is None or period is None or not first <= period <= running:
            continue
        found = [counts(row) for row in rows if period_of(row[at], every) == period]
        met, may = found.count(True) >= least, found.count(True) + found.count(None) >= least
        verdicts[period, ()] = "compliant" if met else "undecided" if may or period == running else "noncompliant"
    return verdicts


def _moment(cell: date) -> datetime:
    return cell if isinstance(cell, datetime) else datetime.combine(cell, time.min)


def _begun_by_us(row: Row) -> bool | None:
    direction, reason = row["direction"], row["reason"]
    if direction == "in" or (isinstance(reason, str) and reason not in _OURS):
        return False
    return True if direction == "out" and reason in _OURS else None


def _insight(row: Row) -> bool | None:
    kind, told = row["kind"], row["reported_to"]
    if told is None or (isinstance(kind, str) and kind != "product-insight"):
        return False
    return True if kind == "product-insight" else None


def note_consistency(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Nothing is planted here: late answers were planted under other clauses, and add up as they may."""
    for clause, verdicts in judge_consistency(tables).items():
        for (period, by), verdict in verdicts.items():
            if verdict != "compliant":
                ledger.group(clause, verdict, period, *by)


def _judge(rows: Sequence[Row], columns: tuple[str, ...]) -> dict[GroupKey, Verdict]:
    groups: dict[tuple[date | None, tuple[Any, ...]], list[Row]] = {}
    for row in rows:
        by = tuple(None if isinstance(row[column], Unreadable) else row[column] for column in columns)
        groups.setdefault((period_of(row["created_at"], "quarter"), by), []).append(row)
    return {key: _verdict(members) for key, members in groups.items()}


def _verdict(rows: Sequence[Row]) -> Verdict:
    answers = [_prompt(row) for row in rows]
    if len(answers) - answers.count(None) < _LEAST:
        return "undecided"
    worst, best = answers.count(True), answers.count(True) + answers.count(None)
    verdicts: set[Verdict] = {
        "compliant" if count / len(answers) >= _SHARE else "noncompliant" for count in (worst, best)
    }
    return verdicts.pop() if len(verdicts) == 1 else "undecided"


def _prompt(row: Row) -> bool | None:
    """None where the answer cannot be read; one never given was not in time."""
    answered = row["first_response_at"]
    if isinstance(answered, Unreadable):
        return None
    return isinstance(answered, datetime) and answered <= row["created_at"] + _WITHIN
