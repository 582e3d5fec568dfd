"""The register of escalations, written from the log of requests; some are missing in it, and some are poor."""

from datetime import datetime, timedelta

from generator.dice import Dice
from generator.house import SERVICE, TECHNICAL
from generator.ledger import Ledger
from generator.request_log import case_of
from generator.spoiling import Spoiler
from generator.tables import Row, Table

ESCALATIONS = (
    *("escalation_id", "request_id", "escalated_at", "from_team", "to_department", "form_complete"),
    *("accepted_at", "replied_at", "returned_at", "outcome"),
)
_REVISED = datetime(2025, 7, 1)
_SECOND = timedelta(seconds=1)
_E = "escalation."


def make_escalations(log: Table, dice: Dice, ledger: Ledger) -> Table:
    """One entry for every escalation of the log but three, and four on each of two requests that went in circles."""
    replies = {row["request_id"]: row["ts"] for row in log.rows if row["event"] == "dept_replied"}
    asked = [row for row in log.rows if row["event"] == "escalated" and row["request_id"] in replies]
    forgotten = dice.shuffled(asked[5:-5])[:3]
    table = Table(export="escalations", columns=ESCALATIONS)
    for event in log.rows:
        if event["event"] != "escalated":
            continue
        if event["request_id"] not in replies or event in forgotten:
            ledger.note(event, "breached", _E + "registered")
        else:
            table.add(_entry(dice, event, replies[event["request_id"]]))
    _spoil(Spoiler(table, dice, ledger))
    for row in table.take(dice, 2, lambda row: row["escalated_at"] < _REVISED):
        for place, department in enumerate(("quality", "operations", "product"), 1):
            steps = ("escalated_at", "accepted_at", "replied_at", "returned_at")
            later = {name: row[name] + timedelta(minutes=place) for name in steps}
            table.add(row | later | {"to_department": department})
        ledger.note(case_of(ledger, row["request_id"]), "breached", _E + "no-circles")
    table.rows.sort(key=lambda row: row["escalated_at"])
    for number, row in enumerate(table.rows, 1):
        row["escalation_id"] = f"SJ25{number:04d}"
    return table


def _entry(dice: Dice, event: Row, replied: datetime) -> Row:
    start = event["ts"]
    accepted = start + min(dice.minutes(4, 200), (replied - start) * 8 // 10)
    row: Row = {"escalation_id": "", "request_id": event["request_id"], "escalated_at": start}
    row |= {"from_team": dice.one((SERVICE, TECHNICAL)), "form_complete": True}
    row |= {"to_department": dice.one(("product", "technical", "quality", "operations", "legal"))}
    row |= {"accepted_at": accepted.replace(microsecond=0), "replied_at": replied}
    return row | {
        "returned_at": replied + dice.minutes(10, 1200),
        "outcome": dice.one(("更换", "补偿", "说明", "改单")),
    }


def _early(row: Row) -> bool:
    return bool(row["escalated_at"] < _REVISED - timedelta(days=1))


def _recent(row: Row) -> bool:
    return bool(row["escalated_at"] >= _REVISED)


def _spoil(desk: Spoiler) -> None:
    for place, row in enumerate(desk.take(6, _E + "form-complete")):
        row.update(({"form_complete": False}, {"form_complete": None}, {"to_department": None})[place % 3])
    for hours, count, fits in ((8, 4, _early), (4, 5, _recent)):
        for place, row in enumerate(desk.take(count, _E + "accepted", fits=fits)):
            _accept(row, timedelta(hours=hours) + (_SECOND if place == 0 else desk.dice.minutes(5, 300)))
    for row in desk.take(3, fits=_early):
        _accept(row, timedelta(hours=6))
    for place, row in enumerate(desk.take(4, _E + "returned")):
        late = timedelta(hours=24) + (_SECOND if place == 0 else desk.dice.hours(2, 40))
        row["returned_at"] = row["replied_at"] + late
    for place, row in enumerate(desk.take(5, _E + "outcome-stated")):
        row["replied_at" if place % 2 else "outcome"] = None


def _accept(row: Row, after: timedelta) -> None:
    """Accepted so late; the reply cannot have come before."""
    row["accepted_at"] = row["escalated_at"] + after
    later = max(timedelta(), row["accepted_at"] - row["replied_at"])
    row["replied_at"] += later
    row["returned_at"] += later
