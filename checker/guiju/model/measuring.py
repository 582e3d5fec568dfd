"""Which clause decides a criterion of a scorecard, and what does not go together."""

from collections.abc import Iterator, Mapping

from guiju.model.checks import Cadence, Check, Every, Target
from guiju.model.record import Name
from guiju.model.scorecard import Criterion, Scorecard
from guiju.model.standard import Clause

_WITHIN: Mapping[Every, tuple[Every, ...]] = {
    "day": ("day",),
    "week": ("day", "week"),
    "month": ("day", "month"),
    "quarter": ("day", "month", "quarter"),
    "year": ("day", "month", "quarter", "year"),
}
"""Period of a card -> periods that never reach over its ends."""


def groups_of(check: Check) -> tuple[Name, ...] | None:
    """The columns that name the groups of a check; None for one that judges records, or that a person confirms."""
    match check:
        case Target():
            return check.by
        case Cadence():
            return check.named_by
        case _:
            return None


def columns_for(card: Scorecard, criterion: Criterion) -> tuple[Name, ...]:
    """What the clause calls the card's columns, in their order."""
    return tuple(criterion.by.get(name, name) for name in card.by)


def same_groups(card: Scorecard, criterion: Criterion, check: Check) -> bool:
    """Whether the check has a verdict for each of those that the card grades."""
    groups = groups_of(check)
    if groups is None:
        return not card.by
    return sorted(groups) == sorted(columns_for(card, criterion))


def within_periods(card: Scorecard, check: Check) -> bool:
    """Whether each verdict of the check belongs to one period of the card."""
    if card.every is None:
        return True
    return isinstance(check, Target | Cadence) and check.every in _WITHIN[card.every]


def clauses_for(card: Scorecard, criterion: Criterion, clauses: Mapping[str, Clause]) -> Iterator[str]:
    """The clauses (`standard#clause`) that could decide a criterion.

    The one that it names, or those that measure its KPI for the card's groups and periods.
    """
    if criterion.clause is not None:
        yield criterion.clause
        return
    for name, clause in clauses.items():
        check = clause.check
        if not isinstance(check, Target) or check.kpi != criterion.kpi or check.where is not None:
            continue
        if same_groups(card, criterion, check) and within_periods(card, check):
            yield name
