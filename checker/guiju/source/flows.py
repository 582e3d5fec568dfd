"""Flows: every node that is named is there, can be reached and leads to an end; roles, clauses and flows are known."""

from collections import Counter
from collections.abc import Iterator

from guiju.model.flow import Decision, End, Flow, Step, edges_of
from guiju.model.problem import Problem
from guiju.model.text import Text
from guiju.source.known import CLAUSE, FLOW, ROLE, Known, reference
from guiju.source.nodes import Document, Path

NODE = Text(zh="节点", en="node")
MOST_SHOWN = 60
"""Steps of one flow that a log can show: each is a bit of a 64-bit number."""


def check_flow(flow: Flow, document: Document, known: Known) -> Iterator[Problem]:
    """Everything that is wrong with one flow."""
    names = [node.id for node in flow.nodes]
    yield from reference(document, ("owner",), flow.owner, ROLE, known.roles)
    yield from reference(document, ("start",), flow.start, NODE, names)
    yield from _twice(flow, document)
    for place, node in enumerate(flow.nodes):
        yield from _node(node, document, ("nodes", place), names, known)
    yield from _events(flow, document)
    if len(set(names)) == len(names):
        yield from _dead_ends(flow, document)


def _node(
    node: Step | Decision | End, document: Document, path: Path, names: list[str], known: Known
) -> Iterator[Problem]:
    match node:
        case Step():
            yield from reference(document, (*path, "role"), node.role, ROLE, known.roles)
            yield from reference(document, (*path, "next"), node.next, NODE, names)
            yield from reference(document, (*path, "flow"), node.flow, FLOW, known.flows)
            for place, clause in enumerate(node.clauses):
                if clause.partition("#")[0] not in known.unread_standards:
                    yield from reference(document, (*path, "clauses", place), clause, CLAUSE, known.clauses)
        case Decision():
            yield from reference(document, (*path, "role"), node.role, ROLE, known.roles)
            for place, branch in enumerate(node.branches):
                yield from reference(document, (*path, "branches", place, "next"), branch.next, NODE, names)
        case End():
            yield from reference(document, (*path, "flow"), node.flow, FLOW, known.flows)


def _twice(flow: Flow, document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, node in enumerate(flow.nodes):
        if node.id in seen:
            zh, en = f"id {node.id} 重复，请改名", f"the id {node.id} stands here again; rename one"
            yield Problem(document.at(("nodes", place, "id")), Text(zh=zh, en=en))
        seen.add(node.id)


def _events(flow: Flow, document: Document) -> Iterator[Problem]:
    """One event that shows two steps shows neither."""
    counted = Counter(event for step in flow.steps for event in set(step.events))
    for place, node in enumerate(flow.nodes):
        doubled = [event for event in node.events if counted[event] > 1] if isinstance(node, Step) else []
        if doubled:
            zh = f"事件 {doubled[0]} 表示了不止一个步骤，请区分"
            en = f"the event {doubled[0]} shows more than one step; tell them apart"
            yield Problem(document.at(("nodes", place, "event")), Text(zh=zh, en=en))
    if len(flow.steps) > MOST_SHOWN:
        zh, en = f"步骤超过 {MOST_SHOWN} 个，请拆成几个流程", f"more than {MOST_SHOWN} steps; split the flow"
        yield Problem(document.at(("nodes",)), Text(zh=zh, en=en))


def _dead_ends(flow: Flow, document: Document) -> Iterator[Problem]:
    reached = {node.id for node in flow.drawing().nodes}
    leading = _leading_to_an_end(flow)
    for place, node in enumerate(flow.nodes):
        where = document.at(("nodes", place, "id"))
        if node.id not in reached and flow.node(flow.start) is not None:
            zh, en = f"从开始走不到 {node.id}", f"no way leads from the start to {node.id}"
            yield Problem(where, Text(zh=f"{zh}，请连上或删去", en=f"{en}; connect it or take it out"))
        elif node.id not in leading:
            zh, en = f"从 {node.id} 走不到任何结束", f"no way leads from {node.id} to an end"
            yield Problem(where, Text(zh=f"{zh}，请补上", en=f"{en}; add one"))


def _leading_to_an_end(flow: Flow) -> set[str]:
    """The nodes from which an end can be reached; one with an unknown successor has been told already."""
    names = {node.id for node in flow.nodes}
    leading = {node.id for node in flow.nodes if isinstance(node, End)}
    leading |= {node.id for node in flow.nodes if any(edge.target not in names for edge in edges_of(node))}
    while True:
        more = {node.id for node in flow.nodes if any(edge.target in leading for edge in edges_of(node))} - leading
        if not more:
            return leading
        leading |= more
