"""Where things stand from left to right: columns of boxes, and channels of lanes between them."""

from collections.abc import Mapping
from itertools import accumulate

from guiju.handbook.flowchart.columns import Cell
from guiju.handbook.flowchart.form import Form
from guiju.handbook.flowchart.lanes import Lane, LaneKey, Routes

MARGIN = 4.0
"""Around the drawing."""


def across(
    cells: Mapping[str, Cell], routes: Routes, form: Form
) -> tuple[tuple[float, ...], Mapping[LaneKey, float], float]:
    """The middle of each column, the x of each lane, and the width of it all."""
    columns = 1 + max(cell.column for cell in cells.values())
    slots = [0] * (columns + 1)
    for lane in routes.lanes.values():
        slots[lane.channel] = max(slots[lane.channel], lane.slot + 1)
    widths = [_channel_width(channel, count, columns, form) for channel, count in enumerate(slots)]
    starts = list(accumulate((width + form.box for width in widths), initial=MARGIN))
    centres = tuple(start + width + form.box / 2 for start, width in zip(starts, widths[:-1], strict=False))

    def x_of(lane: Lane) -> float:
        if lane.channel == 0:  # the inner slot is the one on the right
            return starts[0] + widths[0] - form.lane * (lane.slot + 1)
        return starts[lane.channel] + form.lane * (lane.slot + 1)

    lane_x = {key: x_of(lane) for key, lane in routes.lanes.items()}
    return centres, lane_x, starts[columns] + widths[columns] + MARGIN


def _channel_width(channel: int, slots: int, columns: int, form: Form) -> float:
    if channel in {0, columns}:
        return form.lane * slots + (2 if slots else 0)
    return max(form.gutter, form.lane * (slots + 1))
