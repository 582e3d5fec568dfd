"""Verdicts, times and hostile strings in the form that people read, in both languages, beside the numbers."""

import re
import unicodedata
from datetime import datetime, timedelta

from guiju.charts.numbers import aside, duration, measured, percent, plural, say, share
from guiju.model.plan import State
from guiju.model.quantity import parse_quantity
from guiju.model.run import Verdict
from guiju.model.text import Lang, Text

__all__ = [
    "STATE_WORDS",
    "VERDICT_WORDS",
    "aside",
    "duration",
    "filled",
    "limit_words",
    "measured",
    "moment",
    "percent",
    "plural",
    "safe",
    "say",
    "share",
    "span",
]

VERDICT_WORDS: dict[Verdict, Text] = {
    "compliant": Text(zh="达标", en="compliant"),
    "noncompliant": Text(zh="不达标", en="not compliant"),
    "undecided": Text(zh="无法判定", en="could not be judged"),
}
STATE_WORDS: dict[State, Text] = {
    "kept": Text(zh="符合", en="kept"),
    "breached": Text(zh="违反", en="breached"),
    "pending": Text(zh="未到期", en="pending"),
    "undecided": Text(zh="无法判定", en="undecided"),
    "out_of_scope": Text(zh="不适用", en="out of scope"),
    "not_in_force": Text(zh="当时尚未生效", en="not in force at the time"),
}

_GAP = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
"""A space between two Chinese characters: `24 小时 内` comes from a template that had a name there."""
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def safe(text: str) -> str:
    """`text` with control and direction characters spelled out, so that an id from a file cannot steer a terminal."""
    return "".join(
        _spelled(char) if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text
    )


def span(length: timedelta, lang: Lang) -> str:
    """A time difference as `duration` writes it."""
    return duration(length.total_seconds(), lang)


def moment(when: datetime) -> str:
    """A time stamp to the second, the same in both languages."""
    return when.isoformat(sep=" ", timespec="seconds")


def limit_words(written: str, lang: Lang) -> str:
    """A limit as a revision wrote it (`PT24H`), in words; what is no such value stays as it is."""
    try:
        return parse_quantity(written).in_(lang)
    except ValueError:
        return written


def filled(template: str, values: dict[str, str]) -> str:
    """`{name}` replaced by its value; a name without one stays, so that the gap is seen."""
    return _GAP.sub("", _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template))


def _spelled(char: str) -> str:
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"  # noqa: PLR2004 - one byte
