"""Care after a sale: a callback for every order, reminders and maintenance where the product needs it."""

from datetime import date, datetime, time, timedelta

from generator.dice import Dice
from generator.ledger import Ledger
from generator.request_log import case_of
from generator.tables import Row, Table

CARE = ("care_id", "order_id", "customer_id", "step", "done_at", "reached", "opinion", "maintenance_due_on", "actor_id")
NOW = datetime(2025, 12, 31, 18)
LAW = date(2025, 1, 1)
_REVISED = datetime(2025, 7, 1)
_OPINIONS = ("说明书看不懂", "希望周末也能送货", "安装师傅很耐心", "配件颜色与页面不一致", "续费提醒太晚")
_C = "after-sales-care."


def make_after_sales(orders: Table, dice: Dice, ledger: Ledger) -> Table:
    """The steps of every order that happened up to the day of the export."""
    table = Table(export="after-sales", columns=CARE, planned=("maintenance_due_on",))
    spoilt = _late_calls(orders, dice, ledger)
    for order in orders.rows:
        wait = spoilt.get(order["order_id"], dice.hours(48, 13 * 24))
        if wait is not None and order["ordered_at"] + wait <= NOW:
            _called(table, order, order["ordered_at"] + wait, dice)
        elif order["ordered_at"].date() >= LAW and wait is not None:
            ledger.note(order, "pending", _C + "called-back")
        if order["order_id"] not in spoilt and order["maintenance_due_on"] is not None:
            _reminded(table, order, dice)
    _spoil(table, dice, ledger)
    table.rows.sort(key=lambda row: (row["done_at"], row["order_id"]))
    for number, row in enumerate(table.rows, 1):
        row["care_id"] = f"SH25{number:05d}"
    return table


def _late_calls(orders: Table, dice: Dice, ledger: Ledger) -> dict[str, timedelta | None]:
    """Order -> time until the callback, None where nobody called; two come later than only the revised limit allows."""
    free = dice.shuffled([row for row in orders.rows if LAW <= row["ordered_at"].date() < date(2025, 11, 20)])
    early = [row for row in free if row["ordered_at"] < _REVISED - timedelta(days=1)]
    late = [row for row in free if row["ordered_at"] >= _REVISED]
    waits: dict[str, timedelta | None] = {}
    for rows, limit, days in ((early, 30, (3, 11, -10, -3, None, None)), (late, 15, (1, 5, 14, 23, None, None, None))):
        most = timedelta(days=limit)
        wanted = [
            most + timedelta(seconds=1),
            *(None if more is None else most + timedelta(days=more) for more in days),
        ]
        for row, wait in zip(rows, wanted, strict=False):
            waits[row["order_id"]] = wait
            if wait is None or wait > most:
                ledger.note(row, "breached", _C + "called-back")
    return waits


def _step(table: Table, order: Row, step: str, at: datetime, dice: Dice) -> Row:
    row: Row = dict.fromkeys(CARE) | {"order_id": order["order_id"], "customer_id": order["customer_id"]}
    row |= {"step": step, "done_at": at, "reached": dice.happens(0.8), "actor_id": f"GX{dice.between(1, 15):02d}"}
    return table.add(row)


def _called(table: Table, order: Row, at: datetime, dice: Dice) -> None:
    row = _step(table, order, "callback", at, dice)
    if row["reached"] and dice.happens(0.06):
        row["opinion"] = dice.one(_OPINIONS)


def _reminded(table: Table, order: Row, dice: Dice) -> None:
    due = order["maintenance_due_on"]
    at = datetime.combine(due, time(9)) - dice.hours(8 * 24, 20 * 24)
    if at > NOW:
        return
    _step(table, order, "reminder", at, dice)["maintenance_due_on"] = due
    done = datetime.combine(due, time(10)) + dice.hours(0, 100)
    if dice.happens(0.6) and done <= NOW:
        _step(table, order, "maintained", done, dice)


def _spoil(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Reminders too late or without a day, maintenance that nobody was reminded of."""
    maintained = {row["order_id"] for row in table.rows if row["step"] == "maintained"}

    def reminder(row: Row) -> bool:
        return bool(row["step"] == "reminder" and row["done_at"].date() >= LAW)

    for place, row in enumerate(table.take(dice, 5, reminder)):
        day = datetime.combine(row["maintenance_due_on"], time())
        row["done_at"] = day - timedelta(days=7) + (timedelta(seconds=1) if place == 0 else dice.hours(10, 140))
        row["maintenance_due_on"] = None if place == 4 else row["maintenance_due_on"]  # noqa: PLR2004 - the last one
        ledger.note(row, "breached", _C + "reminded")
    for row in table.take(dice, 1, reminder):
        row["done_at"] = datetime.combine(row["maintenance_due_on"], time()) - timedelta(days=7)
    for row in table.take(dice, 4, lambda row: reminder(row) and row["order_id"] in maintained):
        table.rows.remove(row)
        ledger.note(case_of(ledger, row["order_id"]), "breached", _C + "by-flow")
