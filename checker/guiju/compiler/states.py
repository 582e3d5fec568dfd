"""The state of each record under one clause, as one SQL expression: the verdict is computed where the data are.

Order of the questions: can the cells that decide on the scope be read? is it out of scope? is its time known?
was the clause in force? is the scope known? can the other cells be read? and only then: kept, breached, pending
or undecided. A cell that could not be read comes before the scope, because `is null` would take it for empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law, with_parameters
from guiju.compiler.subject import Branch, Reasons, Shape
from guiju.compiler.workdays import due_after
from guiju.model.checks import Condition, Deadline
from guiju.model.pack import Calendar
from guiju.model.plan import STATE_CODES, State
from guiju.model.quantity import Duration
from guiju.model.record import Name
from guiju.model.standard import Revision
from guiju.model.text import Text


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
    limit: exp.Expr
    """The limit applied, as it is written in the revision."""
    looked_at: tuple[Name, ...]
    """Columns that a predicate reads."""
    unique: tuple[Name, ...] = ()
    """`kept` means `kept if these columns occur once among the kept`; nothing is breached by itself."""

    @property
    def codes(self) -> tuple[int, ...]:
        """The numbers that `state` can give."""
        first = STATE_CODES["undecided"]
        return (*(STATE_CODES[state] for state in self.states), *range(first, first + len(self.reasons)))


def code(state: State) -> exp.Expr:
    """The number of a state inside SQL."""
    return exp.Literal.number(STATE_CODES[state])


def columns_needed(check: Deadline | Condition, shape: Shape) -> tuple[Name, ...]:
    """Every column that a record check reads."""
    names: list[Name] = list(trees.columns_of(trees.parsed(check.where))) if check.where else []
    match check:
        case Deadline():
            names += [check.from_, check.to] + ([check.due] if check.due else [])
        case Condition():
            names += [check.at or shape.export.at, *check.unique]
            names += trees.columns_of(trees.parsed(check.holds)) if check.holds else ()
    return tuple(dict.fromkeys(names))


def judge_deadline(check: Deadline, law: Law, shape: Shape, calendar: Calendar | None) -> Judgement:
    """From `from` to `to` within the limit in force at `from`, or by the column `due`."""
    reasons = Reasons(shape)
    anchor, ended = shape.time(check.from_), shape.time(check.to)
    until = exp.Coalesce(this=ended.copy(), expressions=[shape.now])
    due = shape.time(check.due) if check.due else _due(check, law, calendar, anchor, until)
    branches = _preamble(check, check.from_, law, reasons, until=until)
    branches += reasons.unreadable([check.to] + ([check.due] if check.due else []))
    if check.due is not None:
        branches += reasons.missing([check.due])
    elif calendar is not None:
        branches.append((trees.is_null(due), reasons.because(_beyond(calendar))))
    is_open = trees.is_null(trees.column(check.to))
    if check.within is not None:
        order = Text(
            zh=f"{shape.title(check.to).zh}早于{shape.title(check.from_).zh}",
            en=f"{shape.title(check.to).en} lies before {shape.title(check.from_).en}",
        )
        branches.append((exp.LT(this=ended.copy(), expression=anchor.copy()), reasons.because(order)))
    late = exp.GT(this=until.copy(), expression=due.copy())
    branches += [(late, code("breached")), (is_open, code("pending"))]
    return Judgement(
        state=trees.case(branches, code("kept")),
        states=_states(branches, "kept", "breached", "pending"),
        reasons=tuple(reasons.texts),
        anchor=anchor,
        ended=ended,
        due=due,
        limit=_written_limit(check, law, anchor, until),
        looked_at=(),
    )


def judge_condition(check: Condition, law: Law, shape: Shape) -> Judgement:
    """The predicate holds; for `unique` this is only the part that looks at one record."""
    reasons = Reasons(shape)
    at = check.at or shape.export.at
    anchor = shape.time(at)
    branches = _preamble(check, at, law, reasons)
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
        states=_states(branches, "kept") if check.unique else _states(branches, "kept", "breached"),
        reasons=tuple(reasons.texts),
        anchor=anchor,
        ended=trees.null(),
        due=trees.null(),
        limit=trees.null(),
        looked_at=looked_at,
        unique=check.unique,
    )


def _preamble(
    check: Deadline | Condition, at: Name, law: Law, reasons: Reasons, *, until: exp.Expr | None = None
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


def _due(check: Deadline, law: Law, calendar: Calendar | None, anchor: exp.Expr, until: exp.Expr) -> exp.Expr:
    """The end of a limit that the revisions set."""
    name = check.within or ""

    def of(revision: Revision) -> exp.Expr:
        limit = revision.sets[name]
        if not isinstance(limit, Duration):
            raise TypeError(f"{name} of revision {revision.version} is not a duration")
        if limit.working_days is not None and calendar is not None:
            return due_after(anchor, limit.working_days, calendar)
        return exp.Add(this=anchor.copy(), expression=trees.seconds(limit.seconds or 0))

    if law.constant(lambda revision: revision.sets[name]):
        return of(law.revisions[0])
    return law.when(anchor, of, ended=until)


def _written_limit(check: Deadline, law: Law, anchor: exp.Expr, until: exp.Expr) -> exp.Expr:
    if check.due is not None:
        return trees.text(check.due)
    name = check.within or ""
    return law.when(anchor, lambda revision: trees.text(str(revision.sets[name])), ended=until)


def _states(branches: Sequence[Branch], *judged: State) -> tuple[State, ...]:
    """The states that can come out: those judged, and those of the preamble that were asked for."""
    outcomes = {outcome.name for _, outcome in branches}
    asked: tuple[State, ...] = ("out_of_scope", "not_in_force")
    return (*judged, *(state for state in asked if str(STATE_CODES[state]) in outcomes))


def _beyond(calendar: Calendar) -> Text:
    return Text(
        zh=f"日历 {calendar.id} 只公布到 {calendar.published_until}",
        en=f"calendar {calendar.id} is published only from {calendar.published_from} to {calendar.published_until}",
    )
