"""Measures that take two groupings: one export held against another, or one period against an earlier one.

Each side is grouped by itself, in its own scan, and the groups are joined on period and columns. What the other side
lacks stays in the answer with the reason, because a team without staff, or a period without a past, is a finding of
its own. Best and worst case are those of interval arithmetic: the corners of what both sides could be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.groups import PERIOD, REVISION, TargetClause, anchor_of, by_name, groups_of, own_groups
from guiju.compiler.law import Law, Segment
from guiju.compiler.measures import MEASURED
from guiju.model.checks import Every
from guiju.model.kpi import Across, Aggregate, Baseline, Change, Kpi
from guiju.model.quantity import Day
from guiju.model.record import Name
from guiju.model.standard import Revision

LENGTHS: Mapping[Every, tuple[int, str]] = {
    "day": (1, "DAY"),
    "week": (7, "DAY"),
    "month": (1, "MONTH"),
    "quarter": (3, "MONTH"),
    "year": (12, "MONTH"),
}
"""Length of a period: it added to the first moment of one gives that of the next."""

_NOW, _THEN = "own", "other"


def compound_groups(clause: TargetClause) -> exp.Select:
    """-> revision, period, columns of `by`, then the names of MEASURED; one row per group of either side."""
    match clause.kpi.measure:
        case Across():
            return _across(clause, clause.kpi.measure)
        case Change(against="previous") as change:
            return _against_previous(clause, change)
        case Change(against=Baseline() as baseline) as change:
            return _against_baseline(clause, change, baseline)
        case other:
            raise TypeError(f"{clause.kpi.id} takes one grouping alone, it is a {other.kind}")


def _across(clause: TargetClause, measure: Across) -> exp.Select:
    """Both sides under the law of their own time, joined where revision, period and columns agree."""
    to = measure.to
    if clause.partner is None:
        raise TypeError(f"{clause.ref} has no other export")
    mine = replace(clause, kpi=_aggregate(clause.kpi, measure.of))
    other = clause.kpi.model_copy(update={"on": to.on, "at": to.at, "where": to.where})
    check = clause.check.model_copy(update={"where": None})
    theirs = replace(clause, shape=clause.partner, kpi=_aggregate(other, to.of), check=check)
    keys = _keys(clause)
    joined = trees.select([], trees.nested(_own(mine), _NOW)).join(
        trees.nested(_own(theirs), _THEN),
        on=exp.and_(*(exp.NullSafeEQ(this=_of(_NOW, key), expression=_of(_THEN, key)) for key in keys)),
        join_type="full",
        copy=False,
    )
    absent = [
        (trees.is_null(_of(_NOW, "cases")), trees.text("no-own")),
        (trees.is_null(_of(_THEN, "cases")), trees.text("no-partner")),
    ]
    zero = (exp.EQ(this=_of(_THEN, "value"), expression=exp.Literal.number(0)), trees.text("zero"))
    flaw = trees.case([*absent, zero] if measure.as_ == "ratio" else absent, trees.cast(trees.null(), "VARCHAR"))
    shown = [trees.named(exp.Coalesce(this=_of(_NOW, k), expressions=[_of(_THEN, k)]), k) for k in keys]
    sides = _quotient() if measure.as_ == "ratio" else _difference()
    return joined.select(*shown, *_numbers(sides, flaw), copy=False)


def _against_previous(clause: TargetClause, change: Change) -> exp.Select:
    """Each period beside the one before, whatever law that one had."""
    every, base = clause.check.every, _base(clause)
    if every is None:
        raise TypeError(f"{clause.ref} compares with the period before, and has no periods")
    lawless = replace(base, law=_always(clause.law))
    number, unit = LENGTHS[every]
    length = exp.Interval(this=trees.text(str(number)), unit=exp.var(unit))
    same = [
        exp.EQ(this=_of(_NOW, PERIOD), expression=exp.Add(this=_of(_THEN, PERIOD), expression=length)),
        *_same_by(clause),
    ]
    sides = _Sides(now=_own(base), then=_own(lawless), same=same, absent="no-previous")
    return _compared(clause, change, sides)


def _against_baseline(clause: TargetClause, change: Change, baseline: Baseline) -> exp.Select:
    """Each group beside the same group in the days of the baseline that its revision names."""
    base = _base(clause)
    windows = {held.version: _window(held, baseline) for held in clause.law.revisions}
    constant = len(set(windows.values())) == 1
    asked = dict(list(windows.items())[:1]) if constant else windows
    groups = [_baseline_groups(base, version, window) for version, window in asked.items()]
    then: exp.Query = groups[0]
    for side in groups[1:]:
        then = exp.union(then, side, distinct=False, copy=False)
    same = _same_by(clause)
    if not constant:
        same.append(exp.EQ(this=_of(_NOW, REVISION), expression=_of(_THEN, REVISION)))
    after = trees.case(
        [(exp.EQ(this=_of(_NOW, REVISION), expression=trees.text(v)), trees.moment(w[1])) for v, w in windows.items()],
        trees.null(),
    )
    if constant:
        after = trees.moment(next(iter(windows.values()))[1])
    if clause.check.every is not None:
        early = exp.LT(this=_of(_NOW, PERIOD), expression=after)
        flaws = [(early, "baseline")]
        sides = _Sides(now=_own(base), then=then, same=same, flaws=flaws, absent="no-baseline")
        return _compared(clause, change, sides)
    # Without periods the rows of the baseline would be compared with themselves.
    anchor = anchor_of(base)
    later = base.law.when(
        anchor, lambda held: exp.GTE(this=anchor.copy(), expression=trees.moment(windows[held.version][1]))
    )
    now = _own(base, rows=exp.or_(later, trees.is_null(anchor)))
    return _compared(clause, change, _Sides(now=now, then=then, same=same, absent="no-baseline"))


def _baseline_groups(base: TargetClause, version: str, window: tuple[datetime, datetime]) -> exp.Select:
    """The groups of the days of a baseline, without periods, under the name of the revision that names it."""
    check = base.check.model_copy(update={"every": None})
    whole = replace(base, check=check, law=_always(base.law, version))
    anchor = anchor_of(whole)
    inside = exp.and_(
        exp.GTE(this=anchor, expression=trees.moment(window[0])),
        exp.LT(this=anchor.copy(), expression=trees.moment(window[1])),
    )
    return _own(whole, rows=inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """What is compared with what."""

    now: exp.Query
    then: exp.Query
    same: Sequence[exp.Expr]
    """How the groups of both belong together."""
    absent: str
    """The flaw of a group that was not there then."""
    flaws: Sequence[tuple[exp.Expr, str]] = ()


def _compared(clause: TargetClause, change: Change, sides: _Sides) -> exp.Select:
    """The groups of now with what they were then."""
    same = exp.and_(*sides.same) if sides.same else exp.true()
    joined = trees.select([], trees.nested(sides.now, _NOW)).join(
        trees.nested(sides.then, _THEN), on=same, join_type="left", copy=False
    )
    told = [*sides.flaws, (trees.is_null(_of(_THEN, "cases")), sides.absent)]
    if change.as_ != "difference":
        told.append((exp.LTE(this=_of(_THEN, "value"), expression=exp.Literal.number(0)), "no-base"))
    flaw = trees.case([(when, trees.text(code)) for when, code in told], trees.cast(trees.null(), "VARCHAR"))
    shown = [trees.named(_of(_NOW, key), key) for key in _keys(clause)]
    numbers = {"relative": _relative, "reduction": _reduction, "difference": _difference}[change.as_]()
    return joined.select(*shown, *_numbers(numbers, flaw), copy=False)


# Arithmetic of two sides, each with its value and its best and worst case


def _numbers(sides: tuple[exp.Expr, exp.Expr, exp.Expr], flaw: exp.Expr) -> list[exp.Expr]:
    """The columns of MEASURED. `cases` are the rows of the clause's own side, `missing` those of both."""
    zero = exp.Literal.number(0)
    missing = exp.Add(
        this=exp.Coalesce(this=_of(_NOW, "missing"), expressions=[zero.copy()]),
        expression=exp.Coalesce(this=_of(_THEN, "missing"), expressions=[zero.copy()]),
    )
    cases = exp.Coalesce(this=_of(_NOW, "cases"), expressions=[zero])
    nodes = (cases, missing, *sides, flaw)
    return [trees.named(node, name) for node, name in zip(nodes, MEASURED, strict=True)]


