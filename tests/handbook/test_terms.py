"""A term of the glossary is explained where a page first uses it, and nowhere that it is not meant."""

from dataclasses import replace

import pytest
from markupsafe import Markup

from builders.catalogues import HOSTILE, TODAY, small_catalogue
from builders.markup import Tag, built, read_html
from guiju.handbook import pages
from guiju.handbook.edition import Edition
from guiju.handbook.terms import Terms
from guiju.model.pack import Term
from guiju.model.text import Lang, Text

PAGE = "standards/complaint-handling.md"


def marked(text: str | Markup, *terms: tuple[str, str], lang: Lang = "en", meaning: str = "what it means") -> Markup:
    known = {
        f"term-{place}": Term(id=f"term-{place}", term=Text(zh=zh, en=en), meaning=Text(zh=meaning, en=meaning))
        for place, (zh, en) in enumerate(terms)
    }
    return Terms(Edition(catalogue=replace(small_catalogue(), terms=known), lang=lang, today=TODAY), PAGE).marked(text)


def links(text: Markup) -> list[Tag]:
    return [tag for tag in read_html(str(text)).tags if tag.name == "a"]


def test_the_first_use_is_a_link_to_the_glossary_with_the_meaning_as_its_tooltip() -> None:
    found = marked("An outage is told; an outage ends.", ("中断", "outage"))
    assert links(found) == [
        Tag("a", {"class": "term", "href": "../../glossary/#term-term-0", "title": "what it means"})
    ]
    assert found.count("An <a") == 1


@pytest.mark.parametrize(
    ("lang", "text", "linked"),
    [
        ("en", "Outages and a post-outage review", []),
        ("en", "The Outage", ["Outage"]),
        ("zh", "客户不满意，满意率下降", []),
        ("zh", "客户满意即可", ["满意"]),
        ("zh", "服务中断恢复", ["服务中断"]),
    ],
)
def test_a_part_of_another_word_is_no_term_and_the_longer_term_goes_first(
    lang: Lang, text: str, linked: list[str]
) -> None:
    found = marked(text, ("满意", "outage"), ("中断", "gap"), ("服务中断", "service gap"), lang=lang)
    assert read_html(str(found)).text == text
    pieces = str(found).split('class="term"')[1:]
    assert [piece.partition(">")[2].partition("<")[0] for piece in pieces] == linked


def test_limits_and_links_stay_what_they_are() -> None:
    text = Markup('within <strong class="limit">2 working days</strong>, <a href="#x">a working day</a>')
    assert marked(text, ("工作日", "working day"), ("天", "working days")) == text


def test_hostile_terms_and_meanings_stay_words() -> None:
    found = marked(f"before {HOSTILE} behind", (HOSTILE, HOSTILE), meaning=HOSTILE)
    assert {tag.name for tag in read_html(str(found)).tags} <= {"a"}
    assert {name for tag in links(found) for name in tag.attributes} <= {"class", "href", "title"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_explains_each_term_once(lang: Lang) -> None:
    page = built(pages(small_catalogue(), lang=lang, today=TODAY)[PAGE])
    assert [tag.attributes["href"] for tag in page.tags if tag.attributes.get("class") == "term"] == [
        "../../glossary/#term-complaint"
    ]
