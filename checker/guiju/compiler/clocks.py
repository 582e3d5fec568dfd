"""Clocks in SQL: the time counted between two moments, and the moment at which a limit is used up.

Counted time is P(end) - P(start), where P(t) is what the calendar counts from its first published day to t.
The calendar is written as list constants, indexed by the day: no join, and the same on every engine.
All lengths are whole microseconds, as time stamps are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import accumulate

from sqlglot import exp

from guiju.compiler import trees
from guiju.model.opening import DAY_S, OpenTime, Span, length

SECOND = 1_000_000

Layer = tuple[str, exp.Expr]
"""A column that is worked out from those of the layers before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment worked out in steps: each layer is a select around the one before."""

    layers: tuple[Layer, ...]
    at: exp.Expr
    """Over the columns of the layers."""


def running(since: exp.Expr, until: exp.Expr) -> exp.Expr:
    """Microseconds of running time."""
    return exp.paren(exp.Sub(this=trees.call("epoch_us", until), expression=trees.call("epoch_us", since)))


def counted(since: exp.Expr, until: exp.Expr, open_time: OpenTime) -> exp.Expr:
    """Microseconds counted from `since` to `until`, which both lie within what is published."""
    return exp.paren(exp.Sub(this=position(until, open_time), expression=position(since, open_time)))


def position(at: exp.Expr, open_time: OpenTime) -> exp.Expr:
    """P(at): microseconds counted from the first published day to `at`, which lies within what is published."""
    since_first = exp.Sub(this=trees.call("epoch_us", at), expression=_whole(_epoch_us(open_time)))
    day = _day(since_first)
    clock = exp.paren(exp.Mod(this=exp.paren(since_first.copy()), expression=_whole(DAY_S * SECOND)))
    shapes = _shapes(open_time.days)
    before = _pick(_microseconds(open_time.before), day)
    return exp.paren(exp.Add(this=before, expression=_by_shape(open_time, shapes, day, clock)))


def unknown(at: exp.Expr, open_time: OpenTime) -> exp.Expr:
    """True where the calendar says nothing about `at`."""
    return exp.or_(
        exp.LT(this=at.copy(), expression=trees.moment(open_time.known_from)),
        exp.GTE(this=at.copy(), expression=trees.moment(open_time.known_until)),
    )


def used_up(since: exp.Expr, limit: exp.Expr, open_time: OpenTime, *, name: str) -> Moment:
    """The first moment at which `limit` microseconds have been counted; null beyond what is published.

    The day is found without a search: the counted time is cut into equal buckets, of which each knows its first
    open day, and no bucket holds more than a few. `name` tells the layers of several clocks apart.
    """
    places = [place for place, day in enumerate(open_time.days) if day]
    if not places:
        return Moment(layers=(), at=trees.null())
    spent, guess, day, rest = (f"_{name}_{step}" for step in ("spent", "guess", "day", "rest"))
    lengths = [length(open_time.days[place]) for place in places]
    ends = list(accumulate(lengths))
    width = -(-ends[-1] // len(places))
    firsts = _firsts(ends, width)
    starts = [end - long for end, long in zip(ends, lengths, strict=True)]
    done = _pick(_microseconds(starts), trees.column(day))
    total = exp.Add(this=position(since, open_time), expression=limit.copy())
    moment = _moment_of(open_time, places, day, rest)
    return Moment(
        layers=(
            (spent, trees.case([(unknown(since, open_time), trees.null())], total)),
            (guess, _pick(firsts, _bucket(spent, width))),
            (day, _stepped(guess, spent, ends, most=_most(firsts, len(ends)))),
            (rest, exp.Sub(this=trees.column(spent), expression=done)),
        ),
        # A limit of nothing, asked in closed time, would be used up at the end of the opening before.
        at=trees.case([(exp.LT(this=moment, expression=since.copy()), since)], moment),
    )


def _firsts(ends: Sequence[int], width: int) -> list[int]:
    """For each bucket of `width` seconds the first open day, from 1, whose end it does not lie behind."""
    firsts: list[int] = []
    place = 0
    for bucket in range(ends[-1] // width + 1):
        while ends[place] < bucket * width:
            place += 1
        firsts.append(place + 1)
    return firsts


def _most(firsts: Sequence[int], count: int) -> int:
    """The most open days by which a bucket's first one can be wrong."""
    return max(later - earlier for earlier, later in zip(firsts, [*firsts[1:], count], strict=True))


def _bucket(spent: str, width: int) -> exp.Expr:
    whole = exp.IntDiv(this=trees.column(spent), expression=_whole(width * SECOND))
    return exp.Add(this=exp.paren(whole), expression=_whole(1))


