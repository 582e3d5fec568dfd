"""The functions that may be called, by the name that people write and with how many arguments.

The tree alone does not tell: sqlglot drops arguments that it does not know, and takes the names of other engines.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlglot.tokenizer_core import Token, TokenType

from guiju.model.text import Text
from guiju.source.expressions.nouns import Flaw
from guiju.source.suggestions import nearest

_MANY = 50

FUNCTIONS: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("lower", "upper", "length", "len", "abs", "floor", "ceil", "ceiling", "epoch"), (1, 1)),
    **dict.fromkeys(("nullif", "ifnull", "starts_with", "contains", "regexp_matches", "strftime"), (2, 2)),
    **dict.fromkeys(("date_trunc", "date_part"), (2, 2)),
    **dict.fromkeys(("substring", "substr"), (2, 3)),
    **dict.fromkeys(("trim", "round"), (1, 2)),
    **dict.fromkeys(("coalesce", "least", "greatest"), (1, _MANY)),
    **dict.fromkeys(("count", "sum", "avg", "min", "max", "median", "first", "last", "any_value"), (1, 1)),
    **dict.fromkeys(("bool_or", "bool_and", "stddev_pop"), (1, 1)),
    **dict.fromkeys(("quantile_cont", "arg_min", "arg_max", "covar_pop", "corr"), (2, 2)),
}
"""Name -> least and most arguments."""

_WORDS = frozenset("in and or not when then else case between filter where distinct is like ilike from".split())  # noqa: SIM905 - as one reads SQL
_SPECIAL = frozenset({"cast", "try_cast", "extract"})
"""Called in a syntax of their own, which the tree shows whole."""


def check_calls(tokens: Sequence[Token]) -> Iterator[Flaw]:
    """A flaw for each call of a function that is not known, or with too few or too many arguments."""
    calls: list[tuple[Token | None, int, int]] = []  # the name, the place of its bracket, the commas so far
    for place, token in enumerate(tokens):
        if token.token_type in (TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE):
            calls.append((_called(tokens, place), place, 0))
        elif token.token_type is TokenType.COMMA and calls:
            name, opened, commas = calls.pop()
            calls.append((name, opened, commas + 1))
        elif token.token_type in (TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE) and calls:
            name, opened, commas = calls.pop()
            if name is not None:
                yield from _check(name, 0 if opened == place - 1 else commas + 1)


def unknown_function(name: str) -> Text:
    """Words for a function that is not on the list."""
    hint = nearest(name, {*FUNCTIONS, *_SPECIAL})
    near = hint if "?" in hint.in_("en") else Text(zh="", en="")
    return Text(zh=f"不能用函数 {name}{near.zh}", en=f"the function {name} is not allowed{near.en}")


def _called(tokens: Sequence[Token], place: int) -> Token | None:
    before = tokens[place - 1] if place else None
    if before is None or tokens[place].token_type is not TokenType.L_PAREN:
        return None
    name = before.text.lower()
    is_word = name.replace("_", "a").isalnum() and not name[0].isdigit() and before.token_type is not TokenType.STRING
    return before if is_word and name not in _WORDS and name not in _SPECIAL else None


def _check(name: Token, arguments: int) -> Iterator[Flaw]:
    written = name.text.lower()
    if written not in FUNCTIONS:
        yield Flaw(name.start, unknown_function(written))
        return
    least, most = FUNCTIONS[written]
    if not least <= arguments <= most:
        expected = str(least) if least == most else f"{least} 至 {most}" if most < _MANY else f"至少 {least}"
        zh = f"{written} 要 {expected} 个参数，这里有 {arguments} 个"
        counted = str(least) if least == most else f"{least} to {most}" if most < _MANY else f"at least {least}"
        yield Flaw(name.start, Text(zh=zh, en=f"{written} takes {counted} arguments, not {arguments}"))
