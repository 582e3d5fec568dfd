"""SQL that people write into the pack: parsed, held against an allow-list, and written back in one canonical form.

A pull request from a stranger is safe to check because of this package, the only part of the stage that knows sqlglot:
an expression reads nothing but the columns of its own export and the parameters of its standard, gives the same value
for the same row at any time, and has no side effect. Whatever is not on the lists is refused.
"""

from guiju.source.expressions.check import check_expression
from guiju.source.expressions.nouns import Expression, Flaw, Operand, Scope
from guiju.source.expressions.tables import Family

__all__ = ["Expression", "Family", "Flaw", "Operand", "Scope", "check_expression"]
