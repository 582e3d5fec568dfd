"""Targets: a KPI per group, period and revision, held against its limit, the verdict computed in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law, quantity, with_parameters
from guiju.compiler.measures import MEASURED, expressions_of, measured
from guiju.compiler.subject import Shape
from guiju.model.catalogue import ClauseRef
from guiju.model.checks import Target
from guiju.model.kpi import Kpi, Ratio
from guiju.model.plan import TARGET_COLUMNS, TargetPlan
from guiju.model.quantity import AnyQuantity, Duration
from guiju.model.record import Name
from guiju.model.standard import Severity
from guiju.model.waiver import Waiver

_REVISION, _PERIOD = "_revision", "_period"


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


def columns_needed(check: Target, kpi: Kpi, shape: Shape) -> tuple[Name, ...]:
    """Every column that a target reads."""
    names: list[Name] = [kpi.at or shape.export.at, *check.by]
    for sql in (kpi.where, check.where, *expressions_of(kpi)):
        if sql is not None:
            names += trees.columns_of(trees.parsed(sql))
    return tuple(dict.fromkeys(names))


def target_plans(clauses: Sequence[TargetClause]) -> tuple[tuple[str, ...], tuple[TargetPlan, ...]]:
    """-> statements to run first, and the question of each target clause.

    Clauses that group the same rows in the same way share one scan, whose groups become a temporary table.
    """
    alike: dict[tuple[str, ...], list[TargetClause]] = {}
    for clause in clauses:
        grouping = (clause.shape.table.relation, *(node.sql() for node in _keys(clause).values()))
        alike.setdefault(grouping, []).append(clause)
    statements: list[str] = []
    plans: list[TargetPlan] = []
    for shared in alike.values():
        groups = _groups(shared)
        source = trees.nested(groups, "groups")
        if len(shared) > 1:
            table = f"guiju_groups_{shared[0].ref}"
            statements.append(trees.rendered(trees.temporary(table, groups)))
            source = exp.Table(this=exp.to_identifier(table, quoted=True))
        plans += [_plan(clause, _own_groups(clause, place, source.copy())) for place, clause in enumerate(shared)]
    return tuple(statements), tuple(plans)


def _plan(clause: TargetClause, groups: exp.Select) -> TargetPlan:
    return TargetPlan(
        ref=clause.ref,
        severity=clause.severity,
        kpi=clause.kpi.id,
        export=clause.shape.export.id,
        by=clause.check.by,
        hidden=clause.shape.hidden.intersection(clause.check.by),
        every=clause.check.every,
        sql=trees.rendered(_verdicts(clause, groups)),
        waivers=clause.waivers,
        span=_span(clause),
    )


def _span(clause: TargetClause) -> tuple[date, date] | None:
    """First and last day of the records."""
    span = clause.shape.table.spans.get(clause.kpi.at or clause.shape.export.at)
    return None if span is None else (span.oldest.date(), span.newest.date())


def _keys(clause: TargetClause) -> dict[str, exp.Expr]:
    """What a group is: revision, period and the columns of `by`."""
    anchor = _anchor(clause)
    period = anchor.copy() if clause.check.every else exp.cast(trees.null(), "TIMESTAMP")
    revision = clause.law.when(anchor, lambda held: trees.text(held.version))
    by = {_by(place): trees.column(name) for place, name in enumerate(clause.check.by)}
    return {_REVISION: revision, _PERIOD: period} | by


def _groups(clauses: Sequence[TargetClause]) -> exp.Select:
    """One row per group: for each clause, by its place, the rows in (or perhaps in) its scope, counts and values."""
    first = clauses[0]
    nodes = _keys(first)
    conditions = [_lawful(first)]
    for place, clause in enumerate(clauses):
        anchor = _anchor(clause)
        scope = _scope(clause, anchor)
        perhaps = exp.or_(scope, trees.is_null(exp.paren(scope))) if scope is not None else None
        if len(clauses) == 1:
            conditions.append(perhaps)
        group = measured(clause.kpi.measure, _sides(clause, anchor), scope)
        nodes |= {f"rows_{place}": trees.counted(perhaps)}
        nodes |= {f"{name}_{place}": node for name, node in group.columns.items()}
    grouped = trees.select([trees.named(node, name) for name, node in nodes.items()], first.shape.table.relation)
    rows = trees.both(*conditions)
    if rows is not None:
        grouped = grouped.where(rows, copy=False)
    return grouped.group_by(*(trees.column(name) for name in _keys(first)), copy=False)


def _own_groups(clause: TargetClause, place: int, source: exp.Expr) -> exp.Select:
    """The groups that a clause asks something of, with its own numbers."""
    keys = [trees.column(name) for name in (_REVISION, _PERIOD, *(_by(key) for key in range(len(clause.check.by))))]
    numbers = [trees.named(trees.column(f"{name}_{place}"), name) for name in MEASURED]
    some = exp.GT(this=trees.column(f"rows_{place}"), expression=exp.Literal.number(0))
    return trees.select([*keys, *numbers], source).where(some, copy=False)


def _lawful(clause: TargetClause) -> exp.Expr | None:
    """Rows in force, and those whose time is not known."""
    anchor = _anchor(clause)
    at = clause.kpi.at or clause.shape.export.at
    oldest = clause.shape.oldest(at) if clause.check.every is None else None
    in_force = clause.law.in_force(anchor, oldest=oldest)
    return exp.or_(in_force, trees.is_null(anchor)) if in_force is not None else None


def _sides(clause: TargetClause, anchor: exp.Expr) -> list[exp.Expr]:
    """The measure's expressions, their parameters filled in."""
    sides = [with_parameters(trees.parsed(sql), clause.law, anchor) for sql in expressions_of(clause.kpi)]
    return sides if isinstance(clause.kpi.measure, Ratio) else [clause.shape.trusted(side) for side in sides]


