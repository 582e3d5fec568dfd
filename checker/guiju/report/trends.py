"""Lines: how a target went from period to period, beside its limit; all places in percent of the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from guiju.model.checks import Target
from guiju.model.kpi import Kpi
from guiju.model.run import ClauseResult, Group
from guiju.report.distance import bound_words, furthest_first, value_words, worst_first
from guiju.report.reading import Reading
from guiju.report.sheet import Cell, Heading, Table, Tone, cell
from guiju.report.words import measured, plural

_MOST_LINES = 6
"""Groups that one drawing can show apart."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 4.0, 96.0, 14.0, 84.0

By = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One group in one period."""

    x: float
    y: float
    tone: Tone
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One group over all periods; a period without a value parts it."""

    name: str
    strokes: tuple[str, ...]
    """Points of each stroke, as SVG writes them."""
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """One target."""

    title: str
    clause: str
    description: str
    top: str
    bottom: str
    first: str
    last: str
    limit: str
    """The last limit in words, with its sign."""
    limits: tuple[str, ...]
    lines: tuple[Line, ...]
    table: Table
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """Where a value lies in the drawing."""

    periods: tuple[str, ...]
    low: float
    high: float

    def x(self, period: str | None) -> float:
        place = self.periods.index(period or "")
        return round(_LEFT + (_RIGHT - _LEFT) * place / (len(self.periods) - 1), 2)

    def y(self, value: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low), 2)


def trends(reading: Reading) -> tuple[tuple[Trend, ...], tuple[str, ...]]:
    """Every target with values in two periods or more, what is not compliant first; and what is not drawn."""
    results = sorted(
        (result for result in reading.run.clauses if result.groups),
        key=lambda result: (result.verdict != "noncompliant", worst_first(result)),
    )
    drawn = [trend for result in results if (trend := _trend(reading, result)) is not None]
    shown, notes = reading.capped(drawn)
    return tuple(shown), notes


def _trend(reading: Reading, result: ClauseResult) -> Trend | None:
    known = reading.target(result)
    valued = [group for group in result.groups if group.value is not None and group.period is not None]
    periods = tuple(sorted({group.period or "" for group in result.groups if group.period is not None}))
    if known is None or len({group.period for group in valued}) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    target, kpi = known
    plot = _plot(periods, valued)
    shown, notes = _shown(reading, result)
    lines = tuple(_line(reading, target, kpi, groups, plot) for groups in shown)
    last = max(valued, key=lambda group: group.period or "")
    return Trend(
        title=reading.title(result),
        clause=result.clause,
        description=_description(reading, result, periods),
        top=measured(plot.high, kpi.unit, reading.lang),
        bottom=measured(plot.low, kpi.unit, reading.lang),
        first=periods[0],
        last=periods[-1],
        limit=bound_words(reading, target, kpi, last),
        limits=tuple(_limits(valued, plot)),
        lines=lines,
        table=_table(reading, target, kpi, shown),
        notes=notes,
    )


def _bounds(group: Group) -> list[float]:
    return [bound for bound in (group.limit_low, group.limit_high) if bound is not None]


def _plot(periods: tuple[str, ...], valued: Sequence[Group]) -> _Plot:
    values = [group.value for group in valued if group.value is not None]
    values += [bound for group in valued for bound in _bounds(group)]
    low, high = min(values), max(values)
    return _Plot(periods=periods, low=low, high=high if high > low else low + (abs(low) or 1.0))


def _description(reading: Reading, result: ClauseResult, periods: tuple[str, ...]) -> str:
    off = sum(group.verdict == "noncompliant" for group in result.groups)
    return reading.say(
        f"{periods[0]} 至 {periods[-1]}，{len(result.groups):,} 组中 {off:,} 组未达目标",
        f"{periods[0]} to {periods[-1]}: {off:,} of {plural(len(result.groups), 'group')} off target",
    )


