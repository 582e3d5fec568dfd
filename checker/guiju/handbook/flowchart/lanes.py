"""Lines that run past rows get a lane in a channel beside the boxes; all that lead to one box share theirs."""

from collections.abc import Mapping
from dataclasses import dataclass

from guiju.handbook.flowchart.chart import Chart
from guiju.handbook.flowchart.columns import Cell, straight
from guiju.handbook.flowchart.rows import Walk


@dataclass(frozen=True, slots=True)
class LaneKey:
    """Where the line leads, and whether it does so backwards."""

    target: str
    back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A vertical line from one gap between rows to another (gap 0 lies above row 0)."""

    channel: int
    """Channel 0 lies left of column 0."""
    slot: int
    """The place inside the channel; 0 is the nearest to the boxes."""
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """How each arrow goes: with a lane, or, where it has none, straight or across one gap."""

    lane_of: Mapping[int, LaneKey]
    lanes: Mapping[LaneKey, Lane]
    straight: frozenset[int]


def routes_of(chart: Chart, walk: Walk, cells: Mapping[str, Cell]) -> Routes:
    """The way of every arrow."""
    falling = frozenset(place for place in range(len(chart.arrows)) if straight(chart, cells, place))
    lane_of: dict[int, LaneKey] = {}
    sources: dict[LaneKey, list[Cell]] = {}
    for place, arrow in enumerate(chart.arrows):
        back = place in walk.back
        if place not in falling and (back or cells[arrow.target].row > cells[arrow.source].row + 1):
            lane_of[place] = LaneKey(arrow.target, back)
            sources.setdefault(lane_of[place], []).append(cells[arrow.source])
    columns = 1 + max(cell.column for cell in cells.values())
    unslotted = {key: _unslotted(key, cells[key.target], found, columns) for key, found in sources.items()}
    return Routes(lane_of=lane_of, lanes=_slotted(unslotted), straight=falling)


def _unslotted(key: LaneKey, target: Cell, sources: list[Cell], columns: int) -> Lane:
    rows = [source.row + 1 for source in sources]
    first, last = (target.row, max(rows)) if key.back else (min(rows), target.row)
    ends = [target.column, *(source.column for source in sources)]

    def way(channel: int) -> tuple[float, int]:
        """How far it is aside; of equal ones, loops take the left and shortcuts the right."""
        return sum(abs(channel - 0.5 - end) for end in ends), channel if key.back else -channel

    return Lane(channel=min(range(columns + 1), key=way), slot=0, first=first, last=last)


def _slotted(lanes: Mapping[LaneKey, Lane]) -> Mapping[LaneKey, Lane]:
    """Lanes that meet in a gap get different slots, short ones the inner ones."""
    found: dict[LaneKey, Lane] = {}
    for key, lane in sorted(lanes.items(), key=lambda item: (item[1].last - item[1].first, item[1].first)):
        meeting = {
            other.slot
            for other in found.values()
            if other.channel == lane.channel and other.first <= lane.last and lane.first <= other.last
        }
        slot = next(slot for slot in range(len(meeting) + 1) if slot not in meeting)
        found[key] = Lane(channel=lane.channel, slot=slot, first=lane.first, last=lane.last)
    return found
