"""Markdown as the site builds it, and what is left of it in the browser: words, links, anchors and tags."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown import Markdown

_MARKDOWN = Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"])
"""With the extensions of mkdocs.yml."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One element that a page opens."""

    name: str
    attributes: Mapping[str, str]


@dataclass(slots=True)
class Html(HTMLParser):
    """A page, read."""

    tags: list[Tag] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words, with single spaces."""
        return " ".join("".join(self.words).split())

    @property
    def names(self) -> set[str]:
        """The names of all elements."""
        return {tag.name for tag in self.tags}

    def values(self, attribute: str) -> list[str]:
        """The values of an attribute, in the order of the page."""
        return [tag.attributes[attribute] for tag in self.tags if attribute in tag.attributes]


def read_html(text: str) -> Html:
    """HTML, read."""
    page = Html()
    page.feed(text)
    page.close()
    return page


def built(text: str) -> Html:
    """Markdown, built and read."""
    _MARKDOWN.reset()
    return read_html(_MARKDOWN.convert(text))
