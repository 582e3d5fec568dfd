"""Branches, and the notices by which their people learn of new versions of the standards."""

from datetime import date, datetime, timedelta

from generator.dice import Dice
from generator.house import BRANCHES, SERVICE
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

BRANCH_COLUMNS = ("branch", "name", "opened_on", "closed_on")
NOTICE_COLUMNS = (
    *("staff_id", "standard_id", "version", "team", "notified_at", "acknowledged_at", "branch", "effective_on"),
    "newcomer",
)
_LATE_BRANCH = "GZ"
_REVISIONS = ("complaint-handling", "call-answering", "resolution-and-closing", "standard-awareness")
_FIRST, _REVISED = date(2025, 1, 1), date(2025, 7, 1)
_Revision = tuple[str, str, date]
"""Standard, version, day of effect."""
_ISSUE: _Revision = ("first-response", "1.0.0", _FIRST)
_ACKNOWLEDGED, _BEFORE = "standard-awareness.acknowledged", "standard-awareness.before-effective"
_EVERYWHERE = "standard-awareness.every-branch"
_FORGOTTEN = "XA"
_PEOPLE = 60
_LAST_QUARTER, _SUMMER = 4, 8


def make_branches() -> Table:
    """Four branches from before, a fifth that opens in August."""
    table = Table(export="branches", columns=BRANCH_COLUMNS)
    names = dict(zip(BRANCHES, ("上海", "成都", "武汉", "西安"), strict=True))
    for place, (branch, name) in enumerate(names.items()):
        opened = date(2018 + place, 3, 1)
        table.add({"branch": branch, "name": f"{name}分公司", "opened_on": opened, "closed_on": None})
    late = {"branch": _LATE_BRANCH, "name": "广州分公司", "opened_on": date(2025, 8, 18), "closed_on": None}
    table.add(late)
    return table


def make_notices(dice: Dice, ledger: Ledger) -> Table:
    """The first issue in December, revisions in June, newcomers in every quarter, the last in January."""
    table = Table(export="acknowledgements", columns=NOTICE_COLUMNS)
    for person in range(1, 11):
        _notice(table, dice, person, _ISSUE, datetime(2024, 12, 16, 9))
    for number, standard in enumerate(_REVISIONS):
        for person in range(1, _PEOPLE + 1):
            _notice(table, dice, person, (standard, "2.0.0", _REVISED), datetime(2025, 6, 3 + number, 9))
    june = table.rows[10:]
    _newcomers(table, dice)
    _spoil(table, june, ledger)
    ledger.group(_EVERYWHERE, "noncompliant", date(2025, 7, 1), _FORGOTTEN)
    for branch in ("WH", "XA", _LATE_BRANCH):
        ledger.group(_EVERYWHERE, "undecided", date(2026, 1, 1), branch)
    return table


def _notice(table: Table, dice: Dice, person: int, revision: _Revision, at: datetime) -> Row:
    standard, version, effective = revision
    days = 13 if at < datetime(2025, 7, 1) else 6
    return table.add(
        {"staff_id": f"KF{person:03d}", "standard_id": standard, "version": version, "team": SERVICE}
        | {"notified_at": at, "acknowledged_at": at + dice.hours(1, 24 * days), "effective_on": effective}
        | {"branch": BRANCHES[person % len(BRANCHES)], "newcomer": False}
    )


def _newcomers(table: Table, dice: Dice) -> None:
    """Two for each branch and quarter; one branch is forgotten in summer, two have their first of 2026."""
    person = _PEOPLE
    for quarter in (1, 2, 3, 4):
        for branch in (*BRANCHES, *([_LATE_BRANCH] if quarter == _LAST_QUARTER else [])):
            for day in (8, 19):
                person += 1
                at = datetime(2025, 3 * quarter - 1, day, 9, 30)
                row = _notice(table, dice, person, _ISSUE, at)
                row |= {"branch": branch, "newcomer": True}
    table.rows[:] = [
        row
        for row in table.rows
        if not (row["newcomer"] and row["branch"] == _FORGOTTEN and row["notified_at"].month == _SUMMER)
    ]
    for branch in ("SH", "CD"):
        person += 1
        row = _notice(table, dice, person, _ISSUE, datetime(2026, 1, 5, 9))
        row |= {"branch": branch, "newcomer": True, "acknowledged_at": None}
    table.rows[-1]["acknowledged_at"] = datetime(2026, 1, 6, 10)


def _spoil(table: Table, june: list[Row], ledger: Ledger) -> None:
    """To the second, one late, never, unreadable; two told too late, one of a version that is not there."""
    june[0]["acknowledged_at"] = june[0]["notified_at"] + timedelta(days=14)
    june[1]["acknowledged_at"] = june[1]["notified_at"] + timedelta(days=14, seconds=1)
    june[2]["acknowledged_at"] = None
    june[3]["acknowledged_at"] = Unreadable("已阅")
    june[4]["version"] = "2.0.1"
    summer = next(row for row in table.rows if row["newcomer"] and row["notified_at"].month == _SUMMER)
    summer["acknowledged_at"] = summer["notified_at"] + timedelta(days=8)
    ledger.note(june[3], "undecided", _ACKNOWLEDGED)
    ledger.note(june[4], "breached", "standard-awareness.known-revision")
    for row in (june[1], june[2], summer):
        ledger.note(row, "breached", _ACKNOWLEDGED)
    for row in (june[5], june[8]):
        row |= {"notified_at": datetime(2025, 7, 1, 8), "acknowledged_at": datetime(2025, 7, 2, 8)}
        ledger.note(row, "breached", _BEFORE)
    ledger.note(table.rows[-2], "pending", _ACKNOWLEDGED)
