"""Clauses as expectations: what of the law Great Expectations' own words can say, and why not the rest.

An expectation looks at rows by fixed values; so a clause whose limit changed becomes one expectation per revision, for
the rows of its time. What needs arithmetic on times, another export, or a verdict per group or period is not said.
Rows that the checker leaves undecided (their scope or value is missing) are rows that the expectation does not ask.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law, law_of
from guiju.model.catalogue import Catalogue, ClauseRef
from guiju.model.checks import Check, Condition, Deadline, Target
from guiju.model.export import Export
from guiju.model.kpi import Count, Kpi, Mean, Median
from guiju.model.quantity import AnyQuantity, Day, Flag, Number, Percentage
from guiju.model.record import Name
from guiju.model.registry import is_of_the_pack
from guiju.model.row_condition import moment_of
from guiju.model.said import Arguments, NotSaid, Said
from guiju.model.standard import Clause, Revision, Standard
from guiju.model.text import Text

Plain = str | int | float | bool


class _CannotSay(Exception):
    """Carries why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.why = Text(zh=zh, en=en)


def said_of(catalogue: Catalogue) -> Iterator[Said | NotSaid]:
    """Every clause of the pack, in the order of the handbook."""
    for standard, clause in catalogue.clauses():
        ref, check = ClauseRef(standard.id, clause.id), clause.check
        if check is None:
            zh, en = "没有可由数据判定的检查", "the clause has no check that data could decide"
            yield NotSaid(ref=ref, export=None, why=Text(zh=zh, en=en))
            continue
        export = catalogue.exports[catalogue.kpis[check.kpi].on if isinstance(check, Target) else check.on]
        try:
            found = tuple(_expectations(catalogue, standard, clause, check, export))
        except _CannotSay as refusal:
            yield NotSaid(ref=ref, export=export.id, why=refusal.why)
        else:
            yield Said(ref=ref, export=export.id, expectations=found)


def _expectations(
    catalogue: Catalogue, standard: Standard, clause: Clause, check: Check, export: Export
) -> Iterator[tuple[str, Arguments]]:
    law = law_of(standard, clause)
    if is_of_the_pack(export.id):
        raise _CannotSay("判定的是标准包本身，不是数据", "it asks the pack itself, not data that could be a batch")
    if not law.revisions:
        raise _CannotSay("没有包含该条款的修订", "no revision holds the clause")
    match check:
        case Condition(unique=names) if names:
            yield _unique(check, law, export)
        case Condition():
            yield from _holds(check, law, export)
        case Target():
            yield from _target(check, catalogue.kpis[check.kpi], law, export)
        case Deadline():
            raise _CannotSay(
                "按每条记录自己的起止时间计时，Great Expectations 没有对时间做加减的期望",
                "it adds a limit to each record's own time, and no expectation computes with times",
            )
        case _:
            raise _CannotSay(
                f"{check.kind} 类检查要看多条记录或另一份导出",
                f"a check of kind {check.kind} reads several records, or another export, for one verdict",
            )


def _unique(check: Condition, law: Law, export: Export) -> tuple[str, Arguments]:
    """Over all revisions at once: the second of two equals may have come later."""
    if check.tolerance is not None:
        raise _CannotSay("容许比例要按各修订分别计算", "the tolerated share is asked of each revision's records")
    first = law.segments[len(law.revisions) - 1]
    if any(segment.revision is None for segment in law.segments[: len(law.revisions)]):
        raise _CannotSay("条款曾经取消又恢复", "the clause was not there all the time")
    parts = _scope(check.where, export, law.revisions[0]) + _since(check.at or export.at, first.start, None)
    if len(check.unique) == 1:
        return "expect_column_values_to_be_unique", {"column": check.unique[0], **_where(parts)}
    columns = {"column_list": list(check.unique), "ignore_row_if": "any_value_is_missing"}
    return "expect_compound_columns_to_be_unique", {**columns, **_where(parts)}


