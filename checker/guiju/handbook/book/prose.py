"""The prose of policy owners as pandoc read it: limits filled in, and nothing kept that could act on a reader.

The rule is a white list, the same as on the pages: pictures become their words, raw parts the text that they are,
links lead to another place of the document or to http, https and mailto.
"""

import re
from collections.abc import Callable, Iterator
from typing import cast

from guiju.handbook.book.nodes import Blocks, Inlines, Node, words

Fill = Callable[[str], Inlines | None]
"""Name of a parameter -> its value; None where there is none of that name."""
Resolve = Callable[[str], str | None]
"""A link that names no scheme -> the place in the document; None where it leads nowhere."""

_KEPT = frozenset(
    (
        *("AlignCenter", "AlignDefault", "AlignLeft", "AlignRight", "BlockQuote", "BulletList", "Code", "CodeBlock"),
        *(
            "ColWidth",
            "ColWidthDefault",
            "Decimal",
            "DefaultDelim",
            "DefaultStyle",
            "Emph",
            "HorizontalRule",
            "LineBreak",
        ),
        *("OneParen", "OrderedList", "Para", "Period", "Plain", "Space", "Strikeout", "Strong", "Table"),
    )
)
_WEB = re.compile(r"^(?:https?://|mailto:)[^\s<>\"'`\\{}\[\]]+$", re.IGNORECASE)
_FILE_SCOPE = re.compile(r"^#p\d+\.md__")
"""What pandoc puts before links inside one of several files."""
_PARAMETER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def cleaned(blocks: Blocks, *, top: int, fill: Fill, resolve: Resolve) -> Blocks:
    """The blocks with their highest heading at level `top`."""
    levels = [cast("list[int]", block["c"])[0] for block in blocks if block["t"] == "Header"]
    return list(_Cleaner(shift=top - min(levels, default=top), fill=fill, resolve=resolve).nodes(blocks))


class _Cleaner:
    def __init__(self, *, shift: int, fill: Fill, resolve: Resolve) -> None:
        self._shift = shift
        self._fill = fill
        self._resolve = resolve

    def nodes(self, found: list[Node]) -> Iterator[Node]:
        for node in _whole_words(found):
            yield from self._node(node)

    def _value(self, value: object) -> object:
        """Whatever stands in a node: lists of nodes and lists of such lists."""
        if isinstance(value, list):
            items = cast("list[object]", value)
            if items and all(isinstance(item, dict) and "t" in item for item in items):
                return list(self.nodes(cast("list[Node]", items)))
            return [self._value(item) for item in items]
        if isinstance(value, dict):
            return next(iter(self._node(cast("Node", value))), {"t": "Space"})
        return value

    def _node(self, node: Node) -> Iterator[Node]:
        kind, inside = str(node["t"]), node.get("c")
        match kind:
            case "Str":
                yield from self._filled(str(inside))
            case "SoftBreak":
                yield {"t": "Space"}
            case "Header":
                level, _, inlines = cast("tuple[int, object, Inlines]", inside)
                shifted = min(6, level + self._shift)
                yield {"t": "Header", "c": [shifted, ["", [], []], list(self.nodes(inlines))]}
            case "Link":
                yield from self._link(node)
            case "Image":
                yield from self.nodes(cast("list[Inlines]", inside)[1])
            case "RawInline":
                yield from words(cast("list[str]", inside)[1])
            case "RawBlock":
                yield {"t": "CodeBlock", "c": [["", [], []], cast("list[str]", inside)[1].strip("\n")]}
            case _ if kind in _KEPT:
                yield {"t": kind} if inside is None else {"t": kind, "c": self._value(inside)}
            case _:
                raise ValueError(f"pandoc read {kind}, which the prose of a standard cannot hold")

    def _filled(self, text: str) -> Iterator[Node]:
        pieces = _PARAMETER.split(text)
        for place, piece in enumerate(pieces):
            value = self._fill(piece) if place % 2 else None
            if value is not None:
                yield from value
            elif shown := f"{{{piece}}}" if place % 2 else piece:
                yield {"t": "Str", "c": shown}

    def _link(self, node: Node) -> Iterator[Node]:
        _, inlines, (url, _) = cast("tuple[object, Inlines, tuple[str, str]]", node["c"])
        inner = list(self.nodes(inlines))
        address = _FILE_SCOPE.sub("#", url)
        target = address if _WEB.match(address) else self._resolve(address)
        if target is None:
            yield from inner
        else:
            yield {"t": "Link", "c": [["", [], []], inner, [target, ""]]}


def _whole_words(found: list[Node]) -> list[Node]:
    """Neighbouring pieces of one word as one, so that a parameter is never in two pieces."""
    whole: list[Node] = []
    for node in found:
        if node["t"] == "Str" and whole and whole[-1]["t"] == "Str":
            whole[-1] = {"t": "Str", "c": f"{whole[-1]['c']}{node['c']}"}
        else:
            whole.append(node)
    return whole
