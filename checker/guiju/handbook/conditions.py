"""Conditions in words: what plain SQL asks of a record, said with the titles of its columns and values.

Only the plainest SQL is read (columns held against values and parameters, joined by and, or, not); for anything else
there are no words rather than wrong ones, and the page shows the expression.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from guiju.model.export import Column, Export
from guiju.model.quantity import AnyQuantity, Duration
from guiju.model.record import Name, Sql
from guiju.model.text import Lang, Text

_TOKEN = re.compile(
    r"""\s*(?:('(?:[^']|'')*')|(\d+(?:\.\d+)?)|"([a-z0-9_]+)"|(\$?[a-z_][a-z0-9_]*|<>|<=|>=|[=<>(),+-])|(\S))""",
    re.IGNORECASE,
)
_SIGNS: Mapping[str, Text] = {
    "=": Text(zh="为{value}", en="is {value}"),
    "<>": Text(zh="不为{value}", en="is not {value}"),
    "<": Text(zh="低于{value}", en="is below {value}"),
    "<=": Text(zh="不超过{value}", en="is at most {value}"),
    ">": Text(zh="高于{value}", en="is above {value}"),
    ">=": Text(zh="不低于{value}", en="is at least {value}"),
}
_TIMES: Mapping[str, Text] = {
    "<": Text(zh="早于{value}", en="is before {value}"),
    "<=": Text(zh="不晚于{value}", en="is no later than {value}"),
    ">": Text(zh="晚于{value}", en="is after {value}"),
    ">=": Text(zh="不早于{value}", en="is no earlier than {value}"),
}
_FILLED = Text(zh="{column}已填写", en="{column} is filled in")
_ALL_FILLED = Text(zh="{column}都已填写", en="{column} are filled in")
_EMPTY = Text(zh="{column}为空", en="{column} is empty")
_AMONG = Text(zh="为{value}之一", en="is one of {value}")
_NOT_AMONG = Text(zh="不是{value}中的任何一个", en="is none of {value}")
_AFTER = Text(zh="{column}之后 {length}", en="{length} after {column}")
_BEFORE = Text(zh="{column}之前 {length}", en="{length} before {column}")
_YES, _NO = Text(zh="是", en="yes"), Text(zh="否", en="no")
_JOINS: Mapping[str, Text] = {"and": Text(zh="，且", en=", and "), "or": Text(zh="，或", en=", or ")}

_KEYWORDS = frozenset({"and", "or", "not", "is", "in", "null", "true", "false", "coalesce"})
"""Columns with such a name would be taken for what SQL means by it."""

Kind = Literal["and", "or", "filled", "other"]


class _NoWordsError(Exception):
    """The SQL says more than can be said here."""


@dataclass(frozen=True, slots=True)
class _Said:
    kind: Kind
    words: str
    """Of `filled`, the column alone: several in a row are told together."""


def condition_words(sql: Sql, export: Export, values: Mapping[Name, AnyQuantity], lang: Lang) -> str | None:
    """What `sql` asks of a record of `export`, unescaped; None where it is not that plain."""
    try:
        reader = _Reader(_tokens(sql), export, values, lang)
        said = reader.either()
        return reader.told(said) if reader.done else None
    except _NoWordsError:
        return None


def column_words(sql: Sql, export: Export, lang: Lang) -> str | None:
    """The title of the one column that `sql` names; None where it says more."""
    column = export.columns.get(sql.strip().strip('"'))
    return _quoted_title(column, lang) if column is not None else None


def spaced(words: str, lang: Lang) -> str:
    """The words as they stand before Chinese: figures and Latin letters keep their distance."""
    return f"{words} " if lang == "zh" and words[-1:].isascii() else words


def _quoted_title(column: Column, lang: Lang) -> str:
    title = column.title.in_(lang)
    return f"「{title}」" if lang == "zh" else f"“{title}”"


def _tokens(sql: Sql) -> tuple[str, ...]:
    found = [match for match in _TOKEN.finditer(sql) if match[0].strip()]
    if any(match[5] or (match[3] or "").lower() in _KEYWORDS for match in found):
        raise _NoWordsError
    return tuple(match[1] or match[2] or match[3] or match[4].lower() for match in found)


