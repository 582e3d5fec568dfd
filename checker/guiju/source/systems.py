"""System profiles: each cell goes to a column that exists, or into an expression; their SQL becomes canonical."""

from collections.abc import Iterator, Mapping

from guiju.model.export import Column, ColumnType
from guiju.model.problem import Problem
from guiju.model.system import Before, Cell, Fold, LeaveOut, Reading, System
from guiju.model.text import Text
from guiju.source.calendars import zone
from guiju.source.expressions import Operand, Scope
from guiju.source.known import COLUMN, EXPORT, Known, reference
from guiju.source.nodes import Document, Path
from guiju.source.sql_fields import Findings
from guiju.source.suggestions import nearest, unknown

CELL = Text(zh="单元格", en="cell")
READ = Text(zh="（在自己的 `files` 里读的）导出", en="export that a reading with its own `files` makes")
VALUE = Text(zh="取值", en="value")


def check_system(system: System, document: Document, known: Known) -> tuple[System, list[Problem]]:
    """A profile in canonical form, and its problems."""
    problems = list(zone(document, ("time_zone",), system.time_zone))
    several = sum(reading.beside is None for reading in system.readings) > 1
    readings: list[Reading] = []
    for place, reading in enumerate(system.readings):
        path = ("readings", place)
        problems.extend(_beside(reading, system, document, path))
        if several and not reading.files and reading.beside is None:
            zh, en = (
                "有多种文件时，每种都要写 `files`",
                "with several readings each needs `files`, to tell its files apart",
            )
            problems.append(Problem(document.at(path), Text(zh=zh, en=en)))
        problems.extend(reference(document, (*path, "export"), reading.export, EXPORT, known.exports))
        columns = known.columns(reading.export)
        findings = Findings()
        readings.append(_canonical(reading, document, path, columns, findings))
        problems.extend(findings.problems)
        if columns is not None:
            problems.extend(_cells(reading, document, path, columns, frozenset(findings.columns)))
            problems.extend(_targets(reading, document, path, columns))
            problems.extend(_complete(reading, document, path, columns))
    return system.model_copy(update={"readings": tuple(readings)}), problems


def _canonical(
    reading: Reading, document: Document, path: Path, columns: Mapping[str, Column] | None, findings: Findings
) -> Reading:
    cells = {name: Operand(type=_type(name, cell, columns)) for name, cell in reading.columns.items()}
    if reading.before is not None:
        findings.problems.extend(_looks(reading.before, cells, document, (*path, "before"), findings))
        cells |= {name: cells[source] for name, source in reading.before.cells.items() if source in cells}

    def row(written: str, *keys: str | int, condition: str | None = None) -> str:
        scope = Scope(columns=cells, wanted="boolean" if condition else "any", parameters=False)
        return findings.canonical(written, document, (*path, *keys), scope)

    leave_out = tuple(
        LeaveOut(where=row(rule.where, "leave_out", place, "where", condition="leave_out"), reason=rule.reason)
        for place, rule in enumerate(reading.leave_out)
    )
    derive = {name: row(written, "derive", name) for name, written in reading.derive.items()}
    fold = _fold(reading.fold, cells, document, (*path, "fold"), findings) if reading.fold is not None else None
    return reading.model_copy(update={"leave_out": leave_out, "derive": derive, "fold": fold})


def _fold(fold: Fold, cells: Mapping[str, Operand], document: Document, path: Path, findings: Findings) -> Fold:
    scope = Scope(columns=cells, wanted="any", aggregates=True, parameters=False)
    columns = {
        name: findings.canonical(written, document, (*path, "columns", name), scope)
        for name, written in fold.columns.items()
    }
    findings.problems.extend(_ordered(fold, cells, document, path, findings))
    return fold.model_copy(update={"columns": columns})


def _looks(
    before: Before, cells: Mapping[str, Operand], document: Document, path: Path, findings: Findings
) -> Iterator[Problem]:
    """Cells that are not there to look back for, and names that are taken."""
    yield from _ordered(before, cells, document, path, findings)
    for name, source in before.cells.items():
        findings.columns.add(source)
        yield from reference(document, (*path, "cells", name), source, CELL, cells)
        if name in cells:
            zh, en = f"单元格 {name} 已在 `columns` 中", f"the cell {name} stands under `columns` already; rename one"
            yield Problem(document.key((*path, "cells", name)), Text(zh=zh, en=en))


