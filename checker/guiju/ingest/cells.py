"""The SQL that reads one cell: from the text (or typed value) in the file to a value of its type, or to a reason.

Each cell passes three steps, so that nothing is worked out twice:

raw    the cell as it stands in the file, several headers joined with a space
text   trimmed; null where it is empty or a null marker
value  mapped, parsed and held against the set of values; null where that fails
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from guiju.ingest.headers import Found
from guiju.ingest.laid import ERROR, TYPED
from guiju.ingest.recipe import Wanted
from guiju.ingest.sql import SQL_TYPES, ident, literal, literals
from guiju.ingest.zones import Zones
from guiju.model import reasons
from guiju.model.record import Name

_WORDS = ("epoch", "infinity", "-infinity")
_TRUE = ("true", "1", "yes", "y", "t", "是")
_FALSE = ("false", "0", "no", "n", "f", "否")
_WHOLE = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT", "UTINYINT")
_ISO_DATETIME = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}(\.\d{1,9})?)?"
_ISO_DATE = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellSql:
    """One cell as SQL over the columns `c0`, `c1`, ... of the file."""

    wanted: Wanted
    raw: str
    """As named columns over those of the file."""
    text: str
    """Over the column RAW of this cell."""
    value: str
    """Over the column TEXT of this cell."""
    can_fail: bool
    marked: bool = False
    """Over the file's column of marks there is one of this cell."""
    ambiguous: str | None = None
    """Condition over the column TEXT: two formats of different order read it as different times."""
    shifted: str | None = None
    """Condition over the column TEXT: it is a time that the change of clocks repeats or skips."""

    @property
    def name(self) -> str:
        """The cell's own column, quoted."""
        return ident(self.wanted.name)

    @property
    def raw_name(self) -> str:
        """Column of the raw text."""
        return ident(f"{self.wanted.name}?raw")

    @property
    def text_name(self) -> str:
        """Column of the cleaned text."""
        return ident(f"{self.wanted.name}?text")

    @property
    def failed(self) -> str:
        """Condition: there was something in the cell, and it could not be read."""
        return f"({self.name} IS NULL AND {self.text_name} IS NOT NULL)"

    @property
    def fault(self) -> str:
        """Column, raw value and reason of a cell that failed, as a struct."""
        reason = literal(reasons.OUTSIDE if self.wanted.allowed else reasons.NOT_A[self.wanted.type])
        voids = [value for value, target in self.wanted.mapping.items() if target is None]
        if self.shifted is not None:
            reason = f"CASE WHEN {self.shifted} THEN {literal(reasons.CLOCK_CHANGE)} ELSE {reason} END"
        if self.ambiguous is not None:
            reason = f"CASE WHEN {self.ambiguous} THEN {literal(reasons.AMBIGUOUS)} ELSE {reason} END"
        if self.marked:
            error = f"{_own(self.wanted, 'mark')} = {literal(ERROR)}"
            reason = f"CASE WHEN {error} THEN {literal(reasons.ERROR_CELL)} ELSE {reason} END"
        if voids:
            reason = f"CASE WHEN {self.text_name} IN ({literals(voids)}) THEN {literal(reasons.VOID)} ELSE {reason} END"
        return fault(self.wanted.name, self.raw_name, reason)


