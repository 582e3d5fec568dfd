"""The log of the complaints whose times are in order: what happened, and who did it."""

from datetime import datetime, timedelta
from itertools import pairwise

from generator.dice import Dice
from generator.ledger import Ledger
from generator.request_log import case_of
from generator.tables import Row, Table

EVENTS = ("event_id", "complaint_id", "ts", "event_no", "event", "actor_id")
Step = tuple[datetime, str, str]
"""When, what, by whom."""
_P = "complaint-process."
_HOUR = timedelta(hours=1)


def make_complaint_log(complaints: Table, dice: Dice, ledger: Ledger) -> Table:
    """The events in the order in which they happened; some cases went their own ways."""
    courses: dict[str, list[Step]] = {}
    for row in complaints.rows:
        if row["complaint_id"] not in courses and _sound(row):
            courses[row["complaint_id"]] = _course(row, dice)
    _spoil(courses, dice, ledger)
    table = Table(export="complaint-events", columns=EVENTS)
    for name, steps in courses.items():
        for number, (time, event, actor) in enumerate(steps, 1):
            row: Row = {"complaint_id": name, "ts": time, "event_no": number, "event": event, "actor_id": actor}
            table.add({"event_id": ""} | row)
    table.rows.sort(key=lambda row: (row["ts"], row["complaint_id"], row["event_no"]))
    for number, row in enumerate(table.rows, 1):
        row["event_id"] = f"TE25{number:05d}"
    return table


def _spoil(courses: dict[str, list[Step]], dice: Dice, ledger: Ledger) -> None:
    free = dice.shuffled(list(courses))
    for name in free[:6]:
        _once_more(courses[name])
    for name in free[6:10]:
        _drop(courses[name], "verified")
        ledger.note(case_of(ledger, name), "breached", _P + "by-flow")
    for name in free[10:14]:
        _drop(courses[name], "result_fed_back")
        ledger.note(case_of(ledger, name), "breached", _P + "by-flow", _P + "told-before-closing")
    for name in free[14:19]:
        _swap(courses[name], "levelled", "first_responded")
        ledger.note(case_of(ledger, name), "breached", _P + "by-flow", _P + "levelled-first")
    for name in free[19:25]:
        _by_oneself(courses[name])
        ledger.note(case_of(ledger, name), "breached", _P + "reviewed-by-another")


def _sound(row: Row) -> bool:
    names = ("received_at", "level_set_at", "first_response_at", "handled_at", "result_feedback_at", "closed_at")
    times = [row[name] for name in names]
    if not all(isinstance(time, datetime) for time in times):
        return False
    return all(then > first + timedelta(seconds=90) for first, then in pairwise(times[1:])) and times[0] < times[1]


def _course(row: Row, dice: Dice) -> list[Step]:
    handler, first = row["handler_id"], row["first_response_at"]
    desk = f"KF{dice.between(1, 40):02d}"
    steps: list[Step] = [
        (row["received_at"], "received", desk),
        (row["received_at"] + timedelta(seconds=8), "accepted", desk),
        (row["level_set_at"], "levelled", desk),
        (row["level_set_at"] + timedelta(seconds=20), "assigned", desk),
        (first, "first_responded", handler),
    ]
    if dice.happens(0.25):
        part = (row["handled_at"] - first) / 3
        steps += [(first + part, "dept_asked", handler), (first + 2 * part, "dept_replied", "BM01")]
    told = row["result_feedback_at"]
    steps += [
        (row["handled_at"], "handled", handler),
        (row["handled_at"] + (told - row["handled_at"]) / 2, "verified", row["verified_by"]),
        (told, "result_fed_back", handler),
        (row["closed_at"], "closed", handler),
        (row["closed_at"] + _HOUR, "survey_sent", "GX01"),
    ]
    return [(time.replace(microsecond=0), event, actor) for time, event, actor in steps]


def _once_more(steps: list[Step]) -> None:
    """The complainant did not accept: handled anew before the closing."""
    place = next(i for i, step in enumerate(steps) if step[1] == "closed")
    start, handler, other = steps[place - 1][0], steps[place - 1][2], steps[place - 2][2]
    gap = (steps[place][0] - start) / 5
    again = (("reopened", handler), ("handled", handler), ("verified", other), ("result_fed_back", handler))
    steps[place:place] = [
        ((start + gap * number).replace(microsecond=0), event, actor) for number, (event, actor) in enumerate(again, 1)
    ]


def _drop(steps: list[Step], event: str) -> None:
    steps[:] = [step for step in steps if step[1] != event]


def _swap(steps: list[Step], first: str, then: str) -> None:
    places = [next(i for i, step in enumerate(steps) if step[1] == name) for name in (first, then)]
    (time, _, actor), (later, _, other) = (steps[place] for place in places)
    steps[places[0]], steps[places[1]] = (time, then, actor), (later, first, other)


def _by_oneself(steps: list[Step]) -> None:
    handler = next(step[2] for step in steps if step[1] == "handled")
    steps[:] = [(time, event, handler if event == "verified" else actor) for time, event, actor in steps]
