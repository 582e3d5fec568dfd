"""From the marks of a record to the time that does not count: two tables, made before the scan.

The pauses, clipped to the clock; and one row per record with where its clock starts and ends and, for each clock of
the clause's law, how much of its time did not count.
"""

from collections.abc import Sequence

from sqlglot import exp

from guiju.compiler import clocks, trees
from guiju.compiler.marks import (
    AT,
    BEFORE,
    ENDED,
    FROM,
    NOW,
    OF,
    RECORD,
    SINCE,
    STOPS,
    UNTIL,
    Watched,
    marks,
    order_of_events,
)
from guiju.compiler.timing import Clock, Timed, limit_us
from guiju.compiler.windows import over, where
from guiju.model.intake import FILE, ROW
from guiju.model.pack import Calendar
from guiju.model.text import Text

BEGIN, END, WHY = "_begin", "_end", "_why"
_STOPPED, _REACHED, _EVENT_END = "_stopped", "_reached", "_event_end"


def tables(watched: Watched, calendar: Calendar | None) -> tuple[str, ...]:
    """The statements that make the tables of a clause, in order."""
    if not watched.stops.pauses:
        return marks(watched), _clock_table(watched, calendar)
    return marks(watched), _pause_table(watched), _clock_table(watched, calendar)


def since_sql(watched: Watched, mine: exp.Expr) -> str:
    """-> file, row and the start of the clock of the records that are `mine`."""
    names = tuple(watched.stops.column(what) for what in ("file", "row", "since"))
    columns = [trees.column(name) for name in names]
    return _among(watched, trees.select(columns, watched.stops.beside.table), names[:2], mine)


def pauses_sql(watched: Watched, mine: exp.Expr) -> str | None:
    """-> file, row, start, end and why (`pauses`, `holds`, `reopened`) of the pauses of the records that are `mine`."""
    if not watched.stops.pauses:
        return None
    columns = [trees.column(name) for name in (*RECORD, BEGIN, END, WHY)]
    found = trees.select(columns, pause_table(watched))
    return _among(watched, found.order_by(trees.column(BEGIN), trees.column(END), copy=False), RECORD, mine)


def notes(watched: Watched) -> tuple[tuple[Text, str], ...]:
    """Events that end a pause while none was there, with the query that counts them."""
    if watched.check.pauses is None or watched.check.pauses.ends is None:
        return ()
    title = watched.others[watched.check.pauses.export].export.title
    told = Text(
        zh=f"「{title.zh}」中有结束暂停的事件，而当时并没有暂停：不起作用",
        en=f"events of {title.in_('en')} end a pause while none was there: they change nothing",
    )
    runs = exp.and_(
        exp.EQ(this=trees.column(OF), expression=trees.text("pauses")),
        exp.not_(trees.column(STOPS)),
        exp.NullSafeNEQ(this=trees.column(BEFORE), expression=exp.true()),
    )
    return ((told, trees.rendered(trees.select([trees.counted(runs)], watched.marks))),)


def pause_table(watched: Watched) -> str:
    """Name of the table of pauses."""
    return f"guiju_pauses_{watched.name}"


def _among(watched: Watched, query: exp.Select, place: Sequence[str], mine: exp.Expr) -> str:
    """The rows of a query whose place is that of a record that is `mine`."""
    own = trees.select([trees.column(name) for name in RECORD], watched.shape.table.relation).where(mine)
    among = exp.In(this=exp.Tuple(expressions=[trees.column(name) for name in place]), query=exp.Subquery(this=own))
    return trees.rendered(query.where(among, copy=False))


def _pause_table(watched: Watched) -> str:
    sources: list[exp.Select] = []
    if watched.check.pauses is not None and watched.check.pauses.from_ is not None:
        held = exp.EQ(this=trees.column(OF), expression=trees.text("holds"))
        sources.append(_clipped(trees.select([exp.Star()], watched.marks).where(held, copy=False), UNTIL))
    if watched.check.skips_reopened or watched.check.pauses is None or watched.check.pauses.begins is not None:
        sources.append(_clipped(_stretches(watched), _EVENT_END))
    rows = sources[0] if len(sources) == 1 else exp.union(*sources, distinct=False, copy=False)
    source = exp.Subquery(this=rows, alias=exp.TableAlias(this=exp.to_identifier("clipped")))
    lasting = exp.LT(this=trees.column(BEGIN), expression=trees.column(END))
    found = trees.select([exp.Star()], source).where(lasting, copy=False)
    return trees.rendered(trees.temporary(pause_table(watched), found))


