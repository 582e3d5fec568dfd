"""Encodings, packings and delimiters; and what is no table is refused with a message, never a traceback."""

import gzip
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from builders.intakes import at, load_files, written
from guiju.ingest import files as opening
from guiju.ingest.files import ExportFile
from guiju.model.problem import ExportUnreadable

TEXT = "走访编号,开始时间,类型,备注\nV1,2025-03-01 09:00,上门,老人家，谢谢\nV2,2025-03-01 10:30:05,shop,\n"
SEEN = [("V1", at("2025-03-01 09:00"), "home", "老人家，谢谢", 2), ("V2", at("2025-03-01 10:30:05"), "shop", None, 3)]


def _packed(folder: Path, data: bytes, packing: str) -> Path:
    path = folder / f"visits.{packing}"
    match packing:
        case "gz":
            path.write_bytes(gzip.compress(data))
        case "zip":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("folder/table.csv", data)
                archive.writestr("__MACOSX/folder/._table.csv", b"\0")
        case _:
            path.write_bytes(data)
    return path


@pytest.mark.parametrize("packing", ["csv", "gz", "zip"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^"])
@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_every_encoding_packing_and_delimiter_reads_the_same(
    tmp_path: Path, encoding: str, named: str, delimiter: str, packing: str
) -> None:
    text = TEXT.replace(",", delimiter)
    data = ("\ufeff" + text if encoding == "utf-16-be" else text).encode(encoding)
    loaded = load_files(_packed(tmp_path, data, packing))
    assert loaded.rows("visit_id, begun_at, kind, note, _row") == SEEN
    (file,) = loaded.table.files
    assert (file.encoding, file.delimiter, file.rows) == (named, delimiter, 2)
    assert file.member == ("folder/table.csv" if packing == "zip" else None)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_reads_the_same(tmp_path: Path, ending: str) -> None:
    loaded = load_files(written(tmp_path, TEXT.replace("\n", ending)))
    assert loaded.rows("visit_id, begun_at, kind, note, _row") == SEEN


def test_the_digest_is_of_the_file_as_it_lies_on_disk(tmp_path: Path) -> None:
    path = _packed(tmp_path, TEXT.encode(), "gz")
    (file,) = load_files(path).table.files
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert file.size == path.stat().st_size


def test_a_file_whose_name_looks_like_a_pattern_is_taken_by_its_name(tmp_path: Path) -> None:
    written(tmp_path, TEXT.replace("V", "W"), "v1.csv")
    assert load_files(written(tmp_path, TEXT, "v[1]*.csv")).rows("visit_id") == [("V1",), ("V2",)]


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, TEXT + "\n\nV3\n", encoding="gb18030")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    load_files(path)
    assert list(temporary.iterdir()) == []


def test_the_member_that_the_profile_names_is_taken_from_a_zip(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other.csv", "a,b\n1,2\n")
        archive.writestr("Diary-2025.CSV", TEXT)
    reading = {
        "files": ["diary-*.csv"],
        "columns": {"visit_id": {"from": "走访编号"}, "begun_at": {"from": "开始时间"}},
    }
    loaded = load_files(ExportFile(path=path), system=reading)
    assert loaded.table.files[0].member == "Diary-2025.CSV"
    assert loaded.table.records == 2


def test_a_member_name_of_a_chinese_machine_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "visits.zip"
    name = "走访.csv".encode("gb18030")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x" * len(name), TEXT)
    path.write_bytes(path.read_bytes().replace(b"x" * len(name), name))
    assert load_files(path).table.files[0].member == "走访.csv"


def _zip(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "NUL"),
        (b"visit_id,begun_at\nV1,\xff\xff\n", "byte 21"),
        (gzip.compress(TEXT.encode())[:-12], "damaged"),
        (gzip.compress(TEXT.encode())[:20] + b"garbage" * 9, "damaged"),
        (b"PK\x03\x04 no zip at all", "damaged"),
        (_zip(a_csv=b"a,b", b_csv=b"a,b"), "must hold one table"),
        (_zip(xl=b"", mimetype=b"x"), "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel"),
        (b"PAR1 but no table PAR1", "Parquet"),
        (b"\xff\xfeV", "UTF-16"),
        (b"x" * (9 << 20), "no header"),
        (b"visit_id,begun_at\n\n" + b"a" * (9 << 20) + b",b", "million characters"),
    ],
    # Named here and not after the bytes: an archive carries the time of its making, so two test processes would differ.
    ids=[
        "no byte",
        "empty lines",
        "a picture",
        "no UTF-8",
        "gzip cut short",
        "gzip with garbage",
        "no zip",
        "zip of two tables",
        "zip of a workbook",
        "half an old workbook",
        "no Parquet",
        "half a UTF-16 letter",
        "one endless header",
        "one endless cell",
    ],
)
def test_what_is_no_table_is_refused_with_a_message(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "visits.csv"
    path.write_bytes(data)
    with pytest.raises(ExportUnreadable) as caught:
        load_files(path)
    assert word in "\n".join(caught.value.lines("en"))
    assert str(path) in caught.value.lines("zh")[0]


def test_a_missing_file_and_a_folder_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadable) as caught:
        load_files(tmp_path / "none.csv", tmp_path)
    assert len(caught.value.problems) == 2


def test_a_file_given_twice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    with pytest.raises(ExportUnreadable, match="twice"):
        load_files(path, tmp_path / "." / "visits.csv")


def test_a_bomb_is_stopped_by_its_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "RATIO_FROM", 1 << 20)
    path = _packed(tmp_path, TEXT.encode() + b" " * (8 << 20), "gz")
    with pytest.raises(ExportUnreadable, match="expands to more"):
        load_files(path)


def test_a_bomb_is_stopped_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_EXPANDED", 10)
    with pytest.raises(ExportUnreadable, match="expands to more"):
        load_files(_packed(tmp_path, TEXT.encode(), "zip"))


def test_a_header_without_rows_is_an_export_without_records(tmp_path: Path) -> None:
    table = load_files(written(tmp_path, "visit_id,begun_at")).table
    assert (table.rows_read, table.records, table.newest) == (0, 0, None)
    assert table.columns == {"visit_id", "begun_at"}


@pytest.mark.parametrize(("name", "zh"), [("gone.csv", "没有这个文件：请检查路径"), ("n" * 300, "文件名太长")])
def test_a_file_that_cannot_be_opened_is_told_in_one_language_with_what_to_do(
    tmp_path: Path, name: str, zh: str
) -> None:
    with pytest.raises(ExportUnreadable) as refused:
        load_files(tmp_path / name)
    (line,) = refused.value.lines("zh")
    assert line.startswith(f"{tmp_path / name}: {zh}")
    assert "check the path" in refused.value.lines("en")[0]


def test_a_header_over_two_lines_takes_both_and_no_row(tmp_path: Path) -> None:
    """Spreadsheets write headers with a line break in quotes; the first record stands behind all of it."""
    text = '走访编号,"开始\n时间",类型,备注\n' + TEXT.partition("\n")[2]
    loaded = load_files(written(tmp_path, text))
    assert [row[:2] for row in loaded.rows("visit_id, begun_at, kind, note, _row")] == [row[:2] for row in SEEN]
    assert (loaded.table.rows_read, loaded.table.rows_rejected) == (2, 0)
