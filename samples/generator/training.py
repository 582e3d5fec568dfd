"""Training sessions of the year, and the records of who was there, which reach back into the year before."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from generator.dice import Dice
from generator.house import MARKET, TEAMS
from generator.ledger import Ledger
from generator.roster import COHORTS, POOL, STAGE_DAYS, Person, row_of
from generator.tables import Row, Table, Unreadable

SESSION_COLUMNS = ("session_id", "date", "kind", "topic", "team", "invited", "attended", "method")
RECORD_COLUMNS = (
    *("attendance_id", "session_id", "staff_id", "team", "attended_on", "kind", "topic", "method", "content"),
    *("score", "passed", "effect", "stage"),
)
_GOOD, _ALL = 80, "全体"
_BEFORE = (
    (date(2024, 5, 14), "systematic", "concept", "服务理念", "internal"),
    (date(2024, 6, 11), "refresher", "process", "流程与规范", "internal"),
    (date(2024, 8, 13), "in-service", "solving", "难题处理", "case"),
    (date(2024, 9, 10), "in-service", "communication", "沟通技巧", "drill"),
    (date(2024, 11, 12), "refresher", "case", "案例复盘", "case"),
)
_YEARLY = (
    (date(2025, 5, 13), "systematic", "concept", "客户服务标准手册", "internal"),
    (date(2025, 6, 10), "refresher", "process", "流程与规范", "internal"),
    (date(2025, 8, 12), "in-service", "solving", "难题处理", "case"),
    (date(2025, 9, 9), "in-service", "communication", "沟通技巧", "drill"),
    (date(2025, 11, 11), "refresher", "case", "案例复盘", "case"),
)
_CORE = ("product", "process", "skill", "communication", "solving", "customer-focus")
_CORE_DAYS = (date(2025, 2, 18), date(2025, 5, 20), date(2025, 8, 19), date(2025, 11, 18))
_GUESTS = ("KF02", "KF03", "KF04", "JS02", "SC03", "GX02")
"""Those who come to the core sessions: nobody of whom something else is told."""
_MISSED_CONCEPT, _FAILED_PROCESS, _MISSED_SKILL, _MISSED_CASES = ("KF23", "JS07"), "GX07", "SC06", "KF26"
_FAILED_SOLVING = "KF20"
_MAKE_UP = date(2025, 10, 21)
_UNRECORDED = "旺季复盘"
_NEXT_YEAR = date(2026, 1, 13)


def make_trainings(everybody: Sequence[Person], staff: Table, dice: Dice, ledger: Ledger) -> tuple[Table, Table]:
    """Sessions and records: everybody is trained but for a few."""
    sessions = Table(export="training-sessions", columns=SESSION_COLUMNS)
    records = Table(export="training-attendance", columns=RECORD_COLUMNS)
    for day, kind, topic, title, method in _BEFORE:
        _attend(records, _invited(everybody, day, topic), _session(day, kind, title, method), (topic,), dice)
    for day, kind, topic, title, method in _YEARLY:
        there = _invited(everybody, day, topic)
        session = _open(sessions, _session(day, kind, title, method))
        _attend(records, there, session, (topic,), dice)
        session |= {"invited": len(there), "attended": len(there)}
    _cohorts(everybody, sessions, records, dice)
    _team_topics(everybody, sessions, records, dice)
    _core(everybody, sessions, records, dice)
    _make_up(everybody, sessions, records, dice)
    _few_sessions(sessions, records, ledger, dice, everybody)
    _spoil_people(staff, records, ledger)
    _spoil_records(records, ledger)
    sessions.rows.sort(key=lambda row: row["date"])
    records.rows.sort(key=lambda row: row["attended_on"])
    return sessions, records


def _invited(everybody: Sequence[Person], day: date, topic: str) -> list[Person]:
    """Everybody who is there on the day; to problem solving come those with more authority only."""
    least = 2 if topic == "solving" else 0
    return [person for person in everybody if person.there_on(day) and person.level >= least]


def _session(day: date, kind: str, title: str, method: str, team: str = _ALL) -> Row:
    number = f"P{day:%y%m%d}{kind[0].upper()}"
    session = {"session_id": number, "date": day, "kind": kind, "topic": title, "team": team, "method": method}
    return session | {"invited": 0, "attended": 0}


def _open(sessions: Table, session: Row) -> Row:
    session["session_id"] += f"{len(sessions.rows) + 1:02d}"
    return sessions.add(session)


def _attend(records: Table, there: Iterable[Person], session: Row, topics: Sequence[str], dice: Dice) -> None:
    """One record for each person and topic; all of them pass."""
    for person in there:
        for topic in topics:
            score = dice.between(72, 99)
            record = {name: session[name] for name in ("session_id", "kind", "method")}
            record |= {"attendance_id": f"D{len(records.rows) + 1:05d}", "staff_id": person.id, "team": person.team}
            record |= {"attended_on": session["date"], "topic": topic, "content": session["topic"], "score": score}
            records.add(
                record | {"passed": True, "effect": "good" if score > _GOOD else "fair", "stage": session.get("stage")}
            )


def _cohorts(everybody: Sequence[Person], sessions: Table, records: Table, dice: Dice) -> None:
    """Three stages for each cohort; one person of the third cohort comes to the first stage six days late."""
    for cohort, hired in enumerate(COHORTS):
        newcomers = [person for person in everybody if person.cohort == cohort]
        for stage, days in enumerate(STAGE_DAYS, 1):
            topics = {1: ("concept", "process"), 2: ("case",), 3: ("communication",)}[stage]
            method = "internal" if stage == 1 else "drill"
            day = hired + timedelta(days=days)
            session = _open(sessions, _session(day, "onboarding", f"上岗培训第{'一二三'[stage - 1]}阶段", method))
            _attend(records, newcomers, session | {"stage": stage}, topics, dice)
            session |= {"invited": len(newcomers), "attended": len(newcomers)}


def _team_topics(everybody: Sequence[Person], sessions: Table, records: Table, dice: Dice) -> None:
    """Skill, etiquette and psychology, team by team; market support was not taught psychology."""
    for place, team in enumerate((*TEAMS, POOL)):
        there = [person for person in everybody if person.team == team and person.cohort is None][:5]
        topics = ("skill", "etiquette") if team == MARKET else ("skill", "etiquette", "psychology")
        day = date(2025, 3, 4 + 7 * (place % 4))
        session = _open(sessions, _session(day, "other", "服务礼仪与客户心理", "internal", team))
        _attend(records, there, session, topics, dice)
        session |= {"invited": 5, "attended": 5}


def _core(everybody: Sequence[Person], sessions: Table, records: Table, dice: Dice) -> None:
    """The core skills of each quarter; in the third nobody was taught customer focus."""
    there = [person for person in everybody if person.id in _GUESTS]
    for day in _CORE_DAYS:
        topics = _CORE[:-1] if day == _CORE_DAYS[2] else _CORE
        session = _open(sessions, _session(day, "in-service", "季度核心能力", "drill"))
        _attend(records, there, session, topics, dice)
        session |= {"invited": len(there), "attended": len(there)}


def _make_up(everybody: Sequence[Person], sessions: Table, records: Table, dice: Dice) -> None:
    """In October those who had missed or failed something are taught again."""
    lacking = {**dict.fromkeys(_MISSED_CONCEPT, "concept"), _FAILED_PROCESS: "process", _MISSED_SKILL: "emotion"}
    lacking[_FAILED_SOLVING] = "solving"
    session = _open(sessions, _session(_MAKE_UP, "other", "补训", "internal"))
    for person in everybody:
        if person.id in lacking:
            _attend(records, (person,), session, (lacking[person.id],), dice)
    session |= {"invited": len(lacking), "attended": len(lacking)}


def _few_sessions(sessions: Table, records: Table, ledger: Ledger, dice: Dice, everybody: Sequence[Person]) -> None:
    """One session on customer relations instead of two, two for sharing of which one left no records, none outside."""
    there = [person for person in everybody if person.id in _GUESTS]
    for day, kind, title in (
        (date(2025, 4, 22), "crm", "客户分级与回访"),
        (date(2025, 6, 20), "sharing", "难办的退款"),
        (date(2025, 12, 12), "sharing", _UNRECORDED),
    ):
        session = _open(sessions, _session(day, kind, title, "case"))
        session |= {"invited": 30, "attended": 24}
        if title == _UNRECORDED:
            ledger.note(session, "breached", "training-records.session-recorded")
        else:
            _attend(records, there, session, ("other",), dice)
    next_year = _open(sessions, _session(_NEXT_YEAR, "systematic", "新年标准解读", "internal"))
    next_year |= {"invited": 40, "attended": 35}
    _attend(records, there, next_year, ("concept",), dice)
    ledger.note(next_year, "breached", "staff-training.reach", "staff-training.tested")
    unclear = _open(sessions, _session(date(2025, 7, 8), "other", "专题培训", "internal"))
    unclear |= {"kind": None, "invited": 20, "attended": 18}
    _attend(records, there[:2], unclear, ("other",), dice)
    sessions.spoilt.append(dict(sessions.rows[3]) | {"session_id": "P099", "date": Unreadable("二月中旬")})
    first, then = date(2025, 1, 1), date(2026, 1, 1)
    for clause in ("staff-training.systematic", "training-plan.methods", "training-plan.customer-relations"):
        ledger.group(clause, "noncompliant", first)
    for clause in ("methods", "in-service", "customer-relations", "sharing"):
        ledger.group(f"training-plan.{clause}", "undecided", then)
    ledger.group("staff-training.systematic", "undecided", then)
    ledger.group("training-plan.topics", "noncompliant", first, MARKET)
    for team in (*TEAMS, POOL):
        ledger.group("training-plan.topics", "undecided", then, team)
    ledger.group("training-plan.core-skills", "noncompliant", date(2025, 7, 1))
    ledger.group("training-plan.core-skills", "undecided", then)


def _record(records: Table, person: str, topic: str, year_: int, stage: int | None = None) -> Row:
    return next(
        row
        for row in records.rows
        if (row["staff_id"], row["topic"], row["attended_on"].year, row["stage"]) == (person, topic, year_, stage)
    )


def _spoil_people(staff: Table, records: Table, ledger: Ledger) -> None:
    """Trainings that were missed or failed, and newcomers whose stages are not in order."""

    def lacking(person: str, quarters: Iterable[int], clause: str) -> None:
        for quarter in quarters:
            ledger.note(row_of(staff, person, quarter), "breached", clause)

    for person in _MISSED_CONCEPT:
        records.rows.remove(_record(records, person, "concept", 2025))
        lacking(person, (2, 3), "yearly-training.concept")
    _record(records, _FAILED_PROCESS, "process", 2025).update(score=51, passed=False, effect="poor")
    lacking(_FAILED_PROCESS, (2, 3), "yearly-training.process")
    records.rows.remove(_record(records, _MISSED_SKILL, "communication", 2025))
    lacking(_MISSED_SKILL, (3,), "yearly-training.skill")
    records.rows.remove(_record(records, _MISSED_CASES, "case", 2024))
    lacking(_MISSED_CASES, (1, 2, 3), "yearly-training.cases")
    _record(records, _FAILED_SOLVING, "solving", 2025).update(score=58, passed=False, effect="poor")
    lacking(_FAILED_SOLVING, (3,), "authorisation.trained-for-level")
    # Sixteen days after hiring: in time for the first half-year, too late afterwards.
    for person, hired in (("KF55", COHORTS[1]), ("KF58", COHORTS[2])):
        for topic in ("concept", "process"):
            _record(records, person, topic, 2025, 1)["attended_on"] = hired + timedelta(days=16)
    lacking("KF58", (3,), "onboarding.induction")
    for topic in ("concept", "process"):
        _record(records, "KF60", topic, 2025, 1).update(score=48, passed=False)
    ledger.note(_record(records, "KF60", "case", 2025, 2), "breached", "onboarding.second-stage")
    _record(records, "KF62", "case", 2025, 2).update(score=55, passed=False)
    ledger.note(_record(records, "KF62", "communication", 2025, 3), "breached", "onboarding.third-stage")
    records.rows.remove(_record(records, "KF53", "communication", 2025, 3))
    lacking("KF53", (1,), "onboarding.pass-on-record")
    lacking("KF53", (2,), "yearly-training.skill")  # the stage that is missing taught communication
    late = COHORTS[2] + timedelta(days=59)
    _record(records, "KF59", "communication", 2025, 3)["attended_on"] = late
    lacking("KF59", (3,), "onboarding.pass-on-record")


def _spoil_records(records: Table, ledger: Ledger) -> None:
    """Records without content, score or effect, of nobody on the roster, of no session."""
    complete, person, session = (f"training-records.{name}" for name in ("complete", "person-known", "session-known"))
    for row in records.rows:
        if row["attended_on"] == _NEXT_YEAR:
            row |= {"score": None, "passed": None}
            ledger.note(row, "breached", complete)
    blank = [row for row in records.rows if row["content"] == "服务礼仪与客户心理"][:3]
    for row, column in zip(blank, ("content", "effect", "content"), strict=True):
        row[column] = None if column == "effect" else " "
        ledger.note(row, "breached", complete)
    spare = [row for row in records.rows if row["content"] == "难办的退款"]
    for row, wrong in zip(spare[:2], ("KFO2", "WB01"), strict=True):
        row["staff_id"] = wrong
        ledger.note(row, "breached", person)
    for row in spare[2:4]:
        row["session_id"] = "P259999"
        ledger.note(row, "breached", session)
