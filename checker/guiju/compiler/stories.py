"""What `guiju why` asks: one record's own row, and its state under every clause of its export."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from sqlglot import exp

from guiju.compiler import stoptables, trees
from guiju.compiler.logs import Log, events_sql
from guiju.compiler.plan import Terms, record_clauses, shapes_of
from guiju.compiler.records import RecordClause, doubles, named, shown_columns, story_sql
from guiju.model.catalogue import Catalogue
from guiju.model.intake import FILE, ROW, ExportTable
from guiju.model.plan import StoryPlan, StoryQuery
from guiju.model.text import Text


class _Told(TypedDict):
    log_sql: str | None
    events: Mapping[str, Text]


def compile_stories(
    catalogue: Catalogue, tables: Sequence[ExportTable], terms: Terms, key: str | None, row: int | None = None
) -> tuple[StoryPlan, ...]:
    """One plan per export that was loaded, about the records with a key, or in a row of some file."""
    shapes = shapes_of(catalogue, tables, terms)
    clauses = record_clauses(catalogue, tables, terms)
    plans: list[StoryPlan] = []
    for export, shape in shapes.items():
        times = tuple(
            name
            for name, column in shape.export.columns.items()
            if column.type in ("datetime", "date") and name in shape.table.columns and name not in shape.hidden
        )
        mine = named(shape, key, row)
        nodes = [trees.column(FILE), trees.column(ROW), *(shape.time(name) for name in times)]
        plans.append(
            StoryPlan(
                export=export,
                key=key,
                as_of=shape.as_of,
                times=times,
                row_sql=trees.rendered(trees.select(nodes, shape.table.relation).where(mine, copy=False)),
                clauses=tuple(
                    _query(clause, mine)
                    for clause in clauses
                    if clause.shape.export.id == export and (clause.log is None or clause.log.roster is not None)
                ),
                **_told(
                    next((c.log for c in clauses if c.log and c.log.roster and c.shape.export.id == export), None), key
                ),
            )
        )
    return (*plans, *_cases(clauses, key, row))


def _cases(clauses: Sequence[RecordClause], key: str | None, row: int | None) -> Iterator[StoryPlan]:
    """The cases that a log itself names, each with its events."""
    tables = {clause.log.name: clause.log for clause in clauses if clause.log and clause.log.roster is None}
    for name, log in tables.items():
        mine = named(log.cases, key, row)
        asking = [clause for clause in clauses if clause.log is not None and clause.log.name == name]
        nodes = [trees.column(FILE), trees.column(ROW)]
        yield StoryPlan(
            export=log.shape.export.id,
            key=key,
            as_of=log.cases.as_of,
            times=(),
            row_sql=trees.rendered(trees.select(nodes, name).where(mine, copy=False)),
            clauses=tuple(_query(clause, mine) for clause in asking),
            prepare_sql=asking[0].prepare_sql,
            **_told(log, key),
        )


def _query(clause: RecordClause, mine: exp.Expr) -> StoryQuery:
    return StoryQuery(
        ref=clause.ref,
        severity=clause.severity,
        reasons=clause.judgement.reasons,
        looked_at=shown_columns(clause),
        doubles=doubles(clause) if clause.judgement.unique else None,
        prepare_sql=clause.prepare_sql,
        stop_tables=clause.stop_tables,
        since_sql=stoptables.since_sql(clause.watched, mine) if clause.watched is not None else None,
        pauses_sql=stoptables.pauses_sql(clause.watched, mine) if clause.watched is not None else None,
        sql=story_sql(clause, mine),
    )


def _told(log: Log | None, key: str | None) -> _Told:
    """The events of the case; none where a record is asked for by its row, which is one event alone."""
    if log is None or key is None:
        return {"log_sql": None, "events": {}}
    titles = log.shape.export.columns[log.asked.event].values
    return {"log_sql": events_sql(log, key), "events": titles}
