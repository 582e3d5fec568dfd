"""How a KPI is measured within one group: aggregates over rows, with what missing values could do to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.model.kpi import Correlation, Count, Kpi, Mean, Measure, Median, Percentile, Ratio, Share
from guiju.model.record import Sql

MEASURED = ("cases", "missing", "value", "lowest", "highest")
"""Names of the aggregates, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Aggregates of one group."""

    cases: exp.Expr
    """Rows with a value."""
    missing: exp.Expr
    """Rows without one. A row whose scope is unknown may or may not belong: it counts here."""
    value: exp.Expr
    lowest: exp.Expr
    highest: exp.Expr
    """Best and worst case under missing values; null where they could be anything."""

    @property
    def columns(self) -> Mapping[str, exp.Expr]:
        """Name -> aggregate."""
        return dict(zip(MEASURED, (self.cases, self.missing, self.value, self.lowest, self.highest), strict=True))


def expressions_of(kpi: Kpi) -> tuple[Sql, ...]:
    """The SQL of a measure, in the order in which `measured` takes it."""
    match kpi.measure:
        case Share() | Mean() | Median() | Percentile():
            return (kpi.measure.of,)
        case Count():
            return ()
        case Ratio():
            return (kpi.measure.of, kpi.measure.to)
        case Correlation():
            return (kpi.measure.of, kpi.measure.with_)


def measured(measure: Measure, sides: Sequence[exp.Expr], scope: exp.Expr | None) -> Measured:
    """The aggregates of `measure`, its expressions given as trees, over the rows in scope."""
    unscoped = trees.counted(trees.is_null(exp.paren(scope))) if scope is not None else None
    match measure:
        case Share():
            return _share(sides[0], scope)
        case Count():
            return _count(scope, unscoped)
        case Ratio():
            return _ratio(sides, scope, unscoped)
        case Mean():
            aggregate: exp.Expr = exp.Avg(this=sides[0].copy())
        case Median():
            aggregate = _quantile(sides[0], 0.5)
        case Percentile():
            aggregate = _quantile(sides[0], measure.p / 100)
        case Correlation():
            aggregate = trees.call("corr", *(exp.cast(exp.paren(side.copy()), "DOUBLE") for side in sides))
    known = exp.and_(*(exp.not_(trees.is_null(exp.paren(side.copy()))) for side in sides))
    return _unbounded(trees.filtered(aggregate, scope), known, scope, unscoped)


def _share(of: exp.Expr, scope: exp.Expr | None) -> Measured:
    """The worst case takes in every doubtful row that could lower the share, the best case all that could raise it.

    A row in scope without a value counts either way; a row whose scope is unknown may also stay out.
    """
    yes, no, open_ = exp.paren(of), exp.not_(exp.paren(of.copy())), trees.is_null(exp.paren(of))
    true, false, unknown = (trees.counted(trees.both(value, scope)) for value in (yes, no, open_))
    known, every = _plus(true, false), _plus(_plus(true, false), unknown)
    if scope is None:
        best, doubtful = _plus(true, unknown), unknown
        return Measured(
            cases=known,
            missing=doubtful,
            value=_over(true, known),
            lowest=_over(true, every),
            highest=_over(best, every),
        )
    perhaps = trees.is_null(exp.paren(scope))
    may_true, may_false, may_open = (trees.counted(trees.both(value, perhaps)) for value in (yes, no, open_))
    raising = _plus(may_true, may_open)
    return Measured(
        cases=known,
        missing=_plus(_plus(unknown, raising), may_false),
        value=_over(true, known),
        lowest=_over(true, _plus(_plus(every, may_false), may_open)),
        highest=_over(_plus(_plus(true, unknown), raising), _plus(every, raising)),
    )


def _count(scope: exp.Expr | None, unscoped: exp.Expr | None) -> Measured:
    cases = trees.counted(scope)
    missing = unscoped if unscoped is not None else exp.Literal.number(0)
    as_value = exp.cast(cases.copy(), "DOUBLE")
    return Measured(
        cases=cases, missing=missing, value=as_value, lowest=as_value, highest=_plus(as_value, missing.copy())
    )


def _ratio(sides: Sequence[exp.Expr], scope: exp.Expr | None, unscoped: exp.Expr | None) -> Measured:
    """Both sides are aggregates of their own; a row lacks a value where a column that they add up is null.

    Cells that could not be read are null too.
    """
    of, to = (_within(side, scope) for side in sides)
    names = dict.fromkeys(name for side in sides for name in trees.columns_of(side))
    known = exp.and_(*(exp.not_(trees.is_null(trees.column(name))) for name in names)) if names else exp.true()
    return _unbounded(_over(exp.paren(of), exp.paren(to)), known, scope, unscoped)


def _within(side: exp.Expr, scope: exp.Expr | None) -> exp.Expr:
    """Every aggregate of `side` narrowed to the rows in scope."""
    if scope is None:
        return side.copy()

    def narrow(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Filter):
            own = node.expression.this
            return trees.filtered(node.this.copy(), exp.and_(exp.paren(own.copy()), exp.paren(scope.copy())))
        if isinstance(node, exp.AggFunc) and not isinstance(node.parent, exp.Filter):
            return trees.filtered(node.copy(), scope)
        return node

    return side.transform(narrow)


def _unbounded(value: exp.Expr, known: exp.Expr, scope: exp.Expr | None, unscoped: exp.Expr | None) -> Measured:
    """A measure whose missing values could be anything: best and worst case are open where there are any."""
    cases = trees.counted(trees.both(known, scope))
    missing = _plus(trees.counted(trees.both(exp.not_(exp.paren(known.copy())), scope)), unscoped)
    whole = exp.EQ(this=missing.copy(), expression=exp.Literal.number(0))
    as_value = exp.cast(value, "DOUBLE")
    bound = trees.case([(whole, as_value.copy())], trees.null())
    return Measured(cases=cases, missing=missing, value=as_value, lowest=bound, highest=bound.copy())


def _quantile(of: exp.Expr, fraction: float) -> exp.Expr:
    return trees.call("quantile_cont", of, exp.Literal.number(str(fraction)))


def _plus(left: exp.Expr, right: exp.Expr | None) -> exp.Expr:
    return exp.Add(this=left.copy(), expression=right.copy()) if right is not None else left.copy()


def _over(numerator: exp.Expr, denominator: exp.Expr) -> exp.Expr:
    divisor = exp.Nullif(this=exp.cast(exp.paren(denominator.copy()), "DOUBLE"), expression=exp.Literal.number(0))
    return exp.Div(this=exp.cast(exp.paren(numerator.copy()), "DOUBLE"), expression=divisor, typed=False, safe=False)