def cell_sql(  # noqa: PLR0913 - by name, and each says something else of the file
    found: Found,
    *,
    whites: str,
    types: Sequence[str],
    as_is: AbstractSet[Name] = frozenset[Name](),
    marked: AbstractSet[int] = frozenset[int](),
    endless: AbstractSet[int] = frozenset[int](),
) -> CellSql:
    """The SQL of a found cell. `types` are the file's column types, VARCHAR throughout for text files.

    Cells named in `as_is` are texts that were found to need nothing done to them.
    """
    cell = found.cell
    if cell.name in as_is:
        own = _own(cell, "raw")
        return CellSql(wanted=cell, raw=f"c{found.places[0]} AS {own}", text=own, value=own, can_fail=False)
    if len(found.places) == 1 and (typed := _typed(cell, types[found.places[0]])) is not None:
        # A typed file whose type fits: the value is the column itself, and a scan stays a scan.
        raw = f"c{found.places[0]} AS {_own(cell, 'raw')}"
        value, can_fail = typed
        finite = f"isfinite({_own(cell, 'text')})"
        if not endless.isdisjoint(found.places) and cell.type in ("datetime", "date"):
            value, can_fail = f"CASE WHEN {finite} THEN {value} END", True
        # A typed time that is one fails for one reason alone: the clocks of its zone show it twice or never.
        shifted = finite if cell.type == "datetime" else None
        return CellSql(wanted=cell, raw=raw, text=_own(cell, "raw"), value=value, can_fail=can_fail, shifted=shifted)
    texts = [f"c{at}" if types[at] == "VARCHAR" else f"CAST(c{at} AS VARCHAR)" for at in found.places]
    raw, text = f"{texts[0]} AS {_own(cell, 'raw')}", _cleaned(_own(cell, "raw"), cell.nulls, whites)
    if len(texts) > 1:
        # A null marker in any part makes the whole null, so the parts are judged before they are joined.
        joined = " || ' ' || ".join(f"({_cleaned(part, cell.nulls, whites)})" for part in texts)
        text = _own(cell, "joined")
        raw = f"concat_ws(' ', {', '.join(texts)}) AS {_own(cell, 'raw')}, {joined} AS {text}"
    mapped = _mapped(cell, _own(cell, "text"))
    value, ambiguous, has_marks = _parsed(cell, mapped), _ambiguous(cell, mapped), not marked.isdisjoint(found.places)
    shifted = _shifted(cell, mapped)
    if ambiguous is not None:
        value = f"CASE WHEN NOT coalesce({ambiguous}, false) THEN {value} END"
    if has_marks:
        raw, value = f"{raw}, {_mark(found)} AS {_own(cell, 'mark')}", _by_mark(cell, mapped, value)
    return CellSql(
        wanted=cell,
        raw=raw,
        text=text,
        value=_held(cell, value),
        can_fail=cell.type != "text" or bool(cell.allowed) or None in cell.mapping.values() or has_marks,
        marked=has_marks,
        ambiguous=ambiguous,
        shifted=shifted,
    )


def fault(column: str, raw: str, reason: str) -> str:
    """A struct that says what was wrong with a cell; `raw` and `reason` are SQL."""
    return f"{{'c': {literal(column)}, 'v': left(CAST({raw} AS VARCHAR), 500), 'r': {reason}}}"


def allowed_value(text: str, cell: Wanted) -> str:
    """The code of the value set that a text names: as it is, or by title or in another case; else null."""
    names: dict[str, set[str]] = {}
    for code, title in cell.allowed.items():
        for name in (code, title.zh, title.en or code):
            names.setdefault(name.strip().lower(), set()).add(code)
    exact = literals(cell.allowed)
    cases = " ".join(
        f"WHEN {literal(name)} THEN {literal(next(iter(codes)))}" for name, codes in names.items() if len(codes) == 1
    )
    return f"CASE WHEN {text} IN ({exact}) THEN {text} ELSE CASE lower({text}) {cases} END END"


def _own(cell: Wanted, step: Literal["raw", "text", "joined", "mark"]) -> str:
    return ident(f"{cell.name}?{step}")


