"""What one row says to an expectation: it fits, is unexpected, is missing, could not be read, or is not asked.

The semantics are those of Great Expectations on pandas, its reference: missing values are not asked, a condition's
`!=` holds for a missing value, and a pair with one missing value is unexpected.
"""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.subject import Shape
from guiju.model.expectation import (
    ColumnExists,
    ColumnOrder,
    ColumnRegex,
    ColumnSet,
    ColumnValueLength,
    ColumnValueRange,
    ColumnValues,
    ColumnValueSet,
    CompoundUnique,
    Expectation,
    PairEqual,
    PairOrdered,
    columns_of,
)
from guiju.model.record import Name
from guiju.model.row_condition import (
    Comparison,
    Either,
    Every,
    Nullity,
    RowCondition,
    Value,
    condition_columns,
    moment_of,
)

FITTING, STRAY, MISSED, UNREAD = 0, 1, 2, 3
"""States of a row; null where it is not asked."""
EARLIER = "_earlier"
"""Column with the last value before this row that is asked too, for expectations on the order of rows."""

_COMPARISONS: Mapping[str, type[exp.Binary]] = {
    "==": exp.EQ,
    "!=": exp.NullSafeNEQ,
    "<": exp.LT,
    "<=": exp.LTE,
    ">": exp.GT,
    ">=": exp.GTE,
}


def state(shape: Shape, expectation: Expectation) -> exp.Expr:
    """The state of a row as a number."""
    condition = domain(shape, expectation)
    branches = [(doubt, _code(UNREAD)) for doubt in doubts(shape, condition_names(expectation))]
    if condition is not None:
        branches.append((exp.not_(exp.Coalesce(this=condition, expressions=[exp.false()])), trees.null()))
    branches += [
        (shape.unread(name), _code(_of_unreadable(expectation, name)))
        for name in columns_of(expectation)
        if shape.unreadable(name)
    ]
    passed_over, fits = _question(shape, expectation)
    if passed_over is not None:
        # Rows that are not asked because several of their values are missing are no elements at all.
        outside = isinstance(expectation, PairEqual | PairOrdered | CompoundUnique)
        branches.append((passed_over, trees.null() if outside else _code(MISSED)))
    if fits is not None:
        branches.append((exp.not_(exp.Coalesce(this=fits, expressions=[exp.false()])), _code(STRAY)))
    return trees.case(branches, _code(FITTING))


def _of_unreadable(expectation: Expectation, name: Name) -> int:
    """A cell that could not be read stands in the file: it is not missing, whatever else it may be."""
    match expectation:
        case ColumnValues(type="expect_column_values_to_not_be_null", kwargs=kwargs) if kwargs.column == name:
            return FITTING
        case ColumnValues(type="expect_column_values_to_be_null", kwargs=kwargs) if kwargs.column == name:
            return STRAY
        case _:
            return UNREAD


def condition_names(expectation: Expectation) -> tuple[Name, ...]:
    """The columns that decide which rows are asked."""
    if isinstance(expectation, ColumnExists | ColumnSet):
        return ()
    return condition_columns(expectation.kwargs.row_condition)


def doubts(shape: Shape, names: Sequence[Name]) -> list[exp.Expr]:
    """True in rows whose cell of one of these columns could not be read; empty where every cell could."""
    return [shape.unread(name) for name in names if shape.unreadable(name)]


def _question(shape: Shape, expectation: Expectation) -> tuple[exp.Expr | None, exp.Expr | None]:
    """Which rows are passed over, and what holds of a row that fits (None: nothing that one row could tell)."""
    match expectation:
        case ColumnValues(type="expect_column_values_to_not_be_null", kwargs=kwargs):
            return None, exp.not_(trees.is_null(trees.column(kwargs.column)))
        case ColumnValues(type="expect_column_values_to_be_null", kwargs=kwargs):
            return None, trees.is_null(trees.column(kwargs.column))
        case PairEqual(kwargs=kwargs) | PairOrdered(kwargs=kwargs):
            ignored = {"both_values_are_missing": "all", "either_value_is_missing": "any"}.get(kwargs.ignore_row_if)
            names = (kwargs.column_a, kwargs.column_b)
            return _nulls(names, ignored), _pair(shape, expectation)
        case CompoundUnique(kwargs=kwargs):
            ignored = {"all_values_are_missing": "all", "any_value_is_missing": "any"}.get(kwargs.ignore_row_if)
            return _nulls(kwargs.column_list, ignored), None
        case ColumnOrder(kwargs=kwargs):
            return trees.is_null(trees.column(kwargs.column)), _in_order(shape, expectation)
        case ColumnValues() | ColumnValueSet() | ColumnValueRange() | ColumnValueLength() | ColumnRegex():
            return trees.is_null(trees.column(expectation.kwargs.column)), _fits(shape, expectation)
        case _:
            raise TypeError(f"{expectation.type} asks no rows")


def _nulls(names: Sequence[Name], ignored: str | None) -> exp.Expr | None:
    nulls = [trees.is_null(trees.column(name)) for name in names]
    if ignored is None:
        return None
    return exp.and_(*nulls) if ignored == "all" else exp.or_(*nulls)


