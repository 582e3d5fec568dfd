"""A scorecard: how agents, teams and the centre are graded from the verdicts of a run. Its limits live in revisions."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from guiju.model.checks import Every
from guiju.model.demand import Satisfies
from guiju.model.quantity import AnyQuantity, Duration, Number, Percentage
from guiju.model.record import Id, Name, Record, Version
from guiju.model.standard import Revision, Standard, is_there, refuse_disorder, revision_on
from guiju.model.text import Text
from guiju.model.waiver import ClauseName

LimitName = Annotated[
    str, StringConstraints(pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*#)?[a-z][a-z0-9_]*$", max_length=141)
]
"""A parameter of the card's own revisions, or `standard#parameter`: that of a standard, so that no number stands in
two places."""

FULL = 100
"""Points of a whole card."""


class Met(Record):
    """All points where the clause is compliant, none where it is not."""

    kind: Literal["met"]


class Linear(Record):
    """No points at `none_at` or worse, all points at `all_at` or better, and in between as far as the way is done."""

    kind: Literal["linear"]
    none_at: LimitName
    all_at: LimitName | None = None
    """By default what the clause asks for; for a clause that judges records without a tolerance, every record."""


Points = Annotated[Met | Linear, Field(discriminator="kind")]


class Criterion(Record):
    """One thing that counts, named by the clause or the KPI that decides it."""

    id: Id
    title: Text
    clause: ClauseName | None = None
    """`standard#clause`: a target or cadence judged for the card's groups and periods, or, on a card for the whole
    run, any clause with a check."""
    kpi: Id | None = None
    """A KPI that exactly one clause measures for the card's groups: its value counts, not the verdict."""
    by: Mapping[Name, Name] = {}
    """Column of the card -> column of the clause, where the export calls the group by another name."""
    points: Points
    critical: bool = False
    """Where the clause is not compliant the grade is no better than the card's `capped_at`, whatever the points."""
    since: Version | None = None
    """First version of the card in which the criterion counts."""
    until: Version | None = None
    """Last version of the card in which the criterion counts."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.clause is None) == (self.kpi is None):
            raise ValueError("give exactly one of `clause` (as standard#clause) and `kpi`")
        if self.kpi is None:
            return self
        if self.critical:
            raise ValueError("`critical` needs a verdict: name a clause, not a KPI")
        if not isinstance(self.points, Linear) or self.points.all_at is None:
            raise ValueError("a KPI has no limit of its own: write `points: {kind: linear, none_at: ..., all_at: ...}`")
        return self


class Dimension(Record):
    """A side of service with its weight in the whole; its criteria share the weight in equal parts."""

    id: Id
    title: Text
    weight: LimitName
    criteria: tuple[Criterion, ...] = Field(min_length=1)


class Consequence(Record):
    """What a grade leads to, and the clause that says so where there is one."""

    text: Text
    by: Id | None = None
    """The role that sees to it."""
    clause: ClauseName | None = None


class Band(Record):
    """A grade: from `at_least` points up to the next better band."""

    id: Id
    title: Text
    at_least: LimitName | None = None
    """The last band has none: it goes down to 0."""
    fails: bool = False
    """A score in this band is not good enough: `guiju score` exits with 1."""
    consequences: tuple[Consequence, ...] = ()


class Scorecard(Record):
    """A file of `standards/scorecards/`.

    What cannot be judged gives no points and costs none: the score has a worst and a best case, and no grade where
    they fall into different bands. What is waived is left out, and the rest counts for the whole.
    """

    id: Id
    title: Text
    summary: Text
    """One sentence: who is graded, for what purpose."""
    grades: Literal["agent", "team", "centre"]
    owner: Id
    """A role; answers for the card."""
    by: tuple[Name, ...] = ()
    """Columns that name who is graded; none for the centre."""
    every: Every | None = None
    """The period of a score; without it, a score is for the whole run. Where a clause is judged more often than that,
    its periods count alike, and one that is not compliant makes a critical criterion not compliant."""
    satisfies: Satisfies = ()
    revisions: tuple[Revision, ...] = Field(min_length=1)
    """Newest first, as those of a standard. A period is scored by the revision in force on its first day."""
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = Field(min_length=2)
    """From the best to the worst."""
    capped_at: Id | None = None
    """The best band that can be reached while a critical criterion is not compliant."""

    @model_validator(mode="after")
    def _newest_first(self) -> Self:
        refuse_disorder(self.revisions)
        if any(revision.applies != "new-cases" for revision in self.revisions):
            raise ValueError("a card scores whole periods: leave `applies` out of its revisions")
        return self

    @model_validator(mode="after")
    def _who(self) -> Self:
        if (self.grades == "centre") != (not self.by):
            raise ValueError("`by` names the columns of the agent or team; the card of the centre has none")
        if (self.capped_at is None) == any(criterion.critical for _, criterion in self.criteria()):
            raise ValueError("`capped_at` goes with critical criteria: write both or neither")
        return self

    def criteria(self) -> Iterator[tuple[Dimension, Criterion]]:
        """Every criterion with its dimension, those of other versions too."""
        for dimension in self.dimensions:
            for criterion in dimension.criteria:
                yield dimension, criterion

    def criteria_of(self, dimension: Dimension, revision: Revision) -> tuple[Criterion, ...]:
        """The criteria of a dimension that count in a revision."""
        return tuple(criterion for criterion in dimension.criteria if is_there(criterion, revision))

    def revision_on(self, day: date) -> Revision | None:
        """The revision in force on `day`; None before the first one."""
        return revision_on(self.revisions, day)

    def value_on(self, limit: LimitName, day: date, standards: Mapping[Id, Standard]) -> AnyQuantity | None:
        """A limit's value on `day`, the card's own or that of a standard; None where nothing sets it then."""
        standard, _, name = limit.rpartition("#")
        if standard:
            return standards[standard].values_on(day).get(name) if standard in standards else None
        revision = self.revision_on(day)
        return revision.sets.get(name) if revision is not None else None

    def band(self, score: Decimal, day: date, standards: Mapping[Id, Standard]) -> int:
        """The place of the band that a score falls into."""
        for place, band in enumerate(self.bands[:-1]):
            edge = number_of(self.value_on(band.at_least, day, standards)) if band.at_least is not None else None
            if edge is not None and score >= edge:
                return place
        return len(self.bands) - 1

    @property
    def cap(self) -> int:
        """The place of the best band while a critical criterion is not compliant."""
        return next((place for place, band in enumerate(self.bands) if band.id == self.capped_at), 0)


def number_of(value: AnyQuantity | None) -> Decimal | None:
    """A value as results hold it: shares as 0 to 1, times in seconds; None for what is no number."""
    match value:
        case Percentage():
            return value.fraction
        case Number():
            return value.number
        case Duration():
            return Decimal(value.seconds) if value.seconds is not None else None
        case _:
            return None


def limits_of(card: Scorecard) -> Iterator[LimitName]:
    """Every limit that a card names, its own and those of standards."""
    for dimension in card.dimensions:
        yield dimension.weight
    for _, criterion in card.criteria():
        if isinstance(criterion.points, Linear):
            yield criterion.points.none_at
            if criterion.points.all_at is not None:
                yield criterion.points.all_at
    for band in card.bands:
        if band.at_least is not None:
            yield band.at_least
