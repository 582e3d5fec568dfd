"""Puts canonical SQL in place of what people wrote, in every field of the pack that holds SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from guiju.model.checks import Attest, Cadence, Check, Condition, Deadline, Match, Target
from guiju.model.export import Column
from guiju.model.kpi import (
    Across,
    Aggregate,
    Change,
    Correlation,
    Count,
    Kpi,
    Mean,
    Measure,
    Median,
    Percentile,
    Ratio,
    Share,
    Side,
    baseline_of,
)
from guiju.model.problem import Problem
from guiju.model.sequence import Sequence
from guiju.model.standard import Clause, Standard
from guiju.model.stops import Stopper, expressions_of
from guiju.source.expressions import Expression, Family, Operand, Scope, check_expression
from guiju.source.expressions.nouns import Wanted
from guiju.source.known import Known
from guiju.source.nodes import Document, Path

Demands = Mapping[str, frozenset[Family]]
"""Parameter inside SQL -> the kinds of value that its places ask for; empty where none of them tells."""


@dataclass(slots=True)
class Findings:
    """What the expressions of one record use, and what is wrong with them."""

    problems: list[Problem] = field(default_factory=list[Problem])
    parameters: dict[str, frozenset[Family]] = field(default_factory=dict[str, frozenset[Family]])
    """Each with the kinds of value that its places ask for."""
    columns: set[str] = field(default_factory=set[str])

    def note(self, parameters: Mapping[str, frozenset[Family]]) -> None:
        """Takes in parameters and what is asked of them."""
        for name, families in parameters.items():
            self.parameters[name] = self.parameters.get(name, frozenset()) | families

    def canonical(self, written: str, document: Document, path: Path, scope: Scope) -> str:
        """The canonical text; the written one where it has problems, which are noted."""
        found = check_expression(written, scope)
        if isinstance(found, Expression):
            self.note(found.parameters)
            self.columns.update(found.columns)
            return found.text
        places = ((document.at(path, flaw.offset, written), flaw.message) for flaw in found)
        self.problems.extend(Problem(place, message) for place, message in places)
        return written


def operands(columns: Mapping[str, Column] | None) -> Mapping[str, Operand] | None:
    """The columns of an export as an expression sees them."""
    if columns is None:
        return None
    return {name: Operand(type=column.type, values=frozenset(column.values)) for name, column in columns.items()}


def kpi_sql(kpi: Kpi, document: Document, known: Known) -> tuple[Kpi, Findings]:
    """A KPI in canonical form, with what its expressions use."""
    findings = Findings()
    columns = operands(known.columns(kpi.on))
    where = kpi.where
    if where is not None:
        where = findings.canonical(where, document, ("where",), Scope(columns=columns, wanted="boolean"))
    measure = _measure(kpi.measure, document, columns, findings)
    if isinstance(measure, Across):
        theirs = operands(known.columns(measure.to.on))
        measure = measure.model_copy(update={"to": _side(measure.to, document, theirs, findings)})
    findings.note(dict.fromkeys(baseline_of(kpi), frozenset()))
    return kpi.model_copy(update={"where": where, "measure": measure}), findings


def standard_sql(
    standard: Standard, document: Document, known: Known, in_kpis: Mapping[str, Demands]
) -> tuple[Standard, Mapping[str, Demands], list[Problem]]:
    """A standard in canonical form, with the parameters inside the SQL of each clause and of its KPI."""
    clauses: list[Clause] = []
    used: dict[str, Demands] = {}
    problems: list[Problem] = []
    for place, clause in enumerate(standard.clauses):
        findings = Findings()
        check = clause.check
        if check is not None:
            check = _check(check, document, ("clauses", place, "check"), known, findings)
        if isinstance(check, Target):
            findings.note(in_kpis.get(check.kpi, {}))
        used[clause.id] = findings.parameters
        problems.extend(findings.problems)
        clauses.append(clause.model_copy(update={"check": check}))
    return standard.model_copy(update={"clauses": tuple(clauses)}), used, problems


def _check(check: Check, document: Document, path: Path, known: Known, findings: Findings) -> Check:
    kpi = known.kpis[check.kpi].record if isinstance(check, Target) and check.kpi in known.kpis else None
    export = (kpi.on if kpi is not None else None) if isinstance(check, Target) else check.on
    if isinstance(check, Attest):
        return check
    if isinstance(check, Sequence):
        return _sequence(check, document, path, known, findings)
    # Both sides of a change are measured alike, whatever law their own time had: its scope takes no parameters.
    free = kpi is None or not isinstance(kpi.measure, Change)
    columns = operands(known.columns(export)) if export is not None else None
    scope = Scope(columns=columns, wanted="boolean", parameters=free)
    update: dict[str, str] = {}
    if check.where is not None:
        update["where"] = findings.canonical(check.where, document, (*path, "where"), scope)
    match check:
        case Match() if check.with_where is not None:
            # A partner has no revision of its own: its rows are chosen without parameters.
            theirs = Scope(columns=operands(known.columns(check.with_)), wanted="boolean", parameters=False)
            update["with_where"] = findings.canonical(check.with_where, document, (*path, "with_where"), theirs)
        case Condition() if check.holds is not None:
            update["holds"] = findings.canonical(check.holds, document, (*path, "holds"), scope)
        case Deadline():
            return check.model_copy(update=update | _stops(check, document, path, known, findings))
        case Condition() | Target() | Cadence() | Match():
            pass
    return check.model_copy(update=update)


def _sequence(check: Sequence, document: Document, path: Path, known: Known, findings: Findings) -> Sequence:
    """An event has no revision of its own: only the scope over another export takes parameters."""
    log = Scope(columns=operands(known.columns(check.on)), wanted="boolean", parameters=False)
    update: dict[str, object] = {}
    for key in ("ended", "of", "first", "then"):
        written = getattr(check, key)
        if written is not None:
            update[key] = findings.canonical(written, document, (*path, key), log)
    update["events"] = {
        step: findings.canonical(sql, document, (*path, "events", step), log) for step, sql in check.events.items()
    }
    listed = known.columns(check.cases.export) if check.cases is not None else None
    cases = Scope(columns=operands(listed), wanted="boolean")
    if check.where is not None:
        scope = cases if check.cases is not None else log
        update["where"] = findings.canonical(check.where, document, (*path, "where"), scope)
    if check.cases is not None and check.cases.ended is not None:
        plain = Scope(columns=operands(listed), wanted="boolean", parameters=False)
        ended = findings.canonical(check.cases.ended, document, (*path, "cases", "ended"), plain)
        update["cases"] = check.cases.model_copy(update={"ended": ended})
    return check.model_copy(update=update)


def _stops(check: Deadline, document: Document, path: Path, known: Known, findings: Findings) -> dict[str, Stopper]:
    """What stops the clock in canonical form. An event has no revision of its own: it is chosen without parameters."""
    canonical: dict[str, Stopper] = {}
    for name, stopper in check.named_stoppers.items():
        scope = Scope(columns=operands(known.columns(stopper.export)), wanted="boolean", parameters=False)
        update = {
            key: findings.canonical(sql, document, (*path, name, key), scope)
            for key, sql in expressions_of(stopper).items()
        }
        canonical[name] = stopper.model_copy(update=update)
    return canonical


def _side(side: Side, document: Document, columns: Mapping[str, Operand] | None, findings: Findings) -> Side:
    """The other side of a measure across exports."""
    path = ("measure", "to")
    of = findings.canonical(side.of, document, (*path, "of"), Scope(columns=columns, wanted="number", aggregates=True))
    where = side.where
    if where is not None:
        where = findings.canonical(where, document, (*path, "where"), Scope(columns=columns, wanted="boolean"))
    return side.model_copy(update={"of": of, "where": where})


def _measure(
    measure: Measure, document: Document, columns: Mapping[str, Operand] | None, findings: Findings
) -> Measure:
    def canonical(key: str, written: str, wanted: Wanted, rows: Literal["each", "all"]) -> str:
        scope = Scope(columns=columns, wanted=wanted, aggregates=rows == "all")
        return findings.canonical(written, document, ("measure", key), scope)

    match measure:
        case Share():
            return measure.model_copy(update={"of": canonical("of", measure.of, "boolean", "each")})
        case Mean() | Median() | Percentile():
            return measure.model_copy(update={"of": canonical("of", measure.of, "number", "each")})
        case Count() | Change():
            return measure
        case Aggregate() | Across():
            return measure.model_copy(update={"of": canonical("of", measure.of, "number", "all")})
        case Ratio():
            of, to = canonical("of", measure.of, "number", "all"), canonical("to", measure.to, "number", "all")
            return measure.model_copy(update={"of": of, "to": to})
        case Correlation():
            of, with_ = (
                canonical("of", measure.of, "number", "each"),
                canonical("with", measure.with_, "number", "each"),
            )
            return measure.model_copy(update={"of": of, "with_": with_})
