"""A report before it has a format: sections of lines and tables, which every format renders in its own way.

The strings are raw. Each renderer makes them safe for its own medium, so that nothing is escaped twice or not at all.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "good", "bad", "warn", "quiet"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; the first line is the main one."""

    lines: tuple[str, ...]
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one column; numbers stand right."""

    title: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells, all as long as `headings`."""

    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part: lines, then a table, then what the table does not say, then parts of its own."""

    title: str
    tone: Tone = "plain"
    lines: tuple[str, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()
    parts: tuple["Section", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole report."""

    headline: str
    tone: Tone
    lines: tuple[str, ...]
    sections: tuple[Section, ...]


def cell(*lines: str, tone: Tone = "plain") -> Cell:
    """A cell of one or more lines."""
    return Cell(lines, tone)
