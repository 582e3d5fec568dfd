"""Record clauses of one export: one fused scan that counts their states, and one query each for the breached.

Uniqueness is the one question that a record cannot answer by itself: the scan takes each record alone, and a
table of the keys that stand more than once says which of the kept are breached.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees, waivings
from guiju.compiler.contracts import AskedExpectation
from guiju.compiler.law import Law
from guiju.compiler.logs import Log, field
from guiju.compiler.marks import Watched
from guiju.compiler.shared import shared
from guiju.compiler.states import Judgement, Shown, code
from guiju.compiler.subject import Shape
from guiju.model.catalogue import ClauseRef
from guiju.model.intake import FILE, ROW, UNREADABLE
from guiju.model.plan import FINDING_COLUMNS, STATE_CODES, Allowance, Doubles, RecordPlan, Tally, Waivings
from guiju.model.quantity import Percentage
from guiju.model.record import Name
from guiju.model.standard import Severity
from guiju.model.text import Text
from guiju.model.waiver import Waiver

STATE = "_state"
_MASKED = {"key": "VARCHAR", "started": "TIMESTAMP", "ended": "TIMESTAMP", "due": "TIMESTAMP", "measured_s": "DOUBLE"}
"""Columns of a finding that hold values of the record, and their types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClause:
    """A record clause with everything that it takes to ask for it."""

    ref: ClauseRef
    severity: Severity
    law: Law
    shape: Shape
    judgement: Judgement
    tolerance: Name | None = None
    """Parameter that holds the least share of kept records."""
    prepare_sql: str | None = None
    """Makes the table that the judgement asks."""
    log: Log | None = None
    """Where the records are the cases of a log."""
    waivers: tuple[Waiver, ...] = ()
    """Those that name the clause."""
    watched: Watched | None = None
    """For a deadline: what other exports say about its clock."""
    stop_tables: tuple[str, ...] = ()
    """The statements that make the tables of it."""
    notes: tuple[tuple[Text, str], ...] = ()
    """What has to be told besides, each with the query that counts it."""

    @property
    def covers(self) -> list[exp.Expr]:
        """For each waiver whether it covers a record."""
        return [waivings.covering(waiver, self.judgement.anchor, self.shape) for waiver in self.waivers]


def tally(shape: Shape, clauses: Sequence[RecordClause], contract: Sequence[AskedExpectation] = ()) -> Tally:
    """One scan that counts the states of all record clauses of an export, and answers for its contract."""
    # Whether a record of a unique key is breached shows only afterwards, and so whether a waiver excuses it.
    waived = {place: clause for place, clause in enumerate(clauses) if clause.waivers and not clause.judgement.unique}
    common, judged = _with_shared(clauses)
    states = [trees.named(_small(state), state_name(place)) for place, state in enumerate(judged)]
    covers = [
        trees.named(cover, _cover(place, number))
        for place, clause in waived.items()
        for number, cover in enumerate(clause.covers)
    ]
    asked = [trees.named(node, name) for expectation in contract for name, node in expectation.inner]
    # A contract that only asks for the number of rows reads no column.
    relation = shape.table.relation
    source = trees.nested(trees.select([exp.Star(), *common], relation), relation) if common else relation
    inner = trees.select([*states, *covers, *asked] or [trees.column(ROW)], source)
    for clause in clauses:
        inner = _with_beside(inner, clause)
    slots = [(place, clause, number) for place, clause in enumerate(clauses) for number in _counted(clause)]
    counts = [trees.counted(_is(trees.column(state_name(place)), number)) for place, _, number in slots]
    for place, clause in waived.items():
        breached = _is(trees.column(state_name(place)), STATE_CODES["breached"])
        named = [trees.column(_cover(place, number)) for number in range(len(clause.waivers))]
        counts += waivings.counts(breached, named)
    answers = [(one.question.place, told, node) for one in contract for told, node in one.outer]
    query = trees.select([trees.counted(), *counts, *(node for _, _, node in answers)], trees.nested(inner, "judged"))
    return Tally(
        export=shape.export.id,
        sql=trees.rendered(query),
        slots=tuple((clause.ref, number) for _, clause, number in slots),
        waivings=tuple(_waivings(clause, None) for clause in waived.values()),
        answers=tuple((place, told) for place, told, _ in answers),
    )


