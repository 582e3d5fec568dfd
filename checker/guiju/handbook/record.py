"""The record of revisions: every revision and every review, as one row of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from guiju.handbook.edition import Edition
from guiju.model.pack import Role
from guiju.model.standard import Review, Revision, Standard

RECENT_DAYS = 90
"""How far back the page of a role looks."""
NEWEST = 6
"""Revisions on the home page; reviews that changed nothing are no news there."""
LATEST = 12
"""Revisions with all their words on the page of what is new, and reviews that changed nothing below them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A revision, or a review that left one as it is."""

    standard: Standard
    revision: Revision
    review: Review | None = None

    @property
    def day(self) -> date:
        """When the revision takes effect, or the review was held."""
        return self.review.on if self.review is not None else self.revision.effective

    @property
    def name(self) -> str:
        """Unique in the pack and for ever: `complaint-handling/2.0.0`, a review with its day behind it."""
        reviewed = f"/reviewed/{self.review.on}" if self.review is not None else ""
        return f"{self.standard.id}/{self.revision.version}{reviewed}"


def entries_of(standards: Iterable[Standard]) -> tuple[Entry, ...]:
    """Every entry of the standards, newest first; those of one day in the order of the handbook."""
    found = (
        entry
        for standard in standards
        for revision in standard.revisions
        for entry in (
            *(Entry(standard=standard, revision=revision, review=review) for review in standard.reviews_of(revision)),
            Entry(standard=standard, revision=revision),
        )
    )
    return tuple(sorted(found, key=lambda entry: entry.day, reverse=True))


def concerning(edition: Edition, role: Role) -> tuple[Standard, ...]:
    """The standards that bind a role or belong to it."""
    every = edition.catalogue.standards.values()
    return tuple(standard for standard in every if role.id in standard.binds or standard.owner == role.id)


def upcoming(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """Those that are still to come, the next one first."""
    return tuple(reversed([entry for entry in entries if entry.day > today]))


def past(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """Those up to `today`, newest first."""
    return tuple(entry for entry in entries if entry.day <= today)


def since(entries: Iterable[Entry], today: date, days: int = RECENT_DAYS) -> tuple[Entry, ...]:
    """Those of the last `days`, and those to come."""
    first = today - timedelta(days=min(days, (today - date.min).days))
    return tuple(entry for entry in entries if entry.day >= first)
