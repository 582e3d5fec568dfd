"""Targets: a KPI per group, period and revision, held against its limit, the verdict computed in SQL."""

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.compound import compound_groups
from guiju.compiler.groups import PERIOD, REVISION, TargetClause, by_name, groups_of, keys_of, of_revision, own_groups
from guiju.compiler.intervals import interval
from guiju.compiler.measures import expressions_of, names_of
from guiju.compiler.subject import Shape
from guiju.model.checks import Target
from guiju.model.kpi import Across, Change, Kpi, Share
from guiju.model.periods import start_of
from guiju.model.plan import TARGET_COLUMNS, TargetPlan
from guiju.model.record import Name

_DECIMALS = 12
"""Far beyond what is measured, and short of where sums and differences of decimals go astray."""


def columns_needed(check: Target, kpi: Kpi, shape: Shape) -> tuple[Name, ...]:
    """Every column of the KPI's own export that a target reads."""
    names: list[Name] = [kpi.at or shape.export.at, *check.by]
    for sql in (kpi.where, check.where, *expressions_of(kpi)):
        if sql is not None:
            names += trees.columns_of(trees.parsed(sql))
    return tuple(dict.fromkeys(names))


def partner_columns(check: Target, measure: Across, partner: Shape) -> tuple[Name, ...]:
    """Every column of the other export that a measure across exports reads."""
    names: list[Name] = [measure.to.at or partner.export.at, *check.by]
    for sql in (measure.to.where, measure.to.of):
        if sql is not None:
            names += trees.columns_of(trees.parsed(sql))
    return tuple(dict.fromkeys(names))


def target_plans(clauses: Sequence[TargetClause]) -> tuple[tuple[str, ...], tuple[TargetPlan, ...]]:
    """-> statements to run first, and the question of each target clause.

    Clauses that group the same rows in the same way share one scan, whose groups become a temporary table.
    """
    alike: dict[tuple[str, ...], list[TargetClause]] = {}
    for clause in clauses:
        if not _is_compound(clause):
            grouping = (clause.shape.table.relation, *(node.sql() for node in keys_of(clause).values()))
            alike.setdefault(grouping, []).append(clause)
    statements: list[str] = []
    plans = [_plan(clause, compound_groups(clause)) for clause in clauses if _is_compound(clause)]
    for shared in alike.values():
        groups = groups_of(shared)
        source = trees.nested(groups, "groups")
        if len(shared) > 1:
            table = f"guiju_groups_{shared[0].ref}"
            statements.append(trees.rendered(trees.temporary(table, groups)))
            source = exp.Table(this=exp.to_identifier(table, quoted=True))
        plans += [_plan(clause, own_groups(clause, place, source.copy())) for place, clause in enumerate(shared)]
    return tuple(statements), tuple(plans)


def _is_compound(clause: TargetClause) -> bool:
    """Whether it takes more than one grouping to measure its KPI."""
    return isinstance(clause.kpi.measure, Across | Change)


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
        before_law=_before_law(clause),
    )


def _before_law(clause: TargetClause) -> bool:
    """Whether even the newest row, or the period that it is in, lies before the first day of the clause."""
    span, first, every = _span(clause), clause.law.first, clause.check.every
    if span is None or first is None:
        return False
    return (span[1] if every is None else start_of(every, span[1])) < first


def _span(clause: TargetClause) -> tuple[date, date] | None:
    """First and last day of the records."""
    kpi = clause.base or clause.kpi
    span = clause.shape.table.spans.get(kpi.at or clause.shape.export.at)
    return None if span is None else (span.oldest.date(), span.newest.date())


