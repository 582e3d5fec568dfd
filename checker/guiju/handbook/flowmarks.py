"""A flow of the pack as a chart: the words, roles, limits in force and links that its boxes carry."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet

from guiju.handbook import paths
from guiju.handbook.edition import Edition
from guiju.handbook.escape import one_line
from guiju.handbook.flowchart import Arrow, Box, Chart, Chip
from guiju.handbook.law import present
from guiju.model.checks import Deadline
from guiju.model.flow import Decision, End, Flow, Step
from guiju.model.quantity import AnyQuantity
from guiju.model.record import Id
from guiju.model.standard import Clause, Standard

TINTS = 6
"""Colours of roles that the styles have; the seventh role has that of the first again."""

Address = Callable[[str], str]
"""A page or anchor of the handbook -> its address from the page that shows the chart."""


def chart_of(edition: Edition, flow: Flow, *, address: Address, own: AbstractSet[Id]) -> Chart:
    """The chart of `flow`, the steps of `own` set off."""
    drawing = flow.drawing()
    tints = {role: place % TINTS for place, role in enumerate(flow.roles)}

    def box(node: Step | Decision | End) -> Box:
        role = None if isinstance(node, End) else node.role
        return Box(
            id=node.id,
            kind=node.kind,
            words=node_words(edition, node),
            role=one_line(edition.role(role)) if role is not None else "",
            tint=tints[role] if role is not None else 0,
            address=address(f"{paths.flow_path(flow.id)}#{paths.node_anchor(node.id)}"),
            chips=tuple(_chips(edition, node, address)),
            detailed=isinstance(node, Step) and node.flow is not None,
            own=node.id in own,
        )

    boxes = tuple(box(node) for node in drawing.nodes)
    counts = {kind: sum(box.kind == kind for box in boxes) for kind in ("step", "decision")}
    return Chart(
        name=f"flow-{flow.id}",
        title=edition.word("flow_title", flow=edition.say(flow.title)),
        description=edition.word(
            "flow_description", steps=counts["step"], decisions=counts["decision"], start=boxes[0].words
        ),
        boxes=boxes,
        arrows=tuple(Arrow(edge.source, edge.target, one_line(edition.say(edge.label))) for edge in drawing.edges),
    )


def node_words(edition: Edition, node: Step | Decision | End) -> str:
    """The title of a step or end, the question of a decision: one line, unescaped."""
    return one_line(edition.say(node.question if isinstance(node, Decision) else node.title))


def _chips(edition: Edition, node: Step | Decision | End, address: Address) -> Iterator[Chip]:
    if isinstance(node, Step):
        yield from _clause_chips(edition, node, address)
        if node.repeats:
            yield Chip(kind="repeats", words=edition.word("flow_repeats"))
    if not isinstance(node, Decision) and node.flow is not None:
        said = "flow_detail" if isinstance(node, Step) else "flow_goes_on"
        title = edition.say(edition.catalogue.flows[node.flow].title)
        yield Chip(
            kind="flow", words=one_line(edition.word(said, flow=title)), address=address(paths.flow_path(node.flow))
        )


def _clause_chips(edition: Edition, step: Step, address: Address) -> Iterator[Chip]:
    """A clock for each time limit in force, and one mark for all other clauses."""
    clocks: dict[str, list[tuple[Standard, Clause]]] = {}
    others: list[tuple[Standard, Clause]] = []
    for standard, clause in _in_force(edition, step):
        limit = _time_limit(edition, standard, clause)
        (others if limit is None else clocks.setdefault(limit.in_(edition.lang), [])).append((standard, clause))
    for words, bound in clocks.items():
        titles = (", " if edition.lang == "en" else "、").join(edition.say(clause.title) for _, clause in bound)
        hint = edition.word("flow_limit_hint", clause=titles, limit=words)
        yield Chip(kind="clock", words=words, address=_address_of(bound[0], address), hint=one_line(hint))
    if others:
        hint = edition.word("flow_clause_count", count=len(others))
        yield Chip(kind="clauses", words=f"§ {len(others)}", address=_address_of(others[0], address), hint=hint)


def _address_of(bound: tuple[Standard, Clause], address: Address) -> str:
    standard, clause = bound
    return address(paths.clause_path(standard.id, clause.id))


def _in_force(edition: Edition, step: Step) -> Iterator[tuple[Standard, Clause]]:
    for name in step.clauses:
        standard_id, _, clause_id = name.partition("#")
        standard = edition.catalogue.standards[standard_id]
        clause, revision = standard.clause(clause_id), standard.revision_on(edition.today)
        if clause is not None and revision is not None and present(standard, clause, revision):
            yield standard, clause


def _time_limit(edition: Edition, standard: Standard, clause: Clause) -> AnyQuantity | None:
    if not isinstance(clause.check, Deadline) or clause.check.within is None:
        return None
    return standard.values_on(edition.today).get(clause.check.within)
