"""The use case behind `guiju check`: exports in, verdicts and evidence out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from guiju import __version__
from guiju.app.inputs import export_files, system_of
from guiju.app.outcome import exit_code
from guiju.app.packs import load_pack
from guiju.app.registers import load_registers, now_of, registers_asked
from guiju.app.summaries import export_summary
from guiju.compiler import Terms, compile_plan
from guiju.engine import (
    DuckDB,
    judge,
    judge_contracts,
    move,
    opened,
    scan,
    unused,
    write_distributions,
    write_findings,
    write_rejects,
)
from guiju.history.places import refuse_what_is_in_the_way
from guiju.history.runs import write_run
from guiju.ingest import ExportFile, paths_read
from guiju.ingest import load as load_exports
from guiju.model.catalogue import Catalogue
from guiju.model.intake import ExportTable
from guiju.model.plan import Plan
from guiju.model.problem import Misuse
from guiju.model.record import Id
from guiju.model.run import ClauseResult, ContractResult, Provenance, Run
from guiju.model.standard import Severity
from guiju.model.text import Text

Progress = Callable[[Text], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """What is to be judged, and on what terms."""

    pack: Path
    files: tuple[str, ...]
    """Paths or addresses of tables, or `export=path`; none where `pack_only`."""
    pack_only: bool = False
    """Judge the clauses on the pack itself, without any export."""
    system: str | None = None
    as_of: datetime | None = None
    in_force_on: date | None = None
    out: Path | None = None
    """Run folder to write; None writes nothing."""
    findings_limit: int | None = None
    without_waivers: bool = False
    """Judge as if the pack had no waivers."""
    show_pii: bool = False
    """Let personal data out into the run folder and the reports."""
    fail_on: Severity | Literal["never"] = "minor"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """A run, with what it takes to tell it."""

    run: Run
    catalogue: Catalogue
    folder: Path | None
    exit_code: int


def check(request: CheckRequest, progress: Progress) -> CheckOutcome:
    """Judges the exports and writes the run folder.

    Raises:
        PackInvalid: the pack has errors.
        ExportUnreadable: a file cannot be read as an export.
        Misuse: the arguments do not fit together, or the folder cannot be written.
    """
    if request.out is not None:
        refuse_what_is_in_the_way(request.out)
    catalogue = load_pack(request.pack)
    _refuse_nothing_to_judge(request, registers_asked(catalogue))
    return judged(request, catalogue, export_files(catalogue, request.files), progress)


def judged(
    request: CheckRequest,
    catalogue: Catalogue,
    files: Sequence[ExportFile],
    progress: Progress,
    *,
    pack_known_as: Path | None = None,
) -> CheckOutcome:
    """Judges these files, whatever the request says of files; `pack_known_as` is where findings say the pack stands.

    Raises ExportUnreadable or Misuse.
    """
    registers = registers_asked(catalogue)
    system = system_of(catalogue, request.system)
    terms = Terms(
        as_of=request.as_of,
        in_force_on=request.in_force_on,
        findings_limit=request.findings_limit,
        without_waivers=request.without_waivers,
        show_pii=request.show_pii,
        spreads=request.out is not None,
    )
    with TemporaryDirectory(prefix="guiju-") as spool, opened(Path(spool)) as engine:
        tables = load_exports(
            files,
            exports=catalogue.file_exports,
            system=system,
            connection=engine.connection,
            zone=catalogue.pack.zone,
            progress=progress,
        )
        now = now_of(tables, request.as_of)
        tables += load_registers(catalogue, registers, pack=pack_known_as or request.pack, now=now, engine=engine)
        engine.lock(paths_read(tables))
        plan = compile_plan(catalogue, tables, terms)
        scans = scan(plan, engine, progress)
        contracts = judge_contracts(plan, catalogue, engine, scans)
        clauses = judge(plan, catalogue, engine, progress, scans)
        folder = None
        if request.out is not None:
            progress(Text(zh="写出证据", en="writing the evidence"))
            clauses = _with_evidence(engine, plan, catalogue, clauses, show_pii=request.show_pii)
            write_distributions(engine, plan, scans)
        run = _run(request, catalogue, tables, plan, engine, clauses, contracts)
        if request.out is not None:
            folder = write_run(run, request.out, tables=lambda target: move(engine, target))
    return CheckOutcome(run=run, catalogue=catalogue, folder=folder, exit_code=exit_code(run, request.fail_on))


def _refuse_nothing_to_judge(request: CheckRequest, registers: Sequence[Id]) -> None:
    """Without files only clauses on the pack can be judged: that has to be meant, and there have to be some."""
    if request.files and request.pack_only:
        message = Text(
            zh="--pack-only 只检查标准包本身：请去掉文件，或去掉 --pack-only",
            en="--pack-only judges the pack alone: leave out the files, or leave out --pack-only",
        )
    elif not request.files and not request.pack_only:
        message = Text(
            zh="没有给出数据文件；只检查标准包本身请加 --pack-only",
            en="no export was given; to judge the pack itself alone, say --pack-only",
        )
    elif not request.files and not registers:
        message = Text(
            zh="标准包里没有检查它自己的条款（on: pack.standards 等），因此没有可检查的内容",
            en="the pack has no clause on itself (on: pack.standards and the like), so that there is nothing to judge",
        )
    else:
        return
    raise Misuse(message=message)


def _with_evidence(
    engine: DuckDB, plan: Plan, catalogue: Catalogue, clauses: Sequence[ClauseResult], *, show_pii: bool
) -> tuple[ClauseResult, ...]:
    """Writes findings and rejects into the spool; each result says how many findings stand in the file."""
    breached = {result.clause for result in clauses if result.counts is not None and result.counts.breached}
    written = write_findings(engine, [record for record in plan.records if str(record.ref) in breached])
    write_rejects(engine, catalogue, show_pii=show_pii)
    return tuple(result.model_copy(update={"findings_written": written.get(result.clause, 0)}) for result in clauses)


def _run(  # noqa: PLR0913, PLR0917 - a run is made of exactly these parts
    request: CheckRequest,
    catalogue: Catalogue,
    tables: Sequence[ExportTable],
    plan: Plan,
    engine: DuckDB,
    clauses: tuple[ClauseResult, ...],
    contracts: tuple[ContractResult, ...],
) -> Run:
    provenance = Provenance(
        tool=f"guiju {__version__}",
        engine=engine.name,
        pack=catalogue.pack.id,
        pack_path=request.pack.as_posix(),
        pack_digest=catalogue.digest,
        pack_commit=catalogue.commit,
        system=request.system,
        as_of=request.as_of,
        in_force_on=request.in_force_on,
        findings_limit=request.findings_limit,
        without_waivers=request.without_waivers,
        show_pii=request.show_pii,
    )
    remarks = unused(plan, catalogue, engine)
    summaries = tuple(
        export_summary(
            table, catalogue.exports[table.export], plan.as_of.get(table.export), remarks.get(table.export, ())
        )
        for table in tables
    )
    return Run(provenance=provenance, exports=summaries, clauses=clauses, contracts=contracts)
