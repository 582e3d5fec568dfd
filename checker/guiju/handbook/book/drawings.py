"""The flows drawn for paper: the same chart as on the pages, in colours of its own and without links."""

from collections.abc import Mapping

from markupsafe import Markup

from guiju.handbook.edition import Edition
from guiju.handbook.flowchart import WIDE, drawn, planned
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


def file_of(flow: Id) -> str:
    """The name of a drawing beside the document."""
    return f"flow-{flow}.svg"


def drawings(edition: Edition, family: str) -> Mapping[str, str]:
    """File -> SVG for every flow, lettered in a family of fonts that is there."""
    return {file_of(flow): _drawing(edition, flow, family) for flow in edition.catalogue.flows}


def _drawing(edition: Edition, flow: Id, family: str) -> str:
    chart = chart_of(edition, edition.catalogue.flows[flow], address=lambda _target: "", own=frozenset())
    svg = str(drawn(planned(chart, WIDE)))
    head, end, rest = svg.partition(">")
    lettered = head.replace('font-family="sans-serif"', Markup('font-family="{}"').format(family))
    return f"{lettered}{end}<style>{_STYLE}</style>{rest}"
