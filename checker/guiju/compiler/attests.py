"""Attestations: what the entries about one clause come to, decided in SQL by the entry that counts.

A confirmation holds until the end of its term, unless a denial came later, it was given before the major revision in
force, or a later entry that cannot be read may be a denial.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law, Segment
from guiju.compiler.subject import Shape
from guiju.model.attestation import CLAUSE, CONFIRMED, DENIED, EVIDENCE, EXPIRES_AT, RESULT, ROLE, Standing
from guiju.model.catalogue import ClauseRef
from guiju.model.checks import Attest, Every
from guiju.model.intake import FILE, ROW
from guiju.model.periods import before, start_of
from guiju.model.plan import ATTEST_COLUMNS, AttestPlan, Strays
from guiju.model.quantity import Duration
from guiju.model.record import Id, Name, version_key
from guiju.model.standard import Revision, Severity
from guiju.model.waiver import Waiver

_KIND, _AT, _UNTIL, _LIVE = "_kind", "_at", "_until", "_live"
_MAY_CONFIRM, _MAY_DENY = "_may_confirm", "_may_deny"
_DENIED_AT, _LIVE_AT, _DOUBT_AT, _ASIDE = "_denied_at", "_live_at", "_doubt_at", "set_aside"
_TERMS: dict[Every, tuple[int, str]] = {
    "day": (2, "DAY"),
    "week": (14, "DAY"),
    "month": (2, "MONTH"),
    "quarter": (6, "MONTH"),
    "year": (24, "MONTH"),
}
"""Two periods: an entry's own and the one after it."""
_RANKS: tuple[Standing, ...] = ("confirmed", "doubtful", "outdated", "expired", "denied")
_MOST_STRAYS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AttestClause:
    """A clause that a person must confirm, with everything that it takes to ask for it."""

    ref: ClauseRef
    severity: Severity
    owner: Id
    """Role that answers for the standard."""
    law: Law
    shape: Shape
    check: Attest
    now: datetime
    """The latest `now` of all exports."""
    waivers: tuple[Waiver, ...] = ()

    @property
    def revision(self) -> Revision:
        """The one in force now."""
        held = _current(self.law, self.now)
        if held is None:
            raise ValueError(f"{self.ref} is not in force on {self.now}")
        return held

    @property
    def floor(self) -> date | None:
        """The first day of the major revision in force: what was confirmed before was less. None for any day."""
        return _floor(self.law, self.now)


def in_force(law: Law, now: datetime) -> bool:
    """Whether the clause is there on the day of `now`."""
    return _current(law, now) is not None


def columns_needed(check: Attest, shape: Shape) -> tuple[Name, ...]:
    """Every column without which nothing can be said."""
    return (CLAUSE, RESULT, shape.export.at, *((ROLE,) if check.by else ()))


def attest_plan(clause: AttestClause) -> AttestPlan:
    """The question of one clause: which entry decides, and how."""
    return AttestPlan(
        ref=clause.ref,
        severity=clause.severity,
        export=clause.shape.export.id,
        as_of=clause.now,
        starting=_starting(clause),
        sql=trees.rendered(_deciding(clause)),
        waivers=clause.waivers,
    )


def strays(shape: Shape, known: tuple[ClauseRef, ...]) -> Strays:
    """Entries about something else than the clauses that are confirmed in this export."""
    written = trees.column(CLAUSE)
    names = [trees.text(str(ref)) for ref in known]
    other = exp.or_(trees.is_null(written), exp.not_(exp.In(this=_dotted(written), expressions=names)))
    total = exp.Window(this=exp.Count(this=exp.Star()))
    nodes = [written, trees.counted(), exp.Min(this=trees.column(ROW)), total]
    query = trees.select(nodes, shape.table.relation).where(other, copy=False).group_by(written.copy(), copy=False)
    ordered = query.order_by(exp.Ordered(this=written.copy(), nulls_first=True), copy=False)
    return Strays(export=shape.export.id, sql=trees.rendered(ordered.limit(_MOST_STRAYS, copy=False)))


def _current(law: Law, now: datetime) -> Revision | None:
    return next((s.revision for s in law.segments if s.start is None or s.start <= now.date()), None)


def _floor(law: Law, now: datetime) -> date | None:
    reached = [segment for segment in law.segments if segment.start is None or segment.start <= now.date()]
    first = reached[0]
    for segment in reached[1:]:
        if _major(segment) is None or _major(segment) != _major(first):
            break
        first = segment
    return first.start


def _major(segment: Segment) -> int | None:
    return version_key(segment.revision.version)[0] if segment.revision is not None else None


def _starting(clause: AttestClause) -> bool:
    """Whether the first whole period of the duty is still to end, so that nothing is missing yet."""
    every = clause.check.every
    if every is None or clause.floor is None:
        return False
    return clause.floor > before(every, start_of(every, clause.now.date()))


