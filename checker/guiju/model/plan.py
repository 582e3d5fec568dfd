"""What the compiler hands to the engine: SQL by step, and how to read its answers.

All SQL of a plan is made of sqlglot trees and rendered for one dialect.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Literal

from guiju.model.catalogue import ClauseRef
from guiju.model.cause import Cause
from guiju.model.checks import Every
from guiju.model.distribution import SpentClock
from guiju.model.expectation import Expectation
from guiju.model.quantity import Percentage
from guiju.model.record import Id, Name
from guiju.model.standard import Severity
from guiju.model.text import Text
from guiju.model.waiver import Waiver

State = Literal["kept", "breached", "pending", "undecided", "out_of_scope", "not_in_force"]

STATE_CODES: Mapping[State, int] = {
    "kept": 1,
    "breached": 2,
    "pending": 3,
    "out_of_scope": 4,
    "not_in_force": 5,
    "undecided": 10,
}
"""Numbers of the states inside SQL; `undecided` and above are reasons: 10 + place in `RecordPlan.reasons`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How many of the judged records of a clause have to be kept."""

    least: Mapping[str, Percentage]
    """Revision -> the share that it asks for."""
    sql: str | None
    """-> revision, kept, breached, undecided, waived; one row per revision, null for records whose revision is not
    known. None where all revisions ask for the same share, so that the tally's counts are enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waivings:
    """The waivers of a clause that judges records, and how many of its breached records they cover."""

    ref: ClauseRef
    waivers: tuple[Id, ...]
    sql: str | None = None
    """-> one row of `numbers` counts; None where they stand in the tally of the export."""

    @property
    def numbers(self) -> int:
        """Covered by any; then for each waiver those covered by it, and those of which it cannot be told."""
        return 1 + 2 * len(self.waivers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPlan:
    """How long the cases of a deadline took, counted by month and group."""

    clock: SpentClock
    limits: tuple[tuple[str, int], ...]
    """Revision -> what it allowed, in seconds or days; newest first."""
    edges: tuple[int, ...]
    """Where the buckets end; what is above the last one is a bucket of its own."""
    group: Name | None

    @property
    def exact(self) -> frozenset[int]:
        """Where a bucket always ends, so that what a limit kept is told exactly: an own due time allows nothing."""
        return frozenset({0} if self.clock == "own-due" else {limit for _, limit in self.limits})


@dataclass(frozen=True, slots=True)
class SpreadCode:
    """What a scan counts cases as, folded into one number: the shorter the key, the faster the grouping."""

    CLAUSE: ClassVar[int] = 1_000_000
    STATE: ClassVar[int] = 10_000
    OPEN: ClassVar[int] = 1_000
    FIRST_BUCKET: ClassVar[int] = 1
    """Added to the place of the bucket; nothing is added where a case has none."""

    clause: int
    """Its place in `SpreadScan.clauses`."""
    state: int
    open: bool
    bucket: int | None
    """Its place; None for a record that is neither judged nor pending, or whose time is not counted."""

    @classmethod
    def of(cls, number: int) -> "SpreadCode":
        """The parts of a number."""
        clause, rest = divmod(number, cls.CLAUSE)
        state, rest = divmod(rest, cls.STATE)
        opened, bucket = divmod(rest, cls.OPEN)
        return cls(clause, state, bool(opened), bucket - cls.FIRST_BUCKET if bucket else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadScan:
    """One scan over one table that counts the records of all its deadlines by state and by the time they took."""

    clauses: tuple[ClauseRef, ...]
    plans: tuple[SpreadPlan, ...]
    """What is asked of each clause."""
    edges: tuple[tuple[int, ...], ...]
    """Of each clause: where the buckets of the scan end, its own and those of clauses that take the time alike."""
    sql: str
    """-> `SpreadCode`, first day of the month, group, number of records; month and group may be null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPlan:
    """A clause that judges each record."""

    ref: ClauseRef
    severity: Severity
    export: Id
    reasons: tuple[Text, ...]
    """Why a record can be undecided; state code 10 + place."""
    findings_sql: str
    """-> one row per breached record, with the columns of FINDING_COLUMNS, in file order."""
    most: int | None = None
    """How many rows that query gives at most; None means all."""
    allowance: Allowance | None = None
    """For clauses with a tolerance."""
    waivings: Waivings | None = None
    """For clauses with waivers."""
    notes: tuple[tuple[Text, str], ...] = ()
    """What changes no verdict and has to be told, each with a query -> one number: how often; 0 is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One scan over one export that counts the states of all its record clauses."""

    export: Id
    sql: str
    """-> one row: `records`, then per slot a count."""
    slots: tuple[tuple[ClauseRef, int], ...]
    """The counts after `records`, in order: clause and state code. Where a clause has reasons for leaving records
    undecided, the last one is not counted: it is what remains of `records`. A clause that a `SpreadScan` counts has
    none, unless it has waivers."""
    waivings: tuple[Waivings, ...] = ()
    """The counts after the slots: those of each clause with waivers, `numbers` each."""
    answers: tuple[tuple[int, str], ...] = ()
    """What stands last: answers about the export's contract, each the place of an expectation and what it
    tells (see `ContractQuestion`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractQuestion:
    """One expectation of an export's contract, and where its answers come from."""

    export: Id
    place: int
    """In the export's `expectations`."""
    expectation: Expectation
    reason: Text | None
    """Why it cannot be asked."""
    known: Mapping[str, object]
    """Answers that need no data: which columns the files carry."""
    sql: str | None
    """-> one row, the answers `tells`; for those that no record can give by itself. Else they are in the tally."""
    tells: tuple[str, ...]
    """Answers of `sql`, in order."""
    places_sql: str | None
    """-> file, row of the first unexpected records, in file order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubles:
    """The groups of equal keys that break a clause on uniqueness."""

    ref: ClauseRef
    prepare_sql: str
    """Makes a temporary table of the keys that more than one kept record has, with their number `n`."""
    sql: str
    """-> one number: the members of all those groups. They are breached instead of kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPlan:
    """A clause that holds a KPI, or a number of events, against its limit, per group and period."""

    ref: ClauseRef
    severity: Severity
    kpi: Id | None
    """None for a cadence, which counts events."""
    export: Id
    by: tuple[Name, ...]
    hidden: frozenset[Name] = frozenset()
    """Those of `by` that hold personal data: their values are numbered instead of told."""
    every: Every | None
    sql: str
    """-> one row per group, period and revision with the columns of TARGET_COLUMNS, then the `by` columns."""
    waivers: tuple[Waiver, ...] = ()
    """Those that name the clause."""
    span: tuple[date, date] | None = None
    """First and last day of the export, where it is one period; None where they are not known."""
    before_law: bool = False
    """All its rows, or their periods, lie before the clause was in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestPlan:
    """A clause that a person must confirm."""

    ref: ClauseRef
    severity: Severity
    export: Id
    as_of: datetime
    """The latest `now` of all exports."""
    starting: bool
    """Its first period is not over yet, so that a confirmation is not missing before it ends."""
    sql: str
    """-> at most one row, the entry that decides, with the columns of ATTEST_COLUMNS."""
    waivers: tuple[Waiver, ...] = ()
    """Those that name the clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strays:
    """The entries of an export of attestations that are about no clause that is confirmed there."""

    export: Id
    sql: str
    """-> clause as written, number of entries, first row; one row per clause name, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplanned:
    """A clause that cannot be judged on what was given, and why."""

    ref: ClauseRef
    severity: Severity
    export: Id | None
    cause: Cause
    reason: Text
    given: bool
    """Whether its export was given and the clause is in force: then it is a failure to judge, else merely not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that the engine has to ask."""

    as_of: Mapping[Id, datetime]
    """Export -> `now` for its open cases."""
    preparations: tuple[str, ...]
    """Statements that make the temporary tables that record clauses ask: the partners of matches."""
    tallies: tuple[Tally, ...]
    doubles: tuple[Doubles, ...]
    records: tuple[RecordPlan, ...]
    groupings: tuple[str, ...]
    """Statements that make the temporary tables that several targets ask."""
    targets: tuple[TargetPlan, ...]
    unplanned: tuple[Unplanned, ...]
    attests: tuple[AttestPlan, ...] = ()
    strays: tuple[Strays, ...] = ()
    spreads: tuple[SpreadScan, ...] = ()
    """Where it was asked for: how long the cases of deadlines took."""
    contracts: tuple[ContractQuestion, ...] = ()
    """What the exports promise of themselves, in the order of exports and expectations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryQuery:
    """What one clause says about the records with a key."""

    ref: ClauseRef
    severity: Severity
    reasons: tuple[Text, ...]
    looked_at: tuple[Name, ...]
    """Columns that a condition looked at, without personal data."""
    doubles: Doubles | None
    """For uniqueness: has to be prepared first."""
    prepare_sql: str | None
    """For a match: the table of partners, to be made first."""
    stop_tables: tuple[str, ...]
    """For a deadline whose clock other exports stop: the statements that make its tables, to be run first."""
    since_sql: str | None
    """-> file, row and the start of the clock, of the records whose clock other exports have a say in."""
    pauses_sql: str | None
    """-> file, row, first moment, end and kind of every pause inside the clock of a record."""
    sql: str
    """-> state, `,name,` of the cells that could not be read, the columns of a finding, then `looked_at` as text; one
    row per record, in file order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPlan:
    """The questions about the records of one export that have a key."""

    export: Id
    key: str | None
    """None where the record was asked for by its row."""
    as_of: datetime | None
    times: tuple[Name, ...]
    """Time columns that the row query returns."""
    row_sql: str
    """-> file, row, then `times`; one row per record with that key, in file order."""
    clauses: tuple[StoryQuery, ...]
    prepare_sql: str | None = None
    """For the cases of a log: makes the table that the rows stand in."""
    log_sql: str | None = None
    """For the cases of a log: -> time and name of every event of a case with that key, in order; either may be null."""
    events: Mapping[str, Text] = field(default_factory=dict[str, Text])
    """Name of an event -> its title, for a closed set of events."""


FINDING_COLUMNS: tuple[str, ...] = (
    "clause",
    "revision",
    "severity",
    "export",
    "file",
    "row",
    "key",
    "started",
    "ended",
    "due",
    "limit",
    "measured_s",
    "values",
    "approver",
    "waivers",
)
"""Columns of a finding: `file` is its path as given, `started`/`ended`/`due` are time stamps,
`limit` the parameter's value as written, `measured_s` seconds (to `as_of` for a case still open),
`values` the columns a condition looked at (without personal data), `waivers` the ids of those that cover the record,
separated by `, `: null where none does."""

TARGET_COLUMNS: tuple[str, ...] = (
    "verdict",
    "reason",
    "revision",
    "period",
    "cases",
    "missing",
    "value",
    "lowest",
    "highest",
    "interval_low",
    "interval_high",
    "limit_low",
    "limit_high",
)
"""Columns of a target's answer: `verdict` compliant/noncompliant/undecided, `reason` a code where undecided,
`cases` rows measured, `missing` rows without a value, `lowest`/`highest` best and worst case under missing values
(infinite where one end is open, null where they could be anything), `interval_low`/`interval_high` Wilson's interval of
a share."""

ATTEST_COLUMNS: tuple[str, ...] = ("standing", "at", "until", "role", "evidence", "file", "row", "set_aside")
"""Columns of the answer on an attestation: `standing` one of guiju.model.attestation.Standing, `file` its path as
given, `set_aside` the number of entries by roles that may not confirm."""
