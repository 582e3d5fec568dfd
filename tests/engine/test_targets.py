"""Targets: every measure, groups and periods, the law of the period, and what missing values do."""

import statistics
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.run import ClauseResult, Group

JULY = datetime(2025, 7, 10)
TWO = [
    dockets.revision("2.0.0", "2025-07-01", {"limit": "80%", "least": 2}),
    dockets.revision("1.0.0", "2025-01-01", {"limit": "50%", "least": 2}),
]
SHARE = {"kind": "share", "of": "score >= 4"}
AT_LEAST = {"kind": "target", "kpi": "metric", "at_least": "limit"}


def row(score: float | None = None, **values: Any) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": JULY, "score": score} | values


def ask(
    tmp_path: Path,
    rows: list[dict[str, Any]],
    *,
    check: dict[str, Any] | None = None,
    measure: dict[str, Any] | None = None,
    limit: Any = None,
    **kpi: Any,
) -> ClauseResult:
    revisions = TWO if limit is None else [dockets.revision("1.0.0", "2025-01-01", {"limit": limit, "least": 2})]
    pack = dockets.catalogue(
        dockets.standard([dockets.clause(check or AT_LEAST)], revisions), kpis=[dockets.kpi(measure or SHARE, **kpi)]
    )
    return dockets.verdict(tmp_path, pack, rows)


def only(result: ClauseResult) -> Group:
    (group,) = result.groups
    return group


def test_a_share_is_held_against_the_limit_in_force(tmp_path: Path) -> None:
    result = ask(tmp_path, [row(5), row(5), row(5), row(5), row(1)])

    group = only(result)
    assert (group.value, group.limit_low, group.cases, group.revision) == (0.8, 0.8, 5, "2.0.0")
    assert result.verdict == "compliant"


def test_without_periods_each_revision_judges_its_own_rows(tmp_path: Path) -> None:
    june = datetime(2025, 6, 30)
    result = ask(tmp_path, [row(5, opened_at=june), row(1, opened_at=june), row(5), row(1)])

    assert [(g.revision, g.verdict) for g in result.groups] == [("1.0.0", "compliant"), ("2.0.0", "noncompliant")]
    assert result.verdict == "noncompliant"


def test_a_period_is_judged_by_the_law_of_its_first_day(tmp_path: Path) -> None:
    rows = [row(5, opened_at=datetime(2025, month, 20)) for month in (5, 6, 7)] + [
        row(1, opened_at=datetime(2025, 6, 2))
    ]

    result = ask(tmp_path, rows, check=AT_LEAST | {"every": "month"})

    assert [(g.period, g.limit_low, g.value) for g in result.groups] == [
        ("2025-05-01", 0.5, 1.0),
        ("2025-06-01", 0.5, 0.5),
        ("2025-07-01", 0.8, 1.0),
    ]


def test_groups_are_judged_apart_and_a_missing_group_is_undecided(tmp_path: Path) -> None:
    rows = [row(5, team="a"), row(1, team="b"), row(5, team=None)]

    result = ask(tmp_path, rows, check=AT_LEAST | {"by": ["team"]})

    assert [(g.by["team"], g.verdict) for g in result.groups] == [
        (None, "undecided"),
        ("a", "compliant"),
        ("b", "noncompliant"),
    ]


def test_small_groups_get_no_verdict_and_do_not_block(tmp_path: Path) -> None:
    rows = [row(5, team="a"), row(5, team="b"), row(5, team="b")]

    result = ask(tmp_path, rows, check=AT_LEAST | {"by": ["team"], "min_cases": "least"})

    assert [g.verdict for g in result.groups] == ["undecided", "compliant"]
    assert (result.verdict, result.blocked) == ("compliant", False)


@pytest.mark.parametrize(
    ("scores", "verdict", "lowest", "highest"),
    [
        ([5, 5, 5, 5, None], "compliant", 0.8, 1.0),
        ([5, 5, 5, 1, None], "undecided", 0.6, 0.8),
        ([5, 5, 1, 1, None], "noncompliant", 0.4, 0.6),
    ],
)
def test_missing_values_leave_a_share_open_only_where_they_could_turn_it(
    tmp_path: Path, scores: list[float | None], verdict: str, lowest: float, highest: float
) -> None:
    result = ask(tmp_path, [row(score) for score in scores])

    group = only(result)
    assert (group.verdict, group.missing) == (verdict, 1)
    assert (group.lowest, group.highest) == (pytest.approx(lowest), pytest.approx(highest))


