"""Folds an event log: one row per case, aggregates over the events of a case in their order.

An engine that reads in parallel gives no order inside a group, so the order is written into every aggregate that
depends on it: `first(x)` becomes `first(x ORDER BY <fold.order>, <file>, <row>)`. `first` and `last` take the first
and last event as it is, also where the value is null; add `FILTER (WHERE x IS NOT NULL)` for the first that has one.
"""

import re
from collections.abc import Sequence

import duckdb

from guiju.ingest.part import KEPT, Part, judged_fault, judged_sql
from guiju.ingest.recipe import Recipe, demanded, mentions
from guiju.ingest.sql import ident, literal
from guiju.model import reasons
from guiju.model.system import Fold

_ORDERED = frozenset({
    "first", "last", "any_value", "arbitrary", "list", "array_agg", "string_agg", "group_concat", "listagg",
    "arg_min", "arg_max", "argmin", "argmax", "min_by", "max_by", "mode",
})  # fmt: skip
_OPENS, _CLOSES = "(", ")"
_TOKEN = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[A-Za-z_][A-Za-z0-9_]*|[()]|\s+|.", re.DOTALL)


def fold_cases(
    connection: duckdb.DuckDBPyConnection, cases: str, recipe: Recipe, parts: Sequence[tuple[int, Part]]
) -> None:
    """Creates the table `cases` from the kept events, and marks the events of rejected cases in their parts.

    Its columns are those of a part, with `_file`; each part comes with its file's place among those of the
    export. The fold's cells must all be there in every part.
    """
    if (fold := recipe.fold) is None:
        raise ValueError(f"{recipe.export.id} is not folded")
    connection.execute(f"CREATE OR REPLACE TABLE {ident(cases)} AS {_cases_sql(fold, recipe, parts)}")
    for _, part in parts:
        connection.execute(
            f"UPDATE {ident(part.relation)} AS e SET _why = k._why FROM {ident(cases)} AS k WHERE k._why IS NOT NULL "
            f"AND e.{ident(fold.key)} = k._case AND e._left IS NULL AND e._why IS NULL"
        )


def ordered(sql: str, order: str) -> str:
    """`sql` with `order` written into each aggregate that depends on the order of its rows."""
    tokens = _TOKEN.findall(sql)
    out: list[str] = []
    stack: list[bool] = []
    for place, token in enumerate(tokens):
        if token == _OPENS:
            stack.append(_opens_ordered(tokens[:place]))
        elif token == _CLOSES and stack and stack.pop() and not _has_order(out):
            out.append(f" ORDER BY {order}")
        out.append(token)
    return "".join(out)


def _opens_ordered(before: Sequence[str]) -> bool:
    words = [token for token in before[-3:] if not token.isspace()]
    return bool(words) and words[-1].casefold() in _ORDERED


def _has_order(out: Sequence[str]) -> bool:
    """Whether the argument list that is about to close has an ORDER BY of its own."""
    depth = 0
    for word in reversed(out):
        if word == _OPENS:
            if depth == 0:
                return False
            depth -= 1
        elif word == _CLOSES:
            depth += 1
        elif depth == 0 and word.casefold() == "order":
            return True
    return False


def _cases_sql(fold: Fold, recipe: Recipe, parts: Sequence[tuple[int, Part]]) -> str:
    order = ", ".join(f"{ident(name)} ASC NULLS LAST" for name in fold.order) + ", _file ASC, _row ASC"
    made = "".join(f", ({ordered(sql, order)}) AS {_made(name)}" for name, sql in fold.columns.items())
    used = sorted({cell for sql in fold.columns.values() for cell in _cells(recipe) if mentions(sql, cell)})
    flags = "".join(f", bool_or(contains(_unreadable, {literal(f',{c},')})) AS {_flag(c)}" for c in used)
    sql = (
        f"SELECT {ident(fold.key)} AS _case, first(_row ORDER BY {order}) AS _row, first(_file ORDER BY {order}) AS "
        f"_file{made}{flags} FROM ({_events_sql(recipe, parts)}) GROUP BY {ident(fold.key)}"
    )
    typed = "".join(f", {judged_sql(name, _made(name), recipe)} AS {_out(name)}" for name in fold.columns)
    sql = f"SELECT *{typed} FROM ({sql})"
    sql = f"SELECT *, {_bad(fold, recipe)} AS _bad FROM ({sql})"
    sql = f"SELECT *, {_unreadable(fold, used)} AS _unreadable FROM ({sql})"
    columns = ", ".join(f"{_out(name)} AS {ident(name)}" for name in fold.columns)
    why = _why(fold, recipe)
    return (
        f"SELECT _case, _row, _file, CAST(NULL AS INTEGER) AS _left, {why} AS _why, _bad, _unreadable, {columns} "
        f"FROM ({sql}) ORDER BY _file, _row"
    )


def _events_sql(recipe: Recipe, parts: Sequence[tuple[int, Part]]) -> str:
    cells = ", ".join(ident(name) for name in _cells(recipe))
    return " UNION ALL ".join(
        f"SELECT {place} AS _file, _row, _unreadable, {cells} FROM {ident(part.relation)} WHERE {KEPT}"
        for place, part in parts
    )


def _cells(recipe: Recipe) -> list[str]:
    """The cells that the fold uses; the others may be absent from a file."""
    return [cell.name for cell in recipe.wanted if cell.needed]


def _bad(fold: Fold, recipe: Recipe) -> str:
    failed = {name: f"({_out(name)} IS NULL AND {_made(name)} IS NOT NULL)" for name in fold.columns}
    each = ", ".join(
        f"CASE WHEN {failed[name]} THEN {judged_fault(name, _made(name), recipe)} END" for name in fold.columns
    )
    return f"CASE WHEN {' OR '.join(failed.values())} THEN list_filter([{each}], lambda f: f IS NOT NULL) END"


def _unreadable(fold: Fold, used: Sequence[str]) -> str:
    """A column of the case is unreadable where its own value failed, or is null and an unreadable cell went into it."""
    blinded: list[str] = []
    for name, sql in fold.columns.items():
        flags = [_flag(cell) for cell in used if mentions(sql, cell)]
        if flags:
            blinded.append(
                f"CASE WHEN {_out(name)} IS NULL AND {_made(name)} IS NULL AND ({' OR '.join(flags)}) "
                f"THEN {literal(name)} END"
            )
    names = ", ".join(["array_to_string(list_transform(_bad, lambda f: f.c), ',')", *blinded])
    return f"',' || nullif(concat_ws(',', {names}), '') || ','"


def _why(fold: Fold, recipe: Recipe) -> str:
    cases = " ".join(
        f"WHEN {_out(name)} IS NULL AND contains(_unreadable, {literal(f',{name},')}) THEN "
        f"{{'r': {literal(f'{reasons.UNREADABLE}:{name}')}, 'v': left(CAST({_made(name)} AS VARCHAR), 500)}} "
        f"WHEN {_out(name)} IS NULL THEN {{'r': {literal(f'{reasons.MISSING}:{name}')}, 'v': CAST(NULL AS VARCHAR)}}"
        for name in demanded(recipe.export)
        if name in fold.columns
    )
    return f"CASE {cases} END"


def _made(name: str) -> str:
    return ident(f"{name}?made")


def _out(name: str) -> str:
    return ident(f"{name}?out")


def _flag(cell: str) -> str:
    return ident(f"{cell}?bad")
