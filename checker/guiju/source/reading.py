"""Bytes of a file of the pack -> text, refusing what no person writes: encodings, control characters, giants."""

import re

from guiju.model.problem import Location, Problem
from guiju.model.text import Text

MOST_BYTES = 1_000_000

# Besides the control characters: line ends that only some programs count, and marks that make a reviewer
# see other text than the program reads.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_INDENTED_BY_TAB = re.compile(r"^ *\t", re.MULTILINE)


def decode(content: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text with plain line ends and no byte order mark; None and the problems where it is refused."""
    if len(content) > MOST_BYTES:
        zh, en = "文件大于 1 MB，请拆分", "the file is larger than 1 MB; split it"
        return None, (Problem(Location(path), Text(zh=zh, en=en)),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(content[: error.start].decode("utf-8-sig", errors="replace"))
        zh, en = "文件不是 UTF-8 编码，请另存为 UTF-8", "the file is not UTF-8; save it as UTF-8"
        return None, (Problem(Location(path, line, column), Text(zh=zh, en=en)),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = tuple(_unseen(text, match, path) for match in _UNSEEN.finditer(text))
    return (None, problems) if problems else (text, ())


def tabs(text: str, path: str, first_line: int) -> tuple[Problem, ...]:
    """A problem for each line of YAML that a tab indents; `first_line` is the line of the file it starts on."""
    message = Text(zh="缩进只能用空格，不能用制表符", en="indent with spaces, never with tabs")
    return tuple(
        Problem(Location(path, text.count("\n", 0, match.start()) + first_line, match.end() - match.start()), message)
        for match in _INDENTED_BY_TAB.finditer(text)
    )


def _unseen(text: str, match: re.Match[str], path: str) -> Problem:
    code = f"U+{ord(match[0]):04X}"
    zh = f"有看不见的控制字符 {code}，请删去"
    return Problem(
        Location(path, *_position(text[: match.start()])),
        Text(zh=zh, en=f"the invisible control character {code} stands here; remove it"),
    )


def _position(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
