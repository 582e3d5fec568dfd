"""How long a case took by the clock of its clause, and whether that is too long.

The revisions of a clause may count differently (`PT24H`, later `P2WD`): each row is measured by the clock of the
revision in force at its start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sqlglot import exp

from guiju.compiler import clocks, trees
from guiju.compiler.law import Law
from guiju.compiler.stops import Stops
from guiju.compiler.workdays import days_enough, due_after
from guiju.model import opening
from guiju.model.checks import Deadline
from guiju.model.distribution import SpentClock
from guiju.model.pack import Calendar
from guiju.model.quantity import Duration
from guiju.model.standard import Revision

Clock = Literal["running", "opening-hours", "day-end", "working-days"]
"""`day-end` ends with a working day; `working-days` counts the hours of working days, `opening-hours` those open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One clause's clock: expressions over the columns of its export."""

    late: exp.Expr
    unpublished: exp.Expr | None
    """True where the calendar does not reach; None where no calendar counts."""
    due: exp.Expr
    """Over the columns of `layers`."""
    layers: tuple[clocks.Layer, ...]
    measured: exp.Expr
    """Seconds counted, with fractions; null where the calendar does not reach."""
    spent: "Spent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a case used up, whatever revision judges it: by the clock of the newest one."""

    clock: SpentClock
    node: exp.Expr
    """Microseconds, or whole working days for `day-end`; null where the calendar does not reach."""
    limits: tuple[tuple[str, int], ...]
    """Revision -> its limit in seconds or days; only those that count by this clock. Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What is measured: from `since` to `until`, under a law and, where a limit needs one, by a calendar."""

    check: Deadline
    law: Law
    calendar: Calendar | None
    anchor: exp.Expr
    """The record's own start, which decides on the law."""
    since: exp.Expr
    until: exp.Expr
    stops: Stops | None = None

    def clock(self, revision: Revision) -> Clock:
        """The clock by which a revision's limit counts."""
        if self.limit(revision).working_days is not None:
            return "day-end" if self.check.count == "end-of-day" else "working-days"
        return "opening-hours" if self.check.clock is not None else "running"

    def limit(self, revision: Revision) -> Duration:
        """A revision's limit. Raises TypeError for another kind of value; lint refuses it before."""
        limit = revision.sets[self.check.within or ""]
        if not isinstance(limit, Duration):
            raise TypeError(f"{self.check.within} of revision {revision.version} is not a duration")
        return limit

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks of all revisions, each once."""
        return tuple(dict.fromkeys(self.clock(revision) for revision in self.law.revisions))

    def by_law(self, of: Callable[[Revision], exp.Expr], same: Callable[[Revision], object]) -> exp.Expr:
        """What the revision in force gives; `same` says what has to agree for `of` to give one answer."""
        if self.law.constant(same):
            return of(self.law.revisions[0])
        return self.law.when(self.anchor, of, ended=self.until)

    def published(self, clock: Clock) -> opening.OpenTime | None:
        """The time that a clock counts; None where it does not count by the calendar."""
        if self.calendar is None or clock in ("running", "day-end"):
            return None
        return opening.opening_hours(self.calendar) if clock == "opening-hours" else opening.working_days(self.calendar)

    def paused(self, clock: Clock) -> exp.Expr | None:
        """Microseconds of pauses; None where nothing can pause the clock."""
        return self.stops.paused(clock) if self.stops is not None and self.stops.pauses else None

    def stretched(self, clock: Clock) -> exp.Expr:
        """The limit and the pauses before it was used up."""
        limit = limit_us(self, clock)
        if self.stops is None or not self.stops.pauses:
            return limit
        return exp.Add(this=exp.paren(limit), expression=self.stops.before_due(clock))


def needs_calendar(check: Deadline, law: Law) -> bool:
    """Whether some revision's limit is not in running time."""
    limits = [revision.sets[check.within] for revision in law.revisions] if check.within else []
    working = any(isinstance(limit, Duration) and limit.working_days is not None for limit in limits)
    return working or (check.clock is not None and check.within is not None)


