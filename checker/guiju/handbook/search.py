"""The index of the handbook's search: the words of every page, weighed, as a script beside the pages.

A script and not JSON, because a browser that opened the site from a folder may load scripts but not fetch files.
How the words are found and ranked is in `site/theme/search/find.js`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from guiju.handbook.articles import Article, Section, read_article
from guiju.model.text import Lang

INDEX = "search/index.js"
"""Below each language's site."""

_LISTS = frozenset(("", "standards/", "roles/", "kpis/", "changes/", "news/", "guides/", "exports/"))
"""Pages that only repeat what stands on others."""
_PAGE_WEIGHTS: Mapping[str, float] = {
    "standards": 1.0,
    "glossary": 0.9,
    "kpis": 0.85,
    "roles": 0.8,
    "chapters": 0.7,
    "guides": 0.5,
    "commands": 0.3,
    "exports": 0.3,  # columns are named after the very things that standards are about
    "registers": 0.3,
    "systems": 0.3,
    "sources": 0.3,  # what a source says comes behind the rule in force that answers it
}
_LIST_WEIGHT, _OTHER_WEIGHT = 0.4, 0.6
_SECTION_WEIGHTS: Mapping[str, float] = {
    "history": 0.4,
    "sources": 0.4,
    "limits": 0.85,
    "bound": 0.6,
    "recent": 0.4,
    "owned": 0.4,
}
"""By anchor. History tells yesterday's limits, and a search for `48 hours` asks for those of today; what binds or
belongs to a role is told on the page of its standard."""
_RETIRED, _MENTION = 0.4, 0.5
_KINDS = ("clause-", "term-")
"""What stands before the id of a record in the anchor of its heading."""


Editions = Mapping[Lang, Mapping[str, Article]]
"""Language -> address of each page below its site (`standards/complaint-handling/`) -> its words."""


def write_indexes(editions: Editions, sites: Mapping[Lang, Path]) -> None:
    """Writes `search/index.js` into each built site. The sites are twins: their pages lie at the same paths.

    Equal sites give equal bytes. The size is that of the words on the pages.
    """
    for lang, site in sites.items():
        twins = [edition for other, edition in editions.items() if other != lang]
        pages = [_page(path, article, twins) for path, article in editions[lang].items()]
        target = site / INDEX
        target.parent.mkdir(parents=True, exist_ok=True)
        told = json.dumps({"lang": lang, "pages": pages}, ensure_ascii=False, separators=(",", ":"))
        target.write_text(f"window.handbookIndex={told};\n", encoding="utf-8", newline="\n")


def articles(site: Path) -> Mapping[str, Article]:
    """The words of every page of a built site that may be found, by its address below the site."""
    return dict(_articles(site))


def _articles(site: Path) -> Iterator[tuple[str, Article]]:
    for file in sorted(site.rglob("index.html")):
        article = read_article(file.read_text(encoding="utf-8"))
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        if article is not None:
            yield path, article


def _page(path: str, article: Article, twins: Sequence[Mapping[str, Article]]) -> list[object]:
    """`[address, id, title, title in the other language, weight, sections]`."""
    folder, _, stem = path.rstrip("/").rpartition("/")
    others = [twin[path] for twin in twins if path in twin]
    headings = {section.anchor: section.heading for other in others for section in other.sections}
    sections = [_section(section, headings) for section in article.sections]
    return [path, stem if folder else "", article.title, headings.get("", ""), _weight(path), sections]


def _section(section: Section, twin_headings: Mapping[str, str]) -> list[object]:
    """`[anchor, id, heading, heading in the other language, weight, 1 if about its heading, text]`."""
    kind = next((kind for kind in _KINDS if section.anchor.startswith(kind)), None)
    weight = _SECTION_WEIGHTS.get(section.anchor, 1.0)
    weight *= _RETIRED if section.retired else 1.0
    return [
        section.anchor,
        section.anchor.removeprefix(kind) if kind is not None else "",
        section.heading,
        twin_headings.get(section.anchor, ""),
        weight if section.own else weight * _MENTION,
        int(section.own),
        section.text,
    ]


def _weight(path: str) -> float:
    """How much a hit on the page counts: the page of a record before those that mention it."""
    return _LIST_WEIGHT if path in _LISTS else _PAGE_WEIGHTS.get(path.split("/", 1)[0], _OTHER_WEIGHT)
