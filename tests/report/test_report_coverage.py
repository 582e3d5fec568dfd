"""The report on demands counts every one, lists what is open, and says where a list was cut."""

import json

import pytest

from builders.catalogues import HOSTILE, SOURCES, small_catalogue, worded_catalogue
from guiju.model.coverage import coverage_of
from guiju.model.text import Lang
from guiju.report.coverage import CoverageFormat, render_coverage

LANGS: tuple[Lang, ...] = ("zh", "en")


def told(format_: CoverageFormat = "text", *, lang: Lang = "en", limit: int = 20) -> str:
    catalogue = small_catalogue()
    return render_coverage(coverage_of(catalogue), catalogue, lang=lang, limit=limit, format_=format_)


def test_text_counts_by_kind_and_lists_what_is_open() -> None:
    assert (
        told()
        == """\
6 demands of the sources: 5 answered or excused (83.3%), 1 open

Service quality handbook (quality-handbook)
Kind         Demands  checked  standard  role  term  excused  open
──────────────────────────────────────────────────────────────────
number             1        1         -     -     -        -     -
open number        1        -         -     -     1        -     -
rule               2        -         1     -     -        -     1
title only         1        -         -     -     -        1     -
role               1        -         -     1     -        -     -
Total              6        1         1     1     1        1     1

Open
Write satisfies: [id] on the clause, KPI, role or other record that answers, or a reason on the demand

  Service quality handbook: 1
  Id         Kind  Demand
  ────────────────────────────────────────
  S2-1.2-q2  rule  Complaints are analysed

2 rules that data could decide and no running check does
Id         So far                                     Demand
─────────────────────────────────────────────────────────────────────────────────────
S2-1.2-q1  standard complaint-handling, on-time-rate  There is a limit for complaints
S2-1.2-q2  open                                       Complaints are analysed
"""
    )


def test_a_list_that_was_cut_says_so() -> None:
    assert "1 more are not listed (--limit N, or --format json)" in told(limit=1)
    assert "另有 1 项未列出（--limit N 或 --format json）" in told(limit=1, lang="zh")
    assert "not listed" not in told(limit=2)


def test_markdown_has_the_same_tables() -> None:
    assert "| S2-1.2-q2 | rule | Complaints are analysed |" in told("md")


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_open_gives_no_lists(lang: Lang) -> None:
    catalogue = small_catalogue(sources=(SOURCES[0].model_copy(update={"demands": SOURCES[0].demands[:1]}),))

    text = render_coverage(coverage_of(catalogue), catalogue, lang=lang, limit=5, format_="text")

    assert "S2-1.2" not in text


def test_json_has_every_demand_whatever_the_limit() -> None:
    whole = json.loads(told("json", limit=1))

    assert (whole["demands"], whole["open"], whole["without_running_check"]) == (6, 1, ["S2-1.2-q1", "S2-1.2-q2"])
    (source,) = whole["sources"]
    assert source["demands"][0] == {
        "id": "S2-1.2-a",
        "kind": "number",
        "class": "norm",
        "section": "1.2",
        "verifiability": "data",
        "text": {"zh": "投诉 24 小时内处理", "en": "Complaints are handled within 24 h"},
        "way": "checked",
        "checked": True,
        "answers": [{"how": "checked", "record": "complaint-handling.handled"}],
    }
    assert source["demands"][-1]["reason"]["see"] == ["R-01"]


@pytest.mark.parametrize("format_", ["text", "md"])
def test_hostile_words_stay_words(format_: CoverageFormat) -> None:
    catalogue = worded_catalogue(HOSTILE + "\x1b[31m")

    text = render_coverage(coverage_of(catalogue), catalogue, lang="zh", limit=20, format_=format_)

    assert "\x1b" not in text
    assert format_ == "text" or "<script>" not in text
