"""YAML text -> plain values and the place of each one. The only module that knows PyYAML.

The events of the parser are read, never its own objects: so that every duplicate key, anchor and tag is seen,
and hostile nesting is refused before anything is built from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from guiju.model.problem import Location, Problem
from guiju.model.text import Text
from guiju.source.scalars import Scalar, plain_value, unfolded
from guiju.source.yaml_words import syntax_error

MOST_LEVELS = 40

# The C parser is some thirty times as fast; PyYAML is built without it on a few platforms.
_PARSER: type[yaml.CLoader | yaml.Loader] = getattr(yaml, "CLoader", yaml.Loader)

Path = tuple[str | int, ...]
"""Keys and places in lists, from the top of a document down to a value."""

Value = Scalar | list["Value"] | dict[str, "Value"]


class Place(NamedTuple):
    """Where a value stands in its file, and its key; lines and columns count from 1."""

    line: int
    column: int
    key_line: int
    key_column: int
    text_from: tuple[int, int] | None = None
    """Where the first character of a text stands, if each further one stands where it seems to
    (a text on one line without escapes, or a `|` block); None where folding or escapes move them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One YAML document: its value, where each part stands, and what is wrong with it."""

    path: str
    """File, relative to the pack."""
    first_line: int
    """Line of the file on which the YAML starts."""
    value: Value
    places: Mapping[Path, Place]
    problems: tuple[Problem, ...]
    whole: bool
    """False where a syntax error, an alias or the nesting kept parts of it from being read."""

    def at(self, path: Path, offset: int = 0, text: str = "") -> Location:
        """Where a value stands, or the character at `offset` of a `text` value; its nearest parent where it is not."""
        place = self._nearest(path)
        if place.text_from is None or not text:
            return Location(self.path, place.line, place.column)
        line, column = place.text_from
        before = text[:offset]
        return Location(self.path, line + before.count("\n"), column + len(before) - (before.rfind("\n") + 1))

    def key(self, path: Path) -> Location:
        """Where the key of a value stands; the value itself where it has none."""
        place = self._nearest(path)
        return Location(self.path, place.key_line, place.key_column)

    def _nearest(self, path: Path) -> Place:
        while path and path not in self.places:
            path = path[:-1]
        start = Place(self.first_line, 1, self.first_line, 1)
        return self.places.get(path, start)


def read_nodes(text: str, path: str, first_line: int = 1) -> Document:
    """Reads one YAML document; never raises for what the text holds."""
    builder = _Builder(text, path, first_line)
    try:
        value = builder.document()
    except yaml.MarkedYAMLError as error:
        builder.syntax(error)
        value = None
    except _TooDeep:
        value = None
    return Document(
        path=path,
        first_line=first_line,
        value=value,
        places=builder.places,
        problems=tuple(builder.problems),
        whole=builder.whole,
    )


class _TooDeep(Exception):
    """The document nests deeper than anything that people write."""


class _Builder:
    """Builds values from events, noting places and problems on the way."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.first_line = first_line
        self.places: dict[Path, Place] = {}
        self.problems: list[Problem] = []
        self.whole = True
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_PARSER)

    def document(self) -> Value:
        """The value of the only document; None for an empty text."""
        next(self.events)  # the stream starts
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self.events), (), None)
        next(self.events)  # the document ends
        more = next(self.events)
        if not isinstance(more, yaml.StreamEndEvent):
            zh, en = (
                "一个文件只能有一份 YAML 文档，请删去第二个 ---",
                "a file holds one YAML document; remove the second ---",
            )
            self._refuse(more, zh, en)
        return value

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Notes a syntax error, after which nothing more can be read."""
        self.whole = False
        mark = error.problem_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        if line >= len(self.lines) or (line and not self.lines[line]):  # the end of the text: name its last line
            line = max(index for index, content in enumerate(self.lines) if content or not index)
            column = len(self.lines[line])
        message = syntax_error(error.context or "", error.problem or "")
        self.problems.append(Problem(Location(self.path, line + self.first_line, column + 1), message))

    def _value(self, event: yaml.Event, path: Path, key: yaml.Event | None) -> Value:
        if len(path) > MOST_LEVELS:
            zh = f"嵌套超过 {MOST_LEVELS} 层，不予读取"
            self._refuse(event, zh, f"nested deeper than {MOST_LEVELS} levels; the file is not read")
            self.whole = False
            raise _TooDeep
        self.places[path] = self._place(event, key)
        if isinstance(event, yaml.ScalarEvent):
            self._plainness(event, event.tag)
            return self._text(event) if event.style else plain_value(self._text(event))
        if isinstance(event, yaml.CollectionStartEvent):
            self._plainness(event, event.tag)
            return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._list(path)
        self.whole = False
        name = event.anchor if isinstance(event, yaml.AliasEvent) else "?"
        self._refuse(event, f"不能引用锚点 *{name}，请把内容写全", f"no alias *{name}; write it out")
        return None

    def _text(self, event: yaml.ScalarEvent) -> str:
        start, end = event.start_mark, event.end_mark
        folded = event.style != "|" and start is not None and end is not None and start.line != end.line
        return unfolded(event.value) if folded else event.value

    def _list(self, path: Path) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values)), None))
        return values

    def _mapping(self, path: Path) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(
                    event, "键必须是文字；含 { 或 [ 的文字请加引号", "a key is a text; quote a text with { or ["
                )
                self._value(event, (*path, ""), None)
                self._value(next(self.events), (*path, ""), None)
                continue
            self._plainness(event, event.tag)
            name = event.value
            inner = (*path, name)
            if name in values:
                self._twice(event, inner)
                inner = (*path, f"{name} (2)")  # so that the places of the first stay
                self._value(next(self.events), inner, event)
                continue
            values[name] = None
            values[name] = self._value(next(self.events), inner, event)
        return values

    def _twice(self, event: yaml.Event, path: Path) -> None:
        first = self.places[path]
        line = f"{first.key_line}:{first.key_column}"
        zh = f"键 {path[-1]} 重复，第一次在 {line}；只留一个"
        self._refuse(event, zh, f"the key {path[-1]} stands here again, first at {line}; keep one of them")

    def _plainness(self, event: yaml.NodeEvent, tag: str | None) -> None:
        if event.anchor is not None:
            zh, en = f"不能使用锚点 &{event.anchor}，请把内容写全", f"no anchor &{event.anchor}; write its content out"
            self._refuse(event, zh, en)
        if tag is not None and tag != "!":
            self._refuse(event, f"不能使用标签 {tag}，请删去", f"no tag {tag}; remove it")

    def _place(self, event: yaml.Event, key: yaml.Event | None) -> Place:
        line, column = self._mark(event)
        key_line, key_column = self._mark(key) if key is not None else (line, column)
        start = self._text_from(event, line, column) if isinstance(event, yaml.ScalarEvent) else None
        return Place(line, column, key_line, key_column, start)

    def _text_from(self, event: yaml.ScalarEvent, line: int, column: int) -> tuple[int, int] | None:
        start, end = event.start_mark, event.end_mark
        if event.style == "|":
            first = line - self.first_line + 1
            content = self.lines[first] if first < len(self.lines) else ""
            return line + 1, len(content) - len(content.lstrip(" ")) + 1
        if start is None or end is None or start.line != end.line:
            return None
        quotes = 1 if event.style in ("'", '"') else 0
        return (line, column + quotes) if end.column - start.column == len(event.value) + 2 * quotes else None

    def _refuse(self, event: yaml.Event, zh: str, en: str) -> None:
        self.problems.append(Problem(Location(self.path, *self._mark(event)), Text(zh=zh, en=en)))

    def _mark(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + self.first_line, mark.column + 1) if mark is not None else (self.first_line, 1)
