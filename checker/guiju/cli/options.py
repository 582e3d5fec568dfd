"""Options that several commands share, in the words of one language."""

from typing import Any, Literal

import typer

from guiju.cli.language import Voice

FailOn = Literal["never", "minor", "major", "critical"]
"""`guiju.model.standard.Severity` and `never`."""
Format = Literal["text", "md", "json", "junit", "sarif", "github", "gitlab", "html", "xlsx", "gx"]
"""`xlsx`, `gx` and the names of `guiju.report.formats.FORMATS`, which would load rich before `--help` can answer."""

BookFormat = Literal["docx", "pdf", "all"]
SiteBooks = Literal["none", "whole", "all"]
"""The documents that the site offers: none, the whole handbook, or each standard too."""


def lang_option(t: Voice) -> Any:
    """`--lang`; its value has been read before the command is built."""
    return typer.Option(
        "--lang",
        help=t("语言：zh 或 en，默认看环境变量", "Language; by default from GUIJU_LANG, LC_ALL or LANG"),
        show_default=False,
    )


def pack_option(t: Voice) -> Any:
    """`--pack`."""
    return typer.Option(
        "--pack",
        metavar="DIR",
        help=t("标准包文件夹，默认就近查找 standards/", "The pack; by default the nearest standards/, else GUIJU_PACK"),
    )


def format_option(t: Voice) -> Any:
    """`--format`."""
    return typer.Option("--format", help=t("报告的格式", "Format of the report"))


def report_option(t: Voice) -> Any:
    """`--report`."""
    return typer.Option(
        "--report",
        metavar="FILE",
        help=t("把报告写进文件（gx：文件夹）", "Write the report into a file (gx: a folder), not to stdout"),
    )


def pii_option(t: Voice) -> Any:
    """`--show-pii`."""
    return typer.Option(
        "--show-pii", help=t("写出个人信息（默认隐去）", "Let personal data out, which stay hidden else")
    )


def limit_option(t: Voice) -> Any:
    """`--limit`."""
    return typer.Option(
        "--limit",
        min=1,
        metavar="N",
        help=t("每张表最多几行，默认 20，xlsx 为 10000", "Most rows of one table; 20 by default, 10000 for xlsx"),
    )
