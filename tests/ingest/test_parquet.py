"""Parquet is read in place by a view, without a copy, and keeps the same books."""

from pathlib import Path

import duckdb
import pytest

from builders.intakes import at, balanced, load_files, reasons_of, written
from guiju.ingest import paths_read
from guiju.model.problem import ExportUnreadable

ROWS = """
SELECT * FROM (VALUES
  ('V1', TIMESTAMP '2025-03-01 09:00', 'home', 3, true, 1.5),
  ('V2', TIMESTAMP '2025-03-01 10:00', 'shop', 4, false, 2.5)
) AS t(visit_id, "Begun at", 类型, count, done, score)
"""


def _parquet(folder: Path, sql: str, name: str = "visits.parquet") -> Path:
    path = folder / name
    duckdb.execute(f"COPY ({sql}) TO '{folder / 'safe.parquet'}'")
    (folder / "safe.parquet").rename(path)
    return path


def test_typed_columns_are_taken_as_they_are(tmp_path: Path) -> None:
    loaded = load_files(_parquet(tmp_path, ROWS))
    assert loaded.rows("visit_id, begun_at, kind, count, done, score, _row, _file, _unreadable") == [
        ("V1", at("2025-03-01 09:00"), "home", 3, True, 1.5, 1, 0, None),
        ("V2", at("2025-03-01 10:00"), "shop", 4, False, 2.5, 2, 0, None),
    ]
    assert loaded.table.files[0].format == "parquet"
    assert loaded.table.newest == at("2025-03-01 10:00")


@pytest.mark.parametrize("end", ["infinity", "-infinity"])
def test_a_time_without_end_is_no_time_and_never_now(tmp_path: Path, end: str) -> None:
    """Databases write `infinity` for what has not happened; taken as a time it would make every open case late."""
    more = f"UNION ALL SELECT 'V3', '{end}'::TIMESTAMP, 'home', 1, true, 0.5"
    loaded = load_files(_parquet(tmp_path, ROWS + more))

    assert loaded.table.newest == at("2025-03-01 10:00")
    assert (loaded.table.rows_read, loaded.table.rows_rejected) == (3, 1)
    assert reasons_of(loaded.rejects()) == [(3, "unreadable:begun_at")]


def test_the_relation_is_a_view_that_works_behind_a_locked_connection(tmp_path: Path) -> None:
    _parquet(tmp_path, ROWS.replace("'V", "'W"), "v1.parquet")
    path = _parquet(tmp_path, ROWS, "v[1]'s*.parquet")
    loaded = load_files(path)
    kinds = loaded.connection.execute(
        "SELECT table_type FROM information_schema.tables WHERE table_name = 'export_visits'"
    )
    assert kinds.fetchall() == [("VIEW",)]
    names = ", ".join("'" + name.replace("'", "''") + "'" for name in paths_read(loaded.tables))
    loaded.connection.execute(f"SET allowed_paths = [{names}]")
    loaded.connection.execute("SET enable_external_access = false")
    assert loaded.rows("visit_id") == [("V1",), ("V2",)]
    with pytest.raises(duckdb.PermissionException):
        loaded.connection.execute(f"SELECT * FROM read_parquet('{tmp_path / 'v1.parquet'}')")


def test_only_parquet_is_read_again_after_the_load(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, "visit_id,begun_at\n"), _parquet(tmp_path, ROWS))
    assert paths_read(loaded.tables) == (str(tmp_path / "visits.parquet"),)


def test_rows_without_a_key_are_rejected_and_cells_outside_a_value_set_are_told(tmp_path: Path) -> None:
    more = "UNION ALL SELECT * FROM (VALUES (NULL, TIMESTAMP '2025-03-01 11:00', '到店', 5, true, 'nan'::DOUBLE), "
    more += "('V4', NULL, 'bus', 6, true, 1.0), ('V5', TIMESTAMP '2025-03-01 12:00', 'Bus', 7, NULL, 'nan'::DOUBLE), "
    more += "('', TIMESTAMP '2025-03-01 12:00', 'home', 7, NULL, 0), "
    more += "('V7', TIMESTAMP '2025-03-01 12:00', '上门', 7, NULL, 0))"
    loaded = load_files(_parquet(tmp_path, ROWS + more))
    assert loaded.rows("visit_id, kind, score, _row, _unreadable", "_row > 2") == [
        ("V5", None, None, 5, ",kind,score,"),
        ("V7", "home", 0.0, 7, None),
    ]
    assert {(row, column, reason) for row, column, _, reason in loaded.rejects()} == {
        (3, None, "missing:visit_id"),
        (4, None, "missing:begun_at"),
        (5, "kind", "not-in-values"),
        (5, "score", "not-a-number"),
        (6, None, "missing:visit_id"),
    }
    table = loaded.table
    assert (table.rows_read, table.rows_rejected, table.rows_used, table.records) == (7, 3, 4, 4)
    assert table.unreadable == {"kind": 1, "score": 1}
    assert balanced(table)


