"""Workbooks: the sheet, the header, the cells as text, typed dates, error cells, totals; and what is refused."""

import contextlib
import datetime as dt
import gzip
import hashlib
import random
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import zstandard

from builders.intakes import at, balanced, load_files
from guiju.ingest import packed, sketch
from guiju.ingest.celltext import cell_text
from guiju.ingest.sheetparts import scan_xlsb
from guiju.model.problem import ExportUnreadable

HEADER = ["visit_id", "begun_at", "note", "count"]
BEGUN = dt.datetime(2025, 3, 1, 9, 0, 5)
OWN = {"visit_id": {"from": "visit_id"}, "begun_at": {"from": "begun_at"}, "note": {"from": "note"}}


def workbook(
    folder: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], *, name: str = "visits.xlsx", **options: Any
) -> Path:
    """Cells: numbers, texts, booleans, dates and times (typed), `!x` an error with that text."""
    path = folder / name
    with xlsxwriter.Workbook(path, options) as book:
        forms = {
            dt.datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
            dt.date: book.add_format({"num_format": "m/d/yy"}),
            dt.time: book.add_format({"num_format": "hh:mm:ss"}),
            dt.timedelta: book.add_format({"num_format": "[h]:mm:ss"}),
        }
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str) and cell.startswith("!"):
                        sheet.write_formula(row, column, "=1/0", None, cell[1:])
                    elif type(cell) in forms:
                        sheet.write_datetime(row, column, cell, forms[type(cell)])
                    elif isinstance(cell, str) and cell:
                        sheet.write_string(row, column, cell)
                    else:
                        sheet.write(row, column, cell)
    return path


def refused(path: Path, **how: Any) -> str:
    with pytest.raises(ExportUnreadable) as caught:
        load_files(path, **how)
    assert all(problem.message.zh for problem in caught.value.problems)
    return "\n".join(caught.value.lines("en"))


def test_the_table_is_found_below_titles_and_above_totals_with_the_rows_of_the_sheet(tmp_path: Path) -> None:
    rows = [["走访明细"], [], ["部门:", "客服"], HEADER, ["V1", BEGUN, "a", 2], [], ["V2", BEGUN, "b", 3],
            ["小计", None, None, 5], [], ["合 计：", None, None, 5]]  # fmt: skip
    loaded = load_files(workbook(tmp_path, {"数据": rows}))
    assert loaded.rows("visit_id, begun_at, note, count, _row") == [("V1", BEGUN, "a", 2, 5), ("V2", BEGUN, "b", 3, 7)]
    table = loaded.table
    assert (table.rows_read, table.rows_used, [(reason.en, count) for reason, count in table.left_out]) == (
        4,
        2,
        [("Totals rows at the end of the sheet", 2)],
    )
    assert balanced(table)
    (file,) = table.files
    assert (file.format, file.member, file.rows) == ("xlsx", "数据", 4)


def test_a_word_like_total_in_the_middle_is_a_record(tmp_path: Path) -> None:
    rows = [HEADER, ["Total", BEGUN, "a", 1], ["V2", BEGUN, "b", 2]]
    table = load_files(workbook(tmp_path, {"s": rows})).table
    assert (table.records, table.left_out) == (2, ())


TEAMED = ["team", "visit_id", "begun_at", "count"]


def test_subtotals_without_a_key_within_the_sheet_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [TEAMED, ["A", "V1", BEGUN, 1], ["小计", None, None, 1], ["B", "V2", BEGUN, 2], ["Sub total:", " ", None, 2],
            [], ["B", "V3", BEGUN, 2], ["小计", None, None, 2], ["合计", None, None, 5]]  # fmt: skip
    loaded = load_files(workbook(tmp_path, {"s": rows}))
    assert loaded.rows("visit_id, _row") == [("V1", 2), ("V2", 4), ("V3", 7)]
    assert [(reason.en, count) for reason, count in loaded.table.left_out] == [
        ("Subtotal rows without a key within the sheet", 2),
        ("Totals rows at the end of the sheet", 2),
    ]
    assert balanced(loaded.table)


@pytest.mark.parametrize(
    "row",
    [["小计", "V9", BEGUN, 1], ["小计组", None, BEGUN, 1], ["合计", None, BEGUN, 1]],
    ids=["key", "name", "total"],
)
def test_what_has_a_key_or_another_name_is_never_taken_for_a_subtotal(tmp_path: Path, row: list[Any]) -> None:
    table = load_files(workbook(tmp_path, {"s": [TEAMED, row, ["B", "V2", BEGUN, 2]]})).table
    assert (table.rows_used + table.rows_rejected, table.left_out) == (2, ())


