"""The guides say what is so: each command that they show can be called, and does what it is shown for."""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders.catalogues import TODAY, small_catalogue
from builders.desks import FakeApplication
from builders.markup import built
from guiju.cli.language import Voice
from guiju.cli.main import build
from guiju.cli.reference import reference
from guiju.cli.usecases import UseCases
from guiju.handbook import pages
from guiju.handbook.guides import PAGES, read_guides
from guiju.model.manual import Guide, Manual
from guiju.model.text import Lang
from guiju.source.catalogue import load

LANGS: tuple[Lang, ...] = ("zh", "en")
USAGE = 2

STATUS = {
    "guiju lint": 0,
    "guiju map tickets.csv --export complaints > standards/systems/my-system.yaml": 0,
    "guiju check tickets.csv --system my-system --out runs/trial": 1,
    "guiju check complaints.csv --out runs/july": 1,
    "guiju score runs/july": 3,  # one export is not enough for a grade
    "guiju verify runs/july": 0,
    "guiju report runs/july --format html --report july.html": 0,
    "guiju report runs/july --format xlsx --report july.xlsx": 0,
    "guiju why runs/july T2503001": 0,
    "guiju why runs/july --row 2 --export complaints": 0,
}
"""Those that a reader calls one after the other, with the status that they end with; the others differ from them in
options that have tests of their own, and are only held against the command line."""


@pytest.fixture(scope="module")
def guides(root: Path) -> tuple[Guide, ...]:
    return read_guides(root / PAGES)


def test_each_guide_is_there_in_both_languages_with_the_same_code(guides: tuple[Guide, ...]) -> None:
    assert len(guides) >= 5
    for guide in guides:
        assert guide.text.en is not None
        assert _fences(guide.text.zh) == _fences(guide.text.en), guide.name
        assert guide.text.zh.count("\n## ") == guide.text.en.count("\n## "), guide.name


def test_each_command_that_a_guide_shows_is_one_that_there_is(
    guides: tuple[Guide, ...], pack_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (pack_path, pack_path.parent / "samples"):
        (tmp_path / folder.name).symlink_to(folder)
    monkeypatch.chdir(tmp_path)  # what a command writes must not stay in the project
    commands = [command for guide in guides for command in _commands(guide.text.zh)]
    assert set(STATUS) <= set(commands)
    for command in commands:
        result = CliRunner().invoke(build(Voice("en"), FakeApplication(exit_code=0).usecases()), _words(command))
        if command.startswith("guiju score"):  # nobody kept a run that it could read: it came as far as looking for one
            assert "no run folder" in result.output, f"{command}: {result.output}"
            continue
        assert result.exit_code == 0, f"{command}: {result.output}"


def test_options_in_the_running_text_are_options_that_there_are(guides: tuple[Guide, ...]) -> None:
    app = {voice: build(Voice(voice), UseCases()) for voice in LANGS}
    known = {name for each in reference(app["zh"], app["en"]) for option in each.options for name in option.names}
    named = {name for guide in guides for text in (guide.text.zh, guide.text.en) for name in _options(text or "")}
    assert named
    assert named <= known


def test_a_reader_can_do_what_the_guides_show(pack_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(pack_path, tmp_path / "standards")
    (examples,) = pack_path.glob("handbook/*/complaint-handling")
    shutil.copy(examples / "fail.csv", tmp_path / "complaints.csv")
    tickets = (examples / "fail.csv").read_text(encoding="utf-8").replace("complaint_id", "投诉单号")
    (tmp_path / "tickets.csv").write_text(tickets, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GUIJU_PACK", raising=False)
    for command, status in STATUS.items():
        result = CliRunner().invoke(build(Voice("en"), UseCases()), _words(command))
        assert result.exit_code == status, f"{command}: {result.output}"
        if ">" in command:
            (tmp_path / command.split(">")[1].strip()).write_text(result.stdout, encoding="utf-8")
        if command == "guiju check complaints.csv --out runs/july":
            _holds_what_the_guide_lists(tmp_path / "runs" / "july", read_guides(pack_path.parent / PAGES))
    assert (tmp_path / "july.html").is_file()
    assert (tmp_path / "july.xlsx").is_file()


@pytest.mark.parametrize("lang", LANGS)
def test_every_link_of_the_guides_leads_to_a_page(guides: tuple[Guide, ...], lang: Lang) -> None:
    app = {voice: build(Voice(voice), UseCases()) for voice in LANGS}
    manual = Manual(guides=guides, commands=reference(app["zh"], app["en"]))
    made = pages(small_catalogue(), lang=lang, today=TODAY, manual=manual)
    for guide in guides:
        written = len(re.findall(r"\]\(", guide.text.in_(lang)))
        links = [href for href in built(made[f"guides/{guide.name}.md"]).values("href") if ".md" in href]
        assert len(links) == written, guide.name


def test_no_guide_states_a_limit_in_force(guides: tuple[Guide, ...], pack_path: Path) -> None:
    """A value of the words `24 小时` that some revision sets would be a number typed twice."""
    catalogue = load(pack_path)
    values = {
        value.in_(lang)
        for standard in catalogue.standards.values()
        for revision in standard.revisions
        for value in revision.sets.values()
        for lang in LANGS
        if re.search(r"\d.* ?[小时天日秒分hdms]", value.in_(lang))
    }
    for guide in guides:
        for text in (guide.text.zh, guide.text.en or ""):
            prose = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
            assert [value for value in values if value in prose] == [], guide.name


def _holds_what_the_guide_lists(run: Path, guides: tuple[Guide, ...]) -> None:
    (guide,) = [guide for guide in guides if guide.name == "judge-an-export"]
    table = guide.text.zh.split("| 文件 |")[1].split("\n\n")[0]
    names = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    listed = [name for cell in names for name in re.findall(r"`([a-z]+\.[a-z]+)`", cell)]
    assert sorted(listed) == sorted(place.name for place in run.iterdir())


def _fences(text: str) -> list[str]:
    return re.findall(r"^```\w*\n.*?^```$", text, re.DOTALL | re.MULTILINE)


def _commands(text: str) -> Iterator[str]:
    for fence in _fences(text):
        if fence.startswith("```console"):
            for line in fence.splitlines()[1:-1]:
                assert line.startswith("$ guiju ")
                yield line.removeprefix("$ ")


def _options(text: str) -> list[str]:
    return re.findall(r"`(--[a-z-]+)", text)


def _words(command: str) -> list[str]:
    return shlex.split(command.split(">", maxsplit=1)[0])[1:]