def _stepped(guess: str, spent: str, ends: Sequence[int], *, most: int) -> exp.Expr:
    """The open day: one further for every end that is passed."""
    day: exp.Expr = trees.column(guess)
    for step in range(most):
        place = exp.Add(this=trees.column(guess), expression=_whole(step)) if step else trees.column(guess)
        end = _pick(_microseconds(ends), place)
        passed = exp.LT(this=end, expression=trees.column(spent))
        day = exp.Add(this=day, expression=trees.case([(passed, _whole(1))], _whole(0)))
    return day


def _moment_of(open_time: OpenTime, places: Sequence[int], day: str, rest: str) -> exp.Expr:
    """The moment of the open day at which the rest of the counted time has passed."""
    open_days = [open_time.days[place] for place in places]
    shapes = _shapes(open_days)
    clocks = [_clock_of(shape, rest) for shape in shapes]
    picked = clocks[0]
    if len(shapes) > 1:
        picked = _switch(_pick([shapes.index(found) for found in open_days], trees.column(day)), clocks)
    midnight = exp.Mul(this=_pick(places, trees.column(day)), expression=_whole(DAY_S * SECOND))
    total = exp.Add(this=exp.Add(this=midnight, expression=picked), expression=_whole(_epoch_us(open_time)))
    return trees.call("make_timestamp", trees.cast(total, "BIGINT"))


def _clock_of(shape: tuple[Span, ...], rest: str) -> exp.Expr:
    """The microsecond of the day at which the rest has passed, in a day of this shape."""
    branches: list[tuple[exp.Expr, exp.Expr]] = []
    done = 0
    for start, end in shape:
        before, done = done, done + end - start
        inside = exp.LTE(this=trees.column(rest), expression=_whole(done * SECOND))
        branches.append((inside, exp.Add(this=trees.column(rest), expression=_whole((start - before) * SECOND))))
    return trees.case(branches, trees.null())


def _by_shape(open_time: OpenTime, shapes: Sequence[tuple[Span, ...]], day: exp.Expr, clock: exp.Expr) -> exp.Expr:
    """Microseconds counted on the day itself up to `clock`."""
    amounts = [_within(shape, clock) for shape in shapes]
    if len(shapes) == 1:
        return amounts[0]
    return _switch(_pick([shapes.index(found) for found in open_time.days], day), amounts)


def _within(shape: tuple[Span, ...], clock: exp.Expr) -> exp.Expr:
    """Microseconds counted in a day of this shape up to `clock`; a CASE takes half the time of least and greatest."""
    branches: list[tuple[exp.Expr, exp.Expr]] = []
    done = 0
    for start, end in shape:
        if start > 0:
            closed = exp.LTE(this=clock.copy(), expression=_whole(start * SECOND))
            branches.append((closed, _whole(done * SECOND)))
        since = exp.Sub(this=clock.copy(), expression=_whole((start - done) * SECOND)) if start > done else clock
        done += end - start
        if end == DAY_S:
            return trees.case(branches, since)
        branches.append((exp.LT(this=clock.copy(), expression=_whole(end * SECOND)), since))
    return trees.case(branches, _whole(done * SECOND))


def _shapes(days: Sequence[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    return list(dict.fromkeys(days))


def _switch(kind: exp.Expr, values: Sequence[exp.Expr]) -> exp.Expr:
    """The value whose place is `kind`."""
    tree = exp.Case(this=kind.copy())
    for place, value in enumerate(values[:-1]):
        tree = tree.when(_whole(place), value.copy(), copy=False)
    return tree.else_(values[-1].copy(), copy=False)


def _pick(values: Sequence[int], index: exp.Expr) -> exp.Expr:
    """The value at `index`, counted from 1; null behind the end."""
    return trees.call("list_extract", trees.listed(values), index)


def _day(since_first: exp.Expr) -> exp.Expr:
    """The place of the day, counted from 1."""
    whole = exp.IntDiv(this=exp.paren(since_first.copy()), expression=_whole(DAY_S * SECOND))
    return exp.Add(this=exp.paren(whole), expression=_whole(1))


def _epoch_us(open_time: OpenTime) -> int:
    since = datetime.combine(open_time.first, time.min) - datetime(1970, 1, 1)
    return since // timedelta(microseconds=1)


def _microseconds(seconds: Sequence[int]) -> list[int]:
    return [SECOND * count for count in seconds]


def _whole(value: int) -> exp.Expr:
    return trees.number(value)
