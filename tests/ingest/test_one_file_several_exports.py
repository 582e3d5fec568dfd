"""A file that becomes several exports: cases and events of one log, each with books of its own; the row before."""

import gzip
import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from builders.intakes import VISITS, at, balanced, visits, written
from guiju.ingest import ExportFile, load, named_file
from guiju.model.export import Export
from guiju.model.intake import REJECTS, ExportTable
from guiju.model.problem import ExportUnreadable
from guiju.model.system import System

MOVES = Export.model_validate(
    {
        **VISITS,
        "id": "moves",
        "title": {"zh": "变动", "en": "Moves"},
        "key": ["move_id"],
        "at": "ts",
        "columns": {
            "move_id": {"title": {"zh": "编号", "en": "Number"}, "type": "text", "required": True},
            "visit_id": {"title": {"zh": "走访", "en": "Visit"}, "type": "text"},
            "ts": {"title": {"zh": "时间", "en": "Time"}, "type": "datetime"},
            "event": {
                "title": {"zh": "事件", "en": "Event"},
                "type": "text",
                "values": {name: {"zh": name, "en": name} for name in ("begun", "ended", "again", "other")},
            },
        },
    }
)
SYSTEM: dict[str, Any] = {
    "id": "log",
    "title": {"zh": "日志", "en": "Log"},
    "description": {"zh": "测试用。", "en": "For tests."},
    "readings": [
        {
            "export": "visits",
            "files": ["*log*"],
            "columns": {
                "case": {"from": "case", "type": "text"},
                "nr": {"from": "nr", "type": "integer"},
                "when": {"from": "when", "type": "datetime"},
                "state": {"from": "state", "type": "text"},
            },
            "fold": {
                "key": "case",
                "order": ["nr"],
                "columns": {"visit_id": 'first("case")', "begun_at": 'min("when")', "note": "last(state)"},
            },
        },
        {
            "export": "moves",
            "beside": "visits",
            "columns": {
                "move_id": {"from": ["nr", "when"]},
                "visit_id": {"from": "case"},
                "nr": {"from": "nr", "type": "integer"},
                "ts": {"from": "when"},
                "state": {"from": "state", "type": "text", "values": {"-100": None}},
            },
            "before": {"key": "visit_id", "order": ["nr"], "cells": {"was": "state"}},
            "leave_out": [{"where": "state = was", "reason": {"zh": "状态没变", "en": "Nothing changed"}}],
            "derive": {
                "event": "CASE WHEN state = 'done' THEN 'ended' WHEN was = 'done' THEN 'again' "
                "WHEN was IS NULL THEN 'begun' WHEN state = was THEN 'same' ELSE 'other' END"
            },
            "complete": {"event": ["ended", "again"]},
            "note": {"zh": "没有地点。", "en": "There are no places."},
        },
    ],
}
LOG = """case,nr,when,state
A,2,2025-01-01 10:00,done
B,1,2025-01-01 08:00,new
A,1,2025-01-01 09:00,new
A,3,2025-01-01 11:00,done
,7,2025-01-01 09:00,done
A,4,2025-01-01 12:00,new
B,2,2025-01-01 12:00,-100
B,3,2025-01-01 13:00,new
,8,2025-01-01 09:00,done
"""


