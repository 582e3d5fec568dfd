"""What is worst: how far a clause or a group is from what is asked, and the words for it."""

from guiju.model.checks import Target
from guiju.model.kpi import Kpi
from guiju.model.run import ClauseResult, Group
from guiju.report.reading import Reading, gravity
from guiju.report.words import measured


def worst_first(result: ClauseResult) -> tuple[int, float, int, str]:
    """Sorts by severity, then share, then number of what is broken."""
    breached, judged = broken_of(result)
    return gravity(result), -(breached / judged if judged else 0.0), -breached, result.clause


def broken_of(result: ClauseResult) -> tuple[int, int]:
    """How many records (or groups of a target) break the clause, of how many with a verdict."""
    if result.counts is not None:
        return result.counts.breached, result.counts.judged
    broken = sum(group.verdict == "noncompliant" for group in result.groups)
    return broken, sum(group.verdict != "undecided" for group in result.groups)


def furthest_first(group: Group) -> tuple[float, str, str]:
    """Sorts by the distance from the limit."""
    return -_distance(group), group.period or "", repr(sorted(group.by.items(), key=str))


def _distance(group: Group) -> float:
    """How far the value lies beyond its limit, as a share of the limit."""
    if group.value is None:
        return 0.0
    low = group.limit_low - group.value if group.limit_low is not None else 0.0
    high = group.value - group.limit_high if group.limit_high is not None else 0.0
    limit = group.limit_low if low >= high else group.limit_high
    return max(low, high) / (abs(limit) if limit else 1.0)


def value_words(reading: Reading, kpi: Kpi, group: Group) -> tuple[str, ...]:
    """The measured value; below it what it could be with the missing values, and the interval of a share."""
    if group.value is None:
        return ("-",)
    limit = group.limit_low if group.limit_low is not None else group.limit_high
    value = measured(group.value, kpi.unit, reading.lang, limit=limit)
    return (value, *_missing_words(reading, kpi, group), *_interval_words(reading, kpi, group))


def _missing_words(reading: Reading, kpi: Kpi, group: Group) -> tuple[str, ...]:
    """Best and worst case; an end that missing values could move anywhere is not named."""
    low, high = (
        measured(bound, kpi.unit, reading.lang) if bound is not None else None
        for bound in (group.lowest, group.highest)
    )
    if not group.missing or low == high:
        return ()
    head = reading.say(f"缺失 {group.missing:,} 个值：", f"{group.missing:,} missing: ")
    if low is None:
        return (head + reading.say(f"不超过 {high}", f"at most {high}"),)
    if high is None:
        return (head + reading.say(f"不低于 {low}", f"at least {low}"),)
    return (head + reading.say(f"{low} 至 {high}", f"{low} to {high}"),)


def _interval_words(reading: Reading, kpi: Kpi, group: Group) -> tuple[str, ...]:
    if group.interval_low is None or group.interval_high is None:
        return ()
    low, high = (measured(end, kpi.unit, reading.lang) for end in (group.interval_low, group.interval_high))
    return (reading.say(f"置信区间 {low} 至 {high}", f"interval {low} to {high}"),)


def bound_words(reading: Reading, target: Target, kpi: Kpi, group: Group) -> str:
    """The limit with its sign: `≥ 95.0%`."""
    low, high = (
        measured(bound, kpi.unit, reading.lang) if bound is not None else None
        for bound in (group.limit_low, group.limit_high)
    )
    if low is not None and high is not None:
        return reading.say(f"{low} 至 {high}", f"{low} to {high}")
    if low is not None:
        return ("> " if target.above is not None else "≥ ") + low
    if high is not None:
        return ("< " if target.below is not None else "≤ ") + high
    return "-"
