"""Opens what the user gave: plain, gzip or zip, and never more of it than a machine can take."""

import errno
import fnmatch
import gzip
import io
import lzma
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Generator, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

import zstandard

from guiju.ingest.address import Address, address_of, is_address
from guiju.model.osreason import reason_of
from guiju.model.problem import ExportUnreadable, Location, Problem
from guiju.model.record import Id
from guiju.model.text import Text

CHUNK = 1 << 20
MAX_EXPANDED = 20 * 10**9
"""Bytes that an archive may expand to."""
MAX_RATIO = 1000
RATIO_FROM = 100 * 10**6
"""An expansion above MAX_RATIO is refused once it passes this size."""

Kind = Literal["plain", "gz", "zst", "zip", "parquet", "xlsx", "xlsb", "ods", "xls", "database"]
WORKBOOKS = ("xlsx", "xlsb", "ods", "xls")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """A file or a table of a database that the user gave, with the export where he said `complaints=path`."""

    path: Path
    """Of a table, its name."""
    export: Id | None = None
    address: Address | None = None
    """Where a table stands; None for files."""
    known_as: str | None = None
    """What a run called it, where it has moved since."""

    @property
    def name(self) -> str:
        """What it is called in runs and messages."""
        if self.known_as is not None:
            return self.known_as
        return str(self.path) if self.address is None else self.address.shown

    @property
    def identity(self) -> str:
        """Equal for what is the same file or table."""
        return str(self.path.resolve()) if self.address is None else self.address.shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a file is, by its first bytes; `member` names the table inside a zip or a database."""

    path: Path
    kind: Kind
    member: str | None = None
    member_index: int = 0


def inspect(path: Path, globs: Sequence[str]) -> Content:
    """What `path` is. `globs` choose among several members of a zip. Raises ExportUnreadable."""
    with as_problems(path):
        with path.open("rb") as file:
            head = file.read(8)
        if head.startswith(b"PK\x03\x04"):
            return _inspect_zip(path, globs)
    if head.startswith(b"\x1f\x8b"):
        return Content(path=path, kind="gz")
    if head.startswith(_ZST):
        return Content(path=path, kind="zst")
    if head.startswith(_OLE):
        return Content(path=path, kind="xls")
    if head.startswith(b"PAR1"):
        return Content(path=path, kind="parquet")
    if head == _SQLITE:
        slashes = "/" * (4 if path.is_absolute() else 3)
        form = f"sqlite:{slashes}{str(path).removeprefix('/')}#"
        raise refusal(
            path,
            Text(
                zh=f"这是 SQLite 数据库：请指明其中的表，写成 {form}表名。",
                en=f"this is an SQLite database: name a table in it, as in {form}table.",
            ),
        )
    for magic, name in _REFUSED.items():
        if head.startswith(magic):
            raise refusal(
                path, Text(zh=f"不支持{name.zh}：请另存为 CSV 再检查。", en=f"{name.en}: save it as CSV first.")
            )
    return Content(path=path, kind="plain")


def named_file(name: str, export: Id | None = None) -> ExportFile:
    """The file or table that a run calls `name`. Raises ExportUnreadable for an address that cannot be read."""
    if not is_address(name):
        return ExportFile(path=Path(name), export=export)
    address = address_of(name)
    return ExportFile(path=Path(address.table[-1]), export=export, address=address)


@contextmanager
def chunks(content: Content) -> Generator[Iterator[bytes], None, None]:
    """The bytes of the table, expanded, in chunks. Raises ExportUnreadable for a broken or exploding archive."""
    with as_problems(content.path), _stream(content) as (stream, packed):
        yield _guarded(content.path, stream, packed if content.kind != "plain" else None)


def unpacked(content: Content, spool: Path) -> Content:
    """The workbook inside an archive, laid down beside `spool`; any other content as it is. Raises ExportUnreadable."""
    if content.kind not in ("zip", "gz", "zst"):
        return content
    with chunks(content) as stream:
        head = next(stream, b"")
        if not head.startswith((b"PK\x03\x04", _OLE)):
            return content
        book = spool.with_suffix(".book")
        with book.open("wb") as file:
            file.write(head)
            file.writelines(stream)
    inner = inspect(book, ())
    if inner.kind not in WORKBOOKS:
        raise refusal(
            content.path,
            Text(
                zh="压缩包里还有压缩包：请解压后再检查。", en="there is an archive inside the archive: unpack it first."
            ),
        )
    return replace(inner, member=content.member)


@contextmanager
def as_problems(path: Path | str) -> Generator[None, None, None]:
    """What a damaged archive or the system says of a file, as a problem."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        gzip.BadGzipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        UnicodeDecodeError,  # a name inside a zip
        struct.error,
        lzma.LZMAError,
        zstandard.ZstdError,
    ) as error:
        raise refusal(
            path,
            Text(
                zh=f"压缩文件已损坏或不受支持（{error}）：请重新导出。",
                en=f"the archive is damaged or of an unknown kind ({error}): export it again.",
            ),
        ) from error
    except OSError as error:
        if error.errno in _FULL:
            raise refusal(path, _full()) from error
        raise refusal(path, _WHY_NOT.get(error.errno or 0) or _unlisted(error)) from error


def _unlisted(error: OSError) -> Text:
    reason = reason_of(error)
    return Text(
        zh=f"无法读取文件（{reason.zh}）：请检查路径和磁盘。",
        en=f"the file cannot be read ({reason.in_('en')}): look at the path and the disk.",
    )


