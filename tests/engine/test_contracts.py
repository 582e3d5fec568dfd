"""Contracts of exports: what is unexpected, in whose words, and what unreadable cells and missing columns do."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import dockets
from builders.promises import expected, judged_contract, kept
from guiju.model.run import ExpectationResult

Row = Mapping[str, Any]
DAY = datetime(2025, 1, 1)


def row(**values: Any) -> dict[str, Any]:
    return {"case_id": "a", "opened_at": DAY} | values


def only(rows: Sequence[Row], type_: str, **kwargs: Any) -> ExpectationResult:
    return kept(rows, expected(type_, **kwargs))[0]


def where(name: str, operator: str, parameter: Any) -> dict[str, Any]:
    return {"type": "comparison", "column": {"name": name}, "operator": operator, "parameter": parameter}


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "case_id": st.sampled_from("abc"),
            "kind": st.sampled_from(["x", "y", "总部", None]),
            "score": st.sampled_from([None, 1.0, 2.0, 5.0]),
            "opened_at": st.sampled_from([datetime(2025, 1, day) for day in (1, 2, 3)]),
            "closed_at": st.sampled_from([None, datetime(2025, 1, 2)]),
        }
    ),
    max_size=6,
)
MAPS: dict[str, tuple[str, dict[str, Any], Callable[[Row], bool]]] = {
    "in-set": ("column_values_to_be_in_set", {"value_set": ["x", "y"]}, lambda r: r["kind"] in ("x", "y")),
    "not-in-set": ("column_values_to_not_be_in_set", {"value_set": ["x"]}, lambda r: r["kind"] != "x"),
    "regex": (
        "column_values_to_match_regex",
        {"regex": "部$|^x"},
        lambda r: r["kind"][-1] == "部" or r["kind"][0] == "x",
    ),
    "no-regex": ("column_values_to_not_match_regex", {"regex": "y"}, lambda r: "y" not in r["kind"]),
    "length": ("column_value_lengths_to_equal", {"value": 1}, lambda r: len(r["kind"]) == 1),
    "lengths": (
        "column_value_lengths_to_be_between",
        {"min_value": 1, "strict_min": True},
        lambda r: len(r["kind"]) > 1,
    ),
}


@pytest.mark.parametrize("name", sorted(MAPS))
@settings(max_examples=8, deadline=None)
@given(rows=ROWS, mostly=st.sampled_from([0, 0.5, 0.9, 1]))
def test_values_are_counted_and_shared_as_plain_python_does(name: str, rows: list[Row], mostly: float) -> None:
    type_, kwargs, fits = MAPS[name]
    asked = [r for r in rows if r["kind"] is not None]
    stray = [place for place, r in enumerate(rows) if r["kind"] is not None and not fits(r)]

    found = only(rows, type_, column="kind", mostly=mostly, **kwargs)

    assert (found.elements, found.missing, found.unexpected) == (len(rows), len(rows) - len(asked), len(stray))
    assert (found.verdict == "met") == (not asked or (len(asked) - len(stray)) / len(asked) >= mostly)
    if found.verdict == "broken":
        assert [place.row for place in found.places] == [place + 2 for place in stray][:5]


@settings(max_examples=8, deadline=None)
@given(rows=ROWS, low=st.sampled_from([None, 2]), strict=st.booleans())
def test_a_range_takes_its_ends_unless_it_is_strict(rows: list[Row], low: int | None, *, strict: bool) -> None:
    found = only(rows, "column_values_to_be_between", column="score", min_value=low, max_value=5, strict_max=strict)

    def fits(score: float) -> bool:
        return (low is None or score >= low) and (score < 5 if strict else score <= 5)

    assert found.unexpected == sum(r["score"] is not None and not fits(r["score"]) for r in rows)


@settings(max_examples=8, deadline=None)
@given(rows=ROWS, ignored=st.sampled_from(["both_values_are_missing", "either_value_is_missing", "neither"]))
def test_a_pair_with_one_missing_value_is_unexpected_unless_it_is_ignored(rows: list[Row], ignored: str) -> None:
    kwargs = {"column_A": "closed_at", "column_B": "opened_at", "or_equal": True, "ignore_row_if": ignored}
    found = only(rows, "column_pair_values_a_to_be_greater_than_b", **kwargs)

    asked = [r for r in rows if r["closed_at"] is not None or ignored != "either_value_is_missing"]
    stray = [r for r in asked if r["closed_at"] is None or r["closed_at"] < r["opened_at"]]
    assert (found.elements, found.unexpected) == (len(asked), len(stray))


@settings(max_examples=8, deadline=None)
@given(rows=ROWS, ignored=st.sampled_from(["all_values_are_missing", "any_value_is_missing", "never"]))
def test_every_member_of_a_group_of_equals_is_unexpected_missing_values_being_equal(
    rows: list[Row], ignored: str
) -> None:
    found = only(rows, "compound_columns_to_be_unique", column_list=["kind", "score"], ignore_row_if=ignored)

    def passed_over(r: Row) -> bool:
        nulls = [r[name] is None for name in ("kind", "score")]
        return {"all_values_are_missing": all(nulls), "any_value_is_missing": any(nulls), "never": False}[ignored]

    keys = Counter((r["kind"], r["score"]) for r in rows if not passed_over(r))
    assert found.unexpected == sum(number for number in keys.values() if number > 1)


@settings(max_examples=8, deadline=None)
@given(rows=ROWS)
def test_a_condition_asks_only_its_rows_and_a_missing_value_differs_from_every_value(rows: list[Row]) -> None:
    found = only(rows, "column_values_to_not_be_null", column="score", row_condition=where("kind", "!=", "x"))

    asked = [r for r in rows if r["kind"] != "x"]
    assert (found.elements, found.unexpected) == (len(asked), sum(r["score"] is None for r in asked))


def test_aggregates_are_measured_once_and_shown() -> None:
    rows = [row(score=1.0), row(score=2.0), row(score=6.0), row(score=None)]
    found = kept(
        rows,
        expected("column_mean_to_be_between", column="score", min_value=3, max_value=3),
        expected("column_median_to_be_between", column="score", max_value=2, strict_max=True),
        expected("column_sum_to_be_between", column="score", min_value=9),
        expected("column_max_to_be_between", column="opened_at", max_value="2025-01-01"),
        expected("column_proportion_of_non_null_values_to_be_between", column="score", min_value=0.75),
        expected("column_unique_value_count_to_be_between", column="score", min_value=4),
        expected("table_row_count_to_equal", value=4),
    )

    assert [(r.verdict, r.observed) for r in found] == [
        ("met", 3.0),
        ("broken", 2.0),
        ("met", 9.0),
        ("met", "2025-01-01T00:00:00"),
        ("met", 0.75),
        ("broken", 3),
        ("met", 4),
    ]


def test_nothing_measured_lies_in_no_range() -> None:
    assert only([], "column_mean_to_be_between", column="score", min_value=0).verdict == "broken"


def test_an_unreadable_cell_leaves_open_what_it_could_turn() -> None:
    rows = [row(score=1.0), row(score=None, _unreadable=["score"])]
    kwargs = {"column": "score", "min_value": 0}

    strict, loose = kept(
        rows,
        expected("column_values_to_be_between", **kwargs),
        expected("column_values_to_be_between", **kwargs, mostly=0.5),
    )

    assert (strict.verdict, strict.unreadable, loose.verdict) == ("undecided", 1, "met")
    assert strict.reason is not None
    assert only(rows, "column_mean_to_be_between", **kwargs).verdict == "undecided"


def test_an_unreadable_cell_is_not_missing() -> None:
    rows = [row(score=None, _unreadable=["score"])]

    assert only(rows, "column_values_to_not_be_null", column="score").verdict == "met"
    assert only(rows, "column_values_to_be_null", column="score").verdict == "broken"


def test_an_unreadable_cell_of_the_condition_may_ask_its_row() -> None:
    rows = [row(kind=None, score=None, _unreadable=["kind"])]
    condition = where("kind", "==", "x")

    assert only(rows, "column_values_to_not_be_null", column="score", row_condition=condition).verdict == "undecided"
    assert only(rows, "table_row_count_to_equal", value=0, row_condition=condition).verdict == "undecided"


def test_an_unreadable_key_could_be_the_equal_of_one_that_stands_alone() -> None:
    rows = [row(case_id="a"), row(case_id="b"), row(case_id=None, _unreadable=["case_id"])]

    assert only(rows, "column_values_to_be_unique", column="case_id", mostly=0.5).verdict == "undecided"


def test_a_column_that_the_files_lack_is_told_and_asked_for_only_where_it_is_promised() -> None:
    lacking = judged_contract(
        [row()],
        expected("column_values_to_not_be_null", column="score"),
        expected("column_to_exist", column="score"),
        expected("table_columns_to_match_set", column_set=["case_id", "opened_at"], exact_match=False),
        columns={"case_id", "opened_at"},
    )

    asked, exists, listed = lacking.expectations
    assert (asked.verdict, asked.unreadable, exists.verdict, listed.verdict) == ("undecided", 0, "broken", "met")
    assert asked.reason is not None
    assert "score" in asked.reason.in_("en")


def test_headers_that_no_column_took_are_columns_beyond_the_list() -> None:
    listed = expected("table_columns_to_match_set", column_set=sorted(dockets.CASES.columns))

    assert judged_contract([row()], listed).expectations[0].verdict == "met"
    assert judged_contract([row()], listed, unmapped=("remarks",)).expectations[0].verdict == "broken"


def test_measured_values_of_personal_data_are_not_told() -> None:
    rows = [row(caller="Li"), row(caller="Wang")]
    found = only(rows, "column_unique_value_count_to_be_between", column="caller", max_value=1)

    assert (found.verdict, found.observed) == ("broken", None)


def test_times_written_in_two_ways_are_one_value_of_a_list() -> None:
    kwargs = {"column": "opened_at", "value_set": ["2025-01-01", "2025-01-01T00:00:00"]}

    assert only([row()], "column_distinct_values_to_equal_set", **kwargs).verdict == "met"


def test_only_a_critical_breach_shakes_the_verdicts_on_the_export() -> None:
    promise = {"type_": "column_values_to_not_be_null", "column": "score"}

    assert not judged_contract([row()], expected(**promise, severity="warning")).broken
    assert judged_contract([row()], expected(**promise)).broken


STEPS = st.lists(st.sampled_from([None, 1.0, 2.0, 3.0, "?"]), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(scores=STEPS, rising=st.booleans(), strictly=st.booleans(), mostly=st.sampled_from([1, 0.5]))
def test_the_order_of_rows_is_told_where_no_unreadable_cell_could_turn_it(
    *, scores: list[Any], rising: bool, strictly: bool, mostly: float
) -> None:
    rows = [row(score=None, _unreadable=["score"]) if score == "?" else row(score=score) for score in scores]
    type_ = f"column_values_to_be_{'increasing' if rising else 'decreasing'}"

    found = only(rows, type_, column="score", strictly=strictly, mostly=mostly)

    choices = [[0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5] if score == "?" else [score] for score in scores]
    possible = {
        _in_order([score for score in reading if score is not None], rising=rising, strictly=strictly) >= mostly
        for reading in product(*choices)
    }
    assert found.verdict in ("undecided", "met" if possible == {True} else "broken" if possible == {False} else None)
    assert "?" in scores or found.verdict != "undecided"


def _in_order(scores: Sequence[float], *, rising: bool, strictly: bool) -> float:
    """The share of values that are in order with the one before them."""
    steps = [(b - a) if rising else (a - b) for a, b in pairwise(scores)]
    stray = sum(step <= 0 if strictly else step < 0 for step in steps)
    return (len(scores) - stray) / len(scores) if scores else 1


def test_rows_that_are_not_asked_do_not_stand_between_two_that_are() -> None:
    rows = [row(score=3.0, kind="x"), row(score=9.0, kind="y"), row(score=2.0, kind="x"), row(score=2.5, kind="x")]

    found = only(rows, "column_values_to_be_increasing", column="score", row_condition=where("kind", "==", "x"))

    assert (found.elements, found.unexpected, [place.row for place in found.places]) == (3, 1, [4])


def test_unreadable_cells_leave_quantiles_and_spread_open() -> None:
    rows = [row(score=1.0), row(score=2.0), row(score=None, _unreadable=["score"])]
    ranges = {"quantiles": [0.5], "value_ranges": [[0, 5]]}

    quantile = only(rows, "column_quantile_values_to_be_between", column="score", quantile_ranges=ranges)
    spread = only(rows, "column_stdev_to_be_between", column="score", max_value=9)

    assert (quantile.verdict, quantile.observed) == ("undecided", [1.0])
    assert (spread.verdict, spread.unreadable) == ("undecided", 1)
