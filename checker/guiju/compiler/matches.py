"""Matches: whether a record has a partner in another export, found by one hash join into a table of its own.

The fused scan then only asks whether a record stands in that table, and findings and stories ask the same.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law
from guiju.compiler.states import NO_NOW, Judgement, code, outcomes, preamble
from guiju.compiler.subject import Reasons, Shape
from guiju.model.checks import Match
from guiju.model.intake import FILE, ROW
from guiju.model.quantity import Duration
from guiju.model.record import Name
from guiju.model.standard import Revision
from guiju.model.text import Text

_SURE, _AT, _MEETS, _FROM, _UNTIL = "_sure", "_at", "_meets", "_from", "_until"


@dataclass(frozen=True, slots=True)
class Pair:
    """A match with the two exports that it reads."""

    check: Match
    law: Law
    shape: Shape
    partner: Shape
    name: str
    """Of the clause."""

    @property
    def table(self) -> str:
        """Holds file and row of every record that has a partner, and whether that is sure."""
        return f"guiju_partners_{self.name}"

    @property
    def anchor(self) -> exp.Expr:
        """The record's own time."""
        return self.shape.time(self.check.at or self.shape.export.at)


def partner_columns(check: Match, partner: Shape) -> tuple[Name, ...]:
    """Every column of the other export that a match reads."""
    names = [*check.key.values()] + ([check.with_at or partner.export.at] if check.within is not None else [])
    names += trees.columns_of(trees.parsed(check.with_where)) if check.with_where is not None else ()
    return tuple(dict.fromkeys(names))


def partners(pair: Pair) -> str:
    """The statement that makes the table of records with a partner."""
    keys = range(len(pair.check.key))
    same = exp.and_(*(exp.EQ(this=_of("records", _key(p)), expression=_of("partners", _key(p))) for p in keys))
    meets = _meets(pair)
    joined = (
        trees.select(
            [_of("records", FILE), _of("records", ROW), trees.named(meets, _MEETS)],
            trees.nested(_records(pair), "records"),
        )
        .join(trees.nested(_candidates(pair), "partners"), on=same, join_type="inner", copy=False)
        .where(exp.or_(meets, trees.is_null(meets)), copy=False)
    )
    sure = exp.Coalesce(this=exp.LogicalOr(this=trees.column(_MEETS)), expressions=[exp.false()])
    found = trees.select(
        [trees.column(FILE), trees.column(ROW), trees.named(sure, _SURE)], trees.nested(joined, "joined")
    ).group_by(trees.column(FILE), trees.column(ROW), copy=False)
    return trees.rendered(trees.temporary(pair.table, found))


def judge_match(pair: Pair) -> Judgement:
    """Kept with a partner, breached without one; pending while one may still come."""
    check, shape, anchor = pair.check, pair.shape, pair.anchor
    reasons = Reasons(shape)
    names = tuple(check.key)
    branches = preamble(check, check.at or shape.export.at, pair.law, reasons)
    branches += reasons.unreadable(names) + reasons.missing(names)
    doubt = Text(
        zh=f"「{pair.partner.export.title.zh}」中可能有对应的记录，但无法判断",
        en=f"a record of {pair.partner.export.title.in_('en')} may be its partner, which cannot be told",
    )
    branches.append((_found(pair, trees.column(_SURE)), code("kept")))
    if check.within is not None or check.with_where is not None:
        branches.append((_found(pair, None), reasons.because(doubt)))
    latest, now = _until(pair, anchor), _now(pair)
    if check.within is not None and now is not None:
        branches.append((exp.GTE(this=latest.copy(), expression=trees.moment(now)), code("pending")))
    elif check.within is not None:
        branches.append((exp.true(), reasons.because(NO_NOW)))
    limit = check.within
    return Judgement(
        state=trees.case(branches, code("breached")),
        states=outcomes(branches, "kept", "breached", *(("pending",) if limit is not None else ())),
        reasons=tuple(reasons.texts),
        anchor=anchor,
        ended=trees.null(),
        # A partner that had to come before the record was never due at a time after it.
        due=latest if check.direction == "after" else trees.null(),
        limit=pair.law.when(anchor, lambda held: trees.text(str(held.sets[limit]))) if limit else trees.null(),
        measured=trees.cast(trees.null(), "DOUBLE"),
        looked_at=names,
    )


