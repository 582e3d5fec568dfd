"""The closed union of check kinds: what a clause asks of the rows of an export."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from guiju.model.record import ExportId, Id, Name, Record, Sql
from guiju.model.sequence import Cases, Sequence
from guiju.model.stops import Pauses, Reopened, Restarts, Stopper

Every = Literal["day", "week", "month", "quarter", "year"]


class Deadline(Record):
    """From one time stamp to another within a limit (`within`), or by each case's own due time (`due`)."""

    kind: Literal["deadline"]
    on: ExportId
    """The export that is judged."""
    where: Sql | None = None
    """Scope: rows for which it is true; a row for which it is null is undecided."""
    from_: Name = Field(alias="from")
    """Start of the clock, and the time that decides which revision judges the row."""
    to: Name
    """End of the clock; empty means that the case is still open."""
    within: Name | None = None
    """Parameter that holds the limit."""
    due: Name | None = None
    """Column that holds each case's own due time."""
    clock: Id | None = None
    """Calendar of the clock. For a limit in hours, minutes or seconds (`PT4H`) only its opening hours count; without
    it, all time does. Working-day limits (`P2WD`) need one, and take the pack's own where none is named."""
    count: Literal["end-of-day", "elapsed"] = "end-of-day"
    """How working-day limits are counted: to the last moment of the n-th working day after the day of the start, or
    n times 24 hours in which only working days count, so that they end at the start's own time of day."""
    pauses: Pauses | None = None
    """Time that does not count."""
    restarts: Restarts | None = None
    """Events at which the clock starts anew."""
    reopened: Reopened | None = None
    """Events after which an end was none."""

    tolerance: Name | None = None
    """Parameter, a percentage: the clause is met when at least this share of the judged records is kept.
    None asks it of every record. Cases not due yet stay out; undecided ones count in the best and worst case."""

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.within is None) == (self.due is None):
            raise ValueError("give exactly one of `within` (a parameter) and `due` (a column)")
        if self.due is not None and (self.clock is not None or self.count != "end-of-day"):
            raise ValueError("`clock` and `count` go with `within`: a case's own due time needs no clock")
        if self.due is not None and (self.pauses is not None or self.restarts is not None or self.skips_reopened):
            raise ValueError("pauses and restarts go with `within`: a case's own due time is a moment, and not counted")
        return self

    @property
    def named_stoppers(self) -> Mapping[str, Stopper]:
        """What other exports say about the clock, by the key that it stands under."""
        given = {"pauses": self.pauses, "restarts": self.restarts, "reopened": self.reopened}
        return {name: stopper for name, stopper in given.items() if stopper is not None}

    @property
    def stoppers(self) -> tuple[Stopper, ...]:
        """What other exports say about the clock."""
        return tuple(self.named_stoppers.values())

    @property
    def skips_reopened(self) -> bool:
        """Whether the time from an end to the reopening does not count."""
        return self.reopened is not None and self.reopened.between == "paused"


class Condition(Record):
    """A predicate holds for each record, or a combination of columns is unique."""

    kind: Literal["condition"]
    on: ExportId
    where: Sql | None = None
    at: Name | None = None
    """Time that decides which revision judges the row; the export's own `at` where it is not given."""
    holds: Sql | None = None
    unique: tuple[Name, ...] = ()
    """Columns that together occur once; every member of a duplicate group breaks the clause."""

    tolerance: Name | None = None
    """Parameter, a percentage: the clause is met when at least this share of the judged records is kept.
    None asks it of every record. Cases not due yet stay out; undecided ones count in the best and worst case."""

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        if (self.holds is None) == (not self.unique):
            raise ValueError("give exactly one of `holds` (a predicate) and `unique` (columns)")
        return self


class Target(Record):
    """A KPI meets a limit, per group and per period."""

    kind: Literal["target"]
    kpi: Id
    where: Sql | None = None
    """Narrows the KPI's own scope."""
    at_least: Name | None = None
    at_most: Name | None = None
    above: Name | None = None
    below: Name | None = None
    between: tuple[Name, Name] | None = None
    by: tuple[Name, ...] = ()
    every: Every | None = None
    min_cases: Name | None = None
    """Parameter: groups with fewer cases get no verdict."""
    confidence: Name | None = None
    """Parameter, a percentage such as 95%, for shares: the verdict stands only where the Wilson interval at this level
    lies on one side of the limit. Without it the share itself is held against the limit."""

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        given = [self.at_least, self.at_most, self.above, self.below, self.between]
        if sum(limit is not None for limit in given) != 1:
            raise ValueError("give exactly one of `at_least`, `at_most`, `above`, `below` and `between`")
        return self

    @property
    def limits(self) -> tuple[Name, ...]:
        """The parameters that hold the limit: one, or two for `between`."""
        if self.between is not None:
            return self.between
        return tuple(p for p in (self.at_least, self.at_most, self.above, self.below) if p is not None)


class Subjects(Record):
    """A roster: who is asked for events, and from when to when."""

    export: ExportId
    key: Mapping[Name, Name] = Field(min_length=1)
    """Column of the events -> column of the roster that names the same subject."""
    from_: Name | None = Field(default=None, alias="from")
    """Column of the roster: the first day. A subject whose first day is not known gets no verdict."""
    until: Name | None = None
    """Column of the roster: the last day, which still counts. Empty means that the subject is still there."""


