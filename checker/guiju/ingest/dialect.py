"""Finds the delimiter and the header of a text table."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

DELIMITERS = (",", "\t", ";", "|", "^", "~", "\x1f", "\x01", "，", "；")
SAMPLE_BYTES = 256 * 1024
_SAMPLE_RECORDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a text table is written: quotes are doubled inside quoted cells."""

    delimiter: str
    header: tuple[str, ...]
    header_row: int
    """Row of the header: 1, or more where blank lines stand before it; 0 where the file is empty."""
    records: tuple[tuple[str, ...], ...]
    """The first records behind the header."""


def folded(header: str) -> str:
    """A header without what people write in different ways: width, case, white space, underscores."""
    return re.sub(r"[\s_]+", "", unicodedata.normalize("NFKC", header)).casefold()


def sniff(path: Path, known: AbstractSet[str]) -> Dialect:
    """The dialect of the UTF-8 text at `path`. `known` are folded headers that the delimiter should bring out."""
    with path.open("rb") as file:
        head = file.read(SAMPLE_BYTES)
        whole = not file.read(1)
    # A cell as long as the sample is a cell still: what is wrong with it is told where the table is read.
    csv.field_size_limit(max(csv.field_size_limit(), SAMPLE_BYTES))
    text = codecs.getincrementaldecoder("utf-8-sig")("strict").decode(head, final=False)
    dialects = [_read(text, delimiter, whole=whole) for delimiter in DELIMITERS]
    return max(dialects, key=lambda dialect: _score(dialect, known))


def _read(text: str, delimiter: str, *, whole: bool) -> Dialect:
    """The first records under one delimiter. The last record of a cut sample is left out."""
    numbered = list(enumerate(_records(text, delimiter), start=1))
    if not whole:
        numbered = numbered[:-1]
    filled = [(row, record) for row, record in numbered if any(cell.strip() for cell in record)]
    if not filled:
        return Dialect(delimiter=delimiter, header=(), header_row=0, records=())
    (header_row, header), *rest = filled
    return Dialect(
        delimiter=delimiter,
        header=tuple(cell.strip() for cell in header),
        header_row=header_row,
        records=tuple(tuple(record) for _, record in rest),
    )


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    for _ in range(_SAMPLE_RECORDS):
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return


def _score(dialect: Dialect, known: AbstractSet[str]) -> tuple[int, int, float, int]:
    """Better is greater: known headers, more than one column, records of the header's width, columns."""
    width = len(dialect.header)
    hits = sum(folded(header) in known for header in dialect.header)
    same = sum(len(record) == width for record in dialect.records)
    share = same / len(dialect.records) if dialect.records else 1.0
    return hits, int(width > 1), round(share, 1), width
