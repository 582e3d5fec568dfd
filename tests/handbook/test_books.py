"""The handbook as Word and PDF: what stands in the documents, and that no word of a pack acts in them."""

# ruff: noqa: S314 - the documents that are read here were just made

import io
import os
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from builders.catalogues import TODAY, small_catalogue, worded_catalogue
from builders.packs import write_pack
from builders.scorecards import CARD, CHANNEL
from guiju.handbook import Shelved, build_site, pages
from guiju.handbook.book import FORMATS, Press, Shelves, Wanted, book_parts, make, make_books, pandoc, pdf, press_for
from guiju.handbook.book.contents import with_contents
from guiju.handbook.book.document import handbook_document
from guiju.handbook.book.drawings import drawings, file_of
from guiju.handbook.book.prose import cleaned
from guiju.handbook.edition import Edition
from guiju.model.catalogue import Catalogue
from guiju.model.text import Lang, Text
from guiju.source.catalogue import load

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ACTS = (
    '#panic("acted") #import "@preview/x:0.1.0": y #read("/etc/passwd") $panic()$ `x`{=typst} <b>bold</b> '
    r"\fieldcode { DATE } //gone /*gone*/ = head <label> @label ~ ]\ "
)
"""Would stop Typst if a word of it were code."""


@pytest.fixture(scope="module")
def press() -> Press:
    """Pandoc, Typst and fonts; in CI their absence is a failure, elsewhere a named skip."""
    found = press_for(FORMATS)
    if isinstance(found, Text):
        if os.environ.get("CI"):
            pytest.fail(found.en or found.zh)
        pytest.skip(found.en or found.zh)
    return found


