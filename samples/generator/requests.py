"""Service requests in which everything is as it should be."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from generator.dice import Dice
from generator.house import BRANCHES, MARKET, RELATIONS, SERVICE, TECHNICAL, agent, customer, moments
from generator.law import BASELINE_UNTIL
from generator.tables import Row, Table

COLUMNS = (
    *("request_id", "customer_id", "channel", "request_type", "complexity", "urgency", "major", "issue_domain"),
    *("assigned_team", "handler_id", "created_at", "assigned_at", "first_response_at", "first_response_actor"),
    *("substantive_response_at", "initial_handling_at", "solution_at", "resolved_at", "result_notified_at"),
    *("closed_at", "due_at", "resolution_code", "source_in_time"),
    *("customer_type", "value_tier", "contact", "content", "intake_id", "owner_id", "owner_handover_at"),
    *("closed_by_id", "entered_at", "auto_type", "auto_urgency", "auto_complexity", "classified_at", "classified_by"),
    *("category", "final_category", "process_id", "assigned_by", "required_skill", "handler_skill", "handler_role"),
    *("transfers", "identity_verified_at", "branch"),
)
LIVE = frozenset({"phone", "counter", "chat"})
"""Channels on which the customer waits for the answer there and then."""
STEPS = (
    *("first_response_at", "substantive_response_at", "initial_handling_at", "solution_at"),
    *("resolved_at", "result_notified_at", "closed_at"),
)
"""Times in the order in which they usually happen."""
EXPORTED = datetime(2026, 1, 4, 17, 30)
"""The last thing that happened before the requests were exported."""
LATE_COMPLAINTS = tuple(datetime(2025, 12, 31, hour, 10, 25) for hour in (14, 16, 20))
"""Complaints of the last day that are still open."""

_TYPES: Mapping[str, float] = {
    "enquiry": 38,
    "technical": 20,
    "after-sales": 14,
    "return": 8,
    "complaint": 8,
    "feedback": 8,
    "other": 4,
}
_CHANNELS: Mapping[str, float] = {
    "phone": 34,
    "chat": 18,
    "app": 16,
    "web": 12,
    "email": 10,
    "social": 5,
    "counter": 5,
}
_TEAMS: Mapping[str, Mapping[str, float]] = {
    "enquiry": {SERVICE: 65, MARKET: 22, RELATIONS: 13},
    "technical": {TECHNICAL: 1},
    "after-sales": {SERVICE: 60, RELATIONS: 40},
    "return": {SERVICE: 60, RELATIONS: 40},
    "complaint": {SERVICE: 1},
    "feedback": {RELATIONS: 50, MARKET: 50},
    "other": {SERVICE: 60, MARKET: 40},
}
_BOT_CHANNELS = frozenset({"chat", "app", "web"})
_UNSOLVED, _WORKAROUND, _WITHDRAWN, _DOUBLE, _MAJOR, _JUST_IN_TIME = 61, 17, 67, 97, 33, 37
"""Every so many requests one is unsolved, solved by a workaround, ..., and solved in the second when it is due."""
_LAST_UNSOLVED = datetime(2025, 12, 20)
"""Few requests are left to be closed in January 2026: one of them unsolved, or a duplicate, would be too many."""


def clean_requests(dice: Dice, count: int) -> Table:
    """So many requests that keep every clause."""
    table = Table(export="requests", columns=COLUMNS)
    starts = [*moments(dice, count), *LATE_COMPLAINTS]
    serials: dict[str, int] = {}
    for place, start in enumerate(sorted(starts)):
        month = f"{start:%y%m}"
        serials[month] = serials.get(month, 0) + 1
        kind = "complaint" if start in LATE_COMPLAINTS else dice.weighted(_TYPES)
        row = _described(dice, f"R{month}{serials[month]:05d}", kind, start)
        row["major"] = place % _MAJOR == 0 and kind != "technical"
        if row["complexity"] == "complex" and (row["major"] or kind == "complaint"):
            row["complexity"] = "special"
        _answered(dice, row)
        _finished(dice, row)
        _booked(dice, row, place)
        row["branch"] = BRANCHES[place % len(BRANCHES)]
        table.add(row)
    last = [row for row in table.rows if row["created_at"] not in LATE_COMPLAINTS][-1]
    last["closed_at"] = EXPORTED
    table.touched.add(id(last))
    return table


def after(row: Row, step: str, moment: datetime) -> None:
    """Moves a step to a moment and all later steps by as much, so that they keep their order.

    A due time that would be missed by it is agreed upon anew.
    """
    moved = moment - row[step]
    for name in STEPS[STEPS.index(step) :]:
        if row[name] is not None:
            row[name] += moved
    if row["due_at"] is not None and row["resolved_at"] is not None:
        row["due_at"] = max(row["due_at"], row["resolved_at"])


def _described(dice: Dice, number: str, kind: str, start: datetime) -> Row:
    team = dice.weighted(_TEAMS[kind])
    domain = {"technical": "technical", "complaint": dice.one(["process", "communication"])}.get(kind)
    row: Row = dict.fromkeys(COLUMNS)
    return row | {
        "request_id": number,
        "customer_id": customer(dice),
        "channel": dice.weighted(_CHANNELS),
        "request_type": kind,
        "complexity": dice.weighted({"general": 81.7, "complex": 13, "special": 5, None: 0.3}),
        "urgency": dice.weighted({"critical": 2, "high": 14, "normal": 68, "low": 16}),
        "issue_domain": domain or dice.weighted({"process": 40, "communication": 40, None: 20}),
        "assigned_team": team,
        "handler_id": agent(dice, team),
        "created_at": start,
        "resolution_code": "solved",
        "source_in_time": True,
    }


def _answered(dice: Dice, row: Row) -> None:
    """First response, substantive response, and what technical and complex requests need."""
    start, technical = row["created_at"], row["issue_domain"] == "technical"
    early = start < BASELINE_UNTIL
    bot = row["channel"] in _BOT_CHANNELS and row["request_type"] != "complaint" and dice.happens(0.2 if early else 0.4)
    wait = dice.seconds(2, 7) if bot else _human_wait(dice, row, early=early)
    row["first_response_at"] = start + wait
    row["first_response_actor"] = "bot" if bot else dice.weighted({"human": 97, None: 3})
    if bot:
        row["substantive_response_at"] = start + (dice.minutes(3, 13) if technical else dice.minutes(5, 50))
    else:
        row["substantive_response_at"] = row["first_response_at"] + timedelta(minutes=dice.lean(2, 600))
    if technical:
        row["solution_at"] = row["first_response_at"] + dice.minutes(1, 14)
    if row["complexity"] == "complex":
        latest = max(row["substantive_response_at"], start + dice.hours(1, 3))
        row["initial_handling_at"] = latest + dice.hours(1, 28)


def _human_wait(dice: Dice, row: Row, *, early: bool) -> timedelta:
    if row["channel"] in {"phone", "counter"}:
        return dice.seconds(10, 150)
    if row["channel"] == "chat":
        return dice.seconds(15, 240)
    if row["issue_domain"] == "technical":
        return timedelta(seconds=dice.lean(60, 14 * 60))
    return timedelta(seconds=dice.lean(90, 47 * 60 if early else 27 * 60))


def _finished(dice: Dice, row: Row) -> None:
    """Resolution, notice and closing, everything before the day of the export."""
    ready = max(row[step] for step in STEPS[:4] if row[step] is not None)
    if row["major"] or row["request_type"] == "complaint":
        row["resolved_at"] = ready + dice.minutes(20, 360)
        row["result_notified_at"] = row["resolved_at"] + dice.minutes(5, 90)
    else:
        row["resolved_at"] = ready + timedelta(minutes=dice.lean(10, 60 * 60))
        row["result_notified_at"] = row["resolved_at"] + dice.minutes(5, 600)
    row["closed_at"] = row["result_notified_at"] + dice.hours(1, 66)
    latest = EXPORTED - timedelta(minutes=30)
    for step in ("resolved_at", "result_notified_at", "closed_at"):
        row[step] = min(row[step], latest)


def _booked(dice: Dice, row: Row, place: int) -> None:
    """Outcome, due time and the source system's own mark."""
    if place % _UNSOLVED == 1 and row["created_at"] < _LAST_UNSOLVED:
        row["resolution_code"] = "unsolved"
    for every, code in ((_WORKAROUND, "workaround"), (_WITHDRAWN, "withdrawn"), (_DOUBLE, "duplicate")):
        if place % every == 1 and (code != "duplicate" or row["created_at"] < _LAST_UNSOLVED):
            row["resolution_code"] = code
    row["due_at"] = row["resolved_at"] + (timedelta() if place % _JUST_IN_TIME == 0 else dice.hours(1, 60))
