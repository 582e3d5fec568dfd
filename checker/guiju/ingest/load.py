"""Loads export files into the engine: the story of the stage, and its two public functions."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import duckdb

from guiju.ingest.assign import recipes_for
from guiju.ingest.books import ReadFile, create_rejects, export_table
from guiju.ingest.databases import Databases
from guiju.ingest.files import ExportFile, as_problems, refusal
from guiju.ingest.opened import Opened, open_file
from guiju.ingest.read import read
from guiju.ingest.recipe import Recipe, problems_of, zoned
from guiju.ingest.sql import engine_path, ident
from guiju.ingest.zones import zones_of
from guiju.model.export import Export
from guiju.model.intake import ExportTable, InputFile
from guiju.model.memory import DISK, TOO_LITTLE
from guiju.model.problem import ExportUnreadable, Location, Problem
from guiju.model.record import Id
from guiju.model.system import System
from guiju.model.text import Text


def load(  # noqa: PLR0913 - by name, and each with its own reason
    files: Sequence[ExportFile],
    *,
    exports: Mapping[Id, Export],
    system: System | None,
    connection: duckdb.DuckDBPyConnection,
    zone: str | None = None,
    progress: Callable[[Text], None] = lambda _: None,
) -> tuple[ExportTable, ...]:
    """Creates one relation `export_<id>` per export that the files carry, and the table REJECTS.

    A Parquet file is read in place by a view (see `paths_read`), so that damage in a page that the load had no need to
    read shows only when the engine reads it; any other file is copied into the engine. `progress` is told of each file
    as its turn comes. `zone` is the pack's, in whose local time all tables are; without it, times that carry a zone
    cannot be read. Raises ExportUnreadable with every problem of every file.
    """
    # Extensions are never fetched: what the engine cannot read by itself is refused.
    connection.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false")
    create_rejects(connection)
    zones = zones_of(connection, zone, system)
    recipes = tuple(zoned(recipe, zones) for recipe in recipes_for(exports, system))
    _refuse(
        [problem for recipe in recipes for problem in (*problems_of(recipe), *_unknown_formats(recipe, connection))]
    )
    with tempfile.TemporaryDirectory(prefix="guiju-") as folder:
        opened = _open_all(files, recipes, Path(folder), connection, Databases(zone=zone, progress=progress))
        digests = _digests(opened)
        done = _read_all(opened, digests, Path(folder), connection, progress)
        # What was laid down goes with the folder; the user's own files stay, and are hashed while others work on.
        wait([digest for file, digest in zip(opened, digests, strict=True) if file.file.address is not None])
    by_export = {export_id: [file for file in done if file.opened.export == export_id] for export_id in exports}
    return tuple(export_table(connection, exports[export_id], each) for export_id, each in by_export.items() if each)


def paths_read(tables: Iterable[ExportTable]) -> tuple[str, ...]:
    """Files that relations go on reading after the load: they must stay readable when the connection is locked."""
    paths = [Path(file.place or file.path) for table in tables for file in table.files if file.format == "parquet"]
    # A name with signs of a pattern is asked for both as it is and as it was escaped.
    return tuple(dict.fromkeys(name for path in paths for name in (str(path.absolute()), engine_path(path))))


def _unknown_formats(recipe: Recipe, connection: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Formats of the profile that the engine does not know."""
    for cell in recipe.wanted:
        for form in cell.formats:
            try:
                connection.execute("SELECT try_strptime('', ?)", [form])
            except duckdb.Error:
                place = Location(f"systems/{recipe.system.id}.yaml" if recipe.system is not None else recipe.export.id)
                zh, en = f"{cell.name} 的时间格式 {form} 无法识别", f"{cell.name}: the format {form} is not known"
                yield Problem(
                    place, Text(zh=f"{zh}；请写成 %d/%m/%Y %H:%M 这样。", en=f"{en}; write it like %d/%m/%Y %H:%M.")
                )


