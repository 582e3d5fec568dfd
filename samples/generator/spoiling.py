"""Takes records that are over and that nothing is wrong with, for one fault each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table


def any_row(_: Row) -> bool:
    """No row is refused."""
    return True


@dataclass(frozen=True, slots=True)
class Spoiler:
    """One table, the chance by which its rows are picked, and which of them are over."""

    table: Table
    dice: Dice
    ledger: Ledger
    over: Callable[[Row], Any] = any_row
    scale: int = 1

    def take(self, count: int, *clauses: str, fits: Callable[[Row], Any] = any_row) -> list[Row]:
        """So many rows, to be found breached under these clauses."""
        rows = self.table.take(self.dice, count * self.scale, lambda row: bool(self.over(row) and fits(row)))
        for row in rows:
            self.ledger.note(row, "breached", *clauses)
        return rows
