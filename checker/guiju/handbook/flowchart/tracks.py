"""The horizontal lines in a gap between two rows: which runs above which, so that few lines cross."""

from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import permutations
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

_TRIED = 6
"""So many lines are tried in every order; more are taken by where they begin."""
_CLEAR = 12.0
"""Two lines on one height stay at least that far apart."""


@dataclass(frozen=True, slots=True)
class Bundle(Generic[K]):
    """Lines that are one in this gap, because they lead to the same place."""

    key: K
    above: AbstractSet[float]
    """x of those that come from, or leave, above."""
    below: AbstractSet[float]

    @property
    def span(self) -> tuple[float, float]:
        """From the leftmost to the rightmost x."""
        every = self.above | self.below
        return min(every), max(every)


def tracks_of(bundles: Sequence[Bundle[K]]) -> Mapping[K, int]:
    """Bundle -> height, counted from above. Bundles that only fall straight have none."""
    bent = [bundle for bundle in bundles if len(bundle.above | bundle.below) > 1]
    orders = permutations(bent) if len(bent) <= _TRIED else [tuple(sorted(bent, key=lambda bundle: bundle.span))]
    best = min(orders, key=_crossings)
    tracks: dict[K, int] = {}
    ends: list[list[tuple[float, float]]] = []
    for bundle in best:
        track = len(ends)
        while track and all(_apart(bundle.span, other) for other in ends[track - 1]):
            track -= 1
        if track == len(ends):
            ends.append([])
        ends[track].append(bundle.span)
        tracks[bundle.key] = track
    return tracks


def _apart(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] + _CLEAR < other[0] or other[1] + _CLEAR < one[0]


def _crossings(order: Sequence[Bundle[K]]) -> int:
    """How often a line in this order crosses what comes down to, or leaves, another one."""
    found = 0
    for place, bundle in enumerate(order):
        first, last = bundle.span
        for other in order[place + 1 :]:
            found += sum(first < x < last for x in other.above)
            found += sum(other.span[0] < x < other.span[1] for x in bundle.below)
    return found
