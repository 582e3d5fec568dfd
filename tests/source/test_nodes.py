"""YAML as people write it, and as nobody should."""

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guiju.source import nodes
from guiju.source.nodes import read_nodes
from guiju.source.reading import decode


def said(text: str) -> list[str]:
    return [problem.in_("en") for problem in read_nodes(text, "a.yaml").problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2.0.0", "2.0.0"),
        ("95%", "95%"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ("2025-02-30", "2025-02-30"),
        ("'1'", "1"),
        ("0", 0),
        ("-12", -12),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("null", None),
        ("2025-01-31", dt.date(2025, 1, 31)),
    ],
)
def test_plain_scalars_follow_yaml_1_2_and_nothing_gets_lost(written: str, value: object) -> None:
    document = read_nodes(f"a: {written}\n", "a.yaml")
    assert document.problems == ()
    found = document.value["a"] if isinstance(document.value, dict) else None
    assert found == value
    assert type(found) is type(value)


def test_keys_stay_text() -> None:
    assert read_nodes("on: 1\n2025: 2\ntrue: 3\n", "a.yaml").value == {"on": 1, "2025": 2, "true": 3}


def test_the_c_parser_and_the_pure_one_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "中: 中文 # x\nb: |\n  foo\n  bar\nc: [x, {y: 'z'}]\nd: \"q\"\n"
    fast = read_nodes(text, "a.yaml", 3)
    monkeypatch.setattr(nodes, "_PARSER", yaml.Loader)
    assert read_nodes(text, "a.yaml", 3) == fast


def test_places_count_from_the_line_that_the_yaml_starts_on() -> None:
    document = read_nodes("a:\n  - b: x\n", "a.yaml", 5)
    assert str(document.at(("a", 0, "b"))) == "a.yaml:6:8"
    assert str(document.key(("a", 0, "b"))) == "a.yaml:6:5"
    assert str(document.at(("a", 7, "nowhere"))) == "a.yaml:6:3"


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("a: x > 1 and yy\n", 10, "a.yaml:1:14"),
        ("a: 'x > 1 and yy'\n", 10, "a.yaml:1:15"),
        ("a: 'it''s'\n", 4, "a.yaml:1:4"),
        ("a: |\n  x > 1\n  and yy\n", 10, "a.yaml:3:7"),
        ("a: >\n  x > 1\n  and yy\n", 10, "a.yaml:1:4"),
    ],
)
def test_a_character_inside_a_text_has_a_place(text: str, offset: int, place: str) -> None:
    document = read_nodes(text, "a.yaml")
    value = document.value["a"] if isinstance(document.value, dict) else None
    assert str(document.at(("a",), offset, str(value))) == place


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\na: 2", ["a.yaml:2:1: the key a stands here again, first at 1:1; keep one of them"]),
        (
            "a: b: c",
            [
                (
                    "a.yaml:1:5: YAML syntax error: no second colon can stand here; put a text with a colon in quotes, "
                    "or mend the indentation"
                )
            ],
        ),
        ("a: 'b", ["a.yaml:1:6: YAML syntax error: a quote is opened and never closed; close it"]),
        (
            "a: {zh: 须在 {x} 内, en: b}",
            [
                (
                    "a.yaml:1:12: YAML syntax error: the text has characters that mean something in YAML "
                    "(: { } [ ] # , @ ` %); put the whole text in quotes"
                )
            ],
        ),
        (
            "a: &x 1\nb: *x",
            ["a.yaml:1:4: no anchor &x; write its content out", "a.yaml:2:4: no alias *x; write it out"],
        ),
        ("a: !!python/object x", ["a.yaml:1:4: no tag tag:yaml.org,2002:python/object; remove it"]),
        ("a: 1\n---\nb: 2", ["a.yaml:2:1: a file holds one YAML document; remove the second ---"]),
        ("[a]: 1\nb: 2", ["a.yaml:1:1: a key is a text; quote a text with { or ["]),
        ("[" * 100_000, ["a.yaml:1:42: nested deeper than 40 levels; the file is not read"]),
        ("{a: " * 100_000, ["a.yaml:1:165: nested deeper than 40 levels; the file is not read"]),
    ],
)
def test_what_is_refused_is_told_with_its_place(text: str, told: list[str]) -> None:
    assert said(text) == told


def test_a_billion_laughs_is_refused_and_never_expanded() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = read_nodes("\n".join(lines), "a.yaml")
    assert not document.whole
    assert len(document.problems) == 30 + 29 * 9


@given(st.text(max_size=200) | st.text("[]{}:,-&*!|>'\"#%@`? \n\tab", max_size=60))
def test_any_text_is_read_or_refused_and_never_raises(text: str) -> None:
    content, problems = decode(text.encode("utf-8", "surrogatepass"), "a.yaml")
    if content is None:
        assert problems
        return
    document = read_nodes(content, "a.yaml")
    assert document.whole or document.problems
    for problem in document.problems:
        assert problem.location.line >= 1
        assert problem.location.column >= 1
