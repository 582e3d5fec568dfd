"""Each command: what it asks of the application, what it prints where, and its exit status."""

from datetime import date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders import runs
from builders.desks import FakeApplication, problem
from guiju.cli.language import Tongue, Voice
from guiju.cli.main import build
from guiju.cli.usecases import CheckWords, WhyWords
from guiju.model.problem import ExportUnreadable, GuijuError, Misuse, PackInvalid
from guiju.model.run import Run
from guiju.model.text import Text
from guiju.model.verification import Verification
from guiju.report.formats import FORMATS
from guiju.report.timeline import render_story

COMMANDS = [
    "lint",
    "coverage",
    "schema",
    "check",
    "report",
    "score",
    "verify",
    "why",
    "map",
    "demo",
    "doctor",
    "handbook build",
    "handbook book",
    "export",
]


def call(application: FakeApplication, *words: str, lang: Tongue = "en") -> Result:
    return CliRunner().invoke(build(Voice(lang), application.usecases()), list(words))


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack in `standards/` of the current folder's parent."""
    (tmp_path / "standards").mkdir()
    (tmp_path / "standards" / "pack.yaml").touch()
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    monkeypatch.delenv("GUIJU_PACK", raising=False)
    return tmp_path / "standards"


def test_check_hands_over_every_option(pack: Path) -> None:
    application = FakeApplication()

    call(
        application,
        *("check", "a.csv", "calls=b.zip", "--system", "ledger", "--pack", str(pack), "--out", "runs/july"),
        *("--as-of", "2025-07-31T18:00", "--in-force-on", "2025-07-01", "--findings", "7", "--fail-on", "major"),
    )

    assert application.asked == [
        CheckWords(
            pack=pack,
            files=("a.csv", "calls=b.zip"),
            pack_only=False,
            system="ledger",
            as_of=datetime(2025, 7, 31, 18),
            in_force_on=date(2025, 7, 1),
            out=Path("runs/july"),
            findings_limit=7,
            fail_on="major",
        )
    ]


@pytest.mark.usefixtures("pack")
def test_check_can_be_asked_about_the_pack_alone() -> None:
    application = FakeApplication()

    call(application, "check", "--pack-only")

    (words,) = application.asked
    assert isinstance(words, CheckWords)
    assert (words.files, words.pack_only) == ((), True)


def test_check_needs_nothing_but_a_file(pack: Path) -> None:
    application = FakeApplication()

    call(application, "check", "a.csv")

    assert application.asked == [
        CheckWords(
            pack=pack,
            files=("a.csv",),
            pack_only=False,
            system=None,
            as_of=None,
            in_force_on=None,
            out=None,
            findings_limit=None,
            fail_on="minor",
        )
    ]


@pytest.mark.parametrize("code", [0, 1, 3, 5])
@pytest.mark.usefixtures("pack")
def test_check_exits_with_the_status_that_the_outcome_names(code: int) -> None:
    assert call(FakeApplication(exit_code=code), "check", "a.csv").exit_code == code


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.usefixtures("pack")
def test_stdout_is_the_report_and_nothing_else(name: str, lang: Tongue) -> None:
    result = call(FakeApplication(), "check", "a.csv", "--format", name, "--out", "july", "--limit", "3", lang=lang)

    assert result.stdout == FORMATS[name](runs.run(), runs.catalogue(), lang=lang, limit=3, folder="july")
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("refusal", "code"),
    [
        (PackInvalid(problem("error"), problem("error")), 2),
        (Misuse(message=Text(zh="错了，请改", en="wrong, mend it")), 2),
        (ExportUnreadable(problem("error")), 3),
    ],
)
@pytest.mark.usefixtures("pack")
def test_a_refusal_is_told_in_full_on_stderr(refusal: GuijuError, code: int) -> None:
    for lang in ("zh", "en"):
        result = call(FakeApplication(refusal=refusal), "check", "a.csv", lang=lang)

        assert result.exit_code == code
        assert result.stderr.splitlines() == refusal.lines(lang)
        assert result.stdout == ""


@pytest.mark.usefixtures("pack")
def test_a_refusal_cannot_steer_the_terminal() -> None:
    refusal = Misuse(message=Text(zh="\x1b[2J", en="\x1b[2J"))

    assert call(FakeApplication(refusal=refusal), "check", "a.csv").stderr == "\\x1b[2J\n"


