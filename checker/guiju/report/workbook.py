"""The report as a workbook for officers: verdicts, breached records clause by clause, groups, books and rejects."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from guiju.model.catalogue import Catalogue
from guiju.model.plan import FINDING_COLUMNS
from guiju.model.reasons import explain
from guiju.model.run import ClauseResult, Run
from guiju.model.standard import SEVERITY_WORDS
from guiju.model.text import Lang
from guiju.report.books import books
from guiju.report.causes import causes
from guiju.report.contracts import CONTRACT_SEVERITY_WORDS, PROMISED_WORDS, expectation_words, found_words
from guiju.report.digest import digest
from guiju.report.distance import broken_of, worst_first
from guiju.report.leaves import MOST_ROWS, Column, Leaf, workbook_of
from guiju.report.places import handbook_address, handbook_link
from guiju.report.reading import Reading
from guiju.report.sheet import Section
from guiju.report.waived import waivers
from guiju.report.words import VERDICT_WORDS, limit_words

_HOUR_S = 3600.0


class Evidence(Protocol):
    """The rows that a run folder keeps."""

    def findings(self, clause: str, most: int) -> Iterable[Sequence[object]]:
        """Breached records of a clause, with the columns of FINDING_COLUMNS, in file order."""
        ...

    def rejects(self, most: int) -> Iterable[Sequence[object]]:
        """Export, file, row, column, value and reason of what was rejected."""
        ...


def render_workbook(  # noqa: PLR0913 - as the renderers of text, and the rows
    run: Run,
    catalogue: Catalogue,
    *,
    lang: Lang,
    limit: int = 10_000,
    folder: str | None = None,
    evidence: Evidence | None = None,
) -> bytes:
    """An .xlsx file. `limit` is the most rows of a sheet of records; without `evidence` there are no such sheets."""
    most = min(max(limit, 1), MOST_ROWS)
    reading = Reading(run=run, catalogue=catalogue, lang=lang, limit=most, folder=folder)
    leaves = [_summary(reading, kept=evidence is not None)]
    leaves += [_contracts(reading)] if run.contracts else []
    leaves.append(_groups(reading))
    if evidence is not None:
        leaves += [_records(reading, result, evidence) for result in _with_rows(reading)]
    leaves += [_books(reading), _reasons(reading)]
    leaves += [_rejects(reading, evidence)] if evidence is not None else []
    told = waivers(reading)
    leaves += [_waivers(told)] if told is not None and told.table is not None else []
    leaves.append(_provenance(reading))
    return workbook_of(catalogue.pack.title.in_(lang), leaves)


def _with_rows(reading: Reading) -> list[ClauseResult]:
    broken = (r for r in reading.run.clauses if r.counts is not None and (r.verdict == "noncompliant" or r.waived))
    return sorted(broken, key=worst_first)


def _summary(reading: Reading, *, kept: bool) -> Leaf:
    say = reading.say
    sheet = digest(reading.run, reading.catalogue, lang=reading.lang, limit=reading.limit, folder=reading.folder)
    missing = say(
        "没有保存明细，因此没有逐条记录的表（请加 --out）", "No findings were kept: no sheets of records (give --out)"
    )
    return Leaf(
        name=say("概要", "Summary"),
        lines=(sheet.headline, *sheet.lines, *(() if kept else (missing,))),
        columns=(
            Column(title=say("结论", "Verdict"), width=14),
            Column(title=say("严重度", "Severity"), width=10),
            Column(title=say("条款", "Clause"), width=40),
            Column(title=say("编号", "Reference"), width=34),
            Column(title=say("要求", "What it asks"), width=60),
            Column(title=say("导出", "Export"), width=18),
            Column(title=say("违反（条或组）", "Broken (records or groups)"), width=12, kind="integer"),
            Column(title=say("其中豁免", "Waived of them"), width=10, kind="integer"),
            Column(title=say("已判定", "Judged"), width=12, kind="integer"),
            Column(title=say("占比", "Share"), width=9, kind="percent"),
            Column(title=say("未到期", "Pending"), width=10, kind="integer"),
            Column(title=say("无法判定", "Undecided"), width=10, kind="integer"),
            Column(title=say("不计豁免的结论", "Verdict without waivers"), width=14),
            Column(title=say("原因", "Reason"), width=50),
            Column(title=say("手册", "Handbook"), width=50, kind="link"),
        ),
        rows=(_summary_row(reading, result) for result in reading.run.clauses),
    )


def _summary_row(reading: Reading, result: ClauseResult) -> tuple[object, ...]:
    broken, judged = broken_of(result)
    counts = result.counts
    return (
        VERDICT_WORDS[result.verdict].in_(reading.lang),
        SEVERITY_WORDS[result.severity].in_(reading.lang),
        reading.title(result),
        result.clause,
        reading.asked(result),
        reading.export_title(result.export),
        broken,
        result.waived,
        judged,
        broken / judged if judged else None,
        counts.pending if counts is not None else None,
        counts.undecided if counts is not None else len(result.groups) - judged,
        VERDICT_WORDS[result.verdict_without_waivers].in_(reading.lang),
        result.reason.in_(reading.lang) if result.reason is not None else None,
        handbook_link(reading, result.clause) or handbook_address(result.clause),
    )


def _contracts(reading: Reading) -> Leaf:
    say = reading.say
    return Leaf(
        name=say("数据约定", "Contracts"),
        lines=(),
        columns=(
            Column(title=say("结论", "Verdict"), width=14),
            Column(title=say("严重度", "Severity"), width=10),
            Column(title=say("导出", "Export"), width=18),
            Column(title=say("约定", "Expectation"), width=60),
            Column(title=say("不符合", "Unexpected"), width=12, kind="integer"),
            Column(title=say("有值的记录", "Records asked"), width=12, kind="integer"),
            Column(title=say("实际", "Found"), width=60),
            Column(title=say("类型", "Type"), width=44),
        ),
        rows=(
            (
                PROMISED_WORDS[result.verdict].in_(reading.lang),
                CONTRACT_SEVERITY_WORDS[result.severity].in_(reading.lang),
                reading.export_title(contract.export),
                expectation_words(reading, contract, result),
                result.unexpected,
                result.elements - (result.missing or 0) if result.elements is not None else None,
                found_words(reading, result) or None,
                result.type,
            )
            for contract in reading.run.contracts
            for result in contract.expectations
        ),
    )


def _records(reading: Reading, result: ClauseResult, evidence: Evidence) -> Leaf:
    say, breached = reading.say, broken_of(result)[0]
    shown = min(result.findings_written, reading.limit)
    return Leaf(
        name=result.clause,
        lines=(
            reading.title(result),
            reading.asked(result),
            say(
                f"违反 {breached:,} 条，本表列出 {shown:,} 条",
                f"{breached:,} records breach; this sheet lists {shown:,}",
            ),
        ),
        columns=(
            Column(title=say("记录编号", "Key"), width=22),
            Column(title=say("文件", "File"), width=34),
            Column(title=say("行", "Row"), width=9, kind="integer"),
            Column(title=say("起点", "Started"), width=20, kind="moment"),
            Column(title=say("终点", "Ended"), width=20, kind="moment"),
            Column(title=say("期限", "Due"), width=20, kind="moment"),
            Column(title=say("限值", "Limit"), width=14),
            Column(title=say("用时（小时）", "Hours taken"), width=12, kind="number"),
            Column(title=say("涉及的值", "Values"), width=50),
            Column(title=say("修订", "Revision"), width=10),
            Column(title=say("批准", "Approved by"), width=20),
            Column(title=say("豁免", "Waivers"), width=24),
        ),
        rows=_finding_rows(reading, result, evidence),
    )


def _finding_rows(reading: Reading, result: ClauseResult, evidence: Evidence) -> Iterator[tuple[object, ...]]:
    personal = reading.key_is_personal(result.export)
    for found in evidence.findings(result.clause, reading.limit):
        of = dict(zip(FINDING_COLUMNS, found, strict=True))
        limit, taken, role = of["limit"], of["measured_s"], reading.catalogue.roles.get(str(of["approver"]))
        yield (
            reading.say("（个人信息）", "(personal data)") if personal else of["key"],
            of["file"],
            of["row"],
            of["started"],
            of["ended"],
            of["due"],
            limit_words(str(limit), reading.lang) if limit is not None else None,
            taken / _HOUR_S if isinstance(taken, (int, float)) else None,
            of["values"],
            of["revision"],
            role.title.in_(reading.lang) if role is not None else of["approver"],
            of["waivers"],
        )


def _groups(reading: Reading) -> Leaf:
    say = reading.say
    return Leaf(
        name=say("目标的分组", "Groups of targets"),
        lines=(),
        columns=(
            Column(title=say("结论", "Verdict"), width=14),
            Column(title=say("条款", "Clause"), width=40),
            Column(title=say("指标", "KPI"), width=30),
            Column(title=say("分组", "Group"), width=28),
            Column(title=say("周期始于", "Period from"), width=20, kind="moment"),
            Column(title=say("样本", "Cases"), width=10, kind="integer"),
            Column(title=say("缺失", "Missing"), width=10, kind="integer"),
            Column(title=say("单位", "Unit"), width=10),
            Column(title=say("测得值", "Value"), width=12, kind="number"),
            Column(title=say("补齐缺失后最低", "Lowest with missing"), width=12, kind="number"),
            Column(title=say("补齐缺失后最高", "Highest with missing"), width=12, kind="number"),
            Column(title=say("置信区间下端", "Interval from"), width=12, kind="number"),
            Column(title=say("置信区间上端", "Interval to"), width=12, kind="number"),
            Column(title=say("下限", "Lower limit"), width=12, kind="number"),
            Column(title=say("上限", "Upper limit"), width=12, kind="number"),
            Column(title=say("修订", "Revision"), width=10),
            Column(title=say("原因", "Reason"), width=50),
        ),
        rows=(row for result in reading.run.clauses for row in _group_rows(reading, result)),
    )


def _group_rows(reading: Reading, result: ClauseResult) -> Iterator[tuple[object, ...]]:
    known = reading.target(result)
    kpi = known[1] if known is not None else None
    unit, scale = _unit(reading, kpi.unit if kpi is not None else "")
    for group in result.groups:
        bounds = (group.lowest, group.highest, group.interval_low, group.interval_high)
        numbers = (group.value, *bounds, group.limit_low, group.limit_high)
        yield (
            VERDICT_WORDS[group.verdict].in_(reading.lang),
            reading.title(result),
            kpi.title.in_(reading.lang) if kpi is not None else None,
            ", ".join(reading.value_title(result.export, name, value) for name, value in group.by.items()) or None,
            group.period,
            group.cases,
            group.missing,
            unit,
            *(number * scale if number is not None else None for number in numbers),
            group.revision,
            group.reason.in_(reading.lang) if group.reason is not None else None,
        )


def _unit(reading: Reading, unit: str) -> tuple[str, float]:
    """The unit in words, and what a value is multiplied with to stand in it."""
    units = {
        "percent": (reading.say("百分比", "percent"), 100.0),
        "seconds": (reading.say("秒", "seconds"), 1.0),
        "points": (reading.say("分", "points"), 1.0),
        "ratio": (reading.say("比值", "ratio"), 1.0),
        "cases": (reading.say("件", "cases"), 1.0),
    }
    return units.get(unit, (unit, 1.0))


def _books(reading: Reading) -> Leaf:
    say, told = reading.say, books(reading)
    titles = (say("导出", "Export"), say("读入", "Read"), say("采用", "Used"), say("拒收", "Rejected"))
    numbers = (*titles[1:], say("排除", "Left out"), say("记录数", "Records"))
    return Leaf(
        name=say("数据账目", "Books"),
        lines=(told.title, *told.notes) if told is not None else (),
        columns=(
            Column(title=titles[0], width=30),
            *(Column(title=title, width=12, kind="integer") for title in numbers),
            Column(title=say("截至", "As of"), width=20, kind="moment"),
            Column(title=say("条款", "Clauses"), width=10, kind="integer"),
            Column(title=say("已判定的条款", "Clauses judged"), width=12, kind="integer"),
        ),
        rows=(_book_row(reading, export) for export in sorted({r.export or "" for r in reading.run.clauses})),
    )


def _book_row(reading: Reading, export: str) -> tuple[object, ...]:
    summary = reading.summary_of(export)
    clauses = [result for result in reading.run.clauses if (result.export or "") == export]
    judged = sum(result.verdict != "undecided" for result in clauses)
    title = reading.export_title(export or None)
    if summary is None:
        return (f"{title} {reading.say('（没有提供）', '(not given)')}", *[None] * 6, len(clauses), judged)
    left_out = sum(reason.count for reason in summary.left_out)
    return (
        title,
        *(summary.rows_read, summary.rows_used, summary.rows_rejected, left_out, summary.records),
        summary.as_of,
        len(clauses),
        judged,
    )


def _reasons(reading: Reading) -> Leaf:
    say, told = reading.say, causes(reading)
    rows = told.table.rows if told is not None and told.table is not None else ()
    return Leaf(
        name=say("无法判定", "Not judged"),
        lines=tuple(say("：", ": ").join(cell.lines[0] for cell in row) for row in rows),
        columns=(
            Column(title=say("条款", "Clause"), width=40),
            Column(title=say("原因", "Reason"), width=70),
            Column(title=say("数量", "How many"), width=12, kind="integer"),
        ),
        rows=(row for result in reading.run.clauses for row in _reason_rows(reading, result)),
    )


def _reason_rows(reading: Reading, result: ClauseResult) -> Iterator[tuple[object, ...]]:
    if result.verdict == "undecided" and result.reason is not None:
        yield reading.title(result), result.reason.in_(reading.lang), None
    for reason in result.reasons:
        yield reading.title(result), reason.text.in_(reading.lang), reason.count


def _rejects(reading: Reading, evidence: Evidence) -> Leaf:
    say = reading.say
    return Leaf(
        name=say("拒收", "Rejects"),
        lines=(
            say("拒收的行与读不懂的单元格", "Rejected rows and cells that could not be read"),
            say(
                f"最多列出 {reading.limit:,} 条，全部见 rejects.csv",
                f"At most {reading.limit:,}; all stand in rejects.csv",
            ),
        ),
        columns=(
            Column(title=say("导出", "Export"), width=18),
            Column(title=say("文件", "File"), width=34),
            Column(title=say("行", "Row"), width=9, kind="integer"),
            Column(title=say("列", "Column"), width=20),
            Column(title=say("原值", "Value"), width=30),
            Column(title=say("原因", "Reason"), width=60),
        ),
        rows=((*told, explain(str(code)).in_(reading.lang)) for *told, code in evidence.rejects(reading.limit)),
    )


def _waivers(told: Section) -> Leaf:
    table = told.table
    headings, rows = (table.headings, table.rows) if table is not None else ((), ())
    return Leaf(
        name=told.title,
        lines=told.notes,
        columns=tuple(Column(title=heading.title, width=40) for heading in headings),
        rows=(tuple("; ".join(cell.lines) for cell in row) for row in rows),
    )


def _provenance(reading: Reading) -> Leaf:
    say, given = reading.say, reading.run.provenance.model_dump(mode="json")
    files = [file for summary in reading.run.exports for file in summary.files]
    return Leaf(
        name=say("依据", "Provenance"),
        lines=(),
        columns=(Column(title=say("名称", "Name"), width=44), Column(title=say("内容", "Value"), width=80)),
        rows=[
            *((name, value) for name, value in given.items() if value is not None),
            *((file.path + (f" > {file.member}" if file.member else ""), f"SHA-256 {file.sha256}") for file in files),
        ],
    )
