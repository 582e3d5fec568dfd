"""The pages of the handbook: a catalogue in, Markdown out. Pure: no files, no clock.

Plain Markdown with a little HTML, so that another builder can take over from mkdocs-material.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from jinja2 import Environment, PackageLoader, StrictUndefined

from guiju.handbook import law, paths, sources, words
from guiju.handbook.appendices import appendices
from guiju.handbook.dashboard import dashboard_variables, totals
from guiju.handbook.edition import Edition
from guiju.handbook.escape import code, code_block, plain, title
from guiju.handbook.flows import FLOW_TOOLS, flow_variables
from guiju.handbook.kpis import kpi_variables, targets_of
from guiju.handbook.measured import measured_of, measured_of_kpi
from guiju.handbook.roles import RECENT, revisions_of, role_variables
from guiju.handbook.standards import shown_changes, standard_variables
from guiju.handbook.verdicts import SYMBOLS, badge
from guiju.model.catalogue import Catalogue
from guiju.model.coverage import WAYS, Coverage, coverage_of
from guiju.model.demand import EXCUSES, KINDS
from guiju.model.published import Published
from guiju.model.standard import SEVERITY_WORDS
from guiju.model.text import Lang


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is rendered."""

    path: str
    template: str
    title: str
    """Unescaped."""
    variables: Mapping[str, object]


def pages(catalogue: Catalogue, *, lang: Lang, today: date, published: Published | None = None) -> Mapping[str, str]:
    """Every page: path relative to the handbook's root (`standards/complaint-handling.md`) -> Markdown.

    `today` decides which revision is in force and which review is overdue; `published` is what runs tell.
    """
    edition = Edition(catalogue=catalogue, lang=lang, today=today, published=published)
    coverage = coverage_of(catalogue)
    templates, shared = _templates(), _shared(edition, coverage)
    return {page.path: _rendered(templates, shared, page) for page in _pages(edition, coverage)}


def _rendered(templates: Environment, shared: Mapping[str, object], page: Page) -> str:
    hidden = "hide: [navigation, toc]\n" if page.path == paths.HOME else ""
    meta = f"---\ntitle: {json.dumps(title(page.title))}\n{hidden}---\n\n"  # JSON is YAML, whatever the title holds
    template = templates.get_template(f"{page.template}.md.j2")
    link = partial(paths.link, page=page.path)
    body = template.render({**shared, **page.variables, "title": page.title, "link": link})
    return meta + body.strip("\n") + "\n"


def _templates() -> Environment:
    """The templates of the package. Whatever they print is escaped, unless it is Markup and was before."""
    return Environment(
        loader=PackageLoader("guiju.handbook"),
        autoescape=True,  # keeps what macros return marked as escaped
        finalize=plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shared(edition: Edition, coverage: Coverage) -> Mapping[str, object]:
    """What every template may name."""
    return {
        "edition": edition,
        "catalogue": edition.catalogue,
        "say": edition.say,
        "word": edition.word,
        "day": edition.day,
        "role_title": edition.role,
        "law": law,
        "paths": paths,
        "sources": sources,
        "coverage": coverage,
        "traced": sources.by_id(coverage),
        "code": code,
        "code_block": code_block,
        "shown_changes": shown_changes,
        "targets_of": targets_of,
        **FLOW_TOOLS,
        "last_badge": partial(badge, edition),
        "totals": partial(totals, edition),
        "measured_of": partial(measured_of, edition),
        "measured_of_kpi": partial(measured_of_kpi, edition),
        "sep": "：" if edition.lang == "zh" else ": ",
        "stop": "；" if edition.lang == "zh" else "; ",
        "SYMBOLS": SYMBOLS,
        "FORCE": words.FORCE,
        "SEVERITY": SEVERITY_WORDS,
        "UNIT": words.UNIT,
        "KINDS": KINDS,
        "EXCUSES": EXCUSES,
        "WAYS": WAYS,
        "VERIFIABILITY": words.VERIFIABILITY,
    }


def _pages(edition: Edition, coverage: Coverage) -> Iterator[Page]:
    catalogue = edition.catalogue
    yield from _overviews(edition)
    for chapter in catalogue.pack.chapters:
        variables = {"chapter": chapter, "standards": edition.standards_of(chapter.id)}
        yield Page(paths.chapter_path(chapter.id), "chapter", edition.say(chapter.title), variables)
    for standard in catalogue.standards.values():
        variables = standard_variables(edition, standard)
        yield Page(paths.standard_path(standard.id), "standard", edition.say(standard.title), variables)
    for kpi in catalogue.kpis.values():
        yield Page(paths.kpi_path(kpi.id), "kpi", edition.say(kpi.title), kpi_variables(edition, kpi))
    for role in catalogue.roles.values():
        yield Page(paths.role_path(role.id), "role", edition.say(role.title), role_variables(edition, role))
    for source in catalogue.sources.values():
        matrix = sources.source_variables(source, coverage)
        yield Page(paths.source_path(source.id), "source", edition.say(source.title), matrix)
    for flow in catalogue.flows.values():
        yield Page(paths.flow_path(flow.id), "flow", edition.say(flow.title), flow_variables(edition, flow))


def _overviews(edition: Edition) -> Iterator[Page]:
    """The pages about all of something."""
    catalogue = edition.catalogue
    revisions = revisions_of(list(catalogue.standards.values()))
    newest = tuple(islice(revisions, RECENT))
    chapters = tuple((chapter, edition.standards_of(chapter.id)) for chapter in catalogue.pack.chapters)
    yield Page(paths.HOME, "home", edition.say(catalogue.pack.title), {"newest": newest, "chapters": chapters})
    yield Page(paths.STANDARDS, "standards", edition.word("all_standards"), {"chapters": chapters})
    yield Page(paths.ROLES, "roles", edition.word("roles"), {})
    yield Page(paths.KPIS, "kpis", edition.word("kpis"), {})
    yield Page(paths.COMPLIANCE, "compliance", edition.word("dashboard"), dashboard_variables(edition))
    yield Page(paths.CHANGES, "changes", edition.word("changes"), {"revisions": revisions})
    yield Page(paths.GLOSSARY, "glossary", edition.word("glossary"), {})
    yield Page(paths.SOURCES, "sources", edition.word("sources"), {})
    yield Page(paths.FLOWS, "flows", edition.word("flows"), {})
    for appendix in appendices(edition):
        yield Page(appendix.path, appendix.template, appendix.title, appendix.variables)
