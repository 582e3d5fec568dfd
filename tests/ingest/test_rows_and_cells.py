"""What becomes of rows and cells: numbers, reasons, markers, maps and types; and the books always close."""

import csv
import io
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.intakes import at, balanced, load_files, reasons_of, visits, written
from guiju.model.problem import ExportUnreadable
from guiju.model.reasons import explain

HEAD = "visit_id,begun_at,note\n"
T = "2025-03-01 09:00"


def test_row_numbers_stay_right_behind_ragged_rows_quoted_line_breaks_and_blank_lines(tmp_path: Path) -> None:
    text = (
        f'{HEAD}V2,{T},"two\nlines"\n'  # row 2
        f"V3,{T}\n"  # row 3: too few
        f"\n"  # row 4: blank
        f"V5,{T},a,b\n"  # row 5: too many
        f"V6,{T},ok,\n"  # row 6: only a trailing delimiter
        f'V7,{T},"never closed\n'  # row 7
        f"V8,{T},ok\n"
        f'"V"9,{T},ok\n'  # row 9: characters behind the quote
        f"V10,{T},last"
    )
    loaded = load_files(written(tmp_path, text))
    assert loaded.rows("visit_id, _row") == [("V2", 2), ("V6", 6), ("V8", 8), ("V10", 10)]
    assert reasons_of(loaded.rejects()) == [
        (3, "too-few-fields"),
        (5, "too-many-fields"),
        (7, "unclosed-quote"),
        (9, "bad-quote"),
    ]
    assert loaded.rejects()[0][2] == f"V3,{T}"
    assert (loaded.table.rows_read, loaded.table.rows_rejected) == (8, 4)
    assert balanced(loaded.table)


def test_a_file_cut_inside_a_quoted_cell_loses_that_record_alone_and_says_so(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, f'{HEAD}V2,{T},"two\nlines"\nV4,{T},"cut\nhere'))
    assert loaded.rows("visit_id, _row") == [("V2", 2)]
    assert reasons_of(loaded.rejects()) == [(3, "unclosed-quote"), (4, "too-few-fields")]


def test_row_numbers_stay_right_behind_quoted_line_breaks_in_a_clean_file(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, f'{HEAD}V2,{T},"a\nb\nc"\nV3,{T},"d\r\n"\nV4,{T},\n'))
    assert loaded.rows("visit_id, note, _row") == [("V2", "a\nb\nc", 2), ("V3", "d", 3), ("V4", None, 4)]


def test_rows_that_several_processors_read_have_the_numbers_of_the_file(tmp_path: Path) -> None:
    count = 400_000  # several pieces of the reader, several groups of rows in the table
    notes = ("两\n行", *("一行",) * 6)
    lines = (f'V{place},2025-03-01 09:00,shop,"{notes[place % 7]}"' for place in range(2, count + 2))
    file = written(tmp_path, "走访编号,开始时间,类型,备注\n" + "\n".join(lines) + "\n")

    loaded = load_files(file)

    told = loaded.connection.execute(
        f"SELECT count(*), count(*) FILTER (visit_id = 'V' || _row), max(_row) FROM {loaded.table.relation}"
    ).fetchall()
    assert told == [(count, count, count + 1)]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_row_numbers_count_blank_lines_of_a_clean_file_which_are_no_records(tmp_path: Path, ending: str) -> None:
    text = f"{HEAD}V2,{T},x\n\n\nV5,{T},y\n\n".replace("\n", ending)
    loaded = load_files(written(tmp_path, text))
    assert loaded.rows("visit_id, _row") == [("V2", 2), ("V5", 5)]
    assert (loaded.table.rows_read, loaded.rejects()) == (2, [])


def test_row_numbers_count_a_blank_line_in_front_of_the_header(tmp_path: Path) -> None:
    assert load_files(written(tmp_path, f"\n\n{HEAD}V4,{T},x\n")).rows("visit_id, _row") == [("V4", 4)]


def test_many_rows_keep_their_numbers_when_the_engine_reads_in_parallel(tmp_path: Path) -> None:
    text = HEAD + "".join(f"V{n},{T},{'x' * (n % 90)}\n" for n in range(2, 200_002))
    loaded = load_files(written(tmp_path, text))
    assert loaded.rows("count(*), bool_and(visit_id = 'V' || _row)", "true GROUP BY ALL ORDER BY 1 --") == [
        (200_000, True)
    ]


