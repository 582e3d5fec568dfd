"""What keeps clauses from their verdict, how many of each kind there are, and what to do about it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from guiju.model.cause import Cause
from guiju.model.run import ClauseResult
from guiju.model.text import Text
from guiju.report.reading import Reading
from guiju.report.sheet import Cell, Heading, Section, Table, cell

_OTHER = Text(zh="其他原因", en="other reasons")
_NAMES: Mapping[Cause, Text] = {
    "not-given": Text(zh="没有提供导出", en="export not given"),
    "columns": Text(zh="数据缺少列", en="column missing"),
    "untold": Text(zh="来源系统没有记下", en="not told by the source system"),
    "not-in-force": Text(zh="当时尚未生效", en="not in force at the time"),
    "no-records": Text(zh="没有适用的记录", en="no record in scope"),
    "early": Text(zh="尚未到期或样本不足", en="not due yet, or too few cases"),
    "no-now": Text(zh="不知道以何时为现在", en="no time to judge by"),
    "open": Text(zh="有记录或分组无法判定", en="records or groups undecided"),
    "waived": Text(zh="违反均已豁免", en="every breach waived"),
}
_REMEDIES: Mapping[Cause, Text] = {
    "not-given": Text(
        zh="一并给出这些导出（见下表）；文件认不出时写成 导出=文件",
        en="give these exports in the same check (listed below); write export=file where a file is not recognised",
    ),
    "columns": Text(
        zh="让系统导出这些列，或在来源系统的对照（systems/）里写明它叫什么",
        en="have the system export these columns, or say in its profile (systems/) what they are called there",
    ),
    "untold": Text(
        zh="换用记有这些事项的日志；系统若总会记下，就写进对照的 complete",
        en="export a log that tells this; where the system always does, list it under `complete` in its profile",
    ),
    "not-in-force": Text(
        zh="标准生效前的数据不判定：换较新的数据，或用 --in-force-on 日期 试算",
        en="data from before a standard are not judged by it: give newer data, or try --in-force-on DATE",
    ),
    "no-records": Text(
        zh="确实没有这类记录就不必处理；否则核对对照里的取值",
        en="nothing to do if there were none; else see how the profile maps the values that the clause asks for",
    ),
    "early": Text(zh="不必处理：等有了更多数据再核对", en="nothing to mend: check again with later data"),
    "no-now": Text(zh="用 --as-of 指明时间", en="give the time with --as-of"),
    "open": Text(
        zh="原因和数量见下表：补齐或改正数据（--out 写出的 rejects.csv 列有读不懂的单元格）",
        en="the reasons and their counts stand below: complete or mend the data (--out lists unreadable cells in "
        "rejects.csv)",
    ),
    "waived": Text(zh="豁免到期后再核对", en="check again when the waivers have ended"),
}
_DETAILED: tuple[Cause, ...] = ("columns", "untold")
"""Kinds whose reasons name what is missing, so that the same one is worth a line with its count."""
_MOST_DETAILS = 5


def causes(reading: Reading) -> Section | None:
    """A row for each kind of reason, the most frequent first; None where every clause has a verdict."""
    counted = _counted(reading)
    if not counted:
        return None
    say = reading.say
    return Section(
        title=say("为什么没有结论", "Why there is no verdict"),
        table=Table(
            headings=(
                Heading(say("原因", "Reason")),
                Heading(say("条款数", "Clauses"), "right"),
                Heading(say("怎么办", "What to do")),
            ),
            rows=tuple(_row(reading, cause, results) for cause, results in counted),
        ),
        notes=tuple(line for cause, results in counted if cause in _DETAILED for line in _details(reading, results)),
    )


def causes_in_words(reading: Reading) -> str:
    """`506 export not given, 81 column missing`; empty where every clause has a verdict."""
    return reading.say("，", ", ").join(
        reading.say(f"{len(results):,} 条{name.zh}", f"{len(results):,} {name.in_('en')}")
        for name, results in ((_name(cause), results) for cause, results in _counted(reading))
    )


def _counted(reading: Reading) -> list[tuple[Cause | None, list[ClauseResult]]]:
    found: dict[Cause | None, list[ClauseResult]] = {}
    for result in reading.run.clauses:
        if result.verdict == "undecided":
            found.setdefault(_cause(reading, result), []).append(result)
    return sorted(found.items(), key=lambda each: (-len(each[1]), each[0] or ""))


def _cause(reading: Reading, result: ClauseResult) -> Cause | None:
    """Runs that were kept before causes were told have none but this one, which shows by itself."""
    return "not-given" if result.cause is None and reading.not_given(result) else result.cause


def _row(reading: Reading, cause: Cause | None, results: Sequence[ClauseResult]) -> tuple[Cell, ...]:
    remedy = _REMEDIES[cause].in_(reading.lang) if cause is not None else "-"
    return (
        cell(_name(cause).in_(reading.lang)),
        cell(f"{len(results):,}"),
        cell(remedy),
    )


def _name(cause: Cause | None) -> Text:
    return _NAMES[cause] if cause is not None else _OTHER


def _details(reading: Reading, results: Sequence[ClauseResult]) -> list[str]:
    """The most frequent reasons, each with the number of clauses, and how many more there are."""
    reasons = Counter(result.reason.in_(reading.lang) for result in results if result.reason is not None)
    ordered = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    lines = [f"{number:,} × {reason}" for reason, number in ordered[:_MOST_DETAILS]]
    hidden = ordered[_MOST_DETAILS:]
    rest = sum(number for _, number in hidden)
    more = reading.say(f"另有 {len(hidden):,} 种，共 {rest:,} 条", f"{len(hidden):,} more reasons, {rest:,} clauses")
    return [*lines, *([more] if hidden else [])]
