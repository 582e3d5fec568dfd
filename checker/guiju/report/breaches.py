"""What is not compliant, worst first, and for targets the groups that are furthest from their limit."""

from guiju.model.checks import Target
from guiju.model.kpi import Kpi
from guiju.model.run import ClauseResult, Group
from guiju.model.standard import SEVERITY_WORDS
from guiju.report.attested import attested
from guiju.report.counted import worst_counts
from guiju.report.distance import bound_words, broken_of, furthest_first, value_words, worst_first
from guiju.report.reading import Reading
from guiju.report.sheet import Cell, Heading, Section, Table, cell
from guiju.report.tolerated import tolerated
from guiju.report.waived import waived_words
from guiju.report.words import plural, share

_WORST = 5
"""Groups of one target that are shown; all of them stand in run.json."""


def breaches(reading: Reading) -> Section | None:
    """The table of clauses that are not compliant; None where all are."""
    results = sorted((r for r in reading.run.clauses if r.verdict == "noncompliant"), key=worst_first)
    if not results:
        return None
    shown, notes = reading.capped(results)
    return Section(
        title=reading.say("不达标（最严重的在前）", "Not compliant, worst first"),
        tone="bad",
        table=Table(headings=_headings(reading), rows=tuple(_row(reading, result) for result in shown)),
        notes=notes,
        parts=tuple(part for result in shown if (part := _worst_groups(reading, result)) is not None),
    )


def _headings(reading: Reading) -> tuple[Heading, ...]:
    say = reading.say
    return (
        Heading(say("严重度", "Severity")),
        Heading(say("条款与要求", "Clause and what it asks")),
        Heading(say("应检", "In scope"), "right"),
        Heading(say("违反", "Breached"), "right"),
        Heading(say("占比", "Share"), "right"),
        Heading(say("没有结论", "No verdict"), "right"),
    )


def _row(reading: Reading, result: ClauseResult) -> tuple[Cell, ...]:
    breached, judged = broken_of(result)
    counts = result.counts
    if counts is not None:
        in_scope, broken = f"{counts.in_scope:,}", f"{breached:,}"
    elif result.kind == "attest":
        in_scope, broken = "-", "-"
    else:
        in_scope, broken = (_groups(reading, number) for number in (len(result.groups), breached))
    return (
        cell(SEVERITY_WORDS[result.severity].in_(reading.lang), tone="bad" if result.severity != "minor" else "warn"),
        cell(reading.title(result), result.clause, reading.asked(result), *_details(reading, result)),
        cell(in_scope),
        cell(broken, *_waived(reading, result), tone="bad"),
        cell(share(breached, judged)),
        cell(*_open(reading, result, judged)),
    )


def _details(reading: Reading, result: ClauseResult) -> tuple[str, ...]:
    """What the numbers do not tell: the share that was asked, the confirmation that is missing, the waivers."""
    confirmed = attested(reading, result)
    waivers_ = waived_words(reading, result)[1:]
    return (*tolerated(reading, result), *((confirmed,) if confirmed is not None else ()), *waivers_)


def _waived(reading: Reading, result: ClauseResult) -> tuple[str, ...]:
    return (reading.say(f"其中豁免 {result.waived:,}", f"{result.waived:,} waived"),) if result.waived else ()


def _open(reading: Reading, result: ClauseResult, judged: int) -> tuple[str, ...]:
    """What has no verdict yet, and what can have none."""
    counts, say = result.counts, reading.say
    if result.kind == "attest":
        return ("-",)
    if counts is None:
        without = len(result.groups) - judged
        return (_groups(reading, without) if without else "-",)
    pending = (say(f"{counts.pending:,} 未到期", f"{counts.pending:,} pending"),) if counts.pending else ()
    open_ = (say(f"{counts.undecided:,} 无法判定", f"{counts.undecided:,} undecided"),) if counts.undecided else ()
    return pending + open_ or ("-",)


def _groups(reading: Reading, number: int) -> str:
    return reading.say(f"{number:,} 组", plural(number, "group"))


def _worst_groups(reading: Reading, result: ClauseResult) -> Section | None:
    cadence = reading.cadence(result)
    if cadence is not None:
        return worst_counts(reading, result, cadence, most=_WORST)
    known = reading.target(result)
    if known is None or not result.groups:
        return None
    target, kpi = known
    broken = sorted((g for g in result.groups if g.verdict == "noncompliant"), key=furthest_first)
    hidden = len(broken) - _WORST
    note = reading.say(f"……另有 {hidden:,} 组不达标，见 run.json", f"... and {hidden:,} more groups, see run.json")
    return Section(
        title=reading.say(f"最差的组（{reading.title(result)}）", f"The worst groups of {reading.title(result)}"),
        table=Table(
            headings=_group_headings(reading, target, kpi),
            rows=tuple(_group_row(reading, target, kpi, group) for group in broken[:_WORST]),
        ),
        notes=(note,) if hidden > 0 else (),
    )


def _group_headings(reading: Reading, target: Target, kpi: Kpi) -> tuple[Heading, ...]:
    say = reading.say
    return (
        *(Heading(reading.column_title(kpi.on, name)) for name in target.by),
        *((Heading(say("周期始于", "Period from")),) if target.every is not None else ()),
        Heading(say("样本", "Cases"), "right"),
        Heading(kpi.title.in_(reading.lang), "right"),
        Heading(say("限值", "Limit"), "right"),
    )


def _group_row(reading: Reading, target: Target, kpi: Kpi, group: Group) -> tuple[Cell, ...]:
    return (
        *(cell(reading.value_title(kpi.on, name, group.by.get(name))) for name in target.by),
        *((cell(group.period or "-"),) if target.every is not None else ()),
        cell(f"{group.cases:,}"),
        cell(*value_words(reading, kpi, group), tone="bad"),
        cell(bound_words(reading, target, kpi, group)),
    )