def _typed(cell: Wanted, sql_type: str) -> tuple[str, bool] | None:
    """The value of a typed column taken without parsing, and whether it can fail; None where the type does not fit."""
    if cell.mapping or cell.allowed:
        return None
    text = _own(cell, "text")
    if cell.type == "datetime" and cell.zones is not None and sql_type == "TIMESTAMP WITH TIME ZONE":
        return cell.zones.of_instant(text), False
    if cell.type == "datetime" and cell.zones is not None and cell.zones.moved and sql_type.startswith("TIMESTAMP"):
        return cell.zones.local(f"CAST({text} AS TIMESTAMP)"), True
    match cell.type, sql_type.partition("(")[0]:
        case ("integer", "BIGINT") | ("boolean", "BOOLEAN") | ("datetime", "TIMESTAMP") | ("date", "DATE"):
            return text, False
        case ("datetime", "TIMESTAMP_NS" | "TIMESTAMP_MS" | "TIMESTAMP_S"):
            return f"CAST({text} AS TIMESTAMP)", False
        case ("integer", whole) if whole in _WHOLE:
            return f"CAST({text} AS BIGINT)", False
        case ("number", exact) if exact in (*_WHOLE, "DECIMAL"):
            return f"CAST({text} AS DOUBLE)", False
        case ("number", "DOUBLE" | "FLOAT"):
            return f"CASE WHEN isfinite({text}) THEN CAST({text} AS DOUBLE) END", True
        case _:
            return None


def _cleaned(text: str, nulls: Sequence[str], whites: str) -> str:
    """Trimmed; null where empty or a null marker. Trimming is dear, so it is done only where there is a rim."""
    markers = literals(dict.fromkeys(["", *nulls]))
    if not whites:
        return f"CASE WHEN {text} IN ({markers}) THEN NULL ELSE {text} END"
    rims = " OR ".join(f"starts_with({text}, {literal(w)}) OR ends_with({text}, {literal(w)})" for w in whites)
    trimmed = f"trim({text}, {literal(whites)})"
    return (
        f"CASE WHEN {text} IN ({markers}) THEN NULL WHEN {rims} "
        f"THEN CASE WHEN {trimmed} IN ({markers}) THEN NULL ELSE {trimmed} END ELSE {text} END"
    )


def _mapped(cell: Wanted, text: str) -> str:
    if not cell.mapping:
        return text
    cases = " ".join(
        f"WHEN {literal(value)} THEN {'NULL' if target is None else literal(target)}"
        for value, target in cell.mapping.items()
    )
    return f"CASE {text} {cases} ELSE {text} END"


def _parsed(cell: Wanted, text: str) -> str:
    if cell.formats and cell.type in ("datetime", "date"):
        return f"CAST({_by_formats(cell, text)} AS {SQL_TYPES[cell.type]})"
    match cell.type:
        case "text":
            return text
        case "integer":
            return (
                f"CASE WHEN regexp_full_match({text}, '-?\\d+(\\.0+)?') "
                f"THEN TRY_CAST(split_part({text}, '.', 1) AS BIGINT) END"
            )
        case "number":
            return (
                f"CASE WHEN regexp_full_match({text}, '-?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?') "
                f"THEN TRY_CAST({text} AS DOUBLE) END"
            )
        case "boolean":
            return (
                f"CASE WHEN lower({text}) IN ({literals(_TRUE)}) THEN true "
                f"WHEN lower({text}) IN ({literals(_FALSE)}) THEN false END"
            )
        case "datetime":
            read = _naive(text)
            return read if cell.zones is None else f"coalesce({cell.zones.local(read)}, {_zoned(cell.zones, text)})"
        case "date":
            return f"CASE WHEN regexp_full_match({text}, {literal(_ISO_DATE)}) THEN TRY_CAST({text} AS DATE) END"


def _naive(text: str) -> str:
    """An ISO time without a zone. The usual form first: the cast alone would also take bare dates and `epoch`."""
    return _since_1000(
        f"coalesce(CASE WHEN {text} LIKE '____-%' THEN try_strptime({text}, '%Y-%m-%d %H:%M:%S') END, "
        f"CASE WHEN regexp_full_match({text}, {literal(_ISO_DATETIME)}) THEN TRY_CAST({text} AS TIMESTAMP) END)"
    )


def _zoned(zones: Zones, text: str) -> str:
    """An ISO time with a zone."""
    return _since_1000(zones.of_text(text, _ISO_DATETIME))


