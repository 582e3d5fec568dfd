"""What the handbook tells of past runs: their verdicts, without any row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from guiju.model.distribution import Distributions
from guiju.model.record import Id
from guiju.model.run import ClauseResult, Run
from guiju.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRun:
    """A run folder, read."""

    name: str
    """Of its folder."""
    run: Run
    distributions: Distributions | None
    """None where the version that wrote the run did not tell any."""

    @property
    def as_of(self) -> datetime | None:
        """The time that the run's data reach to."""
        known = [summary.as_of for summary in self.run.exports if summary.as_of is not None]
        return self.run.provenance.as_of or max(known, default=None)

    def asked(self, result: ClauseResult) -> bool:
        """Whether the export of a clause was part of this run."""
        return result.export is None or any(summary.export == result.export for summary in self.run.exports)


@dataclass(frozen=True, slots=True)
class Told:
    """What one run says of one clause."""

    by: PublishedRun
    result: ClauseResult


@dataclass(frozen=True, kw_only=True)
class Published:
    """The runs that the handbook tells of, newest last."""

    runs: tuple[PublishedRun, ...]
    left_out: tuple[Text, ...] = ()
    """One message for each folder that is not told, and why."""

    @property
    def newest(self) -> PublishedRun:
        """The last run."""
        return self.runs[-1]

    def of(self, clause: str) -> tuple[Told, ...]:
        """What the runs that asked a clause say of it, newest last; where none did, the newest that knows it."""
        known = self._by_clause.get(clause, ())
        return tuple(told for told in known if told.by.asked(told.result)) or known[-1:]

    @cached_property
    def _by_clause(self) -> Mapping[Id, tuple[Told, ...]]:
        found: dict[str, list[Told]] = {}
        for run in self.runs:
            for result in run.run.clauses:
                found.setdefault(result.clause, []).append(Told(run, result))
        return {clause: tuple(told) for clause, told in found.items()}
