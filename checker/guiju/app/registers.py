"""The registers of the pack that its own clauses ask, as tables beside the exports that were given."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from guiju.engine import DuckDB
from guiju.ingest import load_register
from guiju.model.catalogue import Catalogue
from guiju.model.intake import ExportTable
from guiju.model.record import Id
from guiju.model.registry import is_of_the_pack
from guiju.registry import rows_of


def registers_asked(catalogue: Catalogue) -> tuple[Id, ...]:
    """The registers that some clause reads, each once, in the order of the handbook."""
    read = (catalogue.exports_of(clause.check) for _, clause in catalogue.clauses() if clause.check is not None)
    return tuple(dict.fromkeys(export for exports in read for export in exports if is_of_the_pack(export)))


def now_of(tables: Sequence[ExportTable], as_of: datetime | None) -> datetime | None:
    """What registers are judged by: `as_of`, else the newest time stamp of the exports. Never the wall clock."""
    return as_of or max((table.newest for table in tables if table.newest is not None), default=None)


def load_registers(
    catalogue: Catalogue,
    asked: Sequence[Id],
    *,
    pack: Path,
    now: datetime | None,
    engine: DuckDB,
) -> tuple[ExportTable, ...]:
    """Creates the relations of these registers."""
    return tuple(
        load_register(
            catalogue.exports[register],
            rows_of(register, catalogue, now),
            pack=pack,
            now=now,
            connection=engine.connection,
        )
        for register in asked
    )
