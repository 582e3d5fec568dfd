"""The search's index: what of a page is found, under which name, and that equal sites give equal bytes."""

import json
from pathlib import Path

from guiju.handbook.articles import read_article
from guiju.handbook.search import INDEX, articles, write_indexes
from guiju.model.text import Lang

PAGE = """<html><body><nav><h1 id="x">Menu</h1></nav><article>
<h1 id="title">投诉<b>处理</b>时限<a class="headerlink" href="#title">#</a></h1>
<p class="lead">多久要
办完</p>
<div class="clause present"><h3 id="clause-handled">Time &amp; day<a class="headerlink" href="#c">#</a></h3>
<p>每件须在 <strong>24 小时</strong>内办完。</p><p>第二段<br>换行</p>
<table><thead><tr><th>Name</th></tr></thead><tr><td><span class="cell-name">Name</span> Value</td></tr></table></div>
<div class="clause retired"><h3 id="clause-log">Paper log</h3><p>Old</p></div>
<h3 id="standard-other"><a href="../other/">Other</a><a class="headerlink" href="#o">#</a></h3>
<h3 id="self"><a href="#title">Here</a></h3>
</article><footer>Footer</footer></body></html>"""


def test_an_article_is_read_section_by_section_as_it_is_seen() -> None:
    article = read_article(PAGE)
    assert article is not None
    assert article.title == "投诉处理时限"
    told = [(section.anchor, section.heading, section.text) for section in article.sections]
    assert told[:3] == [
        ("", "投诉处理时限", "多久要 办完"),
        ("clause-handled", "Time & day", "每件须在 24 小时内办完。\n第二段\n换行\nValue"),
        ("clause-log", "Paper log", "Old"),
    ]


def test_a_heading_that_links_to_another_page_is_a_mention_of_it() -> None:
    article = read_article(PAGE)
    assert article is not None
    assert {section.anchor: section.own for section in article.sections} == {
        "": True,
        "clause-handled": True,
        "clause-log": True,
        "standard-other": False,
        "self": True,
    }


def test_only_the_clause_that_is_marked_so_is_retired() -> None:
    article = read_article(PAGE.replace("</article>", '<h2 id="why">Why</h2></article>'))
    assert article is not None
    assert [section.anchor for section in article.sections if section.retired] == ["clause-log"]


def test_a_page_that_asks_to_be_left_out_is_no_article_wherever_the_word_stands_else() -> None:
    assert read_article(PAGE.replace("<body>", '<meta name="robots" content="noindex"><body>')) is None
    assert read_article(PAGE.replace("Value", 'name="robots" content="noindex"')) is not None


def test_what_only_a_screen_reader_says_is_not_searched() -> None:
    article = read_article(PAGE.replace("Value", '<del><span class="unseen">［删去：</span>48</del>'))
    assert article is not None
    assert article.sections[1].text.endswith("\n48")


def test_sql_is_not_searched() -> None:
    article = read_article(PAGE.replace("Value", '<details class="sql"><pre>kind = 1</pre></details><p>48</p>'))
    assert article is not None
    assert "kind" not in article.sections[1].text
    assert article.sections[1].text.endswith("\n48")


def test_a_page_without_a_heading_is_no_article() -> None:
    assert read_article("<article><p>Words</p></article>") is None
    assert read_article("<h1 id='a'>A</h1>") is None


def test_each_page_and_section_carries_its_id_and_its_name_in_the_other_language(tmp_path: Path) -> None:
    other = PAGE.replace("投诉<b>处理</b>时限", "Handling time").replace("Time &amp; day", "办结时限")
    index = _index(tmp_path, PAGE, other)
    ((path, record, title, twin, weight, sections),) = index["pages"]
    assert (path, record, title, twin, weight) == ("standards/a/", "a", "投诉处理时限", "Handling time", 1.0)
    assert sections[1][:4] == ["clause-handled", "handled", "Time & day", "办结时限"]


def test_what_only_mentions_or_is_retired_counts_less_than_what_is_in_force(tmp_path: Path) -> None:
    page = PAGE.replace("</article>", '<h2 id="history">History</h2><p>48 hours</p></article>')
    ((*_, sections),) = _index(tmp_path, page, page)["pages"]
    weights = {section[0]: section[4] for section in sections}
    assert weights["clause-handled"] == 1.0
    assert max(weights["clause-log"], weights["standard-other"], weights["history"]) < 0.6


def test_equal_sites_give_equal_bytes_in_whatever_order_their_pages_were_made(tmp_path: Path) -> None:
    names = [f"standards/{letter}" for letter in "qxbma"]
    for site, made in (("one", names), ("two", sorted(names))):
        for name in made:
            page = tmp_path / site / name / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(PAGE, encoding="utf-8")
        _write({"zh": tmp_path / site})
    one, two = ((tmp_path / site / INDEX).read_text(encoding="utf-8") for site in ("one", "two"))
    assert one == two
    found = [page[0] for page in json.loads(one.removeprefix("window.handbookIndex=").removesuffix(";\n"))["pages"]]
    assert found == [f"{name}/" for name in sorted(names)]


def test_no_word_of_a_page_ends_the_script_that_holds_it(tmp_path: Path) -> None:
    hostile = "&lt;/script&gt; '\" \\ `${alert(1)}` \u2028 \u2029 ]]&gt;"
    index = _index(tmp_path, PAGE.replace("Old", hostile), PAGE)
    (page,) = index["pages"]
    assert page[5][2][6] == "</script> '\" \\ `${alert(1)}` ]]>"


def _index(folder: Path, zh: str, en: str) -> dict[str, list[list[list[list[str]]]]]:
    """The Chinese index of a site of one page in both languages, read as the JSON that it is."""
    for lang, html in (("zh", zh), ("en", en)):
        page = folder / lang / "standards" / "a" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(html, encoding="utf-8")
    _write({"zh": folder / "zh", "en": folder / "en"})
    written = (folder / "zh" / INDEX).read_text(encoding="utf-8")
    assert written.startswith("window.handbookIndex=")
    read: dict[str, list[list[list[list[str]]]]] = json.loads(
        written.removeprefix("window.handbookIndex=").removesuffix(";\n")
    )
    return read


def _write(sites: dict[Lang, Path]) -> None:
    write_indexes({lang: articles(site) for lang, site in sites.items()}, sites)
