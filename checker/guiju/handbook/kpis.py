"""What the page of a KPI says: how it is measured, and which clauses hold it against which limit."""

from dataclasses import dataclass

from guiju.handbook.edition import Edition
from guiju.handbook.law import standing
from guiju.handbook.measures import measure_expressions, measure_in_words
from guiju.handbook.standards import ShownClause, ShownLimit, shown_clause, shown_limits
from guiju.model.checks import Target
from guiju.model.kpi import Kpi


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTarget:
    """One clause that targets a KPI, with the limits it names."""

    clause: ShownClause
    limits: tuple[ShownLimit, ...]


def kpi_variables(edition: Edition, kpi: Kpi) -> dict[str, object]:
    """The variables of the template `kpi`."""
    return {
        "kpi": kpi,
        "export": edition.catalogue.exports[kpi.on],
        "measure": measure_in_words(kpi, edition.catalogue, edition.lang),
        "expressions": measure_expressions(kpi),
        "targets": targets_of(edition, kpi),
    }


def targets_of(edition: Edition, kpi: Kpi) -> tuple[ShownTarget, ...]:
    """The clauses in force (or to come, on a standard that is not in force yet) that target `kpi`."""
    found = (
        shown_clause(edition, standard, clause, standing(standard, edition.today).shown)
        for standard, clause in edition.catalogue.clauses()
        if isinstance(clause.check, Target) and clause.check.kpi == kpi.id
    )
    return tuple(
        ShownTarget(clause=clause, limits=_limits(edition, clause)) for clause in found if clause.state == "present"
    )


def _limits(edition: Edition, shown: ShownClause) -> tuple[ShownLimit, ...]:
    rows = shown_limits(edition, shown.standard, shown.revision)
    return tuple(row for row in rows if shown.clause in row.clauses)
