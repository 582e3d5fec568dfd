"""The people of the house: a roster of each quarter's end, with newcomers, leavers and backup staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.dice import Dice
from generator.house import MARKET, RELATIONS, SERVICE, STAFF, TECHNICAL
from generator.ledger import Ledger
from generator.tables import Row, Table

STAFF_COLUMNS = (
    *("staff_id", "snapshot_date", "role", "team", "skills", "qualification", "qualified_until"),
    *("authorisation_level", "hired_on", "left_on", "onboarding_passed_on", "first_solo_on", "backup_for"),
    *("procedure_trained_on", "refreshed_on"),
)
STOCK_DAYS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31))
POOL = "后备组"
_POSTS = {SERVICE: ("KF", "agent"), TECHNICAL: ("JS", "technical"), MARKET: ("SC", "market")}
_POSTS |= {RELATIONS: ("GX", "relationship")}
_SKILLS = {
    "agent": "咨询;投诉;退换货",
    "technical": "网络;系统",
    "market": "产品;活动",
    "relationship": "回访;客户档案",
}
COHORTS = (date(2025, 1, 13), date(2025, 4, 7), date(2025, 7, 14), date(2025, 10, 13))
COHORT_SIZE = 3
STAGE_DAYS, SOLO_DAY = (10, 30, 52), 55
REFRESHERS = (date(2024, 11, 12), date(2025, 6, 10), date(2025, 11, 11))
_RENEWED = date(2027, 6, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works here."""

    id: str
    team: str
    role: str
    level: int
    hired: date
    left: date | None = None
    backup_for: str | None = None
    cohort: int | None = None
    """Place in `COHORTS`, for those hired this year."""

    def there_on(self, day: date) -> bool:
        """Whether somebody is at work on a day."""
        return self.hired <= day and (self.left is None or self.left > day)

    @property
    def solo(self) -> date:
        """First day of working alone."""
        return self.hired + timedelta(days=SOLO_DAY)


def people(dice: Dice) -> tuple[Person, ...]:
    """Everybody who was at work at some time of the year, in the order of their numbers."""
    return (*_settled(dice), *_backup(dice), *_newcomers())


def _settled(dice: Dice) -> Iterator[Person]:
    for team, (code, role) in _POSTS.items():
        for number in range(1, STAFF[team] + 1):
            hired = date(2016, 1, 4) + timedelta(days=dice.between(0, 2800))
            level = 1 + (number % 5 == 0) + (number % 10 == 0) if role == "agent" else 0
            left = date(2025, 8, 15) if (team, number) in {(SERVICE, 38), (TECHNICAL, 19)} else None
            yield Person(id=f"{code}{number:02d}", team=team, role=role, level=level, hired=hired, left=left)


def _backup(dice: Dice) -> Iterator[Person]:
    for code, team, count in (("KF", SERVICE, 8), ("JS", TECHNICAL, 4)):
        for number in range(81, 81 + count):
            hired = date(2017, 3, 1) + timedelta(days=dice.between(0, 2000))
            role = _POSTS[team][1]
            yield Person(id=f"{code}{number}", team=POOL, role=role, level=1, hired=hired, backup_for=team)


def _newcomers() -> Iterator[Person]:
    for cohort, day in enumerate(COHORTS):
        for place in range(COHORT_SIZE):
            number = 51 + cohort * COHORT_SIZE + place
            yield Person(id=f"KF{number}", team=SERVICE, role="agent", level=1, hired=day, cohort=cohort)


def make_staff(everybody: tuple[Person, ...], ledger: Ledger) -> Table:
    """One row per person and stock-taking; those who left in the quarter stand in it once more."""
    table = Table(export="staff", columns=STAFF_COLUMNS)
    for day in STOCK_DAYS:
        for person in everybody:
            if person.hired <= day and (person.left is None or person.left > day - timedelta(days=92)):
                table.add(_row(person, day))
    _spoil(table, ledger)
    return table


def _row(person: Person, day: date) -> Row:
    stages = [person.hired + timedelta(days=days) for days in STAGE_DAYS]
    return {
        "staff_id": person.id,
        "snapshot_date": day,
        "role": person.role,
        "team": person.team,
        "skills": _SKILLS[person.role],
        "qualification": f"{person.id[:2]}-{person.solo.year}-{person.id[2:]}",
        "qualified_until": _RENEWED,
        "authorisation_level": person.level,
        "hired_on": person.hired,
        "left_on": person.left if person.left is not None and person.left <= day else None,
        "onboarding_passed_on": stages[2],
        "first_solo_on": person.solo,
        "backup_for": person.backup_for,
        "procedure_trained_on": stages[0],
        "refreshed_on": max(held for held in REFRESHERS if held <= day) if person.cohort is None else None,
    }


def row_of(table: Table, person: str, quarter: int) -> Row:
    """The row of a person at the end of a quarter (from 1)."""
    day = STOCK_DAYS[quarter - 1]
    return next(row for row in table.rows if row["staff_id"] == person and row["snapshot_date"] == day)


def _spoil(table: Table, ledger: Ledger) -> None:
    """Qualifications that lapsed, blanks, refreshers that were missed, newcomers who began too early."""

    def change(person: str, quarter: int, clauses: tuple[str, ...], **cells: object) -> None:
        row = row_of(table, person, quarter)
        row |= cells
        ledger.note(row, "breached", *clauses)

    lapsed = ("qualification.qualified", "authorisation.level-earned")
    change("KF07", 2, lapsed, qualified_until=date(2025, 6, 29))
    row_of(table, "KF08", 2)["qualified_until"] = date(2025, 6, 30)  # the last day still counts
    change("KF11", 3, lapsed, qualified_until=date(2025, 8, 31))
    change("JS03", 1, ("qualification.qualified",), qualification=None)
    change("KF84", 3, (*lapsed, "backup-staff.ready"), qualified_until=None)
    change("SC02", 1, ("qualification.skills-listed",), skills=None)
    change("GX05", 4, ("qualification.skills-listed",), skills=" ")
    change("KF12", 1, ("authorisation.everyone-has-some",), authorisation_level=None)
    change("KF13", 4, ("authorisation.everyone-has-some",), authorisation_level=0)
    change("JS82", 2, ("backup-staff.other-team",), backup_for=POOL)
    for person in ("KF21", "GX09"):
        row_of(table, person, 2)["refreshed_on"] = REFRESHERS[0]  # in time while a year is allowed
        change(person, 3, ("yearly-training.refresher",), refreshed_on=REFRESHERS[0])
    change("JS11", 1, ("yearly-training.refresher",), refreshed_on=None)
    early = COHORTS[1] + timedelta(days=SOLO_DAY)
    change("KF56", 2, ("onboarding.process-before-alone",), procedure_trained_on=early + timedelta(days=3))
    late = COHORTS[2] + timedelta(days=SOLO_DAY + 4)
    for quarter in (3, 4):
        row_of(table, "KF59", quarter)["onboarding_passed_on"] = late
    ledger.note(row_of(table, "KF59", 3), "breached", "onboarding.passed-before-alone")