def test_a_row_without_its_key_or_a_required_cell_is_rejected_with_the_column_named(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, f"{HEAD} ,{T},a\nV3,soon,b\nV4,,c\nV5,{T},d\n"))
    assert loaded.rejects() == [
        (2, None, None, "missing:visit_id"),
        (3, None, "soon", "unreadable:begun_at"),
        (4, None, None, "missing:begun_at"),
    ]
    assert loaded.rows("visit_id") == [("V5",)]
    assert loaded.table.unreadable == {}
    assert (loaded.table.rows_rejected, loaded.table.rows_used) == (3, 1)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("ended_at", "2025-03-01T09:05", at("2025-03-01 09:05")),
        ("ended_at", "2025/3/1 9:05:07", at("2025-03-01 09:05:07")),
        ("ended_at", "2025-03-01 09:05:07.25", at("2025-03-01 09:05:07.25")),
        ("day", "2025/3/1", at("2025-03-01").date()),
        ("count", "-12", -12),
        ("count", "12.0", 12),
        ("score", "-1.5e3", -1500.0),
        ("score", ".5", 0.5),
        ("done", "是", True),
        ("done", "N", False),
        ("done", "0", False),
        ("kind", "到店", "shop"),
        ("kind", "HOME VISIT", "home"),
        ("note", "\u3000\u00a0 两边有空白\t ", "两边有空白"),
        ("note", " \u3000 ", None),
    ],
)
def test_a_cell_is_read_as_its_type(tmp_path: Path, column: str, cell: str, value: object) -> None:
    loaded = load_files(written(tmp_path, f"visit_id;begun_at;{column}\nV1;{T};{cell}\n"))
    assert loaded.rows(f"{column}, _unreadable") == [(value, None)]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("ended_at", "2025-03-01", "not-a-datetime"),
        ("ended_at", "2025-03-01 09:00:00Z", "not-a-datetime"),
        ("ended_at", "2025-03-01 09:00-08", "not-a-datetime"),
        ("ended_at", "2025-03-01 09:00:00+08:00", "not-a-datetime"),
        ("ended_at", "2025-02-30 09:00", "not-a-datetime"),
        ("ended_at", "01/02/2025 09:00", "not-a-datetime"),
        ("ended_at", "epoch", "not-a-datetime"),
        ("ended_at", "-infinity", "not-a-datetime"),
        ("ended_at", "25-03-01 09:00:00", "not-a-datetime"),
        ("ended_at", "0001-01-01 00:00:00", "not-a-datetime"),
        ("day", "2025-03-01 09:00", "not-a-date"),
        ("count", "1.7", "not-an-integer"),
        ("count", "1e3", "not-an-integer"),
        ("count", "99999999999999999999", "not-an-integer"),
        ("score", "1,234", "not-a-number"),
        ("score", "95%", "not-a-number"),
        ("score", "nan", "not-a-number"),
        ("done", "maybe", "not-a-boolean"),
        ("kind", "phone", "not-in-values"),
    ],
)
def test_a_cell_that_does_not_parse_is_null_and_told(tmp_path: Path, column: str, cell: str, reason: str) -> None:
    loaded = load_files(written(tmp_path, f"visit_id;begun_at;{column}\nV1;{T};{cell}\nV2;{T};\n"))
    assert loaded.rows(f"{column}, _unreadable") == [(None, f",{column},"), (None, None)]
    assert loaded.rejects() == [(2, column, cell, reason)]
    assert loaded.table.unreadable == {column: 1}
    assert explain(reason).zh != reason


def test_several_unreadable_cells_of_a_row_are_all_named(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, f"visit_id,begun_at,count,done\nV1,{T},x,y?\n"))
    assert loaded.rows("_unreadable") == [(",count,done,",)]
    assert loaded.table.unreadable == {"count": 1, "done": 1}


def test_columns_that_no_file_has_are_typed_nulls(tmp_path: Path) -> None:
    loaded = load_files(written(tmp_path, f"{HEAD}V1,{T},x\n"))
    assert loaded.table.columns == {"visit_id", "begun_at", "note"}
    assert loaded.rows("typeof(ended_at), typeof(count), typeof(score), typeof(done), typeof(day)") == [
        ("TIMESTAMP", "BIGINT", "DOUBLE", "BOOLEAN", "DATE")
    ]