def _with_shared(clauses: Sequence[RecordClause]) -> tuple[list[exp.Expr], list[exp.Expr]]:
    """-> columns that several states ask for, and the states. A scope may leave few records to work them out for."""
    whole = [place for place, clause in enumerate(clauses) if "out_of_scope" not in clause.judgement.states]
    common, replaced = shared([clauses[place].judgement.state for place in whole])
    states = [clause.judgement.state for clause in clauses]
    for place, state in zip(whole, replaced, strict=True):
        states[place] = state
    return common, states


def state_name(place: int) -> str:
    """The column of the state by the clause at this place of a scan."""
    return f"s{place}"


def with_states(clauses: Sequence[RecordClause]) -> exp.Select:
    """The table of the clauses, with the state of each record by each of them; of none that asks for unique keys."""
    states = [trees.named(_small(each.judgement.state), state_name(place)) for place, each in enumerate(clauses)]
    query = trees.select([exp.Star(), *states], clauses[0].shape.table.relation)
    for clause in clauses:
        query = _with_beside(query, clause)
    return query


def doubles(clause: RecordClause, within: RecordClause | None = None) -> Doubles:
    """The groups of equal keys of a clause on uniqueness, looked for among the doubles of `within`."""
    keys = [trees.column(name) for name in clause.judgement.unique]
    kept = _is(trees.column(STATE), STATE_CODES["kept"])
    groups = (
        trees.select([*keys, trees.named(trees.counted(), "n")], _single(clause))
        .where(kept, _doubled(within) if within is not None else None, copy=False)
        .group_by(*(key.copy() for key in keys), copy=False)
        .having(exp.GT(this=trees.counted(), expression=exp.Literal.number(1)), copy=False)
    )
    prepare = trees.temporary(_doubles_of(clause), groups)
    members = exp.Coalesce(this=exp.Sum(this=trees.column("n")), expressions=[exp.Literal.number(0)])
    total = trees.select([trees.cast(members, "BIGINT")], _doubles_of(clause))
    return Doubles(ref=clause.ref, prepare_sql=trees.rendered(prepare), sql=trees.rendered(total))


def record_plan(clause: RecordClause, *, limit: int | None) -> RecordPlan:
    """The follow-up questions on one clause; `limit` caps the findings."""
    broken = exp.EQ(this=trees.column(STATE), expression=code("breached"))
    # Findings come in file order because the engine keeps the order of insertion: an ORDER BY would cost a sort
    # of every breached row, and would keep LIMIT from stopping the scan early.
    found = _in_file_order(_evidence(clause).where(broken, copy=False), clause)
    if limit is not None:
        found = found.limit(limit, copy=False)
    return RecordPlan(
        ref=clause.ref,
        severity=clause.severity,
        export=clause.shape.export.id,
        reasons=clause.judgement.reasons,
        findings_sql=trees.rendered(found),
        most=limit,
        allowance=_allowance(clause, clause.tolerance) if clause.tolerance is not None else None,
        waivings=_waivings(clause, _waived_of_groups(clause)) if clause.waivers else None,
        notes=clause.notes,
    )


def named(shape: Shape, key: str | None, row: int | None) -> exp.Expr:
    """Condition: the record has this key, and stands in this row of its file; None is any."""
    conditions: list[exp.Expr] = []
    if key is not None:
        conditions.append(exp.EQ(this=shape.key, expression=trees.text(key)))
    if row is not None:
        conditions.append(exp.EQ(this=trees.column(ROW), expression=exp.Literal.number(row)))
    return exp.and_(*conditions)


def story_sql(clause: RecordClause, mine: exp.Expr) -> str:
    """-> state, unreadable cells, the columns of a finding and what was looked at, of the records that are meant."""
    shown = [trees.cast(trees.column(name), "VARCHAR") for name in shown_columns(clause)]
    found = _evidence(clause, first=[trees.column(STATE), trees.column(UNREADABLE)], last=shown).where(mine, copy=False)
    return trees.rendered(_in_file_order(found, clause))


def shown_columns(clause: RecordClause) -> tuple[Name, ...]:
    """The columns that a condition looked at, without personal data."""
    return tuple(name for name in clause.judgement.looked_at if name not in clause.shape.hidden)


