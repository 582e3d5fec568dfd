"""The table of contents of a Word file, filled in: pandoc leaves it to Word, and other readers would show nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from xml.etree import ElementTree as ET

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELD = re.compile(
    r'<w:p><w:r>(?P<begin><w:fldChar w:fldCharType="begin"[^>]*/><w:instrText[^>]*>TOC [^<]*</w:instrText>'
    r'<w:fldChar w:fldCharType="separate" />)(?P<end><w:fldChar w:fldCharType="end" />)</w:r></w:p>'
)
_STYLES = {"Heading1": "TOC1", "Heading2": "TOC2"}


@dataclass(frozen=True, slots=True)
class _Entry:
    style: str
    bookmark: str
    words: str


def with_contents(document: bytes) -> bytes:
    """`word/document.xml` with an entry for each heading inside the field that Word brings up to date."""
    text = document.decode()
    found = _FIELD.search(text)
    entries = list(_entries(document))
    if found is None or not entries:
        return document
    lines = "".join(map(_line, entries))
    filled = f"<w:p><w:r>{found['begin']}</w:r></w:p>{lines}<w:p><w:r>{found['end']}</w:r></w:p>"
    return (text[: found.start()] + filled + text[found.end() :]).encode()


def _entries(document: bytes) -> Iterator[_Entry]:
    bookmark = ""
    for element in ET.fromstring(document).iterfind(f"{_W}body/*"):  # noqa: S314  # pandoc wrote it
        if element.tag == f"{_W}bookmarkStart":
            bookmark = element.get(f"{_W}name", "")
        elif element.tag == f"{_W}p":
            style = element.find(f"{_W}pPr/{_W}pStyle")
            name = _STYLES.get(style.get(f"{_W}val", "")) if style is not None else None
            if name is not None and bookmark:
                words = "".join(text.text or "" for text in element.iter(f"{_W}t"))
                yield _Entry(name, bookmark, words)
            bookmark = ""


def _line(entry: _Entry) -> str:
    target = escape(entry.bookmark)
    page = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {target} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    words = (
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(entry.words)}</w:t></w:r>'
    )
    linked = f'<w:hyperlink w:anchor="{target}" w:history="1">{words}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
    return f'<w:p><w:pPr><w:pStyle w:val="{entry.style}"/></w:pPr>{linked}</w:p>'
