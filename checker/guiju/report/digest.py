"""A run as a report without a format: what an officer wants to see, in the order of asking."""

from guiju.model.catalogue import Catalogue
from guiju.model.run import ClauseResult, Run
from guiju.model.text import Lang
from guiju.report.attested import attested
from guiju.report.books import books
from guiju.report.breaches import breaches
from guiju.report.causes import causes_in_words
from guiju.report.contracts import contracts, standing
from guiju.report.reading import Reading
from guiju.report.sheet import Section, Sheet, Tone
from guiju.report.tolerated import tolerated
from guiju.report.undecided import undecided
from guiju.report.waived import waived_words, waivers
from guiju.report.words import aside, moment, plural

_SHORT = 12
"""Characters of a digest or commit that are shown; run.json has it whole."""


def digest(run: Run, catalogue: Catalogue, *, lang: Lang, limit: int, folder: str | None) -> Sheet:
    """The whole report. `limit` is the most rows of one table, `folder` where the run was written."""
    reading = Reading(run=run, catalogue=catalogue, lang=lang, limit=max(limit, 1), folder=folder)
    sections = (
        contracts(reading),
        breaches(reading),
        undecided(reading),
        waivers(reading),
        books(reading),
        compliant(reading),
        _files(reading),
    )
    return Sheet(
        headline=_headline(reading),
        tone=_tone(run),
        lines=(*standing(reading), _exports(reading), _pack(reading), *_law(reading)),
        sections=tuple(section for section in sections if section is not None),
    )


def _tone(run: Run) -> Tone:
    """Good only where nothing is left to be mended: no breach, no broken contract, no clause that is blocked."""
    verdicts = run.verdicts
    if verdicts["noncompliant"]:
        return "bad"
    sound = not run.broken_contracts and not any(result.blocked for result in run.clauses)
    return "good" if verdicts["compliant"] and sound else "warn"


def _headline(reading: Reading) -> str:
    verdicts = reading.run.verdicts
    compliant, noncompliant, open_ = verdicts["compliant"], verdicts["noncompliant"], verdicts["undecided"]
    words = causes_in_words(reading)
    why = reading.say(f"（{words}）", f" ({words})") if words else ""
    return reading.say(
        f"{noncompliant:,} 条不达标，{compliant:,} 条达标，{open_:,} 条无法判定{why}{_without_waivers(reading)}",
        f"{plural(noncompliant, 'clause')} not compliant, {compliant:,} compliant, "
        f"{open_:,} could not be judged{why}{_without_waivers(reading)}",
    )


def _without_waivers(reading: Reading) -> str:
    """The number that is not compliant when nothing is excused, where that differs."""
    excused = sum(result.verdict != result.verdict_without_waivers for result in reading.run.clauses)
    number = sum(result.verdict_without_waivers == "noncompliant" for result in reading.run.clauses)
    return (
        reading.say(f"；不计豁免则 {number:,} 条不达标", f"; {number:,} not compliant without waivers")
        if excused
        else ""
    )


def _exports(reading: Reading) -> str:
    named = [
        reading.export_title(summary.export)
        + (
            reading.say(f"（截至 {moment(summary.as_of)}）", f" (as of {moment(summary.as_of)})")
            if summary.as_of
            else ""
        )
        for summary in reading.run.exports
    ]
    if not named:
        return reading.say("没有读入任何导出文件", "No export was read")
    return reading.say("数据：", "Exports: ") + reading.say("、", ", ").join(named)


def _pack(reading: Reading) -> str:
    provenance = reading.run.provenance
    title = reading.catalogue.pack.title.in_(reading.lang)
    digest_ = provenance.pack_digest[:_SHORT]
    commit = provenance.pack_commit[:_SHORT] if provenance.pack_commit else reading.say("无", "none")
    return reading.say(
        f"标准包：{title}（{provenance.pack}），提交 {commit}，摘要 {digest_}；{provenance.tool}，{provenance.engine}",
        f"Pack: {title} ({provenance.pack}), commit {commit}, digest {digest_}; {provenance.tool}, {provenance.engine}",
    )


def _law(reading: Reading) -> tuple[str, ...]:
    given = reading.run.provenance
    day = given.in_force_on
    ignored = reading.say("判定时没有计入任何豁免", "Judged without any waiver")
    told = (ignored,) if given.without_waivers else ()
    if day is None:
        return told
    return (
        *told,
        reading.say(
            f"全部记录按 {day.isoformat()} 生效的限值判定，而不是按各自发生时的限值",
            f"All records are judged by the limits in force on {day.isoformat()}, not by those of their own time",
        ),
    )


def compliant(reading: Reading) -> Section | None:
    """The clauses that are compliant, a line each; None where none is."""
    results = [result for result in reading.run.clauses if result.verdict == "compliant"]
    if not results:
        return None
    shown, notes = reading.capped(results)
    return Section(
        title=reading.say("达标", "Compliant"),
        tone="good",
        lines=tuple(_compliant_line(reading, result) for result in shown),
        notes=notes,
    )


def _compliant_line(reading: Reading, result: ClauseResult) -> str:
    head = reading.title(result) + aside(result.clause, reading.lang) + reading.say("：", ": ")
    counts = result.counts
    confirmed = attested(reading, result)
    if confirmed is not None:
        return head + confirmed
    if counts is None:
        judged = sum(group.verdict == "compliant" for group in result.groups)
        return (
            head
            + reading.say(f"{judged:,} 组达标", f"{plural(judged, 'group')} compliant")
            + _behind(reading, waived_words(reading, result))
        )
    parts = [reading.say(f"{counts.kept:,} 条符合", f"{counts.kept:,} kept")]
    for number, zh, en in (
        (counts.breached - counts.waived, "条违反（在容许范围内）", "breached (tolerated)"),
        (counts.pending, "条未到期", "pending"),
        (counts.undecided, "条无法判定", "undecided"),
    ):
        parts += [f"{number:,} {reading.say(zh, en)}"] if number else []
    parts += tolerated(reading, result) + waived_words(reading, result)
    return head + reading.say("，", ", ").join(parts)


def _behind(reading: Reading, words: tuple[str, ...]) -> str:
    return "".join(reading.say("，", ", ") + word for word in words)


def _files(reading: Reading) -> Section:
    title = reading.say("文件", "Files")
    if reading.folder is None:
        none = reading.say("没有保存结果（--out DIR 保存明细）", "Nothing was written (--out DIR keeps the findings)")
        return Section(title=title, tone="quiet", lines=(none,))
    breached = sum(result.counts.breached for result in reading.run.clauses if result.counts is not None)
    written = sum(result.findings_written for result in reading.run.clauses)
    folder = reading.folder.rstrip("/")
    findings = f"{folder}/findings.csv, {folder}/findings.parquet"
    most = reading.run.provenance.findings_limit
    most_zh = f"，每条款最多 {most:,} 条" if most is not None else ""
    most_en = f", at most {most:,} a clause" if most is not None else ""
    return Section(
        title=title,
        tone="quiet",
        lines=(
            reading.say(
                f"违反明细 {written:,} 条（共 {breached:,} 条{most_zh}）：{findings}",
                f"{written:,} of {breached:,} findings{most_en}: {findings}",
            ),
            reading.say(f"拒收的行与单元格：{folder}/rejects.csv", f"Rejected rows and cells: {folder}/rejects.csv"),
            reading.say(f"全部结论与依据：{folder}/run.json", f"All verdicts and what they rest on: {folder}/run.json"),
        ),
    )
