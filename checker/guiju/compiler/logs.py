"""A log grouped to its cases: one table that all clauses on the same cases are judged from.

Events get a position in their case; equal times share one, because nobody can tell which came first. Each clause
adds columns to the events, windows over the events of a case, and what it needs of a case as aggregates. The whole
log is read once for all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.subject import Shape
from guiju.model.intake import FILE, ROW, UNREADABLE, Span
from guiju.model.record import Name
from guiju.model.sequence import Cases
from guiju.model.sequence import Sequence as Asked

AT, POS, WHAT, KNOWN = "_at", "_pos", "_what", "_known"
STARTED, LAST, LISTED = "_started", "_last", "_listed"
_HOME = "_home"

Columns = Mapping[str, exp.Expr]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one clause adds to the table: columns of events, windows over them in layers, and aggregates of a case."""

    events: Columns
    layers: tuple[Columns, ...]
    cases: Columns


@dataclass(frozen=True, kw_only=True)
class Log:
    """The log of some clauses, and who lists its cases."""

    shape: Shape
    asked: Asked
    """Any of the clauses: all agree on log, case, time, order and cases."""
    roster: Shape | None
    name: str
    """Of the table of cases."""

    @property
    def at(self) -> Name:
        """Column of the log that holds the time of an event."""
        return self.asked.time(self.shape.export)

    @property
    def keys(self) -> tuple[exp.Expr, ...]:
        """What names the case of an event."""
        return tuple(trees.column(_key(place)) for place in range(len(self.asked.named_by)))

    @cached_property
    def cases(self) -> Shape:
        """The table of cases as the subject of record clauses."""
        if self.roster is not None:
            now = [shape.as_of for shape in (self.roster, self.shape) if shape.as_of is not None]
            files = (*self.roster.table.files, *self.shape.table.files)
            table = replace(self.roster.table, relation=self.name, files=files)
            return replace(self.roster, table=table, as_of=min(now, default=None))
        log, names = self.shape.export, (*self.asked.case, self.at)
        export = log.model_copy(
            update={
                "key": self.asked.case,
                "at": self.at,
                "columns": {name: column for name, column in log.columns.items() if name in names},
            }
        )
        span = self.shape.table.spans.get(self.at)
        spans = {self.at: Span(oldest=span.oldest, newest=span.newest, gaps=span.gaps)} if span is not None else {}
        table = replace(self.shape.table, relation=self.name, columns=frozenset(names), unreadable={}, spans=spans)
        return replace(self.shape, export=export, table=table)

    @property
    def anchor(self) -> Name:
        """Column of the cases whose time decides the revision."""
        if self.roster is None or self.asked.cases is None:
            return self.at
        return self.asked.cases.at or self.roster.export.at


def case_table(log: Log, parts: Sequence[Part]) -> str:
    """The statement that makes the table of cases, in file order."""
    query = _grouped(log, parts)
    query = _own(log, query, parts) if log.roster is None else _joined(log, log.roster, query, parts)
    placed = query.order_by(trees.column(FILE), trees.column(ROW), copy=False)
    return trees.rendered(trees.temporary(log.name, placed))


def events_sql(log: Log, key: str) -> str:
    """-> time and name of every event of the case with that key, in the order of the log."""
    check, shape = log.asked, log.shape
    parts = [trees.cast(trees.column(name), "VARCHAR") for name in check.named_by]
    named = parts[0] if len(parts) == 1 else trees.call("concat_ws", trees.text("|"), *parts)
    at = trees.cast(shape.time(log.at), "TIMESTAMP")
    what = trees.cast(trees.column(check.event), "VARCHAR")
    order = [at, *(trees.column(name) for name in check.order if name != log.at), trees.column(FILE), trees.column(ROW)]
    query = trees.select([at, what], shape.table.relation)
    query = query.where(exp.EQ(this=named, expression=trees.text(key)), copy=False)
    return trees.rendered(
        query.order_by(*(exp.Ordered(this=node.copy(), nulls_first=False) for node in order), copy=False)
    )


def group_of(check: Asked) -> tuple[object, ...]:
    """Clauses that agree on it share a table."""
    cases = (check.cases.export, tuple(check.cases.key.items())) if check.cases is not None else None
    return (check.on, check.case, cases, check.event, check.at, check.order)


