"""The few kinds of SQL node that everything else is built of; nothing in the compiler writes SQL as text."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from sqlglot import exp, parse_one

from guiju.model.record import Name, Sql


def column(name: Name) -> exp.Expr:
    """A column of the relation at hand, always quoted."""
    return exp.column(name, quoted=True)


def text(value: str) -> exp.Expr:
    """A string literal."""
    return exp.Literal.string(value)


def number(value: float | Decimal) -> exp.Expr:
    """A numeric literal; negative numbers become a negation."""
    return exp.Literal.number(str(abs(value))) if value >= 0 else exp.Neg(this=exp.Literal.number(str(abs(value))))


@cache  # a type is parsed, and there are some thousand casts
def _type(kind: str) -> exp.DataType:
    return exp.DataType.build(kind, dialect="duckdb")


def cast(node: exp.Expr, kind: str) -> exp.Expr:
    """`CAST(node AS kind)`; `node` itself where it is that already."""
    return exp.cast(node, _type(kind))


def listed(values: Iterable[int | None]) -> exp.Expr:
    """A list of numbers and nulls as one literal: the days of a calendar are a thousand, and trees are copied."""
    return cast(text(f"[{', '.join('NULL' if value is None else str(value) for value in values)}]"), "BIGINT[]")


def moment(value: date | datetime) -> exp.Expr:
    """A time stamp literal; a date is its first moment."""
    whole = value if isinstance(value, datetime) else datetime.combine(value, time.min)
    return cast(text(whole.isoformat(sep=" ")), "TIMESTAMP")


def seconds(count: int) -> exp.Expr:
    """An interval of running time."""
    return exp.Interval(this=text(str(count)), unit=exp.var("SECOND"))


def null() -> exp.Expr:
    """The null literal."""
    return exp.Null()


def is_null(node: exp.Expr) -> exp.Expr:
    """`node IS NULL`."""
    return exp.Is(this=exp.paren(node.copy()) if isinstance(node, exp.Binary) else node.copy(), expression=exp.Null())


def case(branches: Sequence[tuple[exp.Expr, exp.Expr]], default: exp.Expr) -> exp.Expr:
    """The first branch whose condition is true, else `default`; just `default` without branches."""
    if not branches:
        return default
    tree = exp.Case()
    for condition, value in branches:
        tree = tree.when(condition.copy(), value.copy(), copy=False)
    return tree.else_(default.copy(), copy=False)


def call(function: str, *arguments: exp.Expr) -> exp.Expr:
    """A function call by its own name."""
    return exp.func(function, *(argument.copy() for argument in arguments), dialect="duckdb")


def counted(condition: exp.Expr | None = None) -> exp.Expr:
    """`count(*)`, of the rows for which `condition` is true.

    `count_if` takes half the time of `count(*) FILTER` (benchmarks/README.md).
    """
    if condition is None:
        return exp.Count(this=exp.Star())
    # Over rows none of whose conditions is known it answers null, not 0.
    return exp.Coalesce(this=exp.CountIf(this=condition.copy()), expressions=[exp.Literal.number(0)])


def total(parts: Sequence[exp.Expr]) -> exp.Expr:
    """The sum of one part or more."""
    whole = parts[0].copy()
    for part in parts[1:]:
        whole = exp.Add(this=whole, expression=part.copy())
    return exp.paren(whole)


def filtered(aggregate: exp.Expr, condition: exp.Expr | None) -> exp.Expr:
    """An aggregate over the rows for which `condition` is true."""
    if condition is None:
        return aggregate
    return exp.Filter(this=aggregate, expression=exp.Where(this=condition.copy()))


def named(node: exp.Expr, name: str) -> exp.Expr:
    """`node AS "name"`."""
    return exp.alias_(node, name, quoted=True, copy=False)


def both(*conditions: exp.Expr | None) -> exp.Expr | None:
    """All conditions that are given; None where none is."""
    given = [condition.copy() for condition in conditions if condition is not None]
    return exp.and_(*given) if given else None


def parsed(sql: Sql) -> exp.Expr:
    """A canonical expression of the pack as a tree. The source stage has vouched for it."""
    return parse_one(sql, dialect="duckdb")


def columns_of(node: exp.Expr) -> tuple[Name, ...]:
    """The columns that an expression reads, each once, in order of appearance."""
    return tuple(dict.fromkeys(found.name for found in node.find_all(exp.Column)))


def select(nodes: Iterable[exp.Expr], source: exp.Expr | str) -> exp.Select:
    """`SELECT nodes FROM source`; a relation's name is quoted."""
    table = exp.to_identifier(source, quoted=True) if isinstance(source, str) else source
    relation = exp.Table(this=table) if isinstance(source, str) else table
    return exp.select(*nodes, copy=False).from_(relation, copy=False)


def nested(query: exp.Query, name: str) -> exp.Expr:
    """A query as a source of another."""
    return query.subquery(name, copy=False)


def temporary(name: str, query: exp.Expr) -> exp.Expr:
    """A statement that keeps the rows of `query` as a temporary table."""
    return exp.Create(
        this=exp.to_identifier(name, quoted=True),
        kind="TABLE",
        replace=True,
        expression=query,
        properties=exp.Properties(expressions=[exp.TemporaryProperty()]),
    )


def rendered(query: exp.Expr) -> str:
    """The SQL of a finished tree, which is used up by it: trees are built for one statement and not copied again."""
    return query.sql(dialect="duckdb", copy=False)
