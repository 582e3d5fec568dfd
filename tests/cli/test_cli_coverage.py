"""`guiju coverage`: what it asks, what it prints, and when it fails."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders.desks import FakeApplication
from guiju.cli.language import Tongue, Voice
from guiju.cli.main import build
from guiju.model.demand import KINDS


def call(application: FakeApplication, *words: str, lang: Tongue = "en") -> Result:
    return CliRunner().invoke(build(Voice(lang), application.usecases()), ["coverage", *words])


def test_it_hands_over_the_pack_the_source_and_the_kind(tmp_path: Path) -> None:
    application = FakeApplication()

    result = call(application, str(tmp_path), "--source", "quality-handbook", "--kind", "rule")

    assert application.asked == [(tmp_path, "quality-handbook", "rule")]
    assert result.exit_code == 0
    assert result.stdout.startswith("2 demands of the sources: 1 answered or excused (50.0%), 1 open\n")


def test_json_goes_to_stdout_alone(tmp_path: Path) -> None:
    assert json.loads(call(FakeApplication(), str(tmp_path), "--format", "json").stdout)["open"] == 1


@pytest.mark.parametrize(
    ("least", "status"), [("83.3%", 0), ("83.4%", 1), ("100", 1), ("100%", 1), ("0%", 0), ("101%", 2), ("most", 2)]
)
def test_it_fails_only_where_less_is_answered_than_was_asked_for(tmp_path: Path, least: str, status: int) -> None:
    result = call(FakeApplication(), str(tmp_path), "--fail-under", least)

    assert result.exit_code == status
    assert (
        result.stderr
        == {
            0: "",
            1: f"Less than {least} is answered\n",
            2: f"--fail-under {least} is no percentage; write 95%\n",
        }[status]
    )


def test_all_of_it_is_enough_where_all_of_it_was_asked_for(tmp_path: Path) -> None:
    assert call(FakeApplication(), str(tmp_path), "--kind", "role", "--fail-under", "100%").exit_code == 0


def test_what_was_asked_for_wrongly_is_refused_before_any_work(tmp_path: Path) -> None:
    application = FakeApplication()

    call(application, str(tmp_path), "--fail-under", "most")

    assert application.asked == []


def test_the_kinds_are_named_in_the_help() -> None:
    told = call(FakeApplication(), "--help").stdout

    assert all(kind in told for kind in KINDS)
