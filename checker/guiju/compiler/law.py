"""Law in force: which revision of a standard judges a row, as an expression over the row's own time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlglot import exp

from guiju.compiler import trees
from guiju.model.quantity import AnyQuantity, Day, Duration, Flag, Number, Percentage
from guiju.model.standard import Clause, Revision, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """From `start` on (None: always) a revision is in force, or, where it is None, the clause is not."""

    start: date | None
    revision: Revision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The revisions of one clause over time."""

    segments: tuple[Segment, ...]
    """Newest first."""

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """Those in which the clause is there, newest first."""
        return tuple(segment.revision for segment in self.segments if segment.revision is not None)

    @property
    def timeless(self) -> bool:
        """Whether one revision judges every row, whatever its time."""
        return len(self.segments) == 1 and self.segments[0].start is None

    @property
    def first(self) -> date | None:
        """The day from which on the clause is there; None where it always was, or never is."""
        starts = [segment.start for segment in self.segments if segment.revision is not None]
        return min((start for start in starts if start is not None), default=None) if None not in starts else None

    def constant(self, of: Callable[[Revision], object]) -> bool:
        """Whether all revisions agree on a value."""
        values = [of(revision) for revision in self.revisions]
        return all(value == values[0] for value in values)

    def when(self, anchor: exp.Expr, of: Callable[[Revision], exp.Expr], *, ended: exp.Expr | None = None) -> exp.Expr:
        """The value that the revision in force at `anchor` gives; null where none is in force.

        `ended` is when the case ended, or now: a revision that applies to open cases also judges
        those that started earlier and were open when it took effect.
        """
        if self.timeless:
            return of(self.revisions[0])
        branches = [
            (
                _begun(segment, anchor, ended),
                of(segment.revision) if segment.revision is not None else trees.null(),
            )
            for segment in self.segments
        ]
        return trees.case(branches, trees.null())

    def in_force(
        self, anchor: exp.Expr, *, ended: exp.Expr | None = None, oldest: datetime | None = None
    ) -> exp.Expr | None:
        """True where some revision judges the row, else false or null; None where every row is judged.

        `oldest` is the oldest anchor of all rows, where it is known.
        """
        if self.timeless:
            return None
        first = self.segments[len(self.revisions) - 1]
        if all(segment.revision is not None for segment in self.segments[: len(self.revisions)]):
            if first.start is not None and oldest is not None and oldest.date() >= first.start:
                return None
            return _begun(first, anchor, ended)
        return exp.not_(trees.is_null(self.when(anchor, lambda revision: trees.text(revision.version), ended=ended)))


def law_of(standard: Standard, clause: Clause, *, in_force_on: date | None = None) -> Law:
    """The law of a clause; with `in_force_on`, the revision of that day judges every row.

    A clause that no revision holds (or not on that day) has a law without revisions.
    """
    held = standard.revisions_of(clause)
    if in_force_on is not None:
        revision = standard.revision_on(in_force_on)
        segment = Segment(start=None, revision=revision if revision in held else None)
        return Law(segments=(segment,))
    return Law(
        segments=tuple(
            Segment(start=revision.effective, revision=revision if revision in held else None)
            for revision in standard.revisions
        )
    )


def quantity(value: AnyQuantity) -> exp.Expr:
    """A parameter's value inside SQL: durations as intervals, percentages as fractions.

    Raises:
        ValueError: a duration that depends on a calendar; lint refuses it before.
    """
    match value:
        case Duration():
            if value.seconds is None:
                raise ValueError(f"{value} depends on a calendar and cannot stand inside SQL")
            return trees.seconds(value.seconds)
        case Percentage():
            return trees.number(value.fraction)
        case Number():
            return trees.number(value.number)
        case Day():
            return trees.moment(value.date)
        case Flag():
            return exp.true() if value.on else exp.false()


def with_parameters(node: exp.Expr, law: Law, anchor: exp.Expr) -> exp.Expr:
    """`node` with every `$parameter` replaced by its value from the revision in force at `anchor`."""

    def replace(found: exp.Expr) -> exp.Expr:
        if isinstance(found, exp.Parameter | exp.Placeholder):
            name = str(found.name)
            return exp.paren(law.when(anchor, lambda revision: quantity(revision.sets[name])))
        return found

    return node.transform(replace)


def _begun(segment: Segment, anchor: exp.Expr, ended: exp.Expr | None) -> exp.Expr:
    if segment.start is None:
        return exp.true()
    begun = exp.GTE(this=anchor.copy(), expression=trees.moment(segment.start))
    if ended is None or segment.revision is None or segment.revision.applies == "new-cases":
        return begun
    return exp.or_(begun, exp.GTE(this=ended.copy(), expression=trees.moment(segment.start)))
