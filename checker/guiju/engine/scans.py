"""The one scan of each table: its answers are read once, and serve its clauses and its contract."""

from collections.abc import Callable, Sequence

from guiju.engine.protocol import Engine, Row
from guiju.model.plan import Plan
from guiju.model.text import Text

Scans = Sequence[Row]
"""The answer of each tally, in the order of the plan."""


def scan(plan: Plan, engine: Engine, progress: Callable[[Text], None]) -> Scans:
    """Makes the tables that the scans ask, then scans every table once."""
    for statement in plan.preparations:
        engine.rows(statement)
    scans: list[Row] = []
    for tally in plan.tallies:
        progress(Text(zh=f"逐条判定：{tally.export}", en=f"judging the records of {tally.export}"))
        scans.append(engine.rows(tally.sql)[0])
    return scans
