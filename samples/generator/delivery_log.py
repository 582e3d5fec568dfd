"""The log of the deliveries that nothing else is wrong with, step by step."""

from datetime import datetime, time, timedelta

from generator.dice import Dice
from generator.ledger import Ledger
from generator.request_log import case_of
from generator.tables import Row, Table

EVENTS = ("event_id", "delivery_id", "ts", "event_no", "event", "actor_id")
_MINUTE, _LAW = timedelta(minutes=1), datetime(2025, 1, 1)
_S = "delivery-steps."
Steps = list[tuple[datetime, str]]
_SHOWN = ("agreed", "confirmed", "prepared", "started", "deployed", "installed", "commissioned", "monitored", "trained")


def make_delivery_log(deliveries: Table, dice: Dice, ledger: Ledger) -> Table:
    """Their events, some left out or turned round, and two that were reworked again and again."""
    courses = {row["delivery_id"]: _course(row) for row in deliveries.untouched()}
    begun = {name for name, steps in courses.items() if steps[0][0] >= _LAW}
    software = {row["delivery_id"] for row in deliveries.rows if row["type"] == "software"}
    tested, free = dice.shuffled(sorted(begun & software)), dice.shuffled(sorted(begun - software))
    for name in tested[:5]:
        times = 3 if name in tested[:2] else 1
        _rework(courses[name], times)
        if times > 1:
            ledger.note(case_of(ledger, name), "breached", _S + "few-reworks")
    _spoil_order(courses, free[:7], ledger)
    for name in free[7:9]:
        _refused(courses[name])
    for name in courses.keys() - set(free[:7]):
        if courses[name][-1][1] != "reviewed":
            ledger.note(case_of(ledger, name), "pending", _S + "by-flow")
    table = Table(export="delivery-events", columns=EVENTS)
    for name, steps in courses.items():
        for number, (at, event) in enumerate(steps, 1):
            row: Row = {"delivery_id": name, "ts": at, "event_no": number, "event": event}
            table.add({"event_id": "", "actor_id": f"JS{dice.between(1, 20):02d}"} | row)
    table.rows.sort(key=lambda row: (row["ts"], row["delivery_id"], row["event_no"]))
    for number, row in enumerate(table.rows, 1):
        row["event_id"] = f"JE25{number:05d}"
    return table


def _spoil_order(courses: dict[str, Steps], names: list[str], ledger: Ledger) -> None:
    for place, name in enumerate(names):
        if place < 4:  # noqa: PLR2004 - the larger half
            _drop(courses[name], ("confirmed", "monitored")[place % 2])
        else:
            _swap(courses[name], "prepared", "started")
        ledger.note(case_of(ledger, name), "breached", _S + "by-flow")


def _course(row: Row) -> Steps:
    steps: Steps = [(row[f"{event}_at"], event) for event in _SHOWN if row[f"{event}_at"] is not None]
    tested = row["function_tested_at"]
    if tested is not None:
        steps += [(tested, "function_tested"), (tested + _MINUTE, "performance_tested")]
    steps.append((row["accepted_at"], "accepted"))
    if row["reviewed_on"] is not None:
        steps.append((datetime.combine(row["reviewed_on"], time(15)), "reviewed"))
    return sorted(steps)


def _rework(steps: Steps, times: int) -> None:
    """Not passed so many times: each time reworked and tested anew, minutes later."""
    place = next(i for i, step in enumerate(steps) if step[1] == "performance_tested") + 1
    start = steps[place - 1][0]
    names = ("rework", "function_tested", "performance_tested") * times
    steps[place:place] = [(start + _MINUTE * number, name) for number, name in enumerate(names, 1)]


def _refused(steps: Steps) -> None:
    """What has no test is reworked because the customer did not accept it, and then it is accepted."""
    place = next(i for i, step in enumerate(steps) if step[1] == "accepted")
    steps.insert(place, (steps[place][0], "rework"))


def _drop(steps: Steps, event: str) -> None:
    steps[:] = [step for step in steps if step[1] != event]


def _swap(steps: Steps, first: str, then: str) -> None:
    places = [next(i for i, step in enumerate(steps) if step[1] == name) for name in (first, then)]
    (at, _), (later, _) = (steps[place] for place in places)
    steps[places[0]], steps[places[1]] = (at, then), (later, first)
