"""Shifts with absences and who stood in, and what staff granted to customers on their own authority."""

from datetime import date, datetime, time, timedelta

from generator.days import works, year
from generator.dice import Dice
from generator.house import MARKET, RELATIONS, SERVICE, TECHNICAL, moments
from generator.ledger import Ledger
from generator.roster import Person
from generator.tables import Row, Table

SHIFT_COLUMNS = (
    *("shift_id", "starts_at", "ends_at", "staff_id", "team", "post", "present", "absence_reason"),
    *("replaced_by", "replaced_at"),
)
CONCESSION_COLUMNS = (
    *("concession_id", "request_id", "staff_id", "granted_at", "kind", "amount", "authorised_amount", "approver"),
)
_POSTS = (
    (SERVICE, 8, ("service", "service", "service", "monitor")),
    (SERVICE, 14, ("service", "service", "service", "monitor")),
    (TECHNICAL, 8, ("service", "service", "duty")),
    (MARKET, 9, ("service", "service")),
    (RELATIONS, 9, ("service", "service")),
)
_OPEN_AT_WEEKENDS = {SERVICE, TECHNICAL}
_LIMITS = {1: 100, 2: 200, 3: 300}
_CONCESSIONS = 400
_REVISED, _OLD_CEILING = date(2025, 7, 1), 500
_ONE_OPEN = (date(2025, 1, 17), date(2025, 3, 17), date(2025, 6, 17), date(2025, 9, 17))
_CROWDED = date(2025, 11, 10)
_COVERED, _IN_TIME = "absence-cover.covered", "absence-cover.in-time"


def make_shifts(everybody: tuple[Person, ...], dice: Dice, ledger: Ledger) -> Table:
    """Eight posts a day in the service team, fewer in the others; now and then somebody is absent."""
    table = Table(export="shifts", columns=SHIFT_COLUMNS)
    teams = {team: [person for person in everybody if person.team == team] for team, _, _ in _POSTS}
    pool = [person for person in everybody if person.backup_for is not None]
    turn = 0
    for day in year():
        for team, hour, posts in _POSTS:
            if not works(day) and team not in _OPEN_AT_WEEKENDS:
                continue
            there = [person for person in teams[team] if person.there_on(day) and person.cohort is None]
            for post in posts:
                turn += 1
                start = datetime.combine(day, time(hour))
                row = {"shift_id": f"B{turn:05d}", "starts_at": start, "ends_at": start + timedelta(hours=8)}
                row |= {"staff_id": there[turn % len(there)].id, "team": team, "post": post}
                table.add(row | _attendance(dice, start, pool[turn % len(pool)].id))
    _spoil_shifts(table, dice, ledger)
    return table


def _attendance(dice: Dice, start: datetime, backup: str) -> Row:
    if not dice.happens(0.04):
        return {"present": True, "absence_reason": None, "replaced_by": None, "replaced_at": None}
    reason = dice.weighted({"illness": 5, "leave": 4, "departure": 0.3, "other": 1})
    return {
        "present": False,
        "absence_reason": reason,
        "replaced_by": backup,
        "replaced_at": start if reason == "leave" else start + dice.minutes(5, 29),
    }


def _spoil_shifts(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Stand-ins who came late, were nobody's or the absent themselves, reasons left blank, posts left open."""

    def absent(count: int, first: int, last: int) -> list[Row]:
        def fits(row: Row) -> bool:
            return row["present"] is False and first <= row["starts_at"].month <= last

        return table.take(dice, count, fits)

    _open_posts(table, ledger)
    for row in absent(2, 1, 6):
        row["replaced_at"] = row["starts_at"] + timedelta(minutes=45)  # in time until the revision
    for row in absent(3, 7, 12):
        row["replaced_at"] = row["starts_at"] + timedelta(minutes=45)
        ledger.note(row, "breached", _IN_TIME)
    for row in absent(1, 7, 12):
        row["replaced_at"] = row["starts_at"] + timedelta(minutes=30)
    for row in absent(2, 1, 12):
        row["replaced_by"] = row["staff_id"]
        ledger.note(row, "breached", "absence-cover.someone-else")
    for row in absent(2, 1, 12):
        row["replaced_by"] = "LS01"
        ledger.note(row, "breached", "absence-cover.qualified")
    for row in absent(3, 1, 12):
        row["absence_reason"] = None
        ledger.note(row, "breached", "absence-cover.reason")


def _open_posts(table: Table, ledger: Ledger) -> None:
    """One post of eight on four days, which can be borne, and three on a day in November, which cannot."""
    for day, count in (*((day, 1) for day in _ONE_OPEN), (_CROWDED, 3)):
        of_day = [row for row in table.rows if row["team"] == SERVICE and row["starts_at"].date() == day]
        for row in of_day[:count]:
            _leave_open(table, row, ledger)
    ledger.group("absence-cover.posts-filled", "noncompliant", _CROWDED, SERVICE)


def _leave_open(table: Table, row: Row, ledger: Ledger) -> None:
    row |= {"present": False, "absence_reason": "illness", "replaced_by": None, "replaced_at": None}
    table.touched.add(id(row))
    ledger.note(row, "breached", _COVERED)


def make_concessions(everybody: tuple[Person, ...], requests: Table, dice: Dice, ledger: Ledger) -> Table:
    """What staff granted, mostly within their authority, else with somebody's approval."""
    table = Table(export="concessions", columns=CONCESSION_COLUMNS)
    agents = [person for person in everybody if person.role == "agent" and person.cohort is None and not person.left]
    known = [row["request_id"] for row in requests.rows]
    for number, moment in enumerate(moments(dice, _CONCESSIONS), 1):
        person = dice.one(agents)
        limit = _LIMITS[person.level]
        amount = dice.between(2, limit // 10) * 10 if dice.happens(0.9) else limit + dice.between(1, 20) * 10
        row = {"concession_id": f"BC{number:04d}", "request_id": dice.one(known), "staff_id": person.id}
        row |= {"granted_at": moment, "kind": dice.one(("退款", "补偿券", "运费")), "amount": amount}
        table.add(
            row | {"authorised_amount": limit, "approver": f"ZG0{dice.between(1, 4)}" if amount > limit else None}
        )
    _spoil_concessions(table, dice, ledger)
    return table


def _spoil_concessions(table: Table, dice: Dice, ledger: Ledger) -> None:
    def plain(row: Row) -> bool:
        return row["approver"] is None

    for row in table.take(dice, 3, plain):
        row["amount"] = row["authorised_amount"] + 10
        ledger.note(row, "breached", "authorisation.within-authority")
    for row in table.take(dice, 2, lambda row: row["approver"] is not None):
        row["approver"] = row["staff_id"]
        ledger.note(row, "breached", "authorisation.within-authority")
    for row, limit in zip(_before(table, dice, 3), (350, 500, 510), strict=True):
        row["authorised_amount"] = limit
        if limit > _OLD_CEILING:
            ledger.note(row, "breached", "authorisation.ceiling")
    for row in table.take(dice, 3, lambda row: plain(row) and row["granted_at"].date() >= _REVISED):
        row["authorised_amount"] = 350
        ledger.note(row, "breached", "authorisation.ceiling")


def _before(table: Table, dice: Dice, count: int) -> list[Row]:
    return table.take(dice, count, lambda row: row["approver"] is None and row["granted_at"].date() < _REVISED)
