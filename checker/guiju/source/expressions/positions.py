"""Where the parts of an expression stand in the written text."""

from sqlglot import exp


def offset_of(node: exp.Expr) -> int:
    """Where a node, or the first word inside it that is known to stand somewhere, starts in the text."""
    starts = [start for part in node.walk() if isinstance(start := part.meta.get("start"), int)]
    return min(starts, default=0)
