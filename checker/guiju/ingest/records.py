"""Reads a text table record by record where the engine's fast reader gives up or would lose count.

What comes out is a tidy table (row number first, every record as wide as the header) and a list of the records
that are no records: ragged ones and those with broken quotes, each with its row and its text.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from guiju.ingest.dialect import Dialect
from guiju.ingest.files import refusal
from guiju.model import reasons
from guiju.model.problem import ExportUnreadable
from guiju.model.text import Text

LINE_LIMIT = 8 << 20
"""Characters of one line; longer ones are no table."""
_OPEN_LINES = 2000
_OPEN_CHARS = 4 << 20
"""A quoted cell that runs on for longer than this was never meant to: its quote is taken as unclosed."""
_SHOWN = 500
"""Characters of a rejected record that are kept."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """A record that does not fit the table."""

    row: int
    text: str
    reason: str


def tidy(source: Path, dialect: Dialect, *, tidied: Path, faults: Path) -> int:
    """Writes the tidy table and the faulty records (row, text, reason). Returns how many are faulty.

    Raises ExportUnreadable for a line without end.
    """
    faulty = 0
    with (
        source.open(encoding="utf-8-sig", newline="") as text,
        tidied.open("w", encoding="utf-8", newline="") as good,
        faults.open("w", encoding="utf-8", newline="") as bad,
    ):
        keep = csv.writer(good, lineterminator="\n", quoting=csv.QUOTE_ALL)
        tell = csv.writer(bad, lineterminator="\n", quoting=csv.QUOTE_ALL)
        for row, record in read(source, text, dialect):
            if isinstance(record, Faulty):
                faulty += 1
                tell.writerow((record.row, record.text, record.reason))
            else:
                keep.writerow((row, *record))
    return faulty


def endless_line(source: Path, line: int) -> ExportUnreadable:
    """The refusal of a line that is longer than LINE_LIMIT."""
    return refusal(
        source,
        Text(
            zh=f"一行超过 {LINE_LIMIT // 10**6} 百万字符：这不是表格。",
            en=f"a line of more than {LINE_LIMIT // 10**6} million characters: this is no table.",
        ),
        line,
    )


def read(source: Path, text: TextIO, dialect: Dialect) -> Iterator[tuple[int, list[str] | Faulty]]:
    """Every record behind the header with its row: what a spreadsheet shows, blank lines counted."""
    csv.field_size_limit(LINE_LIMIT + _OPEN_CHARS)
    records = _split(_Lines(source, text), dialect.delimiter)
    for row, (record, raw) in enumerate(records, start=1):
        if row <= dialect.header_row or not raw.strip():
            continue
        if isinstance(record, str):
            yield row, Faulty(row, raw.strip("\r\n")[:_SHOWN], record)
        else:
            yield row, _fitted(row, record, raw, len(dialect.header))


def _fitted(row: int, record: list[str], raw: str, width: int) -> list[str] | Faulty:
    """The record at the header's width. Further cells are no loss where they are empty (a trailing delimiter)."""
    if len(record) < width:
        return Faulty(row, raw.strip("\r\n")[:_SHOWN], reasons.TOO_FEW)
    if any(cell.strip() for cell in record[width:]):
        return Faulty(row, raw.strip("\r\n")[:_SHOWN], reasons.TOO_MANY)
    return record[:width]


def _split(lines: "_Lines", delimiter: str) -> Iterator[tuple[list[str] | str, str]]:
    """Every record, or the reason why it is none, with its text. After a fault reading goes on with the next line."""
    reader = _reader(lines, delimiter)
    while True:
        lines.taken.clear()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            first, *others = lines.taken
            yield reasons.UNCLOSED_QUOTE if others or first.count('"') % 2 else reasons.BAD_QUOTE, first
            lines.give_back(others)
            reader = _reader(lines, delimiter)
        else:
            yield record, "".join(lines.taken)


def _reader(lines: "_Lines", delimiter: str) -> Iterator[list[str]]:
    # A space before an opening quote is common in lists, and cells are trimmed anyway.
    return csv.reader(iter(lines.take, None), delimiter=delimiter, strict=True, skipinitialspace=True)


class _Lines:
    """The lines of a text, some of which may be given back to be read again."""

    def __init__(self, source: Path, text: TextIO) -> None:
        self.taken: list[str] = []
        """Lines of the record that is being read."""
        self._source = source
        self._text = text
        self._again: deque[str] = deque()
        self._count = 0

    def take(self) -> str | None:
        """The next line with its end; None at the end of the text, or where a quote has been open for too long."""
        if len(self.taken) >= _OPEN_LINES or (len(self.taken) > 1 and sum(map(len, self.taken)) > _OPEN_CHARS):
            return None
        line = self._again.popleft() if self._again else self._read()
        if line is not None:
            self.taken.append(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        """Puts lines back in front."""
        self._again.extendleft(reversed(lines))

    def _read(self) -> str | None:
        line = self._text.readline(LINE_LIMIT)
        self._count += 1
        if len(line) >= LINE_LIMIT:
            raise endless_line(self._source, self._count)
        return line or None
