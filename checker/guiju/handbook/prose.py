"""The prose of policy owners: their Markdown, with limits filled in and without what could act on a reader.

What is kept: headings, emphasis, lists, tables, quotes, code, links inside the handbook and to http, https, mailto.
What is neutralised: raw HTML, attribute lists, reference links, links of any other scheme, pictures (a page asks no
other host for anything). The rule is a white list: brackets, braces, backticks and `<` reach the builder only where
this module wrote them itself, so it need not agree with any builder about what is code and what is not.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guiju.handbook.escape import code, code_block, entities, entity, visible

_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})[^`]*$")
_HEADING = re.compile(r"^ {0,3}(?P<marks>#{1,6})\s+(?P<text>.*?)[#\s]*$")
_UNDERLINE = re.compile(r"^ {0,3}(?P<mark>=+|-+)\s*$")
_WEB = re.compile(r"^(?:https?://|mailto:)[^\s<>\"'`\\{}\[\]]+$", re.IGNORECASE)
_INLINE = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^`]+?)(?P=ticks)(?!`)"
    r"|!\[(?P<alt>[^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<url>(?:[^()\s]|\([^()\s]*\))+)(?:\s+\"[^\"]*\")?\)"
    r"|\{(?P<name>[a-z][a-z0-9_]*)\}"
    r"|(?P<active>[<&{}\[\]`\\#=])"
)
_TOP = 3
"""Level of the prose's highest heading: the page has its title at 1 and its sections at 2."""

Fill = Callable[[str], str | None]
"""Name of a parameter -> its value, escaped; None where there is none of that name."""
Resolve = Callable[[str], str | None]
"""A link that names no scheme -> the link on this page; None where it leads nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A line of prose, a heading, or a whole block of code."""

    text: str
    level: int = 0
    """Of a heading, from 1; 0 for everything else."""
    code: bool = False


def prose_markdown(source: str, *, fill: Fill, resolve: Resolve, top: int = _TOP) -> str:
    """`source` as Markdown that is safe to build, its headings from level `top` on."""
    pieces = list(_pieces(visible(source).split("\n")))
    shift = max(0, top - min((piece.level for piece in pieces if piece.level), default=top))
    return "\n".join(_written(piece, shift, fill, resolve) for piece in pieces).strip("\n")


def _pieces(lines: list[str]) -> Iterator[_Piece]:
    place = 0
    while place < len(lines):
        line, following = lines[place], lines[place + 1] if place + 1 < len(lines) else ""
        if fence := _FENCE.match(line):
            end = _closed(lines, place + 1, fence["mark"])
            yield _Piece(text="\n".join(lines[place + 1 : end]), code=True)
            place = end
        elif level := _underlined(line, following):
            yield _Piece(text=line.strip(), level=level)
            place += 1
        elif heading := _HEADING.match(line):
            yield _Piece(text=heading["text"], level=len(heading["marks"]))
        elif place and lines[place - 1].strip() and _UNDERLINE.match(line.lstrip("> ")):
            yield _Piece(text=re.sub("[=-]", r"\\\g<0>", line, count=1))  # a line, not a heading inside a list or quote
        else:
            yield _Piece(text=line)
        place += 1


def _closed(lines: list[str], start: int, mark: str) -> int:
    """The place of the line that closes a fence, or the end."""
    closing = re.compile(rf"^ {{0,3}}{re.escape(mark)}{re.escape(mark[0])}*\s*$")
    return next((place for place in range(start, len(lines)) if closing.match(lines[place])), len(lines))


def _underlined(line: str, following: str) -> int:
    """1 or 2 where `following` underlines `line` to a heading, else 0."""
    match = _UNDERLINE.match(following)
    if match is None or not line.strip() or line.lstrip().startswith(("#", ">", "-", "*", "+", "|")):
        return 0
    return 1 if match["mark"][0] == "=" else 2


def _written(piece: _Piece, shift: int, fill: Fill, resolve: Resolve) -> str:
    if piece.code:
        return f"\n{code_block(piece.text)}\n"
    text = _inline(piece.text, fill, resolve)
    return f"{'#' * min(6, piece.level + shift)} {text}" if piece.level else text


def _inline(line: str, fill: Fill, resolve: Resolve) -> str:
    def written(match: re.Match[str]) -> str:
        if match["escape"] is not None:
            return entity(match["escape"][1])
        if match["code"] is not None:
            return str(code(match["code"]))
        if match["alt"] is not None:
            return _inline(match["alt"], fill, resolve)
        if match["label"] is not None:
            return _link(_inline(match["label"], fill, resolve), match["url"], resolve)
        if match["name"] is not None:
            return fill(match["name"]) or entities(match[0])
        return entity(match["active"])

    return _INLINE.sub(written, line)


def _link(label: str, url: str, resolve: Resolve) -> str:
    """The link where it may lead there; only its words where not."""
    target = url.replace("(", "%28").replace(")", "%29") if _WEB.match(url) else resolve(url)
    return f"[{label}]({target})" if target is not None else label
