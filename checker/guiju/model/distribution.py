"""How long cases took, in few numbers and no rows: what it takes to say what another limit would have meant."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from guiju.model.record import Name, Record, Version

DISTRIBUTIONS = "distributions.json"
"""Stands in the run folder beside `run.json`."""

LEAST_CELL = 5
"""Fewer cases than that are never told by themselves: their month, group or bucket is joined with its neighbours."""

MOST_DAYS = 15
"""Working days that are told apart where a limit ends with one."""

SpentClock = Literal["running", "opening-hours", "working-days", "day-end", "own-due"]
"""What is counted: seconds of running, opening or working-day time; whole working days for a limit that ends with one
(`day-end`); seconds behind each case's own due time (`own-due`)."""

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400

EDGES: tuple[int, ...] = (
    *(0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 45),
    *(_MINUTE * minutes for minutes in (1, 2, 3, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50)),
    *(_HOUR * halves // 2 for halves in (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 60, 72, 96, 120, 144)),
    *(_DAY * days for days in (4, 5, 6, 7, 10, 14, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 365, 540)),
)
"""Seconds at which buckets end, on a scale of equal steps of a logarithm, rounded to times that people name."""

Bucket = tuple[int | None, int, int]
"""Up to and with this many seconds (or days), and more than the bucket before; cases ended, and cases still open.
None: all that is above."""


class Segment(Record):
    """The cases of some months, of one group, or all."""

    name: tuple[str, ...]
    """First and last month (`2025-07`), or the values of the group, or nothing for all cases."""
    kept: int
    breached: int
    """Ended too late, or open beyond the limit: under the limit of each case's own day."""
    pending: int
    undecided: int
    buckets: tuple[Bucket, ...]

    @property
    def cases(self) -> int:
        """Cases in scope."""
        return self.kept + self.breached + self.pending + self.undecided

    @property
    def judged(self) -> int:
        """Cases with a verdict."""
        return self.kept + self.breached


class RevisionLimit(Record):
    """What a revision allowed, counted as the buckets are."""

    revision: Version
    limit: int


class Distribution(Record):
    """The cases of one clause by the time they took."""

    clause: str
    clock: SpentClock
    limits: tuple[RevisionLimit, ...]
    """Newest revision first. Each of them ends a bucket, so that the counts at a limit are exact."""
    group: Name | None
    """The column of `groups`; never one that holds personal data."""
    unmeasured: int
    """Cases with a verdict whose time cannot be counted by the clock of the newest revision."""
    whole: Segment
    months: tuple[Segment, ...] = ()
    """By the month in which the case started, oldest first."""
    groups: tuple[Segment, ...] = ()


class Distributions(Record):
    """All that a run tells of how long cases took."""

    format: Literal["guiju-distributions/1"] = "guiju-distributions/1"
    least_cell: int = LEAST_CELL
    clauses: tuple[Distribution, ...] = ()

    def as_json(self) -> str:
        """The text of the file, one clause a line: equal runs give equal bytes."""
        plain = self.model_dump(mode="json")
        lines = [json.dumps(one, ensure_ascii=False, separators=(",", ":"), sort_keys=True) for one in plain["clauses"]]
        head = f'"format":"{self.format}","least_cell":{self.least_cell}'
        return "{" + head + ',"clauses":[\n' + ",\n".join(lines) + "\n]}\n"

    def of(self, clause: str) -> Distribution | None:
        """The distribution of a clause."""
        return next((one for one in self.clauses if one.clause == clause), None)


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of judged cases that a limit would have kept; two ends where the limit lies inside a bucket."""

    low: float
    high: float
    judged: int
    """Of how many: the fewest that would have a verdict."""

    @property
    def exact(self) -> bool:
        """Whether both ends are one."""
        return self.low == self.high


def rate_at(segment: Segment, limit: int) -> Rate | None:
    """What a limit would have meant for these cases; None where none of them would have a verdict.

    A case that ended within the limit is kept, one that ended later or is open beyond it is breached, and one that is
    open within it is not due.
    """
    ended = sum(ends for _, ends, _ in segment.buckets)
    inside, may_inside, late_open, may_late = 0, 0, 0, 0
    edges = [edge for edge, _, _ in segment.buckets]
    for (before, edge), (_, ends, opens) in zip(pairwise([-1, *edges]), segment.buckets, strict=True):
        if edge is not None and edge <= limit:
            inside += ends
        elif before is not None and before >= limit:
            late_open += opens
        else:
            may_inside, may_late = ends, opens
    fewest = ended + late_open
    if not fewest + may_late:
        return None
    low = inside / (fewest + may_late)
    return Rate(low=low, high=(inside + may_inside) / fewest if fewest else low, judged=fewest)


def edges_for(clock: SpentClock, limits: Sequence[int]) -> tuple[int, ...]:
    """Where buckets end: the edges of the clock and the limits themselves, ascending."""
    if clock == "day-end":
        return tuple(range(1, max([MOST_DAYS, *limits]) + 1))
    return tuple(sorted({*EDGES, *limits}))