def _pair(shape: Shape, expectation: PairEqual | PairOrdered) -> exp.Expr:
    left, right = shape.time(expectation.kwargs.column_a), shape.time(expectation.kwargs.column_b)
    if isinstance(expectation, PairEqual):
        return exp.EQ(this=left, expression=right)
    comparison = exp.GTE if expectation.kwargs.or_equal else exp.GT
    return comparison(this=left, expression=right)


def _in_order(shape: Shape, expectation: ColumnOrder) -> exp.Expr:
    earlier = trees.column(EARLIER)
    rising = expectation.type == "expect_column_values_to_be_increasing"
    loose, strict = (exp.GTE, exp.GT) if rising else (exp.LTE, exp.LT)
    comparison = strict if expectation.kwargs.strictly else loose
    behind = comparison(this=shape.time(expectation.kwargs.column), expression=earlier)
    return exp.or_(trees.is_null(earlier), behind)


def _fits(
    shape: Shape, expectation: ColumnValues | ColumnValueSet | ColumnValueRange | ColumnValueLength | ColumnRegex
) -> exp.Expr | None:
    name = expectation.kwargs.column
    node = trees.column(name)
    match expectation:
        case ColumnValueSet(kwargs=kwargs):
            listed = among(shape.time(name), kwargs.value_set, shape, name)
            return listed if expectation.type == "expect_column_values_to_be_in_set" else exp.not_(exp.paren(listed))
        case ColumnValueRange(type="expect_column_values_to_be_between", kwargs=kwargs):
            low = _literal(kwargs.min_value, shape, name) if kwargs.min_value is not None else None
            high = _literal(kwargs.max_value, shape, name) if kwargs.max_value is not None else None
            return _between(shape.time(name), low, high, strict=(kwargs.strict_min, kwargs.strict_max))
        case ColumnValueRange(kwargs=kwargs):
            low, high = (
                _number(bound) if bound is not None else None for bound in (kwargs.min_value, kwargs.max_value)
            )
            length = exp.Length(this=node)
            return _between(length, low, high, strict=(kwargs.strict_min, kwargs.strict_max))
        case ColumnValueLength(kwargs=kwargs):
            return exp.EQ(this=exp.Length(this=node), expression=exp.Literal.number(kwargs.value))
        case ColumnRegex(kwargs=kwargs):
            found = trees.call("regexp_matches", node, trees.text(kwargs.regex))
            return found if expectation.type == "expect_column_values_to_match_regex" else exp.not_(found)
        case ColumnValues():
            return None


def _between(
    node: exp.Expr, low: exp.Expr | None, high: exp.Expr | None, *, strict: tuple[bool, bool]
) -> exp.Expr | None:
    parts: list[exp.Expr] = []
    if low is not None:
        parts.append((exp.GT if strict[0] else exp.GTE)(this=node.copy(), expression=low))
    if high is not None:
        parts.append((exp.LT if strict[1] else exp.LTE)(this=node.copy(), expression=high))
    return trees.both(*parts)


def domain(shape: Shape, expectation: Expectation) -> exp.Expr | None:
    """The rows that are asked; None asks all."""
    if isinstance(expectation, ColumnExists | ColumnSet) or expectation.kwargs.row_condition is None:
        return None
    return exp.paren(_condition(shape, expectation.kwargs.row_condition))


def _condition(shape: Shape, condition: RowCondition) -> exp.Expr:
    match condition:
        case Every():
            return exp.and_(*(exp.paren(_condition(shape, part)) for part in condition.conditions))
        case Either():
            return exp.or_(*(exp.paren(_condition(shape, part)) for part in condition.conditions))
        case Nullity():
            null = trees.is_null(trees.column(condition.column.name))
            return null if condition.is_null else exp.not_(null)
        case Comparison():
            return _comparison(shape, condition)


def _comparison(shape: Shape, condition: Comparison) -> exp.Expr:
    name = condition.column.name
    node = shape.time(name)
    if not isinstance(condition.parameter, tuple):
        literal = _literal(condition.parameter, shape, name)
        return _COMPARISONS[condition.operator](this=node, expression=literal)
    listed = among(node, condition.parameter, shape, name)
    if condition.operator == "IN":
        return listed
    return exp.or_(trees.is_null(trees.column(name)), exp.not_(exp.paren(listed)))


def among(node: exp.Expr, values: Sequence[Value], shape: Shape, name: Name) -> exp.Expr:
    """Whether a value of a column is on the list."""
    return exp.In(this=node.copy(), expressions=[_literal(value, shape, name) for value in values])


def _literal(value: Value, shape: Shape, name: Name) -> exp.Expr:
    """A value as its column holds it; the source stage has held its type against the column's."""
    match shape.export.columns[name].type:
        case "datetime" | "date":
            moment = moment_of(value)
            if moment is None:
                raise TypeError(f"{value!r} is no time")
            return trees.moment(moment)
        case "boolean":
            return exp.true() if value is True else exp.false()
        case "integer" | "number":
            return _number(value)
        case "text":
            return trees.text(str(value))


def _number(value: Value) -> exp.Expr:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return trees.number(value)


def _code(number: int) -> exp.Expr:
    return exp.Literal.number(number)
