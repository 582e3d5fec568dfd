"""What goes into the check of an expression, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from guiju.model.export import ColumnType
from guiju.model.text import Text
from guiju.source.expressions.tables import Family

Wanted = Literal["boolean", "number", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """What is known of a column: its type, and its closed set of values (empty: any)."""

    type: ColumnType | None
    values: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an expression may use, and what has to come out."""

    columns: Mapping[str, Operand] | None
    """None: not known, because the export has errors of its own."""
    wanted: Wanted
    aggregates: bool = False
    """Aggregates are allowed, and then each column stands inside one."""
    parameters: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An allowed expression."""

    text: str
    """Canonical: DuckDB's dialect, no comments, every identifier quoted. Checking it again gives the same text."""
    columns: frozenset[str]
    parameters: Mapping[str, frozenset[Family]]
    """Each with the kinds of value that its places leave no doubt about."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong at one character (from 0) of the written text."""

    offset: int
    message: Text
