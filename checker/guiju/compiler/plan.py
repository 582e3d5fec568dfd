"""From a catalogue and the shape of the data to a plan: which clauses can be asked, and with what SQL."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guiju.compiler import absences, attests, cadences, logs, marks, matches, sequences, states, stoptables, targets
from guiju.compiler.contracts import AskedExpectation, asked_of
from guiju.compiler.groups import TargetClause
from guiju.compiler.keys import narrowed
from guiju.compiler.law import Law, law_of
from guiju.compiler.records import RecordClause, doubles, record_plan, tally
from guiju.compiler.spreads import spread_scans
from guiju.compiler.subject import Shape
from guiju.compiler.timing import needs_calendar
from guiju.model.attestation import CLAUSE
from guiju.model.catalogue import Catalogue, ClauseRef
from guiju.model.cause import Cause
from guiju.model.checks import Attest, Cadence, Check, Condition, Deadline, Match, RecordCheck, Target
from guiju.model.intake import ExportTable
from guiju.model.kpi import Across, Change
from guiju.model.pack import Calendar
from guiju.model.plan import Plan, Strays, Tally, Unplanned
from guiju.model.record import Id, Name
from guiju.model.sequence import Sequence as Ordered
from guiju.model.standard import Clause
from guiju.model.text import Text
from guiju.model.waiver import Waiver

Obstacle = tuple[Cause, Text]
"""What keeps a clause from being asked."""

Planned = (
    RecordClause | TargetClause | cadences.CadenceClause | attests.AttestClause | sequences.SequenceClause | Unplanned
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms the rows are judged."""

    as_of: datetime | None = None
    """`Now` for open cases; None takes each export's newest time stamp."""
    in_force_on: date | None = None
    """Judge every row by the law of this day instead of the law in force at its own time."""
    findings_limit: int | None = None
    """Most findings per clause; None means all."""
    without_waivers: bool = False
    """Judge as if the pack had no waivers."""
    show_pii: bool = False
    """Let personal data out into findings, groups and stories."""
    spreads: bool = False
    """Also ask how long the cases of deadlines took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One clause that has a check, under the law that judges it."""

    ref: ClauseRef
    clause: Clause
    check: Check
    law: Law
    owner: Id
    """Of the standard."""
    waivers: tuple[Waiver, ...]
    """Those that name the clause and count."""


def compile_plan(catalogue: Catalogue, tables: Sequence[ExportTable], terms: Terms) -> Plan:
    """Everything that the engine has to ask of these tables."""
    shapes = shapes_of(catalogue, tables, terms)
    planned = list(_planned(catalogue, shapes, terms))
    records = _records(planned)
    contracts = {shape.table.relation: asked_of(shape) for shape in shapes.values()}
    spreads = spread_scans(records) if terms.spreads else ()
    counted = {ref for scan in spreads for ref in scan.clauses}
    tallied = [clause for clause in records if clause.waivers or clause.ref not in counted]
    groupings, planned_targets = targets.target_plans(
        [clause for clause in planned if isinstance(clause, TargetClause)]
    )
    return Plan(
        as_of={export: shape.as_of for export, shape in shapes.items() if shape.as_of is not None},
        preparations=tuple(dict.fromkeys(clause.prepare_sql for clause in records if clause.prepare_sql is not None))
        + tuple(statement for clause in records for statement in clause.stop_tables),
        tallies=tuple(_tallies(shapes, tallied, contracts)),
        doubles=tuple(doubles(clause, within) for clause, within in narrowed(records)),
        records=tuple(record_plan(clause, limit=terms.findings_limit) for clause in records),
        groupings=groupings,
        targets=(
            *planned_targets,
            *(cadences.cadence_plan(clause) for clause in planned if isinstance(clause, cadences.CadenceClause)),
        ),
        attests=tuple(attests.attest_plan(clause) for clause in planned if isinstance(clause, attests.AttestClause)),
        strays=_strays(catalogue, shapes),
        unplanned=tuple(clause for clause in planned if isinstance(clause, Unplanned)),
        spreads=spreads,
        contracts=tuple(asked.question for contract in contracts.values() for asked in contract),
    )


