"""What an expectation promises, in a sentence of both languages: reports and pages say the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from guiju.model.expectation import (
    Aggregate,
    Bounds,
    ColumnExists,
    ColumnOrder,
    ColumnQuantiles,
    ColumnRegex,
    ColumnSet,
    ColumnValueLength,
    ColumnValueRange,
    ColumnValues,
    ColumnValueSet,
    CompoundUnique,
    DistinctValues,
    Expectation,
    MostCommonValue,
    PairEqual,
    PairOrdered,
    RowCount,
    RowCountEqual,
)
from guiju.model.export import Export
from guiju.model.row_condition import Comparison, Every, Nullity, RowCondition, Value
from guiju.model.text import Text

_MOST_VALUES = 8
_AGGREGATES: Mapping[str, Text] = {
    "expect_column_min_to_be_between": Text(zh="的最小值", en="smallest value of"),
    "expect_column_max_to_be_between": Text(zh="的最大值", en="largest value of"),
    "expect_column_mean_to_be_between": Text(zh="的平均值", en="mean of"),
    "expect_column_median_to_be_between": Text(zh="的中位数", en="median of"),
    "expect_column_stdev_to_be_between": Text(zh="的标准差", en="standard deviation of"),
    "expect_column_sum_to_be_between": Text(zh="的合计", en="sum of"),
    "expect_column_proportion_of_unique_values_to_be_between": Text(
        zh="不同取值所占的比例", en="share of different values of"
    ),
    "expect_column_proportion_of_non_null_values_to_be_between": Text(
        zh="有值的记录所占的比例", en="share of records with"
    ),
    "expect_column_unique_value_count_to_be_between": Text(zh="的不同取值个数", en="number of different values of"),
}
_SIGNS: Mapping[str, Text] = {
    "==": Text(zh="等于", en="is"),
    "!=": Text(zh="不等于", en="is not"),
    "<": Text(zh="小于", en="is below"),
    "<=": Text(zh="不大于", en="is at most"),
    ">": Text(zh="大于", en="is above"),
    ">=": Text(zh="不小于", en="is at least"),
    "IN": Text(zh="属于", en="is one of"),
    "NOT_IN": Text(zh="不属于", en="is none of"),
}


def promise_words(expectation: Expectation, export: Export) -> Text:
    """The whole sentence: what, of which records, and how many of them."""
    said = _said(expectation, export)
    if isinstance(expectation, ColumnExists | ColumnSet):
        return said
    kwargs = expectation.kwargs
    if kwargs.row_condition is not None:
        where = _condition(kwargs.row_condition, export)
        said = Text(zh=f"{where.zh}的记录：{said.zh}", en=f"where {where.en}: {said.en}")
    mostly = getattr(kwargs, "mostly", 1)
    if mostly == 1:
        return said
    share = f"{mostly * 100:.4g}"
    return Text(zh=f"{said.zh}（至少 {share}% 的记录）", en=f"{said.en} (in at least {share}% of the records)")


def _said(expectation: Expectation, export: Export) -> Text:
    match expectation:
        case PairEqual(kwargs=kwargs):
            left, right = _column(kwargs.column_a, export), _column(kwargs.column_b, export)
            return Text(zh=f"{left.zh}与{right.zh}相同", en=f"{left.en} equals {right.en}")
        case PairOrdered(kwargs=kwargs):
            left, right = _column(kwargs.column_a, export), _column(kwargs.column_b, export)
            sign = Text(zh="不小于", en="is at least") if kwargs.or_equal else Text(zh="大于", en="is above")
            return Text(zh=f"{left.zh}{sign.zh}{right.zh}", en=f"{left.en} {sign.en} {right.en}")
        case CompoundUnique(kwargs=kwargs):
            names = _columns(kwargs.column_list, export)
            return Text(zh=f"{names.zh}的组合不重复", en=f"no two records share {names.en}")
        case RowCount(kwargs=kwargs):
            bounds = _bounds(kwargs)
            return Text(zh=f"记录数{bounds.zh}", en=f"the number of records is {bounds.en}")
        case RowCountEqual(kwargs=kwargs):
            return Text(zh=f"记录数为 {kwargs.value:,}", en=f"there are {kwargs.value:,} records")
        case ColumnSet(kwargs=kwargs):
            names = _columns(kwargs.column_set, export)
            only = Text(zh="，没有别的列", en=" and no other") if kwargs.exact_match else Text(zh="", en="")
            return Text(zh=f"文件有这些列：{names.zh}{only.zh}", en=f"the files carry {names.en}{only.en}")
        case ColumnOrder():
            return _order(expectation, _column(expectation.kwargs.column, export))
        case ColumnQuantiles():
            return _quantiles(expectation, _column(expectation.kwargs.column, export))
        case _:
            return _of_column(expectation, _column(expectation.kwargs.column, export))


def _of_column(expectation: Expectation, name: Text) -> Text:
    match expectation:
        case ColumnValues():
            zh, en = {
                "expect_column_values_to_not_be_null": ("不能为空", "is never empty"),
                "expect_column_values_to_be_null": ("为空", "is always empty"),
                "expect_column_values_to_be_unique": ("不重复", "never occurs twice"),
            }[expectation.type]
            return Text(zh=f"{name.zh}{zh}", en=f"{name.en} {en}")
        case ColumnValueSet(kwargs=kwargs):
            inside = expectation.type == "expect_column_values_to_be_in_set"
            listed = _listed(kwargs.value_set)
            zh, en = ("属于", "is one of") if inside else ("不属于", "is none of")
            return Text(zh=f"{name.zh}{zh}：{listed}", en=f"{name.en} {en}: {listed}")
        case ColumnValueRange(kwargs=kwargs):
            long = expectation.type == "expect_column_value_lengths_to_be_between"
            bounds = _bounds(kwargs)
            zh, en = ("的字符数", "the number of characters of ") if long else ("", "")
            return Text(zh=f"{name.zh}{zh}{bounds.zh}", en=f"{en}{name.en} is {bounds.en}")
        case ColumnValueLength(kwargs=kwargs):
            return Text(zh=f"{name.zh}有 {kwargs.value} 个字符", en=f"{name.en} has {kwargs.value} characters")
        case ColumnRegex(kwargs=kwargs):
            fits = expectation.type == "expect_column_values_to_match_regex"
            zh, en = ("符合", "matches") if fits else ("不符合", "does not match")
            return Text(zh=f"{name.zh}{zh} {kwargs.regex}", en=f"{name.en} {en} {kwargs.regex}")
        case DistinctValues(kwargs=kwargs):
            zh, en = {
                "expect_column_distinct_values_to_be_in_set": ("只出现", "only takes"),
                "expect_column_distinct_values_to_contain_set": ("都要出现", "takes each of"),
                "expect_column_distinct_values_to_equal_set": ("恰好出现", "takes exactly"),
            }[expectation.type]
            listed = _listed(kwargs.value_set)
            return Text(zh=f"{name.zh}{zh}：{listed}", en=f"{name.en} {en}: {listed}")
        case MostCommonValue(kwargs=kwargs):
            listed = _listed(kwargs.value_set)
            return Text(zh=f"{name.zh}最常见的取值属于：{listed}", en=f"the most common {name.en} is one of: {listed}")
        case Aggregate(kwargs=kwargs):
            what, bounds = _AGGREGATES[expectation.type], _bounds(kwargs)
            return Text(zh=f"{name.zh}{what.zh}{bounds.zh}", en=f"the {what.en} {name.en} is {bounds.en}")
        case _:
            return Text(zh=f"文件有{name.zh}列", en=f"the files carry {name.en}")


def _order(expectation: ColumnOrder, name: Text) -> Text:
    zh, en = {
        ("expect_column_values_to_be_increasing", False): ("只升不降", "never falls"),
        ("expect_column_values_to_be_increasing", True): ("逐条上升", "always rises"),
        ("expect_column_values_to_be_decreasing", False): ("只降不升", "never rises"),
        ("expect_column_values_to_be_decreasing", True): ("逐条下降", "always falls"),
    }[expectation.type, bool(expectation.kwargs.strictly)]
    return Text(zh=f"按文件中的先后，{name.zh}{zh}", en=f"{name.en} {en} from row to row of the file")


def _quantiles(expectation: ColumnQuantiles, name: Text) -> Text:
    ranges = expectation.kwargs.quantile_ranges
    bounded = [
        (fraction, _bounds(Bounds(min_value=low, max_value=high)))
        for fraction, (low, high) in zip(ranges.quantiles, ranges.value_ranges, strict=True)
        if low is not None or high is not None
    ]
    zh = "；".join(f"{fraction:.4g} 分位数{bounds.zh}" for fraction, bounds in bounded)
    en = "; ".join(f"the {fraction:.4g} quantile is {bounds.en}" for fraction, bounds in bounded)
    return Text(zh=f"{name.zh}的 {zh or '分位数存在'}", en=f"of {name.en}, {en or 'there are quantiles'}")


def _condition(condition: RowCondition, export: Export) -> Text:
    match condition:
        case Nullity():
            name = _column(condition.column.name, export)
            zh, en = ("为空", "is empty") if condition.is_null else ("不为空", "is not empty")
            return Text(zh=f"{name.zh}{zh}", en=f"{name.en} {en}")
        case Comparison():
            name, sign = _column(condition.column.name, export), _SIGNS[condition.operator]
            given = condition.parameter
            value = _listed(given) if isinstance(given, tuple) else _value(given)
            return Text(zh=f"{name.zh}{sign.zh} {value}", en=f"{name.en} {sign.en} {value}")
        case _:
            parts = [_condition(part, export) for part in condition.conditions]
            zh, en = ("且", " and ") if isinstance(condition, Every) else ("或", " or ")
            return Text(zh=f"（{zh.join(part.zh for part in parts)}）", en=f"({en.join(p.in_('en') for p in parts)})")


def _bounds(bounds: Bounds) -> Text:
    low, high = bounds.min_value, bounds.max_value
    above = ("大于", "above") if bounds.strict_min else ("不小于", "at least")
    below = ("小于", "below") if bounds.strict_max else ("不大于", "at most")
    parts_zh = [f"{above[0]} {_value(low)}"] * (low is not None) + [f"{below[0]} {_value(high)}"] * (high is not None)
    parts_en = [f"{above[1]} {_value(low)}"] * (low is not None) + [f"{below[1]} {_value(high)}"] * (high is not None)
    return Text(zh="、".join(parts_zh), en=" and ".join(parts_en))


def _column(name: str, export: Export) -> Text:
    found = export.columns.get(name)
    if found is None:
        return Text(zh=name, en=name)
    return Text(zh=f"「{found.title.zh}」", en=f"“{found.title.in_('en')}”")


def _columns(names: Sequence[str], export: Export) -> Text:
    found = [_column(name, export) for name in names]
    return Text(zh="".join(name.zh for name in found), en=", ".join(name.in_("en") for name in found))


def _listed(values: Sequence[Value]) -> str:
    shown = ", ".join(_value(value) for value in values[:_MOST_VALUES])
    return shown + (" ..." if len(values) > _MOST_VALUES else "")


def _value(value: Value | None) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:,}"
        case datetime():
            return value.isoformat(sep=" ")
        case _:
            return str(value)