def _in_file_order(query: exp.Select, clause: RecordClause) -> exp.Select:
    """A join may change the order of the rows, so that it has to be asked for."""
    if clause.judgement.beside is None:
        return query
    return query.order_by(trees.column(FILE), trees.column(ROW), copy=False)


def _allowance(clause: RecordClause, name: Name) -> Allowance:
    """A share that revisions ask for differently is asked of the records of each."""
    law = clause.law
    least: dict[str, Percentage] = {}
    for revision in law.revisions:
        value = revision.sets[name]
        if not isinstance(value, Percentage):
            raise TypeError(f"{name} of revision {revision.version} is no percentage")
        least[revision.version] = value
    if law.constant(lambda revision: revision.sets[name]):
        return Allowance(least=least, sql=None)
    state, first = trees.column(STATE), STATE_CODES["undecided"]
    undecided = exp.GTE(this=state, expression=exp.Literal.number(first))
    sides = (_is(state.copy(), STATE_CODES["kept"]), _is(state.copy(), STATE_CODES["breached"]), undecided)
    counts = [trees.counted(side) for side in sides]
    waived = trees.both(sides[1], waivings.any_of(clause.covers)) if clause.waivers else None
    counts.append(trees.counted(waived) if waived is not None else exp.Literal.number(0))
    # No column of an export starts with an underscore: GROUP BY prefers a column to the name given here.
    version = trees.named(_revision(clause), "_revision")
    query = trees.select([version, *counts], judged_records(clause)).group_by(trees.column("_revision"), copy=False)
    return Allowance(least=least, sql=trees.rendered(query))


def _waivings(clause: RecordClause, sql: str | None) -> Waivings:
    return Waivings(ref=clause.ref, waivers=tuple(waiver.id for waiver in clause.waivers), sql=sql)


def _waived_of_groups(clause: RecordClause) -> str | None:
    """The counts of a clause on uniqueness, whose breached records the scan of single records does not know."""
    if not clause.judgement.unique:
        return None
    broken = _is(trees.column(STATE), STATE_CODES["breached"])
    return trees.rendered(trees.select(waivings.counts(broken, clause.covers), judged_records(clause)))


def _cover(place: int, number: int) -> str:
    return f"w{place}_{number}"


def _revision(clause: RecordClause) -> exp.Expr:
    """The version of the revision that judges a record."""
    judgement = clause.judgement
    return clause.law.when(judgement.anchor, lambda revision: trees.text(revision.version), ended=judgement.until)


def _counted(clause: RecordClause) -> tuple[int, ...]:
    """The states that are counted: where records can be undecided, the last reason is what remains."""
    codes = clause.judgement.codes
    return codes[:-1] if clause.judgement.reasons else codes


def _is(node: exp.Expr, number: int) -> exp.Expr:
    return exp.EQ(this=node, expression=exp.Literal.number(number))


def judged_records(clause: RecordClause) -> exp.Expr:
    """The export with each record's state; for `unique` the state takes the whole group into account."""
    if not clause.judgement.unique:
        return _single(clause)
    broken = exp.and_(_is(trees.column(STATE), STATE_CODES["kept"]), _doubled(clause))
    whole = trees.case([(broken, code("breached"))], trees.column(STATE))
    star = exp.Star(except_=[exp.to_identifier(STATE, quoted=True)])
    return trees.nested(trees.select([star, trees.named(whole, STATE)], _single(clause)), "judged")


def _doubled(clause: RecordClause) -> exp.Expr:
    """True of a record whose key stands among the doubles of the clause."""
    keys = [trees.column(name) for name in clause.judgement.unique]
    return exp.In(this=_tuple(keys), query=exp.Subquery(this=trees.select(keys, _doubles_of(clause))))


def _single(clause: RecordClause) -> exp.Expr:
    """The export with each record's state, taken by itself."""
    state = trees.named(_small(clause.judgement.state), STATE)
    return trees.nested(_with_beside(trees.select([exp.Star(), state], clause.shape.table.relation), clause), "single")


def _with_beside(query: exp.Select, clause: RecordClause) -> exp.Select:
    """A query over the export, with the table that stands beside it for this clause."""
    beside = clause.judgement.beside
    return query if beside is None else beside.joined(query, clause.shape.table.relation)


def _doubles_of(clause: RecordClause) -> str:
    """Name of the table that `doubles` prepares."""
    return f"guiju_doubles_{clause.ref}"


