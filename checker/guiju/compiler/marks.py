"""The events and intervals of other exports that concern the clock of a record, joined to it by key once.

One row per record and event, with the bounds of its clock. The columns:

_file, _row            the record
_from, _to             its own start and end
_of                    `pauses`, `holds`, `restarts`, `reopened` or `doubt`
_stops                 of `pauses` and `reopened`: whether the event stops the clock, or lets it run again
_at, _until            time of the event; first moment and end of an interval
_event_file/_event_row its place, which breaks ties
_since, _ended, _now   where the clock starts and ends (null: open), and its end or `now`
_before                `_stops` of the event before it; not there where nothing is paused by events
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law
from guiju.compiler.stops import Stops
from guiju.compiler.subject import Shape
from guiju.compiler.windows import over, where
from guiju.model.checks import Deadline
from guiju.model.intake import FILE, ROW
from guiju.model.record import Id, Name, Sql
from guiju.model.stops import Pauses, Reopened, Restarts, Stopper, expressions_of

RECORD = (FILE, ROW)
OF, STOPS, AT, UNTIL, BEFORE = "_of", "_stops", "_at", "_until", "_before"
FROM, TO, SINCE, ENDED, NOW = "_from", "_to", "_since", "_ended", "_now"
_EVENT_FILE, _EVENT_ROW, _AGAIN = "_event_file", "_event_row", "_again"
_EVENT = (OF, STOPS, AT, UNTIL, _EVENT_FILE, _EVENT_ROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A deadline with the exports that have a say in its clock."""

    check: Deadline
    law: Law
    shape: Shape
    others: Mapping[Id, Shape]
    name: str
    """Of the clause."""

    @property
    def stops(self) -> Stops:
        """The columns that the tables give."""
        return Stops(check=self.check, name=self.name)

    @property
    def marks(self) -> str:
        """Name of the table of marks."""
        return f"guiju_marks_{self.name}"


def columns_needed(stopper: Stopper, other: Shape) -> tuple[Name, ...]:
    """Every column of the other export that is read."""
    names: list[Name] = list(stopper.key.values())
    match stopper:
        case Pauses(from_=str() as since, until=str() as until):
            names += [since, until]
        case Pauses() | Restarts() | Reopened():
            names.append(stopper.at or other.export.at)
    for sql in expressions_of(stopper).values():
        names += trees.columns_of(trees.parsed(sql))
    return tuple(dict.fromkeys(names))


def marks(watched: Watched) -> str:
    """The statement that makes the table of marks."""
    sources = [_joined(watched, stopper, _events(stopper, other)) for stopper, other in _pairs(watched)]
    if watched.check.reopened is not None:
        sources.append(_own_ends(watched, watched.check.reopened))
    source: exp.Expr = trees.nested(sources[0], "events")
    if len(sources) > 1:
        source = exp.Subquery(
            this=exp.union(*sources, distinct=False, copy=False),
            alias=exp.TableAlias(this=exp.to_identifier("events")),
        )
    for layer in _bounds(watched):
        source = trees.nested(trees.select([exp.Star(), *layer], source), "bounded")
    columns: list[exp.Expr] = [exp.Star()]
    if any(isinstance(stopper, Reopened) or _of_events(stopper) for stopper in watched.check.stoppers):
        before = over(exp.Lag(this=trees.column(STOPS)), (*RECORD, OF), order_of_events())
        columns.append(trees.named(before, BEFORE))
    return trees.rendered(trees.temporary(watched.marks, trees.select(columns, source)))


def order_of_events() -> list[exp.Expr]:
    """Events of one record in the order in which they are taken; one place in the file behind another breaks ties."""
    return [trees.column(AT), _later_reopened(), trees.column(_EVENT_FILE), trees.column(_EVENT_ROW)]


def _of_events(stopper: Stopper) -> bool:
    return isinstance(stopper, Pauses) and stopper.begins is not None


def _pairs(watched: Watched) -> list[tuple[Stopper, Shape]]:
    return [(stopper, watched.others[stopper.export]) for stopper in watched.check.stoppers]


