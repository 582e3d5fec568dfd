"""Record clauses of one export: one fused scan that counts their states, and one query each for the breached."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.law import Law
from guiju.compiler.states import Judgement, code
from guiju.compiler.subject import Shape
from guiju.model.catalogue import ClauseRef
from guiju.model.intake import FILE, ROW
from guiju.model.plan import FINDING_COLUMNS, STATE_CODES, RecordPlan, Tally
from guiju.model.record import Name
from guiju.model.standard import Severity

STATE = "_state"
_DIALECT = "duckdb"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClause:
    """A record clause with everything that it takes to ask for it."""

    ref: ClauseRef
    severity: Severity
    law: Law
    shape: Shape
    judgement: Judgement


def tallies(clauses: Sequence[RecordClause]) -> tuple[Tally, ...]:
    """One scan for all clauses of an export; uniqueness needs a grouping of its own."""
    single = [clause for clause in clauses if not clause.judgement.unique]
    fused = (_fused(single),) if single else ()
    return fused + tuple(_grouped(clause) for clause in clauses if clause.judgement.unique)


def record_plan(clause: RecordClause, *, limit: int | None) -> RecordPlan:
    """The follow-up questions on one clause; `limit` caps the findings."""
    broken = exp.EQ(this=trees.column(STATE), expression=code("breached"))
    # Findings come in file order because the engine keeps the order of insertion: an ORDER BY would cost a sort
    # of every breached row, and would keep LIMIT from stopping the scan early.
    found = _evidence(clause).where(broken)
    if limit is not None:
        found = found.limit(limit)
    return RecordPlan(
        ref=clause.ref,
        severity=clause.severity,
        export=clause.shape.export.id,
        reasons=clause.judgement.reasons,
        findings_sql=found.sql(dialect=_DIALECT),
    )


def story_sql(clause: RecordClause, key: str) -> str:
    """-> the state, the columns of a finding and what was looked at, for the records with that key."""
    mine = exp.EQ(this=clause.shape.key, expression=trees.text(key))
    shown = [exp.cast(trees.column(name), "VARCHAR") for name in shown_columns(clause)]
    return _evidence(clause, first=[trees.column(STATE)], last=shown).where(mine).sql(dialect=_DIALECT)


def shown_columns(clause: RecordClause) -> tuple[Name, ...]:
    """The columns that a condition looked at, without personal data."""
    columns = clause.shape.export.columns
    return tuple(name for name in clause.judgement.looked_at if not columns[name].pii)


def _fused(clauses: Sequence[RecordClause]) -> Tally:
    inner = trees.select(
        [trees.named(_small(clause.judgement.state), f"s{place}") for place, clause in enumerate(clauses)],
        clauses[0].shape.table.relation,
    )
    slots = [(place, clause, number) for place, clause in enumerate(clauses) for number in _counted(clause)]
    counts = [trees.counted(_is(trees.column(f"s{place}"), number)) for place, _, number in slots]
    query = trees.select([trees.counted(), *counts], trees.nested(inner, "judged"))
    return Tally(
        export=clauses[0].shape.export.id,
        sql=query.sql(dialect=_DIALECT),
        slots=tuple((clause.ref, number) for _, clause, number in slots),
    )


def _grouped(clause: RecordClause) -> Tally:
    """Counts groups of equal keys: a group of more than one is broken by each of its members."""
    keys = [trees.column(name) for name in clause.judgement.unique]
    base = trees.select([trees.named(_small(clause.judgement.state), STATE), *keys], clause.shape.table.relation)
    size = trees.named(trees.counted(), "n")
    groups = trees.select([trees.column(STATE), size], trees.nested(base, "judged")).group_by(
        trees.column(STATE), *(key.copy() for key in keys)
    )
    counts = [_members(number) for number in _counted(clause)]
    query = trees.select([_sum_of_n(None), *counts], trees.nested(groups, "grouped"))
    return Tally(
        export=clause.shape.export.id,
        sql=query.sql(dialect=_DIALECT),
        slots=tuple((clause.ref, number) for number in _counted(clause)),
    )


def _counted(clause: RecordClause) -> tuple[int, ...]:
    """The states that are counted: where records can be undecided, the last reason is what remains."""
    codes = clause.judgement.codes
    return codes[:-1] if clause.judgement.reasons else codes


def _members(number: int) -> exp.Expr:
    """Records with a state; the kept of one record are broken where their group has more members."""
    alone = _is(trees.column("n"), 1)
    candidate = _is(trees.column(STATE), STATE_CODES["kept"])
    if number == STATE_CODES["kept"]:
        return _sum_of_n(exp.and_(candidate, alone))
    if number == STATE_CODES["breached"]:
        return _sum_of_n(exp.and_(candidate, exp.not_(alone)))
    return _sum_of_n(_is(trees.column(STATE), number))


def _is(node: exp.Expr, number: int) -> exp.Expr:
    return exp.EQ(this=node, expression=exp.Literal.number(number))


def _sum_of_n(condition: exp.Expr | None) -> exp.Expr:
    total = trees.filtered(exp.Sum(this=trees.column("n")), condition)
    return exp.cast(exp.Coalesce(this=total, expressions=[exp.Literal.number(0)]), "BIGINT")


def _judged(clause: RecordClause) -> exp.Expr:
    """The export with each record's state; for `unique` the state takes the whole group into account."""
    relation = clause.shape.table.relation
    state = clause.judgement.state
    base = trees.select([exp.Star(), trees.named(_small(state), STATE)], relation)
    if not clause.judgement.unique:
        return trees.nested(base, "judged")
    keys = [trees.column(name) for name in clause.judgement.unique]
    candidate = exp.EQ(this=trees.column(STATE), expression=code("kept"))
    doubled = (
        trees.select(keys, trees.nested(base.copy(), "again"))
        .where(candidate)
        .group_by(*(key.copy() for key in keys))
        .having(exp.GT(this=trees.counted(), expression=exp.Literal.number(1)))
    )
    member = exp.In(this=_tuple(keys), query=exp.Subquery(this=doubled))
    whole = trees.case([(exp.and_(candidate, member), code("breached"))], trees.column(STATE))
    star = exp.Star(except_=[exp.to_identifier(STATE, quoted=True)])
    return trees.nested(trees.select([star, trees.named(whole, STATE)], trees.nested(base, "single")), "judged")


