"""What a number could be: Wilson's interval of a share, and best and worst case under missing values."""

import itertools
import math
import statistics
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.run import ClauseResult, Group

SHARE = {"kind": "share", "of": "score >= 4"}
MEAN = {"kind": "mean", "of": "score"}
MEDIAN = {"kind": "median", "of": "score"}
AT_LEAST = {"kind": "target", "kpi": "metric", "at_least": "limit"}
AT_MOST = {"kind": "target", "kpi": "metric", "at_most": "limit"}
NO_WAIT = [HealthCheck.function_scoped_fixture]


def row(score: float | None, **values: Any) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": datetime(2025, 7, 10), "score": score} | values


def ask(  # noqa: PLR0913 - what a question is made of
    tmp_path: Path,
    rows: list[dict[str, Any]],
    measure: dict[str, Any],
    limit: Any,
    *,
    check: dict[str, Any] = AT_LEAST,
    level: str = "95%",
    **kpi: Any,
) -> ClauseResult:
    sets = {"limit": limit, "level": level, "most": 4}
    revisions = [
        dockets.revision("2.0.0", "2025-07-01", sets),
        dockets.revision("1.0.0", "2025-01-01", sets | {"level": "50.5%"}),
    ]
    pack = dockets.catalogue(dockets.standard([dockets.clause(check)], revisions), kpis=[dockets.kpi(measure, **kpi)])
    return dockets.verdict(tmp_path, pack, rows)


def only(result: ClauseResult) -> Group:
    (group,) = result.groups
    return group


def wilson(successes: int, cases: int, z: float) -> tuple[float, float]:
    """The roots of (x - p)^2 = z^2 x (1 - x) / n, found by halving: not the formula that is tested."""
    share = successes / cases

    def inside(x: float) -> bool:
        return (x - share) ** 2 <= z * z * x * (1 - x) / cases

    def edge(outer: float) -> float:
        inner = share
        if not inside(share):  # at 0 and 1 the share is the edge itself
            return share
        for _ in range(200):
            middle = (outer + inner) / 2
            outer, inner = (outer, middle) if inside(middle) else (middle, inner)
        return inner

    return edge(0.0), edge(1.0)


@given(successes=st.integers(0, 12), failures=st.integers(0, 12), level=st.sampled_from(["80%", "95%", "99%"]))
@settings(max_examples=40, deadline=None, suppress_health_check=NO_WAIT)
def test_the_interval_of_a_share_is_the_one_that_wilson_defined(
    tmp_path: Path, successes: int, failures: int, level: str
) -> None:
    cases = successes + failures
    rows = [row(5.0)] * successes + [row(1.0)] * failures + [row(None)] * (not cases)

    group = only(ask(tmp_path, rows, SHARE, "50%", check=AT_LEAST | {"confidence": "level"}, level=level))

    if not cases:
        assert (group.interval_low, group.interval_high) == (None, None)
        return
    z = statistics.NormalDist().inv_cdf((1 + float(level[:-1]) / 100) / 2)
    low, high = wilson(successes, cases, z)
    assert group.interval_low == pytest.approx(low, abs=1e-6)
    assert group.interval_high == pytest.approx(high, abs=1e-6)
    straddles = (low >= 0.5) != (high >= 0.5)
    assert group.verdict == ("undecided" if straddles else "compliant" if successes >= failures else "noncompliant")


def test_the_interval_alone_never_moves_a_verdict(tmp_path: Path) -> None:
    group = only(ask(tmp_path, [row(5.0)] * 3 + [row(1.0)], SHARE, "75%"))

    assert group.verdict == "compliant"
    assert (group.interval_low, group.interval_high) == (
        pytest.approx(0.300641843, abs=1e-8),
        pytest.approx(0.954412739, abs=1e-8),
    )


