"""Dialogues that the system recorded: of answered calls, and of chats."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from generator.days import period_of
from generator.dice import Dice
from generator.law import REVISED
from generator.ledger import Ledger
from generator.tables import Row, Table

COLUMNS = (
    *("dialogue_id", "call_id", "request_id", "channel", "ended_at", "analysed_at"),
    *("quality_score", "efficiency_score", "lead_id"),
)
_NO_CHATS = date(2025, 4, 1)
_LOW = 60


def make_dialogues(calls: Table, requests: Table, dice: Dice, ledger: Ledger, scale: int) -> Table:
    """Nearly every answered call has one; some are analysed late, lack a score or were followed by nothing."""
    table = Table(export="dialogue-records", columns=COLUMNS)
    for row in sorted(
        [*_of_calls(calls, dice, ledger, scale), *_of_chats(requests, dice)], key=lambda row: row["ended_at"]
    ):
        table.add(row | {"dialogue_id": f"DH25{len(table.rows) + 1:05d}"})
    ledger.group("dialogue-analysis.channels", "noncompliant", _NO_CHATS)
    _late(table, dice, ledger, scale)
    _unscored(table, dice, ledger, scale)
    _low(table, dice, ledger, scale)
    last = table.rows[-1]
    last |= {"analysed_at": None, "quality_score": None, "efficiency_score": None, "lead_id": None}
    ledger.note(last, "pending", "dialogue-analysis.analysed")
    return table


def _of_calls(calls: Table, dice: Dice, ledger: Ledger, scale: int) -> Iterator[Row]:
    answered: dict[str, list[Row]] = {}
    for row in calls.rows:
        if row["answered"] is True:
            answered.setdefault(row["call_id"], []).append(row)
    missing = set(dice.shuffled(sorted(answered))[: 40 * scale])
    for call, rows in answered.items():
        if call in missing:
            for row in rows:
                ledger.note(row, "breached", "dialogue-analysis.recorded")
        else:
            ended = rows[0]["started_at"] + dice.seconds(60, 900)
            yield _dialogue(dice, ended, call_id=call, request_id=rows[0]["request_id"], channel="phone")


def _of_chats(requests: Table, dice: Dice) -> Iterator[Row]:
    for row in requests.rows:
        if row["channel"] == "chat" and period_of(row["created_at"], "month") != _NO_CHATS:
            ended = row["created_at"] + dice.minutes(6, 30)
            if period_of(ended, "month") != _NO_CHATS:
                yield _dialogue(dice, ended, call_id=None, request_id=row["request_id"], channel="chat")


def _dialogue(dice: Dice, ended: datetime, **told: str | None) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    good = {"quality_score": dice.between(70, 99), "efficiency_score": dice.between(66, 99)}
    return row | told | good | {"ended_at": ended, "analysed_at": ended + dice.minutes(1, 170)}


def _before_the_end(table: Table) -> datetime:
    """Whatever happens before is not left open by the end of the year."""
    newest: datetime = table.rows[-1]["ended_at"]
    return newest - timedelta(days=3)


def _late(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    until = _before_the_end(table)
    for place, row in enumerate(table.take(dice, 30 * scale, lambda row: row["ended_at"] < until)):
        limit = timedelta(hours=4 if row["ended_at"].date() >= REVISED else 24)
        row["analysed_at"] = row["ended_at"] + limit + (dice.seconds(1, 40_000) if place % 3 else timedelta())
        if place % 3:
            ledger.note(row, "breached", "dialogue-analysis.analysed")
    for row in table.take(dice, 6 * scale, lambda row: row["ended_at"] < until):
        row |= {"analysed_at": None, "quality_score": None, "efficiency_score": None}
        ledger.note(row, "breached", "dialogue-analysis.analysed")


def _unscored(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    until = _before_the_end(table)
    for place, row in enumerate(table.take(dice, 7 * scale, lambda row: row["ended_at"] < until)):
        row["quality_score" if place % 2 else "efficiency_score"] = None
        ledger.note(row, "breached", "dialogue-analysis.two-scores")


def _low(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """Low scores with a lead, some without; the line itself is not low."""
    until = _before_the_end(table)
    for place, row in enumerate(table.take(dice, 60 * scale, lambda row: row["ended_at"] < until)):
        if place < 5 * scale:
            row["quality_score"] = _LOW
            continue
        row["quality_score" if place % 2 else "efficiency_score"] = dice.between(20, _LOW - 1)
        row["lead_id"] = f"XS25{place:04d}" if place % 6 else None
        if not place % 6:
            ledger.note(row, "breached", "dialogue-analysis.lead")
