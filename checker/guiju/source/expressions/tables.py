"""The lists that the allow-list and the check of types share."""

from collections.abc import Mapping
from typing import Literal

from sqlglot import exp

from guiju.model.export import ColumnType
from guiju.model.text import Text

Family = Literal["text", "number", "boolean", "time", "interval"]
"""Kind of a value."""

_UNITS = """
year quarter month week day hour minute second millisecond dow isodow doy isoyear dayofweek dayofyear epoch
"""
UNITS = frozenset(_UNITS.split())
"""Units of `extract`, `date_part`, `date_trunc` and intervals."""

TYPES: Mapping[object, Family] = {
    exp.DType.TEXT: "text",
    exp.DType.VARCHAR: "text",
    exp.DType.INT: "number",
    exp.DType.BIGINT: "number",
    exp.DType.DOUBLE: "number",
    exp.DType.BOOLEAN: "boolean",
    exp.DType.DATE: "time",
    exp.DType.TIMESTAMP: "time",
    exp.DType.TIMESTAMPNTZ: "time",
}

FAMILIES: Mapping[type[exp.Expr], Family | Literal["first"] | None] = {
    **dict.fromkeys((exp.And, exp.Or, exp.Not, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE), "boolean"),
    **dict.fromkeys((exp.NullSafeEQ, exp.NullSafeNEQ, exp.Between, exp.Like, exp.ILike), "boolean"),
    **dict.fromkeys((exp.Contains, exp.StartsWith, exp.RegexpLike, exp.Boolean), "boolean"),
    **dict.fromkeys((exp.Lower, exp.Upper, exp.Trim, exp.Substring, exp.DPipe, exp.TimeToStr), "text"),
    **dict.fromkeys((exp.Length, exp.Abs, exp.Round, exp.Floor, exp.Ceil, exp.IntDiv), "number"),
    **dict.fromkeys((exp.Mod, exp.TimeToUnix, exp.Extract), "number"),
    **dict.fromkeys((exp.TimestampTrunc, exp.DateTrunc), "time"),
    **dict.fromkeys((exp.Neg, exp.Paren, exp.Nullif, exp.Coalesce, exp.Least, exp.Greatest), "first"),
    **dict.fromkeys((exp.Null, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Case, exp.If), None),
}
"""Allowed without further rules -> what comes out; `first`: what goes in, None: it depends."""

AGGREGATE_FAMILIES: Mapping[type[exp.Expr], Family | Literal["first"]] = {
    **dict.fromkeys((exp.Count, exp.StddevPop, exp.CovarPop, exp.Corr), "number"),
    **dict.fromkeys((exp.Sum, exp.Avg, exp.Median, exp.PercentileCont), "first"),
    **dict.fromkeys((exp.LogicalOr, exp.LogicalAnd), "boolean"),
    **dict.fromkeys((exp.Min, exp.Max, exp.First, exp.Last, exp.ArgMin, exp.ArgMax, exp.AnyValue), "first"),
}
AGGREGATES = tuple(AGGREGATE_FAMILIES)

FAMILY_NAMES: Mapping[Family | None, Text] = {
    "text": Text(zh="文字", en="a text"),
    "number": Text(zh="数字", en="a number"),
    "boolean": Text(zh="是非判断", en="a condition (true or false)"),
    "time": Text(zh="时间", en="a date or time"),
    "interval": Text(zh="时间间隔", en="an interval"),
    None: Text(zh="未知类型", en="of unknown type"),
}

COLUMN_FAMILIES: Mapping[ColumnType | None, Family | None] = {
    "text": "text",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "datetime": "time",
    "date": "time",
    None: None,
}
