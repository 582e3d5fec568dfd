"""Where the documents lie: names of files, and their addresses on the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from guiju.handbook.paths import address
from guiju.model.record import Id
from guiju.model.text import Lang

BookFormat = Literal["docx", "pdf"]
FORMATS: tuple[BookFormat, ...] = ("docx", "pdf")
FOLDER = "books"
"""In the root of the site, for both languages."""
LABELS: Mapping[BookFormat, str] = {"docx": "Word", "pdf": "PDF"}


def book_file(standard: Id | None, lang: Lang, format_: str) -> str:
    """The file of a document in its folder; no standard is meant by None, but the whole handbook."""
    stem = "handbook" if standard is None else f"standards/{standard}"
    return f"{stem}.{lang}.{format_}"


@dataclass(frozen=True, slots=True)
class Download:
    """A link to a document."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Shelves:
    """Which documents the site offers."""

    formats: tuple[BookFormat, ...] = ()
    standards: bool = False
    """Each standard by itself too."""

    def downloads(self, standard: Id | None, lang: Lang, *, page: str) -> tuple[Download, ...]:
        """The links from `page` to the documents of a standard, or of the whole handbook; none that is not offered."""
        if standard is not None and not self.standards:
            return ()
        root = address("index.md", page=page) + ("" if lang == "zh" else "../")
        files = ((LABELS[name], book_file(standard, lang, name)) for name in self.formats)
        return tuple(Download(label, f"{root}{FOLDER}/{file}") for label, file in files)


NO_BOOKS = Shelves()
