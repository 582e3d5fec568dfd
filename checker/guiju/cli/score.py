"""`guiju score`: what a kept run means for agents, teams and the centre."""

# ruff: noqa: PLC0415 - the report is loaded when the command runs, so that `--help` stays fast

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option
from guiju.cli.usage import ChineseCommand

ScoresBy = Literal["score", "group", "period"]
ScoresFormat = Literal["text", "md", "json"]
"""Those of `guiju.report.scores`, which would load rich before `--help` can answer."""


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "score",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("按评分卡给客服、团队和中心打分", "Score agents, teams and the centre by the scorecards"),
        help=t.help(
            "用标准包里的评分卡，把一次检查的结论折成分数和等级。无法判定的条目不算分也不扣分：\n"
            "分数写成最坏与最好两端，两端落在不同等级时不给等级。个人评分卡要用 check --show-pii 的结果。\n"
            "退出码：0 都合格，1 有评分落在不合格的等级，2 用法或标准包有误，3 有评分定不下等级或数据不可靠，\n"
            "5 没有可评分的对象。",
            "Turn the verdicts of a kept run into scores and grades, by the scorecards of the pack. What could not be "
            "judged gives no points and costs none: a score has a worst and a best case, and no grade where they "
            "differ. Cards for persons need a run of check --show-pii. Exit status: 0 all is well, 1 a score fails, "
            "2 wrong usage or invalid pack, 3 a score has no grade or the data are unsound, 5 nothing to score.",
            "guiju score runs/july",
            "guiju score runs/july --card team --by period",
            "guiju score runs/july --card agent --limit 100 --format md > agents.md",
            "guiju score runs/july --format json > scores.json",
        ),
    )
    def score_(
        run: Annotated[Path, typer.Argument(metavar="RUN", help=t("check --out 写出的文件夹", "Folder of a run"))],
        *,
        card: Annotated[
            str | None, typer.Option("--card", metavar="ID", help=t("只用一张评分卡", "One scorecard only"))
        ] = None,
        by: Annotated[
            ScoresBy,
            typer.Option(
                "--by",
                help=t("逐个列出，或按对象、按期间汇总", "Every score, or summed up by group or by period"),
            ),
        ] = "score",
        format_: Annotated[
            ScoresFormat, typer.Option("--format", help=t("报告的格式", "Format of the report"))
        ] = "text",
        limit: Annotated[
            int, typer.Option("--limit", min=1, metavar="N", help=t("每张表最多几行", "Most rows of one table"))
        ] = 20,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        from guiju.report.scores import ToldScores, render_scores, scores_sheet

        with desk.refusals():
            found = desk.usecases.score(run, card)
            told = ToldScores(
                scoring=found.scoring, run=found.run, catalogue=found.catalogue, lang=t.lang, limit=limit, by=by
            )
            if format_ == "text" and sys.stdout.isatty():
                from rich.console import Console

                from guiju.report.terminal import drawn_sheet

                Console(highlight=False).print(drawn_sheet(scores_sheet(told)))
            else:
                desk.result(render_scores(told, format_))
            raise typer.Exit(found.exit_code)
