"""What is wrong in the list of customers, one fault a row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from generator.customer_base import tier_of
from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table

_HALF = date(2025, 7, 1)


def spoil_customers(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Every fault of the list that needs no other export."""
    hand = _Hand(table, dice, ledger)
    for plant in (_grading, _regrading, _data, _files, _stages, _loyalty, _contact):
        plant(hand)


def _active(row: Row) -> bool:
    return bool(row["lifecycle_stage"] == "active")


def _plainly_active(row: Row) -> bool:
    return _active(row) and row["value_tier"] != "high"


@dataclass(frozen=True, slots=True)
class _Hand:
    """What it takes to break something in a table."""

    table: Table
    dice: Dice
    ledger: Ledger

    def breaks(self, count: int, clause: str, fits: Callable[[Row], bool]) -> list[Row]:
        """So many rows, noted as breached; what is wrong with them is done by the caller."""
        rows = self.table.take(self.dice, count, fits)
        for row in rows:
            self.ledger.note(row, "breached", clause)
        return rows

    def takes(self, count: int, fits: Callable[[Row], bool]) -> list[Row]:
        """So many rows, noted as nothing."""
        return self.table.take(self.dice, count, fits)


def _grading(hand: _Hand) -> None:
    for row in hand.breaks(6, "customer-grading.classified", _active):
        row["behaviour_class"] = None
    for row in hand.breaks(3, "customer-grading.tiered", lambda row: row["lifecycle_stage"] == "lost"):
        row["value_tier"] = None

    def stays(row: Row) -> bool:
        return tier_of(row["value_score"]) == tier_of(row["value_score"] + 2)

    for row in hand.breaks(5, "customer-grading.scored", stays):
        row["value_score"] = round(row["value_score"] + 2, 1)
    for row in hand.breaks(8, "customer-grading.tier-by-score", lambda row: row["value_tier"] == "low"):
        row["value_tier"] = "mid"


def _regrading(hand: _Hand) -> None:
    for early, count, days in ((True, 3, 366), (False, 7, 181)):

        def half(row: Row, early: bool = early) -> bool:  # noqa: FBT001 - bound to the round of the loop
            return (row["snapshot_date"] < _HALF) is early

        for place, row in enumerate(hand.breaks(count, "customer-grading.regraded", half)):
            row["tier_reviewed_on"] = row["snapshot_date"] - timedelta(days=days + 20 * place)
    for place, row in enumerate(hand.takes(4, lambda row: row["snapshot_date"] < _HALF)):
        row["tier_reviewed_on"] = row["snapshot_date"] - timedelta(days=365 - 40 * place)  # late only by later law
    served = "high-value-service.manager"
    for row in hand.breaks(4, served, lambda row: row["account_manager_id"] is not None):
        row["account_manager_id"] = None


def _data(hand: _Hand) -> None:
    """Too many gaps in the first half-year, few in the second."""
    for early, count in ((True, 30), (False, 9)):

        def half(row: Row, early: bool = early) -> bool:  # noqa: FBT001 - bound to the round of the loop
            return (row["snapshot_date"] < _HALF) is early

        for place, row in enumerate(hand.breaks(count, "customer-data.basics", half)):
            row["address" if place % 3 else "phone"] = None
    for place, row in enumerate(hand.breaks(6, "customer-data.phone-valid", lambda _: True)):
        row["phone"] = ("12345", "139000", "二八零零", "0571-123")[place % 4]
    for day in (date(2025, 3, 31), date(2025, 9, 30)):
        pair = hand.takes(2, lambda row, day=day: row["snapshot_date"] == day)
        pair[1] |= {name: pair[0][name] for name in ("name", "phone")}
        for row in pair:
            hand.ledger.note(row, "breached", "customer-data.one-record")


def _files(hand: _Hand) -> None:
    for row in hand.breaks(40, "customer-archive.five-kinds", _active):
        row |= {"surveys_recorded": 0, "feedback_recorded": 2}

    def due(row: Row) -> bool:
        newest = max(row["last_contact_on"], row["last_order_on"] or row["last_contact_on"])
        return bool(row["snapshot_date"] > newest + timedelta(days=3))

    for row in hand.breaks(12, "customer-archive.current", due):
        newest = max(row["last_contact_on"], row["last_order_on"] or row["last_contact_on"])
        row["updated_at"] -= row["updated_at"].date() - newest + timedelta(days=2)
    for place, row in enumerate(hand.breaks(15, "customer-archive.profile", _active)):
        row["profile_updated_on"] = row["snapshot_date"] - timedelta(days=181 + 5 * place)


def _stages(hand: _Hand) -> None:
    def settled(row: Row) -> bool:
        return _plainly_active(row) and row["satisfaction_score"] >= 3 and row["stage_since"] < date(2025, 1, 1)  # noqa: PLR2004

    for row in hand.breaks(6, "customer-lifecycle.staged", settled):
        row["lifecycle_stage"] = "lost"
    for row in hand.takes(10, _plainly_active):
        row |= {"surveys_recorded": 0, "feedback_recorded": 0}
        hand.ledger.note(row, "breached", "continuing-care.full-circle", "customer-archive.five-kinds")


def _loyalty(hand: _Hand) -> None:
    def middling(row: Row) -> bool:
        return row["loyalty_level"] == "mid" and row["satisfaction_score"] is not None

    for row in hand.breaks(6, "loyalty-levels.level-by-behaviour", middling):
        row["repurchase_rate"] = 0.1
    for row in hand.breaks(5, "survey-rating.rated", middling):
        row["satisfaction_score"] = round(row["survey_mean"] + 0.2, 1)
    for row in hand.breaks(2, "loyalty-levels.levelled", lambda row: row["loyalty_level"] == "low"):
        row["loyalty_level"] = None


def _contact(hand: _Hand) -> None:
    for row in hand.breaks(40, "continuing-care.in-touch", _active):
        row["last_contact_on"] = row["snapshot_date"] - timedelta(days=181 + hand.dice.between(0, 60))