def _full() -> Text:
    folder = tempfile.gettempdir()
    return Text(
        zh=f"临时文件夹 {folder} 放不下：请腾出空间，或用 TMPDIR 指定别的文件夹。",
        en=f"the temporary folder {folder} has no room for it: make room, or name another one in TMPDIR.",
    )


def matches(name: str, glob: str) -> bool:
    """Whether a file's name fits a pattern, case-blind; folders in front do not count."""
    return fnmatch.fnmatchcase(name.rsplit("/", 1)[-1].casefold(), glob.casefold())


def refusal(path: Path | str, message: Text, line: int = 0) -> ExportUnreadable:
    """The exception that says what is wrong with one file."""
    return ExportUnreadable(Problem(Location(str(path), line), message))


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


_WHY_NOT = {
    errno.ENOENT: Text(
        zh="没有这个文件：请检查路径和文件名。", en="there is no such file: check the path and the name."
    ),
    errno.EACCES: Text(
        zh="没有读取这个文件的权限：请向文件的主人索取，或换一份导出。",
        en="you may not read this file: ask its owner for the right, or export it again.",
    ),
    errno.ENAMETOOLONG: Text(zh="文件名太长：请检查路径。", en="the name is too long: check the path."),
}
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ZST = b"\x28\xb5\x2f\xfd"
_OLE = b"\xd0\xcf\x11\xe0"
_SQLITE = b"SQLite f"
_ZST_WINDOW = 1 << 27
"""Bytes that a zst stream may ask to be held at once: what its own tool allows."""
_REFUSED = {
    b"\xff\x06\x00\x00": Text(zh=" snappy 压缩文件", en="this is a snappy file"),
    b"BZh": Text(zh=" bzip2 压缩文件", en="this is a bzip2 file"),
    b"\xfd7zXZ": Text(zh=" xz 压缩文件", en="this is an xz file"),
    b"7z\xbc\xaf": Text(zh=" 7z 压缩文件", en="this is a 7z archive"),
    b"Rar!": Text(zh=" RAR 压缩文件", en="this is a RAR archive"),
    b"%PDF": Text(zh=" PDF 文件", en="this is a PDF file"),
}


def _inspect_zip(path: Path, globs: Sequence[str]) -> Content:
    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
    if (kind := _office(path, {info.filename for info in infos})) is not None:
        return Content(path=path, kind=kind)
    tables = [(place, _name(info)) for place, info in enumerate(infos) if not _is_clutter(info)]
    chosen = tables
    if len(tables) > 1:
        chosen = [table for table in tables if any(matches(table[1], glob) for glob in globs)]
    if len(chosen) != 1:
        listed = ", ".join(name for _, name in (chosen or tables)[:10]) or "-"
        raise refusal(
            path,
            Text(
                zh=f"压缩包里应当只有一个表，实际有 {len(chosen or tables)} 个（{listed}）：请解压后分别给出。",
                en=f"the archive must hold one table, it holds {len(chosen or tables)} ({listed}): "
                "unpack it and give the files one by one.",
            ),
        )
    place, name = chosen[0]
    if infos[place].flag_bits & 0x1:
        raise refusal(path, Text(zh=f"{name} 有密码：请先解密。", en=f"{name} is encrypted: decrypt it first."))
    return Content(path=path, kind="zip", member=name, member_index=place)


def _office(path: Path, names: AbstractSet[str]) -> Literal["xlsx", "xlsb", "ods"] | None:
    """Which workbook a zip is; None where it is no office file at all."""
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if {"mimetype", "content.xml"} <= names:
        return "ods"
    if {"[Content_Types].xml", "mimetype"} & names:
        raise refusal(
            path,
            Text(
                zh="这是文档而不是工作簿：请把表格存为 XLSX 或 CSV（UTF-8）再检查。",
                en="this is a document and no workbook: save the table as XLSX or CSV (UTF-8) and check that.",
            ),
        )
    return None


def _is_clutter(info: zipfile.ZipInfo) -> bool:
    return info.is_dir() or info.filename.startswith("__MACOSX/") or info.filename.endswith(".DS_Store")


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Without the UTF-8 flag zipfile reads CP437, where Chinese machines wrote GB18030."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


@contextmanager
def _stream(content: Content) -> Generator[tuple[_Readable, int], None, None]:
    """The expanded stream, and how many packed bytes it comes from."""
    match content.kind:
        case "gz":
            with gzip.open(content.path, "rb") as stream:
                yield stream, content.path.stat().st_size
        case "zip":
            with zipfile.ZipFile(content.path) as archive:
                info = archive.infolist()[content.member_index]
                with archive.open(info) as stream:
                    yield stream, info.compress_size
        case "zst":
            opened = zstandard.ZstdDecompressor(max_window_size=_ZST_WINDOW)
            with (
                content.path.open("rb") as file,
                opened.stream_reader(file, read_across_frames=True) as stream,
            ):
                yield stream, content.path.stat().st_size
        case _:
            with io.FileIO(content.path) as stream:
                yield stream, content.path.stat().st_size


def _guarded(path: Path, stream: _Readable, packed: int | None) -> Iterator[bytes]:
    total = 0
    while chunk := stream.read(CHUNK):
        total += len(chunk)
        if packed is not None and (total > MAX_EXPANDED or (total > RATIO_FROM and total > MAX_RATIO * packed)):
            raise refusal(
                path,
                Text(
                    zh=f"解压后超过 {total // 10**6} MB，远大于压缩包本身：为保护机器已停止。请核实文件来源。",
                    en=f"it expands to more than {total // 10**6} MB, far more than its packed size: reading stopped. "
                    "Check where the file comes from.",
                ),
            )
        yield chunk
