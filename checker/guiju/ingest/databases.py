"""A table or view of a database as an export: only its name is taken, never SQL, and nothing can be written.

The rows are laid down as text with a mark where the database knows that a value is a time, and go the way of every
workbook from there. Columns that nothing wants are not read: personal data that no clause needs stay where they are.
"""

import difflib
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from guiju.ingest.address import Address
from guiju.ingest.files import Content, ExportFile, refusal
from guiju.ingest.laid import Laid
from guiju.ingest.opened import Opened, Table, fits_of
from guiju.ingest.recipe import Recipe
from guiju.model.problem import ExportUnreadable
from guiju.model.text import Text

MAX_BYTES = 50 * 10**9
"""Bytes of text that one table may fill on the disk: a view can go on without end."""
_LISTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseColumn:
    """A column, and how its values are to be taken."""

    name: str
    is_time: bool = False
    """Its values come as ISO text, and no format of a profile is tried on them."""
    is_zoned: bool = False
    """It holds moments of the world, which become local time of the pack's zone."""


class OpenTable(Protocol):
    """A table or view that can be read once, from first row to last, in one state of the database."""

    @property
    def columns(self) -> Sequence[DatabaseColumn]:
        """All of them, in their order."""
        ...

    def lay(self, spool: Path, wanted: AbstractSet[int], progress: Callable[[int], None]) -> Laid:
        """Lays the rows down at `spool`; cells of columns that are not wanted stay empty.

        `progress` is told now and then how many rows there are so far. Raises ExportUnreadable.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Databases:
    """Reads tables: `zone` is the one whose local time moments become, `progress` is told how far it is."""

    zone: str | None
    progress: Callable[[Text], None]

    def open(self, file: ExportFile, address: Address, recipes: Sequence[Recipe], spool: Path) -> tuple[Opened, ...]:
        """Lays a table down at `spool`, once for each export that it becomes. Raises ExportUnreadable."""
        content = Content(path=spool, kind="database", member=address.table[-1])
        with _connected(address, self.zone) as table:
            headers = tuple(column.name for column in table.columns)
            fits = fits_of(file, content, headers, recipes)
            wanted = frozenset(place for _, fit in fits for found in fit.found for place in found.places)
            _refuse_zoned(file.name, [table.columns[place] for place in sorted(wanted)], self.zone)
            laid = table.lay(spool, wanted, lambda rows: self.progress(_so_far(file.name, rows)))
        return tuple(
            Opened(
                file=file,
                content=content,
                table=Table(headers=headers, laid=laid),
                recipe=recipe,
                layout=replace(fit, notes=(*laid.notes, *fit.notes)),
            )
            for recipe, fit in fits
        )


def _connected(address: Address, zone: str | None) -> AbstractContextManager[OpenTable]:
    """The table, open. Each kind of database is loaded only when it is asked for."""
    if address.kind == "sqlite":
        from guiju.ingest.sqlite import sqlite_table  # noqa: PLC0415 - see above

        return sqlite_table(address)
    try:
        from guiju.ingest.postgresql import postgresql_table  # noqa: PLC0415 - see above
    except ImportError as error:
        raise _not_installed(address) from error
    return postgresql_table(address, zone)


def no_table(address: Address, known: Iterable[str]) -> ExportUnreadable:
    """The refusal of a name that no table or view has, with those that are near."""
    names = sorted(known)
    near = difflib.get_close_matches(".".join(address.table), names, n=3, cutoff=0.5) or names[:_LISTED]
    listed = ", ".join(near) or "-"
    return refusal(
        address.shown,
        Text(
            zh=f"没有（可见的）表或视图 {'.'.join(address.table)}；可用的有：{listed}。",
            en=f"there is no table or view {'.'.join(address.table)} (that this user can see); there are: {listed}.",
        ),
    )


def too_much(address: Address) -> ExportUnreadable:
    """The refusal of a table that does not end."""
    return refusal(
        address.shown,
        Text(
            zh=f"超过 {MAX_BYTES // 10**9} GB：为保护机器已停止。请改用只含所需时段的视图。",
            en=f"more than {MAX_BYTES // 10**9} GB: reading stopped. Make a view of the time that is needed.",
        ),
    )


def _not_installed(address: Address) -> ExportUnreadable:
    return refusal(
        address.shown,
        Text(
            zh="读取 PostgreSQL 需要 psycopg：请运行 pip install 'guiju[postgres]'。",
            en="PostgreSQL is read through psycopg: run pip install 'guiju[postgres]'.",
        ),
    )


def _refuse_zoned(name: str, columns: Sequence[DatabaseColumn], zone: str | None) -> None:
    zoned = [column.name for column in columns if column.is_zoned]
    if zoned and zone is None:
        raise refusal(
            name,
            Text(
                zh=f"列 {'、'.join(zoned)} 的时间带时区，而不知道该换成哪个时区：请在 pack.yaml 中写明 zone。",
                en=f"the times of {', '.join(zoned)} carry a zone, and it is not known which local time is meant: "
                "name the `zone` in pack.yaml.",
            ),
        )


def _so_far(name: str, rows: int) -> Text:
    return Text(zh=f"读取 {name}：{rows:,} 行", en=f"reading {name}: {rows:,} rows")
