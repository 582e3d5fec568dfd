"""A plan written down as SVG.

Presentation attributes make it readable by itself, on paper and in a document; the site's styles give it the colours
of light and dark. Every word is escaped here, in this one place.
"""

from collections.abc import Iterator
from itertools import pairwise

from markupsafe import Markup

from guiju.handbook.escape import plain
from guiju.handbook.flowchart.boxes import LINE, TIP, Line, PlacedChip, chip_middle
from guiju.handbook.flowchart.chart import Box
from guiju.handbook.flowchart.plan import PlacedArrow, PlacedBox, Plan
from guiju.handbook.flowchart.ports import Answer

_ROUND, _HEAD_LENGTH, _HEAD_HALF = 5.0, 7.0, 4.0
_STRIP = 4.0


def drawn(plan: Plan) -> Markup:
    """The whole drawing, on one line: Markdown leaves such a block alone."""
    name = _name(plan)
    parts = [*_lines(plan), *(part for box in plan.boxes.values() for part in _box(plan, box)), *_answers(plan)]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="flowchart {form}" role="group" aria-labelledby="{name}-title"'
        ' aria-describedby="{name}-desc" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        ' font-family="sans-serif" fill="currentColor">'
        '<title id="{name}-title">{title}</title><desc id="{name}-desc">{description}</desc>'
        '<g class="flowchart" id="{drawing}">{parts}</g></svg>'
    ).format(
        form=plan.form.name,
        name=name,
        drawing=drawing_id(plan),
        width=number(plan.width),
        height=number(plan.height),
        title=plain(plan.chart.title),
        description=plain(plan.chart.description),
        parts=Markup("").join(parts),
    )


def drawing_id(plan: Plan) -> str:
    """What the shapes of a drawing are called on the page, so that they can be shown again without a second copy."""
    return f"{_name(plan)}-drawing"


def _name(plan: Plan) -> str:
    return f"{plan.chart.name}-{plan.form.name}"


def _lines(plan: Plan) -> Iterator[Markup]:
    """The arrows, loops on top, then a head for each box that is entered."""
    start = plan.boxes[plan.chart.boxes[0].id]
    x = start.x + plan.form.box / 2
    yield Markup('<circle class="start" cx="{}" cy="{}" r="5"/>').format(number(x), "9")
    yield _path("arrow", f"M{number(x)} 9V{number(start.y)}")
    for arrow in sorted(plan.arrows, key=lambda arrow: (arrow.back, arrow.place)):
        yield _path("arrow back" if arrow.back else "arrow", _rounded(arrow.points))
        if arrow.back and (climb := _climb(arrow)):
            yield _head(*climb, "head back")
    ends = [(x, start.y), *(arrow.points[-1] for arrow in plan.arrows)]
    for x, y in dict.fromkeys(ends):
        yield _head(x, y, "head")


def _path(kind: str, way: str) -> Markup:
    return Markup('<path class="{}" d="{}" fill="none" stroke="currentColor" stroke-width="1.5"/>').format(kind, way)


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


def _head(x: float, y: float, kind: str) -> Markup:
    """An arrow's head with its point at (x, y): downwards, or upwards on a loop."""
    length = -_HEAD_LENGTH if "back" in kind else _HEAD_LENGTH
    corners = ((x - _HEAD_HALF, y - length), (x + _HEAD_HALF, y - length), (x, y))
    points = " ".join(f"{number(a)},{number(b)}" for a, b in corners)
    return Markup('<polygon class="{}" points="{}"/>').format(kind, points)


def _box(plan: Plan, placed: PlacedBox) -> Iterator[Markup]:
    box, width = placed.lettered.box, plan.form.box
    kind = f"box {box.kind}{' own' if box.own else ''}{f' tint-{box.tint}' if box.role else ''}"
    at = f"translate({number(placed.x)} {number(placed.y)})"
    yield Markup('<g class="{}" transform="{}">').format(kind, at)
    yield _outline(box, width, placed.lettered.height)
    middle = width / 2
    yield from (_text("role", line, middle) for line in placed.lettered.role)
    words = Markup("").join(_text("words", line, middle) for line in placed.lettered.words)
    yield _linked(box.address, "", words)
    yield from (_chip(chip) for chip in placed.lettered.chips)
    yield Markup("</g>")


