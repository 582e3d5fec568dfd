"""The nouns of the generator: a table of rows, a cell that nobody can read, a line that is no row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from generator.dice import Dice

Row = dict[str, Any]
"""Column -> datetime, date, text, number, truth value, `Unreadable` or None."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something stands in the cell, but it is no value of the column."""

    text: str


@dataclass(slots=True, kw_only=True)
class Table:
    """One export while it is made."""

    export: str
    columns: tuple[str, ...]
    planned: tuple[str, ...] = ("due_at", "ends_at", "ends_on", "planned_at", "qualified_until", "expires_at")
    """Columns of what was planned: no sign that a day has come."""
    rows: list[Row] = field(default_factory=list[Row])
    spoilt: list[Row] = field(default_factory=list[Row])
    """Rows without a readable value in a required column: they are read and rejected."""
    ragged: list[tuple[Row, int]] = field(default_factory=list[tuple[Row, int]])
    """Rows with so many cells more (or fewer) than the header: they are read and rejected."""
    touched: set[int] = field(default_factory=set[int])
    """Identities of rows that were changed on purpose: each row serves for one thing only."""

    def add(self, row: Row) -> Row:
        """A row behind the others."""
        self.rows.append(row)
        return row

    def copy(self, row: Row) -> Row:
        """The same record once more; both count as touched."""
        twin = dict(row)
        self.rows.append(twin)
        self.touched |= {id(row), id(twin)}
        return twin

    def untouched(self, fits: Callable[[Row], bool] = lambda _: True) -> Iterator[Row]:
        """The rows that nothing was done to and that fit."""
        return (row for row in self.rows if id(row) not in self.touched and fits(row))

    def take(self, dice: Dice, count: int, fits: Callable[[Row], bool] = lambda _: True) -> list[Row]:
        """So many untouched rows that fit, by chance; they count as touched from now on."""
        found = dice.shuffled(list(self.untouched(fits)))[:count]
        if len(found) < count:
            raise LookupError(f"{self.export}: {count} rows were to be changed, only {len(found)} fit")
        self.touched |= {id(row) for row in found}
        return found

    @property
    def rejected(self) -> int:
        """Rows that are read and cannot be used."""
        return len(self.spoilt) + len(self.ragged)

    def unreadable(self) -> Mapping[str, int]:
        """Column -> cells of usable rows that cannot be read."""
        cells = {name: sum(isinstance(row[name], Unreadable) for row in self.rows) for name in self.columns}
        return {name: count for name, count in cells.items() if count}

    def newest(self) -> datetime | None:
        """The newest time stamp of something that happened; None where the table has no time stamps, only days."""
        stamps = [
            value
            for row in self.rows
            for name, value in row.items()
            if name not in self.planned and isinstance(value, datetime)
        ]
        return max(stamps, default=None)
