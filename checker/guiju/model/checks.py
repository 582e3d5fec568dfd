"""The closed union of check kinds: what a clause asks of the rows of an export."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from guiju.model.record import Id, Name, Record, Sql

Every = Literal["day", "week", "month", "quarter", "year"]


class Deadline(Record):
    """From one time stamp to another within a limit (`within`), or by each case's own due time (`due`)."""

    kind: Literal["deadline"]
    on: Id
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
    """Calendar whose days count; none means running time. Working-day limits (`P2WD`) need one:
    they end with the last moment of the n-th working day after the day of the start."""

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.within is None) == (self.due is None):
            raise ValueError("give exactly one of `within` (a parameter) and `due` (a column)")
        return self


class Condition(Record):
    """A predicate holds for each record, or a combination of columns is unique."""

    kind: Literal["condition"]
    on: Id
    where: Sql | None = None
    at: Name | None = None
    """Time that decides which revision judges the row; the export's own `at` where it is not given."""
    holds: Sql | None = None
    unique: tuple[Name, ...] = ()
    """Columns that together occur once; every member of a duplicate group breaks the clause."""

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


Check = Annotated[Deadline | Condition | Target, Field(discriminator="kind")]
RecordCheck = Deadline | Condition


def parameters_of(check: Deadline | Condition | Target) -> tuple[Name, ...]:
    """The parameters that a check names as limits (those inside its SQL are found by the source stage)."""
    match check:
        case Deadline():
            return (check.within,) if check.within is not None else ()
        case Condition():
            return ()
        case Target():
            return check.limits + ((check.min_cases,) if check.min_cases is not None else ())
