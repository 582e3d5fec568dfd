"""What several clauses of one scan work out from the same columns is worked out once, in a layer below them."""

from collections import Counter
from collections.abc import Sequence

from sqlglot import exp

from guiju.compiler import trees

_WORTH = (exp.RegexpLike, exp.RegexpExtract, exp.RegexpReplace, exp.Length, exp.Lower, exp.Upper, exp.Trim)
"""Functions of text that take long, and that no value can make fail: below the clauses they meet every row."""


def shared(nodes: Sequence[exp.Expr]) -> tuple[list[exp.Expr], list[exp.Expr]]:
    """-> named columns for what two or more of `nodes` contain, and the nodes with those columns in its place."""
    found = Counter(sql for node in nodes for sql in {each.sql("duckdb") for each in node.find_all(*_WORTH)})
    names = {sql: f"_shared{place}" for place, sql in enumerate(sorted(sql for sql, n in found.items() if n > 1))}
    used: dict[str, exp.Expr] = {}

    def replace(node: exp.Expr) -> exp.Expr:
        name = names.get(node.sql("duckdb")) if isinstance(node, _WORTH) else None
        if name is None:
            return node
        used.setdefault(name, node.copy())
        return trees.column(name)

    replaced = [node.transform(replace) if names else node for node in nodes]
    return [trees.named(node, name) for name, node in used.items()], replaced
