"""Text of the pack cannot act, wherever a template puts it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.markup import built, read_html
from guiju.handbook.escape import code, code_block, one_line, plain, title

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://elsewhere.example/pixel.png)",
    "a | b |\n| --- | --- |\n| c",
    "line\n\n# heading",
    "{: onclick=alert(1) }",
    "x { onmouseover=alert(1) }",
    "**bold** _em_ `code` ~~~",
    "&#60;script&#62; &lt;b&gt;",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "- list", "+ list", "* list", "1. list", "12) list", "> quote", "# heading", "=====", "-----", "    code",
    "*[HTML]: abbreviation", "[ref]: javascript:alert(1)", "!!! note", "??? note", "^[1]", "```\nfence\n```",
    "<!-- comment", "<?php", "]]>", "\\", "\\[x\\](y)", "\x02wzxhzdk:0\x03", "a\u202eb", "a\x00b", "{% raw %}{{ 1 }}",
]  # fmt: skip
ANY_TEXT = st.one_of(st.text(), st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=3).map("".join))

PLACES = {
    "paragraph": ("{}", {"p"}),
    "item": ("- {}", {"ul", "li"}),
    "cell": ("| head |\n| --- |\n| {} |", {"table", "thead", "tbody", "tr", "th", "td"}),
    "heading": ("## {} {{ #here }}", {"h2"}),
    "element": ('<p class="x">{}</p>', {"p"}),
    "inside": ("<div markdown>\n\n{}\n\n</div>", {"div", "p"}),
    "link": ("[{}](page.md)", {"p", "a"}),
}


@pytest.mark.parametrize("place", PLACES)
@given(text=ANY_TEXT)
def test_text_is_shown_as_written_and_makes_no_element_of_its_own(place: str, text: str) -> None:
    template, expected = PLACES[place]
    page = built(template.format(plain(f"x{text}")))
    assert page.names == expected
    assert page.text.removeprefix("head ") == one_line(f"x{text}")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_at_the_start_of_a_line_opens_nothing(text: str) -> None:
    page = built(str(plain(text)))
    assert page.names <= {"p"}
    assert page.text == one_line(text)


@given(ANY_TEXT)
def test_an_attribute_holds_the_text_and_nothing_follows_it(text: str) -> None:
    page = read_html(f'<p title="{plain(text)}">')
    assert page.tags[0].attributes == {"title": one_line(text)}


@given(ANY_TEXT)
def test_code_shows_its_text_and_makes_no_other_element(text: str) -> None:
    assert built(f"a {code(text)}").names == {"p", "code"}
    assert built(str(code_block(text))).names == {"pre", "code"}


def test_code_keeps_its_lines() -> None:
    assert "".join(built(str(code_block("a\n\n    b < c\n"))).words).strip() == "a\n\n    b < c"


@given(ANY_TEXT)
def test_a_title_stays_harmless_however_often_it_is_unescaped(text: str) -> None:
    once = title(text)
    assert not set("<>\"'") & set(once)
    assert "<" not in html.unescape(once)


def test_what_was_escaped_before_is_not_escaped_again() -> None:
    assert plain(plain("a*b")) == plain("a*b") == "a&#42;b"


def test_a_line_break_inside_chinese_leaves_no_space() -> None:
    assert one_line("每件投诉\n须处理 a\nb") == "每件投诉须处理 a b"
