"""Quality checks: one contact of every agent each month, with what was found in it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from generator.days import MONTHS, period_of
from generator.dice import Dice
from generator.house import MARKET, TEAMS, TECHNICAL, agents
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

COLUMNS = (
    *("check_id", "contact_id", "request_id", "channel", "agent_id", "team", "monitor_id", "contact_at", "checked_at"),
    *("greeting_ok", "script_ok", "language_ok", "attitude_ok", "terms_ok", "procedure_ok", "record_ok", "answer_ok"),
    *("banned_words", "score", "finding", "corrected_at", "action_id"),
)
_ITEMS = (
    *("greeting_ok", "script_ok", "language_ok", "attitude_ok"),
    *("terms_ok", "procedure_ok", "record_ok", "answer_ok"),
)
_WRITTEN = ("email", "chat", "app", "web")
_FORCED: Mapping[int, str] = {0: "chat", 1: "email"}
"""Place in the team -> channel that is always taken from it, so that no channel is missing by chance."""
_FIRST_DAY, _LAST_DAY = 3, 26
_SKIPPED = ((date(2025, 4, 1), "KF17"), (date(2025, 10, 1), "JS12"), (date(2025, 8, 1), "SC05"))
_TOO_FEW = (MARKET, date(2025, 8, 1))
_WITHOUT_MAIL = date(2025, 9, 1)
_CARELESS = (TECHNICAL, date(2025, 10, 1))
_REVISED = date(2025, 7, 1)
_ACTION_BELOW = 70
_SECOND = timedelta(seconds=1)
Pools = Mapping[tuple[str, date], list[Row]]


def make_quality_checks(requests: Table, calls: Table, performance: Table, dice: Dice, ledger: Ledger) -> Table:
    """A check of every agent in every month, but for those who were forgotten."""
    table = Table(export="quality-checks", columns=COLUMNS)
    talks = _by_agent(calls, "agent_id", "started_at")
    letters = _by_agent(requests, "handler_id", "created_at")
    for month in MONTHS:
        rows = [
            _checked(dice, month, (team, place), talks, letters)
            for team in TEAMS
            for place in range(len(agents(team)))
            if (month, agents(team)[place]) not in _SKIPPED
        ]
        for row in sorted(rows, key=lambda row: (row["checked_at"], row["agent_id"])):
            row["check_id"] = f"ZJ{month:%y%m}{len(table.rows) + 1:05d}"
            row["contact_id"] = f"L{month:%y%m}{len(table.rows) + 1:05d}"
            table.add(row)
    for row in performance.rows:
        if (row["period"], row["staff_id"]) in _SKIPPED:
            ledger.note(row, "breached", "agent-quality-checks.every-agent")
    _judged(table, dice)
    _groups(table, ledger)
    _single_faults(table, requests, calls, dice, ledger)
    _findings_left(table, dice, ledger)
    return table


def _by_agent(table: Table, who: str, when: str) -> Pools:
    """Agent and month -> cases about a request, in the middle of the month."""
    pools: dict[tuple[str, date], list[Row]] = {}
    for row in table.rows:
        start, number = row[when], row["request_id"]
        if not isinstance(start, datetime) or not isinstance(number, str) or not isinstance(row[who], str):
            continue
        month = period_of(start, "month")
        if month is not None and _FIRST_DAY <= start.day <= _LAST_DAY:
            pools.setdefault((row[who], month), []).append(row)
    return pools


def _checked(dice: Dice, month: date, who: tuple[str, int], talks: Pools, letters: Pools) -> Row:
    """A contact of a member of a team: a call, something written, or one about no request."""
    team, place = who
    agent_id = agents(team)[place]
    row: Row = dict.fromkeys(COLUMNS) | {"agent_id": agent_id, "team": team}
    spoken = talks.get((agent_id, month), [])
    written = [case for case in letters.get((agent_id, month), []) if case["channel"] in _WRITTEN]
    if place in _FORCED or not (spoken or written):
        day = month + timedelta(days=dice.between(_FIRST_DAY, _LAST_DAY) - 1)
        start = datetime.combine(day, time(dice.between(9, 16))) + dice.minutes(0, 59)
        row |= {"channel": _FORCED.get(place, "phone"), "contact_at": start}
    elif spoken and (not written or dice.happens(0.5)):
        case = dice.one(spoken)
        row |= {"channel": "phone", "request_id": case["request_id"], "contact_at": case["started_at"]}
    else:
        case = dice.one(written)
        row |= {"channel": case["channel"], "request_id": case["request_id"], "contact_at": case["created_at"]}
    longest = 23 if month >= _REVISED else 46
    row["checked_at"] = row["contact_at"] + dice.hours(1, longest)
    row["monitor_id"] = f"JK{dice.between(1, 4):02d}"
    return row


def _judged(table: Table, dice: Dice) -> None:
    """Most contacts are as they should be; one of a team broke the procedure, a few are incomplete or wrong."""
    seen: Counter[tuple[str, date]] = Counter()
    for place, row in enumerate(table.rows):
        row.update(dict.fromkeys(_ITEMS, True), banned_words=0, score=float(dice.between(84, 99)))
        month = row["checked_at"].date().replace(day=1)
        seen[row["team"], month] += 1
        serial = seen[row["team"], month]
        careless = (row["team"], month) == _CARELESS and serial % 4 == 1
        if careless or (serial == 1 + month.month and row["team"] != MARKET):
            row |= {"procedure_ok": False, "finding": "未按流程办理", "score": float(dice.between(71, 80))}
        elif place % 23 == 0:
            row |= {"record_ok": False, "finding": "记录不完整", "score": float(dice.between(75, 83))}
        elif place % 37 == 0:
            row |= {"answer_ok": False, "finding": "答复有误", "score": float(dice.between(60, 69))}
        if row["finding"] is not None:
            row["corrected_at"] = row["checked_at"] + dice.minutes(20, 23 * 60)
            table.touched.add(id(row))
        if row["score"] < _ACTION_BELOW:
            row["action_id"] = f"GJ{row['checked_at']:%y%m}7{place % 100:02d}"


def _groups(table: Table, ledger: Ledger) -> None:
    """A team below its sample, a team that took the procedure lightly, a month in which nobody read the mail."""
    ledger.group("agent-quality-checks.sample", "noncompliant", _TOO_FEW[1], _TOO_FEW[0])
    ledger.group("agent-quality-checks.procedure-kept", "noncompliant", _CARELESS[1], _CARELESS[0])
    ledger.group("service-monitoring.channels", "noncompliant", _WITHOUT_MAIL)
    for row in table.rows:
        if period_of(row["checked_at"], "month") == _WITHOUT_MAIL and row["channel"] == "email":
            row["channel"] = "app"


def _single_faults(table: Table, requests: Table, calls: Table, dice: Dice, ledger: Ledger) -> None:
    def early(row: Row) -> bool:
        return bool(row["contact_at"] < datetime(2025, 12, 1))

    for row in table.take(dice, 4, lambda row: early(row) and row["contact_at"].date() >= _REVISED):
        row["checked_at"] = row["contact_at"] + timedelta(hours=24) + _SECOND * dice.between(1, 3600)
        ledger.note(row, "breached", "service-monitoring.prompt")
    for row in table.take(dice, 2, lambda row: early(row) and row["contact_at"].date() >= _REVISED):
        row["checked_at"] = row["contact_at"] + timedelta(hours=24)
    for row in table.take(dice, 1, early):
        row["contact_at"] = Unreadable("上午")
        ledger.note(row, "undecided", "service-monitoring.prompt")
    for row in table.take(dice, 3, lambda row: row["channel"] == "chat"):
        row["request_id"] = f"R99{dice.between(10000, 99999)}"
        ledger.note(row, "breached", "service-monitoring.request-known")
    called = {row["request_id"] for row in calls.rows}
    silent = [row["request_id"] for row in requests.untouched() if row["request_id"] not in called]
    for row in table.take(dice, 3, lambda row: row["channel"] == "phone"):
        row["request_id"] = dice.one(silent)
        ledger.note(row, "breached", "service-monitoring.call-known")
    for row in table.take(dice, 2):
        row["answer_ok"] = None
        ledger.note(row, "breached", "agent-quality-checks.all-items")
    for row in table.take(dice, 1):
        row["score"] = None
        ledger.note(row, "breached", "agent-quality-checks.all-items")
        ledger.note(row, "undecided", "finding-correction.low-score-action")
    for row in table.take(dice, 2):
        row["monitor_id"] = row["agent_id"]
        ledger.note(row, "breached", "agent-quality-checks.not-by-oneself")
    table.spoilt.append(table.rows[20] | {"check_id": "ZJ250199999", "checked_at": Unreadable("昨天下午")})
    table.ragged.append((table.rows[30] | {"check_id": "ZJ250199998"}, -1))


def _findings_left(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Findings that were put right too late or never, low scores from which nothing followed."""
    found = [row for row in table.rows if row["finding"] is not None and row["checked_at"] < datetime(2025, 12, 1)]
    low = [row for row in found if row["action_id"] is not None]
    rest = dice.shuffled([row for row in found if row["action_id"] is None])
    for row in dice.shuffled(low)[:3]:
        row["action_id"] = None
        ledger.note(row, "breached", "finding-correction.low-score-action")
    for place, row in enumerate(rest[:6]):
        late = row["checked_at"] + timedelta(hours=24) + _SECOND * dice.between(1, 90000)
        row["corrected_at"] = late if place < 4 else None  # noqa: PLR2004 - four of six
        ledger.note(row, "breached", "finding-correction.check-corrected")


def note_unrecorded(requests: Table, performance: Table, ledger: Ledger) -> None:
    """Requests whose agent has no performance record of the time."""
    recorded: dict[str, list[datetime]] = {}
    for row in performance.rows:
        recorded.setdefault(row["staff_id"], []).append(datetime.combine(row["period"], time.min))
    for row in requests.rows:
        start, who = row["created_at"], row["handler_id"]
        if not isinstance(who, str) or not isinstance(start, datetime):
            continue
        begun = [first for first in recorded.get(who, []) if start - timedelta(days=31) <= first <= start]
        if not begun:
            ledger.note(row, "breached", "agent-kpis.everybody")