def _holds(check: Condition, law: Law, export: Export) -> Iterator[tuple[str, Arguments]]:
    predicate = trees.parsed(check.holds or "true")
    atoms = list(_conjuncts(predicate))
    if len(atoms) > 1 and check.tolerance is not None:
        raise _CannotSay("多个条件合计容许比例", "several conditions share one tolerated share")
    for revision, window in _windows(law, check.at or export.at, _parameters(check)):
        # Only rows that can be judged: a row with one of the values missing is undecided as a whole.
        there = [_null(name, is_null=False) for name in trees.columns_of(predicate)] if len(atoms) > 1 else []
        parts = _scope(check.where, export, revision) + window + there
        mostly = _mostly(check, revision)
        for atom in atoms:
            type_, arguments = _atom(atom, export, revision)
            yield type_, {**arguments, **mostly, **_where(parts)}


def _mostly(check: Condition, revision: Revision) -> Arguments:
    if check.tolerance is None:
        return {}
    value = revision.sets[check.tolerance]
    return {"mostly": float(value.fraction)} if isinstance(value, Percentage) else {}


def _parameters(check: Condition) -> tuple[str, ...]:
    written = [trees.parsed(sql) for sql in (check.where, check.holds) if sql is not None]
    named = [str(node.name) for tree in written for node in tree.find_all(exp.Parameter, exp.Placeholder)]
    return (*named, *((check.tolerance,) if check.tolerance is not None else ()))


def _windows(law: Law, at: Name, parameters: Sequence[Name]) -> Iterator[tuple[Revision, list[Arguments]]]:
    """Each revision with the rows of its time; one for all of them where every parameter stayed as it was."""
    whole = all(segment.revision is not None for segment in law.segments[: len(law.revisions)])
    if whole and all(law.constant(lambda revision, name=name: revision.sets[name]) for name in parameters):  # type: ignore[misc] # mypy does not take the default for the loop's own name
        first = law.segments[len(law.revisions) - 1]
        yield law.revisions[0], _since(at, first.start, None)
        return
    until: date | None = None
    for segment in law.segments:
        if segment.revision is not None:
            yield segment.revision, _since(at, segment.start, until)
        until = segment.start


def _target(check: Target, kpi: Kpi, law: Law, export: Export) -> Iterator[tuple[str, Arguments]]:
    if check.by or check.every is not None:
        raise _CannotSay("每组、每个期间各有一个结论", "it has a verdict for every group or period")
    if check.min_cases is not None or check.confidence is not None:
        raise _CannotSay("样本不足时不下结论", "it gives no verdict on too few cases")
    for revision, window in _windows(law, kpi.at or export.at, check.limits):
        parts = _scope(kpi.where, export, revision) + _scope(check.where, export, revision) + window
        bounds = _limits(check, revision)
        match kpi.measure:
            case Count():
                yield "expect_table_row_count_to_be_between", {**bounds, **_where(parts)}
            case Mean() | Median():
                column = trees.parsed(kpi.measure.of)
                if not isinstance(column, exp.Column):
                    raise _CannotSay("指标由算式得出，不是一列的值", "the KPI computes a value that no column holds")
                name = f"expect_column_{kpi.measure.kind}_to_be_between"
                yield name, {"column": column.name, **bounds, **_where(parts)}
            case _:
                raise _CannotSay(
                    f"没有对应于 {kpi.measure.kind} 的期望", f"no expectation measures a {kpi.measure.kind}"
                )


def _limits(check: Target, revision: Revision) -> Arguments:
    values = [_plain(revision.sets[name]) for name in check.limits]
    if check.between is not None:
        return {"min_value": values[0], "max_value": values[1]}
    low = check.at_least is not None or check.above is not None
    strict = check.above is not None or check.below is not None
    side = "min" if low else "max"
    return {f"{side}_value": values[0], **({f"strict_{side}": True} if strict else {})}


