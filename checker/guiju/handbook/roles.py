"""What the page of a role says: its duties, what it owns, what binds it and what changed for it."""

from dataclasses import dataclass
from itertools import islice

from guiju.handbook.edition import Edition
from guiju.handbook.law import Standing, standing
from guiju.handbook.standards import ShownClause, ShownLimit, shown_clauses, shown_limits
from guiju.model.pack import Role
from guiju.model.standard import Revision, Standard

RECENT = 8
"""Revisions shown on the home page and on the page of a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One standard that binds a role, with what is in force of it."""

    standard: Standard
    stand: Standing
    clauses: tuple[ShownClause, ...]
    limits: tuple[ShownLimit, ...]


def role_variables(edition: Edition, role: Role) -> dict[str, object]:
    """The variables of the template `role`."""
    every = edition.catalogue.standards.values()
    owned = tuple(standard for standard in every if standard.owner == role.id)
    bound = tuple(_binding(edition, standard) for standard in every if role.id in standard.binds)
    concerned = [standard for standard in every if role.id in standard.binds or standard.owner == role.id]
    return {
        "role": role,
        "owned": owned,
        "bound": bound,
        "limits": tuple(limit for binding in bound if binding.stand.in_force for limit in binding.limits),
        "recent": tuple(islice(revisions_of(concerned), RECENT)),
    }


def revisions_of(standards: list[Standard]) -> list[tuple[Standard, Revision]]:
    """Every revision of the standards, newest first; on one day in the order of the handbook."""
    pairs = [(standard, revision) for standard in standards for revision in standard.revisions]
    return sorted(pairs, key=lambda pair: pair[1].effective, reverse=True)


def _binding(edition: Edition, standard: Standard) -> Binding:
    stand = standing(standard, edition.today)
    clauses = tuple(clause for clause in shown_clauses(edition, standard, stand) if clause.state == "present")
    return Binding(standard=standard, stand=stand, clauses=clauses, limits=shown_limits(edition, standard, stand.shown))
