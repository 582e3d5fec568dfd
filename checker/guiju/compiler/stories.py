"""What `guiju why` asks: one record's own row, and its state under every clause of its export."""

from collections.abc import Sequence

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.plan import Terms, record_clauses, shapes_of
from guiju.compiler.records import doubles, shown_columns, story_sql
from guiju.model.catalogue import Catalogue
from guiju.model.intake import FILE, ROW, ExportTable
from guiju.model.plan import StoryPlan, StoryQuery


def compile_stories(
    catalogue: Catalogue, tables: Sequence[ExportTable], terms: Terms, key: str
) -> tuple[StoryPlan, ...]:
    """One plan per export that was loaded."""
    shapes = shapes_of(catalogue, tables, terms)
    clauses = record_clauses(catalogue, tables, terms)
    plans: list[StoryPlan] = []
    for export, shape in shapes.items():
        times = tuple(
            name
            for name, column in shape.export.columns.items()
            if column.type in ("datetime", "date") and name in shape.table.columns
        )
        mine = exp.EQ(this=shape.key, expression=trees.text(key))
        nodes = [trees.column(FILE), trees.column(ROW), *(shape.time(name) for name in times)]
        plans.append(
            StoryPlan(
                export=export,
                key=key,
                as_of=shape.as_of,
                times=times,
                row_sql=trees.rendered(trees.select(nodes, shape.table.relation).where(mine, copy=False)),
                clauses=tuple(
                    StoryQuery(
                        ref=clause.ref,
                        severity=clause.severity,
                        reasons=clause.judgement.reasons,
                        looked_at=shown_columns(clause),
                        doubles=doubles(clause),
                        prepare_sql=clause.prepare_sql,
                        sql=story_sql(clause, key),
                    )
                    for clause in clauses
                    if clause.shape.export.id == export
                ),
            )
        )
    return tuple(plans)
