"""The whole report in every format and language."""

import json
from pathlib import Path

import pytest

from builders import runs
from builders.golden import assert_golden
from guiju.model.run import Run
from guiju.model.text import Lang
from guiju.report.formats import FORMATS
from guiju.report.timeline import render_story

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("text", "txt"),
        ("md", "md"),
        ("junit", "xml"),
        ("sarif", "sarif"),
        ("github", "github"),
        ("gitlab", "gitlab.json"),
        ("html", "html"),
    ],
)
def test_the_report_reads_as_agreed(name: str, ending: str, lang: Lang) -> None:
    report = FORMATS[name](runs.run(), runs.catalogue(), lang=lang, folder="runs/july")

    assert_golden(GOLDEN / f"report.{lang}.{ending}", report)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_story_of_a_record_reads_as_agreed(lang: Lang) -> None:
    assert_golden(GOLDEN / f"story.{lang}.txt", render_story([runs.story()], lang=lang))


def test_the_json_report_is_the_run_itself() -> None:
    report = FORMATS["json"](runs.run(), runs.catalogue(), lang="zh", limit=1)

    assert Run.model_validate_json(report) == runs.run()
    assert json.loads(report)["format"] == "guiju-run/1"


def test_two_stories_are_set_apart_by_an_empty_line() -> None:
    one = render_story([runs.story()], lang="en")

    assert render_story([runs.story(), runs.story()], lang="en") == one + "\n" + one
