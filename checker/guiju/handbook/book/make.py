"""The documents of a pack, written one after the other; each takes its place when it is whole."""

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from guiju.handbook.book import pandoc, pdf
from guiju.handbook.book.document import NOT_DRAWN, Document, handbook_document, standard_document
from guiju.handbook.book.drawings import drawings, file_of
from guiju.handbook.book.links import FORMATS, BookFormat, book_file
from guiju.handbook.book.nodes import Blocks
from guiju.handbook.book.word import word_file
from guiju.handbook.edition import Edition
from guiju.model.catalogue import Catalogue
from guiju.model.record import Id
from guiju.model.text import Lang, Text

Told = Callable[[Text], None]

NO_PANDOC = Text(
    zh="未安装 pandoc，无法生成 Word 和 PDF；请运行 pip install 'guiju[books]'。",
    en="pandoc is not installed, so there is no Word and no PDF; run pip install 'guiju[books]'.",
)
NO_TYPST = Text(
    zh="未安装 typst，无法生成 PDF；请运行 pip install 'guiju[books]'，或用 --format docx 只生成 Word。",
    en="typst is not installed, so there is no PDF; run pip install 'guiju[books]', or make Word alone with "
    "--format docx.",
)
NO_FONTS = Text(
    zh="本机没有中文字体，PDF 会缺字，因此不生成；请安装 fonts-noto-cjk（如 apt-get install fonts-noto-cjk），"
    "或用 --format docx 只生成 Word。",
    en="No font on this machine has Chinese characters, so the PDF would show empty boxes and is not made; install "
    "fonts-noto-cjk (apt-get install fonts-noto-cjk), or make Word alone with --format docx.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which documents are asked for."""

    today: date
    """The day on which limits are in force."""
    langs: tuple[Lang, ...]
    formats: tuple[BookFormat, ...]
    whole: bool
    """The handbook as one document."""
    standards: tuple[Id, ...]
    """Each of these by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """The programs and fonts that documents are made with."""

    pandoc: Path
    typesetter: pdf.Typesetter | None
    """None where no PDF is asked for."""


def press_for(formats: Sequence[BookFormat]) -> Press | Text:
    """What the formats need; where it is missing, what to install."""
    program = pandoc.pandoc_path()
    if program is None:
        return NO_PANDOC
    if "pdf" not in formats:
        return Press(pandoc=program, typesetter=None)
    if not pdf.has_typst():
        return NO_TYPST
    found = pdf.typesetter()
    return NO_FONTS if found is None else Press(pandoc=program, typesetter=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookParts:
    """What this machine has for making documents."""

    pandoc: Path | None
    typst: bool
    family: str | None
    """The fonts of a PDF."""


def book_parts() -> BookParts:
    """Looked up anew."""
    found = pdf.typesetter() if pdf.has_typst() else None
    family = None if found is None else found.family
    return BookParts(pandoc=pandoc.pandoc_path(), typst=pdf.has_typst(), family=family)


def usable_formats() -> tuple[BookFormat, ...]:
    """The formats that can be made here."""
    return tuple(name for name in FORMATS if isinstance(press_for((name,)), Press))


def make_books(catalogue: Catalogue, wanted: Wanted, press: Press, *, out: Path, told: Told) -> tuple[Path, ...]:
    """Writes the documents into `out`; their paths."""
    made: list[Path] = []
    for lang in wanted.langs:
        shelf = _Shelf(Edition(catalogue=catalogue, lang=lang, today=wanted.today), press)
        for standard in ((None,) if wanted.whole else ()) + wanted.standards:
            for format_ in wanted.formats:
                place = out / book_file(standard, lang, format_)
                told(Text(zh=f"生成 {place.name}", en=f"making {place.name}"))
                _put(place, shelf.made(standard, format_))
                made.append(place)
    return tuple(made)


class _Shelf:
    """The documents of one language; its prose is read once."""

    def __init__(self, edition: Edition, press: Press) -> None:
        self._edition = edition
        self._press = press

    @cached_property
    def _prose(self) -> Mapping[Id, Blocks]:
        texts = self._edition.catalogue.prose
        read = pandoc.read_prose(self._press.pandoc, [self._edition.say(text) for text in texts.values()])
        return dict(zip(texts, read, strict=True))

    def made(self, standard: Id | None, format_: BookFormat) -> bytes:
        edition, typesetter = self._edition, self._press.typesetter
        with tempfile.TemporaryDirectory(prefix="guiju-book-") as name:
            desk = pandoc.Desk(pandoc=self._press.pandoc, folder=Path(name), day=edition.today)
            if format_ == "docx" or typesetter is None:
                return word_file(self._document(standard, NOT_DRAWN), desk)
            drawn = drawings(edition, typesetter.family) if standard is None else dict[Id, tuple[str, ...]]()
            document = self._document(standard, {flow: len(sheets) for flow, sheets in drawn.items()})
            shown = {file_of(flow, n): svg for flow, sheets in drawn.items() for n, svg in enumerate(sheets)}
            return typesetter.pages(document, shown, desk)

    def _document(self, standard: Id | None, sheets: Mapping[Id, int]) -> Document:
        if standard is None:
            return handbook_document(self._edition, self._prose, sheets)
        return standard_document(self._edition, standard, self._prose)


def _put(place: Path, content: bytes) -> None:
    """Beside its place first, then renamed: nobody meets half of a document."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        beside.chmod(0o644)  # mkstemp keeps others out, but a web server has to read
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
