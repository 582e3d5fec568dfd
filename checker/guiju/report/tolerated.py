"""How many records were kept against how many a clause asks for, in words."""

from guiju.model.quantity import Percentage, parse_quantity
from guiju.model.run import ClauseResult, Tolerance
from guiju.report.reading import Reading
from guiju.report.words import limit_words, measured


def tolerated(reading: Reading, result: ClauseResult) -> tuple[str, ...]:
    """`97.2% kept, at least 95% asked`, one line per revision that asks for a share of its own."""
    return tuple(_line(reading, tolerance) for tolerance in result.tolerances)


def _line(reading: Reading, tolerance: Tolerance) -> str:
    kept, asked = _kept(reading, tolerance), limit_words(tolerance.asked, reading.lang)
    words = reading.say(f"符合 {kept}，要求不低于 {asked}", f"{kept} kept, at least {asked} asked")
    if tolerance.waived:
        words += reading.say(f"（豁免的 {tolerance.waived:,} 条不计）", f" (without {tolerance.waived:,} waived)")
    if tolerance.revision is None:
        return words
    return reading.say(f"修订 {tolerance.revision}：{words}", f"revision {tolerance.revision}: {words}")


def _kept(reading: Reading, tolerance: Tolerance) -> str:
    """The share; from worst to best case where records are undecided."""
    asked = parse_quantity(tolerance.asked)
    limit = float(asked.fraction) if isinstance(asked, Percentage) else None
    if not tolerance.whole:
        return "-"
    shares = [part / whole for part, whole in (tolerance.worst, tolerance.best)]
    low, high = (measured(share, "percent", reading.lang, limit=limit) for share in shares)
    return low if not tolerance.undecided else reading.say(f"{low} 至 {high}", f"{low} to {high}")