# The entries


def _entries(clause: AttestClause) -> exp.Select:
    """The entries about the clause that were given by now, with what each is and how long it holds."""
    shape, at = clause.shape, clause.shape.time(clause.shape.export.at)
    about = exp.EQ(this=_dotted(trees.column(CLAUSE)), expression=trees.text(str(clause.ref)))
    given = exp.or_(trees.is_null(at), exp.LTE(this=at.copy(), expression=trees.moment(clause.now)))
    nodes = {
        _KIND: _kind(clause),
        _MAY_CONFIRM: _may(CONFIRMED, clause.check.confirmed_by(clause.owner)),
        _MAY_DENY: _may(DENIED, clause.check.by),
        _AT: trees.cast(at, "TIMESTAMP"),
        _UNTIL: _until(clause, at),
        "role": _text_or_null(shape, ROLE),
        "evidence": _text_or_null(shape, EVIDENCE),
        "file": shape.file,
        "row": trees.column(ROW),
        FILE: trees.column(FILE),
    }
    named = [trees.named(node.copy(), name) for name, node in nodes.items()]
    return trees.select(named, shape.table.relation).where(about, given, copy=False)


def _kind(clause: AttestClause) -> exp.Expr:
    """`confirmed`, `denied`, `doubtful`, or `aside` where the role may not say so."""
    check, shape = clause.check, clause.shape
    result, role = trees.column(RESULT), trees.column(ROLE)
    branches: list[tuple[exp.Expr, str]] = []
    if check.by:
        branches.append((trees.is_null(role), "doubtful"))
        branches.append((exp.not_(_among(role, check.by)), "aside"))
    read = [shape.export.at, RESULT, EXPIRES_AT]
    branches += [(shape.unread(name), "doubtful") for name in read if shape.unreadable(name)]
    branches.append((trees.is_null(shape.time(shape.export.at)), "doubtful"))
    branches.append((exp.EQ(this=result, expression=trees.text(DENIED)), "denied"))
    confirmed = exp.EQ(this=result.copy(), expression=trees.text(CONFIRMED))
    enough = check.confirmed_by(clause.owner)
    if enough != check.by:
        branches.append((exp.and_(confirmed, exp.not_(_among(role, enough))), "aside"))
    branches.append((confirmed, "confirmed"))
    return trees.case([(condition, trees.text(kind)) for condition, kind in branches], trees.text("doubtful"))


def _may(result: str, roles: tuple[Id, ...]) -> exp.Expr:
    """Whether an entry says this, or could: what is missing in it may be anything."""
    says, role = trees.column(RESULT), trees.column(ROLE)
    said = exp.or_(trees.is_null(says), _is(says, result))
    return exp.and_(said, exp.or_(trees.is_null(role), _among(role, roles))) if roles else said


def _until(clause: AttestClause, at: exp.Expr) -> exp.Expr:
    """The first moment at which an entry holds no more; its own expiry can only bring that forward."""
    check, shape = clause.check, clause.shape
    if check.every is not None:
        begun = trees.cast(trees.call("date_trunc", trees.text(check.every), at), "TIMESTAMP")
        end: exp.Expr = exp.Add(this=begun, expression=_interval(*_TERMS[check.every]))
    else:
        end = _after(at, clause.revision.sets[check.valid_for or ""])
    if EXPIRES_AT not in shape.table.columns or EXPIRES_AT not in shape.export.columns:
        return end
    expires: exp.Expr = shape.time(EXPIRES_AT)
    if shape.export.columns[EXPIRES_AT].type == "date":
        expires = exp.Add(this=expires, expression=_interval(1, "DAY"))
    sooner = exp.or_(exp.LT(this=expires, expression=end), trees.is_null(end))
    return trees.case([(sooner, expires)], end)


def _after(at: exp.Expr, term: object) -> exp.Expr:
    if not isinstance(term, Duration) or term.parts.keys() & {"working_days"}:
        raise TypeError(f"{term} is no calendar or running time")
    parts = term.parts
    months = 12 * parts.get("years", 0) + parts.get("months", 0)
    rest = _seconds(parts)
    moved = exp.Add(this=at.copy(), expression=_interval(months, "MONTH")) if months else at.copy()
    return exp.Add(this=moved, expression=trees.seconds(rest)) if rest or not months else moved


