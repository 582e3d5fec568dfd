"""Bytes that are text, and bytes that are not."""

import pytest

from guiju.source.front_matter import FrontMatter, split
from guiju.source.reading import decode, tabs


def test_line_ends_and_byte_order_mark_go() -> None:
    assert decode("\ufeffa\r\nb\rc\n".encode(), "a.yaml") == ("a\nb\nc\n", ())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a: 投诉".encode("gb18030"), "a.yaml:1:5: the file is not UTF-8; save it as UTF-8"),
        (b"a: 1\nb: \x00", "a.yaml:2:4: the invisible control character U+0000 stands here; remove it"),
        ("a\u202eb".encode(), "a.yaml:1:2: the invisible control character U+202E stands here; remove it"),
        (b"a" * 1_000_001, "a.yaml: the file is larger than 1 MB; split it"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, told: str) -> None:
    text, problems = decode(content, "a.yaml")
    assert text is None
    assert [problem.in_("en") for problem in problems] == [told]


def test_tabs_are_told_line_by_line() -> None:
    told = [problem.in_("en") for problem in tabs("a:\n\tb: 1\n \tc: 2\n", "a.yaml", 3)]
    assert told == [
        "a.yaml:4:1: indent with spaces, never with tabs",
        "a.yaml:5:2: indent with spaces, never with tabs",
    ]


def test_front_matter_is_cut_at_its_fences() -> None:
    assert split("---\na: 1\n---\n\nprose\n", "a.md") == FrontMatter(
        head="a: 1", head_line=2, body="\nprose\n", body_line=4
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("prose", "a.md:1:1: the first line must be ---; the record follows, then another --- and the prose"),
        ("---\na: 1\n", "a.md:3:1: the record never ends: a line --- is missing behind it"),
    ],
)
def test_missing_fences_are_told(text: str, told: str) -> None:
    problem = split(text, "a.md")
    assert not isinstance(problem, FrontMatter)
    assert problem.in_("en") == told
