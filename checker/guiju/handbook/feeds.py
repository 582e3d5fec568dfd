"""What is new as Atom feeds (RFC 4287), one for all and one for each role.

Ids are `tag:` names (RFC 4151) under the id of the pack: they stay when the site moves. No host is known unless
`pack.yaml` names the site, so links are relative, which Atom reads from `xml:base` or from the feed's own address.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from guiju.handbook import paths
from guiju.handbook.edition import Edition
from guiju.handbook.escape import one_line
from guiju.handbook.record import Entry, concerning, entries_of
from guiju.handbook.summaries import change_in_words
from guiju.model.catalogue import Catalogue
from guiju.model.pack import Role
from guiju.model.text import Lang

_ATOM = "http://www.w3.org/2005/Atom"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MINTED = "2025"
"""The year in which the names were made; part of each for ever."""
_LENGTH = 100
"""Entries in a feed: a reader keeps what it has seen."""


def feeds(catalogue: Catalogue, *, lang: Lang, today: date) -> Mapping[str, str]:
    """Every feed: path relative to the handbook's root -> XML."""
    edition = Edition(catalogue=catalogue, lang=lang, today=today)
    every = entries_of(catalogue.standards.values())
    made = {paths.FEED: _feed(edition, every, None)}
    for role in catalogue.roles.values():
        made[paths.feed_path(role.id)] = _feed(edition, entries_of(concerning(edition, role)), role)
    return made


def _feed(edition: Edition, entries: Iterable[Entry], role: Role | None) -> str:
    pack, kept = edition.catalogue.pack, tuple(entries)[:_LENGTH]
    path = paths.feed_path(role.id) if role is not None else paths.FEED
    page = paths.role_path(role.id) if role is not None else paths.NEWS
    title = (
        edition.word("feed_role_title", handbook=edition.say(pack.title), role=edition.say(role.title))
        if role is not None
        else edition.word("feed_title", handbook=edition.say(pack.title))
    )
    feed = ET.Element("feed", {"xmlns": _ATOM, _LANG: "zh-CN" if edition.lang == "zh" else "en"})
    if pack.web.site is not None:
        feed.set(_BASE, f"{pack.web.site}{'' if edition.lang == 'zh' else 'en/'}{path}")
    _put(feed, "id", _tag(edition, f"feed/{role.id}" if role is not None else "feed"))
    _put(feed, "title", title)
    _put(feed, "updated", _moment(edition, kept[0].day if kept else edition.today))
    _put(_put(feed, "author"), "name", edition.say(pack.organisation))
    _put(feed, "generator", "Guiju")
    _put(feed, "link", rel="self", type="application/atom+xml", href=paths.from_file(path, file=path))
    _put(feed, "link", rel="alternate", type="text/html", href=paths.from_file(page, file=path))
    for entry in kept:
        feed.append(_entry(edition, entry, path))
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def _entry(edition: Edition, entry: Entry, path: str) -> ET.Element:
    made = ET.Element("entry")
    standard, chapter = entry.standard, edition.catalogue.chapter(entry.standard.id)
    anchor = paths.revision_anchor(entry.revision.version)
    href = paths.from_file(f"{paths.standard_path(standard.id)}#{anchor}", file=path)
    changed = change_in_words(edition, entry)
    reason = edition.say(entry.review.note if entry.review is not None else entry.revision.reason)
    put = partial(_put, made)
    put("id", _tag(edition, entry.name))
    put("title", f"{edition.say(standard.title)} v{entry.revision.version}")
    put("updated", _moment(edition, entry.day))
    put("link", rel="alternate", type="text/html", href=href)
    put("category", term=chapter.id, label=one_line(edition.say(chapter.title)))
    put("summary", f"{changed}\n{reason}")
    return made


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = "\n".join(map(_writable, text.split("\n"))) if text is not None else None
    return child


def _writable(text: str) -> str:
    """One line of characters that XML 1.0 can hold."""
    return "".join(character for character in one_line(text) if character not in "\ufffe\uffff")


def _tag(edition: Edition, name: str) -> str:
    return f"tag:{edition.catalogue.pack.id},{_MINTED}:{edition.lang}/{name}"


def _moment(edition: Edition, day: date) -> str:
    """The begin of a day in the pack's zone, as RFC 3339 writes it."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(edition.catalogue.pack.zone)).isoformat()
