"""Words from the pack become Markdown that can do nothing but be read.

The pack comes from strangers too (a pull request is built before it is merged). Whatever Markdown or HTML
could act on is written as a numeric entity, which every Markdown builder passes through as a plain character,
in a paragraph, a table cell, a link's text and an attribute alike.
"""

import html
import re
from functools import lru_cache

from markupsafe import Markup

_PASSIVE = ",./%()-;:?@$+"
_ACTIVE = re.compile(rf"[!-/:-@\[-`{{-~](?<![{re.escape(_PASSIVE)}])")
_OPENS_A_LINE = re.compile(r"^(?:[-+:?]|\d+(?=[.)]))")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CJK = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_BREAK_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}])[ \t]*\n\s*(?=[{_CJK}])")


def visible(text: str) -> str:
    """The text with Unix line ends, without control characters and marks that turn the reading direction."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The text on one line; a line break inside Chinese leaves no space behind."""
    return " ".join(_BREAK_BETWEEN_CJK.sub("", visible(text)).split())


def plain(text: object) -> Markup:
    """Text for any place of a page, shown exactly as it is written, on one line.

    What is Markup already was escaped before and passes.
    """
    return text if isinstance(text, Markup) else _escaped(str(text))


@lru_cache(maxsize=1 << 16)  # the same titles and words stand on many pages
def _escaped(text: str) -> Markup:
    return Markup(_start(entities(one_line(text))))  # noqa: S704  # nothing active is left


def entities(text: str) -> str:
    """Every character that Markdown or HTML acts on as a numeric entity; line breaks stay."""
    return _ACTIVE.sub(lambda match: entity(match[0]), text)


def entity(character: str) -> str:
    """`<` as `&#60;`."""
    return f"&#{ord(character)};"


def code(text: object) -> Markup:
    """Inline code."""
    return Markup(f"<code>{entities(one_line(str(text)))}</code>")  # noqa: S704  # escaped just here


def code_block(text: str) -> Markup:
    """A block of code with its line breaks, one HTML block in Markdown."""
    shown = entities(visible(text).strip("\n"))
    return Markup(f'<pre tabindex="0"><code>{shown}</code></pre>')  # noqa: S704  # escaped just here


def title(text: str) -> str:
    """A page's title for navigation and `<title>`, where the theme writes it into HTML as it is.

    Angle brackets become their full-width twins, because themes strip and unescape titles in places.
    """
    return html.escape(one_line(text).replace("<", "＜").replace(">", "＞"))


def _start(escaped: str) -> str:
    """A text that begins like a list item does not open a list."""
    match = _OPENS_A_LINE.match(escaped)
    if match is None:
        return escaped
    last = match.end() if match[0].isdigit() else 0
    return escaped[:last] + entity(escaped[last]) + escaped[last + 1 :]
