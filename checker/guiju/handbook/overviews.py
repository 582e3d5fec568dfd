"""The pages about all of something: the home page, what is new, the record of revisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from guiju.handbook.edition import Edition
from guiju.handbook.record import LATEST, NEWEST, Entry, entries_of, past, upcoming
from guiju.handbook.revisions import told
from guiju.model.pack import Chapter, Role
from guiju.model.standard import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChoice:
    """A role to pick, and by how many standards it is bound."""

    role: Role
    bound: int


def home_variables(edition: Edition) -> Mapping[str, object]:
    """The variables of the template `home`."""
    revised = [entry for entry in _entries(edition) if entry.review is None]
    return {
        "newest": (*upcoming(revised, edition.today), *past(revised, edition.today))[:NEWEST],
        "choices": _choices(edition),
        "chapters": chapters(edition),
    }


def news_variables(edition: Edition) -> Mapping[str, object]:
    """The variables of the template `news`."""
    entries = _entries(edition)
    known = past(entries, edition.today)
    return {
        "coming": told(edition, upcoming(entries, edition.today)),
        "latest": told(edition, [entry for entry in known if entry.review is None][:LATEST]),
        "reviewed": [entry for entry in known if entry.review is not None][:LATEST],
        "choices": _choices(edition),
    }


def record_variables(edition: Edition) -> Mapping[str, object]:
    """The variables of the template `changes`."""
    years = groupby(_entries(edition), key=lambda entry: entry.day.year)
    return {"years": [(year, list(entries)) for year, entries in years]}


def chapters(edition: Edition) -> tuple[tuple[Chapter, tuple[Standard, ...]], ...]:
    """The chapters with their standards."""
    return tuple((chapter, edition.standards_of(chapter.id)) for chapter in edition.catalogue.pack.chapters)


def _entries(edition: Edition) -> tuple[Entry, ...]:
    return entries_of(edition.catalogue.standards.values())


def _choices(edition: Edition) -> tuple[RoleChoice, ...]:
    every = edition.catalogue.standards.values()
    return tuple(
        RoleChoice(role=role, bound=sum(role.id in standard.binds for standard in every))
        for role in edition.catalogue.roles.values()
    )
