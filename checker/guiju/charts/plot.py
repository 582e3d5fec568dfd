"""Where values lie in a drawing, in percent of it, so that a page scales the picture and not its words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEFT, _RIGHT, _TOP, _BOTTOM = 4.0, 96.0, 14.0, 84.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A drawing of values over places that stand one after the other."""

    places: int
    low: float
    high: float

    def x(self, place: int) -> float:
        """Percent from the left; a single place stands in the middle."""
        if self.places == 1:
            return 50.0
        return round(_LEFT + (_RIGHT - _LEFT) * place / (self.places - 1), 2)

    def y(self, value: float) -> float:
        """Percent from the top."""
        return round(_BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low), 2)


def plot_of(places: int, values: Iterable[float]) -> Plot:
    """A drawing in which all values have their place; where they are all the same, at the bottom."""
    known = list(values)
    low, high = min(known), max(known)
    return Plot(places=places, low=low, high=high if high > low else low + (abs(low) or 1.0))


def strokes(points: Sequence[tuple[float, float] | None]) -> tuple[str, ...]:
    """The lines between points that follow each other, as SVG writes them; a missing one parts them."""
    parts: list[list[str]] = [[]]
    for point in points:
        if point is None:
            parts.append([])
        else:
            parts[-1].append(f"{point[0]},{point[1]}")
    return tuple(" ".join(part) for part in parts if len(part) > 1)


def steps(bounds: Mapping[float, float], *, first: float = 0.0, last: float = 100.0) -> str:
    """A line at the height of each place, from `first` to `last`, that steps half-way between two of them."""
    ordered = sorted(bounds.items())
    corners = [(first, ordered[0][1])]
    for (left, before), (right, after) in pairwise(ordered):
        middle = round((left + right) / 2, 2)
        corners += [(middle, before), (middle, after)] if before != after else []
    return " ".join(f"{x},{y}" for x, y in [*corners, (last, ordered[-1][1])])
