"""Rows that are values already, as a table in the engine: the registers of the pack, which no file is read for."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from guiju.ingest.sql import SQL_TYPES, ident, relation_of
from guiju.model.export import Export
from guiju.model.intake import FILE, PACK, ROW, UNREADABLE, ExportTable, InputFile
from guiju.model.registry import RegisterRow


def load_register(
    export: Export,
    rows: Sequence[RegisterRow],
    *,
    pack: Path,
    now: datetime | None,
    connection: duckdb.DuckDBPyConnection,
) -> ExportTable:
    """Creates the relation of a register. Its files are those of the pack, and a row's number is its line there.

    File and row together name one record everywhere. Where several stand on one line (`sets: {a: 1, b: 2}`) that file
    is listed several times.
    """
    columns = {name: SQL_TYPES[column.type] for name, column in export.columns.items()}
    own = {ROW: "BIGINT", FILE: "INTEGER", UNREADABLE: "VARCHAR"}
    files, places = _placed(rows)
    relation = relation_of(export.id)
    listed = ", ".join(f"{ident(name)} {kind}" for name, kind in (columns | own).items())
    connection.execute(f"CREATE OR REPLACE TABLE {ident(relation)} ({listed})")
    values: list[Sequence[object]] = [[row.values[name] for row in rows] for name in columns]
    values += [[row.place.line for row in rows], [*places], [None] * len(rows)]
    unnested = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in (columns | own).values())
    connection.execute(f"INSERT INTO {ident(relation)} SELECT {unnested}", values)
    return ExportTable(
        export=export.id,
        relation=relation,
        columns=frozenset(columns),
        files=tuple(
            InputFile(path=(pack / path).as_posix(), digest=str, size=0, format=PACK, rows=places.count(place))
            for place, path in enumerate(files)
        ),
        rows_read=len(rows),
        rows_rejected=0,
        rows_used=len(rows),
        records=len(rows),
        unreadable={},
        newest=now,
    )


def _placed(rows: Sequence[RegisterRow]) -> tuple[list[str], list[int]]:
    """-> files, and for each row the place of its file; a file stands as often as its fullest line has records."""
    files: dict[tuple[str, int], int] = {}
    on_line: dict[tuple[str, int], int] = {}
    places: list[int] = []
    for row in rows:
        line = (row.place.path, row.place.line)
        on_line[line] = on_line.get(line, -1) + 1
        places.append(files.setdefault((row.place.path, on_line[line]), len(files)))
    return [path for path, _ in files], places
