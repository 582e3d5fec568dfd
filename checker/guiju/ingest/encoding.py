"""Finds the encoding of a text file without guessing in silence, and lays it down as UTF-8.

The order is fixed: a byte order mark, then strict UTF-8, then strict GB18030, else the file is refused.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guiju.ingest.files import CHUNK, Content, chunks, refusal
from guiju.ingest.records import LINE_LIMIT, endless_line
from guiju.model.text import Text

_WHITES = ("\t", "\u3000", "\u00a0")
"""White space, beside the space, that is trimmed off cells where the file has any of it."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BLANK_LINES = (b"\n\n", b"\n\r", b"\r\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plaintext:
    """A file as UTF-8 on disk."""

    path: Path
    """The user's own file where it is plain UTF-8, else a temporary copy."""
    encoding: str
    lines: int
    """Lines of the text, blank ones and those inside quoted cells counted."""
    whites: str
    """White space that may stand at the rim of a cell; line breaks inside quotes are not looked for."""


def to_utf8(content: Content, spool: Path) -> Plaintext:
    """`content` as UTF-8, at its own path or written to `spool`. Raises ExportUnreadable."""
    with chunks(content) as stream:
        head = next(stream, b"")
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return _decode(content, encoding, spool)
    try:
        return _decode(content, "utf-8", spool)
    except _Undecodable as first:
        try:
            return _decode(content, "gb18030", spool)
        except _Undecodable as second:
            raise refusal(
                content.path,
                Text(
                    zh=f"编码既不是 UTF-8（第 {first.offset} 字节起不符），"
                    f"也不是 GB18030（第 {second.offset} 字节起不符）：请另存为 UTF-8 的 CSV。",
                    en=f"the text is neither UTF-8 (wrong at byte {first.offset}) nor GB18030 (wrong at byte "
                    f"{second.offset}): save it as CSV in UTF-8.",
                ),
            ) from second


def has_blank_lines(path: Path) -> bool:
    """Whether the text has lines with nothing on them (inside quoted cells too)."""
    tail = b"\n"
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            seam = tail + chunk
            if any(pair in seam for pair in _BLANK_LINES):
                return True
            tail = chunk[-2:]
    return False


class _Undecodable(Exception):
    """The text is not in the encoding that was tried; `offset` is the first wrong byte, from 0."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def _decode(content: Content, encoding: str, spool: Path) -> Plaintext:
    """Reads all of it strictly. A file that is plain UTF-8 already is not copied."""
    in_place = content.kind == "plain" and encoding.startswith("utf-8")
    facts = _Facts()
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    offset = 0
    with chunks(content) as stream, spool.open("wb") as out:
        for chunk in _and_end(stream):
            text, offset = _step(content, decoder, chunk, offset)
            data = chunk if in_place else text.encode("utf-8")
            facts.see(content, data)
            if not in_place:
                out.write(data)
    return Plaintext(
        path=content.path if in_place else spool,
        encoding={"utf-8-sig": "utf-8"}.get(encoding, encoding),
        lines=facts.lines,
        whites="".join(sorted(facts.whites)),
    )


def _and_end(stream: Iterator[bytes]) -> Iterator[bytes]:
    yield from stream
    yield b""


def _step(content: Content, decoder: codecs.IncrementalDecoder, chunk: bytes, offset: int) -> tuple[str, int]:
    """The text of one chunk, and the offset behind it; the empty chunk ends the text."""
    pending = len(decoder.getstate()[0])
    try:
        text = decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError as error:
        wrong_at = offset - pending + error.start
        if decoder.errors == "strict" and error.encoding.startswith("utf-16"):
            raise refusal(
                content.path,
                Text(
                    zh=f"UTF-16 文本在第 {wrong_at} 字节处损坏。", en=f"the UTF-16 text is broken at byte {wrong_at}."
                ),
            ) from error
        raise _Undecodable(wrong_at) from error
    return text, offset + len(chunk)


def _last_break(data: bytes) -> int:
    return max(data.rfind(b"\n"), data.rfind(b"\r"))


class _Facts:
    """What is learnt of the UTF-8 text while it passes by."""

    def __init__(self) -> None:
        self.whites: set[str] = {" "}
        self._size = 0
        self._feeds = 0
        self._returns = 0
        self._open = 0
        """Bytes of the line that has not ended yet."""
        self._last = b""

    @property
    def lines(self) -> int:
        """Line ends, whichever the file has, and a last line without one."""
        unended = self._size > 0 and self._last not in (b"\n", b"\r")
        return (self._feeds or self._returns) + int(unended)

    def see(self, content: Content, data: bytes) -> None:
        """Looks at one chunk."""
        if not data:
            return
        if (place := data.find(0)) >= 0:
            raise refusal(
                content.path,
                Text(
                    zh=f"这不是文本表格（第 {self._size + place} 字节是 NUL）：请导出为 CSV。",
                    en=f"this is no text table (byte {self._size + place} is NUL): export it as CSV.",
                ),
            )
        self.whites.update(white for white in (_WHITES[:1] if data.isascii() else _WHITES) if white.encode() in data)
        self._feeds += data.count(b"\n")
        self._returns += data.count(b"\r") if b"\r" in data else 0
        self._open = self._open + len(data) if (end := _last_break(data)) < 0 else len(data) - end - 1
        if self._open > 4 * LINE_LIMIT:  # of bytes; the engine's reader would hold such a line several times over
            raise endless_line(content.path, (self._feeds or self._returns) + 1)
        self._size += len(data)
        self._last = data[-1:]