def _difference() -> tuple[exp.Expr, exp.Expr, exp.Expr]:
    pairs = (("value", "value"), ("lowest", "highest"), ("highest", "lowest"))
    value, lowest, highest = (exp.Sub(this=_of(_NOW, mine), expression=_of(_THEN, theirs)) for mine, theirs in pairs)
    return value, lowest, highest


def _quotient() -> tuple[exp.Expr, exp.Expr, exp.Expr]:
    """Of a divisor that could be nothing, change its sign or be without bound, the quotient could be anything."""
    corners = [_over(_of(_NOW, mine), _of(_THEN, theirs)) for mine in _ENDS for theirs in _ENDS]
    product = exp.Mul(this=_of(_THEN, "lowest"), expression=_of(_THEN, "highest"))
    safe = exp.and_(
        exp.GT(this=product, expression=exp.Literal.number(0)),
        # Infinity over infinity is no number, and no number would exceed every limit.
        *(trees.call("isfinite", _of(_THEN, end)) for end in _ENDS),
    )
    lowest, highest = (trees.case([(safe, trees.call(f, *corners))], trees.null()) for f in ("least", "greatest"))
    return _over(_of(_NOW, "value"), _of(_THEN, "value")), lowest, highest


def _relative() -> tuple[exp.Expr, exp.Expr, exp.Expr]:
    value, lowest, highest = (exp.Sub(this=exp.paren(side), expression=exp.Literal.number(1)) for side in _quotient())
    return value, lowest, highest


