"""Cadences: events counted per subject and calendar period, with the subjects and periods that have none.

Three relations meet in one query: the periods from the first to the one that runs, the subjects that are asked in
each, and the events counted by both. What is asked without events has a count of 0; events that nobody is asked for
(their time or subject is not known, the roster does not list them) stay in the answer, with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.compound import LENGTHS
from guiju.compiler.groups import of_revision
from guiju.compiler.law import Law, with_parameters
from guiju.compiler.subject import Shape
from guiju.model.catalogue import ClauseRef
from guiju.model.checks import Cadence, Every, Subjects
from guiju.model.periods import start_of
from guiju.model.plan import TARGET_COLUMNS, TargetPlan
from guiju.model.record import Name
from guiju.model.standard import Severity
from guiju.model.waiver import Waiver

_PERIOD, _REVISION, _ASKED = "_period", "_revision", "_asked"
_PRESENT, _LENGTH, _DOUBTFUL = "_present", "_length", "_doubtful"
_COUNTS = ("_cases", "_missing", "_value")


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceClause:
    """A cadence with everything that it takes to ask for it."""

    ref: ClauseRef
    severity: Severity
    law: Law
    shape: Shape
    check: Cadence
    roster: Shape | None
    """Where the subjects stand in another export."""
    waivers: tuple[Waiver, ...] = ()


def columns_needed(check: Cadence, shape: Shape) -> tuple[Name, ...]:
    """Every column of the events that a cadence reads."""
    names: list[Name] = [check.at or shape.export.at, *check.named_by]
    names += trees.columns_of(trees.parsed(check.where)) if check.where else ()
    return tuple(dict.fromkeys((*names, check.covers) if check.covers else names))


def roster_columns(subjects: Subjects) -> tuple[Name, ...]:
    """Every column of the roster that a cadence reads."""
    times = (subjects.from_, subjects.until)
    return tuple(dict.fromkeys((*subjects.key.values(), *(name for name in times if name is not None))))


def cadence_plan(clause: CadenceClause) -> TargetPlan:
    """The question of one cadence: a row per subject and period."""
    return TargetPlan(
        ref=clause.ref,
        severity=clause.severity,
        kpi=None,
        export=clause.shape.export.id,
        by=clause.check.named_by,
        hidden=clause.shape.hidden.intersection(clause.check.named_by),
        every=clause.check.every,
        sql=trees.rendered(_verdicts(clause)),
        waivers=clause.waivers,
        before_law=_before_law(clause),
    )


def _before_law(clause: CadenceClause) -> bool:
    """Whether even the period that runs began before the first day of the clause."""
    now, first = clause.shape.as_of, clause.law.first
    return now is not None and first is not None and start_of(clause.check.every, now.date()) < first


# Who is asked, and when


def _periods(clause: CadenceClause) -> exp.Select:
    """Every period in which the clause is in force on the first day, up to the one that runs."""
    every = clause.check.every
    start = _start_of(every, trees.column("_oldest"))
    first = clause.law.segments[-1].start
    if first is not None:
        later = exp.GT(this=trees.column("_oldest"), expression=trees.moment(first))
        known = exp.not_(trees.is_null(trees.column("_oldest")))
        start = trees.case([(later, start), (known, _start_of(every, trees.moment(first)))], trees.null())
    now = trees.cast(clause.shape.now, "TIMESTAMP")
    series = exp.GenerateSeries(start=trees.cast(start, "TIMESTAMP"), end=now, step=_length(every))
    oldest = trees.select([trees.named(exp.Min(this=_at(clause)), "_oldest")], clause.shape.table.relation)
    unnested = trees.select([trees.named(exp.Explode(this=series), _PERIOD)], trees.nested(oldest, "data"))
    periods = trees.select(
        [trees.column(_PERIOD), trees.named(_version(clause, trees.column(_PERIOD)), _REVISION)],
        trees.nested(unnested, "periods"),
    )
    in_force = clause.law.in_force(trees.column(_PERIOD))
    return periods.where(in_force, copy=False) if in_force is not None else periods


def _asked(clause: CadenceClause) -> exp.Select:
    """Subject and period, with the days that the subject was there and the days of the period."""
    periods = trees.nested(_periods(clause), "asked")
    length = _days(trees.column(_PERIOD), _end(clause, trees.column(_PERIOD)))
    nodes = [trees.column(_PERIOD), trees.column(_REVISION)]
    if clause.roster is not None and clause.check.subjects is not None:
        return _present(clause.check.subjects, clause.roster, periods, clause)
    whole = [trees.named(length, name) for name in (_PRESENT, _LENGTH)] + [trees.named(exp.false(), _DOUBTFUL)]
    by = [trees.column(_by(place)) for place in range(len(clause.check.named_by))]
    query = trees.select([*nodes, *by, *whole], periods)
    if not by:
        return query
    columns = [trees.column(name) for name in clause.check.named_by]
    named = exp.and_(*(exp.not_(trees.is_null(column)) for column in columns))
    subjects = trees.select(
        [trees.named(column.copy(), _by(place)) for place, column in enumerate(columns)], clause.shape.table.relation
    )
    distinct = subjects.where(named, copy=False).distinct(copy=False)
    return query.join(trees.nested(distinct, "subjects"), join_type="cross", copy=False)


def _present(subjects: Subjects, roster: Shape, periods: exp.Expr, clause: CadenceClause) -> exp.Select:
    """The roster's subjects in every period of which they were there for a day at least."""
    begin, end = trees.column(_PERIOD), _end(clause, trees.column(_PERIOD))
    first = roster.time(subjects.from_) if subjects.from_ else begin
    last: exp.Expr = trees.cast(trees.null(), "TIMESTAMP")
    if subjects.until is not None:
        last = exp.Add(this=_day(roster.time(subjects.until)), expression=_interval(1, "DAY"))
    stays = [
        *(trees.named(trees.column(name), _by(place)) for place, name in enumerate(subjects.key.values())),
        trees.named(first if subjects.from_ is None else _day(first), "_first"),
        trees.named(last, "_last"),
        trees.named(_unknown_stay(subjects, roster), _DOUBTFUL),
    ]
    crossed = trees.select([exp.Star(), *stays], periods).join(
        exp.Table(this=exp.to_identifier(roster.table.relation, quoted=True)), join_type="cross", copy=False
    )
    entered = trees.case([(exp.GT(this=trees.column("_first"), expression=begin), trees.column("_first"))], begin)
    left = trees.case([(exp.LT(this=trees.column("_last"), expression=end), trees.column("_last"))], end)
    stay = exp.Sum(this=trees.call("greatest", _days(entered, left), exp.Literal.number(0)))
    length = _days(begin, end)
    doubtful = exp.LogicalOr(this=trees.column(_DOUBTFUL))
    keys = [trees.column(_PERIOD), trees.column(_REVISION), *(trees.column(_by(p)) for p in range(len(subjects.key)))]
    present = trees.select(
        [
            *keys,
            # Someone who is listed twice for the same days was there once.
            trees.named(trees.call("least", trees.cast(stay.copy(), "BIGINT"), length), _PRESENT),
            trees.named(length, _LENGTH),
            trees.named(doubtful.copy(), _DOUBTFUL),
        ],
        trees.nested(crossed, "stays"),
    )
    there = exp.or_(exp.GT(this=stay, expression=exp.Literal.number(0)), doubtful)
    return present.group_by(*(key.copy() for key in keys), copy=False).having(there, copy=False)