def _ordered(
    steps: Fold | Before, cells: Mapping[str, Operand], document: Document, path: Path, findings: Findings
) -> Iterator[Problem]:
    """Key and order of a case that name no cell."""
    order = [(name, (*path, "order", place)) for place, name in enumerate(steps.order)]
    for name, where in [(steps.key, (*path, "key")), *order]:
        findings.columns.add(name)
        yield from reference(document, where, name, CELL, cells)


def _beside(reading: Reading, system: System, document: Document, path: Path) -> Iterator[Problem]:
    if reading.beside is None:
        return
    mains = [each.export for each in system.readings if each.beside is None and each.export != reading.export]
    yield from reference(document, (*path, "beside"), reading.beside, READ, mains)


def _complete(reading: Reading, document: Document, path: Path, columns: Mapping[str, Column]) -> Iterator[Problem]:
    """Values that a column does not have, of columns that are not there."""
    for name, values in reading.complete.items():
        yield from reference(document, (*path, "complete", name), name, COLUMN, columns)
        for place, value in enumerate(values if name in columns else ()):
            yield from reference(document, (*path, "complete", name, place), value, VALUE, columns[name].values)


def _type(name: str, cell: Cell, columns: Mapping[str, Column] | None) -> ColumnType | None:
    if cell.type is not None or columns is None or name not in columns:
        return cell.type
    return columns[name].type


def _cells(
    reading: Reading, document: Document, path: Path, columns: Mapping[str, Column], used: frozenset[str]
) -> Iterator[Problem]:
    """Cells that go nowhere, and values that their column does not have."""
    for name, cell in reading.columns.items():
        here = (*path, "columns", name)
        if name not in columns and cell.type is None:
            hint = nearest(name, columns)
            zh = f"没有名为 {name} 的列（只供表达式使用的单元格要写 `type`）{hint.zh}"
            en = f"unknown column {name} (a cell that only feeds expressions needs a `type`){hint.in_('en')}"
            yield Problem(document.key(here), Text(zh=zh, en=en))
        elif name not in columns and name not in used:
            zh, en = f"单元格 {name} 没有被用到", f"nothing uses the cell {name}"
            yield Problem(document.key(here), Text(zh=zh, en=en), level="warning")
        elif name in columns and columns[name].values and reading.fold is None:
            yield from _values(cell, name, document, here, columns[name])


def _values(cell: Cell, name: str, document: Document, path: Path, column: Column) -> Iterator[Problem]:
    for written, value in cell.values.items():
        if isinstance(value, str) and value not in column.values:
            hint = nearest(value, column.values)
            zh, en = f"列 {name} 没有取值 {value}{hint.zh}", f"the column {name} has no value {value}{hint.in_('en')}"
            yield Problem(document.at((*path, "values", written)), Text(zh=zh, en=en))


def _targets(reading: Reading, document: Document, path: Path, columns: Mapping[str, Column]) -> Iterator[Problem]:
    """Expressions for columns that are not there or come twice, and required columns that nothing gives."""
    made = reading.fold.columns if reading.fold is not None else reading.derive
    keys = ("fold", "columns") if reading.fold is not None else ("derive",)
    for name in made:
        where = (*path, *keys, name)
        if name not in columns:
            yield Problem(document.key(where), unknown(COLUMN, name, columns))
        elif reading.fold is None and name in reading.columns:
            zh, en = f"列 {name} 已在 `columns` 中给出", f"the column {name} is given under `columns` already; keep one"
            yield Problem(document.key(where), Text(zh=zh, en=en))
    given = {*made, reading.fold.key} if reading.fold is not None else {*made, *reading.columns}
    for name in sorted(name for name, column in columns.items() if column.required and name not in given):
        zh = f"没有给出必填列 {name}，每一行都会被拒收"
        en = f"nothing gives the required column {name}: every row would be rejected"
        yield Problem(document.at((*path, "export")), Text(zh=zh, en=en), level="warning")
