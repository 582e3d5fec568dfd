"""Everything that the standards on systems and data read, made after the exports of the other standards."""

from collections.abc import Mapping
from datetime import datetime

from generator.dice import Dice
from generator.ledger import Ledger
from generator.system_data import make_data_quality
from generator.system_dialogues import make_dialogues
from generator.system_groups import observe_intelligence
from generator.system_list import make_systems
from generator.system_messages import make_messages
from generator.system_running import fill_busy, make_performance, note_unmeasured
from generator.system_runs import make_runs
from generator.tables import Table

_UNSUPPORTED = "RET"
"""The process that no system supported at the stock-taking of June."""


def with_systems(tables: Mapping[str, Table], seed: int, ledger: Ledger, scale: int) -> dict[str, Table]:
    """The tables, those of the systems among them; calls get the column on busy lines."""
    requests, calls = tables["requests"], tables["calls"]
    systems = make_systems(Dice(seed + 70), ledger)
    note_unmeasured(systems, ledger)
    fill_busy(calls, Dice(seed + 71), ledger)
    made = (
        systems,
        make_performance(Dice(seed + 72), ledger),
        make_messages(requests, Dice(seed + 73), ledger, scale),
        make_dialogues(calls, requests, Dice(seed + 74), ledger, scale),
        make_data_quality(Dice(seed + 75), ledger),
        make_runs(Dice(seed + 76), ledger),
    )
    _note_unsupported(requests, ledger)
    every = {**tables, **{table.export: table for table in made}}
    observe_intelligence(every, ledger)
    return every


def _note_unsupported(requests: Table, ledger: Ledger) -> None:
    """Received behind the stock-taking of March and before the day from which that of September is near enough.

    What came in on the last day of the year waits for the next one.
    """
    for row in requests.rows:
        if row["process_id"] is None:
            continue
        if row["created_at"] > datetime(2025, 12, 31):
            ledger.note(row, "pending", "system-inventory.process-supported")
        elif row["process_id"] == _UNSUPPORTED and datetime(2025, 3, 31) < row["created_at"] < datetime(2025, 6, 30):
            ledger.note(row, "breached", "system-inventory.process-supported")
