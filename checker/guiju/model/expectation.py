"""What an export promises of itself, in the vocabulary of Great Expectations: its names, arguments and JSON shape.

An item of `expectations:` is what stands in a suite of Great Expectations 1.24 (`type`, `kwargs`, `severity`, `meta`),
so that a suite can be pasted in and data engineers read it at sight. Each record takes the arguments of one family;
`row_condition` is the structured form, which is data: a condition written as code is refused.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, FiniteFloat, JsonValue, field_validator, model_validator

from guiju.model.record import Name, Record
from guiju.model.row_condition import RowCondition, Value, Values, condition_columns

ContractSeverity = Literal["critical", "warning", "info"]
"""Great Expectations' own words."""
Mostly = Annotated[float, Field(ge=0, le=1)]


class Domain(Record):
    """Which rows are asked."""

    row_condition: RowCondition | None = None
    """None asks all rows."""
    condition_parser: Literal["great_expectations"] | None = None
    """Stands in suites that have a condition; the structured form needs none."""

    @field_validator("row_condition", mode="before")
    @classmethod
    def _no_code(cls, given: Any) -> Any:
        if isinstance(given, str):
            raise ValueError("a condition written as code is never run; write it as data: {type: comparison, ...}")
        return given


class Bounds(Record):
    """From one value to another; either may be left open."""

    min_value: Value | None = None
    max_value: Value | None = None
    strict_min: bool = False
    """The lowest value itself does not fit."""
    strict_max: bool = False

    @model_validator(mode="after")
    def _some_bound(self) -> Self:
        if self.min_value is None and self.max_value is None:
            raise ValueError("give `min_value`, `max_value` or both")
        return self


class ColumnArguments(Domain):
    """Asks each value of one column; missing values are not asked."""

    column: Name
    mostly: Mostly = 1
    """The share of the values asked that has to fit."""


class SetArguments(ColumnArguments):
    """Against a list of values."""

    value_set: Values


class RangeArguments(ColumnArguments, Bounds):
    """Against a range."""


class LengthArguments(ColumnArguments):
    """Against a number of characters."""

    value: int = Field(ge=0)


class RegexArguments(ColumnArguments):
    """Against a regular expression, which may fit anywhere in the value."""

    regex: str = Field(min_length=1, max_length=1000)


class OrderArguments(ColumnArguments):
    """Against the value before it, in the order of the file; the first has none and fits."""

    strictly: bool | None = None
    """Whether an equal value does not fit."""


class PairArguments(Domain):
    """Asks two values of each row."""

    column_a: Name = Field(alias="column_A")
    column_b: Name = Field(alias="column_B")
    mostly: Mostly = 1
    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"] = "both_values_are_missing"


class OrderedPairArguments(PairArguments):
    """Asks whether one value is beyond the other."""

    or_equal: bool | None = None


class CompoundArguments(Domain):
    """Asks several values of each row."""

    column_list: tuple[Name, ...] = Field(min_length=2)
    mostly: Mostly = 1
    ignore_row_if: Literal["all_values_are_missing", "any_value_is_missing", "never"] = "all_values_are_missing"


class DistinctArguments(Domain):
    """Asks which values occur in a column."""

    column: Name
    value_set: Values


class MostCommonArguments(DistinctArguments):
    """Asks which value occurs most."""

    ties_okay: bool | None = None
    """Whether several values may share the first place, if one of them is in the list."""


class AggregateArguments(Domain, Bounds):
    """Asks one number of a whole column."""

    column: Name


Fraction = Annotated[float, Field(ge=0, le=1)]
QuantileRange = tuple[int | FiniteFloat | None, int | FiniteFloat | None]


class QuantileRanges(Record):
    """Quantiles, each with the range that it lies in, both ends included; an end may be left open."""

    quantiles: Annotated[tuple[Fraction, ...], Field(min_length=1)]
    value_ranges: tuple[QuantileRange, ...]

    @model_validator(mode="after")
    def _a_range_each(self) -> Self:
        if len(self.quantiles) != len(self.value_ranges):
            raise ValueError("give one range in `value_ranges` for each of the `quantiles`")
        if any(low is not None and high is not None and low > high for low, high in self.value_ranges):
            raise ValueError("a range begins with its lower end: [least, most]")
        return self


class QuantileArguments(Domain):
    """Asks where quantiles of a whole column lie."""

    column: Name
    quantile_ranges: QuantileRanges
    allow_relative_error: Literal[False, "nearest", "linear", "lower", "higher", "midpoint"] = False
    """What a quantile between two values is; `False` is the nearest of them, as on pandas."""


class RowCountArguments(Domain, Bounds):
    """Asks the number of rows."""


class RowCountEqualArguments(Domain):
    """Asks the number of rows."""

    value: int = Field(ge=0)


class ColumnArgument(Record):
    """Asks whether the files carry a column."""

    column: Name


class ColumnSetArguments(Record):
    """Asks which columns the files carry."""

    column_set: tuple[Name, ...] = Field(min_length=1)
    exact_match: bool = True
    """Whether further columns break it."""


