"""`guiju doctor`: is everything there that Guiju needs."""

from pathlib import Path
from typing import Annotated

import typer

from guiju.cli.desk import NOT_USABLE, Desk
from guiju.cli.language import Tongue
from guiju.cli.options import lang_option, pack_option
from guiju.cli.surroundings import Found, for_documents, look_around, pack_state
from guiju.cli.usage import ChineseCommand


def add(app: typer.Typer, desk: Desk) -> None:
    """Register the command."""
    t = desk.t

    @app.command(
        "doctor",
        cls=ChineseCommand if t.lang == "zh" else None,
        short_help=t("检查安装和标准包", "Look at the installation and the pack"),
        help=t.help(
            "列出各组件的版本，并看标准包能否使用。缺少必需组件或标准包有误时退出码为 2。",
            "List the versions of all parts and whether the pack is usable. Exits with 2 where one is not.",
            "guiju doctor",
            "guiju doctor --pack standards",
        ),
    )
    def doctor(
        pack: Annotated[Path | None, pack_option(t)] = None,
        _lang: Annotated[Tongue | None, lang_option(t)] = None,
    ) -> None:
        found = [*look_around(), *for_documents(desk), pack_state(desk, pack)]
        for thing in found:
            desk.result(_line(desk, thing))
        raise typer.Exit(NOT_USABLE if any(thing.needed and not thing.usable for thing in found) else 0)


def _line(desk: Desk, thing: Found) -> str:
    mark = "ok" if thing.usable else desk.t("缺", "missing") if thing.needed else "-"
    state = desk.t(*thing.state) if thing.state is not None else desk.t("没有找到", "not found")
    return f"{mark:8}{thing.name:18}{state}"
