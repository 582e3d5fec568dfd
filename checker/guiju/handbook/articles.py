"""What a reader sees on a built page, section by section: the words that the search finds.

Read from the built HTML, not from the records, so that any page is found by the words that stand on it, whoever
made it and whichever builder built it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADINGS = ("h1", "h2", "h3")
_BLOCKS = frozenset(
    ("blockquote", "br", "dd", "div", "dt", "figure", "h4", "h5", "h6", "li", "p", "pre", "section", "td", "tr")
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_HIDDEN = re.compile(r'<meta name="robots" content="[^"]*noindex')
_SILENT_TAGS = frozenset(("thead", "script", "style", "svg", "template", "summary"))
_SILENT_CLASSES = frozenset(("headerlink", "cell-name", "measured", "unseen", "aliases", "standard-id", "raci", "sql"))
"""Names of columns, repeated in every cell; the signs behind headings; what only a screen reader says; other headers of
a column, which are many; ids in a table of what has a page of its own; who does what, which the page of each standard
says; SQL, which a result would show in place of words; what runs measured, which is no rule: a search for `95%` asks
for a limit and not for a month in which it was met."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of a page and the words below it, up to the next heading."""

    anchor: str
    """Empty for the section that opens the page."""
    heading: str
    own: bool
    """Whether the section is about its heading; a heading that links to another page only mentions that page."""
    retired: bool
    text: str
    """One line for each block of the page."""


@dataclass(frozen=True, slots=True)
class Article:
    """The words of one page."""

    title: str
    sections: tuple[Section, ...]


def read_article(html: str) -> Article | None:
    """The article of a built page; None where it has no heading, or asks to be left out of every index."""
    head, _, rest = html.partition("<article")
    if _HIDDEN.search(head):
        return None
    reader = _Reader()
    reader.feed("<article" + rest.rpartition("</article>")[0] + "</article>")  # navigation is most of a page
    reader.close()
    sections = tuple(_finished(reader.drafts))
    return Article(sections[0].heading, sections) if sections else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Element:
    """An open element of the article."""

    tag: str
    silent: bool
    """Whether its words are left out."""
    retired: bool


@dataclass(slots=True)
class _Draft:
    anchor: str
    retired: bool
    heading: list[str] = field(default_factory=list[str])
    linked: list[str] = field(default_factory=list[str])
    """The words of the heading that stand in a link to another page."""
    text: list[str] = field(default_factory=list[str])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.drafts: list[_Draft] = []
        self._open: list[_Element] = []
        self._inside = False
        self._in_heading = False
        self._in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = attributes.get("class", "").split()
        if not self._inside:
            self._inside = tag == "article"
            return
        if tag not in _VOID:
            silent = tag in _SILENT_TAGS or not _SILENT_CLASSES.isdisjoint(classes)
            self._open.append(_Element(tag=tag, silent=silent, retired="retired" in classes and "clause" in classes))
        if tag in _HEADINGS and "id" in attributes:
            anchor = attributes["id"] if self.drafts else ""
            self.drafts.append(_Draft(anchor, any(element.retired for element in self._open)))
            self._in_heading = True
        elif tag == "a":
            self._in_link = not attributes.get("href", "").startswith("#")
        elif tag in _BLOCKS:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self._inside:
            return
        if tag == "article" and not self._is_open("article"):
            self._inside = False
        while self._is_open(tag):
            if self._open.pop().tag == tag:
                break
        self._in_heading = self._in_heading and tag not in _HEADINGS
        self._in_link = self._in_link and tag != "a"
        if tag in _BLOCKS:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        if self._inside and not any(element.silent for element in self._open):
            self._say(data)

    def _is_open(self, tag: str) -> bool:
        return any(element.tag == tag for element in self._open)

    def _say(self, words: str) -> None:
        if not self.drafts:
            return
        draft = self.drafts[-1]
        if not self._in_heading:
            draft.text.append(words if words == "\n" else words.replace("\n", " "))
            return
        draft.heading.append(words)
        if self._in_link:
            draft.linked.append(words)


def _finished(drafts: list[_Draft]) -> Iterator[Section]:
    for draft in drafts:
        heading = _one_line("".join(draft.heading))
        lines = (_one_line(line) for line in "".join(draft.text).split("\n"))
        yield Section(
            anchor=draft.anchor,
            heading=heading,
            own=_one_line("".join(draft.linked)) != heading,
            retired=draft.retired,
            text="\n".join(line for line in lines if line),
        )


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