def log_columns(check: Asked, shape: Shape) -> tuple[Name, ...]:
    """Every column of the log that a sequence reads."""
    names: list[Name] = [*check.named_by, check.time(shape.export), *check.order, check.event]
    written = (check.of, check.first, check.then, check.ended, *check.events.values())
    for sql in (*written, check.where if check.cases is None else None):
        names += trees.columns_of(trees.parsed(sql)) if sql is not None else ()
    return tuple(dict.fromkeys((*names, check.actor) if check.actor else names))


def case_columns(cases: Cases, check: Asked, roster: Shape) -> tuple[Name, ...]:
    """Every column of the other export that a sequence reads."""
    names: list[Name] = [*cases.key.values(), cases.at or roster.export.at]
    for sql in (cases.ended, check.where):
        names += trees.columns_of(trees.parsed(sql)) if sql is not None else ()
    return tuple(dict.fromkeys(names))


def _events(log: Log, parts: Sequence[Part]) -> exp.Select:
    """The events with their case, time and name, and the columns of every clause."""
    shape, check = log.shape, log.asked
    offset = len(log.roster.table.files) if log.roster is not None else 0
    file: exp.Expr = trees.column(FILE)
    if offset:
        file = exp.Add(this=file, expression=exp.Literal.number(offset))
    ordered = [shape.time(log.at), *(trees.column(name) for name in check.order if name != log.at)]
    known = exp.and_(*(exp.not_(trees.is_null(node)) for node in ordered))
    lacking = exp.or_(*(trees.is_null(trees.column(name)) for name in check.named_by))
    nodes: dict[str, exp.Expr] = {FILE: file, ROW: trees.column(ROW)}
    nodes |= {_key(place): trees.column(name) for place, name in enumerate(check.named_by)}
    # An event that names no case is a case of its own: none is dropped, and none is put together with another.
    nodes[_HOME] = trees.case([(lacking, trees.column(ROW))], trees.null())
    nodes |= {AT: trees.cast(shape.time(log.at), "TIMESTAMP"), KNOWN: known}
    nodes |= {_ordinal(place): node for place, node in enumerate(ordered)}
    nodes[WHAT] = trees.cast(trees.column(check.event), "VARCHAR")
    for part in parts:
        nodes |= part.events
    return trees.select([trees.named(node, name) for name, node in nodes.items()], shape.table.relation)


def _grouped(log: Log, parts: Sequence[Part]) -> exp.Select:
    """One row a case, with the aggregates of every clause."""
    check = log.asked
    ordinals = [trees.column(_ordinal(0))]
    ordinals += [trees.column(_ordinal(place + 1)) for place in range(len([n for n in check.order if n != log.at]))]
    place = over(exp.DenseRank(), (*log.keys, trees.column(KNOWN)), ordinals)
    position = trees.case([(trees.column(KNOWN), place)], trees.cast(trees.null(), "BIGINT"))
    query = trees.select(
        [exp.Star(), trees.named(trees.cast(position, "BIGINT"), POS)], trees.nested(_events(log, parts), "events")
    )
    for depth in range(max((len(part.layers) for part in parts), default=0)):
        added = {name: node for part in parts for name, node in _layer(part, depth).items()}
        query = trees.select(
            [exp.Star(), *(trees.named(node, name) for name, node in added.items())], trees.nested(query, "placed")
        )
    where = struct({"file": trees.column(FILE), "row": trees.column(ROW)})
    nodes: dict[str, exp.Expr] = {STARTED: exp.Min(this=trees.column(AT)), LAST: exp.Max(this=trees.column(AT))}
    nodes[_HOME] = exp.Min(this=where)
    for part in parts:
        nodes |= part.cases
    keys = [*log.keys, trees.column(_HOME)]
    grouped = trees.select(
        [*log.keys, *(trees.named(node, name) for name, node in nodes.items())], trees.nested(query, "known")
    )
    return grouped.group_by(*(key.copy() for key in keys), copy=False)