def test_several_files_become_one_relation_in_their_order(tmp_path: Path) -> None:
    one = written(tmp_path, f"{HEAD}V1,{T},x\n", "a.csv")
    two = written(tmp_path, f"visit_id;begun_at;count\nV2;{T};2\n;;\n", "b.csv", "gb18030")
    loaded = load_files(one, two)
    assert loaded.rows("visit_id, note, count, _file, _row") == [("V1", "x", None, 0, 2), ("V2", None, 2, 1, 2)]
    assert [file.rows for file in loaded.table.files] == [1, 2]
    assert loaded.table.columns == {"visit_id", "begun_at", "note", "count"}
    assert balanced(loaded.table)


def test_the_newest_time_leaves_plans_out(tmp_path: Path) -> None:
    loaded = load_files(
        written(tmp_path, f"visit_id,begun_at,ended_at,due_at\nV1,{T},2025-03-02 08:00,2030-01-01 00:00\n")
    )
    assert loaded.table.newest == at("2025-03-02 08:00")


def test_hostile_headers_and_cells_are_only_text(tmp_path: Path) -> None:
    evil = "x'); DROP TABLE guiju_rejects; --"
    loaded = load_files(written(tmp_path, f'visit_id,begun_at,"{evil}",count\n"{evil}",{T},"\'\'",\'1\n'))
    assert loaded.rows("visit_id") == [(evil,)]
    assert loaded.rejects() == [(2, "count", "'1", "not-an-integer")]
    assert loaded.table.unmapped == (evil,)


def test_bytes_of_any_kind_are_loaded_or_refused_but_never_end_in_a_traceback(tmp_path: Path) -> None:
    @settings(max_examples=40, deadline=None)
    @given(
        st.one_of(st.binary(max_size=200), st.text(max_size=80).map(lambda t: (HEAD + t).encode("utf-8", "replace")))
    )
    def check(data: bytes) -> None:
        path = tmp_path / "any.csv"
        path.write_bytes(data)
        with suppress(ExportUnreadable):
            assert balanced(load_files(path).table)

    check()


_CELLS = st.sampled_from(
    [
        "V1",
        "V2",
        "",
        " ",
        T,
        "2025-03-02 10:00:00",
        "bad",
        "shop",
        "到店",
        "17",
        "1.5",
        "是",
        "line\nbreak",
        'a "quote"',
    ]
)
_ROWS = st.lists(st.lists(_CELLS, min_size=1, max_size=6), max_size=12)
_COLUMNS = ["visit_id", "begun_at", "kind", "count"]


@settings(max_examples=50, deadline=None)
@given(rows=_ROWS, blanks=st.sets(st.integers(0, 11)))
def test_the_books_close_over_any_dirty_table(rows: list[list[str]], blanks: set[int]) -> None:
    """Held against a plain reading of the same cells in Python, row for row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    expected: list[tuple[str, int]] = []
    number, read = 1, 0
    for place, row in enumerate(rows):
        if place in blanks:
            out.write("\n")
            number += 1
        writer.writerow(row)
        number += 1
        if row in (["" for _ in row[:1]], [" "]):  # written as `""` or a blank line
            read += row == [""]
            continue
        read += 1
        fits = len(row) == 4 or (len(row) > 4 and not any(cell.strip() for cell in row[4:]))
        if fits and row[0].strip() and row[1] in (T, "2025-03-02 10:00:00"):
            expected.append((row[0].strip(), number))
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_files(written(Path(folder), out.getvalue()))
        assert loaded.rows("visit_id, _row") == expected
        assert balanced(loaded.table)
        assert loaded.table.rows_read == read
        whole = [row for row, column, _, _ in loaded.rejects() if column is None]
        assert len(whole) == len(set(whole)) == loaded.table.rows_rejected
        cells = sum(column is not None for _, column, _, _ in loaded.rejects())
        assert cells == sum(loaded.table.unreadable.values())


def test_a_value_set_of_numbers_is_held_too(tmp_path: Path) -> None:
    stars = visits(count={"title": {"zh": "星"}, "type": "integer", "values": {"1": {"zh": "一"}, "2": {"zh": "二"}}})
    loaded = load_files(written(tmp_path, f"visit_id,begun_at,count\nV1,{T},2\nV2,{T},3\n"), export=stars)
    assert loaded.rows("count") == [(2,), (None,)]
    assert loaded.rejects() == [(3, "count", "3", "not-in-values")]
