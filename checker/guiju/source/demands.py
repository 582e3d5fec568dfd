"""Holds the demands of the sources against the records that answer them: unknown, twice, or answered and excused."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guiju.model.demand import DemandId, Satisfies
from guiju.model.pack import Source
from guiju.model.problem import Problem
from guiju.model.text import Text
from guiju.source.known import reference
from guiju.source.nodes import Document, Path
from guiju.source.records import PackRecords

DEMAND = Text(zh="要求", en="demand")
SOURCE = Text(zh="来源文件", en="source")
SECTION = Text(zh="章节", en="section")


class Answering(NamedTuple):
    """A record that answers to demands, where it stands, and what a message calls it."""

    document: Document
    path: Path
    satisfies: Satisfies
    name: str


def check_demands(records: PackRecords) -> Iterator[Problem]:
    """Everything that is wrong between demands, sections and answers."""
    known = _known(records)
    first: dict[DemandId, Answering] = {}
    for answering in _answering(records):
        yield from _satisfies(answering, known)
        for demand in answering.satisfies:
            first.setdefault(demand, answering)
    seen: dict[DemandId, str] = {}
    for entry in records.sources.values():
        if entry.record is not None:
            yield from _twice(entry.record, entry.document, seen)
            yield from _places(entry.record, entry.document, records)
            yield from _excuses(entry.record, entry.document, known, first)


def _known(records: PackRecords) -> frozenset[DemandId] | None:
    """The ids of all demands; None where a source could not be read, so that its demands are not told as unknown."""
    sources = [entry.record for entry in records.sources.values()]
    if any(source is None for source in sources):
        return None
    return frozenset(demand.id for source in sources if source is not None for demand in source.demands)


def _answering(records: PackRecords) -> Iterator[Answering]:
    """Every record that can answer to demands. A new kind of record has its line here, and in model/coverage.py."""
    yield from _in_lists(records)
    shelves = (records.kpis, records.exports, records.systems, records.calendars, records.waivers, records.flows)
    for shelf in (*shelves, records.scorecards):
        for entry in shelf.values():
            if entry.record is not None:
                yield Answering(entry.document, (), entry.record.satisfies, entry.id)
    for standard in records.standards:
        written, document = standard.entry.record, standard.entry.document
        if written is not None:
            yield Answering(document, (), written.satisfies, written.id)
            for place, clause in enumerate(written.clauses):
                yield Answering(document, ("clauses", place), clause.satisfies, f"{written.id}.{clause.id}")


def _in_lists(records: PackRecords) -> Iterator[Answering]:
    """The records that share a file."""
    if records.roles is not None and records.roles.record is not None:
        for place, role in enumerate(records.roles.record.roles):
            yield Answering(records.roles.document, ("roles", place), role.satisfies, role.id)
    if records.glossary is not None and records.glossary.record is not None:
        for place, term in enumerate(records.glossary.record.terms):
            yield Answering(records.glossary.document, ("terms", place), term.satisfies, term.id)


def _satisfies(answering: Answering, known: frozenset[DemandId] | None) -> Iterator[Problem]:
    for place, demand in enumerate(answering.satisfies):
        here = (*answering.path, "satisfies", place)
        yield from reference(answering.document, here, demand, DEMAND, known)
        if demand in answering.satisfies[:place]:
            zh, en = f"{demand} 在这里写了两次，请删去一个", f"{demand} stands here twice; take one away"
            yield Problem(answering.document.at(here), Text(zh=zh, en=en))


def _twice(source: Source, document: Document, seen: dict[DemandId, str]) -> Iterator[Problem]:
    for place, demand in enumerate(source.demands):
        if demand.id in seen:
            zh = f"要求 {demand.id} 已在 {seen[demand.id]}，请删去一个或改 id"
            en = f"the demand {demand.id} stands at {seen[demand.id]} already; take one away or rename it"
            yield Problem(document.at(("demands", place, "id")), Text(zh=zh, en=en))
        seen.setdefault(demand.id, str(document.at(("demands", place, "id"))))


def _places(source: Source, document: Document, records: PackRecords) -> Iterator[Problem]:
    """Sections that the source, or the source that is named, does not list."""
    sections: Mapping[str, Mapping[str, Text] | None] = {
        name: entry.record.sections if entry.record is not None else None for name, entry in records.sources.items()
    }
    for place, demand in enumerate(source.demands):
        path = ("demands", place)
        yield from reference(document, (*path, "section"), demand.section, SECTION, source.sections)
        for other, named in demand.stated_in.items():
            yield from reference(document, (*path, "stated_in", other), other, SOURCE, sections)
            for at, section in enumerate(named):
                yield from reference(document, (*path, "stated_in", other, at), section, SECTION, sections.get(other))


def _excuses(
    source: Source, document: Document, known: frozenset[DemandId] | None, first: Mapping[DemandId, Answering]
) -> Iterator[Problem]:
    """Excuses of demands that are answered, or that point to nothing."""
    for place, demand in enumerate(source.demands):
        if demand.reason is None:
            continue
        path = ("demands", place, "reason")
        for at, other in enumerate(demand.reason.see):
            yield from reference(document, (*path, "see", at), other, DEMAND, known)
        if demand.id in first:
            answer = first[demand.id]
            where = answer.document.at((*answer.path, "satisfies"))
            zh = f"{demand.id} 已由 {answer.name}（{where}）落实，不能又说明不落实的理由；请删去其一"
            en = f"{demand.id} is answered by {answer.name} ({where}), so no reason can stand here; take one away"
            yield Problem(document.key(path), Text(zh=zh, en=en))
