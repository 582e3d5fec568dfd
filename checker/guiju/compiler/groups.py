"""Groups: the rows of one export by revision, period and columns, with what a KPI measures in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law, quantity, with_parameters
from guiju.compiler.measures import expressions_of, measured, names_of
from guiju.compiler.subject import Shape
from guiju.model.catalogue import ClauseRef
from guiju.model.checks import Target
from guiju.model.kpi import Aggregate, Kpi, Ratio
from guiju.model.quantity import AnyQuantity, Duration
from guiju.model.record import Name
from guiju.model.standard import Severity
from guiju.model.waiver import Waiver

REVISION, PERIOD = "_revision", "_period"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetClause:
    """A target clause with everything that it takes to ask for it."""

    ref: ClauseRef
    severity: Severity
    law: Law
    shape: Shape
    check: Target
    kpi: Kpi
    waivers: tuple[Waiver, ...] = ()
    partner: Shape | None = None
    """For a measure across exports: the other one."""
    base: Kpi | None = None
    """For a change: the KPI that is compared."""


def keys_of(clause: TargetClause) -> dict[str, exp.Expr]:
    """What a group is: revision, period and the columns of `by`."""
    anchor = anchor_of(clause)
    period = anchor.copy() if clause.check.every else trees.cast(trees.null(), "TIMESTAMP")
    revision = clause.law.when(anchor, lambda held: trees.text(held.version))
    by = {by_name(place): trees.column(name) for place, name in enumerate(clause.check.by)}
    return {REVISION: revision, PERIOD: period} | by


def groups_of(clauses: Sequence[TargetClause]) -> exp.Select:
    """One row per group: for each clause, by its place, the rows in (or perhaps in) its scope, counts and values."""
    first = clauses[0]
    nodes = keys_of(first)
    conditions = [_lawful(first)]
    for place, clause in enumerate(clauses):
        anchor = anchor_of(clause)
        scope = _scope(clause, anchor)
        perhaps = exp.or_(scope, trees.is_null(exp.paren(scope))) if scope is not None else None
        if len(clauses) == 1:
            conditions.append(perhaps)
        group = measured(clause.kpi, _sides(clause, anchor), scope)
        nodes |= {f"rows_{place}": trees.counted(perhaps)}
        nodes |= {f"{name}_{place}": node for name, node in group.columns.items()}
    grouped = trees.select([trees.named(node, name) for name, node in nodes.items()], first.shape.table.relation)
    rows = trees.both(*conditions)
    if rows is not None:
        grouped = grouped.where(rows, copy=False)
    return grouped.group_by(*(trees.column(name) for name in keys_of(first)), copy=False)


def own_groups(clause: TargetClause, place: int, source: exp.Expr) -> exp.Select:
    """The groups that a clause asks something of, with its own numbers."""
    keys = [trees.column(name) for name in (REVISION, PERIOD, *(by_name(key) for key in range(len(clause.check.by))))]
    numbers = [trees.named(trees.column(f"{name}_{place}"), name) for name in names_of(clause.kpi.measure)]
    some = exp.GT(this=trees.column(f"rows_{place}"), expression=exp.Literal.number(0))
    return trees.select([*keys, *numbers], source).where(some, copy=False)


def _lawful(clause: TargetClause) -> exp.Expr | None:
    """Rows in force, and those whose time is not known."""
    anchor = anchor_of(clause)
    at = clause.kpi.at or clause.shape.export.at
    oldest = clause.shape.oldest(at) if clause.check.every is None else None
    in_force = clause.law.in_force(anchor, oldest=oldest)
    return exp.or_(in_force, trees.is_null(anchor)) if in_force is not None else None


def _sides(clause: TargetClause, anchor: exp.Expr) -> list[exp.Expr]:
    """The measure's expressions, their parameters filled in."""
    sides = [with_parameters(trees.parsed(sql), clause.law, anchor) for sql in expressions_of(clause.kpi)]
    return (
        sides if isinstance(clause.kpi.measure, Ratio | Aggregate) else [clause.shape.trusted(side) for side in sides]
    )


def anchor_of(clause: TargetClause) -> exp.Expr:
    """The time that decides the revision: the period's start, or the row's own time."""
    at = clause.shape.time(clause.kpi.at or clause.shape.export.at)
    if clause.check.every is None:
        return at
    return trees.cast(trees.call("date_trunc", trees.text(clause.check.every), at), "TIMESTAMP")


def _scope(clause: TargetClause, anchor: exp.Expr) -> exp.Expr | None:
    parts = [
        exp.paren(clause.shape.trusted(with_parameters(trees.parsed(sql), clause.law, anchor)))
        for sql in (clause.kpi.where, clause.check.where)
        if sql is not None
    ]
    return trees.both(*parts)


def of_revision(law: Law, name: Name | None) -> exp.Expr:
    """A parameter's value by the group's revision, which stands in the column `_revision`."""
    if name is None:
        return trees.cast(trees.null(), "DOUBLE")
    held = law.revisions
    if law.constant(lambda revision: revision.sets[name]):
        return trees.cast(_as_number(held[0].sets[name]), "DOUBLE")
    branches = [
        (exp.EQ(this=trees.column(REVISION), expression=trees.text(revision.version)), _as_number(revision.sets[name]))
        for revision in held
    ]
    return trees.cast(trees.case(branches, trees.null()), "DOUBLE")


def by_name(place: int) -> str:
    """The name of a column of `by` in the answer, whatever the column itself is called."""
    return f"by_{place}"


def _as_number(value: AnyQuantity) -> exp.Expr:
    """A limit in the KPI's own unit: seconds, fractions or plain numbers."""
    return trees.number(value.seconds or 0) if isinstance(value, Duration) else quantity(value)
