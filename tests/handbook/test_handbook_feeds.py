"""The feeds are Atom (RFC 4287) and their names never change."""

import re
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from builders.catalogues import HOSTILE, PACK, TODAY, complaint_handling, small_catalogue, worded_catalogue
from builders.golden import assert_golden
from guiju.handbook.feeds import feeds
from guiju.model.catalogue import Catalogue
from guiju.model.pack import Web
from guiju.model.text import Lang, Text

GOLDEN = Path(__file__).parent / "golden"
ATOM = "{http://www.w3.org/2005/Atom}"
TAG = re.compile(r"tag:[a-z0-9][a-z0-9.-]*,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")
LANGS: tuple[Lang, ...] = ("zh", "en")


def read(catalogue: Catalogue, path: str, lang: Lang = "zh", today: date = TODAY) -> ET.Element:
    return ET.fromstring(feeds(catalogue, lang=lang, today=today)[path])  # noqa: S314 - what we wrote ourselves


@pytest.mark.parametrize("lang", LANGS)
def test_a_feed_reads_as_it_was_reviewed(lang: Lang) -> None:
    assert_golden(GOLDEN / lang / "feed.xml", feeds(small_catalogue(), lang=lang, today=TODAY)["feed.xml"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("catalogue", [small_catalogue(), worded_catalogue(HOSTILE)], ids=["calm", "hostile"])
def test_every_feed_has_what_atom_requires(catalogue: Catalogue, lang: Lang) -> None:
    made = feeds(catalogue, lang=lang, today=TODAY)
    assert made.keys() == {"feed.xml", *(f"feed-{role}.xml" for role in catalogue.roles)}
    for path in made:
        feed = read(catalogue, path, lang)
        entries = feed.findall(f"{ATOM}entry")
        assert feed.tag == f"{ATOM}feed"
        assert feed.findtext(f"{ATOM}author/{ATOM}name")
        for part in (feed, *entries):
            for name in ("id", "title", "updated"):
                assert len(part.findall(f"{ATOM}{name}")) == 1, (path, name)
            assert TAG.fullmatch(part.findtext(f"{ATOM}id") or "")
            assert datetime.fromisoformat(part.findtext(f"{ATOM}updated") or "").tzinfo is not None
            assert [link.get("rel") for link in part.findall(f"{ATOM}link")].count("alternate") == 1
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        assert {child.tag for entry in entries for child in entry} <= {
            f"{ATOM}{name}" for name in ("id", "title", "updated", "link", "category", "summary")
        }


def test_an_entry_keeps_its_name_whatever_day_it_is_and_however_it_is_called() -> None:
    renamed = complaint_handling().model_copy(update={"title": Text(zh="改名"), "owner": "team-leader"})
    later = read(small_catalogue(standards={renamed.id: renamed}), "feed.xml", today=date(2030, 1, 1))
    ids = {entry.findtext(f"{ATOM}id") for entry in later.findall(f"{ATOM}entry")}
    assert ids == {
        "tag:sample,2025:zh/complaint-handling/1.0.0",
        "tag:sample,2025:zh/complaint-handling/1.0.0/reviewed/2025-03-03",
        "tag:sample,2025:zh/complaint-handling/2.0.0",
        "tag:sample,2025:zh/training/1.0.0",
    }


def test_a_role_is_told_only_what_concerns_it() -> None:
    told = {role: _titles(read(small_catalogue(), f"feed-{role}.xml")) for role in ("complaint-officer", "team-leader")}
    assert told == {"complaint-officer": {"投诉处理时限"}, "team-leader": {"上岗培训"}}


def test_days_are_days_of_the_zone_of_the_pack() -> None:
    (first, *_) = read(small_catalogue(), "feed.xml").findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+08:00"


def test_links_are_relative_and_lead_to_what_was_built(site: Path) -> None:
    for edition in ("", "en/"):
        for file in (site / edition).glob("feed*.xml"):
            base = f"http://site/{file.relative_to(site).as_posix()}"
            for link in ET.parse(file).iter(f"{ATOM}link"):  # noqa: S314 - what we wrote ourselves
                href = link.attrib["href"]
                assert not urlsplit(href).netloc
                target = urlsplit(urljoin(base, href))
                place = site / target.path.lstrip("/")
                page = place / "index.html" if target.path.endswith("/") else place
                assert page.is_file(), (file, href)
                assert f'id="{target.fragment}"' in page.read_text(encoding="utf-8") or not target.fragment


@pytest.mark.parametrize(("lang", "edition"), [("zh", ""), ("en", "en/")])
def test_where_the_pack_names_its_site_the_links_are_absolute(lang: Lang, edition: str) -> None:
    pack = PACK.model_copy(update={"web": Web(site="https://handbook.example.org/service/")})
    feed = read(small_catalogue(pack=pack), "feed-team-leader.xml", lang)
    base = feed.get("{http://www.w3.org/XML/1998/namespace}base")
    (link,) = [link.attrib["href"] for link in feed.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    assert urljoin(base or "", link) == f"https://handbook.example.org/service/{edition}roles/team-leader/"


def _titles(feed: ET.Element) -> set[str]:
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.findall(f"{ATOM}entry")]
    return {title.rpartition(" v")[0] for title in titles}