def by_limit(timed: Timed) -> Timing:
    """The clock of a limit that the revisions set."""
    dues = {clock: _due(timed, clock) for clock in timed.clocks}
    moments = {
        clock: clocks.used_up(timed.since, timed.stretched(clock), open_time, name=clock.replace("-", "_"))
        for clock in timed.clocks
        if (open_time := timed.published(clock)) is not None
    }

    def due(revision: Revision) -> exp.Expr:
        clock = timed.clock(revision)
        return moments[clock].at if clock in moments else dues[clock](revision)

    return Timing(
        late=_late(timed, due),
        unpublished=_unpublished(timed, due),
        due=_known_due(timed, timed.by_law(due, timed.limit)),
        layers=tuple(layer for moment in moments.values() for layer in moment.layers),
        measured=timed.by_law(lambda revision: _measured(timed, timed.clock(revision)), timed.clock),
        spent=_spent(timed),
    )


def by_own_due(due: exp.Expr, since: exp.Expr, until: exp.Expr) -> Timing:
    """The clock of a case that carries its own due time."""
    return Timing(
        late=exp.GT(this=until.copy(), expression=due.copy()),
        unpublished=None,
        due=due,
        layers=(),
        measured=_running_s(since, until),
        spent=Spent(clock="own-due", node=clocks.running(due, until), limits=()),
    )


def limit_us(timed: Timed, clock: Clock) -> exp.Expr:
    """The limit of the revision in force where it counts by this clock, else null."""

    def of(revision: Revision) -> exp.Expr:
        mine = timed.clock(revision) == clock
        return trees.number(_microseconds(timed.limit(revision))) if mine else trees.null()

    return timed.by_law(of, timed.limit)


def _due(timed: Timed, clock: Clock) -> Callable[[Revision], exp.Expr]:
    def of(revision: Revision) -> exp.Expr:
        limit = timed.limit(revision)
        if clock == "day-end" and timed.calendar is not None:
            return due_after(timed.since, limit.working_days or 0, timed.calendar)
        if timed.paused(clock) is not None:
            total = exp.Add(this=trees.call("epoch_us", timed.since), expression=timed.stretched(clock))
            return trees.call("make_timestamp", trees.cast(exp.paren(total), "BIGINT"))
        return exp.Add(this=timed.since.copy(), expression=trees.seconds(limit.seconds or 0))

    return of


def _known_due(timed: Timed, due: exp.Expr) -> exp.Expr:
    """While the clock of an open case stands, nobody knows when its limit is used up."""
    if timed.stops is None or not timed.stops.pauses:
        return due
    return trees.case([(timed.stops.standing, trees.null())], due)


def _late(timed: Timed, due: Callable[[Revision], exp.Expr]) -> exp.Expr:
    late: dict[Clock, exp.Expr] = {}
    for clock in timed.clocks:
        open_time = timed.published(clock)
        if open_time is not None or timed.paused(clock) is not None:
            late[clock] = _counted_out(timed, clock, open_time)
    if not late:
        return exp.GT(this=timed.until.copy(), expression=timed.by_law(due, timed.limit))
    if len(timed.clocks) == 1:
        return late[timed.clocks[0]]

    def of(revision: Revision) -> exp.Expr:
        ends = exp.GT(this=timed.until.copy(), expression=due(revision))
        return late.get(timed.clock(revision), ends)

    return timed.law.when(timed.anchor, of, ended=timed.until)


