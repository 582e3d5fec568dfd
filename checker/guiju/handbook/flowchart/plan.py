"""The place of everything: columns, rows, gaps, and each arrow from corner to corner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guiju.handbook.flowchart.across import MARGIN, across
from guiju.handbook.flowchart.boxes import Lettered, lettered
from guiju.handbook.flowchart.chart import Chart
from guiju.handbook.flowchart.columns import Cell, cells_of
from guiju.handbook.flowchart.form import Form
from guiju.handbook.flowchart.lanes import LaneKey, Routes, routes_of
from guiju.handbook.flowchart.ports import Leaving, Ports, innermost, ports_of
from guiju.handbook.flowchart.rows import Walk, rows_of, walked
from guiju.handbook.flowchart.tracks import Bundle, tracks_of

_HEAD, _TAIL, _START = 16.0, 8.0, 14.0
"""Above a box for the arrow's head, below a box, and for the dot that the flow starts from."""

_InGap = tuple[int, str | LaneKey]
"""A gap, and the box that is entered there or the lane that is joined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBox:
    """A box with its place."""

    lettered: Lettered
    x: float
    y: float
    ports: Ports


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedArrow:
    """The corners of an arrow, from the box that it leaves to the one that it enters."""

    place: int
    points: tuple[tuple[float, float], ...]
    back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A drawing before it is written down."""

    chart: Chart
    form: Form
    width: float
    height: float
    boxes: Mapping[str, PlacedBox]
    arrows: tuple[PlacedArrow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sketch:
    """What is known before any height is."""

    chart: Chart
    form: Form
    walk: Walk
    cells: Mapping[str, Cell]
    routes: Routes
    centres: tuple[float, ...]
    lane_x: Mapping[LaneKey, float]
    width: float
    boxes: Mapping[str, Lettered]

    @property
    def rows(self) -> int:
        return 1 + max(cell.row for cell in self.cells.values())

    def centre(self, box: str) -> float:
        return self.centres[self.cells[box].column]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heights:
    """The middle of each row, the height of each horizontal line, and where it all ends."""

    middles: Sequence[float]
    level: Mapping[_InGap, float]
    end: float


def planned(chart: Chart, form: Form) -> Plan:
    """The drawing of `chart` in the measures of `form`."""
    walk = walked(chart)
    cells = cells_of(chart, walk, rows_of(chart, walk, form.columns), form.columns)
    routes = routes_of(chart, walk, cells)
    centres, lane_x, width = across(cells, routes, form)
    sketch = _Sketch(
        chart=chart,
        form=form,
        walk=walk,
        cells=cells,
        routes=routes,
        centres=centres,
        lane_x=lane_x,
        width=width,
        boxes={box.id: lettered(box, form) for box in chart.boxes},
    )
    return _down(sketch, {box.id: _ports(sketch, box.id) for box in chart.boxes})


def _ports(sketch: _Sketch, box: str) -> Ports:
    chart, routes = sketch.chart, sketch.routes
    places = chart.leaving[box]
    falling = [place for place in places if place in routes.straight]
    towards = {
        place: sketch.lane_x[routes.lane_of[place]]
        if place in routes.lane_of
        else sketch.centre(chart.arrows[place].target)
        for place in places
    }
    cell = sketch.cells[box]
    below = any(other == Cell(cell.row + 1, cell.column) for other in sketch.cells.values())
    middle = falling[0] if falling else None
    leaving = Leaving(
        towards=towards,
        middle=middle if below else innermost(places, middle),
        labels={place: chart.arrows[place].label for place in places if chart.arrows[place].label},
    )
    return ports_of(leaving, sketch.centre(box), sketch.form)


def _bundles(sketch: _Sketch, ports: Mapping[str, Ports]) -> Mapping[_InGap, Bundle[str | LaneKey]]:
    """What runs in each gap: lines that enter a box, and lines that join a lane."""
    above: dict[_InGap, set[float]] = {}
    below: dict[_InGap, set[float]] = {}
    for box, cell in sketch.cells.items():
        above[cell.row, box], below[cell.row, box] = set(), {sketch.centre(box)}
    start = sketch.chart.boxes[0].id
    above[0, start].add(sketch.centre(start))
    for place, arrow in enumerate(sketch.chart.arrows):
        port = ports[arrow.source].x[place]
        enters = (sketch.cells[arrow.target].row, arrow.target)
        key = sketch.routes.lane_of.get(place)
        if key is None:
            above[enters].add(port)
            continue
        joins = (sketch.cells[arrow.source].row + 1, key)
        lane = sketch.lane_x[key]
        above.setdefault(joins, set()).add(port)
        below.setdefault(joins, set())
        (above if key.back else below)[joins].add(lane)
        (below if key.back else above)[enters].add(lane)
    return {
        where: Bundle(where[1], frozenset(above[where]), frozenset(below[where])) for where in sorted(above, key=str)
    }


def _down(sketch: _Sketch, ports: Mapping[str, Ports]) -> Plan:
    """Rows and gaps from the top down, then every arrow."""
    heights = _heights(sketch, ports)
    boxes = {box.id: _placed(sketch, heights, box.id, ports[box.id]) for box in sketch.chart.boxes}
    arrows = tuple(_arrow(sketch, boxes, heights.level, place) for place in range(len(sketch.chart.arrows)))
    return Plan(
        chart=sketch.chart,
        form=sketch.form,
        width=round(sketch.width, 1),
        height=round(heights.end + MARGIN, 1),
        boxes=boxes,
        arrows=arrows,
    )


def _heights(sketch: _Sketch, ports: Mapping[str, Ports]) -> _Heights:
    bundles = _bundles(sketch, ports)
    y = MARGIN + _START
    middles: list[float] = []
    level: dict[_InGap, float] = {}
    for gap in range(sketch.rows + 1):
        tracks = tracks_of([bundle for where, bundle in bundles.items() if where[0] == gap])
        above = [ports[box].height for box, cell in sketch.cells.items() if cell.row == gap - 1]
        y += max(above, default=0) + (_TAIL if gap else 0)
        level |= {(gap, key): round(y + sketch.form.lane * track, 1) for key, track in tracks.items()}
        y += sketch.form.lane * max(tracks.values(), default=0) + _HEAD
        row = [sketch.boxes[box].height for box, cell in sketch.cells.items() if cell.row == gap]
        if row:
            middles.append(y + max(row) / 2)
            y += max(row)
        elif not tracks:
            y -= _HEAD + _TAIL
    return _Heights(middles=middles, level=level, end=y)


def _placed(sketch: _Sketch, heights: _Heights, box: str, ports: Ports) -> PlacedBox:
    """In the middle of its row."""
    y = heights.middles[sketch.cells[box].row] - sketch.boxes[box].height / 2
    x = sketch.centre(box) - sketch.form.box / 2
    return PlacedBox(lettered=sketch.boxes[box], x=round(x, 1), y=round(y, 1), ports=ports)


def _arrow(sketch: _Sketch, boxes: Mapping[str, PlacedBox], level: Mapping[_InGap, float], place: int) -> PlacedArrow:
    arrow = sketch.chart.arrows[place]
    source, target = boxes[arrow.source], boxes[arrow.target]
    port, centre = source.ports.x[place], sketch.centre(arrow.target)
    points = [(port, source.y + source.lettered.height)]
    key = sketch.routes.lane_of.get(place)
    entered = level.get((sketch.cells[arrow.target].row, arrow.target))
    if key is not None:
        joined = level[sketch.cells[arrow.source].row + 1, key]
        points += [(port, joined), (sketch.lane_x[key], joined)]
    if entered is not None:
        points += [(points[-1][0], entered), (centre, entered)]
    points.append((centre, target.y))
    return PlacedArrow(place=place, points=_corners(points), back=place in sketch.walk.back)


def _corners(points: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """Without points that lie on the way from the one before to the one behind."""
    kept: list[tuple[float, float]] = []
    for x, y in ((round(x, 1), round(y, 1)) for x, y in points):
        if kept and kept[-1] == (x, y):
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == x or kept[-2][1] == kept[-1][1] == y):
            kept.pop()
        kept.append((x, y))
    return tuple(kept)
