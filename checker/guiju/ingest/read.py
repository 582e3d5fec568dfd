"""Reads an opened file into the engine as a part: at full speed where the text is clean, else record by record."""

from dataclasses import replace
from pathlib import Path

import duckdb

from guiju.ingest.dialect import Dialect
from guiju.ingest.encoding import Plaintext, has_blank_lines
from guiju.ingest.laid import Laid
from guiju.ingest.opened import Opened, unreadable_parquet
from guiju.ingest.part import Part, as_is_sql, columns_of, endless_sql, part_sql, whole_sql
from guiju.ingest.records import tidy
from guiju.ingest.scan import Scan, faults_scan, laid_scan, parquet_scan, text_scan, tidy_scan
from guiju.ingest.sql import ident, literal, relation_of
from guiju.model.intake import REJECTS


def read(opened: Opened, place: int, folder: Path, connection: duckdb.DuckDBPyConnection) -> Part:
    """Creates the part of a file; `place` numbers it. Raises ExportUnreadable."""
    relation = f"guiju_part_{place}_{relation_of(opened.export)}"
    faulty, whole = 0, False
    if opened.content.kind == "parquet":
        whole = _read_parquet(opened, relation, connection)
    elif opened.table.laid is not None:
        faulty = _read_laid(opened, relation, opened.table.laid, connection)
    else:
        faulty = _read_text(opened, relation, folder, connection)
    columns = columns_of(opened.layout, opened.recipe)
    aside = opened.table.laid.aside if opened.table.laid is not None else ()
    path = opened.file.name
    return Part(relation=relation, columns=columns, path=path, faulty=faulty, aside=aside, whole=whole)


def _read_parquet(opened: Opened, relation: str, connection: duckdb.DuckDBPyConnection) -> bool:
    """A view that stays on the file, but for a log, which is put into the order of its cases once.

    Returns whether it is known that every row is used.
    """
    path, recipe, layout = opened.content.path, opened.recipe, opened.layout
    scan = parquet_scan(path, list(zip(opened.table.headers, opened.table.types, strict=True)))
    try:
        if (ends := endless_sql(scan)) is not None:
            told = zip(scan.times, connection.execute(ends).fetchall()[0], strict=True)
            scan = replace(scan, endless=frozenset(place for place, endless in told if endless))
        asked = as_is_sql(scan, layout)
        as_is = frozenset(name for name, sql in asked.items() if connection.execute(sql).fetchall()[0][0])
        select = part_sql(scan, layout, recipe, as_is=as_is)
        kind = "VIEW" if recipe.fold is None and recipe.before is None else "TABLE"
        connection.execute(f"CREATE OR REPLACE {kind} {ident(relation)} AS {select}")
        whole = whole_sql(scan, layout, recipe, as_is)
        return whole is not None and bool(connection.execute(whole).fetchall()[0][0])
    except duckdb.Error as error:
        raise unreadable_parquet(opened.content.path, error) from error


def _read_text(opened: Opened, relation: str, folder: Path, connection: duckdb.DuckDBPyConnection) -> int:
    """Returns how many records are faulty."""
    text, dialect = opened.table.text, opened.table.dialect
    if text is None or dialect is None:
        raise ValueError(f"{opened.file.name} is not a text table")
    if dialect.header_row == 1 and _read_clean(opened, relation, text, dialect, connection):
        return 0
    text = replace(text, whites=text.whites + "\r\n")
    tidied, faults = folder / "tidied.csv", folder / "faults.csv"
    faulty = tidy(text.path, dialect, tidied=tidied, faults=faults)
    _create(opened, relation, tidy_scan(tidied, text, dialect), connection)
    _tell_faults(opened, faults, connection)
    return faulty


def _read_laid(opened: Opened, relation: str, laid: Laid, connection: duckdb.DuckDBPyConnection) -> int:
    """Returns how many records are faulty."""
    _create(opened, relation, laid_scan(laid), connection)
    if laid.faults is not None:
        _tell_faults(opened, laid.faults, connection)
    return laid.faulty


def _tell_faults(opened: Opened, faults: Path, connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        f"INSERT INTO {ident(REJECTS)} SELECT {literal(opened.export)}, {literal(opened.file.name)}, "
        f"CAST(r AS BIGINT), NULL, v, why FROM {faults_scan(faults)}"
    )


def _read_clean(
    opened: Opened, relation: str, text: Plaintext, dialect: Dialect, connection: duckdb.DuckDBPyConnection
) -> bool:
    """Reads at full speed; false where rows would be lost or misnumbered: ragged, badly quoted, with blank lines.

    One line per record proves that there are no blank ones; line breaks inside quotes need a closer look.
    """
    numbered = opened.recipe.fold is not None or opened.recipe.before is not None  # the order of rows is asked for
    try:
        _create(opened, relation, text_scan(text, dialect, numbered=numbered), connection)
        records = connection.execute(f"SELECT count(*) FROM {ident(relation)}").fetchall()[0][0]
        if records + 1 == text.lines:
            return True
        if has_blank_lines(text.path):
            _forget(relation, connection, numbered=numbered)
            return False
        text = replace(text, whites=text.whites + "\r\n")
        _create(opened, relation, text_scan(text, dialect, numbered=numbered), connection)
    except duckdb.InvalidInputException:
        return False
    return True


def _forget(relation: str, connection: duckdb.DuckDBPyConnection, *, numbered: bool) -> None:
    """Makes room for another reading of the file."""
    if not numbered:
        connection.execute(f"DROP VIEW {ident(relation)}")
    connection.execute(f"DROP TABLE {ident(relation if numbered else _rows_of(relation))}")


def _rows_of(relation: str) -> str:
    """The table behind a relation that is a view."""
    return f"{relation}_rows"


def _create(opened: Opened, relation: str, scan: Scan, connection: duckdb.DuckDBPyConnection) -> None:
    select = part_sql(scan, opened.layout, opened.recipe)
    table = ident(relation if scan.first is None else _rows_of(relation))
    connection.execute(f"CREATE OR REPLACE TABLE {table} AS {select}")
    if scan.first is not None:  # a table keeps the rows in the order in which they came
        numbered = f"SELECT * REPLACE (rowid + {scan.first} AS _row) FROM {table}"
        connection.execute(f"CREATE OR REPLACE VIEW {ident(relation)} AS {numbered}")
