"""What the report says, case by case."""

from datetime import date
from io import StringIO

import pytest
from rich.console import Console

from builders import runs
from guiju.model.run import Run
from guiju.report.formats import FORMATS
from guiju.report.terminal import render_text, summary

HOSTILE = "[bold red]x[/bold red] <script>alert(1)</script> | *y* \x1b[31m\u202e @all https://evil.example `z`"


def _hostile_run() -> Run:
    result = runs.result(HOSTILE, "noncompliant", breached=1)
    return runs.run_of(result, runs.result(HOSTILE + "2"))


def _order(*refs: str, text: str) -> list[str]:
    return sorted(refs, key=text.index)


def test_the_worst_clause_stands_first_by_severity_then_share_then_count() -> None:
    run = runs.run_of(
        runs.result("s.few", "noncompliant", breached=1),
        runs.result("s.minor", "noncompliant", severity="minor", breached=99),
        runs.result("s.many", "noncompliant", breached=2),
        runs.result("s.grave", "noncompliant", severity="critical", breached=1),
    )

    report = render_text(run, runs.catalogue(), lang="en")

    assert _order("s.minor", "s.few", "s.many", "s.grave", text=report) == ["s.grave", "s.many", "s.few", "s.minor"]


def test_what_looks_like_markup_in_an_id_is_shown_as_it_is() -> None:
    report = render_text(_hostile_run(), runs.catalogue(), lang="en", width=400)

    assert "[bold red]x[/bold red]" in report
    assert "\x1b" not in report
    assert "\u202e" not in report
    assert r"\x1b[31m\u202e" in report


def test_a_coloured_report_carries_no_colour_that_an_id_asks_for() -> None:
    console = Console(file=StringIO(), force_terminal=True, color_system="standard", width=400, _environ={})
    with console.capture() as capture:
        console.print(summary(_hostile_run(), runs.catalogue(), lang="en"))

    assert "[bold red]x[/bold red]" in capture.get()
    assert r"\x1b[31m" in capture.get()


def test_markdown_lets_no_tag_link_mention_or_table_bar_through() -> None:
    report = FORMATS["md"](_hostile_run(), runs.catalogue(), lang="en")

    assert "<script>" not in report
    assert "@all" not in report
    assert "https://" not in report
    assert r"\|" in report
    assert r"\*y\*" in report
    widths = {line.replace(r"\|", "").count("|") for line in report.splitlines() if line.startswith("| ")}
    assert widths == {7, 8}  # six columns of breaches, seven of the books


def test_the_cap_hides_rows_and_says_how_many() -> None:
    run = runs.run_of(*(runs.result(f"s.c{n}", "noncompliant", breached=n) for n in range(1, 6)))

    report = render_text(run, runs.catalogue(), lang="zh", limit=2)

    assert "s.c5" in report
    assert "s.c4" in report
    assert "s.c3" not in report
    assert "另有 3 行未列出" in report
    assert "另有 1 行未列出" in render_text(run, runs.catalogue(), lang="zh", limit=4)
    assert "另有" not in render_text(run, runs.catalogue(), lang="zh", limit=5)


def test_the_limit_shown_is_the_one_in_force_on_the_day_of_the_data() -> None:
    catalogue, run = runs.catalogue(), runs.run()

    assert "within 24 hours" in render_text(run, catalogue, lang="en")
    earlier = run.model_copy(
        update={"provenance": run.provenance.model_copy(update={"in_force_on": date(2025, 6, 30)})}
    )
    report = render_text(earlier, catalogue, lang="en")
    assert "within 48 hours" in report
    assert "in force on 2025-06-30" in report


def test_a_clause_that_the_pack_no_longer_knows_is_still_reported() -> None:
    report = render_text(runs.run_of(runs.result("gone.away", "noncompliant", breached=3)), runs.catalogue(), lang="en")

    assert report.count("gone.away") == 2  # as title and as reference
    assert "not in the pack" in report


def test_a_run_without_exports_says_so() -> None:
    empty = Run(provenance=runs.provenance(), exports=(), clauses=())

    assert "No export was read" in render_text(empty, runs.catalogue(), lang="en")
    assert "没有读入任何导出文件" in render_text(empty, runs.catalogue(), lang="zh")


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_report_keeps_to_the_width_that_is_given(width: int) -> None:
    report = render_text(runs.run(), runs.catalogue(), lang="en", width=width)

    assert max(len(line) for line in report.splitlines()) <= width


def test_the_report_is_the_same_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = render_text(runs.run(), runs.catalogue(), lang="en")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "33")

    assert render_text(runs.run(), runs.catalogue(), lang="en") == plain
