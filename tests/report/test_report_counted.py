"""What the report says of subjects and periods with too few or too many events."""

from builders import dockets, runs
from guiju.model.run import ClauseResult, Group
from guiju.report.terminal import render_text

CHECK = {"kind": "cadence", "on": "cases", "every": "month", "subject": ["team"], "at_least": "times"}
COVERS = {"kind": "cadence", "on": "cases", "every": "month", "covers": "kind", "values": ["a", "b"]}


def group(period: str, team: str | None, value: float, limit: float) -> Group:
    return Group(
        verdict="noncompliant",
        reason=None,
        revision="1.0.0",
        period=period,
        by={"team": team} if team else {},
        cases=int(value),
        missing=0,
        value=value,
        lowest=value,
        highest=value,
        limit_low=limit,
        limit_high=None,
    )


def told(check: dict[str, object], *groups: Group, lang: str = "en") -> str:
    pack = dockets.catalogue(
        dockets.standard([dockets.clause(check)], [dockets.revision("1.0.0", "2025-01-01", {"times": 2})])
    )
    result = ClauseResult(
        clause="rule.asked",
        severity="major",
        kind="cadence",
        export="cases",
        verdict="noncompliant",
        reason=None,
        counts=None,
        groups=groups,
    )
    return render_text(runs.run_of(result), pack, lang="zh" if lang == "zh" else "en", width=200)


def lines(report: str, start: str) -> list[str]:
    """The words of the lines that start so, blanks made one."""
    return [" ".join(line.split()) for line in report.splitlines() if line.strip().startswith(start)]


def test_the_periods_that_lack_most_stand_first() -> None:
    report = told(CHECK, group("2025-01-01", "a", 1, 2), group("2025-02-01", "b", 0, 2))

    assert "The worst periods of standard: clause" in report
    assert lines(report, "team") == ["team Period from Times Limit"]
    assert lines(report, "b ") + lines(report, "a ") == ["b 2025-02-01 0 ≥ 2", "a 2025-01-01 1 ≥ 2"]
    assert report.index("2025-02-01") < report.index("2025-01-01")


def test_a_long_list_is_cut_and_says_so() -> None:
    report = told(CHECK, *(group("2025-01-01", f"t{number}", 0, 2) for number in range(7)))

    assert "... and 2 more, see run.json" in report


def test_covered_values_are_counted_under_the_title_of_their_column() -> None:
    assert lines(told(COVERS, group("2025-01-01", None, 1, 2)), "Period from") == ["Period from kind: covered Limit"]
    assert "已覆盖的类型" in told(COVERS, group("2025-01-01", None, 1, 2), lang="zh")
