"""The state of each record under one clause, as one SQL expression: the verdict is computed where the data are.

Order of the questions: can the cells that decide on the scope be read? is it out of scope? is its time known?
was the clause in force? is the scope known? can the other cells be read? and only then: kept, breached, pending
or undecided. A cell that could not be read comes before the scope, because `is null` would take it for empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.clocks import Layer
from guiju.compiler.law import Law, with_parameters
from guiju.compiler.stops import Beside, Stops
from guiju.compiler.subject import Branch, Reasons, Shape
from guiju.compiler.timing import Spent, Timed, by_limit, by_own_due
from guiju.model.checks import Condition, Deadline, Match, RecordCheck
from guiju.model.pack import Calendar
from guiju.model.plan import STATE_CODES, State
from guiju.model.record import Name
from guiju.model.sequence import Sequence as Ordered
from guiju.model.text import Text

NO_NOW = Text(
    zh="不知道以何时为现在：请给出数据，或加 --as-of",
    en="it is not known what time is now: give an export, or say --as-of",
)
"""A register of the pack has no time of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Two events of a case that a finding names in place of the case as a whole; either may be null."""

    started: exp.Expr
    ended: exp.Expr
    events: tuple[tuple[str, exp.Expr], ...]
    """A word, and the event: a struct of `at`, `file`, `row` and `what`."""
    place: tuple[exp.Expr, exp.Expr] | None
    """File and row that the finding points to; None leaves those of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How one clause judges a record: expressions over the columns of its export."""

    state: exp.Expr
    """A number of STATE_CODES."""
    states: tuple[State, ...]
    """The states that it can give, besides `undecided`."""
    reasons: tuple[Text, ...]
    anchor: exp.Expr
    ended: exp.Expr
    due: exp.Expr
    """Over the columns of the export and those of `layers`."""
    limit: exp.Expr
    """The limit applied, as it is written in the revision."""
    measured: exp.Expr
    """Seconds taken, by the clock of the clause; null where nothing is timed."""
    looked_at: tuple[Name, ...]
    """Columns that a predicate reads."""
    until: exp.Expr | None = None
    """When a case ended, or now: it may have been open when a revision for open cases took effect. None where a record
    has a beginning and no course, so that its own time alone decides."""
    layers: tuple[Layer, ...] = ()
    """Columns that `due` is worked out from, one after the other."""
    beside: Beside | None = None
    """A table whose columns the expressions read too."""
    unique: tuple[Name, ...] = ()
    """`kept` means `kept if these columns occur once among the kept`; nothing is breached by itself."""
    shown: Shown | None = None
    spent: Spent | None = None
    """For a deadline: what a case used up."""
    narrowed_by: tuple[Name, ...] = ()
    """For a deadline: the columns that its scope reads."""

    @property
    def codes(self) -> tuple[int, ...]:
        """The numbers that `state` can give."""
        first = STATE_CODES["undecided"]
        return (*(STATE_CODES[state] for state in self.states), *range(first, first + len(self.reasons)))


def code(state: State) -> exp.Expr:
    """The number of a state inside SQL."""
    return exp.Literal.number(STATE_CODES[state])


def columns_needed(check: RecordCheck, shape: Shape) -> tuple[Name, ...]:
    """Every column that a record check reads."""
    names: list[Name] = list(trees.columns_of(trees.parsed(check.where))) if check.where else []
    match check:
        case Deadline():
            names += [check.from_, check.to] + ([check.due] if check.due else [])
            names += [name for stopper in check.stoppers for name in stopper.key]
        case Condition():
            names += [check.at or shape.export.at, *check.unique]
            names += trees.columns_of(trees.parsed(check.holds)) if check.holds else ()
        case Match():
            names += [check.at or shape.export.at, *check.key]
    return tuple(dict.fromkeys(names))


def judge_deadline(
    check: Deadline, law: Law, shape: Shape, calendar: Calendar | None, stops: Stops | None = None
) -> Judgement:
    """From `from` to `to` within the limit in force at `from`, or by the column `due`.

    What `stops` says of the clock moves its start and end, but not the law, which is that of the record's own start.
    """
    reasons = Reasons(shape)
    anchor, own_end = shape.time(check.from_), shape.time(check.to)
    since, ended = (stops.since(anchor), stops.ended(own_end)) if stops is not None else (anchor, own_end)
    until = exp.Coalesce(this=ended.copy(), expressions=[shape.now])
    timed = Timed(check=check, law=law, calendar=calendar, anchor=anchor, since=since, until=until, stops=stops)
    timing = by_own_due(shape.time(check.due), since, until) if check.due else by_limit(timed)
    branches = preamble(check, check.from_, law, reasons, until=until)
    branches += reasons.unreadable([check.to] + ([check.due] if check.due else []))
    if check.due is not None:
        branches += reasons.missing([check.due])
    if stops is not None:
        branches += _stopped(check, stops, reasons)
    if timing.unpublished is not None and calendar is not None:
        branches.append((timing.unpublished, reasons.because(_beyond(calendar))))
    is_open = trees.is_null(ended if stops is not None else trees.column(check.to))
    if check.within is not None:
        order = Text(
            zh=f"{shape.title(check.to).zh}早于{shape.title(check.from_).zh}",
            en=f"{shape.title(check.to).en} lies before {shape.title(check.from_).en}",
        )
        branches.append((exp.LT(this=ended.copy(), expression=anchor.copy()), reasons.because(order)))
    if shape.as_of is None:
        branches.append((is_open, reasons.because(NO_NOW)))
    branches += [(timing.late, code("breached")), (is_open, code("pending"))]
    return Judgement(
        state=trees.case(branches, code("kept")),
        states=outcomes(branches, "kept", "breached", "pending"),
        reasons=tuple(reasons.texts),
        anchor=anchor,
        ended=ended,
        until=until,
        due=timing.due,
        layers=timing.layers,
        limit=_written_limit(check, law, anchor, until),
        measured=timing.measured,
        looked_at=(),
        beside=stops.beside if stops is not None else None,
        spent=timing.spent,
        narrowed_by=trees.columns_of(trees.parsed(check.where)) if check.where else (),
    )


def judge_condition(check: Condition, law: Law, shape: Shape) -> Judgement:
    """The predicate holds; for `unique` this is only the part that looks at one record."""
    reasons = Reasons(shape)
    at = check.at or shape.export.at
    anchor = shape.time(at)
    branches = preamble(check, at, law, reasons)
    if check.holds is not None:
        predicate = with_parameters(trees.parsed(check.holds), law, anchor)
        looked_at = trees.columns_of(predicate)
        branches += reasons.unreadable(looked_at)
        branches += [(predicate, code("kept")), (exp.not_(exp.paren(predicate.copy())), code("breached"))]
        branches += reasons.missing(looked_at)
        default = reasons.because(Text(zh="条件无法计算", en="the condition cannot be computed"))
    else:
        looked_at = check.unique
        branches += reasons.unreadable(looked_at) + reasons.missing(looked_at)
        default = code("kept")
    return Judgement(
        state=trees.case(branches, default),
        states=outcomes(branches, "kept") if check.unique else outcomes(branches, "kept", "breached"),
        reasons=tuple(reasons.texts),
        anchor=anchor,
        ended=trees.null(),
        due=trees.null(),
        limit=trees.null(),
        measured=trees.cast(trees.null(), "DOUBLE"),
        looked_at=looked_at,
        unique=check.unique,
    )


def preamble(
    check: RecordCheck | Ordered, at: Name, law: Law, reasons: Reasons, *, until: exp.Expr | None = None
) -> list[Branch]:
    """Scope, time and law, before the question itself."""
    anchor = reasons.shape.time(at)
    branches: list[Branch] = []
    scope = with_parameters(trees.parsed(check.where), law, anchor) if check.where else None
    if scope is not None:
        branches += reasons.unreadable(trees.columns_of(scope))
        branches.append((exp.not_(exp.paren(scope.copy())), code("out_of_scope")))
    branches += reasons.unreadable([at]) + reasons.missing([at])
    in_force = law.in_force(anchor, ended=until, oldest=reasons.shape.oldest(at))
    if in_force is not None:
        branches.append((exp.not_(exp.paren(in_force)), code("not_in_force")))
    if scope is not None:
        unknown = Text(zh="无法判断是否适用", en="whether the clause applies cannot be told")
        branches.append((trees.is_null(exp.paren(scope)), reasons.because(unknown)))
    return branches


def _stopped(check: Deadline, stops: Stops, reasons: Reasons) -> list[Branch]:
    """Undecided where the record cannot be found in the other exports, or what they say of it cannot be told."""
    keys = tuple(dict.fromkeys(name for stopper in check.stoppers for name in stopper.key))
    doubt = Text(
        zh="有些暂停、重新计时或重新打开的记录无法判断（种类或时间缺失、读不出或前后颠倒）",
        en="what paused, restarted or reopened it cannot be told (its kind or time is missing, unreadable or reversed)",
    )
    branches = reasons.unreadable(keys) + reasons.missing(keys)
    return [*branches, (stops.doubtful, reasons.because(doubt))]


def _written_limit(check: Deadline, law: Law, anchor: exp.Expr, until: exp.Expr) -> exp.Expr:
    if check.due is not None:
        return trees.text(check.due)
    name = check.within or ""
    return law.when(anchor, lambda revision: trees.text(str(revision.sets[name])), ended=until)


def outcomes(branches: Sequence[Branch], *judged: State) -> tuple[State, ...]:
    """The states that can come out: those judged, and those of the preamble that were asked for."""
    outcomes = {outcome.name for _, outcome in branches}
    asked: tuple[State, ...] = ("out_of_scope", "not_in_force")
    return (*judged, *(state for state in asked if str(STATE_CODES[state]) in outcomes))


def _beyond(calendar: Calendar) -> Text:
    return Text(
        zh=f"日历 {calendar.id} 只公布到 {calendar.published_until}",
        en=f"calendar {calendar.id} is published only from {calendar.published_from} to {calendar.published_until}",
    )
