"""What kind of value a parameter inside SQL has to have: only where the expression leaves no doubt.

A duration becomes an interval, a percentage or number a number, a date a time stamp and a flag a truth value. Beside an
operand of another kind it would stop the whole check in the engine.
"""

from collections.abc import Mapping

from sqlglot import exp

from guiju.source.expressions.families import family_of
from guiju.source.expressions.nouns import Scope
from guiju.source.expressions.tables import Family

_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.NullSafeEQ, exp.NullSafeNEQ)


def demands_of(tree: exp.Expr, scope: Scope) -> Mapping[str, frozenset[Family]]:
    """Parameter -> the kinds of value that its places ask for; empty where none of them tells."""
    demands: dict[str, set[Family]] = {}
    for placeholder in tree.find_all(exp.Placeholder):
        asked = _asked(placeholder, scope)
        demands.setdefault(placeholder.name, set()).update([asked] if asked is not None else [])
    return {name: frozenset(families) for name, families in demands.items()}


def _asked(placeholder: exp.Expr, scope: Scope) -> Family | None:
    """What one place asks for; None where it does not tell."""
    node: exp.Expr = placeholder
    while isinstance(node.parent, exp.Paren | exp.Neg):
        node = node.parent
    parent = node.parent
    if isinstance(parent, exp.Between):
        return _family(parent.this, scope) if parent.this is not node else None
    if not isinstance(parent, (*_COMPARISONS, exp.Add, exp.Sub)):
        return None
    other = _family(parent.expression if parent.this is node else parent.this, scope)
    if isinstance(parent, _COMPARISONS):
        return other
    return "interval" if other in ("time", "interval") else None


def _family(node: exp.Expr, scope: Scope) -> Family | None:
    """As `family_of`, and the difference of two time stamps, which is an interval (that of two dates is a number)."""
    while isinstance(node, exp.Paren):
        node = node.this
    if isinstance(node, exp.Sub) and all(_is_moment(side, scope) for side in (node.this, node.expression)):
        return "interval"
    return family_of(node, scope)


def _is_moment(node: exp.Expr, scope: Scope) -> bool:
    operand = (scope.columns or {}).get(node.name) if isinstance(node, exp.Column) else None
    return operand is not None and operand.type == "datetime"
