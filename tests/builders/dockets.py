"""A catalogue with one export and a few clauses, and tables with rows given in Python: input of compiler and engine."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from guiju.compiler import Terms, compile_plan
from guiju.engine import DuckDB, judge, opened
from guiju.model.catalogue import Catalogue
from guiju.model.export import Export
from guiju.model.intake import REJECTS, ExportTable, InputFile, Span
from guiju.model.kpi import Kpi
from guiju.model.pack import Calendar, Pack, Role
from guiju.model.run import ClauseResult
from guiju.model.standard import Standard
from guiju.model.waiver import Waiver

CASES = Export.model_validate(
    {
        "id": "cases",
        "title": {"zh": "案例", "en": "Cases"},
        "description": {"zh": "测试用", "en": "for tests"},
        "key": ["case_id"],
        "at": "opened_at",
        "columns": {
            "case_id": {"title": {"zh": "编号", "en": "id"}, "type": "text"},
            "kind": {"title": {"zh": "类型", "en": "kind"}, "type": "text"},
            "team": {"title": {"zh": "团队", "en": "team"}, "type": "text"},
            "opened_at": {"title": {"zh": "受理时间", "en": "opened"}, "type": "datetime"},
            "closed_at": {"title": {"zh": "结束时间", "en": "closed"}, "type": "datetime"},
            "due_at": {"title": {"zh": "应结时间", "en": "due"}, "type": "datetime", "planned": True},
            "score": {"title": {"zh": "评分", "en": "score"}, "type": "number"},
            "caller": {"title": {"zh": "来电人", "en": "caller"}, "type": "text", "pii": True},
        },
    }
)

_TYPES = {
    "date": "DATE",
    "text": "VARCHAR",
    "datetime": "TIMESTAMP",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "integer": "BIGINT",
}


def clause(check: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A clause named `asked` with this check."""
    return {
        "id": "asked",
        "title": {"zh": "条款", "en": "clause"},
        "force": "shall",
        "text": {"zh": "文字", "en": "text"},
        "severity": "major",
        "check": dict(check),
    } | more