def _tuple(keys: Sequence[exp.Expr]) -> exp.Expr:
    return keys[0].copy() if len(keys) == 1 else exp.Tuple(expressions=[key.copy() for key in keys])


def _evidence(clause: RecordClause, *, first: Sequence[exp.Expr] = (), last: Sequence[exp.Expr] = ()) -> exp.Select:
    """Every judged record with the columns of a finding."""
    judgement, law, shape = clause.judgement, clause.law, clause.shape
    until = exp.Coalesce(this=judgement.ended.copy(), expressions=[shape.now])
    nodes: dict[str, exp.Expr] = {
        "clause": trees.text(str(clause.ref)),
        "revision": law.when(judgement.anchor, lambda revision: trees.text(revision.version), ended=until),
        "severity": trees.text(clause.severity),
        "export": trees.text(shape.export.id),
        "file": _file(shape),
        "row": trees.column(ROW),
        "key": shape.key,
        "started": judgement.anchor,
        "ended": _moment_or_null(judgement.ended),
        "due": _moment_or_null(judgement.due),
        "limit": exp.cast(judgement.limit, "VARCHAR"),
        "measured_s": _measured(judgement, until),
        "values": _values(clause),
        "approver": law.when(judgement.anchor, lambda revision: trees.text(revision.approver), ended=until),
    }
    found = [trees.named(nodes[name], name) for name in FINDING_COLUMNS]
    return trees.select([*first, *found, *last], _judged(clause))


def _file(shape: Shape) -> exp.Expr:
    """The file's path, as the user gave it."""
    files = shape.table.files
    paths = [trees.text(f"{file.path}!{file.member}" if file.member else file.path) for file in files]
    branches = [
        (exp.EQ(this=trees.column(FILE), expression=exp.Literal.number(place)), path)
        for place, path in enumerate(paths[:-1])
    ]
    return trees.case(branches, paths[-1]) if paths else exp.cast(trees.null(), "VARCHAR")


def _measured(judgement: Judgement, until: exp.Expr) -> exp.Expr:
    if isinstance(judgement.ended, exp.Null):
        return exp.cast(trees.null(), "DOUBLE")
    elapsed = exp.Sub(this=trees.call("epoch", until), expression=trees.call("epoch", judgement.anchor))
    return exp.cast(exp.paren(elapsed), "DOUBLE")


def _moment_or_null(node: exp.Expr) -> exp.Expr:
    return exp.cast(node.copy(), "TIMESTAMP")


def _values(clause: RecordClause) -> exp.Expr:
    """`column=value, column=value` of what a predicate looked at; personal data stay out."""
    shown = shown_columns(clause)
    if not shown:
        return exp.cast(trees.null(), "VARCHAR")
    parts: list[exp.Expr] = []
    for place, name in enumerate(shown):
        parts.append(trees.text(f"{', ' if place else ''}{name}="))
        value = exp.cast(trees.column(name), "VARCHAR")
        parts.append(exp.Coalesce(this=value, expressions=[trees.text("")]))
    return trees.call("concat", *parts)


def _small(state: exp.Expr) -> exp.Expr:
    return exp.cast(state.copy(), "TINYINT")
