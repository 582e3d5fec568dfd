"""One file read into the engine: its cells, which rows are left out or rejected and why.

The columns of a part: `_row`, `_left` (place of the leave-out rule that took the row), `_why` (struct of reason and
value: the row is rejected), `_bad` (list of cells that could not be read), `_unreadable`, and the cells or columns.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypedDict

from guiju.ingest.before import cells_before, looking_back
from guiju.ingest.cells import CellSql, allowed_value, cell_sql, fault
from guiju.ingest.headers import Layout
from guiju.ingest.recipe import Recipe, Wanted, demanded, mentions
from guiju.ingest.scan import Scan
from guiju.ingest.sql import SQL_TYPES, ident, literal
from guiju.model import reasons
from guiju.model.record import Name
from guiju.model.text import Text

KEPT = "_left IS NULL AND _why IS NULL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file's relation in the engine."""

    relation: str
    columns: frozenset[Name]
    """Cells (or columns of the export) that the file carries."""
    path: str
    """As the user gave it."""
    faulty: int
    """Records that are no records: they are in the rejects already, and not in the relation."""
    aside: tuple[tuple[Text, int], ...] = ()
    """Rows that were left out before anything was read, with the reason: they are not in the relation either."""
    whole: bool = False
    """It is known that every row is used and every cell readable."""


def part_sql(scan: Scan, layout: Layout, recipe: Recipe, *, as_is: AbstractSet[Name] = frozenset[Name]()) -> str:
    """The SELECT behind a part. Cells named in `as_is` are taken without a look: see `as_is_sql`."""
    cells = [cell_sql(found, as_is=as_is, **_of(scan)) for found in layout.found]
    seen = cells_before(cells, recipe.before) if recipe.before is not None else []
    outputs = [_Output.of(recipe, name, [*cells, *seen]) for name in recipe.derive]
    raws = "".join(f", {cell.raw}" for cell in cells)
    texts = "".join(f", {cell.text} AS {cell.text_name}" for cell in cells)
    values = "".join(f", {cell.value} AS {cell.name}" for cell in cells)
    values += "".join(
        f", CAST(NULL AS {SQL_TYPES[cell.type]}) AS {ident(cell.name)}" for cell in _blank(layout, recipe)
    )
    derived = "".join(f", ({output.sql}) AS {output.raw_name}" for output in outputs)
    typed = "".join(f", {output.value} AS {output.out_name}" for output in outputs)
    sql = f"SELECT _row{raws} FROM {scan.sql}"
    sql = f"SELECT *{texts} FROM ({sql})"
    sql = f"SELECT *{values} FROM ({sql})"
    if recipe.before is not None:
        sql = looking_back(sql, recipe.before)
    sql = f"SELECT *, {_left(recipe)} AS _left{derived} FROM ({sql})"
    sql = f"SELECT *{typed} FROM ({sql})"
    sql = f"SELECT *, {_bad(cells, outputs)} AS _bad FROM ({sql})"
    sql = f"SELECT *, {_unreadable(cells, outputs)} AS _unreadable FROM ({sql})"
    made = {output.name for output in outputs}
    columns = [cell.name for cell in cells if cell.wanted.name not in made]
    columns += [f"{output.out_name} AS {ident(output.name)}" for output in outputs]
    raw_of = {cell.wanted.name: cell.raw_name for cell in cells} | {output.name: output.raw_name for output in outputs}
    shown = {cell.wanted.name: cell.name for cell in cells} | {output.name: output.out_name for output in outputs}
    why = _why(recipe, shown, raw_of)
    return f"SELECT _row, _left, {why} AS _why, _bad, _unreadable, {', '.join(columns)} FROM ({sql})"


class _OfScan(TypedDict):
    whites: str
    types: tuple[str, ...]
    marked: frozenset[int]
    endless: frozenset[int]


def _of(scan: Scan) -> _OfScan:
    """What the SQL of a cell has to know of its file."""
    return {"whites": scan.whites, "types": scan.types, "marked": scan.marked, "endless": scan.endless}


