"""The measures of a drawing, in pixels: one for desks and paper, one for phones."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How wide things are, and how many boxes may stand beside each other."""

    name: str
    columns: int
    box: float
    """Width of a box."""
    words: float = 14
    """Size of the letters of a title; all others follow from it."""
    lane: float = 11
    """Between two lines that run beside each other."""
    gutter: float = 28
    """Between two columns that no line runs between."""

    @property
    def small(self) -> float:
        """Size of the letters of roles, chips and answers."""
        return self.words - 2


WIDE = Form(name="wide", columns=3, box=204)
NARROW = Form(name="narrow", columns=1, box=250, lane=10)
