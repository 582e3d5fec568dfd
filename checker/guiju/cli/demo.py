"""`guiju demo`: a whole check on sample exports, for a first look."""

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import Format, format_option, lang_option, limit_option, pack_option, report_option
from guiju.cli.usage import ChineseCommand


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "demo",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("用示例数据走一遍", "A whole check on sample exports"),
        help=t.help(
            "用示例数据走一遍检查，并留下文件供翻看。示例不达标时退出码仍为 0。",
            "Check sample exports and keep the files to look at. Exits with 0 although the samples break clauses.",
            "guiju demo",
            "guiju demo --out build/demo --lang zh",
        ),
    )
    def demo(
        out: Annotated[Path, typer.Option("--out", metavar="DIR", help=t("写到哪里", "Where to write"))] = Path(
            "build/demo"
        ),
        pack: Annotated[Path | None, pack_option(t)] = None,
        format_: Annotated[Format, format_option(t)] = "text",
        report: Annotated[Path | None, report_option(t)] = None,
        limit: Annotated[int | None, limit_option(t)] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        with desk.refusals():
            paper = desk.paper(format_, report, limit=limit, kept=True)
            with desk.progress() as progress:
                outcome = desk.usecases.demo(desk.pack(pack), out, desk.commands(), progress)
            desk.report(outcome, paper)
            page = out / "site" / "index.html"
            desk.tell(f"手册：{page}", f"Handbook: {page}")
            books = out / "site" / "books"
            if (reason := desk.usecases.books_left_out()) is not None:
                desk.tell(reason.zh, reason.en or reason.zh)
            if books.is_dir():
                desk.tell(f"Word 和 PDF：{books}", f"Word and PDF: {books}")
