"""The pieces of a document in pandoc's own tree.

Text is a value in that tree and never markup, so no word of a pack can act on a reader, whatever it holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from guiju.handbook.escape import one_line

Node = dict[str, object]
Inlines = list[Node]
Blocks = list[Node]
SPACE: Inlines = [{"t": "Space"}]

Style = Literal["Lead", "Clause", "Facts", "Note"]
"""A paragraph style of the Word document, and a look of the same block on the page of the PDF."""

_LOOKS: dict[Style, tuple[tuple[str, str], ...]] = {
    "Lead": (("typst:text:size", "11pt"), ("typst:text:fill", 'rgb("#444444")'), ("typst:sticky", "true")),
    "Clause": (
        ("typst:inset", "(left: 10pt, y: 5pt)"),
        ("typst:stroke", '(left: 2.5pt + rgb("#1f5f8b"))'),
        ("typst:width", "100%"),
    ),
    "Facts": (("typst:text:size", "9pt"), ("typst:text:fill", 'rgb("#444444")'), ("typst:sticky", "true")),
    "Note": (("typst:text:size", "9pt"), ("typst:text:fill", 'rgb("#444444")')),
}
_HEADED = ("typst:fill", '(_, y) => if y == 0 { rgb("#e9f0f4") }')
_NO_ATTRIBUTES: list[object] = ["", [], []]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its share of the width."""

    heading: str
    share: float


def words(text: object) -> Inlines:
    """Text as it is written, on one line, with its single spaces as spaces that a line may break at."""
    found: Inlines = []
    for place, piece in enumerate(one_line(str(text)).split(" ")):
        if place:
            found.append({"t": "Space"})
        if piece:
            found.append({"t": "Str", "c": piece})
    return found


def strong(inlines: Inlines) -> Inlines:
    """Set off."""
    return [{"t": "Strong", "c": inlines}]


def struck(inlines: Inlines) -> Inlines:
    """What no longer holds."""
    return [{"t": "Strikeout", "c": inlines}]


def code(text: str) -> Inlines:
    """An id or another piece that machines read."""
    return [{"t": "Code", "c": [_NO_ATTRIBUTES, one_line(text)]}]


def link(inlines: Inlines, target: str) -> Inlines:
    """A link; `target` begins with `#` or was looked at before."""
    return [{"t": "Link", "c": [_NO_ATTRIBUTES, inlines, [target, ""]]}]


def line_break() -> Inlines:
    """A new line inside a paragraph or cell."""
    return [{"t": "LineBreak"}]


def joined(pieces: Iterable[Inlines], between: Inlines) -> Inlines:
    """The pieces with `between` between them."""
    found: Inlines = []
    for place, piece in enumerate(pieces):
        found += [*(between if place else []), *piece]
    return found


def lines(pieces: Iterable[Inlines]) -> Inlines:
    """Each piece on its own line."""
    return joined(pieces, line_break())


def para(inlines: Inlines) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": inlines}


def heading(level: int, inlines: Inlines, anchor: str = "") -> Node:
    """A heading, which the contents and the bookmarks list."""
    return {"t": "Header", "c": [level, [anchor, [], []], inlines]}


def bullets(items: Iterable[Inlines]) -> Node:
    """A list."""
    return {"t": "BulletList", "c": [[{"t": "Plain", "c": item}] for item in items]}


def styled(style: Style, blocks: Blocks) -> Node:
    """Blocks that look otherwise."""
    return {"t": "Div", "c": [["", [], [["custom-style", style], *map(list, _LOOKS[style])]], blocks]}


def kept_together(block: Node) -> Node:
    """On one page, where it fits on one."""
    return {"t": "Div", "c": [["", [], [["custom-style", "Together"], ["typst:breakable", "false"]]], [block]]}


def picture(path: str, *, alternative: str) -> Node:
    """A drawing that lies beside the document while it is set."""
    image: Node = {"t": "Image", "c": [_NO_ATTRIBUTES, words(alternative), [path, ""]]}
    return para([image])


def table(columns: Sequence[Column], rows: Iterable[Sequence[Inlines]]) -> Node:
    """A table; its heading row is left out where no column has a heading."""
    specs = [[{"t": "AlignLeft"}, {"t": "ColWidth", "c": column.share}] for column in columns]
    named = any(column.heading for column in columns)
    head = [_row([strong(words(column.heading)) for column in columns])] if named else []
    body = [_NO_ATTRIBUTES, 0, [], [_row(row) for row in rows]]
    look: list[object] = ["", [], [list(_HEADED)]] if named else _NO_ATTRIBUTES
    return {"t": "Table", "c": [look, [None, []], specs, [_NO_ATTRIBUTES, head], [body], [_NO_ATTRIBUTES, []]]}


def _row(cells: Sequence[Inlines]) -> list[object]:
    return [_NO_ATTRIBUTES, [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [_plain(cell)]] for cell in cells]]


def _plain(inlines: Inlines) -> Node:
    return {"t": "Plain", "c": inlines}
