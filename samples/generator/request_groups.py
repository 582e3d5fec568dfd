"""Months and teams whose figures over all requests miss the target, or stay open for want of values."""

from collections.abc import Callable
from datetime import date
from math import ceil, floor

from generator.days import period_of
from generator.dice import Dice
from generator.house import MARKET, RELATIONS, SERVICE
from generator.ledger import Ledger
from generator.requests import LIVE, after
from generator.tables import Row, Table

_SLOW = ((SERVICE, date(2025, 2, 1)), (MARKET, date(2025, 6, 1)), (RELATIONS, date(2025, 11, 1)))
_UNPUNCTUAL, _UNMARKED = (date(2025, 2, 1), date(2025, 7, 1)), date(2025, 10, 1)
_UNSOLVED, _NO_OUTCOME = date(2025, 11, 1), date(2025, 5, 1)


def spoil_request_groups(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Plants every month that misses a target."""
    _slow_teams(table, dice, ledger)
    for month in _UNPUNCTUAL:
        for row in _part(table, dice, month):
            row["due_at"] = (row["resolved_at"] - (row["resolved_at"] - row["created_at"]) / 4).replace(microsecond=0)
            row["source_in_time"] = False
            ledger.note(row, "breached", "own-due-time.finished")
        ledger.group("own-due-time.share-in-time", "noncompliant", month)
    for row in _part(table, dice, _UNMARKED):
        row["source_in_time"] = None
        ledger.note(row, "undecided", "own-due-time.mark-agrees")
    ledger.group("own-due-time.share-in-time", "undecided", _UNMARKED)
    _outcome(table, dice, _UNSOLVED, "unsolved", 0.08)
    ledger.group("problem-resolution.resolved-share", "noncompliant", _UNSOLVED)
    for row in _outcome(table, dice, _NO_OUTCOME, None, 0.1):
        ledger.note(row, "breached", "service-steps.ledger-closed")
    ledger.group("problem-resolution.resolved-share", "undecided", _NO_OUTCOME)


def _in_month(column: str, month: date) -> Callable[[Row], bool]:
    return lambda row: row[column] is not None and period_of(row[column], "month") == month


def _slow_teams(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Nearly everybody waits between 24 and 50 minutes: each case in time, the mean too long."""
    for team, month in _SLOW:
        members = [row for row in table.untouched(_in_month("created_at", month)) if row["assigned_team"] == team]
        for row in members:
            person = row["first_response_actor"] != "bot" and row["request_type"] != "complaint"
            if person and not row["major"] and row["issue_domain"] != "technical":
                after(row, "first_response_at", row["created_at"] + dice.minutes(26, 50))
                if row["channel"] in LIVE:
                    clause = "chat" if row["channel"] == "chat" else "phone-and-counter"
                    ledger.note(row, "breached", f"live-response.{clause}")
                table.touched.add(id(row))
        ledger.group("support-teams.mean-response", "noncompliant", month, team)


def _part(table: Table, dice: Dice, month: date) -> list[Row]:
    """A fifth of the requests of a month."""
    everybody = sum(_in_month("created_at", month)(row) for row in table.rows)
    return table.take(dice, ceil(everybody * 0.2), _in_month("created_at", month))


def _outcome(table: Table, dice: Dice, month: date, code: str | None, part: float) -> list[Row]:
    rows = [row for row in table.untouched(_in_month("closed_at", month)) if row["resolution_code"] == "solved"]
    everybody = sum(_in_month("closed_at", month)(row) for row in table.rows)
    chosen = dice.shuffled(rows)[: floor(everybody * part) + 1]
    for row in chosen:
        row["resolution_code"] = code
        table.touched.add(id(row))
    return chosen
