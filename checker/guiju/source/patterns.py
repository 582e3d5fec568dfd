"""Regular expressions that Python (where Great Expectations runs) and RE2 (where the engine does) both take."""

import re
import warnings

from guiju.model.text import Text

_MOST_REPEATS = 1000
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{2}|[\s\S]|$)")
_LETTERS = frozenset("dDwWsSbBAntrfv")
_GROUP = re.compile(r"\(\?(?!:|P<[A-Za-z_]\w*>|[ims]+\))[^)]{0,3}")
_POSSESSIVE = re.compile(r"[*+?}]\+")
_REPEATS = re.compile(r"\{(\d*),?(\d*)\}")


def foreign_pattern(written: str) -> Text | None:
    """Why a pattern cannot be used; None for one that both engines take."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(written)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        return Text(zh=f"不是正则表达式：{error}", en=f"no regular expression: {error}")
    bare = _ESCAPE.sub(_blanked, written)
    found = next((part for part in (_escape(written), _first(_GROUP, bare), _first(_POSSESSIVE, bare)) if part), None)
    if found is not None:
        zh = f"{found} 在检查引擎（RE2）中不可用：没有前后预查、反向引用和占有量词"
        en = f"{found} means nothing to the engine (RE2): no look-around, no back-reference, no possessive repeat"
        return Text(zh=zh, en=en)
    if any(int(number) > _MOST_REPEATS for pair in _REPEATS.findall(bare) for number in pair if number):
        zh, en = f"重复最多 {_MOST_REPEATS} 次", f"a part is repeated at most {_MOST_REPEATS} times"
        return Text(zh=zh, en=en)
    return None


def _escape(written: str) -> str | None:
    """The first escape that is no shared class, no code and no punctuation."""
    for match in _ESCAPE.finditer(written):
        sign = match[1]
        if sign not in _LETTERS and (sign[:1].isalnum() or not sign.isascii()) and not (sign[0] == "x" and sign[1:]):
            return match[0]
    return None


def _blanked(match: re.Match[str]) -> str:
    return "_" * len(match[0])


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[0] if match is not None else None
