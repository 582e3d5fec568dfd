"""The entry point: settle the language, build the commands in it, run one."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from guiju import __version__
from guiju.cli import check, coverage, demo, doctor, export, handbook, lint, map_, report, score, verify, why
from guiju.cli.desk import Desk
from guiju.cli.language import Tongue, Voice, pick
from guiju.cli.options import lang_option
from guiju.cli.usage import ChineseGroup, refusal_in_chinese
from guiju.cli.usecases import UseCases

if TYPE_CHECKING:
    from guiju.model.manual import Command

_INTERRUPTED = 130
_RARELY = (50_000, 20, 20)
"""Modules and the pack live until the command ends; looking for garbage among them took a tenth of a short run."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command that `argv` (the process's own by default) names, and exit with its status."""
    words = sys.argv[1:] if argv is None else list(argv)
    voice = Voice(pick(words, os.environ))
    _never_fail_to_print()
    gc.set_threshold(*_RARELY)
    try:
        status = build(voice, UseCases())(args=words, prog_name="guiju", standalone_mode=False)
    except typer.TyperException as error:
        message = error.format_message()
        sys.stderr.write(
            voice("错误：", "Error: ") + (refusal_in_chinese(message) if voice.lang == "zh" else message) + "\n"
        )
        sys.stderr.write(voice("guiju --help 说明用法。", "Try guiju --help.") + "\n")
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(_INTERRUPTED)
    sys.exit(status or 0)


def build(t: Voice, usecases: UseCases) -> typer.Typer:
    """The whole command line in one language."""
    app = typer.Typer(
        name="guiju",
        cls=ChineseGroup if t.lang == "zh" else None,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        invoke_without_command=True,
        help=t.help(
            "规矩：把服务标准写成可检查的记录，拿运营数据逐条判定。",
            "Service standards as records that data are checked against.",
            "guiju demo",
            "guiju lint standards",
            "guiju check complaints.csv --out runs/july",
            "guiju why runs/july C-0042",
        ),
    )
    _add_root(app, t)
    desk = Desk(t, usecases, _reference)
    for group in (lint, coverage, check, report, score, why, verify, map_, handbook, export, demo, doctor):
        group.add(app, desk)
    return app


def _reference() -> "tuple[Command, ...]":
    from guiju.cli.reference import reference  # noqa: PLC0415 - loads the model, which `--help` does without

    return reference(zh=build(Voice("zh"), UseCases()), en=build(Voice("en"), UseCases()))


def _add_root(app: typer.Typer, t: Voice) -> None:
    @app.callback()
    def root(
        context: typer.Context,
        *,
        version: Annotated[bool, typer.Option("--version", help=t("显示版本。", "Show the version."))] = False,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        if version:
            typer.echo(f"guiju {__version__}")
        elif context.invoked_subcommand is None:
            typer.echo(context.get_help())


def _never_fail_to_print() -> None:
    """What the terminal's encoding cannot show is spelled out instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
