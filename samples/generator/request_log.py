"""The log of events: every request to escalate, and every sixteenth of the others that nothing else is wrong with."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from generator.dice import Dice
from generator.handling import DAY, HOUR, SECOND, moment
from generator.law import CLOSED_WITHOUT_WORK, COMPLEX_ESCALATED, TELL_EVERY, in_force
from generator.ledger import Ledger
from generator.tables import Row, Table

EVENTS = ("event_id", "request_id", "ts", "event_no", "event", "actor_id")
Events = list[tuple[datetime, str]]
_EVERY = 16
_SETTLED = datetime(2025, 12, 1)
_REPORT = timedelta(hours=36)
"""In this centre, customers hear of the progress so often."""


def make_log(requests: Table, dice: Dice, ledger: Ledger, scale: int) -> Table:
    """The events, with their faults, in the order in which they happened."""
    cases: dict[str, tuple[Row, Events]] = {}
    for place, row in enumerate(requests.rows):
        escalated = _to_escalate(row)
        if None not in _times(row) and (escalated or (place % _EVERY == 0 and _sound(row))):
            cases[row["request_id"]] = (row, _course(dice, row, escalated=escalated))
        elif escalated:
            found = "pending" if row["closed_at"] is None else "breached"
            ledger.note(case_of(ledger, row["request_id"]), found, "complex-plans.special-escalated")
    _again_and_again(requests, cases, dice, ledger, scale)
    _spoil(cases, dice, ledger, scale)
    table = Table(export="request-events", columns=EVENTS)
    for request, events in cases.values():
        told = _with_progress(events) if request["request_id"] not in _unheard(ledger, cases) else events
        for number, (time, event) in enumerate(told, 1):
            row: Row = {"request_id": request["request_id"], "ts": time, "event_no": number, "event": event}
            table.add({"event_id": "", "actor_id": request["handler_id"]} | row)
    table.rows.sort(key=lambda row: (row["ts"], row["request_id"], row["event_no"]))
    for number, row in enumerate(table.rows, 1):
        row["event_id"] = f"E25{number:06d}"
    for row in [row for row in table.rows if row["event"] == "verified"][: 5 * scale]:
        row["actor_id"] = None
    for row in table.rows:
        if row["actor_id"] is None:  # a request without a handler has events of nobody as well
            ledger.note(row, "breached", "request-steps.traceable")
    return table


def case_of(ledger: Ledger, request_id: str) -> Row:
    """What stands for a case of the log when it is judged: the same for the same request."""
    return ledger.cases.setdefault(request_id, {"request_id": request_id})


def _unheard(ledger: Ledger, cases: dict[str, tuple[Row, Events]]) -> set[str]:
    planted = ledger.planted("progress-tracking.every-gap")
    return {name for name in cases if id(case_of(ledger, name)) in planted}


def _times(row: Row) -> list[datetime | None]:
    """When it was confirmed, solved, told and closed."""
    names = ("created_at", "problem_confirmed_at", "solution_at", "resolved_at", "result_notified_at", "closed_at")
    return [moment(row, name) for name in names]


def _to_escalate(row: Row) -> bool:
    complex_too = row["created_at"].date() >= COMPLEX_ESCALATED
    kinds = {"special", "complex"} if complex_too else {"special"}
    return row["complexity"] in kinds and row["resolution_code"] not in CLOSED_WITHOUT_WORK


def _course(dice: Dice, row: Row, *, escalated: bool) -> Events:
    """The events of a request that went as it should."""
    confirmed, solution, solved = row["problem_confirmed_at"], row["solution_at"], row["resolved_at"]
    wanted: Events = [
        (row["created_at"], "received"),
        (row["created_at"] + dice.seconds(1, 20), "accepted"),
        (row["created_at"] + dice.seconds(21, 30), "classified"),
        (row["created_at"] + dice.seconds(31, 40), "assigned"),
        (row["created_at"] + dice.seconds(41, 60), "first_responded"),
        (confirmed, "problem_confirmed"),
    ]
    if row["complexity"] == "complex":
        wanted.append((confirmed + (solution - confirmed) / 3, "needs_analysed"))
    if escalated:
        wanted += [
            (confirmed + (solution - confirmed) / 3, "escalated"),
            (confirmed + (solution - confirmed) * 2 / 3, "dept_replied"),
        ]
    wanted += [(solution, "solution_made"), (solution + (solved - solution) / 3, "executed")]
    if dice.happens(0.6):
        wanted.append((solution + (solved - solution) / 2, "guidance_given"))
    wanted += [(solved, "resolved"), (moment(row, "verified_at") or solved, "verified")]
    wanted.append((row["result_notified_at"], "result_fed_back"))
    confirmed_by = "customer_confirmed" if row["callback_at"] is None else "callback"
    wanted.append((moment(row, "confirmed_at") or moment(row, "callback_at") or solved, confirmed_by))
    wanted += [(row["closed_at"], "closed"), (row["closed_at"] + HOUR, "survey_sent")]
    return _one_after_another(wanted)


def _one_after_another(wanted: Events) -> Events:
    """The same events, each at least a second after the one before."""
    events: Events = []
    for time, event in wanted:
        whole = time.replace(microsecond=0)
        events.append((max(whole, events[-1][0] + SECOND) if events else whole, event))
    return events


def _with_progress(events: Events) -> Events:
    """Customers told while they wait, from the acceptance to the solution."""
    since, until = _when(events, "accepted"), _when(events, "resolved")
    told: Events = []
    while until - since > _REPORT:
        since += _REPORT
        told.append((since, "progress_informed"))
    order = {id(event): place for place, event in enumerate(events)}
    return sorted([*events, *told], key=lambda event: (event[0], order.get(id(event), -1)))


@dataclass(slots=True)
class _Cases:
    """The cases of the log that are still free for a fault."""

    cases: dict[str, tuple[Row, Events]]
    free: list[str]
    ledger: Ledger
    scale: int

    def take(self, count: int, fits: Callable[[Events], bool], *clauses: str) -> list[Events]:
        names = [name for name in self.free if fits(self.cases[name][1])][: count * self.scale]
        if len(names) < count * self.scale:
            raise LookupError(f"request-events: {count * self.scale} were to be changed, only {len(names)} fit")
        self.free[:] = [name for name in self.free if name not in names]
        for name in names:
            self.ledger.note(case_of(self.ledger, name), "breached", *clauses)
        return [self.cases[name][1] for name in names]


def _spoil(cases: dict[str, tuple[Row, Events]], dice: Dice, ledger: Ledger, scale: int) -> None:
    free = dice.shuffled([name for name, (row, _) in cases.items() if row["created_at"] < _SETTLED])
    desk = _Cases(cases, [name for name in free if not _reopened(cases[name][1])], ledger, scale)
    _spoil_order(desk)
    _spoil_escalated(desk)


def _reopened(events: Events) -> bool:
    return any(event in {"reopened", "waiting_for_customer"} for _, event in events)


def _escalated(events: Events) -> bool:
    return any(event == "escalated" for _, event in events)


def _complex(events: Events) -> bool:
    return _escalated(events) and any(event == "needs_analysed" for _, event in events)


def _special(events: Events) -> bool:
    return _escalated(events) and not _complex(events)


def _common(events: Events) -> bool:
    return not _escalated(events)


def _spoil_order(desk: _Cases) -> None:
    """Silence, steps left out, in the wrong order or too often, before and after the handling began."""
    steps = "request-steps"
    desk.take(7, lambda events: _common(events) and _waits(events, HOUR), "progress-tracking.every-gap")
    for events in desk.take(5, _common, f"{steps}.in-order", f"{steps}.told-before-closing"):
        _drop(events, "result_fed_back")
    for events in desk.take(4, _common, f"{steps}.in-order", f"{steps}.verified-before-telling"):
        _drop(events, "verified")
    for events in desk.take(4, _common, f"{steps}.in-order"):
        _swap(events, "solution_made", "executed")
    for events in desk.take(3, _common, f"{steps}.few-steps"):
        _again(events, "executed", 8)
    for events in desk.take(4, _common, "intake-order.by-flow"):
        _drop(events, "classified")
    for events in desk.take(3, _common, "intake-order.by-flow"):
        _swap(events, "classified", "assigned")
    for events in desk.take(3, _common, "intake-order.accepted-before-response"):
        _drop(events, "first_responded")
        events.insert(1, (events[0][0], "first_responded"))


def _spoil_escalated(desk: _Cases) -> None:
    """Departments that answer late or never, teams that do not go on, requests that stay with one person."""
    steps = "request-steps"
    for place, events in enumerate(desk.take(6, _escalated, f"{steps}.department-replies")):
        _shift(events, "dept_replied", 3 * DAY + (SECOND if place == 0 else HOUR), since="escalated")
    for events in desk.take(2, _escalated, f"{steps}.in-order", f"{steps}.department-replies"):
        _drop(events, "dept_replied")
    quick = desk.take(4, lambda events: _escalated(events) and _replied_soon(events), f"{steps}.picked-up")
    for place, events in enumerate(quick):
        _shift(events, "solution_made", DAY + (SECOND if place == 0 else HOUR), since="dept_replied")
    for count, kind in ((5, _special), (4, _complex)):
        for events in desk.take(count, kind, "complex-plans.special-escalated"):
            _drop(events, "escalated")
            _drop(events, "dept_replied")


def _again_and_again(
    requests: Table, cases: dict[str, tuple[Row, Events]], dice: Dice, ledger: Ledger, scale: int
) -> None:
    """Late cases that waited for the customer are late no more; cases that were opened again are."""
    by_first, by_last = "resolution-and-closing.resolved", "resolution-and-closing.resolved-for-good"
    late = [row for row in requests.rows if ledger.planted(by_first).get(id(row)) == "breached" and _sound(row)]
    excused = [row for row in late if row["resolved_at"] - row["created_at"] > 9 * DAY][: 4 * scale]
    for row in excused:
        events = _course(dice, row, escalated=_to_escalate(row))
        since = _when(events, "accepted") + DAY
        pause = [(since, "waiting_for_customer"), (since + 8 * DAY, "customer_replied")]
        cases[row["request_id"]] = (row, sorted([*events, *pause], key=lambda event: event[0]))
    for row in requests.rows:
        found = ledger.planted(by_first).get(id(row))
        if found is not None and row not in excused:
            ledger.note(row, found, by_last)
    twins = Counter(row["request_id"] for row in requests.rows)
    again = [name for name, (row, events) in cases.items() if _reopenable(row, events, twins)][: 3 * scale]
    for place, name in enumerate(again):
        row, events = cases[name]
        _reopen(events, called=place == 0)
        ledger.note(row, "breached", by_last)


def _sound(row: Row) -> bool:
    times = _times(row)
    return None not in times and times == sorted(times, key=str)


def _reopenable(row: Row, events: Events, twins: Mapping[str, int]) -> bool:
    settled = row["resolved_at"] - row["created_at"] < 5 * DAY and row["created_at"] < datetime(2025, 11, 1)
    return bool(_common(events) and not _reopened(events) and settled and twins[row["request_id"]] == 1)


def _reopen(events: Events, *, called: bool) -> None:
    """Told the result, or called back, the customer says no: everything once more, twelve or more days later."""
    place = next(i for i, (_, name) in enumerate(events) if name == "result_fed_back") + 1
    start = events[place - 1][0] + HOUR
    names = ("problem_confirmed", "solution_made", "executed", "resolved", "verified", "result_fed_back")
    once_more = [(start + 16 * DAY + HOUR * number, name) for number, name in enumerate(names)]
    later = [(time + 17 * DAY, name) for time, name in events[place:]]
    heard: Events = [(start - SECOND, "callback")] if called else []
    events[place:] = [*heard, (start, "reopened"), *once_more, *later]


def _waits(events: Events, longer: timedelta) -> bool:
    """Whether a customer waits longer than the limit of the time, by so much."""
    within = in_force(TELL_EVERY, events[0][0]) or DAY
    return _when(events, "resolved") - _when(events, "accepted") > within + longer


def _replied_soon(events: Events) -> bool:
    """Whether the department replied so soon that no news is due within a day after it."""
    return _when(events, "dept_replied") - _when(events, "accepted") < timedelta(hours=10)


def _when(events: Events, event: str) -> datetime:
    return next(time for time, name in events if name == event)


def _drop(events: Events, event: str) -> None:
    events[:] = [one for one in events if one[1] != event]


def _swap(events: Events, first: str, second: str) -> None:
    place, other = (next(i for i, (_, event) in enumerate(events) if event == name) for name in (first, second))
    events[place], events[other] = (events[place][0], second), (events[other][0], first)


def _again(events: Events, event: str, times: int) -> None:
    """The same event many times more, a second apart; what follows comes so much later."""
    place = next(i for i, (_, name) in enumerate(events) if name == event)
    more = [(events[place][0] + SECOND * (n + 1), event) for n in range(times)]
    events[place + 1 :] = [*more, *((time + SECOND * times, name) for time, name in events[place + 1 :])]


def _shift(events: Events, event: str, gap: timedelta, *, since: str) -> None:
    """An event so long after another, and everything behind it as much later."""
    place = next(i for i, (_, name) in enumerate(events) if name == event)
    later = _when(events, since) + gap - events[place][0]
    events[place:] = [(time + later, name) for time, name in events[place:]]