def _events(stopper: Stopper, other: Shape) -> exp.Select:
    """Rows of the other export that say something about a clock: its keys, then the columns of _EVENT."""
    at: exp.Expr
    until: exp.Expr = trees.cast(trees.null(), "TIMESTAMP")
    if isinstance(stopper, Pauses) and stopper.from_ is not None:
        at, until = other.time(stopper.from_), other.time(stopper.until or "")
    else:
        at = other.time(stopper.at or other.export.at)
    of, stops = _meaning(stopper, other)
    doubtful = _doubtful(stopper, other, at, until)
    kind = trees.case([(exp.and_(exp.not_(trees.is_null(of)), doubtful), trees.text("doubt"))], of)
    keys = [trees.named(trees.column(name), _key(place)) for place, name in enumerate(stopper.key.values())]
    values = (kind, stops, at, until, trees.column(FILE), trees.column(ROW))
    named = [
        trees.named(trees.cast(node, kind_), name) for name, kind_, node in zip(_EVENT, _TYPES, values, strict=True)
    ]
    told = trees.select([*keys, *named], other.table.relation)
    return trees.select([exp.Star()], trees.nested(told, "told")).where(
        exp.not_(trees.is_null(trees.column(OF))), copy=False
    )


_TYPES = ("VARCHAR", "BOOLEAN", "TIMESTAMP", "TIMESTAMP", "INTEGER", "BIGINT")


def _meaning(stopper: Stopper, other: Shape) -> tuple[exp.Expr, exp.Expr]:
    """What a row says, null for nothing and `doubt` where it cannot be told; and whether it stops the clock."""

    def asked(sql: Sql) -> exp.Expr:
        return exp.paren(other.trusted(trees.parsed(sql)))

    match stopper:
        case Pauses(begins=str() as begins, ends=str() as ends):
            return _one_of("pauses", asked(ends), asked(begins))
        case Reopened(ends=str() as ends):
            return _one_of("reopened", asked(stopper.when), asked(ends))
        case Pauses():
            return _kind("holds", asked(stopper.where) if stopper.where is not None else exp.true()), trees.null()
        case Restarts():
            return _kind("restarts", asked(stopper.when)), trees.null()
        case Reopened():
            return _kind("reopened", asked(stopper.when)), exp.false()


def _one_of(kind: str, runs: exp.Expr, stops: exp.Expr) -> tuple[exp.Expr, exp.Expr]:
    """A row that both stops the clock and lets it run again lets it run."""
    either = exp.or_(runs, stops)
    return _kind(kind, exp.paren(either)), trees.case([(runs, exp.false())], exp.true())


def _kind(kind: str, condition: exp.Expr) -> exp.Expr:
    doubt = (trees.is_null(condition), trees.text("doubt"))
    return trees.case([(condition, trees.text(kind)), doubt], trees.null())


def _doubtful(stopper: Stopper, other: Shape, at: exp.Expr, until: exp.Expr) -> exp.Expr:
    """Where the time of a row is not known."""
    doubts = [trees.is_null(at)]
    if isinstance(stopper, Pauses) and stopper.until is not None:
        doubts.append(exp.LT(this=until.copy(), expression=at.copy()))
        if other.unreadable(stopper.until):
            doubts.append(other.unread(stopper.until))
    return exp.paren(exp.or_(*doubts)) if len(doubts) > 1 else doubts[0]


def _joined(watched: Watched, stopper: Stopper, events: exp.Select) -> exp.Select:
    """The events with their record. Restarts and ends before the record's own start belong to another clock."""
    keys = list(stopper.key)
    same = exp.and_(
        *(exp.EQ(this=_of("records", _key(place)), expression=_of("told", _key(place))) for place in range(len(keys)))
    )
    if not isinstance(stopper, Pauses):
        late = exp.GTE(this=_of("told", AT), expression=_of("records", FROM))
        same = exp.and_(same, exp.paren(exp.or_(late, trees.is_null(_of("told", AT)))))
    columns = [*(_of("records", name) for name in (*RECORD, FROM, TO)), *(_of("told", name) for name in _EVENT)]
    return trees.select(columns, trees.nested(_records(watched, keys), "records")).join(
        trees.nested(events, "told"), on=same, join_type="inner", copy=False
    )


