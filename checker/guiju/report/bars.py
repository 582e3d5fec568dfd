"""Bars: how much of what a clause asks was broken, drawn from one list that is also shown as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from guiju.model.run import ClauseResult
from guiju.model.standard import Severity
from guiju.report.distance import broken_of, worst_first
from guiju.report.reading import Reading
from guiju.report.sheet import Heading, Table, cell
from guiju.report.words import aside, percent, plural, share

_SCALES = (0.05, 0.1, 0.2, 0.5, 1.0)
"""Where an axis may end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One clause."""

    label: str
    words: str
    """The share."""
    numbers: str
    """Broken of judged."""
    width: float
    """Percent of the axis."""
    severity: Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """Clauses of one kind, worst first."""

    title: str
    description: str
    axis: str
    """What the full width stands for."""
    bars: tuple[Bar, ...]
    table: Table
    notes: tuple[str, ...]


def bar_charts(reading: Reading) -> tuple[BarChart, ...]:
    """Clauses on records, then targets: a share of records and one of groups do not compare."""
    charts = (_chart(reading, of) for of in ("records", "groups"))
    return tuple(chart for chart in charts if chart is not None)


def _chart(reading: Reading, of: Literal["records", "groups"]) -> BarChart | None:
    results = sorted(
        (r for r in reading.run.clauses if r.verdict == "noncompliant" and (r.counts is not None) == (of == "records")),
        key=worst_first,
    )
    results = [result for result in results if broken_of(result)[1]]
    if not results:
        return None
    shown, notes = reading.capped(results)
    end = _end(shown)
    first = reading.title(shown[0])
    return BarChart(
        title=_title(reading, of),
        description=reading.say(
            f"{len(shown):,} 个条款，最严重的是“{first}”：{_words(reading, shown[0])}",
            f"{plural(len(shown), 'clause')}; the worst is {first}: {_words(reading, shown[0])}",
        ),
        axis=percent(end, decimals=0),
        bars=tuple(_bar(reading, result, end) for result in shown),
        table=_table(reading, shown),
        notes=notes,
    )


def _title(reading: Reading, of: Literal["records", "groups"]) -> str:
    if of == "records":
        return reading.say("违反条款的记录占比", "Share of records that breach")
    return reading.say("未达目标的分组与周期占比", "Share of groups and periods off target")


def _end(results: Sequence[ClauseResult]) -> float:
    most = max(_share(result) for result in results)
    return next(scale for scale in _SCALES if most <= scale)


def _bar(reading: Reading, result: ClauseResult, end: float) -> Bar:
    return Bar(
        label=reading.title(result),
        words=share(*broken_of(result)),
        numbers=_words(reading, result),
        width=round(_share(result) / end * 100, 3),
        severity=result.severity,
    )


def _share(result: ClauseResult) -> float:
    broken, judged = broken_of(result)
    return broken / judged if judged else 0.0


def _words(reading: Reading, result: ClauseResult) -> str:
    broken, judged = broken_of(result)
    return share(broken, judged) + aside(f"{broken:,}/{judged:,}", reading.lang)


def _table(reading: Reading, results: Sequence[ClauseResult]) -> Table:
    say = reading.say
    return Table(
        headings=(
            Heading(say("条款", "Clause")),
            Heading(say("违反", "Broken"), "right"),
            Heading(say("已判定", "Judged"), "right"),
            Heading(say("占比", "Share"), "right"),
        ),
        rows=tuple(
            (
                cell(reading.title(result)),
                *(cell(f"{number:,}") for number in broken_of(result)),
                cell(share(*broken_of(result))),
            )
            for result in results
        ),
    )
