"""What was planted: which row or group is to be found, under which clause, and as what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from generator.tables import Row

Found = Literal["breached", "pending", "undecided"]
Blot = Literal["noncompliant", "undecided"]
GroupKey = tuple[date | None, tuple[str, ...]]
"""First day of the period, values of the grouping columns."""


@dataclass(slots=True)
class Ledger:
    """Everything that is not as it should be. What is not in here is clean."""

    records: dict[str, dict[int, Found]] = field(default_factory=dict[str, dict[int, Found]])
    """Clause -> identity of the row -> how it is to be found."""
    groups: dict[str, dict[GroupKey, Blot]] = field(default_factory=dict[str, dict[GroupKey, Blot]])
    cases: dict[str, Row] = field(default_factory=dict[str, Row])
    """Number of a request -> what stands for it where the events of a log are judged."""
    attests: dict[str, dict[str, object]] = field(default_factory=dict[str, dict[str, object]])
    """Clause that a person confirms -> what its entries come to."""

    def note(self, row: Row, found: Found, *clauses: str) -> None:
        """A row is to be found so under these clauses."""
        for clause in clauses:
            self.records.setdefault(clause, {})[id(row)] = found

    def group(self, clause: str, blot: Blot, period: date | None, *by: str) -> None:
        """A group of a target clause is to be found so."""
        self.groups.setdefault(clause, {})[period, by] = blot

    def attest(self, clause: str, *, standing: str, set_aside: int, unused: int) -> None:
        """The standing of a clause, entries by roles that may not confirm it, and names of clauses that are none."""
        told: dict[str, object] = {"standing": standing, "set_aside": set_aside, "unused": unused}
        self.attests[clause] = {"kind": "attest"} | told

    def planted(self, clause: str) -> Mapping[int, Found]:
        """The rows planted under a clause."""
        return self.records.get(clause, {})
