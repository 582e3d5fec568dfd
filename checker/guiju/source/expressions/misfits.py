"""What an allowed expression gets wrong: unknown columns and values, misplaced aggregates, types that do not fit."""

from collections.abc import Iterable, Iterator, Mapping

from sqlglot import exp

from guiju.model.text import Text
from guiju.source.expressions.families import family_of
from guiju.source.expressions.nouns import Flaw, Scope
from guiju.source.expressions.positions import offset_of
from guiju.source.expressions.tables import AGGREGATES, FAMILY_NAMES, TYPES, Family
from guiju.source.patterns import foreign_pattern
from guiju.source.suggestions import nearest, unknown


def misfits(tree: exp.Expr, scope: Scope) -> Iterator[Flaw]:
    """Everything that does not fit the columns and what is wanted."""
    yield from unknown_columns(tree, scope, beside=())
    yield from _misplaced(tree, scope)
    yield from _mismatches(tree, scope)


def unknown_columns(tree: exp.Expr, scope: Scope, beside: Iterable[exp.Expr]) -> Iterator[Flaw]:
    """Columns that are not there; those inside the parts `beside` are left alone."""
    if scope.columns is None:
        return
    apart = {id(inner) for node in beside for inner in node.walk()}
    for column in tree.find_all(exp.Column):
        if column.name not in scope.columns and id(column) not in apart:
            yield Flaw(offset_of(column), unknown(Text(zh="列", en="column"), column.name, scope.columns))


def _misplaced(tree: exp.Expr, scope: Scope) -> Iterator[Flaw]:
    """Aggregates inside aggregates, and columns outside of them where aggregates are asked for."""
    if not scope.aggregates:
        return
    for node in tree.find_all(*AGGREGATES):
        if node.find_ancestor(*AGGREGATES) is not None:
            zh, en = "汇总函数不能套在汇总函数里", "an aggregate cannot stand inside an aggregate"
            yield Flaw(offset_of(node), Text(zh=zh, en=en))
    for column in tree.find_all(exp.Column):
        if column.find_ancestor(*AGGREGATES, exp.Filter) is None:
            zh = f"列 {column.name} 要放进汇总函数，如 sum、count、first"
            en = f"put the column {column.name} into an aggregate such as sum, count or first"
            yield Flaw(offset_of(column), Text(zh=zh, en=en))


def _mismatches(tree: exp.Expr, scope: Scope) -> Iterator[Flaw]:
    family = family_of(tree, scope)
    if scope.wanted != "any" and family not in (scope.wanted, None):
        zh = f"这里应得到{FAMILY_NAMES[scope.wanted].zh}，而表达式是{FAMILY_NAMES[family].zh}"
        en = f"{FAMILY_NAMES[scope.wanted].en} is expected here, the expression is {FAMILY_NAMES[family].en}"
        yield Flaw(0, Text(zh=zh, en=en))
    for node in tree.walk():
        yield from _mismatch(node, scope)


def _mismatch(node: exp.Expr, scope: Scope) -> Iterator[Flaw]:
    if isinstance(node, exp.RegexpLike):
        yield from _pattern(node.expression)
    if type(node) in _SUBJECTS:
        yield from _subject(node, *_SUBJECTS[type(node)], scope)
        return
    match node:
        case exp.Connector() | exp.Not() | exp.Where() | exp.LogicalOr() | exp.LogicalAnd():
            yield from _operands(node, "boolean", ("text", "number", "time", "interval"), scope)
        case exp.Mul() | exp.Div() | exp.Mod() | exp.Sum() | exp.Avg():
            yield from _operands(node, "number", ("text", "boolean"), scope)
        case exp.Cast():
            yield from _unsafe_cast(node, scope)
        case exp.EQ() | exp.NEQ() | exp.GT() | exp.GTE() | exp.LT() | exp.LTE() | exp.NullSafeEQ() | exp.NullSafeNEQ():
            yield from _comparison(node.this, [node.expression], scope)
            yield from _comparison(node.expression, [node.this], scope)
        case exp.In():
            yield from _comparison(node.this, node.expressions, scope)
        case exp.Between():
            yield from _comparison(node.this, [node.args["low"], node.args["high"]], scope)
        case _:
            pass


def _operands(node: exp.Expr, wanted: Family, refused: tuple[Family, ...], scope: Scope) -> Iterator[Flaw]:
    for child in node.iter_expressions():
        yield from _operand(child, wanted, refused, scope)


