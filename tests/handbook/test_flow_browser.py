"""The charts in a real browser: there, whole, readable on a phone, and their links lead to what they name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FLOW = "flows/handling-complaints/"


@pytest.fixture(params=[1280, 400], ids=["wide", "narrow"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty tab."""
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("lang", ["", "en/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_drawing_is_shown_whole_and_in_letters_that_can_be_read(
    page: Page, address: str, lang: str, scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{address}{lang}{FLOW}", wait_until="networkidle")
    shown = page.locator("svg.flowchart:visible")
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert shown.count() == 1
    assert ("wide" in (shown.get_attribute("class") or "")) == (width > 900)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = shown.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert shown.evaluate(_OUTSIDE_THEIR_BOX) == []
    assert shown.evaluate(_SMALLEST) >= 10
    assert shown.evaluate(_WEAK) == []


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_links_of_the_drawing_lead_to_anchors_that_exist(page: Page, address: str, lang: str) -> None:
    page.goto(f"{address}{lang}{FLOW}")
    links = page.locator("svg.flowchart:visible a").evaluate_all("all => all.map(one => one.href.baseVal)")
    assert any("#clause-handled" in link for link in links)
    base = page.url
    for link in sorted(set(links)):
        page.goto(base)
        page.goto(page.evaluate("link => new URL(link, location).href", link))
        anchor = link.partition("#")[2]
        assert page.locator(f'[id="{anchor}"]').count() == 1, link


def test_a_standard_holds_its_flow_folded_and_its_own_steps_are_set_off(page: Page, address: str) -> None:
    page.goto(f"{address}standards/training/")
    drawing = page.locator("svg.flowchart .own:visible")
    assert drawing.count() == 0
    page.locator("details.flow-part summary").click()
    assert drawing.count() == 1


_OUTSIDE_THEIR_BOX = """svg => [...svg.querySelectorAll(".box")].flatMap(box => {
  const frame = box.querySelector(".frame").getBoundingClientRect();
  return [...box.querySelectorAll("text")].filter(text => {
    const words = text.getBoundingClientRect();
    return words.left < frame.left || words.right > frame.right
      || words.top < frame.top || words.bottom > frame.bottom;
  }).map(text => text.textContent);
})"""

_SMALLEST = """svg => Math.min(...[...svg.querySelectorAll("text")]
  .map(text => parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width
    / svg.viewBox.baseVal.width))"""

_WEAK = """svg => {
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = colour => colour.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const paper = parse(getComputedStyle(document.body).backgroundColor).slice(0, 3);
  return [...svg.querySelectorAll("text")].filter(text => {
    const ground = text.parentNode.querySelector(":scope > .chip") || text.closest(".box")?.querySelector(".frame");
    const behind = ground ? parse(getComputedStyle(ground).fill).slice(0, 3) : paper;
    const [a, b] = [parse(getComputedStyle(text).fill).slice(0, 3), behind].map(light).sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05) < 4.5;
  }).map(text => text.textContent);
}"""
