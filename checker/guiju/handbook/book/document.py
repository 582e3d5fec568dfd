"""A document before it is written: the handbook as a whole, or one standard."""

from collections.abc import Mapping
from dataclasses import dataclass

from guiju.handbook.book.appendices import all_standards, calendars, glossary, kpis, roles
from guiju.handbook.book.manuscript import Manuscript
from guiju.handbook.book.nodes import Blocks, Node, lines, para, styled, words
from guiju.handbook.book.scoring import scoring
from guiju.handbook.book.sections import chapter_section, standard_section
from guiju.handbook.book.steps import flows
from guiju.handbook.edition import Edition
from guiju.handbook.law import standing
from guiju.handbook.sources import by_id
from guiju.model.coverage import coverage_of
from guiju.model.record import Id
from guiju.model.text import Lang

_API = [1, 23, 1]
"""The version of pandoc's tree that is written here."""
_DIGITS = 12
"""Of the fingerprint: enough to tell two packs apart by eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a document says, and what stands on each of its pages."""

    title: str
    subtitle: str
    running: str
    """In the header: the id and version of a standard, the day of the handbook."""
    day: str
    notice: tuple[str, ...]
    """About the document itself: on what it rests, and that a copy grows old."""
    lang: Lang
    whole: bool
    """Whether it is the handbook, with a cover, contents and chapters on new pages."""
    page_words: str
    """`Page {page} of {pages}`, its braces standing."""
    contents_words: str
    about_words: str
    blocks: Blocks

    def tree(self, extra: Mapping[str, str]) -> Node:
        """Pandoc's tree of it; `extra` are words for the template."""
        texts = {"title": self.title, "subtitle": self.subtitle, "running": self.running}
        notice = para(lines(words(line) for line in self.notice))
        blocks, meta = self.blocks, dict[str, object]()
        if self.whole:
            texts |= {"date": self.day, "abstract-title": self.about_words, "toc-title": self.contents_words}
            meta |= {"whole": {"t": "MetaBool", "c": True}, "abstract": {"t": "MetaBlocks", "c": [notice]}}
        else:
            blocks = [*blocks, styled("Note", [{"t": "HorizontalRule"}, para(words(self.day)), notice])]
        meta |= {name: {"t": "MetaInlines", "c": words(text)} for name, text in texts.items()}
        meta |= {name: {"t": "MetaString", "c": text} for name, text in {"lang": _LANG[self.lang], **extra}.items()}
        return {"pandoc-api-version": _API, "meta": meta, "blocks": blocks}


_LANG: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en-GB"}


NOT_DRAWN: Mapping[Id, int] = {}
"""Flows are told as tables of their steps alone."""


def handbook_document(edition: Edition, prose: Mapping[Id, Blocks], sheets: Mapping[Id, int] = NOT_DRAWN) -> Document:
    """The whole handbook; `sheets` says on how many sheets each flow is shown as a drawing too."""
    script = _manuscript(edition, prose, alone=None, sheets=sheets)
    chapters = edition.catalogue.pack.chapters
    body = [block for place, one in enumerate(chapters, 1) for block in chapter_section(script, place, one.id)]
    parts = (kpis, roles, glossary, calendars, flows, all_standards, scoring)
    body += [block for part in parts for block in part(script)]
    pack = edition.catalogue.pack
    day = edition.word("book_as_on", day=edition.day(edition.today))
    return _document(edition, body, title=edition.say(pack.title), running=day, whole=True)


def standard_document(edition: Edition, standard: Id, prose: Mapping[Id, Blocks]) -> Document:
    """One standard by itself."""
    script = _manuscript(edition, prose, alone=standard, sheets=NOT_DRAWN)
    record = edition.catalogue.standards[standard]
    stand = standing(record, edition.today)
    running = edition.word("book_version", id=standard, version=stand.shown.version)
    body = standard_section(script, record)
    return _document(edition, body, title=edition.say(record.title), running=running, whole=False)


def _manuscript(
    edition: Edition, prose: Mapping[Id, Blocks], *, alone: Id | None, sheets: Mapping[Id, int]
) -> Manuscript:
    traced = by_id(coverage_of(edition.catalogue))
    return Manuscript(edition=edition, prose=prose, traced=traced, alone=alone, sheets=sheets)


def _document(edition: Edition, body: Blocks, *, title: str, running: str, whole: bool) -> Document:
    pack = edition.catalogue.pack
    day = edition.word("book_as_on", day=edition.day(edition.today))
    digest = edition.word("book_digest", digest=edition.catalogue.digest[:_DIGITS])
    organisation = edition.say(pack.organisation)
    return Document(
        title=title,
        subtitle=organisation if whole else f"{organisation} · {edition.say(pack.title)}",
        running=running,
        day=day,
        notice=(edition.word("book_notice"), digest),
        lang=edition.lang,
        whole=whole,
        page_words=edition.word("book_page", page="{page}", pages="{pages}"),
        contents_words=edition.word("book_contents"),
        about_words=edition.word("book_about"),
        blocks=body,
    )
