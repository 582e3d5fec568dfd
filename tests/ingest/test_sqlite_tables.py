"""Tables of SQLite files as exports."""

import sqlite3
from pathlib import Path

import duckdb
import pytest

from builders.intakes import Loaded, at, balanced, load_files, visits
from guiju.ingest import ExportFile, load, named_file
from guiju.model.problem import ExportUnreadable

COLUMNS = "visit_id TEXT, begun_at TEXT, note, count INTEGER, score REAL, done INTEGER"
ROWS = (
    ("b", "2025-01-02 09:00:00", "x", 3, 1.5, 1),
    ("a", "2025-01-01 09:00:00", 'line\n"break", ', None, 1001.0, 0),
    ("c", "soon", None, 1, None, None),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "led ger#1.db"
    with sqlite3.connect(path) as connection:
        for name, key in (("keyed", ", PRIMARY KEY (visit_id)"), ("plain", "")):
            connection.execute(f"CREATE TABLE {name} ({COLUMNS}{key})")
            connection.executemany(f"INSERT INTO {name} VALUES (?, ?, ?, ?, ?, ?)", ROWS)
        connection.execute("CREATE VIEW seen AS SELECT * FROM plain")
        connection.execute('CREATE TABLE "odd "".name" (visit_id, begun_at)')
        connection.execute('CREATE TABLE visits (rowid, _rowid_, oid, "Start Time")')
    connection.close()
    return path


def table(path: Path, name: str) -> ExportFile:
    return named_file(f"sqlite:///{str(path).replace('#', '%23')}#{name}", "visits")


def loaded(path: Path, name: str) -> Loaded:
    return load_files(table(path, name))


def test_values_come_as_they_are_with_the_rejects_of_any_file(ledger: Path) -> None:
    found = loaded(ledger, "plain")

    assert found.rows("visit_id, begun_at, note, count, score, done, _row") == [
        ("b", at("2025-01-02T09:00"), "x", 3, 1.5, True, 1),
        ("a", at("2025-01-01T09:00"), 'line\n"break",', None, 1001.0, False, 2),
    ]
    assert found.rejects() == [(3, None, "soon", "unreadable:begun_at")]
    assert balanced(found.table)
    (file,) = found.table.files
    assert (file.format, file.rows, file.member) == ("sqlite", 3, None)
    assert file.path == f"sqlite:///{str(ledger).replace('#', '%23').replace(' ', '%20')}#plain"


@pytest.mark.parametrize(("name", "order"), [("keyed", ["a", "b"]), ("plain", ["b", "a"]), ("seen", ["a", "b"])])
def test_rows_are_numbered_by_key_else_by_place_else_by_value(ledger: Path, name: str, order: list[str]) -> None:
    found = loaded(ledger, name)

    assert [row[0] for row in found.rows("visit_id")] == order
    assert any("no key" in str(note.en) for note in found.table.notes) == (name == "seen")


def test_the_same_rows_have_the_same_digest_and_others_another(ledger: Path) -> None:
    before = loaded(ledger, "keyed").table.files[0].sha256
    assert loaded(ledger, "keyed").table.files[0].sha256 == before
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE keyed SET score = 1.25 WHERE visit_id = 'b'")
    connection.close()

    assert loaded(ledger, "keyed").table.files[0].sha256 != before


def test_columns_that_nothing_wants_are_not_read(ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("ALTER TABLE plain ADD COLUMN secret BLOB DEFAULT x'ff00'")
    connection.close()

    found = loaded(ledger, "plain")

    assert found.table.unmapped == ("secret",)
    assert found.table.files[0].sha256 != loaded(ledger, "keyed").table.files[0].sha256
    assert found.table.files[0].size == sum(len(line) for line in SPOOLED)


SPOOLED = (
    b'"1","","b","2025-01-02 09:00:00","x","3","1.5","1",""\n',
    b'"2","","a","2025-01-01 09:00:00","line\n""break"", ","","1001","0",""\n',
    b'"3","","c","soon","","1","","",""\n',
)


def test_headers_of_another_system_are_mapped_by_its_profile(ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("CREATE TABLE diary (nr, day)")
        connection.execute("INSERT INTO diary VALUES (7, '01/02/2025 08:00')")
    connection.close()
    columns = {"visit_id": {"from": "nr"}, "begun_at": {"from": "day", "formats": ["%d/%m/%Y %H:%M"]}}

    found = load_files(
        named_file(f"sqlite:///{str(ledger).replace('#', '%23')}#diary"),
        system={"files": ["diar*"], "columns": columns},
    )

    assert found.rows("visit_id, begun_at") == [("7", at("2025-02-01T08:00"))]


def test_a_table_that_is_called_like_an_export_is_that_export(ledger: Path) -> None:
    with pytest.raises(ExportUnreadable, match="no column 'visit_id'"):
        load_files(named_file(f"sqlite:///{str(ledger).replace('#', '%23')}#visits"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plane", "there is no table or view plane .*; there are: plain"),
        ("other.plain", "there is no table or view other.plain"),
        ('"odd "".nam"', 'there are: odd "'),
        ('"plain; DROP TABLE keyed"', "there is no table"),
        ("sqlite_schema", "there is no table"),
    ],
)
def test_a_name_that_no_table_has_is_refused_with_those_that_are_near(ledger: Path, name: str, said: str) -> None:
    with pytest.raises(ExportUnreadable, match=said):
        loaded(ledger, name)


def test_files_that_are_missing_damaged_or_no_database_are_refused(ledger: Path, tmp_path: Path) -> None:
    text, cut = tmp_path / "text.db", tmp_path / "cut.db"
    text.write_text("visit_id,begun_at\n" * 100)
    cut.write_bytes(ledger.read_bytes()[:5000])

    for path, said in (
        (text, "SQLite cannot read it"),
        (cut, "SQLite cannot read it"),
        (tmp_path / "no.db", "no file"),
    ):
        with pytest.raises(ExportUnreadable, match=said):
            loaded(path, "plain")


def test_a_path_from_the_root_with_a_slash_too_few_is_told(ledger: Path) -> None:
    with pytest.raises(ExportUnreadable, match="write four slashes: sqlite:////"):
        load_files(named_file(f"sqlite://{str(ledger).replace('#', '%23')}#plain", "visits"))


def test_a_database_given_as_a_file_is_told_how_to_name_its_tables(ledger: Path) -> None:
    with pytest.raises(ExportUnreadable, match=r"name a table in it, as in sqlite:////.*led ger#1\.db#table"):
        load_files(ledger)


def test_a_table_given_twice_is_refused(ledger: Path) -> None:
    with pytest.raises(ExportUnreadable, match="is given twice"):
        load_files(table(ledger, "plain"), table(ledger, "plain"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("CAST(x'ff' AS TEXT)", "UTF-8"),
        ("'a' || char(0) || 'b'", "a text holds a NUL"),
        ("zeroblob(9000000)", "too big"),
    ],
)
def test_a_value_that_is_no_text_is_refused(ledger: Path, value: str, said: str) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute(f"INSERT INTO plain (visit_id, begun_at, note) VALUES ('d', '2025-01-01 00:00', {value})")
    connection.close()

    with pytest.raises(ExportUnreadable, match=said):
        loaded(ledger, "plain")


def test_nothing_in_the_file_is_changed_and_its_views_run_nothing_untrusted(ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute(
            "CREATE VIEW evil AS SELECT 'v' AS visit_id, '2025-01-01 00:00' AS begun_at, load_extension('x') AS note"
        )
    connection.close()
    before = ledger.read_bytes()

    loaded(ledger, "keyed")
    with pytest.raises(ExportUnreadable, match="SQLite cannot read it"):
        loaded(ledger, "evil")

    assert ledger.read_bytes() == before
    assert sorted(place.name for place in ledger.parent.iterdir()) == [ledger.name]


def test_the_progress_tells_the_rows(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guiju.ingest.sqlite._TOLD_EVERY", 2)
    told: list[str] = []

    load(
        [table(ledger, "plain")],
        exports={"visits": visits()},
        system=None,
        connection=duckdb.connect(),
        progress=lambda text: told.append(text.in_("en")),
    )

    assert any(line.endswith(": 2 rows") for line in told)
