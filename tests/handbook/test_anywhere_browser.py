"""The handbook away from its home: below an address that is not there, and opened from a folder without a server."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from builders.kinds import LANGS

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty tab."""
    with closing(browser.new_page()) as page:
        yield page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["nothing", "standards/nothing/", "a/b/c/d/"])
def test_what_is_not_there_is_told_and_the_search_helps_on_at_any_depth(
    page: Page, address: str, site: Path, lang: str, path: str
) -> None:
    edition = f"{address}{LANGS[lang]}"
    told = (site / LANGS[lang] / "404.html").read_text(encoding="utf-8")
    page.route(f"{edition}{path}", lambda route: route.fulfill(status=404, body=told, content_type="text/html"))
    page.goto(f"{edition}{path}")
    assert page.locator("h1").inner_text() == {"zh": "没有找到这一页", "en": "This page is not here"}[lang]
    assert page.locator("article a").evaluate_all("all => all.map(one => one.href.replace(/\\.$/, ''))") == [
        edition,
        f"{address}{'en/' if lang == 'zh' else ''}",
    ]
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--seal')") != ""
    page.keyboard.press("/")
    page.keyboard.type({"zh": "办结时限", "en": "outer limit"}[lang])
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{edition}standards/complaint-handling/#clause-*")


def test_what_is_not_there_is_searched_for_by_the_words_of_its_address(page: Page, address: str, site: Path) -> None:
    gone = f"{address}en/standards/complaint-handlng/"
    told = (site / "en" / "404.html").read_text(encoding="utf-8")
    page.route(gone, lambda route: route.fulfill(status=404, body=told, content_type="text/html"))
    page.goto(gone)
    page.locator("article").get_by_role("button", name="Search").click()
    assert page.get_by_role("combobox").input_value() == "complaint handlng"
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}en/standards/complaint-handling/*")


@pytest.mark.parametrize("lang", LANGS)
def test_the_handbook_opens_from_a_folder(page: Page, told_site: Path, lang: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    edition = told_site / LANGS[lang]
    page.goto((edition / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type({"zh": "办结时限", "en": "outer limit"}[lang])
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url((edition / "standards/complaint-handling/index.html").as_uri() + "#clause-*")
    slider = page.locator("#whatif-0")
    before = slider.get_attribute("aria-valuetext")
    slider.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") != before
    assert errors == []


@pytest.mark.parametrize("lang", LANGS)
def test_in_a_folder_every_link_leads_to_a_page_and_none_to_a_list_of_files(
    page: Page, told_site: Path, lang: str
) -> None:
    edition = told_site / LANGS[lang]
    for path in ("index.html", "flows/handling-complaints/index.html", "standards/complaint-handling/index.html"):
        page.goto((edition / path).as_uri())
        links = page.locator("a[href]").evaluate_all(
            "all => all.map(one => new URL(one.getAttribute('href'), location.href).href.split('#')[0])"
        )
        assert len(links) > 20
        for link in {link for link in links if link.startswith("file:")}:
            assert Path(unquote(urlsplit(link).path)).is_file(), link
