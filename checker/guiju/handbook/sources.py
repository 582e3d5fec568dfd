"""What the sources ask for and which record answers it: the coverage matrix of each source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from guiju.handbook import paths
from guiju.model.catalogue import Catalogue
from guiju.model.coverage import WAYS, Answer, Coverage, How, Traced, Way
from guiju.model.demand import DemandId
from guiju.model.pack import Source
from guiju.model.record import Id
from guiju.model.text import Lang, Text

_MARKS: Mapping[Way, str] = {"checked": "in-force", "open": "overdue", "excused": "retired"}
"""Way -> the look of its badge, where it has one of its own."""
_PAGES: Mapping[How, Callable[[Id], str]] = {
    "standard": paths.standard_path,
    "kpi": paths.kpi_path,
    "role": paths.role_path,
    "term": paths.term_path,
    "flow": paths.flow_path,
    "scorecard": paths.scorecard_path,
    "export": paths.export_path,
    "system": paths.system_path,
}
"""Kind of an answering record, besides clauses -> where records of it are told; calendars and waivers are nowhere."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a source with the demands in it."""

    anchor: str
    name: str
    """Its number; empty where the section has only a title."""
    title: Text
    demands: tuple[Traced, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many demands are answered in one way."""

    way: Way
    count: int


def source_variables(source: Source, coverage: Coverage) -> dict[str, object]:
    """The variables of the template `source`."""
    mine = coverage.of(source.id)
    return {"source": source, "tallies": tallies(mine), "total": len(mine.traced), "sections": sections(source, mine)}


def sections(source: Source, coverage: Coverage) -> tuple[Section, ...]:
    """The sections that ask for something, in the order of the source."""
    found = (
        Section(f"section-{place}", name if name[:1].isdigit() else "", title, _in(coverage, name))
        for place, (name, title) in enumerate(source.sections.items(), 1)
    )
    return tuple(section for section in found if section.demands)


def tallies(coverage: Coverage) -> tuple[Tally, ...]:
    """The ways that occur, firmest first; what is open always."""
    counts = [Tally(way, sum(one.way == way for one in coverage.traced)) for way in WAYS]
    return tuple(tally for tally in counts if tally.count or tally.way == "open")


def by_id(coverage: Coverage) -> Mapping[DemandId, Traced]:
    """Every demand by its id."""
    return {one.demand.id: one for one in coverage.traced}


def place_of(catalogue: Catalogue, one: Traced, lang: Lang) -> str:
    """Document and section of a demand.

    Its own words stand in the matrix alone: the figures of a source are not the limits in force, and pages that staff
    read show no others.
    """
    source = catalogue.sources[one.source]
    name, title = one.demand.section, source.sections[one.demand.section].in_(lang)
    if name[:1].isdigit():
        return f"{source.title.in_(lang)} {name}"
    return f"{source.title.in_(lang)}{'：' if lang == 'zh' else ': '}{title}"


def answer_path(answer: Answer) -> str | None:
    """The page of a record that answers; None where its kind has no pages."""
    if answer.how in ("checked", "attested", "unchecked"):
        standard, _, clause = answer.record.partition(".")
        return paths.clause_path(standard, clause)
    page = _PAGES.get(answer.how)
    return page(answer.record) if page is not None else None


def mark(way: Way) -> str:
    """The classes of a way's badge."""
    return f"badge {_MARKS.get(way, '')}".rstrip()


def _in(coverage: Coverage, section: str) -> tuple[Traced, ...]:
    return tuple(one for one in coverage.traced if one.demand.section == section)