def _verdicts(clause: TargetClause, groups: exp.Select) -> exp.Select:
    check = clause.check
    low, high = check.between or (check.at_least or check.above, check.at_most or check.below)
    limits = {
        "limit_low": of_revision(clause.law, low),
        "limit_high": of_revision(clause.law, high),
        "least_cases": of_revision(clause.law, check.min_cases),
    }
    limits |= interval(clause) if isinstance(clause.kpi.measure, Share) else {}
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
        "revision": trees.column(REVISION),
        "period": trees.column(PERIOD),
    }
    if not isinstance(clause.kpi.measure, Share):
        computed |= {name: trees.cast(trees.null(), "DOUBLE") for name in ("interval_low", "interval_high")}
    by = [trees.column(by_name(place)) for place in range(len(check.by))]
    nodes = [trees.named(computed[name], name) if name in computed else trees.column(name) for name in TARGET_COLUMNS]
    order = [trees.column(PERIOD), *by, trees.column(REVISION)]
    return trees.select([*nodes, *by], trees.nested(reasoned, "reasoned")).order_by(
        *(exp.Ordered(this=node.copy(), nulls_first=True) for node in order), copy=False
    )


def _reason(clause: TargetClause) -> exp.Expr:
    """Why a group has no verdict, as a code; null where it has one."""
    branches: list[tuple[exp.Expr, exp.Expr]] = []
    timed = clause.check.every is not None or not clause.law.timeless
    if timed:
        undated = trees.is_null(trees.column(PERIOD if clause.check.every else REVISION))
        branches.append((undated, trees.text("undated")))
    branches += [
        (trees.is_null(trees.column(by_name(place))), trees.text("ungrouped")) for place in range(len(clause.check.by))
    ]
    if "flaw" in names_of(clause.kpi.measure):
        branches.append((exp.not_(trees.is_null(trees.column("flaw"))), trees.column("flaw")))
    if clause.check.min_cases is not None:
        few = exp.LT(this=trees.column("cases"), expression=trees.column("least_cases"))
        branches.append((few, trees.text("few")))
    if (clause.base or clause.kpi).missing == "bounds":
        some = exp.GT(this=trees.column("missing"), expression=exp.Literal.number(0))
        branches.append(
            (exp.and_(some, exp.paren(_straddles(clause.check, "lowest", "highest"))), trees.text("missing"))
        )
    if clause.check.confidence is not None:
        branches.append((_straddles(clause.check, "interval_low", "interval_high"), trees.text("chance")))
    branches.append((trees.is_null(trees.column("value")), trees.text("no-value")))
    return trees.case(branches, trees.cast(trees.null(), "VARCHAR"))


def _straddles(check: Target, lowest: Name, highest: Name) -> exp.Expr:
    """Whether what lies between the two would not all get the same verdict, or is not known."""
    low, high = trees.column(lowest), trees.column(highest)
    unknown = (trees.is_null(low), trees.is_null(high))
    if check.between is None:
        return exp.or_(*unknown, exp.NEQ(this=exp.paren(_meets(check, low)), expression=exp.paren(_meets(check, high))))
    inside = exp.and_(_meets(check, low), _meets(check, high))
    below = exp.LT(this=_settled(high), expression=_settled(trees.column("limit_low")))
    above = exp.GT(this=_settled(low), expression=_settled(trees.column("limit_high")))
    return exp.or_(*unknown, exp.not_(exp.paren(exp.or_(exp.paren(inside), below, above))))


def _meets(check: Target, value: exp.Expr) -> exp.Expr:
    value, low, high = (_settled(node) for node in (value, trees.column("limit_low"), trees.column("limit_high")))
    if check.at_least is not None:
        return exp.GTE(this=value, expression=low)
    if check.above is not None:
        return exp.GT(this=value, expression=low)
    if check.at_most is not None:
        return exp.LTE(this=value, expression=high)
    if check.below is not None:
        return exp.LT(this=value, expression=high)
    return exp.and_(exp.GTE(this=value, expression=low), exp.LTE(this=value.copy(), expression=high))


def _settled(node: exp.Expr) -> exp.Expr:
    """A number to the twelfth decimal: 110 is 10% more than 100, whatever binary makes of it."""
    return trees.call("round", node, exp.Literal.number(_DECIMALS))
