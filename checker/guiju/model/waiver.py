"""A waiver: an agreed exception to clauses, for a scope and a time, with somebody who answers for it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from guiju.model.demand import Satisfies
from guiju.model.record import Id, Name, Record, Sql
from guiju.model.text import Text

ClauseName = Annotated[
    str, StringConstraints(pattern=r"^(?:[a-z][a-z0-9]*(-[a-z0-9]+)*)#[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=161)
]
"""`standard#clause`: a clause as people name it in the pack."""


class Waiver(Record):
    """A file of `standards/waivers/`. It excuses breaches, it does not undo them: every report tells both."""

    id: Id
    title: Text
    reason: Text
    clauses: tuple[ClauseName, ...] = Field(min_length=1)
    """Written as `standard#clause`."""
    where: Sql | None = None
    """Which records of a clause that judges records; without it, all of the period."""
    by: Mapping[Name, str] = {}
    """Which groups of a target, or subjects of a cadence: column -> value; without it, all of the period."""
    requested_by: Id
    """A role."""
    approver: Id
    """A role, never the one that asks."""
    from_: date = Field(alias="from")
    """First day."""
    expiry: date
    """Last day, which still counts."""
    satisfies: Satisfies = ()

    @model_validator(mode="after")
    def _two_pairs_of_eyes(self) -> Self:
        if self.approver == self.requested_by:
            raise ValueError("the approver must be another role than the one that asks for the waiver")
        if self.expiry < self.from_:
            raise ValueError(f"the waiver expires on {self.expiry}, before it starts on {self.from_}")
        return self

    @model_validator(mode="after")
    def _one_scope(self) -> Self:
        if self.where is not None and self.by:
            raise ValueError("give `where` (for records) or `by` (for groups), not both")
        return self

    @property
    def starts(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.from_, time.min)

    @property
    def ends(self) -> datetime:
        """The first moment that it does not cover any more; the expiry day is covered whole."""
        if self.expiry == date.max:
            return datetime.max
        return datetime.combine(self.expiry + timedelta(days=1), time.min)

    def covers_days(self, first: date, last: date) -> bool:
        """Whether it holds on every day from `first` to `last`."""
        return self.from_ <= first and last <= self.expiry

    def names(self, clause: str) -> bool:
        """Whether it excuses that clause, given as `standard.clause`."""
        return clause.replace(".", "#", 1) in self.clauses
