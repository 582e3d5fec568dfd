"""The report as one HTML page for managers: nothing is fetched, nothing runs, every value is escaped."""

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from guiju.model.catalogue import Catalogue
from guiju.model.run import ClauseResult, Run
from guiju.model.text import Lang
from guiju.report.bars import bar_charts
from guiju.report.books import books
from guiju.report.breaches import breaches
from guiju.report.contracts import contracts, standing
from guiju.report.digest import compliant, digest
from guiju.report.reading import Reading
from guiju.report.sheet import Heading, Section, Table, Tone, cell
from guiju.report.trends import trends
from guiju.report.undecided import undecided
from guiju.report.waived import waivers
from guiju.report.words import moment, safe


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One number of the headline, and its part of the coverage bar."""

    number: int
    words: str
    tone: Tone
    start: float
    """Percent of all clauses before it."""
    width: float


def render_html(run: Run, catalogue: Catalogue, *, lang: Lang, limit: int = 20, folder: str | None = None) -> str:
    """Verdicts, charts with their figures, worst groups, coverage, reasons, books and provenance."""
    reading = Reading(run=run, catalogue=catalogue, lang=lang, limit=max(limit, 1), folder=folder)
    drawn, not_drawn = trends(reading)
    return (
        _templates()
        .get_template("report.html.j2")
        .render(
            lang="zh-CN" if lang == "zh" else "en",
            say=reading.say,
            title=catalogue.pack.title.in_(lang),
            organisation=catalogue.pack.organisation.in_(lang),
            sheet=digest(run, catalogue, lang=lang, limit=limit, folder=folder),
            standing=standing(reading),
            contracts=contracts(reading),
            law=_law(reading),
            until=max((summary.as_of for summary in run.exports if summary.as_of is not None), default=None),
            tiles=_tiles(reading),
            bars=bar_charts(reading),
            trends=drawn,
            trend_notes=not_drawn,
            breaches=breaches(reading),
            coverage=_coverage(reading),
            undecided=undecided(reading),
            waivers=waivers(reading),
            books=books(reading),
            compliant=compliant(reading),
            provenance=_provenance(reading),
            files=_files(reading),
        )
        .rstrip("\n")
        + "\n"
    )


def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("guiju.report"),
        autoescape=True,
        finalize=_plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _plain(value: object) -> object:
    """Control and direction characters spelled out; what a macro made stays as it is."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _law(reading: Reading) -> str | None:
    """What has to stand at the top where past data were judged by the law of another day."""
    day = reading.run.provenance.in_force_on
    if reading.run.provenance.without_waivers and day is None:
        return reading.say("判定时没有计入任何豁免", "Judged without any waiver")
    if day is None:
        return None
    return reading.say(
        f"全部记录按 {day.isoformat()} 生效的限值判定",
        f"All records are judged by the limits in force on {day.isoformat()}",
    )


def _tiles(reading: Reading) -> tuple[Tile, ...]:
    verdicts, say = reading.run.verdicts, reading.say
    absent = sum(reading.not_given(result) for result in reading.run.clauses)
    counted: tuple[tuple[int, str, Tone], ...] = (
        (verdicts["noncompliant"], say("条不达标", "not compliant"), "bad"),
        (verdicts["compliant"], say("条达标", "compliant"), "good"),
        (verdicts["undecided"] - absent, say("条无法判定", "could not be judged"), "warn"),
        (absent, say("条没有数据", "without data"), "quiet"),
    )
    whole, before, tiles = sum(number for number, _, _ in counted) or 1, 0, list[Tile]()
    for number, words, tone in counted:
        start, width = before / whole * 100, number / whole * 100
        tiles.append(Tile(number=number, words=words, tone=tone, start=round(start, 3), width=round(width, 3)))
        before += number
    return tuple(tiles)


def _coverage(reading: Reading) -> Section:
    """Each export with its clauses: judged, not judged, not given."""
    say = reading.say
    exports = sorted({result.export or "" for result in reading.run.clauses})
    return Section(
        title=say("覆盖范围", "Coverage"),
        table=Table(
            headings=(
                Heading(say("导出", "Export")),
                Heading(say("条款", "Clauses"), "right"),
                Heading(say("已判定", "Judged"), "right"),
                Heading(say("无法判定", "Not judged"), "right"),
                Heading(say("没有提供", "Not given"), "right"),
            ),
            rows=tuple(
                (
                    cell(reading.export_title(export or None)),
                    *(cell(f"{number:,}") for number in _counted(reading, export or None)),
                )
                for export in exports
            ),
        ),
    )


def _counted(reading: Reading, export: str | None) -> tuple[int, int, int, int]:
    results: list[ClauseResult] = [result for result in reading.run.clauses if result.export == export]
    judged = sum(result.verdict != "undecided" for result in results)
    absent = sum(reading.not_given(result) for result in results)
    return len(results), judged, len(results) - judged - absent, absent


def _provenance(reading: Reading) -> tuple[tuple[str, str], ...]:
    given, say = reading.run.provenance, reading.say
    rows = (
        (say("工具", "Tool"), f"{given.tool}, {given.engine}"),
        (say("标准包", "Pack"), given.pack),
        (say("标准包摘要", "Digest of the pack"), given.pack_digest),
        (say("标准包提交", "Commit of the pack"), given.pack_commit),
        (say("来源系统", "System"), given.system),
        (say("截至（指定）", "As of (as given)"), moment(given.as_of) if given.as_of is not None else None),
        (say("按哪天的限值", "Limits of"), given.in_force_on.isoformat() if given.in_force_on is not None else None),
        (say("结果文件夹", "Run folder"), reading.folder),
    )
    return tuple((name, value) for name, value in rows if value is not None)


def _files(reading: Reading) -> Table:
    say = reading.say
    return Table(
        headings=(
            Heading(say("文件", "File")),
            Heading(say("行数", "Rows"), "right"),
            Heading(say("字节", "Bytes"), "right"),
            Heading("SHA-256"),
        ),
        rows=tuple(
            (
                cell(file.path + (f" > {file.member}" if file.member is not None else "")),
                cell(f"{file.rows:,}"),
                cell(f"{file.size:,}"),
                cell(file.sha256),
            )
            for summary in reading.run.exports
            for file in summary.files
        ),
    )
