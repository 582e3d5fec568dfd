"""Measures that take two groupings: one export against another, and a period against an earlier one."""

from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.export import Export
from guiju.model.run import ClauseResult

STAFF = Export.model_validate(
    {
        "id": "staff",
        "title": {"zh": "人员", "en": "Staff"},
        "description": {"zh": "测试用", "en": "for tests"},
        "key": ["day", "team"],
        "at": "day",
        "columns": {
            "day": {"title": {"zh": "日期", "en": "day"}, "type": "date"},
            "team": {"title": {"zh": "团队", "en": "team"}, "type": "text"},
            "people": {"title": {"zh": "人数", "en": "people"}, "type": "integer"},
        },
    }
)
RATIO = {"kind": "across", "of": "count(*)", "to": {"on": "staff", "of": "sum(people)"}}
AT_MOST = {"kind": "target", "kpi": "metric", "at_most": "limit"}
CHANGE = {"kind": "change", "of": "plain", "against": "previous"}
BASELINE = {"kind": "change", "of": "plain", "against": {"from": "first", "until": "last"}}


def case(day: str, team: str | None = "a", **values: Any) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": datetime.fromisoformat(day), "team": team, "score": 4.0} | values


def staff(day: str, people: int | None, team: str | None = "a") -> dict[str, Any]:
    return {"day": datetime.fromisoformat(day).date(), "team": team, "people": people}


def ask(  # noqa: PLR0913 - what a question is made of
    tmp_path: Path,
    rows: list[dict[str, Any]],
    people: list[dict[str, Any]],
    *,
    measure: dict[str, Any] = RATIO,
    check: dict[str, Any] | None = None,
    revisions: list[dict[str, Any]] | None = None,
    **kpi: Any,
) -> ClauseResult:
    law = revisions or [dockets.revision("1.0.0", "2025-01-01", {"limit": 2, "few": 2})]
    pack = dockets.catalogue(
        dockets.standard([dockets.clause(AT_MOST | {"every": "month"} | (check or {}))], law),
        kpis=[dockets.kpi(measure, **kpi)],
        others=[STAFF],
    )
    return dockets.verdict_of(tmp_path, pack, {"cases": rows, "staff": people})


def changed(  # noqa: PLR0913 - what a question is made of
    tmp_path: Path,
    rows: list[dict[str, Any]],
    *,
    measure: dict[str, Any] = CHANGE,
    of: dict[str, Any] | None = None,
    base: dict[str, Any] | None = None,
    check: dict[str, Any] | None = None,
    sets: list[tuple[str, dict[str, Any]]] | None = None,
) -> ClauseResult:
    """The first clause of a standard whose KPI is the change of `plain`, the mean score."""
    held = sets or [("2025-01-01", {"limit": 0})]
    law = [
        dockets.revision(f"{len(held) - place}.0.0", day, {"first": "2025-01-01", "last": "2025-01-31"} | values)
        for place, (day, values) in enumerate(held)
    ]
    plain = dockets.kpi(of or {"kind": "mean", "of": "score"}, **(base or {})) | {"id": "plain"}
    pack = dockets.catalogue(
        dockets.standard([dockets.clause(AT_MOST | {"every": "month"} | (check or {}))], law),
        kpis=[plain, dockets.kpi(measure)],
    )
    return dockets.verdict(tmp_path, pack, rows)


def told(result: ClauseResult) -> list[tuple[str | None, float | None, str, str | None]]:
    return [
        (group.period, group.value, group.verdict, group.reason.en if group.reason else None) for group in result.groups
    ]


def test_an_aggregate_of_one_export_is_held_against_one_of_another(tmp_path: Path) -> None:
    rows = [case("2025-01-05"), case("2025-01-06"), case("2025-01-07"), case("2025-02-01")]

    result = ask(tmp_path, rows, [staff("2025-01-01", 1), staff("2025-02-03", 2)])

    assert told(result) == [
        ("2025-01-01", 3.0, "noncompliant", None),
        ("2025-02-01", 0.5, "compliant", None),
    ]
    assert [group.cases for group in result.groups] == [3, 1]


