"""The rows behind the verdicts, written as files: every breached record, every rejected row and cell."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from guiju.engine.duckdb_engine import DuckDB, as_one, literal, opened
from guiju.engine.protocol import Row
from guiju.model.catalogue import Catalogue
from guiju.model.distribution import DISTRIBUTIONS
from guiju.model.intake import REJECTS
from guiju.model.plan import FINDING_COLUMNS, RecordPlan
from guiju.model.problem import ExportUnreadable
from guiju.model.record import Id, Name

FINDINGS_PARQUET, FINDINGS_CSV, REJECTS_CSV = "findings.parquet", "findings.csv", "rejects.csv"

EVIDENCE = (FINDINGS_PARQUET, FINDINGS_CSV, REJECTS_CSV)

_AT_A_TIME = 10
"""Clauses whose breached records are looked for side by side."""

_TYPES = {"row": "BIGINT", "started": "TIMESTAMP", "ended": "TIMESTAMP", "due": "TIMESTAMP", "measured_s": "DOUBLE"}
_FORMULA, _APOSTROPHE = "^[=+@\t\r\n＝＋＠－-]", "'"
"""Signs with which a spreadsheet begins a formula; some take those of full width for them too."""
_REJECT_COLUMNS = ("export", "file", "row", "column", "value", "reason")


def write_findings(engine: DuckDB, breached: Sequence[RecordPlan]) -> Mapping[str, int]:
    """Writes findings.parquet and .csv of these clauses into the spool; -> clause -> findings written.

    Parquet holds every value as it is; in the CSV a text that a spreadsheet would take for a formula
    is led by an apostrophe.
    """
    parquet, csv = engine.spool / FINDINGS_PARQUET, engine.spool / FINDINGS_CSV
    _collect(engine, breached, parquet)
    written = f"read_parquet({literal(str(parquet))})"
    columns = ", ".join(
        f"{_identifier(name) if name in _TYPES else _harmless(name)} AS {_identifier(name)}" for name in FINDING_COLUMNS
    )
    engine.execute(f"COPY (SELECT {columns} FROM {written}) TO {literal(str(csv))} (FORMAT csv, HEADER)")
    counted = engine.rows(f"SELECT clause, count(*) FROM {written} GROUP BY clause")
    return {str(clause): int(str(count)) for clause, count in counted}


def _collect(engine: DuckDB, breached: Sequence[RecordPlan], parquet: Path) -> None:
    """Writes the findings of all clauses, in their order.

    Each query holds pages of the exports until all beside it are done. A few findings are therefore looked for in
    turns; all of them in one go, since writing them twice costs more than those pages.
    """
    # COPY and file names are no expressions: these statements are text, every part of it quoted.
    queries = [f"({plan.findings_sql})" for plan in breached] or [_no_findings()]
    turn = _AT_A_TIME if all(plan.most is not None for plan in breached) else len(queries)
    unions = [" UNION ALL ".join(queries[place : place + turn]) for place in range(0, len(queries), turn)]
    if len(unions) > 1:
        parts = [literal(str(parquet.with_name(f"part-{place}.parquet"))) for place in range(len(unions))]
        for part, union in zip(parts, unions, strict=True):
            engine.execute(f"COPY ({union}) TO {part} (FORMAT parquet)")
        unions = [f"FROM read_parquet([{', '.join(parts)}])"]
    engine.execute(f"COPY ({unions[0]}) TO {literal(str(parquet))} (FORMAT parquet, COMPRESSION zstd)")


def write_rejects(engine: DuckDB, catalogue: Catalogue, *, show_pii: bool = False) -> Path:
    """Writes rejects.csv into the spool; unless `show_pii`, values that are or may hold personal data are left out.

    Of an export with such columns only cells of its other columns are told: a whole row, or a cell that a profile
    reads under a name of its own, may hold anything.
    """
    path = engine.spool / REJECTS_CSV
    cells = {name: _identifier(name) if name == "row" else _harmless(name) for name in _REJECT_COLUMNS}
    if not show_pii and (personal := _with_personal(catalogue)):
        column = """coalesce("column", nullif(split_part(reason, ':', 2), ''), '')"""
        harmless = ", ".join(f"({literal(export)}, {literal(name)})" for export, name in _impersonal(catalogue))
        known = f"OR (export, {column}) IN ({harmless})" if harmless else ""
        cells["value"] = f"CASE WHEN export NOT IN ({personal}) {known} THEN {cells['value']} END"
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
        engine.lock([file, as_one(file)])
        kept = f"SELECT {columns} FROM read_parquet({literal(as_one(file))})"
        return engine.rows(f"{kept} WHERE clause = {literal(clause)} LIMIT {int(most)}")


def move(engine: DuckDB, folder: Path) -> None:
    """Moves everything that was written out of the spool into `folder`."""
    for name in (*EVIDENCE, DISTRIBUTIONS):
        source = engine.spool / name
        if source.exists():
            shutil.move(source, folder / name)


def differing_rows(name: str, kept: Path, again: Path, *, most: int = 5) -> Sequence[tuple[str, int, int]] | None:
    """Rows of one file of evidence that the two do not hold equally often: where each stands, and how often in each.

    The first entry tells, under an empty place, how many rows stand in one of them only. Clause or export, file and
    row tell a place; what the row says is left out. None where the files cannot be compared.
    """
    columns = FINDING_COLUMNS if name != REJECTS_CSV else _REJECT_COLUMNS
    telling = ("clause", "file", "row") if name != REJECTS_CSV else ("export", "file", "row", "column")
    every, told = (", ".join(_identifier(each) for each in names) for names in (columns, telling))
    with TemporaryDirectory(prefix="guiju-") as spool, opened(Path(spool)) as engine:
        engine.lock([kept, as_one(kept), again, as_one(again)])
        counted = " UNION ALL ".join(
            f"SELECT {every}, {side} AS _side FROM {_read(path, columns)}" for side, path in enumerate((kept, again))
        )
        sides = "count(*) FILTER (WHERE _side = 0) AS _kept, count(*) FILTER (WHERE _side = 1) AS _again"
        differing = f"SELECT {every}, {sides} FROM ({counted}) GROUP BY {every} HAVING _kept <> _again"
        try:
            totals = "sum(greatest(_kept - _again, 0)), sum(greatest(_again - _kept, 0))"
            alone = engine.rows(f"SELECT {totals} FROM ({differing})")[0]
            rows = engine.rows(f"SELECT {told}, _kept, _again FROM ({differing}) ORDER BY ALL LIMIT {int(most)}")
        except ExportUnreadable:
            return None
    return [
        (" ".join(str(cell) for cell in row[:-2] if cell is not None), int(str(row[-2])), int(str(row[-1])))
        for row in ([alone, *rows] if rows else [])
    ]


def _read(path: Path, columns: Sequence[str]) -> str:
    """A file of evidence as a table function."""
    if path.suffix == ".parquet":
        return f"read_parquet({literal(as_one(path))})"
    texts = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv({literal(as_one(path))}, auto_detect=false, header=true, delim=',', "
        f"""quote='"', escape='"', columns={{{texts}}}, hive_partitioning=false)"""
    )


def _no_findings() -> str:
    columns = ", ".join(
        f"CAST(NULL AS {_TYPES.get(name, 'VARCHAR')}) AS {_identifier(name)}" for name in FINDING_COLUMNS
    )
    return f"SELECT {columns} WHERE false"


def _with_personal(catalogue: Catalogue) -> str:
    """The exports that have columns of personal data, as literals."""
    exports = catalogue.exports.values()
    return ", ".join(literal(each.id) for each in exports if any(column.pii for column in each.columns.values()))


def _impersonal(catalogue: Catalogue) -> Iterator[tuple[Id, Name]]:
    """Export and column of every other column of those."""
    for export in catalogue.exports.values():
        yield from ((export.id, name) for name, column in export.columns.items() if not column.pii)


def _harmless(name: str) -> str:
    """A text cell that no spreadsheet takes for a formula."""
    column = _identifier(name)
    risky = f"regexp_matches({column}, {literal(_FORMULA)})"
    return f"CASE WHEN {risky} THEN {literal(_APOSTROPHE)} || {column} ELSE {column} END"


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