def _unknown_stay(subjects: Subjects, roster: Shape) -> exp.Expr:
    """True where the first day is missing, or a day could not be read."""
    doubts: list[exp.Expr] = [trees.is_null(trees.column(subjects.from_))] if subjects.from_ is not None else []
    names = [name for name in (subjects.from_, subjects.until) if name is not None]
    # Both exports have the column of unreadable cells; here only the roster's is in reach.
    doubts += [roster.unread(name) for name in names if roster.unreadable(name)]
    return exp.Coalesce(this=exp.or_(*doubts), expressions=[exp.false()]) if doubts else exp.false()


# What happened


def _events(clause: CadenceClause) -> exp.Select:
    """Events by period and subject: those that count, those that may, and the number held against the limit."""
    check, period = clause.check, _start_of(clause.check.every, _at(clause))
    scope = None
    if check.where is not None:
        scope = exp.paren(clause.shape.trusted(with_parameters(trees.parsed(check.where), clause.law, period)))
    value, missing = _counted(scope) if check.covers is None else _covered(check.covers, check.values, scope)
    keys = {_PERIOD: period} | {_by(place): trees.column(name) for place, name in enumerate(check.named_by)}
    nodes = keys | dict(zip(_COUNTS, (trees.counted(scope), missing, value), strict=True))
    grouped = trees.select(
        [trees.named(node.copy(), name) for name, node in nodes.items()], clause.shape.table.relation
    )
    if scope is not None:
        grouped = grouped.where(exp.or_(scope, trees.is_null(scope)), copy=False)
    return grouped.group_by(*(trees.column(name) for name in keys), copy=False)


