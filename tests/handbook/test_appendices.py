"""The appendices: every standard in one table, and how scores are made, with the numbers in force."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders.catalogues import HOSTILE, TODAY, small_catalogue
from builders.packs import write_pack
from builders.scorecards import CARD, CHANNEL
from guiju.handbook import paths
from guiju.handbook.navigation import navigation
from guiju.handbook.pages import pages
from guiju.model.catalogue import Catalogue
from guiju.model.text import Lang, Text
from guiju.source.catalogue import load

SECOND = """\
revisions:
  - version: 2.0.0
    effective: 2025-07-01
    author: complaint-officer
    approver: quality-committee
    reason: {zh: 更严, en: Stricter}
    sets: {timely: 70%, rest: 30%, none_at: 60%, good: 90, fair: 70}
"""


@pytest.fixture
def scored(tmp_path: Path) -> Catalogue:
    return load(write_pack(tmp_path, {CARD: CHANNEL.replace("revisions:\n", SECOND)}))


def page(catalogue: Catalogue, path: str, *, today: date = TODAY, lang: Lang = "en") -> str:
    return pages(catalogue, lang=lang, today=today)[path]


def words(text: str) -> str:
    """Without markup, entities spelled out."""
    plain = re.sub(r"<[^>]*>|\*\*", "", text)
    return re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), plain)


def test_the_card_is_told_with_the_numbers_in_force(scored: Catalogue) -> None:
    told = words(page(scored, paths.SCORECARDS))

    assert "Speed 70%" in told
    assert "none at 60% or less, all at 95% or more, in proportion between" in told
    assert "at least 95%" in told
    assert "all where compliant, none where not" in told
    assert "critical" in told
    assert "the grade is at best Fair" in told
    assert "from 90" in told
    assert "below 70" in told
    assert "Weight of Speed: 60% → 70%" in told


def test_before_a_revision_takes_effect_the_page_shows_the_older_numbers(scored: Catalogue) -> None:
    told = words(page(scored, paths.SCORECARDS, today=date(2025, 3, 1)))

    assert "Speed 60%" in told
    assert "none at 50% or less, all at 90% or more" in told


def test_criteria_and_consequences_link_to_their_clauses(scored: Catalogue) -> None:
    told = page(scored, paths.SCORECARDS)

    assert "](../standards/complaint-handling.md#clause-in-time)" in told
    assert "](../standards/complaint-handling.md#clause-handled)" in told
    assert "](../roles/service-agent.md)" in told


def test_a_demand_that_a_card_answers_leads_to_it(scored: Catalogue) -> None:
    assert f"](../{paths.scorecard_path('channel')})" in page(scored, "sources/quality-handbook.md")


def test_every_clause_that_is_there_stands_in_the_table_with_its_limits() -> None:
    told = page(small_catalogue(), paths.STANDARDS_TABLE)

    for clause in ("handled", "outer-limit"):
        assert f"#clause-{clause})" in told
    assert "#clause-log)" not in told  # retired with version 1.0.0
    plain = words(told)
    assert "24 hours" in plain
    assert "48 hours" not in plain
    assert "complaint-handling" in plain
    assert "deadline" in plain


def test_both_appendices_are_in_the_navigation_once() -> None:
    entries = str(navigation(small_catalogue(), "zh"))

    assert entries.count(paths.STANDARDS_TABLE) == entries.count(paths.SCORECARDS) == 1
    assert "附录" in entries


def test_without_a_card_the_page_says_so() -> None:
    assert "There are no scorecards yet" in page(small_catalogue(), paths.SCORECARDS)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_people_write_acts_on_the_page(scored: Catalogue, lang: Lang) -> None:
    said = Text(zh=HOSTILE, en=HOSTILE)
    card = scored.scorecards["channel"]
    dimensions = tuple(
        one.model_copy(
            update={"title": said, "criteria": tuple(c.model_copy(update={"title": said}) for c in one.criteria)}
        )
        for one in card.dimensions
    )
    bands = tuple(
        band.model_copy(
            update={
                "title": said,
                "consequences": tuple(c.model_copy(update={"text": said}) for c in band.consequences),
            }
        )
        for band in card.bands
    )
    worded = card.model_copy(update={"title": said, "summary": said, "dimensions": dimensions, "bands": bands})

    told = page(replace(scored, scorecards={"channel": worded}), paths.SCORECARDS, lang=lang)

    assert "<script" not in told
    assert "](javascript" not in told
    assert "{: onclick" not in told
