"""A standard as of any of its revisions, and what changed between two of them, word by word."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders.catalogues import TODAY, complaint_handling, small_catalogue
from builders.markup import built, read_html
from guiju.handbook import navigation, pages
from guiju.handbook.edition import Edition
from guiju.handbook.law import span, standing
from guiju.handbook.record import entries_of
from guiju.handbook.redline import compared, redline, words_of
from guiju.model.catalogue import Catalogue
from guiju.model.quantity import parse_quantity
from guiju.model.standard import Clause, Review
from guiju.model.text import Lang, Text

OLD = "standards/complaint-handling/1.0.0.md"
NEXT = "standards/complaint-handling/3.0.0.md"
PAGE = "standards/complaint-handling.md"


def with_next(*clauses: Clause) -> Catalogue:
    """The catalogue with a revision to come: 12 hours from 2026-03-01 on, and more clauses."""
    standard = complaint_handling()
    newest = standard.revisions[0]
    sets = {**newest.sets, "handled_within": parse_quantity("PT12H"), "late_share": parse_quantity("5%")}
    after = newest.model_copy(update={"version": "3.0.0", "effective": date(2026, 3, 1), "sets": sets})
    update = {"revisions": (after, *standard.revisions), "clauses": (*standard.clauses, *clauses)}
    prose = Text(zh="晚的不超过 {late_share}，先[办结](#clause-handled)，参见[台账](#clause-log)。")
    return small_catalogue(standards={standard.id: standard.model_copy(update=update)}, prose={standard.id: prose})


def words(page: str) -> str:
    return built(page.split("---\n", 2)[2]).text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_revision_but_the_one_in_force_has_a_page_of_its_own(lang: Lang) -> None:
    made = pages(with_next(), lang=lang, today=TODAY)
    assert [path for path in made if path.startswith("standards/complaint-handling/")] == [NEXT, OLD]
    assert "complaint-handling/" not in str(navigation(with_next(), lang))


def test_it_is_left_out_of_every_search_and_the_page_in_force_is_not() -> None:
    made = pages(with_next(), lang="zh", today=TODAY)
    heads = {path: made[path].split("---\n")[1] for path in (OLD, NEXT, PAGE)}
    assert {path: 'robots: "noindex"' in head for path, head in heads.items()} == {OLD: True, NEXT: True, PAGE: False}


def test_its_banner_says_which_revision_it_is_and_when_it_held() -> None:
    made = pages(with_next(), lang="en", today=TODAY)
    old, coming = words(made[OLD]), words(made[NEXT])
    assert "This is the old revision v1.0.0. It held from 1 January 2025 to 30 June 2025" in old
    assert "This is v3.0.0. It is not in force yet and will hold from 1 March 2026" in coming
    for page in (made[OLD], made[NEXT]):
        assert "[Go to v2.0.0, which is in force](../complaint-handling.md)" in page


def test_a_revision_to_come_that_another_will_follow_says_until_when() -> None:
    made = pages(small_catalogue(), lang="en", today=date(2024, 12, 1))
    assert "will hold from 1 July 2025" in words(made["standards/complaint-handling/2.0.0.md"])
    assert "[Go to the page of the standard](../complaint-handling.md)" in made["standards/complaint-handling/2.0.0.md"]
    coming = pages(with_next(), lang="en", today=date(2025, 2, 1))["standards/complaint-handling/2.0.0.md"]
    assert "will hold from 1 July 2025 to 28 February 2026" in words(coming)


@pytest.mark.parametrize(("path", "limit"), [(OLD, "48 小时"), (NEXT, "12 小时"), (PAGE, "24 小时")])
def test_its_numbers_come_from_that_revision(path: str, limit: str) -> None:
    page = pages(with_next(), lang="zh", today=TODAY)[path]
    shown = built(page.partition("{ #limits }")[2].split("{ #history }")[0]).text
    assert f"每件投诉须在 {limit} 内处理完毕。" in shown
    assert [other for other in ("12 小时", "24 小时", "48 小时") if other in shown] == [limit]


def test_a_clause_that_is_not_in_it_is_only_named() -> None:
    late = Clause(
        id="late",
        title=Text(zh="逾期占比", en="Share of late cases"),
        force="shall",
        text=Text(zh="逾期的不超过 {late_share}。", en="No more than {late_share} are late."),
        severity="minor",
        since="3.0.0",
    )
    made = pages(with_next(late), lang="en", today=TODAY)
    old, coming = words(made[OLD]), words(made[NEXT])
    assert "Share of late cases entered with version 3.0.0" in old
    assert "are late" not in old
    assert "Complaints are entered in the paper log." in old
    assert "Paper log retired, last in version 1.0.0" in coming
    assert "No more than 5% are late." in coming
    assert "{ #clause-log }" in made[OLD]
    assert "{ #clause-log }" not in made[NEXT]


def test_prose_says_where_a_revision_does_not_set_a_limit_and_stays_within_the_revision() -> None:
    made = pages(with_next(), lang="zh", today=TODAY)
    assert "晚的不超过 （这一版未设定）" in made[OLD]
    assert '晚的不超过 <strong class="limit">5%</strong>' in made[NEXT]
    assert "[办结](#clause-handled)" in made[OLD]
    assert "[台账](#clause-log)" in made[OLD]
    assert "[台账](../complaint-handling.md#clause-log)" in made[NEXT]


def test_the_page_in_force_leads_to_every_other_revision() -> None:
    page = pages(with_next(), lang="en", today=TODAY)[PAGE]
    assert re.findall(r"\[Read this revision in full\]\((.*?)\)", page) == [
        "complaint-handling/3.0.0.md",
        "complaint-handling/1.0.0.md",
    ]


def test_a_revision_ends_on_the_day_before_the_next() -> None:
    standard = complaint_handling()
    newest, oldest = standard.revisions
    assert span(standard, oldest) == (date(2025, 1, 1), date(2025, 6, 30))
    assert span(standard, newest) == (date(2025, 7, 1), None)


def test_a_review_moves_the_next_one_but_only_of_its_own_revision_and_once_it_was_held() -> None:
    standard = complaint_handling()
    review = Review(on=date(2026, 2, 1), by="quality-committee", result="no-change", note=Text(zh="不变"))
    reviewed = standard.model_copy(update={"reviews": (review, *standard.reviews)})
    due = {day: standing(reviewed, day).review_on for day in (date(2025, 6, 1), TODAY, date(2026, 2, 1))}
    assert due == {
        date(2025, 6, 1): date(2026, 3, 3),  # the review of the first revision
        TODAY: date(2026, 7, 1),
        date(2026, 2, 1): date(2027, 2, 1),
    }


def test_the_record_puts_reviews_among_the_revisions() -> None:
    told = [(entry.day, entry.name) for entry in entries_of([complaint_handling()])]
    assert told == [
        (date(2025, 7, 1), "complaint-handling/2.0.0"),
        (date(2025, 3, 3), "complaint-handling/1.0.0/reviewed/2025-03-03"),
        (date(2025, 1, 1), "complaint-handling/1.0.0"),
    ]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", "每件投诉须在 ［删去：48 小时］［加入：24 小时］ 内处理完毕。"),
        ("en", "Each complaint is handled within [deleted: 48 hours][inserted: 24 hours]."),
    ],
)
def test_a_redline_says_in_words_what_is_gone_and_what_is_there(lang: Lang, expected: str) -> None:
    standard = complaint_handling()
    found = redline(_edition(lang), standard, standard.revisions[0])
    kinds = {change.clause.id: change.kind for change in found.clauses}
    assert kinds == {"log": "removed", "handled": "reworded"}
    assert read_html(str(found.clauses[1].text)).text == expected


def test_a_changed_limit_that_no_clause_states_is_told_by_its_name() -> None:
    standard = complaint_handling()
    newest = standard.revisions[0]
    sets = {**newest.sets, "few_cases": parse_quantity(50)}
    changed = standard.model_copy(
        update={"revisions": (newest.model_copy(update={"sets": sets}), standard.revisions[1])}
    )
    (change,) = redline(_edition("en"), changed, changed.revisions[0]).limits
    told = [read_html(str(words)).text for words in (change.label, change.old, change.new)]
    assert told == ["Resolved on time", "at least 30 cases", "at least 50 cases"]


def test_the_first_revision_changed_nothing() -> None:
    standard = complaint_handling()
    found = redline(_edition("zh"), standard, standard.revisions[-1])
    assert found.first
    assert found.empty


WORDS = st.text(alphabet="ab 投诉须在，。<&*[1.", max_size=12)


@given(old=WORDS, new=WORDS)
def test_without_what_came_a_redline_is_the_old_text_and_without_what_went_the_new_one(old: str, new: str) -> None:
    edition = _edition("en")
    before, after = (words_of(edition, Text(zh=text), {}) for text in (old, new))
    made = re.sub(r'<span class="unseen">.*?</span>', "", str(compared(edition, before, after)))
    for words, gone in ((before, "ins"), (after, "del")):
        left = read_html(re.sub(rf"<{gone}>.*?</{gone}>", "", made))
        assert "".join(left.words) == re.sub(r"\s", " ", "".join(word.text for word in words))


@given(old=WORDS, new=WORDS)
@example(old="a b", new="投 须")
def test_two_changes_never_have_only_a_space_between_them(old: str, new: str) -> None:
    edition = _edition("en")
    before, after = (words_of(edition, Text(zh=text), {}) for text in (old, new))
    assert re.search(r"</(?:ins|del)> <(?:ins|del)>", str(compared(edition, before, after))) is None


def _edition(lang: Lang) -> Edition:
    return Edition(catalogue=small_catalogue(), lang=lang, today=TODAY)