def _counted(scope: exp.Expr | None) -> tuple[exp.Expr, exp.Expr]:
    """-> events that count, events that may."""
    return trees.counted(scope), trees.counted(trees.is_null(scope)) if scope is not None else exp.Literal.number(0)


def _covered(name: Name, values: Sequence[str], scope: exp.Expr | None) -> tuple[exp.Expr, exp.Expr]:
    """-> values that occur, events that may cover one more: without a value, or perhaps out of scope."""
    covered = trees.column(name)
    wanted = exp.In(this=covered.copy(), expressions=[trees.text(value) for value in values])
    hit = trees.case([(trees.both(wanted, scope) or wanted, covered)], trees.null())
    missing = trees.is_null(covered)
    if scope is not None:
        missing = exp.or_(missing, exp.and_(trees.is_null(scope), wanted))
    return exp.Count(this=exp.Distinct(expressions=[hit])), trees.counted(missing)


# Held against each other


def _joined(clause: CadenceClause) -> exp.Select:
    """Asked or happened: every subject and period that has one of both."""
    keys = [_PERIOD, *(_by(place) for place in range(len(clause.check.named_by)))]
    same = exp.and_(*(exp.EQ(this=_of("asked", key), expression=_of("events", key)) for key in keys))
    asked = exp.not_(trees.is_null(_of("asked", _PERIOD)))
    law = exp.Coalesce(this=_of("asked", _REVISION), expressions=[_version(clause, _of("events", _PERIOD))])
    nodes = [
        *(trees.named(exp.Coalesce(this=_of("asked", key), expressions=[_of("events", key)]), key) for key in keys),
        trees.named(law, _REVISION),
        trees.named(asked, _ASKED),
        *(trees.named(_of("asked", name), name) for name in (_PRESENT, _LENGTH, _DOUBTFUL)),
        *(trees.named(exp.Coalesce(this=_of("events", n), expressions=[exp.Literal.number(0)]), n) for n in _COUNTS),
    ]
    joined = trees.select(nodes, trees.nested(_asked(clause), "asked")).join(
        trees.nested(_events(clause), "events"), on=same, join_type="full", copy=False
    )
    in_force = clause.law.in_force(_of("events", _PERIOD))
    if in_force is not None:
        joined = joined.where(exp.or_(asked.copy(), in_force, trees.is_null(_of("events", _PERIOD))), copy=False)
    return joined


def _limited(clause: CadenceClause) -> exp.Select:
    """With the limit, pro rata where it asks for something, and best and worst case."""
    check = clause.check
    most = trees.cast(of_revision(clause.law, check.at_most), "BIGINT")
    least = trees.cast(of_revision(clause.law, check.at_least), "BIGINT")
    best: exp.Expr = exp.Add(this=trees.column("_value"), expression=trees.column("_missing"))
    if check.covers is not None:
        least = trees.cast(exp.Literal.number(len(check.values)), "BIGINT")
        best = trees.call("least", best, least)
    share = exp.Mul(this=exp.paren(least), expression=trees.column(_PRESENT))
    pro_rata = exp.IntDiv(this=exp.paren(share), expression=trees.column(_LENGTH))
    over = exp.LTE(this=_end(clause, trees.column(_PERIOD)), expression=trees.cast(clause.shape.now, "TIMESTAMP"))
    nodes = {"_low": pro_rata, "_high": most, "_best": best, "_over": over}
    return trees.select(
        [exp.Star(), *(trees.named(node, name) for name, node in nodes.items())],
        trees.nested(_joined(clause), "joined"),
    )


def _outcome(clause: CadenceClause) -> exp.Expr:
    """`compliant`, `noncompliant`, or the code of why there is neither."""
    value, best, low, high = (trees.column(name) for name in ("_value", "_best", "_low", "_high"))
    running = exp.not_(trees.column("_over"))
    branches = [(trees.is_null(trees.column(_PERIOD)), "undated")]
    branches += [(trees.is_null(trees.column(_by(place))), "ungrouped") for place in range(len(clause.check.named_by))]
    beyond = exp.GT(this=trees.column(_PERIOD), expression=trees.cast(clause.shape.now, "TIMESTAMP"))
    branches += [
        (exp.and_(exp.not_(trees.column(_ASKED)), beyond), "after-now"),
        (exp.not_(trees.column(_ASKED)), "unlisted"),
    ]
    if clause.check.at_most is not None:
        branches += [
            (exp.GT(this=value, expression=high), "noncompliant"),
            (exp.GT(this=best, expression=high), "missing"),
            (running, "running"),
        ]
        return _coded(branches, "compliant")
    branches += [
        (trees.column(_DOUBTFUL), "presence"),
        (exp.GTE(this=value, expression=low), "compliant"),
        (running, "running"),
        (exp.GTE(this=best, expression=low), "missing"),
    ]
    return _coded(branches, "noncompliant")


