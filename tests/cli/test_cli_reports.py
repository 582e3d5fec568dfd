"""Where a report goes: stdout, a file, the page of a step; and a kept run told again."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from builders import runs
from builders.desks import FakeApplication, problem
from guiju.cli.language import Voice
from guiju.cli.main import build
from guiju.model.problem import Misuse
from guiju.report.formats import FORMATS


def call(application: FakeApplication, *words: str) -> Result:
    return CliRunner().invoke(build(Voice("en"), application.usecases()), list(words))


@pytest.fixture(autouse=True)
def _pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "pack.yaml").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_report_goes_into_the_file_that_is_named(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report.out"
    file.write_text("what stood there before")

    result = call(FakeApplication(), "check", "a.csv", "--format", name, "--report", str(file))

    assert file.read_text(encoding="utf-8") == FORMATS[name](runs.run(), runs.catalogue(), lang="en")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert result.stderr == f"Report: {file}\n"
    assert sorted(place.name for place in tmp_path.iterdir()) == ["report.out", "standards"]


@pytest.mark.parametrize("place", ["standards", "nowhere/report.xml"])
def test_a_report_that_cannot_be_written_is_refused_before_any_work(place: str, tmp_path: Path) -> None:
    application = FakeApplication()

    result = call(application, "check", "a.csv", "--report", str(tmp_path / place))

    assert (result.exit_code, application.asked) == (2, [])
    assert place.split("/", maxsplit=1)[0] in result.stderr


def test_a_device_is_no_place_for_a_report() -> None:
    assert call(FakeApplication(), "check", "a.csv", "--report", "/dev/null").exit_code == 2
    assert not Path("/dev/null").is_file()


def test_the_page_of_a_step_gets_the_markdown_report_behind_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("# before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))

    call(FakeApplication(), "check", "a.csv", "--format", "md")
    assert page.read_text() == "# before\n"

    result = call(FakeApplication(), "check", "a.csv", "--format", "github")
    assert result.stdout.startswith("::error ")
    assert page.read_text() == "# before\n" + FORMATS["md"](runs.run(), runs.catalogue(), lang="en")


def test_a_page_that_cannot_be_written_is_a_refusal_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "nowhere" / "summary.md"))

    result = call(FakeApplication(), "check", "a.csv", "--format", "github")

    assert result.exit_code == 2
    assert "summary.md cannot be written" in result.stderr


def test_a_kept_run_is_told_again_whatever_its_verdict() -> None:
    application = FakeApplication(exit_code=1)

    result = call(application, "report", "runs/july", "--format", "md", "--limit", "2")

    assert application.asked == [Path("runs/july")]
    assert result.exit_code == 0
    assert result.stdout == FORMATS["md"](runs.run(), runs.catalogue(), lang="en", limit=2, folder="runs/july")


def test_a_run_that_cannot_be_told_again_is_refused() -> None:
    assert call(FakeApplication(refusal=Misuse(problem("error"))), "report", "runs/july").exit_code == 2


def test_a_workbook_goes_into_the_run_folder_or_the_file_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "july").mkdir()
    told = call(FakeApplication(), "check", "a.csv", "--format", "xlsx", "--out", "july")
    named = call(FakeApplication(), "check", "a.csv", "--format", "xlsx", "--report", "august.xlsx")

    assert (told.stdout, named.stdout, told.exit_code) == ("", "", 1)
    assert told.stderr == "Report: july/report.xlsx\n"
    kept, alone = tmp_path / "july" / "report.xlsx", tmp_path / "august.xlsx"
    assert "complaint-handling.handled" in CalamineWorkbook.from_path(kept).sheet_names
    assert "complaint-handling.handled" not in CalamineWorkbook.from_path(alone).sheet_names


def test_a_workbook_without_a_place_is_refused_before_any_work() -> None:
    application = FakeApplication()

    result = call(application, "check", "a.csv", "--format", "xlsx")

    assert (result.exit_code, result.stdout, application.asked) == (2, "", [])
    assert "--report" in result.stderr
