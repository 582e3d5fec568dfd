"""Profiles: markers, value maps, joined cells, formats, rows left out, derived columns and folds."""

import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.intakes import at, balanced, load_files, written
from guiju.ingest.fold import ordered
from guiju.model.problem import ExportUnreadable

T = "2025-03-01 09:00"
PLAIN: dict[str, Any] = {"visit_id": {"from": "id"}, "begun_at": {"from": "t"}}


def test_null_markers_of_the_system_and_of_a_cell_are_no_values_and_no_faults(tmp_path: Path) -> None:
    reading = {"nulls": ["?"], "columns": {**PLAIN, "note": {"from": "n", "nulls": ["none"]}, "count": {"from": "c"}}}
    loaded = load_files(written(tmp_path, f"id,t,n,c\nV1,{T},?, ? \nV2,{T}, none,none\n"), system=reading)
    assert loaded.rows("note, count, _unreadable") == [(None, None, None), (None, None, ",count,")]
    assert loaded.rejects() == [(3, "count", "none", "not-an-integer")]


def test_values_are_mapped_and_others_pass_as_they_are(tmp_path: Path) -> None:
    reading = {
        "columns": {
            **PLAIN,
            "kind": {"from": "k", "values": {"H": "home", "X": None}},
            "done": {"from": "d", "values": {"ONTIME": True, "OVERDUE": False}},
            "count": {"from": "c", "values": {"few": 3}},
        }
    }
    text = f"id,t,k,d,c\nV1,{T},H,ONTIME,few\nV2,{T},shop,OVERDUE,4\nV3,{T},X,,\nV4,{T},Z,?,\n"
    loaded = load_files(written(tmp_path, text), system=reading)
    assert loaded.rows("kind, done, count") == [
        ("home", True, 3),
        ("shop", False, 4),
        (None, None, None),
        (None, None, None),
    ]
    assert loaded.rejects() == [
        (4, "kind", "X", "void-value"),
        (5, "done", "?", "not-a-boolean"),
        (5, "kind", "Z", "not-in-values"),
    ]


def test_date_and_time_are_joined_and_null_where_a_part_is_a_marker(tmp_path: Path) -> None:
    reading = {
        "datetime_formats": ["%y%m%d %H:%M:%S"],
        "columns": {
            "visit_id": {"from": "id"},
            "begun_at": {"from": ["day", "a"]},
            "ended_at": {"from": ["day", "b"], "nulls": ["0:00:00"]},
        },
    }
    text = (
        "id,day,a,b\nV1,990101,0:00:00,23:59:01\nV2,990102,1:00:00,0:00:00\nV3,990103,1:00:00,\nV4,990103,1:00:00,9h\n"
    )
    loaded = load_files(written(tmp_path, text), system=reading)
    assert loaded.rows("begun_at, ended_at, _unreadable") == [
        (at("1999-01-01 00:00"), at("1999-01-01 23:59:01"), None),
        (at("1999-01-02 01:00"), None, None),
        (at("1999-01-03 01:00"), None, None),
        (at("1999-01-03 01:00"), None, ",ended_at,"),
    ]
    assert loaded.rejects() == [(5, "ended_at", "990103 9h", "not-a-datetime")]


def test_formats_are_tried_in_order_and_take_the_place_of_iso(tmp_path: Path) -> None:
    formats = ["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"]
    reading = {"columns": {**PLAIN, "begun_at": {"from": "t", "formats": formats}}}
    text = f"id,t\nV1,25/3/2025 8:00\nV2,3/25/2025 9:00\nV3,{T}\nV4,2/3/25 9:00\nV5,infinity\n"
    loaded = load_files(written(tmp_path, text), system=reading)
    assert loaded.rows("begun_at") == [(at("2025-03-25 08:00"),), (at("2025-03-25 09:00"),)]
    assert [row for row, *_ in loaded.rejects()] == [4, 5, 6]


@pytest.mark.parametrize("form", ["%Y-%m-%d %Z", "%Q"])
def test_a_format_with_the_name_of_a_zone_or_none_at_all_is_refused(tmp_path: Path, form: str) -> None:
    reading = {"columns": {**PLAIN, "begun_at": {"from": "t", "formats": [form]}}}
    with pytest.raises(ExportUnreadable, match=r"systems/diary\.yaml"):
        load_files(written(tmp_path, "id,t\nV1,x\n"), system=reading)