def test_a_difference_is_taken_where_it_is_asked_for(tmp_path: Path) -> None:
    measure = RATIO | {"as": "difference"}

    result = ask(tmp_path, [case("2025-01-05"), case("2025-01-06")], [staff("2025-01-01", 5)], measure=measure)

    assert told(result) == [("2025-01-01", -3.0, "compliant", None)]


def test_a_group_that_only_one_export_has_is_undecided_and_says_so(tmp_path: Path) -> None:
    rows = [case("2025-01-05", "a"), case("2025-01-05", "b")]

    result = ask(tmp_path, rows, [staff("2025-01-01", 1, "b"), staff("2025-01-01", 1, "c")], check={"by": ["team"]})

    assert [(group.by["team"], group.verdict, group.reason and group.reason.en) for group in result.groups] == [
        ("a", "undecided", "the other export has no such group or period"),
        ("b", "compliant", None),
        ("c", "undecided", "its own export has no such group or period"),
    ]
    assert (result.verdict, result.blocked) == ("undecided", True)


def test_nobody_to_divide_by_is_undecided_and_says_so(tmp_path: Path) -> None:
    result = ask(tmp_path, [case("2025-01-05")], [staff("2025-01-01", 0)])

    assert told(result) == [("2025-01-01", None, "undecided", "the divisor is zero")]


def test_a_ratio_inside_one_export_says_too_that_its_divisor_is_zero(tmp_path: Path) -> None:
    measure = {"kind": "ratio", "of": "count(*)", "to": "sum(score)"}

    result = ask(tmp_path, [case("2025-01-05", score=0.0)], [], measure=measure)

    assert told(result) == [("2025-01-01", None, "undecided", "the divisor is zero")]


def test_a_missing_value_on_the_other_side_leaves_the_group_open(tmp_path: Path) -> None:
    people = [staff("2025-01-01", 4), staff("2025-01-02", None)]

    bounded = ask(tmp_path, [case("2025-01-05")], people)
    excluded = ask(tmp_path, [case("2025-01-05")], people, missing="excluded")

    assert told(bounded) == [("2025-01-01", 0.25, "undecided", "missing values could turn the verdict")]
    assert (excluded.verdict, excluded.groups[0].missing) == ("compliant", 1)


def test_each_side_keeps_to_its_own_scope(tmp_path: Path) -> None:
    measure = {"kind": "across", "of": "count(*)", "to": {"on": "staff", "of": "sum(people)", "where": "people < 9"}}
    rows = [case("2025-01-05", kind="a"), case("2025-01-05", kind="b")]

    result = ask(tmp_path, rows, [staff("2025-01-01", 2), staff("2025-01-02", 9)], measure=measure, where="kind = 'a'")

    assert told(result) == [("2025-01-01", 0.5, "compliant", None)]


def test_without_the_other_export_the_clause_is_not_asked(tmp_path: Path) -> None:
    pack = dockets.catalogue(
        dockets.standard([dockets.clause(AT_MOST)], [dockets.revision("1.0.0", "2025-01-01", {"limit": 2})]),
        kpis=[dockets.kpi(RATIO)],
        others=[STAFF],
    )

    result = dockets.verdict_of(tmp_path, pack, {"cases": [case("2025-01-05")]})

    assert (result.verdict, result.blocked) == ("undecided", False)
    assert result.reason is not None
    assert "Staff" in result.reason.in_("en")


def test_a_number_is_compared_with_the_period_before(tmp_path: Path) -> None:
    rows = [case("2025-01-05", score=4.0), case("2025-02-05", score=2.0), case("2025-04-01", score=3.0)]

    relative = changed(tmp_path, rows)
    difference = changed(tmp_path, rows, measure=CHANGE | {"as": "difference"})
    reduction = changed(tmp_path, rows, measure=CHANGE | {"as": "reduction"})

    none = "there is no period before to compare with"
    assert told(relative) == [
        ("2025-01-01", None, "undecided", none),
        ("2025-02-01", -0.5, "compliant", None),
        ("2025-04-01", None, "undecided", none),
    ]
    assert [group.value for group in difference.groups] == [None, -2.0, None]
    assert [group.value for group in reduction.groups] == [None, 0.5, None]
    assert (relative.verdict, relative.blocked) == ("compliant", False)


