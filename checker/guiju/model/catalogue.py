"""The whole pack, looked up by id: what the source stage hands to every other stage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from guiju.model.checks import Check, Target, others_of
from guiju.model.export import Export
from guiju.model.flow import Flow
from guiju.model.kpi import Kpi
from guiju.model.pack import Calendar, Chapter, Pack, Role, Source, Term
from guiju.model.problem import Location
from guiju.model.record import Id
from guiju.model.registry import is_of_the_pack
from guiju.model.scorecard import Scorecard
from guiju.model.standard import Clause, Standard
from guiju.model.system import System
from guiju.model.text import Text
from guiju.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause by its full name, `complaint-handling.handled`: what findings and reports carry."""

    standard: Id
    clause: Id

    def __str__(self) -> str:
        return f"{self.standard}.{self.clause}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Every record of the pack, checked: each reference in it is known, each SQL expression allowed."""

    pack: Pack
    digest: str
    """SHA-256 over the names and bytes of the pack's files."""
    commit: str | None
    """The commit that the pack was read at, where it lies in a Git checkout."""
    sources: Mapping[Id, Source]
    roles: Mapping[Id, Role]
    terms: Mapping[Id, Term]
    exports: Mapping[Id, Export]
    """Those of `standards/exports/`, and the registers of the pack itself (`guiju.model.registry`)."""
    systems: Mapping[Id, System]
    calendars: Mapping[Id, Calendar]
    kpis: Mapping[Id, Kpi]
    standards: Mapping[Id, Standard]
    """In the order of chapters, then of file names."""
    chapter_of: Mapping[Id, Id]
    """Standard -> chapter."""
    prose: Mapping[Id, Text]
    """Standard -> the Markdown behind its front matter, in both languages."""
    waivers: Mapping[Id, Waiver] = field(default_factory=dict[Id, Waiver])
    """Those in force, to come and expired, by id."""
    places: Mapping[str, Location]
    """Standard id, `standard.clause`, `standard@version`, `standard@version.parameter`, `waiver:id`, `roles/id`,
    `kpis/id`, `exports/id`, `calendars/id` or `terms/id` -> where it stands in the pack (path relative to the pack)."""
    flows: Mapping[Id, Flow] = field(default_factory=dict[Id, Flow])
    scorecards: Mapping[Id, Scorecard] = field(default_factory=dict[Id, Scorecard])

    def clauses(self) -> Iterator[tuple[Standard, Clause]]:
        """Every clause with its standard, in the order of the handbook."""
        for standard in self.standards.values():
            for clause in standard.clauses:
                yield standard, clause

    def waivers_of(self, clause: ClauseRef) -> tuple[Waiver, ...]:
        """The waivers that name a clause, in the order of their ids."""
        return tuple(waiver for waiver in self.waivers.values() if waiver.names(str(clause)))

    def chapter(self, standard: Id) -> Chapter:
        """The chapter that a standard stands in."""
        return next(chapter for chapter in self.pack.chapters if chapter.id == self.chapter_of[standard])

    @property
    def file_exports(self) -> Mapping[Id, Export]:
        """The exports that files are given for: without the registers of the pack."""
        return {name: export for name, export in self.exports.items() if not is_of_the_pack(name)}

    def exports_of(self, check: Check) -> tuple[Id, ...]:
        """The exports that a check reads: first the one that it judges."""
        if not isinstance(check, Target):
            return (check.on, *others_of(check))
        return self.kpis[check.kpi].exports
