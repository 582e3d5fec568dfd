"""The embedded engine. Once the exports are loaded it is shut off from files, network and its own settings."""

import os
import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from guiju.engine.protocol import Row
from guiju.model.memory import DISK, MEMORY, TOO_LITTLE
from guiju.model.problem import ExportUnreadable, Misuse
from guiju.model.text import Text

_MEMORY = "3GB"
"""A hundred million rows stay below 4 GB with it, and take no longer than without (benchmarks/README.md)."""


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
            memory = isinstance(error, duckdb.OutOfMemoryException) and DISK not in said
            raise ExportUnreadable(message=TOO_LITTLE if memory else message) from error

    def lock(self, readable: Iterable[Path | str]) -> None:
        """From here on only `readable` can be read, only the spool written, and no setting changed."""
        paths = ", ".join(literal(str(path)) for path in readable)
        self.connection.execute(f"SET allowed_paths = [{paths}]")
        self.connection.execute(f"SET allowed_directories = [{literal(str(self.spool))}]")
        self.connection.execute("SET enable_external_access = false")
        self.connection.execute("SET lock_configuration = true")


def _limited(connection: duckdb.DuckDBPyConnection) -> None:
    """Says how much the engine may hold before it writes to disk; Python comes on top.

    Raises:
        Misuse: the environment names no size.
    """
    wished = os.environ.get(MEMORY)
    if wished is not None and _size(wished) is None:
        message = Text(
            zh=f"{MEMORY}={wished} 不是内存大小：请写成 4GB 这样的数目，或去掉它。",
            en=f"{MEMORY}={wished} is no size: write it like 4GB, or leave it out.",
        )
        raise Misuse(message=message)
    ((own,),) = connection.execute("SELECT current_setting('memory_limit')").fetchall()
    if wished is not None or (_size(str(own)) or 0) > (_size(_MEMORY) or 0):  # its own fits the machine or container
        connection.execute(f"SET memory_limit = {literal(wished or _MEMORY)}")


def _size(text: str) -> float | None:
    """`3GB`, `18.8 GiB` in bytes; None for what is no size."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT])(i?)B", text, re.ASCII)
    if found is None or not (number := float(found[1])):
        return None
    return number * (1024.0 if found[3] else 1000.0) ** ("KMGT".index(found[2]) + 1)


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
        _limited(connection)
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
