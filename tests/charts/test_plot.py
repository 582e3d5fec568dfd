"""Places in a drawing: what is larger lies higher, gaps part a line, a revision makes a step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiju.charts.plot import plot_of, steps, strokes


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_every_value_has_its_place_in_the_drawing(values: list[float]) -> None:
    plot = plot_of(len(values), values)
    heights = [plot.y(value) for value in values]
    assert all(14 <= height <= 84 for height in heights)
    assert (heights[values.index(max(values))] <= heights[values.index(min(values))]) is True
    across = [plot.x(place) for place in range(len(values))]
    assert across == sorted(across)
    assert (across[0], across[-1]) == (4.0, 96.0)


def test_one_place_stands_in_the_middle() -> None:
    assert plot_of(1, [3.0]).x(0) == 50.0


def test_a_gap_parts_the_line() -> None:
    assert strokes([(1.0, 2.0), (3.0, 4.0), None, (5.0, 6.0), None, (7.0, 8.0), (9.0, 1.0)]) == (
        "1.0,2.0 3.0,4.0",
        "7.0,8.0 9.0,1.0",
    )


@pytest.mark.parametrize(
    ("bounds", "line"),
    [
        ({10.0: 50.0}, "0.0,50.0 100.0,50.0"),
        ({10.0: 50.0, 20.0: 50.0}, "0.0,50.0 100.0,50.0"),
        ({10.0: 50.0, 20.0: 40.0}, "0.0,50.0 15.0,50.0 15.0,40.0 100.0,40.0"),
    ],
)
def test_a_limit_steps_half_way_between_two_places(bounds: dict[float, float], line: str) -> None:
    assert steps(bounds) == line