def revision(version: str, effective: str, sets: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A revision, approved by another role than its author."""
    return {
        "version": version,
        "effective": date.fromisoformat(effective),
        "author": "author",
        "approver": "approver",
        "reason": {"zh": "理由", "en": "reason"},
        "sets": dict(sets or {}),
    } | more


def standard(clauses: Sequence[Mapping[str, Any]], revisions: Sequence[Mapping[str, Any]]) -> Standard:
    """The standard `rule`."""
    return Standard.model_validate(
        {
            "id": "rule",
            "title": {"zh": "标准", "en": "standard"},
            "summary": {"zh": "摘要", "en": "summary"},
            "owner": "author",
            "binds": ["author"],
            "review_in": "P1Y",
            "revisions": list(revisions),
            "clauses": list(clauses),
        }
    )


def catalogue(  # noqa: PLR0913 - one argument for each shelf of the pack
    rule: Standard,
    *,
    kpis: Sequence[Mapping[str, Any]] = (),
    calendars: Sequence[Calendar] = (),
    export: Export = CASES,
    others: Sequence[Export] = (),
    waivers: Sequence[Mapping[str, Any]] = (),
) -> Catalogue:
    """A catalogue with that one standard."""
    roles = [
        Role.model_validate({"id": i, "title": {"zh": i}, "duties": [{"zh": "职责"}]}) for i in ("author", "approver")
    ]
    pack = Pack.model_validate(
        {
            "id": "test",
            "title": {"zh": "测试"},
            "organisation": {"zh": "测试"},
            "zone": "Asia/Shanghai",
            "chapters": [{"id": "only", "title": {"zh": "唯一"}, "summary": {"zh": "唯一"}}],
        }
    )
    measured = [Kpi.model_validate(kpi) for kpi in kpis]
    return Catalogue(
        pack=pack,
        digest="0" * 64,
        commit=None,
        sources={},
        roles={role.id: role for role in roles},
        terms={},
        exports={known.id: known for known in (export, *others)},
        systems={},
        calendars={calendar.id: calendar for calendar in calendars},
        kpis={kpi.id: kpi for kpi in measured},
        standards={rule.id: rule},
        waivers={str(each["id"]): Waiver.model_validate(each) for each in waivers},
        chapter_of={rule.id: "only"},
        prose={},
        places={},
    )


def waiver(id_: str, first: str, last: str, **more: Any) -> dict[str, Any]:
    """A waiver of the clause `asked` from one day to another."""
    return {
        "id": id_,
        "title": {"zh": f"豁免 {id_}", "en": f"waiver {id_}"},
        "reason": {"zh": "理由", "en": "reason"},
        "clauses": ["rule#asked"],
        "requested_by": "author",
        "approver": "approver",
        "from": date.fromisoformat(first),
        "expiry": date.fromisoformat(last),
    } | more


def kpi(measure: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A KPI named `metric` on the cases."""
    return {
        "id": "metric",
        "title": {"zh": "指标"},
        "description": {"zh": "说明"},
        "owner": "author",
        "on": "cases",
        "measure": dict(measure),
        "unit": "ratio",
        "better": "higher",
    } | more


@contextmanager
def court(
    spool: Path, rows: Sequence[Mapping[str, Any]], export: Export = CASES
) -> Iterator[tuple[DuckDB, ExportTable]]:
    """An engine in which these rows are loaded, locked as in a real run."""
    with opened(spool) as engine:
        table = load(engine, rows, export)
        engine.lock([])
        yield engine, table


def load(engine: DuckDB, rows: Sequence[Mapping[str, Any]], export: Export = CASES) -> ExportTable:
    """The rows as the ingest stage would leave them; `_unreadable` lists columns whose cell could not be read."""
    names = {name: _TYPES[column.type] for name, column in export.columns.items()}
    columns = names | {"_row": "BIGINT", "_file": "INTEGER", "_unreadable": "VARCHAR"}
    listed = ", ".join(f'"{name}" {type_}' for name, type_ in columns.items())
    engine.connection.execute(f"CREATE TABLE export_{export.id} ({listed})")
    engine.connection.execute(
        f"CREATE TABLE IF NOT EXISTS {REJECTS} "
        '(export VARCHAR, file VARCHAR, "row" BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR)'
    )
    unreadable: dict[str, int] = {}
    for place, row in enumerate(rows):
        bad = row.get("_unreadable", ())
        for name in bad:
            unreadable[name] = unreadable.get(name, 0) + 1
        whole = dict(row) | {"_row": place + 2, "_file": 0, "_unreadable": f",{','.join(bad)}," if bad else None}
        values = [whole.get(name) for name in columns]
        engine.connection.execute(f"INSERT INTO export_{export.id} VALUES ({', '.join('?' * len(values))})", values)
    stamps = [
        row[name]
        for row in rows
        for name, column in export.columns.items()
        if column.type == "datetime" and not column.planned and row.get(name) is not None
    ]
    file = InputFile(path="cases.csv", digest=lambda: "0" * 64, size=1, format="csv", rows=len(rows))
    return ExportTable(
        export=export.id,
        relation=f"export_{export.id}",
        columns=frozenset(names),
        files=(file,),
        rows_read=len(rows),
        rows_rejected=0,
        rows_used=len(rows),
        records=len(rows),
        unreadable=unreadable,
        newest=max(stamps, default=None),
        spans=_spans(rows, export),
    )


def _spans(rows: Sequence[Mapping[str, Any]], export: Export) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for name in (name for name, column in export.columns.items() if column.type == "datetime"):
        found = [row[name] for row in rows if row.get(name) is not None]
        if found:
            spans[name] = Span(oldest=min(found), newest=max(found), gaps=len(found) < len(rows))
    return spans


def verdict(
    spool: Path, pack: Catalogue, rows: Sequence[Mapping[str, Any]], *, as_of: datetime | None = None, **terms: Any
) -> ClauseResult:
    """The result of the pack's first clause on these rows."""
    with court(spool, rows) as (engine, table):
        plan = compile_plan(pack, [table], Terms(as_of=as_of, **terms))
        return judge(plan, pack, engine, lambda _: None)[0]


def verdict_of(
    spool: Path, pack: Catalogue, data: Mapping[str, Sequence[Mapping[str, Any]]], **terms: Any
) -> ClauseResult:
    """The result of the pack's first clause where several exports are given: export -> rows."""
    with opened(spool) as engine:
        tables = [load(engine, rows, pack.exports[export]) for export, rows in data.items()]
        engine.lock([])
        return judge(compile_plan(pack, tables, Terms(**terms)), pack, engine, lambda _: None)[0]


def findings(spool: Path, pack: Catalogue, rows: Sequence[Mapping[str, Any]], **terms: Any) -> list[tuple[Any, ...]]:
    """The breached records of every clause, as the finding columns."""
    with court(spool, rows) as (engine, table):
        plan = compile_plan(pack, [table], Terms(**terms))
        judge(plan, pack, engine, lambda _: None)
        return [row for record in plan.records for row in engine.rows(record.findings_sql)]


def findings_of(
    spool: Path, pack: Catalogue, data: Mapping[str, Sequence[Mapping[str, Any]]], **terms: Any
) -> list[tuple[Any, ...]]:
    """The breached records of every clause where several exports are given: export -> rows."""
    with opened(spool) as engine:
        tables = [load(engine, rows, pack.exports[export]) for export, rows in data.items()]
        engine.lock([])
        plan = compile_plan(pack, tables, Terms(**terms))
        judge(plan, pack, engine, lambda _: None)
        return [row for record in plan.records for row in engine.rows(record.findings_sql)]
