"""The allow-list: which parts of SQL an expression may be made of."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlglot import exp

from guiju.model.text import Text
from guiju.source.expressions.calls import unknown_function
from guiju.source.expressions.nouns import Flaw, Scope
from guiju.source.expressions.positions import offset_of
from guiju.source.expressions.tables import AGGREGATES, FAMILIES, TYPES, UNITS
from guiju.source.suggestions import nearest

MOST_LEVELS = 60
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class _Asked:
    scope: Scope
    written: str


def refused(tree: exp.Expr, scope: Scope, written: str) -> Iterator[tuple[exp.Expr, Flaw]]:
    """Every part that is not allowed, with its flaw; what stands inside a refused part is not told again."""
    asked = _Asked(scope, written)
    stack: list[tuple[exp.Expr, int]] = [(tree, 0)]
    while stack:
        node, level = stack.pop()
        if level > MOST_LEVELS:
            zh, en = f"嵌套超过 {MOST_LEVELS} 层", f"nested deeper than {MOST_LEVELS} levels"
            yield tree, Flaw(offset_of(node), Text(zh=zh, en=en))
            return
        message = _why_refused(node, asked) or _incomplete(node)
        if message is not None:
            yield node, Flaw(offset_of(node) if level else 0, message)
            continue
        # A chain such as `a or b or c` leans to the left and is no deeper than a flat list.
        stack.extend(
            (child, level + (not (type(child) is type(node) and isinstance(node, exp.Connector))))
            for child in node.iter_expressions(reverse=True)
        )


def _why_refused(node: exp.Expr, asked: _Asked) -> Text | None:
    rule = _RULES.get(type(node))
    if rule is not None:
        return rule(node, asked)
    if isinstance(node, exp.AggFunc) and isinstance(node, AGGREGATES):
        return _aggregate(node, asked)
    if type(node) in FAMILIES or type(node) in _PARTS:
        return None
    return _foreign(node, asked)


def _incomplete(node: exp.Expr) -> Text | None:
    """Sqlglot lets some operators stand without their operands."""
    if not isinstance(node, exp.Func | exp.Binary | exp.Unary) or not node.error_messages():
        return None
    return Text(zh="SQL 语法错误：缺少运算的对象", en="SQL syntax error: an operand is missing")


def _foreign(node: exp.Expr, asked: _Asked) -> Text:
    """Names what was refused in the words of the person who wrote it."""
    if isinstance(node, exp.Query | exp.Subquery | exp.Exists | exp.All | exp.Any):
        return Text(zh="不能有子查询", en="no subquery is allowed")
    if isinstance(node, exp.Window):
        return Text(zh="不能有窗口函数（over）", en="no window function (over) is allowed")
    if isinstance(node, exp.Star | exp.Columns):
        return Text(zh="* 只能用在 count(*) 中", en="* is only allowed in count(*)")
    if isinstance(node, exp.Alias | exp.Aliases):
        zh, en = "表达式之后还有多余的文字", "there is text behind the expression; remove it"
        return Text(zh=zh, en=en)
    if isinstance(node, exp.Func):
        return unknown_function(_named(node, asked))
    key = type(node).__name__.lower()
    return Text(zh=f"这里不能写 {key}，只能写表达式", en=f"{key} is not allowed; only an expression can stand here")


def _named(node: exp.Func, asked: _Asked) -> str:
    """A function's name as it was written, since sqlglot knows many by another one."""
    start, end = node.meta.get("start"), node.meta.get("end")
    if isinstance(start, int) and isinstance(end, int):
        return asked.written[start : end + 1].lower()
    return node.name.lower() if isinstance(node, exp.Anonymous) else node.sql_name().lower()


def _aggregate(node: exp.AggFunc, asked: _Asked) -> Text | None:
    if not asked.scope.aggregates:
        name = _named(node, asked)
        return Text(zh=f"这里不能用汇总函数 {name}", en=f"no aggregate is allowed here: {name}")
    if any(value for key, value in node.args.items() if key not in ("this", "expression", "big_int")):
        name = _named(node, asked)
        return Text(zh=f"{name} 的参数太多", en=f"{name} has too many arguments")
    fraction = node.args.get("expression")
    if isinstance(node, exp.PercentileCont) and not _is_fraction(fraction):
        zh, en = (
            "quantile_cont 的第二个参数是 0 到 1 之间的数",
            "the second argument of quantile_cont is a number from 0 to 1",
        )
        return Text(zh=zh, en=en)
    return None


def _is_fraction(node: object) -> bool:
    if not isinstance(node, exp.Literal) or node.is_string:
        return False
    try:
        return 0 <= float(node.name) <= 1
    except ValueError:
        return False


def _column(node: exp.Expr, _asked: _Asked) -> Text | None:
    if isinstance(node.this, exp.Star):
        return Text(zh="* 只能用在 count(*) 中", en="* is only allowed in count(*)")
    if len(node.args) > 1 and any(node.args.get(key) for key in ("table", "db", "catalog")):
        zh, en = "列名前不能有表名", "write the column alone, without a table before it"
        return Text(zh=zh, en=en)
    return None