def endless_sql(scan: Scan) -> str | None:
    """A SELECT of one truth a column of times: whether infinity stands in it. None without such columns.

    The engine knows the ends of a typed column from its statistics.
    """
    asked = [f"coalesce(NOT isfinite(min(c{place})) OR NOT isfinite(max(c{place})), false)" for place in scan.times]
    return f"SELECT {', '.join(asked)} FROM {scan.sql}" if asked else None


def as_is_sql(scan: Scan, layout: Layout) -> dict[Name, str]:
    """Text of a typed file -> a SELECT that answers true where reading changes nothing in it.

    A view over the file need not read such a cell again in every scan.
    """
    cells = [
        cell_sql(found, whites=scan.whites, types=scan.types)
        for found in layout.found
        if found.cell.type == "text" and len(found.places) == 1 and scan.types[found.places[0]] == "VARCHAR"
    ]
    return {cell.wanted.name: f"SELECT coalesce({_unchanged(cell, scan)}, true)" for cell in cells}


def whole_sql(scan: Scan, layout: Layout, recipe: Recipe, as_is: AbstractSet[Name]) -> str | None:
    """A SELECT that answers true where no row can be rejected; None where rows may be lost in other ways too.

    The engine counts the nulls of a typed file from its statistics, without reading it.
    """
    if recipe.reading is not None and (recipe.leave_out or recipe.derive or recipe.fold is not None):
        return None
    cells = [cell_sql(found, as_is=as_is, **_of(scan)) for found in layout.found]
    if any(cell.can_fail or (cell.wanted.type == "text" and cell.wanted.name not in as_is) for cell in cells):
        return None
    raws = {cell.wanted.name: cell for cell in cells}
    full = " AND ".join(f"count(*) = count({raws[name].raw_name})" for name in demanded(recipe.export))
    columns = ", ".join(raws[name].raw for name in demanded(recipe.export))
    return f"SELECT {full} FROM (SELECT {columns} FROM {scan.sql})"


def columns_of(layout: Layout, recipe: Recipe) -> frozenset[Name]:
    """The cells and columns that a part has."""
    given = frozenset(found.cell.name for found in layout.found)
    optional = [cell.name for cell in recipe.wanted if cell.blank]
    used = {name: [cell for cell in optional if mentions(sql, cell)] for name, sql in recipe.derive.items()}
    made = frozenset(name for name, cells in used.items() if not cells or not given.isdisjoint(cells))
    return given | made


def _blank(layout: Layout, recipe: Recipe) -> list[Wanted]:
    """Cells that the file does not have and that expressions may name all the same."""
    found = {found.cell.name for found in layout.found}
    return [cell for cell in recipe.wanted if cell.blank and cell.name not in found]


def judged_sql(name: Name, raw: str, recipe: Recipe) -> str:
    """A value made by the profile's SQL as the export wants it: of its type and inside its set of values."""
    column = recipe.export.columns[name]
    if not column.values:
        return f"TRY_CAST({raw} AS {SQL_TYPES[column.type]})"
    wanted = Wanted(name=name, type=column.type, parts=(), needed=False, allowed=column.values)
    return f"TRY_CAST({allowed_value(f'CAST({raw} AS VARCHAR)', wanted)} AS {SQL_TYPES[column.type]})"


