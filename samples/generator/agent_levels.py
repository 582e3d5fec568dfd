"""What each agent and each team reaches in a month, held against the limits of the scorecards' clauses.

Every agent has one performance record a month, so that the mean of the month is its figure.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from generator.days import period_of
from generator.ledger import GroupKey, Ledger
from generator.tables import Row, Table, Unreadable

_REVISED = date(2025, 7, 1)
_PASS_MARK = 75
_RESOLVED = 0.95
_AGENTS: Mapping[str, tuple[str, Callable[[float, date], bool]]] = {
    "agent-kpis.response": ("response_hours", lambda value, _: value <= 1),
    "agent-kpis.solved": ("solved_share", lambda value, month: value >= (0.9 if month >= _REVISED else 0.85)),
    "agent-kpis.rated": ("survey_mean", lambda value, _: value >= 4),  # noqa: PLR2004
    "agent-kpis.conformity": ("conformity_score", lambda value, _: value >= 80),  # noqa: PLR2004
    "staff-assessment.level": ("evaluation_score", lambda value, _: value >= _PASS_MARK),
}
NUMBERED = frozenset(_AGENTS)
"""Clauses whose groups are persons, whom a run numbers in the order of months, then of staff numbers."""
_FOUND = ("staff-assessment.level", "staff-assessment.team-level", "problem-resolution.each-team")
"""Clauses under which nothing is planted on purpose: what the rest leads to is noted."""


def judge_levels(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Any]]:
    """Clause -> verdict of every agent or team and month."""
    performance = tables["performance"].rows
    judged = {
        clause: {(row["period"], (row["staff_id"],)): _met(row[column], meets, row["period"]) for row in performance}
        for clause, (column, meets) in _AGENTS.items()
    }
    teams = _by(performance, "period", "team")
    judged["staff-assessment.team-level"] = {
        key: _met(sum(row["evaluation_score"] for row in rows) / len(rows), lambda mean, _: mean >= _PASS_MARK, key[0])
        for key, rows in teams.items()
    }
    closed = [row for row in tables["requests"].rows if _counts(row)]
    judged["problem-resolution.each-team"] = {
        key: _resolved(rows) if key[1] != (None,) else "undecided"
        for key, rows in _by(closed, "closed_at", "assigned_team").items()
    }
    return judged


def note_levels(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Notes what follows from faults that others planted."""
    judged = judge_levels(tables)
    for clause in _FOUND:
        for (period, by), verdict in judged[clause].items():
            if verdict != "compliant":
                ledger.group(clause, verdict, period, *by)


def numbers(keys: Sequence[GroupKey]) -> Mapping[str, str]:
    """Person -> the number that stands for it, as first met by month and name."""
    names = dict.fromkeys(by[0] for _, by in sorted(keys, key=str))
    return {name: f"#{place}" for place, name in enumerate(names, 1)}


def _met(value: Any, meets: Callable[[float, date], bool], month: date | None) -> str:
    if value is None or isinstance(value, Unreadable) or month is None:
        return "undecided"
    return "compliant" if meets(value, month) else "noncompliant"


def _by(rows: Sequence[Row], at: str, column: str) -> dict[GroupKey, list[Row]]:
    groups: dict[GroupKey, list[Row]] = {}
    for row in rows:
        groups.setdefault((period_of(row[at], "month"), (row[column],)), []).append(row)
    return groups


def _counts(row: Row) -> bool:
    """Closed, and neither withdrawn nor a duplicate."""
    return row["closed_at"] is not None and row["resolution_code"] not in {"withdrawn", "duplicate"}


def _resolved(rows: Sequence[Row]) -> str:
    codes = [row["resolution_code"] for row in rows]
    solved = sum(code in {"solved", "workaround"} for code in codes)
    worst, best = solved / len(codes) >= _RESOLVED, (solved + codes.count(None)) / len(codes) >= _RESOLVED
    return "undecided" if worst != best else "compliant" if worst else "noncompliant"
