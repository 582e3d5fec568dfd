"""A file that was looked into: what it is, its headers, and the export that it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from guiju.ingest.assign import assign, besides, candidates_for, globs_for
from guiju.ingest.dialect import SAMPLE_BYTES, Dialect, sniff
from guiju.ingest.encoding import Plaintext, to_utf8
from guiju.ingest.files import WORKBOOKS, Content, ExportFile, inspect, refusal, unpacked
from guiju.ingest.headers import Layout, known_headers, layout
from guiju.ingest.jsonlines import is_json_lines, lay_json_lines
from guiju.ingest.laid import Laid
from guiju.ingest.recipe import Recipe
from guiju.ingest.scan import parquet_source
from guiju.ingest.sheets import lay_sheet
from guiju.model.problem import ExportUnreadable
from guiju.model.record import Id
from guiju.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The table inside a file: its headers, and its text, the types of its columns or where it was laid down."""

    headers: tuple[str, ...]
    text: Plaintext | None = None
    dialect: Dialect | None = None
    types: tuple[str, ...] = ()
    laid: Laid | None = None
    """The table, where it was laid down cell by cell; `text` is then what it was read from, if that was text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file with its export and where each wanted cell stands in it."""

    file: ExportFile
    content: Content
    table: Table
    recipe: Recipe
    layout: Layout

    @property
    def export(self) -> Id:
        """The export that the file is."""
        return self.recipe.export.id


def open_file(
    file: ExportFile, recipes: Sequence[Recipe], spool: Path, connection: duckdb.DuckDBPyConnection
) -> tuple[Opened, ...]:
    """Looks into a file, once for each export that it becomes; its text may be laid down as UTF-8 at `spool`.

    Raises ExportUnreadable.
    """
    content = unpacked(inspect(file.path, globs_for(file, recipes)), spool)
    try:
        return _opened(file, content, recipes, spool, connection)
    except ExportUnreadable as error:
        raise _told_of(file.path, content.path, error) from error


def _opened(
    file: ExportFile, content: Content, recipes: Sequence[Recipe], spool: Path, connection: duckdb.DuckDBPyConnection
) -> tuple[Opened, ...]:
    wanted = candidates_for(file, recipes) if content.kind in WORKBOOKS else recipes
    table = open_table(content, wanted, spool, connection)
    fits = fits_of(file, content, table.headers, recipes)
    for _, fit in fits:
        _refuse_zones(file.path, table, fit)
    told = table.laid.notes if table.laid is not None else ()
    return tuple(
        Opened(file=file, content=content, table=table, recipe=recipe, layout=replace(fit, notes=(*told, *fit.notes)))
        for recipe, fit in fits
    )


def fits_of(
    file: ExportFile, content: Content, headers: Sequence[str], recipes: Sequence[Recipe]
) -> list[tuple[Recipe, Layout]]:
    """The recipe that reads a table, then those that read the same rows beside it.

    Raises ExportUnreadable where the first does not fit; of the others it is only noted.
    """
    recipe = assign(file, content, headers, recipes)
    fit = layout(file.name, headers, recipe)
    if fit.problems:
        raise ExportUnreadable(*fit.problems)
    others = [(other, layout(file.name, headers, other)) for other in besides(file, recipe, recipes)]
    notes = [_not_read(other, near) for other, near in others if near.problems]
    first = (recipe, replace(fit, notes=(*fit.notes, *notes)))
    return [first, *((other, near) for other, near in others if not near.problems)]


def _not_read(recipe: Recipe, fit: Layout) -> Text:
    why = [problem.message for problem in fit.problems]
    title, export = recipe.export.title, recipe.export.id
    return Text(
        zh=f"没有同时读作{title.zh}（{export}）：{''.join(text.zh for text in why)}",
        en=f"not read as {title.in_('en')} ({export}) too: {' '.join(text.in_('en') for text in why)}",
    )


def _told_of(given: Path, read: Path, error: ExportUnreadable) -> ExportUnreadable:
    """The refusal of a workbook that was unpacked, told of the file that the user gave."""
    if given == read:
        return error
    problems = [
        replace(problem, location=replace(problem.location, path=str(given)))
        if problem.location.path == str(read)
        else problem
        for problem in error.problems
    ]
    return ExportUnreadable(*problems, message=error.message)


def open_table(
    content: Content, recipes: Sequence[Recipe], spool: Path, connection: duckdb.DuckDBPyConnection
) -> Table:
    """The table inside a file. Raises ExportUnreadable where there is none."""
    if content.kind == "parquet":
        return _parquet(content.path, connection)
    if content.kind in WORKBOOKS:
        laid = lay_sheet(content, recipes, spool)
        return Table(headers=laid.headers, laid=laid)
    text = to_utf8(content, spool)
    name = content.member or content.path.name.removesuffix(".gz").removesuffix(".zst")
    if is_json_lines(text, name):
        laid = lay_json_lines(content.path, text, spool.with_suffix(".laid"))
        return Table(headers=laid.headers, text=text, laid=laid)
    dialect = sniff(text.path, known_headers(recipes))
    if not dialect.header:
        empty = Text(zh="文件是空的：请重新导出。", en="the file is empty: export it again, with its header.")
        endless = Text(zh="找不到表头：这不是表格。", en="no header can be found: this is no table.")
        raise refusal(content.path, endless if text.path.stat().st_size > SAMPLE_BYTES else empty)
    return Table(headers=dialect.header, text=text, dialect=dialect)


def _refuse_zones(path: Path, table: Table, fit: Layout) -> None:
    """Times with a zone, where nobody says in which zone they are wanted."""
    wanted = [place for found in fit.found if found.cell.zones is None for place in found.places if table.types]
    zoned = [table.headers[place] for place in wanted if table.types[place] == "TIMESTAMP WITH TIME ZONE"]
    if zoned:
        raise refusal(
            path,
            Text(
                zh=f"列 {'、'.join(zoned)} 的时间带时区：请先换成本地时间（不带时区）再导出。",
                en=f"the times of {', '.join(zoned)} carry a zone: export naive local time.",
            ),
        )


def _parquet(path: Path, connection: duckdb.DuckDBPyConnection) -> Table:
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {parquet_source(path, rows=False)}").fetchall()
    except duckdb.Error as error:
        raise unreadable_parquet(path, error) from error
    return Table(headers=tuple(row[0] for row in described), types=tuple(row[1] for row in described))


def unreadable_parquet(path: Path, error: duckdb.Error) -> ExportUnreadable:
    """What the engine said of a Parquet file, as a problem."""
    first = str(error).splitlines()[0]
    return refusal(
        path,
        Text(
            zh=f"Parquet 文件无法读取（{first}）：请重新导出。",
            en=f"the Parquet file cannot be read ({first}): export it again.",
        ),
    )
