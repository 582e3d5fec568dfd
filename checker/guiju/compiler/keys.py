"""Which clauses on uniqueness need not look at every record, because another one has looked before."""

from collections.abc import Iterator, Sequence

from sqlglot import exp

from guiju.compiler.records import RecordClause


def narrowed(clauses: Sequence[RecordClause]) -> Iterator[tuple[RecordClause, RecordClause | None]]:
    """The clauses on uniqueness, shorter keys first, each with one before it whose doubles hold all of its own.

    Records that agree on (number, channel) agree on number too.
    """
    keyed = sorted((clause for clause in clauses if clause.judgement.unique), key=lambda one: len(one.judgement.unique))
    for place, clause in enumerate(keyed):
        yield clause, next((wider for wider in keyed[:place] if _holds(wider, clause)), None)


def _holds(wider: RecordClause, clause: RecordClause) -> bool:
    """Whether records of equal keys under `clause` have equal keys under `wider`, and all of them are judged there."""
    same = wider.shape.table.relation == clause.shape.table.relation
    part = set(wider.judgement.unique) <= set(clause.judgement.unique)
    return same and part and _exceptions(wider) <= _exceptions(clause)


def _exceptions(clause: RecordClause) -> frozenset[str]:
    """What keeps a record from being judged: the conditions of its state, all of which have to be untrue."""
    state = clause.judgement.state
    return (
        frozenset(branch.this.sql("duckdb") for branch in state.args["ifs"])
        if isinstance(state, exp.Case)
        else frozenset()
    )
