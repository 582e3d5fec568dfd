"""The same drawing in strips for paper: a sheet ends between two rows of boxes and never inside one."""

from collections.abc import Iterator

from markupsafe import Markup

from guiju.handbook.flowchart.draw import drawing_id, number
from guiju.handbook.flowchart.plan import Plan

_ABOVE = 12.0
"""From a cut down to the boxes below it: the point of an arrow stays with its box."""
_MOST = 300.0
"""Height of a strip of several rows: less than a third of a sheet, so that little of one stays empty."""


def sheets(plan: Plan) -> Markup:
    """The strips, one below the other, each showing its part of the drawing that stands on the page once."""
    strips = (
        Markup(
            '<svg viewBox="0 {top} {width} {height}" width="{width}" height="{height}"><use href="#{id}"/></svg>'
        ).format(top=number(top), width=number(plan.width), height=number(bottom - top), id=drawing_id(plan))
        for top, bottom in strips_of(plan)
    )
    return Markup('<div class="flow-sheets" aria-hidden="true">{}</div>').format(Markup("").join(strips))


def strips_of(plan: Plan, most: float = _MOST) -> tuple[tuple[float, float], ...]:
    """Top and bottom of each strip: together they are the whole drawing.

    A strip of several rows of boxes is at most so high.
    """
    ends: list[float] = []
    for cut in (*_cuts(plan), plan.height):
        start = ends[-2] if len(ends) > 1 else 0.0
        if ends and cut - start <= most:
            ends[-1] = cut
        else:
            ends.append(cut)
    return tuple(zip((0.0, *ends), ends, strict=False))


def _cuts(plan: Plan) -> Iterator[float]:
    """Heights at which there are lines alone, from the top down."""
    taken = [(box.y, box.y + box.lettered.height + box.ports.height) for box in plan.boxes.values()]
    first = min(top for top, _ in taken)
    for cut in sorted({top - _ABOVE for top, _ in taken if top > first}):
        if not any(top < cut < bottom for top, bottom in taken):
            yield round(cut, 1)