class Cadence(Record):
    """Events happen at least, or at most, so many times in every calendar period, for every subject."""

    kind: Literal["cadence"]
    on: ExportId
    """The export whose records are the events."""
    where: Sql | None = None
    """Which records count as events; one for which it is null may or may not be one."""
    at: Name | None = None
    """Time of the event; the export's own `at` where it is not given."""
    subject: tuple[Name, ...] = ()
    """Columns that name who the events are about; every subject that the export names is asked for events.
    Without them, and without `subjects`, the whole export is one subject."""
    subjects: Subjects | None = None
    """The subjects stand in another export, so that one without any event is found."""
    every: Every
    at_least: Name | None = None
    """Parameter: so many events, pro rata of the days for a subject that was there for a part of the period only."""
    at_most: Name | None = None
    """Parameter: no more events than that, however short a subject was there."""
    covers: Name | None = None
    """Column whose `values` must all occur."""
    values: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if sum(limit is not None for limit in (self.at_least, self.at_most, self.covers)) != 1:
            raise ValueError("give exactly one of `at_least`, `at_most` and `covers`")
        if (self.covers is None) != (not self.values) or len(set(self.values)) < len(self.values):
            raise ValueError("`covers` names a column, and `values` lists what must occur in it, each once")
        if self.subject and self.subjects is not None:
            raise ValueError("give `subject` (columns) or `subjects` (a roster), not both")
        return self

    @property
    def named_by(self) -> tuple[Name, ...]:
        """The columns of the events that name their subject."""
        return self.subject if self.subjects is None else tuple(self.subjects.key)


class Match(Record):
    """Every record has a partner in another export, if asked within a time after or before its own."""

    kind: Literal["match"]
    on: ExportId
    where: Sql | None = None
    at: Name | None = None
    """Time of the record, which also decides the revision; the export's own `at` where it is not given."""
    with_: ExportId = Field(alias="with")
    """The export that the partner stands in."""
    key: Mapping[Name, Name] = Field(min_length=1)
    """Column of the record -> column of the partner that holds the same."""
    with_where: Sql | None = None
    """Which rows count as partners; one for which it is null may or may not be one."""
    within: Name | None = None
    """Parameter: how far the partner's time may lie from the record's."""
    with_at: Name | None = None
    """Time of the partner; the other export's own `at` where it is not given."""
    direction: Literal["after", "before"] = "after"
    """Whether the partner comes after the record or before it."""
    tolerance: Name | None = None
    """Parameter, a percentage: the clause is met when at least this share of the judged records is kept.
    None asks it of every record. Cases not due yet stay out; undecided ones count in the best and worst case."""

    @model_validator(mode="after")
    def _timed(self) -> Self:
        if self.within is None and (self.with_at is not None or self.direction != "after"):
            raise ValueError(
                "`with_at` and `direction` go with `within`: without a limit the partner's time is not asked"
            )
        return self


class Attest(Record):
    """A person must confirm. The evidence is an entry in an export of attestations (guiju.model.attestation)."""

    kind: Literal["attest"]
    on: Id = "attestations"
    """The export whose records are the entries."""
    every: Every | None = None
    """One confirmation in each calendar period: an entry holds until the end of the period after its own, because a
    period that still runs can yet bring the next one."""
    valid_for: Name | None = None
    """Parameter: how long a confirmation holds; the entry's own expiry can only shorten it."""
    by: tuple[Id, ...] = ()
    """Roles that may confirm; any role where none is named. The standard's owner may not confirm for itself where
    another role is named."""

    @model_validator(mode="after")
    def _one_term(self) -> Self:
        if (self.every is None) == (self.valid_for is None):
            raise ValueError("give exactly one of `every` (a calendar period) and `valid_for` (a parameter)")
        if len(set(self.by)) < len(self.by):
            raise ValueError("`by` lists each role once")
        return self

    def confirmed_by(self, owner: Id) -> tuple[Id, ...]:
        """The roles whose confirmation is enough, for a standard with that owner; any where none is named."""
        return tuple(role for role in self.by if role != owner) or self.by


Check = Annotated[Deadline | Condition | Target | Cadence | Match | Attest | Sequence, Field(discriminator="kind")]
RecordCheck = Deadline | Condition | Match


def others_of(check: Check) -> tuple[Id, ...]:
    """The exports that a check reads besides the one that it judges."""
    match check:
        case Cadence(subjects=Subjects(export=export)) | Match(with_=export) | Sequence(cases=Cases(export=export)):
            return (export,)
        case Deadline():
            return tuple(dict.fromkeys(stopper.export for stopper in check.stoppers))
        case _:
            return ()


def parameters_of(check: Check) -> tuple[Name, ...]:
    """The parameters that a check names as limits (those inside its SQL are found by the source stage)."""
    match check:
        case Deadline():
            return _given(check.within, check.tolerance)
        case Condition():
            return _given(check.tolerance)
        case Target():
            return check.limits + _given(check.min_cases, check.confidence)
        case Cadence():
            return _given(check.at_least, check.at_most)
        case Match():
            return _given(check.within, check.tolerance)
        case Attest():
            return _given(check.valid_for)
        case Sequence():
            return _given(check.at_least, check.at_most, check.within, check.tolerance)


def _given(*names: Name | None) -> tuple[Name, ...]:
    return tuple(name for name in names if name is not None)
