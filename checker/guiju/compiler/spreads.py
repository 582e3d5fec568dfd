"""How long the cases of a deadline took: one grouped query, that gives counts and no rows."""

from collections.abc import Sequence

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.clocks import SECOND
from guiju.compiler.records import STATE, RecordClause, judged_records
from guiju.compiler.timing import Spent
from guiju.model.distribution import edges_for
from guiju.model.plan import STATE_CODES, SpreadPlan
from guiju.model.record import Name

_SPENT = "_spent"
_MONTH, _GROUP, _OPEN, _BUCKET = "_month", "_segment", "_open", "_bucket"
_FEWEST, _MOST = 2, 12
"""Values that a column may have to be a group: fewer tell nothing, more make small cells."""


def spread_of(clause: RecordClause) -> SpreadPlan | None:
    """The question of a deadline; None for other clauses, and where personal data say how long a case took."""
    spent = clause.judgement.spent
    if spent is None or _reads_personal(clause, spent.node):
        return None
    edges = edges_for(spent.clock, [limit for _, limit in spent.limits])
    group = _group_of(clause)
    sql = _sql(clause, spent, edges, group)
    return SpreadPlan(clock=spent.clock, limits=spent.limits, edges=edges, group=group, sql=sql)


def _sql(clause: RecordClause, spent: Spent, edges: Sequence[int], group: Name | None) -> str:
    state = trees.column(STATE)
    first = exp.Literal.number(STATE_CODES["undecided"])
    settled = exp.In(
        this=state.copy(),
        expressions=[exp.Literal.number(STATE_CODES[known]) for known in ("kept", "breached", "pending")],
    )
    inner = {
        _MONTH: _month(clause),
        _GROUP: trees.cast(trees.column(group), "VARCHAR")
        if group is not None
        else trees.cast(trees.null(), "VARCHAR"),
        STATE: trees.case([(exp.GTE(this=state.copy(), expression=first), first.copy())], state),
        _OPEN: trees.is_null(clause.judgement.ended),
        _SPENT: trees.case([(settled, spent.node)], trees.null()),
    }
    asked = exp.or_(settled.copy(), exp.GTE(this=state.copy(), expression=first.copy()))
    cases = trees.select([trees.named(node, name) for name, node in inner.items()], judged_records(clause)).where(
        asked, copy=False
    )
    scale = 1 if spent.clock == "day-end" else SECOND
    bucket = trees.case(
        [(trees.is_null(trees.column(_SPENT)), trees.null())], _place(trees.column(_SPENT), edges, scale, 0)
    )
    keys = (_MONTH, _GROUP, STATE, _OPEN, _BUCKET)
    nodes = [*(trees.column(name) for name in keys[:-1]), trees.named(bucket, _BUCKET), trees.counted()]
    grouped = trees.select(nodes, trees.nested(cases, "cases")).group_by(
        *(trees.column(name) for name in keys), copy=False
    )
    order = (exp.Ordered(this=trees.column(name), nulls_first=True) for name in keys)
    return trees.rendered(grouped.order_by(*order, copy=False))


def _place(spent: exp.Expr, edges: Sequence[int], scale: int, before: int) -> exp.Expr:
    """How many edges lie below, found by halves: a chain of sixty questions would be asked of every case."""
    if not edges:
        return exp.Literal.number(before)
    middle = len(edges) // 2
    above = exp.GT(this=spent.copy(), expression=trees.number(edges[middle] * scale))
    right = _place(spent, edges[middle + 1 :], scale, before + middle + 1)
    return trees.case([(above, right)], _place(spent, edges[:middle], scale, before))


def _month(clause: RecordClause) -> exp.Expr:
    anchor = clause.judgement.anchor
    if _reads_personal(clause, anchor):
        return trees.cast(trees.null(), "TIMESTAMP")
    return trees.cast(trees.call("date_trunc", trees.text("month"), anchor), "TIMESTAMP")


def _group_of(clause: RecordClause) -> Name | None:
    """The first column with a small closed set of values that is given and that the clause does not already narrow.

    A closed set stands in the pack, so that no value of it can be a name out of the data.
    """
    export, table = clause.shape.export, clause.shape.table
    for name, column in export.columns.items():
        few = _FEWEST <= len(column.values) <= _MOST
        if (
            few
            and not column.pii
            and name in table.columns
            and name not in {*export.key, *clause.judgement.narrowed_by}
        ):
            return name
    return None


def _reads_personal(clause: RecordClause, node: exp.Expr) -> bool:
    """Whatever a run lets out otherwise: distributions are made to be published."""
    columns = clause.shape.export.columns
    return any(columns[name].pii for name in trees.columns_of(node) if name in columns)