def record_clauses(catalogue: Catalogue, tables: Sequence[ExportTable], terms: Terms) -> tuple[RecordClause, ...]:
    """The record clauses that these tables can decide."""
    shapes = shapes_of(catalogue, tables, terms)
    return tuple(_records(list(_planned(catalogue, shapes, terms))))


def shapes_of(catalogue: Catalogue, tables: Sequence[ExportTable], terms: Terms) -> Mapping[Id, Shape]:
    """Export -> its definition, what was loaded of it, and its `now`."""
    return {
        table.export: Shape(
            export=catalogue.exports[table.export],
            table=table,
            as_of=terms.as_of or table.newest,
            show_pii=terms.show_pii,
        )
        for table in tables
    }


def _tallies(
    shapes: Mapping[Id, Shape], records: Sequence[RecordClause], contracts: Mapping[str, Sequence[AskedExpectation]]
) -> Iterator[Tally]:
    """One scan of every table that has clauses or a contract; the cases of a log are a table of their own."""
    by_table: dict[str, list[RecordClause]] = {relation: [] for relation in contracts}
    for clause in records:
        by_table.setdefault(clause.shape.table.relation, []).append(clause)
    own = {shape.table.relation: shape for shape in shapes.values()}
    for relation, clauses in by_table.items():
        contract = contracts.get(relation, ())
        if clauses or any(asked.outer for asked in contract):
            yield tally(clauses[0].shape if clauses else own[relation], clauses, contract)


def _records(planned: Sequence[Planned]) -> list[RecordClause]:
    """What judges records, the cases of logs among them."""
    ordered = [clause for clause in planned if isinstance(clause, sequences.SequenceClause)]
    records = [clause for clause in planned if isinstance(clause, RecordClause)]
    return [*records, *sequences.sequence_records(ordered)]


def _planned(catalogue: Catalogue, shapes: Mapping[Id, Shape], terms: Terms) -> Iterator[Planned]:
    for standard, clause in catalogue.clauses():
        if clause.check is not None:
            ref = ClauseRef(standard.id, clause.id)
            law = law_of(standard, clause, in_force_on=terms.in_force_on)
            waivers = () if terms.without_waivers else catalogue.waivers_of(ref)
            asked = Asked(ref=ref, clause=clause, check=clause.check, law=law, owner=standard.owner, waivers=waivers)
            yield _clause(catalogue, shapes, asked)


def _clause(catalogue: Catalogue, shapes: Mapping[Id, Shape], asked: Asked) -> Planned:
    ref, check, law, severity = asked.ref, asked.check, asked.law, asked.clause.severity
    judged, *others = catalogue.exports_of(check)
    export = next((name for name in (judged, *others) if name not in shapes), judged)
    shape = shapes.get(judged) if export in shapes else None
    obstacle = _obstacle(catalogue, shapes, shape, asked)
    if obstacle is None and shape is not None:
        if isinstance(check, Cadence):
            roster = shapes[check.subjects.export] if check.subjects is not None else None
            return cadences.CadenceClause(
                ref=ref, severity=severity, law=law, shape=shape, check=check, roster=roster, waivers=asked.waivers
            )
        if isinstance(check, Target):
            return _target(catalogue, shapes, shape, asked, check)
        if isinstance(check, Attest):
            return _attest(shapes, shape, asked, check)
        if isinstance(check, Ordered):
            return _sequence(catalogue, shapes, shape, asked, check)
        pair = matches.Pair(check, law, shape, shapes[check.with_], f"{ref}") if isinstance(check, Match) else None
        if isinstance(check, Deadline):
            return _deadline(catalogue, shapes, shape, asked, check)
        return RecordClause(
            ref=ref,
            severity=severity,
            law=law,
            shape=shape,
            judgement=matches.judge_match(pair) if pair is not None else _judgement(shape, law, check),
            tolerance=check.tolerance,
            prepare_sql=matches.partners(pair) if pair is not None else None,
            waivers=asked.waivers,
        )
    absent = Text(
        zh=f"未提供数据：{catalogue.exports[export].title.zh}（{export}）",
        en=f"no file was given for {catalogue.exports[export].title.in_('en')} ({export})",
    )
    cause, why = obstacle or ("not-given", absent)
    given = shape is not None and bool(law.revisions)
    return Unplanned(ref=ref, severity=severity, export=export, cause=cause, reason=why, given=given)