def _scope(sql: str | None, export: Export, revision: Revision) -> list[Arguments]:
    return [part for atom in _conjuncts(trees.parsed(sql)) for part in _part(atom, export, revision)] if sql else []


def _part(node: exp.Expr, export: Export, revision: Revision) -> Iterator[Arguments]:
    """One condition on rows. Great Expectations counts a missing value as different, SQL as unknown."""
    node = node.unnest()
    negated = isinstance(node, exp.Not)
    inner = node.this.unnest() if negated else node
    match inner:
        case exp.Is(this=exp.Column() as column, expression=exp.Null()):
            yield _null(column.name, is_null=not negated)
        case exp.Column():
            yield _compared(inner.name, "==", not negated)
            yield _null(inner.name, is_null=False)
        case exp.In(this=exp.Column() as column):
            values = [_fitted(value, column.name, export, revision) for value in inner.expressions]
            yield _compared(column.name, "NOT_IN" if negated else "IN", values)
            yield _null(column.name, is_null=False)
        case exp.EQ() | exp.NEQ() | exp.LT() | exp.LTE() | exp.GT() | exp.GTE() if not negated:
            name, sign, value = _sides(inner, export, revision)
            yield _compared(name, sign, value)
            yield _null(name, is_null=False)
        case _:
            raise _no_words(node)


def _atom(node: exp.Expr, export: Export, revision: Revision) -> tuple[str, dict[str, object]]:
    node = node.unnest()
    negated = isinstance(node, exp.Not)
    inner = node.this.unnest() if negated else node
    match inner:
        case exp.Is(this=exp.Column() as column, expression=exp.Null()):
            return f"expect_column_values_to_{'not_' if negated else ''}be_null", {"column": column.name}
        case exp.Column():
            return "expect_column_values_to_be_in_set", {"column": inner.name, "value_set": [not negated]}
        case exp.In(this=exp.Column() as column):
            values = [_fitted(value, column.name, export, revision) for value in inner.expressions]
            return f"expect_column_values_to_{'not_' if negated else ''}be_in_set", {
                "column": column.name,
                "value_set": values,
            }
        case exp.RegexpLike(this=exp.Column() as column, expression=exp.Literal() as pattern):
            sign = "not_" if negated else ""
            return f"expect_column_values_to_{sign}match_regex", {"column": column.name, "regex": pattern.name}
        case exp.Between(this=exp.Column() as column) if not negated:
            low, high = (_fitted(inner.args[side], column.name, export, revision) for side in ("low", "high"))
            bounds = {"min_value": low, "max_value": high}
            return "expect_column_values_to_be_between", {"column": column.name, **bounds}
        case exp.EQ() | exp.NEQ() | exp.LT() | exp.LTE() | exp.GT() | exp.GTE() if not negated:
            if isinstance(inner.this, exp.Column) and isinstance(inner.expression, exp.Column):
                return _pair(inner)
            return _bounded(*_sides(inner, export, revision))
        case _:
            raise _no_words(node)


def _pair(node: exp.Expr) -> tuple[str, dict[str, object]]:
    left, right = node.this.name, node.expression.name
    missing = {"ignore_row_if": "either_value_is_missing"}
    match node:
        case exp.EQ():
            return "expect_column_pair_values_to_be_equal", {"column_A": left, "column_B": right, **missing}
        case exp.NEQ():
            raise _CannotSay("没有要求两列不同的期望", "no expectation asks two columns to differ")
        case exp.LT() | exp.LTE():
            left, right = right, left
        case _:
            pass
    equal = {"or_equal": True} if isinstance(node, exp.LTE | exp.GTE) else {}
    columns = {"column_A": left, "column_B": right, **missing}
    return "expect_column_pair_values_a_to_be_greater_than_b", {**columns, **equal}