def _seconds(parts: dict[str, int]) -> int:
    scale = {"weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
    return sum(count * scale.get(unit, 0) for unit, count in parts.items())


# The entry that decides


def _deciding(clause: AttestClause) -> exp.Select:
    now, kind = trees.moment(clause.now), trees.column(_KIND)
    live: exp.Expr = exp.GT(this=trees.column(_UNTIL), expression=now)
    if clause.floor is not None:
        live = exp.and_(live, exp.GTE(this=trees.column(_AT), expression=trees.moment(clause.floor)))
    # An entry of unknown time or term may be in force.
    perhaps = exp.Coalesce(this=exp.paren(live), expressions=[_is(kind, "doubtful")])
    entries = trees.select([exp.Star(), trees.named(perhaps, _LIVE)], trees.nested(_entries(clause), "entries"))
    given = exp.Coalesce(this=trees.column(_AT), expressions=[now.copy()])
    confirmed_live = exp.and_(_is(kind, "confirmed"), trees.column(_LIVE))
    seen = {
        _DENIED_AT: _latest(_is(kind, "denied"), trees.column(_AT)),
        _LIVE_AT: _latest(confirmed_live, trees.column(_AT)),
        _DOUBT_AT: _latest(exp.and_(_is(kind, "doubtful"), trees.column(_MAY_DENY)), given),
        _ASIDE: exp.Window(this=trees.counted(_is(kind, "aside")).this),
    }
    compared = trees.select(
        [exp.Star(), *(trees.named(node, name) for name, node in seen.items())], trees.nested(entries, "given")
    )
    standing = trees.select(
        [exp.Star(), trees.named(_standing(given, now), "standing")], trees.nested(compared, "compared")
    )
    nodes = {"at": trees.column(_AT), "until": trees.column(_UNTIL)}
    shown = [trees.named(nodes.get(name, trees.column(name)).copy(), name) for name in ATTEST_COLUMNS]
    order = [
        exp.Ordered(this=_rank()),
        *(exp.Ordered(this=trees.column(name), desc=True, nulls_first=True) for name in (_UNTIL, _AT)),
        *(exp.Ordered(this=trees.column(name)) for name in (FILE, "row")),
    ]
    return trees.select(shown, trees.nested(standing, "stands")).order_by(*order, copy=False).limit(1, copy=False)


def _standing(given: exp.Expr, now: exp.Expr) -> exp.Expr:
    """What an entry would decide, were it the one to."""
    kind, live = trees.column(_KIND), trees.column(_LIVE)
    confirmed = exp.and_(_is(kind, "confirmed"), _later(trees.column(_AT), _DENIED_AT))
    known = exp.and_(exp.not_(trees.is_null(trees.column(_LIVE_AT))), _later(trees.column(_LIVE_AT), _DENIED_AT))
    turning = exp.or_(
        exp.and_(trees.column(_MAY_CONFIRM), live.copy()), exp.and_(trees.column(_MAY_DENY), exp.paren(known))
    )
    doubtful = exp.and_(_is(kind, "doubtful"), _later(given, _DENIED_AT), exp.paren(turning))
    newest_denial = exp.EQ(this=trees.column(_AT), expression=trees.column(_DENIED_AT))
    branches: list[tuple[exp.Expr, Standing]] = [
        (exp.and_(confirmed, live, _later(trees.column(_AT), _DOUBT_AT)), "confirmed"),
        (doubtful, "doubtful"),
        (exp.and_(confirmed.copy(), exp.GT(this=trees.column(_UNTIL), expression=now.copy())), "outdated"),
        (confirmed.copy(), "expired"),
        (exp.and_(_is(kind, "denied"), newest_denial), "denied"),
    ]
    return trees.case([(condition, trees.text(name)) for condition, name in branches], trees.text("missing"))


def _rank() -> exp.Expr:
    standing = trees.column("standing")
    branches = [(_is(standing, name), exp.Literal.number(place)) for place, name in enumerate(_RANKS)]
    return trees.case(branches, exp.Literal.number(len(_RANKS)))


# Small words


def _later(at: exp.Expr, than: str) -> exp.Expr:
    """Whether `at` lies after a moment that need not be there."""
    return exp.paren(exp.or_(trees.is_null(trees.column(than)), exp.GT(this=at.copy(), expression=trees.column(than))))


def _latest(condition: exp.Expr, at: exp.Expr) -> exp.Expr:
    return exp.Window(this=exp.Max(this=trees.case([(condition, at)], trees.null())))


def _is(node: exp.Expr, word: str) -> exp.Expr:
    return exp.EQ(this=node.copy(), expression=trees.text(word))


def _among(node: exp.Expr, words: tuple[str, ...]) -> exp.Expr:
    return exp.In(this=node.copy(), expressions=[trees.text(word) for word in words])


def _dotted(written: exp.Expr) -> exp.Expr:
    """A clause as it is written in an entry, `standard#clause` or `standard.clause`, in the second form."""
    return trees.call("replace", written, trees.text("#"), trees.text("."))


def _text_or_null(shape: Shape, name: Name) -> exp.Expr:
    known = name in shape.table.columns and name in shape.export.columns and name not in shape.hidden
    return trees.cast(trees.column(name) if known else trees.null(), "VARCHAR")


def _interval(number: int, unit: str) -> exp.Expr:
    return exp.Interval(this=trees.text(str(number)), unit=exp.var(unit))