def _sequence(
    catalogue: Catalogue, shapes: Mapping[Id, Shape], shape: Shape, asked: Asked, check: Ordered
) -> sequences.SequenceClause:
    return sequences.SequenceClause(
        ref=asked.ref,
        severity=asked.clause.severity,
        law=asked.law,
        shape=shape,
        check=check,
        roster=shapes[check.cases.export] if check.cases is not None else None,
        flow=catalogue.flows[check.flow] if check.flow is not None else None,
        waivers=asked.waivers,
    )


def _attest(shapes: Mapping[Id, Shape], shape: Shape, asked: Asked, check: Attest) -> attests.AttestClause | Unplanned:
    """Judged at the latest `now` of all exports: a register that nobody writes in must not stay young."""
    now = max((found.as_of for found in shapes.values() if found.as_of is not None), default=None)
    ref, severity = asked.ref, asked.clause.severity
    if now is None or not attests.in_force(asked.law, now):
        untimed = Text(
            zh="数据中没有任何时间，无法知道现在是何时（可用 --as-of 指定）",
            en="no export has a time to judge by (--as-of gives one)",
        )
        later = Text(zh="该条款在判定时尚未生效", en="the clause is not in force at the time that is judged by")
        return Unplanned(
            ref=ref,
            severity=severity,
            export=shape.export.id,
            cause="no-now" if now is None else "not-in-force",
            reason=untimed if now is None else later,
            given=now is None,
        )
    return attests.AttestClause(
        ref=ref,
        severity=severity,
        owner=asked.owner,
        law=asked.law,
        shape=shape,
        check=check,
        now=now,
        waivers=asked.waivers,
    )


def _strays(catalogue: Catalogue, shapes: Mapping[Id, Shape]) -> tuple[Strays, ...]:
    """The question what else the entries of an export of attestations are about."""
    known: dict[Id, list[ClauseRef]] = {}
    for standard, clause in catalogue.clauses():
        if isinstance(clause.check, Attest):
            known.setdefault(clause.check.on, []).append(ClauseRef(standard.id, clause.id))
    return tuple(
        attests.strays(shapes[export], tuple(refs))
        for export, refs in known.items()
        if export in shapes and not shapes[export].missing([CLAUSE])
    )


def _target(
    catalogue: Catalogue, shapes: Mapping[Id, Shape], shape: Shape, asked: Asked, check: Target
) -> TargetClause:
    kpi = catalogue.kpis[check.kpi]
    return TargetClause(
        ref=asked.ref,
        severity=asked.clause.severity,
        law=asked.law,
        shape=shape,
        check=check,
        kpi=kpi,
        partner=shapes[kpi.measure.to.on] if isinstance(kpi.measure, Across) else None,
        waivers=asked.waivers,
        base=catalogue.kpis[kpi.measure.of] if isinstance(kpi.measure, Change) else None,
    )


