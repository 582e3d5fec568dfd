"""The one door to python-calamine: workbooks as sheets of plain values. Formulas give the values stored beside them."""

import datetime as dt
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from guiju.ingest.files import refusal
from guiju.ingest.packed import encrypted
from guiju.model.text import Text

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
"""What a cell holds; the empty text where it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetName:
    """A sheet with cells, as the workbook lists it."""

    place: int
    """Among all sheets, from 0."""
    name: str
    visible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of one sheet, row by row from the first row of the sheet, blank ones too."""

    rows: Iterator[Sequence[Value]]
    first_column: int
    """Column of the sheet (from 0) in which the rows begin."""
    merged: tuple[tuple[int, int], ...]
    """First and last row (from 0) of each merged range; ODS and XLSB do not tell."""


class Workbook:
    """An open workbook."""

    def __init__(self, path: Path, book: CalamineWorkbook) -> None:
        self._path = path
        self._book = book
        self._last: tuple[str, CalamineSheet] | None = None

    @property
    def sheets(self) -> tuple[SheetName, ...]:
        """Its sheets with cells; charts and macros are none."""
        return tuple(
            SheetName(place=place, name=sheet.name, visible=sheet.visible == SheetVisibleEnum.Visible)
            for place, sheet in enumerate(self._book.sheets_metadata)
            if sheet.typ == SheetTypeEnum.WorkSheet
        )

    def grid(self, sheet: SheetName) -> Grid:
        """The cells of a sheet. Raises ExportUnreadable."""
        with _as_problems(self._path):
            # A sheet is parsed whole when it is asked for, and is mostly asked for again.
            if self._last is None or self._last[0] != sheet.name:
                self._last = (sheet.name, self._book.get_sheet_by_name(sheet.name))
            found = self._last[1]
            merged = tuple((first[0], last[0]) for first, last in found.merged_cell_ranges or ())
            column = found.start[1] if found.start is not None else 0
        return Grid(rows=self._rows(found.iter_rows()), first_column=column, merged=merged)

    def _rows(self, rows: Iterator[list[Value]]) -> Iterator[Sequence[Value]]:
        with _as_problems(self._path):
            yield from rows


@contextmanager
def workbook(path: Path) -> Generator[Workbook, None, None]:
    """The workbook at `path`. Raises ExportUnreadable where it cannot be read, or only with a password."""
    with _as_problems(path):
        book = CalamineWorkbook.from_path(str(path))
    try:
        yield Workbook(path, book)
    finally:
        book.close()


@contextmanager
def _as_problems(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except PasswordError as error:
        raise encrypted(path) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _damaged(path, str(error)) from error
    except BaseException as error:
        # A panic of the parser on damaged bytes comes as an exception that belongs to no family and has no name here.
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(path, "panic") from error


def _damaged(path: Path, reason: str) -> Exception:
    return refusal(
        path,
        Text(
            zh=f"Excel 或 ODS 工作簿无法读取（{reason}）：文件可能已损坏，请重新导出，或另存为 CSV。",
            en=f"the Excel or ODS workbook cannot be read ({reason}): it may be damaged; export it again, "
            "or save the sheet as CSV.",
        ),
    )