def _bounded(name: Name, sign: str, value: Plain) -> tuple[str, dict[str, object]]:
    if sign in ("==", "!="):
        negation = "" if sign == "==" else "not_"
        return f"expect_column_values_to_{negation}be_in_set", {"column": name, "value_set": [value]}
    side = "min" if sign.startswith(">") else "max"
    strict = {} if sign.endswith("=") else {f"strict_{side}": True}
    return "expect_column_values_to_be_between", {"column": name, f"{side}_value": value, **strict}


_SIGNS: Mapping[type[exp.Expr], str] = {
    exp.EQ: "==",
    exp.NEQ: "!=",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _sides(node: exp.Expr, export: Export, revision: Revision) -> tuple[Name, str, Plain]:
    """Column, sign and constant of a comparison, whichever side the column stands on."""
    left, right, sign = node.this.unnest(), node.expression.unnest(), _SIGNS[type(node)]
    if isinstance(right, exp.Column) and not isinstance(left, exp.Column):
        left, right, sign = right, left, _TURNED.get(sign, sign)
    if not isinstance(left, exp.Column) or left.name not in export.columns:
        raise _no_words(node)
    if sign not in ("==", "!=") and export.columns[left.name].type == "text":
        raise _no_words(node)
    return left.name, sign, _fitted(right, left.name, export, revision)


def _fitted(node: exp.Expr, name: Name, export: Export, revision: Revision) -> Plain:
    """A constant as its column holds it: times whole, so that they are compared as times."""
    value = _constant(node, revision)
    if name in export.columns and export.columns[name].type in ("date", "datetime"):
        moment = moment_of(value)
        if moment is None:
            raise _no_words(node)
        return moment.isoformat()
    return value


def _constant(node: exp.Expr, revision: Revision) -> Plain:
    node = node.unnest()
    match node:
        case exp.Literal():
            return node.name if node.is_string else _numeral(node.name)
        case exp.Neg(this=exp.Literal() as literal):
            return -_numeral(literal.name)
        case exp.Boolean():
            return bool(node.this)
        case exp.Cast(this=exp.Literal() as literal) if literal.is_string:
            return literal.name
        case exp.Parameter() | exp.Placeholder():
            return _plain(revision.sets[str(node.name)])
        case _:
            raise _no_words(node)


def _plain(value: AnyQuantity) -> Plain:
    match value:
        case Percentage():
            return float(value.fraction)
        case Number():
            return _numeral(str(value.number))
        case Day():
            return datetime.combine(value.date, datetime.min.time()).isoformat()
        case Flag():
            return value.on
        case _:
            raise _CannotSay("限值是时长", "the limit is a duration")


def _numeral(written: str) -> int | float:
    return int(written) if written.lstrip("-").isdecimal() else float(written)


def _conjuncts(node: exp.Expr) -> Iterator[exp.Expr]:
    node = node.unnest()
    if isinstance(node, exp.And):
        yield from _conjuncts(node.this)
        yield from _conjuncts(node.expression)
    else:
        yield node


def _since(at: Name, start: date | None, until: date | None) -> list[Arguments]:
    parts = [_compared(at, ">=", f"{start.isoformat()}T00:00:00")] if start is not None else []
    return parts + ([_compared(at, "<", f"{until.isoformat()}T00:00:00")] if until is not None else [])


def _where(parts: Sequence[Arguments]) -> Arguments:
    """The structured condition of a suite; nothing where every row is asked."""
    distinct = [part for place, part in enumerate(parts) if part not in parts[:place]]
    if not distinct:
        return {}
    return {"row_condition": distinct[0] if len(distinct) == 1 else {"type": "and", "conditions": distinct}}


def _compared(name: Name, sign: str, value: object) -> Arguments:
    return {"type": "comparison", "column": {"name": name}, "operator": sign, "parameter": value}


def _null(name: Name, *, is_null: bool) -> Arguments:
    return {"type": "nullity", "column": {"name": name}, "is_null": is_null}


def _no_words(node: exp.Expr) -> _CannotSay:
    written = node.sql(dialect="duckdb")
    return _CannotSay(f"没有能表达 {written} 的期望", f"no expectation says {written}")
