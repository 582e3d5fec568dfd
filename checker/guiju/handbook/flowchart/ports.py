"""Where the arrows leave a box, and where the answers stand beside them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from guiju.handbook.flowchart.boxes import LINE
from guiju.handbook.flowchart.form import Form
from guiju.handbook.flowchart.lettering import wrapped

_EDGE, _NEAR, _BESIDE = 16.0, 14.0, 5.0
"""From the corner of a box to its outermost port, from its middle to the innermost, from a line to its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The words beside an arrow; `y` is the base line of the first line below the box."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Literal["start", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """The x of each arrow that leaves a box, the answers, and the height that these take below it."""

    x: Mapping[int, float]
    answers: tuple[Answer, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What is known of the arrows of one box: where each wants to go, and which may leave in the middle."""

    towards: Mapping[int, float]
    middle: int | None
    labels: Mapping[int, str]


def ports_of(leaving: Leaving, centre: float, form: Form) -> Ports:
    """Arrows to the left leave on the left, those to the right on the right, so that they do not cross."""
    aside = sorted((x, place) for place, x in leaving.towards.items() if place != leaving.middle)
    left = [place for x, place in aside if x < centre]
    right = [place for x, place in aside if x >= centre]
    outer = form.box / 2 - _EDGE
    near = _NEAR if len(right) < 2 else outer / 2  # noqa: PLR2004  # on one side there has to be room beside the middle
    x = {place: round(centre - by, 1) for place, by in zip(left, _spread(len(left), outer, near), strict=True)}
    spread = _spread(len(right), outer, _NEAR)
    x |= {place: round(centre + by, 1) for place, by in zip(reversed(right), spread, strict=True)}
    if leaving.middle is not None:
        x[leaving.middle] = centre
    answers = tuple(_answers(leaving.labels, x, centre, form))
    height = max((answer.y + (len(answer.lines) - 1) * form.small * LINE + 6 for answer in answers), default=0)
    return Ports(x=x, answers=answers, height=height)


def _spread(count: int, outer: float, near: float) -> list[float]:
    """How far from the middle the arrows of one side leave, the outermost first."""
    return [outer - (outer - near) * place / max(1, count - 1) for place in range(count)]


def _answers(labels: Mapping[int, str], x: Mapping[int, float], centre: float, form: Form) -> Iterator[Answer]:
    """Each beside its line, where no other comes down; where an answer stands there already, below it."""
    ports = sorted(x.values())
    walls = (centre - form.box / 2, *ports, centre + form.box / 2)
    facing = len(ports) == 2 and ports[0] < centre < ports[1]  # noqa: PLR2004  # one on each side share the space
    taken: dict[int, float] = {}
    for place in sorted(labels, key=lambda place: (-abs(x[place] - centre), x[place])):
        space = _space(ports, x[place], centre)
        wall, other = walls[space], walls[space + 1]
        to_left = x[place] == other
        room = (other - wall) / (2 if facing else 1) - 2 * _BESIDE
        top = taken.get(space, form.small * 1.2)
        lines = wrapped(labels[place], max(room, form.small), form.small)
        if not facing:
            taken[space] = top + len(lines) * form.small * LINE
        beside = -_BESIDE if to_left else _BESIDE
        anchor: Literal["start", "end"] = "end" if to_left else "start"
        yield Answer(lines=lines, x=round(x[place] + beside, 1), y=round(top, 1), anchor=anchor)


def _space(ports: list[float], port: float, centre: float) -> int:
    """Which space the answer of a port stands in; space `n` lies left of port `n`.

    The outermost port of a side uses the space inside of it, all others that outside, and the middle a free one.
    """
    place = ports.index(port)
    if port == centre:
        if place in {0, len(ports) - 1}:
            return 0 if place == 0 and len(ports) > 1 else place + 1
        return place if port - ports[place - 1] > ports[place + 1] - port else place + 1
    if port < centre:
        return place + 1 if place == 0 else place
    return place if place == len(ports) - 1 else place + 1


def innermost(places: Sequence[int], middle: int | None) -> int | None:
    """The one arrow of a box that may leave in the middle though it does not fall straight."""
    return places[0] if middle is None and len(places) == 1 else middle
