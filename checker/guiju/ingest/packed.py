"""Looks into a workbook's container before it is parsed: how far it unpacks and reaches, where its error cells are.

The parser holds a sheet as a full rectangle, so that two cells at opposite corners would fill the memory; and it hands
over an error cell as an empty one. Both are read here from the parts themselves.
"""

import copy
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from guiju.ingest.files import CHUNK, as_problems, refusal
from guiju.ingest.sheetparts import PieceTooLong, SheetPart, records, scan_ods, scan_xlsb, scan_xlsx
from guiju.model.problem import ExportUnreadable
from guiju.model.text import Text

MAX_UNPACKED = 10**9
"""Bytes that the parts of a workbook may unpack to."""
MAX_RATIO = 300
RATIO_FROM = 50 * 10**6
MAX_CELLS = 30 * 10**6
"""Cells of the rectangle around everything that is on a sheet."""

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\s\w+:id=[\"']([^\"']+)[\"']")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"\s(Id|Target)=[\"']([^\"']*)[\"']")
_BUNDLED = 0x9C
"""Record of an XLSB workbook that names a sheet."""


def look(path: Path) -> Mapping[int, SheetPart]:
    """Place of each sheet in the workbook -> what its part tells; sheets whose part cannot be found are left out.

    Raises ExportUnreadable for what would not fit into memory.
    """
    with as_problems(path), zipfile.ZipFile(path) as archive:
        meter = _Meter(path)
        parts: dict[str, SheetPart] = {}
        tables: tuple[SheetPart, ...] = ()
        for info in archive.infolist():
            pieces = meter.unpacked(archive, info)
            try:
                if info.filename == "content.xml":
                    tables = scan_ods(pieces)
                elif info.filename.startswith("xl/") and info.filename.endswith(".xml"):
                    parts[info.filename] = scan_xlsx(pieces)
                elif info.filename.startswith("xl/worksheets/") and info.filename.endswith(".bin"):
                    parts[info.filename] = scan_xlsb(b"".join(pieces))
            except PieceTooLong as error:
                raise _bomb(path) from error
            for _ in pieces:
                pass
        found = dict(enumerate(tables)) or _placed(archive, parts)
    for part in (*parts.values(), *tables):
        if part.rows * part.columns > MAX_CELLS:
            raise _too_wide(path, part)
    return found


class _Meter:
    """Counts what the parts unpack to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._packed = path.stat().st_size
        self._total = 0

    def unpacked(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The pieces of one part; its own word on its size is not believed, since the parser does not read it."""
        if info.flag_bits & 0x1:
            raise encrypted(self._path)
        honest = copy.copy(info)
        honest.file_size = MAX_UNPACKED + CHUNK
        with archive.open(honest) as stream:
            while piece := stream.read(CHUNK):
                self._total += len(piece)
                if self._total > MAX_UNPACKED or self._total > max(RATIO_FROM, MAX_RATIO * self._packed):
                    raise _bomb(self._path)
                yield piece


def encrypted(path: Path) -> ExportUnreadable:
    """The refusal of a workbook with a password."""
    return refusal(
        path,
        Text(
            zh="工作簿有密码：请去掉密码后另存，再检查。",
            en="the workbook is protected by a password: save it without one and check that.",
        ),
    )


def _bomb(path: Path) -> ExportUnreadable:
    return refusal(
        path,
        Text(
            zh="工作簿解压后过大：为保护机器已停止。请核实文件来源，或另存为 CSV。",
            en="the workbook expands to more than it should: reading stopped. Check where it comes from, "
            "or save the sheet as CSV.",
        ),
    )


def _too_wide(path: Path, part: SheetPart) -> ExportUnreadable:
    return refusal(
        path,
        Text(
            zh=f"工作表的范围达 {part.rows} 行 × {part.columns} 列：请删去远处多余的单元格，或另存为 CSV。",
            en=f"a sheet reaches over {part.rows} rows by {part.columns} columns: delete the stray cells far out, "
            "or save the sheet as CSV.",
        ),
    )


def _placed(archive: zipfile.ZipFile, parts: Mapping[str, SheetPart]) -> dict[int, SheetPart]:
    """The parts in the order in which the workbook lists its sheets."""
    names = set(archive.namelist())
    kind = "bin" if "xl/workbook.bin" in names else "xml"
    listing, relations = f"xl/workbook.{kind}", f"xl/_rels/workbook.{kind}.rels"
    if not {listing, relations} <= names:
        return {}
    targets: dict[bytes, str] = {}
    for tag in _RELATION.findall(archive.read(relations)):
        pairs = dict(_ATTRIBUTE.findall(tag))
        target = pairs.get(b"Target", b"").decode("utf-8", "replace")
        targets[pairs.get(b"Id", b"")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    text = archive.read(listing)
    ids = _SHEET.findall(text) if kind == "xml" else _bundled(text)
    return {place: parts[targets[key]] for place, key in enumerate(ids) if targets.get(key) in parts}


def _bundled(data: bytes) -> list[bytes]:
    """The relations of the sheets that a binary workbook names."""
    return [
        body[12 : 12 + 2 * int.from_bytes(body[8:12], "little")].decode("utf-16-le", "replace").encode()
        for kind, body in records(data)
        if kind == _BUNDLED
    ]
