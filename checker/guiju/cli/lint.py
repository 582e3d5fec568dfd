"""`guiju lint` and `guiju schema`: is the pack in order, and what does its form look like."""

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import NOT_USABLE, Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option
from guiju.cli.usage import ChineseCommand


def add(app: typer.Typer, desk: Desk) -> None:
    """Register both commands."""
    t = desk.t
    cls = ChineseCommand if t.lang == "zh" else None

    @app.command(
        "lint",
        cls=cls,
        short_help=t("检查标准包", "Check the pack itself"),
        help=t.help(
            "检查标准包：每个问题一行，写明位置、原因和改法。\n有错误时退出码为 2。",
            "Check the pack itself: one line per problem, with its place and what to do. Exits with 2 on errors.",
            "guiju lint",
            "guiju lint standards",
        ),
    )
    def lint(
        pack: Annotated[Path | None, typer.Argument(metavar="[PACK]", help=t("标准包文件夹", "The pack"))] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        with desk.refusals():
            problems = desk.usecases.lint(desk.pack(pack))
            for problem in problems:
                desk.result(problem.in_(t.lang))
            errors = sum(problem.level == "error" for problem in problems)
            warnings = len(problems) - errors
            desk.tell(f"{errors} 个错误，{warnings} 个提醒", f"errors: {errors}, warnings: {warnings}")
            raise typer.Exit(NOT_USABLE if errors else 0)

    @app.command(
        "schema",
        cls=cls,
        short_help=t("写出 JSON Schema", "Write the JSON Schema files"),
        help=t.help(
            "写出各类记录的 JSON Schema，供编辑器补全和校验。",
            "Write the JSON Schema of every kind of record, for editors to complete and check with.",
            "guiju schema --out schema",
        ),
    )
    def schema(
        out: Annotated[Path, typer.Option("--out", metavar="DIR", help=t("写到哪里", "Where to write"))] = Path(
            "schema"
        ),
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        with desk.refusals():
            for file in desk.usecases.write_schemas(out):
                desk.result(str(file))
