"""JSON lines, zst, and dates whose day and month may be swapped."""

import json
from pathlib import Path

import pytest
import zstandard

from builders.intakes import at, balanced, load_files, written
from guiju.model.problem import ExportUnreadable

LINES = [
    '{"visit_id": 1001, "begun_at": "2025-03-01 09:00", "note": {"a": [1, 2.50]}, "score": 1.50}',
    "",
    '{"visit_id": "V2", "begun_at": "2025-03-01 10:00", "done": true, "note": null}',
    '{"visit_id": "V3", "begun_at": ',
    "[1, 2]",
    '{"visit_id": "V4", "visit_id": "V5"}',
    '{"visit_id": "V6", "score": NaN}',
    '{"visit_id": "V7", "note": "\\ud800"}',
]  # fmt: skip


@pytest.mark.parametrize("name", ["visits.jsonl", "visits.txt"])
def test_json_lines_are_rows_and_bad_lines_are_rejected_with_their_number(tmp_path: Path, name: str) -> None:
    loaded = load_files(written(tmp_path, "\n".join(LINES), name))
    assert loaded.rows("visit_id, begun_at, note, score, done, _row") == [
        ("1001", at("2025-03-01 09:00"), '{"a": [1, 2.5]}', 1.5, None, 1),
        ("V2", at("2025-03-01 10:00"), None, None, True, 3),
    ]
    assert [(row, reason) for row, _, _, reason in loaded.rejects()] == [
        (4, "bad-json"), (5, "bad-json"), (6, "doubled-key"), (7, "bad-json"), (8, "bad-json")
    ]  # fmt: skip
    assert loaded.table.files[0].format == "jsonl"
    assert "note" in loaded.table.notes[0].in_("en")
    assert balanced(loaded.table)


def test_a_json_document_is_no_list_of_lines(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps([{"visit_id": 1}], indent=1), "visits.jsonl")
    with pytest.raises(ExportUnreadable, match="one object per line"):
        load_files(path)


def test_zst_of_several_frames_reads_like_the_text_in_it(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv.zst"
    pack = zstandard.ZstdCompressor().compress
    path.write_bytes(pack(b"visit_id,begun_at\nV1,2025-03-01 09:00\n") + pack("老,2025-03-01 10:00\n".encode()))
    assert load_files(path).rows("visit_id") == [("V1",), ("老",)]


def test_a_damaged_zst_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv.zst"
    path.write_bytes(zstandard.ZstdCompressor().compress(b"visit_id,begun_at\n" * 99)[:-9] + b"garbage 123")
    with pytest.raises(ExportUnreadable, match="damaged"):
        load_files(path)


def test_a_date_that_two_orders_read_differently_is_never_guessed(tmp_path: Path) -> None:
    text = "visit_id,begun_at,day\n" + "".join(
        f"V{n},2025-03-01 09:00,{day}\n"
        for n, day in enumerate(["13/04/2025", "04/13/2025", "04/05/2025", "05/05/2025"])
    )
    columns = {name: {"from": name} for name in ("visit_id", "begun_at", "day")}
    system = {"columns": columns, "date_formats": ["%d/%m/%Y", "%m/%d/%Y"]}
    loaded = load_files(written(tmp_path, text), system=system)
    days = [str(day) if day else None for (day,) in loaded.rows("day")]
    assert days == ["2025-04-13", "2025-04-13", None, "2025-05-05"]
    assert loaded.rejects() == [(4, "day", "04/05/2025", "ambiguous-date")]


def test_formats_of_one_order_are_tried_in_turn(tmp_path: Path) -> None:
    text = "visit_id,begun_at\nV1,01/02/2025 09:00\nV2,2025.02.03 10:00\nV3,2025-2\n"
    formats = ["%d/%m/%Y %H:%M", "%Y.%m.%d %H:%M"]
    columns = {name: {"from": name} for name in ("visit_id", "begun_at")}
    loaded = load_files(written(tmp_path, text), system={"columns": columns, "datetime_formats": formats})
    assert loaded.rows("begun_at") == [(at("2025-02-01 09:00"),), (at("2025-02-03 10:00"),)]
    assert loaded.rejects() == [(4, None, "2025-2", "unreadable:begun_at")]
