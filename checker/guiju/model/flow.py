"""A flow: the steps, decisions and ends of a process, drawn for people and held against the events of a log."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from guiju.model.demand import Satisfies
from guiju.model.record import Id, Record
from guiju.model.text import Text
from guiju.model.waiver import ClauseName


class Step(Record):
    """Something that is done."""

    kind: Literal["step"]
    id: Id
    title: Text
    role: Id
    """Who does it."""
    description: Text | None = None
    clauses: tuple[ClauseName, ...] = ()
    """The clauses that give the step its limits, written as `standard#clause`."""
    event: str | tuple[str, ...] = ()
    """Values of a log's event column that show the step; a step without any cannot be seen in a log."""
    repeats: bool = False
    """Whether it may be done several times in a row."""
    flow: Id | None = None
    """The flow that describes the step in detail."""
    next: Id

    @property
    def events(self) -> tuple[str, ...]:
        """The values that show the step."""
        return (self.event,) if isinstance(self.event, str) else self.event


class Branch(Record):
    """One answer to a question."""

    label: Text
    next: Id


class Decision(Record):
    """A question whose answer says how it goes on. It is no event: the steps behind it show the answer."""

    kind: Literal["decision"]
    id: Id
    question: Text
    role: Id | None = None
    """Who decides."""
    branches: tuple[Branch, ...] = Field(min_length=2)


class End(Record):
    """Where the flow is over."""

    kind: Literal["end"]
    id: Id
    title: Text
    flow: Id | None = None
    """The flow that goes on from here."""


Node = Annotated[Step | Decision | End, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow of the drawing; `label` is the answer that leads along it."""

    source: Id
    target: Id
    label: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is drawn: the nodes as one meets them from the start, breadth first, and the arrows in the same order."""

    nodes: tuple[Step | Decision | End, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which of the observed steps may come first, after each other, and last."""

    first: AbstractSet[Id]
    after: Mapping[Id, AbstractSet[Id]]
    last: AbstractSet[Id]
    empty: bool
    """Whether a case may go through without showing any of them."""


class Flow(Record):
    """One process, a file of `standards/flows/`."""

    id: Id
    title: Text
    purpose: Text
    """What the process is for."""
    owner: Id
    """A role; answers for the process."""
    satisfies: Satisfies = ()
    start: Id
    nodes: tuple[Node, ...] = Field(min_length=2)

    def node(self, node_id: Id) -> Step | Decision | End | None:
        """The node with that id."""
        return next((node for node in self.nodes if node.id == node_id), None)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps, in the order of the file."""
        return tuple(node for node in self.nodes if isinstance(node, Step))

    @property
    def roles(self) -> tuple[Id, ...]:
        """Everybody who does or decides something, each once."""
        named = (node.role for node in self.nodes if not isinstance(node, End))
        return tuple(dict.fromkeys(role for role in named if role is not None))

    def drawing(self) -> Drawing:
        """Nodes and arrows from the start on; what cannot be reached is not drawn (lint refuses it)."""
        found: dict[Id, Step | Decision | End] = {}
        queue = [self.start]
        for name in queue:
            node = self.node(name)
            if node is not None and name not in found:
                found[name] = node
                queue.extend(edge.target for edge in edges_of(node))
        edges = tuple(edge for node in found.values() for edge in edges_of(node) if edge.target in found)
        return Drawing(nodes=tuple(found.values()), edges=edges)

    def order(self, observed: AbstractSet[Id]) -> Order:
        """The order of the steps that a log shows: others, and decisions, are passed without a trace."""
        after: dict[Id, AbstractSet[Id]] = {}
        last: set[Id] = set()
        for step in self.steps:
            if step.id in observed:
                seen, ends = self._beyond(step.next, observed)
                after[step.id] = seen | ({step.id} if step.repeats else set[Id]())
                if ends:
                    last.add(step.id)
        first, empty = self._beyond(self.start, observed)
        return Order(first=first, after=after, last=last, empty=empty)

    def _beyond(self, start: Id, observed: AbstractSet[Id]) -> tuple[set[Id], bool]:
        """The observed steps that come next from `start` on, and whether an end may."""
        seen: set[Id] = set()
        passed: set[Id] = set()
        ends = False
        queue = [start]
        for name in queue:
            node = self.node(name)
            if node is None or name in passed:
                continue
            passed.add(name)
            if name in observed:
                seen.add(name)
            elif isinstance(node, End):
                ends = True
            else:
                queue.extend(edge.target for edge in edges_of(node))
        return seen, ends


def edges_of(node: Step | Decision | End) -> Iterator[Edge]:
    """The arrows that leave a node, in the order of the file."""
    match node:
        case Step():
            yield Edge(node.id, node.next)
        case Decision():
            for branch in node.branches:
                yield Edge(node.id, branch.next, branch.label)
        case End():
            pass
