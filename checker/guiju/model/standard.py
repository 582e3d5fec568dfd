"""A standard: one record that is page, check and law, with the revisions where its limits live."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Literal, Protocol, Self

from pydantic import Field, model_validator

from guiju.model.checks import Check
from guiju.model.demand import Satisfies
from guiju.model.quantity import AnyQuantity, Period, Quantity
from guiju.model.record import Id, Name, Record, Version, version_key
from guiju.model.text import Text

Force = Literal["shall", "should", "may"]
Severity = Literal["minor", "major", "critical"]
Origin = Literal["source", "house"]

SEVERITIES: tuple[Severity, ...] = ("minor", "major", "critical")
"""From the mildest to the gravest."""

SEVERITY_WORDS: Mapping[Severity, Text] = {
    "minor": Text(zh="一般", en="minor"),
    "major": Text(zh="重要", en="major"),
    "critical": Text(zh="严重", en="critical"),
}


class Revision(Record):
    """One revision: the only place where limits live. It sets every parameter that its clauses name."""

    version: Version
    effective: date
    author: Id
    """A role."""
    approver: Id
    """A role, never the author's own."""
    reason: Text
    action: Id | None = None
    """The corrective action that led to it."""
    applies: Literal["new-cases", "open-cases"] = "new-cases"
    """Which cases the new limits judge: those that start from `effective` on, or also those open then."""
    sets: Mapping[Name, Quantity] = {}

    @model_validator(mode="after")
    def _two_pairs_of_eyes(self) -> Self:
        if self.author == self.approver:
            raise ValueError("the approver must be another role than the author")
        return self


def refuse_disorder(revisions: tuple[Revision, ...]) -> None:
    """Returns for revisions that stand newest first, in version and in effective day.

    Raises:
        ValueError: they do not.
    """
    for newer, older in pairwise(revisions):
        if version_key(newer.version) <= version_key(older.version):
            raise ValueError(f"revisions stand newest first: {newer.version} must be higher than {older.version}")
        if newer.effective <= older.effective:
            raise ValueError(f"revision {newer.version} must take effect after revision {older.version}")


def revision_on(revisions: tuple[Revision, ...], day: date) -> Revision | None:
    """The revision in force on `day`; None before the first one."""
    return next((revision for revision in revisions if revision.effective <= day), None)


class Versioned(Protocol):
    """A part of a record that is there from one version to another."""

    @property
    def since(self) -> Version | None:
        """First version; None from the beginning."""
        ...

    @property
    def until(self) -> Version | None:
        """Last version; None up to the newest."""
        ...


def is_there(part: Versioned, revision: Revision) -> bool:
    """Whether a part is there in a revision."""
    version = version_key(revision.version)
    return version >= version_key(part.since or "0.0.0") and (part.until is None or version <= version_key(part.until))


class Review(Record):
    """A review that left the standard as it is. One that changed it is a revision."""

    on: date
    by: Id
    """The role that reviewed."""
    result: Literal["no-change"]
    note: Text
    """What was looked at, and why nothing changes."""


class Clause(Record):
    """One demand: its words, its force, and how it is checked."""

    id: Id
    title: Text
    force: Force
    text: Text
    """May name parameters as `{handled_within}`; the revision in force gives the value."""
    severity: Severity
    origin: Origin = "source"
    """`house`: the source demands it without a number, and the house decided one."""
    satisfies: Satisfies = ()
    since: Version | None = None
    """First version in which the clause is there."""
    until: Version | None = None
    """Last version in which the clause is there."""
    check: Check | None = None


class Standard(Record):
    """The front matter of one Markdown file of `standards/handbook/`."""

    id: Id
    title: Text
    summary: Text
    """One sentence for lists and search results."""
    owner: Id
    """A role; answers for the standard."""
    binds: tuple[Id, ...] = Field(min_length=1)
    """Roles that have to keep it."""
    review_in: Period
    """Due for review this long after the last revision or recorded review."""
    satisfies: Satisfies = ()
    revisions: tuple[Revision, ...] = Field(min_length=1)
    """Newest first."""
    reviews: tuple[Review, ...] = ()
    """Those that changed nothing, newest first."""
    clauses: tuple[Clause, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _newest_first(self) -> Self:
        refuse_disorder(self.revisions)
        return self

    @model_validator(mode="after")
    def _reviews_newest_first(self) -> Self:
        for newer, older in pairwise(self.reviews):
            if newer.on <= older.on:
                raise ValueError(f"reviews stand newest first: {newer.on} must be later than {older.on}")
        if self.reviews and self.reviews[-1].on < self.revisions[-1].effective:
            first = self.revisions[-1].effective
            raise ValueError(f"the review on {self.reviews[-1].on} is before the standard took effect on {first}")
        return self

    def revision_on(self, day: date) -> Revision | None:
        """The revision in force on `day`; None before the first one."""
        return revision_on(self.revisions, day)

    def superseded_on(self, revision: Revision) -> date | None:
        """The day on which the next revision takes effect; None for the newest."""
        place = self.revisions.index(revision)
        return self.revisions[place - 1].effective if place else None

    def reviews_of(self, revision: Revision) -> tuple[Review, ...]:
        """The reviews that left `revision` as it is, newest first."""
        ends = self.superseded_on(revision)
        return tuple(
            review for review in self.reviews if revision.effective <= review.on and (ends is None or review.on < ends)
        )

    def looked_at(self, revision: Revision, now: date = date.max) -> date:
        """When `revision` was last written or, up to `now`, reviewed: its next review is counted from here."""
        reviewed = (review.on for review in self.reviews_of(revision) if review.on <= now)
        return max((revision.effective, *reviewed))

    def revisions_of(self, clause: Clause) -> tuple[Revision, ...]:
        """The revisions in which `clause` is there, oldest first."""
        return tuple(revision for revision in reversed(self.revisions) if is_there(clause, revision))

    def clause(self, clause_id: Id) -> Clause | None:
        """The clause with that id."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def values_on(self, day: date) -> Mapping[Name, AnyQuantity]:
        """The parameters in force on `day`; empty before the first revision."""
        revision = self.revision_on(day)
        return revision.sets if revision is not None else {}
