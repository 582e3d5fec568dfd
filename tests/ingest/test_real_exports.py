"""The three real systems through their profiles, with figures that were counted by other means."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from builders.intakes import Loaded, balanced, pack_exports, pack_system, reasons_of
from guiju.ingest import ExportFile, load

pytestmark = pytest.mark.realdata


def _load(pack: Path, system: str, *files: Path | ExportFile) -> Loaded:
    connection = duckdb.connect()
    given = [file if isinstance(file, ExportFile) else ExportFile(path=file) for file in files]
    tables = load(given, exports=pack_exports(pack), system=pack_system(pack, system), connection=connection)
    return Loaded(tables=tables, connection=connection)


def _one(loaded: Loaded, columns: str) -> tuple[int, ...]:
    ((*counts,),) = loaded.connection.execute(f"SELECT {columns} FROM {loaded.table.relation}").fetchall()
    return tuple(counts)


def test_boston_keeps_each_requests_own_due_time_and_the_systems_verdict(realdata: Path, pack_path: Path) -> None:
    loaded = _load(pack_path, "boston-311", realdata / "boston-311" / "boston311_2015.csv.gz")
    table = loaded.table
    assert (table.rows_read, table.rows_rejected, table.records, table.unreadable) == (121_145, 0, 121_145, {})
    assert _one(
        loaded,
        "count(*) FILTER (WHERE resolved_at IS NOT NULL AND due_at IS NOT NULL), "
        "count(*) FILTER (WHERE resolved_at <= due_at), count(*) FILTER (WHERE resolved_at > due_at), "
        "count(*) FILTER (WHERE resolved_at > due_at AND source_in_time IS NULL), "
        "count(*) FILTER (WHERE due_at IS NULL), count(*) FILTER (WHERE resolved_at < created_at), "
        "count(*) FILTER (WHERE (resolved_at <= due_at) <> source_in_time)",
    ) == (79_208, 60_054, 19_154, 82, 26_991, 197, 0)
    assert table.newest == datetime(2016, 1, 12, 22, 22, 40)


def test_servicenow_events_fold_to_incidents_without_losing_one(realdata: Path, pack_path: Path) -> None:
    log = realdata / "servicenow-incidents" / "incident_event_log.zip"
    loaded = _load(pack_path, "servicenow-incidents", ExportFile(path=log, export="requests"))
    table = loaded.table
    assert (table.rows_read, table.rows_rejected, table.rows_used, table.records) == (141_712, 0, 141_712, 24_918)
    assert _one(loaded, "count(*) FILTER (WHERE source_in_time), count(*) FILTER (WHERE NOT source_in_time)") == (
        15_803,
        9_115,
    )
    assert table.unreadable == {"state": 5}
    assert [(column, value, reason) for _, column, value, reason in loaded.rejects()] == [
        ("state", "-100", "void-value")
    ] * 5
    assert _one(loaded, "count(first_response_at), count(resolved_at), count(DISTINCT request_id)") == (
        24_918,
        24_918 - 1_556,
        24_918,
    )


def test_the_call_centre_answers_as_fast_as_its_own_queue_times_say(realdata: Path, pack_path: Path) -> None:
    folder = realdata / "call-centre-1999"
    loaded = _load(pack_path, "call-centre-1999", folder / "january.txt.gz", folder / "october.txt.gz")
    table = loaded.table
    assert [file.rows for file in table.files] == [31_599, 34_625]
    assert [count for _, count in table.left_out] == [387]
    assert (table.rows_rejected, table.rows_used, table.unreadable) == (2, 65_835, {})
    assert reasons_of(loaded.rejects()) == [(7315, "too-few-fields"), (14247, "too-few-fields")]
    assert balanced(table)
    months = loaded.connection.execute(
        "SELECT count(*) FILTER (WHERE answered), count(answered_at), "
        "count(*) FILTER (WHERE answered AND answered_at <= queue_at + INTERVAL 20 SECOND) "
        f"FROM {table.relation} GROUP BY _file ORDER BY _file"
    ).fetchall()
    assert months == [(27_060, 27_060, 16_402), (30_861, 30_861, 23_546)]
    assert [round(fast / answered * 100, 1) for answered, _, fast in months] == [60.6, 76.3]
    assert _one(loaded, "count(DISTINCT call_id), count(*) FILTER (WHERE answered AND abandoned)") == (65_835, 0)
