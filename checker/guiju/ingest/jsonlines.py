"""Lays JSON lines down as a table: one object per line, its keys are the headers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self, cast

from guiju.ingest.encoding import Plaintext
from guiju.ingest.files import refusal
from guiju.ingest.laid import Laid, writing
from guiju.ingest.records import LINE_LIMIT, Faulty
from guiju.model import reasons
from guiju.model.text import Text

MAX_KEYS = 2000
_NAMES = (".jsonl", ".ndjson")
_SAMPLE, _SHOWN = 200, 500


def is_json_lines(text: Plaintext, name: str) -> bool:
    """Whether a text is JSON lines: by its name, or because its first line is an object."""
    if name.casefold().endswith(_NAMES):
        return True
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        first = next((line for line in iter(lambda: file.readline(LINE_LIMIT), "") if line.strip()), "")
    return first.lstrip().startswith("{") and not isinstance(_record(1, first), Faulty)


def lay_json_lines(path: Path, text: Plaintext, spool: Path) -> Laid:
    """The table. A value inside a value stays JSON text. Raises ExportUnreadable where no line is an object."""
    nested: set[str] = set()
    headers: dict[str, None] = {}
    for record in _records(path, text):
        if not isinstance(record, Faulty):
            headers.update(dict.fromkeys(record[1]))
            nested.update(key for key, value in record[1].items() if isinstance(value, (dict, list)))
        if len(headers) > MAX_KEYS:
            raise refusal(path, Text(zh="键太多：这不是表格。", en=f"more than {MAX_KEYS} keys: this is no table."))
    if not headers:
        raise refusal(path, _no_objects())
    faults, faulty, sample = spool.with_suffix(".faults"), 0, list[tuple[str, ...]]()
    with writing(spool) as good, writing(faults) as bad:
        for record in _records(path, text):
            if isinstance(record, Faulty):
                faulty += 1
                bad.writerow((record.row, record.text, record.reason))
                continue
            cells = tuple(_text(record[1].get(key)) for key in headers)
            good.writerow((record[0], "", *cells))
            sample += [cells] if len(sample) < _SAMPLE else []
    return Laid(
        format="jsonl",
        tidied=spool,
        faults=faults,
        faulty=faulty,
        headers=tuple(headers),
        notes=(_nested(sorted(nested)),) if nested else (),
        records=tuple(sample),
        encoding=text.encoding,
    )


def _records(path: Path, text: Plaintext) -> Iterator[tuple[int, dict[str, Any]] | Faulty]:
    """Every line that is not blank, with its number."""
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        for row, line in enumerate(iter(lambda: file.readline(LINE_LIMIT), ""), start=1):
            if len(line) >= LINE_LIMIT:
                raise refusal(path, Text(zh="一行过长：这不是表格。", en="a line is too long: this is no table."), row)
            if line.strip():
                yield _record(row, line)


def _record(row: int, line: str) -> tuple[int, dict[str, Any]] | Faulty:
    shown = line.strip("\r\n")[:_SHOWN]
    try:
        value: object = json.loads(line, parse_float=_Written, parse_constant=_refuse, object_pairs_hook=_pairs)
    except _DoubledKey:
        return Faulty(row, shown, reasons.DOUBLED_KEY)
    except (ValueError, RecursionError):
        return Faulty(row, shown, reasons.BAD_JSON)
    broken = "\\u0000" in line or ("\\ud" in line.casefold() and not _encodable(value))
    if broken or not isinstance(value, dict):
        return Faulty(row, shown, reasons.BAD_JSON)
    return row, cast("dict[str, Any]", value)


class _DoubledKey(Exception):
    """An object names a key twice."""


class _Written(float):
    """A number that remembers how it was written."""

    def __new__(cls, written: str) -> Self:
        number = super().__new__(cls, written)
        number.written = written
        return number

    written: str


def _encodable(value: object) -> bool:
    """Whether no text in it holds half of a character."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _DoubledKey
    return found


def _refuse(word: str) -> str:
    raise ValueError(word)


def _text(value: object) -> str:
    """Numbers came as they were written."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case _Written():
            return value.written
        case _:
            return json.dumps(value, ensure_ascii=False)


def _no_objects() -> Text:
    return Text(
        zh="没有一行是 JSON 对象：请导出为 JSON Lines（每行一个对象）或 CSV。",
        en="no line is a JSON object: export JSON lines (one object per line) or CSV.",
    )


def _nested(names: list[str]) -> Text:
    listed = ", ".join(names)
    return Text(
        zh=f"{listed} 的值是对象或数组：按 JSON 文本读取。",
        en=f"the values of {listed} are objects or lists: they are read as JSON text.",
    )