def _outline(box: Box, width: float, height: float) -> Markup:
    frame = 'fill="none" stroke="currentColor"'
    size = {"width": number(width), "height": number(height)}
    if box.kind == "decision":
        right, half = width - TIP, height / 2
        points = f"{TIP},0 {right},0 {width},{half} {right},{height} {TIP},{height} 0,{half}"
        return Markup(f'<polygon class="frame" points="{{}}" {frame}/>').format(points)  # noqa: S704  # constants
    corner = min(height / 2, 22) if box.kind == "end" else 4
    shape = Markup(  # noqa: S704  # constants
        f'<rect class="frame" width="{{width}}" height="{{height}}" rx="{{corner}}" {frame}/>'
    ).format(corner=number(corner), **size)
    if box.kind == "step" and box.role:
        way = f"M4 0H{number(_STRIP)}V{size['height']}H4A4 4 0 0 1 0 {number(height - 4)}V4A4 4 0 0 1 4 0Z"
        shape += Markup('<path class="strip" d="{}"/>').format(way)
    if box.detailed and box.kind == "step":
        inner = f"M{number(width - 5)} 0V{size['height']}M9 0V{size['height']}"
        shape += Markup(f'<path class="detailed" d="{{}}" {frame}/>').format(inner)  # noqa: S704  # constants
    return shape


def _text(kind: str, line: Line, x: float, anchor: str = "middle") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" font-size="{}" text-anchor="{}">{}</text>').format(
        kind, number(x), number(line.y), number(line.size), anchor, plain(line.words)
    )


def _linked(address: str | None, hint: str, shapes: Markup) -> Markup:
    if address is None:
        return shapes
    label = Markup(' aria-label="{}"').format(plain(hint)) if hint else ""
    return Markup('<a href="{}"{}>{}</a>').format(address, label, shapes)


def _chip(placed: PlacedChip) -> Markup:
    shapes = Markup('<rect class="chip" width="{}" height="{}" rx="3" fill="none" stroke="currentColor"/>').format(
        number(placed.width), number(placed.height)
    )
    if placed.chip.kind == "clock":
        shapes += Markup(
            '<circle class="clock" cx="12" cy="{0}" r="5" fill="none" stroke="currentColor"/>'
            '<path class="clock" d="M12 {1}V{0}H15" fill="none" stroke="currentColor"/>'
        ).format(number(placed.height / 2), number(placed.height / 2 - 3))
    for place, words in enumerate(placed.lines):
        line = Line(words=words, y=2 + placed.size * (1.05 + LINE * place), size=placed.size)
        shapes += _text("mark", line, chip_middle(placed))
    at = f"translate({number(placed.x)} {number(placed.y)})"
    linked = _linked(placed.chip.address, placed.chip.hint, shapes)
    return Markup('<g class="chip-{}" transform="{}">{}</g>').format(placed.chip.kind, at, linked)


def _answers(plan: Plan) -> Iterator[Markup]:
    """The words beside the arrows, above everything else."""
    for box in plan.boxes.values():
        for answer in box.ports.answers:
            yield from _answer(answer, box.y + box.lettered.height, plan.form.small)


def _answer(answer: Answer, bottom: float, size: float) -> Iterator[Markup]:
    for place, words in enumerate(answer.lines):
        line = Line(words=words, y=bottom + answer.y + size * LINE * place, size=size)
        yield _text("answer", line, answer.x, answer.anchor)


def number(value: float) -> str:
    """At most one digit behind the point."""
    return f"{value:.1f}".removesuffix(".0")
