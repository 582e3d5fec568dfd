"""Reads from the parts of a workbook only this: how far the cells of a sheet reach, and which of them are errors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_MAX_PIECE = 64 << 20
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\sr=[\"'](\d+)[\"']")
_WIDE = re.compile(rb"\sr=[\"']([A-Z]{2,3})\d+[\"']")
_REF = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d+)[\"']")
_ERROR = re.compile(rb"<(?:\w+:)?c\b([^>]*?\st=[\"']e[\"'][^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_HAS_ERROR = re.compile(rb"\st=[\"']e[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")

_TABLE = re.compile(rb"<table:table\s")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d+)[\"']")
_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d+)[\"']")

_SPANNED = re.compile(rb"number-rows-spanned=[\"'](\d+)[\"']")

_NARROW = 26
_XLSB_ROW, _XLSB_CELLS, _XLSB_ERRORS = 0, range(1, 12), (3, 11)
_XLSB_MERGED = 0xB0
_XLSB_CODE = slice(8, 9)
_MORE = 0x80
_XLSB_WORDS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!"}


@dataclass(slots=True)
class SheetPart:
    """What one sheet's part tells; rows and columns count from 0."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    unplaced: bool = False
    """There is an error cell that does not say where it stands."""
    merged: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    """First and last row of cells that reach over several rows, where the parser does not tell: ODS and XLSB."""


class PieceTooLong(Exception):
    """A row without end."""


def scan_xlsx(pieces: Iterator[bytes]) -> SheetPart:
    """The XML part of a sheet; other parts hold no rows, and give an empty answer."""
    part = SheetPart(columns=_NARROW)
    for piece in _cut(pieces, b"row>"):
        part.rows = max([part.rows, *map(int, _ROW.findall(piece))])
        part.columns = max([part.columns, *map(_column, set(_WIDE.findall(piece)))])
        for attributes, inside in _ERROR.findall(piece) if _HAS_ERROR.search(piece) else ():
            value, place = _VALUE.search(inside), _REF.search(b" " + attributes)
            if place is None:
                part.unplaced = True
            else:
                said = value[1].decode("utf-8", "replace") if value is not None else "#ERROR"
                part.errors[int(place[2]) - 1, _column(place[1]) - 1] = said
    return part


def scan_ods(pieces: Iterator[bytes]) -> tuple[SheetPart, ...]:
    """The tables of an ODS document."""
    tables: list[SheetPart] = []
    row = 0
    for piece in _cut(pieces, b"table-row>"):
        marks = [(found.start(), None) for found in _TABLE.finditer(piece)]
        rows = [(found.start(), found) for found in _ODS_ROW.finditer(piece)]
        for _, found in sorted([*marks, *rows], key=lambda pair: pair[0]):
            if found is None:
                tables.append(SheetPart())
                row = 0
            elif tables:
                row += _ods_row(tables[-1], row, found)
    return tuple(tables)


def scan_xlsb(data: bytes) -> SheetPart:
    """The binary part of a sheet."""
    part, row = SheetPart(), 0
    for kind, body in records(data):
        if kind == _XLSB_ROW:
            row = int.from_bytes(body[:4], "little")
        elif kind in _XLSB_CELLS:
            column = int.from_bytes(body[:4], "little")
            part.rows, part.columns = max(part.rows, row + 1), max(part.columns, column + 1)
            if kind in _XLSB_ERRORS:
                part.errors[row, column] = _XLSB_WORDS.get(int.from_bytes(body[_XLSB_CODE], "little"), "#N/A")
        elif kind == _XLSB_MERGED:
            part.merged.append((int.from_bytes(body[:4], "little"), int.from_bytes(body[4:8], "little")))
    return part


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record of a binary part."""
    at = 0
    while at < len(data):
        kind, at = _varint(data, at, 2)
        size, at = _varint(data, at, 4)
        yield kind, data[at : at + size]
        at += size


def _varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in groups of seven bits, low ones first."""
    value = 0
    for place, byte in enumerate(data[at : at + most]):
        value |= (byte & 0x7F) << (7 * place)
        if byte < _MORE:
            return value, at + place + 1
    return value, at + most


def _cut(pieces: Iterator[bytes], end: bytes) -> Iterator[bytes]:
    """The text again, cut only behind `end`."""
    held = b""
    for piece in pieces:
        held += piece
        place = held.rfind(end)
        if place >= 0:
            yield held[: place + len(end)]
            held = held[place + len(end) :]
        elif len(held) > _MAX_PIECE:
            raise PieceTooLong
    yield held


def _ods_row(part: SheetPart, row: int, found: re.Match[bytes]) -> int:
    """Counts the cells of one row element. Returns for how many rows it stands."""
    repeated = _ROWS.search(found[1])
    times, column = int(repeated[1]) if repeated is not None else 1, 0
    for attributes in _ODS_CELL.findall(found[2] or b""):
        wide = _COLUMNS.search(attributes)
        width = int(wide[1]) if wide is not None else 1
        spanned = _SPANNED.search(attributes)
        if spanned is not None and int(spanned[1]) > 1:
            part.merged.append((row, row + int(spanned[1]) - 1))
        if b"value-type=" in attributes:
            part.rows, part.columns = max(part.rows, row + times), max(part.columns, column + width)
            if b'calcext:value-type="error"' in attributes:
                part.errors[row, column] = "#ERROR"
                part.unplaced = part.unplaced or times * width > 1
        column += width
    return times


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
