"""What a clause measured over time: by period, by month of start, or run by run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from guiju.charts.control import Control, Sample, p_chart, xmr
from guiju.handbook.edition import Edition
from guiju.handbook.verdicts import group_words
from guiju.model.checks import Deadline, Target
from guiju.model.distribution import Segment
from guiju.model.kpi import Kpi, Mean, Median, Percentile, Range, Share, Unit
from guiju.model.published import Told
from guiju.model.quantity import Percentage
from guiju.model.run import Group
from guiju.model.standard import Clause, Standard

By = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value; None where there is none."""

    place: str
    """The period's first day, the month, or the run."""
    value: float | None
    cases: int
    low: float | None
    high: float | None
    """The limit in force, where there is one."""
    off: bool
    """Whether it misses the limit."""
    phase: str
    """The revision in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line."""

    name: str
    """The group; empty where there is one alone."""
    over: Literal["period", "month", "run"]
    unit: Unit
    points: tuple[Point, ...]
    control: tuple[Control | None, ...]
    """For each point; none of them where the chart has no control limits."""


def series_of(edition: Edition, standard: Standard, clause: Clause) -> tuple[Series, ...]:
    """The lines of a clause that have two values or more, the one with most points off its limit first."""
    history = edition.published.of(f"{standard.id}.{clause.id}") if edition.published is not None else ()
    found: Iterator[Series]
    match clause.check:
        case Target() as check:
            found = _periods(edition, check, history)
        case Deadline() as check if (months := _months(history)) and len(months) > 1:
            found = iter([_by_month(standard, check, months)])
        case _:
            found = iter([_by_run(history)])
    kept = [line for line in found if sum(point.value is not None for point in line.points) > 1]
    return tuple(sorted(kept, key=lambda line: (-sum(point.off for point in line.points), line.name)))


def _periods(edition: Edition, check: Target, history: Sequence[Told]) -> Iterator[Series]:
    kpi = edition.catalogue.kpis[check.kpi]
    best: dict[By, dict[str, Group]] = {}
    for told in history:
        for group in told.result.groups:
            by = tuple((column, group.by.get(column)) for column in check.by)
            known = best.setdefault(by, {})
            period = group.period or told.by.name
            # Several runs may tell one period: the one that saw most of it counts, and of equal ones the newest.
            if period not in known or group.cases >= known[period].cases:
                known[period] = group
    for by, groups in best.items():
        name = " ".join(group_words(edition, kpi.on, column, value) for column, value in by)
        yield _line(name, check, kpi, groups)


def _line(name: str, check: Target, kpi: Kpi, groups: dict[str, Group]) -> Series:
    named = sorted(groups) if check.every is not None else list(groups)
    points = tuple(_point(period, groups[period]) for period in named)
    control: tuple[Control | None, ...] = (None,) * len(points)
    if check.every is not None:
        control = _controlled(points, shares=isinstance(kpi.measure, Share), within=_within(kpi))
    return Series(
        name=name,
        over="period" if check.every is not None else "run",
        unit=kpi.unit,
        points=points,
        control=control,
    )


def _within(kpi: Kpi) -> Range:
    """What the KPI can lie between: a middle of values lies where they lie."""
    middle = isinstance(kpi.measure, Mean | Median | Percentile)
    return kpi.range_ if middle and kpi.range_ is not None else (None, None)


def _point(period: str, group: Group) -> Point:
    return Point(
        place=period,
        value=group.value,
        cases=group.cases,
        low=group.limit_low,
        high=group.limit_high,
        off=group.verdict == "noncompliant",
        phase=group.revision or "",
    )


def _controlled(points: Sequence[Point], *, shares: bool, within: Range = (None, None)) -> tuple[Control | None, ...]:
    """Over the points that have a value; a gap is no point. No value lies outside `within`."""
    samples = [
        Sample(value=point.value, cases=point.cases, phase=point.phase) for point in points if point.value is not None
    ]
    limits = iter(p_chart(samples) if shares else xmr(samples, within))
    return tuple(next(limits) if point.value is not None else None for point in points)


def _months(history: Sequence[Told]) -> list[Segment]:
    """The months of all runs; a month that several tell is taken from the newest."""
    found: list[Segment] = []
    for told in reversed(history):
        kept = told.by.distributions.of(told.result.clause) if told.by.distributions is not None else None
        months = kept.months if kept is not None else ()
        found = [month for month in months if not found or month.name[1] < found[0].name[0]] + found
    return [month for month in found if month.judged]


def _by_month(standard: Standard, check: Deadline, months: Sequence[Segment]) -> Series:
    points: list[Point] = []
    for month in months:
        revision = standard.revision_on(date.fromisoformat(f"{month.name[0]}-01"))
        least = revision.sets.get(check.tolerance or "") if revision is not None else None
        low = float(least.fraction) if isinstance(least, Percentage) else None
        value = month.kept / month.judged
        first, last = month.name
        points.append(
            Point(
                place=first if first == last else f"{first}–{last}",
                value=value,
                cases=month.judged,
                low=low,
                high=None,
                off=value < (low if low is not None else 1.0),
                phase=revision.version if revision is not None else "",
            )
        )
    control = _controlled(points, shares=True)
    return Series(name="", over="month", unit="percent", points=tuple(points), control=control)


def _by_run(history: Sequence[Told]) -> Series:
    """Runs may share records, so that their points are not independent and get no control limits."""
    points = tuple(_run_point(told) for told in history)
    return Series(name="", over="run", unit="percent", points=points, control=(None,) * len(points))


def _run_point(told: Told) -> Point:
    counts, groups = told.result.counts, told.result.groups
    if counts is not None:
        part, whole = counts.kept, counts.judged
    else:
        part = sum(group.verdict == "compliant" for group in groups)
        whole = sum(group.verdict != "undecided" for group in groups)
    return Point(
        place=told.by.name,
        value=part / whole if whole else None,
        cases=whole,
        low=None,
        high=None,
        off=told.result.verdict == "noncompliant",
        phase="",
    )
