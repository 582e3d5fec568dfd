"""The workbook: what stands in its sheets, and that no value becomes more than a value."""

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from builders import runs
from guiju.model.catalogue import Catalogue
from guiju.model.pack import Web
from guiju.model.plan import FINDING_COLUMNS
from guiju.model.run import Run
from guiju.model.text import Lang
from guiju.report.leaves import Column, Leaf, sheet_names, workbook_of
from guiju.report.workbook import Evidence, render_workbook

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "https://evil.example", "mailto:x@evil.example", "0012")
HOSTILE = "<f>1</f>]]>&\x00\x1b[31m\u202e\ufffe"
LANGS: list[Lang] = ["zh", "en"]


def _finding(**of: object) -> tuple[object, ...]:
    known = {
        "clause": "complaint-handling.handled",
        "revision": "2.0.0",
        "severity": "major",
        "export": "complaints",
        "file": "complaints.csv",
        "row": 43,
        "key": "C-0042",
        "started": datetime(2025, 7, 1, 9),
        "ended": datetime(2025, 7, 2, 12, 30),
        "due": datetime(2025, 7, 2, 9),
        "limit": "PT24H",
        "measured_s": 99_000.0,
        "values": None,
        "approver": "quality-committee",
        "waivers": None,
        **of,
    }
    return tuple(known[name] for name in FINDING_COLUMNS)


def _book(
    run: Run | None = None,
    evidence: Evidence | None = None,
    *,
    lang: Lang = "en",
    limit: int = 10_000,
    catalogue: Catalogue | None = None,
) -> bytes:
    return render_workbook(run or runs.run(), catalogue or runs.catalogue(), lang=lang, limit=limit, evidence=evidence)


def _sheets(book: bytes) -> dict[str, list[list[object]]]:
    opened = CalamineWorkbook.from_filelike(BytesIO(book))
    return {name: opened.get_sheet_by_name(name).to_python() for name in opened.sheet_names}  # type: ignore[misc]