@pytest.mark.usefixtures("pack")
def test_an_exception_that_nobody_expected_keeps_its_trace() -> None:
    application = FakeApplication(stories=None)  # type: ignore[arg-type]  # breaks the renderer on purpose
    application.refusal = RuntimeError("unexpected")  # type: ignore[assignment]  # no GuijuError on purpose

    assert isinstance(call(application, "why", "run", "C-1").exception, RuntimeError)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("words", [("check", "a.csv", "--report"), ("check", "a.csv", "--pack"), ("verify",)])
@pytest.mark.usefixtures("pack")
def test_a_place_that_the_system_refuses_is_told_without_a_trace(words: tuple[str, ...], lang: Tongue) -> None:
    application = FakeApplication()
    application.refusal = OSError(36, "File name too long", "n" * 300)  # type: ignore[assignment]  # of the system

    result = call(application, *words, "n" * 300, lang=lang)

    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        {
            "zh": f"{'n' * 300}：名称太长；请检查路径、权限和磁盘空间",
            "en": f"{'n' * 300}: File name too long; look at the path, the rights and the room on the disk",
        }[lang]
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "a.csv", "--as-of", "yesterday"),
        ("check", "a.csv", "--as-of", "2025-07-31T18:00+08:00"),
        ("check", "a.csv", "--in-force-on", "2025-13-01"),
        ("check", "a.csv", "--fail-on", "always"),
        ("check", "a.csv", "--format", "docx"),
        ("check", "a.csv", "--limit", "0"),
        ("check", "a.csv", "--lang", "fr"),
        ("nothing",),
        ("why", "run"),
    ],
)
@pytest.mark.usefixtures("pack")
def test_words_that_do_not_fit_together_exit_with_two(words: tuple[str, ...]) -> None:
    application = FakeApplication()

    assert call(application, *words).exit_code == 2
    assert application.asked == []


def test_the_nearest_pack_is_taken_and_a_named_one_before_it(pack: Path, tmp_path: Path) -> None:
    application = FakeApplication()
    call(application, "lint")
    call(application, "lint", str(tmp_path / "other"))

    assert application.asked == [pack, tmp_path / "other"]


def test_without_a_pack_nearby_the_environment_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUIJU_PACK", "/elsewhere/standards")
    application = FakeApplication()
    call(application, "lint")
    assert application.asked == [Path("/elsewhere/standards")]

    monkeypatch.delenv("GUIJU_PACK")
    refused = call(application, "lint", lang="zh")
    assert refused.exit_code == 2
    assert "--pack" in refused.stderr


@pytest.mark.parametrize(("levels", "code"), [((), 0), (("warning",), 0), (("warning", "error"), 2)])
@pytest.mark.usefixtures("pack")
def test_lint_lists_problems_on_stdout_and_fails_on_errors(levels: tuple[str, ...], code: int) -> None:
    problems = tuple(problem(level) for level in levels)  # type: ignore[arg-type]  # the two levels are Literals

    result = call(FakeApplication(problems=problems), "lint", lang="zh")

    assert result.exit_code == code
    assert result.stdout.splitlines() == ["standards/a.md:3:5: 错了，请改"] * len(levels)
    assert result.stderr == f"{levels.count('error')} 个错误，{levels.count('warning')} 个提醒\n"


@pytest.mark.usefixtures("pack")
def test_why_tells_the_story_of_the_record() -> None:
    application = FakeApplication()

    result = call(application, "why", "runs/july", "C-0042", "--export", "complaints", lang="zh")

    words = WhyWords(run=Path("runs/july"), key="C-0042", row=None, export="complaints", show_pii=False)
    assert application.asked == [words]
    assert result.stdout == render_story([runs.story()], lang="zh")


def test_why_without_a_story_says_so() -> None:
    result = call(FakeApplication(stories=()), "why", "run", "C-1")

    assert (result.exit_code, result.stdout) == (5, "")
    assert "C-1" in result.stderr


@pytest.mark.usefixtures("pack")
def test_the_small_commands_print_what_they_made() -> None:
    application = FakeApplication()

    assert call(application, "schema", "--out", "s").stdout == "s/standard.schema.json\n"
    assert call(application, "map", "t.csv", "--export", "calls").stdout == "id: t\nexport: calls\n"
    assert call(application, "handbook", "build", "--out", "pages").stdout == "pages\n"


