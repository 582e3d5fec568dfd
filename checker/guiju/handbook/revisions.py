"""A standard as one of its revisions had it or will have it: what the page in force shows no more, or not yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from guiju.handbook import paths
from guiju.handbook.edition import Edition
from guiju.handbook.law import span, standing
from guiju.handbook.record import Entry, entries_of
from guiju.handbook.redline import Redline, redline
from guiju.handbook.standards import shown_clauses, shown_limits, shown_prose, source_file
from guiju.model.standard import Revision, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry of the record with all its words."""

    entry: Entry
    redline: Redline | None
    """None for a review."""
    path: str
    """Where the revision is read in full."""


def told(edition: Edition, entries: Iterable[Entry]) -> tuple[Told, ...]:
    """The entries, each with what it changed."""
    return tuple(
        Told(
            entry=entry,
            redline=redline(edition, entry.standard, entry.revision) if entry.review is None else None,
            path=revision_path_of(edition, entry.standard, entry.revision),
        )
        for entry in entries
    )


def history_variables(edition: Edition, standard: Standard) -> Mapping[str, object]:
    """What the page of a standard tells of its own past."""
    return {"history": told(edition, entries_of([standard]))}


def other_revisions(edition: Edition, standard: Standard) -> Iterator[Revision]:
    """Every revision but the one that the standard's own page shows."""
    shown = standing(standard, edition.today).shown
    return (revision for revision in standard.revisions if revision != shown)


def revision_path_of(edition: Edition, standard: Standard, revision: Revision) -> str:
    """Where a revision is read: the page of the standard for the one shown there."""
    if revision == standing(standard, edition.today).shown:
        return paths.standard_path(standard.id)
    return paths.revision_path(standard.id, revision.version)


def revision_title(edition: Edition, standard: Standard, revision: Revision) -> str:
    """The standard's title with the version behind it, unescaped."""
    return edition.word("edition_title", title=edition.say(standard.title), version=revision.version)


def revision_variables(edition: Edition, standard: Standard, revision: Revision) -> Mapping[str, object]:
    """The variables of the template `revision`."""
    stand = standing(standard, edition.today)
    then = replace(stand, shown=revision)
    first, last = span(standard, revision)
    clauses = shown_clauses(edition, standard, then)
    page = paths.revision_path(standard.id, revision.version)
    return {
        "standard": standard,
        "chapter": edition.catalogue.chapter(standard.id),
        "stand": stand,
        "revision": revision,
        "first": first,
        "last": last,
        "limits": shown_limits(edition, standard, revision),
        "clauses": [shown for shown in clauses if shown.state == "present"],
        "absent": [shown for shown in clauses if shown.state != "present"],
        "redline": redline(edition, standard, revision),
        "prose": shown_prose(edition, standard, revision, page=page),
        "source_file": source_file(edition, standard.id),
    }