def _stretches(watched: Watched) -> exp.Select:
    """Every first event of a run of like events, with the time of the first one of the other kind behind it."""
    kinds = [
        kind
        for kind, asked in (
            ("pauses", watched.check.pauses is not None and watched.check.pauses.begins is not None),
            ("reopened", watched.check.skips_reopened),
        )
        if asked
    ]
    mine = exp.In(this=trees.column(OF), expressions=[trees.text(kind) for kind in kinds])
    first = exp.NullSafeNEQ(this=trees.column(BEFORE), expression=trees.column(STOPS))
    turns = trees.select([exp.Star()], watched.marks).where(exp.and_(mine, first), copy=False)
    ends = over(exp.Lead(this=trees.column(AT)), (*RECORD, OF), order_of_events())
    paired = trees.select([exp.Star(), trees.named(ends, _EVENT_END)], trees.nested(turns, "turns"))
    return trees.select([exp.Star()], trees.nested(paired, "paired")).where(trees.column(STOPS), copy=False)


def _clipped(rows: exp.Select, end: str) -> exp.Select:
    """Start and end of each pause inside the clock."""
    begin = exp.Greatest(this=trees.column(AT), expressions=[trees.column(SINCE)], ignore_nulls=True)
    close = exp.Coalesce(
        this=exp.Least(this=trees.column(end), expressions=[trees.column(NOW)], ignore_nulls=True),
        expressions=[trees.column(NOW)],
    )
    columns = [trees.column(name) for name in (*RECORD, FROM, SINCE, ENDED, NOW)]
    columns += [trees.named(begin, BEGIN), trees.named(close, END), trees.named(trees.column(OF), WHY)]
    return trees.select(columns, trees.nested(rows, "marked"))


def _clock_table(watched: Watched, calendar: Calendar | None) -> str:
    stops = watched.stops
    bounds = _of_records(watched)
    columns: list[exp.Expr] = [
        trees.named(_of("bounds", name), stops.column(what)) for what, name in (("file", FILE), ("row", ROW))
    ]
    columns += [trees.named(_of("bounds", name), stops.column(name[1:])) for name in (SINCE, ENDED, "_doubtful")]
    if stops.pauses:
        timed = _timed(watched, calendar)
        named = [name for clock in timed.clocks for name in (f"paused {clock}", f"spent {clock}")]
        columns += [trees.named(_of("sums", f"_{name}"), stops.column(name)) for name in (*named, "standing")]
    query = trees.select(columns, trees.nested(bounds, "bounds"))
    if stops.pauses:
        same = exp.and_(*(exp.EQ(this=_of("sums", name), expression=_of("bounds", name)) for name in RECORD))
        query = query.join(trees.nested(_sums(watched, calendar), "sums"), on=same, join_type="left", copy=False)
    return trees.rendered(trees.temporary(stops.beside.table, query))


def _of_records(watched: Watched) -> exp.Select:
    """One row per record that has a mark: the bounds of its clock, and whether a mark is doubtful."""
    doubt = exp.LogicalOr(this=exp.EQ(this=trees.column(OF), expression=trees.text("doubt")))
    columns: list[exp.Expr] = [trees.column(name) for name in RECORD]
    columns += [trees.named(exp.Max(this=trees.column(name)), name) for name in (SINCE, ENDED)]
    columns.append(trees.named(doubt, "_doubtful"))
    place = [trees.column(name) for name in RECORD]
    return trees.select(columns, watched.marks).group_by(*place, copy=False)