def test_columns_of_other_types_are_read_by_way_of_text(tmp_path: Path) -> None:
    sql = """SELECT 17 AS visit_id, TIMESTAMP_NS '2025-03-01 09:00:00.5' AS begun_at, '2025-03-01 10:00' AS ended_at,
             2.0::DOUBLE AS count, 'ja' AS done, 3::UTINYINT AS score, TIMESTAMP '2025-03-01 00:00' AS day"""
    loaded = load_files(_parquet(tmp_path, sql))
    assert loaded.rows("visit_id, begun_at, ended_at, count, done, score, day") == [
        ("17", at("2025-03-01 09:00:00.5"), at("2025-03-01 10:00"), 2, None, 3.0, None)
    ]
    assert loaded.table.unreadable == {"day": 1, "done": 1}


def test_a_csv_and_a_parquet_file_become_one_relation(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, "visit_id,begun_at\nV0,2025-03-01 08:00\n"), _parquet(tmp_path, ROWS))
    assert loaded.rows("visit_id, _file, _row") == [("V0", 0, 2), ("V1", 1, 1), ("V2", 1, 2)]


def test_a_profile_maps_filters_and_derives_over_parquet_too(tmp_path: Path) -> None:
    reading = {
        "nulls": ["?"],
        "columns": {
            "visit_id": {"from": "visit_id"},
            "begun_at": {"from": "Begun at"},
            "kind": {"from": "类型", "values": {"shop": "home"}},
            "heads": {"from": "count", "type": "integer"},
        },
        "leave_out": [{"where": "heads > 3", "reason": {"zh": "人多", "en": "crowds"}}],
        "derive": {"count": "heads + 1"},
    }
    loaded = load_files(_parquet(tmp_path, ROWS), system=reading)
    assert loaded.rows("visit_id, kind, count") == [("V1", "home", 4)]
    assert [count for _, count in loaded.table.left_out] == [1]
    assert balanced(loaded.table)


def test_rows_are_left_out_of_a_file_that_would_otherwise_be_whole(tmp_path: Path) -> None:
    reading = {
        "columns": {"visit_id": {"from": "visit_id"}, "begun_at": {"from": "Begun at"}},
        "leave_out": [{"where": "visit_id = 'V1'", "reason": {"zh": "一", "en": "one"}}],
    }
    loaded = load_files(_parquet(tmp_path, ROWS), system=reading)
    assert (loaded.rows("visit_id"), [count for _, count in loaded.table.left_out]) == ([("V2",)], [1])


def test_an_event_log_in_parquet_is_folded(tmp_path: Path) -> None:
    reading = {
        "columns": {
            "case": {"from": "visit_id", "type": "text"},
            "when": {"from": "Begun at", "type": "datetime"},
        },
        "fold": {
            "key": "case",
            "order": ["when"],
            "columns": {"visit_id": 'first("case")', "begun_at": 'first("when")'},
        },
    }
    twice = f"{ROWS} UNION ALL SELECT 'V1', TIMESTAMP '2025-03-01 08:00', 'home', 1, true, 1"
    loaded = load_files(_parquet(tmp_path, twice), system=reading)
    assert loaded.rows("visit_id, begun_at, _row") == [
        ("V2", at("2025-03-01 10:00"), 2),
        ("V1", at("2025-03-01 08:00"), 3),
    ]


def test_times_with_a_zone_are_refused_where_the_pack_names_none(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadable, match="carry a zone"):
        load_files(_parquet(tmp_path, "SELECT 'V1' AS visit_id, TIMESTAMPTZ '2025-03-01 09:00+08' AS begun_at"))


def test_a_damaged_file_is_refused_with_a_message(tmp_path: Path) -> None:
    # A null in the key makes the load read that column; damage elsewhere shows when the engine comes to it.
    sql = "SELECT CASE WHEN i <> 7 THEN 'V' || i END AS visit_id, now()::TIMESTAMP AS begun_at FROM range(50000) r(i)"
    path = _parquet(tmp_path, sql)
    data = path.read_bytes()
    path.write_bytes(data[:40] + b"\xff" * (len(data) - 2000) + data[len(data) - 1960 :])
    with pytest.raises(ExportUnreadable, match="Parquet"):
        load_files(path)
