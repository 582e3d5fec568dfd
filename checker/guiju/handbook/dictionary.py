"""The data dictionary: what each export holds, who reads it and which systems it comes from."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiju.handbook.edition import Edition
from guiju.model.catalogue import Catalogue
from guiju.model.export import Export
from guiju.model.kpi import Kpi
from guiju.model.pack import Chapter
from guiju.model.promise_words import promise_words
from guiju.model.record import Id, Name
from guiju.model.registry import is_of_the_pack
from guiju.model.standard import Clause, Standard
from guiju.model.system import Reading, System


@dataclass(frozen=True, slots=True)
class Shelf:
    """Exports that are listed together."""

    title: str
    exports: tuple[Export, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """What reads an export."""

    standards: tuple[tuple[Standard, tuple[Clause, ...]], ...]
    """In the order of the handbook, with those of their clauses that read it."""
    kpis: tuple[Kpi, ...]
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One system profile that makes an export, with the columns that the system does not carry."""

    system: System
    reading: Reading
    export: Export
    missing: tuple[Name, ...]


def shelves_of(edition: Edition) -> tuple[Shelf, ...]:
    """The exports by the chapter that reads them most; those that no clause reads come last."""
    catalogue = edition.catalogue
    homes = _homes(catalogue)
    named: list[tuple[str, Id | None]] = [(edition.say(one.title), one.id) for one in catalogue.pack.chapters]
    shelves = (
        Shelf(name, tuple(each for each in catalogue.file_exports.values() if homes.get(each.id) == chapter))
        for name, chapter in [*named, (edition.word("read_by_none"), None)]
    )
    return tuple(shelf for shelf in shelves if shelf.exports)


def _homes(catalogue: Catalogue) -> Mapping[Id, Id]:
    """Export -> the chapter with most clauses that read it; of several, the first in the handbook."""
    counted: dict[Id, Counter[Id]] = {}
    for standard, clause in catalogue.clauses():
        for export in catalogue.exports_of(clause.check) if clause.check is not None else ():
            counted.setdefault(export, Counter())[catalogue.chapter_of[standard.id]] += 1
    return {export: chapters.most_common(1)[0][0] for export, chapters in counted.items()}


def registers_of(catalogue: Catalogue) -> tuple[Export, ...]:
    """The pack itself as exports."""
    return tuple(export for name, export in catalogue.exports.items() if is_of_the_pack(name))


def readers_of(edition: Edition, export: Export) -> Readers:
    """Every clause and KPI that reads the export, as what it judges or to hold something else against."""
    catalogue = edition.catalogue
    standards: dict[Id, list[Clause]] = {}
    for standard, clause in catalogue.clauses():
        if clause.check is not None and export.id in catalogue.exports_of(clause.check):
            standards.setdefault(standard.id, []).append(clause)
    chapters = {catalogue.chapter_of[standard] for standard in standards}
    return Readers(
        standards=tuple((catalogue.standards[standard], tuple(clauses)) for standard, clauses in standards.items()),
        kpis=tuple(kpi for kpi in catalogue.kpis.values() if export.id in kpi.exports),
        chapters=tuple(chapter for chapter in catalogue.pack.chapters if chapter.id in chapters),
    )


def feeds_of(catalogue: Catalogue, system: System) -> tuple[Feed, ...]:
    """What a profile makes, in the order of its readings."""
    return tuple(_feed(catalogue, system, reading) for reading in system.readings)


def export_variables(edition: Edition, export: Export) -> dict[str, object]:
    """The variables of the template `export`."""
    return {
        "export": export,
        "readers": readers_of(edition, export),
        "feeds": tuple(_feeds_into(edition.catalogue, export)),
        "promises": tuple(
            (promise_words(expectation, export), edition.word(f"contract_{expectation.severity}"))
            for expectation in export.expectations
        ),
    }


def _feeds_into(catalogue: Catalogue, export: Export) -> Iterator[Feed]:
    for system in catalogue.systems.values():
        yield from (feed for feed in feeds_of(catalogue, system) if feed.export.id == export.id)


def _feed(catalogue: Catalogue, system: System, reading: Reading) -> Feed:
    export = catalogue.exports[reading.export]
    made = reading.fold.columns.keys() if reading.fold is not None else {*reading.columns, *reading.derive}
    missing = tuple(name for name in export.columns if name not in made)
    return Feed(system=system, reading=reading, export=export, missing=missing)
