"""The site in a real browser: nothing fails, nothing leaves the machine, nothing runs out of a narrow screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from builders.catalogues import TODAY, complaint_handling
from guiju.handbook.law import standing

pytestmark = pytest.mark.browser

PATHS = [
    "",
    "standards/complaint-handling/",
    "standards/complaint-handling/1.0.0/",
    "news/",
    "changes/",
    "chapters/complaints/",
    "roles/service-agent/",
    "kpis/on-time-rate/",
    "sources/",
    "sources/quality-handbook/",
]


@dataclass(slots=True)
class Visit:
    """A page with all that its browser had to say."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@pytest.fixture(params=[1280, 400], ids=["wide", "narrow"])
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """An empty tab, listened to."""
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    visit = Visit(page)
    page.on("console", lambda message: visit.console.append(message.text))
    page.on("pageerror", lambda error: visit.console.append(str(error)))
    page.on("request", lambda request: visit.requests.append(request.url))
    page.on("requestfailed", lambda request: visit.failed.append(request.url))
    page.on("dialog", lambda dialog: visit.console.append(dialog.message) or dialog.dismiss())
    yield visit
    page.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_quietly_and_fits_the_screen(visit: Visit, address: str, path: str, lang: str) -> None:
    visit.page.goto(f"{address}{'en/' if lang == 'en' else ''}{path}", wait_until="networkidle")
    assert visit.console == []
    assert visit.failed == []
    assert [url for url in visit.requests if not url.startswith((address, "data:", "blob:"))] == []
    assert visit.page.locator("html").get_attribute("lang") == lang
    assert visit.page.evaluate(_OUTSIDE) == []


@pytest.mark.parametrize("path", PATHS)
def test_the_language_switch_lands_on_the_twin_and_comes_back(visit: Visit, address: str, path: str) -> None:
    visit.page.goto(f"{address}{path}")
    visit.page.locator(".twin-link").click()
    visit.page.wait_for_url(f"{address}en/{path}")
    visit.page.locator(".twin-link").click()
    visit.page.wait_for_url(f"{address}{path}")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_limits_shown_are_those_of_the_revision_in_force(visit: Visit, address: str, lang: str) -> None:
    visit.page.goto(f"{address}{'en/' if lang == 'en' else ''}standards/complaint-handling/")
    shown = visit.page.locator(".limits td .limit").all_inner_texts()
    in_force = standing(complaint_handling(), TODAY).in_force
    assert in_force is not None
    assert shown == [value.in_("en" if lang == "en" else "zh") for value in in_force.sets.values()]


def test_a_clause_is_reached_by_its_address_and_shown(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}standards/complaint-handling/#clause-outer-limit")
    heading = visit.page.locator("#clause-outer-limit")
    heading.wait_for()
    box = heading.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900


def test_the_expressions_are_folded_until_they_are_asked_for(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}standards/complaint-handling/#clause-handled")
    sql = visit.page.locator("details.sql pre").first
    assert not sql.is_visible()
    visit.page.locator("details.sql summary").first.click()
    assert sql.inner_text() == "channel <> 'internal'"


def test_a_card_takes_its_reader_to_the_standard(visit: Visit, address: str) -> None:
    visit.page.goto(f"{address}chapters/complaints/")
    visit.page.get_by_text("投诉从受理到办结的时限。").click(force=True)  # the link lies above the whole card
    visit.page.wait_for_url(f"{address}standards/complaint-handling/")


def test_a_chapter_and_a_role_are_reached_from_home(visit: Visit, address: str) -> None:
    visit.page.goto(address)
    visit.page.get_by_role("link", name="投诉专员").click()
    visit.page.wait_for_url(f"{address}roles/complaint-officer/")
    visit.page.goto(address)
    visit.page.get_by_text("客户不满意时怎么办。").click(force=True)
    visit.page.wait_for_url(f"{address}chapters/complaints/")


@pytest.mark.parametrize(("lang", "words"), [("zh", "这是旧版 v1.0.0"), ("en", "This is the old revision v1.0.0")])
def test_an_old_revision_says_so_at_once_and_leads_to_the_one_in_force(
    visit: Visit, address: str, lang: str, words: str
) -> None:
    edition = f"{address}{'en/' if lang == 'en' else ''}"
    visit.page.goto(f"{edition}standards/complaint-handling/")
    visit.page.locator("#revision-1\\.0\\.0").get_by_role("link").last.click()
    visit.page.wait_for_url(f"{edition}standards/complaint-handling/1.0.0/")
    banner = visit.page.get_by_role("note")
    assert words in banner.inner_text()
    box = banner.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 700
    assert visit.page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    banner.get_by_role("link").click()
    visit.page.wait_for_url(f"{edition}standards/complaint-handling/")
    assert visit.page.locator("meta[name=robots]").count() == 0


