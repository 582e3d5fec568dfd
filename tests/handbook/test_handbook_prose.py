"""The prose of policy owners keeps its shape and loses what could act on a reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.markup import built
from guiju.handbook.escape import plain
from guiju.handbook.prose import prose_markdown

PIECES = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>x</a>", "<!--", "-->",
    "<div markdown>", "</div>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))",
    "[x](<javascript:alert(1)>)", "[x][r]", "[r]: javascript:alert(1)", "[x]: data:text/html,x\n", "[x](data:text/x,x)",
    "![p](https://e.example/p.png)", "[x](vbscript:x)", "[x](//elsewhere.example)", "[x](&#106;avascript:alert(1))",
    "<javascript:x>", "{: onclick=alert(1) }", "{ onclick=alert(1) }", "{limit}", "{nothing}", "`a <b>`", "``a ` b``",
    "```\n<b>\n```", "~~~\n<b>", "    <b>\n", "\n", "\n\n", "# head", "#head", "head\n===\n", "head\n---\n", "===\n",
    "- item\n", "1. item\n", "> quote\n", "| a | b |\n| - | - |\n| `|` | <b> |\n", "**bold**", "*[a]: b\n", "\\", "\\[",
    "\\`", "`", "``", "[", "]", "(", ")", "!", "&lt;script&gt;", "\x02", "\x03", "a", " ", "  ", "-",
]  # fmt: skip
HARMLESS = {
    "p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "a", "hr", "br",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
"""What Markdown itself makes."""


def _prose(source: str) -> str:
    limits = {"limit": str(plain("24 小时"))}
    pages = {"other.md": "other.md", "#clause-a": "#clause-a"}
    return prose_markdown(source, fill=limits.get, resolve=pages.get)


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=12).map("".join))
def test_no_prose_makes_an_element_an_attribute_or_a_link_that_markdown_does_not_make(source: str) -> None:
    page = built(_prose(source))
    assert page.names <= HARMLESS
    for tag in page.tags:
        assert tag.attributes.keys() <= {"id", "href", "start", "tabindex", "style"}
        assert tag.attributes.get("href", "https://").startswith("https://")
        assert "url" not in tag.attributes.get("style", "")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("mailto:help@example.org", True),
        ("other.md", True),
        ("#clause-a", True),
        ("https://example.org/a_(b)", True),
        ("#nowhere", False),
        ("missing.md", False),
        ("javascript:alert(1)", False),
        ("ftp://example.org", False),
        ("//example.org", False),
        ("data:text/html,x", False),
    ],
)
def test_a_link_leads_to_a_known_place_or_is_only_its_words(url: str, *, kept: bool) -> None:
    page = built(_prose(f"see [the place]({url})"))
    assert page.text == "see the place"
    assert page.values("href") == ([url.replace("(", "%28").replace(")", "%29")] if kept else [])


@pytest.mark.parametrize(
    "source",
    [
        "words\n{: onclick=alert(1) }",
        "## Head {: onclick=alert(1) }",
        "- item\n{: onclick=alert(1) }",
        "**bold**{: onclick=alert(1) }",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "[x]\n\n[x]: javascript:alert(1)",
        "![x][r]\n\n[r]: https://elsewhere.example/p.png",
    ],
)
def test_attribute_lists_and_reference_links_are_shown_as_text(source: str) -> None:
    page = built(_prose(source))
    assert [tag.attributes for tag in page.tags if tag.attributes.keys() - {"id"}] == []
    assert not page.names & {"a", "img"}


def test_parameters_are_filled_and_other_braces_are_shown() -> None:
    assert (
        built(_prose("within {limit}, not {this_one} or {: #id }")).text == "within 24 小时, not {this_one} or {: #id }"
    )


def test_parameters_inside_code_stay_as_written() -> None:
    assert built(_prose("`{limit}`")).text == "{limit}"


def test_raw_html_is_shown_as_text() -> None:
    page = built(_prose("a <b>bold</b> & <script>x</script>"))
    assert page.text == "a <b>bold</b> & <script>x</script>"


def test_code_shows_what_is_written_in_it() -> None:
    page = built(_prose("use `a < b && c`\n\n```sql\nselect *\n\n  from <t>\n```\n\nend"))
    assert page.text == "use a < b && c select * from <t> end"
    assert [tag.name for tag in page.tags] == ["p", "code", "pre", "code", "p"]


def test_an_escaped_character_is_that_character() -> None:
    assert built(_prose(r"\*not bold\* \[no link\](x)")).text == "*not bold* [no link](x)"


@pytest.mark.parametrize("source", ["# A\n\n## B", "A\n===\n\nB\n---", "## A\n\n### B"])
def test_headings_stand_below_the_sections_of_the_page(source: str) -> None:
    assert [tag.name for tag in built(_prose(source)).tags] == ["h3", "h4"]


def test_headings_inside_code_are_left_alone() -> None:
    assert built(_prose("```\n# not a heading\n```\n\n## One")).text == "# not a heading One"


def test_a_picture_becomes_its_description() -> None:
    page = built(_prose("![the flow](flow.png)"))
    assert page.text == "the flow"
    assert "img" not in page.names


def test_tables_lists_and_emphasis_are_kept() -> None:
    page = built(_prose("| a | b |\n| --- | --- |\n| **c** | *d* |\n\n- one\n- two"))
    assert {"table", "td", "strong", "em", "ul", "li"} <= page.names
