"""What scoring comes to: points by criterion, and a score with its grade for each group and period of a card."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from guiju.model.record import Id, Name
from guiju.model.run import Verdict
from guiju.model.text import Text


@dataclass(frozen=True, slots=True)
class Bounds:
    """Worst and best case; equal where nothing is open."""

    worst: Fraction
    best: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """What one criterion gives."""

    criterion: Id
    clause: str
    """`standard#clause`."""
    points: Bounds | None
    """As a share of its own points, 0 to 1; None where it is waived and left out."""
    verdict: Verdict
    """Of the clause on this group and period, without the groups that are waived."""
    reason: Text | None = None
    """Why it is open, or that it is waived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """What one dimension gives."""

    dimension: Id
    weight: Fraction
    points: Bounds | None
    """As a share of its own points, 0 to 1; None where all of it is waived and left out."""
    criteria: tuple[CriterionScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one group in one period."""

    card: Id
    by: Mapping[Name, str]
    period: date | None
    """First day; None for a score of the whole run."""
    day: date
    """The day whose law it is scored by."""
    revision: str
    worst: Decimal
    best: Decimal
    """0 to 100, rounded to one decimal, half up, before the grade is read off."""
    worst_band: int
    best_band: int
    """Places in the card's bands."""
    breached: tuple[Id, ...]
    """Critical criteria that are not compliant: the grade is capped."""
    doubtful: tuple[Id, ...]
    """Critical criteria that are open: the grade may have to be capped."""
    dimensions: tuple[DimensionScore, ...]

    @property
    def band(self) -> int | None:
        """The place of its band; None where worst and best case fall into different ones."""
        return self.worst_band if self.worst_band == self.best_band else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unscored:
    """Groups that have no score, and why."""

    card: Id
    reason: Text
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """Every score of a run, by card, then group, then period."""

    scores: tuple[Score, ...]
    unscored: tuple[Unscored, ...]
    unsound: tuple[str, ...] = ()
    """Exports that break their contract and that a score rests on."""
