"""What pages tell of runs: verdicts in words and symbols, what changed, pictures with tables, and no row of anybody."""

import json
import re
from dataclasses import replace

import pytest

from builders.catalogues import HOSTILE, TODAY, complaint_handling, small_catalogue, worded_catalogue
from builders.markup import Html, built
from builders.tellings import complaints, published, renamed, told
from guiju.handbook import pages
from guiju.model.published import Published
from guiju.model.run import ContractResult, ExpectationResult, Group
from guiju.model.standard import SEVERITY_WORDS
from guiju.model.text import Lang, Text

STANDARD, DASHBOARD, KPI, KPIS, SOURCE = (
    "standards/complaint-handling.md", "compliance.md", "kpis/on-time-rate.md", "kpis/index.md",
    "sources/quality-handbook.md",
)  # fmt: skip
LANGS: tuple[Lang, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def shelf() -> Published:
    return published()


def page(path: str, shelf: Published | None, *, lang: Lang = "zh") -> Html:
    return built(pages(small_catalogue(), lang=lang, today=TODAY, published=shelf)[path])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", [STANDARD, KPI, DASHBOARD])
def test_without_runs_a_page_says_which_command_to_run(path: str, lang: Lang) -> None:
    made = page(path, None, lang=lang)

    if path == DASHBOARD:
        assert "guiju check" in made.text
        assert "guiju handbook build --history runs" in made.text
    else:
        assert any(url.endswith("compliance.md") for url in made.values("href"))
    assert not {"chart", "whatif"} & set(made.values("class"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_standard_tells_counts_of_its_newest_run_and_no_record(shelf: Published, lang: Lang) -> None:
    made = page(STANDARD, shelf, lang=lang)
    result = shelf.of("complaint-handling.handled")[-1].result
    assert result.counts is not None

    assert f"{result.counts.kept}" in made.text
    assert f"{result.counts.breached}" in made.text
    assert "july" in made.text
    whole = pages(small_catalogue(), lang=lang, today=TODAY, published=shelf)[STANDARD]
    assert [key for key in (row["complaint_id"] for row in complaints()) if re.search(rf"\b{key}\b", whole)] == []


def test_a_verdict_is_a_word_and_a_symbol(shelf: Published) -> None:
    made = page(DASHBOARD, shelf)
    assert "✗ 不达标" in made.text
    assert "转为不达标" not in made.text  # it was not compliant in june either


def test_what_changed_against_the_run_before_is_told(shelf: Published) -> None:
    june = told([row for row in complaints(late=10_000) if row["complaint_id"] not in ("C0", "C150")], name="june")

    made = page(DASHBOARD, Published(runs=(june, shelf.newest)))

    section = made.text.split("与上次检查相比的变化")[1].split(" 投诉与反馈 ")[0]
    assert "投诉处理时限：办结时限 结论 ✗ 不达标 与上次相比 转为不达标" in section
    assert "编号唯一" not in section  # kept then and now
    assert "未变" not in section
    assert page(DASHBOARD, Published(runs=(june,))).text.count("这是第一次列入的检查") == 1


@pytest.mark.parametrize("lang", LANGS)
def test_the_kpis_are_told_side_by_side_with_their_newest_value(shelf: Published, lang: Lang) -> None:
    made = page(KPIS, shelf, lang=lang)
    groups = shelf.of("complaint-handling.on-time")[-1].result.groups
    assert [tag for tag in made.tags if tag.attributes.get("class") == "spark"]
    assert all(tag.attributes["aria-label"] for tag in made.tags if tag.attributes.get("class") == "spark")
    newest = max(group.period or "" for group in groups)
    assert newest in made.text
    assert "spark" not in page(KPIS, None, lang=lang).values("class")


def test_a_clause_is_told_by_the_newest_run_that_asked_it(shelf: Published) -> None:
    other = shelf.newest.run.model_copy(
        update={
            "exports": (),
            "clauses": tuple(
                result.model_copy(update={"verdict": "undecided", "counts": None, "groups": ()})
                for result in shelf.newest.run.clauses
            ),
        }
    )
    later = replace(renamed(shelf.newest, "calls-only"), run=other)

    made = page(STANDARD, Published(runs=(*shelf.runs, later)))

    assert "依据检查 july" in made.text
    assert "calls-only" not in made.text


@pytest.mark.parametrize("lang", LANGS)
def test_the_dashboard_opens_with_the_whole_then_the_worst_then_every_clause_folded(
    shelf: Published, lang: Lang
) -> None:
    made = pages(small_catalogue(), lang=lang, today=TODAY, published=shelf)[DASHBOARD]

    places = [made.index(anchor) for anchor in ("#chapters", "#worst", "#changed", "#chapter-", "#not-judged")]
    assert made.index("#chapters }") < made.index("#worst }") < made.index("#changed }") < made.index("#not-judged }")
    assert places[0] > made.index("verdict-tiles")
    folds = re.findall(r'<details class="figures"( open)? markdown><summary>([✗?–✓]) ', made)
    assert {symbol for _, symbol in folds} >= {"✗"}
    whole = {"zh": "其中 ", "en": "clauses judged, "}[lang]
    assert whole in made


def test_many_clauses_that_are_not_compliant_are_folded_and_few_are_not(
    shelf: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = '<details class="figures" open markdown><summary>✗ '
    assert opened in pages(small_catalogue(), lang="zh", today=TODAY, published=shelf)[DASHBOARD]
    monkeypatch.setattr("guiju.handbook.dashboard.FEW", 0)
    assert opened not in pages(small_catalogue(), lang="zh", today=TODAY, published=shelf)[DASHBOARD]


def test_how_far_clauses_miss_is_counted_by_weight_of_a_breach(shelf: Published) -> None:
    made = page(DASHBOARD, shelf)
    missed = [told for told in shelf.newest.run.clauses if told.verdict == "noncompliant"]

    section = made.text.split("差在哪里")[1].split("与上次检查相比的变化")[0]

    assert "符合不到 90%" in section
    counted = re.findall(r"✗ 不达标|不达标 (\d+)", section)
    assert sum(int(count) for count in counted if count) == len(missed)
    told = [section.index(SEVERITY_WORDS[severity].zh) for severity in ("critical", "major")]
    assert told == sorted(told)


def test_one_group_is_told_in_the_singular(shelf: Published) -> None:
    result = shelf.of("complaint-handling.on-time")[-1].result
    alone = result.model_copy(update={"groups": result.groups[:1]})
    run = shelf.newest.run.model_copy(
        update={"clauses": tuple(alone if each is result else each for each in shelf.newest.run.clauses)}
    )

    made = page(STANDARD, Published(runs=(replace(shelf.newest, run=run),)), lang="en")

    assert " of 1 group compliant" in made.text


def test_the_home_page_answers_how_we_are_doing_before_the_long_list_of_roles(shelf: Published) -> None:
    told_home = pages(small_catalogue(), lang="en", today=TODAY, published=shelf)["index.md"]
    bare_home = pages(small_catalogue(), lang="en", today=TODAY)["index.md"]

    assert told_home.index("#doing }") < told_home.index("#roles }")
    assert "are compliant (" in told_home
    assert bare_home.index("#roles }") < bare_home.index("#doing }")


def test_clauses_that_no_longer_exist_are_left_out_and_counted(shelf: Published) -> None:
    gone = shelf.newest.run.clauses[0].model_copy(update={"clause": "given-up.for-good"})
    provenance = shelf.newest.run.provenance.model_copy(update={"pack_digest": "f" * 64})
    run = shelf.newest.run.model_copy(update={"clauses": (*shelf.newest.run.clauses, gone), "provenance": provenance})

    made = page(DASHBOARD, Published(runs=(replace(shelf.newest, run=run),)))

    assert "given-up" not in made.text
    assert "略去 1 条" in made.text


def test_a_broken_contract_and_a_folder_left_out_are_told(shelf: Published) -> None:
    broken = ExpectationResult(
        type="expect_column_values_to_not_be_null", kwargs={}, severity="critical", verdict="broken", reason=None
    )
    contract = ContractResult(export="complaints", expectations=(broken,))
    run = replace(shelf.newest, run=shelf.newest.run.model_copy(update={"contracts": (contract,)}))

    made = page(DASHBOARD, Published(runs=(run,), left_out=(Text(zh="runs/photos：不是检查结果", en="no run"),)))

    assert "✗ 投诉台账" in made.text
    assert "runs/photos：不是检查结果" in made.text


@pytest.mark.parametrize(("lang", "name"), [("zh", "1 组"), ("en", "1 more group<")])
def test_of_many_groups_the_one_that_misses_most_is_drawn_and_the_others_are_folded(
    shelf: Published, lang: Lang, name: str
) -> None:
    made = pages(small_catalogue(), lang=lang, today=TODAY, published=shelf)[KPI]

    first, _, folded = made.partition('<details class="figures groups"')
    assert first.count("<figure") == folded.count("<figure") == 1
    assert name in folded
    assert f"{'：' if lang == 'zh' else ': '}" in made.split("<figcaption>")[1].split("<small>")[0]


@pytest.mark.parametrize("lang", LANGS)
def test_each_picture_has_a_title_a_description_and_its_numbers_as_a_table(shelf: Published, lang: Lang) -> None:
    made = page(STANDARD, shelf, lang=lang)

    labels = [
        label for tag in made.tags if tag.name == "svg" for label in tag.attributes.get("aria-labelledby", "").split()
    ]
    assert labels
    assert set(labels) <= set(made.values("id"))
    assert len(made.values("id")) == len(set(made.values("id")))
    assert made.text.count("2025-01") >= 2


def test_a_revision_is_marked_and_starts_a_new_phase(shelf: Published) -> None:
    made = pages(small_catalogue(), lang="en", today=TODAY, published=shelf)[STANDARD]
    assert made.count('class="revised"') >= 1
    assert "v2.0.0" in [words for words in built(made).words if words.startswith("v")]


def test_the_matrix_of_a_source_shows_the_last_verdict_beside_each_demand(shelf: Published) -> None:
    assert "✗ not compliant" in page(SOURCE, shelf, lang="en").text
    assert "not compliant" not in page(SOURCE, None, lang="en").text


def test_personal_values_of_groups_are_numbers_whatever_the_run_let_out(shelf: Published) -> None:
    export = small_catalogue().exports["complaints"]
    columns = {**export.columns, "channel": export.columns["channel"].model_copy(update={"pii": True})}
    catalogue = replace(small_catalogue(), exports={"complaints": export.model_copy(update={"columns": columns})})

    made = pages(catalogue, lang="en", today=TODAY, published=shelf)

    assert "phone" not in made[KPI]
    assert "personal data" in built(made[KPI]).text
    assert "phone" in pages(small_catalogue(), lang="en", today=TODAY, published=shelf)[KPI]


def test_hostile_names_stay_words_and_the_numbers_can_still_be_read(shelf: Published) -> None:
    catalogue = worded_catalogue(HOSTILE, prose="")
    runs = tuple(renamed(run, HOSTILE) for run in shelf.runs)
    groups = tuple(
        result.model_copy(update={"groups": tuple(_named(group, HOSTILE) for group in result.groups)})
        for result in runs[-1].run.clauses
    )
    hostile = Published(
        runs=(runs[0], replace(runs[-1], run=runs[-1].run.model_copy(update={"clauses": groups}))),
        left_out=(Text(zh=HOSTILE, en=HOSTILE),),
    )
    calm = pages(small_catalogue(), lang="en", today=TODAY, published=shelf)
    untold = pages(catalogue, lang="en", today=TODAY)

    for path, text in pages(catalogue, lang="en", today=TODAY, published=hostile).items():
        made, expected = built(text), built(calm[path])
        assert made.names <= expected.names | built(untold[path]).names | {"p", "br"}, path
        assert not {"onclick", "src"} & {name for tag in made.tags for name in tag.attributes}, path
        for data in made.values("data-whatif"):
            assert json.loads(data)["stops"]


def _named(group: Group, name: str) -> Group:
    return group.model_copy(update={"by": dict.fromkeys(group.by, name)})


def test_the_numbers_of_the_slider_are_small(shelf: Published) -> None:
    made = page(STANDARD, shelf)
    sizes = [len(data) for data in made.values("data-whatif")]
    assert sizes
    assert max(sizes) < 6_000


def test_the_law_of_the_page_is_where_the_slider_stands(shelf: Published) -> None:
    data = [json.loads(text) for text in page(STANDARD, shelf, lang="en").values("data-whatif")]
    handled = next(each for each in data if each.get("clock") == "running")
    assert handled["stops"][handled["at"]] == 24 * 3600
    assert complaint_handling().revisions[0].sets["handled_within"].in_("en") == "24 hours"
