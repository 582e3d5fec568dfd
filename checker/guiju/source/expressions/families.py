"""What kind of value each part of an expression gives, as far as that can be told without an engine."""

from sqlglot import exp

from guiju.source.expressions.nouns import Scope
from guiju.source.expressions.tables import AGGREGATE_FAMILIES, COLUMN_FAMILIES, FAMILIES, TYPES, Family


def family_of(node: exp.Expr, scope: Scope) -> Family | None:
    """The family of a value, as far as it can be told without an engine; None where it cannot."""
    if isinstance(node, exp.Column):
        operand = (scope.columns or {}).get(node.name)
        return COLUMN_FAMILIES[operand.type if operand is not None else None]
    if isinstance(node, exp.Literal):
        return "text" if node.is_string else "number"
    if isinstance(node, exp.Cast):
        return TYPES.get(node.args["to"].this)
    if isinstance(node, exp.Interval):
        return "interval"
    if isinstance(node, exp.In | exp.Is):
        return "boolean"
    if isinstance(node, exp.Anonymous):
        return "number"  # date_part is the only one allowed
    if isinstance(node, exp.Filter | exp.IgnoreNulls):
        return family_of(node.this, scope)
    if isinstance(node, exp.Add | exp.Sub | exp.Mul | exp.Div):
        return _sum_family(node, scope)
    family = FAMILIES.get(type(node)) or AGGREGATE_FAMILIES.get(type(node))
    if family == "first":
        inner = node.this
        return family_of(inner, scope) if isinstance(inner, exp.Expr) else None
    return family


def _sum_family(node: exp.Expr, scope: Scope) -> Family | None:
    left, right = family_of(node.this, scope), family_of(node.expression, scope)
    if "time" in (left, right):
        return "time" if "interval" in (left, right) else None  # the type of a difference depends on both sides
    return left if left == right else None
