"""Lines: how a target went from period to period, beside its limit; all places in percent of the drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from guiju.charts.plot import Plot, plot_of, steps, strokes
from guiju.model.checks import Target
from guiju.model.kpi import Kpi
from guiju.model.run import ClauseResult, Group
from guiju.report.distance import bound_words, furthest_first, value_words, worst_first
from guiju.report.reading import Reading
from guiju.report.sheet import Cell, Heading, Table, Tone, cell
from guiju.report.words import aside, measured, plural

_MOST_LINES = 6
"""Groups that one drawing can show apart."""

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
    lines = tuple(_line(reading, target, kpi, groups, periods, plot) for groups in shown)
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
        limits=tuple(_limits(valued, periods, plot)),
        lines=lines,
        table=_table(reading, target, kpi, shown),
        notes=notes,
    )


def _bounds(group: Group) -> list[float]:
    return [bound for bound in (group.limit_low, group.limit_high) if bound is not None]


def _plot(periods: tuple[str, ...], valued: Sequence[Group]) -> Plot:
    values = [group.value for group in valued if group.value is not None]
    return plot_of(len(periods), [*values, *(bound for group in valued for bound in _bounds(group))])


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


def _line(  # noqa: PLR0913, PLR0917 - a line stands in a drawing over periods
    reading: Reading, target: Target, kpi: Kpi, groups: Sequence[Group], periods: Sequence[str], plot: Plot
) -> Line:
    places = _places(groups, periods, plot)
    points = (
        _point(reading, target, kpi, group, place)
        for group, place in zip(groups, places, strict=True)
        if place is not None
    )
    return Line(name=_name(reading, target, kpi, groups[0]), strokes=strokes(places), points=tuple(points))


def _name(reading: Reading, target: Target, kpi: Kpi, group: Group) -> str:
    return " ".join(reading.value_title(kpi.on, name, group.by.get(name)) for name in target.by)


def _places(groups: Sequence[Group], periods: Sequence[str], plot: Plot) -> list[tuple[float, float] | None]:
    return [
        None
        if group.value is None or group.period is None
        else (plot.x(periods.index(group.period)), plot.y(group.value))
        for group in groups
    ]


def _point(reading: Reading, target: Target, kpi: Kpi, group: Group, place: tuple[float, float]) -> Point:
    tones: dict[str, Tone] = {"compliant": "good", "noncompliant": "bad", "undecided": "quiet"}
    name, value = _name(reading, target, kpi, group), value_words(reading, kpi, group)[0]
    where = " ".join(part for part in (name, group.period or "") if part)
    return Point(
        x=place[0],
        y=place[1],
        tone=tones[group.verdict],
        words=f"{where}{reading.say('：', ': ')}{value}"
        + aside(bound_words(reading, target, kpi, group), reading.lang),
    )


def _limits(valued: Sequence[Group], periods: Sequence[str], plot: Plot) -> list[str]:
    """The limit over the periods, once for each side that has one; a revision makes a step between two periods."""
    found: list[str] = []
    for side in ("limit_low", "limit_high"):
        bounds = {group.period or "": getattr(group, side) for group in valued if getattr(group, side) is not None}
        if bounds:
            found.append(steps({plot.x(periods.index(period)): plot.y(bound) for period, bound in bounds.items()}))
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
