"""Tables of a PostgreSQL server, read by one COPY in a transaction that cannot write: the one door to psycopg.

The server numbers and orders the rows and writes them as CSV, so that neither side ever holds more than a row.
"""

from collections.abc import Callable, Generator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from guiju.ingest.address import Address
from guiju.ingest.databases import MAX_BYTES, DatabaseColumn, no_table, too_much
from guiju.ingest.files import refusal
from guiju.ingest.laid import TYPED, Laid
from guiju.ingest.records import LINE_LIMIT
from guiju.model.problem import ExportUnreadable
from guiju.model.text import Text

_TIMES = ("timestamp without time zone", "date")
_ZONED = "timestamp with time zone"
_TOLD_EVERY = 100_000
_PATIENCE_S = "15"
_FIND = """
SELECT c.oid, n.nspname, c.relname, c.relkind::text, pg_catalog.row_security_active(c.oid)
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname = %(name)s
  AND CASE WHEN %(schema)s::text IS NULL THEN pg_catalog.pg_table_is_visible(c.oid) ELSE n.nspname = %(schema)s END
"""
_NAMES = """
SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN c.relname ELSE n.nspname || '.' || c.relname END
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
"""
_COLUMNS = """
SELECT a.attname, pg_catalog.format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, NULL)
FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
_KEY = """
SELECT a.attname FROM pg_catalog.pg_index i
CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
WHERE i.indrelid = %s AND i.indisprimary ORDER BY k.place
"""


@contextmanager
def postgresql_table(address: Address, zone: str | None) -> Generator["PostgresqlTable", None, None]:
    """The table at an address, in one state of the database. Raises ExportUnreadable."""
    try:
        settings = {"connect_timeout": _PATIENCE_S, "application_name": "guiju", **address.where}
        with psycopg.connect(make_conninfo(**settings, client_encoding="utf8")) as connection:
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601'")
                yield PostgresqlTable(address, cursor, zone)
            connection.rollback()
    except (psycopg.Error, UnicodeError) as error:
        raise _unreadable(address, error) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Relation:
    oid: int
    schema: str
    name: str
    kind: str
    is_guarded: bool
    """A policy of the server may hide rows from this user."""


class PostgresqlTable:
    """A table or view of an open connection."""

    def __init__(self, address: Address, cursor: psycopg.Cursor[tuple[object, ...]], zone: str | None) -> None:
        self._address = address
        self._cursor = cursor
        self._zone = zone
        self._relation = self._found()
        cursor.execute(_COLUMNS, (self._relation.oid,))
        self.columns: Sequence[DatabaseColumn] = tuple(
            DatabaseColumn(name=str(name), is_time=kind in (*_TIMES, _ZONED), is_zoned=kind == _ZONED)
            for name, kind in cursor.fetchall()
        )

    def lay(self, spool: Path, wanted: AbstractSet[int], progress: Callable[[int], None]) -> Laid:
        """See `OpenTable`. Rows are in the order of the primary key, else of their places, else of their values."""
        cells = [self._cell(column) if place in wanted else sql.NULL for place, column in enumerate(self.columns)]
        marks = "".join(TYPED if column.is_time else " " for column in self.columns).rstrip()
        order, notes = self._order(wanted)
        # The words `SELECT ... FROM` are the only ones; every name and value in them is quoted by psycopg.
        query = sql.SQL(
            "COPY (SELECT pg_catalog.row_number() OVER (ORDER BY {order}), {marks}, {cells} FROM {table} "
            "ORDER BY {order}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)"
        ).format(
            order=order,
            marks=sql.Literal(marks),
            cells=sql.SQL(", ").join(cells),
            table=sql.Identifier(self._relation.schema, self._relation.name),
        )
        count, size = 0, 0
        with spool.open("wb") as out, self._cursor.copy(query) as rows:
            for row in rows:
                count, size = count + 1, size + len(row)
                if len(row) > 2 * LINE_LIMIT:
                    raise _too_long(self._address, count)
                if size > MAX_BYTES:
                    raise too_much(self._address)
                out.write(row)
                if count % _TOLD_EVERY == 0:
                    progress(count)
        return Laid(
            format="postgresql",
            tidied=spool,
            headers=tuple(column.name for column in self.columns),
            marked=frozenset(place for place, column in enumerate(self.columns) if column.is_time and place in wanted),
            notes=notes,
        )

    def _found(self) -> _Relation:
        *schema, name = self._address.table
        self._cursor.execute(_FIND, {"schema": schema[0] if schema else None, "name": name})
        found = self._cursor.fetchone()
        if found is None:
            self._cursor.execute(_NAMES)
            raise no_table(self._address, [str(row[0]) for row in self._cursor.fetchall()])
        oid, nspname, relname, kind, guarded = found
        return _Relation(
            oid=int(str(oid)), schema=str(nspname), name=str(relname), kind=str(kind), is_guarded=bool(guarded)
        )

    def _cell(self, column: DatabaseColumn) -> sql.Composable:
        """A column as text."""
        name = sql.Identifier(column.name)
        if column.is_zoned:
            return sql.SQL("({name} AT TIME ZONE {zone})::pg_catalog.text").format(
                name=name, zone=sql.Literal(self._zone)
            )
        return sql.SQL("{name}::pg_catalog.text").format(name=name)

    def _order(self, wanted: AbstractSet[int]) -> tuple[sql.Composable, tuple[Text, ...]]:
        """What the rows are ordered by, and what is to be said of it."""
        notes = (_guarded(),) if self._relation.is_guarded else ()
        self._cursor.execute(_KEY, (self._relation.oid,))
        key = [sql.Identifier(str(row[0])) for row in self._cursor.fetchall()]
        if key:
            return sql.SQL(", ").join(key), notes
        if self._relation.kind in ("r", "p", "m"):
            return sql.SQL("tableoid, ctid"), (*notes, _ordered_by_places())
        values = [
            sql.SQL('{name}::pg_catalog.text COLLATE pg_catalog."C"').format(
                name=sql.Identifier(self.columns[place].name)
            )
            for place in sorted(wanted)
        ]
        return sql.SQL(", ").join(values), (*notes, _ordered_by_values())


def _too_long(address: Address, row: int) -> ExportUnreadable:
    return refusal(
        address.shown,
        Text(
            zh=f"一行超过 {2 * LINE_LIMIT // 10**6} MB：这不是业务记录。",
            en=f"a row of more than {2 * LINE_LIMIT // 10**6} MB: this is no record of work.",
        ),
        row,
    )


def _guarded() -> Text:
    return Text(
        zh="服务器上有行级安全策略：只读到了该用户看得见的行。",
        en="a row security policy of the server holds: only the rows that this user may see were read.",
    )


def _ordered_by_places() -> Text:
    return Text(
        zh="表没有主键：行按存放位置编号，表被改写后行号可能不同。",
        en="the table has no primary key: rows are numbered by where they lie, which changes when it is rewritten.",
    )


def _ordered_by_values() -> Text:
    return Text(
        zh="视图没有主键：行按各列的值排序后编号。",
        en="a view has no key: its rows are numbered in the order of their values.",
    )


def _unreadable(address: Address, error: Exception) -> Exception:
    said = " ".join(str(error).split())
    if secret := address.where.get("password"):
        said = said.replace(secret, "***")
    return refusal(
        address.shown,
        Text(
            zh=f"PostgreSQL 无法读取（{said}）：请检查地址、网络、密码（PGPASSWORD 或 ~/.pgpass）和读取权限。",
            en=f"PostgreSQL cannot be read ({said}): look at the address, the network, the password (PGPASSWORD or "
            "~/.pgpass) and the right to read.",
        ),
    )