class Promise(Record):
    """What all expectations have besides their arguments."""

    severity: ContractSeverity = "critical"
    """`critical`: nothing that is judged on the export is sound while it is broken."""
    meta: Mapping[str, JsonValue] = {}
    notes: str | tuple[str, ...] | None = None
    description: str | None = None
    id: str | None = None
    """Great Expectations numbers the expectations of its suites."""


class ColumnValues(Promise):
    """Values that are there, are not, or occur once."""

    type: Literal[
        "expect_column_values_to_not_be_null", "expect_column_values_to_be_null", "expect_column_values_to_be_unique"
    ]
    kwargs: ColumnArguments


class ColumnValueSet(Promise):
    """Values that are on a list, or not."""

    type: Literal["expect_column_values_to_be_in_set", "expect_column_values_to_not_be_in_set"]
    kwargs: SetArguments


class ColumnValueRange(Promise):
    """Values, or their lengths, within a range."""

    type: Literal["expect_column_values_to_be_between", "expect_column_value_lengths_to_be_between"]
    kwargs: RangeArguments


class ColumnValueLength(Promise):
    """Values of one length."""

    type: Literal["expect_column_value_lengths_to_equal"]
    kwargs: LengthArguments


class ColumnRegex(Promise):
    """Values that look so, or do not."""

    type: Literal["expect_column_values_to_match_regex", "expect_column_values_to_not_match_regex"]
    kwargs: RegexArguments


class ColumnOrder(Promise):
    """Values that only rise, or only fall, from row to row."""

    type: Literal["expect_column_values_to_be_increasing", "expect_column_values_to_be_decreasing"]
    kwargs: OrderArguments


class PairEqual(Promise):
    """Two values that are the same."""

    type: Literal["expect_column_pair_values_to_be_equal"]
    kwargs: PairArguments


class PairOrdered(Promise):
    """One value beyond the other."""

    type: Literal["expect_column_pair_values_a_to_be_greater_than_b"]
    kwargs: OrderedPairArguments


class CompoundUnique(Promise):
    """Values that together occur once; every member of a group of equals is unexpected."""

    type: Literal["expect_compound_columns_to_be_unique"]
    kwargs: CompoundArguments


class DistinctValues(Promise):
    """The values that occur, against a list."""

    type: Literal[
        "expect_column_distinct_values_to_be_in_set",
        "expect_column_distinct_values_to_contain_set",
        "expect_column_distinct_values_to_equal_set",
    ]
    kwargs: DistinctArguments


class MostCommonValue(Promise):
    """The value that occurs most, against a list."""

    type: Literal["expect_column_most_common_value_to_be_in_set"]
    kwargs: MostCommonArguments


class Aggregate(Promise):
    """One number of a whole column within a range."""

    type: Literal[
        "expect_column_min_to_be_between",
        "expect_column_max_to_be_between",
        "expect_column_mean_to_be_between",
        "expect_column_median_to_be_between",
        "expect_column_stdev_to_be_between",
        "expect_column_sum_to_be_between",
        "expect_column_proportion_of_unique_values_to_be_between",
        "expect_column_proportion_of_non_null_values_to_be_between",
        "expect_column_unique_value_count_to_be_between",
    ]
    kwargs: AggregateArguments


class ColumnQuantiles(Promise):
    """Quantiles of a whole column within ranges."""

    type: Literal["expect_column_quantile_values_to_be_between"]
    kwargs: QuantileArguments


class RowCount(Promise):
    """Number of rows within a range."""

    type: Literal["expect_table_row_count_to_be_between"]
    kwargs: RowCountArguments


class RowCountEqual(Promise):
    """A known number of rows."""

    type: Literal["expect_table_row_count_to_equal"]
    kwargs: RowCountEqualArguments


class ColumnExists(Promise):
    """The files carry a column."""

    type: Literal["expect_column_to_exist"]
    kwargs: ColumnArgument


class ColumnSet(Promise):
    """The files carry these columns."""

    type: Literal["expect_table_columns_to_match_set"]
    kwargs: ColumnSetArguments


Expectation = Annotated[
    ColumnValues
    | ColumnValueSet
    | ColumnValueRange
    | ColumnValueLength
    | ColumnRegex
    | ColumnOrder
    | PairEqual
    | PairOrdered
    | CompoundUnique
    | DistinctValues
    | MostCommonValue
    | Aggregate
    | ColumnQuantiles
    | RowCount
    | RowCountEqual
    | ColumnExists
    | ColumnSet,
    Field(discriminator="type"),
]


def columns_of(expectation: Expectation) -> tuple[Name, ...]:
    """The columns whose values an expectation reads, those of its condition first.

    Of the files' columns themselves (`expect_column_to_exist`) no value is read.
    """
    match expectation:
        case ColumnExists() | ColumnSet():
            return ()
        case PairEqual(kwargs=kwargs) | PairOrdered(kwargs=kwargs):
            own: tuple[Name, ...] = (kwargs.column_a, kwargs.column_b)
        case CompoundUnique(kwargs=kwargs):
            own = kwargs.column_list
        case RowCount() | RowCountEqual():
            own = ()
        case _:
            own = (expectation.kwargs.column,)
    return tuple(dict.fromkeys((*condition_columns(expectation.kwargs.row_condition), *own)))
