"""How long the cases of deadlines took: one scan of a table for all of them, that gives counts and no rows.

It counts the states of these clauses too: they need not be judged twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.clocks import SECOND
from guiju.compiler.records import RecordClause, state_name, with_states
from guiju.compiler.states import code
from guiju.compiler.timing import Spent
from guiju.model.distribution import edges_for
from guiju.model.plan import SpreadCode, SpreadPlan, SpreadScan
from guiju.model.record import Name

_MONTH, _GROUP, _OPEN, _SPENT, _BUCKET, _CODE = "_month", "_segment", "_open", "_spent", "_bucket", "_code"
_FEWEST, _MOST = 2, 12
"""Values that a column may have to be a group: fewer tell nothing, more make small cells."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A clause and what is asked of it."""

    clause: RecordClause
    plan: SpreadPlan
    spent: Spent

    @property
    def clock(self) -> tuple[object, ...]:
        """What clauses agree in that take the time of a case alike."""
        nodes = (self.spent.node, self.clause.judgement.ended)
        return self.spent.clock == "day-end", *(node.sql("duckdb") for node in nodes)


def _plan(clause: RecordClause) -> SpreadPlan | None:
    """The question of a deadline; None for other clauses, and where personal data say how long a case took."""
    spent = clause.judgement.spent
    if spent is None or _reads_personal(clause, spent.node):
        return None
    edges = edges_for(spent.clock, [limit for _, limit in spent.limits])
    return SpreadPlan(clock=spent.clock, limits=spent.limits, edges=edges, group=_group_of(clause))


def spread_scans(clauses: Sequence[RecordClause]) -> tuple[SpreadScan, ...]:
    """One scan for each table that has deadlines to ask for."""
    by_table: dict[str, list[_Asked]] = {}
    for clause in clauses:
        plan, spent = _plan(clause), clause.judgement.spent
        if plan is not None and spent is not None:
            by_table.setdefault(clause.shape.table.relation, []).append(_Asked(clause, plan, spent))
    return tuple(_scan(asked) for asked in by_table.values())


def _scan(asked: Sequence[_Asked]) -> SpreadScan:
    all_edges: dict[tuple[object, ...], set[int]] = {}
    for each in asked:
        all_edges.setdefault(each.clock, set()).update(each.plan.edges)
    edges = tuple(tuple(sorted(all_edges[each.clock])) for each in asked)
    clauses, plans = tuple(each.clause.ref for each in asked), tuple(each.plan for each in asked)
    return SpreadScan(clauses=clauses, plans=plans, edges=edges, sql=_sql(asked, edges))


def _sql(asked: Sequence[_Asked], edges: Sequence[Sequence[int]]) -> str:
    """Each clause is a set of its own to group by; what clauses share is worked out once."""
    months, groups = _Columns(_MONTH), _Columns(_GROUP)
    sets = [
        (f"{_CODE}{place}", months.named(_month(each.clause)), groups.named(_group(each.plan)))
        for place, each in enumerate(asked)
    ]
    kept = [trees.column(name) for name in (*months.names, *groups.names)]
    states = [trees.column(state_name(place)) for place in range(len(asked))]
    clocks = list(dict.fromkeys(each.clock for each in asked))
    spent, buckets = list[exp.Expr](), list[exp.Expr]()
    for number, clock in enumerate(clocks):
        timed = [place for place, each in enumerate(asked) if each.clock == clock]
        spent += _measured(number, asked[timed[0]], [states[place] for place in timed])
        buckets.append(trees.named(_bucket(number, asked[timed[0]], edges[timed[0]]), f"{_BUCKET}{number}"))
    query = with_states([each.clause for each in asked])
    query = trees.select([*states, *spent, *months.nodes, *groups.nodes], trees.nested(query, "judged"))
    query = trees.select([*states, *buckets, *kept], trees.nested(query, "measured"))
    codes = [
        trees.named(_code(place, trees.column(f"{_BUCKET}{clocks.index(each.clock)}")), sets[place][0])
        for place, each in enumerate(asked)
    ]
    query = trees.select([*codes, *(node.copy() for node in kept)], trees.nested(query, "counted"))
    answers = [_first([name for name, _, _ in sets]), _first(months.names), _first(groups.names), trees.counted()]
    found = trees.select(answers, trees.nested(query, "coded"))
    keys = [exp.Tuple(expressions=[trees.column(name) for name in names]) for names in sets]
    found.set("group", exp.Group(grouping_sets=[exp.GroupingSets(expressions=keys)]))
    return trees.rendered(found)


