"""What the page of a KPI says: how it is measured, and which clauses hold it against which limit."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from guiju.handbook.edition import Edition
from guiju.handbook.law import standing
from guiju.handbook.measures import measure_expressions, measure_in_words
from guiju.handbook.standards import ShownClause, ShownLimit, shown_clause, shown_limits
from guiju.model.checks import Target
from guiju.model.kpi import Kpi
from guiju.model.record import Id


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTarget:
    """One clause that targets a KPI, with the limits it names."""

    clause: ShownClause
    limits: tuple[ShownLimit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiShelf:
    """KPIs that are listed together."""

    title: str
    chapter: Id | None
    kpis: tuple[Kpi, ...]


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


def asked_of(edition: Edition, kpi: Kpi) -> tuple[Markup, ...]:
    """What clauses ask of the KPI, in words; once where several ask the same."""
    asked = (
        row.phrase
        for target in targets_of(edition, kpi)
        if isinstance(check := target.clause.clause.check, Target)
        for row in target.limits
        if row.limit.name in check.limits
    )
    return tuple(dict.fromkeys(asked))


def kpi_shelves(edition: Edition) -> tuple[KpiShelf, ...]:
    """The KPIs by the chapter whose clauses target them most; those that no clause targets come last."""
    catalogue = edition.catalogue
    counted: dict[Id, Counter[Id]] = {}
    for standard, clause in catalogue.clauses():
        if isinstance(clause.check, Target):
            counted.setdefault(clause.check.kpi, Counter())[catalogue.chapter_of[standard.id]] += 1
    homes = {kpi: chapters.most_common(1)[0][0] for kpi, chapters in counted.items()}
    named: list[tuple[str, Id | None]] = [(edition.say(one.title), one.id) for one in catalogue.pack.chapters]
    shelves = (
        KpiShelf(
            title=name,
            chapter=chapter,
            kpis=tuple(kpi for kpi in catalogue.kpis.values() if homes.get(kpi.id) == chapter),
        )
        for name, chapter in [*named, (edition.word("kpis_untargeted"), None)]
    )
    return tuple(shelf for shelf in shelves if shelf.kpis)


def _limits(edition: Edition, shown: ShownClause) -> tuple[ShownLimit, ...]:
    rows = shown_limits(edition, shown.standard, shown.revision)
    return tuple(row for row in rows if shown.clause in row.clauses)
