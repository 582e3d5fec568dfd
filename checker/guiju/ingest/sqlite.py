"""Tables of an SQLite file. The file may come from a stranger: nothing in its schema is trusted to run."""

import sqlite3
from collections.abc import Callable, Generator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from guiju.ingest.address import Address
from guiju.ingest.celltext import cell_text
from guiju.ingest.databases import MAX_BYTES, DatabaseColumn, no_table, too_much
from guiju.ingest.files import refusal
from guiju.ingest.laid import Laid, writing
from guiju.ingest.records import LINE_LIMIT
from guiju.ingest.sql import ident
from guiju.model.text import Text

_TOLD_EVERY = 100_000
_STEPS = 1_000_000
"""Of the database's machine, between two looks at whether the user has had enough."""
_ROWIDS = ("rowid", "_rowid_", "oid")


@contextmanager
def sqlite_table(address: Address) -> Generator["SqliteTable", None, None]:
    """The table at an address, in one state of the file. Raises ExportUnreadable."""
    path = Path(address.where["file"])
    if not path.is_file():
        raise _no_file(address, path)
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise _unreadable(address, error) from error
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LINE_LIMIT)
        connection.set_progress_handler(lambda: 0, _STEPS)
        connection.text_factory = _strictly
        connection.execute("BEGIN")
        yield SqliteTable(address, connection)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _unreadable(address, error) from error
    finally:
        connection.close()


class SqliteTable:
    """A table or view of an open file."""

    def __init__(self, address: Address, connection: sqlite3.Connection) -> None:
        self._address = address
        self._connection = connection
        self._schema, self._table = self._found()
        info = connection.execute(
            "SELECT name, pk FROM pragma_table_xinfo(?, ?) WHERE hidden <> 1", (self._table, self._schema)
        )
        listed = info.fetchall()
        self.columns: Sequence[DatabaseColumn] = tuple(DatabaseColumn(name=name) for name, _ in listed)
        self._key = [name for name, place in sorted(listed, key=lambda row: row[1]) if place]

    def lay(self, spool: Path, wanted: AbstractSet[int], progress: Callable[[int], None]) -> Laid:
        """See `OpenTable`. Rows are in the order of the primary key, else of the row id, else of their values."""
        names = [ident(column.name) if place in wanted else "NULL" for place, column in enumerate(self.columns)]
        order, note = self._order(wanted)
        table = f"{ident(self._schema)}.{ident(self._table)}"
        rows = self._connection.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {order}")
        size = 0
        with writing(spool) as out:
            for count, row in enumerate(rows, start=1):
                cells = [self._text(value, count) for value in row]
                size += sum(map(len, cells))
                out.writerow((count, "", *cells))
                if size > MAX_BYTES:
                    raise too_much(self._address)
                if count % _TOLD_EVERY == 0:
                    progress(count)
        headers = tuple(column.name for column in self.columns)
        return Laid(format="sqlite", tidied=spool, headers=headers, notes=note)

    def _found(self) -> tuple[str, str]:
        """Schema and name as the file writes them. Raises ExportUnreadable."""
        *schema, table = self._address.table
        if [name.casefold() for name in schema] not in ([], ["main"]):
            raise no_table(self._address, self._names())
        named = "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') AND name = ? COLLATE NOCASE"
        found = self._connection.execute(named, (table,)).fetchone()
        if found is None:
            raise no_table(self._address, self._names())
        return "main", found[0]

    def _names(self) -> list[str]:
        listed = "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' "
        return [row[0] for row in self._connection.execute(listed + "ESCAPE '\\'")]

    def _order(self, wanted: AbstractSet[int]) -> tuple[str, tuple[Text, ...]]:
        """What the rows are ordered by, as SQL, and what is to be said of it."""
        kind, without_rowid = self._connection.execute(
            "SELECT type, wr FROM pragma_table_list WHERE schema = ? AND name = ?", (self._schema, self._table)
        ).fetchone()
        taken = {column.name.casefold() for column in self.columns}
        rowid = next((name for name in _ROWIDS if name not in taken), None)
        key = [ident(name) for name in self._key]
        if kind == "view" or (not key and rowid is None):
            return ", ".join(ident(self.columns[place].name) for place in sorted(wanted)), (_ordered_by_values(),)
        # The key of an older table may hold empty values, which do not tell rows apart.
        tail = [rowid] if rowid is not None and not without_rowid else []
        return ", ".join([*key, *tail]), ()

    def _text(self, value: object, row: int) -> str:
        match value:
            case None:
                return ""
            case bytes():
                return f"\\x{value.hex()}"
            case str() if "\0" in value:
                raise refusal(
                    self._address.shown,
                    Text(zh="文字里有 NUL 字符：请先去掉。", en="a text holds a NUL: remove it."),
                    row,
                )
            case str() | int() | float():
                return cell_text(value)
            case _:
                raise TypeError(f"the database answered {value!r}")


def _strictly(raw: bytes) -> str:
    return raw.decode("utf-8")


def _ordered_by_values() -> Text:
    return Text(
        zh="视图没有主键：行按各列的值排序后编号。",
        en="a view has no key: its rows are numbered in the order of their values.",
    )


def _no_file(address: Address, path: Path) -> Exception:
    rooted = Path("/") / path
    if not path.is_absolute() and rooted.is_file():
        return refusal(
            address.shown,
            Text(
                zh=f"这里没有文件 {path}；如果指 {rooted}，请用四条斜线：sqlite:///{rooted}。",
                en=f"there is no file {path} here; if {rooted} is meant, write four slashes: sqlite:///{rooted}.",
            ),
        )
    return refusal(address.shown, Text(zh=f"没有文件 {path}：请检查路径。", en=f"there is no file {path}: check it."))


def _unreadable(address: Address, error: Exception) -> Exception:
    return refusal(
        address.shown,
        Text(
            zh=f"SQLite 无法读取（{error}）：请检查文件是否完整、是否有读取权限、文字是否为 UTF-8。",
            en=f"SQLite cannot read it ({error}): see whether the file is whole and readable, and its text UTF-8.",
        ),
    )
