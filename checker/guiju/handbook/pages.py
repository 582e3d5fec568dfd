"""The pages of the handbook: a catalogue in, Markdown out. Pure: no files, no clock.

Plain Markdown with a little HTML, so that another builder can take over from mkdocs-material.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from guiju.handbook import law, paths, sources, words
from guiju.handbook.appendices import appendices
from guiju.handbook.book.links import NO_BOOKS, Shelves
from guiju.handbook.checking import checking_leaves
from guiju.handbook.dashboard import dashboard_variables, doing, totals
from guiju.handbook.edition import Edition
from guiju.handbook.escape import code, code_block, plain, title
from guiju.handbook.flows import FLOW_TOOLS, flow_variables
from guiju.handbook.kpis import asked_of, kpi_shelves, kpi_variables
from guiju.handbook.measured import measured_of, measured_of_kpi
from guiju.handbook.overviews import chapters, home_variables, news_variables, record_variables
from guiju.handbook.revisions import (
    history_variables,
    other_revisions,
    revision_path_of,
    revision_title,
    revision_variables,
)
from guiju.handbook.roles import role_variables, roles_variables
from guiju.handbook.standards import shown_changes, standard_variables
from guiju.handbook.terms import Terms
from guiju.handbook.trends import trends_of
from guiju.handbook.verdicts import SYMBOLS, badge
from guiju.model.catalogue import Catalogue
from guiju.model.coverage import WAYS, Coverage, coverage_of
from guiju.model.demand import EXCUSES, KINDS
from guiju.model.manual import NO_MANUAL, Manual
from guiju.model.published import Published
from guiju.model.standard import SEVERITY_WORDS, Standard
from guiju.model.text import Lang


@dataclass(frozen=True, slots=True)
class Page:
    """One page before it is rendered."""

    path: str
    template: str
    title: str
    """Unescaped."""
    variables: Mapping[str, object]
    meta: Mapping[str, object] = field(default_factory=dict[str, object])
    """More front matter: what the theme reads."""


def pages(  # noqa: PLR0913 - each says something else of the handbook
    catalogue: Catalogue,
    *,
    lang: Lang,
    today: date,
    published: Published | None = None,
    manual: Manual = NO_MANUAL,
    books: Shelves = NO_BOOKS,
) -> Mapping[str, str]:
    """Every page: path relative to the handbook's root (`standards/complaint-handling.md`) -> Markdown.

    `today` decides which revision is in force and which review is overdue; `published` is what runs tell, `manual`
    what stands beside the pack, and `books` are the documents that the pages offer for download.
    """
    edition = Edition(catalogue=catalogue, lang=lang, today=today, published=published, manual=manual)
    coverage = coverage_of(catalogue)
    templates, shared = _templates(), {**_shared(edition, coverage), "books": books}
    return {page.path: _rendered(templates, shared, edition, page) for page in _pages(edition, coverage)}


def _rendered(templates: Environment, shared: Mapping[str, object], edition: Edition, page: Page) -> str:
    front = {"title": title(page.title), **page.meta}
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())  # JSON is YAML, whatever it holds
    meta = f"---\n{lines}---\n\n"
    template = templates.get_template(f"{page.template}.md.j2")
    links = {
        "link": partial(paths.link, page=page.path),
        "anchor": partial(paths.anchor, page=page.path),
        "termed": Terms(edition, page.path).marked,
    }
    body = template.render({**shared, **page.variables, **links, "title": page.title, "page": page.path})
    return meta + body.strip("\n") + "\n"


@cache
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
        "edit_url": partial(paths.edit_url, edition.catalogue.pack.web),
        "revision_path": partial(revision_path_of, edition),
        "shown_changes": shown_changes,
        "asked_of": asked_of,
        **FLOW_TOOLS,
        "last_badge": partial(badge, edition),
        "totals": partial(totals, edition),
        "doing": partial(doing, edition),
        "measured_of": partial(measured_of, edition),
        "measured_of_kpi": partial(measured_of_kpi, edition),
        "trends_of": partial(trends_of, edition),
        "sep": "：" if edition.lang == "zh" else ": ",
        "stop": "；" if edition.lang == "zh" else "; ",
        **_separators(edition.lang),
        "SYMBOLS": SYMBOLS,
        "FORCE": words.FORCE,
        "SEVERITY": SEVERITY_WORDS,
        "UNIT": words.UNIT,
        "KINDS": KINDS,
        "number": "{:,g}".format,
        "EXCUSES": EXCUSES,
        "WAYS": WAYS,
        "VERIFIABILITY": words.VERIFIABILITY,
    }


def _separators(lang: Lang) -> Mapping[str, Markup]:
    """Those that a template prints by themselves, where text would lose the space at its end."""
    if lang == "zh":
        return {"colon": Markup("："), "semicolon": Markup("；"), "gap": Markup()}
    return {"colon": Markup(": "), "semicolon": Markup("; "), "gap": Markup(" ")}


def _pages(edition: Edition, coverage: Coverage) -> Iterator[Page]:
    catalogue = edition.catalogue
    yield from _overviews(edition)
    for chapter, standards in chapters(edition):
        variables = {"chapter": chapter, "standards": standards}
        yield Page(paths.chapter_path(chapter.id), "chapter", edition.say(chapter.title), variables)
    for standard in catalogue.standards.values():
        variables = {**standard_variables(edition, standard), **history_variables(edition, standard)}
        yield Page(paths.standard_path(standard.id), "standard", edition.say(standard.title), variables)
        yield from _revisions(edition, standard)
    for kpi in catalogue.kpis.values():
        yield Page(paths.kpi_path(kpi.id), "kpi", edition.say(kpi.title), kpi_variables(edition, kpi))
    for role in catalogue.roles.values():
        meta = {"feed": paths.feed_path(role.id)}
        yield Page(paths.role_path(role.id), "role", edition.say(role.title), role_variables(edition, role), meta)
    for source in catalogue.sources.values():
        matrix = sources.source_variables(source, coverage)
        yield Page(paths.source_path(source.id), "source", edition.say(source.title), matrix)
    for flow in catalogue.flows.values():
        yield Page(paths.flow_path(flow.id), "flow", edition.say(flow.title), flow_variables(edition, flow))


def _revisions(edition: Edition, standard: Standard) -> Iterator[Page]:
    """A standard as its other revisions have it: out of the navigation, and for no search."""
    meta = {"robots": "noindex", "hide": ["navigation"]}
    for revision in other_revisions(edition, standard):
        path = paths.revision_path(standard.id, revision.version)
        title = revision_title(edition, standard, revision)
        yield Page(path, "revision", title, revision_variables(edition, standard, revision), meta)


def _overviews(edition: Edition) -> Iterator[Page]:
    """The pages about all of something."""
    catalogue = edition.catalogue
    hidden = {"hide": ["navigation", "toc"]}
    yield Page(paths.HOME, "home", edition.say(catalogue.pack.title), home_variables(edition), hidden)
    yield Page(paths.STANDARDS, "standards", edition.word("all_standards"), {"chapters": chapters(edition)})
    yield Page(paths.ROLES, "roles", edition.word("roles"), roles_variables(edition))
    yield Page(paths.KPIS, "kpis", edition.word("kpis"), {"kpi_shelves": kpi_shelves(edition)})
    yield Page(paths.COMPLIANCE, "compliance", edition.word("dashboard"), dashboard_variables(edition))
    yield Page(paths.NEWS, "news", edition.word("news"), news_variables(edition))
    yield Page(paths.CHANGES, "changes", edition.word("changes"), record_variables(edition), {"hide": ["toc"]})
    yield Page(paths.GLOSSARY, "glossary", edition.word("glossary"), {})
    yield Page(paths.SOURCES, "sources", edition.word("sources"), {})
    yield Page(paths.FLOWS, "flows", edition.word("flows"), {})
    for appendix in appendices(edition):
        yield Page(appendix.path, appendix.template, appendix.title, appendix.variables)
    for leaf in checking_leaves(edition):
        yield Page(leaf.path, leaf.template, leaf.title, leaf.variables)
