"""What a mean, a median or a percentile could be, whatever the missing values are: sharp where only values are missing.

A mean moves with every value, so that it is bounded only where the KPI states what a value can lie between. A quantile
needs less: with all missing values below (or above) all others it is an order statistic of the values that are there,
or one of the missing ones, and then without bound. Rows whose scope is not known count as missing too: leaving one out
never takes a quantile further down than a value below all others does, nor a mean than the least possible value.
"""

from sqlglot import exp

from guiju.compiler import trees
from guiju.model.kpi import Range

_BEYOND = 1e300
"""Stands for a missing value that lies beyond all others: interpolating with infinity would give no number."""
_UNBOUNDED = 1e250
"""A quantile beyond it is, or is interpolated with, such a value."""


def mean_bounds(of: exp.Expr, scope: exp.Expr | None, missing: exp.Expr, values: Range) -> tuple[exp.Expr, exp.Expr]:
    """Lowest and highest mean with every missing value at the end of the range; infinite where an end is open."""
    total = exp.Coalesce(this=trees.filtered(exp.Sum(this=_double(of)), scope), expressions=[exp.Literal.number(0)])
    known = trees.counted(trees.both(exp.not_(trees.is_null(exp.paren(of.copy()))), scope))
    every = trees.cast(exp.paren(exp.Add(this=known, expression=missing.copy())), "DOUBLE")

    def at(end: float | None, sign: int) -> exp.Expr:
        if end is None:
            return _infinite(sign)
        filled = exp.Mul(this=exp.paren(missing.copy()), expression=trees.number(end))
        return exp.Div(
            this=exp.paren(exp.Add(this=total.copy(), expression=filled)),
            expression=exp.Nullif(this=every.copy(), expression=exp.Literal.number(0)),
            typed=False,
            safe=False,
        )

    low, high = values
    return _if_true(at(low, -1), of, scope, values), _if_true(at(high, 1), of, scope, values)


def quantile_bounds(
    of: exp.Expr, fraction: float, scope: exp.Expr | None, values: Range | None
) -> tuple[exp.Expr, exp.Expr]:
    """Lowest and highest quantile with all missing values below and above all others, or at the ends of the range."""
    low, high = values or (None, None)
    lowest, highest = (_filled_quantile(of, fraction, scope, end, sign) for end, sign in ((low, -1), (high, 1)))
    return _if_true(lowest, of, scope, values), _if_true(highest, of, scope, values)


def _filled_quantile(of: exp.Expr, fraction: float, scope: exp.Expr | None, end: float | None, sign: int) -> exp.Expr:
    filler = trees.number(end if end is not None else sign * _BEYOND)
    known = trees.both(scope, exp.not_(trees.is_null(exp.paren(of.copy()))))
    value = trees.case([(known, _double(of))], trees.cast(filler, "DOUBLE")) if known is not None else of
    perhaps = exp.or_(scope.copy(), trees.is_null(exp.paren(scope.copy()))) if scope is not None else None
    quantile = trees.filtered(trees.call("quantile_cont", value, exp.Literal.number(str(fraction))), perhaps)
    if end is not None:
        return quantile
    limit = trees.number(sign * _UNBOUNDED)
    beyond = exp.LT if sign < 0 else exp.GT
    return trees.case([(beyond(this=quantile.copy(), expression=limit), _infinite(sign))], quantile)


def _if_true(bound: exp.Expr, of: exp.Expr, scope: exp.Expr | None, values: Range | None) -> exp.Expr:
    """`bound`, but null (it could be anything) where a value lies outside of the range that the KPI states."""
    low, high = values or (None, None)
    outside: list[exp.Expr] = []
    if low is not None:
        least = trees.filtered(exp.Min(this=of.copy()), scope)
        outside.append(exp.LT(this=least, expression=trees.number(low)))
    if high is not None:
        most = trees.filtered(exp.Max(this=of.copy()), scope)
        outside.append(exp.GT(this=most, expression=trees.number(high)))
    return trees.case([(exp.or_(*outside), trees.null())], bound) if outside else bound


def _double(of: exp.Expr) -> exp.Expr:
    return trees.cast(exp.paren(of.copy()), "DOUBLE")


def _infinite(sign: int) -> exp.Expr:
    return trees.cast(trees.text("infinity" if sign > 0 else "-infinity"), "DOUBLE")
