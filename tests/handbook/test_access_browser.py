"""Every kind of page in a real browser: axe-core finds no barrier, a phone scrolls nothing sideways, no host is asked.

axe-core is the copy that axe-playwright-python brings; it runs within the page and asks for nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, Route, expect

from builders.kinds import CLIPPED, KINDS, LANGS, OUTSIDE, OVERLAID

pytestmark = pytest.mark.browser

SHIPPED = {
    "standard": "standards/complaint-handling/",
    "coverage matrix": "en/sources/",
    "role": "en/roles/service-agent/",
    "appendix B": "appendices/standards/",
    "flows": "en/flows/",
    "export": "exports/requests/",
    "systems": "en/systems/",
}
"""Kinds whose pages in the shipped pack hold what no page of the small catalogue holds.

The longest take a minute: each is looked at in one of the languages, the small catalogue's in both.
"""
TURNS = [
    (kind, lang)
    for place, kind in enumerate(KINDS)
    for turn, lang in enumerate(LANGS)
    if kind in ("home", "standard") or place % 2 == turn
]
"""Kinds by turns in Chinese and in English, which share their templates; the two that most readers see in both."""
BARRIERS = ("serious", "critical")
STILL = "*, *::before, *::after { transition: none !important; animation: none !important }"
"""A colour on its way from light to dark is neither."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab from which nothing gets out: a request for another host is cut off, and fails the test."""
    with closing(browser.new_page(viewport={"width": 1280, "height": 900})) as page:
        abroad: list[str] = []

        def border(route: Route) -> None:
            if route.request.url.startswith("http://127.0.0.1:"):
                return route.continue_()
            abroad.append(route.request.url)
            return route.abort()

        page.route("**/*", border)
        yield page
        assert abroad == []


def barriers(page: Page, **options: Any) -> list[str]:
    """What axe-core calls serious or critical, each with the element that it is about."""
    page.evaluate(AXE_SCRIPT)
    asked: Mapping[str, Any] = {"resultTypes": ["violations"], "selectors": False, **options}
    found = page.evaluate("options => axe.run(options).then(({violations, passes}) => ({violations, passes}))", asked)
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found["violations"]
        if rule["impact"] in BARRIERS
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(("kind", "lang"), TURNS)
def test_a_page_has_no_barrier_in_light_and_dark_and_fits_a_phone(
    page: Page, told_address: str, kind: str, lang: str
) -> None:
    meet(page, f"{told_address}{LANGS[lang]}{KINDS[kind]}", lang)


@pytest.mark.parametrize("kind", SHIPPED)
def test_a_page_of_the_shipped_pack_has_no_barrier_either(page: Page, shipped_address: str, kind: str) -> None:
    lang = "en" if SHIPPED[kind].startswith("en/") else "zh"
    meet(page, f"{shipped_address}{SHIPPED[kind]}", lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_dashboard_without_runs_has_no_barrier_either(page: Page, address: str, lang: str) -> None:
    meet(page, f"{address}{LANGS[lang]}compliance/", lang)


def test_a_table_wider_than_its_place_is_scrolled_with_the_keys(page: Page, told_address: str) -> None:
    page.set_viewport_size({"width": 920, "height": 900})
    page.goto(f"{told_address}compliance/")
    box = page.locator(".md-typeset__scrollwrap").first
    expect(box).not_to_have_attribute("tabindex", "0")
    box.locator("td").first.evaluate("cell => cell.style.minWidth = '1600px'")
    expect(box).to_have_attribute("tabindex", "0")  # not every browser lets the keys into what scrolls by itself
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")
    box.locator("td").first.evaluate("cell => cell.style.minWidth = ''")
    expect(box).not_to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("width", [1280, 400])
def test_the_open_search_and_the_open_drawer_have_no_barrier(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(address)
    page.add_style_tag(content=STILL)  # results that still fade in are neither there nor away
    page.keyboard.press("/")
    page.keyboard.type("24")
    page.get_by_role("option").first.wait_for()
    assert barriers(page) == []
    if width < 1220:
        page.keyboard.press("Escape")
        page.get_by_role("button", name="导航栏").press("Enter")
        page.locator(".md-sidebar--primary").get_by_role("link", name="岗位").wait_for()
        assert barriers(page) == []


def meet(page: Page, url: str, lang: str) -> None:
    """Opens a page and looks at it in light and dark, wide and narrow."""
    page.goto(url, wait_until="load")
    page.add_style_tag(content=STILL)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.get_by_role("heading", level=1).count() == 1
    assert barriers(page) == []
    for width in (1280, 920, 400):  # the narrowest on which tables are tables is 900
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(CLIPPED) == []
    assert page.evaluate(OVERLAID) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")  # what the switch to dark does
    assert barriers(page, runOnly=["color-contrast"]) == []


def test_a_link_into_what_is_folded_opens_it(page: Page, told_address: str) -> None:
    page.goto(f"{told_address}compliance/")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = false; })")
    inside = page.locator("details .badge").first
    expect(inside).not_to_be_visible()
    inside.evaluate("one => { one.id = 'inside'; location.hash = 'inside'; }")
    expect(inside).to_be_visible()
