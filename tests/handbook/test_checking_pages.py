"""The section on checking and revising: guides, the data dictionary, registers, systems and commands."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from builders.catalogues import HOSTILE, TODAY, small_catalogue
from builders.golden import assert_golden
from builders.manuals import manual
from builders.markup import built
from guiju.handbook import navigation, pages
from guiju.handbook.checking import checking_leaves
from guiju.handbook.edition import Edition
from guiju.handbook.guides import obstacles_of_guides, read_guides
from guiju.model.catalogue import Catalogue
from guiju.model.expectation import ColumnValues
from guiju.model.export import Column, Export
from guiju.model.registry import REGISTERS
from guiju.model.system import System
from guiju.model.text import Lang, Text
from guiju.source.catalogue import load

GOLDEN = Path(__file__).parent / "golden"
LANGS: tuple[Lang, ...] = ("zh", "en")


def catalogue_with(words: str = "") -> Catalogue:
    """The small catalogue with columns of every kind, a promise, a profile and a register, said in `words`."""
    calm = small_catalogue()
    complaints = calm.exports["complaints"]

    def said(zh: str, en: str) -> Text:
        return Text(zh=words or zh, en=words or en)

    columns = {
        **complaints.columns,
        "level": Column(title=said("级别", "Level"), type="text", values={words or "1": said("紧急", "urgent")}),
        "phone": Column(title=said("电话", "Phone"), type="text", pii=True, aliases=(words or "联系电话", "Tel")),
        "score": Column(title=said("评分", "Score"), type="number", minimum=0, maximum=1000.5),
        "due_at": Column(title=said("应办时间", "Due at"), type="datetime", planned=True),
    }
    unique = {"type": "expect_column_values_to_be_unique", "kwargs": {"column": "phone"}, "severity": "warning"}
    export = complaints.model_copy(
        update={
            "title": said("投诉台账", "Complaints"),
            "description": said("每件投诉一行。", "One row for each complaint."),
            "columns": columns,
            "expectations": (ColumnValues.model_validate(unique),),
        }
    )
    system = System.model_validate(
        {
            "id": "desk",
            "title": said("工单系统", "Ticket desk").model_dump(),
            "description": said("不记电话。", "It records no phone.").model_dump(),
            "nulls": [words or "-"],
            "datetime_formats": [words or "%Y"],
            "readings": [
                {
                    "export": "complaints",
                    "files": [words or "*desk*"],
                    "columns": {"complaint_id": {"from": "No"}, "received_at": {"from": "In"}, "spare": {"from": "X"}},
                    "derive": {"channel": "'phone'"},
                    "note": said("电话不在其中。", "The phone is not in it.").model_dump(),
                },
                {"export": "index", "beside": "complaints", "columns": {"at": {"from": "In"}}},
            ],
        }
    )
    unread = Export(
        id="index",
        title=said("无人读取", "Unread"),
        description=said("空", "Nothing"),
        key=("at",),
        at="at",
        columns={"at": Column(title=said("时间", "Time"), type="date")},
    )
    registers = {register.id: register for register in REGISTERS.values()}
    return replace(calm, exports={"complaints": export, "index": unread, **registers}, systems={"desk": system})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "path",
    [
        "guides/index.md",
        "guides/judge.md",
        "commands.md",
        "exports/index.md",
        "exports/complaints.md",
        "systems.md",
    ],
)
def test_a_page_reads_as_it_was_reviewed(path: str, lang: Lang) -> None:
    text = pages(catalogue_with(), lang=lang, today=TODAY, manual=manual())[path]
    assert_golden(GOLDEN / lang / path.replace("/", "."), text)


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_make_no_element_on_any_page_of_the_section(lang: Lang) -> None:
    calm = pages(catalogue_with("calm"), lang=lang, today=TODAY, manual=manual())
    hostile = pages(catalogue_with(HOSTILE), lang=lang, today=TODAY, manual=manual(HOSTILE.replace("\n", " ")))
    for path in ("guides/index.md", "commands.md", "exports/index.md", "exports/complaints.md", "systems.md"):
        expected, page = (built(made[path].split("---\n", 2)[2]) for made in (calm, hostile))
        assert [tag.name for tag in page.tags] == [tag.name for tag in expected.tags], path
        assert [tag.attributes for tag in page.tags] == [tag.attributes for tag in expected.tags], path


def test_a_hostile_guide_makes_nothing_that_acts() -> None:
    made = pages(catalogue_with(), lang="zh", today=TODAY, manual=manual(HOSTILE.replace("\n", " ")))
    page = built(made["guides/judge.md"].split("---\n", 2)[2])
    assert "script" not in page.names
    assert not any("javascript" in value for value in page.values("href"))
    assert page.values("onclick") == []


def test_a_guide_links_only_to_pages_that_there_are() -> None:
    page = built(pages(small_catalogue(), lang="en", today=TODAY, manual=manual())["guides/index-.md"])
    assert "../commands.md#command-look" in page.values("href")
    assert not any("nowhere" in href or "javascript" in href for href in page.values("href"))
    assert {"none", "out"} <= set(page.text.split())


def test_without_commands_there_is_no_reference_and_nothing_leads_to_it() -> None:
    made = pages(small_catalogue(), lang="en", today=TODAY, manual=replace(manual(), commands=()))
    assert "commands.md" not in made
    assert not any("commands.md" in text for text in made.values())


@pytest.mark.parametrize("lang", LANGS)
def test_the_navigation_names_every_page_of_the_section_once(lang: Lang) -> None:
    catalogue = catalogue_with()
    named = sorted(_paths(navigation(catalogue, lang, manual())[-1]))
    made = {
        leaf.path for leaf in checking_leaves(Edition(catalogue=catalogue, lang=lang, today=TODAY, manual=manual()))
    }
    assert named == sorted(made)
    assert made <= pages(catalogue, lang=lang, today=TODAY, manual=manual()).keys()


def test_no_group_of_the_section_is_longer_than_a_sidebar(pack_path: Path) -> None:
    section = navigation(load(pack_path), "zh")[-1]
    assert 1 < max(_lengths(section)) <= 60


@pytest.mark.parametrize("lang", LANGS)
def test_every_export_of_the_pack_is_told_with_all_its_columns_readers_and_systems(pack_path: Path, lang: Lang) -> None:
    catalogue = load(pack_path)
    made = pages(catalogue, lang=lang, today=TODAY)
    texts = {name: built(made[f"exports/{name}.md"]).text for name in catalogue.file_exports}
    for name, export in catalogue.file_exports.items():
        for key, column in export.columns.items():
            assert f"{' '.join(column.title.in_(lang).split())} {key}" in texts[name], (name, key)
    registers = built(made["registers.md"]).text
    for _, clause in catalogue.clauses():
        for name in catalogue.exports_of(clause.check) if clause.check is not None else ():
            text = texts.get(name, registers)
            assert " ".join(clause.title.in_(lang).split()) in text, (name, clause.id)
    for system in catalogue.systems.values():
        for reading in system.readings:
            assert " ".join(system.title.in_(lang).split()) in texts[reading.export]


def test_every_register_stands_on_its_page() -> None:
    page = built(pages(catalogue_with(), lang="en", today=TODAY)["registers.md"])
    assert {f"register-{name.removeprefix('pack.')}" for name in REGISTERS} <= set(page.values("id"))


def test_an_export_stands_with_the_chapter_that_reads_it_most(pack_path: Path) -> None:
    section = dict(navigation(load(pack_path), "en")[-1])["Checking and revising"]  # type: ignore[arg-type]
    (shelves,) = [item["Data dictionary"] for item in section if isinstance(item, dict) and "Data dictionary" in item]
    homes = {path: name for shelf in shelves[1:] for name, entries in shelf.items() for path in _paths(entries)}
    assert homes["exports/complaints.md"] == "Complaints and major issues"


def test_what_a_system_does_not_carry_is_told() -> None:
    page = pages(catalogue_with(), lang="en", today=TODAY)["systems.md"]
    missing = built(page.split("<details")[1].split("</details>")[0]).text
    assert missing.endswith("Handled at; Level; Phone; Score; Due at")


def test_guides_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("20-second", "9-late", "10-first"):
        _write(tmp_path / "zh" / f"{name}.md", f"# {name}\n")
    _write(tmp_path / "en" / "10-first.md", "# one\n")
    guides = read_guides(tmp_path)
    assert [guide.name for guide in guides] == ["first", "second", "late"]
    assert [guide.text.en for guide in guides] == ["# one\n", None, None]
    assert obstacles_of_guides(tmp_path) == ()


@pytest.mark.parametrize("name", ["zh/First.md", "zh/first.md", "en/10-alone.md"])
def test_a_guide_without_a_number_or_a_chinese_page_forbids_the_build(tmp_path: Path, name: str) -> None:
    _write(tmp_path / name, "# one\n")
    (problem,) = obstacles_of_guides(tmp_path)
    assert str(tmp_path / name) in problem.zh
    assert str(tmp_path / name) in (problem.en or "")


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _paths(items: object) -> Iterator[str]:
    if isinstance(items, str):
        yield items
    elif isinstance(items, dict):
        for item in items.values():
            yield from _paths(item)
    elif isinstance(items, list):
        for item in items:
            yield from _paths(item)


def _lengths(items: object) -> Iterator[int]:
    if isinstance(items, dict):
        for item in items.values():
            yield from _lengths(item)
    elif isinstance(items, list):
        yield len(items)
        for item in items:
            yield from _lengths(item)
