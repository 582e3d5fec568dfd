"""A line over time as a picture: places in percent of the drawing, and every number again as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from guiju.charts.control import Control
from guiju.charts.numbers import aside, measured
from guiju.charts.plot import Plot, plot_of, steps, strokes
from guiju.handbook.edition import Edition
from guiju.handbook.series import Point, Series
from guiju.handbook.told_words import SIGNAL_WORDS

MOST = 4
"""Lines of one clause that are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One point."""

    x: float
    y: float
    look: Literal["on", "off", "signal"]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A revision that takes effect between two points."""

    x: float
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One point in the table."""

    place: str
    value: str
    cases: str
    limit: str
    signal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One picture."""

    title: str
    description: str
    top: str
    bottom: str
    first: str
    last: str
    lines: tuple[str, ...]
    limits: tuple[str, ...]
    centres: tuple[str, ...]
    controls: tuple[str, ...]
    marks: tuple[Mark, ...]
    dots: tuple[Dot, ...]
    rows: tuple[Row, ...]
    over: str
    """What the first column of the table holds."""


def figures_of(edition: Edition, title: str, lines: Sequence[Series]) -> tuple[Figure, ...]:
    """The first lines as pictures; `title` says what they measure."""
    return tuple(_figure(edition, _title(edition, title, line), line) for line in lines[:MOST])


def _title(edition: Edition, title: str, line: Series) -> str:
    over = edition.word(f"by_{line.over}")
    what = f"{line.name}{'：' if edition.lang == 'zh' else ': '}{title}" if line.name else title
    return edition.word("chart_title", what=what, over=over)


def _figure(edition: Edition, title: str, line: Series) -> Figure:
    plot = plot_of(len(line.points), heights_of(line))
    points = line.points
    return Figure(
        title=title,
        description=_description(edition, line),
        top=measured(plot.high, line.unit, edition.lang),
        bottom=measured(plot.low, line.unit, edition.lang),
        first=points[0].place,
        last=points[-1].place,
        lines=strokes(
            [
                None if point.value is None else (plot.x(place), plot.y(point.value))
                for place, point in enumerate(points)
            ]
        ),
        limits=tuple(_stepped(plot, [point.low for point in points], [point.high for point in points])),
        centres=tuple(
            _phased(plot, line, [control.centre if control is not None else None for control in line.control])
        ),
        controls=(
            *_phased(plot, line, [control.low if control is not None else None for control in line.control]),
            *_phased(plot, line, [control.high if control is not None else None for control in line.control]),
        ),
        marks=tuple(
            Mark(x=round((plot.x(place) + plot.x(place + 1)) / 2, 2), version=behind.phase)
            for place, (before, behind) in enumerate(pairwise(points))
            if before.phase != behind.phase and behind.phase
        ),
        dots=tuple(_dots(edition, plot, line)),
        rows=tuple(_row(edition, line, place) for place in range(len(points))),
        over=edition.word("month" if line.over == "month" else "run" if line.over == "run" else "period"),
    )


def heights_of(line: Series, *, control: bool = True) -> list[float]:
    """The heights that a drawing has to hold; a share that never changes stands against nothing or all."""
    heights = list(_heights(line, control=control))
    if line.unit == "percent" and min(heights) == max(heights):
        return [*heights, 0.0 if heights[0] else 1.0]
    return heights


def _heights(line: Series, *, control: bool) -> Iterator[float]:
    for point, limits in zip(line.points, line.control, strict=True):
        known = (point.value, point.low, point.high)
        yield from (height for height in known if height is not None)
        yield from (limits.low, limits.high) if control and limits is not None else ()


def _stepped(plot: Plot, *sides: Sequence[float | None]) -> Iterator[str]:
    for side in sides:
        bounds = {plot.x(place): plot.y(bound) for place, bound in enumerate(side) if bound is not None}
        if bounds:
            yield steps(bounds)


def _phased(plot: Plot, line: Series, heights: Sequence[float | None]) -> Iterator[str]:
    """One line for each phase, so that nothing joins what stands under two laws."""
    known = [place for place, height in enumerate(heights) if height is not None]
    for _, phase in groupby(known, key=lambda place: line.points[place].phase):
        places = list(phase)
        bounds = {plot.x(place): plot.y(heights[place] or 0.0) for place in places}
        yield steps(bounds, first=plot.x(places[0]), last=plot.x(places[-1]))


def _dots(edition: Edition, plot: Plot, line: Series) -> Iterator[Dot]:
    for place, (point, control) in enumerate(zip(line.points, line.control, strict=True)):
        if point.value is None:
            continue
        row = _row(edition, line, place)
        signal = control is not None and bool(control.signals)
        yield Dot(
            x=plot.x(place),
            y=plot.y(point.value),
            look="signal" if signal else "off" if point.off else "on",
            words=f"{row.place} {row.value}" + (aside(row.signal, edition.lang) if signal else ""),
        )


def _row(edition: Edition, line: Series, place: int) -> Row:
    point, control = line.points[place], line.control[place]
    return Row(
        place=point.place,
        value="-" if point.value is None else measured(point.value, line.unit, edition.lang),
        cases=f"{point.cases:,}",
        limit=limit_in_words(edition, line, point),
        signal=_signal(edition, control),
    )


def limit_in_words(edition: Edition, line: Series, point: Point) -> str:
    """`≥ 95.0%`, `≤ 2 h` or what lies between."""
    low, high = (
        measured(bound, line.unit, edition.lang) if bound is not None else "" for bound in (point.low, point.high)
    )
    if low and high:
        return edition.word("whatif_between", low=low, high=high)
    return f"≥ {low}" if low else f"≤ {high}" if high else "-"


def _signal(edition: Edition, control: Control | None) -> str:
    if control is None:
        return "-"
    told = [edition.say(SIGNAL_WORDS[signal]) for signal in control.signals]
    return ("；" if edition.lang == "zh" else "; ").join(told) or edition.word("no_signal")


def _description(edition: Edition, line: Series) -> str:
    points = line.points
    head = edition.word("figure_points", first=points[0].place, last=points[-1].place, count=len(points))
    known = [control for control in line.control if control is not None]
    signals = sum(bool(control.signals) for control in known)
    if signals:
        tail = edition.word("figure_signals", count=signals)
    elif known:
        tail = edition.word("figure_steady")
    else:
        tail = edition.word("figure_runs" if line.over == "run" else "figure_few")
    return head + ("；" if edition.lang == "zh" else "; ") + tail
