"""Holds the contract of an export against its columns: names, types, values and patterns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from guiju.model.expectation import (
    Aggregate,
    ColumnExists,
    ColumnOrder,
    ColumnQuantiles,
    ColumnRegex,
    ColumnSet,
    ColumnValueLength,
    ColumnValueRange,
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
from guiju.model.export import Column, Export
from guiju.model.problem import Problem
from guiju.model.row_condition import Comparison, Either, Every, Nullity, RowCondition, Value, moment_of
from guiju.model.text import Text
from guiju.source.known import column as known_column
from guiju.source.nodes import Document, Path
from guiju.source.patterns import foreign_pattern
from guiju.source.suggestions import unknown

_FAMILIES: Mapping[str, str] = {"integer": "number", "datetime": "time", "date": "time"}
_NAMES: Mapping[str, Text] = {
    "text": Text(zh="文字", en="text"),
    "number": Text(zh="数字", en="numbers"),
    "time": Text(zh="日期时间", en="dates or times"),
    "boolean": Text(zh="是非", en="true or false"),
}
_OF_NUMBERS = (
    "expect_column_mean_to_be_between",
    "expect_column_median_to_be_between",
    "expect_column_stdev_to_be_between",
    "expect_column_sum_to_be_between",
)
_OF_VALUES = ("expect_column_min_to_be_between", "expect_column_max_to_be_between")


def check_contract(export: Export, document: Document) -> Iterator[Problem]:
    """Everything in `expectations` that does not fit the export's columns."""
    for place, expectation in enumerate(export.expectations):
        yield from _Held(export.columns, document, ("expectations", place, "kwargs")).problems(expectation)


