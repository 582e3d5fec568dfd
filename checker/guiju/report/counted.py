"""The worst subjects and periods of a cadence: how many events there were, and how many were asked for."""

from guiju.model.checks import Cadence
from guiju.model.run import ClauseResult, Group
from guiju.report.distance import furthest_first
from guiju.report.reading import Reading
from guiju.report.sheet import Cell, Heading, Section, Table, cell


def worst_counts(reading: Reading, result: ClauseResult, cadence: Cadence, *, most: int) -> Section | None:
    """The broken subjects and periods, furthest from what was asked first; None where none is."""
    broken = sorted((g for g in result.groups if g.verdict == "noncompliant"), key=furthest_first)
    if not broken:
        return None
    say, hidden = reading.say, len(broken) - most
    note = say(f"……另有 {hidden:,} 项不达标，见 run.json", f"... and {hidden:,} more, see run.json")
    return Section(
        title=say(f"最差的期间（{reading.title(result)}）", f"The worst periods of {reading.title(result)}"),
        table=Table(
            headings=(
                *(Heading(reading.column_title(cadence.on, name)) for name in cadence.named_by),
                Heading(say("周期始于", "Period from")),
                Heading(_counted(reading, cadence), "right"),
                Heading(say("限值", "Limit"), "right"),
            ),
            rows=tuple(_row(reading, cadence, group) for group in broken[:most]),
        ),
        notes=(note,) if hidden > 0 else (),
    )


def _counted(reading: Reading, cadence: Cadence) -> str:
    if cadence.covers is None:
        return reading.say("次数", "Times")
    column = reading.column_title(cadence.on, cadence.covers)
    return reading.say(f"已覆盖的{column}", f"{column}: covered")


def _row(reading: Reading, cadence: Cadence, group: Group) -> tuple[Cell, ...]:
    value = f"{group.value:,.0f}" if group.value is not None else "-"
    low, high = group.limit_low, group.limit_high
    limit = f"≥ {low:,.0f}" if low is not None else f"≤ {high:,.0f}" if high is not None else "-"
    return (
        *(cell(reading.value_title(cadence.on, name, group.by.get(name))) for name in cadence.named_by),
        cell(group.period or "-"),
        cell(value, tone="bad"),
        cell(limit),
    )
