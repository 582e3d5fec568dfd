"""A plan written down as SVG.

Presentation attributes make it readable by itself, on paper and in a document; the site's styles give it the colours
of light and dark. Every word is escaped here, in this one place.
"""

from collections.abc import Iterator
from itertools import pairwise

from markupsafe import Markup, escape

from guiju.handbook.escape import plain
from guiju.handbook.flowchart.boxes import LINE, TIP, Line, PlacedChip, chip_middle
from guiju.handbook.flowchart.chart import Box
from guiju.handbook.flowchart.plan import PlacedArrow, PlacedBox, Plan
from guiju.handbook.flowchart.ports import Answer

_ROUND, _HEAD_LENGTH, _HEAD_HALF = 5.0, 7.0, 4.0
_STRIP = 4.0


def drawn(plan: Plan) -> Markup:
    """The whole drawing, on one line: Markdown leaves such a block alone."""
    name = _escaped(_name(plan))
    width, height = number(plan.width), number(plan.height)
    parts = (*_lines(plan), *(part for box in plan.boxes.values() for part in _box(plan, box)), *_answers(plan))
    return Markup(  # noqa: S704  # every word went through _escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flowchart {plan.form.name}" role="group"'
        f' aria-labelledby="{name}-title" aria-describedby="{name}-desc" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" font-family="sans-serif" fill="currentColor">'
        f'<title id="{name}-title">{_escaped(plan.chart.title)}</title>'
        f'<desc id="{name}-desc">{_escaped(plan.chart.description)}</desc>'
        f'<g class="flowchart" id="{_escaped(drawing_id(plan))}">{"".join(parts)}</g></svg>'
    )


def drawing_id(plan: Plan) -> str:
    """What the shapes of a drawing are called on the page, so that they can be shown again without a second copy."""
    return f"{_name(plan)}-drawing"


def _name(plan: Plan) -> str:
    return f"{plan.chart.name}-{plan.form.name}"


def _escaped(words: str) -> str:
    return escape(plain(words))


def _lines(plan: Plan) -> Iterator[str]:
    """The arrows, loops on top, then a head for each box that is entered."""
    start = plan.boxes[plan.chart.boxes[0].id]
    x = start.x + plan.form.box / 2
    yield f'<circle class="start" cx="{number(x)}" cy="9" r="5"/>'
    yield _path("arrow", f"M{number(x)} 9V{number(start.y)}")
    for arrow in sorted(plan.arrows, key=lambda arrow: (arrow.back, arrow.place)):
        yield _path("arrow back" if arrow.back else "arrow", _rounded(arrow.points))
        if arrow.back and (climb := _climb(arrow)):
            yield _head(*climb, "head back")
    ends = [(x, start.y), *(arrow.points[-1] for arrow in plan.arrows)]
    for x, y in dict.fromkeys(ends):
        yield _head(x, y, "head")


def _path(kind: str, way: str) -> str:
    return f'<path class="{kind}" d="{way}" fill="none" stroke="currentColor" stroke-width="1.5"/>'


def _rounded(points: tuple[tuple[float, float], ...]) -> str:
    """The way along the points, with round corners."""
    way = f"M{number(points[0][0])} {number(points[0][1])}"
    for (before, corner), (_, behind) in pairwise(pairwise(points)):
        turn = min(_ROUND, _length(before, corner) / 2, _length(corner, behind) / 2)
        start, end = _towards(corner, before, turn), _towards(corner, behind, turn)
        way += f"L{number(start[0])} {number(start[1])}"
        way += f"Q{number(corner[0])} {number(corner[1])} {number(end[0])} {number(end[1])}"
    return way + f"L{number(points[-1][0])} {number(points[-1][1])}"


def _length(one: tuple[float, float], other: tuple[float, float]) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: tuple[float, float], end: tuple[float, float], by: float) -> tuple[float, float]:
    part = by / (_length(start, end) or 1)
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _climb(arrow: PlacedArrow) -> tuple[float, float] | None:
    """The middle of the line on which a loop goes up."""
    for (x, y), (_, above) in pairwise(arrow.points):
        if above < y:
            return x, (y + above - _HEAD_LENGTH) / 2
    return None


