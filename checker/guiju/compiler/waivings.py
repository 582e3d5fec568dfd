"""Waivers inside SQL: which records they cover, by the record's own time and the waiver's scope.

True where a waiver covers a record, null where its scope cannot be told: then the breach stands, and is told.
"""

from collections.abc import Sequence

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.subject import Shape
from guiju.model.waiver import Waiver


def covering(waiver: Waiver, anchor: exp.Expr, shape: Shape) -> exp.Expr:
    """Whether the waiver covers a record whose anchor this is."""
    since = exp.GTE(this=anchor.copy(), expression=trees.moment(waiver.starts))
    until = exp.LT(this=anchor.copy(), expression=trees.moment(waiver.ends))
    if waiver.where is None:
        return exp.paren(exp.and_(since, until))
    scope = trees.parsed(waiver.where)
    lacking = shape.missing(trees.columns_of(scope))
    told = trees.cast(trees.null(), "BOOLEAN") if lacking else exp.paren(shape.trusted(scope))
    return exp.paren(exp.and_(since, until, told))


def any_of(covers: Sequence[exp.Expr]) -> exp.Expr:
    """Whether some waiver covers a record; null where none does for sure, and one may."""
    return exp.paren(exp.or_(*(cover.copy() for cover in covers)))


def counts(breached: exp.Expr, covers: Sequence[exp.Expr]) -> list[exp.Expr]:
    """The numbers of guiju.model.plan.Waivings: each breached record once, then for every waiver its own."""
    some = any_of(covers)
    numbers = [trees.counted(trees.both(breached, some))]
    for cover in covers:
        unclear = trees.both(breached, trees.is_null(some), trees.is_null(cover))
        numbers += [trees.counted(trees.both(breached, cover)), trees.counted(unclear)]
    return numbers


def ids(waivers: Sequence[Waiver], covers: Sequence[exp.Expr]) -> exp.Expr:
    """The ids of the waivers that cover a record, separated by `, `; null where none does."""
    named = [
        trees.case([(cover, trees.text(waiver.id))], trees.null())
        for waiver, cover in zip(waivers, covers, strict=True)
    ]
    if not named:
        return trees.cast(trees.null(), "VARCHAR")
    if len(named) == 1:
        return named[0]
    return exp.Nullif(this=trees.call("concat_ws", trees.text(", "), *named), expression=trees.text(""))
