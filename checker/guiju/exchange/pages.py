"""Data Docs without a network: what would be fetched from other hosts is taken out, and a policy forbids the rest.

Great Expectations' pages take styles, scripts and a logo from content networks. What they say needs none of it.
"""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

from guiju.model.text import Lang

_POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
_REFERRER = '<meta name="referrer" content="no-referrer">'
_STYLE = """<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; color: #1b2a33; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; }
th, td { border-bottom: 1px solid #c9d3d8; padding: .4rem .6rem; text-align: left; vertical-align: top; }
.badge { background: #e8edf0; border-radius: 3px; padding: 0 .35rem; font-size: .85em; }
.text-success, .fa-check-circle { color: #1d6b3a; }
.text-danger, .fa-times, .fa-exclamation-triangle { color: #a3271b; }
.fa-check-circle::before { content: "\\2713"; } .fa-times::before { content: "\\2717"; }
.fa-exclamation-triangle::before { content: "!"; }
.sticky > .card.mb-3 { display: none; } /* a filter that only a script could serve */
.navbar ul, nav ul { list-style: none; padding: 0; } pre { white-space: pre-wrap; }
</style>"""
_DROPPED = frozenset({"script", "iframe", "object", "embed", "noscript", "base", "form", "button", "input", "footer"})
"""Elements that go with all that is in them."""
_VOID = frozenset({"link", "img", "base", "embed", "input", "meta", "br", "hr"})
_ADDRESS = re.compile(r"^\s*([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_IN_STYLE = re.compile(r"@import[^;]*;|url\(\s*['\"]?\s*(?:[a-z][a-z0-9+.-]*:)?//[^)]*\)", re.IGNORECASE)
_CHANCE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Ends the ids of parts that open and close; equal runs give equal pages, so it becomes a number."""
_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}


def offline(page: str, lang: Lang) -> str:
    """A page of Great Expectations that loads nothing and runs nothing."""
    cleaner = _Cleaner(lang)
    cleaner.feed(page)
    cleaner.close()
    text = "".join(cleaner.parts)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n"


def index_page(title: str, exports: Sequence[tuple[str, str, int, int]], absent: Sequence[str], lang: Lang) -> str:
    """The list of pages: address, title, expectations met and all; and the exports that were not given."""
    zh = lang == "zh"
    rows = "\n".join(
        f'<tr><td><a href="{escape(address)}">{escape(name)}</a></td><td>{met} / {every}</td></tr>'
        for address, name, met, every in exports
    )
    named = ("没有提供：" if zh else "Not given: ") + escape(", ".join(absent)) if absent else ""
    heads = ("导出", "符合") if zh else ("Export", "Met")
    return f"""<!DOCTYPE html>
<html lang="{_LANGUAGES[lang]}">
<head><meta charset="utf-8">{_POLICY}{_REFERRER}<title>{escape(title)}</title>{_STYLE}</head>
<body><h1>{escape(title)}</h1>
<table><thead><tr><th>{heads[0]}</th><th>{heads[1]}</th></tr></thead><tbody>
{rows}
</tbody></table>
<p>{named}</p>
</body></html>
"""


class _Cleaner(HTMLParser):
    """Writes a page again, without scripts and without anything that another host would be asked for."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._lang: Lang = lang
        self._inside: list[str] = []
        self._chances: dict[str, str] = {}

    def handle_decl(self, decl: str) -> None:
        self._put(f"<!{decl}>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._inside += [] if tag in _VOID else [tag]
            return
        if tag in ("link", "img") and any(name in ("href", "src") for name, _ in attrs):
            return
        if tag == "html":
            attrs = [(name, value) for name, value in attrs if name != "lang"]
            attrs.append(("lang", _LANGUAGES[self._lang]))
        self._put(self._tag(tag, [(name, self._numbered(name, value)) for name, value in attrs]))
        if tag == "head":
            self._put(f'<meta charset="utf-8">{_POLICY}{_REFERRER}{_STYLE}')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            if tag == self._inside[-1]:
                self._inside.pop()
            return
        if tag not in _VOID and tag not in _DROPPED:
            self._put(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._put(_IN_STYLE.sub("", data) if self.cdata_elem == "style" else data)

    def handle_entityref(self, name: str) -> None:
        self._put(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._put(f"&#{name};")

    def _numbered(self, name: str, value: str | None) -> str | None:
        if name not in ("id", "href") or value is None:
            return value
        return _CHANCE.sub(lambda found: self._chances.setdefault(found[0], f"{len(self._chances)}"), value)

    def _put(self, text: str) -> None:
        if not self._inside:
            self.parts.append(text)

    @staticmethod
    def _tag(tag: str, attrs: Sequence[tuple[str, str | None]]) -> str:
        kept = [
            f' {name}="{escape(value or "")}"'
            for name, value in _led(attrs)
            if not name.startswith("on")
            and not (name in ("href", "src", "action", "srcset") and _calls(value or ""))
            and not (name == "style" and _IN_STYLE.search(value or ""))
        ]
        return f"<{tag}{''.join(kept)}>"


def _led(attrs: Sequence[tuple[str, str | None]]) -> list[tuple[str, str | None]]:
    """Links to the pages of a data context lead to the list of pages here; places on the same page stay."""
    return [
        (name, "index.html" if name == "href" and value and not value.startswith("#") and not _calls(value) else value)
        for name, value in attrs
    ]


def _calls(address: str) -> bool:
    return _ADDRESS.match(address) is not None or address.strip().lower().startswith(("javascript:", "data:"))