def _obstacle(catalogue: Catalogue, shapes: Mapping[Id, Shape], shape: Shape | None, asked: Asked) -> Obstacle | None:
    """Why a clause cannot be asked although its export was given."""
    if shape is None:
        return None
    if not asked.law.revisions:
        later = Text(zh="该条款在指定日期未生效", en="the clause is not in force on the day asked for")
        return "not-in-force", later
    titles = [shape.title(name) for name in shape.missing(_needed(catalogue, shape, asked.check))]
    if isinstance(asked.check, Cadence) and asked.check.subjects is not None:
        roster = shapes[asked.check.subjects.export]
        titles += [roster.title(name) for name in roster.missing(cadences.roster_columns(asked.check.subjects))]
    if isinstance(asked.check, Match):
        partner = shapes[asked.check.with_]
        titles += [partner.title(name) for name in partner.missing(matches.partner_columns(asked.check, partner))]
    if isinstance(asked.check, Ordered) and asked.check.cases is not None:
        cases = shapes[asked.check.cases.export]
        titles += [
            cases.title(name) for name in cases.missing(logs.case_columns(asked.check.cases, asked.check, cases))
        ]
    if isinstance(asked.check, Deadline):
        for stopper in asked.check.stoppers:
            other = shapes[stopper.export]
            titles += [other.title(name) for name in other.missing(marks.columns_needed(stopper, other))]
    if isinstance(asked.check, Target) and isinstance(measure := catalogue.kpis[asked.check.kpi].measure, Across):
        other = shapes[measure.to.on]
        titles += [other.title(name) for name in other.missing(targets.partner_columns(asked.check, measure, other))]
    if titles:
        lacking = Text(
            zh=f"数据缺少列：{'、'.join(title.zh for title in titles)}",
            en=f"the data lack the column {', '.join(title.in_('en') for title in titles)}",
        )
        return "columns", lacking
    return _untold(catalogue, shapes, asked.check)


def _untold(catalogue: Catalogue, shapes: Mapping[Id, Shape], check: Check) -> Obstacle | None:
    """Why a clause cannot be asked although every column is there: its source does not tell what it waits for."""
    flow = catalogue.flows[check.flow] if isinstance(check, Ordered) and check.flow is not None else None
    titles = absences.untold(check, flow, shapes)
    if not titles:
        return None
    silent = Text(
        zh=f"来源系统没有记下，或者没有记全：{'、'.join(title.zh for title in titles)}",
        en=f"the source system does not tell, or not always: {', '.join(title.in_('en') for title in titles)}",
    )
    return "untold", silent


def _needed(catalogue: Catalogue, shape: Shape, check: Check) -> tuple[Name, ...]:
    if isinstance(check, Target):
        kpi = catalogue.kpis[check.kpi]
        measured = catalogue.kpis[kpi.measure.of] if isinstance(kpi.measure, Change) else kpi
        return targets.columns_needed(check, measured, shape)
    if isinstance(check, Cadence):
        return cadences.columns_needed(check, shape)
    if isinstance(check, Attest):
        return attests.columns_needed(check, shape)
    if isinstance(check, Ordered):
        return logs.log_columns(check, shape)
    return states.columns_needed(check, shape)


def _judgement(shape: Shape, law: Law, check: RecordCheck) -> states.Judgement:
    if isinstance(check, Condition):
        return states.judge_condition(check, law, shape)
    raise TypeError("a match is judged against its partners, a deadline by its clock")


def _deadline(
    catalogue: Catalogue, shapes: Mapping[Id, Shape], shape: Shape, asked: Asked, check: Deadline
) -> RecordClause:
    """A deadline, with the tables of what stops its clock."""
    calendar, watched = _calendar(catalogue, asked.law, check), None
    if check.stoppers:
        watched = marks.Watched(check=check, law=asked.law, shape=shape, others=shapes, name=f"{asked.ref}")
    stops = watched.stops if watched is not None else None
    return RecordClause(
        ref=asked.ref,
        severity=asked.clause.severity,
        law=asked.law,
        shape=shape,
        judgement=states.judge_deadline(check, asked.law, shape, calendar, stops),
        tolerance=check.tolerance,
        watched=watched,
        waivers=asked.waivers,
        stop_tables=stoptables.tables(watched, calendar) if watched is not None else (),
        notes=stoptables.notes(watched) if watched is not None else (),
    )


def _calendar(catalogue: Catalogue, law: Law, check: Deadline) -> Calendar | None:
    """The calendar of a limit that is not in running time."""
    name = check.clock or catalogue.pack.calendar
    return catalogue.calendars[name] if name is not None and needs_calendar(check, law) else None
