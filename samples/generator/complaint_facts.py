"""What is known of a complaint beyond its times: how far it reaches, its level, its cause and what was made of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from generator.dice import Dice
from generator.ledger import Ledger
from generator.spoiling import Spoiler
from generator.tables import Row, Table, Unreadable

FACTS = (
    *("safety", "affected", "repeated", "level_set_at", "process_id", "root_cause", "action_id"),
    "verified_by",
)
REVISED = datetime(2025, 7, 1)
_SOON, _ORDINARY = timedelta(minutes=25), timedelta(hours=4)
_OPEN_FROM = datetime(2025, 12, 20)
_REPEATED_EVERY, _OFTEN = 17, 6
_SPRING = (4, 5, 6)
_CAUSES = ("晚班没有退款权限", "账单模板没有随资费更新", "转派时漏了附件", "知识条目写错一步", "排班与到货日对不上")
_SECOND = timedelta(seconds=1)


def fill_complaints(table: Table, actions: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    """The facts of every complaint, then what is wrong in them."""
    table.columns = (*table.columns, *FACTS)
    for row in table.spoilt:
        row.update(dict.fromkeys(FACTS))
    numbers = [row["action_id"] for row in actions.rows if row["source"] == "complaint"]
    seen = 0
    for row in table.rows:
        row.update(
            dict.fromkeys(FACTS) | {"safety": False, "affected": 1, "repeated": False, "process_id": "complaint"}
        )
        row["level_set_at"] = row["received_at"] + dice.seconds(60, 420)
        row["verified_by"] = f"TS{dice.between(9, 12):02d}" if row["closed_at"] is not None else None
        seen += _described(row, dice, seen)
        if not isinstance(row["level"], Unreadable):
            row["level"] = _level(row)
        _learned(row, dice, numbers)
    _spoil(table, dice, ledger, scale)


def _wait(row: Row) -> timedelta | None:
    first = row["first_response_at"]
    return first - row["received_at"] if isinstance(first, datetime) else None


def _described(row: Row, dice: Dice, seen: int) -> bool:
    """How far it reaches; whether it could have been a repeated one. What was answered late was a routine matter."""
    wait = _wait(row)
    if row["major"] is True and wait is not None:
        row["first_response_at"] = row["received_at"] + dice.minutes(9, 25)
        return False
    if isinstance(row["level"], Unreadable) or wait is None or wait > _ORDINARY:
        return False
    if wait <= _SOON and dice.happens(0.35):
        row |= {"safety": True} if dice.happens(0.5) else {"affected": dice.between(20, 60)}
        return False
    every = _OFTEN if row["received_at"].month in _SPRING else _REPEATED_EVERY
    if seen % every == every - 1:
        row["repeated"] = True
    elif dice.happens(0.35):
        row["affected"] = dice.between(2, 9)
    elif dice.happens(0.1):
        row |= {"affected": None, "repeated": None}
    return True


def _level(row: Row) -> str:
    most = 10 if row["received_at"] >= REVISED else 20
    affected = 1 if row["affected"] is None else row["affected"]
    if row["major"] or row["safety"] or affected >= most:
        return "1"
    return "2" if row["repeated"] or affected > 1 else "3"


def _learned(row: Row, dice: Dice, numbers: list[str]) -> None:
    """The cause of the graver ones, and measures where something comes again or a process is at fault."""
    if row["closed_at"] is None:
        return
    if row["level"] == "1" or row["repeated"] or dice.happens(0.3):
        row["root_cause"] = dice.one(_CAUSES)
    if row["repeated"] or (row["issue_domain"] == "process" and dice.happens(0.97)):
        row["action_id"] = dice.one(numbers)
    elif row["issue_domain"] == "process":
        row["root_cause"] = "客户误解，已说明"


def _plain(row: Row) -> bool:
    return bool(row["level"] == "3" and not row["major"])


def _spoil(table: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    desk = Spoiler(table, dice, ledger, lambda row: row["received_at"] < _OPEN_FROM, scale)
    for row in desk.take(3, fits=_plain):
        row["request_id"] = None
    _spoil_levels(desk)
    _spoil_lessons(desk)
    _late(table, dice, scale)
    for row in table.rows:
        if row["issue_domain"] == "process" and row["closed_at"] is not None and row["action_id"] is None:
            ledger.note(row, "breached", "common-problems.process-improved")


def _spoil_levels(desk: Spoiler) -> None:
    for row in desk.take(2, "complaint-intake.described", fits=_plain):
        row["major"] = None
    for place, row in enumerate(desk.take(5, "complaint-intake.levelled", fits=_plain)):
        limit = timedelta(minutes=30 if row["received_at"] >= REVISED else 60)
        row["level_set_at"] = row["received_at"] + limit + (_SECOND if place == 0 else desk.dice.minutes(3, 90))
    for row in desk.take(1, fits=lambda row: _plain(row) and row["received_at"] < REVISED):
        row["level_set_at"] = row["received_at"] + timedelta(minutes=60)
    for row in desk.take(3, fits=lambda row: _plain(row) and row["affected"] == 1):
        row["affected"] = 3
    for row in desk.take(2, fits=_plain):
        row["level"] = None


def _spoil_lessons(desk: Spoiler) -> None:
    """Another process, and complaints that nothing was learned from."""
    for row in desk.take(3, "complaint-process.own-process", fits=_plain):
        row["process_id"] = "request"
    repeated = "complaint-improvement.repeated-taken-up"
    for row in desk.take(3, repeated, fits=lambda row: row["repeated"] and row["closed_at"]):
        row["action_id"] = None
    exists = "complaint-improvement.actions-exist"
    for row in desk.take(2, exists, fits=lambda row: _plain(row) and row["action_id"]):
        row["action_id"] = "GJ24777"
    for row in desk.take(2, fits=lambda row: row["level"] == "1" and row["root_cause"]):
        row["root_cause"] = None


def _late(table: Table, dice: Dice, scale: int) -> None:
    """Answered after the limit of the level, and yet within that of every complaint; found with what others planted."""

    def fits(level: str, least: timedelta) -> Callable[[Row], bool]:
        return lambda row: bool(
            row["level"] == level
            and not row["major"]
            and row["received_at"] < _OPEN_FROM
            and isinstance(row["handled_at"], datetime)
            and row["handled_at"] > row["received_at"] + least
        )

    for place, row in enumerate(table.take(dice, 3 * scale, fits("1", timedelta(hours=2)))):
        limit = timedelta(minutes=30 if row["received_at"] >= REVISED else 60)
        row["first_response_at"] = row["received_at"] + limit + (_SECOND if place == 0 else dice.minutes(3, 40))
    for place, row in enumerate(table.take(dice, 3 * scale, fits("2", timedelta(hours=5)))):
        row["first_response_at"] = row["received_at"] + _ORDINARY + (_SECOND if place == 0 else dice.minutes(3, 50))
