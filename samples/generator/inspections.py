"""A year of inspections: by the supervision group, patrols of the teams, self-checks and surveys."""

from datetime import date, timedelta

from generator.days import MONTHS
from generator.dice import Dice
from generator.house import TEAMS
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

COLUMNS = (
    *("inspection_id", "date", "kind", "object", "team", "group_id", "has_service", "has_operations", "has_quality"),
    *("item_response", "item_efficiency", "item_satisfaction", "findings", "action_id", "corrected_on", "basis"),
)
_DEPARTMENTS = ("has_service", "has_operations", "has_quality")
_ITEMS = ("item_response", "item_efficiency", "item_satisfaction")
_BASIS = {
    "process": "first-response",
    "conduct": "call-answering",
    "environment": "service-coverage",
    "result": "customer-satisfaction",
}
_NOT_INSPECTED, _NO_ENVIRONMENT, _NO_SELF_CHECK = date(2025, 2, 1), date(2025, 7, 1), date(2025, 5, 1)
_REVISED = date(2025, 7, 1)
_YEAR, _NEXT_YEAR, _NEXT_MONTH = date(2025, 1, 1), date(2026, 1, 1), date(2026, 1, 1)


def make_inspections(dice: Dice, ledger: Ledger) -> Table:
    """Every inspection, with what is wrong with some of them."""
    table = Table(export="inspections", columns=COLUMNS)
    for month in MONTHS:
        for row in _month(dice, month):
            row["inspection_id"] = f"JC{row['date']:%y%m}{len(table.rows) + 1:03d}"
            table.add(row)
    next_year = _row(date(2026, 1, 6), "patrol", "process", TEAMS[0])
    table.add(next_year | {"inspection_id": "JC2601001"})
    _found(table, dice)
    _groups(ledger)
    _single_faults(table, dice, ledger)
    return table


def _row(day: date, kind: str, subject: str, team: str, group: str | None = None) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    row |= {"date": day, "kind": kind, "object": subject, "team": team, "group_id": group}
    if group is not None:
        row |= dict.fromkeys(_DEPARTMENTS, True)
    if group is not None and subject == "process":
        row |= dict.fromkeys(_ITEMS, True)
    return row | {"findings": 0, "basis": _BASIS[subject]}


def _month(dice: Dice, month: date) -> list[Row]:
    """Three inspections by the group, a patrol each week, a self-check, and once a quarter a survey."""
    rows = [_row(month + timedelta(days=2 + 7 * week), "patrol", "process", TEAMS[week]) for week in range(4)]
    objects = ["process", "conduct", "environment", "result"]
    if month == _NOT_INSPECTED:
        objects.remove("process")
    if month == _NO_ENVIRONMENT:
        objects.remove("environment")
    for place, subject in enumerate(objects):
        day = month + timedelta(days=dice.between(7, 10) + 4 * place)
        rows.append(_row(day, "special", subject, dice.one(TEAMS), "JD01"))
    if month != _NO_SELF_CHECK:
        rows.append(_row(month + timedelta(days=24), "self", "conduct", TEAMS[0]))
    if month.month % 3 == 0:
        rows.append(_row(month + timedelta(days=25), "survey", "result", TEAMS[month.month % 4]))
    return sorted(rows, key=lambda row: (row["date"], row["kind"], row["team"]))


def _found(table: Table, dice: Dice) -> None:
    """Something is found in a third of them, and put right within the limit of its day."""
    for place, row in enumerate(table.rows):
        if place % 3 == 1:
            row["findings"] = dice.between(1, 4)
            row["action_id"] = f"GJ{row['date']:%y%m}{place:03d}"
            row["corrected_on"] = row["date"] + timedelta(days=dice.between(2, 10 if row["date"] >= _REVISED else 15))


def _groups(ledger: Ledger) -> None:
    """A month without the group, one without a look at the environment, one without a self-check, and no third party.

    The year that has just begun lacks much, and may still get it.
    """
    ledger.group("service-inspection.monthly", "noncompliant", _NOT_INSPECTED)
    ledger.group("service-inspection.objects", "noncompliant", _NO_ENVIRONMENT)
    ledger.group("service-inspection.self-check", "noncompliant", _NO_SELF_CHECK)
    ledger.group("service-inspection.means", "noncompliant", _YEAR)
    ledger.group("service-inspection.means", "undecided", _NEXT_YEAR)
    for clause in ("monthly", "objects", "self-check"):
        ledger.group(f"service-inspection.{clause}", "undecided", _NEXT_MONTH)


def _single_faults(table: Table, dice: Dice, ledger: Ledger) -> None:
    def by_group(row: Row) -> bool:
        return row["group_id"] is not None

    def process(row: Row) -> bool:
        return by_group(row) and row["object"] == "process"

    for place, row in enumerate(table.take(dice, 3, by_group)):
        row[_DEPARTMENTS[place]] = False
        ledger.note(row, "breached", "inspection-manner.three-departments")
    for row in table.take(dice, 1, by_group):
        row["has_quality"] = Unreadable("部分")
        ledger.note(row, "undecided", "inspection-manner.three-departments")
    for row in table.take(dice, 2, process):
        row["item_satisfaction"] = False
        ledger.note(row, "breached", "inspection-manner.items")
    for row in table.take(dice, 3):
        row["basis"] = None
        ledger.note(row, "breached", "inspection-manner.basis")
    for row in table.take(dice, 2):
        row["basis"] = "service-courtesy"  # no standard of the handbook
        ledger.note(row, "breached", "inspection-manner.basis-known")
    _left_lying(table, dice, ledger)
    table.spoilt.append(table.rows[5] | {"inspection_id": "JC2501999", "date": Unreadable("一月上旬")})


def _left_lying(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Findings that were put right late or never, and some that led to no action."""

    def found(row: Row) -> bool:
        return bool(row["findings"]) and row["date"] < date(2025, 12, 1)

    for row in table.take(dice, 2, lambda row: found(row) and row["date"] >= _REVISED):
        row["corrected_on"] = row["date"] + timedelta(days=14)  # in time until the limit was tightened
        ledger.note(row, "breached", "finding-correction.inspection-corrected")
    for row in table.take(dice, 2, found):
        row["corrected_on"] = None
        ledger.note(row, "breached", "finding-correction.inspection-corrected")
    for row in table.take(dice, 3, found):
        row["action_id"] = None
        ledger.note(row, "breached", "finding-correction.inspection-action")