def _own_ends(watched: Watched, reopened: Reopened) -> exp.Select:
    """The record's own end is one more event, for the records of which the other export says anything."""
    keys = list(reopened.key)
    told = trees.nested(_events(reopened, watched.others[reopened.export]), "told")
    asked = [trees.column(_key(place)) for place in range(len(keys))]
    among = exp.In(this=_tuple(asked), query=exp.Subquery(this=trees.select([node.copy() for node in asked], told)))
    own = (
        trees.cast(trees.text("reopened"), "VARCHAR"),
        exp.true(),
        trees.column(TO),
        trees.cast(trees.null(), "TIMESTAMP"),
        trees.cast(trees.null(), "INTEGER"),
        trees.cast(trees.null(), "BIGINT"),
    )
    columns = [trees.column(name) for name in (*RECORD, FROM, TO)]
    columns += [trees.named(node, name) for name, node in zip(_EVENT, own, strict=True)]
    has_end = exp.not_(trees.is_null(trees.column(TO)))
    return trees.select(columns, trees.nested(_records(watched, keys), "records")).where(
        exp.and_(has_end, among), copy=False
    )


def _records(watched: Watched, keys: Sequence[Name]) -> exp.Select:
    shape, check = watched.shape, watched.check
    columns = [trees.column(name) for name in RECORD]
    columns += [trees.named(trees.column(name), _key(place)) for place, name in enumerate(keys)]
    columns += [trees.named(shape.time(name), as_) for name, as_ in ((check.from_, FROM), (check.to, TO))]
    return trees.select(columns, shape.table.relation)


def _bounds(watched: Watched) -> list[list[exp.Expr]]:
    """Layer by layer: the newest reopening, the end, and with it the start."""
    check, layers = watched.check, list[list[exp.Expr]]()
    ended: exp.Expr = trees.column(TO)
    is_reopened = exp.EQ(this=trees.column(OF), expression=trees.text("reopened"))
    if check.reopened is not None:
        reopens = exp.and_(is_reopened, exp.not_(trees.column(STOPS)))
        again = over(where(exp.Max(this=trees.column(AT)), reopens), RECORD)
        layers.append([trees.named(again, _AGAIN)])
        behind = exp.or_(
            trees.is_null(trees.column(_AGAIN)), exp.GT(this=trees.column(AT), expression=trees.column(_AGAIN))
        )
        closes = exp.and_(is_reopened.copy(), trees.column(STOPS), exp.paren(behind))
        first = over(where(exp.Min(this=trees.column(AT)), closes), RECORD)
        said = over(exp.LogicalOr(this=is_reopened.copy()), RECORD)
        ended = trees.case([(said, first)], trees.column(TO))
    layers.append([trees.named(ended, ENDED)])
    since: exp.Expr = trees.column(FROM)
    if check.restarts is not None:
        since = exp.Coalesce(this=_restarted(watched), expressions=[since])
    now = exp.Coalesce(this=trees.column(ENDED), expressions=[watched.shape.now])
    layers.append([trees.named(since, SINCE), trees.named(now, NOW)])
    return layers


def _restarted(watched: Watched) -> exp.Expr:
    """The newest restart before the end, or up to now."""
    at, ended = trees.column(AT), trees.column(ENDED)
    is_open = exp.and_(trees.is_null(ended), exp.LTE(this=at.copy(), expression=watched.shape.now))
    inside = exp.or_(exp.LT(this=at.copy(), expression=ended.copy()), exp.paren(is_open))
    restarts = exp.and_(exp.EQ(this=trees.column(OF), expression=trees.text("restarts")), exp.paren(inside))
    return over(where(exp.Max(this=at), restarts), RECORD)


def _later_reopened() -> exp.Expr:
    """At one moment the end comes before the reopening; other events keep the order of the file."""
    reopens = exp.and_(exp.EQ(this=trees.column(OF), expression=trees.text("reopened")), exp.not_(trees.column(STOPS)))
    return trees.case([(reopens, trees.number(1))], trees.number(0))


def _of(relation: str, name: str) -> exp.Expr:
    return exp.column(name, table=relation, quoted=True)


def _tuple(nodes: Sequence[exp.Expr]) -> exp.Expr:
    return nodes[0] if len(nodes) == 1 else exp.Tuple(expressions=list(nodes))


def _key(place: int) -> str:
    return f"_key_{place}"
