"""What the handbook is told of runs: the small catalogue's complaints judged by the real engine, without any file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from builders import dockets
from builders.catalogues import complaint_handling, small_catalogue
from guiju.compiler import Terms, compile_plan
from guiju.engine import distributions, judge, opened, scan
from guiju.model.catalogue import Catalogue
from guiju.model.published import Published, PublishedRun
from guiju.model.quantity import parse_quantity
from guiju.model.run import ExportSummary, Provenance, Run

Row = Mapping[str, Any]


def complaints(*, late: int = 7) -> list[dict[str, Any]]:
    """200 complaints over eight months; every `late`-th takes 40 hours, the others between one and 23."""
    rows: list[dict[str, Any]] = []
    for number in range(200):
        received = datetime(2025, 1, 3, 9) + timedelta(hours=28 * number)
        spent = timedelta(hours=40) if number % late == 0 else timedelta(hours=1 + number % 23, seconds=number)
        open_ = number in (150, 199)
        rows.append(
            {
                "complaint_id": f"C{number}",
                "received_at": received,
                "handled_at": None if open_ else received + spent,
                "channel": ("phone", "web")[number % 3 == 0],
            }
        )
    return rows


def told(rows: Sequence[Row], *, name: str = "july", catalogue: Catalogue | None = None) -> PublishedRun:
    """One run over these complaints."""
    pack = catalogue or _lenient()
    export = pack.exports["complaints"]
    with TemporaryDirectory() as spool, opened(Path(spool)) as engine:
        table = dockets.load(engine, [{key: row.get(key) for key in export.columns} for row in rows], export)
        engine.lock([])
        plan = compile_plan(pack, [table], Terms(spreads=True))
        scans = scan(plan, engine, lambda _: None)
        clauses = judge(plan, pack, engine, lambda _: None, scans)
        spread = distributions(plan, scans)
    run = Run(provenance=_provenance(pack), exports=(_summary(table.newest, len(rows)),), clauses=clauses)
    return PublishedRun(name=name, run=run, distributions=spread)


def published(*runs: PublishedRun) -> Published:
    """Those runs; two where none is given, the second with more that is late."""
    return Published(runs=runs or (told(complaints(late=150), name="june"), told(complaints())))


def renamed(run: PublishedRun, name: str) -> PublishedRun:
    """The run in a folder of another name."""
    return replace(run, name=name)


def _lenient() -> Catalogue:
    """The small catalogue, but three cases make a group: a run of thousands would only be slower."""
    standard = complaint_handling()
    few = {"few_cases": parse_quantity(3)}
    revisions = tuple(each.model_copy(update={"sets": {**each.sets, **few}}) for each in standard.revisions)
    return small_catalogue(standards={standard.id: standard.model_copy(update={"revisions": revisions})})


def _provenance(pack: Catalogue) -> Provenance:
    return Provenance(
        tool="guiju 0.1.0",
        engine="duckdb",
        pack=pack.pack.id,
        pack_path="standards",
        pack_digest=pack.digest,
        pack_commit=None,
        system=None,
        as_of=None,
        in_force_on=None,
        findings_limit=None,
    )


def _summary(as_of: datetime | None, rows: int) -> ExportSummary:
    return ExportSummary(
        export="complaints",
        files=(),
        as_of=as_of,
        rows_read=rows,
        rows_used=rows,
        rows_rejected=0,
        left_out=(),
        records=rows,
        unreadable={},
        unmapped=(),
        columns_missing=(),
    )
