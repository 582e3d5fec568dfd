"""Chance that gives the same numbers everywhere: only `Random.random()` is promised to stay the same by Python."""

from collections.abc import Mapping, MutableSequence, Sequence
from datetime import timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A seeded source of chance."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def share(self) -> float:
        """A number from 0 (included) to 1 (excluded)."""
        return self._random.random()

    def happens(self, chance: float) -> bool:
        """Whether something of this chance (0 to 1) happens."""
        return self.share() < chance

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def lean(self, low: int, high: int) -> int:
        """A whole number between both ends, small ones more often: the usual shape of waiting times."""
        return low + int(self.share() ** 2 * (high - low + 1))

    def seconds(self, low: int, high: int) -> timedelta:
        """A duration between so many seconds."""
        return timedelta(seconds=self.between(low, high))

    def minutes(self, low: int, high: int) -> timedelta:
        """A duration between so many minutes, to the second."""
        return self.seconds(low * 60, high * 60)

    def hours(self, low: int, high: int) -> timedelta:
        """A duration between so many hours, to the second."""
        return self.seconds(low * 3600, high * 3600)

    def one(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[int(self.share() * len(choices))]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as often as its weight says."""
        left = self.share() * sum(weights.values())
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        return list(weights)[-1]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in another order."""
        mixed: MutableSequence[T] = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.between(0, last)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return list(mixed)
