"""The scans of each table: their answers are read once, and serve its clauses, its contract and what is published."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from guiju.engine.protocol import Engine, Row
from guiju.model.plan import Plan
from guiju.model.text import Text


@dataclass(frozen=True, slots=True)
class Scans:
    """What the scans of the plan answer, each in its order."""

    tallies: Sequence[Row]
    spreads: Sequence[Sequence[Row]]


def scan(plan: Plan, engine: Engine, progress: Callable[[Text], None]) -> Scans:
    """Makes the tables that the scans ask, then scans every table once."""
    for statement in plan.preparations:
        engine.rows(statement)
    tallies: list[Row] = []
    for tally in plan.tallies:
        progress(Text(zh=f"逐条判定：{tally.export}", en=f"judging the records of {tally.export}"))
        tallies.append(engine.rows(tally.sql)[0])
    if plan.spreads:
        progress(Text(zh="计算办理用时", en="counting how long cases took"))
    return Scans(tallies, [engine.rows(spread.sql) for spread in plan.spreads])
