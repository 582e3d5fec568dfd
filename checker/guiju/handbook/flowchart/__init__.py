"""A chart of boxes and arrows becomes an SVG that needs nothing beside it. Pure, and the same for the same chart."""

from guiju.handbook.flowchart.chart import Arrow, Box, Chart, Chip
from guiju.handbook.flowchart.draw import drawn
from guiju.handbook.flowchart.form import NARROW, WIDE, Form
from guiju.handbook.flowchart.plan import planned
from guiju.handbook.flowchart.sheets import sheets, strips_of

__all__ = ["NARROW", "WIDE", "Arrow", "Box", "Chart", "Chip", "Form", "drawn", "planned", "sheets", "strips_of"]
