"""What a source does not always tell: where a clause would read that as `it did not happen`, it cannot be asked."""

from collections.abc import Iterator, Mapping

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.subject import Shape
from guiju.model.checks import Cadence, Check, Deadline, Match
from guiju.model.flow import Flow, Step
from guiju.model.record import Id, Name, Sql
from guiju.model.sequence import Sequence
from guiju.model.stops import expressions_of
from guiju.model.text import Text


def untold(check: Check, flow: Flow | None, shapes: Mapping[Id, Shape]) -> list[Text]:
    """Titles of the values that the clause waits for and that the source of its rows may leave out."""
    titles: dict[tuple[Id, str], Text] = {}
    asked = [(export, name, value) for export, sql in _absences(check) for name, value in _named(sql, shapes[export])]
    if isinstance(check, Sequence):
        asked += [(check.on, check.event, value) for value in _of_steps(check, flow)]
    for export, name, value in asked:
        shape = shapes[export]
        if value not in shape.table.complete.get(name, (value,)):
            title = shape.export.columns[name].values.get(value, Text(zh=value, en=value))
            titles[export, value] = title
    return list(titles.values())


def _absences(check: Check) -> Iterator[tuple[Id, Sql]]:
    """Expressions that choose rows whose absence counts, with the export that they are about."""
    match check:
        case Sequence():
            written = (check.of, check.first, check.then, check.ended, *check.events.values())
            yield from ((check.on, sql) for sql in written if sql is not None)
        case Deadline():
            yield from ((each.export, sql) for each in check.stoppers for sql in expressions_of(each).values())
        case Match() if check.with_where is not None:
            yield check.with_, check.with_where
        case Cadence() if check.where is not None:
            yield check.on, check.where
        case _:
            pass


def _of_steps(check: Sequence, flow: Flow | None) -> list[str]:
    """Values that show the steps of the flow, but for those that the clause shows in its own way."""
    steps = [node for node in flow.nodes if isinstance(node, Step)] if flow is not None else []
    return [value for step in steps if step.id not in check.events for value in step.events]


def _named(sql: Sql, shape: Shape) -> Iterator[tuple[Name, str]]:
    """Values of a column's set that stand in an expression which reads this column."""
    tree = trees.parsed(sql)
    texts = [node.this for node in tree.find_all(exp.Literal) if node.is_string]
    for name in trees.columns_of(tree):
        column = shape.export.columns.get(name)
        yield from ((name, text) for text in texts if column is not None and text in column.values)
