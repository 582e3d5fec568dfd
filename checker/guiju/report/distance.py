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
    """The measured value; below it what it could be with the missing values."""
    if group.value is None:
        return ("-",)
    limit = group.limit_low if group.limit_low is not None else group.limit_high
    value = measured(group.value, kpi.unit, reading.lang, limit=limit)
    if not group.missing or group.lowest is None or group.highest is None or group.lowest == group.highest:
        return (value,)
    low, high = (measured(bound, kpi.unit, reading.lang) for bound in (group.lowest, group.highest))
    return value, reading.say(
        f"缺失 {group.missing:,} 个值：{low} 至 {high}", f"{group.missing:,} missing: {low} to {high}"
    )


def bound_words(reading: Reading, target: Target, kpi: Kpi, group: Group) -> str:
    """The limit with its sign: `≥ 95.0 %`."""
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
