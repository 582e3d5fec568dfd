"""What scores look like: bars, grades, what costs points, sums by group and period, and JSON."""

import json

import pytest

from builders.scorecards import card, catalogue, condition, criterion, group, of_groups, of_records, run, target
from guiju.model.run import ClauseResult, Counts, Run
from guiju.model.scorecard import Scorecard
from guiju.model.text import Lang
from guiju.report.scores import ScoresBy, ToldScores, render_scores
from guiju.scoring import score

TEAM = card(
    {"quality": [criterion("done", critical=True)], "speed": [criterion("quick")]}, {"quality": "60%", "speed": "40%"}
)
CENTRE = card({"quality": [criterion("done")]}, {"quality": "100%"}, centre=True)


def told(
    made: Scorecard, *results: ClauseResult, lang: Lang = "en", limit: int = 20, by: ScoresBy = "score"
) -> ToldScores:
    names = [one.clause.removeprefix("work.") for one in results]
    whole = catalogue(made, checks={name: target() if made.by else condition() for name in names})
    found: Run = run(*results)
    scoring = score(found, whole, [made])
    return ToldScores(scoring=scoring, run=found, catalogue=whole, lang=lang, limit=limit, by=by)


def two_teams() -> tuple[ClauseResult, ClauseResult]:
    return (
        of_groups("done", group(0.9), group(0.7, team="blue"), group(0.9, period="2025-04-01")),
        of_groups("quick", group(0.9), group(0.9, team="blue"), group(None, period="2025-04-01")),
    )


def test_the_worst_scores_come_first_with_what_costs_points() -> None:
    lines = render_scores(told(TEAM, *two_teams()), "text").splitlines()

    rows = [line.split() for line in lines if "2025-" in line]
    assert [row[:4] for row in rows] == [
        ["red", "2025-04", "██████▒▒▒▒", "60.0–100.0"],
        ["blue", "2025-03", "███████░░░", "70.0"],
        ["red", "2025-03", "██████████", "100.0"],
    ]
    assert lines[0] == "3 scores, 1 of them without a grade"
    (blue,) = [line for line in lines if line.startswith("blue")]
    assert blue.split()[4:] == ["fair", "critical,", "not", "compliant:", "done", "(grade", "capped)"]
    assert "quality -30.0" in "\n".join(lines)
    assert "quick open: why" in "\n".join(lines)
    assert "Grades: good 1, fair 1, open 1" in lines


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("group", [["blue", "1", "███████░░░", "70.0"], ["red", "2", "████████▒▒", "80.0–100.0"]]),
        ("period", [["2025-03", "2", "█████████░", "85.0"], ["2025-04", "1", "██████▒▒▒▒", "60.0–100.0"]]),
    ],
)
def test_scores_are_summed_up_by_group_or_by_period(by: ScoresBy, rows: list[list[str]]) -> None:
    lines = render_scores(told(TEAM, *two_teams(), by=by), "text").splitlines()

    assert [line.split()[:4] for line in lines if "█" in line] == rows


def test_a_score_of_the_whole_run_shows_every_criterion() -> None:
    text = render_scores(
        told(CENTRE, of_records("done", Counts(kept=9, breached=1), "noncompliant"), lang="zh"), "text"
    )

    assert "总分：████████░░ 80.0  等级 fair" in text
    assert "quality" in text
    assert "  done" in text


def test_what_is_not_listed_is_counted() -> None:
    assert "2 more rows are not listed (--limit N)" in render_scores(told(TEAM, *two_teams(), limit=1), "text")


def test_names_from_files_are_escaped_in_markdown() -> None:
    hostile = "<script>@all|x</script>"

    page = render_scores(told(TEAM, of_groups("done", group(0.9, team=hostile)), of_groups("quick")), "md")

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_json_has_every_score_whatever_the_limit() -> None:
    whole = json.loads(render_scores(told(TEAM, *two_teams(), limit=1), "json"))

    assert whole["format"] == "guiju-scores/1"
    assert [(one["by"]["team"], one["period"], one["worst"], one["best"], one["grade"]) for one in whole["scores"]] == [
        ("blue", "2025-03-01", 70.0, 70.0, "fair"),
        ("red", "2025-03-01", 100.0, 100.0, "good"),
        ("red", "2025-04-01", 60.0, 100.0, None),
    ]
    blue = whole["scores"][0]
    assert blue["critical_breached"] == ["done"]
    assert blue["dimensions"][0]["criteria"][0]["points"] == {"worst": 0.5, "best": 0.5}


def test_why_there_is_no_score_is_said() -> None:
    early = told(TEAM, of_groups("done", group(0.9, period="2024-03-01")), of_groups("quick"))

    assert "the card was not in force then" in render_scores(early, "text")
    assert render_scores(early, "text").startswith("There is nothing to score")