def _by_formats(cell: Wanted, text: str) -> str:
    """The first format that fits. The engine reads some words under any format, and two digits as a year before 100."""
    words = f"lower({text}) NOT IN ({literals(_WORDS)})"
    plain = [form for form in cell.formats if "%z" not in form]
    with_offset = [form for form in cell.formats if "%z" in form]
    reads: list[str] = []
    if plain:
        read = _since_1000(f"CASE WHEN {words} THEN try_strptime({text}, [{literals(plain)}]) END")
        reads.append(cell.zones.local(read) if cell.zones is not None and cell.type == "datetime" else read)
    if with_offset and cell.zones is not None:
        offset = f"regexp_replace({text}, 'Z$', '+0000')"
        instant = f"CASE WHEN {words} THEN try_strptime({offset}, [{literals(with_offset)}]) END"
        reads.append(_since_1000(cell.zones.of_instant(instant)))
    return f"coalesce({', '.join(reads)})" if reads else "NULL"


def _shifted(cell: Wanted, text: str) -> str | None:
    """Where a time stands in the file that the clocks of its zone show twice or never."""
    if cell.type != "datetime" or cell.zones is None or not cell.zones.moved:
        return None
    plain = [form for form in cell.formats if "%z" not in form]
    read = f"try_strptime({text}, [{literals(plain)}])" if plain else _naive(text)
    return f"{read} IS NOT NULL AND {cell.zones.local(read)} IS NULL"


def _mark(found: Found) -> str:
    """The mark of a cell. Joined cells are an error where one is, and typed where all are."""
    marks = [f"substr(_marks, {place + 1}, 1)" for place in found.places]
    error, typed = literal(ERROR), literal(TYPED)
    return (
        f"CASE WHEN {' OR '.join(f'{mark} = {error}' for mark in marks)} THEN {error} "
        f"WHEN {' AND '.join(f'{mark} = {typed}' for mark in marks)} THEN {typed} END"
    )


def _by_mark(cell: Wanted, text: str, value: str) -> str:
    """An error has no value; what was a date in the file is not parsed by the formats, which are for texts."""
    mark, typed = _own(cell, "mark"), ""
    if cell.type in ("datetime", "date"):
        form = _ISO_DATE if cell.type == "date" else f"{_ISO_DATETIME}|{_ISO_DATE}"
        read = f"CASE WHEN regexp_full_match({text}, {literal(form)}) THEN TRY_CAST({text} AS TIMESTAMP) END"
        read = _since_1000(read)
        read = cell.zones.local(read) if cell.zones is not None and cell.type == "datetime" else read
        typed = f"WHEN {mark} = {literal(TYPED)} THEN CAST({read} AS {SQL_TYPES[cell.type]}) "
    return f"CASE WHEN {mark} = {literal(ERROR)} THEN NULL {typed}ELSE {value} END"


def _ambiguous(cell: Wanted, text: str) -> str | None:
    """Where the formats put both the day first and the month first: whether two of them tell different times."""
    if cell.type not in ("datetime", "date"):
        return None
    orders = [(form, re.sub("%-", "%", form)) for form in cell.formats]
    ordered = [(form, bare.find("%d") < bare.find("%m")) for form, bare in orders if "%d" in bare and "%m" in bare]
    day_first = literals(form for form, first in ordered if first)
    month_first = literals(form for form, first in ordered if not first)
    if not day_first or not month_first:
        return None
    return f"try_strptime({text}, [{day_first}]) <> try_strptime({text}, [{month_first}])"


def _since_1000(time: str) -> str:
    """Null for years before 1000: they come from a wrong format, or stand for `no value` in some system."""
    return f"nullif(greatest({time}, TIMESTAMP '0999-12-31'), TIMESTAMP '0999-12-31')"


def _held(cell: Wanted, value: str) -> str:
    if not cell.allowed:
        return value
    if cell.type == "text":
        return allowed_value(value, cell)
    return f"CASE WHEN CAST({value} AS VARCHAR) IN ({literals(cell.allowed)}) THEN {value} END"
