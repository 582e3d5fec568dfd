"""The sheets of a workbook: columns with a kind, and rows of plain values. Text stays text, whatever it says."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Literal

from xlsxwriter import Workbook  # type: ignore[import-untyped]  # the library has hints, but no py.typed
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from guiju.report.junit import xml_text

Kind = Literal["text", "integer", "number", "percent", "moment", "link"]
"""A `link` is an address that we made ourselves; whatever does not look like one stays text."""

MOST_ROWS = 1_000_000
"""Below what a sheet can hold."""

_CREATED = datetime(2000, 1, 1)
"""One date for every workbook: equal runs give equal bytes."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_000
"""Characters; a cell holds 32,767."""
_NAME = 31
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~%:/#-]+")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_OLDEST, _NEWEST = datetime(1900, 3, 1), datetime(9999, 12, 31)
"""Days that every spreadsheet counts alike."""
_NUMBERS: dict[Kind, str] = {
    "text": "@",
    "integer": "#,##0",
    "number": "#,##0.00",
    "percent": "0.0%",
    "moment": "yyyy-mm-dd hh:mm:ss",
    "link": "@",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `width` in characters."""

    title: str
    width: int
    kind: Kind = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One sheet: lines above, then a table with a head."""

    name: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[object]]


def workbook_of(title: str, leaves: Sequence[Leaf]) -> bytes:
    """An .xlsx file, written row by row: memory holds one row at a time, and the file once."""
    stream = BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        book.set_properties({"title": xml_text(title), "created": _CREATED})
        styles: dict[Kind, Format] = {
            kind: book.add_format({"num_format": number, "valign": "top"}) for kind, number in _NUMBERS.items()
        }
        styles["text"].set_text_wrap()
        styles["link"].set_font_color("#0B57A4")
        styles["link"].set_underline()
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True, "bg_color": "#E8EDF0"})
        bold = book.add_format({"bold": True})
        for name, leaf in zip(sheet_names([leaf.name for leaf in leaves]), leaves, strict=True):
            _leaf(book.add_worksheet(name), leaf, styles, head=head, bold=bold)
    return stream.getvalue()


def sheet_names(wished: Sequence[str]) -> list[str]:
    """Names that a spreadsheet takes: short, without its special characters, none twice in whatever case."""
    names: list[str] = []
    for wish in wished:
        stem = " ".join(xml_text(wish).translate(_FORBIDDEN).split()) or "-"
        stem = stem if stem.casefold() != "history" else stem + "-"
        name, number = stem[:_NAME].strip(), 1
        while name.casefold() in {taken.casefold() for taken in names}:
            number += 1
            name = f"{stem[: _NAME - len(str(number)) - 1].strip()} {number}"
        names.append(name)
    return names


def _leaf(sheet: Worksheet, leaf: Leaf, styles: dict[Kind, Format], *, head: Format, bold: Format) -> None:
    top = len(leaf.lines) + 1 if leaf.lines else 0
    for place, column in enumerate(leaf.columns):
        sheet.set_column(place, place, column.width)
    for row, line in enumerate(leaf.lines):
        sheet.write_string(row, 0, _short(line), bold if not row else None)
    for place, column in enumerate(leaf.columns):
        sheet.write_string(top, place, _short(column.title), head)
    row = top
    for row, values in enumerate(leaf.rows, start=top + 1):
        for place, (column, value) in enumerate(zip(leaf.columns, values, strict=True)):
            _cell(sheet, (row, place), value, column.kind, styles)
    sheet.autofilter(top, 0, row, len(leaf.columns) - 1)
    sheet.freeze_panes(top + 1, 0)


def _cell(sheet: Worksheet, place: tuple[int, int], value: object, kind: Kind, styles: dict[Kind, Format]) -> None:
    """A value by its own type: a number only where the column is one, everything else as a string."""
    if value is None:
        return
    if kind == "moment":
        value = _moment(value)
    if kind == "link" and _ADDRESS.fullmatch(str(value)):
        sheet.write_url(*place, str(value), styles["link"])
    elif isinstance(value, datetime):
        sheet.write_datetime(*place, value, styles["moment"])
    elif isinstance(value, (int, float)) and kind in ("integer", "number", "percent"):
        sheet.write_number(*place, value, styles[kind])
    else:
        sheet.write_string(*place, _short(str(value)), styles["text"])


def _moment(value: object) -> object:
    """A time stamp that a spreadsheet can hold; any other as it is written."""
    if isinstance(value, str):
        with suppress(ValueError):
            value = datetime.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)
    if isinstance(value, datetime) and not _OLDEST <= value <= _NEWEST:
        return value.isoformat(sep=" ")
    return value


def _short(text: str) -> str:
    text = xml_text(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