def _sums(watched: Watched, calendar: Calendar | None) -> exp.Select:
    """One row per record that has a pause: what each clock did not count, in all and before its limit was used up."""
    timed = _timed(watched, calendar)
    lengths = [trees.named(_counted(timed, clock, BEGIN, END), _long(clock)) for clock in timed.clocks]
    whole = trees.select([exp.Star(), *lengths], trees.nested(_pieces(watched), "pieces"))
    earlier = [trees.named(_before(timed, clock), f"_ran {clock}") for clock in timed.clocks]
    running = trees.select([exp.Star(), *earlier], trees.nested(whole, "measured"))
    columns: list[exp.Expr] = [trees.column(name) for name in RECORD]
    inside: dict[Clock, exp.Expr] = {clock: _in_time(timed, clock) for clock in timed.clocks}
    for clock, in_time in inside.items():
        columns.append(trees.named(_sum(trees.column(_long(clock))), f"_paused {clock}"))
        columns.append(trees.named(_sum(trees.column(_long(clock)), in_time), f"_spent {clock}"))
    lasts = exp.and_(trees.is_null(trees.column(ENDED)), exp.EQ(this=trees.column(END), expression=trees.column(NOW)))
    standing = exp.LogicalOr(this=exp.and_(lasts, exp.paren(exp.or_(*inside.values()))))
    columns.append(trees.named(standing, "_standing"))
    place = [trees.column(name) for name in RECORD]
    return trees.select(columns, trees.nested(running, "counted")).group_by(*place, copy=False)


def _pieces(watched: Watched) -> exp.Select:
    """The pauses of each record apart: of every one only what no earlier one reaches."""
    order = [trees.column(BEGIN), trees.column(END)]
    reached = over(exp.Max(this=trees.column(END)), RECORD, order, before=True)
    rows = trees.select([exp.Star(), trees.named(reached, _REACHED)], pause_table(watched))
    begin = exp.Greatest(this=trees.column(BEGIN), expressions=[trees.column(_REACHED)], ignore_nulls=True)
    columns: list[exp.Expr] = [trees.column(name) for name in (*RECORD, FROM, SINCE, ENDED, NOW, END)]
    further = exp.or_(
        trees.is_null(trees.column(_REACHED)), exp.GT(this=trees.column(END), expression=trees.column(_REACHED))
    )
    columns.append(trees.named(begin, BEGIN))
    return trees.select(columns, trees.nested(rows, "reached")).where(further, copy=False)


def _timed(watched: Watched, calendar: Calendar | None) -> Timed:
    """The clock of the clause over the columns of the marks."""
    return Timed(
        check=watched.check,
        law=watched.law,
        calendar=calendar,
        anchor=trees.column(FROM),
        since=trees.column(SINCE),
        until=trees.column(NOW),
    )


def _counted(timed: Timed, clock: Clock, since: str, until: str) -> exp.Expr:
    """Microseconds that a clock counts between two columns."""
    open_time = timed.published(clock)
    if open_time is None:
        return clocks.running(trees.column(since), trees.column(until))
    return clocks.counted(trees.column(since), trees.column(until), open_time)


def _before(timed: Timed, clock: Clock) -> exp.Expr:
    """What a clock had counted when a pause began."""
    order = [trees.column(BEGIN)]
    paused = over(exp.Sum(this=trees.column(_long(clock))), RECORD, order, before=True)
    none = exp.Coalesce(this=paused, expressions=[trees.number(0)])
    return exp.Sub(this=_counted(timed, clock, SINCE, BEGIN), expression=none)


def _in_time(timed: Timed, clock: Clock) -> exp.Expr:
    """Whether a pause began before the limit was used up."""
    return exp.LT(this=trees.column(f"_ran {clock}"), expression=exp.paren(limit_us(timed, clock)))


def _sum(node: exp.Expr, condition: exp.Expr | None = None) -> exp.Expr:
    total: exp.Expr = exp.Sum(this=node)
    if condition is not None:
        total = where(total, condition)
    return trees.cast(total, "BIGINT")


def _long(clock: Clock) -> str:
    return f"_long {clock}"


def _of(relation: str, name: str) -> exp.Expr:
    return exp.column(name, table=relation, quoted=True)
