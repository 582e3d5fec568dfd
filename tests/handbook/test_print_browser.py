"""On paper: the record alone, whole and black, whatever the screen shows."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from builders.kinds import LANGS, OUTSIDE

pytestmark = pytest.mark.browser

A4 = {"width": 672, "height": 986}
"""What @page of print.css leaves of A4, in CSS pixels."""
STANDARD = "standards/complaint-handling/"


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
        chart = page.locator("details.flow-part svg.flowchart.wide")
        expect(chart).not_to_be_visible()
        page.emulate_media(media="print")
        expect(chart).to_be_visible()
        expect(page.locator("details.sql pre").first).to_be_visible()
        expect(page.locator("details.figures table").first).to_be_visible()


def test_a_chart_of_a_flow_is_printed_once_and_not_wider_than_the_sheet(paper: Page, told_address: str) -> None:
    paper.goto(f"{told_address}flows/handling-complaints/")
    chart = paper.locator("svg.flowchart:visible")
    assert chart.count() == 1
    box = chart.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= A4["width"]


_NOT_ON_PAPER = "header, nav, button, form, input, .md-search, .md-sidebar, .md-footer, .headerlink, .md-skip, .md-top"
_SHOWN = "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"
