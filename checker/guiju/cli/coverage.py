"""`guiju coverage`: which demands of the sources the pack answers, and by what."""

# ruff: noqa: PLC0415 - the report is loaded when the command runs, so that `--help` stays fast

import re
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option
from guiju.cli.usage import ChineseCommand

CoverageFormat = Literal["text", "md", "json"]
"""`guiju.report.coverage.CoverageFormat`, which would load rich before `--help` can answer."""
_KINDS = "number, gap, rule, conflict, heading, role, flow, enumeration, governance, capability"
"""The keys of `guiju.model.demand.KINDS`, which would load pydantic before `--help` can answer."""
_NOT_COVERED = 1
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)\s*%?", re.ASCII)


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "coverage",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("来源文件的要求落实了多少", "Which demands of the sources are answered"),
        help=t.help(
            "来源文件的每项要求由什么落实：核对、人工确认、岗位、术语……，哪些还没有落实，\n"
            "哪些规则数据可以判定却没有核对在运行。加 --fail-under 时，落实率不足则退出码为 1。",
            "What answers each demand of the sources (a check, a person, a role, a term ...), what is open, and which "
            "rules data could decide while no check runs. With --fail-under, exits with 1 when less is answered.",
            "guiju coverage",
            "guiju coverage --source quality-handbook --kind rule --limit 200",
            "guiju coverage --format json > coverage.json",
            "guiju coverage --fail-under 100%",
        ),
    )
    def coverage(  # noqa: PLR0913 - one argument an option
        pack: Annotated[Path | None, typer.Argument(metavar="[PACK]", help=t("标准包文件夹", "The pack"))] = None,
        *,
        source: Annotated[
            str | None, typer.Option("--source", metavar="ID", help=t("只看一份来源文件", "One source only"))
        ] = None,
        kind: Annotated[
            str | None,
            typer.Option(
                "--kind", metavar="KIND", help=t(f"只看一类要求：{_KINDS}", f"One kind of demand only: {_KINDS}")
            ),
        ] = None,
        format_: Annotated[
            CoverageFormat, typer.Option("--format", help=t("报告的格式", "Format of the report"))
        ] = "text",
        limit: Annotated[
            int, typer.Option("--limit", min=1, metavar="N", help=t("每张清单最多几行", "Most rows of one list"))
        ] = 20,
        fail_under: Annotated[
            str | None,
            typer.Option(
                "--fail-under",
                metavar="SHARE",
                help=t("落实率低于它则退出码为 1，如 100%", "Exit with 1 when less is answered, as 100%"),
            ),
        ] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        from guiju.report.coverage import render_coverage

        with desk.refusals():
            least = _share(fail_under)
            catalogue, found = desk.usecases.trace(desk.pack(pack), source, kind)
            desk.result(render_coverage(found, catalogue, lang=t.lang, limit=limit, format_=format_))
            if least is not None and found.share < least:
                desk.tell(f"落实率不足 {fail_under}", f"Less than {fail_under} is answered")
                raise typer.Exit(_NOT_COVERED)


def _share(written: str | None) -> Fraction | None:
    """`95%` or `95` as 19/20.

    Raises:
        Misuse: it is no percentage from 0 to 100.
    """
    from guiju.model.problem import Misuse
    from guiju.model.text import Text

    if written is None:
        return None
    match = _SHARE.fullmatch(written.strip())
    if match is None or Fraction(match[1]) > 100:  # noqa: PLR2004 - percent
        zh, en = f"--fail-under {written} 不是百分比；请写成 95%", f"--fail-under {written} is no percentage; write 95%"
        raise Misuse(message=Text(zh=zh, en=en))
    return Fraction(match[1]) / 100
