"""In which column each box stands: where its arrows are short and straight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from guiju.handbook.flowchart.chart import Chart
from guiju.handbook.flowchart.rows import Walk

_SWEEPS = 6
_BEND, _LANE, _BACK, _ASIDE, _LEFT, _CROWD = 1.0, 2.0, 0.3, 0.2, 0.1, 0.7
"""What a bend, a line around other boxes, a column of a line that leads back, a place off the middle, one on the
left (where loops run) and two answers on one side of a question cost."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on the grid, both from 0."""

    row: int
    column: int


@dataclass(slots=True)
class _Grid:
    chart: Chart
    walk: Walk
    rows: Mapping[str, int]
    column: dict[str, int]
    taken: dict[tuple[int, int], str]

    def put(self, boxes: tuple[str, ...], columns: tuple[int, ...]) -> None:
        for box in boxes:
            self.taken.pop((self.rows[box], self.column.get(box, -1)), None)
        for box, column in zip(boxes, columns, strict=True):
            self.column[box] = column
            self.taken[self.rows[box], column] = box

    def free_between(self, column: int, above: int, below: int) -> bool:
        return all((row, column) not in self.taken for row in range(above + 1, below))


def cells_of(chart: Chart, walk: Walk, rows: Mapping[str, int], columns: int) -> Mapping[str, Cell]:
    """Box -> cell. Each row is tried in every arrangement against the others, until nothing gets better."""
    by_row: dict[int, tuple[str, ...]] = {}
    for box in walk.order:
        by_row[rows[box]] = (*by_row.get(rows[box], ()), box)
    grid = _Grid(chart=chart, walk=walk, rows=rows, column={}, taken={})
    for boxes in by_row.values():
        grid.put(boxes, _middle(len(boxes), columns))
    touching = _touching(chart)
    for _ in range(_SWEEPS):
        if not sum(_improved(grid, boxes, columns, touching) for boxes in by_row.values()):
            break
    used = sorted(set(grid.column.values()))
    return {box: Cell(rows[box], used.index(grid.column[box])) for box in walk.order}


def straight(chart: Chart, cells: Mapping[str, Cell], place: int) -> bool:
    """Whether an arrow goes straight down, past empty cells only."""
    source, target = cells[chart.arrows[place].source], cells[chart.arrows[place].target]
    if source.column != target.column or source.row >= target.row:
        return False
    return not any(c.column == source.column and source.row < c.row < target.row for c in cells.values())


def _middle(count: int, columns: int) -> tuple[int, ...]:
    first = (columns - count) // 2
    return tuple(range(first, first + count))


def _touching(chart: Chart) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {box.id: set() for box in chart.boxes}
    for place, arrow in enumerate(chart.arrows):
        found[arrow.source].add(place)
        found[arrow.target].add(place)
    return {box: frozenset(places) for box, places in found.items()}


def _improved(grid: _Grid, boxes: tuple[str, ...], columns: int, touching: Mapping[str, frozenset[int]]) -> bool:
    """Puts the boxes of one row where they cost least; whether that moved any."""
    before = tuple(grid.column[box] for box in boxes)
    places = sorted(frozenset[int]().union(*(touching[box] for box in boxes)))
    tried: list[tuple[float, bool, tuple[int, ...]]] = []
    for arrangement in permutations(range(columns), len(boxes)):
        grid.put(boxes, arrangement)
        tried.append((round(sum(_costs(grid, boxes, places, columns)), 6), arrangement != before, arrangement))
    grid.put(boxes, min(tried)[2])
    return min(tried)[2] != before


def _costs(grid: _Grid, boxes: tuple[str, ...], places: list[int], columns: int) -> Iterator[float]:
    for box in boxes:
        aside = grid.column[box] - columns // 2
        yield _ASIDE * abs(aside) + (_LEFT if aside < 0 else 0)
    for box in sorted({grid.chart.arrows[place].source for place in places}):
        yield _CROWD * _crowded(grid, box)
    for place in places:
        arrow = grid.chart.arrows[place]
        apart = abs(grid.column[arrow.source] - grid.column[arrow.target])
        above, below = grid.rows[arrow.source], grid.rows[arrow.target]
        if place in grid.walk.back:
            yield _BACK * apart
        elif apart == 0 and grid.free_between(grid.column[arrow.source], above, below):
            first = grid.chart.leaving[arrow.source][0] == place
            yield 0 if first else _ASIDE  # the first answer is the way that things usually go
        else:
            yield (_BEND if below == above + 1 else _LANE) + apart


def _crowded(grid: _Grid, box: str) -> int:
    """How many answers leave a question on the same side as another one; loops leave on the left."""
    left = right = 0
    for place in grid.chart.leaving[box]:
        target = grid.chart.arrows[place].target
        if place in grid.walk.back or grid.column[target] < grid.column[box]:
            left += 1
        elif grid.column[target] > grid.column[box] or not grid.free_between(
            grid.column[box], grid.rows[box], grid.rows[target]
        ):
            right += 1
    return max(0, left - 1) + max(0, right - 1)
