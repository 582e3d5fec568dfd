"""How wide words are and where they break, without a font: estimated on the wide side, so that nothing is cut."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_EMS = {"ijl.,:;|!'`": 0.35, 'frtI()[]{}-/\\" ': 0.43, "cksvxyzJ": 0.58, "mwMW@%&": 1.0}
_UPPER, _OTHER, _FOREIGN, _SIGN = 0.75, 0.62, 0.9, 1.4
"""The widest of the system fonts that the pages name decides."""
_KNOWN = {letter: em for letters, em in _EMS.items() for letter in letters}

_WIDE = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_NO_START = "，。、；：？！）》」』】〉”’…,.;:?!)%"
_NO_END = "（《「『【〈“‘("
_TOKEN = re.compile(rf"(?P<space>\s*)(?P<word>[{_NO_END}]*(?:[{_WIDE}]|[^\s{_WIDE}]+|$)[{_NO_START}]*)")


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if character in _KNOWN:
        return _KNOWN[character]
    if not character.isascii():
        wide = unicodedata.east_asian_width(character) in {"W", "F", "A"}
        return (_SIGN if unicodedata.category(character) == "So" else 1) if wide else _FOREIGN
    return _UPPER if character.isupper() else _OTHER


def width_of(text: str, size: float) -> float:
    """The width of `text` in letters of `size`."""
    return size * sum(map(_em, text))


def wrapped(text: str, room: float, size: float) -> tuple[str, ...]:
    """`text` in as few lines as fit into `room`, of about the same length. Only a word wider than that is broken."""
    lines = _filled(text, room, size)
    narrower = room
    while len(lines) > 1 and (narrower := narrower - size / 2) > room / 2:
        closer = _filled(text, narrower, size)
        if len(closer) > len(lines) or any(len(word) > 1 for word in _broken(closer, text)):
            break
        lines = closer
    return lines


def _broken(lines: tuple[str, ...], text: str) -> Iterator[str]:
    """The words of `lines` that are pieces of words of `text`."""
    whole = {match["word"] for match in _TOKEN.finditer(text)}
    for line in lines:
        for match in _TOKEN.finditer(line):
            if match["word"] and match["word"] not in whole:
                yield match["word"]


def _filled(text: str, room: float, size: float) -> tuple[str, ...]:
    lines = [""]
    for space, word in _pieces(text, room, size):
        longer = lines[-1] + space + word if lines[-1] else word
        if lines[-1] and width_of(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _pieces(text: str, room: float, size: float) -> Iterator[tuple[str, str]]:
    """What may not be broken, each with the space before it."""
    for match in _TOKEN.finditer(text):
        space, rest = " " if match["space"] else "", match["word"]
        while rest:
            end = _fitting(rest, room, size)
            yield space, rest[:end]
            space, rest = "", rest[end:]


def _fitting(word: str, room: float, size: float) -> int:
    """How many letters of the word fit: at least one."""
    end = len(word)
    while end > 1 and width_of(word[:end], size) > room:
        end -= 1
    return end