@pytest.mark.usefixtures("pack")
def test_the_handbook_names_the_folders_of_its_history_that_it_does_not_tell() -> None:
    application = FakeApplication(left_out=(Text(zh="runs/photos：不是结果", en="runs/photos: no run"),))

    result = call(application, "handbook", "build", "--history", "runs", "--lang", "en")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "build/site\n", "runs/photos: no run\n")
    assert application.asked == [(Path("runs"), "none")]


@pytest.mark.usefixtures("pack")
def test_documents_are_asked_for_in_both_languages_and_formats_unless_one_is_named() -> None:
    application = FakeApplication()
    first = call(application, "handbook", "book", "--out", "docs")
    call(application, "handbook", "book", "--format", "pdf", "--lang", "zh", "--standard", "training")

    every, one = application.asked
    assert first.stdout == "docs/handbook.zh.docx\n"
    assert (every.format, every.lang, every.standard) == ("all", None, None)
    assert (one.format, one.lang, one.standard, one.out) == ("pdf", "zh", "training", Path("build/books"))


@pytest.mark.usefixtures("pack")
def test_the_site_has_documents_only_where_they_are_asked_for() -> None:
    application = FakeApplication()
    for words in ([], ["--books", "whole"], ["--books", "all"]):
        call(application, "handbook", "build", *words)

    assert application.asked == [(None, "none"), (None, "whole"), (None, "all")]


@pytest.mark.usefixtures("pack")
def test_the_demo_says_which_documents_it_left_out_and_why() -> None:
    result = call(FakeApplication(no_books=Text(zh="缺字体", en="no fonts")), "demo")

    assert "no fonts" in result.stderr.splitlines()
    assert result.exit_code == 0


@pytest.mark.usefixtures("pack")
def test_the_demo_shows_breaches_and_still_exits_with_zero() -> None:
    result = call(FakeApplication(exit_code=1), "demo", "--format", "json")

    assert result.exit_code == 0
    assert Run.model_validate_json(result.stdout) == runs.run()


@pytest.mark.parametrize(("level", "code"), [("warning", 0), ("error", 2)])
def test_doctor_names_every_part_and_fails_on_a_broken_pack(pack: Path, level: str, code: int) -> None:
    result = call(FakeApplication(problems=(problem(level),)), "doctor")  # type: ignore[arg-type]  # a Literal

    assert result.exit_code == code
    lines = {line.split()[1]: line for line in result.stdout.splitlines()}
    assert {
        "guiju",
        "python",
        "duckdb",
        "sqlglot",
        "mkdocs",
        "chromium",
        "pandoc",
        "typst",
        "fonts",
        "pack",
    } <= lines.keys()
    assert str(pack) in lines["pack"]
    assert "fonts-noto-cjk" in lines["fonts"]
    assert "guiju[books]" in lines["pandoc"]


def test_doctor_without_a_pack_still_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GUIJU_PACK", raising=False)

    assert call(FakeApplication(), "doctor").exit_code == 0
    refused = FakeApplication(refusal=PackInvalid(problem("error")))
    assert call(refused, "doctor", "--pack", "nowhere").exit_code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_teaches_by_example(command: str, lang: Tongue) -> None:
    result = call(FakeApplication(), *command.split(), "--help", lang=lang)

    assert result.exit_code == 0
    heading = {"zh": "例如：", "en": "Examples:"}[lang]
    assert f"guiju {command}" in result.stdout.partition(heading)[2]
    assert ("用法：" if lang == "zh" else "Usage:") in result.stdout
    assert "--lang" in result.stdout


def test_no_command_is_without_help() -> None:
    listed = call(FakeApplication(), "--help").stdout.partition("Commands:")[2].split("\n")

    assert {line.split()[0] for line in listed if line.strip()} == {command.split()[0] for command in COMMANDS}


def test_guiju_alone_shows_its_help() -> None:
    assert call(FakeApplication()).stdout == call(FakeApplication(), "--help").stdout
    assert call(FakeApplication(), "handbook").stdout == call(FakeApplication(), "handbook", "--help").stdout


def test_verify_names_what_it_was_given_and_exits_by_what_was_found() -> None:
    same, other = FakeApplication(), FakeApplication()
    other.verification = Verification(run="july", changed=(Text(zh="变了", en="changed"),), notes=(), differences=())

    assert call(same, "verify", "july", "--inputs", "in", "--pack", "p").exit_code == 0
    assert same.asked == [(Path("july"), Path("in"), Path("p"))]
    assert call(other, "verify", "july").exit_code == 1