@pytest.fixture(scope="module")
def shelf(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document of the small catalogue, in both languages."""
    out = tmp_path_factory.mktemp("books")
    wanted = Wanted(today=TODAY, langs=("zh", "en"), formats=FORMATS, whole=True, standards=("complaint-handling",))
    make_books(small_catalogue(), wanted, press, out=out, told=_unheard)
    return out


def test_each_document_stands_under_its_own_name(shelf: Path) -> None:
    found = {path.relative_to(shelf).as_posix() for path in shelf.rglob("*") if path.is_file()}

    stems = ("handbook", "standards/complaint-handling")
    assert found == {f"{stem}.{lang}.{name}" for stem in stems for lang in ("zh", "en") for name in ("docx", "pdf")}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", ["投诉处理时限", "现行限值", "24 小时", "条款", "必须", "如何核对", "修订历史", "48 小时", "→"]),
        ("en", ["Complaint handling time", "Limits in force", "24 hours", "Clauses", "must", "How it is checked"]),
    ],
)
def test_the_word_file_says_a_standard_from_title_to_history(shelf: Path, lang: Lang, expected: list[str]) -> None:
    text = _text(_word(shelf / f"handbook.{lang}.docx")["word/document.xml"])
    body = text[text.rindex(f"1.1 {expected[0]}") :]

    places = [body.find(words) for words in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_the_word_file_has_kpis_roles_terms_calendars_flows_and_the_table_of_standards(shelf: Path) -> None:
    document = ET.fromstring(_word(shelf / "handbook.zh.docx")["word/document.xml"])

    parts = [words for style, words in _paragraphs(document) if style == "Heading1"]
    assert parts[-6:] == ["指标", "岗位与职责", "术语", "服务日历", "附录A 流程图", "附录B 服务标准表"]


def test_the_word_file_names_chinese_fonts_and_carries_its_title_and_pages(shelf: Path) -> None:
    parts = _word(shelf / "handbook.zh.docx")
    fonts = ET.fromstring(parts["word/styles.xml"]).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    used = {style for style, _ in _paragraphs(ET.fromstring(parts["word/document.xml"]))}

    assert fonts is not None
    assert fonts.get(f"{W}eastAsia") == "Microsoft YaHei"
    assert {"Title", "Heading1", "Heading2", "Heading3", "Lead", "Clause", "Facts", "Compact", "TOC1"} <= used
    assert used <= _styles(parts)
    assert "2025 年 9 月 1 日" in _text(parts["word/header1.xml"])
    assert re.findall(r'w:instr="\s*(\w+)', parts["word/footer1.xml"].decode()) == ["PAGE", "NUMPAGES"]


def test_the_contents_of_the_word_file_list_every_chapter_and_standard_and_lead_there(shelf: Path) -> None:
    document = ET.fromstring(_word(shelf / "handbook.en.docx")["word/document.xml"])
    paragraphs = _paragraphs(document)
    headings = [words for style, words in paragraphs if style in ("Heading1", "Heading2")]
    listed = [words for style, words in paragraphs if style in ("TOC1", "TOC2")]
    bookmarks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    targets = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")} - {None}

    assert listed == headings
    assert targets <= bookmarks
    assert [field for field in _fields(document) if field.startswith("TOC")] == [r'TOC \o "1-2" \h \z \u']


def test_a_document_without_headings_keeps_the_contents_that_pandoc_wrote() -> None:
    empty = f'<w:document xmlns:w="{W[1:-1]}"><w:body/></w:document>'.encode()

    assert with_contents(empty) == empty


def test_a_standard_by_itself_names_its_version_on_every_page_and_links_only_to_itself(shelf: Path) -> None:
    parts = _word(shelf / "standards" / "complaint-handling.zh.docx")
    document = ET.fromstring(parts["word/document.xml"])

    assert "complaint-handling，版本 2.0.0" in _text(parts["word/header1.xml"])
    assert "24 小时" in _text(parts["word/document.xml"])
    assert "指标" not in [words for _, words in _paragraphs(document)]
    anchors = {link.get(f"{W}anchor") for link in document.iter(f"{W}hyperlink")}
    assert anchors <= {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}


@pytest.mark.parametrize("name", ["handbook.zh", "handbook.en", "standards/complaint-handling.zh"])
def test_the_pdf_has_pages_bookmarks_and_chinese_letters(shelf: Path, name: str) -> None:
    content = (shelf / f"{name}.pdf").read_bytes()

    assert content.startswith(b"%PDF-")
    assert max(map(int, re.findall(rb"/Count (\d+)", content))) >= 2
    assert b"/Outlines" in content


def test_equal_packs_and_days_give_equal_bytes(press: Press, shelf: Path, tmp_path: Path) -> None:
    wanted = Wanted(today=TODAY, langs=("zh",), formats=FORMATS, whole=True, standards=())
    made = make_books(small_catalogue(), wanted, press, out=tmp_path, told=_unheard)

    assert [path.read_bytes() for path in made] == [(shelf / path.name).read_bytes() for path in made]


def test_no_word_of_a_pack_acts_in_a_document(press: Press, tmp_path: Path) -> None:
    wanted = Wanted(today=TODAY, langs=("zh",), formats=FORMATS, whole=True, standards=("complaint-handling",))
    catalogue = worded_catalogue(ACTS, prose=f"{ACTS}\n\n# {ACTS}\n\n```{{=typst}}\n{ACTS}\n```\n\n<div>{ACTS}</div>\n")
    make_books(catalogue, wanted, press, out=tmp_path, told=_unheard)  # Typst stops where a word is code

    document = ET.fromstring(_word(tmp_path / "handbook.zh.docx")["word/document.xml"])
    assert {field.split()[0] for field in _fields(document)} == {"TOC", "PAGEREF"}
    assert "<b>bold</b> \\fieldcode { DATE } //gone /*gone*/" in "".join(words for _, words in _paragraphs(document))
    for part in ("word/header1.xml", "word/document.xml"):
        assert '#panic("acted")' in _text(_word(tmp_path / "handbook.zh.docx")[part])


def test_prose_keeps_its_structure_and_loses_what_could_act(press: Press) -> None:
    source = (
        "# Why\n\n"
        "Within {limit}, not {other}; `{limit}`. [in](#clause-x) [out](https://a.example/) [bad](javascript:x) "
        "![a picture](http://a.example/p.png) <b>raw</b>\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | {limit} |\n"
    )
    [read] = pandoc.read_prose(press.pandoc, [source])
    found = cleaned(
        read,
        top=4,
        fill=lambda name: [{"t": "Strong", "c": [{"t": "Str", "c": "24 h"}]}] if name == "limit" else None,
        resolve=lambda url: "#here" if url == "#clause-x" else None,
    )

    kinds = [str(block["t"]) for block in found]
    told = str(found)
    assert kinds == ["Header", "Para", "BulletList", "Table"]
    assert found[0]["c"] == [4, ["", [], []], [{"t": "Str", "c": "Why"}]]
    assert told.count("24 h") == 2
    assert "{other}" in told
    assert "'c': [['', [], []], '{limit}']" in told
    assert re.findall(r"\['(#here|https?:[^']*|javascript[^']*)', ''\]", told) == ["#here", "https://a.example/"]
    assert "Image" not in told
    assert "Raw" not in told
    assert "<b>" in told


def test_no_prose_reaches_into_the_next_one(press: Press) -> None:
    first, second, third = pandoc.read_prose(press.pandoc, ["```\nnever closed", "", "<!-- open\n\n> quoted"])

    assert [block["t"] for block in first] == ["CodeBlock"]
    assert second == []
    assert "never closed" not in str(third)


def test_without_pandoc_nothing_is_made_and_the_words_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make.pandoc, "pandoc_path", lambda: None)

    assert press_for(("docx",)) == make.NO_PANDOC
    assert "guiju[books]" in make.NO_PANDOC.zh
    assert make.usable_formats() == ()
    assert book_parts().pandoc is None


def test_without_chinese_fonts_word_is_made_and_the_pdf_refused(monkeypatch: pytest.MonkeyPatch, press: Press) -> None:
    monkeypatch.setattr(pdf, "FAMILIES", ("No Such Family",))

    assert press_for(("docx", "pdf")) == make.NO_FONTS
    assert "fonts-noto-cjk" in make.NO_FONTS.in_("en")
    assert make.usable_formats() == ("docx",)
    assert press.typesetter is not None


def test_families_with_chinese_are_taken_before_others() -> None:
    assert pdf.chinese_family(["DejaVu Sans", "SimSun", "Noto Sans CJK SC"]) == "Noto Sans CJK SC"
    assert pdf.chinese_family(["DejaVu Sans", "Noto Sans CJK JP"]) is None


@pytest.mark.parametrize("place", ["made", "renamed"])
def test_a_document_that_cannot_be_made_leaves_the_old_one(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "handbook.zh.docx").write_text("old")
    monkeypatch.setattr(make, "word_file", _fails if place == "made" else lambda *_: b"new")
    monkeypatch.setattr(Path, "replace", _fails)
    wanted = Wanted(today=TODAY, langs=("zh",), formats=("docx",), whole=True, standards=())

    with pytest.raises(pandoc.BookFailed):
        make_books(small_catalogue(), wanted, press, out=tmp_path, told=_unheard)
    assert [path.name for path in tmp_path.iterdir()] == ["handbook.zh.docx"]
    assert (tmp_path / "handbook.zh.docx").read_text() == "old"


def test_a_pack_without_appendices_has_no_empty_parts(press: Press, tmp_path: Path) -> None:
    bare: Catalogue = replace(small_catalogue(), flows={}, terms={})
    wanted = Wanted(today=TODAY, langs=("zh",), formats=("docx",), whole=True, standards=())
    [made] = make_books(bare, wanted, press, out=tmp_path, told=_unheard)

    document = ET.fromstring(_word(made)["word/document.xml"])
    assert {"术语", "附录A 流程图"}.isdisjoint({words for _, words in _paragraphs(document)})


def test_a_long_flow_goes_over_sheets_that_show_all_of_it_and_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = Edition(catalogue=small_catalogue(), lang="zh", today=TODAY)
    (whole,) = drawings(edition, "Serif")["handling-complaints"]
    monkeypatch.setattr("guiju.handbook.book.drawings._SHEET", 300.0)

    sheets = drawings(edition, "Serif")["handling-complaints"]

    views = [[float(part) for part in ET.fromstring(svg).attrib["viewBox"].split()] for svg in sheets]
    assert len(sheets) > 1
    assert max(height for *_, height in views) <= 300
    assert [top for _, top, _, _ in views] == [0, *(top + height for _, top, _, height in views[:-1])]
    assert sum(height for *_, height in views) == float(ET.fromstring(whole).attrib["height"])
    blocks = handbook_document(edition, {}, {"handling-complaints": len(sheets)}).blocks
    assert [name for name in (file_of("handling-complaints", n) for n in range(9)) if name in str(blocks)] == [
        file_of("handling-complaints", n) for n in range(len(sheets))
    ]


def test_the_rules_of_scoring_name_weights_points_and_grades_in_force(tmp_path: Path) -> None:
    scored = load(write_pack(tmp_path, {CARD: CHANNEL}))
    blocks = handbook_document(Edition(catalogue=scored, lang="en", today=TODAY), {}).blocks
    told = _said(blocks)

    appendix = told[told.index("Appendix C: scoring rules") :]
    places = [appendix.find(words) for words in ("Channel scorecard", "Speed 60%", "none at 50%", "from 90")]
    assert -1 not in places
    assert places == sorted(places)


def _said(node: object) -> str:
    """The words of a tree, one after the other."""
    if isinstance(node, dict):
        return " " if node.get("t") in ("Space", "LineBreak") else _said(node.get("c", ""))
    return "".join(map(_said, node)) if isinstance(node, list) else str(node or "")


@pytest.mark.parametrize(
    ("lang", "page", "expected"),
    [
        ("zh", "index.md", ["books/handbook.zh.docx", "books/handbook.zh.pdf"]),
        ("en", "index.md", ["../books/handbook.en.docx", "../books/handbook.en.pdf"]),
    ],
)
def test_the_home_page_offers_the_handbook(lang: Lang, page: str, expected: list[str]) -> None:
    shown = pages(small_catalogue(), lang=lang, today=TODAY, books=Shelves(formats=FORMATS))

    assert [posixpath.normpath(link) for link in _downloads(shown[page])] == expected
    assert _downloads(shown["standards/complaint-handling.md"]) == []


def test_the_page_of_a_standard_offers_it_where_it_was_made() -> None:
    shown = pages(small_catalogue(), lang="en", today=TODAY, books=Shelves(formats=("docx",), standards=True))
    [link] = _downloads(shown["standards/complaint-handling.md"])

    served = posixpath.join("en/standards/complaint-handling", link)
    assert posixpath.normpath(served) == "books/standards/complaint-handling.en.docx"


def test_pages_offer_nothing_that_was_not_made() -> None:
    assert [
        link for page in pages(small_catalogue(), lang="zh", today=TODAY).values() for link in _downloads(page)
    ] == []


def test_the_built_site_holds_the_documents_that_its_pages_link_to(press: Press, project: Path, tmp_path: Path) -> None:
    wanted = Wanted(
        today=TODAY, langs=("zh", "en"), formats=("docx",), whole=True, standards=("complaint-handling", "training")
    )
    shelved = Shelved(
        offered=Shelves(formats=("docx",), standards=True),
        make=lambda folder: make_books(small_catalogue(), wanted, press, out=folder, told=_unheard),
    )
    built = build_site(small_catalogue(), project=project, out=tmp_path / "site", today=TODAY, shelved=shelved)

    assert [problem.en for problem in built.problems] == []
    pages_read = {page: _downloads(page.read_text(encoding="utf-8")) for page in built.out.rglob("index.html")}
    found = [(page.parent / link).resolve() for page, links in pages_read.items() for link in links]
    assert len(found) == 6
    assert all(path.is_file() for path in found)


def _downloads(page: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)" download>', page)


def _fails(*_: object) -> bytes:
    raise pandoc.PandocFailed("no")


def _unheard(_text: Text) -> None:
    """Nobody is watching."""


def _word(path: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _text(part: bytes) -> str:
    return "".join(text.text or "" for text in ET.fromstring(part).iter(f"{W}t"))


def _paragraphs(document: ET.Element) -> list[tuple[str, str]]:
    """Style and words of each paragraph."""
    found: list[tuple[str, str]] = []
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        found.append((style.get(f"{W}val", "") if style is not None else "Normal", words))
    return found


def _styles(parts: Mapping[str, bytes]) -> set[str]:
    return {style.get(f"{W}styleId", "") for style in ET.fromstring(parts["word/styles.xml"]).iter(f"{W}style")}


def _fields(document: ET.Element) -> list[str]:
    return [(field.text or "").strip() for field in document.iter(f"{W}instrText")]
