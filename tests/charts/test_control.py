"""Control limits and signals against arithmetic done the long way."""

from fractions import Fraction
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.charts.control import LEAST_POINTS, RUN, Control, Sample, p_chart, xmr

VALUES = st.lists(st.integers(-50, 50), min_size=LEAST_POINTS, max_size=40)
COUNTS = st.lists(
    st.integers(1, 60).flatmap(lambda cases: st.tuples(st.integers(0, cases), st.just(cases))),
    min_size=LEAST_POINTS,
    max_size=40,
)


def samples(values: list[float], *, phase: str = "1.0.0", cases: int = 1) -> list[Sample]:
    return [Sample(value=value, cases=cases, phase=phase) for value in values]


def sides(values: list[Fraction], centre: Fraction) -> list[bool]:
    """For each point whether some eight in a row around it lie on one side, asked of every eight."""
    found = [False] * len(values)
    for first in range(len(values) - RUN + 1):
        eight = values[first : first + RUN]
        if all(value > centre for value in eight) or all(value < centre for value in eight):
            found[first : first + RUN] = [True] * RUN
    return found


@given(VALUES)
def test_individual_values_as_counted_by_hand(values: list[int]) -> None:
    exact = [Fraction(value) for value in values]
    centre = sum(exact, Fraction(0)) / len(exact)
    moving = [abs(exact[place] - exact[place - 1]) for place in range(1, len(exact))]
    reach = Fraction(266, 100) * sum(moving, Fraction(0)) / len(moving)
    in_run = sides(exact, centre)

    for value, run, found in zip(exact, in_run, xmr(samples([float(value) for value in values])), strict=True):
        assert found is not None
        assert isclose(found.centre, centre, abs_tol=1e-9)
        assert (
            isclose(found.low, centre - reach, abs_tol=1e-9),
            isclose(found.high, centre + reach, abs_tol=1e-9),
        ) == (True, True)
        assert ("beyond" in found.signals) == (abs(value - centre) > reach)
        assert ("run" in found.signals) == run


@given(COUNTS)
def test_shares_as_counted_by_hand(counts: list[tuple[int, int]]) -> None:
    exact = [Fraction(part, whole) for part, whole in counts]
    centre = Fraction(sum(part for part, _ in counts), sum(whole for _, whole in counts))
    given_ = [Sample(value=part / whole, cases=whole, phase="") for part, whole in counts]

    for value, (_, cases), run, found in zip(exact, counts, sides(exact, centre), p_chart(given_), strict=True):
        assert found is not None
        reach = 3 * sqrt(float(centre * (1 - centre)) / cases)
        assert isclose(found.low, max(0.0, float(centre) - reach), abs_tol=1e-9)
        assert isclose(found.high, min(1.0, float(centre) + reach), abs_tol=1e-9)
        # Squares keep the question exact: value and centre are fractions, the root of their variance is none.
        assert ("beyond" in found.signals) == ((value - centre) ** 2 * cases > 9 * centre * (1 - centre))
        assert ("run" in found.signals) == run


def test_a_new_phase_starts_anew() -> None:
    before, behind = samples([10.0] * 7 + [11.0]), samples([20.0] * 7 + [21.0], phase="2.0.0")

    found = xmr([*before, *behind])

    assert [point.centre for point in found if point is not None] == [10.125] * 8 + [20.125] * 8
    assert {signal for point in found if point is not None for signal in point.signals} == {"beyond"}


@pytest.mark.parametrize("chart", [xmr, p_chart])
def test_a_phase_with_few_points_has_no_limits(chart: object) -> None:
    assert callable(chart)
    few = samples([0.5] * (LEAST_POINTS - 1))
    enough = samples([0.5] * LEAST_POINTS, phase="2.0.0", cases=4)
    assert [point is None for point in chart([*few, *enough])] == [True] * len(few) + [False] * len(enough)


@pytest.mark.parametrize("value", [0.1, 0.3, 1 / 3, 86_399.999])
def test_values_that_never_change_give_no_signal(value: float) -> None:
    for found in xmr(samples([value] * 20)):
        assert isinstance(found, Control)
        assert found.signals == ()


def test_no_limit_of_single_values_lies_where_no_value_can() -> None:
    values = samples([0.99, 0.6, 1.0, 0.7, 0.95, 0.65])
    for found in xmr(values, (0.0, 1.0)):
        assert found is not None
        assert (found.low, found.high) == (0.0, 1.0)
    for found in xmr(values, (None, 1.0)):
        assert found is not None
        assert found.low < 0
