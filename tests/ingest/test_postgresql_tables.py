"""Tables of a PostgreSQL server as exports; skipped, with the reason, where none can be started."""

import sys
import uuid
from collections.abc import Mapping
from typing import Any

import duckdb
import pytest

from builders.intakes import Loaded, at, balanced, visits
from builders.servers import READER, SECRET, Server
from guiju.ingest import load, named_file
from guiju.model.intake import REJECTS
from guiju.model.problem import ExportUnreadable

ROWS = """
('b', '2025-01-02 09:00', '2025-01-02 03:00+00', '2025-01-02', 'x', 3, 1.5, true),
('a', '2025-01-01 09:00:00.25', '2025-01-01 12:00+08', '2025-01-01', 'line\n"break", ', NULL, 'NaN', false),
('c', 'infinity', NULL, NULL, '', 1, NULL, NULL)
"""


@pytest.fixture
def schema(postgres: Server) -> str:
    """A schema of this test's own with a keyed table, a plain one and views."""
    name = f"s{uuid.uuid4().hex}"
    columns = (
        "visit_id text, begun_at timestamp, ended_at timestamptz, day date, note varchar(40), count int, "
        "score numeric, done bool"
    )
    postgres.run(
        f"CREATE SCHEMA {name}",
        *(f"CREATE TABLE {name}.{table} ({columns}{key})" for table, key in TABLES.items()),
        *(f"INSERT INTO {name}.{table} VALUES {ROWS}" for table in TABLES),
        f"CREATE VIEW {name}.seen AS SELECT * FROM {name}.plain",
        f"GRANT USAGE ON SCHEMA {name} TO {READER}",
    )
    return name


TABLES: Mapping[str, str] = {"keyed": ", PRIMARY KEY (visit_id)", "plain": ""}


def loaded(address: str, *, zone: str | None = "Asia/Shanghai", **columns: Any) -> Loaded:
    connection = duckdb.connect()
    export = visits(**columns)
    tables = load(
        [named_file(address, "visits")], exports={"visits": export}, system=None, connection=connection, zone=zone
    )
    return Loaded(tables=tables, connection=connection)


def test_typed_values_come_as_they_are_with_moments_in_local_time(postgres: Server, schema: str) -> None:
    found = loaded(postgres.address(f"{schema}.plain"))

    assert found.rows("visit_id, begun_at, ended_at, CAST(day AS VARCHAR), note, count, score, done, _row") == [
        ("b", at("2025-01-02T09:00"), at("2025-01-02T11:00"), "2025-01-02", "x", 3, 1.5, True, 1),
        (
            "a",
            at("2025-01-01T09:00:00.25"),
            at("2025-01-01T12:00"),
            "2025-01-01",
            'line\n"break",',
            None,
            None,
            False,
            2,
        ),
    ]
    assert found.rejects() == [(2, "score", "NaN", "not-a-number"), (3, None, "infinity", "unreadable:begun_at")]
    assert balanced(found.table)
    (file,) = found.table.files
    assert (file.format, file.rows, file.path) == ("postgresql", 3, postgres.address(f"{schema}.plain"))


@pytest.mark.parametrize(
    ("name", "order", "said"),
    [("keyed", ["a", "b"], ""), ("plain", ["b", "a"], "no primary key"), ("seen", ["a", "b"], "a view has no key")],
)
def test_rows_are_numbered_by_key_else_by_place_else_by_value(
    postgres: Server, schema: str, name: str, order: list[str], said: str
) -> None:
    found = loaded(postgres.address(f"{schema}.{name}"))

    assert [row[0] for row in found.rows("visit_id")] == order
    assert [said in str(note.en) for note in found.table.notes] == ([True] if said else [])


def test_the_same_rows_have_the_same_digest_and_others_another(postgres: Server, schema: str) -> None:
    address = postgres.address(f"{schema}.keyed")
    before = loaded(address).table.files[0].sha256
    assert loaded(address).table.files[0].sha256 == before

    postgres.run(f"UPDATE {schema}.keyed SET score = 1.25 WHERE visit_id = 'b'")

    assert loaded(address).table.files[0].sha256 != before


