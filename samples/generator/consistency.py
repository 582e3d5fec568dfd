"""Answers within the hour, by channel and at night: what the requests come to is what is to be found."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from generator.days import period_of
from generator.ledger import GroupKey, Ledger
from generator.tables import Row, Table, Unreadable
from generator.target_oracle import Verdict

_CHANNELS, _NIGHTS = "service-consistency.channels", "service-consistency.off-hours"
_SHARE, _WITHIN, _LEAST = 0.9, timedelta(hours=1), 20
_EVENING, _MORNING = 20, 8


def judge_consistency(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every quarter, and of every channel in it."""
    rows = tables["requests"].rows
    nightly = [row for row in rows if row["created_at"].hour >= _EVENING or row["created_at"].hour < _MORNING]
    return {_CHANNELS: _judge(rows, ("channel",)), _NIGHTS: _judge(nightly, ())}


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
