"""Why clauses have no verdict: each kind of reason with its count, and what to do about it, in both languages."""

from typing import get_args

import pytest

from builders import runs
from guiju.model.cause import Cause
from guiju.model.run import ClauseResult, ContractResult, ExpectationResult, Run
from guiju.model.text import Lang, Text
from guiju.report.digest import digest
from guiju.report.formats import FORMATS
from guiju.report.terminal import render_text
from guiju.report.workbook import render_workbook

CAUSES = get_args(Cause)
CHANNEL = Text(zh="数据缺少列：渠道（channel）", en="the data lack the column Channel (channel)")
TEAM = Text(zh="数据缺少列：班组（team）", en="the data lack the column Team (team)")


def open_(clause: str, cause: Cause | None, reason: Text = CHANNEL, export: str = "complaints") -> ClauseResult:
    return ClauseResult(
        clause=clause,
        severity="major",
        kind="condition",
        export=export,
        verdict="undecided",
        reason=reason,
        cause=cause,
        blocked=cause in ("columns", "untold", "open", "no-now"),
        counts=None,
    )


def lines(report: str) -> list[str]:
    return [" ".join(line.split()) for line in report.splitlines()]


def test_every_kind_of_reason_is_counted_and_the_counts_add_up() -> None:
    found = [open_(f"s.c{n}", cause) for n, cause in enumerate(("columns", "columns", "not-in-force", "no-records"))]
    found.append(open_("s.away", "not-given", export="calls"))
    run = runs.run_of(runs.result("s.kept"), *found)

    english, chinese = (digest(run, runs.catalogue(), lang=lang, limit=20, folder=None) for lang in ("en", "zh"))

    assert english.headline == (
        "0 clauses not compliant, 1 compliant, 5 could not be judged "
        "(2 column missing, 1 no record in scope, 1 export not given, 1 not in force at the time)"
    )
    assert chinese.headline == (
        "0 条不达标，1 条达标，5 条无法判定（2 条数据缺少列，1 条没有适用的记录，1 条没有提供导出，1 条当时尚未生效）"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("cause", CAUSES)
def test_each_kind_says_what_to_do_in_every_report_for_people(cause: Cause, lang: Lang) -> None:
    run = runs.run_of(open_("s.c", cause, export="calls" if cause == "not-given" else "complaints"))
    section = next(part for part in digest(run, runs.catalogue(), lang=lang, limit=20, folder=None).sections)
    table = section.parts[0].table
    assert table is not None
    name, number, remedy = (cell.lines[0] for cell in table.rows[0])

    assert number == "1"
    assert len(remedy) >= 8
    text = render_text(run, runs.catalogue(), lang=lang, width=400)
    assert any(line.startswith(name) and line.endswith(remedy) for line in lines(text))
    for format_ in ("md", "html"):
        assert name in FORMATS[format_](run, runs.catalogue(), lang=lang)
    assert render_workbook(run, runs.catalogue(), lang=lang)


def test_what_several_clauses_lack_is_told_once_with_its_count() -> None:
    some = [open_(f"s.a{n}", "columns", CHANNEL) for n in range(3)] + [open_("s.b", "columns", TEAM)]

    report = lines(render_text(runs.run_of(*some), runs.catalogue(), lang="en", width=200, limit=1))

    assert "3 × the data lack the column Channel (channel)" in report
    assert "1 × the data lack the column Team (team)" in report


def test_of_many_reasons_the_rest_is_counted() -> None:
    some = [open_(f"s.c{n}", "columns", Text(zh=f"缺 {n}", en=f"lacks {n}")) for n in range(8)]

    assert "3 more reasons, 3 clauses" in lines(render_text(runs.run_of(*some), runs.catalogue(), lang="en"))
    assert "另有 3 种，共 3 条" in lines(render_text(runs.run_of(*some), runs.catalogue(), lang="zh"))


def test_an_older_run_without_causes_is_told_as_far_as_it_shows() -> None:
    run = runs.run_of(open_("s.a", None), open_("s.b", None, export="calls"))

    report = render_text(run, runs.catalogue(), lang="en")

    assert "2 could not be judged (1 other reasons, 1 export not given)" in " ".join(report.split())


def test_a_report_is_green_only_where_nothing_is_left_to_be_mended() -> None:
    def tone(run: Run) -> str:
        return digest(run, runs.catalogue(), lang="en", limit=20, folder=None).tone

    kept = runs.result("s.kept")
    promise = ExpectationResult(
        type="expect_column_values_to_be_unique", kwargs={}, severity="critical", verdict="broken", reason=None
    )
    broken = ContractResult(export="complaints", expectations=(promise,))

    assert tone(runs.run_of(kept)) == "good"
    assert tone(runs.run_of(kept, open_("s.away", "not-given", export="calls"))) == "good"
    assert tone(runs.run_of(kept, open_("s.open", "columns"))) == "warn"
    assert tone(runs.run_of(kept).model_copy(update={"contracts": (broken,)})) == "warn"
    assert tone(runs.run_of(kept, runs.result("s.b", "noncompliant", breached=1))) == "bad"