def _subject(node: exp.Expr, wanted: Family, refused: tuple[Family, ...], scope: Scope) -> Iterator[Flaw]:
    """Only what the function works on; its further arguments may be of other families."""
    if isinstance(node.this, exp.Expr):
        yield from _operand(node.this, wanted, refused, scope)


def _pattern(node: exp.Expr) -> Iterator[Flaw]:
    """One that only the data know, or that the engine does not take, would stop the whole check."""
    if not (isinstance(node, exp.Literal) and node.is_string):
        zh, en = (
            "正则表达式要直接写成文字，不能取自列",
            "the pattern has to be written out as a text, not taken from a column",
        )
        yield Flaw(offset_of(node), Text(zh=zh, en=en))
    elif (reason := foreign_pattern(node.name)) is not None:
        yield Flaw(offset_of(node), reason)


def _operand(child: exp.Expr, wanted: Family, refused: tuple[Family, ...], scope: Scope) -> Iterator[Flaw]:
    family = family_of(child, scope)
    if family in refused:
        names = FAMILY_NAMES[wanted], FAMILY_NAMES[family]
        zh, en = f"这里应是{names[0].zh}，而不是{names[1].zh}", f"{names[0].en} is expected, this is {names[1].en}"
        yield Flaw(offset_of(child), Text(zh=zh, en=en))


def _unsafe_cast(node: exp.Cast, scope: Scope) -> Iterator[Flaw]:
    safe = isinstance(node, exp.TryCast) or isinstance(node.this, exp.Literal)
    if not safe and family_of(node.this, scope) == "text" and TYPES[node.args["to"].this] != "text":
        zh = "文字转换可能失败而中断整次检查，请用 try_cast（转换不了的为空）"
        en = "a cast of a text can fail and stop the whole check; write try_cast, which gives null instead"
        yield Flaw(offset_of(node), Text(zh=zh, en=en))


def _comparison(left: exp.Expr, others: list[exp.Expr], scope: Scope) -> Iterator[Flaw]:
    """A column against constants or expressions of another family, or against a value that it never has."""
    if not isinstance(left, exp.Column) or scope.columns is None or left.name not in scope.columns:
        return
    operand = scope.columns[left.name]
    family = family_of(left, scope)
    for other in others:
        if isinstance(other, exp.Literal) and other.is_string:
            if operand.values and other.name not in operand.values:
                hint = nearest(other.name, operand.values)
                zh = f"列 {left.name} 没有取值 {other.name!r}{hint.zh}"
                en = f"the column {left.name} has no value {other.name!r}{hint.in_('en')}"
                yield Flaw(offset_of(left), Text(zh=zh, en=en))
            if family in ("text", "time"):
                continue
        if family is not None and family_of(other, scope) not in (family, None):
            names = FAMILY_NAMES[family], FAMILY_NAMES[family_of(other, scope)]
            zh = f"列 {left.name} 是{names[0].zh}，不能与{names[1].zh}比较"
            en = f"the column {left.name} is {names[0].en} and cannot be compared with {names[1].en}"
            yield Flaw(offset_of(left), Text(zh=zh, en=en))


_NO_NUMBER: tuple[Family, ...] = ("text", "boolean", "time")
_NO_TEXT: tuple[Family, ...] = ("number", "boolean", "time", "interval")
_NO_TIME: tuple[Family, ...] = ("text", "number", "boolean")

_SUBJECTS: Mapping[type[exp.Expr], tuple[Family, tuple[Family, ...]]] = {
    **dict.fromkeys((exp.Abs, exp.Round, exp.Floor, exp.Ceil), ("number", _NO_NUMBER)),
    **dict.fromkeys((exp.StddevPop, exp.CovarPop, exp.Corr), ("number", _NO_NUMBER)),
    **dict.fromkeys((exp.Lower, exp.Upper, exp.Trim, exp.Substring, exp.Length), ("text", _NO_TEXT)),
    **dict.fromkeys((exp.StartsWith, exp.Contains, exp.RegexpLike, exp.Like, exp.ILike), ("text", _NO_TEXT)),
    **dict.fromkeys((exp.TimestampTrunc, exp.DateTrunc, exp.TimeToStr), ("time", _NO_TIME)),
}
"""Function -> what it works on, and what it is refused on."""
