"""A run: the verdicts of one check and what they rest on. Written as `run.json`, read back by other commands."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, cast

from pydantic import JsonValue, model_validator

from guiju.model.attestation import Standing
from guiju.model.cause import Cause
from guiju.model.expectation import ContractSeverity
from guiju.model.record import ExportId, Id, Record
from guiju.model.standard import Severity
from guiju.model.text import Text

Verdict = Literal["compliant", "noncompliant", "undecided"]
Promised = Literal["met", "broken", "undecided"]
"""The verdict on an expectation."""


class Counts(Record):
    """Records of one clause by state."""

    kept: int = 0
    breached: int = 0
    """Waived ones too."""
    waived: int = 0
    """Those of the breached that a waiver covers, each once however many do."""
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


class WaiverUse(Record):
    """What one waiver does to the verdict on one clause."""

    waiver: Id
    covered: int
    """Breached records that it covers, or groups that are not compliant. One may be covered by several waivers."""
    unclear: int = 0
    """Breached records of its period of which it cannot be told whether it covers them: they are not waived."""


class Attested(Record):
    """What the entries about a clause that a person must confirm come to."""

    standing: Standing
    as_of: datetime
    """The latest `now` of all exports of the run: a register that nobody writes in must not stay young."""
    at: datetime | None
    """When the entry that decided was given; None where there is none, or its time is not known."""
    until: datetime | None
    """Up to when it holds, or held."""
    role: str | None
    evidence: str | None
    file: str | None
    row: int | None
    set_aside: int
    """Entries about the clause by roles that may not confirm it."""


class Tolerance(Record):
    """The verdict on the share of kept records, under one revision or under all."""

    revision: str | None
    """None where every revision asks for the same share, and all records are judged together."""
    asked: str
    """The least share of kept records, as the revision wrote it (`95%`)."""
    verdict: Verdict
    """Waived records are left out of the share: they are neither kept nor held against anybody."""
    verdict_without_waivers: Verdict = "undecided"  # as in ClauseResult
    kept: int
    breached: int
    waived: int = 0
    """Those of the breached that a waiver covers."""
    undecided: int
    """Records that could be either: all breached is the worst case, all kept the best."""

    @model_validator(mode="before")
    @classmethod
    def _without(cls, data: object) -> object:
        return _same_without_waivers(data)

    @property
    def whole(self) -> int:
        """The records that the share is taken of."""
        return self.kept + self.breached - self.waived + self.undecided

    @property
    def worst(self) -> tuple[int, int]:
        """Kept records of all, with every undecided one breached."""
        return self.kept, self.whole

    @property
    def best(self) -> tuple[int, int]:
        """Kept records of all, with every undecided one kept."""
        return self.kept + self.undecided, self.whole


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
    """Worst and best case under missing values; None where there is no such bound."""
    interval_low: float | None = None
    interval_high: float | None = None
    """For a share: Wilson's interval of the cases measured, at 95% or at the level that the clause asks for."""
    limit_low: float | None
    limit_high: float | None
    waivers: tuple[Id, ...] = ()
    """Waivers that cover a group that is not compliant; the verdict and the numbers stay what they are."""


class ClauseResult(Record):
    """The verdict on one clause."""

    clause: str
    """`standard.clause`."""
    severity: Severity
    kind: Literal["deadline", "condition", "target", "cadence", "match", "attest", "sequence", "none"]
    """`none`: the clause has no check that data could decide."""
    export: ExportId | None
    verdict: Verdict
    """With the waivers in force: what the exit status goes by."""
    verdict_without_waivers: Verdict = "undecided"  # filled in by _without wherever it is not given
    """As if there were no waivers; the same where none covers anything."""
    reason: Text | None
    """Why it is undecided; for an attestation also why it is not compliant."""
    cause: Cause | None = None
    """What kind of reason leaves it undecided; None where it is decided."""
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
    attested: Attested | None = None
    """For a clause that a person must confirm."""
    waivers: tuple[WaiverUse, ...] = ()
    """Waivers that cover some breaches, or might."""
    notes: tuple[Reason, ...] = ()
    """What was read and changed no verdict, and how often."""
    findings_written: int = 0

    @model_validator(mode="before")
    @classmethod
    def _without(cls, data: object) -> object:
        return _same_without_waivers(data)

    @property
    def waived(self) -> int:
        """Breached records, groups that are not compliant, or a missing confirmation, that some waiver covers."""
        if self.counts is not None:
            return self.counts.waived
        if self.groups:
            return sum(bool(group.waivers) for group in self.groups)
        return int(any(use.covered for use in self.waivers))


