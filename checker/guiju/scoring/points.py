"""What one criterion gives: from the verdicts and values of a clause to a share of its points."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from guiju.model.kpi import Kpi
from guiju.model.run import ClauseResult, Group, Tolerance, Verdict
from guiju.model.score import Bounds
from guiju.model.scorecard import Linear, Met, Points
from guiju.model.text import Text

NONE, ALL = Bounds(Fraction(0), Fraction(0)), Bounds(Fraction(1), Fraction(1))
OPEN = Bounds(Fraction(0), Fraction(1))
_BY_VERDICT: dict[Verdict, Bounds] = {"compliant": ALL, "noncompliant": NONE, "undecided": OPEN}

NOT_GIVEN = Text(zh="本次检查没有判定这一条", en="this run has no verdict on the clause")
NO_CASES = Text(zh="没有可判定的数据", en="there is nothing that it could be judged by")
WAIVED = Text(zh="已豁免，不计入", en="waived, left out")
LEFT_OPEN = Text(zh="有记录无法判定", en="some records could not be judged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Points in proportion, with numbers in place of names; without `all_at` up to what each group was asked for."""

    none_at: Decimal
    all_at: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a clause comes to for one group and period."""

    points: Bounds | None
    """None where everything is waived."""
    verdict: Verdict
    reason: Text | None = None


def of_groups(groups: Sequence[Group], line: Line | None, kpi: Kpi | None) -> Found:
    """The groups of one card's group and period; those of shorter periods count alike."""
    if not groups:
        return Found(points=OPEN, verdict="undecided", reason=NO_CASES)
    counted = [group for group in groups if not group.waivers]
    if not counted:
        return Found(points=None, verdict="undecided", reason=WAIVED)
    bounds = [_of_group(group, line, kpi) for group in counted]
    verdict = _together([group.verdict for group in counted])
    reason = next((group.reason for group in counted if group.verdict == "undecided"), None)
    return Found(points=mean(bounds), verdict=verdict, reason=reason)


def of_records(result: ClauseResult, line: Line | None) -> Found:
    """A clause as a whole: the share of its records that was kept, or its verdict."""
    counts = result.counts
    if counts is None:
        return _of_whole(result)
    whole = counts.kept + counts.breached - counts.waived + counts.undecided
    if not whole:
        waived = Found(points=None, verdict="undecided", reason=WAIVED)
        return waived if counts.waived else _open(result)
    if line is None:
        return Found(points=_BY_VERDICT[result.verdict], verdict=result.verdict, reason=result.reason)
    all_at = _asked(result.tolerances) if line.all_at is None else line.all_at
    shares = (Fraction(counts.kept, whole), Fraction(counts.kept + counts.undecided, whole))
    points = _between([_on(share, Fraction(line.none_at), Fraction(all_at)) for share in shares])
    reason = LEFT_OPEN if counts.undecided and result.reason is None else result.reason
    return Found(points=points, verdict=result.verdict, reason=reason)


def mean(bounds: Sequence[Bounds]) -> Bounds:
    """Each counts alike."""
    count = len(bounds)
    return Bounds(sum(b.worst for b in bounds) / Fraction(count), sum(b.best for b in bounds) / Fraction(count))


def exact(value: float) -> Fraction:
    """The number as it is written: 0.95 is 95 of 100, not the nearest binary fraction."""
    return Fraction(repr(value))


def line_of(points: Points, none_at: Decimal | None, all_at: Decimal | None) -> Line | None:
    """How points follow, its names replaced by their values; None for all or nothing."""
    match points:
        case Met():
            return None
        case Linear():
            return Line(none_at=none_at if none_at is not None else Decimal(0), all_at=all_at)


def _of_whole(result: ClauseResult) -> Found:
    """A clause that is confirmed by a person, or whose verdict stands for everything."""
    if result.verdict == "undecided":
        waived = Found(points=None, verdict="undecided", reason=WAIVED)
        return waived if result.verdict_without_waivers == "noncompliant" else _open(result)
    return Found(points=_BY_VERDICT[result.verdict], verdict=result.verdict, reason=result.reason)


def _open(result: ClauseResult) -> Found:
    return Found(points=OPEN, verdict="undecided", reason=result.reason or NO_CASES)


def _of_group(group: Group, line: Line | None, kpi: Kpi | None) -> Bounds:
    """Undecided is never points: between none and all of them."""
    if group.verdict == "undecided" or line is None:
        return _BY_VERDICT[group.verdict]
    limit = group.limit_low if group.limit_low is not None else group.limit_high
    all_at = Fraction(line.all_at) if line.all_at is not None else exact(limit) if limit is not None else None
    if all_at is None:
        return _BY_VERDICT[group.verdict]
    none_at = Fraction(line.none_at)
    if group.missing and kpi is not None and kpi.missing == "bounds":
        upwards = all_at > none_at
        low, high = Fraction(not upwards), Fraction(upwards)  # where a bound is not known
        ends = ((group.lowest, low), (group.highest, high))
        return _between([unknown if end is None else _on(exact(end), none_at, all_at) for end, unknown in ends])
    if group.value is None:
        return OPEN
    points = _on(exact(group.value), none_at, all_at)
    return Bounds(points, points)


def _between(points: Sequence[Fraction]) -> Bounds:
    return Bounds(min(points), max(points))


def _on(value: Fraction, none_at: Fraction, all_at: Fraction) -> Fraction:
    """How much of the way from `none_at` to `all_at` is done, never less than none of it or more than all."""
    if none_at == all_at:
        return Fraction(value >= all_at)
    return min(max((value - none_at) / (all_at - none_at), Fraction(0)), Fraction(1))


def _asked(tolerances: Sequence[Tolerance]) -> Fraction:
    """The share of kept records that the newest law asks for; all of them where no tolerance is given."""
    return Fraction(tolerances[-1].asked.rstrip("%")) / 100 if tolerances else Fraction(1)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    """One breach is a breach; what is open may be one."""
    if "noncompliant" in verdicts:
        return "noncompliant"
    return "undecided" if "undecided" in verdicts else "compliant"