def test_the_profile_alone_says_what_is_taken(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, f"id,t,note\nV1,{T},x\n"), system={"columns": PLAIN})
    assert loaded.rows("note") == [(None,)]
    assert loaded.table.unmapped == ("note",)


def test_a_header_that_the_profile_names_and_the_file_lacks_is_noted_or_refused(tmp_path: Path) -> None:
    path = written(tmp_path, f"id,t,notes\nV1,{T},x\n")
    reading: dict[str, Any] = {"columns": {**PLAIN, "note": {"from": "note"}}}
    table = load_files(path, system=reading).table
    assert "note" not in table.columns
    assert "nearest header is 'notes'" in table.notes[0].in_("en")
    with pytest.raises(ExportUnreadable, match="nearest header is 'notes'"):
        load_files(path, system={**reading, "derive": {"done": "note = 'x'"}})


def test_rows_are_left_out_by_the_first_rule_that_takes_them_and_counted(tmp_path: Path) -> None:
    reading = {
        "columns": {**PLAIN, "note": {"from": "n"}},
        "leave_out": [
            {"where": "note = 'ghost'", "reason": {"zh": "虚", "en": "ghosts"}},
            {"where": "visit_id = 'Total' or note = 'ghost'", "reason": {"zh": "合计", "en": "totals"}},
            {"where": "note = 'never'", "reason": {"zh": "从不", "en": "never"}},
        ],
    }
    text = f"id,t,n\nV1,{T},x\nV2,{T},ghost\nTotal,,\nV4,{T},\n,{T},ghost\nV6,,x\n"
    loaded = load_files(written(tmp_path, text), system=reading)
    assert [(text.in_("en"), count) for text, count in loaded.table.left_out] == [
        ("ghosts", 2),
        ("totals", 1),
        ("never", 0),
    ]
    assert loaded.rows("visit_id") == [("V1",), ("V4",)]
    assert (loaded.table.rows_read, loaded.table.rows_rejected, loaded.table.rows_used) == (6, 1, 2)
    assert balanced(loaded.table)


def test_derived_columns_are_typed_held_against_values_and_blinded_by_unreadable_cells(tmp_path: Path) -> None:
    reading = {
        "columns": {**PLAIN, "seconds": {"from": "s", "type": "integer"}, "what": {"from": "k", "type": "text"}},
        "derive": {
            "ended_at": "begun_at + INTERVAL '1 second' * seconds",
            "kind": "CASE WHEN what = 'h' THEN 'home' ELSE what END",
        },
    }
    loaded = load_files(written(tmp_path, f"id,t,s,k\nV1,{T},60,h\nV2,{T},soon,bus\nV3,{T},,\n"), system=reading)
    assert loaded.rows("ended_at, kind, _unreadable") == [
        (at("2025-03-01 09:01"), "home", None),
        (None, None, ",seconds,kind,ended_at,"),
        (None, None, None),
    ]
    assert loaded.rejects() == [(3, "kind", "bus", "not-in-values"), (3, "seconds", "soon", "not-an-integer")]


def test_a_profile_that_leaves_a_required_column_open_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadable, match="begun_at, required by visits"):
        load_files(written(tmp_path, "id\nV1\n"), system={"columns": {"visit_id": {"from": "id"}}})


FOLD: dict[str, Any] = {
    "columns": {
        "case": {"from": "case", "type": "text"},
        "nr": {"from": "nr", "type": "integer"},
        "when": {"from": "when", "type": "datetime"},
        "state": {"from": "state", "type": "text", "values": {"-100": None}},
    },
    "fold": {
        "key": "case",
        "order": ["nr"],
        "columns": {
            "visit_id": 'FIRST("case")',
            "begun_at": 'MIN("when")',
            "ended_at": 'MAX("when") FILTER(WHERE "state" = \'done\')',
            "due_at": 'FIRST("when") FILTER(WHERE NOT "state" = \'new\')',
            "note": 'LAST("state")',
            "count": "COUNT(*)",
            "done": "BOOL_OR(\"state\" = 'done')",
        },
    },
}


