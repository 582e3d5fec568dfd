"""What runs tell on the page of a standard and of a KPI: verdicts, numbers, pictures and the slider. No rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.handbook.edition import Edition
from guiju.handbook.figures import MOST, Figure, figures_of
from guiju.handbook.law import standing
from guiju.handbook.series import series_of
from guiju.handbook.verdicts import LastTold, broken_of, day_of, last_told
from guiju.handbook.whatif import WhatIf, what_if
from guiju.model.checks import Target
from guiju.model.kpi import Kpi
from guiju.model.standard import Clause, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One clause with what runs say of it."""

    standard: Standard
    clause: Clause
    last: LastTold
    lines: tuple[str, ...]
    """Which run says so, what changed, and why there is no verdict."""
    figures: tuple[Figure, ...]
    more: int
    """Lines that are not drawn."""
    trial: WhatIf | None

    @property
    def open(self) -> int:
        """Records or groups of the last run that break the clause and are not excused."""
        return broken_of(self.last.result)[0]

    @property
    def judged(self) -> int:
        """Of how many."""
        return broken_of(self.last.result)[1]


def measured_of(edition: Edition, standard: Standard) -> tuple[Measured, ...]:
    """The clauses of a standard that some run knows, in the order of the page."""
    found = (_measured(edition, standard, clause) for clause in standard.clauses)
    return tuple(one for one in found if one is not None)


def measured_of_kpi(edition: Edition, kpi: Kpi) -> tuple[Measured, ...]:
    """The clauses that hold a KPI against a limit, as far as some run knows them."""
    found = (
        _measured(edition, standard, clause)
        for standard, clause in edition.catalogue.clauses()
        if isinstance(clause.check, Target) and clause.check.kpi == kpi.id
    )
    return tuple(one for one in found if one is not None)


def _lines(edition: Edition, last: LastTold) -> Iterator[str]:
    if last.state == "absent":
        yield edition.word("never_asked")
    else:
        yield edition.word("measured_on_run", run=last.told.by.name, day=day_of(edition, last.told))
        yield edition.word("change_line", change=last.change)
    if last.result.reason is not None:
        yield edition.say(last.result.reason)


def _measure(edition: Edition, clause: Clause) -> str:
    """What the pictures of a clause show."""
    if isinstance(clause.check, Target):
        return edition.say(edition.catalogue.kpis[clause.check.kpi].title)
    return edition.word("kept_share")


def _measured(edition: Edition, standard: Standard, clause: Clause) -> Measured | None:
    last = last_told(edition, f"{standard.id}.{clause.id}")
    if last is None or clause.check is None:
        return None
    lines = series_of(edition, standard, clause)
    return Measured(
        standard=standard,
        clause=clause,
        last=last,
        lines=tuple(_lines(edition, last)),
        figures=figures_of(edition, _measure(edition, clause), lines),
        more=max(0, len(lines) - MOST),
        trial=what_if(edition, clause, standing(standard, edition.today).shown, last.told),
    )
