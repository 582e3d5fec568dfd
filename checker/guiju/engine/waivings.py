"""What waivers make of a verdict: breaches that they cover are left out, and the verdict without them stands beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guiju.model.periods import last_of
from guiju.model.plan import TargetPlan, Waivings
from guiju.model.record import Id
from guiju.model.run import Group, WaiverUse
from guiju.model.text import Text
from guiju.model.waiver import Waiver

ALL_WAIVED = Text(
    zh="没有符合的记录可以证明达标：违反的都已豁免",
    en="every breach is waived, and nothing else was judged that could be compliant",
)
"""A clause of which nothing was kept is not compliant because its breaches are excused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """The breached records of a clause that waivers cover."""

    records: int = 0
    """Each once, however many waivers cover it."""
    uses: tuple[WaiverUse, ...] = ()


def waived(waivings: Waivings, numbers: Sequence[int]) -> Waived:
    """The counts of a tally as values; waivers that touch nothing are left out."""
    records, *rest = numbers
    pairs = zip(rest[::2], rest[1::2], strict=True)
    uses = (
        WaiverUse(waiver=waiver, covered=covered, unclear=unclear)
        for waiver, (covered, unclear) in zip(waivings.waivers, pairs, strict=True)
    )
    return Waived(records=records, uses=tuple(use for use in uses if use.covered or use.unclear))


def covering(plan: TargetPlan, group: Group) -> tuple[Id, ...]:
    """The waivers that cover a group that is not compliant: its values, and every day of its period."""
    if group.verdict != "noncompliant":
        return ()
    days = _days(plan, group)
    return tuple(
        waiver.id
        for waiver in plan.waivers
        if days is not None
        and waiver.covers_days(*days)
        and all(group.by.get(name) == value for name, value in waiver.by.items())
    )


def uses_of(waivers: Sequence[Waiver], groups: Sequence[Group]) -> tuple[WaiverUse, ...]:
    """How many groups each waiver covers."""
    counted = ((waiver.id, sum(waiver.id in group.waivers for group in groups)) for waiver in waivers)
    return tuple(WaiverUse(waiver=waiver, covered=covered) for waiver, covered in counted if covered)


def _days(plan: TargetPlan, group: Group) -> tuple[date, date] | None:
    """First and last day of the group's period; those of the whole export where it has none."""
    if plan.every is None:
        return plan.span
    if group.period is None:
        return None
    first = date.fromisoformat(group.period[:10])
    return first, last_of(plan.every, first)
