"""`guiju handbook`: the pack as pages, and as documents."""

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import Desk
from guiju.cli.language import Tongue
from guiju.cli.options import BookFormat, SiteBooks, lang_option, pack_option
from guiju.cli.usage import ChineseCommand, ChineseGroup
from guiju.cli.usecases import BookWords


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the group."""
    t = desk.t
    handbook = typer.Typer(
        cls=ChineseGroup if t.lang == "zh" else None,
        rich_markup_mode=None,
        invoke_without_command=True,
        short_help=t("生成手册网站和 Word、PDF", "Build the handbook: site, Word and PDF"),
        help=t.help(
            "把标准包变成手册网站，或 Word 和 PDF 文件。",
            "The pack as a handbook site, or as Word and PDF.",
            "guiju handbook build",
            "guiju handbook book",
        ),
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
            "guiju handbook build --books all",
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
        books: Annotated[
            SiteBooks,
            typer.Option(
                "--books",
                help=t(
                    "网站附 Word 和 PDF：whole 整本，all 连同每项标准（要几分钟）",
                    "Word and PDF on the site: whole handbook, or all, each standard too (takes minutes)",
                ),
            ),
        ] = "none",
        pack: Annotated[Path | None, pack_option(t)] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        with desk.refusals():
            with desk.progress() as progress:
                site = desk.usecases.build_handbook(desk.pack(pack), out, history, books, desk.commands(), progress)
            for left_out in site.left_out:
                desk.tell(left_out.zh, left_out.in_("en"))
            desk.result(str(site.out))

    _add_book(handbook, desk)
    app.add_typer(handbook, name="handbook")


def _add_book(handbook: typer.Typer, desk: Desk) -> None:
    t = desk.t

    @handbook.command(
        "book",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("生成 Word 和 PDF", "Make Word and PDF documents"),
        help=t.help(
            "把整本手册或一项标准写成 Word 和 PDF，中英文各一份。",
            "Write the whole handbook, or one standard, as Word and PDF, in both languages.",
            "guiju handbook book",
            "guiju handbook book --format docx --lang zh",
            "guiju handbook book --standard complaint-handling",
        ),
    )
    def book(
        format_: Annotated[BookFormat, typer.Option("--format", help=t("文件格式", "Format"))] = "all",
        standard: Annotated[
            str | None,
            typer.Option("--standard", metavar="ID", help=t("只要这一项标准", "Only this standard")),
        ] = None,
        out: Annotated[Path, typer.Option("--out", metavar="DIR", help=t("写到哪里", "Where to write"))] = Path(
            "build/books"
        ),
        pack: Annotated[Path | None, pack_option(t)] = None,
        lang: Annotated[
            Tongue | None,
            typer.Option("--lang", help=t("只要这种语言，默认两种", "Only this language; both by default")),
        ] = None,
    ) -> None:
        with desk.refusals():
            words = BookWords(pack=desk.pack(pack), out=out, format=format_, lang=lang, standard=standard)
            with desk.progress() as progress:
                made = desk.usecases.make_books(words, progress)
            desk.result("\n".join(map(str, made)))
