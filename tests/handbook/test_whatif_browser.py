"""The slider in a real browser: every place of it says what counting the cases says, by keyboard and from a folder."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from builders.tellings import complaints

pytestmark = pytest.mark.browser

NOW = max(row[name] for row in complaints() for name in ("received_at", "handled_at") if row[name] is not None)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that has nothing to complain about but that the theme finds no sitemap beside a page from a folder."""
    page = browser.new_page(viewport={"width": 400, "height": 900})
    said: list[str] = []
    page.on("console", lambda message: None if _of_the_sitemap(message) else said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert said == []


def opened(tab: Page, site: Path, lang: str = "") -> Locator:
    """The slider of the clause on handling time, opened from the folder."""
    tab.goto((site / lang / "standards/complaint-handling/index.html").as_uri())
    return tab.locator("[data-whatif*='running']")


def brute(limit: float, cases: list[dict[str, Any]]) -> tuple[int, int]:
    """Kept and judged, case by case."""
    kept = late = 0
    for case in cases:
        ended: datetime | None = case["handled_at"]
        over = (ended or NOW) - case["received_at"] > timedelta(seconds=limit)
        late += over
        kept += not over and ended is not None
    return kept, kept + late


def drag(slider: Locator, place: int) -> None:
    slider.evaluate("(input, place) => { input.value = place; input.dispatchEvent(new Event('input')); }", place)


@pytest.mark.parametrize("month", [None, "2025-03"])
def test_every_place_of_the_slider_tells_what_counting_the_cases_tells(
    tab: Page, told_site: Path, month: str | None
) -> None:
    root = opened(tab, told_site)
    told = json.loads(root.get_attribute("data-whatif") or "")
    cases = [case for case in complaints() if month is None or f"{case['received_at']:%Y-%m}" == month]
    edges = {cell.split(" ")[0] for name, cells in told["parts"] if month in (None, name) for cell in cells.split(",")}
    if month is not None:
        root.locator("select").select_option(label=month)
    slider = root.locator("input")

    exact = 0
    for place, limit in enumerate(told["stops"]):
        drag(slider, place)
        low, high = (float(root.get_attribute(f"data-{end}") or "nan") for end in ("low", "high"))
        kept, judged = brute(limit, cases)
        assert low <= kept / judged <= high
        if month is None and str(limit) in edges:
            assert low == high == kept / judged
            exact += 1
    assert month is not None or exact > 5


def test_the_words_say_the_limit_the_share_and_todays(tab: Page, told_site: Path) -> None:
    root = opened(tab, told_site, "en")
    told = json.loads(root.get_attribute("data-whatif") or "")
    kept, judged = brute(24 * 3600, complaints())
    today = f"{100 * kept / judged:.1f}%"

    drag(root.locator("input"), told["stops"].index(36 * 3600))

    words = root.locator("p").inner_text()
    kept, judged = brute(36 * 3600, complaints())
    assert words == f"at limit 36 h: {100 * kept / judged:.1f}% of {judged} cases kept; today's limit 24 h: {today}"


def test_the_slider_is_moved_and_read_with_keys_alone(tab: Page, told_site: Path) -> None:
    root = opened(tab, told_site, "en")
    slider = root.get_by_role("slider", name="Limit to try")
    slider.focus()
    before = slider.get_attribute("aria-valuetext")

    tab.keyboard.press("ArrowLeft")

    after = slider.get_attribute("aria-valuetext")
    assert before != after
    assert after == root.locator("p").inner_text()
    assert "today's limit 24 h" in (after or "")


def test_groups_of_a_kpi_follow_their_limit(tab: Page, told_site: Path) -> None:
    tab.goto((told_site / "en/standards/complaint-handling/index.html").as_uri())
    root = tab.locator("[data-whatif*='unit']").first
    told = json.loads(root.get_attribute("data-whatif") or "")

    for place, limit in enumerate(told["stops"]):
        drag(root.locator("input"), place)
        met = sum(low >= limit for low, _ in told["groups"])
        assert float(root.get_attribute("data-low") or "nan") == met / len(told["groups"])


def test_without_scripts_the_table_is_there(browser: Browser, told_site: Path) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((told_site / "standards/complaint-handling/index.html").as_uri())
    assert page.locator(".trial table").first.is_visible()
    assert page.locator(".trial input").count() == 0
    page.close()


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("path", ["standards/complaint-handling", "compliance", "kpis/on-time-rate"])
def test_nothing_runs_out_of_the_page(browser: Browser, told_site: Path, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((told_site / path / "index.html").as_uri())
    outside = page.evaluate(
        "() => [...document.querySelectorAll('.measured *')].filter(e => e.checkVisibility()"
        " && !e.closest('thead') && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert outside == []
    page.close()


def _of_the_sitemap(message: ConsoleMessage) -> bool:
    """Whether a browser tells that a page opened from a folder may not read `sitemap.xml` beside it."""
    return "sitemap.xml" in f"{message.text} {message.location['url']}"
