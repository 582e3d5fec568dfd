"""Which header is which column, and which file is which export."""

from pathlib import Path

import duckdb
import pytest

from builders.intakes import load_files, pack_exports, profile_of, visits, written
from guiju.ingest import ExportFile, load
from guiju.model.export import Export
from guiju.model.problem import ExportUnreadable

T = "2025-03-01 09:00"


def _plain(export_id: str, *columns: str) -> Export:
    titles = {name: {"title": {"zh": name}, "type": "text"} for name in columns}
    return Export.model_validate(
        {
            "id": export_id,
            "title": {"zh": export_id},
            "description": {"zh": export_id},
            "key": [columns[0]],
            "at": "at",
            "columns": titles | {"at": {"title": {"zh": "时间"}, "type": "datetime"}},
        }
    )


def _assigned(*files: Path, exports: dict[str, Export], **more: object) -> list[str]:
    given = [ExportFile(path=file) for file in files]
    tables = load(given, exports=exports, system=None, connection=duckdb.connect(), **more)
    return [table.export for table in tables]


@pytest.mark.parametrize(
    "header",
    [
        "visit_id,begun_at",
        "走访编号,开始时间",
        "VISIT NUMBER,Ｂｅｇｕｎ　ａｔ",
        " Visit_ID , start time",
        "\ufeff走访 编号,BEGUN_AT",
    ],
)
def test_headers_match_by_name_title_and_alias_however_they_are_written(tmp_path: Path, header: str) -> None:
    loaded = load_files(written(tmp_path, f"{header}\nV1,{T}\n"))
    assert loaded.rows("visit_id") == [("V1",)]
    assert loaded.table.unmapped == ()


def test_a_blank_header_is_no_fault_and_strange_headers_are_listed(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, f",visit_id,begun_at,color,color\n0,V1,{T},red,blue\n"))
    assert loaded.rows("visit_id") == [("V1",)]
    assert loaded.table.unmapped == ("color",)


@pytest.mark.parametrize("header", ["visit_id,begun_at,visit_id", "VISIT_ID,begun_at,Visit ID"])
def test_a_doubled_header_that_is_wanted_is_refused_with_its_columns(tmp_path: Path, header: str) -> None:
    with pytest.raises(ExportUnreadable, match=r"columns 1, 3"):
        load_files(written(tmp_path, f"{header}\nV1,{T},V2\n"))


def test_a_missing_needed_column_names_the_nearest_header(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadable) as caught:
        load_files(written(tmp_path, "visit_idd,begun\nV1,x\n"))
    english, chinese = "\n".join(caught.value.lines("en")), "\n".join(caught.value.lines("zh"))
    assert "'visit_id' (visits.visit_id); the nearest header is 'visit_idd'" in english
    assert "no column 'begun_at'" in english
    assert "最接近的表头是“visit_idd”" in chinese


def test_an_absent_column_with_a_like_header_is_noted_and_the_rest_is_read(tmp_path: Path) -> None:
    table = load_files(written(tmp_path, f"visit_id,begun_at,endedd_at\nV1,{T},{T}\n")).table
    assert "ended_at" not in table.columns
    (note,) = table.notes
    assert "no column 'ended_at' (visits.ended_at); the nearest header is 'endedd_at'" in note.in_("en")


def test_the_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadable) as caught:
        load_files(written(tmp_path, "a,b\n1,2\n", "one.csv"), written(tmp_path, "", "two.csv"))
    assert {problem.location.path.rsplit("/")[-1] for problem in caught.value.problems} == {"one.csv", "two.csv"}


def test_a_file_is_taken_for_the_export_that_its_name_begins_with(tmp_path: Path) -> None:
    exports = {name: _plain(name, "number") for name in ("calls", "calls-lost", "visits")}
    files = [
        written(tmp_path, "number,at\n", name)
        for name in ("calls_lost-2025.csv", "Calls-2025-01.csv", "visits.csv.bak")
    ]
    assert _assigned(*files, exports=exports) == ["calls", "calls-lost", "visits"]


def test_a_file_with_any_name_is_taken_for_the_export_whose_headers_fit_best(tmp_path: Path) -> None:
    exports = {"calls": _plain("calls", "number"), "visits": _plain("visits", "number", "house")}
    assert _assigned(written(tmp_path, "number,house,at\n", "dump.csv"), exports=exports) == ["visits"]


def test_a_file_that_fits_two_exports_equally_is_refused_with_the_candidates(tmp_path: Path) -> None:
    exports = {"calls": _plain("calls", "number"), "visits": _plain("visits", "number")}
    with pytest.raises(ExportUnreadable, match="may be: calls, visits"):
        _assigned(written(tmp_path, "number,at\n", "dump.csv"), exports=exports)


def test_the_users_word_goes_before_name_and_headers(tmp_path: Path) -> None:
    exports = {"calls": _plain("calls", "number"), "visits": _plain("visits", "number")}
    file = ExportFile(path=written(tmp_path, "number,at\n", "calls.csv"), export="visits")
    (table,) = load([file], exports=exports, system=None, connection=duckdb.connect())
    assert table.export == "visits"


def test_the_word_for_an_unknown_export_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    file = ExportFile(path=written(tmp_path, "a,b\n"), export="nothing")
    with pytest.raises(ExportUnreadable, match="there is no export nothing; there are: visits"):
        load([file], exports={"visits": visits()}, system=None, connection=duckdb.connect())


def test_a_systems_patterns_choose_among_its_readings(tmp_path: Path) -> None:
    plain = {"columns": {"visit_id": {"from": "id"}, "begun_at": {"from": "t"}}}
    other = {"export": "visits", "files": ["log*"], "columns": {"visit_id": {"from": "n"}, "begun_at": {"from": "t"}}}
    system = profile_of({"files": ["Table*"], **plain}, readings=[other])
    loaded = load_files(
        ExportFile(path=written(tmp_path, f"id,t\nV1,{T}\n", "TABLE-1.csv")),
        ExportFile(path=written(tmp_path, f"n,t\nV2,{T}\n", "log.csv")),
        system=system,
    )
    assert loaded.rows("visit_id, _file") == [("V1", 0), ("V2", 1)]


def test_progress_names_each_file_in_both_languages(tmp_path: Path) -> None:
    told: list[str] = []
    path = written(tmp_path, "visit_id,begun_at\n")
    given = [ExportFile(path=path)]
    load(
        given,
        exports={"visits": visits()},
        system=None,
        connection=duckdb.connect(),
        progress=lambda text: told.append(text.in_("en")),
    )
    assert told == [f"reading {path}"]


def test_every_export_of_the_pack_reads_a_file_with_its_chinese_titles(tmp_path: Path, pack_path: Path) -> None:
    exports = pack_exports(pack_path)
    for export in exports.values():
        header = ",".join(column.title.zh for column in export.columns.values())
        path = written(tmp_path, header + "\n", f"{export.id}.csv", "gb18030")
        (table,) = load([ExportFile(path=path)], exports=exports, system=None, connection=duckdb.connect())
        assert (table.export, table.unmapped) == (export.id, ())
        assert table.columns == set(export.columns)