class RowPlace(Record):
    """Where a record stands: the file as it was given, and the row in it."""

    file: str | None
    row: int


class ExpectationResult(Record):
    """The verdict on one expectation of an export's contract."""

    type: str
    """Great Expectations' name."""
    kwargs: Mapping[str, JsonValue]
    severity: ContractSeverity
    verdict: Promised
    reason: Text | None
    """Why it is undecided."""
    elements: int | None = None
    """Rows asked; None where the expectation asks no rows."""
    missing: int | None = None
    """Rows asked that had no value, and were passed over."""
    unexpected: int | None = None
    unreadable: int = 0
    """Cells that stand in the file and could not be read: they could be either."""
    observed: JsonValue = None
    """What was measured, where one value is; None for personal data."""
    places: tuple[RowPlace, ...] = ()
    """The first unexpected records, in file order."""


class ContractResult(Record):
    """What became of one export's contract."""

    export: ExportId
    expectations: tuple[ExpectationResult, ...]

    def with_verdict(self, verdict: Promised, *severities: ContractSeverity) -> tuple[ExpectationResult, ...]:
        """The expectations with that verdict, of these severities or of all."""
        return tuple(
            result
            for result in self.expectations
            if result.verdict == verdict and (not severities or result.severity in severities)
        )

    @property
    def broken(self) -> bool:
        """Whether a critical expectation is broken, or may be: what is judged on this export does not stand firm."""
        return bool(self.with_verdict("broken", "critical") or self.doubtful)

    @property
    def doubtful(self) -> tuple[ExpectationResult, ...]:
        """Critical expectations that unreadable cells leave open."""
        return tuple(result for result in self.with_verdict("undecided", "critical") if result.unreadable)


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
    named: bool = False
    """Whether the user said which export it is; else its name or its headers told."""


class ExportSummary(Record):
    """The books of one export: rows read = used + rejected + left out."""

    export: ExportId
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
    faults: tuple[Reason, ...] = ()
    """Why rows were rejected and cells could not be read, each with the first place, and how often."""
    remarks: tuple[Text, ...] = ()
    """Records that no clause could use, each kind named once with where it stands."""
    notes: tuple[Text, ...] = ()
    """What a person should know of how the files were read."""


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
    without_waivers: bool = False
    """Judged as if the pack had no waivers."""
    show_pii: bool = False
    """Personal data were let out into findings, groups, rejects and reports."""


class Run(Record):
    """Everything one `guiju check` found out."""

    format: Literal["guiju-run/1"] = "guiju-run/1"
    provenance: Provenance
    exports: tuple[ExportSummary, ...]
    clauses: tuple[ClauseResult, ...]
    """Every clause of the pack that has a check, in the order of the handbook."""
    contracts: tuple[ContractResult, ...] = ()
    """What the exports promise of themselves: told before any verdict that rests on them."""

    @property
    def broken_contracts(self) -> tuple[Id, ...]:
        """Exports on which no verdict stands firm."""
        return tuple(contract.export for contract in self.contracts if contract.broken)

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


def _same_without_waivers(data: object) -> object:
    """Where nothing was waived, both verdicts are one."""
    if not isinstance(data, dict):
        return data
    given = cast("dict[str, object]", data)
    return {"verdict_without_waivers": given["verdict"], **given} if "verdict" in given else given
