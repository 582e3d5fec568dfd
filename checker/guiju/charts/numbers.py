"""Numbers and times in the form that people read, in both languages."""

from guiju.model.kpi import Unit
from guiju.model.text import Lang

_MOST_HOURS = 96
_MOST_DECIMALS = 12


def say(lang: Lang, zh: str, en: str) -> str:
    """One of the two."""
    return zh if lang == "zh" else en


def aside(words: str, lang: Lang) -> str:
    """Words in brackets behind others, with the brackets of the language."""
    return say(lang, f"（{words}）", f" ({words})")


def plural(number: int, one: str, many: str | None = None) -> str:
    """`1 clause`, `2 clauses`: English alone has two forms."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(fraction: float, *, decimals: int = 1) -> str:
    """0.9512 as `95.1%`, in either language."""
    return f"{fraction * 100:,.{decimals}f}%"


def share(part: int, whole: int) -> str:
    """A part of a whole in percent; a part that is neither nothing nor all never rounds to 0.0 or 100.0.

    Returns:
        `-` for an empty whole.
    """
    if not whole:
        return "-"
    fraction = part / whole
    if 0 < fraction < 0.0005:  # noqa: PLR2004 - half of the last digit that is shown
        return "<" + percent(0.001)
    if 0.9995 <= fraction < 1:  # noqa: PLR2004 - as above, from the other side
        return ">" + percent(0.999)
    return percent(fraction)


def duration(seconds: float, lang: Lang) -> str:
    """Seconds as `26 h 3 min`; from 96 hours on with days; below a minute with one decimal where it has one."""
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{sign}{round(seconds, 1):g}" + say(lang, " 秒", " s")
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24) if hours >= _MOST_HOURS else (0, hours)
    parts = ((days, "天", "d"), (hour, "小时", "h"), (minute, "分", "min"), (second, "秒", "s"))
    return sign + " ".join(f"{count} {say(lang, zh, en)}" for count, zh, en in parts if count)


def measured(value: float, unit: Unit, lang: Lang, *, limit: float | None = None) -> str:
    """A measured value in its unit, with as many decimals (up to 12) as it takes to differ visibly from `limit`."""
    decimals = _decimals(unit)
    most = (_in_unit(each, unit, lang, _MOST_DECIMALS) for each in (value, limit) if each is not None)
    if limit is not None and len(set(most)) > 1:
        while decimals < _MOST_DECIMALS and _in_unit(value, unit, lang, decimals) == _in_unit(
            limit, unit, lang, decimals
        ):
            decimals += 1
    return _in_unit(value, unit, lang, decimals)


def _decimals(unit: Unit) -> int:
    return {"percent": 1, "seconds": 1, "points": 2, "ratio": 2, "cases": 0}[unit]


def _in_unit(value: float, unit: Unit, lang: Lang, decimals: int) -> str:
    match unit:
        case "percent":
            return percent(value, decimals=decimals)
        case "seconds" if decimals == _decimals(unit):
            return duration(value, lang)
        case "seconds":
            return f"{value:,.{decimals}f}" + say(lang, " 秒", " s")
        case "points" | "ratio" | "cases":
            return f"{value:,.{decimals}f}"
