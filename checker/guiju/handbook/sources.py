"""Which clauses, KPIs, roles and terms answer which section of the documents that the standards answer to."""

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.handbook import paths
from guiju.model.catalogue import Catalogue
from guiju.model.pack import Source
from guiju.model.record import Id
from guiju.model.standard import Satisfies
from guiju.model.text import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that answers to a demand: its title, its page, and the item it names."""

    title: Text
    path: str
    item: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a source and what answers it. `name` is None for the document as a whole."""

    name: str | None
    title: Text | None
    answers: tuple[Answer, ...]


def section_anchor(source: Source, section: str | None) -> str:
    """The anchor of a section on the page of sources; of the document where it has no such section."""
    names = list(source.sections)
    return f"source-{source.id}--{names.index(section) + 1}" if section in names else f"source-{source.id}"


def sections_of(catalogue: Catalogue, source: Source) -> tuple[Section, ...]:
    """The sections in the order of the source; behind them those it does not list and the document as a whole."""
    answers = [(demand.section, answer) for demand, answer in _answers(catalogue) if demand.source == source.id]
    others = dict.fromkeys(section for section, _ in answers if section not in source.sections)
    return tuple(
        Section(name, source.sections.get(name or ""), tuple(answer for section, answer in answers if section == name))
        for name in (*source.sections, *others)
    )


def _answers(catalogue: Catalogue) -> Iterator[tuple[Satisfies, Answer]]:
    for demands, title, path in _answering(catalogue):
        for demand in demands:
            yield demand, Answer(title, path, demand.item)


def _answering(catalogue: Catalogue) -> Iterator[tuple[tuple[Satisfies, ...], Text, str]]:
    """Every record that can answer to demands: (demands, title, path)."""
    for standard in catalogue.standards.values():
        yield standard.satisfies, standard.title, paths.standard_path(standard.id)
        for clause in standard.clauses:
            title = Text(zh=f"{standard.title.zh}：{clause.title.zh}", en=_joined(standard.title.en, clause.title.en))
            yield clause.satisfies, title, paths.clause_path(standard.id, clause.id)
    for kpi in catalogue.kpis.values():
        yield kpi.satisfies, kpi.title, paths.kpi_path(kpi.id)
    for role in catalogue.roles.values():
        yield role.satisfies, role.title, paths.role_path(role.id)
    for term in catalogue.terms.values():
        yield term.satisfies, term.term, f"{paths.GLOSSARY}#{term_anchor(term.id)}"


def term_anchor(term: Id) -> str:
    """The anchor of a term in the glossary."""
    return f"term-{term}"


def _joined(first: str | None, second: str | None) -> str | None:
    return f"{first}: {second}" if first is not None and second is not None else None
