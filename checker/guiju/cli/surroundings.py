"""What is installed around Guiju, found without loading any of it."""

# ruff: noqa: PLC0415 - looked up when the command runs, so that `--help` stays fast

import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from guiju import __version__
from guiju.cli.desk import Desk

_NEEDED = (
    "duckdb",
    "jinja2",
    "pydantic",
    "python-calamine",
    "pyyaml",
    "rich",
    "ruamel-yaml",
    "sqlglot",
    "typer",
    "xlsxwriter",
    "zstandard",
)
_FOR_THE_HANDBOOK = ("mkdocs", "mkdocs-material")
_FOR_SERVERS = ("psycopg",)
_NO_FONTS = ("没有中文字体，不能生成 PDF；请安装 fonts-noto-cjk", "no Chinese font, so no PDF; install fonts-noto-cjk")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing that was looked for; `state` says in both languages what it is, None that it is not there."""

    name: str
    state: tuple[str, str] | None
    needed: bool
    usable: bool


def look_around() -> list[Found]:
    """Python, the packages, and the browser that the handbook's tests drive."""
    python = platform.python_version()
    return [
        Found(name="guiju", state=(__version__, __version__), needed=True, usable=True),
        Found(name="python", state=(python, python), needed=True, usable=True),
        *(_package(name, needed=True) for name in _NEEDED),
        *(_package(name, needed=False) for name in (*_FOR_THE_HANDBOOK, *_FOR_SERVERS)),
        _browser(),
    ]


def for_documents(desk: Desk) -> list[Found]:
    """What Word and PDF documents are made with."""
    parts = desk.usecases.book_parts()
    pandoc = str(parts.pandoc) if parts.pandoc is not None else "pip install 'guiju[books]'"
    fonts = (parts.family, parts.family) if parts.family is not None else _NO_FONTS
    return [
        Found(name="pandoc", state=(pandoc, pandoc), needed=False, usable=parts.pandoc is not None),
        _package("typst", needed=False),
        Found(name="fonts", state=fonts, needed=False, usable=parts.family is not None),
    ]


def pack_state(desk: Desk, given: Path | None) -> Found:
    """Whether a pack is there and in order; without one there is merely nothing to check with."""
    from guiju.model.problem import GuijuError

    try:
        place = desk.pack(given)
        problems = desk.usecases.lint(place)
    except GuijuError as error:
        zh, en = (error.lines("zh") or [""])[0], (error.lines("en") or [""])[0]
        return Found(name="pack", state=(zh, en), needed=given is not None, usable=False)
    errors = sum(problem.level == "error" for problem in problems)
    state = (f"{place}：{errors} 个错误", f"{place}: {errors} errors")
    return Found(name="pack", state=state, needed=True, usable=not errors)


def _package(name: str, *, needed: bool) -> Found:
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version(name)
    except PackageNotFoundError:
        return Found(name=name, state=None, needed=needed, usable=False)
    return Found(name=name, state=(found, found), needed=needed, usable=True)


def _browser() -> Found:
    place = next((found for name in _BROWSERS if (found := shutil.which(name)) is not None), None)
    state = None if place is None else (place, place)
    return Found(name="chromium", state=state, needed=False, usable=place is not None)
