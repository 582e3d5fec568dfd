"""The rows of one file as a FROM item: `_row` and the file's columns as `c0`, `c1`, ..."""

from dataclasses import dataclass, replace
from pathlib import Path

from guiju.ingest.dialect import Dialect
from guiju.ingest.encoding import Plaintext
from guiju.ingest.laid import WHITES, Laid
from guiju.ingest.records import LINE_LIMIT
from guiju.ingest.sql import engine_path, ident, literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Rows that the engine can read again and again while the file is there."""

    sql: str
    types: tuple[str, ...]
    """Type of each column in the engine."""
    whites: str
    """White space that may stand at the rim of a cell; empty where cells are taken as they are."""
    marked: frozenset[int] = frozenset()
    """Columns whose cells may have a mark (see `laid`) in the column `_marks`."""
    endless: frozenset[int] = frozenset()
    """Columns of times in which `infinity` stands: databases write it for `not yet`, and no clock can reach it."""
    first: int | None = None
    """Number of the first row, where `_row` is null and rows have the numbers of their places in a table of them."""

    @property
    def times(self) -> tuple[int, ...]:
        """Places of the columns that hold times by their own type."""
        return tuple(place for place, kind in enumerate(self.types) if kind.startswith(("TIMESTAMP", "DATE")))


def text_scan(text: Plaintext, dialect: Dialect, *, numbered: bool) -> Scan:
    """The engine's own strict reader: fast, and it refuses whatever would make it lose count.

    Rows that are `numbered` on the way are read by one processor alone.
    """
    source = _csv(text.path, [f"c{place}" for place in range(len(dialect.header))], dialect.delimiter, skip=1)
    if numbered:
        return _text(f"(SELECT row_number() OVER () + 1 AS _row, * FROM {source})", text, dialect)
    scan = _text(f"(SELECT CAST(NULL AS BIGINT) AS _row, * FROM {source})", text, dialect)
    return replace(scan, first=2)


def tidy_scan(tidied: Path, text: Plaintext, dialect: Dialect) -> Scan:
    """The table that `records.tidy` wrote."""
    source = _csv(tidied, ["r", *(f"c{place}" for place in range(len(dialect.header)))], ",", skip=0)
    return _text(f"(SELECT CAST(r AS BIGINT) AS _row, * FROM {source})", text, dialect)


def laid_scan(laid: Laid) -> Scan:
    """A table that was laid down cell by cell."""
    columns = [f"c{place}" for place in range(len(laid.headers))]
    source = _csv(laid.tidied, ["r", "_marks", *columns], ",", skip=0)
    return Scan(
        sql=f"(SELECT CAST(r AS BIGINT) AS _row, * FROM {source})",
        types=("VARCHAR",) * len(columns),
        whites=WHITES,
        marked=laid.marked,
    )


def faults_scan(faults: Path) -> str:
    """The faulty records that `records.tidy` wrote: columns `r`, `v` and `why`."""
    return _csv(faults, ["r", "v", "why"], ",", skip=0)


def parquet_scan(path: Path, columns: list[tuple[str, str]]) -> Scan:
    """A Parquet file with its columns and their types. The first row is 1: there is no header."""
    named = ", ".join(f"{ident(name)} AS c{place}" for place, (name, _) in enumerate(columns))
    return Scan(
        sql=f"(SELECT file_row_number + 1 AS _row, {named} FROM {parquet_source(path, rows=True)})",
        types=tuple(kind for _, kind in columns),
        whites="",
    )


def parquet_source(path: Path, *, rows: bool) -> str:
    """The table function over a Parquet file."""
    numbered = "true" if rows else "false"
    return f"read_parquet({literal(engine_path(path))}, hive_partitioning=false, file_row_number={numbered})"


def _text(sql: str, text: Plaintext, dialect: Dialect) -> Scan:
    return Scan(sql=sql, types=("VARCHAR",) * len(dialect.header), whites=text.whites)


def _csv(path: Path, columns: list[str], delimiter: str, *, skip: int) -> str:
    named = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in columns)
    return (
        f"read_csv({literal(engine_path(path))}, auto_detect=false, header=false, skip={skip}, "
        f"delim={literal(delimiter)}, "
        f"""quote='"', escape='"', columns={{{named}}}, strict_mode=true, null_padding=false, compression='none', """
        f"hive_partitioning=false, max_line_size={4 * LINE_LIMIT})"
    )