def _head(x: float, y: float, kind: str) -> str:
    """An arrow's head with its point at (x, y): downwards, or upwards on a loop."""
    length = -_HEAD_LENGTH if "back" in kind else _HEAD_LENGTH
    corners = ((x - _HEAD_HALF, y - length), (x + _HEAD_HALF, y - length), (x, y))
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    return f'<polygon class="{kind}" points="{points}"/>'


def _box(plan: Plan, placed: PlacedBox) -> Iterator[str]:
    box, width = placed.lettered.box, plan.form.box
    kind = f"box {box.kind}{' own' if box.own else ''}{f' tint-{box.tint}' if box.role else ''}"
    yield f'<g class="{kind}" transform="translate({number(placed.x)} {number(placed.y)})">'
    yield _outline(box, width, placed.lettered.height)
    middle = width / 2
    yield from (_text("role", line, middle) for line in placed.lettered.role)
    words = "".join(_text("words", line, middle) for line in placed.lettered.words)
    yield _linked(box.address, "", words)
    yield from (_chip(chip) for chip in placed.lettered.chips)
    yield "</g>"


def _outline(box: Box, width: float, height: float) -> str:
    frame = 'fill="none" stroke="currentColor"'
    across, down = number(width), number(height)
    if box.kind == "decision":
        right, half = width - TIP, height / 2
        points = f"{TIP},0 {right},0 {width},{half} {right},{height} {TIP},{height} 0,{half}"
        return f'<polygon class="frame" points="{points}" {frame}/>'
    corner = min(height / 2, 22) if box.kind == "end" else 4
    shape = f'<rect class="frame" width="{across}" height="{down}" rx="{number(corner)}" {frame}/>'
    if box.kind == "step" and box.role:
        way = f"M4 0H{number(_STRIP)}V{down}H4A4 4 0 0 1 0 {number(height - 4)}V4A4 4 0 0 1 4 0Z"
        shape += f'<path class="strip" d="{way}"/>'
    if box.detailed and box.kind == "step":
        inner = f"M{number(width - 5)} 0V{down}M9 0V{down}"
        shape += f'<path class="detailed" d="{inner}" {frame}/>'
    return shape


def _text(kind: str, line: Line, x: float, anchor: str = "middle") -> str:
    place = f'x="{number(x)}" y="{number(line.y)}" font-size="{number(line.size)}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place}>{_escaped(line.words)}</text>'


def _linked(address: str | None, hint: str, shapes: str) -> str:
    if address is None:
        return shapes
    label = f' aria-label="{_escaped(hint)}"' if hint else ""
    return f'<a href="{escape(address)}"{label}>{shapes}</a>'


def _chip(placed: PlacedChip) -> str:
    frame = 'fill="none" stroke="currentColor"'
    size = f'width="{number(placed.width)}" height="{number(placed.height)}"'
    shapes = f'<rect class="chip" {size} rx="3" {frame}/>'
    if placed.chip.kind == "clock":
        middle, top = number(placed.height / 2), number(placed.height / 2 - 3)
        shapes += f'<circle class="clock" cx="12" cy="{middle}" r="5" {frame}/>'
        shapes += f'<path class="clock" d="M12 {top}V{middle}H15" {frame}/>'
    for place, words in enumerate(placed.lines):
        line = Line(words=words, y=2 + placed.size * (1.05 + LINE * place), size=placed.size)
        shapes += _text("mark", line, chip_middle(placed))
    at = f"translate({number(placed.x)} {number(placed.y)})"
    linked = _linked(placed.chip.address, placed.chip.hint, shapes)
    return f'<g class="chip-{placed.chip.kind}" transform="{at}">{linked}</g>'


def _answers(plan: Plan) -> Iterator[str]:
    """The words beside the arrows, above everything else."""
    for box in plan.boxes.values():
        for answer in box.ports.answers:
            yield from _answer(answer, box.y + box.lettered.height, plan.form.small)


def _answer(answer: Answer, bottom: float, size: float) -> Iterator[str]:
    for place, words in enumerate(answer.lines):
        line = Line(words=words, y=bottom + answer.y + size * LINE * place, size=size)
        yield _text("answer", line, answer.x, answer.anchor)


def number(value: float) -> str:
    """At most one digit behind the point."""
    return f"{value:.1f}".removesuffix(".0")
