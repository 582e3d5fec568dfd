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
    "404": "404.html",
}
"""Kind -> page of the small catalogue's site."""

LANGS: Mapping[str, str] = {"zh": "", "en": "en/"}

OUTSIDE = """() => {
  // The theme hides what runs out of the page, so its width alone would tell nothing.
  const shown = element => element.checkVisibility({visibilityProperty: true});
  const edge = element => element.getBoundingClientRect();
  const held = element => element.closest(".md-search, .md-sidebar, pre, thead, .unseen, svg *, .md-typeset__table");
  return [...document.querySelectorAll("body *")]
    .filter(element => shown(element) && edge(element).width > 1 && !held(element))
    .filter(element => edge(element).right > document.documentElement.clientWidth + 1)
    .map(element => `${element.tagName}.${element.getAttribute("class")}`);
}"""
"""What runs out of the page to the right. Long code, and what is hidden to the eye, may."""