class _Columns:
    """Columns of equal expressions, each once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known: dict[str, exp.Expr] = {}

    def named(self, node: exp.Expr) -> str:
        """The name of the column of this expression."""
        sql = node.sql("duckdb")
        self._known.setdefault(sql, node)
        return f"{self._name}{list(self._known).index(sql)}"

    @property
    def names(self) -> list[str]:
        """The names of all."""
        return [f"{self._name}{place}" for place in range(len(self._known))]

    @property
    def nodes(self) -> list[exp.Expr]:
        """The expressions of all, with their names."""
        return [trees.named(node, name) for node, name in zip(self._known.values(), self.names, strict=True)]


def _first(names: Sequence[str]) -> exp.Expr:
    """The one of the columns that belongs to the set; those of other sets are null."""
    first, *others = (trees.column(name) for name in names)
    return exp.Coalesce(this=first, expressions=others) if others else first


def _measured(number: int, asked: _Asked, states: Sequence[exp.Expr]) -> list[exp.Expr]:
    """What a record used up where some clause has a verdict on it or waits for one, and whether it is open."""
    settled = exp.or_(*(exp.LTE(this=state.copy(), expression=code("pending")) for state in states))
    return [
        trees.named(trees.is_null(asked.clause.judgement.ended), f"{_OPEN}{number}"),
        trees.named(trees.case([(settled, asked.spent.node)], trees.null()), f"{_SPENT}{number}"),
    ]


def _bucket(number: int, asked: _Asked, edges: Sequence[int]) -> exp.Expr:
    """The part of `SpreadCode` that tells the time."""
    spent, nothing = trees.column(f"{_SPENT}{number}"), exp.Literal.number(0)
    scale = 1 if asked.spent.clock == "day-end" else SECOND
    opened = trees.case([(trees.column(f"{_OPEN}{number}"), exp.Literal.number(SpreadCode.OPEN))], nothing)
    told = trees.total([opened, _place(spent, edges, scale, SpreadCode.FIRST_BUCKET)])
    return trees.case([(trees.is_null(spent), nothing)], told)


def _code(place: int, bucket: exp.Expr) -> exp.Expr:
    """What a record is counted as (see `SpreadCode`)."""
    state = trees.column(state_name(place))
    shifted = exp.Mul(this=trees.cast(state, "INTEGER"), expression=exp.Literal.number(SpreadCode.STATE))
    settled = exp.LTE(this=state, expression=code("pending"))
    timed = trees.case([(settled, bucket)], exp.Literal.number(0))
    return trees.total([exp.Literal.number(place * SpreadCode.CLAUSE), shifted, timed])


def _place(spent: exp.Expr, edges: Sequence[int], scale: int, before: int) -> exp.Expr:
    """How many edges lie below, found by halves: a chain of sixty questions would be asked of every case."""
    if not edges:
        return exp.Literal.number(before)
    middle = len(edges) // 2
    above = exp.GT(this=spent.copy(), expression=trees.number(edges[middle] * scale))
    right = _place(spent, edges[middle + 1 :], scale, before + middle + 1)
    return trees.case([(above, right)], _place(spent, edges[:middle], scale, before))


def _group(plan: SpreadPlan) -> exp.Expr:
    return trees.cast(trees.column(plan.group) if plan.group is not None else trees.null(), "VARCHAR")


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