def _records(pair: Pair) -> exp.Select:
    """The records by what their partners have to hold, with the first and last moment of a partner's time."""
    nodes = [trees.column(FILE), trees.column(ROW)]
    nodes += [trees.named(trees.column(name), _key(place)) for place, name in enumerate(pair.check.key)]
    nodes += [trees.named(_since(pair, pair.anchor), _FROM), trees.named(_until(pair, pair.anchor), _UNTIL)]
    return trees.select(nodes, pair.shape.table.relation)


def _candidates(pair: Pair) -> exp.Select:
    """Rows of the other export that count as partners, and those that may."""
    check, partner = pair.check, pair.partner
    nodes = [trees.named(trees.column(name), _key(place)) for place, name in enumerate(check.key.values())]
    at = partner.time(check.with_at or partner.export.at) if check.within is not None else trees.null()
    scope: exp.Expr = exp.true()
    if check.with_where is not None:
        scope = exp.paren(partner.trusted(trees.parsed(check.with_where)))
    nodes += [trees.named(trees.cast(at, "TIMESTAMP"), _AT), trees.named(scope, _MEETS)]
    return trees.select(nodes, partner.table.relation)


def _meets(pair: Pair) -> exp.Expr:
    """True for a partner, null for a row that may be one."""
    scope = _of("partners", _MEETS)
    if pair.check.within is None:
        return scope
    inside = exp.Between(this=_of("partners", _AT), low=_of("records", _FROM), high=_of("records", _UNTIL))
    return exp.paren(exp.and_(scope, inside))


def _found(pair: Pair, condition: exp.Expr | None) -> exp.Expr:
    """Whether the record at hand stands in the table of partners."""
    place = [trees.column(FILE), trees.column(ROW)]
    query = trees.select([node.copy() for node in place], pair.table)
    if condition is not None:
        query = query.where(condition, copy=False)
    return exp.In(this=exp.Tuple(expressions=place), query=exp.Subquery(this=query))


def _since(pair: Pair, anchor: exp.Expr) -> exp.Expr:
    """The earliest time of a partner."""
    return anchor.copy() if pair.check.direction == "after" else _shifted(pair, anchor)


def _until(pair: Pair, anchor: exp.Expr) -> exp.Expr:
    """The latest time of a partner."""
    return _shifted(pair, anchor) if pair.check.direction == "after" else anchor.copy()


def _shifted(pair: Pair, anchor: exp.Expr) -> exp.Expr:
    """The record's time, moved by the limit in force; null without a limit."""
    name = pair.check.within
    if name is None:
        return trees.cast(trees.null(), "TIMESTAMP")

    def of(revision: Revision) -> exp.Expr:
        limit = revision.sets[name]
        if not isinstance(limit, Duration) or limit.seconds is None:
            raise TypeError(f"{name} of revision {revision.version} is no length of running time")
        moved = exp.Add if pair.check.direction == "after" else exp.Sub
        return moved(this=anchor.copy(), expression=trees.seconds(limit.seconds))

    return pair.law.when(anchor, of)


def _now(pair: Pair) -> datetime | None:
    """The earlier `now` of the two exports: a partner that is younger than its export cannot be there yet."""
    return min((shape.as_of for shape in (pair.shape, pair.partner) if shape.as_of is not None), default=None)


def _of(relation: str, name: str) -> exp.Expr:
    return exp.column(name, table=relation, quoted=True)


def _key(place: int) -> str:
    return f"_key_{place}"
