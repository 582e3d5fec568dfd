"""What another limit would have meant: the numbers that the slider of a page moves over, and the same as a table."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import TypeVar

from guiju.charts.numbers import duration, measured, percent
from guiju.handbook.edition import Edition
from guiju.handbook.told_words import CLOCK_WORDS, TOLD
from guiju.handbook.verdicts import group_words
from guiju.model.checks import Deadline, Target
from guiju.model.distribution import Distribution, Segment, SpentClock, rate_at
from guiju.model.kpi import Kpi
from guiju.model.published import Told
from guiju.model.quantity import Duration, Number, Percentage
from guiju.model.run import Group
from guiju.model.standard import Clause, Revision

T = TypeVar("T", int, float)

_STEPS = 40
"""Places of the slider over a KPI's values, besides the limits themselves."""
_ROWS = 9
"""Lines of the table that stands in for the slider."""
_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """One clause that a reader can try."""

    data: str
    """JSON for the script; the template escapes it."""
    rows: tuple[tuple[str, str], ...]
    """A limit, and what it would have meant."""
    note: str


def what_if(edition: Edition, clause: Clause, shown: Revision, told: Told) -> WhatIf | None:
    """None where nothing was published to try it on, and for limits on both sides."""
    match clause.check:
        case Deadline():
            kept = told.by.distributions.of(told.result.clause) if told.by.distributions is not None else None
            return _of_deadline(edition, clause.check, shown, told, kept) if kept is not None else None
        case Target() if clause.check.between is None:
            return _of_target(edition, clause.check, shown, told)
        case _:
            return None


def _of_deadline(edition: Edition, check: Deadline, shown: Revision, told: Told, kept: Distribution) -> WhatIf | None:
    now = _limit_now(check, shown, kept)
    if now is None or not kept.whole.buckets:
        return None
    stops = _stops(kept.whole, now, days=kept.clock == "day-end")
    values = {
        "stops": stops,
        "at": stops.index(now),
        "clock": kept.clock,
        "parts": [[edition.word("whatif_all"), _written(kept.whole)], *_parts(edition, told, kept)],
    }
    note = edition.word(
        "whatif_note",
        run=told.by.name,
        cases=f"{kept.whole.judged + kept.whole.pending:,}",
        clock=edition.say(CLOCK_WORDS[kept.clock]),
    )
    picked = _picked(stops, [now, *(limit.limit for limit in kept.limits)])
    rows = tuple((_spent_words(edition, kept.clock, stop), _rate_words(edition, kept.whole, stop)) for stop in picked)
    return WhatIf(data=_json(edition, values), rows=rows, note=note)


def _limit_now(check: Deadline, shown: Revision, kept: Distribution) -> int | None:
    """Today's limit as the buckets count it; None where today's clock is another one."""
    if kept.clock == "own-due":
        return 0
    value = shown.sets.get(check.within or "")
    if not isinstance(value, Duration):
        return None
    if kept.clock == "day-end":
        return value.working_days
    if value.working_days is not None:
        return value.working_days * _DAY if kept.clock == "working-days" else None
    return value.seconds