def test_the_period_before_is_measured_even_where_the_clause_was_not_in_force_then(tmp_path: Path) -> None:
    rows = [case("2025-01-05", score=4.0), case("2025-02-05", score=5.0)]

    result = changed(tmp_path, rows, sets=[("2025-02-01", {"limit": 0})])

    assert told(result) == [("2025-02-01", 0.25, "noncompliant", None)]


def test_no_share_is_told_of_nothing(tmp_path: Path) -> None:
    rows = [case("2025-01-05", score=0.0), case("2025-02-05", score=2.0)]

    result = changed(tmp_path, rows)

    assert result.groups[1].reason is not None
    assert result.groups[1].reason.en == "the earlier value is not above zero: no share of it can be told"
    assert result.blocked


def test_a_number_is_compared_with_the_baseline_that_its_revision_names(tmp_path: Path) -> None:
    rows = [
        case("2025-01-31T23:59", score=4.0),
        case("2025-02-05", score=2.0),
        case("2025-03-05", score=1.0),
    ]
    law = [
        ("2025-03-01", {"limit": 0, "first": "2025-02-01", "last": "2025-02-28"}),
        ("2025-01-01", {"limit": 0}),
    ]

    result = changed(tmp_path, rows, measure=BASELINE, sets=law)

    assert told(result) == [
        ("2025-01-01", 0.0, "undecided", "belongs to the baseline and is not compared with it"),
        ("2025-02-01", -0.5, "compliant", None),
        ("2025-03-01", -0.5, "compliant", None),
    ]


def test_a_group_without_a_baseline_is_undecided_and_says_so(tmp_path: Path) -> None:
    rows = [case("2025-01-05", "a"), case("2025-02-05", "a", score=3.0), case("2025-02-05", "b")]

    result = changed(tmp_path, rows, measure=BASELINE, check={"by": ["team"]})

    by_team = {(g.period, g.by["team"]): (g.verdict, g.reason and g.reason.en) for g in result.groups}
    assert by_team["2025-02-01", "a"] == ("compliant", None)
    assert by_team["2025-02-01", "b"] == ("undecided", "the baseline has no data of this group")
    assert result.blocked


def test_without_periods_all_that_came_after_the_baseline_is_compared_with_it(tmp_path: Path) -> None:
    rows = [case("2025-01-05", score=4.0), case("2025-02-05", score=3.0), case("2025-05-05", score=1.0)]

    result = changed(tmp_path, rows, measure=BASELINE, check={"every": None})

    assert told(result) == [(None, -0.5, "compliant", None)]


def test_missing_values_on_either_side_of_a_change_bound_it(tmp_path: Path) -> None:
    """At best all missing scores were 5 then and 0 now, at worst 0 then and 5 now."""
    rows = [case("2025-01-05", score=4.0), case("2025-01-06", score=None), case("2025-02-05", score=1.0)]

    result = changed(tmp_path, rows, base={"range": [0, 5]})

    group = result.groups[1]
    assert (group.value, group.missing, group.verdict) == (-0.75, 1, "compliant")
    assert (group.lowest, group.highest) == (pytest.approx(1 / 4.5 - 1), pytest.approx(1 / 2 - 1))


@pytest.mark.parametrize("limit", ["at_least", "at_most"])
def test_a_change_of_medians_that_missing_values_reach_on_both_sides_is_undecided(tmp_path: Path, limit: str) -> None:
    """Infinity over infinity is no number, which the engine takes for the greatest of all."""
    rows = [case(f"2025-0{month}-05", score=score) for month in (1, 2) for score in (4.0, None)]
    check = {"at_most": None, limit: "limit"}

    result = changed(tmp_path, rows, of={"kind": "median", "of": "score"}, check=check)

    group = result.groups[1]
    assert (group.verdict, group.lowest, group.highest) == ("undecided", None, None)


days = st.sampled_from(["2025-01-10", "2025-02-10", "2025-03-10", "2025-04-10"])
teams = st.sampled_from(["a", "b"])
worked = st.lists(st.tuples(days, teams, st.integers(0, 3)), max_size=6)
happened = st.lists(st.tuples(days, teams), max_size=8)


