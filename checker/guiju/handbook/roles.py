"""What the page of a role says: its duties, its limits at a glance, what binds it, and what changed for it."""

from dataclasses import dataclass

from guiju.handbook import paths
from guiju.handbook.asks import clock_in_words
from guiju.handbook.edition import Edition
from guiju.handbook.law import Standing, standing, tightness
from guiju.handbook.record import RECENT_DAYS, concerning, entries_of, past, since
from guiju.handbook.standards import ShownClause, ShownLimit, shown_clauses, shown_limits
from guiju.model.checks import Deadline
from guiju.model.pack import Role
from guiju.model.standard import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One standard that binds a role, with what is in force of it."""

    standard: Standard
    stand: Standing
    clauses: tuple[ShownClause, ...]
    limits: tuple[ShownLimit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One limit that a role keeps, and how its time is counted."""

    row: ShownLimit
    counted: str
    """Unescaped; empty for a limit that no deadline counts."""


def role_variables(edition: Edition, role: Role) -> dict[str, object]:
    """The variables of the template `role`."""
    every = edition.catalogue.standards.values()
    bound = tuple(_binding(edition, standard) for standard in every if role.id in standard.binds)
    entries = entries_of(concerning(edition, role))
    return {
        "role": role,
        "owned": tuple(standard for standard in every if standard.owner == role.id),
        "bound": bound,
        "clocks": _clocks(edition, bound),
        "recent": since(entries, edition.today),
        "last": next(iter(past(entries, edition.today)), None),
        "recent_days": RECENT_DAYS,
        "feed": paths.feed_path(role.id),
    }


def _clocks(edition: Edition, bound: tuple[Binding, ...]) -> tuple[Clock, ...]:
    """Every limit in force, the tightest first; those equally tight in the order of the handbook."""
    rows = [row for binding in bound if binding.stand.in_force for row in binding.limits if row.clauses]
    rows.sort(key=lambda row: tightness(row.limit.value))
    return tuple(Clock(row=row, counted=_counted(edition, row)) for row in rows)


def _counted(edition: Edition, row: ShownLimit) -> str:
    values = {row.limit.name: row.limit.value}
    checks = (clause.check for clause in row.clauses)
    judge = next((check for check in checks if isinstance(check, Deadline) and check.within == row.limit.name), None)
    return clock_in_words(judge, edition.catalogue, values, edition.lang) if judge is not None else ""


def _binding(edition: Edition, standard: Standard) -> Binding:
    stand = standing(standard, edition.today)
    clauses = tuple(clause for clause in shown_clauses(edition, standard, stand) if clause.state == "present")
    return Binding(standard=standard, stand=stand, clauses=clauses, limits=shown_limits(edition, standard, stand.shown))
