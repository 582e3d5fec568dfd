"""The records that a waiver of the pack excuses, by the words of the waiver."""

from collections.abc import Mapping
from datetime import datetime

from generator.record_oracle import State
from generator.tables import Row

_MOVE = (datetime(2025, 7, 24), datetime(2025, 7, 26))
"""The complaint desk moved on two days; the second one counts whole."""


def waived(clause: str, judged: list[tuple[Row, State]]) -> int:
    """How many breached records of a clause are excused."""
    if clause != "complaint-handling.handled":
        return 0
    return sum(state == "breached" and _in_the_move(row) for row, state in judged)


def _in_the_move(row: Mapping[str, object]) -> bool:
    at = row["received_at"]
    return isinstance(at, datetime) and _MOVE[0] <= at < _MOVE[1] and row["major"] in (False, None)
