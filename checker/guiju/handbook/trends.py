"""The KPIs side by side: where each stands, which way it went, and whether that is enough."""

from dataclasses import dataclass

from guiju.charts.numbers import measured
from guiju.charts.plot import plot_of, steps, strokes
from guiju.handbook.edition import Edition
from guiju.handbook.figures import heights_of, limit_in_words
from guiju.handbook.series import Point, Series, series_of
from guiju.handbook.verdicts import LastTold, last_told
from guiju.model.checks import Target
from guiju.model.kpi import Kpi
from guiju.model.standard import Clause, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line of a trend that is drawn, small: the first of its groups, as on the page of the KPI."""

    name: str
    """The group; empty where there is one alone."""
    value: str
    place: str
    """The period that `value` is of."""
    limit: str
    words: str
    """What the drawing shows, for whoever does not see it."""
    strokes: tuple[str, ...]
    limits: tuple[str, ...]
    last: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A KPI under one clause that holds it against a limit."""

    kpi: Kpi
    standard: Standard
    clause: Clause
    last: LastTold
    line: Line | None
    """None where there are not two values yet."""
    more: int
    """Groups that are not drawn."""


def trends_of(edition: Edition) -> tuple[Trend, ...]:
    """Every KPI that some run measured, in the order of the handbook."""
    found = [
        _trend(edition, edition.catalogue.kpis[clause.check.kpi], standard, clause, last)
        for standard, clause in edition.catalogue.clauses()
        if isinstance(clause.check, Target) and (last := last_told(edition, f"{standard.id}.{clause.id}")) is not None
    ]
    return tuple(found)


def _trend(edition: Edition, kpi: Kpi, standard: Standard, clause: Clause, last: LastTold) -> Trend:
    lines = series_of(edition, standard, clause)
    return Trend(
        kpi=kpi,
        standard=standard,
        clause=clause,
        last=last,
        line=_line(edition, lines[0]) if lines else None,
        more=max(0, len(lines) - 1),
    )


def _line(edition: Edition, series: Series) -> Line:
    known = [(place, point.value) for place, point in enumerate(series.points) if point.value is not None]
    newest, value = known[-1]
    plot = plot_of(len(series.points), heights_of(series, control=False))
    points = [
        None if point.value is None else (plot.x(n), plot.y(point.value)) for n, point in enumerate(series.points)
    ]
    first = series.points[known[0][0]]
    said = measured(value, series.unit, edition.lang)
    sides = [{plot.x(n): plot.y(bound) for n, bound in _bounds(series.points, side)} for side in ("low", "high")]
    return Line(
        name=series.name,
        value=said,
        place=series.points[newest].place,
        limit=limit_in_words(edition, series, series.points[newest]),
        words=edition.word(
            "trend_words",
            first=first.place,
            then=measured(known[0][1], series.unit, edition.lang),
            last=series.points[newest].place,
            now=said,
        ),
        strokes=strokes(points),
        limits=tuple(steps(side) for side in sides if side),
        last=(plot.x(newest), plot.y(value)),
    )


def _bounds(points: tuple[Point, ...], side: str) -> list[tuple[int, float]]:
    found = ((place, point.low if side == "low" else point.high) for place, point in enumerate(points))
    return [(place, bound) for place, bound in found if bound is not None]