def _verdicts(clause: CadenceClause) -> exp.Select:
    limited = trees.select(
        [exp.Star(), trees.named(_outcome(clause), "_outcome")], trees.nested(_limited(clause), "limited")
    )
    # Someone who was there too short a time to be asked for a single event is not judged.
    asked = exp.or_(
        exp.not_(trees.column(_ASKED)),
        trees.column(_DOUBTFUL),
        exp.NEQ(this=trees.column("_low"), expression=exp.Literal.number(0)),
    )
    judged = limited if clause.check.at_most is not None else limited.where(asked, copy=False)
    outcome = trees.column("_outcome")
    decided = exp.In(this=outcome.copy(), expressions=[trees.text("compliant"), trees.text("noncompliant")])
    computed: dict[str, exp.Expr] = {
        "verdict": trees.case([(decided, outcome)], trees.text("undecided")),
        "reason": trees.case([(decided, trees.cast(trees.null(), "VARCHAR"))], outcome),
        "revision": trees.column(_REVISION),
        "period": trees.column(_PERIOD),
        "cases": trees.column("_cases"),
        "missing": trees.column("_missing"),
        "value": trees.cast(trees.column("_value"), "DOUBLE"),
        "lowest": trees.cast(trees.column("_value"), "DOUBLE"),
        "highest": trees.cast(trees.column("_best"), "DOUBLE"),
        "interval_low": trees.cast(trees.null(), "DOUBLE"),
        "interval_high": trees.cast(trees.null(), "DOUBLE"),
        "limit_low": trees.cast(trees.column("_low"), "DOUBLE"),
        "limit_high": trees.cast(trees.column("_high"), "DOUBLE"),
    }
    by = [trees.column(_by(place)) for place in range(len(clause.check.named_by))]
    nodes = [trees.named(computed[name], name) for name in TARGET_COLUMNS]
    order = [trees.column(_PERIOD), *by, trees.column(_REVISION)]
    return trees.select([*nodes, *(node.copy() for node in by)], trees.nested(judged, "judged")).order_by(
        *(exp.Ordered(this=node.copy(), nulls_first=True) for node in order), copy=False
    )


# Small words


def _coded(branches: list[tuple[exp.Expr, str]], default: str) -> exp.Expr:
    return trees.case([(condition, trees.text(code)) for condition, code in branches], trees.text(default))


def _at(clause: CadenceClause) -> exp.Expr:
    return clause.shape.time(clause.check.at or clause.shape.export.at)


def _version(clause: CadenceClause, period: exp.Expr) -> exp.Expr:
    return clause.law.when(period, lambda revision: trees.text(revision.version))


def _start_of(every: Every, moment: exp.Expr) -> exp.Expr:
    return trees.cast(trees.call("date_trunc", trees.text(every), moment), "TIMESTAMP")


def _length(every: Every) -> exp.Expr:
    return _interval(*LENGTHS[every])


def _interval(number: int, unit: str) -> exp.Expr:
    return exp.Interval(this=trees.text(str(number)), unit=exp.var(unit))


def _end(clause: CadenceClause, period: exp.Expr) -> exp.Expr:
    """The first moment after a period."""
    return exp.paren(exp.Add(this=period.copy(), expression=_length(clause.check.every)))


def _day(moment: exp.Expr) -> exp.Expr:
    """The first moment of a day."""
    return trees.cast(trees.cast(moment.copy(), "DATE"), "TIMESTAMP")


def _days(start: exp.Expr, end: exp.Expr) -> exp.Expr:
    """Days from the first moment of one day to that of another."""
    return exp.DateDiff(
        this=trees.cast(end.copy(), "DATE"), expression=trees.cast(start.copy(), "DATE"), unit=exp.var("DAY")
    )


def _of(relation: str, name: str) -> exp.Expr:
    return exp.column(name, table=relation, quoted=True)


def _by(place: int) -> str:
    return f"_by_{place}"
