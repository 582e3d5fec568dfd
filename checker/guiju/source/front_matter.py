"""A Markdown file with front matter -> its YAML and its prose, each with the line of the file it starts on."""

from dataclasses import dataclass

from guiju.model.problem import Location, Problem
from guiju.model.text import Text

_FENCE = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """The two parts of a file; lines count from 1."""

    head: str
    head_line: int
    body: str
    body_line: int


def split(text: str, path: str) -> FrontMatter | Problem:
    """Cuts at the two lines that are `---`; a Problem where either is missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        zh = "文件第一行必须是 ---，其后是标准的记录，再以 --- 结束"
        en = "the first line must be ---; the record follows, then another --- and the prose"
        return Problem(Location(path, 1, 1), Text(zh=zh, en=en))
    end = next((index for index, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if end is None:
        zh, en = "记录之后缺少单独一行 ---", "the record never ends: a line --- is missing behind it"
        return Problem(Location(path, len(lines), 1), Text(zh=zh, en=en))
    return FrontMatter(head="\n".join(lines[1:end]), head_line=2, body="\n".join(lines[end + 1 :]), body_line=end + 2)


def has_front_matter(text: str) -> bool:
    """Whether a text starts like a record."""
    return text.split("\n", 1)[0].rstrip() == _FENCE
