"""The share of kept records against what a clause tolerates: exact, because a limit met to the record is met."""

from collections.abc import Sequence
from fractions import Fraction

from guiju.engine.protocol import Engine
from guiju.model.plan import Allowance
from guiju.model.quantity import Percentage
from guiju.model.run import Counts, Tolerance, Verdict
from guiju.model.text import Text

Rolled = tuple[Verdict, Text | None]
"""A verdict, and why it is undecided."""


def tolerances(allowance: Allowance, counts: Counts, engine: Engine) -> tuple[Tolerance, ...]:
    """The share of kept records, of all at once or of each revision that judged some."""
    if allowance.sql is None:
        asked = next(iter(allowance.least.values()))
        some = counts.judged + counts.undecided
        return (_tolerance(None, asked, counts.kept, counts.breached, counts.undecided),) if some else ()
    rows = {revision: _numbers(numbers) for revision, *numbers in engine.rows(allowance.sql)}
    # A record whose revision is not known may belong to any of them.
    anywhere = rows.get(None, (0, 0, 0))[2]
    found: list[Tolerance] = []
    for version, asked in allowance.least.items():
        kept, breached, undecided = rows.get(version, (0, 0, 0))
        if kept + breached + undecided + anywhere:
            found.append(_tolerance(version, asked, kept, breached, undecided + anywhere))
    return tuple(found)


def rolled_up(found: Sequence[Tolerance]) -> Rolled | None:
    """The verdict of all revisions; None where no record has to be judged."""
    if not found:
        return None
    if any(tolerance.verdict == "noncompliant" for tolerance in found):
        return "noncompliant", None
    open_ = [tolerance for tolerance in found if tolerance.verdict == "undecided"]
    if open_:
        count = max(tolerance.undecided for tolerance in open_)
        return "undecided", Text(
            zh=f"{count} 条记录无法判定，可能改变结论",
            en=f"{count} records could not be judged, and could turn the verdict",
        )
    return "compliant", None


def _tolerance(revision: object, asked: Percentage, kept: int, breached: int, undecided: int) -> Tolerance:
    every, least = kept + breached + undecided, Fraction(asked.fraction)
    worst, best = Fraction(kept) >= least * every, Fraction(kept + undecided) >= least * every
    # A limit above 0 % keeps records that are all undecided from being decided: their worst case is none kept.
    verdict: Verdict = ("compliant" if worst else "noncompliant") if worst == best else "undecided"
    return Tolerance(
        revision=None if revision is None else str(revision),
        asked=str(asked),
        verdict=verdict,
        kept=kept,
        breached=breached,
        undecided=undecided,
    )


def _numbers(cells: Sequence[object]) -> tuple[int, int, int]:
    kept, breached, undecided = (cell if isinstance(cell, int) else _refuse(cell) for cell in cells)
    return kept, breached, undecided


def _refuse(cell: object) -> int:
    raise TypeError(f"the engine answered {cell!r} where a count was asked for")