@pytest.mark.parametrize("kind", ["zip", "gz", "zst"])
def test_a_workbook_inside_an_archive_is_read(tmp_path: Path, kind: str) -> None:
    book = workbook(tmp_path, {"数据": [HEADER, ["V1", BEGUN, "a", 2]]}).read_bytes()
    path = tmp_path / f"visits.xlsx.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("七月/visits.xlsx", book)
    else:
        path.write_bytes(gzip.compress(book) if kind == "gz" else zstandard.compress(book))
    loaded = load_files(path)
    assert loaded.rows("visit_id, begun_at, _row") == [("V1", BEGUN, 2)]
    (file,) = loaded.table.files
    member = "七月/visits.xlsx > 数据" if kind == "zip" else "数据"
    assert (file.path, file.member, file.format) == (str(path), member, "xlsx")
    assert (file.sha256, file.size) == (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size)
    assert sketch(path).sheet == "数据"


def test_what_is_wrong_with_a_workbook_inside_an_archive_is_told_of_the_archive(tmp_path: Path) -> None:
    path, twice = tmp_path / "visits.zip", tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(workbook(tmp_path, {"s": []}), "visits.xlsx")
    with zipfile.ZipFile(twice, "w") as archive:
        archive.write(path, "visits.zip")
    assert refused(path) == f"{path}: the workbook is empty: export it again, with cells."
    assert refused(twice) == f"{twice}: there is an archive inside the archive: unpack it first."


@pytest.mark.parametrize("epoch", [{}, {"date_1904": True}])
def test_typed_dates_are_exact_whatever_the_formats_of_the_profile_say(tmp_path: Path, epoch: dict[str, Any]) -> None:
    midnight = dt.datetime(2025, 4, 5)
    rows = [["visit_id", "begun_at", "day", "note"], ["V1", BEGUN, dt.date(2025, 4, 5), BEGUN],
            ["V2", midnight, midnight, dt.time(9, 5, 7)], ["V3", "06/04/2025 10:30", "x", dt.timedelta(hours=36)],
            ["V4", BEGUN, BEGUN, None]]  # fmt: skip
    system = {
        "columns": {**OWN, "day": {"from": "day"}},
        "datetime_formats": ["%d/%m/%Y %H:%M"],
        "date_formats": ["%d/%m/%Y"],
    }
    loaded = load_files(workbook(tmp_path, {"s": rows}, **epoch), system=system)
    assert loaded.rows("begun_at, day, note") == [
        (BEGUN, dt.date(2025, 4, 5), "2025-03-01 09:00:05"),
        (midnight, dt.date(2025, 4, 5), "09:05:07"),
        (at("2025-04-06 10:30"), None, "36:00:00"),
        (BEGUN, None, None),
    ]
    assert loaded.rejects() == [(4, "day", "x", "not-a-date"), (5, "day", "2025-03-01 09:00:05", "not-a-date")]


def test_a_typed_day_and_a_typed_time_are_joined(tmp_path: Path) -> None:
    rows = [["visit_id", "d", "t"], ["V1", dt.date(2025, 4, 5), dt.time(9, 5, 7)], ["V2", "05/04/2025", "09:05"]]
    system = {"columns": {"visit_id": {"from": "visit_id"}, "begun_at": {"from": ["d", "t"]}}}
    loaded = load_files(workbook(tmp_path, {"s": rows}), system={**system, "datetime_formats": ["%d/%m/%Y %H:%M"]})
    assert loaded.rows("begun_at") == [(at("2025-04-05 09:05:07"),), (at("2025-04-05 09:05"),)]


def test_every_minute_of_a_day_comes_back_exactly(tmp_path: Path) -> None:
    times = [dt.datetime(2025, 3, 1) + dt.timedelta(seconds=61 * n) for n in range(1416)]
    rows = [["visit_id", "begun_at"], *([f"V{n}", time] for n, time in enumerate(times))]
    assert load_files(workbook(tmp_path, {"s": rows})).rows("begun_at") == [(time,) for time in times]


