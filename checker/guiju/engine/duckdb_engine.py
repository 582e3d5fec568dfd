"""The embedded engine. Once the exports are loaded it is shut off from files, network and its own settings."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from guiju.engine.protocol import Row
from guiju.model.problem import ExportUnreadable
from guiju.model.text import Text


class DuckDB:
    """One in-memory database; `spool` is the only folder that it may write to."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, spool: Path) -> None:
        self.connection = connection
        self.spool = spool

    @property
    def name(self) -> str:
        """`duckdb 2.0.0`."""
        return f"duckdb {duckdb.__version__}"

    def rows(self, sql: str) -> Sequence[Row]:
        """All rows of a query. Raises ExportUnreadable where the data cannot be read to the end."""
        return self.execute(sql).fetchall()

    def execute(self, statement: str) -> duckdb.DuckDBPyConnection:
        """Runs one statement. A damaged page of a Parquet file, or a full disk, shows only here."""
        try:
            return self.connection.execute(statement)
        except duckdb.DataError as error:  # numbers and dates were read before: it is an expression that leaves them
            said = str(error).splitlines()[0]
            message = Text(
                zh=f"标准里的某个算式超出数值或日期的范围：{said}。请检查 where、holds 等算式，或先除去极端的值。",
                en=f"an expression of the pack leaves the range of numbers or dates on these data: {said}. "
                "Look at its where, holds and the like, or guard it against extreme values.",
            )
            raise ExportUnreadable(message=message) from error
        except duckdb.Error as error:
            said = str(error).splitlines()[0]
            message = Text(
                zh=f"数据无法读完：{said}。请重新导出文件，或检查磁盘空间和内存。",
                en=f"the data could not be read to the end: {said}. Export the file again, or look at disk and memory.",
            )
            raise ExportUnreadable(message=message) from error

    def lock(self, readable: Iterable[Path | str]) -> None:
        """From here on only `readable` can be read, only the spool written, and no setting changed."""
        paths = ", ".join(literal(str(path)) for path in readable)
        self.connection.execute(f"SET allowed_paths = [{paths}]")
        self.connection.execute(f"SET allowed_directories = [{literal(str(self.spool))}]")
        self.connection.execute("SET enable_external_access = false")
        self.connection.execute("SET lock_configuration = true")


@contextmanager
def opened(spool: Path) -> Generator[DuckDB]:
    """A fresh engine that keeps what does not fit into memory in `spool`. No extension is ever fetched."""
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "temp_directory": str(spool),
    }
    connection = duckdb.connect(":memory:", config=settings)
    try:
        connection.execute("SET enable_progress_bar = false")
        yield DuckDB(connection, spool)
    finally:
        connection.close()


def as_one(path: Path) -> str:
    """`path` as this one file: the engine would take `*`, `?` and `[` in it for a pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))


def literal(text: str) -> str:
    """A string literal for the few statements that are not expressions (COPY, SET)."""
    return "'" + text.replace("'", "''") + "'"
