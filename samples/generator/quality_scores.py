"""The monthly quality score of each team, made of its five parts by the weights of the time."""

from collections.abc import Mapping
from datetime import date

from generator.days import MONTHS
from generator.dice import Dice
from generator.house import MARKET, TEAMS, TECHNICAL
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

PARTS = ("satisfaction", "response", "solving", "conformity", "staff")
COLUMNS = ("period", "unit", *PARTS, "nps", "total", "action_id")
FIRST_WEIGHTS: Mapping[str, int] = {"satisfaction": 30, "response": 20, "solving": 30, "conformity": 10, "staff": 10}
LATER_WEIGHTS: Mapping[str, int] = FIRST_WEIGHTS | {"solving": 20, "conformity": 20}
_REVISED = date(2025, 7, 1)
_FORGOTTEN = (MARKET, date(2025, 3, 1))
_WEAK = {(TECHNICAL, date(2025, 2, 1)), (TECHNICAL, date(2025, 6, 1)), (MARKET, date(2025, 9, 1))}
_WEAK_WITHOUT_ACTION = {(MARKET, date(2025, 1, 1)), (TECHNICAL, date(2025, 11, 1))}


def make_quality_scores(dice: Dice, ledger: Ledger) -> Table:
    """One row per team and month, but for one that was forgotten."""
    table = Table(export="quality-scores", columns=COLUMNS)
    for month in MONTHS:
        for team in TEAMS:
            if (team, month) == _FORGOTTEN:
                ledger.group("quality-score.monthly", "noncompliant", month, team)
                continue
            row = table.add(_scored(dice, team, month))
            if (team, month) in _WEAK_WITHOUT_ACTION:
                row["action_id"] = None
                ledger.note(row, "breached", "quality-score.low-score-action")
                table.touched.add(id(row))
    _single_faults(table, dice, ledger)
    return table


def total(row: Row, weights: Mapping[str, int]) -> float:
    """The score by these weights, to one decimal."""
    return round(sum(row[part] * weight for part, weight in weights.items()) / 100, 1)


def _scored(dice: Dice, team: str, month: date) -> Row:
    weak = (team, month) in _WEAK | _WEAK_WITHOUT_ACTION
    row: Row = dict.fromkeys(COLUMNS) | {"period": month, "unit": team}
    for part in PARTS:
        row[part] = float(dice.between(56, 66) if weak else dice.between(85, 97))
    row["conformity"] = row["solving"] - (4.0 if weak else 5.0)
    row["nps"] = float(dice.between(20, 55))
    row["total"] = total(row, LATER_WEIGHTS if month >= _REVISED else FIRST_WEIGHTS)
    if weak:
        row["action_id"] = f"GJ{month:%y%m}9{len(team):02d}"
    return row


def _single_faults(table: Table, dice: Dice, ledger: Ledger) -> None:
    def good(row: Row) -> bool:
        return row["action_id"] is None

    for row in table.take(dice, 2, good):
        row["staff"] = None
        ledger.note(row, "breached", "quality-score.five-parts")
        ledger.note(row, "undecided", "quality-score.total")
    for row in table.take(dice, 2, good):
        row["nps"] = None
        ledger.note(row, "breached", "quality-score.nps")
    for row in table.take(dice, 2, lambda row: good(row) and row["period"] >= _REVISED):
        row["total"] = total(row, FIRST_WEIGHTS)  # the weights of the first half of the year
        ledger.note(row, "breached", "quality-score.total")
    for row in table.take(dice, 1, good):
        row["total"] += 2
        ledger.note(row, "breached", "quality-score.total")
    for row in table.take(dice, 1, good):
        row["response"] = Unreadable("九十二")
        ledger.note(row, "undecided", "quality-score.five-parts", "quality-score.total")
    table.spoilt.append(table.rows[7] | {"period": Unreadable("2025年13月")})
