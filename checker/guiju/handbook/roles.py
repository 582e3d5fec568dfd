"""What the page of a role says: its duties, its limits at a glance, what binds it, and what changed for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from guiju.handbook import paths
from guiju.handbook.asks import bounds, clock_in_words
from guiju.handbook.edition import Edition
from guiju.handbook.flows import standards_of
from guiju.handbook.law import Standing, standing, tightness
from guiju.handbook.record import RECENT_DAYS, concerning, entries_of, past, since
from guiju.handbook.standards import ShownClause, ShownLimit, shown_clauses, shown_limits
from guiju.model.checks import Deadline
from guiju.model.pack import Chapter, Role
from guiju.model.quantity import Duration, Percentage
from guiju.model.record import Id
from guiju.model.standard import Standard

FEW_LIMITS = 20
"""Up to so many times, and so many shares and counts, are told unfolded."""
FEW_STANDARDS = 20
"""Up to so many standards are told unfolded; of more, each chapter is opened by whoever wants it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One standard that binds a role, with what is in force of it."""

    standard: Standard
    stand: Standing
    clauses: tuple[ShownClause, ...]
    limits: tuple[ShownLimit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Who has which part in one standard."""

    standard: Standard
    accountable: Id
    responsible: tuple[Id, ...]
    """Whom it binds."""
    consulted: tuple[Id, ...]
    """Without whose approval it does not change."""
    informed: tuple[Id, ...]
    """Who else acts in the flows that it has a part in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One limit that a role keeps, and how its time is counted."""

    row: ShownLimit
    counted: str
    """Unescaped; empty for a limit that no deadline counts."""

    @property
    def timed(self) -> bool:
        """Whether it is a time, and no share or count."""
        return isinstance(self.row.limit.value, Duration)


def role_variables(edition: Edition, role: Role) -> dict[str, object]:
    """The variables of the template `role`."""
    every = edition.catalogue.standards.values()
    bound = tuple(_binding(edition, standard) for standard in every if role.id in standard.binds)
    entries = entries_of(concerning(edition, role))
    return {
        "role": role,
        "owned": tuple(standard for standard in every if standard.owner == role.id),
        "bound": _by_chapter(edition, bound),
        "clocks": [clock for clock in _clocks(edition, bound) if clock.timed],
        "rates": [clock for clock in _clocks(edition, bound) if not clock.timed],
        "few_limits": FEW_LIMITS,
        "fold_bound": len(bound) > FEW_STANDARDS,
        "recent": since(entries, edition.today),
        "last": next(iter(past(entries, edition.today)), None),
        "recent_days": RECENT_DAYS,
        "feed": paths.feed_path(role.id),
    }


def roles_variables(edition: Edition) -> dict[str, object]:
    """The variables of the template `roles`."""
    acting: dict[Id, dict[Id, None]] = {}
    for flow in edition.catalogue.flows.values():
        for standard in standards_of(edition, flow):
            acting.setdefault(standard.id, {}).update(dict.fromkeys(flow.roles))
    found = (
        (chapter, tuple(_parts(edition, each, acting.get(each.id, {})) for each in edition.standards_of(chapter.id)))
        for chapter in edition.catalogue.pack.chapters
    )
    return {"parts_of_roles": tuple((chapter, rows) for chapter, rows in found if rows)}


def _parts(edition: Edition, standard: Standard, acting: Iterable[Id]) -> Parts:
    approver = standing(standard, edition.today).shown.approver
    named = {standard.owner, approver, *standard.binds}
    return Parts(
        standard=standard,
        accountable=standard.owner,
        responsible=standard.binds,
        consulted=(approver,) if approver != standard.owner else (),
        informed=tuple(role for role in acting if role not in named),
    )


def _by_chapter(edition: Edition, bound: tuple[Binding, ...]) -> tuple[tuple[Chapter, tuple[Binding, ...]], ...]:
    """What binds, chapter by chapter: a role that much binds finds its way by them."""
    home = edition.catalogue.chapter_of
    found = (
        (chapter, tuple(binding for binding in bound if home[binding.standard.id] == chapter.id))
        for chapter in edition.catalogue.pack.chapters
    )
    return tuple((chapter, bindings) for chapter, bindings in found if bindings)


def _clocks(edition: Edition, bound: tuple[Binding, ...]) -> tuple[Clock, ...]:
    """Every limit in force, the tightest first; those equally tight in the order of the handbook."""
    rows = [row for binding in bound if binding.stand.in_force for row in binding.limits if _says_something(row)]
    rows.sort(key=lambda row: tightness(row.limit.value))
    return tuple(Clock(row=row, counted=_counted(edition, row)) for row in rows)


def _says_something(row: ShownLimit) -> bool:
    """Whether a limit can be read beside its clause's title: a time can, and what bounds, but not a bare `3`."""
    bare = not any(bounds(clause.check, row.limit.name) for clause in row.clauses)
    return bool(row.clauses) and (isinstance(row.limit.value, Duration | Percentage) or not bare)


def _counted(edition: Edition, row: ShownLimit) -> str:
    values = {row.limit.name: row.limit.value}
    checks = (clause.check for clause in row.clauses)
    judge = next((check for check in checks if isinstance(check, Deadline) and check.within == row.limit.name), None)
    return clock_in_words(judge, edition.catalogue, values, edition.lang) if judge is not None else ""


def _binding(edition: Edition, standard: Standard) -> Binding:
    stand = standing(standard, edition.today)
    clauses = tuple(clause for clause in shown_clauses(edition, standard, stand) if clause.state == "present")
    return Binding(standard=standard, stand=stand, clauses=clauses, limits=shown_limits(edition, standard, stand.shown))
