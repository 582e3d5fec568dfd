"""One page of every kind that the handbook has, and what a browser has to be asked about it."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "home": "",
    "chapter": "chapters/complaints/",
    "standard": "standards/complaint-handling/",
    "revision": "standards/complaint-handling/1.0.0/",
    "role": "roles/service-agent/",
    "KPI": "kpis/on-time-rate/",
    "flow": "flows/handling-complaints/",
    "standards": "standards/",
    "roles": "roles/",
    "KPIs": "kpis/",
    "flows": "flows/",
    "appendix B": "appendices/standards/",
    "appendix C": "appendices/scorecards/",
    "news": "news/",
    "record of revisions": "changes/",
    "glossary": "glossary/",
    "sources": "sources/",
    "coverage matrix": "sources/quality-handbook/",
    "dashboard": "compliance/",
    "guides": "guides/",
    "guide": "guides/judge-an-export/",
    "commands": "commands/",
    "exports": "exports/",
    "export": "exports/complaints/",
    "registers": "registers/",
    "404": "404.html",
}
"""Kind -> page of the small catalogue's site."""

LANGS: Mapping[str, str] = {"zh": "", "en": "en/"}

OUTSIDE = """() => {
  // The theme hides what runs out of the page, so its width alone would tell nothing.
  const shown = element => element.checkVisibility({visibilityProperty: true});
  const edge = element => element.getBoundingClientRect();
  const scrolls = element => {
    const box = element.closest(".md-typeset__scrollwrap");
    return box && box.tabIndex === 0 && /auto|scroll/.test(getComputedStyle(box).overflowX)
      && edge(box).right <= document.documentElement.clientWidth;
  };
  const held = element => element.closest(".md-search, .md-sidebar, pre, thead, .unseen, svg *") || scrolls(element);
  return [...document.querySelectorAll("body *")]
    .filter(element => shown(element) && edge(element).width > 1 && !held(element))
    .filter(element => edge(element).right > document.documentElement.clientWidth + 1)
    .map(element => `${element.tagName}.${element.getAttribute("class")}`);
}"""
"""What runs out of the page to the right. Long code, what is hidden to the eye, and a table that the keys can scroll
may."""

CLIPPED = """() => [...document.querySelectorAll(".md-typeset__scrollwrap")]
  .filter(box => box.checkVisibility() && box.scrollWidth > box.clientWidth && box.tabIndex !== 0)
  .map(box => box.textContent.trim().slice(0, 60))"""
"""Tables that are wider than their place, and that no key scrolls."""

OVERLAID = """() => {
  const rects = range => [...range.getClientRects()].filter(rect => rect.width > 1);
  const lie = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  return [...document.querySelectorAll(".cell-name")].filter(name => name.checkVisibility()).filter(name => {
    const own = document.createRange(), words = document.createRange();
    own.selectNodeContents(name);
    words.setStartAfter(name);
    words.setEndAfter(name.closest("td").lastChild);
    return rects(own).some(one => one.right > innerWidth || rects(words).some(other => lie(one, other)));
  }).map(name => `${name.textContent}: ${name.closest("td").textContent.trim().slice(0, 40)}`);
}"""
"""Names of columns on a phone that lie upon the words beside them."""