def _stops(whole: Segment, now: int, *, days: bool) -> list[int]:
    """The edges of the buckets and a place inside each, from a hundredth of today's limit on."""
    if days:
        return list(range(1, max([2 * now, *(edge for edge, _, _ in whole.buckets if edge is not None)]) + 2))
    edges = sorted({now, *(edge for edge, _, _ in whole.buckets if edge is not None)})
    least = now // 100
    edges = [edge for edge in edges if edge >= least]
    inside = {(before + behind) // 2 for before, behind in pairwise(edges)}
    return sorted({*edges, *inside, *([] if edges[-1] > now else [now * 3 // 2 or 60])})


def _parts(edition: Edition, told: Told, kept: Distribution) -> list[list[object]]:
    groups = [
        [" / ".join(group_words(edition, told.result.export, kept.group or "", name) for name in group.name), group]
        for group in kept.groups
    ]
    months = [["–".join(dict.fromkeys(month.name)), month] for month in kept.months]
    return [[name, _written(part)] for name, part in (*groups, *months) if isinstance(part, Segment)]


def _written(part: Segment) -> str:
    """`86400 17 0,172800 3 1,- 0 2`: brackets would be escaped on the page, and make it three times as long."""
    return ",".join(f"{'-' if edge is None else edge} {ended} {opened}" for edge, ended, opened in part.buckets)


def _of_target(edition: Edition, check: Target, shown: Revision, told: Told) -> WhatIf | None:
    kpi = edition.catalogue.kpis[check.kpi]
    value = shown.sets.get(check.limits[0])
    groups = [group for group in told.result.groups if group.value is not None and not _too_few(group)]
    now = _number(value)
    if now is None or len(groups) < 2:  # noqa: PLR2004 - one value alone leaves nothing to try
        return None
    stops = _tried(now, groups, kpi)
    op = "ge" if check.at_least else "gt" if check.above else "le" if check.at_most else "lt"
    values = {
        "stops": stops,
        "at": stops.index(now),
        "unit": kpi.unit,
        "op": op,
        "groups": [_ends(group) for group in groups],
    }
    picked = _picked(stops, [now, *(found for group in groups if (found := _limit_of(group)) in stops)])
    rows = tuple((measured(stop, kpi.unit, edition.lang), _groups_words(edition, op, groups, stop)) for stop in picked)
    note = edition.word("whatif_note_groups", run=told.by.name, cases=f"{len(groups):,}")
    return WhatIf(data=_json(edition, values), rows=rows, note=note)


def _too_few(group: Group) -> bool:
    """Whether a group has no verdict for a reason that another limit would not change."""
    known = group.lowest is not None and group.highest is not None
    return group.verdict == "undecided" and (not group.missing or not known)


def _number(value: object) -> float | None:
    match value:
        case Percentage():
            return float(value.fraction)
        case Number():
            return float(value.number)
        case Duration():
            return None if value.seconds is None else float(value.seconds)
        case _:
            return None


def _limit_of(group: Group) -> float | None:
    return group.limit_low if group.limit_low is not None else group.limit_high


def _ends(group: Group) -> list[float]:
    """Worst and best case under missing values."""
    value = group.value or 0.0
    low = group.lowest if group.lowest is not None else value
    high = group.highest if group.highest is not None else value
    return [low, high]


def _tried(now: float, groups: Sequence[Group], kpi: Kpi) -> list[float]:
    """Round numbers over the values, and the limits themselves."""
    ends = [end for group in groups for end in _ends(group)]
    limits = [found for group in groups if (found := _limit_of(group)) is not None]
    low, high = min([now, *ends]), max([now, *ends])
    step = _round_step((high - low) / _STEPS if high > low else abs(now) / _STEPS or 1.0)
    places = range(floor(low / step), ceil(high / step) + 1)
    round_ = {round(place * step, 9) for place in places}
    stops = round_ | {now} | {limit for limit in limits if low <= limit <= high}
    return sorted(stop for stop in stops if kpi.unit != "percent" or kpi.measure.kind != "share" or 0 <= stop <= 1)


def _round_step(least: float) -> float:
    """The next of 1, 2 and 5 times a power of ten."""
    power = 10.0 ** floor(log10(least))
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= least)


def _picked(stops: Sequence[T], always: Iterable[T]) -> list[T]:
    """The limits, and others spread over the rest."""
    found: set[T] = set(stops[:: max(1, len(stops) // _ROWS)])
    return sorted(found | set(always))


def _rate_words(edition: Edition, segment: Segment, limit: int) -> str:
    rate = rate_at(segment, limit)
    if rate is None:
        return edition.word("whatif_nobody")
    return _span(edition, percent(rate.low), percent(rate.high))


def _groups_words(edition: Edition, op: str, groups: Sequence[Group], limit: float) -> str:
    least, most = groups_met(op, groups, limit)
    return _span(edition, f"{least}/{len(groups)}", f"{most}/{len(groups)}")


def groups_met(op: str, groups: Sequence[Group], limit: float) -> tuple[int, int]:
    """How many would be compliant: for certain, and at most, whatever the missing values are."""
    ends = [[_meets(op, end, limit) for end in _ends(group)] for group in groups]
    return sum(all(met) for met in ends), sum(any(met) for met in ends)


def _meets(op: str, value: float, limit: float) -> bool:
    tests: Mapping[str, bool] = {"ge": value >= limit, "gt": value > limit, "le": value <= limit, "lt": value < limit}
    return tests[op]


def _span(edition: Edition, low: str, high: str) -> str:
    return low if low == high else edition.word("whatif_between", low=low, high=high)


def _spent_words(edition: Edition, clock: SpentClock, limit: int) -> str:
    if clock == "own-due":
        return (
            edition.word("whatif_grace", limit=duration(limit, edition.lang))
            if limit
            else edition.word("whatif_no_grace")
        )
    if clock == "day-end":
        return edition.word("whatif_days", count=limit)
    return duration(limit, edition.lang)


_SCRIPT_WORDS = (
    *("whatif_slider", "whatif_which", "whatif_at", "whatif_between", "whatif_groups", "whatif_limit"),
    *("whatif_grace", "whatif_no_grace", "whatif_days", "whatif_nobody"),
)


def _json(edition: Edition, values: Mapping[str, object]) -> str:
    words = {name.removeprefix("whatif_"): edition.say(TOLD[name]) for name in _SCRIPT_WORDS}
    return json.dumps({"lang": edition.lang, **values, "words": words}, ensure_ascii=False, separators=(",", ":"))
