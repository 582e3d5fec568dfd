"""Columns of surveys and requests that the standards on customers read, filled in after those exports are made."""

from datetime import date, datetime

from generator.days import period_of
from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Table

_COLUMNS = ("method", "wave", "form_id", "score_product", "score_aftersales")
_NOT_REGISTERED, _KEPT = date(2025, 5, 1), 30
_NO_INTERVIEW = date(2025, 7, 1)
_OTHER_WAYS = 2
"""So many interviews and analyses a quarter."""


def widen(table: Table, *names: str) -> None:
    """Columns more, where the table does not have them yet; rejected rows have them too."""
    table.columns += tuple(name for name in names if name not in table.columns)
    for row in [*table.rows, *table.spoilt, *(row for row, _ in table.ragged)]:
        for name in names:
            row.setdefault(name, None)


def rate_surveys(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """The standard questionnaire, and the quarter, month and wave in which it was not kept to."""
    widen(table, *_COLUMNS)
    kept = 0
    others: dict[tuple[date | None, str], int] = {}
    for row in table.rows:
        sent, answered = row["sent_at"], isinstance(row["answered_at"], datetime)
        month, quarter = period_of(sent, "month"), period_of(sent, "quarter")
        row["method"] = _method(others, quarter) if answered and month != _NOT_REGISTERED else "questionnaire"
        if month == _NOT_REGISTERED and answered and row["method"] == "questionnaire":
            kept += 1
            row["method"] = "questionnaire" if kept <= _KEPT else None
        if row["method"] == "questionnaire":
            row |= {"wave": f"{sent:%Y}Q{(sent.month + 2) // 3}", "form_id": f"WJ-{sent:%Y}-1"}
            if answered:
                row |= {"score_product": dice.between(3, 5), "score_aftersales": dice.between(3, 5)}
    _spoil(table, dice, ledger, scale)


def _method(others: dict[tuple[date | None, str], int], quarter: date | None) -> str:
    """The first answers of a quarter come from interviews and analyses."""
    for way in ("interview", "data"):
        if (quarter, way) != (_NO_INTERVIEW, "interview") and others.get((quarter, way), 0) < _OTHER_WAYS:
            others[quarter, way] = others.get((quarter, way), 0) + 1
            return way
    return "questionnaire"


def _spoil(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    asked = [row for row in table.rows if row["score_product"] is not None]
    for row in dice.shuffled(asked)[: 6 * scale]:
        row["score_product"] = None
        ledger.note(row, "breached", "survey-rating.same-questions")
    for row in [row for row in table.rows if row["wave"] == "2025Q4"][:9]:
        row["form_id"] = "WJ-2025-1B"
    ledger.group("survey-rating.same-form", "noncompliant", None, "2025Q4")
    ledger.group("survey-rating.regular", "noncompliant", _NOT_REGISTERED)
    ledger.group("survey-rating.methods", "noncompliant", _NO_INTERVIEW)


def tier_requests(table: Table, dice: Dice) -> None:
    """The tier of the customer at the time of the request, where nobody else has filled it in."""
    if "value_tier" not in table.columns:
        widen(table, "value_tier")
        for row in table.rows:
            row["value_tier"] = dice.weighted({"high": 15, "mid": 45, "low": 40})