def _tuple(keys: Sequence[exp.Expr]) -> exp.Expr:
    return keys[0].copy() if len(keys) == 1 else exp.Tuple(expressions=[key.copy() for key in keys])


def _evidence(clause: RecordClause, *, first: Sequence[exp.Expr] = (), last: Sequence[exp.Expr] = ()) -> exp.Select:
    """Every judged record with the columns of a finding."""
    judgement, law, shape, shown = clause.judgement, clause.law, clause.shape, clause.judgement.shown
    place = shown.place if shown is not None else None
    nodes: dict[str, exp.Expr] = {
        "clause": trees.text(str(clause.ref)),
        "revision": _revision(clause),
        "severity": trees.text(clause.severity),
        "export": trees.text(shape.export.id),
        "file": shape.file_at(place[0]) if place is not None else shape.file,
        "row": place[1] if place is not None else trees.column(ROW),
        "key": shape.key,
        "started": judgement.anchor if shown is None else _moment_or_null(shown.started),
        "ended": _moment_or_null(judgement.ended if shown is None else shown.ended),
        "due": _moment_or_null(judgement.due),
        "limit": trees.cast(judgement.limit, "VARCHAR"),
        "measured_s": judgement.measured,
        "values": _values(clause) if shown is None else _events(shown, shape),
        "approver": law.when(judgement.anchor, lambda revision: trees.text(revision.approver), ended=judgement.until),
        "waivers": waivings.ids(clause.waivers, clause.covers),
    }
    nodes |= _masks(clause, nodes)
    found = [trees.named(nodes[name], name) for name in FINDING_COLUMNS]
    source = judged_records(clause)
    for name, node in judgement.layers:
        source = trees.nested(trees.select([exp.Star(), trees.named(node, name)], source), "worked_out")
    return trees.select([*first, *found, *last], source)


def _events(shown: Shown, shape: Shape) -> exp.Expr:
    """`first=resolved @ 2025-07-01 09:00:00 (log.csv, row 12), then=...`; an event that is not there stays out."""
    told: list[exp.Expr] = []
    for word, found in shown.events:
        unknown = trees.text("?")
        what, at = (
            exp.Coalesce(this=trees.cast(field(found, part), "VARCHAR"), expressions=[unknown.copy()])
            for part in ("what", "at")
        )
        file, row = shape.file_at(field(found, "file")), trees.cast(field(found, "row"), "VARCHAR")
        parts = (trees.text(f"{word}="), what, trees.text(" @ "), at, trees.text(" ("), file, trees.text(", row "), row)
        there = exp.not_(trees.is_null(field(found, "row")))
        told.append(trees.case([(there, trees.call("concat", *parts, trees.text(")")))], trees.null()))
    return trees.call("concat_ws", trees.text(", "), *told)


def _masks(clause: RecordClause, nodes: Mapping[str, exp.Expr]) -> dict[str, exp.Expr]:
    """Nulls for what is personal data or worked out from some: file and row name the record instead.

    A hash would be no mask: whoever has a list of the numbers of customers can hash them all.
    """
    hidden = set(clause.shape.hidden)
    for name, node in clause.judgement.layers:
        hidden |= {name} if hidden.intersection(trees.columns_of(node)) else set()
    masked = {name: kind for name, kind in _MASKED.items() if hidden.intersection(trees.columns_of(nodes[name]))}
    return {name: trees.cast(trees.null(), kind) for name, kind in masked.items()}


def _moment_or_null(node: exp.Expr) -> exp.Expr:
    return trees.cast(node.copy(), "TIMESTAMP")


def _values(clause: RecordClause) -> exp.Expr:
    """`column=value, column=value` of what a predicate looked at; personal data stay out."""
    shown = shown_columns(clause)
    if not shown:
        return trees.cast(trees.null(), "VARCHAR")
    parts: list[exp.Expr] = []
    for place, name in enumerate(shown):
        parts.append(trees.text(f"{', ' if place else ''}{name}="))
        value = trees.cast(trees.column(name), "VARCHAR")
        parts.append(exp.Coalesce(this=value, expressions=[trees.text("")]))
    return trees.call("concat", *parts)


def _small(state: exp.Expr) -> exp.Expr:
    return trees.cast(state.copy(), "TINYINT")
