"""The handbook by keyboard alone: everything is reached, shown where it is, and left again."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

STANDARD = "standards/complaint-handling/"


@pytest.fixture
def wide(browser: Browser) -> Iterator[Page]:
    """A tab on a desk."""
    with closing(browser.new_page(viewport={"width": 1280, "height": 900})) as page:
        yield page


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """A tab as narrow as a phone, or as a desk's at four times the size of letters."""
    with closing(browser.new_page(viewport={"width": 400, "height": 900}, reduced_motion="reduce")) as page:
        yield page


def walk(page: Page, most: int = 400) -> list[str]:
    """Tabs through the page; every stop by its tag, class and words, what cannot be seen there with `unseen` before."""
    stops: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("path", [STANDARD, "", "compliance/", "flows/handling-complaints/", "404.html"])
def test_every_stop_of_the_tab_key_is_seen(wide: Page, told_address: str, path: str) -> None:
    wide.goto(f"{told_address}{path}")
    stops = walk(wide)
    assert len(stops) > 10
    assert [stop for stop in stops if stop.startswith("unseen")] == []


def test_on_a_phone_no_stop_lies_in_the_closed_drawer(narrow: Page, told_address: str) -> None:
    narrow.goto(f"{told_address}{STANDARD}")
    stops = walk(narrow)
    assert len(stops) > 10
    assert [stop for stop in stops if stop.startswith("unseen")] == []


def test_the_tab_key_reaches_everything_in_the_order_of_the_page(wide: Page, told_address: str) -> None:
    wide.goto(f"{told_address}{STANDARD}")
    stops = walk(wide)
    wanted = ["md-skip", "md-option", "twin-link", "md-search__input", "md-tabs__link", "md-nav__link", "permalink"]
    wanted += ["INPUT#whatif-0", "SUMMARY"]
    places = [next((i for i, stop in enumerate(stops) if mark in stop), None) for mark in wanted]
    assert None not in places, dict(zip(wanted, places, strict=True))
    assert [place for place in places[:7] if place is not None] == sorted(p for p in places[:7] if p is not None)


def test_the_skip_link_leads_past_the_navigation(wide: Page, address: str) -> None:
    wide.goto(f"{address}{STANDARD}")
    wide.keyboard.press("Tab")
    expect(wide.locator(".md-skip")).to_be_focused()
    wide.keyboard.press("Enter")
    wide.keyboard.press("Tab")
    assert wide.evaluate("document.activeElement.closest('article') !== null")


def test_light_and_dark_change_places_with_an_arrow(wide: Page, address: str) -> None:
    wide.goto(address)
    wide.get_by_role("radio").first.focus()
    wide.keyboard.press("ArrowRight")
    expect(wide.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_language_switch_answers_enter(wide: Page, address: str) -> None:
    wide.goto(f"{address}{STANDARD}")
    wide.get_by_role("link", name="English").press("Enter")
    wide.wait_for_url(f"{address}en/{STANDARD}")


def test_a_folded_part_opens_and_closes(wide: Page, told_address: str) -> None:
    wide.goto(f"{told_address}{STANDARD}")
    fold = wide.locator("details.sql").first
    fold.locator("summary").press("Enter")
    assert fold.get_attribute("open") is not None
    fold.locator("summary").press("Space")
    assert fold.get_attribute("open") is None


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_drawer_is_opened_walked_and_left(narrow: Page, address: str, key: str) -> None:
    narrow.goto(address)
    opener = narrow.get_by_role("button", name="导航栏")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.press(key)
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert narrow.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    narrow.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.press(key)
    narrow.locator(".md-sidebar--primary").get_by_role("link", name="岗位").press("Enter")
    narrow.wait_for_url(f"{address}roles/")


def test_within_the_drawer_the_way_up_is_a_button(narrow: Page, address: str) -> None:
    narrow.goto(f"{address}{STANDARD}")
    narrow.get_by_role("button", name="导航栏").press("Enter")
    up = narrow.locator(".md-sidebar--primary label.md-nav__title:focus")
    expect(up).to_have_attribute("role", "button")
    above = up.get_attribute("for")
    narrow.keyboard.press("Enter")
    assert not narrow.locator(f"#{above}").is_checked()


def test_escape_closes_the_search_and_the_slider_moves(wide: Page, told_address: str) -> None:
    wide.goto(f"{told_address}{STANDARD}")
    wide.keyboard.press("/")
    expect(wide.get_by_role("combobox", name="搜索")).to_be_focused()
    wide.keyboard.press("Escape")
    assert not wide.locator("#__search").is_checked()
    slider = wide.locator("#whatif-0")
    before = slider.get_attribute("aria-valuetext")
    slider.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") != before


_STOP = """async () => {
  const stop = document.activeElement;
  if (!stop || stop === document.body) return null;
  await Promise.all(document.getAnimations().filter(one => one.playState === "running"
    && one.effect.getComputedTiming().endTime < 2000).map(one => one.finished.catch(() => null)));
  // A radio button or a slot without a size shows the focus on its label, the search box on its form.
  const shown = stop.matches(".md-option") ? stop.nextElementSibling
    : stop.matches(".md-search__input") ? stop.form : stop;
  const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
    || style.boxShadow !== "none" || stop.matches(".md-search__input") && innerWidth < 960;
  const inside = box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth
    && box.bottom > 0 && box.top < innerHeight;
  const seen = ringed && inside && shown.checkVisibility({visibilityProperty: true, opacityProperty: true});
  return `${seen ? "" : "unseen "}${stop.tagName}#${stop.id}.${stop.getAttribute("class") ?? ""}`
    + ` ${(stop.textContent || stop.getAttribute("aria-label") || "").trim().slice(0, 30)}`;
}"""
