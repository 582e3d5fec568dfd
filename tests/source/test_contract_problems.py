"""What is wrong with the contract of an export is told with its place, all at once."""

from pathlib import Path

import pytest

from builders.packs import EXPORT, MINIMAL, write_pack
from guiju.model.promise_words import promise_words
from guiju.source.catalogue import inspect
from guiju.source.patterns import foreign_pattern


def told(folder: Path, *items: str) -> list[str]:
    lines = MINIMAL[EXPORT].rstrip("\n") + "\nexpectations:\n" + "".join(f"  - {item}\n" for item in items)
    _, problems = inspect(write_pack(folder, {EXPORT: lines}))
    first = len(MINIMAL[EXPORT].rstrip("\n").splitlines()) + 2
    return [f"{p.location.line - first}:{p.location.column} {p.message.in_('en')}" for p in problems]


def test_a_suite_of_great_expectations_can_be_pasted_in(tmp_path: Path) -> None:
    item = (
        '{"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "handler", "mostly": 0.5, '
        '"row_condition": null}, "meta": {"owner": "desk"}, "severity": "warning", "notes": null, "id": null}'
    )
    assert told(tmp_path, item) == []


def test_what_is_no_expectation_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        "{type: expect_column_values_to_not_be_nul, kwargs: {column: handler}}",
        "{type: expect_column_values_to_not_be_null, kwargs: {colum: handler}}",
        "{type: expect_column_values_to_be_between, kwargs: {column: received_at}}",
        "{type: expect_column_values_to_be_unique, kwargs: {column: handler, row_condition: 'handler > 1'}}",
        "{type: expect_column_values_to_be_unique, kwargs: {column: handler, mostly: 2}}",
    ) == [
        (
            "0:5 expectations.0: expect_column_values_to_not_be_nul is not known here; "
            "did you mean expect_column_values_to_not_be_null?"
        ),
        "1:57 the key column is missing in expectations.1.kwargs; add it",
        "1:58 unknown key colum; did you mean column?",
        "2:56 expectations.2.kwargs: give `min_value`, `max_value` or both",
        (
            "3:88 expectations.3.kwargs.row_condition: a condition written as code is never run; "
            "write it as data: {type: comparison, ...}"
        ),
        "4:81 expectations.4.kwargs.mostly: must be at most 1",
    ]


def test_what_does_not_fit_the_columns_is_told_with_its_line_and_column(tmp_path: Path) -> None:
    assert told(
        tmp_path,
        "{type: expect_column_values_to_not_be_null, kwargs: {column: handlr}}",
        "{type: expect_column_values_to_be_between, kwargs: {column: received_at, min_value: 5}}",
        "{type: expect_column_mean_to_be_between, kwargs: {column: handler, min_value: 5}}",
        "{type: expect_column_values_to_match_regex, kwargs: {column: handler, regex: '(?=a)b'}}",
        "{type: expect_table_row_count_to_be_between, kwargs: {min_value: 5, max_value: 2}}",
        "{type: expect_column_pair_values_to_be_equal, kwargs: {column_A: handler, column_B: received_at}}",
    ) == [
        "0:66 unknown column handlr; did you mean handler?",
        "1:89 5 does not fit a column of dates or times",
        "2:63 the column holds text; a column of numbers is needed here",
        "3:82 (?=a means nothing to the engine (RE2): no look-around, no back-reference, no possessive repeat",
        "4:70 min_value (5) is beyond max_value (2)",
        "5:89 text cannot be compared with dates or times",
    ]


def test_an_order_or_a_quantile_that_no_column_or_range_can_have_is_told(tmp_path: Path) -> None:
    quantile = "{type: expect_column_quantile_values_to_be_between, kwargs: {column: %s, quantile_ranges: %s}}"
    assert told(
        tmp_path,
        "{type: expect_column_values_to_be_increasing, kwargs: {column: handler}}",
        "{type: expect_column_values_to_be_decreasing, kwargs: {column: received_at, strictly: true}}",
        "{type: expect_column_stdev_to_be_between, kwargs: {column: handler, max_value: 5}}",
        quantile % ("handler", "{quantiles: [0.5], value_ranges: [[1, 2]]}"),
        quantile % ("score", "{quantiles: [0.5], value_ranges: [[1, null]]}"),
    ) == [
        "0:68 the column holds text; a column of numbers or dates or times is needed here",
        "2:64 the column holds text; a column of numbers is needed here",
        "3:74 the column holds text; a column of numbers is needed here",
    ]
    assert [
        problem.split(": ", 1)[1]
        for problem in told(
            tmp_path,
            quantile % ("score", "{quantiles: [0.5, 0.9], value_ranges: [[1, 2]]}"),
            quantile % ("score", "{quantiles: [0.5], value_ranges: [[2, 1]]}"),
            quantile % ("score", "{quantiles: [1.5], value_ranges: [[1, 2]]}"),
        )
    ] == [
        "give one range in `value_ranges` for each of the `quantiles`",
        "a range begins with its lower end: [least, most]",
        "must be at most 1",
    ]


@pytest.mark.parametrize(
    ("item", "zh", "en"),
    [
        (
            "{type: expect_column_values_to_be_increasing, kwargs: {column: score}}",
            "按文件中的先后，「评分」只升不降",
            "“Score” never falls from row to row of the file",
        ),
        (
            "{type: expect_column_values_to_be_decreasing, kwargs: {column: score, strictly: true, mostly: 0.9}}",
            "按文件中的先后，「评分」逐条下降（至少 90% 的记录）",
            "“Score” always falls from row to row of the file (in at least 90% of the records)",
        ),
        (
            "{type: expect_column_stdev_to_be_between, kwargs: {column: score, max_value: 1.5}}",
            "「评分」的标准差不大于 1.5",
            "the standard deviation of “Score” is at most 1.5",
        ),
        (
            (
                "{type: expect_column_quantile_values_to_be_between, kwargs: {column: score, quantile_ranges: "
                "{quantiles: [0.1, 0.5, 1], value_ranges: [[null, null], [3, null], [null, 5]]}}}"
            ),
            "「评分」的 0.5 分位数不小于 3；1 分位数不大于 5",
            "of “Score”, the 0.5 quantile is at least 3; the 1 quantile is at most 5",
        ),
    ],
)
def test_what_an_expectation_promises_is_said_in_both_languages(tmp_path: Path, item: str, zh: str, en: str) -> None:
    text = MINIMAL[EXPORT].rstrip("\n") + f"\nexpectations:\n  - {item}\n"
    catalogue, problems = inspect(write_pack(tmp_path, {EXPORT: text}))
    assert problems == ()
    assert catalogue is not None
    export = catalogue.exports["complaints"]
    said = promise_words(export.expectations[0], export)
    assert (said.zh, said.en) == (zh, en)


@pytest.mark.parametrize(
    "pattern",
    [r"(?!a)b", r"(?<=a)b", r"(a)\1", r"a++", r"(?>a)", r"a\Z", r"(?P<n>a)(?P=n)", "(", "a{2000}", r"\u4e00", "[[a]"],
)
def test_a_pattern_that_one_of_the_engines_does_not_take_is_refused(pattern: str) -> None:
    assert foreign_pattern(pattern) is not None


@pytest.mark.parametrize("pattern", [r"^[A-Z]\d{3}-\d+$", "总部|分部", "(?i)abc", "(?P<n>a)b?", r"\.\\\x41"])
def test_a_pattern_that_both_engines_take_is_taken(pattern: str) -> None:
    assert foreign_pattern(pattern) is None