def test_the_search_finds_the_page_in_force_and_no_other_revision(visit: Visit, address: str) -> None:
    visit.page.goto(address)
    visit.page.keyboard.press("/")
    visit.page.get_by_role("combobox").press_sequentially("complaint-handling", delay=20)
    visit.page.get_by_role("option").first.wait_for()
    found = [link.get_attribute("href") or "" for link in visit.page.locator(".md-search-result__link").all()]
    assert found
    assert [href for href in found if "1.0.0" in href.partition("#")[0]] == []


@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "［删去：48 小时］［加入：24 小时］"), ("en", "[deleted: 48 hours][inserted: 24 hours]")]
)
def test_a_redline_is_told_by_line_by_colour_and_to_a_screen_reader_in_words(
    visit: Visit, address: str, lang: str, told: str
) -> None:
    visit.page.goto(f"{address}{'en/' if lang == 'en' else ''}standards/complaint-handling/")
    changed = visit.page.locator(".redline li", has=visit.page.locator("ins"))
    assert changed.count() == 1
    assert told in " ".join((changed.text_content() or "").split())
    looks = "one => [getComputedStyle(one).textDecorationLine, getComputedStyle(one).backgroundColor]"
    gone, there = changed.locator("del").evaluate(looks), changed.locator("ins").evaluate(looks)
    assert (gone[0], there[0]) == ("line-through", "none")
    assert gone[1] != there[1]
    unseen = changed.locator(".unseen").first.bounding_box()
    assert unseen is not None
    assert unseen["width"] <= 1


def test_the_name_of_a_clause_copies_its_address(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}standards/complaint-handling/")
    page.get_by_role("link", name="complaint-handling.outer-limit").click()
    page.get_by_role("status").get_by_text("链接已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert copied == f"{address}standards/complaint-handling/#clause-outer-limit"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_role_offers_its_feed_and_that_of_everything(visit: Visit, address: str, lang: str) -> None:
    edition = f"{address}{'en/' if lang == 'en' else ''}"
    visit.page.goto(f"{edition}roles/service-agent/")
    offered = "all => all.map(one => one.href)"
    feeds = visit.page.locator('head link[type="application/atom+xml"]').evaluate_all(offered)
    assert feeds == [f"{edition}feed.xml", f"{edition}feed-service-agent.xml"]
    answer = visit.page.request.get(feeds[1])
    assert answer.ok
    assert "http://www.w3.org/2005/Atom" in answer.text()


def test_hostile_words_stay_words_on_the_page_and_in_the_search(visit: Visit, hostile_address: str) -> None:
    visit.page.goto(f"{hostile_address}standards/complaint-handling/", wait_until="networkidle")
    visit.page.keyboard.press("/")
    visit.page.get_by_role("combobox").press_sequentially("alert", delay=20)
    visit.page.get_by_role("option").first.wait_for()
    results = visit.page.get_by_role("listbox")
    assert visit.console == []
    assert "<script>alert(1)</script>" in results.inner_text()
    assert set(results.locator("*").evaluate_all("all => all.map(one => one.tagName)")) == {
        *("A", "DIV", "LI", "MARK", "P", "SPAN")
    }
    assert "<script>alert(1)</script>" in visit.page.locator("main").inner_text()


def test_words_are_readable_against_their_ground_in_light_and_dark(visit: Visit, address: str) -> None:
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        visit.page.goto(f"{address}standards/complaint-handling/", wait_until="networkidle")
        assert visit.page.evaluate(_WEAK_CONTRASTS) == []


_OUTSIDE = """() => {
  // The theme hides what runs out of the page, so its width alone would tell nothing.
  const shown = element => element.checkVisibility() && element.getBoundingClientRect().width > 1;
  return [...document.querySelectorAll(".md-header *, .md-content, .md-content *, .md-footer *")]
    .filter(element => shown(element) && !element.closest(".md-search, pre, thead"))
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(element => element.tagName + "." + element.className);
}"""

_WEAK_CONTRASTS = """() => {
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const over = ([r, g, b, a = 1], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
  const ground = element => {
    if (!element) return [255, 255, 255];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 0 ? ground(element.parentElement) : over(own, ground(element.parentElement));
  };
  const weak = [];
  for (const element of document.querySelectorAll(".md-content *, .md-tabs *, .twin-link, .md-footer *")) {
    const words = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    const style = getComputedStyle(element);
    if (!words || !element.checkVisibility({visibilityProperty: true, opacityProperty: true})
        || element.matches(".headerlink, .md-top, pre, pre *")) continue;
    const behind = ground(element);
    const [a, b] = [light(over(parse(style.color), behind)), light(behind)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) weak.push(element.className + ": " + element.textContent.trim().slice(0, 20));
  }
  return weak;
}"""
