"""Writes the cells of a sheet down as text in one form: what a person would have typed, without a locale.

1001.0 -> 1001          a whole number has no fraction, and an id no exponent
2025-03-01 09:05:00     a moment; 2025-03-01 a day (or midnight); 09:05:00 a time; 36:00:00 a duration
true, false
"""

import datetime as dt
from collections.abc import Generator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from guiju.ingest.dialect import folded
from guiju.ingest.files import refusal
from guiju.ingest.laid import ERROR, TYPED, Writer, writing
from guiju.ingest.workbooks import Value
from guiju.model.text import Text

_SAMPLE = 200
_KEPT_DIGITS = 10**15
"""From here on a spreadsheet has rounded a whole number."""
_LONGEST = 1e30
_MOMENTS = (dt.datetime, dt.date, dt.time)
_TOTALS = frozenset(
    folded(word)
    for word in ("合计", "总计", "小计", "共计", "总和", "total", "totals", "grand total", "subtotal", "sum")
)
_TOTAL = Text(zh="工作表末尾的合计行", en="Totals rows at the end of the sheet")
_SUBTOTALS = frozenset({"小计", "subtotal", "subtotals"})
_SUBTOTAL = Text(zh="工作表中间没有编号的小计行", en="Subtotal rows without a key within the sheet")


def header_text(value: Value) -> str:
    """A value as the text of a header."""
    return cell_text(value).strip()


def cell_text(value: Value) -> str:
    """A value as text."""
    match value:
        case float():
            return _number(value)
        case dt.datetime():
            return value.isoformat(sep=" ")
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            return _duration(value)


class Lines:
    """Writes rows, and learns of them what their text does not tell."""

    def __init__(
        self,
        path: Path,
        errors: Mapping[tuple[int, int], str],
        width: int,
        keys: Sequence[AbstractSet[int]] = (),
    ) -> None:
        """`errors` by row and column, `keys` where the key stands by each way to read the sheet."""
        self.marked: set[int] = set()
        self.sample: list[tuple[str, ...]] = []
        self._path = path
        self._errors = errors
        self._failed = {row for row, _ in errors}
        self._width = width
        self._long: set[int] = set()
        self._keys = keys
        self._subtotals = 0
        self._held: list[tuple[int, str, list[str]]] = []
        """Rows that look like totals: they are if nothing but such rows follows."""
        self._out: Writer | None = None

    @contextmanager
    def writing(self, spool: Path) -> Generator[None, None, None]:
        """While the rows are added."""
        with writing(spool) as self._out:
            yield

    def add(self, row: int, values: Sequence[Value]) -> None:
        """One row, counted from 0; a blank one is left out, but keeps its number."""
        cells = [value if type(value) is str else cell_text(value) for value in values]
        marks = self._marks(row, values, cells)
        if not marks and not any(cells):
            return
        if "\0" in "".join(cells):
            raise refusal(self._path, Text(zh="单元格里有 NUL 字符。", en="a cell holds a NUL: remove it."), row + 1)
        if folded(next((cell for cell in cells if cell.strip()), "")).rstrip(":：") in _TOTALS:
            self._held.append((row, marks, cells))
            return
        for held in self._held:
            if self._is_subtotal(held[2]):
                self._subtotals += 1
            else:
                self._write(*held)
        self._held.clear()
        self._write(row, marks, cells)

    def aside(self) -> tuple[tuple[Text, int], ...]:
        """The rows at the end that are no records."""
        found = ((_SUBTOTAL, self._subtotals), (_TOTAL, len(self._held)))
        return tuple((reason, count) for reason, count in found if count)

    def notes(self, headers: Sequence[str]) -> list[Text]:
        """What a person should know of the cells."""
        if not self._long:
            return []
        names = ", ".join(headers[place] or str(place + 1) for place in sorted(self._long))
        return [
            Text(
                zh=f"列 {names} 有 16 位以上的数字：电子表格只保留 15 位，编号请存为文本。",
                en=f"the column {names} has numbers of more than 15 digits, which a spreadsheet rounds: "
                "store numbers that are names as text.",
            )
        ]

    def _is_subtotal(self, cells: Sequence[str]) -> bool:
        """Whether a row calls itself a subtotal and has no key, whichever way the sheet is read."""
        first = folded(next(cell for cell in cells if cell.strip())).rstrip(":：")
        keyless = all(not any(cells[place].strip() for place in key if place < len(cells)) for key in self._keys)
        return bool(self._keys) and first in _SUBTOTALS and keyless

    def _marks(self, row: int, values: Sequence[Value], cells: list[str]) -> str:
        """One sign per cell, or nothing where no cell has one. The text of an error is put in its place."""
        marks: dict[int, str] = {}
        for place, value in enumerate(values):
            if type(value) in _MOMENTS:
                marks[place] = TYPED
            elif type(value) is not str and isinstance(value, (int, float)) and abs(value) >= _KEPT_DIGITS:
                self._long.add(place)
        if row in self._failed:
            failed = {place: said for place in range(self._width) if (said := self._errors.get((row, place)))}
            for place, said in failed.items():
                cells[place], marks[place] = said, ERROR
        self.marked.update(marks)
        return "".join(marks.get(place, " ") for place in range(max(marks) + 1)) if marks else ""

    def _write(self, row: int, marks: str, cells: Sequence[str]) -> None:
        if self._out is None:
            raise ValueError("rows are added while the file is open")
        self._out.writerow((row + 1, marks, *cells))
        if len(self.sample) < _SAMPLE:
            self.sample.append(tuple(cells))


def _number(value: float) -> str:
    if value.is_integer() and abs(value) < _LONGEST:
        return str(int(value)) if abs(value) < _KEPT_DIGITS else f"{Decimal(repr(value)):f}".removesuffix(".0")
    return repr(value)


def _duration(value: dt.timedelta) -> str:
    sign, whole = ("-", -value) if value < dt.timedelta(0) else ("", value)
    seconds = whole // dt.timedelta(seconds=1)
    part = f".{whole.microseconds:06d}" if whole.microseconds else ""
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{part}"
