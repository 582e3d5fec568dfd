"""Control charts: what a process does by itself, and which points say that something has changed.

W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931); D. J. Wheeler, Understanding Variation
(1993): individual values with limits of 2.66 mean moving ranges (XmR), shares with three standard errors (p).
Rules 1 and 2 as Wheeler numbers them: one point beyond a limit; eight in a row on one side of the centre.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from math import fsum, isclose, sqrt
from typing import Literal

from guiju.model.kpi import Range

Signal = Literal["beyond", "run"]
"""Rule 1 and rule 2."""

RUN = 8
LEAST_POINTS = 6
"""A phase with fewer points gets no limits: they would move with every new one."""

_XMR = 2.66
"""3 / 1.128, the mean moving range of two values being 1.128 standard deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One point of a chart."""

    value: float
    cases: int
    """What a share is taken of; nothing else asks for it."""
    phase: str
    """Points of one phase stand under one law: a revision starts a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """What the chart says of one point."""

    centre: float
    low: float
    high: float
    signals: tuple[Signal, ...]


def xmr(samples: Sequence[Sample], within: Range = (None, None)) -> tuple[Control | None, ...]:
    """Individual values, phase by phase; None for the points of a phase that has too few.

    No limit lies outside `within`, where no value can be: a mean of times is never below nothing.
    """
    return _by_phase(samples, partial(_xmr_limits, within=within))


def p_chart(samples: Sequence[Sample]) -> tuple[Control | None, ...]:
    """Shares between 0 and 1, phase by phase; the limits of each point are those of its own number of cases."""
    return _by_phase(samples, _p_limits)


Limits = tuple[float, float, float]
"""Centre, lower and upper limit."""


def _by_phase(
    samples: Sequence[Sample], limits_of: Callable[[Sequence[Sample]], list[Limits]]
) -> tuple[Control | None, ...]:
    found: list[Control | None] = []
    for _, phase in groupby(samples, key=lambda sample: sample.phase):
        points = list(phase)
        if len(points) < LEAST_POINTS:
            found += [None] * len(points)
            continue
        limits = limits_of(points)
        runs = _in_runs([_side(point.value, centre) for point, (centre, _, _) in zip(points, limits, strict=True)])
        found += [
            Control(centre=centre, low=low, high=high, signals=_signals(point.value, low, high, in_run=in_run))
            for point, (centre, low, high), in_run in zip(points, limits, runs, strict=True)
        ]
    return tuple(found)


def _xmr_limits(points: Sequence[Sample], within: Range) -> list[Limits]:
    values = [point.value for point in points]
    centre = fsum(values) / len(values)
    ranges = [abs(after - before) for before, after in pairwise(values)]
    reach = _XMR * fsum(ranges) / len(ranges)
    least, greatest = within
    low = centre - reach if least is None else max(least, centre - reach)
    high = centre + reach if greatest is None else min(greatest, centre + reach)
    return [(centre, low, high)] * len(values)


def _p_limits(points: Sequence[Sample]) -> list[Limits]:
    cases = sum(point.cases for point in points)
    if not cases:
        return [(0.0, 0.0, 1.0)] * len(points)
    centre = min(1.0, fsum(point.value * point.cases for point in points) / cases)
    found: list[Limits] = []
    for point in points:
        reach = 3 * sqrt(centre * (1 - centre) / point.cases) if point.cases else 1.0
        found.append((centre, max(0.0, centre - reach), min(1.0, centre + reach)))
    return found


def _signals(value: float, low: float, high: float, *, in_run: bool) -> tuple[Signal, ...]:
    beyond: tuple[Signal, ...] = ("beyond",) if _side(value, low) < 0 or _side(value, high) > 0 else ()
    return (*beyond, "run") if in_run else beyond


def _side(value: float, line: float) -> int:
    """-1 below the line, 1 above it; a value that differs only by rounding lies on it."""
    if isclose(value, line, rel_tol=1e-9, abs_tol=1e-12):
        return 0
    return 1 if value > line else -1


def _in_runs(sides: Sequence[int]) -> list[bool]:
    """Whether each point belongs to eight or more in a row on one side; a point on the line ends a row."""
    found: list[bool] = []
    for side, row in groupby(sides):
        length = len(list(row))
        found += [side != 0 and length >= RUN] * length
    return found
