"""The rows behind the verdicts, written as files: every breached record, every rejected row and cell."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from guiju.engine.duckdb_engine import DuckDB, literal, opened
from guiju.engine.protocol import Row
from guiju.model.catalogue import Catalogue
from guiju.model.intake import REJECTS
from guiju.model.plan import FINDING_COLUMNS, RecordPlan

FINDINGS_PARQUET, FINDINGS_CSV, REJECTS_CSV = "findings.parquet", "findings.csv", "rejects.csv"

_TYPES = {"row": "BIGINT", "started": "TIMESTAMP", "ended": "TIMESTAMP", "due": "TIMESTAMP", "measured_s": "DOUBLE"}
_FORMULA, _APOSTROPHE = "^[=+@\t\r-]", "'"
_REJECT_COLUMNS = ("export", "file", "row", "column", "value", "reason")


def write_findings(engine: DuckDB, breached: Sequence[RecordPlan]) -> Mapping[str, int]:
    """Writes findings.parquet and .csv of these clauses into the spool; -> clause -> findings written.

    Parquet holds every value as it is; in the CSV a text that a spreadsheet would take for a formula
    is led by an apostrophe.
    """
    parquet, csv = engine.spool / FINDINGS_PARQUET, engine.spool / FINDINGS_CSV
    # COPY and file names are no expressions: these statements are text, every part of it quoted.
    union = " UNION ALL ".join(f"({plan.findings_sql})" for plan in breached) or _no_findings()
    engine.execute(f"COPY ({union}) TO {literal(str(parquet))} (FORMAT parquet, COMPRESSION zstd)")
    written = f"read_parquet({literal(str(parquet))})"
    columns = ", ".join(
        f"{_identifier(name) if name in _TYPES else _harmless(name)} AS {_identifier(name)}" for name in FINDING_COLUMNS
    )
    engine.execute(f"COPY (SELECT {columns} FROM {written}) TO {literal(str(csv))} (FORMAT csv, HEADER)")
    counted = engine.rows(f"SELECT clause, count(*) FROM {written} GROUP BY clause")
    return {str(clause): int(str(count)) for clause, count in counted}


def write_rejects(engine: DuckDB, catalogue: Catalogue) -> Path:
    """Writes rejects.csv into the spool; values of personal data are left out."""
    path = engine.spool / REJECTS_CSV
    cells = {name: _identifier(name) if name == "row" else _harmless(name) for name in _REJECT_COLUMNS}
    hidden = _personal(catalogue)
    if hidden:
        cells["value"] = f'CASE WHEN (export, "column") NOT IN ({hidden}) OR "column" IS NULL THEN {cells["value"]} END'
    columns = ", ".join(f"{cell} AS {_identifier(name)}" for name, cell in cells.items())
    order = 'export, file, "row", "column"'
    engine.execute(
        f"COPY (SELECT {columns} FROM {REJECTS} ORDER BY {order}) TO {literal(str(path))} (FORMAT csv, HEADER)"
    )
    return path


def kept_findings(folder: Path, clause: str, most: int) -> Sequence[Row]:
    """The findings of a clause that a run folder keeps, at most `most`, in file order.

    Raises:
        ExportUnreadable: findings.parquet is missing or damaged.
    """
    file = folder / FINDINGS_PARQUET
    columns = ", ".join(_identifier(name) for name in FINDING_COLUMNS)
    with TemporaryDirectory(prefix="guiju-") as spool, opened(Path(spool)) as engine:
        engine.lock([file])
        kept = f"SELECT {columns} FROM read_parquet({literal(str(file))})"
        return engine.rows(f"{kept} WHERE clause = {literal(clause)} LIMIT {int(most)}")


def move(engine: DuckDB, folder: Path) -> None:
    """Moves everything that was written out of the spool into `folder`."""
    for name in (FINDINGS_PARQUET, FINDINGS_CSV, REJECTS_CSV):
        source = engine.spool / name
        if source.exists():
            shutil.move(source, folder / name)


def _no_findings() -> str:
    columns = ", ".join(
        f"CAST(NULL AS {_TYPES.get(name, 'VARCHAR')}) AS {_identifier(name)}" for name in FINDING_COLUMNS
    )
    return f"SELECT {columns} WHERE false"


def _personal(catalogue: Catalogue) -> str:
    """Pairs of export and column that hold personal data, as SQL tuples."""
    return ", ".join(
        f"({literal(export.id)}, {literal(name)})"
        for export in catalogue.exports.values()
        for name, column in export.columns.items()
        if column.pii
    )


def _harmless(name: str) -> str:
    """A text cell that no spreadsheet takes for a formula."""
    column = _identifier(name)
    risky = f"regexp_matches({column}, {literal(_FORMULA)})"
    return f"CASE WHEN {risky} THEN {literal(_APOSTROPHE)} || {column} ELSE {column} END"


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
