"""The share of kept records against what a clause tolerates: exact, because a limit met to the record is met."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from guiju.engine.protocol import Engine
from guiju.engine.waivings import ALL_WAIVED
from guiju.model.plan import Allowance
from guiju.model.quantity import Percentage
from guiju.model.run import Counts, Tolerance, Verdict
from guiju.model.text import Text

Rolled = tuple[Verdict, Text | None]
"""A verdict, and why it is undecided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Records by how they count for the share."""

    kept: int = 0
    breached: int = 0
    undecided: int = 0
    waived: int = 0
    """Of the breached."""


def tolerances(allowance: Allowance, counts: Counts, engine: Engine) -> tuple[Tolerance, ...]:
    """The share of kept records, of all at once or of each revision that judged some."""
    if allowance.sql is None:
        asked = next(iter(allowance.least.values()))
        some = counts.judged + counts.undecided
        sides = _Sides(kept=counts.kept, breached=counts.breached, undecided=counts.undecided, waived=counts.waived)
        return (_tolerance(None, asked, sides),) if some else ()
    rows = {revision: _sides(numbers) for revision, *numbers in engine.rows(allowance.sql)}
    # A record whose revision is not known may belong to any of them.
    anywhere = rows.get(None, _Sides()).undecided
    found: list[Tolerance] = []
    for version, asked in allowance.least.items():
        sides = rows.get(version, _Sides())
        sides = replace(sides, undecided=sides.undecided + anywhere)
        if sides.kept + sides.breached + sides.undecided:
            found.append(_tolerance(version, asked, sides))
    return tuple(found)


def rolled_up(found: Sequence[Tolerance], *, without_waivers: bool = False) -> Rolled | None:
    """The verdict of all revisions; None where no record has to be judged."""
    if not found:
        return None
    verdicts = [(t, t.verdict_without_waivers if without_waivers else t.verdict) for t in found]
    if any(verdict == "noncompliant" for _, verdict in verdicts):
        return "noncompliant", None
    open_ = [tolerance for tolerance, verdict in verdicts if verdict == "undecided" and tolerance.undecided]
    if open_:
        count = max(tolerance.undecided for tolerance in open_)
        return "undecided", Text(
            zh=f"{count} 条记录无法判定，可能改变结论",
            en=f"{count} records could not be judged, and could turn the verdict",
        )
    # A revision whose judged records are all waived says nothing; where another one is met, that verdict stands.
    return ("compliant", None) if any(v == "compliant" for _, v in verdicts) else ("undecided", ALL_WAIVED)


def _tolerance(revision: object, asked: Percentage, sides: _Sides) -> Tolerance:
    return Tolerance(
        revision=None if revision is None else str(revision),
        asked=str(asked),
        verdict=_verdict(asked, sides.kept, sides.breached - sides.waived, sides.undecided),
        verdict_without_waivers=_verdict(asked, sides.kept, sides.breached, sides.undecided),
        kept=sides.kept,
        breached=sides.breached,
        waived=sides.waived,
        undecided=sides.undecided,
    )


def _verdict(asked: Percentage, kept: int, breached: int, undecided: int) -> Verdict:
    every, least = kept + breached + undecided, Fraction(asked.fraction)
    if not every:
        return "undecided"
    worst, best = Fraction(kept) >= least * every, Fraction(kept + undecided) >= least * every
    # A limit above 0% keeps records that are all undecided from being decided: their worst case is none kept.
    return ("compliant" if worst else "noncompliant") if worst == best else "undecided"


def _sides(cells: Sequence[object]) -> _Sides:
    kept, breached, undecided, waived = (cell if isinstance(cell, int) else _refuse(cell) for cell in cells)
    return _Sides(kept=kept, breached=breached, undecided=undecided, waived=waived)


def _refuse(cell: object) -> int:
    raise TypeError(f"the engine answered {cell!r} where a count was asked for")