@given(cases=happened, people=worked)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ratios_across_exports_agree_with_counting_by_hand(
    tmp_path: Path, cases: list[tuple[str, str]], people: list[tuple[str, str, int]]
) -> None:
    """Oracle: two dictionaries."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    added: dict[tuple[str, str], int] = defaultdict(int)
    for day, team in cases:
        counted[day[:7], team] += 1
    for day, team, number in people:
        added[day[:7], team] += number
    expected: dict[tuple[str, str], tuple[float | None, str]] = {}
    for key in counted.keys() | added.keys():
        value = counted[key] / added[key] if key in counted and added.get(key) else None
        verdict = "undecided" if value is None else "compliant" if value <= 2 else "noncompliant"
        expected[key] = (value, verdict)

    result = ask(
        tmp_path,
        [case(day, team) for day, team in cases],
        [staff(day, number, team) for day, team, number in people],
        check={"by": ["team"]},
    )

    found = {((g.period or "")[:7], g.by["team"] or ""): (g.value, g.verdict) for g in result.groups}
    assert found == expected


scored = st.lists(st.tuples(days, teams, st.integers(0, 4)), min_size=1, max_size=8)


@given(drawn=scored)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_changes_agree_with_comparing_by_hand(tmp_path: Path, drawn: list[tuple[str, str, int]]) -> None:
    """Oracle: means by month and team, looked up a month earlier and in the baseline (January)."""
    scores: dict[tuple[int, str], list[int]] = defaultdict(list)
    for day, team, score in drawn:
        scores[int(day[5:7]), team].append(score)
    means = {key: sum(values) / len(values) for key, values in scores.items()}

    def against(key: tuple[int, str], then: int) -> float | None:
        base = means.get((then, key[1]))
        return (means[key] - base) / base if base else None

    rows = [case(day, team, score=float(score)) for day, team, score in drawn]
    for measure, then in ((CHANGE, None), (BASELINE, 1)):
        result = changed(tmp_path, rows, measure=measure, check={"by": ["team"]})
        found = {(int((g.period or "")[5:7]), g.by["team"] or ""): g for g in result.groups}
        assert found.keys() == means.keys()
        for key, group in found.items():
            expected = None if then == key[0] else against(key, then or key[0] - 1)
            verdict = "undecided" if expected is None else "compliant" if expected <= 0 else "noncompliant"
            assert group.verdict == verdict, (key, group)
            if expected is not None:
                assert group.value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("shape", "before", "after", "asked"),
    [
        ("relative", 100.0, 110.0, "at_most"),
        ("reduction", 100.0, 90.0, "at_least"),
        ("difference", 0.8, 0.9, "at_least"),
    ],
)
def test_a_change_by_exactly_its_limit_meets_it(
    tmp_path: Path, shape: str, before: float, after: float, asked: str
) -> None:
    """110 / 100 - 1 is more than a tenth in binary, and 0.9 - 0.8 less: neither may turn a verdict."""
    rows = [case("2025-01-05", score=before), case("2025-02-05", score=after)]
    limit = {"at_most": None, asked: "limit"}

    for written in ("10%", 0.1):
        law = [("2025-01-01", {"limit": written})]
        assert told(changed(tmp_path, rows, measure=CHANGE | {"as": shape}, check=limit, sets=law))[1][2] == "compliant"


def test_a_change_that_misses_its_limit_by_a_billionth_misses_it(tmp_path: Path) -> None:
    rows = [case("2025-01-05", score=100.0), case("2025-02-05", score=110.0000001)]

    assert told(changed(tmp_path, rows, sets=[("2025-01-01", {"limit": "10%"})]))[1][2] == "noncompliant"


def test_a_mean_of_decimals_meets_its_own_value(tmp_path: Path) -> None:
    """0.1 + 0.2 + 0.3 is more than 0.6 in binary."""
    rows = [case("2025-01-05", score=score) for score in (0.1, 0.2, 0.3)]

    result = ask(
        tmp_path,
        rows,
        [],
        measure={"kind": "mean", "of": "score"},
        revisions=[dockets.revision("1.0.0", "2025-01-01", {"limit": 0.2, "few": 1})],
    )

    assert told(result)[0][2] == "compliant"
