"""`Did you mean`: the nearest known word behind every unknown one."""

import difflib
from collections.abc import Iterable

from guiju.model.text import Text

_FEW = 12


def unknown(noun: Text, word: str, known: Iterable[str]) -> Text:
    """`unknown role x; did you mean y?`, or what is known where nothing is near and the list is short."""
    zh, en = f"没有名为 {word} 的{noun.zh}", f"unknown {noun.in_('en')} {word}"
    hint = nearest(word, known)
    return Text(zh=zh + hint.zh, en=en + hint.in_("en"))


def nearest(word: str, known: Iterable[str]) -> Text:
    """The end of a message about an unknown word, to be put behind it."""
    choices = sorted(set(known))
    near = difflib.get_close_matches(word, choices, n=1)
    if near:
        return Text(zh=f"；是否想写 {near[0]}？", en=f"; did you mean {near[0]}?")
    if 0 < len(choices) <= _FEW:
        return Text(zh=f"；可用的有：{'、'.join(choices)}", en=f"; there are: {', '.join(choices)}")
    if not choices:
        return Text(zh="；目前一个也没有", en="; there are none yet")
    return Text(zh="", en="")
