"""The flows drawn for paper: the same chart as on the pages, in colours of its own and without links."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from guiju.handbook.edition import Edition
from guiju.handbook.flowchart import WIDE, drawn, planned, strips_of
from guiju.handbook.flowmarks import chart_of
from guiju.model.record import Id

_TINTS = ("#2b6777", "#8a5a00", "#6a4b8c", "#2f6b3f", "#9a3b63", "#4b5a60")
_STYLE = (
    ".decision .frame{fill:#fbf3df;stroke:#8a5a00}.end .frame{fill:#e5f1e8;stroke:#2f6b3f}"
    ".back{stroke:#a33a2c}.head.back{fill:#a33a2c}.role{fill:#4b5a60}"
) + "".join(
    f".tint-{place} .frame{{stroke:{colour}}}.tint-{place} .strip,.tint-{place} .role{{fill:{colour}}}"
    for place, colour in enumerate(_TINTS)
)


_LINE, _SHEET = 627.0, 700.0
"""Width and height of what a page takes beside a heading, in the pixels of a drawing (`page.typ`)."""


_SIZE = re.compile(r'viewBox="[^"]*" width="[^"]*" height="[^"]*"')


def file_of(flow: Id, sheet: int) -> str:
    """The name of a sheet of a drawing beside the document."""
    return f"flow-{flow}-{sheet}.svg"


def drawings(edition: Edition, family: str) -> Mapping[Id, tuple[str, ...]]:
    """Flow -> SVG of each of its sheets, lettered in a family of fonts that is there."""
    return {flow: tuple(_sheets(edition, flow, family)) for flow in edition.catalogue.flows}


def _sheets(edition: Edition, flow: Id, family: str) -> Iterator[str]:
    """The drawing as often as it takes, each time with another part of it in view: made small, nobody could read it."""
    chart = chart_of(edition, edition.catalogue.flows[flow], address=lambda _target: "", own=frozenset())
    plan = planned(chart, WIDE)
    svg = str(drawn(plan)).replace('font-family="sans-serif"', Markup('font-family="{}"').format(family), 1)
    head, _, shapes = svg.partition(">")
    for top, bottom in strips_of(plan, _SHEET * max(1, plan.width / _LINE)):
        view = f'viewBox="0 {top:g} {plan.width:g} {bottom - top:g}" width="{plan.width:g}" height="{bottom - top:g}"'
        yield f"{_SIZE.sub(view, head)}><style>{_STYLE}</style>{shapes}"