def _own(log: Log, grouped: exp.Select, parts: Sequence[Part]) -> exp.Select:
    """The cases that the log itself names."""
    nodes: dict[str, exp.Expr] = {name: trees.column(_key(place)) for place, name in enumerate(log.asked.case)}
    nodes[log.at] = trees.column(STARTED)
    nodes |= {FILE: field(trees.column(_HOME), "file"), ROW: field(trees.column(_HOME), "row")}
    nodes[UNREADABLE] = trees.cast(trees.null(), "VARCHAR")
    nodes |= {name: trees.column(name) for name in _made(parts)}
    return trees.select([trees.named(node, name) for name, node in nodes.items()], trees.nested(grouped, "grouped"))


def _joined(log: Log, roster: Shape, grouped: exp.Select, parts: Sequence[Part]) -> exp.Select:
    """The cases that the other export lists, with their events, and the events whose case it does not list."""
    listed = log.asked.cases
    if listed is None:
        raise TypeError("a log with a roster names the export of its cases")
    same = exp.and_(
        *(
            exp.EQ(this=_of("listed", name), expression=_of("grouped", _key(place)))
            for place, name in enumerate(listed.key.values())
        )
    )
    home = _of("grouped", _HOME)
    nodes: dict[str, exp.Expr] = {name: _of("listed", name) for name in (*roster.export.columns, UNREADABLE)}
    nodes[FILE] = exp.Coalesce(this=_of("listed", FILE), expressions=[field(home, "file")])
    nodes[ROW] = exp.Coalesce(this=_of("listed", ROW), expressions=[field(home, "row")])
    nodes[LISTED] = exp.not_(trees.is_null(_of("listed", ROW)))
    nodes |= {name: _of("grouped", name) for name in _made(parts)}
    source = exp.Table(
        this=exp.to_identifier(roster.table.relation, quoted=True),
        alias=exp.TableAlias(this=exp.to_identifier("listed", quoted=True)),
    )
    query = trees.select([trees.named(node, name) for name, node in nodes.items()], source)
    return query.join(trees.nested(grouped, "grouped"), on=same, join_type="full", copy=False)


def _made(parts: Sequence[Part]) -> list[str]:
    return [STARTED, LAST, *(name for part in parts for name in part.cases)]


def _layer(part: Part, depth: int) -> Columns:
    return part.layers[depth] if depth < len(part.layers) else {}


# Nodes that parts are made of


def over(
    function: exp.Expr,
    partition: Sequence[exp.Expr],
    order: Sequence[exp.Expr] = (),
    frame: tuple[str, str, str, str] | None = None,
) -> exp.Expr:
    """`function OVER (PARTITION BY ... ORDER BY ... RANGE BETWEEN start side AND end side)`."""
    spec = None
    if frame is not None:
        start, start_side, end, end_side = (exp.Literal.number(part) if part.isdigit() else part for part in frame)
        spec = exp.WindowSpec(kind="RANGE", start=start, start_side=start_side, end=end, end_side=end_side)
    ordering = exp.Order(expressions=[exp.Ordered(this=node.copy(), nulls_first=False) for node in order])
    return exp.Window(
        this=function,
        partition_by=[node.copy() for node in partition],
        order=ordering if order else None,
        spec=spec,
        over="OVER",
    )


def struct(nodes: Columns) -> exp.Expr:
    """`{'name': node, ...}`; structs compare field by field, in this order."""
    return exp.Struct(
        expressions=[
            exp.PropertyEQ(this=exp.to_identifier(name), expression=node.copy()) for name, node in nodes.items()
        ]
    )


def field(node: exp.Expr, name: str) -> exp.Expr:
    """A field of a struct; null where the struct is."""
    return exp.StructExtract(this=node.copy(), expression=trees.text(name))


def event() -> exp.Expr:
    """The event at hand: earlier ones compare as less."""
    columns = {"pos": POS, "at": AT, "file": FILE, "row": ROW, "what": WHAT}
    return struct({name: trees.column(column) for name, column in columns.items()})


def number_of(condition: exp.Expr) -> exp.Expr:
    """How many events of a case; 0 for a case without any."""
    return trees.counted(condition)


def _of(relation: str, name: str) -> exp.Expr:
    return exp.column(name, table=relation, quoted=True)


def _key(place: int) -> str:
    return f"_key_{place}"


def _ordinal(place: int) -> str:
    return f"_ord_{place}"
