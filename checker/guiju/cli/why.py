"""`guiju why`: one record, what happened, and what every clause says about it."""

# ruff: noqa: PLC0415 - the model is loaded when the command runs, so that `--help` stays fast

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import NOTHING_CHECKED, Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option, pii_option
from guiju.cli.usage import ChineseCommand
from guiju.cli.usecases import WhyWords


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "why",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("说明一条记录的结论", "Explain the verdicts on one record"),
        help=t.help(
            "说明一条记录为何如此判定：经过、限值、超出多少、依据哪次修订。",
            "Explain one record: what happened when, which limit held, by how much it was missed, by which revision.",
            "guiju why runs/july C-0042",
            "guiju why runs/july C-0042 --export complaints",
            "guiju why runs/july --row 17 --export complaints",
        ),
    )
    def why(
        run: Annotated[Path, typer.Argument(metavar="RUN", help=t("check --out 写出的文件夹", "Folder of a run"))],
        key: Annotated[str | None, typer.Argument(metavar="KEY", help=t("记录的编号", "The record's key"))] = None,
        *,
        row: Annotated[
            int | None,
            typer.Option("--row", min=1, metavar="N", help=t("记录所在的行号", "The record's row in its file")),
        ] = None,
        export: Annotated[
            str | None, typer.Option("--export", metavar="ID", help=t("只在这种导出中找", "Look in this export only"))
        ] = None,
        show_pii: Annotated[bool, pii_option(t)] = False,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        from guiju.report.timeline import render_story

        if key is None and row is None:
            said = t("请给出记录的编号，或用 --row 给出行号", "give the record's key, or its row with --row")
            raise typer.BadParameter(said, param_hint="KEY")
        with desk.refusals():
            with desk.progress() as progress:
                words = WhyWords(run=run, key=key, row=row, export=export, show_pii=show_pii)
                stories = desk.usecases.why(words, progress)
            if not stories:
                named = key if key is not None else row
                desk.tell(f"没有 {named!r} 这条记录", f"there is no record {named!r}")
                raise typer.Exit(NOTHING_CHECKED)
            desk.result(render_story(stories, lang=t.lang))
