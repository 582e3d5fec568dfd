"""The flows, each as a table of its steps, and as a drawing where the document can show one."""

from collections.abc import Iterator

from guiju.handbook.book.drawings import file_of
from guiju.handbook.book.manuscript import Manuscript
from guiju.handbook.book.nodes import (
    SPACE,
    Blocks,
    Column,
    Inlines,
    heading,
    lines,
    link,
    para,
    picture,
    strong,
    styled,
    table,
    words,
)
from guiju.handbook.book.spoken import spoken
from guiju.handbook.flowmarks import node_words
from guiju.handbook.flows import FlowRow, StepClause, flow_rows
from guiju.model.flow import Flow, Step
from guiju.model.record import Id


def flows(script: Manuscript) -> Blocks:
    """Every flow of the pack; nothing where it has none."""
    edition = script.edition
    records = edition.catalogue.flows.values()
    if not records:
        return []
    lead = styled("Lead", [para(words(edition.word("flows_lead")))])
    blocks = [block for flow in records for block in _flow(script, flow)]
    return [heading(1, words(edition.word("flows")), "book-flows"), lead, *blocks]


def _flow(script: Manuscript, flow: Flow) -> Iterator[dict[str, object]]:
    edition = script.edition
    title = edition.say(flow.title)
    yield heading(2, words(title), _anchor(flow.id))
    yield styled("Lead", [para(words(edition.say(flow.purpose)))])
    marks = [
        script.labelled(edition.word("owner"), script.roles((flow.owner,))),
        script.labelled(edition.word("flow_roles"), script.roles(flow.roles)),
    ]
    yield styled("Facts", [para(script.row(marks))])
    for sheet in range(script.sheets.get(flow.id, 0)):
        yield picture(file_of(flow.id, sheet), alternative=edition.word("flow_title", flow=title))
    shares = (("flow_step", 0.36), ("flow_role", 0.14), ("flow_clauses", 0.28), ("flow_next", 0.22))
    columns = [Column(edition.word(name), share) for name, share in shares]
    rows = flow_rows(edition, flow)
    yield table(columns, [_row(script, row, first=not place) for place, row in enumerate(rows)])


def _row(script: Manuscript, row: FlowRow, *, first: bool) -> tuple[Inlines, ...]:
    edition = script.edition
    following = [
        [*([*words(answer), *SPACE, *words("→"), *SPACE] if answer else []), *words(node_words(edition, target))]
        for answer, target in row.next
    ]
    return (
        lines(_said(script, row, first=first)),
        words(edition.role(row.role) if row.role is not None else "–"),
        lines(_clause(script, shown) for shown in row.clauses) or words("–"),
        lines(following) or words(edition.word("flow_over")),
    )


def _said(script: Manuscript, row: FlowRow, *, first: bool) -> Iterator[Inlines]:
    edition, node = script.edition, row.node
    marks = ["flow_start"] if first else []
    if node.kind != "step":
        marks.append("flow_question" if node.kind == "decision" else "flow_end")
    elif node.repeats:
        marks.append("flow_repeats")
    behind = [piece for mark in marks for piece in [*SPACE, *words(f"[{edition.word(mark)}]")]]
    yield [*strong(words(row.words)), *behind]
    if isinstance(node, Step) and node.description is not None:
        yield words(edition.say(node.description))
    if node.kind != "decision" and node.flow is not None:
        said = "flow_detail" if node.kind == "step" else "flow_goes_on"
        other = edition.say(edition.catalogue.flows[node.flow].title)
        yield link(words(edition.word(said, flow=other)), f"#{_anchor(node.flow)}")


def _clause(script: Manuscript, shown: StepClause) -> Inlines:
    limits = [piece for limit in shown.limits for piece in [*SPACE, *spoken(limit)]]
    state = [*SPACE, *words(f"[{shown.state}]")] if shown.state else []
    return [*script.clause(shown.standard, shown.clause), *limits, *state]


def _anchor(flow: Id) -> str:
    return f"flow-{flow}"
