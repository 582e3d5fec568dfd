"""The command line as values, in both languages: what its reference in the handbook is made from.

Read from the very commands that answer, so that the page cannot say anything that `--help` does not.
"""

from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperArgument, TyperGroup
from typer.main import get_command

from guiju.cli.language import EXAMPLES, PARAGRAPH
from guiju.model.manual import Command, Parameter
from guiju.model.text import Text


def reference(zh: typer.Typer, en: typer.Typer) -> tuple[Command, ...]:
    """Every command but the groups that only hold others, in the order of the help; first what belongs to all."""
    return tuple(_commands("guiju", get_command(zh), get_command(en)))


def _commands(name: str, zh: Any, en: Any) -> Iterator[Command]:
    command = _command(name, zh, en)
    if not isinstance(en, TyperGroup) or command.options:
        yield command
    if isinstance(en, TyperGroup):
        for below in en.commands:
            yield from _commands(f"{name} {below}", zh.commands[below], en.commands[below])


def _command(name: str, zh: Any, en: Any) -> Command:
    context = typer.Context(en, info_name=name)
    told_zh, _, _ = zh.help.partition(EXAMPLES)
    told_en, _, shown = en.help.partition(EXAMPLES)
    both = [(isinstance(each, TyperArgument), _parameter(other, each, context)) for other, each in _pairs(zh, en)]
    return Command(
        name=name,
        summary=Text(zh=zh.short_help or "", en=en.short_help or ""),
        help=Text(zh=told_zh.removeprefix(PARAGRAPH).strip(), en=told_en.strip()),
        examples=tuple(line.strip() for line in shown.splitlines()[1:]),
        arguments=tuple(parameter for is_argument, parameter in both if is_argument),
        options=tuple(parameter for is_argument, parameter in both if not is_argument),
    )


def _pairs(zh: Any, en: Any) -> Iterator[tuple[Any, Any]]:
    return zip(zh.params, en.params, strict=True)


def _parameter(zh: Any, en: Any, context: typer.Context) -> Parameter:
    is_argument = isinstance(en, TyperArgument)
    switch = getattr(en, "is_flag", False)
    written = en.metavar or en.display_type(context)
    return Parameter(
        names=(written,) if is_argument else (*en.opts, *en.secondary_opts),
        value=None if is_argument or switch else written,
        help=Text(zh=zh.help or "", en=en.help or ""),
        required=en.required,
        default=None if switch or en.default is None else str(en.default),
    )
