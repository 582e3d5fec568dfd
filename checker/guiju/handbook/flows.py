"""What the pages say of a flow: its chart, its steps in a table, and the clauses, events and roles of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from guiju.handbook import paths
from guiju.handbook.asks import bounds
from guiju.handbook.edition import Edition
from guiju.handbook.flowchart import NARROW, WIDE, Chart, drawn, planned, sheets
from guiju.handbook.flowmarks import chart_of, node_words
from guiju.handbook.law import present, standing
from guiju.handbook.standards import shown_limits
from guiju.model.flow import Decision, End, Flow, Step, edges_of
from guiju.model.record import Id
from guiju.model.sequence import Sequence
from guiju.model.standard import Clause, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class StepClause:
    """A clause that a step names."""

    standard: Standard
    clause: Clause
    limits: tuple[Markup, ...]
    """The limits in force that it is held against, in words; none where it is not in force."""
    state: str
    """Nothing where the clause is in force, else the word for what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """A node of the flow as a row of the table."""

    node: Step | Decision | End
    words: str
    role: Id | None
    clauses: tuple[StepClause, ...]
    events: tuple[str, ...]
    next: tuple[tuple[str, Step | Decision | End], ...]
    """Answer, empty where there is only one way, and the node that it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPart:
    """A flow that a standard has a part in."""

    flow: Flow
    drawing: Markup
    steps: tuple[Step, ...]
    """Those that name a clause of the standard."""


def flow_variables(edition: Edition, flow: Flow) -> dict[str, object]:
    """The variables of the template `flow`."""
    checks = [
        (standard, clause)
        for standard, clause in edition.catalogue.clauses()
        if isinstance(clause.check, Sequence) and clause.check.flow == flow.id
    ]
    return {
        "flow": flow,
        "drawing": drawing_of(edition, flow, page=paths.flow_path(flow.id)),
        "rows": flow_rows(edition, flow),
        "checks": checks,
    }


def flow_rows(edition: Edition, flow: Flow) -> tuple[FlowRow, ...]:
    """Every step, decision and end, as one meets them from the start."""
    return tuple(_row(edition, flow, node) for node in flow.drawing().nodes)


def drawing_of(edition: Edition, flow: Flow, *, page: str, own: frozenset[Id] = frozenset()) -> Markup:
    """The chart for desks, for phones and for paper; the styles show one. `own` steps are set off."""
    chart = chart_of(edition, flow, address=partial(paths.address, page=page), own=own)
    return _figure(chart)


def parts_of(edition: Edition, standard: Standard) -> tuple[FlowPart, ...]:
    """The flows in which a step names a clause of the standard, or that a clause of it checks, each drawn."""
    found: list[FlowPart] = []
    page = paths.standard_path(standard.id)
    for flow in edition.catalogue.flows.values():
        steps = tuple(step for step in flow.steps if any(_standard_of(name) == standard.id for name in step.clauses))
        if steps or flow.id in _checked(standard):
            own = frozenset(step.id for step in steps)
            drawing = drawing_of(edition, flow, page=page, own=own)
            found.append(FlowPart(flow=flow, drawing=drawing, steps=steps))
    return tuple(found)


def acts_of(edition: Edition, role: Id) -> tuple[tuple[Flow, tuple[Step | Decision, ...]], ...]:
    """The flows in which a role acts, with what it does and decides there."""
    found: list[tuple[Flow, tuple[Step | Decision, ...]]] = []
    for flow in edition.catalogue.flows.values():
        nodes = flow.drawing().nodes
        acts = tuple(node for node in nodes if not isinstance(node, End) and node.role == role)
        if acts:
            found.append((flow, acts))
    return tuple(found)


def standards_of(edition: Edition, flow: Flow) -> tuple[Standard, ...]:
    """The standards that have a part in the flow: a step names a clause of them, or a clause of them checks it."""
    named = {_standard_of(name) for step in flow.steps for name in step.clauses}
    every = edition.catalogue.standards.values()
    return tuple(standard for standard in every if standard.id in named or flow.id in _checked(standard))


def _checked(standard: Standard) -> frozenset[Id]:
    """The flows that clauses of the standard hold logs against."""
    checks = (clause.check for clause in standard.clauses)
    return frozenset(check.flow for check in checks if isinstance(check, Sequence) and check.flow is not None)


def _figure(chart: Chart) -> Markup:
    wide = planned(chart, WIDE)
    return Markup('<figure class="flow">{}{}{}</figure>').format(
        drawn(wide), drawn(planned(chart, NARROW)), sheets(wide)
    )


def _row(edition: Edition, flow: Flow, node: Step | Decision | End) -> FlowRow:
    following = ((edge, flow.node(edge.target)) for edge in edges_of(node))
    return FlowRow(
        node=node,
        words=node_words(edition, node),
        role=None if isinstance(node, End) else node.role,
        clauses=tuple(_clauses(edition, node)) if isinstance(node, Step) else (),
        events=node.events if isinstance(node, Step) else (),
        next=tuple((edition.say(edge.label), target) for edge, target in following if target is not None),
    )


def _clauses(edition: Edition, step: Step) -> Iterator[StepClause]:
    for name in step.clauses:
        standard = edition.catalogue.standards[_standard_of(name)]
        clause = standard.clause(name.partition("#")[2])
        if clause is None:
            continue
        stand = standing(standard, edition.today)
        there = stand.in_force is not None and present(standard, clause, stand.in_force)
        limits = shown_limits(edition, standard, stand.in_force) if there and stand.in_force is not None else ()
        yield StepClause(
            standard=standard,
            clause=clause,
            limits=tuple(
                limit.phrase for limit in limits if clause in limit.clauses and bounds(clause.check, limit.limit.name)
            ),
            state="" if there else _state(edition, standard, clause),
        )


def _state(edition: Edition, standard: Standard, clause: Clause) -> str:
    to_come = any(revision.effective > edition.today for revision in standard.revisions_of(clause))
    return edition.word("flow_upcoming" if to_come else "flow_retired")


def _standard_of(name: str) -> Id:
    """`complaint-handling#handled` -> `complaint-handling`."""
    return name.partition("#")[0]


FLOW_TOOLS: Mapping[str, object] = {
    "acts_of": acts_of,
    "parts_of": parts_of,
    "node_words": node_words,
    "flow_standards": standards_of,
}
"""What templates may ask about flows."""
