"""Typed values of parameters: durations, percentages, numbers, dates and flags. Units are never guessed."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from guiju.model.text import Lang

_DURATION = re.compile(
    r"^P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W(?!D))?(?:(?P<days>\d+)D)?"
    r"(?:(?P<working_days>\d+)WD)?(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?$"
)
_PERCENTAGE = re.compile(r"^(?P<number>[+-]?\d+(?:\.\d+)?)\s*%$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")

_UNITS: tuple[tuple[str, str, str], ...] = (
    ("years", "年", "year"),
    ("months", "个月", "month"),
    ("weeks", "周", "week"),
    ("days", "天", "day"),
    ("working_days", "个工作日", "working day"),
    ("hours", "小时", "hour"),
    ("minutes", "分钟", "minute"),
    ("seconds", "秒", "second"),
)


@dataclass(frozen=True, slots=True)
class Duration:
    """An ISO 8601 duration, kept as it was written (`PT48H` stays 48 hours), with `P2WD` for working days."""

    iso: str

    def __post_init__(self) -> None:
        if _DURATION.match(self.iso) is None:
            raise ValueError(f"{self.iso!r} is not an ISO 8601 duration such as PT24H, P1Y or P2WD")

    @property
    def parts(self) -> dict[str, int]:
        """Unit -> count, only the units that were written."""
        match = _DURATION.match(self.iso)
        groups = match.groupdict() if match is not None else {}  # __post_init__ refused what does not match
        return {unit: int(count) for unit, count in groups.items() if count is not None}

    @property
    def seconds(self) -> int | None:
        """Length in seconds of running time; None where it depends on a calendar (years, months, working days)."""
        parts = self.parts
        if parts.keys() & {"years", "months", "working_days"}:
            return None
        scale = {"weeks": 604_800, "days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
        return sum(scale[unit] * count for unit, count in parts.items())

    @property
    def working_days(self) -> int | None:
        """The number of working days; None where the duration is not made of working days alone."""
        parts = self.parts
        return parts["working_days"] if parts.keys() == {"working_days"} else None

    @property
    def months(self) -> int | None:
        """Length in calendar months; None where the duration is not made of years and months alone."""
        parts = self.parts
        if not parts or parts.keys() - {"years", "months"}:
            return None
        return 12 * parts.get("years", 0) + parts.get("months", 0)

    def in_(self, lang: Lang) -> str:
        """`24 小时` or `24 hours`."""
        written = [(self.parts[unit], zh, en) for unit, zh, en in _UNITS if unit in self.parts]
        if lang == "zh":
            return " ".join(f"{count} {zh}" for count, zh, _ in written)
        return " ".join(f"{count} {en}{'' if count == 1 else 's'}" for count, _, en in written)

    def __str__(self) -> str:
        return self.iso


@dataclass(frozen=True, slots=True)
class Percentage:
    """A share written with its sign, `95%`."""

    number: Decimal

    @property
    def fraction(self) -> Decimal:
        """0.95 for 95%."""
        return self.number / 100

    def in_(self, _lang: Lang) -> str:
        """`95%` in either language."""
        return f"{self.number}%"

    def __str__(self) -> str:
        return f"{self.number}%"


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number without a unit."""

    number: Decimal

    def in_(self, _lang: Lang) -> str:
        """The number as written, in either language."""
        return str(self)

    def __str__(self) -> str:
        return str(self.number)


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date."""

    date: date

    def in_(self, lang: Lang) -> str:
        """`2025年1月1日` or `1 January 2025`."""
        if lang == "zh":
            return f"{self.date.year} 年 {self.date.month} 月 {self.date.day} 日"
        return f"{self.date.day} {self.date:%B %Y}"

    def __str__(self) -> str:
        return self.date.isoformat()


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    on: bool

    def in_(self, lang: Lang) -> str:
        """`是`/`否` or `yes`/`no`."""
        return ("是" if self.on else "否") if lang == "zh" else ("yes" if self.on else "no")

    def __str__(self) -> str:
        return "true" if self.on else "false"


AnyQuantity = Duration | Percentage | Number | Day | Flag


def after(day: date, period: Duration) -> date | None:
    """`period` after `day`; a month ends with its last day (31 January + 1 month = the end of February)."""
    parts = period.parts
    if "working_days" in parts:
        return None
    months = 12 * parts.get("years", 0) + parts.get("months", 0)
    hours = 24 * (7 * parts.get("weeks", 0) + parts.get("days", 0)) + parts.get("hours", 0)
    years, month = divmod(day.month - 1 + months, 12)
    try:
        last = monthrange(day.year + years, month + 1)[1]
        moved = date(day.year + years, month + 1, min(day.day, last))
        return moved + timedelta(days=hours // 24)
    except (OverflowError, ValueError):
        return None


def parse_quantity(written: Any) -> AnyQuantity:
    """A parameter's value from what stands in the YAML.

    Raises:
        ValueError: the value has none of the forms; the message lists them.
    """
    match written:
        case Duration() | Percentage() | Number() | Day() | Flag():
            return written
        case bool():
            return Flag(written)
        case int() | float() | Decimal():
            return Number(Decimal(str(written)))
        case date():
            return Day(written)
        case str() if _DURATION.match(written):
            return Duration(written)
        case str() if match := _PERCENTAGE.match(written):
            return Percentage(Decimal(match["number"]))
        case str() if _DATE.match(written):
            return Day(date.fromisoformat(written))
        case _:
            raise ValueError(
                f"{written!r} is no value with a unit; write a duration (PT24H, P2WD), a percentage (95%), "
                "a number, a date (2025-01-31) or true/false"
            )


def parse_duration(written: Any) -> Duration:
    """A duration from its ISO text. Raises ValueError for anything else."""
    if isinstance(written, Duration):
        return written
    if not isinstance(written, str):
        raise ValueError(f"{written!r} is not an ISO 8601 duration such as PT24H, P1Y or P2WD")
    return Duration(written)


Quantity = Annotated[
    AnyQuantity,
    PlainValidator(parse_quantity),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["string", "number", "boolean"], "title": "Quantity"}),
]

Period = Annotated[
    Duration,
    PlainValidator(parse_duration),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": "^P", "title": "ISO 8601 duration"}),
]
