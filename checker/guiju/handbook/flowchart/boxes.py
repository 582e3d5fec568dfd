"""The words of a box laid out line by line, and the height that comes of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.handbook.flowchart.chart import Box, Chip
from guiju.handbook.flowchart.form import Form
from guiju.handbook.flowchart.lettering import width_of, wrapped

PAD = 10
TIP = 14
"""How far the slanted side of a question reaches in, and the rounded one of an end."""
LINE = 1.36
"""Height of a line in letters."""
_CHIP_PAD, _CHIP_GAP, _GLYPH = 6, 5, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words in the middle of a box; `y` is that of their base line below its top."""

    words: str
    y: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedChip:
    """A chip with its place inside a box."""

    chip: Chip
    lines: tuple[str, ...]
    size: float
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettered:
    """A box with everything in its place."""

    box: Box
    role: tuple[Line, ...]
    words: tuple[Line, ...]
    chips: tuple[PlacedChip, ...]
    height: float


def lettered(box: Box, form: Form) -> Lettered:
    """The box as wide as `form` says and as high as its words need."""
    room = form.box - 2 * (PAD if box.kind == "step" else PAD + TIP)
    top = PAD - 3.0
    role, top = _lines(box.role, room, form.small, top)
    words, top = _lines(box.words, room, form.words, top + (1 if box.role else 0))
    chips = tuple(_chips(box, form, room, top + 5))
    bottom = max((chip.y + chip.height for chip in chips), default=top)
    return Lettered(box=box, role=role, words=words, chips=chips, height=round(bottom + PAD - 1))


def chip_width(chip: Chip, words: str, size: float) -> float:
    """The width of a chip around one line of words."""
    return width_of(words, size) + 2 * _CHIP_PAD + (_GLYPH if chip.kind == "clock" else 0)


def chip_middle(placed: PlacedChip) -> float:
    """The middle of a chip's words, from its left side."""
    return (placed.width + (_GLYPH if placed.chip.kind == "clock" else 0)) / 2


def _lines(words: str, room: float, size: float, top: float) -> tuple[tuple[Line, ...], float]:
    found = wrapped(words, room, size) if words else ()
    lines = tuple(
        Line(words=line, y=round(top + size * (LINE * place + 1.05), 1), size=size) for place, line in enumerate(found)
    )
    return lines, top + size * LINE * len(lines)


def _chips(box: Box, form: Form, room: float, top: float) -> Iterator[PlacedChip]:
    """Chips in rows, each row in the middle."""
    size = form.small - 1
    rows: list[list[tuple[Chip, tuple[str, ...], float]]] = []
    for chip in box.chips:
        lines = wrapped(chip.words, room - chip_width(chip, "", size), size)
        width = max(chip_width(chip, line, size) for line in lines)
        if rows and _row_width(rows[-1]) + _CHIP_GAP + width <= room:
            rows[-1].append((chip, lines, width))
        else:
            rows.append([(chip, lines, width)])
    for row in rows:
        x = (form.box - _row_width(row)) / 2
        height = max(len(lines) for _, lines, _ in row) * size * LINE + 4
        for chip, lines, width in row:
            place = {"x": round(x, 1), "y": round(top, 1), "width": round(width, 1), "height": round(height, 1)}
            yield PlacedChip(chip=chip, lines=lines, size=size, **place)
            x += width + _CHIP_GAP
        top += height + 4


def _row_width(row: list[tuple[Chip, tuple[str, ...], float]]) -> float:
    return sum(width for _, _, width in row) + _CHIP_GAP * (len(row) - 1)
