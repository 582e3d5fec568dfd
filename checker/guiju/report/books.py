"""The books of every export: rows read = used + rejected + left out, and what was lost on the way."""

from guiju.model.run import ClauseResult, ExportSummary
from guiju.report.reading import Reading
from guiju.report.sheet import Cell, Heading, Section, Table, cell
from guiju.report.words import aside, moment


def books(reading: Reading) -> Section | None:
    """One row per export, then what was left out or could not be read; None for a run without exports."""
    if not reading.run.exports:
        return None
    say = reading.say
    return Section(
        title=say("数据账目：读入 = 采用 + 拒收 + 排除", "The books: rows read = used + rejected + left out"),
        table=Table(
            headings=(
                Heading(say("导出", "Export")),
                Heading(say("读入", "Read"), "right"),
                Heading(say("采用", "Used"), "right"),
                Heading(say("拒收", "Rejected"), "right"),
                Heading(say("排除", "Left out"), "right"),
                Heading(say("记录数", "Records"), "right"),
                Heading(say("截至", "As of")),
            ),
            rows=tuple(_row(reading, summary) for summary in reading.run.exports),
        ),
        notes=(
            *(line for summary in reading.run.exports for line in _notes(reading, summary)),
            *(line for result in reading.run.clauses for line in _said(reading, result)),
        ),
    )


def _row(reading: Reading, summary: ExportSummary) -> tuple[Cell, ...]:
    left_out = sum(reason.count for reason in summary.left_out)
    return (
        cell(reading.export_title(summary.export) + aside(summary.export, reading.lang), *_files(summary)),
        cell(f"{summary.rows_read:,}"),
        cell(f"{summary.rows_used:,}"),
        cell(f"{summary.rows_rejected:,}", tone="bad" if summary.rows_rejected else "plain"),
        cell(f"{left_out:,}"),
        cell(f"{summary.records:,}"),
        cell(moment(summary.as_of) if summary.as_of is not None else "-"),
    )


def _files(summary: ExportSummary) -> list[str]:
    return [file.path + (f" > {file.member}" if file.member is not None else "") for file in summary.files]


def _notes(reading: Reading, summary: ExportSummary) -> list[str]:
    say, name = reading.say, reading.export_title(summary.export)
    notes = [
        say(f"{name}：排除 {r.count:,} 行：{r.text.zh}", f"{name}: {r.count:,} rows left out: {r.text.in_('en')}")
        for r in summary.left_out
    ]
    notes += [f"{name}{say('：', ': ')}{remark.in_(reading.lang)}" for remark in summary.remarks]
    shown, more = reading.capped(summary.faults)
    notes += [f"{name}{say('：', ': ')}{fault.count:,} × {fault.text.in_(reading.lang)}" for fault in shown]
    notes += more
    if summary.unreadable and not summary.faults:
        cells = ", ".join(f"{column}: {number:,}" for column, number in sorted(summary.unreadable.items()))
        notes.append(say(f"{name}：读不懂的单元格（按列）：{cells}", f"{name}: cells that could not be read: {cells}"))
    if summary.columns_missing:
        missing = ", ".join(_column(reading, summary, name) for name in sorted(summary.columns_missing))
        notes.append(say(f"{name}：缺少的列：{missing}", f"{name}: missing columns: {missing}"))
    if summary.unmapped:
        unmapped = ", ".join(summary.unmapped)
        notes.append(say(f"{name}：没有用到的表头：{unmapped}", f"{name}: headers that no column took: {unmapped}"))
    return [*notes, *(say(f"{name}：{note.zh}", f"{name}: {note.in_('en')}") for note in summary.notes)]


def _said(reading: Reading, result: ClauseResult) -> list[str]:
    """What changed no verdict of a clause, and how often."""
    return [
        reading.say(
            f"{reading.title(result)}：{note.text.zh}（{note.count:,}）",
            f"{reading.title(result)}: {note.text.in_('en')} ({note.count:,})",
        )
        for note in result.notes
    ]


def _column(reading: Reading, summary: ExportSummary, name: str) -> str:
    title = reading.column_title(summary.export, name)
    return name if title == name else name + aside(title, reading.lang)
