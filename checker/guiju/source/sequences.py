"""The references of sequences: the log, its cases, and the flow that events are held against."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from guiju.model.flow import Flow, Step
from guiju.model.problem import Problem
from guiju.model.sequence import Cases, Sequence
from guiju.model.text import Text
from guiju.source.known import EXPORT, FLOW, Known, column, reference, time_column
from guiju.source.nodes import Document, Path
from guiju.source.pairs import Columns, name_of_subject, same_type
from guiju.source.suggestions import unknown

STEP = Text(zh="步骤", en="step")


def check_sequence(check: Sequence, document: Document, path: Path, known: Known) -> Iterator[Problem]:
    """Everything in a sequence that points to what is not there, or cannot be used as it is."""
    columns = known.columns(check.on)
    yield from reference(document, (*path, "on"), check.on, EXPORT, known.exports)
    yield from time_column(document, (*path, "at"), check.at, columns)
    # Findings name every event by it, and every case.
    yield from name_of_subject(document, (*path, "event"), check.event, columns)
    for place, name in enumerate(check.case):
        yield from name_of_subject(document, (*path, "case", place), name, columns)
    for place, name in enumerate(check.order):
        checked = time_column if place == 0 else column
        yield from checked(document, (*path, "order", place), name, columns)
    yield from column(document, (*path, "actor"), check.actor, columns)
    if check.cases is not None:
        yield from _cases(check.cases, document, (*path, "cases"), columns, known)
    if check.flow is not None:
        yield from reference(document, (*path, "flow"), check.flow, FLOW, known.flows)
        flow = known.flows[check.flow].record if check.flow in known.flows else None
        if flow is not None:
            yield from _flow(check, flow, document, path, columns)


def _cases(cases: Cases, document: Document, path: Path, log: Columns, known: Known) -> Iterator[Problem]:
    listed = known.columns(cases.export)
    yield from reference(document, (*path, "export"), cases.export, EXPORT, known.exports)
    yield from time_column(document, (*path, "at"), cases.at, listed)
    for mine, theirs in cases.key.items():
        for problem in column(document, (*path, "key", mine), mine, log):
            yield Problem(document.key((*path, "key", mine)), problem.message)
        yield from column(document, (*path, "key", mine), theirs, listed)
        yield from same_type(document, (*path, "key", mine), (log or {}).get(mine), (listed or {}).get(theirs))


def _flow(check: Sequence, flow: Flow, document: Document, path: Path, columns: Columns) -> Iterator[Problem]:
    steps = {step.id: step for step in flow.steps}
    for name in check.events:
        for problem in reference(document, (*path, "events", name), name, STEP, steps):
            yield Problem(document.key((*path, "events", name)), problem.message)
    shown = [step for step in steps.values() if step.events or step.id in check.events]
    if not shown:
        zh = f"流程 {flow.id} 没有步骤写明 `event`，日志无从对照；请写上，或在 `events` 中写明"
        en = f"no step of {flow.id} says by which `event` it shows; say so there, or in `events`"
        yield Problem(document.at((*path, "flow")), Text(zh=zh, en=en))
    named = columns.get(check.event) if columns is not None else None
    values = frozenset(named.values) if named is not None else frozenset[str]()
    for step in shown:
        yield from _values(step, check, values, document, path)


def _values(step: Step, check: Sequence, values: AbstractSet[str], document: Document, path: Path) -> Iterator[Problem]:
    """Values of a flow that the log never has."""
    for event in step.events if step.id not in check.events else ():
        if values and event not in values:
            noun = Text(
                zh=f"（步骤 {step.id} 在列 {check.event} 中的）值", en=f"value of {check.event}, for step {step.id}"
            )
            yield Problem(document.at((*path, "flow")), unknown(noun, event, values))
