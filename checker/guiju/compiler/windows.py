"""Window functions as trees: what is asked of the rows that belong together, without joining them to themselves."""

from collections.abc import Sequence

from sqlglot import exp

from guiju.compiler import trees


def over(function: exp.Expr, by: Sequence[str], order: Sequence[exp.Expr] = (), *, before: bool = False) -> exp.Expr:
    """`function` over the rows that agree in the columns `by`; with `before`, over those ahead of the row only."""
    tree = exp.Window(this=function, partition_by=[trees.column(name) for name in by])
    if order:
        tree.set("order", exp.Order(expressions=[node.copy() for node in order]))
    if before:
        frame = exp.WindowSpec(
            kind="ROWS",
            start="UNBOUNDED",
            start_side="PRECEDING",
            end=trees.number(1),
            end_side="PRECEDING",
        )
        tree.set("spec", frame)
    return tree


def where(aggregate: exp.Expr, condition: exp.Expr) -> exp.Expr:
    """An aggregate over the rows for which `condition` is true."""
    return exp.Filter(this=aggregate, expression=exp.Where(this=condition.copy()))