def test_an_event_log_becomes_one_row_per_case_in_the_order_of_the_fold(tmp_path: Path) -> None:
    text = (
        "case,nr,when,state\n"
        "A,2,2025-01-01 10:00,done\n"
        "B,1,2025-01-01 08:00,new\n"
        "A,1,2025-01-01 09:00,new\n"
        ",7,2025-01-01 09:00,new\n"
        "A,3,2025-01-01 11:00,\n"
        "B,2,2025-01-01 12:00,-100\n"
        "C,1,,new\n"
    )
    loaded = load_files(written(tmp_path, text), system=FOLD)
    assert (
        loaded.rows("visit_id, begun_at, ended_at, due_at, note, count, done, _row, _unreadable")
        == [
            ("B", at("2025-01-01 08:00"), None, None, None, 2, False, 3, ",ended_at,due_at,note,"),
            ("A", at("2025-01-01 09:00"), at("2025-01-01 10:00"), at("2025-01-01 10:00"), None, 3, True, 4, None),
        ]
        or loaded.rows("visit_id, _unreadable")[0][1] == ",ended_at,due_at,note,"
    )
    assert loaded.rejects() == [
        (5, None, None, "missing:case"),
        (7, "state", "-100", "void-value"),
        (8, None, None, "missing:begun_at"),
    ]
    table = loaded.table
    assert (table.rows_read, table.rows_rejected, table.rows_used, table.records) == (7, 2, 5, 2)
    assert table.unreadable == {"state": 1}


def test_a_value_that_a_fold_makes_outside_the_value_set_is_told_at_the_case(tmp_path: Path) -> None:
    reading = {**FOLD, "fold": {**FOLD["fold"], "columns": {**FOLD["fold"]["columns"], "kind": 'LAST("state")'}}}
    loaded = load_files(written(tmp_path, "case,nr,when,state\nA,1,2025-01-01 10:00,bus\n"), system=reading)
    assert loaded.rows("kind, _unreadable") == [(None, ",kind,")]
    assert loaded.rejects() == [(2, "kind", "bus", "not-in-values")]
    assert loaded.table.unreadable == {"kind": 1}


def test_a_log_in_several_files_is_folded_as_one(tmp_path: Path) -> None:
    one = written(tmp_path, "case,nr,when,state\nA,2,2025-01-01 10:00,done\n", "a.csv")
    two = written(tmp_path, "case,nr,when,state\nA,1,2025-01-01 09:00,new\n", "b.csv")
    assert load_files(one, two, system=FOLD).rows("visit_id, note, count, _file, _row") == [("A", "done", 2, 1, 2)]


_EVENTS = st.lists(
    st.tuples(
        st.sampled_from("ABC"), st.integers(0, 4), st.integers(0, 59), st.sampled_from(["new", "open", "done", ""])
    ),
    min_size=1,
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(events=_EVENTS)
def test_a_fold_agrees_with_a_plain_one_in_python(events: list[tuple[str, int, int, str]]) -> None:
    cases: dict[str, list[tuple[int, int, int, str]]] = defaultdict(list)
    lines = ["case,nr,when,state"]
    for row, (case, nr, minute, state) in enumerate(events, start=2):
        cases[case].append((nr, row, minute, state))
        lines.append(f"{case},{nr},2025-01-01 08:{minute:02},{state}")
    expected = {}
    for case, unsorted in cases.items():
        log = sorted(unsorted)
        done = [minute for _, _, minute, state in log if state == "done"]
        moved = [minute for _, _, minute, state in log if state not in ("new", "")]
        expected[case] = (
            min(minute for _, _, minute, _ in log),
            max(done, default=None),
            moved[0] if moved else None,
            log[-1][3] or None,
            len(log),
            log[0][1],
        )
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_files(written(Path(folder), "\n".join(lines)), system=FOLD)
        found = loaded.rows("visit_id, begun_at, ended_at, due_at, note, count, _row")
        assert {row[0]: (*(time and time.minute for time in row[1:4]), *row[4:]) for row in found} == expected
        assert loaded.table.rows_used == len(events)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ('FIRST("x")', 'FIRST("x" ORDER BY o)'),
        ("first(x) FILTER(WHERE (y))", "first(x ORDER BY o) FILTER(WHERE (y))"),
        ("COALESCE(LAST (f(x, ')')), MIN(x))", "COALESCE(LAST (f(x, ')') ORDER BY o), MIN(x))"),
        ("FIRST(x ORDER BY y)", "FIRST(x ORDER BY y)"),
        ("'first(x)' = MAX(\"first\")", "'first(x)' = MAX(\"first\")"),
        ("COUNT(*)", "COUNT(*)"),
    ],
)
def test_the_order_is_written_into_the_aggregates_that_depend_on_it(sql: str, expected: str) -> None:
    assert ordered(sql, "o") == expected