def test_a_definition_may_leave_missing_values_out_and_counts_them(tmp_path: Path) -> None:
    result = ask(tmp_path, [row(5), row(None), row(None)], missing="excluded")

    group = only(result)
    assert (group.verdict, group.value, group.cases, group.missing) == ("compliant", 1.0, 1, 2)


def test_a_mean_with_missing_values_is_undecided_unless_they_are_left_out(tmp_path: Path) -> None:
    rows = [row(4), row(None)]
    mean = {"kind": "mean", "of": "score"}

    assert ask(tmp_path, rows, measure=mean, limit=3).verdict == "undecided"
    assert ask(tmp_path, rows, measure=mean, limit=3, missing="excluded").verdict == "compliant"


def test_a_strict_limit_is_not_met_by_equality(tmp_path: Path) -> None:
    mean = {"kind": "mean", "of": "score"}
    for key, verdict in [
        ("at_most", "compliant"),
        ("below", "noncompliant"),
        ("at_least", "compliant"),
        ("above", "noncompliant"),
    ]:
        assert (
            ask(
                tmp_path, [row(3)], measure=mean, limit=3, check={"kind": "target", "kpi": "metric", key: "limit"}
            ).verdict
            == verdict
        )


def test_between_takes_in_both_ends(tmp_path: Path) -> None:
    check = {"kind": "target", "kpi": "metric", "between": ["least", "limit"]}
    for score, verdict in [(1.9, "noncompliant"), (2, "compliant"), (3, "compliant"), (3.1, "noncompliant")]:
        assert (
            ask(tmp_path, [row(score)], measure={"kind": "mean", "of": "score"}, limit=3, check=check).verdict
            == verdict
        )


def test_durations_are_measured_in_seconds(tmp_path: Path) -> None:
    mean = {"kind": "mean", "of": "epoch(closed_at) - epoch(opened_at)"}
    rows = [row(closed_at=datetime(2025, 7, 10, 0, minutes)) for minutes in (10, 30)]
    at_most = {"kind": "target", "kpi": "metric", "at_most": "limit"}

    result = ask(tmp_path, rows, measure=mean, limit="PT20M", check=at_most, unit="seconds")

    assert (only(result).value, result.verdict) == (1200.0, "compliant")


def test_a_ratio_of_sums_and_of_filtered_aggregates_keeps_to_the_scope(tmp_path: Path) -> None:
    rows = [row(6, kind="a"), row(2, kind="a"), row(100, kind="b")]
    ratio = {"kind": "ratio", "of": "sum(score) filter (where score > 2)", "to": "sum(score)"}

    assert only(ask(tmp_path, rows, measure=ratio, limit=0.5, where="kind = 'a'")).value == pytest.approx(0.75)


def test_a_correlation_is_measured(tmp_path: Path) -> None:
    rows = [row(1), row(2), row(4)]
    check = {"kind": "target", "kpi": "metric", "above": "limit"}

    result = ask(tmp_path, rows, measure={"kind": "correlation", "of": "score", "with": "-score"}, limit=0, check=check)

    assert (only(result).value, result.verdict) == (pytest.approx(-1), "noncompliant")


def test_no_row_in_scope_is_never_a_pass(tmp_path: Path) -> None:
    result = ask(tmp_path, [row(5, kind="b")], where="kind = 'a'")

    assert (result.verdict, result.groups) == ("undecided", ())
    assert result.reason is not None
    assert result.reason.in_("en") == "no record is in scope"


def test_a_row_without_its_time_belongs_to_no_period(tmp_path: Path) -> None:
    result = ask(tmp_path, [row(5), row(5, opened_at=None)], check=AT_LEAST | {"every": "month"})

    assert [(g.period, g.verdict) for g in result.groups] == [(None, "undecided"), ("2025-07-01", "compliant")]


def test_parameters_inside_a_kpi_take_the_value_in_force(tmp_path: Path) -> None:
    share = {"kind": "share", "of": "score >= $least"}

    assert only(ask(tmp_path, [row(2), row(1)], measure=share)).value == 0.5


