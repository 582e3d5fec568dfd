"""The monthly checks of the data, by data set and dimension."""

from datetime import date, timedelta

from generator.days import MONTHS, period_of
from generator.dice import Dice
from generator.law import REVISED
from generator.ledger import Ledger
from generator.tables import Row, Table

COLUMNS = ("dataset", "dimension", "measured_on", "checked", "errors", "stage", "used_by", "cleaned_on")
_SETS = {
    "requests": "first-response",
    "calls": "call-answering",
    "surveys": "customer-satisfaction",
    "customers": "customer-data",
}
_DIMENSIONS = {
    "completeness": "capture",
    "accuracy": "capture",
    "consistency": "store",
    "timeliness": "process",
    "uniqueness": "process",
    "validity": "capture",
}
_NOT_CHECKED = {(date(2025, 4, 1), "surveys", "consistency")}
_FORGOTTEN = (date(2025, 10, 1), "uniqueness")
"""A month in which nobody looked for duplicates in any data set."""
_SHARE = {
    (date(2025, 2, 1), "accuracy"): 0.05,
    (date(2025, 6, 1), "validity"): 0.039,
    (date(2025, 8, 1), "timeliness"): 0.025,
    (date(2025, 9, 1), "uniqueness"): 0.02,
}
"""Month and dimension -> share of errors; 4 % are allowed until July and 2 % from then on, and just that is fine."""


def make_data_quality(dice: Dice, ledger: Ledger) -> Table:
    """A year of checks; each month starts on its twentieth."""
    table = Table(export="data-quality", columns=COLUMNS)
    for month in MONTHS:
        for place, (dataset, standard) in enumerate(_SETS.items()):
            for dimension, stage in _DIMENSIONS.items():
                if (month, dataset, dimension) in _NOT_CHECKED or (month, dimension) == _FORGOTTEN:
                    continue
                checked = dice.between(3, 9) * 200
                errors = round(checked * _SHARE.get((month, dimension), dice.share() * 0.015))
                day = month.replace(day=18 + place)
                row: Row = {"dataset": dataset, "dimension": dimension, "measured_on": day, "checked": checked}
                row |= {"errors": errors, "stage": stage, "used_by": standard}
                table.add(row | {"cleaned_on": day + timedelta(days=dice.between(1, 6)) if errors else None})
    ledger.group("data-quality-rules.few-errors", "noncompliant", date(2025, 2, 1), "accuracy")
    ledger.group("data-quality-rules.few-errors", "noncompliant", date(2025, 8, 1), "timeliness")
    ledger.group("data-quality-rules.three-dimensions", "noncompliant", date(2025, 4, 1), "surveys")
    ledger.group("data-quality-rules.known-weaknesses", "noncompliant", _FORGOTTEN[0])
    _spoil(table, dice, ledger)
    return table


def _ordinary(row: Row) -> bool:
    month = period_of(row["measured_on"], "month")
    return row["errors"] > 0 and (month, row["dimension"]) not in _SHARE and row["measured_on"].month < 12  # noqa: PLR2004


def _spoil(table: Table, dice: Dice, ledger: Ledger) -> None:
    for place, row in enumerate(table.take(dice, 9, _ordinary)):
        limit = timedelta(days=7 if row["measured_on"] >= REVISED else 14)
        row["cleaned_on"] = row["measured_on"] + limit + timedelta(days=place % 3)
        if place % 3:
            ledger.note(row, "breached", "data-quality-rules.cleaned")
    for row in table.take(dice, 3, _ordinary):
        row["cleaned_on"] = None
        ledger.note(row, "breached", "data-quality-rules.cleaned")
    for row in table.take(dice, 2, _ordinary):
        row["used_by"] = "complaint-ledger"
        ledger.note(row, "breached", "data-quality-rules.used")
    for row in table.take(dice, 2, _ordinary):
        row |= {"checked": 0, "errors": 0, "cleaned_on": None}
        ledger.note(row, "breached", "data-quality-rules.counted")
    for row in table.take(dice, 1, _ordinary):
        row |= {"checked": 4, "errors": 5}
        ledger.note(row, "breached", "data-quality-rules.counted")
    for row in table.rows[-1:]:
        row |= {"errors": row["errors"] or 1, "cleaned_on": None, "measured_on": date(2025, 12, 28)}
        ledger.note(row, "pending", "data-quality-rules.cleaned")
