"""`guiju verify`: a kept run made again from what it rests on."""

# ruff: noqa: PLC0415 - the report is loaded when the command runs, so that `--help` stays fast

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option
from guiju.cli.usage import ChineseCommand


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "verify",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("照原样重做一次检查并比较", "Repeat a kept run and compare"),
        help=t.help(
            "按保存的依据（数据及其 SHA-256、标准包摘要、参数）把一次检查重做一遍，逐项比较结论和明细。\n"
            "退出码：0 完全一致，1 有差别或依据已变，2 用法或标准包有误，3 数据已不在或无法读取。",
            "Repeat a kept run from what it rests on (inputs by SHA-256, the pack's digest, all arguments) and compare "
            "verdicts and evidence. Exit status: 0 the same, 1 something differs or has changed, 2 wrong usage or "
            "invalid pack, 3 an input is gone or cannot be read.",
            "guiju verify runs/july",
            "guiju verify runs/july --inputs archive/2025-07",
            "guiju verify runs/july --pack ../standards-of-july",
        ),
    )
    def verify(
        run: Annotated[Path, typer.Argument(metavar="RUN", help=t("check --out 写出的文件夹", "Folder of a run"))],
        *,
        inputs: Annotated[
            Path | None,
            typer.Option("--inputs", metavar="DIR", help=t("数据移到了哪个文件夹", "Where its inputs have moved to")),
        ] = None,
        pack: Annotated[
            Path | None,
            typer.Option("--pack", metavar="DIR", help=t("标准包移到了哪里", "Where its pack has moved to")),
        ] = None,
        limit: Annotated[
            int, typer.Option("--limit", min=1, metavar="N", help=t("最多列出几处差别", "Most differences to list"))
        ] = 20,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        from guiju.report.verified import render_verification

        with desk.refusals():
            with desk.progress() as progress:
                found = desk.usecases.verify(run, inputs, pack, progress)
            desk.result(render_verification(found, lang=t.lang, limit=limit))
            raise typer.Exit(0 if found.holds else 1)