def test_moments_are_refused_where_no_zone_is_known_and_they_are_wanted(postgres: Server, schema: str) -> None:
    with pytest.raises(ExportUnreadable, match="the times of ended_at carry a zone"):
        loaded(postgres.address(f"{schema}.plain"), zone=None)


def test_a_user_that_may_not_read_and_a_wrong_name_are_told(
    postgres: Server, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    with pytest.raises(ExportUnreadable, match="permission denied for table plain"):
        loaded(postgres.address(f"{schema}.plain", user=READER))
    with pytest.raises(ExportUnreadable, match=rf"no table or view {schema}\.plane .* there are: .*{schema}\.plain"):
        loaded(postgres.address(f"{schema}.plane", user=READER))
    with pytest.raises(ExportUnreadable, match="no table or view plain; DROP"):
        loaded(postgres.address(f'"plain; DROP TABLE {schema}.plain"'))


def test_the_password_stands_in_no_message(postgres: Server, schema: str) -> None:
    secret = SECRET.replace("&", "%26")
    wrong = postgres.address(f"{schema}.plain", user=f"{READER}:{secret}x")
    with pytest.raises(ExportUnreadable, match="password authentication failed") as refused:
        loaded(wrong)

    assert SECRET not in "\n".join((*refused.value.lines("zh"), *refused.value.lines("en")))
    postgres.run(f"GRANT SELECT ON {schema}.plain TO {READER}")
    found = loaded(postgres.address(f"{schema}.plain", user=f"{READER}:{secret}"))
    assert found.table.files[0].path == postgres.address(f"{schema}.plain", user=READER)


def test_no_server_is_one_message() -> None:
    with pytest.raises(ExportUnreadable, match=r"PostgreSQL cannot be read .*No such file or directory") as refused:
        loaded("postgresql://nobody@/db?host=/nowhere#public.t")

    assert len(refused.value.problems) == 1


def test_a_view_that_writes_is_stopped(postgres: Server, schema: str) -> None:
    postgres.run(
        f"CREATE FUNCTION {schema}.wipe() RETURNS text LANGUAGE sql VOLATILE AS "
        f"$$ DELETE FROM {schema}.plain RETURNING visit_id $$",
        f"CREATE VIEW {schema}.evil AS SELECT {schema}.wipe() AS visit_id, timestamp '2025-01-01' AS begun_at",
    )

    with pytest.raises(ExportUnreadable, match="cannot execute DELETE in a read-only transaction"):
        loaded(postgres.address(f"{schema}.evil"))


def test_rows_that_a_policy_hides_are_not_passed_over_in_silence(
    postgres: Server, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    postgres.run(
        f"GRANT SELECT ON {schema}.keyed TO {READER}",
        f"ALTER TABLE {schema}.keyed ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY own ON {schema}.keyed USING (visit_id = 'a')",
    )

    found = loaded(postgres.address(f"{schema}.keyed", user=READER))

    assert found.rows("visit_id") == [("a",)]
    assert "a row security policy" in str(found.table.notes[0].en)


def test_odd_names_are_quoted(postgres: Server, schema: str) -> None:
    postgres.run(
        f'CREATE TABLE {schema}."Odd ""T"".x" ("visit id" text, "%s" int, "Start Time" timestamp)',
        f'INSERT INTO {schema}."Odd ""T"".x" VALUES (\'a\', 1, \'2025-01-01\')',
    )

    found = loaded(postgres.address(f'{schema}."Odd ""T"".x"'))

    assert found.rows("visit_id, begun_at") == [("a", at("2025-01-01"))]
    assert found.table.unmapped == ("%s",)


def test_without_the_driver_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "guiju.ingest.postgresql", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(ExportUnreadable, match=r"pip install 'guiju\[postgres\]'"):
        loaded("postgresql://nobody@/db?host=/nowhere#public.t")


def test_the_rejects_name_the_table(postgres: Server, schema: str) -> None:
    found = loaded(postgres.address(f"{schema}.plain"))

    files = found.connection.execute(f"SELECT DISTINCT file FROM {REJECTS}").fetchall()
    assert files == [(postgres.address(f"{schema}.plain"),)]
