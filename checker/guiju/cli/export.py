"""`guiju export`: the pack in the form of other tools."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option, pack_option
from guiju.cli.usage import ChineseCommand

Target = Literal["gx"]
"""Names of the tools."""


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "export",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("把标准包写成其他工具的形式", "Write the pack in the form of another tool"),
        help=t.help(
            "gx：每种导出写一份 Great Expectations 的 suite（数据约定，加上它能表达的条款）。\n"
            "不能表达的条款连同原因列在 README.md 和 not_expressed.json 里。不需要安装 Great Expectations。",
            "gx: a suite of Great Expectations for each export: its contract, and every clause that can be said so. "
            "What cannot stands in README.md and not_expressed.json, with the reason. "
            "Great Expectations need not be installed.",
            "guiju export gx suites",
            "guiju export gx suites --pack standards",
        ),
    )
    def export(
        form: Annotated[Target, typer.Argument(metavar="FORMAT", help=t("gx", "gx"))],
        out: Annotated[Path, typer.Argument(metavar="DIR", help=t("写到哪个文件夹", "Where to write"))],
        pack: Annotated[Path | None, pack_option(t)] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        del form  # there is one
        with desk.refusals():
            for file in desk.usecases.export_suites(desk.pack(pack), out):
                desk.result(str(file))
