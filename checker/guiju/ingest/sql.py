"""The one place where names and values from files and profiles become SQL."""

from collections.abc import Iterable
from pathlib import Path

SQL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "datetime": "TIMESTAMP",
    "date": "DATE",
}
"""Column type of an export -> type in the engine."""


def ident(name: str) -> str:
    """`name` as a quoted identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """`value` as a string literal. The engine knows no escapes in plain literals but the doubled quote."""
    return "'" + value.replace("'", "''") + "'"


def literals(values: Iterable[str]) -> str:
    """The values as a list of string literals."""
    return ", ".join(literal(value) for value in values)


def engine_path(path: Path) -> str:
    """`path`, absolute, as this one file: the engine would take `*`, `?` and `[` in it for a pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path.absolute()))


def relation_of(export_id: str) -> str:
    """Name of the relation that holds an export."""
    return "export_" + export_id.replace("-", "_").replace(".", "__")