def _verdicts(clause: TargetClause, groups: exp.Select) -> exp.Select:
    check = clause.check
    low, high = check.between or (check.at_least or check.above, check.at_most or check.below)
    limits = {
        "limit_low": of_revision(clause.law, low),
        "limit_high": of_revision(clause.law, high),
        "least_cases": of_revision(clause.law, check.min_cases),
    }
    limited = trees.select(
        [exp.Star(), *(trees.named(node, name) for name, node in limits.items())], trees.nested(groups, "groups")
    )
    reasoned = trees.select([exp.Star(), trees.named(_reason(clause), "reason")], trees.nested(limited, "limited"))
    verdict = trees.case(
        [
            (exp.not_(trees.is_null(trees.column("reason"))), trees.text("undecided")),
            (_meets(check, trees.column("value")), trees.text("compliant")),
        ],
        trees.text("noncompliant"),
    )
    computed = {
        "verdict": verdict,
        "revision": trees.column(_REVISION),
        "period": trees.column(_PERIOD),
    }
    by = [trees.column(_by(place)) for place in range(len(check.by))]
    nodes = [trees.named(computed[name], name) if name in computed else trees.column(name) for name in TARGET_COLUMNS]
    order = [trees.column(_PERIOD), *by, trees.column(_REVISION)]
    return trees.select([*nodes, *by], trees.nested(reasoned, "reasoned")).order_by(
        *(exp.Ordered(this=node.copy(), nulls_first=True) for node in order), copy=False
    )


def _reason(clause: TargetClause) -> exp.Expr:
    """Why a group has no verdict, as a code; null where it has one."""
    branches: list[tuple[exp.Expr, exp.Expr]] = []
    timed = clause.check.every is not None or not clause.law.timeless
    if timed:
        undated = trees.is_null(trees.column(_PERIOD if clause.check.every else _REVISION))
        branches.append((undated, trees.text("undated")))
    branches += [
        (trees.is_null(trees.column(_by(place))), trees.text("ungrouped")) for place in range(len(clause.check.by))
    ]
    if clause.check.min_cases is not None:
        few = exp.LT(this=trees.column("cases"), expression=trees.column("least_cases"))
        branches.append((few, trees.text("few")))
    if clause.kpi.missing == "bounds":
        low, high = _meets(clause.check, trees.column("lowest")), _meets(clause.check, trees.column("highest"))
        open_ = exp.or_(
            trees.is_null(trees.column("lowest")),
            trees.is_null(trees.column("highest")),
            exp.NEQ(this=exp.paren(low), expression=exp.paren(high)),
        )
        some = exp.GT(this=trees.column("missing"), expression=exp.Literal.number(0))
        branches.append((exp.and_(some, exp.paren(open_)), trees.text("missing")))
    branches.append((trees.is_null(trees.column("value")), trees.text("no-value")))
    return trees.case(branches, exp.cast(trees.null(), "VARCHAR"))


def _meets(check: Target, value: exp.Expr) -> exp.Expr:
    low, high = trees.column("limit_low"), trees.column("limit_high")
    if check.at_least is not None:
        return exp.GTE(this=value, expression=low)
    if check.above is not None:
        return exp.GT(this=value, expression=low)
    if check.at_most is not None:
        return exp.LTE(this=value, expression=high)
    if check.below is not None:
        return exp.LT(this=value, expression=high)
    return exp.and_(exp.GTE(this=value, expression=low), exp.LTE(this=value.copy(), expression=high))


def of_revision(law: Law, name: Name | None) -> exp.Expr:
    """A parameter's value by the group's revision, which stands in the column `_revision`."""
    if name is None:
        return exp.cast(trees.null(), "DOUBLE")
    held = law.revisions
    if law.constant(lambda revision: revision.sets[name]):
        return exp.cast(_as_number(held[0].sets[name]), "DOUBLE")
    branches = [
        (exp.EQ(this=trees.column(_REVISION), expression=trees.text(revision.version)), _as_number(revision.sets[name]))
        for revision in held
    ]
    return exp.cast(trees.case(branches, trees.null()), "DOUBLE")


def _by(place: int) -> str:
    return f"by_{place}"


def _as_number(value: AnyQuantity) -> exp.Expr:
    """A limit in the KPI's own unit: seconds, fractions or plain numbers."""
    return trees.number(value.seconds or 0) if isinstance(value, Duration) else quantity(value)


def _anchor(clause: TargetClause) -> exp.Expr:
    """The time that decides the revision: the period's start, or the row's own time."""
    at = clause.shape.time(clause.kpi.at or clause.shape.export.at)
    if clause.check.every is None:
        return at
    return exp.cast(trees.call("date_trunc", trees.text(clause.check.every), at), "TIMESTAMP")


def _scope(clause: TargetClause, anchor: exp.Expr) -> exp.Expr | None:
    parts = [
        exp.paren(clause.shape.trusted(with_parameters(trees.parsed(sql), clause.law, anchor)))
        for sql in (clause.kpi.where, clause.check.where)
        if sql is not None
    ]
    return trees.both(*parts)