class _Reader:
    """Goes through the tokens once, from the left, as SQL binds: or, and, not, comparison."""

    def __init__(self, tokens: Sequence[str], export: Export, values: Mapping[Name, AnyQuantity], lang: Lang) -> None:
        self._tokens = tokens
        self._place = 0
        self._export = export
        self._values = values
        self._lang: Lang = lang

    @property
    def done(self) -> bool:
        """Whether everything is read."""
        return self._place == len(self._tokens)

    def either(self) -> _Said:
        """Alternatives."""
        return self._joined("or", [self._all(), *self._more("or")])

    def told(self, said: _Said) -> str:
        """The words of a part that stands alone."""
        return self._say(_FILLED).format(column=said.words) if said.kind == "filled" else said.words

    def _all(self) -> _Said:
        return self._joined("and", [self._denied(), *self._more("and")])

    def _more(self, word: str) -> list[_Said]:
        found: list[_Said] = []
        while self._next(word):
            found.append(self._all() if word == "or" else self._denied())
        return found

    def _joined(self, kind: Literal["and", "or"], parts: list[_Said]) -> _Said:
        if len(parts) == 1:
            return parts[0]
        words: list[str] = []
        filled = [part.words for part in parts if part.kind == "filled"] if kind == "and" else []
        if len(filled) > 1:
            words.append(self._say(_ALL_FILLED).format(column=self._listed(filled, " and ")))
            parts = [part for part in parts if part.kind != "filled"]
        for part in parts:
            told = self.told(part)
            words.append(self._bracketed(told) if part.kind in ("and", "or") else told)
        return _Said(kind if len(words) > 1 else "other", self._say(_JOINS[kind]).join(words))

    def _denied(self) -> _Said:
        if not self._next("not"):
            return self._asked()
        column = self._column()
        if self._next("is"):
            self._expect("null")
            return _Said("filled", self._named(column))
        if column.type != "boolean":
            raise _NoWordsError
        return _Said("other", self._held(column, "=", self._say(_NO)))

    def _asked(self) -> _Said:
        if self._next("("):
            inner = self.either()
            self._expect(")")
            return inner
        if self._next("coalesce"):
            return self._filled_up()
        return self._of(self._column())

    def _filled_up(self) -> _Said:
        """`coalesce(column, '') = ...`, or `coalesce(condition, false)`: a missing value counts as not kept."""
        self._expect("(")
        column = self._export.columns.get(self._peek())
        if column is not None and self._ahead(1) == "," and self._ahead(2) in ("''", "0"):
            self._take()
            self._expect(",")
            default = self._take()
            self._expect(")")
            # Where the value that stands in for a missing one would keep the clause, the words would hide it.
            signs = ("=", "<>", "in") if default == "''" else (">",)
            if self._peek() not in signs or self._ahead(1) in (default, "-"):
                raise _NoWordsError
            return self._of(column)
        inner = self.either()
        for token in (",", "false", ")"):
            self._expect(token)
        return inner

    def _of(self, column: Column) -> _Said:
        if self._next("is"):
            kept = self._next("not")
            self._expect("null")
            name = self._named(column)
            return _Said("filled", name) if kept else _Said("other", self._say(_EMPTY).format(column=name))
        if self._next("not"):
            self._expect("in")
            return _Said("other", self._named(column) + self._gap + self._members(column, _NOT_AMONG))
        if self._next("in"):
            return _Said("other", self._named(column) + self._gap + self._members(column, _AMONG))
        sign = self._peek()
        if sign in _SIGNS:
            self._place += 1
            return _Said("other", self._held(column, sign, self._value(column)))
        if column.type != "boolean":
            raise _NoWordsError
        return _Said("other", self._held(column, "=", self._say(_YES)))

    def _members(self, column: Column, words: Text) -> str:
        self._expect("(")
        found = [self._value(column)]
        while self._next(","):
            found.append(self._value(column))
        self._expect(")")
        return self._say(words).format(value=self._listed(found, " and " if words is _NOT_AMONG else " or "))

    def _held(self, column: Column, sign: str, value: str) -> str:
        timed = column.type in ("date", "datetime") and sign in _TIMES
        phrase = self._say((_TIMES if timed else _SIGNS)[sign])
        gap = " " if self._lang == "zh" and value[0].isascii() else ""
        return self._named(column) + self._gap + phrase.format(value=gap + value)

    def _value(self, column: Column) -> str:
        given = self._take()
        if given in ("true", "false"):
            return self._say({"true": _YES, "false": _NO}[given])
        if given.startswith("$") and given[1:] in self._values:
            return self._values[given[1:]].in_(self._lang)
        if given.startswith("'"):
            value = given[1:-1].replace("''", "'")
            title = column.values.get(value)
            return self._quoted(self._say(title) if title is not None else value)
        if given[0].isdigit():
            return given
        other = self._export.columns.get(given)
        if other is None:
            raise _NoWordsError
        return self._moved(other) if self._peek() in ("+", "-") else self._named(other)

    def _moved(self, column: Column) -> str:
        """A time so long before or after that of a column."""
        word = _AFTER if self._take() == "+" else _BEFORE
        length = self._values.get(self._take().removeprefix("$"))
        if not isinstance(length, Duration) or column.type not in ("date", "datetime"):
            raise _NoWordsError
        return self._say(word).format(length=length.in_(self._lang), column=self._named(column))

    def _column(self) -> Column:
        found = self._export.columns.get(self._take())
        if found is None:
            raise _NoWordsError
        return found

    def _named(self, column: Column) -> str:
        return _quoted_title(column, self._lang)

    def _quoted(self, value: str) -> str:
        return f"“{value}”"

    def _listed(self, items: Sequence[str], last: str) -> str:
        if self._lang == "zh":
            return ("" if items[0].startswith("「") else "、").join(items)
        return ", ".join(items[:-1]) + last + items[-1] if len(items) > 1 else items[0]

    def _bracketed(self, words: str) -> str:
        return f"（{words}）" if self._lang == "zh" else f"({words})"

    @property
    def _gap(self) -> str:
        return "" if self._lang == "zh" else " "

    def _say(self, text: Text) -> str:
        return text.in_(self._lang)

    def _peek(self) -> str:
        return self._ahead(0)

    def _ahead(self, count: int) -> str:
        place = self._place + count
        return self._tokens[place] if place < len(self._tokens) else ""

    def _next(self, token: str) -> bool:
        """Takes `token` if it comes next."""
        here = self._peek() == token
        self._place += here
        return here

    def _expect(self, token: str) -> None:
        if not self._next(token):
            raise _NoWordsError

    def _take(self) -> str:
        token = self._peek()
        if not token:
            raise _NoWordsError
        self._place += 1
        return token
