"""Draws time and memory over rows as an SVG of its own, both axes logarithmic: linear growth is a straight line."""

import math
from collections.abc import Iterator, Mapping

from measure import Measured

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 360, 60, 20, 40, 50


def draw(grown: Mapping[int, Measured]) -> str:
    """Rows -> what a run took; wall time in seconds, peak memory in tens of MB, and growth in step with the rows."""
    walls = {rows: found.wall_s for rows, found in grown.items()}
    peaks = {rows: found.peak_mb / 10 for rows, found in grown.items()}
    largest = max(grown)
    ideal = {rows: walls[largest] * rows / largest for rows in grown}
    values = [*walls.values(), *peaks.values(), *ideal.values()]
    chart = _Axes(min(grown), largest, min(values), max(values))
    lines = [
        *_frame(chart, sorted(grown)),
        _line(chart, ideal, "#9e9e9e", "4 4"),
        _line(chart, walls, "#00695c", ""),
        _line(chart, peaks, "#ef6c00", ""),
        *_dots(chart, walls, "#00695c", "s"),
        *_dots(chart, peaks, "#ef6c00", "0 MB"),
        _text(_LEFT, 20, "#00695c", "wall time, s"),
        _text(_LEFT + 120, 20, "#ef6c00", "peak memory, 10 MB"),
        _text(_LEFT + 290, 20, "#757575", "dashed: in step with the rows"),
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" font-family="sans-serif"'
    )
    return f'{head} font-size="12"><title>Wall time and peak memory over rows</title>{"".join(lines)}</svg>\n'


class _Axes:
    """Where a value stands, in pixels."""

    def __init__(self, left: float, right: float, low: float, high: float) -> None:
        self._x = (math.log10(left), math.log10(right))
        self._y = (math.floor(math.log10(low)), math.ceil(math.log10(high)))

    def x(self, rows: float) -> float:
        low, high = self._x
        return _LEFT + (math.log10(rows) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        low, high = self._y
        return _HEIGHT - _BOTTOM - (math.log10(value) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    def decades(self) -> range:
        return range(self._y[0], self._y[1] + 1)


def _frame(chart: _Axes, rows: list[int]) -> Iterator[str]:
    for power in chart.decades():
        y = chart.y(10.0**power)
        yield f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e0e0e0"/>'
        yield _text(8, y + 4, "#616161", f"{10.0**power:g}")
    for each in rows:
        yield _text(chart.x(each) - 12, _HEIGHT - _BOTTOM + 20, "#616161", f"{each // 1_000_000}M")
    yield _text(_WIDTH / 2, _HEIGHT - 8, "#616161", "rows")


def _line(chart: _Axes, points: Mapping[int, float], colour: str, dashes: str) -> str:
    path = " ".join(f"{chart.x(rows):.1f},{chart.y(value):.1f}" for rows, value in sorted(points.items()))
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'


def _dots(chart: _Axes, points: Mapping[int, float], colour: str, unit: str) -> Iterator[str]:
    for rows, value in points.items():
        x, y = chart.x(rows), chart.y(value)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
        yield _text(min(x + 4, _WIDTH - 60), y - 8, colour, f"{value:.0f}{unit}" if unit != "s" else f"{value:.1f} s")


def _text(x: float, y: float, colour: str, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{words}</text>'
