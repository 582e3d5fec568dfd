"""On paper: the record alone, whole and black, whatever the screen shows."""

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from builders.kinds import LANGS, OUTSIDE

pytestmark = pytest.mark.browser

A4 = {"width": 672, "height": 986}
"""What @page of print.css leaves of A4, in CSS pixels."""
STANDARD = "standards/complaint-handling/"
STRIPS = ".flow-sheets svg"


@pytest.fixture(params=["light", "dark"])
def paper(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A sheet, printed from a screen in light or dark."""
    with closing(browser.new_page(viewport={**A4})) as page:
        page.emulate_media(media="print", color_scheme=request.param)
        yield page


@pytest.mark.parametrize("lang", LANGS)
def test_a_standard_fits_the_sheet_and_can_be_read(paper: Page, told_address: str, lang: str) -> None:
    paper.goto(f"{told_address}{LANGS[lang]}{STANDARD}")
    assert paper.evaluate(OUTSIDE) == []
    expect(paper.locator(".limits thead th").first).to_be_visible()
    assert paper.locator(".limits tbody td").first.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
    assert paper.locator(_NOT_ON_PAPER).evaluate_all(_SHOWN) == []
    paper.evaluate(AXE_SCRIPT)
    found = paper.evaluate("axe.run(document.querySelector('article'), {runOnly: ['color-contrast']})")
    assert found["passes"]
    assert [node["html"] for rule in found["violations"] for node in rule["nodes"]] == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_what_is_folded_is_printed_open(browser: Browser, told_address: str, *, scripts: bool) -> None:
    with closing(browser.new_page(viewport={**A4}, java_script_enabled=scripts)) as page:
        page.goto(f"{told_address}{STANDARD}")
        chart = page.locator(f"details.flow-part {STRIPS}").first
        expect(chart).not_to_be_visible()
        page.emulate_media(media="print")
        expect(chart).to_be_visible()
        expect(page.locator("details.sql pre").first).to_be_visible()
        expect(page.locator("details.figures table").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_of_a_flow_is_printed_once_in_strips_that_fit_the_sheet(
    paper: Page, told_address: str, lang: str
) -> None:
    paper.goto(f"{told_address}{LANGS[lang]}flows/handling-complaints/")
    assert paper.locator("svg.flowchart:visible").count() == 0
    strips = [strip.bounding_box() for strip in paper.locator(f"{STRIPS}:visible").all()]
    boxes = [box for box in strips if box is not None]
    assert len(boxes) == len(strips) > 1
    for box in boxes:
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= A4["width"]
        assert box["height"] <= A4["height"] / 3
    for above, below in pairwise(boxes):
        assert below["y"] == pytest.approx(above["y"] + above["height"], abs=0.5)
    assert paper.locator(STRIPS).first.evaluate(_INKED) > 0


_NOT_ON_PAPER = "header, nav, button, form, input, .md-search, .md-sidebar, .md-footer, .headerlink, .md-skip, .md-top"
_SHOWN = "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"
_INKED = "strip => strip.querySelector('use').getBBox().height"
"""A strip whose drawing is not found shows nothing, and has no height."""


def test_paper_is_white_and_shows_no_mark_of_what_could_be_folded(paper: Page, told_address: str) -> None:
    paper.goto(f"{told_address}compliance/")
    assert paper.locator("summary").count() > 0
    marks = paper.locator("summary").evaluate_all("all => all.map(one => getComputedStyle(one, '::after').display)")
    assert set(marks) == {"none"}
    ground = "one => getComputedStyle(one).getPropertyValue('--md-default-bg-color').trim()"
    assert paper.locator("body").evaluate(ground) in ("#fff", "#ffffff")
