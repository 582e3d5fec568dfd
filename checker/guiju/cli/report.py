"""`guiju report`: a kept run told again, in another format or language."""

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import Format, format_option, lang_option, limit_option, report_option
from guiju.cli.usage import ChineseCommand


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "report",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("换一种格式再讲一次检查结果", "Tell a kept run again, in any format"),
        help=t.help(
            "把保存的检查结果换一种格式或语言再讲一次。标准包须与检查时相同。写出报告后退出码为 0。",
            "Tell a kept run again, in another format or language. The pack must be what it was. "
            "Exits with 0 once the report is out.",
            "guiju report runs/july",
            "guiju report runs/july --format sarif --report july.sarif",
        ),
    )
    def report_(
        run: Annotated[Path, typer.Argument(metavar="RUN", help=t("check --out 写出的文件夹", "Folder of a run"))],
        format_: Annotated[Format, format_option(t)] = "text",
        report: Annotated[Path | None, report_option(t)] = None,
        limit: Annotated[int | None, limit_option(t)] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        with desk.refusals():
            paper = desk.paper(format_, report, limit=limit, kept=True)
            desk.report(desk.usecases.reread(run), paper)
