"""`guiju map`: a first profile for a file that no system of the pack knows; `map` itself is a builtin."""

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option, pack_option
from guiju.cli.usage import ChineseCommand


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "map",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("起草一份来源系统的对照", "Draft a system profile from a file"),
        help=t.help(
            "看一个文件的表头和样例，起草它到标准包导出的对照（YAML）。\n改好后存为 standards/systems/名称.yaml。",
            "Draft a system profile (YAML) from a file's headers and samples; mend it and save it as "
            "standards/systems/<name>.yaml.",
            "guiju map tickets.csv",
            "guiju map tickets.csv --export incidents > standards/systems/tickets.yaml",
        ),
    )
    def map_(
        file: Annotated[Path, typer.Argument(metavar="FILE", help=t("一个导出文件", "An export"))],
        export: Annotated[
            str | None, typer.Option("--export", metavar="ID", help=t("对照到哪种导出", "The export it shall become"))
        ] = None,
        pack: Annotated[Path | None, pack_option(t)] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        with desk.refusals():
            desk.result(desk.usecases.draft(file, desk.pack(pack), export))
