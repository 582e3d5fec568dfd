"""What an unquoted YAML scalar means: the YAML 1.2 core rules plus ISO dates, and text where a value would get lost."""

import math
import re
from datetime import date

Scalar = str | int | float | bool | date | None

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_FOLD = re.compile(r"(?<=[，。；：、！？）」》]) (?=\S)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def plain_value(written: str) -> Scalar:
    """The value of an unquoted scalar.

    `on`, `yes` and `12:30` are text, as YAML 1.2 has it. So are numbers with leading zeros (employee 007 stays 007),
    numbers that no machine number holds, and dates that are on no calendar.
    """
    if written in _NULLS:
        return None
    if written in _FLAGS:
        return _FLAGS[written]
    if _INTEGER.fullmatch(written):
        return int(written)
    if _FLOAT.fullmatch(written):
        return _finite(written)
    if _DATE.fullmatch(written):
        return _day(written)
    return written


def unfolded(text: str) -> str:
    """A text that was written over several lines: YAML joins them with a space, which Chinese does not have."""
    return _FOLD.sub("", text)


def _finite(written: str) -> float | str:
    number = float(written)
    return number if math.isfinite(number) else written


def _day(written: str) -> date | str:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written