def test_a_clause_that_asks_for_confidence_gets_no_verdict_out_of_chance(tmp_path: Path) -> None:
    check = AT_LEAST | {"confidence": "level"}

    few = ask(tmp_path, [row(5.0)] * 4, SHARE, "75%", check=check)
    many = ask(tmp_path, [row(5.0)] * 40, SHARE, "75%", check=check)

    assert (few.verdict, few.blocked, many.verdict) == ("undecided", True, "compliant")
    assert few.reason is not None
    assert few.reason.in_("en") == "so few cases that chance alone could turn the verdict"


def test_each_revision_asks_for_its_own_confidence(tmp_path: Path) -> None:
    rows = [row(5.0)] * 4 + [row(5.0, opened_at=datetime(2025, 2, 1))] * 4

    result = ask(tmp_path, rows, SHARE, "75%", check=AT_LEAST | {"confidence": "level"})

    assert [(group.revision, group.verdict) for group in result.groups] == [
        ("1.0.0", "compliant"),
        ("2.0.0", "undecided"),
    ]


def test_other_measures_have_no_interval(tmp_path: Path) -> None:
    group = only(ask(tmp_path, [row(5.0), row(1.0)], MEAN, 3))

    assert (group.interval_low, group.interval_high) == (None, None)


def quantile(values: list[float], fraction: float) -> float:
    """Linear interpolation between the two neighbours; an infinite neighbour takes all."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * fraction
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    if low == high or place == math.floor(place):
        return low
    if math.isinf(low):
        return low
    return high if math.isinf(high) else low + (high - low) * (place - math.floor(place))


def finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


scores = st.lists(st.none() | st.integers(0, 5).map(float), min_size=1, max_size=9)


@given(values=scores, limit=st.integers(0, 5), at=st.sampled_from([AT_LEAST, AT_MOST]), p=st.sampled_from([10, 50, 90]))
@settings(max_examples=60, deadline=None, suppress_health_check=NO_WAIT)
def test_a_percentile_is_bounded_by_all_missing_values_below_and_above_all_others(
    tmp_path: Path, values: list[float | None], limit: int, at: dict[str, Any], p: int
) -> None:
    there, missing = [value for value in values if value is not None], values.count(None)
    lowest, highest = (quantile([*there, *[end] * missing], p / 100) for end in (-math.inf, math.inf))
    decided = {value >= limit if at is AT_LEAST else value <= limit for value in (lowest, highest)}

    rows = [row(value) for value in values]
    group = only(ask(tmp_path, rows, {"kind": "percentile", "of": "score", "p": p}, limit, check=at))

    assert (group.lowest, group.highest) == (pytest.approx(finite(lowest)), pytest.approx(finite(highest)))
    sure = len(decided) == 1 and there
    assert group.verdict == (("compliant" if decided == {True} else "noncompliant") if sure else "undecided")


@given(values=scores, limit=st.integers(0, 5))
@settings(max_examples=40, deadline=None, suppress_health_check=NO_WAIT)
def test_a_mean_is_bounded_by_the_range_that_the_definition_states(
    tmp_path: Path, values: list[float | None], limit: int
) -> None:
    """Oracle: every filling in of the ends of the range."""
    worlds = [
        statistics.fmean(world) for world in itertools.product(*([v] if v is not None else [0.0, 5.0] for v in values))
    ]
    decided = {world >= limit for world in worlds}

    group = only(ask(tmp_path, [row(value) for value in values], MEAN, limit, range=[0, 5]))

    assert (group.lowest, group.highest) == (pytest.approx(min(worlds)), pytest.approx(max(worlds)))
    sure = len(decided) == 1 and any(value is not None for value in values)
    assert group.verdict == (("compliant" if decided == {True} else "noncompliant") if sure else "undecided")


def test_an_open_end_of_the_range_decides_on_the_other_side(tmp_path: Path) -> None:
    rows = [row(9.0), row(9.0), row(None)]

    late = only(ask(tmp_path, rows, MEAN, 5, check=AT_MOST, range=[0, None]))
    early = only(ask(tmp_path, rows, MEAN, 7, check=AT_MOST, range=[0, None]))

    assert (late.lowest, late.highest, late.verdict) == (6.0, None, "noncompliant")
    assert early.verdict == "undecided"


def test_a_range_that_the_data_belie_bounds_nothing(tmp_path: Path) -> None:
    group = only(ask(tmp_path, [row(50.0), row(None)], MEAN, 1, range=[0, 5]))

    assert (group.lowest, group.highest, group.verdict) == (None, None, "undecided")


def test_a_range_bounds_a_median_that_missing_values_reach(tmp_path: Path) -> None:
    group = only(ask(tmp_path, [row(4.0), row(None)], MEDIAN, 2, range=[0, 5]))

    assert (group.lowest, group.highest, group.verdict) == (2.0, 4.5, "compliant")


drawn = st.lists(
    st.tuples(st.sampled_from(["a", "b", None]), st.none() | st.integers(0, 5).map(float)), min_size=1, max_size=6
)


@given(rows=drawn, measure=st.sampled_from([MEAN, MEDIAN]))
@settings(max_examples=40, deadline=None, suppress_health_check=NO_WAIT)
def test_no_filling_in_of_scopes_and_values_leaves_the_bounds(
    tmp_path: Path, rows: list[tuple[str | None, float | None]], measure: dict[str, Any]
) -> None:
    choices: list[list[list[float]]] = []
    for kind, score in rows:
        values = [[score]] if score is not None else [[0.0], [5.0]]
        choices.append(values if kind == "a" else [[]] if kind == "b" else [[], *values])
    aggregate = statistics.fmean if measure is MEAN else statistics.median
    worlds = [[v for part in world for v in part] for world in itertools.product(*choices)]

    result = ask(tmp_path, [row(s, kind=k) for k, s in rows], measure, 3, where="kind = 'a'", range=[0, 5])

    for group in result.groups:
        if group.lowest is not None and group.highest is not None:
            for world in filter(None, worlds):
                assert group.lowest - 1e-9 <= aggregate(world) <= group.highest + 1e-9
        if group.missing:
            assert None not in (group.lowest, group.highest)


@pytest.mark.parametrize(
    ("values", "verdict"),
    [([2.0, 3.0], "compliant"), ([1.0, 3.0, None], "undecided"), ([5.0, 5.0, 5.0, 5.0, None], "undecided")],
)
def test_between_two_limits_bounds_that_reach_beyond_both_leave_the_verdict_open(
    tmp_path: Path, values: list[float | None], verdict: str
) -> None:
    check = {"kind": "target", "kpi": "metric", "between": ["limit", "most"]}

    assert ask(tmp_path, [row(v) for v in values], MEAN, 2, check=check, range=[0, 5]).verdict == verdict


def test_between_two_limits_bounds_beyond_one_of_them_decide(tmp_path: Path) -> None:
    check = {"kind": "target", "kpi": "metric", "between": ["limit", "most"]}
    rows = [row(5.0)] * 9 + [row(None)]

    assert ask(tmp_path, rows, MEAN, 2, check=check, range=[0, 5]).verdict == "noncompliant"


def test_two_values_of_which_one_never_changes_have_no_correlation(tmp_path: Path) -> None:
    """The engine answers NaN, which is greater than every number."""
    check = {"kind": "target", "kpi": "metric", "above": "limit"}
    measure = {"kind": "correlation", "of": "score", "with": "epoch(opened_at)"}

    group = only(ask(tmp_path, [row(1.0), row(2.0)], measure, 0, check=check))

    assert (group.value, group.verdict) == (None, "undecided")


def test_an_aggregate_is_a_measure_of_its_own(tmp_path: Path) -> None:
    rows = [row(1.0), row(4.0), row(9.0, kind="b")]
    measure = {"kind": "aggregate", "of": "sum(score)"}

    assert only(ask(tmp_path, rows, measure, 5)).value == 14.0
    assert only(ask(tmp_path, [*rows, row(None)], measure, 5)).verdict == "undecided"