def test_an_error_cell_is_unreadable_and_not_empty(tmp_path: Path) -> None:
    rows = [HEADER, ["V1", BEGUN, "!#N/A", "!#DIV/0!"], ["V2", "!#REF!", "#N/A", 1], ["V3", BEGUN, "", 2]]
    loaded = load_files(workbook(tmp_path, {"s": rows}))
    assert loaded.rows("visit_id, note, count, _unreadable") == [
        ("V1", None, None, ",note,count,"),
        ("V3", None, 2, None),
    ]
    assert loaded.rejects() == [
        (2, "count", "#DIV/0!", "error-cell"),
        (2, "note", "#N/A", "error-cell"),
        (3, None, "#REF!", "unreadable:begun_at"),
    ]


def test_errors_are_found_where_the_table_does_not_begin_in_the_first_column(tmp_path: Path) -> None:
    rows = [[None, None, *HEADER], [None, None, "V1", BEGUN, "!#N/A", 1]]
    loaded = load_files(workbook(tmp_path, {"s": rows}))
    assert loaded.rejects() == [(2, "note", "#N/A", "error-cell")]


def test_an_error_that_the_profile_calls_a_null_marker_is_empty(tmp_path: Path) -> None:
    rows = [HEADER, ["V1", BEGUN, "!#N/A", 1]]
    loaded = load_files(workbook(tmp_path, {"s": rows}), system={"columns": OWN, "nulls": ["#N/A"]})
    assert (loaded.rows("note, _unreadable"), loaded.rejects()) == ([(None, None)], [])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1001.0, "1001"),
        (1e15, "1000000000000000"),
        (9.22337203685478e19, "92233720368547800000"),
        (-5.0, "-5"),
        (0.1, "0.1"),
        (14.201, "14.201"),
        (True, "true"),
        (7, "7"),
        (dt.datetime(2025, 3, 1, 9), "2025-03-01 09:00:00"),
        (dt.timedelta(hours=36, seconds=1), "36:00:01"),
        (-dt.timedelta(minutes=1), "-00:01:00"),
    ],
)
def test_a_cell_has_one_text(value: Any, text: str) -> None:
    assert cell_text(value) == text


def test_numbers_and_numbers_stored_as_text_read_alike_and_long_ids_are_told(tmp_path: Path) -> None:
    rows = [HEADER, [1001, BEGUN, "001", "5"], [202503010000000001, BEGUN, 2.5, 6.0]]
    loaded = load_files(workbook(tmp_path, {"s": rows}))
    assert loaded.rows("visit_id, note, count") == [("1001", "001", 5), ("202503010000000000", "2.5", 6)]
    assert "visit_id has numbers of more than 15 digits" in loaded.table.notes[0].in_("en")


def test_the_sheet_that_fits_is_taken_and_the_others_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"说明": [["a", "b"], [1, 2]], "数据": [HEADER, ["V1", BEGUN, "a", 1]], "空": []})
    loaded = load_files(path)
    assert loaded.table.files[0].member == "数据"
    assert [note.in_("en") for note in loaded.table.notes] == ["the sheet '数据' was read; not read: 说明."]


def test_several_sheets_that_fit_are_listed_unless_the_profile_names_one(tmp_path: Path) -> None:
    sheets = {month: [HEADER[:size], [f"V-{month}", BEGUN, "a", 1][:size]] for month, size in (("Jan", 4), ("Feb", 3))}
    path = workbook(tmp_path, sheets)
    assert "(Jan, Feb)" in refused(path)
    for name in ("Feb", 2):
        assert load_files(path, system={"columns": OWN, "sheet": name}).rows("visit_id") == [("V-Feb",)]
    assert "no sheet Mar" in refused(path, system={"columns": OWN, "sheet": "Mar"})


def test_a_header_over_two_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("s")
        sheet.merge_range(0, 0, 1, 0, "visit_id")
        sheet.merge_range(0, 1, 0, 2, "times")
        sheet.write_row(1, 1, ["begun_at", "ended_at"])
        sheet.write_row(2, 0, ["V1", "2025-03-01 09:00", "2025-03-01 10:00"])
    assert "takes rows 1 to 2" in refused(path)


