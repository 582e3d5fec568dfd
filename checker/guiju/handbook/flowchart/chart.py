"""What is drawn, in words: nothing here has a place yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

BoxKind = Literal["step", "decision", "end"]
ChipKind = Literal["clock", "clauses", "flow", "repeats"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A small mark inside a box."""

    kind: ChipKind
    words: str
    address: str | None = None
    hint: str = ""
    """What the link says to whoever does not see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A step, a question or an end. All words are unescaped."""

    id: str
    kind: BoxKind
    words: str
    role: str = ""
    tint: int = 0
    """Which of the colours of roles it has; the role's name stands in the box, so colour alone says nothing."""
    address: str | None = None
    chips: tuple[Chip, ...] = ()
    detailed: bool = False
    """Whether another flow describes it."""
    own: bool = False
    """Whether the page that shows the chart is about it."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the bottom of one box to the top of another."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Boxes, the first of which is the start and leads to all others, and the arrows between them."""

    name: str
    """Unique on the page: the ids inside the drawing begin with it."""
    title: str
    description: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @cached_property
    def leaving(self) -> Mapping[str, tuple[int, ...]]:
        """Box -> the places of its arrows, in their order."""
        found: dict[str, list[int]] = {box.id: [] for box in self.boxes}
        for place, arrow in enumerate(self.arrows):
            found[arrow.source].append(place)
        return {box: tuple(places) for box, places in found.items()}
