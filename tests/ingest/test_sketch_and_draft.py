"""A sketch says what a file seems to hold, a draft how it might be read; what is uncertain is said."""

from pathlib import Path

import duckdb
import pytest
import yaml

from builders.intakes import load_files, pack_exports, visits, written
from guiju.ingest import FileSketch, HeaderSketch, draft, sketch
from guiju.model.problem import ExportUnreadable, Misuse
from guiju.model.system import System


def _column(sketched: FileSketch, header: str) -> HeaderSketch:
    return next(column for column in sketched.headers if column.header == header)


def _sketch(folder: Path, header: str, *cells: str) -> HeaderSketch:
    return _column(
        sketch(written(folder, "\n".join((f"id|{header}", *(f"{n}|{c}" for n, c in enumerate(cells)))))), header
    )


@pytest.mark.parametrize(
    ("cells", "kind", "formats", "ambiguous"),
    [
        (("2025-01-31 10:00", "2025-02-01 11:00"), "datetime", (), False),
        (("31/1/2025 10:00", "1/2/2025 11:00"), "datetime", ("%d/%m/%Y %H:%M",), False),
        (("01/02/2025 10:00",), "datetime", ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"), True),
        (("2025年1月31日 10:00",), "datetime", ("%Y年%m月%d日 %H:%M",), False),
        (("1/31/2025", "12/1/2025"), "date", ("%m/%d/%Y",), False),
        (("12", "-3"), "integer", (), False),
        (("1.5", "2"), "number", (), False),
        (("007", "012"), "text", (), False),
        (("是", "否"), "boolean", (), False),
        (("2025-01-31 10:00", "soon"), "text", (), False),
    ],
)
def test_types_and_formats_are_those_that_every_sample_has(
    tmp_path: Path, cells: tuple[str, ...], kind: str, formats: tuple[str, ...], *, ambiguous: bool
) -> None:
    column = _sketch(tmp_path, "x", *cells)
    assert (column.type, column.formats, column.ambiguous) == (kind, formats, ambiguous)


def test_null_markers_and_few_values_are_found(tmp_path: Path) -> None:
    column = _sketch(tmp_path, "x", "a", "b", "a", "?", "", "b", "N/A", "a")
    assert (column.nulls, column.values, column.empty) == (("?", "N/A"), ("a", "b"), 3 / 8)


def test_a_sketch_of_parquet_and_of_gb18030_works_too(tmp_path: Path) -> None:
    path = tmp_path / "v.parquet"
    duckdb.execute(f"COPY (SELECT 1 AS a, NULL AS b, 'x' AS c) TO '{path}'")
    assert [column.header for column in sketch(path).headers] == ["a", "b", "c"]
    assert sketch(written(tmp_path, "编号,时间\n1,二\n", encoding="gb18030")).encoding == "gb18030"


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadable):
        sketch(written(tmp_path, ""))


def test_a_draft_reads_the_file_that_it_was_drafted_from(tmp_path: Path) -> None:
    text = "Visit Num;Begin at;类别;其他\nV1;31/1/2025 10:00;home;x\nV2;?;Shops;y\nV3;2/2/2025 10:00;home;x\n"
    path = written(tmp_path, text)
    made = draft(sketch(path), {"visits": visits()}, "visits")
    profile = System.model_validate(made.system)
    assert profile.readings[0].columns["begun_at"].formats == ("%d/%m/%Y %H:%M",)
    assert 0.7 < made.scores["begun_at"] < 1
    assert "其他" in made.comments["readings", 0, "columns"]
    assert load_files(path, system=profile).rows("visit_id") == [("V1",), ("V3",)]


def test_a_draft_never_decides_between_day_and_month(tmp_path: Path) -> None:
    path = written(tmp_path, "visit_id,begun_at\nV1,01/02/2025 10:00\n")
    made = draft(sketch(path), {"visits": visits()}, None)
    assert System.model_validate(made.system).readings[0].columns["begun_at"].formats == ()
    assert "%m/%d/%Y %H:%M" in made.comments["readings", 0, "columns", "begun_at"]


def test_samples_of_personal_data_stay_out_of_a_draft(tmp_path: Path, pack_path: Path) -> None:
    path = written(tmp_path, "call_id,Customer No,started_at\n1,13800000000,2025-01-31 10:00\n")
    made = draft(sketch(path), pack_exports(pack_path), "calls")
    assert "customer_id" in made.scores
    assert "13800000000" not in yaml.safe_dump([dict(made.system), list(made.comments.values())])


def test_without_a_word_the_export_that_fits_best_is_drafted(tmp_path: Path, pack_path: Path) -> None:
    path = written(tmp_path, "通话编号,进线时间,接通时间\n1,2025-01-31 10:00,\n")
    assert (
        System.model_validate(draft(sketch(path), pack_exports(pack_path), None).system).readings[0].export == "calls"
    )


def test_an_unknown_export_is_a_misuse(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="no export nothing; there are: visits"):
        draft(sketch(written(tmp_path, "a,b\n1,2\n")), {"visits": visits()}, "nothing")