def _placeholder(node: exp.Expr, asked: _Asked) -> Text | None:
    if not _NAME.fullmatch(str(node.args.get("this") or "")):
        return Text(zh="参数要写名称，如 $handled_within", en="a parameter has a name, such as $handled_within")
    if not asked.scope.parameters:
        return Text(zh=f"这里没有参数可用：${node.name}", en=f"no parameter can be used here: ${node.name}")
    return None


def _literal(node: exp.Expr, _asked: _Asked) -> Text | None:
    if node.is_string:
        return None
    try:
        finite = math.isfinite(float(node.name))
    except ValueError:
        finite = False
    return None if finite else Text(zh=f"{node.name} 不是数字", en=f"{node.name} is no number")


def _cast(node: exp.Expr, _asked: _Asked) -> Text | None:
    to = node.args.get("to")
    if not isinstance(to, exp.DataType) or to.this not in TYPES or to.expressions:
        names = "text, integer, bigint, double, boolean, date, timestamp"
        return Text(zh=f"只能转换为：{names}", en=f"a cast can only be to: {names}")
    if node.args.get("format") or node.args.get("default"):
        return Text(zh="转换不能带格式", en="a cast takes no format")
    if isinstance(node, exp.TryCast) or not isinstance(node.this, exp.Literal) or not node.this.is_string:
        return None
    return _written_time(node.this.name, to)


def _written_time(written: str, to: exp.DataType) -> Text | None:
    """A constant that cannot be read would stop every run."""
    if TYPES.get(to.this) != "time":
        return None
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return Text(zh=f"{written!r} 不是日期或时间", en=f"{written!r} is no date or time; write date '2025-01-31'")
    return None


def _in(node: exp.Expr, _asked: _Asked) -> Text | None:
    if any(node.args.get(key) for key in ("query", "unnest", "field", "is_global")):
        return Text(zh="in 之后只能列出值，不能有子查询", en="`in` takes a list of values: no subquery is allowed")
    return None


def _is(node: exp.Expr, _asked: _Asked) -> Text | None:
    if isinstance(node.expression, exp.Null | exp.Boolean):
        return None
    return Text(zh="is 之后只能是 null、true 或 false", en="`is` takes null, true or false")


def _star(node: exp.Expr, asked: _Asked) -> Text | None:
    if isinstance(node.parent, exp.Count) and not node.args.get("except_") and not node.args.get("replace"):
        return None
    return _foreign(node, asked)


def _date_part(node: exp.Expr, asked: _Asked) -> Text | None:
    """`date_part` is unknown to sqlglot and comes as a function without meaning."""
    if node.name.lower() != "date_part":
        return _foreign(node, asked)
    arguments = node.expressions
    if len(arguments) != 2 or not arguments[0].is_string:  # noqa: PLR2004 - the unit and the time
        zh, en = "date_part 写作 date_part('hour', 列)", "write date_part('hour', column)"
        return Text(zh=zh, en=en)
    return _unit(arguments[0], asked)


def _unit(node: exp.Expr, _asked: _Asked) -> Text | None:
    name = node.name.lower()
    if name in UNITS or name.removesuffix("s") in UNITS:
        return None
    hint = nearest(name, UNITS)
    return Text(zh=f"没有时间单位 {name}{hint.zh}", en=f"unknown unit of time {name}{hint.in_('en')}")


def _interval(node: exp.Expr, _asked: _Asked) -> Text | None:
    number = node.this
    amount = number.name if isinstance(number, exp.Literal) else ""
    if isinstance(node.args.get("unit"), exp.Var) and amount.removeprefix("-").isdecimal() and len(amount) <= 9:  # noqa: PLR2004 - fits every engine
        return None
    return Text(zh="时间间隔写作 interval 3 day", en="write an interval as: interval 3 day")


def _ignore_nulls(node: exp.Expr, asked: _Asked) -> Text | None:
    # `any_value` comes in this wrapping; written by hand it would be a modifier of another aggregate.
    return None if isinstance(node.this, exp.AnyValue) else _foreign(node, asked)


def _filter(node: exp.Expr, asked: _Asked) -> Text | None:
    return None if isinstance(node.this, (*AGGREGATES, exp.IgnoreNulls)) else _foreign(node, asked)


def _distinct(node: exp.Expr, asked: _Asked) -> Text | None:
    if not isinstance(node.parent, AGGREGATES) or node.args.get("on"):
        return _foreign(node, asked)
    if len(node.expressions) != 1:
        return Text(zh="distinct 之后只能有一个值", en="`distinct` takes one value")
    return None


def _part_of(*parents: type[exp.Expr]) -> Callable[[exp.Expr, _Asked], Text | None]:
    def rule(node: exp.Expr, asked: _Asked) -> Text | None:
        return None if isinstance(node.parent, parents) else _foreign(node, asked)

    return rule


_PARTS = frozenset({exp.DataType})

_RULES: Mapping[type[exp.Expr], Callable[[exp.Expr, _Asked], Text | None]] = {
    exp.Column: _column,
    exp.Identifier: _part_of(exp.Column),
    exp.Placeholder: _placeholder,
    exp.Literal: _literal,
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.In: _in,
    exp.Is: _is,
    exp.Star: _star,
    exp.Anonymous: _date_part,
    exp.Interval: _interval,
    exp.Var: _unit,
    exp.IgnoreNulls: _ignore_nulls,
    exp.Filter: _filter,
    exp.Where: _part_of(exp.Filter),
    exp.Distinct: _distinct,
}
