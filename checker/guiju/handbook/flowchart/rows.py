"""In which row each box stands: behind every box that leads to it, but for arrows that lead back."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from guiju.handbook.flowchart.chart import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The boxes in an order in which only `back` leads backwards; a branch stays together."""

    order: tuple[str, ...]
    back: AbstractSet[int]
    """Places of arrows."""


def walked(chart: Chart) -> Walk:
    """A walk in depth: the boxes by when they were left, last first. Not recursive: a flow may be long."""
    left: list[str] = []
    back: set[int] = set()
    inside: set[str] = set()
    met = {chart.boxes[0].id}
    stack: list[tuple[str, list[int]]] = []

    def enter(box: str) -> None:
        met.add(box)
        inside.add(box)
        stack.append((box, list(chart.leaving[box])))  # the last branch first, so that the first one comes out first

    enter(chart.boxes[0].id)
    while stack:
        box, arrows = stack[-1]
        if not arrows:
            stack.pop()
            inside.remove(box)
            left.append(box)
            continue
        place = arrows.pop()
        target = chart.arrows[place].target
        if target in inside:
            back.add(place)
        elif target not in met:
            enter(target)
    return Walk(order=tuple(reversed(left)), back=back)


def rows_of(chart: Chart, walk: Walk, columns: int) -> Mapping[str, int]:
    """Box -> row; no row holds more than `columns` boxes."""
    earliest: dict[str, int] = {}
    rows: dict[str, int] = {}
    taken: Counter[int] = Counter()
    for box in walk.order:
        row = earliest.get(box, 0)
        while taken[row] >= columns:
            row += 1
        rows[box] = row
        taken[row] += 1
        for place in chart.leaving[box]:
            if place not in walk.back:
                target = chart.arrows[place].target
                earliest[target] = max(earliest.get(target, 0), row + 1)
    return rows