def test_a_header_merged_downwards_over_nothing_is_one_header(tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("s")
        sheet.merge_range(0, 0, 1, 0, "visit_id")
        sheet.merge_range(0, 1, 1, 1, "begun_at")
        sheet.write_row(2, 0, ["V1", "2025-03-01 09:00"])
    assert load_files(path).rows("visit_id, _row") == [("V1", 3)]


def test_stray_cells_far_out_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("s")
        sheet.write_row(0, 0, HEADER)
        sheet.write(1_048_575, 16_383, "x")
    assert "1048576 rows by 16384 columns" in refused(path)


def test_a_workbook_that_unpacks_too_far_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path, {"s": [HEADER, ["V1", BEGUN, "a", 1]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x", b"\0" * (4 << 20))
    monkeypatch.setattr(packed, "RATIO_FROM", 1 << 20)
    assert "expands" in refused(path)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook><sheets><sheet")
        archive.writestr("[Content_Types].xml", "")
    assert "cannot be read" in refused(path)


def test_a_draft_of_a_workbook_names_the_sheet_that_was_looked_at(tmp_path: Path) -> None:
    found = sketch(workbook(tmp_path, {"一": [["题目"], HEADER, ["V1", BEGUN, "a", 1]], "二": [["x"]]}))
    assert (found.sheet, [header.header for header in found.headers], found.records) == ("一", HEADER, 1)
    assert found.headers[1].type == "datetime"
    assert "not read: 二" in found.notes[0].in_("en")


def ods(folder: Path, rows: str) -> Path:
    """The smallest ODS document around the XML of some rows."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    path = folder / "visits.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content{names} xmlns:calcext="urn:org:documentfoundation:names:'
            'experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet><table:table table:name="s">'
            f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest:manifest xmlns:manifest="x"/>')
    return path


def ods_row(*cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


ODS_HEADER = ods_row(*map(ods_cell, ("visit_id", "begun_at", "note")))


def test_an_error_in_an_ods_sheet_is_unreadable(tmp_path: Path) -> None:
    error = ods_cell("#DIV/0!", 'calcext:value-type="error"')
    path = ods(tmp_path, ODS_HEADER + ods_row(ods_cell("V1"), ods_cell("2025-03-01 09:00"), error))
    loaded = load_files(path)
    assert loaded.rows("visit_id, begun_at, note") == [("V1", at("2025-03-01 09:00"), None)]
    assert loaded.rejects() == [(2, "note", "#ERROR", "error-cell")]


def test_an_ods_header_over_two_rows_is_refused(tmp_path: Path) -> None:
    tall, wide = 'table:number-rows-spanned="2"', 'table:number-columns-spanned="2"'
    covered = "<table:covered-table-cell/>"
    rows = (
        ods_row(ods_cell("visit_id", tall), ods_cell("times", wide), covered)
        + ods_row(covered, ods_cell("begun_at"), ods_cell("ended_at"))
        + ods_row(ods_cell("V1"), ods_cell("2025-03-01 09:00"), ods_cell("2025-03-01 10:00"))
    )
    assert "takes rows 1 to 2" in refused(ods(tmp_path, rows))


def test_an_ods_cell_repeated_without_end_is_refused(tmp_path: Path) -> None:
    wide = ods_cell("x", 'table:number-columns-repeated="16000"')
    assert "1000001 rows by 16000 columns" in refused(ods(tmp_path, ODS_HEADER + ods_row(wide, repeated=1_000_000)))


def test_a_binary_sheet_tells_its_reach_and_its_errors() -> None:
    def record(kind: int, *numbers: int, tail: bytes = b"") -> bytes:
        body = b"".join(number.to_bytes(4, "little") for number in numbers) + tail
        return bytes([kind, len(body)]) + body

    merged = bytes([0xB0, 1, 16]) + b"".join(number.to_bytes(4, "little") for number in (0, 1, 0, 0))
    data = merged + record(0, 4) + record(2, 1, 0, 0) + record(3, 2, 0, tail=b"\x07") + record(0, 9) + record(1, 700, 0)
    part = scan_xlsb(data)
    assert (part.rows, part.columns, part.errors) == (10, 701, {(4, 2): "#DIV/0!"})
    assert part.merged == [(0, 1)]


@pytest.mark.parametrize("seed", range(12))
def test_a_workbook_with_wrong_bytes_is_loaded_or_refused(tmp_path: Path, seed: int) -> None:
    data = bytearray(workbook(tmp_path, {"s": [HEADER, *([f"V{n}", BEGUN, "a", n] for n in range(50))]}).read_bytes())
    picked = random.Random(seed)  # noqa: S311 - seeded, not secret
    for _ in range(picked.choice((1, 3, 30))):
        data[picked.randrange(len(data))] = picked.randrange(256)
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(data)
    with contextlib.suppress(ExportUnreadable):
        assert load_files(path).table.records <= 50