def judged_fault(name: Name, raw: str, recipe: Recipe) -> str:
    """The fault of such a value, as a struct."""
    column = recipe.export.columns[name]
    reason = reasons.OUTSIDE if column.values else reasons.NOT_A[column.type]
    return fault(name, raw, literal(reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Output:
    """A derived column."""

    name: Name
    sql: str
    value: str
    fault: str
    uses: tuple[CellSql, ...]

    @staticmethod
    def of(recipe: Recipe, name: Name, cells: Sequence[CellSql]) -> "_Output":
        sql = recipe.derive[name]
        raw = ident(f"{name}?made")
        return _Output(
            name=name,
            sql=sql,
            value=judged_sql(name, raw, recipe),
            fault=judged_fault(name, raw, recipe),
            uses=tuple(cell for cell in cells if cell.can_fail and mentions(sql, cell.wanted.name)),
        )

    @property
    def raw_name(self) -> str:
        return ident(f"{self.name}?made")

    @property
    def out_name(self) -> str:
        return ident(f"{self.name}?out")


def _unchanged(cell: CellSql, scan: Scan) -> str:
    raw = f"SELECT {cell.raw} FROM {scan.sql}"
    if not cell.can_fail and not cell.wanted.mapping and not cell.wanted.nulls:
        return f"(SELECT min({cell.raw_name}) <> '' FROM ({raw}))"  # nothing sorts before the empty text
    few = "DISTINCT " if cell.wanted.allowed else ""
    texts = f"SELECT {few}{cell.raw_name}, {cell.text} AS {cell.text_name} FROM ({raw})"
    return f"(SELECT bool_and({cell.value} IS NOT DISTINCT FROM {cell.raw_name}) FROM ({texts}))"


def _left(recipe: Recipe) -> str:
    rules = recipe.leave_out
    if not rules:
        return "CAST(NULL AS INTEGER)"
    return "CASE " + " ".join(f"WHEN ({rule.where}) THEN {place}" for place, rule in enumerate(rules)) + " END"


def _bad(cells: Sequence[CellSql], outputs: Sequence[_Output]) -> str:
    """The list of faults of a row; null where there is none, which is tested first because it is the rule."""
    failures = _failures(cells, outputs)
    if not failures:
        return "CAST(NULL AS STRUCT(c VARCHAR, v VARCHAR, r VARCHAR)[])"
    each = ", ".join(f"CASE WHEN {failed} THEN {told} END" for failed, told in failures.items())
    return f"CASE WHEN {' OR '.join(failures)} THEN list_filter([{each}], lambda f: f IS NOT NULL) END"


def _failures(cells: Sequence[CellSql], outputs: Sequence[_Output]) -> dict[str, str]:
    """Condition of each failure -> its fault."""
    failures = {cell.failed: cell.fault for cell in cells if cell.can_fail}
    return failures | {f"({o.out_name} IS NULL AND {o.raw_name} IS NOT NULL)": o.fault for o in outputs}


def _unreadable(cells: Sequence[CellSql], outputs: Sequence[_Output]) -> str:
    """`,name,name,`: the faults, and derived columns that are null because a cell that they use could not be read.

    The cell may be one of the row before, whose fault is told there.
    """
    failures = dict.fromkeys([*_failures(cells, outputs), *(cell.failed for o in outputs for cell in o.uses)])
    if not failures:
        return "CAST(NULL AS VARCHAR)"
    blinded = [
        f"CASE WHEN {o.out_name} IS NULL AND {o.raw_name} IS NULL AND "
        f"({' OR '.join(cell.failed for cell in o.uses)}) THEN {literal(o.name)} END"
        for o in outputs
        if o.uses
    ]
    names = ", ".join(["array_to_string(list_transform(_bad, lambda f: f.c), ',')", *blinded])
    told = f"nullif(concat_ws(',', {names}), '')"
    return f"CASE WHEN {' OR '.join(failures)} THEN ',' || {told} || ',' END"


def _why(recipe: Recipe, shown: dict[Name, str], raw_of: dict[Name, str]) -> str:
    names = (recipe.fold.key,) if recipe.fold is not None else demanded(recipe.export)
    cases = " ".join(
        f"WHEN {shown[name]} IS NULL AND contains(_unreadable, {literal(f',{name},')}) THEN "
        f"{{'r': {literal(f'{reasons.UNREADABLE}:{name}')}, 'v': left(CAST({raw_of[name]} AS VARCHAR), 500)}} "
        f"WHEN {shown[name]} IS NULL THEN {{'r': {literal(f'{reasons.MISSING}:{name}')}, 'v': CAST(NULL AS VARCHAR)}}"
        for name in names
    )
    return f"CASE {cases} END"