def _parts(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _rows(sheet: list[list[object]], head: str) -> list[list[object]]:
    """The rows below the row that starts with `head`."""
    return sheet[next(place for place, row in enumerate(sheet) if row[0] == head) + 1 :]


def test_a_sheet_for_each_clause_that_records_break_worst_first() -> None:
    assert list(_sheets(_book(evidence=runs.KeptRows()))) == [
        *("Summary", "Groups of targets", "complaint-handling.outer-limit", "complaint-handling.handled"),
        *("Books", "Not judged", "Rejects", "Provenance"),
    ]


def test_a_breached_record_stands_with_its_dates_as_dates() -> None:
    sheet = _sheets(_book(evidence=runs.KeptRows(found=(_finding(),))))["complaint-handling.handled"]

    assert _rows(sheet, "Key") == [
        [
            *("C-0042", "complaints.csv", 43.0),
            *(datetime(2025, 7, 1, 9), datetime(2025, 7, 2, 12, 30), datetime(2025, 7, 2, 9)),
            *("24 hours", 27.5, "", "2.0.0", "Quality committee", ""),
        ]
    ]
    assert sheet[0][0] == "Complaint handling time: Handling time"
    assert sheet[2][0] == "893 records breach; this sheet lists 100"


@pytest.mark.parametrize("lang", LANGS)
def test_the_summary_has_a_row_for_each_clause(lang: Lang) -> None:
    sheet = next(iter(_sheets(_book(lang=lang)).values()))
    rows = _rows(sheet, {"zh": "结论", "en": "Verdict"}[lang])

    assert [row[3] for row in rows] == [result.clause for result in runs.run().clauses]
    assert rows[0][6:12] == [893.0, 0.0, 11_893.0, pytest.approx(893 / 11_893), 100.0, 7.0]


@pytest.mark.parametrize(("lang", "folder"), [("zh", ""), ("en", "en/")])
def test_each_clause_links_to_the_handbook_where_the_pack_names_its_site(lang: Lang, folder: str) -> None:
    whole = runs.catalogue()
    pack = whole.pack.model_copy(update={"web": Web(site="https://rules.example.org/")})
    run = runs.run_of(runs.result("complaint-handling.handled"), runs.result("gone.away"), runs.result("=1+1"))

    parts = _parts(_book(run, catalogue=replace(whole, pack=pack), lang=lang))
    linked = re.findall(r'Target="([^"]+)" TargetMode="External"', parts["xl/worksheets/_rels/sheet1.xml.rels"])

    assert linked == [f"https://rules.example.org/{folder}standards/complaint-handling/"]
    assert 'location="clause-handled"' in parts["xl/worksheets/sheet1.xml"]
    plain = next(iter(_sheets(_book(run, lang=lang)).values()))
    assert [row[-1] for row in plain[-3:]] == [
        "standards/complaint-handling/#clause-handled",
        "standards/gone/#clause-away",
        "standards/=1+1/#clause-",
    ]


def test_a_rejected_row_is_told_in_words() -> None:
    kept = runs.KeptRows(rejected=(("calls", "a.csv", 7, None, None, "missing:call_id"),))

    for lang, said in (("zh", "必填列 call_id 为空"), ("en", "the required column call_id is empty")):
        [row] = list(_sheets(_book(evidence=kept, lang=lang)).values())[-2][-1:]
        assert (row[1], row[2], row[5]) == ("a.csv", 7.0, said)


def test_without_kept_rows_the_workbook_says_what_is_missing() -> None:
    sheets = _sheets(_book())

    assert list(sheets) == ["Summary", "Groups of targets", "Books", "Not judged", "Provenance"]
    assert any("No findings were kept" in str(row[0]) for row in sheets["Summary"])


def test_the_cap_holds_and_is_told() -> None:
    kept = runs.KeptRows(found=tuple(_finding(row=row) for row in range(5)), rejected=(("calls",) * 6,) * 5)
    sheets = _sheets(_book(evidence=kept, limit=2))

    assert len(_rows(sheets["complaint-handling.handled"], "Key")) == 2
    assert sheets["complaint-handling.handled"][2][0] == "893 records breach; this sheet lists 2"
    assert len(_rows(sheets["Rejects"], "Export")) == 2
    assert len(_rows(sheets["Summary"], "Verdict")) == len(runs.run().clauses)


@pytest.mark.parametrize("text", [*FORMULAS, HOSTILE])
def test_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    named = runs.result(f"s.{text}", "noncompliant", breached=1)
    found = _finding(key=text, file=text, values=text, limit=text, revision=text, approver=text, row=text, due=text)
    book = _book(runs.run_of(named), runs.KeptRows(found=(found,), rejected=((text,) * 6,)))

    parts = _parts(book)
    for name, part in parts.items():
        assert not re.search(r"<(f|hyperlink|hyperlinks|ddeLink|externalReference)[ >/]", part), name
    assert not any(name.startswith("xl/externalLinks") or name.endswith("vbaProject.bin") for name in parts)
    sheet = list(_sheets(book).values())[2]
    [row] = _rows(sheet, "Key")
    for told in (row[0], row[1], row[5], row[8]):
        assert isinstance(told, str)
    assert row[0] == (text if text in FORMULAS else r"<f>1</f>]]>&\x00\x1b[31m\u202e\ufffe")


def test_a_key_with_personal_data_stays_out() -> None:
    catalogue = runs.catalogue()
    complaints = catalogue.exports["complaints"]
    columns = {"at": complaints.columns["at"].model_copy(update={"pii": True})}
    exports = {**catalogue.exports, "complaints": complaints.model_copy(update={"columns": columns})}
    hidden = replace(catalogue, exports=exports)

    book = _book(evidence=runs.KeptRows(found=(_finding(key="Li Lei, 13800000000"),)), catalogue=hidden)

    assert "13800000000" not in "".join(_parts(book).values())
    assert _rows(_sheets(book)["complaint-handling.handled"], "Key")[0][:3] == [
        "(personal data)",
        "complaints.csv",
        43.0,
    ]


def test_the_head_stays_in_sight_and_can_be_filtered() -> None:
    sheet = _parts(_book(evidence=runs.KeptRows(found=(_finding(),))))["xl/worksheets/sheet3.xml"]

    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A5:L6"/>' in sheet
    assert "<cols>" in sheet


def test_equal_runs_give_equal_bytes_and_name_no_day() -> None:
    kept = runs.KeptRows(found=(_finding(),))
    book = _book(evidence=kept)

    assert book == _book(evidence=kept)
    assert "2000-01-01T00:00:00Z" in _parts(book)["docProps/core.xml"]
    with zipfile.ZipFile(BytesIO(book)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}


def test_a_day_that_no_spreadsheet_knows_is_written_as_text() -> None:
    rows = [(datetime(1601, 1, 1, 8),), (datetime(2025, 7, 1),), ("2025-07-01",), ("soon",)]
    leaf = Leaf(name="t", lines=(), columns=(Column(title="at", width=9, kind="moment"),), rows=rows)

    [sheet] = _sheets(workbook_of("t", [leaf])).values()
    assert [str(row[0]) for row in sheet] == ["at", "1601-01-01 08:00:00", "2025-07-01", "2025-07-01", "soon"]


def test_a_text_that_is_too_long_for_a_cell_is_cut_in_sight() -> None:
    leaf = Leaf(name="t", lines=(), columns=(Column(title="at", width=9),), rows=[("x" * 40_000,)])

    [sheet] = _sheets(workbook_of("t", [leaf])).values()
    assert sheet[1] == ["x" * 32_000 + "..."]


@given(st.lists(st.text(max_size=50), max_size=30))
def test_every_sheet_has_a_name_that_a_spreadsheet_takes(wished: list[str]) -> None:
    names = sheet_names(wished)

    assert len({name.casefold() for name in names}) == len(wished)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name == name.strip()
        assert name.casefold() != "history"


def test_names_that_differ_only_in_case_or_behind_their_end_stay_apart() -> None:
    long = "resolution-and-closing.customer-told"

    assert sheet_names(["Books", "BOOKS", "history", long, long + "-late"]) == [
        *("Books", "BOOKS 2", "history-"),
        *("resolution-and-closing.customer", "resolution-and-closing.custom 2"),
    ]
