"""What could not be judged, and why: kinds of reasons, clauses, records inside clauses, exports not given."""

from collections import Counter

from guiju.model.run import ClauseResult
from guiju.report.causes import causes
from guiju.report.reading import Reading, gravity
from guiju.report.sheet import Cell, Heading, Section, Table, cell
from guiju.report.tolerated import tolerated
from guiju.report.words import aside, plural

_NAMED = 3
"""References that are named for an export that was not given."""


def undecided(reading: Reading) -> Section | None:
    """Everything without a verdict; None where nothing is."""
    told = (causes(reading), _clauses(reading), _records(reading), _not_given(reading))
    parts = tuple(part for part in told if part is not None)
    if not parts:
        return None
    return Section(title=reading.say("无法判定", "Could not be judged"), tone="warn", parts=parts)


def _clauses(reading: Reading) -> Section | None:
    results = sorted(
        (r for r in reading.run.clauses if r.verdict == "undecided" and not reading.not_given(r)),
        key=lambda result: (not result.blocked, gravity(result), result.clause),
    )
    if not results:
        return None
    shown, notes = reading.capped(results)
    say = reading.say
    return Section(
        title=say("没有结论的条款", "Clauses without a verdict"),
        table=Table(
            headings=(
                Heading(say("条款", "Clause")),
                Heading(say("原因", "Reason")),
                Heading(say("未到期", "Pending"), "right"),
                Heading(say("无法判定", "Undecided"), "right"),
            ),
            rows=tuple(_clause_row(reading, result) for result in shown),
        ),
        notes=notes,
    )


def _clause_row(reading: Reading, result: ClauseResult) -> tuple[Cell, ...]:
    counts = result.counts
    reason = result.reason.in_(reading.lang) if result.reason is not None else "-"
    return (
        cell(reading.title(result), result.clause),
        cell(reason, *tolerated(reading, result), tone="bad" if result.blocked else "plain"),
        cell(f"{counts.pending:,}" if counts is not None else "-"),
        cell(f"{counts.undecided:,}" if counts is not None else _groups(reading, len(_open_groups(result)))),
    )


def _records(reading: Reading) -> Section | None:
    """Reasons inside clauses, whatever the clause's own verdict is."""
    rows = sorted(_reasons(reading), key=lambda row: (-row[2], row[0].clause, row[1]))
    if not rows:
        return None
    shown, notes = reading.capped(rows)
    say = reading.say
    return Section(
        title=say("没有结论的记录和分组", "Records and groups without a verdict"),
        table=Table(
            headings=(
                Heading(say("条款", "Clause")),
                Heading(say("原因", "Reason")),
                Heading(say("数量", "How many"), "right"),
            ),
            rows=tuple(
                (
                    cell(reading.title(result), result.clause),
                    cell(reason),
                    cell(_groups(reading, number) if result.counts is None else f"{number:,}"),
                )
                for result, reason, number in shown
            ),
        ),
        notes=notes,
    )


def _reasons(reading: Reading) -> list[tuple[ClauseResult, str, int]]:
    rows = [(r, reason.text.in_(reading.lang), reason.count) for r in reading.run.clauses for reason in r.reasons]
    for result in reading.run.clauses:
        counted = Counter(_text(reading, result, place) for place in _open_groups(result))
        rows += [(result, reason, number) for reason, number in counted.items()]
    return rows


def _open_groups(result: ClauseResult) -> list[int]:
    return [place for place, group in enumerate(result.groups) if group.verdict == "undecided"]


def _text(reading: Reading, result: ClauseResult, place: int) -> str:
    reason = result.groups[place].reason
    return reason.in_(reading.lang) if reason is not None else reading.say("未说明原因", "no reason given")


def _not_given(reading: Reading) -> Section | None:
    asked = (result for result in reading.run.clauses if reading.not_given(result))
    missing = Counter(result.export for result in asked if result.export is not None)
    if not missing:
        return None
    shown, notes = reading.capped(sorted(missing.items(), key=lambda item: (-item[1], item[0])))
    say = reading.say
    return Section(
        title=say("没有提供的导出文件", "Exports that were not given"),
        table=Table(
            headings=(
                Heading(say("导出", "Export")),
                Heading(say("条款数", "Clauses"), "right"),
                Heading(say("例如", "Such as")),
            ),
            rows=tuple(
                (
                    cell(reading.export_title(export) + aside(export, reading.lang)),
                    cell(f"{number:,}"),
                    cell(", ".join(_refs(reading, export)[:_NAMED]) + (", ..." if number > _NAMED else "")),
                )
                for export, number in shown
            ),
        ),
        notes=notes,
    )


def _refs(reading: Reading, export: str | None) -> list[str]:
    return [r.clause for r in reading.run.clauses if r.export == export and reading.not_given(r)]


def _groups(reading: Reading, number: int) -> str:
    if not number:
        return "-"
    return reading.say(f"{number:,} 组", plural(number, "group"))
