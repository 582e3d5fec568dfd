"""A table that was laid down cell by cell as text, so that workbooks and JSON lines go the way of every other file.

The tidy file holds, per record, its row, its marks and its cells. The marks are one sign per cell: what the text
alone no longer tells.
"""

import csv
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from guiju.model.text import Text

TYPED = "t"
"""The cell is a date, a time or both, written as ISO text: no format is needed to read it."""
ERROR = "e"
"""The cell is an error of its formula (`#N/A`)."""
WHITES = " \t\r\n\u00a0\u3000"

LaidFormat = Literal["xlsx", "xls", "xlsb", "ods", "jsonl", "sqlite", "postgresql"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A table on disk."""

    format: LaidFormat
    tidied: Path
    faults: Path | None = None
    """Records that are no records (row, text, reason); None where there are none."""
    faulty: int = 0
    headers: tuple[str, ...]
    marked: frozenset[int] = frozenset()
    """Columns (from 0) in which some cell has a mark."""
    aside: tuple[tuple[Text, int], ...] = ()
    """Rows that are no records by their look, with the reason: they are in no file."""
    notes: tuple[Text, ...] = ()
    records: tuple[tuple[str, ...], ...] = ()
    """The first records."""
    sheet: str | None = None
    encoding: str | None = None


class Writer(Protocol):
    """Writes one record of a CSV file."""

    def writerow(self, row: tuple[object, ...], /) -> object:
        """Writes it."""
        ...


@contextmanager
def writing(path: Path) -> Generator[Writer, None, None]:
    """A file of records that the engine reads strictly."""
    with path.open("w", encoding="utf-8", newline="") as file:
        yield csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
