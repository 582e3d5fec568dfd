"""Orders of the year, and the points that they earn."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from math import floor

from generator.customer_base import Customer
from generator.days import period_of
from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table

ORDERS = ("order_id", "customer_id", "ordered_at", "amount", "product", "paid_at", "maintenance_due_on")
LEDGER = (*("entry_id", "customer_id", "at", "kind", "points", "balance", "order_id", "order_amount", "source_id"),)
_PRODUCTS = ("年度套餐", "增购许可", "配件", "延长保修", "培训")
MAINTAINED = ("延长保修", "配件")
"""Products that need maintenance, half a year after they were bought."""
_HALF_YEAR = timedelta(days=180)
_REVISED = datetime(2025, 7, 1)
_EARN_FROM, _NO_REDEEMING = 50, date(2025, 4, 1)
_LAST = datetime(2025, 12, 31, 20)


def make_orders(known: Mapping[str, Customer], dice: Dice) -> Table:
    """Every order that the list of customers knows of."""
    table = Table(export="orders", columns=ORDERS, planned=("maintenance_due_on",))
    pairs = sorted((day, one.number, one) for one in known.values() for day in one.orders)
    for place, (day, _, one) in enumerate(pairs):
        ordered = datetime.combine(day, time(8)) + dice.minutes(0, 700)
        row = {"order_id": f"D25{place + 1:05d}", "customer_id": one.name, "ordered_at": ordered}
        row |= {"amount": dice.lean(20, 4000) + dice.between(0, 1) / 2, "product": dice.one(_PRODUCTS)}
        row["paid_at"] = ordered + dice.minutes(1, 60)
        table.add(row | {"maintenance_due_on": day + _HALF_YEAR if row["product"] in MAINTAINED else None})
    return table


def make_loyalty(orders: Table, surveys: Table, dice: Dice, ledger: Ledger) -> Table:
    """Points of the members, every second customer, and what is wrong with them."""
    table = Table(export="loyalty-ledger", columns=LEDGER)
    balances: dict[str, int] = {}
    for serial, entry in enumerate(
        sorted(_entries(orders, surveys, dice), key=lambda entry: (entry["at"], str(entry)))
    ):
        held = balances.get(entry["customer_id"], 0)
        if entry["kind"] == "redeem":
            entry["points"] = -min(held, 100 * dice.between(2, 6))
            if entry["points"] == 0:
                continue
        balances[entry["customer_id"]] = held + entry["points"]
        number = {"entry_id": f"J25{serial + 1:05d}", "balance": held + entry["points"]}
        table.add(dict.fromkeys(LEDGER) | entry | number)
    _spoil(table, dice, ledger)
    _spoil_rewards(table, dice, ledger)
    ledger.group("loyalty-points.in-use", "noncompliant", _NO_REDEEMING)
    return table


def _entries(orders: Table, surveys: Table, dice: Dice) -> Iterable[Row]:
    for place, order in enumerate(orders.rows):
        member = int(order["customer_id"][1:]) % 2 == 0
        at = order["paid_at"] + timedelta(minutes=30)
        who = {"customer_id": order["customer_id"], "at": at}
        if member and order["amount"] >= _EARN_FROM:
            rate = 1 if at < _REVISED else 2
            points = {"kind": "earn", "points": floor(order["amount"] * rate)}
            yield who | points | {"order_id": order["order_id"], "order_amount": order["amount"]}
            redeemed = at + timedelta(days=dice.between(5, 40))
            if dice.happens(0.4) and redeemed < _LAST and period_of(redeemed, "quarter") != _NO_REDEEMING:
                yield {"customer_id": order["customer_id"], "at": redeemed, "kind": "redeem", "points": 0}
        elif not member and place % 9 == 0:
            yield {"customer_id": f"C{dice.between(1, 299) * 2:04d}", "at": at, "kind": "referral", "points": 50} | {
                "source_id": order["order_id"]
            }
    answered: set[str] = set()
    for row in surveys.rows:
        if row["answered_at"] is not None and row["survey_id"] not in answered and len(row["survey_id"]) % 2 == 1:
            answered.add(row["survey_id"])
            if dice.happens(0.12) and row["answered_at"] < _LAST:
                who = {"customer_id": row["customer_id"] or "C0002", "at": row["answered_at"] + timedelta(hours=1)}
                yield who | {"kind": "survey", "points": 10, "source_id": row["survey_id"]}


def _earned(row: Row) -> bool:
    return bool(row["kind"] == "earn")


def _rewarded(row: Row) -> bool:
    return row["kind"] in {"referral", "survey"}


def _spoil(table: Table, dice: Dice, ledger: Ledger) -> None:
    for row in table.take(dice, 4, _earned):
        row["points"] += 20
        ledger.note(row, "breached", "loyalty-points.by-rule")
    for row in table.take(dice, 3, lambda row: _earned(row) and row["at"] >= _REVISED):
        row["points"] = floor(row["order_amount"])  # the rate of the first half-year
        ledger.note(row, "breached", "loyalty-points.by-rule")
    for place, row in enumerate(table.take(dice, 3, _earned)):
        row["order_id"] = f"D24{place + 90001}"
        ledger.note(row, "breached", "loyalty-points.from-order")
    for row in table.take(dice, 2, _earned):
        twin = table.copy(row)
        twin["entry_id"] += "B"
        for each in (row, twin):
            ledger.note(each, "breached", "loyalty-points.once")


def _spoil_rewards(table: Table, dice: Dice, ledger: Ledger) -> None:
    for row in table.take(dice, 3, lambda row: row["kind"] == "redeem"):
        row["points"] -= row["balance"] + 30
        row["balance"] = -30
        ledger.note(row, "breached", "loyalty-points.no-overdraft")
    for row in table.take(dice, 3, _rewarded):
        row["source_id"] = None
        ledger.note(row, "breached", "loyalty-points.reward-grounds")
    for row in table.take(dice, 1, _rewarded):
        twin = table.copy(row)
        twin["entry_id"] += "B"
        for each in (row, twin):
            ledger.note(each, "breached", "loyalty-points.reward-once")
