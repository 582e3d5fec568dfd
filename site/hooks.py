"""Hands MkDocs the title of the handbook, the order of its pages and its address, which were written beside them.

Drawings are put by while Markdown reads a page: they are half of its text, and have nothing in them for Markdown.
"""

import json
import re
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

_NEVER_USED = (
    *("autolink", "automail", "backtick", "escape", "image_link", "image_reference"),
    *("linebreak", "reference", "short_image_ref", "short_reference"),
)
"""Inline syntax that no rendered page holds: looking for it took a fifth of the time of a build."""


class OnlyWhatIsUsed(Extension):
    """Takes away the inline syntax that the pages are escaped against."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        """Deregister what is never used."""
        for name in _NEVER_USED:
            md.inlinePatterns.deregister(name)


def on_config(config: Any) -> Any:
    """Sets `site_name`, `nav` and, where the pack names it, `site_url`; without the file MkDocs sorts the pages."""
    book = Path(config["docs_dir"]) / ".book.json"
    if book.is_file():
        config.update(json.loads(book.read_text(encoding="utf-8")))
        config["markdown_extensions"].append(OnlyWhatIsUsed())
    return config


_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_PLACE = re.compile(r'<svg data-drawing="(\d+)"></svg>')
_put_by: dict[str, list[str]] = {}
"""Page -> its drawings, between the two events."""


def on_page_markdown(markdown: str, *, page: Any, **_: object) -> str:
    """Puts an empty drawing in the place of each."""
    drawings = _put_by.setdefault(page.file.src_uri, [])

    def place(drawing: re.Match[str]) -> str:
        drawings.append(drawing[0])
        return f'<svg data-drawing="{len(drawings) - 1}"></svg>'

    return _DRAWING.sub(place, markdown)


def on_page_content(html: str, *, page: Any, **_: object) -> str:
    """Puts the drawings back."""
    drawings = _put_by.pop(page.file.src_uri, [])
    return _PLACE.sub(lambda place: drawings[int(place[1])], html)