@dataclass(frozen=True, slots=True)
class _Held:
    """One expectation held against the columns."""

    columns: Mapping[str, Column]
    document: Document
    path: Path

    def problems(self, expectation: Expectation) -> Iterator[Problem]:
        if not isinstance(expectation, ColumnExists | ColumnSet):
            yield from self._condition(expectation.kwargs.row_condition, ("row_condition",))
        match expectation:
            case ColumnSet(kwargs=kwargs):
                yield from self._columns("column_set", kwargs.column_set)
            case CompoundUnique(kwargs=kwargs):
                yield from self._columns("column_list", kwargs.column_list)
            case PairEqual(kwargs=kwargs) | PairOrdered(kwargs=kwargs):
                yield from self._pair(kwargs.column_a, kwargs.column_b, ordered=isinstance(expectation, PairOrdered))
            case RowCount(kwargs=kwargs):
                yield from self._bounds("number", kwargs.min_value, kwargs.max_value)
            case RowCountEqual():
                pass
            case _:
                yield from known_column(self.document, (*self.path, "column"), expectation.kwargs.column, self.columns)
                found = self.columns.get(expectation.kwargs.column)
                if found is not None:
                    yield from self._one(expectation, found)

    def _one(self, expectation: Expectation, found: Column) -> Iterator[Problem]:
        match expectation:
            case ColumnValueSet(kwargs=kwargs) | DistinctValues(kwargs=kwargs) | MostCommonValue(kwargs=kwargs):
                for place, value in enumerate(kwargs.value_set):
                    yield from self._value(("value_set", place), value, found)
            case ColumnValueRange(type="expect_column_values_to_be_between", kwargs=kwargs):
                yield from self._is(("column",), found, "number", "time")
                yield from self._bounds(_family(found), kwargs.min_value, kwargs.max_value)
            case ColumnValueRange(kwargs=kwargs):
                yield from self._is(("column",), found, "text")
                yield from self._bounds("number", kwargs.min_value, kwargs.max_value)
            case ColumnOrder() | ColumnQuantiles():
                times = ("time",) if isinstance(expectation, ColumnOrder) else ()
                yield from self._is(("column",), found, "number", *times)
            case ColumnValueLength():
                yield from self._is(("column",), found, "text")
            case ColumnRegex(kwargs=kwargs):
                yield from self._is(("column",), found, "text")
                if (why := foreign_pattern(kwargs.regex)) is not None:
                    yield self._problem(("regex",), why)
            case Aggregate(kwargs=kwargs):
                yield from self._aggregate(expectation, found)
            case _:
                pass

    def _aggregate(self, expectation: Aggregate, found: Column) -> Iterator[Problem]:
        kwargs, family = expectation.kwargs, "number"
        if expectation.type in _OF_NUMBERS:
            yield from self._is(("column",), found, "number")
        elif expectation.type in _OF_VALUES:
            yield from self._is(("column",), found, "number", "time")
            family = _family(found)
        yield from self._bounds(family, kwargs.min_value, kwargs.max_value)

    def _columns(self, key: str, names: tuple[str, ...]) -> Iterator[Problem]:
        for place, name in enumerate(names):
            yield from known_column(self.document, (*self.path, key, place), name, self.columns)

    def _pair(self, left: str, right: str, *, ordered: bool) -> Iterator[Problem]:
        yield from known_column(self.document, (*self.path, "column_A"), left, self.columns)
        yield from known_column(self.document, (*self.path, "column_B"), right, self.columns)
        if left not in self.columns or right not in self.columns:
            return
        if ordered:
            yield from self._is(("column_A",), self.columns[left], "number", "time")
        families = _family(self.columns[left]), _family(self.columns[right])
        if families[0] != families[1]:
            names = _NAMES[families[0]], _NAMES[families[1]]
            zh, en = f"{names[0].zh}与{names[1].zh}不能比较", f"{names[0].en} cannot be compared with {names[1].en}"
            yield self._problem(("column_B",), Text(zh=zh, en=en))

    def _condition(self, condition: RowCondition | None, path: Path) -> Iterator[Problem]:
        match condition:
            case None:
                return
            case Every() | Either():
                for place, part in enumerate(condition.conditions):
                    yield from self._condition(part, (*path, "conditions", place))
            case Comparison() | Nullity():
                name = condition.column.name
                yield from known_column(self.document, (*self.path, *path, "column", "name"), name, self.columns)
                if isinstance(condition, Comparison) and name in self.columns:
                    values = condition.parameter if isinstance(condition.parameter, tuple) else (condition.parameter,)
                    for value in values:
                        yield from self._value((*path, "parameter"), value, self.columns[name])

    def _bounds(self, family: str, low: Value | None, high: Value | None) -> Iterator[Problem]:
        fits = True
        for key, bound in (("min_value", low), ("max_value", high)):
            if bound is not None and not _of_family(bound, family):
                fits = False
                yield self._problem((key,), _unfit(bound, family))
        if fits and low is not None and high is not None and _size(low, family) > _size(high, family):
            zh, en = f"min_value（{low}）大于 max_value（{high}）", f"min_value ({low}) is beyond max_value ({high})"
            yield self._problem(("min_value",), Text(zh=zh, en=en))

    def _value(self, path: Path, value: Value, found: Column) -> Iterator[Problem]:
        if not _of_family(value, _family(found)):
            yield self._problem(path, _unfit(value, _family(found)))
        elif found.values and value not in found.values:
            yield self._problem(path, unknown(Text(zh="取值", en="value"), str(value), found.values))

    def _is(self, path: Path, found: Column, *families: str) -> Iterator[Problem]:
        if _family(found) not in families:
            wanted = [_NAMES[family] for family in families]
            zh = f"这一列是{_NAMES[_family(found)].zh}，这里要用{'或'.join(text.zh for text in wanted)}列"
            needed = " or ".join(text.in_("en") for text in wanted)
            en = f"the column holds {_NAMES[_family(found)].en}; a column of {needed} is needed here"
            yield self._problem(path, Text(zh=zh, en=en))

    def _problem(self, path: Path, message: Text) -> Problem:
        return Problem(self.document.at((*self.path, *path)), message)


def _family(found: Column) -> str:
    return _FAMILIES.get(found.type, found.type)


def _of_family(value: Value, family: str) -> bool:
    match family:
        case "boolean":
            return isinstance(value, bool)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "time":
            return moment_of(value) is not None
        case _:
            return isinstance(value, str)


def _size(value: Value, family: str) -> float:
    moment = moment_of(value) if family == "time" else None
    return (moment - datetime.min).total_seconds() if moment is not None else float(str(value))


def _unfit(value: Value, family: str) -> Text:
    zh, en = f"{value} 与列的类型（{_NAMES[family].zh}）不符", f"{value} does not fit a column of {_NAMES[family].en}"
    hint = family == "text" and not isinstance(value, str)
    return Text(zh=zh + ("；文字请加引号" if hint else ""), en=en + ("; put a text in quotes" if hint else ""))
