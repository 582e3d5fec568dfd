"""The page for managers: self-contained, escaped, its drawings told in words, readable on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builders import runs
from builders.markup import Html, read_html
from guiju.model.run import ClauseResult, Group, Run
from guiju.model.text import Lang
from guiju.report.html import render_html
from guiju.report.reading import Reading
from guiju.report.trends import trends

HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"' {{ 7 * 7 }} \x1b[31m\u202e"


def _months(*values: float | None, limits: tuple[float, ...] = (), team: str | None = "a") -> tuple[Group, ...]:
    asked = limits or (0.95,) * len(values)
    return tuple(
        Group(
            verdict="undecided" if value is None else "compliant" if value >= limit else "noncompliant",
            reason=None,
            revision="1.0.0",
            period=f"2025-{month:02}-01",
            by={"team": team},
            cases=100,
            missing=0,
            value=value,
            lowest=value,
            highest=value,
            limit_low=limit,
            limit_high=None,
        )
        for month, (value, limit) in enumerate(zip(values, asked, strict=True), start=1)
    )


def _answered(*groups: Group) -> ClauseResult:
    return ClauseResult(
        clause="call-answering.answered",
        severity="major",
        kind="target",
        export="calls",
        verdict="noncompliant",
        reason=None,
        counts=None,
        groups=groups,
    )


def _page(run: Run, lang: Lang = "en", limit: int = 20) -> tuple[str, Html]:
    report = render_html(run, runs.catalogue(), lang=lang, limit=limit, folder="runs/july")
    return report, read_html(report)


def _reading(result: ClauseResult) -> Reading:
    return Reading(run=runs.run_of(result), catalogue=runs.catalogue(), lang="en", limit=20, folder=None)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_fetches_nothing_and_runs_nothing(lang: Lang) -> None:
    report, page = _page(runs.run(), lang)

    assert not page.names & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert "url(" not in report
    assert "@import" not in report
    assert [href for href in page.values("href") if not href.startswith("#")] == []
    assert page.values("src") == []
    assert "default-src 'none'" in report
    assert {"zh": "zh-CN", "en": "en"}[lang] == page.values("lang")[0]


def test_a_hostile_text_stays_a_text() -> None:
    named = runs.result(f"s.{HOSTILE}", "noncompliant", breached=1)
    report, page = _page(runs.run_of(named, _answered(*_months(0.9, 0.99, team=HOSTILE))))

    assert not page.names & {"script", "img"}
    assert "{{ 7 * 7 }}" in page.text
    assert "<script>alert(1)" in page.text
    assert "\x1b" not in report
    assert "\u202e" not in report
    assert all("onerror" not in tag.attributes for tag in page.tags)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_drawing_has_a_title_a_description_and_a_table(lang: Lang) -> None:
    run = runs.run_of(
        runs.result("complaint-handling.handled", "noncompliant", breached=7), _answered(*_months(0.9, 0.99))
    )
    report, page = _page(run, lang)
    ids = set(page.values("id"))
    drawings = [tag for tag in page.tags if tag.name == "svg" and tag.attributes.get("role") == "img"]

    assert len(drawings) == 4  # verdicts, bars of records, bars of targets, one trend
    for drawing in drawings:
        named = drawing.attributes["aria-labelledby"].split()
        assert len(named) == 2
        assert set(named) <= ids
    figures = re.findall(r"<figure>.*?</figure>", report, re.DOTALL)
    assert len(figures) == 3
    assert all("<table" in figure for figure in figures)


def test_a_bar_is_as_long_as_its_share_of_the_axis() -> None:
    report, _ = _page(
        runs.run_of(
            runs.result("s.a", "noncompliant", breached=20, severity="critical"),
            runs.result("s.b", "noncompliant", breached=5),
        )
    )

    assert re.findall(r'width="([\d.]+)%" height="12" rx="2" class="(critical|major)"', report) == [
        ("100.0", "critical"),
        ("25.0", "major"),
    ]
    assert "20.0% (20/100)" in report


def test_a_line_breaks_where_a_period_has_no_value_and_the_limit_steps_with_the_law() -> None:
    [trend], notes = trends(
        _reading(_answered(*_months(0.9, 0.92, None, 1.0, 0.95, limits=(0.9, 0.9, 0.9, 0.95, 0.95))))
    )

    [line] = trend.lines
    assert line.strokes == ("4.0,84.0 27.0,70.0", "73.0,14.0 96.0,49.0")
    assert [point.tone for point in line.points] == ["good"] * 4
    assert trend.limits == ("0.0,84.0 50.0,84.0 50.0,49.0 100.0,49.0",)
    assert (trend.top, trend.bottom, trend.first, trend.last) == ("100.0%", "90.0%", "2025-01-01", "2025-05-01")
    assert notes == ()


def test_a_point_off_target_is_marked_and_says_its_value() -> None:
    [trend], _ = trends(_reading(_answered(*_months(0.9, 0.99))))

    [off, on] = trend.lines[0].points
    assert (off.tone, on.tone) == ("bad", "good")
    assert off.words == "Team A 2025-01-01: 90.0% (≥ 95.0%)"


def test_one_period_makes_no_line() -> None:
    assert trends(_reading(_answered(*_months(0.9)))) == ((), ())
    assert trends(_reading(_answered(*_months(0.9, None)))) == ((), ())


def test_more_groups_than_lines_keep_the_worst_and_say_so() -> None:
    groups = [group for n in range(8) for group in _months(0.80 + n / 100, 0.99, team=f"t{n}")]

    [trend], _ = trends(_reading(_answered(*groups)))

    assert [line.name for line in trend.lines] == [f"t{n}" for n in range(6)]
    assert trend.notes == ("The 6 groups furthest off are shown; 2 more stand in run.json",)
    assert len(trend.table.rows) == 12


def test_the_numbers_at_the_top_tell_missing_data_from_what_could_not_be_judged() -> None:
    _, page = _page(runs.run())

    assert "4 not compliant 1 compliant 1 could not be judged 1 without data" in page.text


def test_a_run_without_exports_makes_a_page_that_says_so() -> None:
    _, page = _page(Run(provenance=runs.provenance(), exports=(), clauses=()))

    assert "No export was read" in page.text


def test_the_law_of_another_day_stands_at_the_top() -> None:
    run = runs.run()
    earlier = run.provenance.model_copy(update={"in_force_on": runs.date(2025, 6, 30)})

    assert "in force on 2025-06-30" in _page(run.model_copy(update={"provenance": earlier}))[1].text


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [400, 1280])
def test_the_page_fits_its_window_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, lang: Lang, width: int
) -> None:
    file = tmp_path / "report.html"
    run = runs.run()
    trend = run.model_copy(update={"clauses": (*run.clauses, _answered(*_months(0.9, 0.99, 0.97)))})
    file.write_text(_page(trend, lang)[0], encoding="utf-8")
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    page.goto(file.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#trends circle").count() == 3
    assert asked == [file.as_uri()]
    assert said == []
    page.close()
