"""Parses one expression, holds it against the allow-list and writes it back in canonical form."""

from collections.abc import Iterable

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ParseError, SqlglotError, TokenError
from sqlglot.tokenizer_core import Token, TokenType
from sqlglot.tokens import Tokenizer

from guiju.model.text import Text
from guiju.source.expressions.allowed import MOST_LEVELS, refused
from guiju.source.expressions.calls import check_calls
from guiju.source.expressions.demands import demands_of
from guiju.source.expressions.misfits import misfits, unknown_columns
from guiju.source.expressions.nouns import Expression, Flaw, Scope

_DIALECT = Dialect.get_or_raise("duckdb")
MOST_TOKENS = 800
_NOT_UNDERSTOOD = Text(zh="不是可以理解的 SQL 表达式", en="this is no SQL expression that can be understood")


def check_expression(written: str, scope: Scope) -> Expression | tuple[Flaw, ...]:
    """The expression in canonical form, or everything that is wrong with it. Never raises for what is written."""
    tokens = _tokens(written)
    if isinstance(tokens, Flaw):
        return (tokens,)
    tree = _parse(tokens, written)
    if isinstance(tree, Flaw):
        return (tree,)
    foreign = list(refused(tree, scope, written))
    flaws = {flaw.offset: flaw for _, flaw in foreign}
    for flaw in check_calls(tokens):
        flaws.setdefault(flaw.offset, flaw)
    if flaws:  # an expression with foreign parts has no meaning that could be checked further
        beside = unknown_columns(tree, scope, beside=[node for node, _ in foreign])
        return _ordered((*flaws.values(), *beside))
    if misfitting := tuple(misfits(tree, scope)):
        return _ordered(misfitting)
    return Expression(
        text=tree.sql(dialect=_DIALECT, identify=True, comments=False),
        columns=frozenset(column.name for column in tree.find_all(exp.Column)),
        parameters=demands_of(tree, scope),
    )


def _ordered(flaws: Iterable[Flaw]) -> tuple[Flaw, ...]:
    return tuple(sorted(flaws, key=lambda flaw: flaw.offset))


def _tokens(written: str) -> list[Token] | Flaw:
    try:
        tokens = _DIALECT.tokenize(written)
    except TokenError:
        return Flaw(0, Text(zh="引号或注释没有结束", en="a quote or a comment is opened and never closed"))
    except (RecursionError, ValueError, IndexError):
        return Flaw(0, _NOT_UNDERSTOOD)
    return _too_much(tokens) or tokens


def _parse(tokens: list[Token], written: str) -> exp.Expr | Flaw:
    try:
        trees = _DIALECT.parser().parse(tokens, written)
    except ParseError as error:
        return _syntax(written, error)
    except (SqlglotError, RecursionError, ValueError, AttributeError, TypeError, IndexError, KeyError):
        # sqlglot's parser trips over some texts that are no SQL instead of refusing them.
        return Flaw(0, _NOT_UNDERSTOOD)
    if len(trees) != 1 or trees[0] is None:
        zh, en = (
            "这里只能写一个表达式，不能有分号或第二条语句",
            "write one expression: no semicolon, no second statement",
        )
        return Flaw(0, Text(zh=zh, en=en))
    return trees[0]


def _too_much(tokens: list[Token]) -> Flaw | None:
    """Refuses before parsing what would only be written to exhaust the parser, and operators that it misreads."""
    if len(tokens) > MOST_TOKENS:
        zh, en = f"表达式太长（超过 {MOST_TOKENS} 个词）", f"the expression is too long (over {MOST_TOKENS} words)"
        return Flaw(0, Text(zh=zh, en=en))
    level = 0
    for token in tokens:
        level += (token.token_type in _OPENING) - (token.token_type in _CLOSING)
        if level > MOST_LEVELS:
            zh, en = f"嵌套超过 {MOST_LEVELS} 层", f"nested deeper than {MOST_LEVELS} levels"
            return Flaw(token.start, Text(zh=zh, en=en))
        if token.token_type in Tokenizer.COMMANDS:
            zh, en = "只能写表达式，不能写语句", "only an expression can stand here, no statement"
            return Flaw(token.start, Text(zh=zh, en=en))
        if token.token_type is TokenType.TILDE:  # DuckDB matches the whole text, sqlglot any part of it
            zh, en = "不用 ~，请用 regexp_matches", "no ~ here; write regexp_matches"
            return Flaw(token.start, Text(zh=zh, en=en))
    return None


_OPENING = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE, TokenType.CASE})
_CLOSING = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE, TokenType.END})


def _syntax(written: str, error: ParseError) -> Flaw:
    details = error.errors[0] if error.errors else {}
    highlight = str(details.get("highlight") or "")
    line, column = int(details.get("line") or 1), int(details.get("col") or 1)  # `col` is the end of the word
    before = sum(len(content) + 1 for content in written.split("\n")[: line - 1])
    offset = max(0, min(before + column - max(len(highlight), 1), len(written)))
    if not highlight:
        return Flaw(offset, Text(zh="SQL 语法错误", en="SQL syntax error"))
    zh, en = f"SQL 语法错误：{highlight} 附近", f"SQL syntax error near {highlight}"
    return Flaw(offset, Text(zh=zh, en=en))
