"""The order of the pages and the names of their groups, in the shape of MkDocs' `nav`."""

from collections.abc import Mapping, Sequence
from datetime import date

from guiju.handbook import paths
from guiju.handbook.appendices import appendices_title, appendix_entries
from guiju.handbook.dictionary import shelves_of
from guiju.handbook.edition import Edition
from guiju.handbook.escape import title
from guiju.handbook.guides import guides_of
from guiju.handbook.kpis import kpi_shelves
from guiju.model.catalogue import Catalogue
from guiju.model.manual import NO_MANUAL, Manual
from guiju.model.pack import Chapter
from guiju.model.text import Lang, Text

NavItem = str | Mapping[str, "str | Sequence[NavItem]"]
"""A path alone (the page that opens a group), or one title -> path or group."""


MOST = 50
"""Pages in one group."""


def navigation(catalogue: Catalogue, lang: Lang, manual: Manual = NO_MANUAL) -> list[NavItem]:
    """The pages that are found by their place, each once. Titles are escaped for HTML.

    Grouped, so that no page carries a list that grows with the whole handbook. Other revisions of a standard are
    reached from its page.
    """
    edition = Edition(catalogue=catalogue, lang=lang, today=date.min, manual=manual)  # no title depends on the day
    standards = [paths.STANDARDS, *(_chapter(edition, chapter) for chapter in catalogue.pack.chapters)]
    roles = [_entry(edition, role.title, paths.role_path(role.id)) for role in catalogue.roles.values()]
    sources = [_entry(edition, source.title, paths.source_path(source.id)) for source in catalogue.sources.values()]
    flows = [_entry(edition, flow.title, paths.flow_path(flow.id)) for flow in catalogue.flows.values()]
    return [
        {edition.word("home"): paths.HOME},
        {edition.word("standards"): standards},
        {edition.word("roles"): [paths.ROLES, *_grouped(roles)]},
        {edition.word("kpis"): [paths.KPIS, *_kpis(edition)]},
        {edition.word("dashboard"): paths.COMPLIANCE},
        {edition.word("news"): [paths.NEWS, {edition.word("changes"): paths.CHANGES}]},
        {edition.word("glossary"): paths.GLOSSARY},
        {edition.word("sources"): [paths.SOURCES, *_grouped(sources)]},
        {
            appendices_title(edition): [
                {edition.word("flows"): [paths.FLOWS, *_grouped(flows)]},
                *appendix_entries(edition),
            ]
        },
        {edition.word("checking"): _checking(edition)},
    ]


def _chapter(edition: Edition, chapter: Chapter) -> NavItem:
    standards = edition.standards_of(chapter.id)
    entries = [_entry(edition, standard.title, paths.standard_path(standard.id)) for standard in standards]
    return {title(edition.say(chapter.title)): [paths.chapter_path(chapter.id), *_grouped(entries)]}


def _kpis(edition: Edition) -> list[NavItem]:
    """The KPIs, by chapter where they are many."""
    shelves = [
        (shelf.title, [_entry(edition, kpi.title, paths.kpi_path(kpi.id)) for kpi in shelf.kpis])
        for shelf in kpi_shelves(edition)
    ]
    if sum(len(entries) for _, entries in shelves) <= MOST:
        return [entry for _, entries in shelves for entry in entries]
    return [{title(name): _grouped(entries)} for name, entries in shelves]


def _grouped(entries: Sequence[NavItem]) -> list[NavItem]:
    """The entries, in groups where they are many: a page names all of its own group."""
    if len(entries) <= MOST:
        return list(entries)
    starts = range(0, len(entries), MOST)
    return [{f"{start + 1}–{min(start + MOST, len(entries))}": entries[start : start + MOST]} for start in starts]


def _checking(edition: Edition) -> list[NavItem]:
    """The guides and what one looks up for them; exports by the chapter that reads them most."""
    guides = [{title(guide.title): guide.path} for guide in guides_of(edition)]
    shelves = [
        {title(shelf.title): [_entry(edition, export.title, paths.export_path(export.id)) for export in shelf.exports]}
        for shelf in shelves_of(edition)
    ]
    commands = [{edition.word("commands"): paths.COMMANDS}] if edition.manual.commands else []
    return [
        paths.GUIDES,
        *guides,
        *commands,
        {edition.word("dictionary"): [paths.EXPORTS, *shelves]},
        {edition.word("registers"): paths.REGISTERS},
        {edition.word("systems"): paths.SYSTEMS},
    ]


def _entry(edition: Edition, words: Text, path: str) -> NavItem:
    return {title(edition.say(words)): path}
