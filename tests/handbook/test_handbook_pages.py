"""Each page says what the catalogue holds on the day, in its language."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders.catalogues import HOSTILE, PACK, TODAY, complaint_handling, small_catalogue, worded_catalogue
from builders.golden import assert_golden
from builders.markup import built
from guiju.handbook import navigation, pages
from guiju.handbook.navigation import MOST
from guiju.model.checks import Target
from guiju.model.pack import Web
from guiju.model.quantity import parse_duration
from guiju.model.text import Lang, Text

GOLDEN = Path(__file__).parent / "golden"
LANGS: tuple[Lang, ...] = ("zh", "en")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "path",
    [
        "index.md",
        "chapters/complaints/index.md",
        "standards/index.md",
        "standards/complaint-handling.md",
        "standards/complaint-handling/1.0.0.md",
        "standards/training.md",
        "news/index.md",
        "changes.md",
        "kpis/index.md",
        "kpis/on-time-rate.md",
        "roles/service-agent.md",
        "glossary.md",
        "sources.md",
        "sources/quality-handbook.md",
    ],
)
def test_a_page_reads_as_it_was_reviewed(path: str, lang: Lang) -> None:
    text = pages(small_catalogue(), lang=lang, today=TODAY)[path]
    assert_golden(GOLDEN / lang / path.replace("/", "."), text)


def test_both_languages_have_the_same_pages() -> None:
    catalogue = small_catalogue()
    assert pages(catalogue, lang="zh", today=TODAY).keys() == pages(catalogue, lang="en", today=TODAY).keys()


@pytest.mark.parametrize("lang", LANGS)
def test_the_navigation_names_every_page_once(lang: Lang) -> None:
    catalogue = small_catalogue()
    named = list(_paths(navigation(catalogue, lang)))
    made = pages(catalogue, lang=lang, today=TODAY)
    others = {"standards/complaint-handling/1.0.0.md"}
    assert sorted(named) == sorted(made.keys() - others)


def test_no_group_of_the_navigation_grows_with_the_handbook() -> None:
    ids = [f"complaint-{number}" for number in range(120)]
    standards = {id_: complaint_handling().model_copy(update={"id": id_}) for id_ in ids}
    grown = replace(
        small_catalogue(standards=standards),
        chapter_of={"training": "people", **dict.fromkeys(ids, "complaints"), "complaint-handling": "complaints"},
    )
    items = navigation(grown, "zh")
    assert max(_widths(items)) <= MOST + 1  # and the page that opens the group
    assert set(_paths(items)) >= {f"standards/{id_}.md" for id_ in ids}


def test_many_kpis_are_grouped_by_the_chapter_that_asks_for_them_and_each_limit_is_said_once() -> None:
    calm = small_catalogue()
    kpi = calm.kpis["on-time-rate"]
    many = replace(calm, kpis={id_: kpi.model_copy(update={"id": id_}) for id_ in ["on-time-rate", *_IDS]})
    groups = next(item["指标"] for item in navigation(many, "zh") if isinstance(item, Mapping) and "指标" in item)
    titles = [next(iter(group)) for group in groups if isinstance(group, Mapping)]
    assert titles == ["投诉与反馈", "没有条款要求的指标"]
    standard = calm.standards["complaint-handling"]
    twice = standard.model_copy(
        update={
            "clauses": (
                *standard.clauses,
                next(clause for clause in standard.clauses if isinstance(clause.check, Target)).model_copy(
                    update={"id": "again"}
                ),
            )
        }
    )
    made = pages(small_catalogue(standards={twice.id: twice}), lang="en", today=TODAY)["kpis/index.md"]
    assert made.count("at least <strong") == 1


def test_who_does_what_names_each_part_of_a_standard() -> None:
    made = built(pages(small_catalogue(), lang="en", today=TODAY)["roles/index.md"])
    assert (
        "Complaint handling time R: responsible Complaint officer, Service agent A: accountable Complaint officer "
        "C: consulted Quality committee I: informed –"
    ) in made.text
    assert made.text.endswith("I: informed Complaint officer Source file standards/roles.yaml")  # acts in the flow


@pytest.mark.parametrize(
    ("today", "limit", "version"), [(date(2025, 6, 30), "48 小时", "1.0.0"), (date(2025, 7, 1), "24 小时", "2.0.0")]
)
def test_the_page_shows_the_limit_in_force_on_the_day(today: date, limit: str, version: str) -> None:
    page = pages(small_catalogue(), lang="zh", today=today)["standards/complaint-handling.md"]
    before_history = built(page.split("{ #history }")[0]).text
    assert f"每件投诉须在 {limit} 内处理完毕。" in before_history
    assert f"以上数值取自修订 {version}" in before_history
    (other,) = {"24 小时", "48 小时"} - {limit}
    assert other not in before_history


@pytest.mark.parametrize(("today", "told"), [(date(2026, 7, 1), False), (date(2026, 7, 2), True)])
def test_a_review_past_its_day_is_called_overdue_in_words(today: date, *, told: bool) -> None:
    page = pages(small_catalogue(), lang="zh", today=today)["standards/complaint-handling.md"]
    assert ("已逾期" in page) == told


def test_a_review_period_in_working_days_is_told_as_it_was_written() -> None:
    standard = complaint_handling().model_copy(update={"review_in": parse_duration("P10WD")})
    page = pages(small_catalogue(standards={standard.id: standard}), lang="en", today=TODAY)
    assert "10 working days after the last revision" in page["standards/complaint-handling.md"]


def test_a_retired_clause_keeps_its_anchor_and_binds_nobody() -> None:
    made = pages(small_catalogue(), lang="zh", today=TODAY)
    assert "{ #clause-log }" in made["standards/complaint-handling.md"]
    assert "已停用" in made["standards/complaint-handling.md"]
    assert "clause-log" not in made["roles/service-agent.md"]


def test_limits_not_yet_in_force_are_not_among_the_limits_of_a_role() -> None:
    page = pages(small_catalogue(), lang="zh", today=TODAY)["roles/service-agent.md"]
    shown = page.split("{ #limits }")[1].split("{ #recent }")[0]
    assert "24 小时" in shown
    assert "16 小时" not in shown


def test_the_limits_of_a_role_stand_tightest_first() -> None:
    page = pages(small_catalogue(), lang="en", today=TODAY)["roles/service-agent.md"]
    shown = built(page.split("{ #limits }")[1].split("{ #recent }")[0]).text
    places = [shown.index(limit) for limit in ("24 hours", "2 working days", "at least 95%", "30")]
    assert places == sorted(places)
    assert "running time" in shown


def test_a_role_that_much_binds_shows_the_tightest_limits_and_folds_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pages(small_catalogue(), lang="en", today=TODAY)["roles/service-agent.md"]
    assert "Longer times" not in whole
    assert '<details class="figures bound"' not in whole
    monkeypatch.setattr("guiju.handbook.roles.FEW_LIMITS", 1)
    monkeypatch.setattr("guiju.handbook.roles.FEW_STANDARDS", 0)
    folded = pages(small_catalogue(), lang="en", today=TODAY)["roles/service-agent.md"]
    assert (
        folded.index("24 hours") < folded.index("<summary>Longer times: 1</summary>") < folded.index("2 working days")
    )
    assert "<summary>Shares and counts: 2</summary>" in folded
    assert '<details class="figures bound"' in folded
    assert folded.count("<details") == folded.count("</details>")
    assert built(folded).text.replace("Longer times: 1", "").count("complaint") == built(whole).text.count("complaint")


def test_a_bare_number_is_no_limit_of_a_role_but_of_its_clause(monkeypatch: pytest.MonkeyPatch) -> None:
    page = pages(small_catalogue(), lang="en", today=TODAY)["roles/service-agent.md"]
    assert "at least 30 cases" in built(page).text
    monkeypatch.setattr("guiju.handbook.roles.bounds", lambda *_: False)
    shown = pages(small_catalogue(), lang="en", today=TODAY)["roles/service-agent.md"]
    glance = built(shown.split("{ #limits }")[1].split("{ #recent }")[0]).text
    assert "30" not in glance
    assert "95%" in glance
    assert "24 hours" in glance


@pytest.mark.parametrize(("today", "told"), [(date(2025, 9, 29), True), (date(2025, 9, 30), False)])
def test_a_role_is_told_what_changed_in_the_last_ninety_days(today: date, *, told: bool) -> None:
    page = pages(small_catalogue(), lang="en", today=today)["roles/complaint-officer.md"]
    recent = built(page.split("{ #recent }")[1].split("{ #bound }")[0]).text
    assert ("48 hours" in recent) == told
    assert ("No revision or review concerned this role" in recent) != told
    assert ("The last one was on 1 July 2025" in recent) != told


def test_the_record_tells_revisions_and_reviews_newest_first_with_their_chapter() -> None:
    page = built(pages(small_catalogue(), lang="en", today=TODAY)["changes.md"].split("---\n", 2)[2]).text
    days = ["1 January 2026", "1 July 2025", "3 March 2025", "1 January 2025"]
    places = [page.index(f"Date {day}") for day in days]
    assert places == sorted(places)
    assert "Date 3 March 2025 Chapter Complaints and feedback Standard Complaint handling time v1.0.0" in page
    assert "Reviewed, no change" in page


def test_home_asks_its_three_questions_and_names_the_command_where_nothing_was_checked() -> None:
    page = built(pages(small_catalogue(), lang="en", today=TODAY)["index.md"].split("---\n", 2)[2])
    assert [question in page.text for question in ("What binds me?", "What is new?", "How are we doing?")] == [True] * 3
    assert "guiju handbook build --history runs" in page.text
    assert {"roles/service-agent.md", "roles/team-leader.md"} <= set(page.values("href"))
    assert "48 hours within" not in page.text
    assert "Reviewed, no change" not in page.text


def test_the_source_of_a_page_is_linked_for_editing_only_where_the_pack_says_where() -> None:
    path = "standards/handbook/01-complaints/complaint-handling.md"
    edited = PACK.model_copy(update={"web": Web(edit="https://git.example.org/pack/edit/main/standards/")})
    with_link = pages(small_catalogue(pack=edited), lang="zh", today=TODAY)["standards/complaint-handling.md"]
    without = pages(small_catalogue(), lang="zh", today=TODAY)["standards/complaint-handling.md"]
    url = "https://git.example.org/pack/edit/main/standards/handbook/01-complaints/complaint-handling.md"
    assert url in built(with_link.split("---\n", 2)[2]).values("href")
    assert path in built(without).text
    assert "https://" not in without


def test_a_missing_english_text_falls_back_to_chinese() -> None:
    standard = complaint_handling().model_copy(update={"summary": Text(zh="只有中文")})
    made = pages(small_catalogue(standards={standard.id: standard}), lang="en", today=TODAY)
    assert "只有中文" in made["standards/complaint-handling.md"]


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_anywhere_in_a_standard_make_no_element(lang: Lang) -> None:
    calm, hostile = (pages(worded_catalogue(words), lang=lang, today=TODAY) for words in ("calm", HOSTILE))
    for path, text in hostile.items():
        page = built(text.split("---\n", 2)[2])
        expected = built(calm[path].split("---\n", 2)[2])
        assert [tag.name for tag in page.tags] == [tag.name for tag in expected.tags], path
        assert [tag.attributes for tag in page.tags] == [tag.attributes for tag in expected.tags], path


def test_hostile_titles_stay_harmless_in_the_navigation_and_the_head_of_a_page() -> None:
    catalogue = worded_catalogue(HOSTILE)
    head = pages(catalogue, lang="zh", today=TODAY)["standards/complaint-handling.md"].split("---\n")[1]
    title = json.loads(head.removeprefix("title: "))
    written = json.dumps(navigation(catalogue, "zh"), ensure_ascii=False)
    assert "<" not in title + written
    assert "＜script＞" in title
    assert "＜script＞" in written


def test_pages_do_not_depend_on_anything_but_their_arguments() -> None:
    assert pages(small_catalogue(), lang="zh", today=TODAY) == pages(small_catalogue(), lang="zh", today=TODAY)


def _widths(items: object) -> Iterator[int]:
    """How many entries stand in each group."""
    if isinstance(items, dict):
        for item in items.values():
            yield from _widths(item)
    elif isinstance(items, list):
        yield len(items)
        for item in items:
            yield from _widths(item)


_IDS = [f"rate-{number}" for number in range(MOST)]


def _paths(items: object) -> Iterator[str]:
    if isinstance(items, str):
        yield items
    elif isinstance(items, dict):
        for item in items.values():
            yield from _paths(item)
    elif isinstance(items, list):
        for item in items:
            yield from _paths(item)