scores = st.lists(st.none() | st.integers(1, 5).map(float), min_size=1, max_size=15)


@given(values=scores)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_measures_agree_with_the_statistics_of_the_values_that_are_there(
    tmp_path: Path, values: list[float | None]
) -> None:
    there = [value for value in values if value is not None]
    expected = {
        "share": sum(value >= 4 for value in there) / len(there) if there else None,
        "mean": statistics.fmean(there) if there else None,
        "median": statistics.median(there) if there else None,
        "count": float(len(values)),
    }
    for kind, value in expected.items():
        measure = SHARE if kind == "share" else {"kind": kind} | ({} if kind == "count" else {"of": "score"})
        group = only(ask(tmp_path, [row(score) for score in values], measure=measure, limit=3, missing="excluded"))
        assert group.value == (pytest.approx(value) if value is not None else None)
        assert group.verdict == ("undecided" if value is None else "compliant" if value >= 3 else "noncompliant")


rows_of_any_scope = st.lists(
    st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from([5.0, 1.0, None])), min_size=1, max_size=7
)


@given(drawn=rows_of_any_scope, of_all=st.integers(0, 100))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_of_unknown_scope_leave_a_share_open_exactly_where_they_could_turn_it(
    tmp_path: Path, drawn: list[tuple[str | None, float | None]], of_all: int
) -> None:
    """Oracle: try every way to fill in scopes and values."""
    worlds: set[tuple[bool, ...]] = {()}
    for kind, score in drawn:
        inside = [True] if kind == "a" else [False] if kind == "b" else [True, False]
        values = [score >= 4] if score is not None else [True, False]
        worlds = {
            (*world, *chosen) for world in worlds for i in inside for v in values for chosen in [((v,) if i else ())]
        }
    outcomes = {sum(world) * 100 >= of_all * len(world) for world in worlds if world}
    sure = any(kind == "a" and score is not None for kind, score in drawn)
    expected = "undecided" if len(outcomes) != 1 or not sure else "compliant" if outcomes == {True} else "noncompliant"

    result = ask(tmp_path, [row(s, kind=k) for k, s in drawn], limit=f"{of_all}%", where="kind = 'a'")

    assert result.verdict == expected


def test_a_row_of_unknown_scope_counts_as_missing_and_moves_only_the_end_it_can_move(tmp_path: Path) -> None:
    known = [row(5, kind="a"), row(1, kind="a")]

    raising = only(ask(tmp_path, [*known, row(5)], where="kind = 'a'"))
    lowering = only(ask(tmp_path, [*known, row(1)], where="kind = 'a'"))

    assert (raising.missing, lowering.missing) == (1, 1)
    assert (raising.lowest, raising.highest) == (0.5, pytest.approx(2 / 3))
    assert (lowering.lowest, lowering.highest) == (pytest.approx(1 / 3), 0.5)


def test_a_cell_that_could_not_be_read_leaves_no_target_in_silence(tmp_path: Path) -> None:
    rows = [row(5)] * 9 + [row(1, due_at=None, _unreadable=("due_at",))]

    scoped = ask(tmp_path, rows, where="due_at is null")
    measured = ask(tmp_path, rows, measure={"kind": "share", "of": "due_at is null"})

    assert (only(scoped).missing, only(measured).missing) == (1, 1)
    assert (only(scoped).lowest, only(measured).lowest) == (pytest.approx(0.9), pytest.approx(0.9))


@given(values=scores, of_all=st.integers(0, 100))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_share_is_decided_exactly_where_no_filling_in_could_turn_it(
    tmp_path: Path, values: list[float | None], of_all: int
) -> None:
    """Oracle: fill every missing value in both ways and see whether all agree."""
    true, missing = sum(v is not None and v >= 4 for v in values), sum(v is None for v in values)
    outcomes = {(true + filled) * 100 >= of_all * len(values) for filled in range(missing + 1)}
    expected = (
        "undecided"
        if len(outcomes) > 1 or missing == len(values)
        else "compliant"
        if outcomes == {True}
        else "noncompliant"
    )

    assert only(ask(tmp_path, [row(score) for score in values], limit=f"{of_all}%")).verdict == expected