def _shown(reading: Reading, result: ClauseResult) -> tuple[tuple[list[Group], ...], tuple[str, ...]]:
    """The groups that are furthest from their limit, in the order of their names; and how many are not drawn."""
    named: Mapping[By, list[Group]] = {
        key: list(groups) for key, groups in groupby(sorted(result.groups, key=_order), key=_by)
    }
    worst = sorted(named, key=lambda key: min(furthest_first(group) for group in named[key]))[:_MOST_LINES]
    hidden = len(named) - len(worst)
    note = reading.say(
        f"只列出偏离最大的 {len(worst):,} 组，另有 {hidden:,} 组见 run.json",
        f"The {len(worst):,} groups furthest off are shown; {hidden:,} more stand in run.json",
    )
    return tuple(named[key] for key in named if key in worst), (note,) if hidden else ()


def _by(group: Group) -> By:
    return tuple(group.by.items())


def _order(group: Group) -> tuple[str, str]:
    return repr(_by(group)), group.period or ""


def _line(reading: Reading, target: Target, kpi: Kpi, groups: Sequence[Group], plot: _Plot) -> Line:
    valued = [group for group in groups if group.value is not None and group.period is not None]
    return Line(
        name=_name(reading, target, kpi, groups[0]),
        strokes=tuple(_strokes(groups, plot)),
        points=tuple(_point(reading, target, kpi, group, plot) for group in valued),
    )


def _name(reading: Reading, target: Target, kpi: Kpi, group: Group) -> str:
    return " ".join(reading.value_title(kpi.on, name, group.by.get(name)) for name in target.by)


def _strokes(groups: Sequence[Group], plot: _Plot) -> list[str]:
    strokes: list[list[str]] = [[]]
    for group in groups:
        if group.value is None or group.period is None:
            strokes.append([])
        else:
            strokes[-1].append(f"{plot.x(group.period)},{plot.y(group.value)}")
    return [" ".join(stroke) for stroke in strokes if len(stroke) > 1]


def _point(reading: Reading, target: Target, kpi: Kpi, group: Group, plot: _Plot) -> Point:
    tones: dict[str, Tone] = {"compliant": "good", "noncompliant": "bad", "undecided": "quiet"}
    name, value = _name(reading, target, kpi, group), value_words(reading, kpi, group)[0]
    where = " ".join(part for part in (name, group.period or "") if part)
    return Point(
        x=plot.x(group.period),
        y=plot.y(group.value or 0.0),
        tone=tones[group.verdict],
        words=f"{where}{reading.say('：', ': ')}{value} ({bound_words(reading, target, kpi, group)})",
    )


def _limits(valued: Sequence[Group], plot: _Plot) -> list[str]:
    """The limit over the periods, once for each side that has one; a revision makes a step between two periods."""
    found: list[str] = []
    for side in ("limit_low", "limit_high"):
        bounds = {group.period: getattr(group, side) for group in valued if getattr(group, side) is not None}
        if not bounds:
            continue
        ordered = sorted((plot.x(period), plot.y(bound)) for period, bound in bounds.items())
        steps = [(0.0, ordered[0][1])]
        for (left, before), (right, after) in pairwise(ordered):
            middle = round((left + right) / 2, 2)
            steps += [(middle, before), (middle, after)] if before != after else []
        found.append(" ".join(f"{x},{y}" for x, y in [*steps, (100.0, ordered[-1][1])]))
    return found


def _table(reading: Reading, target: Target, kpi: Kpi, shown: Sequence[Sequence[Group]]) -> Table:
    say = reading.say
    return Table(
        headings=(
            Heading(say("周期始于", "Period from")),
            *(Heading(reading.column_title(kpi.on, name)) for name in target.by),
            Heading(say("样本", "Cases"), "right"),
            Heading(kpi.title.in_(reading.lang), "right"),
            Heading(say("限值", "Limit"), "right"),
        ),
        rows=tuple(_row(reading, target, kpi, group) for groups in shown for group in groups),
    )


def _row(reading: Reading, target: Target, kpi: Kpi, group: Group) -> tuple[Cell, ...]:
    reason = (group.reason.in_(reading.lang),) if group.reason is not None else ()
    return (
        cell(group.period or "-"),
        *(cell(reading.value_title(kpi.on, name, group.by.get(name))) for name in target.by),
        cell(f"{group.cases:,}"),
        cell(*value_words(reading, kpi, group), *reason, tone="bad" if group.verdict == "noncompliant" else "plain"),
        cell(bound_words(reading, target, kpi, group)),
    )
