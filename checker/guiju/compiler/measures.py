"""How a KPI is measured within one group: aggregates over rows, with what missing values could do to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.bounds import mean_bounds, quantile_bounds
from guiju.model.kpi import (
    Across,
    Aggregate,
    Change,
    Correlation,
    Count,
    Kpi,
    Mean,
    Measure,
    Median,
    Percentile,
    Ratio,
    Share,
)
from guiju.model.record import Sql

MEASURED = ("cases", "missing", "value", "lowest", "highest", "flaw")
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
    """Best and worst case under missing values, infinite where there is none; null where they could be anything."""
    flaw: exp.Expr | None = None
    """Code of why there is no value although there are rows; null where nothing is wrong."""

    @property
    def columns(self) -> Mapping[str, exp.Expr]:
        """Name -> aggregate."""
        named = {"cases": self.cases, "missing": self.missing, "value": self.value}
        flawed = {"flaw": self.flaw} if self.flaw is not None else {}
        return named | {"lowest": self.lowest, "highest": self.highest} | flawed


def names_of(measure: Measure) -> tuple[str, ...]:
    """The names of the aggregates that `measure` has, in order."""
    return MEASURED if isinstance(measure, Ratio | Across | Change) else MEASURED[:-1]


def expressions_of(kpi: Kpi) -> tuple[Sql, ...]:
    """The SQL of a measure, in the order in which `measured` takes it."""
    match kpi.measure:
        case Share() | Mean() | Median() | Percentile() | Aggregate() | Across():
            return (kpi.measure.of,)
        case Count() | Change():
            return ()
        case Ratio():
            return (kpi.measure.of, kpi.measure.to)
        case Correlation():
            return (kpi.measure.of, kpi.measure.with_)


def measured(kpi: Kpi, sides: Sequence[exp.Expr], scope: exp.Expr | None) -> Measured:
    """The aggregates of a KPI over the rows of one export in scope, its expressions given as trees.

    Raises:
        TypeError: the measure needs another export or period (`guiju.compiler.compound`).
    """
    unscoped = trees.counted(trees.is_null(exp.paren(scope))) if scope is not None else None
    match kpi.measure:
        case Share():
            return _share(sides[0], scope)
        case Count():
            return _count(scope, unscoped)
        case Ratio():
            return _ratio(sides, scope, unscoped)
        case Aggregate():
            value = trees.cast(exp.paren(_within(sides[0], scope)), "DOUBLE")
            return _unbounded(value, _all_there(sides), scope, unscoped)
        case Mean():
            return _mean(kpi, sides[0], scope, unscoped)
        case Median():
            return _quantile(kpi, sides[0], 0.5, scope, unscoped)
        case Percentile(p=p):
            return _quantile(kpi, sides[0], p / 100, scope, unscoped)
        case Correlation():
            return _correlation(sides, scope, unscoped)
        case Across() | Change():
            raise TypeError(f"{kpi.id} is not measured on one export")


def _mean(kpi: Kpi, of: exp.Expr, scope: exp.Expr | None, unscoped: exp.Expr | None) -> Measured:
    mean = _unbounded(trees.filtered(exp.Avg(this=of.copy()), scope), _known([of]), scope, unscoped)
    if kpi.range_ is None:
        return mean
    return _bounded(mean, *mean_bounds(of, scope, mean.missing, kpi.range_))


def _quantile(kpi: Kpi, of: exp.Expr, fraction: float, scope: exp.Expr | None, unscoped: exp.Expr | None) -> Measured:
    aggregate = trees.call("quantile_cont", of, exp.Literal.number(str(fraction)))
    quantile = _unbounded(trees.filtered(aggregate, scope), _known([of]), scope, unscoped)
    if kpi.missing == "excluded":  # nobody asks for the bounds, and each costs a quantile of its own
        return quantile
    return _bounded(quantile, *quantile_bounds(of, fraction, scope, kpi.range_))


def _correlation(sides: Sequence[exp.Expr], scope: exp.Expr | None, unscoped: exp.Expr | None) -> Measured:
    """Where one of the two values never changes there is none: the engine says NaN, which would exceed any limit."""
    found = trees.filtered(trees.call("corr", *(trees.cast(exp.paren(side.copy()), "DOUBLE") for side in sides)), scope)
    value = trees.case([(exp.not_(trees.call("isnan", found)), found)], trees.null())
    return _unbounded(value, _known(sides), scope, unscoped)


def _known(sides: Sequence[exp.Expr]) -> exp.Expr:
    """A row has all its values."""
    return exp.and_(*(exp.not_(trees.is_null(exp.paren(side.copy()))) for side in sides))


def _all_there(sides: Sequence[exp.Expr]) -> exp.Expr:
    """A row has all that aggregates add up: cells that could not be read are null too."""
    names = dict.fromkeys(name for side in sides for name in trees.columns_of(side))
    return exp.and_(*(exp.not_(trees.is_null(trees.column(name))) for name in names)) if names else exp.true()


def _bounded(measure: Measured, lowest: exp.Expr, highest: exp.Expr) -> Measured:
    """With best and worst case, which are the value itself where nothing is missing."""
    whole = exp.EQ(this=measure.missing.copy(), expression=exp.Literal.number(0))
    return replace(
        measure,
        lowest=trees.case([(whole, measure.value)], lowest),
        highest=trees.case([(whole, measure.value)], highest),
    )


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
    as_value = trees.cast(cases.copy(), "DOUBLE")
    return Measured(
        cases=cases, missing=missing, value=as_value, lowest=as_value, highest=_plus(as_value, missing.copy())
    )


def _ratio(sides: Sequence[exp.Expr], scope: exp.Expr | None, unscoped: exp.Expr | None) -> Measured:
    """Both sides are aggregates of their own; a row lacks a value where a column that they add up is null."""
    of, to = (_within(side, scope) for side in sides)
    measure = _unbounded(_over(exp.paren(of), exp.paren(to)), _all_there(sides), scope, unscoped)
    none = exp.EQ(this=exp.paren(to), expression=exp.Literal.number(0))
    return replace(measure, flaw=trees.case([(none, trees.text("zero"))], trees.null()))


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
    as_value = trees.cast(value, "DOUBLE")
    bound = trees.case([(whole, as_value.copy())], trees.null())
    return Measured(cases=cases, missing=missing, value=as_value, lowest=bound, highest=bound.copy())


def _plus(left: exp.Expr, right: exp.Expr | None) -> exp.Expr:
    return exp.Add(this=left.copy(), expression=right.copy()) if right is not None else left.copy()


def _over(numerator: exp.Expr, denominator: exp.Expr) -> exp.Expr:
    divisor = exp.Nullif(this=trees.cast(exp.paren(denominator.copy()), "DOUBLE"), expression=exp.Literal.number(0))
    return exp.Div(this=trees.cast(exp.paren(numerator.copy()), "DOUBLE"), expression=divisor, typed=False, safe=False)