def _counted_out(timed: Timed, clock: Clock, open_time: opening.OpenTime | None) -> exp.Expr:
    """Whether more than the limit was counted. Running time is asked first: it is cheap, and never less."""
    limit, paused = limit_us(timed, clock), timed.paused(clock)
    allowed = limit if paused is None else exp.Add(this=exp.paren(limit), expression=paused)
    longer = exp.GT(this=clocks.running(timed.since, timed.until), expression=allowed)
    if open_time is None:
        return longer
    counted = exp.GT(this=clocks.counted(timed.since, timed.until, open_time), expression=allowed.copy())
    return exp.and_(longer, counted)


def _unpublished(timed: Timed, due: Callable[[Revision], exp.Expr]) -> exp.Expr | None:
    if all(clock == "running" for clock in timed.clocks):
        return None

    def of(revision: Revision) -> exp.Expr:
        clock = timed.clock(revision)
        open_time = timed.published(clock)
        if open_time is not None:
            return exp.or_(clocks.unknown(timed.since, open_time), clocks.unknown(timed.until, open_time))
        return trees.is_null(due(revision)) if clock == "day-end" else exp.false()

    days = "day-end" in timed.clocks
    return timed.by_law(of, timed.limit if days else timed.clock)


def _measured(timed: Timed, clock: Clock) -> exp.Expr:
    if timed.published(clock) is None and timed.paused(clock) is None:
        return _running_s(timed.since, timed.until)
    whole = exp.Div(this=trees.cast(_taken(timed, clock), "DOUBLE"), expression=trees.number(clocks.SECOND))
    return _where_published(timed, clock, whole, "DOUBLE")


def _taken(timed: Timed, clock: Clock) -> exp.Expr:
    """Microseconds counted, pauses taken off."""
    open_time, paused = timed.published(clock), timed.paused(clock)
    if open_time is None:
        taken = clocks.running(timed.since, timed.until)
    else:
        taken = clocks.counted(timed.since, timed.until, open_time)
    return taken if paused is None else exp.paren(exp.Sub(this=taken, expression=paused))


def _where_published(timed: Timed, clock: Clock, value: exp.Expr, kind: str) -> exp.Expr:
    open_time = timed.published(clock)
    if open_time is None:
        return value
    beyond = exp.or_(clocks.unknown(timed.since, open_time), clocks.unknown(timed.until, open_time))
    return trees.case([(beyond, trees.cast(trees.null(), kind))], value)


def _spent(timed: Timed) -> Spent:
    newest = timed.law.revisions[0]
    clock = timed.clock(newest)
    alike = [revision for revision in timed.law.revisions if timed.clock(revision) == clock]
    if clock == "day-end" and timed.calendar is not None:
        days = tuple((revision.version, timed.limit(revision).working_days or 0) for revision in alike)
        return Spent(clock=clock, node=_days_spent(timed, timed.calendar), limits=days)
    limits = tuple((revision.version, _microseconds(timed.limit(revision)) // clocks.SECOND) for revision in alike)
    return Spent(clock=clock, node=_where_published(timed, clock, _taken(timed, clock), "BIGINT"), limits=limits)


def _days_spent(timed: Timed, calendar: Calendar) -> exp.Expr:
    """The fewest working days that would have been enough."""
    # A limit that ends behind the published days is not passed by a moment within them; a later one cannot be told.
    first, last = calendar.published_from, calendar.published_until + timedelta(days=1)
    beyond = exp.or_(
        exp.LT(this=timed.since.copy(), expression=trees.moment(first)),
        exp.GT(this=timed.until.copy(), expression=trees.moment(last)),
    )
    return trees.case([(beyond, trees.null())], days_enough(timed.since, timed.until, calendar))


def _running_s(since: exp.Expr, until: exp.Expr) -> exp.Expr:
    elapsed = exp.Sub(this=trees.call("epoch", until), expression=trees.call("epoch", since))
    return trees.cast(exp.paren(elapsed), "DOUBLE")


def _microseconds(limit: Duration) -> int:
    days = limit.working_days
    return clocks.SECOND * (days * opening.DAY_S if days is not None else limit.seconds or 0)
