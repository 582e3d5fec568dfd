"""What the check has to find, worked out without the checker and held against what was planted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from generator.agent_levels import NUMBERED, judge_levels, numbers
from generator.communication_oracle import judge_communication, judge_threads
from generator.communication_targets import judge_communication_targets
from generator.consistency import judge_consistency
from generator.customer_oracle import judge_customer_records
from generator.customer_targets import judge_customer_targets
from generator.handling_oracle import judge_handling, judge_handling_targets
from generator.improvement_groups import judge_improvement_groups
from generator.improvement_oracle import judge_improvement
from generator.intake_oracle import judge_intake, judge_intake_targets
from generator.ledger import GroupKey, Ledger
from generator.log_oracle import judge_log
from generator.loop_groups import judge_loop_groups
from generator.loop_oracle import judge_loops
from generator.people_oracle import judge_people
from generator.people_periods import judge_periods
from generator.record_oracle import STATES, judge_records
from generator.register_oracle import judge_register_groups, judge_register_records
from generator.system_groups import judge_system_groups
from generator.system_oracle import judge_systems
from generator.tables import Table
from generator.target_oracle import judge_targets
from generator.waived import waived
from generator.writing import file_of

T = TypeVar("T")
_FOUND = ("breached", "pending", "undecided")
"""Columns of what lies ahead."""
_RECORD_ORACLES = (
    judge_records,
    judge_intake,
    judge_register_records,
    judge_handling,
    judge_customer_records,
    judge_people,
    judge_improvement,
    judge_systems,
    judge_communication,
)
_TARGET_ORACLES = (
    judge_targets,
    judge_intake_targets,
    judge_register_groups,
    judge_consistency,
    judge_handling_targets,
    judge_customer_targets,
    judge_periods,
    judge_improvement_groups,
    judge_system_groups,
    judge_communication_targets,
    judge_levels,
    judge_loop_groups,
)
"""Whoever brings clauses brings the arithmetic for them."""


class PlantedOtherwise(Exception):
    """The rows hold something else than what was planted: the generator is wrong."""


def answers(tables: Mapping[str, Table], ledger: Ledger) -> dict[str, Any]:
    """The expected verdicts and books. Raises PlantedOtherwise where the arithmetic finds what nobody planted."""
    clauses = _records(tables, ledger) | _targets(tables, ledger) | ledger.attests
    return {
        "exports": {export: _books(table) for export, table in sorted(tables.items())},
        "clauses": dict(sorted(clauses.items())),
    }


def _by_clause(judged: Iterable[Mapping[str, T]]) -> Iterator[tuple[str, T]]:
    """Every clause with what was found under it, from all oracles."""
    return (pair for found in judged for pair in found.items())


def _records(tables: Mapping[str, Table], ledger: Ledger) -> dict[str, Any]:
    counted: dict[str, Any] = {}
    for clause, judged in _by_clause(
        (
            *(judge(tables) for judge in _RECORD_ORACLES),
            *(judge(tables, ledger) for judge in (judge_log, judge_threads, judge_loops)),
        )
    ):
        found = {id(row): state for row, state in judged if state in _FOUND}
        planted = ledger.planted(clause)
        if found != planted:
            wrong = [
                (state, planted.get(id(row)), row)
                for row, state in judged
                if found.get(id(row)) != planted.get(id(row))
            ]
            raise PlantedOtherwise(f"{clause}: {len(wrong)} rows differ (found, planted, row), such as {wrong[0]}")
        states = Counter(state for _, state in judged)
        counted[clause] = {"kind": "record"} | {state: states[state] for state in STATES}
        counted[clause]["waived"] = waived(clause, judged)
    _all_planted(ledger.records, counted)
    return counted


def _targets(tables: Mapping[str, Table], ledger: Ledger) -> dict[str, Any]:
    measured: dict[str, Any] = {}
    for clause, verdicts in _by_clause(judge(tables) for judge in _TARGET_ORACLES):
        found = {key: verdict for key, verdict in verdicts.items() if verdict != "compliant"}
        planted = ledger.groups.get(clause, {})
        if found != planted:
            differing = sorted(str(pair) for pair in set(found.items()) ^ set(planted.items()))
            raise PlantedOtherwise(f"{clause}: found or planted, not both: {differing}")
        told = numbers(list(verdicts)) if clause in NUMBERED else {}
        measured[clause] = {"kind": "target", "groups": len(verdicts)} | {
            blot: [_named(key, told) for key in sorted(found, key=str) if found[key] == blot]
            for blot in ("noncompliant", "undecided")
        }
    _all_planted(ledger.groups, measured)
    return measured


def _all_planted(planted: Mapping[str, object], judged: Mapping[str, object]) -> None:
    unknown = sorted(planted.keys() - judged.keys())
    if unknown:
        raise PlantedOtherwise(f"something was planted under clauses that nobody judges: {', '.join(unknown)}")


def _named(key: GroupKey, told: Mapping[str, str]) -> dict[str, Any]:
    """A group, `told` being what stands for names that a run does not show."""
    period, by = key
    return {"period": period.isoformat() if period else None, "by": [told.get(name, name) for name in by]}


def _books(table: Table) -> dict[str, Any]:
    newest = table.newest() or max(
        cell for row in table.rows for name, cell in row.items() if isinstance(cell, date) and name not in table.planned
    )
    return {
        "file": file_of(table.export),
        "rows": len(table.rows) + table.rejected,
        "rejected": table.rejected,
        "used": len(table.rows),
        "unreadable": dict(table.unreadable()),
        "newest": newest.isoformat(),
    }
