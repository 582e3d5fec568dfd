"""Looks at a file that no profile knows yet, and says what its columns seem to hold. Nothing is guessed in silence."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from guiju.ingest.files import inspect, unpacked
from guiju.ingest.opened import Table, open_table, unreadable_parquet
from guiju.ingest.scan import parquet_source
from guiju.model.export import ColumnType
from guiju.model.text import Text

_FEW = 12
_SHOWN = 5
_NULL_MARKERS = frozenset({"?", "-", "--", "n/a", "na", "null", "none", "nil", "nan", "\\n", "无", "空", "暂无"})
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m-%d-%Y",
         "%Y%m%d", "%d/%m/%y", "%m/%d/%y", "%y%m%d", "%d-%b-%Y", "%d %b %Y", "%b %d, %Y")  # fmt: skip
_TIMES = ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f", "%I:%M:%S %p", "%I:%M %p", "%H时%M分", "%H时%M分%S秒")
_DATETIMES = tuple(f"{day}{gap}{time}" for day in _DAYS for gap in (" ", "T", "") for time in _TIMES)
_ISO = frozenset(
    f"{day}{gap}{time}" for day in _DAYS[:2] for gap in (" ", "T") for time in ("%H:%M:%S", "%H:%M", "%H:%M:%S.%f")
)
_TRUTH = frozenset({"true", "false", "yes", "no", "y", "n", "是", "否"})


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderSketch:
    """What one column seems to hold, judged by the first records."""

    header: str
    samples: tuple[str, ...]
    empty: float
    """Share of records without a value, 0 to 1; null markers count."""
    type: ColumnType
    formats: tuple[str, ...]
    """strptime formats that read every sample; none are needed where they are ISO."""
    ambiguous: bool
    """Day and month may be swapped: no sample says which comes first."""
    nulls: tuple[str, ...]
    """Texts that look like null markers."""
    values: tuple[str, ...]
    """All distinct values, where they are few and come again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSketch:
    """A file and its columns."""

    path: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None = None
    """The sheet of a workbook."""
    records: int
    """How many were looked at."""
    headers: tuple[HeaderSketch, ...]
    notes: tuple[Text, ...] = ()
    """What a person should know of the file, such as sheets that were not looked at."""


def sketch(path: Path) -> FileSketch:
    """Looks at the first records of a file. Raises ExportUnreadable where it is no table."""
    with tempfile.TemporaryDirectory(prefix="guiju-") as folder, duckdb.connect() as connection:
        connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
        spool = Path(folder) / "spool.txt"
        table = open_table(unpacked(inspect(path, ()), spool), (), spool, connection)
        records = _records(path, table, connection)
    columns = [[record[n].strip() for record in records if n < len(record)] for n in range(len(table.headers))]
    return FileSketch(
        path=str(path),
        encoding=table.text.encoding if table.text is not None else None,
        delimiter=table.dialect.delimiter if table.dialect is not None else None,
        sheet=table.laid.sheet if table.laid is not None else None,
        notes=table.laid.notes if table.laid is not None else (),
        records=len(records),
        headers=tuple(_column(table, n, cells) for n, cells in enumerate(columns)),
    )


def _records(path: Path, table: Table, connection: duckdb.DuckDBPyConnection) -> Sequence[Sequence[str]]:
    if table.laid is not None:
        return table.laid.records
    return table.dialect.records if table.dialect is not None else _sample(path, connection)


def _sample(path: Path, connection: duckdb.DuckDBPyConnection) -> Sequence[Sequence[str]]:
    source = parquet_source(path, rows=False)
    try:
        rows = connection.execute(f"SELECT COLUMNS(*)::VARCHAR FROM {source} LIMIT 200").fetchall()
    except duckdb.Error as error:
        raise unreadable_parquet(path, error) from error
    return [[cell or "" for cell in row] for row in rows]


def _column(table: Table, place: int, cells: Sequence[str]) -> HeaderSketch:
    nulls = tuple(dict.fromkeys(cell for cell in cells if cell.casefold() in _NULL_MARKERS))
    filled = [cell for cell in cells if cell and cell not in nulls]
    distinct = tuple(dict.fromkeys(filled))
    kind, formats = _type(distinct)
    again = 0 < len(distinct) <= _FEW and len(distinct) * 2 <= len(filled)
    return HeaderSketch(
        header=table.headers[place],
        samples=distinct[:_SHOWN],
        empty=1 - len(filled) / len(cells) if cells else 1.0,
        type=kind,
        formats=() if _ISO.intersection(formats) else formats,
        ambiguous=_swappable(formats),
        nulls=nulls,
        values=distinct if again and kind == "text" else (),
    )


def _type(values: Sequence[str]) -> tuple[ColumnType, tuple[str, ...]]:
    """The narrowest type that every value has, and the formats that read all of them."""
    if not values:
        return "text", ()
    if all(value.casefold() in _TRUTH for value in values):
        return "boolean", ()
    if formats := _fitting(_DATETIMES, values):
        return "datetime", formats
    if all(_is_number(value) for value in values):
        # `20250131` is a number before it is a day: only the person who made the file can tell.
        whole = all(value.lstrip("-").isdigit() for value in values)
        padded = any(len(value) > 1 and value.startswith("0") for value in values)
        return ("text" if padded and whole else "integer" if whole else "number"), ()
    if formats := _fitting(_DAYS, values):
        return "date", () if "%Y-%m-%d" in formats or "%Y/%m/%d" in formats else formats
    return "text", ()


def _fitting(formats: Sequence[str], values: Sequence[str]) -> tuple[str, ...]:
    return tuple(form for form in formats if all(_parses(value, form) for value in values))


def _parses(value: str, form: str) -> bool:
    try:
        datetime.strptime(value, form)
    except ValueError:
        return False
    return True


def _is_number(value: str) -> bool:
    whole, _, part = value.removeprefix("-").partition(".")
    return whole.isdecimal() and whole.isascii() and (not part or (part.isdecimal() and part.isascii()))


def _swappable(formats: Sequence[str]) -> bool:
    swapped = {form.replace("%d", "%?").replace("%m", "%d").replace("%?", "%m") for form in formats}
    return any(form in swapped for form in formats if "%d" in form)
