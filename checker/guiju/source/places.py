"""Where each record of the pack stands: what findings and reports point to."""

from collections.abc import Iterator

from guiju.model.problem import Location
from guiju.source.records import PackRecords, StandardEntry


def places_of(records: PackRecords) -> Iterator[tuple[str, Location]]:
    """The keys of `Catalogue.places`, each with its place."""
    for waiver in records.waivers.values():
        yield f"waiver:{waiver.id}", Location(waiver.document.path, 1)
    for standard in records.standards:
        yield from _standard(standard)
    for folder, entries in (("kpis", records.kpis), ("exports", records.exports), ("calendars", records.calendars)):
        for name, entry in entries.items():
            yield f"{folder}/{name}", Location(entry.document.path, 1)
    if records.roles is not None and records.roles.record is not None:
        for place, role in enumerate(records.roles.record.roles):
            yield f"roles/{role.id}", records.roles.document.at(("roles", place))
    if records.glossary is not None and records.glossary.record is not None:
        for place, term in enumerate(records.glossary.record.terms):
            yield f"terms/{term.id}", records.glossary.document.at(("terms", place))


def _standard(standard: StandardEntry) -> Iterator[tuple[str, Location]]:
    document, record, name = standard.entry.document, standard.entry.record, standard.entry.id
    yield name, Location(document.path, 1)
    for place, clause in enumerate(record.clauses if record is not None else ()):
        yield f"{name}.{clause.id}", document.at(("clauses", place))
    for place, revision in enumerate(record.revisions if record is not None else ()):
        yield f"{name}@{revision.version}", document.at(("revisions", place))
        for parameter in revision.sets:
            where = document.key(("revisions", place, "sets", parameter))
            yield f"{name}@{revision.version}.{parameter}", where
