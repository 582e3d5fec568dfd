"""The ledger of deliveries: nine a month of software, hardware and services, from agreement to evaluation."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from generator.days import MONTHS
from generator.dice import Dice
from generator.house import customer
from generator.ledger import Ledger
from generator.spoiling import Spoiler
from generator.tables import Row, Table

DELIVERIES = (
    *("delivery_id", "request_id", "customer_id", "type", "agreed_standard", "agreed_mode", "agreed_date"),
    *("agreed_at", "confirmed_at", "prepared_at", "started_at", "deployed_at", "installed_at", "commissioned_at"),
    *("monitored_at", "trained_at", "function_test", "performance_test", "function_tested_at", "user_feedback"),
    *("survey_id", "accepted_at", "feedback_source", "reviewed_on", "problem_found", "root_cause", "action_id"),
)
NOW = datetime(2025, 12, 31, 12)
LAST_REVIEW = datetime(2025, 12, 29).date()
_REVISED, _SETTLED = datetime(2025, 7, 1), datetime(2025, 11, 1)
_HOUR, _DAY, _SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
_TYPES, _WAYS = ("software", "hardware", "service"), ("survey", "work-order", "process-record")
_NO_RECORDS = (7, 8, 9)
_A, _S, _C = "delivery-agreement.", "delivery-steps.", "delivery-acceptance."


def make_deliveries(surveys: Table, actions: Table, dice: Dice, ledger: Ledger) -> Table:
    """Deliveries in which everything is as it should be, then what is wrong in some."""
    table = Table(export="deliveries", columns=DELIVERIES, planned=("agreed_date",))
    answers = [row["survey_id"] for row in surveys.rows if row["answered_at"] is not None]
    numbers = [row["action_id"] for row in actions.rows]
    for month in MONTHS:
        for place in range(9):
            start = datetime(2025, month.month, 1 + 2 * place, 9) + dice.minutes(0, 400)
            table.add(_delivery(dice, len(table.rows), start, answers, numbers))
    for row in table.rows:
        if row["reviewed_on"] > LAST_REVIEW:
            row.update(dict.fromkeys(("reviewed_on", "problem_found", "root_cause", "action_id")))
            ledger.note(row, "pending", _C + "evaluated")
    table.rows[-1]["trained_at"] = NOW
    table.touched.add(id(table.rows[-1]))
    desk = Spoiler(table, dice, ledger, lambda row: row["started_at"] < _SETTLED)
    _spoil_agreement(desk)
    _spoil_steps(desk)
    _spoil_acceptance(desk)
    return table


def _delivery(dice: Dice, number: int, start: datetime, answers: list[str], numbers: list[str]) -> Row:
    kind, way = _TYPES[number % 3], _WAYS[number // 3 % 3]
    work = start + dice.hours(2, 20)
    second, watched = work + dice.hours(3, 20), work + dice.hours(1, 2)
    accepted = second + dice.hours(20, 60)
    trained = accepted + dice.hours(3, 40) if kind == "hardware" else second + dice.hours(2, 18)
    problem = number % 4 == 1
    if way == "process-record" and start.month in _NO_RECORDS:
        way = "survey"
    return dict.fromkeys(DELIVERIES) | {
        "delivery_id": f"JF25{number + 1:03d}",
        "customer_id": customer(dice),
        "type": kind,
        "agreed_standard": dice.one(("整夜运行不掉线", "并发不卡顿", "每台开机自检通过", "数据与旧系统逐条相符")),
        "agreed_mode": dice.one(("现场", "远程", "现场加远程")),
        "agreed_date": accepted.date() + timedelta(days=dice.between(0, 3)),
        "agreed_at": start - dice.hours(120, 300),
        "confirmed_at": start - dice.hours(50, 110),
        "prepared_at": start - dice.hours(3, 45),
        "started_at": start,
        "deployed_at": work if kind == "software" else None,
        "installed_at": work if kind == "hardware" else None,
        "commissioned_at": second if kind == "hardware" else None,
        "function_tested_at": second if kind == "software" else None,
        "monitored_at": second + _HOUR / 2 if kind == "hardware" else watched,
        "trained_at": None if kind == "service" else trained,
        "function_test": "passed",
        "performance_test": "passed",
        "user_feedback": dice.one(("好用", "无意见", "希望多教一遍", "比旧的快")),
        "survey_id": dice.one(answers),
        "accepted_at": accepted,
        "feedback_source": way,
        "reviewed_on": accepted.date() + timedelta(days=dice.between(6, 26)),
        "problem_found": problem,
        "root_cause": dice.one(("场地没有提前看", "接口文档过时", "备件少带一套")) if problem else None,
        "action_id": dice.one(numbers) if problem else None,
    }


def _of(kind: str) -> Callable[[Row], bool]:
    return lambda row: bool(row["type"] == kind)


def _spoil_agreement(desk: Spoiler) -> None:
    for row, name in zip(desk.take(3, _A + "agreed"), ("agreed_standard", "agreed_mode", "agreed_date"), strict=True):
        row[name] = None
    for row in desk.take(2, _A + "agreed"):
        row["agreed_at"] = row["started_at"] + _HOUR
    for place, row in enumerate(desk.take(3, _A + "confirmed")):
        row["confirmed_at"] = None if place == 0 else row["started_at"]
    for place, row in enumerate(desk.take(3, _A + "prepared")):
        row["prepared_at"] = None if place == 0 else row["started_at"] + _HOUR
    for place, row in enumerate(desk.take(5, _A + "on-date")):
        row["agreed_date"] = row["accepted_at"].date() - timedelta(days=1 + place)


def _spoil_steps(desk: Spoiler) -> None:
    for place, row in enumerate(desk.take(3, _S + "software", fits=_of("software"))):
        early = {"trained_at": row["function_tested_at"] - _HOUR}
        row.update((early, {"trained_at": None}, {"deployed_at": None})[place])
    for place, row in enumerate(desk.take(3, _S + "hardware", fits=_of("hardware"))):
        early = {"trained_at": row["accepted_at"] - _HOUR}
        row.update((early, {"trained_at": None}, {"commissioned_at": None})[place])
    for place, row in enumerate(desk.take(4, _S + "monitored")):
        row["monitored_at"] = None if place < 2 else row["accepted_at"] + _SECOND  # noqa: PLR2004 - half of them


def _spoil_acceptance(desk: Spoiler) -> None:
    for place, row in enumerate(desk.take(4, _C + "four-parts")):
        row["survey_id" if place % 2 else "user_feedback"] = None
    for place, row in enumerate(desk.take(3, _C + "tests-passed")):
        row["performance_test" if place % 2 else "function_test"] = "failed"
    for row in desk.take(1, _C + "four-parts", _C + "tests-passed"):
        row["performance_test"] = None
    for row in desk.take(3, _C + "feedback-taken", fits=lambda row: row["started_at"].month not in _NO_RECORDS):
        row["feedback_source"] = None
    for row in desk.take(3, _C + "causes-and-actions", fits=lambda row: row["problem_found"]):
        row["action_id"] = None
    for days, breaks, fits in ((31, True, _recent), (38, True, _recent), (40, False, _early), (47, True, _early)):
        (row,) = desk.take(1, *([_C + "evaluated"] if breaks else []), fits=fits)
        row["reviewed_on"] = (datetime.combine(row["accepted_at"].date(), time()) + days * _DAY).date()
    for row in desk.take(2, _C + "evaluated", fits=lambda row: not row["problem_found"]):
        row.update(dict.fromkeys(("reviewed_on", "problem_found")))


def _early(row: Row) -> bool:
    return bool(row["accepted_at"] < _REVISED)


def _recent(row: Row) -> bool:
    return bool(row["accepted_at"] >= _REVISED)
