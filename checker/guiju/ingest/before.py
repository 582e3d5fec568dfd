"""The row before, in the same case: what a log that only tells states needs to tell what happened."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from guiju.ingest.cells import CellSql
from guiju.ingest.files import refusal
from guiju.ingest.sql import ident
from guiju.model.problem import ExportUnreadable
from guiju.model.system import Before
from guiju.model.text import Text


def cells_before(cells: Sequence[CellSql], before: Before) -> list[CellSql]:
    """The cells that stand for those of the row before; unreadable there is unreadable here."""
    by_name = {cell.wanted.name: cell for cell in cells}
    seen = [(name, by_name[source]) for name, source in before.cells.items()]
    return [replace(cell, wanted=replace(cell.wanted, name=name)) for name, cell in seen]


def looking_back(sql: str, before: Before) -> str:
    """The rows of `sql`, which has the cells of a part, with those of the row before. Rows of no case see none."""
    key = ident(before.key)
    order = ", ".join(f"{ident(name)} ASC NULLS LAST" for name in before.order) + ", _row ASC"
    window = f"OVER (PARTITION BY {key} ORDER BY {order})"
    pairs = [(name + step, source + step) for name, source in before.cells.items() for step in ("", "?text")]
    looks = ", ".join(
        f"CASE WHEN {key} IS NOT NULL THEN lag({ident(source)}) {window} END AS {ident(name)}" for name, source in pairs
    )
    return f"SELECT *, {looks} FROM ({sql})"


def refuse_split_cases(connection: duckdb.DuckDBPyConnection, before: Before, files: Sequence[tuple[str, str]]) -> None:
    """Refuses files (name, relation) that share a case: nobody looks from one file into another."""
    if len(files) == 1:
        return
    key = ident(before.key)
    keys = " UNION ALL ".join(
        f"SELECT DISTINCT {place} AS f, {key} AS k FROM {ident(relation)}" for place, (_, relation) in enumerate(files)
    )
    shared = connection.execute(
        f"SELECT max(f) FROM ({keys}) WHERE k IS NOT NULL GROUP BY k HAVING count(*) > 1"
    ).fetchall()
    later = sorted({int(row[0]) for row in shared})
    problems = [problem for place in later for problem in refusal(files[place][0], _split(before)).problems]
    if problems:
        raise ExportUnreadable(*problems)


def _split(before: Before) -> Text:
    return Text(
        zh=f"同一件（{before.key}）的日志分在几个文件里，看不出每一步之前是什么状态：请合并成一个文件再检查。",
        en=f"the log of one case ({before.key}) stands in several files, so that it cannot be seen what changed: put "
        "them into one file.",
    )