def _open_all(
    files: Sequence[ExportFile],
    recipes: Sequence[Recipe],
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
    databases: Databases,
) -> list[Opened]:
    opened: list[Opened] = []
    problems: list[Problem] = []
    seen: set[tuple[str, Id]] = set()
    for place, file in enumerate(files):
        spool = folder / f"{place}.txt"
        try:
            with _room(file.name):
                if file.address is None:
                    found = open_file(file, recipes, spool, connection)
                else:
                    found = databases.open(file, file.address, recipes, spool)
            if seen & (given := {(file.identity, each.export) for each in found}):
                raise refusal(
                    file.name, Text(zh="同一份数据给了两次：请去掉一次。", en="is given twice: name it once.")
                )
            seen |= given
            opened += found
        except ExportUnreadable as error:
            problems += error.problems
    _refuse(tuple(dict.fromkeys(problems)))
    return opened


def _digests(opened: Sequence[Opened]) -> list[Future[str]]:
    """The SHA-256 of every file, each as soon as it is its turn; one that becomes several exports is hashed once."""
    background = ThreadPoolExecutor(max_workers=1)
    different = {_read_from(file): file for file in opened}
    hashes = {path: background.submit(_sha256, file) for path, file in different.items()}
    background.shutdown(wait=False)
    return [hashes[_read_from(file)] for file in opened]


def _read_all(
    opened: Sequence[Opened],
    digests: Sequence[Future[str]],
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
    progress: Callable[[Text], None],
) -> list[ReadFile]:
    done: list[ReadFile] = []
    problems: list[Problem] = []
    for place, (file, digest) in enumerate(zip(opened, digests, strict=True)):
        progress(Text(zh=f"读取 {file.file.name}", en=f"reading {file.file.name}"))
        try:
            with _room(file.file.name):
                part = read(file, place, folder, connection)
            rows = part.faulty + sum(count for _, count in part.aside)
            rows += connection.execute(f"SELECT count(*) FROM {ident(part.relation)}").fetchall()[0][0]
            done.append(ReadFile(opened=file, part=part, input=_input(file, digest, rows)))
        except ExportUnreadable as error:
            problems += error.problems
    _refuse(problems)
    return done


@contextmanager
def _room(name: str) -> Generator[None, None, None]:
    """What the machine says when disk or memory are too small, as a problem of the file that was too large for it."""
    try:
        with as_problems(name):
            yield
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        said = str(error).splitlines()[0]
        message = Text(
            zh=f"无法读入（{said}）：请检查磁盘空间和内存。",
            en=f"it cannot be read in ({said}): look at disk and memory.",
        )
        memory = isinstance(error, duckdb.OutOfMemoryException) and DISK not in said
        raise refusal(name, TOO_LITTLE if memory else message) from error


def _input(opened: Opened, digest: Future[str], rows: int) -> InputFile:
    text, dialect, laid = opened.table.text, opened.table.dialect, opened.table.laid
    sheet, inside = laid.sheet if laid is not None else None, opened.content.member
    return InputFile(
        path=opened.file.name,
        member=None if opened.file.address is not None else " > ".join(filter(None, (inside, sheet))) or None,
        digest=digest.result,
        size=_read_from(opened).stat().st_size,
        format=laid.format if laid is not None else "parquet" if text is None else "csv",
        encoding=text.encoding if text is not None else None,
        delimiter=dialect.delimiter if dialect is not None else None,
        rows=rows,
        named=opened.file.export is not None,
        place=str(opened.file.path) if opened.file.known_as is not None else None,
    )


def _sha256(opened: Opened) -> str:
    """Of the file; of a table, which is no file, of its headers and its rows as they were read, in their order."""
    head = "" if opened.file.address is None else json.dumps(opened.table.headers, ensure_ascii=False) + "\n"
    with _read_from(opened).open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.sha256(head.encode())).hexdigest()


def _read_from(opened: Opened) -> Path:
    """The user's own file; of a table, where its rows were laid down."""
    return opened.file.path if opened.file.address is None else opened.content.path


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise ExportUnreadable(*problems)
