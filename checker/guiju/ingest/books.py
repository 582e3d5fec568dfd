"""The books of an export: what became of every row, and the relation of those that are used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from guiju.ingest.before import refuse_split_cases
from guiju.ingest.fold import fold_cases
from guiju.ingest.opened import Opened, unreadable_parquet
from guiju.ingest.part import KEPT, Part
from guiju.ingest.sql import SQL_TYPES, ident, literal, relation_of
from guiju.model.export import Export
from guiju.model.intake import FILE, REJECTS, ROW, UNREADABLE, ExportTable, InputFile, Span
from guiju.model.reasons import explain
from guiju.model.record import Name
from guiju.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file that was read into the engine."""

    opened: Opened
    part: Part
    input: InputFile


def create_rejects(connection: duckdb.DuckDBPyConnection) -> None:
    """The table REJECTS, empty."""
    connection.execute(
        f"CREATE OR REPLACE TABLE {ident(REJECTS)} "
        '(export VARCHAR, file VARCHAR, row BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR)'
    )


def export_table(connection: duckdb.DuckDBPyConnection, export: Export, files: Sequence[ReadFile]) -> ExportTable:
    """Creates the relation of an export from its files and closes its books."""
    _refuse_split(connection, files)
    cases = _fold_all(connection, export, files)
    books = [_close(connection, export, file) for file in files]
    pieces = [
        *(
            _piece(file, place, book)
            for place, (file, book) in enumerate(zip(files, books, strict=True))
            if _plain(file)
        ),
        *(_case_piece(connection, export, relation, files) for relation in cases),
    ]
    _create_relation(connection, export, pieces)
    columns = frozenset(name for piece in pieces for name in piece.columns)
    records, newest, spans = _survey(connection, export, columns)
    return ExportTable(
        export=export.id,
        relation=relation_of(export.id),
        columns=columns,
        files=tuple(file.input for file in files),
        rows_read=sum(book.rows for book in books),
        rows_rejected=sum(book.rejected for book in books),
        rows_used=sum(book.used for book in books),
        records=records,
        left_out=_left_out(files, books),
        unreadable=_sums([book.unreadable for book in books] + [piece.unreadable for piece in pieces]),
        faults=_faults(connection, export),
        unmapped=tuple(dict.fromkeys(header for file in files for header in file.opened.layout.unmapped)),
        newest=newest,
        spans=spans,
        complete=_complete(files),
        notes=_notes(files),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What became of the rows of one file."""

    rows: int
    left: tuple[int, ...]
    aside: int
    rejected: int
    unreadable: Mapping[Name, int]
    all_readable: bool

    @property
    def used(self) -> int:
        return self.rows - self.rejected - sum(self.left) - self.aside


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A relation whose kept rows are records of the export."""

    relation: str
    file: str
    """SQL: the place of the row's file."""
    columns: frozenset[Name]
    clean: bool
    """No row of it is rejected or left out."""
    readable: bool
    """No cell of it is unreadable."""
    unreadable: Mapping[Name, int]
    """Columns made by a fold that could not be read."""


def _refuse_split(connection: duckdb.DuckDBPyConnection, files: Sequence[ReadFile]) -> None:
    """Raises ExportUnreadable where rows of one case stand in several files of a reading that looks back."""
    looking = {file.opened.recipe.place: before for file in files if (before := file.opened.recipe.before) is not None}
    for place, before in looking.items():
        given = [file for file in files if file.opened.recipe.place == place]
        refuse_split_cases(connection, before, [(file.part.path, file.part.relation) for file in given])


def _complete(files: Sequence[ReadFile]) -> dict[Name, frozenset[str]]:
    """What columns always tell, where some file leaves values out."""
    given = [reading.complete for file in files if (reading := file.opened.recipe.reading) is not None]
    limited = sorted({name for complete in given for name in complete})
    return {
        name: frozenset.intersection(*(frozenset(complete[name]) for complete in given if name in complete))
        for name in limited
    }


def _notes(files: Sequence[ReadFile]) -> tuple[Text, ...]:
    """What is to be told of the files, then what their system does not carry; each once."""
    told = [note for file in files for note in file.opened.layout.notes]
    told += [
        reading.note
        for file in files
        if (reading := file.opened.recipe.reading) is not None and reading.note is not None
    ]
    return tuple({note.zh: note for note in told}.values())


def _plain(file: ReadFile) -> bool:
    return file.opened.recipe.fold is None


def _fold_all(connection: duckdb.DuckDBPyConnection, export: Export, files: Sequence[ReadFile]) -> list[str]:
    """Folds the event logs among the files, all files of one reading together. Returns the tables of cases."""
    relations: list[str] = []
    readings = {file.opened.recipe.place: file.opened.recipe for file in files if not _plain(file)}
    for place, recipe in readings.items():
        relations.append(f"guiju_cases_{place}_{relation_of(export.id)}")
        logs = [(n, file.part) for n, file in enumerate(files) if file.opened.recipe.place == place]
        fold_cases(connection, relations[-1], recipe, logs)
    return relations


def _close(connection: duckdb.DuckDBPyConnection, export: Export, file: ReadFile) -> _Book:
    """Counts what became of a file's rows, and writes its rejected rows and unreadable cells down."""
    relation, rules = ident(file.part.relation), file.opened.recipe.leave_out
    if file.part.whole:
        return _Book(rows=file.input.rows, left=(), aside=0, rejected=0, unreadable={}, all_readable=True)
    left = "".join(f", count(*) FILTER (WHERE _left = {place})" for place in range(len(rules)))
    try:
        row = connection.execute(
            f"SELECT count(*), count(*) FILTER (WHERE _left IS NULL AND _why IS NOT NULL), "
            f"count(_bad) FILTER (WHERE {KEPT}), count(_unreadable) FILTER (WHERE {KEPT}){left} FROM {relation}"
        ).fetchall()[0]
    except duckdb.Error as error:
        if file.input.format != "parquet":
            raise
        raise unreadable_parquet(file.opened.content.path, error) from error
    rows, rejected, bad, unreadable = row[:4]
    if rejected:
        _tell(
            connection,
            export,
            file,
            f"_row, NULL, _why.v, _why.r FROM {relation} WHERE _left IS NULL AND _why IS NOT NULL",
        )
    faulty, aside = file.part.faulty, sum(count for _, count in file.part.aside)
    return _Book(
        rows=rows + faulty + aside,
        aside=aside,
        left=tuple(row[4:]),
        rejected=rejected + faulty,
        unreadable=_tell_cells(connection, export, file, file.part.relation) if bad else {},
        all_readable=not unreadable,
    )


def _tell_cells(
    connection: duckdb.DuckDBPyConnection, export: Export, file: ReadFile, relation: str, where: str = "true"
) -> dict[Name, int]:
    """Writes the unreadable cells of kept rows down. Returns how many there are of each."""
    faults = f"(SELECT _row, unnest(_bad) AS f FROM {ident(relation)} WHERE {KEPT} AND {where})"
    _tell(connection, export, file, f"_row, f.c, f.v, f.r FROM {faults}")
    return dict(connection.execute(f"SELECT f.c, count(*) FROM {faults} GROUP BY 1").fetchall())


def _tell(connection: duckdb.DuckDBPyConnection, export: Export, file: ReadFile, selected: str) -> None:
    connection.execute(
        f"INSERT INTO {ident(REJECTS)} SELECT {literal(export.id)}, {literal(file.part.path)}, {selected}"
    )


def _faults(connection: duckdb.DuckDBPyConnection, export: Export) -> tuple[tuple[Text, int], ...]:
    """What the rejects of an export come to: each reason with the first place, most frequent first."""
    found = connection.execute(
        'SELECT reason, "column", count(*), arg_min(file, rowid), arg_min("row", rowid) '
        f"FROM {ident(REJECTS)} WHERE export = {literal(export.id)} GROUP BY ALL ORDER BY 3 DESC, 1, 2"
    ).fetchall()
    return tuple((_fault(export, reason, column, file, row), count) for reason, column, count, file, row in found)


def _fault(export: Export, reason: str, column: str | None, file: str, row: int) -> Text:
    why, first = explain(reason), Text(zh=f"首见 {file} 第 {row} 行", en=f"first in row {row} of {file}")
    if column is None:
        return Text(zh=f"拒收的行：{why.zh}（{first.zh}）", en=f"rejected rows: {why.en} ({first.en})")
    known = export.columns.get(column)
    zh, en = (f"{known.title.zh}（{column}）", f"{known.title.in_('en')} ({column})") if known else (column, column)
    return Text(zh=f"单元格 {zh}：{why.zh}（{first.zh}）", en=f"cells of {en}: {why.en} ({first.en})")


def _piece(file: ReadFile, place: int, book: _Book) -> _Piece:
    return _Piece(
        relation=file.part.relation,
        file=str(place),
        columns=file.part.columns & frozenset(file.opened.recipe.export.columns),
        clean=book.used == book.rows - file.part.faulty - book.aside,
        readable=book.all_readable,
        unreadable={},
    )


def _case_piece(
    connection: duckdb.DuckDBPyConnection, export: Export, relation: str, files: Sequence[ReadFile]
) -> _Piece:
    """The cases of a fold. A value that the fold made and the export cannot take is told like a cell."""
    described = connection.execute(f"DESCRIBE {ident(relation)}").fetchall()
    told = [
        _tell_cells(connection, export, file, relation, f"_file = {place}")
        for place, file in enumerate(files)
        if not _plain(file)
    ]
    return _Piece(
        relation=relation,
        file="_file",
        columns=frozenset(row[0] for row in described) & frozenset(export.columns),
        clean=False,
        readable=False,
        unreadable=_sums(told),
    )


def _create_relation(connection: duckdb.DuckDBPyConnection, export: Export, pieces: Sequence[_Piece]) -> None:
    """The relation is a view: over tables for what was copied, over the file itself for Parquet."""
    selects: list[str] = []
    for piece in pieces:
        columns = [
            ident(name) if name in piece.columns else f"CAST(NULL AS {SQL_TYPES[column.type]}) AS {ident(name)}"
            for name, column in export.columns.items()
        ]
        unreadable = "CAST(NULL AS VARCHAR)" if piece.readable else UNREADABLE
        where = "" if piece.clean else f" WHERE {KEPT}"
        books = f"{ROW}, CAST({piece.file} AS INTEGER) AS {FILE}, {unreadable} AS {UNREADABLE}"
        selects.append(f"SELECT {', '.join(columns)}, {books} FROM {ident(piece.relation)}{where}")
    connection.execute(f"CREATE OR REPLACE VIEW {ident(relation_of(export.id))} AS {' UNION ALL '.join(selects)}")


def _survey(
    connection: duckdb.DuckDBPyConnection, export: Export, columns: frozenset[Name]
) -> tuple[int, datetime | None, dict[Name, Span]]:
    """How many records there are, the newest time of something that happened, and the span of the export's own time.

    Only that one is surveyed whole: Parquet answers a maximum from its statistics, but a count costs a scan.
    """
    times = _happened(export, columns)
    at = ident(export.at)
    newest = "".join(f", CAST(max({ident(name)}) AS TIMESTAMP)" for name in times)
    asked = f"count(*), count({at}), CAST(min({at}) AS TIMESTAMP), CAST(max({at}) AS TIMESTAMP){newest}"
    row = connection.execute(f"SELECT {asked} FROM {ident(relation_of(export.id))}").fetchall()[0]
    records, filled, oldest, latest = row[:4]
    spans = {export.at: Span(oldest=oldest, newest=latest, gaps=filled < records)} if filled else {}
    return records, max((time for time in row[4:] if time is not None), default=None), spans


def _happened(export: Export, columns: frozenset[Name]) -> list[Name]:
    """Columns with times (where there are only days, days) of something that happened."""
    given = [name for name, column in export.columns.items() if name in columns and not column.planned]
    times = [name for name in given if export.columns[name].type == "datetime"]
    return times or [name for name in given if export.columns[name].type == "date"]


def _left_out(files: Sequence[ReadFile], books: Sequence[_Book]) -> tuple[tuple[Text, int], ...]:
    """The rules that took rows or might have, with their counts, in the order of the profile."""
    counts: dict[str, tuple[Text, int]] = {}
    for file, book in zip(files, books, strict=True):
        ruled = [(rule.reason, count) for rule, count in zip(file.opened.recipe.leave_out, book.left, strict=True)]
        for reason, count in (*ruled, *file.part.aside):
            _, before = counts.get(reason.zh, (reason, 0))
            counts[reason.zh] = (reason, before + count)
    return tuple(counts.values())


def _sums(counts: Sequence[Mapping[Name, int]]) -> dict[Name, int]:
    names = sorted({name for each in counts for name in each})
    return {name: sum(each.get(name, 0) for each in counts) for name in names}