def _reduction() -> tuple[exp.Expr, exp.Expr, exp.Expr]:
    """The fall as a share of what was: what could have risen most has fallen least."""
    value, lowest, highest = _quotient()
    return _less(value), _less(highest), _less(lowest)


def _less(side: exp.Expr) -> exp.Expr:
    return exp.Sub(this=exp.Literal.number(1), expression=exp.paren(side))


_ENDS = ("lowest", "highest")


def _over(numerator: exp.Expr, denominator: exp.Expr) -> exp.Expr:
    divisor = exp.Nullif(this=denominator, expression=exp.Literal.number(0))
    return exp.Div(this=numerator, expression=divisor, typed=False, safe=False)


# Small words


def _own(clause: TargetClause, rows: exp.Expr | None = None) -> exp.Select:
    """One side: its groups with its own numbers; `rows` narrows what is grouped."""
    groups = groups_of([clause])
    return own_groups(clause, 0, trees.nested(groups.where(rows, copy=False) if rows is not None else groups, "groups"))


def _base(clause: TargetClause) -> TargetClause:
    if clause.base is None:
        raise TypeError(f"{clause.ref} has no KPI to compare")
    return replace(clause, kpi=clause.base)


def _aggregate(kpi: Kpi, of: str) -> Kpi:
    return kpi.model_copy(update={"measure": Aggregate(kind="aggregate", of=of)})


def _always(law: Law, version: str | None = None) -> Law:
    """One revision of the law for all time: what is measured by it takes no parameters, so that any one does."""
    held = next(revision for revision in law.revisions if version in (None, revision.version))
    return Law(segments=(Segment(start=None, revision=held),))


def _window(revision: Revision, baseline: Baseline) -> tuple[datetime, datetime]:
    """First moment of the baseline, and first moment after it."""
    first, last = (_day(revision, name) for name in (baseline.from_, baseline.until))
    return datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)


def _day(revision: Revision, name: Name) -> date:
    value = revision.sets[name]
    if not isinstance(value, Day):
        raise TypeError(f"{name} of revision {revision.version} is no date")
    return value.date


def _keys(clause: TargetClause) -> list[str]:
    return [REVISION, PERIOD, *(by_name(place) for place in range(len(clause.check.by)))]


def _same_by(clause: TargetClause) -> list[exp.Expr]:
    return [
        exp.NullSafeEQ(this=_of(_NOW, by_name(place)), expression=_of(_THEN, by_name(place)))
        for place in range(len(clause.check.by))
    ]


def _of(relation: str, name: str) -> exp.Expr:
    return exp.column(name, table=relation, quoted=True)
