"""How far chance alone could have moved a share: Wilson's interval, computed beside the share it belongs to.

E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
Statistical Association 22 (1927) 209-212:

    (p + z^2 / 2n  -+  z * sqrt(p (1 - p) / n + z^2 / 4 n^2)) / (1 + z^2 / n), clipped to 0 and 1.

It stays inside 0 and 1 and says something for 0 of 5 and 5 of 5, where the usual interval has no width at all.
"""

from collections.abc import Mapping
from statistics import NormalDist

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.groups import REVISION, TargetClause
from guiju.model.quantity import Percentage
from guiju.model.standard import Revision

_LEVEL = 0.95
"""Shown where a clause asks for no level of its own."""


def interval(clause: TargetClause) -> Mapping[str, exp.Expr]:
    """`interval_low` and `interval_high` of a share, over the columns `value` and `cases` of a group."""
    share, cases = trees.column("value"), trees.cast(trees.column("cases"), "DOUBLE")
    z = exp.paren(_z(clause))
    square = exp.Mul(this=z, expression=z.copy())
    spread = exp.Mul(this=share, expression=exp.paren(exp.Sub(this=exp.Literal.number(1), expression=share.copy())))
    quarter = _over(square, exp.Mul(this=exp.Literal.number(4), expression=exp.paren(_times(cases, cases))))
    half = _times(z, exp.Sqrt(this=exp.Add(this=_over(spread, cases), expression=quarter)))
    middle = exp.Add(this=share.copy(), expression=_over(square, _times(exp.Literal.number(2), cases)))
    scale = exp.Add(this=exp.Literal.number(1), expression=_over(square, cases))
    zero, one = exp.Literal.number(0), exp.Literal.number(1)
    low = trees.call("greatest", _over(exp.Sub(this=middle.copy(), expression=half.copy()), scale), zero)
    high = trees.call("least", _over(exp.Add(this=middle, expression=half), scale), one)
    known = exp.not_(trees.is_null(share))  # greatest and least would make a number of no share at all
    return {
        "interval_low": trees.case([(known, low)], trees.cast(trees.null(), "DOUBLE")),
        "interval_high": trees.case([(known, high)], trees.cast(trees.null(), "DOUBLE")),
    }


def _z(clause: TargetClause) -> exp.Expr:
    """The quantile of the normal distribution for the level of the group's revision."""
    name, law = clause.check.confidence, clause.law
    if name is None:
        return trees.number(_quantile(_LEVEL))

    def asked(revision: Revision) -> exp.Expr:
        level = revision.sets[name]
        if not isinstance(level, Percentage):
            raise TypeError(f"{name} of revision {revision.version} is no percentage")
        return trees.number(_quantile(float(level.fraction)))

    held = law.revisions
    if law.constant(lambda revision: revision.sets[name]):
        return asked(held[0])
    branches = [
        (exp.EQ(this=trees.column(REVISION), expression=trees.text(revision.version)), asked(revision))
        for revision in held
    ]
    return trees.case(branches, trees.null())


def _quantile(level: float) -> float:
    """Rounded to what a reader of the SQL can check against a table."""
    return round(NormalDist().inv_cdf((1 + level) / 2), 9)


def _over(numerator: exp.Expr, denominator: exp.Expr) -> exp.Expr:
    return exp.Div(this=exp.paren(numerator.copy()), expression=exp.paren(denominator.copy()), typed=False, safe=False)


def _times(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    return exp.Mul(this=left.copy(), expression=right.copy())
