"""The use case behind `guiju why`: the story of one record of a run, told from the same files and the same law."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from guiju.app.inputs import system_of
from guiju.app.packs import load_pack
from guiju.app.registers import load_registers
from guiju.compiler import Terms, compile_stories
from guiju.engine import DuckDB, opened, tell
from guiju.history.runs import read_run
from guiju.ingest import load as load_exports
from guiju.ingest import named_file, paths_read
from guiju.model.catalogue import Catalogue
from guiju.model.intake import ExportTable
from guiju.model.problem import Location, Misuse, Problem
from guiju.model.registry import is_of_the_pack
from guiju.model.run import Run
from guiju.model.story import RecordStory
from guiju.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordName:
    """Which record is meant: by its key, by its row, or by both; at least by one."""

    key: str | None = None
    row: int | None = None
    export: str | None = None
    """Look in this export only."""


def why(
    run_folder: Path, record: RecordName, progress: Callable[[Text], None], *, show_pii: bool = False
) -> tuple[RecordStory, ...]:
    """Every record of the run with this name, with its timeline and what each clause says of it.

    Raises:
        Misuse: no run, no such record, or the pack or a file is no longer what the run was made from.
    """
    key, row, export = record.key, record.row, record.export
    run = read_run(run_folder)
    given = run.provenance
    catalogue = load_pack(Path(given.pack_path))
    if catalogue.digest != given.pack_digest:
        raise _changed(given.pack_path)
    files = [named_file(file.path, summary.export) for summary in run.exports for file in summary.files]
    terms = Terms(
        as_of=given.as_of,
        in_force_on=given.in_force_on,
        without_waivers=given.without_waivers,
        show_pii=show_pii,
    )
    with TemporaryDirectory(prefix="guiju-") as spool, opened(Path(spool)) as engine:
        tables = load_exports(
            files,
            exports=catalogue.file_exports,
            system=system_of(catalogue, given.system),
            connection=engine.connection,
            zone=catalogue.pack.zone,
            progress=progress,
        )
        _same_files(run, {file.path: file.sha256 for table in tables for file in table.files})
        tables += _registers(run, export, catalogue, engine)
        engine.lock(paths_read(tables))
        paths = {table.export: [file.path for file in table.files] for table in tables}
        stories = tuple(
            story
            for plan in compile_stories(catalogue, tables, terms, key, row)
            if export in (None, plan.export)
            for story in tell(plan, catalogue, engine, paths=paths[plan.export])
        )
    if not stories:
        raise _no_record(record)
    return stories


def _no_record(record: RecordName) -> Misuse:
    if record.key is None:
        return Misuse(
            message=Text(
                zh=f"这次检查采用的记录里没有第 {record.row} 行", en=f"no record of the run is in row {record.row}"
            )
        )
    key = record.key
    return Misuse(message=Text(zh=f"这次检查的数据里没有 {key}", en=f"no record of the run has the key {key}"))


def _registers(run: Run, export: str | None, catalogue: Catalogue, engine: DuckDB) -> tuple[ExportTable, ...]:
    """The registers of the pack, with the `now` that the run judged them by."""
    judged = [each for each in run.exports if is_of_the_pack(each.export) and export in (None, each.export)]
    now = judged[0].as_of if judged else None
    asked = [each.export for each in judged]
    return load_registers(catalogue, asked, pack=Path(run.provenance.pack_path), now=now, engine=engine)


def _same_files(run: Run, found: dict[str, str]) -> None:
    judged = {file.path: file.sha256 for summary in run.exports for file in summary.files}
    changed = [path for path, digest in found.items() if judged[path] != digest]
    if changed:
        raise _changed(*changed)


def _changed(*paths: str) -> Misuse:
    message = Text(
        zh="内容与这次检查时不同：请恢复原来的内容，或重新运行 guiju check",
        en="it is not what the run was made from any more: bring it back, or run guiju check again",
    )
    return Misuse(*(Problem(Location(path), message) for path in paths))
