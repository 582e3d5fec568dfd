"""A run: the verdicts of one check and what they rest on. Written as `run.json`, read back by other commands."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from guiju.model.record import Id, Record
from guiju.model.standard import Severity
from guiju.model.text import Text

Verdict = Literal["compliant", "noncompliant", "undecided"]


class Counts(Record):
    """Records of one clause by state."""

    kept: int = 0
    breached: int = 0
    pending: int = 0
    undecided: int = 0
    out_of_scope: int = 0
    not_in_force: int = 0

    @property
    def judged(self) -> int:
        """Records with a verdict."""
        return self.kept + self.breached

    @property
    def in_scope(self) -> int:
        """Records that the clause asks something of."""
        return self.kept + self.breached + self.pending + self.undecided


class Reason(Record):
    """Why records or groups have no verdict, and how many."""

    text: Text
    count: int


class Tolerance(Record):
    """The verdict on the share of kept records, under one revision or under all."""

    revision: str | None
    """None where every revision asks for the same share, and all records are judged together."""
    asked: str
    """The least share of kept records, as the revision wrote it (`95%`)."""
    verdict: Verdict
    kept: int
    breached: int
    undecided: int
    """Records that could be either: all breached is the worst case, all kept the best."""

    @property
    def worst(self) -> tuple[int, int]:
        """Kept records of all, with every undecided one breached."""
        return self.kept, self.kept + self.breached + self.undecided

    @property
    def best(self) -> tuple[int, int]:
        """Kept records of all, with every undecided one kept."""
        return self.kept + self.undecided, self.kept + self.breached + self.undecided


class Group(Record):
    """The verdict on one group, period and revision of a target, or on one subject and period of a cadence."""

    verdict: Verdict
    reason: Text | None
    revision: str | None
    period: str | None
    """First day of the period; None where the whole export is one."""
    by: Mapping[str, str | None]
    cases: int
    missing: int
    value: float | None
    """Measured value in the KPI's unit; shares as 0 to 1."""
    lowest: float | None
    highest: float | None
    limit_low: float | None
    limit_high: float | None


class ClauseResult(Record):
    """The verdict on one clause."""

    clause: str
    """`standard.clause`."""
    severity: Severity
    kind: Literal["deadline", "condition", "target", "cadence", "match", "none"]
    """`none`: the clause has no check that data could decide."""
    export: Id | None
    verdict: Verdict
    reason: Text | None
    """Why it is undecided."""
    blocked: bool = False
    """Undecided although its export was given: something has to be mended before it can be judged."""
    counts: Counts | None
    """For record checks."""
    reasons: tuple[Reason, ...] = ()
    """Undecided records by reason."""
    tolerances: tuple[Tolerance, ...] = ()
    """For record checks that tolerate some breaches: what share was kept, and what share was asked for."""
    groups: tuple[Group, ...] = ()
    """For targets and cadences."""
    findings_written: int = 0


class InputSummary(Record):
    """One file, as the provenance names it."""

    path: str
    member: str | None
    sha256: str
    size: int
    format: str
    encoding: str | None
    delimiter: str | None
    rows: int


class ExportSummary(Record):
    """The books of one export: rows read = used + rejected + left out."""

    export: Id
    files: tuple[InputSummary, ...]
    as_of: datetime | None
    rows_read: int
    rows_used: int
    rows_rejected: int
    left_out: tuple[Reason, ...]
    records: int
    unreadable: Mapping[str, int]
    unmapped: tuple[str, ...]
    columns_missing: tuple[str, ...]


class Provenance(Record):
    """What the verdicts rest on; the same provenance gives byte-identical results."""

    tool: str
    """`guiju 0.1.0`."""
    engine: str
    """`duckdb 2.0.0`."""
    pack: Id
    pack_path: str
    pack_digest: str
    pack_commit: str | None
    system: Id | None
    as_of: datetime | None
    """As given; None where each export's newest time stamp was taken."""
    in_force_on: date | None
    """All rows judged by the law of this day instead of the law in force at their own time."""
    findings_limit: int | None
    """Most findings written per clause; None means all."""


class Run(Record):
    """Everything one `guiju check` found out."""

    format: Literal["guiju-run/1"] = "guiju-run/1"
    provenance: Provenance
    exports: tuple[ExportSummary, ...]
    clauses: tuple[ClauseResult, ...]
    """Every clause of the pack that has a check, in the order of the handbook."""

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """How many clauses have each verdict."""
        counts: dict[Verdict, int] = {"compliant": 0, "noncompliant": 0, "undecided": 0}
        for result in self.clauses:
            counts[result.verdict] += 1
        return counts

    def as_json(self) -> str:
        """The text of `run.json`: equal runs give equal bytes, a number that JSON does not know becomes null."""
        plain = json.loads(self.model_dump_json())
        return json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n"
