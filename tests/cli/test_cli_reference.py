"""The reference tells every command, option and example that `--help` tells, in both languages."""

import re

import pytest
from typer.testing import CliRunner

from builders.catalogues import TODAY, small_catalogue
from builders.desks import FakeApplication
from builders.markup import built
from guiju.cli.language import Tongue, Voice
from guiju.cli.main import build
from guiju.cli.reference import reference
from guiju.cli.usecases import UseCases
from guiju.handbook import pages
from guiju.model.manual import Command, Manual

LANGS: tuple[Tongue, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def told() -> tuple[Command, ...]:
    return reference(*(build(Voice(lang), UseCases()) for lang in LANGS))


def helped(lang: Tongue, *words: str) -> str:
    return CliRunner().invoke(build(Voice(lang), UseCases()), [*words, "--help"]).stdout


def test_every_command_of_the_help_is_told(told: tuple[Command, ...]) -> None:
    shown = re.findall(r"^  ([a-z]+) ", helped("en").split("Commands:")[1], re.MULTILINE)
    assert len(shown) > 10
    assert {command.name.split()[1] for command in told if " " in command.name} == set(shown)
    assert "guiju handbook build" in [command.name for command in told]


@pytest.mark.parametrize("lang", LANGS)
def test_every_option_and_example_of_each_command_stands_on_the_page(told: tuple[Command, ...], lang: Tongue) -> None:
    made = pages(small_catalogue(), lang=lang, today=TODAY, manual=Manual(commands=told))["commands.md"]
    sections = re.split(r"^## ", made, flags=re.MULTILINE)[1:]
    for command, section in zip(told, sections, strict=True):
        text = built(f"## {section}").text
        help_ = helped(lang, *command.name.split()[1:])
        options = set(re.findall(r"^  (--[a-z-]+)", help_, re.MULTILINE)) - {"--help"}
        examples = re.findall(r"^    (guiju .*)$", help_, re.MULTILINE)
        assert options, command.name
        assert examples, command.name
        for shown in (*options, *examples):
            assert " ".join(shown.split()) in text, (command.name, shown)
        assert command.help.in_(lang).split()[0] in text


def test_defaults_choices_and_what_must_be_given_are_told(told: tuple[Command, ...]) -> None:
    (check,) = [command for command in told if command.name == "guiju check"]
    options = {name: option for option in check.options for name in option.names}
    assert options["--format"].default == "text"
    assert "junit" in (options["--format"].value or "")
    assert options["--out"].value == "DIR"
    assert options["--no-waivers"].value is None
    (why,) = [command for command in told if command.name == "guiju why"]
    assert [(one.names, one.required) for one in why.arguments] == [(("RUN",), True), (("KEY",), False)]


def test_the_two_languages_are_told_apart(told: tuple[Command, ...]) -> None:
    (lint,) = [command for command in told if command.name == "guiju lint"]
    assert lint.help.zh.startswith("检查标准包")
    assert (lint.help.en or "").startswith("Check the pack itself")


def test_building_the_handbook_hands_the_commands_over(told: tuple[Command, ...]) -> None:
    application = FakeApplication()
    result = CliRunner().invoke(build(Voice("en"), application.usecases()), ["handbook", "build", "--pack", "x"])
    assert result.exit_code == 0
    assert application.told == told
