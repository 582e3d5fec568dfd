"""Staff of each day, and what each team cost and earned in satisfaction month by month."""

from datetime import date

from generator.days import MONTHS, period_of, works, year
from generator.dice import Dice
from generator.house import MARKET, RELATIONS, SERVICE, STAFF, TEAMS, TECHNICAL
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

STAFFING = ("date", "team", "service_staff", "required_staff", "backup_staff", "active_customers")
REVIEWS = ("team", "month", "resource_input", "satisfaction")
_CROWDED = ((SERVICE, date(2025, 11, 1)), (SERVICE, date(2025, 12, 1)), (MARKET, date(2025, 6, 1)))
_FULL = (TECHNICAL, date(2025, 4, 1))
_SHORT = ((RELATIONS, date(2025, 2, 1)), (RELATIONS, date(2025, 8, 1)), (TECHNICAL, date(2025, 10, 1)))
_JUST_ENOUGH = (SERVICE, date(2025, 5, 1))
_NOT_COUNTED = (MARKET, date(2025, 9, 1))
_PER_PERSON, _BACKUP = "staffing-ratio.customers-per-person", "backup-staff.redundancy"
_LIMIT = 5


def make_staffing(dice: Dice, ledger: Ledger) -> Table:
    """One row per team and day."""
    table = Table(export="staffing", columns=STAFFING)
    for day in year():
        for team in TEAMS:
            _staff(table.add(dict.fromkeys(STAFFING) | {"date": day, "team": team}), dice)
    for team, month in _CROWDED:
        ledger.group(_PER_PERSON, "noncompliant", month, team)
    for team, month in _SHORT:
        ledger.group(_BACKUP, "noncompliant", month, team)
    _understaff(table, ledger)
    gaps = [row for row in table.rows if _key(row) == _NOT_COUNTED][4:7]
    gaps[0]["active_customers"] = gaps[1]["backup_staff"] = None
    gaps[2]["active_customers"] = Unreadable("约50")
    ledger.group(_PER_PERSON, "undecided", _NOT_COUNTED[1], _NOT_COUNTED[0])
    ledger.group(_BACKUP, "undecided", _NOT_COUNTED[1], _NOT_COUNTED[0])
    table.spoilt += [table.rows[40] | {"date": None}, table.rows[41] | {"date": Unreadable("11月31日")}]
    return table


def _understaff(table: Table, ledger: Ledger) -> None:
    """On the twelfth of some months seven tenths of the service staff are there, and as few customers."""
    for month in (2, 5, 9):
        day = date(2025, month, 12)
        (row,) = (row for row in table.rows if row["team"] == SERVICE and row["date"] == day)
        row["service_staff"] = row["required_staff"] * 7 // 10
        row["active_customers"] = row["service_staff"] * 4
        ledger.note(row, "breached", "staffing-ratio.enough-present")


def _key(row: Row) -> tuple[str, date | None]:
    return row["team"], period_of(row["date"], "month")


def _staff(row: Row, dice: Dice) -> None:
    full = STAFF[row["team"]] if works(row["date"]) else STAFF[row["team"]] // 2
    row["required_staff"] = full
    row["service_staff"] = full - dice.lean(0, max(1, full // 8))
    row["backup_staff"] = full // 5 + dice.between(1, 2)
    row["active_customers"] = int(row["service_staff"] * (3.6 + dice.share()))
    key = _key(row)
    if key in _CROWDED:
        row["active_customers"] = int(row["service_staff"] * (5.1 + dice.share())) + 1
    if key == _FULL:
        row["active_customers"] = row["service_staff"] * _LIMIT
    if key in _SHORT:
        row["backup_staff"] = full // 5 - dice.between(0, 1) - (full % 5 == 0 and row["date"].day == 1)
    if key == _JUST_ENOUGH:
        row["backup_staff"] = full // 5


def make_reviews(dice: Dice) -> Table:
    """One row per team and month. Where more is put in, satisfaction is a little higher; two rows lack it."""
    table = Table(export="resource-reviews", columns=REVIEWS)
    for month in MONTHS:
        for team in TEAMS:
            cost = round(STAFF[team] * (0.9 + 0.3 * dice.share()), 1)
            satisfaction = round(89 + cost / 8 + 2 * dice.share(), 1)
            table.add({"team": team, "month": month, "resource_input": cost, "satisfaction": satisfaction})
    table.rows[9]["satisfaction"] = None
    table.rows[30]["satisfaction"] = Unreadable("九成")
    return table
