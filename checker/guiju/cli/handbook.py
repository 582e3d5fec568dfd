"""`guiju handbook build`: the pack as pages."""

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option, pack_option
from guiju.cli.usage import ChineseCommand, ChineseGroup


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the group."""
    t = desk.t
    handbook = typer.Typer(
        cls=ChineseGroup if t.lang == "zh" else None,
        rich_markup_mode=None,
        invoke_without_command=True,
        short_help=t("生成手册网站", "Build the handbook site"),
        help=t.help("把标准包变成手册网站。", "The pack as a handbook site.", "guiju handbook build"),
    )

    @handbook.callback()
    def group(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    @handbook.command(
        "build",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("生成中英文网页", "Build the pages in both languages"),
        help=t.help(
            "生成手册网站：中文在 /，英文在 /en/。",
            "Build the handbook site: Chinese at /, English at /en/.",
            "guiju handbook build",
            "guiju handbook build --history runs --out build/site",
        ),
    )
    def build(
        out: Annotated[Path, typer.Option("--out", metavar="DIR", help=t("写到哪里", "Where to write"))] = Path(
            "build/site"
        ),
        history: Annotated[
            Path | None,
            typer.Option(
                "--history",
                metavar="DIR",
                help=t(
                    "文件夹，里面是 guiju check --out 保存的各次检查：页面据此列出结论、走势和试算",
                    "Folder of runs that guiju check --out kept: the pages tell their verdicts, trends and what-ifs",
                ),
            ),
        ] = None,
        pack: Annotated[Path | None, pack_option(t)] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        with desk.refusals():
            with desk.progress() as progress:
                site = desk.usecases.build_handbook(desk.pack(pack), out, history, desk.commands(), progress)
            for left_out in site.left_out:
                desk.tell(left_out.zh, left_out.in_("en"))
            desk.result(str(site.out))

    app.add_typer(handbook, name="handbook")
