"""The registers of the chapter on improvement, made behind all others, because they name their records."""

from collections.abc import Mapping

from generator.dice import Dice
from generator.improvement_actions import make_actions
from generator.improvement_groups import note_trends
from generator.improvement_registers import (
    make_deviations,
    make_phases,
    make_redesigns,
    make_risks,
    make_suggestions,
)
from generator.ledger import Ledger
from generator.reviews import make_improvement_reviews
from generator.tables import Table


def make_improvement(tables: Mapping[str, Table], dice: Dice, ledger: Ledger) -> dict[str, Table]:
    """All tables, with those of this chapter."""
    actions = make_actions(dice, ledger)
    added = (
        actions,
        make_improvement_reviews(actions, dice, ledger),
        make_suggestions(actions, dice, ledger),
        make_redesigns(dice, ledger),
        make_phases(dice, ledger),
        make_risks(dice, ledger),
        make_deviations(tables["requests"], dice, ledger),
    )
    note_trends(tables, ledger)
    return dict(tables) | {table.export: table for table in added}
