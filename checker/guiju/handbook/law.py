"""What is in force on a day: the limits, since when, what comes next and when the standard is due for review.

Pages and their tests read every number from here, so that a page cannot show one that is not the revision's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from guiju.model.quantity import AnyQuantity, Day, Duration, Flag, Number, Percentage, after
from guiju.model.record import Name
from guiju.model.standard import Clause, Revision, Standard

_SECONDS: Mapping[str, float] = {
    "years": 365 * 86_400,
    "months": 30 * 86_400,
    "weeks": 7 * 86_400,
    "days": 86_400,
    "working_days": 86_401,
    "hours": 3_600,
    "minutes": 60,
    "seconds": 1,
}
_NO_VALUES: Mapping[Name, AnyQuantity] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a standard stands on a day."""

    in_force: Revision | None
    upcoming: Revision | None
    """The next revision that is not in force yet."""
    shown: Revision
    """The revision whose limits the page shows: the one in force, before the first one the first to come."""
    review_on: date | None
    """None where the period counts working days or runs past the calendar."""
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A parameter with its value and the revision since which it has had it without a break."""

    name: Name
    value: AnyQuantity
    since: Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One parameter across two revisions; None where the revision does not set it."""

    name: Name
    old: AnyQuantity | None
    new: AnyQuantity | None


def standing(standard: Standard, today: date) -> Standing:
    """Where `standard` stands on `today`."""
    in_force = standard.revision_on(today)
    upcoming = next((revision for revision in reversed(standard.revisions) if revision.effective > today), None)
    shown = in_force or upcoming or standard.revisions[0]
    review_on = after(standard.looked_at(shown, today), standard.review_in)
    overdue = review_on is not None and review_on < today
    return Standing(in_force=in_force, upcoming=upcoming, shown=shown, review_on=review_on, overdue=overdue)


def span(standard: Standard, revision: Revision) -> tuple[date, date | None]:
    """The first and the last day of `revision`, both inclusive; no last day for the newest one."""
    ends = standard.superseded_on(revision)
    return revision.effective, ends - timedelta(days=1) if ends is not None else None


def limits(standard: Standard, revision: Revision) -> tuple[Limit, ...]:
    """Every parameter that `revision` sets, in its order."""
    older = standard.revisions[standard.revisions.index(revision) + 1 :]
    return tuple(
        Limit(name=name, value=value, since=_since(name, revision, older)) for name, value in revision.sets.items()
    )


def changes(standard: Standard, revision: Revision) -> tuple[Change, ...]:
    """What `revision` changed against the one before it: only parameters whose value differs."""
    place = standard.revisions.index(revision) + 1
    before = standard.revisions[place].sets if place < len(standard.revisions) else _NO_VALUES
    names = dict.fromkeys((*revision.sets, *before))
    pairs = (Change(name=name, old=before.get(name), new=revision.sets.get(name)) for name in names)
    return tuple(change for change in pairs if change.old != change.new)


def came_and_went(standard: Standard, revision: Revision) -> tuple[tuple[Clause, bool], ...]:
    """The clauses that `revision` added (True) or retired (False) against the one before it; none for the first."""
    place = standard.revisions.index(revision) + 1
    if place == len(standard.revisions):
        return ()
    before = standard.revisions[place]
    pairs = ((clause, present(standard, clause, revision)) for clause in standard.clauses)
    return tuple((clause, there) for clause, there in pairs if there != present(standard, clause, before))


def tightness(value: AnyQuantity) -> tuple[int, float]:
    """Sorts limits for reading: times first, the shortest on top, then shares, the highest on top, then the rest.

    For reading only: a working day counts as a little more than a day, a month as thirty.
    """
    match value:
        case Duration():
            return 0, sum(_SECONDS[unit] * count for unit, count in value.parts.items())
        case Percentage():
            return 1, -float(value.number)
        case Number():
            return 2, float(value.number)
        case Day():
            return 3, value.date.toordinal()
        case Flag():
            return 4, 0


def present(standard: Standard, clause: Clause, revision: Revision) -> bool:
    """Whether `clause` is there in `revision`."""
    return revision in standard.revisions_of(clause)


def _since(name: Name, revision: Revision, older: tuple[Revision, ...]) -> Revision:
    since = revision
    for earlier in older:
        if earlier.sets.get(name) != revision.sets[name]:
            break
        since = earlier
    return since
