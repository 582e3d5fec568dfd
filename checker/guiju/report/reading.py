"""A run read beside its catalogue in one language: titles, the words of a clause, the limit that was in force."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from guiju.model.catalogue import Catalogue
from guiju.model.checks import Cadence, Target
from guiju.model.kpi import Kpi
from guiju.model.record import Id
from guiju.model.run import ClauseResult, ExportSummary, Run
from guiju.model.standard import SEVERITIES, Clause, Revision, Standard
from guiju.model.text import Lang
from guiju.report.words import filled, say

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What every section of a report needs."""

    run: Run
    catalogue: Catalogue
    lang: Lang
    limit: int
    """Most rows of one table or list that people are shown."""
    folder: str | None
    """Where the run was written."""

    def say(self, zh: str, en: str) -> str:
        """One of the two, by the report's language."""
        return say(self.lang, zh, en)

    def knows(self, clause: str) -> bool:
        """Whether the clause is in the pack (still)."""
        return self._named(clause) is not None

    def title(self, result: ClauseResult) -> str:
        """`standard: clause`; the bare reference where the catalogue does not know the clause (any more)."""
        found = self._found(result)
        if found is None:
            return result.clause
        standard, clause = found
        return self.say("：", ": ").join((standard.title.in_(self.lang), clause.title.in_(self.lang)))

    def asked(self, result: ClauseResult) -> str:
        """The words of the clause with the limit in force on the day that the data reach to."""
        found = self._found(result)
        if found is None:
            return self.say("（目录中没有这一条款）", "(this clause is not in the pack)")
        standard, clause = found
        revision = self._revision(standard, clause, result)
        values = {name: value.in_(self.lang) for name, value in revision.sets.items()} if revision else {}
        return filled(clause.text.in_(self.lang), values)

    def cadence(self, result: ClauseResult) -> Cadence | None:
        """The cadence of a clause; None for other kinds and for clauses the catalogue does not know."""
        found = self._found(result)
        return found[1].check if found is not None and isinstance(found[1].check, Cadence) else None

    def target(self, result: ClauseResult) -> tuple[Target, Kpi] | None:
        """The target of a clause with its KPI; None for other kinds and for clauses the catalogue does not know."""
        found = self._found(result)
        if found is None or not isinstance(found[1].check, Target):
            return None
        kpi = self.catalogue.kpis.get(found[1].check.kpi)
        return None if kpi is None else (found[1].check, kpi)

    def export_title(self, export: Id | None) -> str:
        """The export's title; its id where the catalogue does not know it."""
        if export is None:
            return self.say("（无）", "(none)")
        known = self.catalogue.exports.get(export)
        return export if known is None else known.title.in_(self.lang)

    def column_title(self, export: Id | None, column: str) -> str:
        """The column's title; its name where the catalogue does not know it."""
        known = self.catalogue.exports.get(export) if export is not None else None
        return known.columns[column].title.in_(self.lang) if known and column in known.columns else column

    def value_title(self, export: Id | None, column: str, value: str | None) -> str:
        """What people call a value of a closed set; any other value as it is, unless it is personal data."""
        if value is None:
            return self.say("（空）", "(empty)")
        known = self.catalogue.exports.get(export) if export is not None else None
        if self.is_personal(export, column):
            # A number stands for a value within one clause; anything else would be the value itself.
            number = f" {value}" if re.fullmatch(r"#[0-9]+", value) else ""
            return self.say(f"（个人信息{number}）", f"(personal data{number})")
        if known is None or column not in known.columns or value not in known.columns[column].values:
            return value
        return known.columns[column].values[value].in_(self.lang)

    def key_is_personal(self, export: Id | None) -> bool:
        """Whether a part of the record's key is personal data."""
        known = self.catalogue.exports.get(export) if export is not None else None
        return known is not None and any(self.is_personal(export, name) for name in known.key)

    def is_personal(self, export: Id | None, column: str) -> bool:
        """Whether a column holds personal data that this run does not show."""
        known = self.catalogue.exports.get(export) if export is not None else None
        found = known.columns.get(column) if known is not None else None
        return found is not None and found.pii and not self.run.provenance.show_pii

    def summary_of(self, export: Id | None) -> ExportSummary | None:
        """The books of an export; None where it was not given."""
        return next((summary for summary in self.run.exports if summary.export == export), None)

    def not_given(self, result: ClauseResult) -> bool:
        """Whether a clause has no verdict merely because its export was not part of this run."""
        return result.verdict == "undecided" and result.export is not None and self.summary_of(result.export) is None

    def capped(self, rows: Sequence[T]) -> tuple[Sequence[T], tuple[str, ...]]:
        """The rows that are shown, and the note that says how many are not."""
        hidden = len(rows) - self.limit
        if hidden <= 0:
            return rows, ()
        note = self.say(
            f"……另有 {hidden:,} 行未列出（--limit 可调整）", f"... and {hidden:,} more, not shown (--limit)"
        )
        return rows[: self.limit], (note,)

    def _found(self, result: ClauseResult) -> tuple[Standard, Clause] | None:
        return self._named(result.clause)

    def _named(self, reference: str) -> tuple[Standard, Clause] | None:
        standard_id, _, clause_id = reference.partition(".")
        standard = self.catalogue.standards.get(standard_id)
        clause = standard.clause(clause_id) if standard is not None else None
        return None if standard is None or clause is None else (standard, clause)

    def _revision(self, standard: Standard, clause: Clause, result: ClauseResult) -> Revision | None:
        """The last revision of the clause that was in force on the run's day; its first one where none was yet."""
        revisions = standard.revisions_of(clause)
        day = self._day(result)
        reached = [revision for revision in revisions if day is None or revision.effective <= day]
        if reached:
            return reached[-1]
        return revisions[0] if revisions else None

    def _day(self, result: ClauseResult) -> date | None:
        provenance, summary = self.run.provenance, self.summary_of(result.export)
        if provenance.in_force_on is not None:
            return provenance.in_force_on
        newest = summary.as_of if summary is not None and summary.as_of is not None else provenance.as_of
        return newest.date() if newest is not None else None


def gravity(result: ClauseResult) -> int:
    """Place of the severity from the gravest (0) on: what sorts first."""
    return -SEVERITIES.index(result.severity)
