"""The command as a process: speed of help, language, streams, signals."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.cli.language import pick
from guiju.cli.usage import refusal_in_chinese

HEAVY = ("duckdb", "sqlglot", "pydantic", "jinja2", "rich", "yaml", "mkdocs")
LOADED = f"""
import sys
from guiju.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
FAKED = """
import sys
from builders.desks import FakeApplication
from guiju.cli import main as entry

entry.UseCases = FakeApplication(exit_code=3, {fields}).usecases
entry.main(sys.argv[1:])
"""


def run(
    *command: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], env=_environment(env), cwd=cwd, capture_output=True, text=True, check=False
    )


def _environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "GUIJU_"))}
    return {**clean, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONUTF8": "1", **(extra or {})}


def test_help_loads_nothing_heavy() -> None:
    assert run("-c", LOADED, "--help").stderr == "[]\n"


@pytest.mark.parametrize("command", ["lint", "check", "report", "why", "map", "handbook", "demo", "doctor"])
def test_help_of_a_command_loads_no_more_than_typer_itself_does(command: str) -> None:
    loaded = run("-c", LOADED, command, "--help").stderr

    assert loaded in ("[]\n", "['pydantic']\n")  # typer reads values of options with pydantic


@pytest.mark.parametrize(
    ("words", "env", "said"),
    [
        ((), {}, "Usage:"),
        ((), {"LANG": "zh_CN.UTF-8"}, "用法："),
        ((), {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "Usage:"),
        ((), {"LC_ALL": "en_GB.UTF-8", "GUIJU_LANG": "zh"}, "用法："),
        (("--lang", "en"), {"GUIJU_LANG": "zh"}, "Usage:"),
        (("check", "--help", "--lang=zh"), {}, "用法："),
    ],
)
def test_help_speaks_the_language_of_the_call(words: tuple[str, ...], env: dict[str, str], said: str) -> None:
    assert run("-m", "guiju", *words, env=env).stdout.startswith(said)


def test_wrong_words_are_told_in_the_language_of_the_call() -> None:
    english, chinese = (run("-m", "guiju", "chek", "--lang", lang) for lang in ("en", "zh"))

    assert (english.returncode, chinese.returncode) == (2, 2)
    assert english.stderr.splitlines()[0] == "Error: No such command 'chek'. Did you mean 'check', 'schema'?"
    assert chinese.stderr.splitlines()[0] == "错误：没有 chek 这个命令，是否指 'check', 'schema'"
    assert (english.stdout, chinese.stdout) == ("", "")


def test_the_version_is_told() -> None:
    assert run("-m", "guiju", "--version").stdout.startswith("guiju ")


def test_what_the_encoding_cannot_show_is_spelled_out() -> None:
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    result = run("-c", FAKED.format(fields=""), "why", "run", "C-1", "--lang", "zh", env=env)

    assert result.returncode == 0
    assert "\\u8fdd\\u53cd" in result.stdout


def test_an_interrupt_ends_quietly() -> None:
    result = run("-c", FAKED.format(fields="refusal=KeyboardInterrupt()"), "why", "run", "C-1")

    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


def test_an_unexpected_error_shows_where_it_came_from() -> None:
    result = run("-c", FAKED.format(fields="refusal=RuntimeError('unexpected')"), "why", "run", "C-1")

    assert result.returncode == 1
    assert "Traceback" in result.stderr
    assert "desks.py" in result.stderr


def test_a_reader_that_goes_away_changes_neither_status_nor_stderr() -> None:
    command = [sys.executable, "-c", FAKED.format(fields=""), "check", "a.csv", "--pack", "p"]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = subprocess.run(command, env=_environment(), stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)

    assert (result.returncode, result.stderr) == (3, b"")


@given(st.lists(st.sampled_from(["--lang", "zh", "en", "--lang=zh", "--lang=en", "--", "check", "fr"])))
def test_a_language_is_always_picked(words: list[str]) -> None:
    assert pick(words, {}) in ("zh", "en")


def test_words_behind_the_double_dash_are_no_options() -> None:
    assert pick(["check", "--", "--lang", "zh"], {}) == "en"


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("No such option: --limi (Possible options: --limit)", "没有 --limi 这个选项，是否指 --limit"),
        ("Missing argument 'FILES'.", "缺少 'FILES'"),
        ("Invalid value for '--limit': Input should be greater than or equal to 1", "'--limit' 的值不能小于 1"),
        ("Got unexpected extra argument (x)", "多余的参数：x"),
        ("Something new.", "Something new."),
    ],
)
def test_what_typer_says_is_said_in_chinese(message: str, said: str) -> None:
    assert refusal_in_chinese(message) == said