def taken(
    *files: Path | ExportFile, system: dict[str, Any] | None = SYSTEM
) -> tuple[dict[str, ExportTable], duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    given = [file if isinstance(file, ExportFile) else ExportFile(path=file) for file in files]
    profile = System.model_validate(system) if system is not None else None
    tables = load(given, exports={"visits": visits(), "moves": MOVES}, system=profile, connection=connection)
    return {table.export: table for table in tables}, connection


def events(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return connection.execute("SELECT _row, visit_id, event FROM export_moves ORDER BY _file, _row").fetchall()


def test_one_log_becomes_cases_and_events_each_with_books_of_its_own(tmp_path: Path) -> None:
    tables, connection = taken(written(tmp_path, LOG, "log.csv"))

    cases, moves = tables["visits"], tables["moves"]
    assert (cases.rows_read, cases.rows_rejected, cases.rows_used, cases.records) == (9, 2, 7, 2)
    assert (moves.rows_read, moves.rows_rejected, moves.rows_used, moves.records) == (9, 0, 8, 8)
    assert [(reason.in_("en"), count) for reason, count in moves.left_out] == [("Nothing changed", 1)]
    assert balanced(cases)
    assert balanced(moves)
    assert cases.files == moves.files
    rejected = connection.execute(f'SELECT export, row, "column" FROM {REJECTS} ORDER BY ALL').fetchall()
    assert rejected == [("moves", 8, "state"), ("visits", 6, None), ("visits", 10, None)]


def test_the_row_before_is_that_of_the_same_case_in_the_order_of_the_profile(tmp_path: Path) -> None:
    _, connection = taken(written(tmp_path, LOG, "log.csv"))

    assert events(connection) == [
        (2, "A", "ended"),
        (3, "B", "begun"),
        (4, "A", "begun"),
        (6, None, "ended"),
        (7, "A", "again"),
        (8, "B", "other"),  # the state before is known, its own is not
        (9, "B", "begun"),  # nothing is known of the state before
        (10, None, "ended"),
    ]


def test_what_is_made_from_an_unreadable_row_before_is_unreadable_too(tmp_path: Path) -> None:
    moves = SYSTEM["readings"][1]
    derive = {"event": "CASE WHEN was = 'done' THEN 'again' WHEN was = 'new' THEN 'other' END"}
    profile = {**SYSTEM, "readings": [SYSTEM["readings"][0], {**moves, "derive": derive}]}

    _, connection = taken(written(tmp_path, LOG, "log.csv"), system=profile)

    found = connection.execute("SELECT _row, event, _unreadable FROM export_moves WHERE visit_id = 'B' ORDER BY _row")
    assert found.fetchall() == [(3, None, None), (8, "other", ",state,"), (9, None, ",event,")]


def test_a_case_in_two_files_is_refused_where_the_row_before_counts(tmp_path: Path) -> None:
    header, *rows = LOG.splitlines()
    first = written(tmp_path, "\n".join([header, *rows[:2]]), "log-1.csv")
    second = written(tmp_path, "\n".join([header, *rows[2:]]), "log-2.csv")
    apart = written(tmp_path, f"{header}\nC,1,2025-01-01 10:00,new\n", "log-3.csv")

    with pytest.raises(ExportUnreadable, match=r"log-2\.csv.*visit_id.*several files") as refused:
        taken(first, second, apart)
    assert len(refused.value.problems) == 1
    tables, _ = taken(second, apart)
    assert tables["moves"].records == 8


def test_a_file_named_as_one_export_is_only_that_one_and_can_be_named_as_both(tmp_path: Path) -> None:
    path = written(tmp_path, LOG, "log.csv")

    assert list(taken(ExportFile(path=path, export="visits"))[0]) == ["visits"]
    assert list(taken(ExportFile(path=path, export="moves"))[0]) == ["moves"]
    both, connection = taken(ExportFile(path=path, export="visits"), ExportFile(path=path, export="moves"))
    assert (both["visits"].records, both["moves"].records) == (2, 8)
    assert events(connection)[0] == (2, "A", "ended")


@pytest.mark.parametrize("names", [(None, None), ("moves", "moves"), (None, "moves"), ("visits", None)])
def test_a_file_given_twice_for_one_export_is_refused(tmp_path: Path, names: Sequence[str | None]) -> None:
    path = written(tmp_path, LOG, "log.csv")

    with pytest.raises(ExportUnreadable, match="given twice"):
        taken(*(ExportFile(path=path, export=name) for name in names))


def test_the_bytes_are_hashed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    digest = hashlib.file_digest

    def counting(file: Any, *arguments: Any) -> Any:
        hashed.append(file.name)
        return digest(file, *arguments)

    monkeypatch.setattr(hashlib, "file_digest", counting)
    path = tmp_path / "log.csv.gz"
    path.write_bytes(gzip.compress(LOG.encode()))
    tables, _ = taken(path)

    assert hashed == [str(path)]
    assert {table.files[0].sha256 for table in tables.values()} == {hashlib.sha256(path.read_bytes()).hexdigest()}


def test_a_table_of_a_database_becomes_both_too(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with sqlite3.connect(path) as database:
        database.execute('CREATE TABLE log ("case" TEXT, nr INTEGER, "when" TEXT, state TEXT, secret TEXT)')
        rows = [(*line.split(","), "x") for line in LOG.splitlines()[1:]]
        database.executemany("INSERT INTO log VALUES (?, ?, ?, ?, ?)", rows)
    tables, connection = taken(named_file(f"sqlite:////{str(path).removeprefix('/')}#log"))

    assert (tables["visits"].records, tables["moves"].records) == (2, 8)
    assert [event for *_, event in events(connection)].count("ended") == 3


def test_what_the_file_does_not_carry_is_noted_and_the_first_export_is_read(tmp_path: Path) -> None:
    moves = SYSTEM["readings"][1]
    columns = {**moves["columns"], "state": {"from": "status", "type": "text"}}
    profile = {**SYSTEM, "readings": [SYSTEM["readings"][0], {**moves, "columns": columns}]}
    tables, _ = taken(written(tmp_path, LOG, "log.csv"), system=profile)

    assert list(tables) == ["visits"]
    (note,) = tables["visits"].notes
    assert "not read as Moves (moves) too: there is no column 'status'" in note.in_("en")


def test_what_the_source_always_tells_and_what_it_lacks_stand_in_the_books(tmp_path: Path) -> None:
    header = LOG.splitlines()[0]
    tables, _ = taken(
        written(tmp_path, LOG, "log.csv"), written(tmp_path, f"{header}\nC,1,2025-01-01 10:00,new\n", "log-3.csv")
    )

    assert tables["moves"].complete == {"event": frozenset({"ended", "again"})}
    assert [note.in_("en") for note in tables["moves"].notes] == ["There are no places."]
    assert tables["visits"].complete == {}
    own, _ = taken(written(tmp_path, "move_id,event\n1,begun\n", "moves.csv"), system=None)
    assert own["moves"].complete == {}


def test_times_of_both_exports_are_read_alike(tmp_path: Path) -> None:
    tables, _ = taken(written(tmp_path, LOG, "log.csv"))

    assert tables["visits"].newest == at("2025-01-01 09:00")
    assert tables["moves"].newest == at("2025-01-01 13:00")
