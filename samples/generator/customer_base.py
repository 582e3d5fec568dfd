"""What is known of each customer before anything goes wrong: orders, scores, stages and records on each day counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from generator.dice import Dice
from generator.tables import Row, Table

COLUMNS = (
    *("name", "phone", "address", "value_score", "purchase_frequency", "purchase_amount", "contribution"),
    *("behaviour_class", "potential", "tier_reviewed_on", "account_manager_id", "repurchase_rate", "recommends"),
    *("satisfaction_score", "survey_mean", "first_order_on", "last_order_on", "last_contact_on", "updated_at"),
    *("orders_recorded", "requests_recorded", "contacts_recorded", "surveys_recorded", "feedback_recorded"),
    *("profile_updated_on", "profile_inputs", "predicted_need", "stage_since"),
)
NEVER_FILED = "C0577"
"""A customer with requests but without a file."""
_SECOND_HALF = date(2025, 7, 1)
_NEW_FOR, _LOST_AFTER = timedelta(days=90), timedelta(days=365)
_HIGH_FROM, _MID_FROM = 70, 40
_GRADES: Mapping[str, tuple[tuple[int, int], ...]] = {
    "high": ((18, 36), (38000, 90000), (70, 95), (60, 95)),
    "mid": ((8, 18), (12000, 32000), (40, 70), (40, 70)),
    "low": ((0, 6), (0, 8000), (5, 40), (5, 45)),
}
_LOYALTY_POINTS = {"high": 100, "mid": 50, "low": 0}
_REPURCHASE = {"high": (60, 95), "mid": (20, 59), "low": (2, 19)}
_SATISFACTION = {"high": (40, 50), "mid": (32, 48), "low": (30, 42)}
_CLASSES = ("定期采购", "促销时采购", "按项目采购", "偶尔采购")
_NEEDS = ("续费", "扩容", "升级套餐", "增购配件", "延长保修", "操作培训")
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
_PLACES, _TRADES = ("东湖", "西山", "南港", "北城", "新园", "中原"), ("贸易", "科技", "物流", "制造", "餐饮")


@dataclass(slots=True, kw_only=True)
class Customer:
    """One customer, the same on every day."""

    number: int
    row: Row
    """What does not change from day to day."""
    orders: list[date] = field(default_factory=list[date])
    """Of 2025."""
    first: date | None = None
    last: date | None = None
    """First and last order before 2025."""
    unhappy: bool = False

    @property
    def name(self) -> str:
        """The customer number."""
        return f"C{self.number:04d}"


def known_customers(table: Table, dice: Dice) -> dict[str, Customer]:
    """Every customer of the list, with orders that agree with being lost, new or neither."""
    known: dict[str, Customer] = {}
    for row in table.rows:
        number = int(row["customer_id"][1:])
        if row["customer_id"] not in known:
            known[row["customer_id"]] = _known(dice, number, row)
    return known


def _known(dice: Dice, number: int, row: Row) -> Customer:
    one = Customer(number=number, row=_described(dice, number, row))
    lost, fresh = number % 9 == 0, number % 8 == 3  # noqa: PLR2004 - every ninth is lost, every eighth new
    if lost:
        late = number % 18 == 9  # noqa: PLR2004 - half of the lost ones were lost during the year
        first_day, span = (date(2024, 4, 10), 250) if late else (date(2023, 6, 1), 290)
        one.last = first_day + timedelta(days=dice.between(0, span))
    elif fresh:
        one.orders = [date(2025, 1, 10) + timedelta(days=dice.between(0, 330))]
    else:
        one.last = date(2024, 6, 1) + timedelta(days=dice.between(0, 200))
        one.orders = [date(2025, 1, 5) + timedelta(days=dice.between(0, 130))]
    if one.last is not None:
        one.first = date(2019, 6, 1) + timedelta(days=dice.between(0, 1400))
    if one.orders:
        left = (date(2025, 12, 28) - one.orders[0]).days
        one.orders += [one.orders[0] + timedelta(days=dice.between(1, left)) for _ in range(dice.lean(0, 3))]
    one.orders.sort()
    one.unhappy = one.row["loyalty_level"] == "low" and number % 5 == 2 and not lost and not fresh  # noqa: PLR2004
    return one


def _described(dice: Dice, number: int, row: Row) -> Row:
    if row["type"] == "enterprise":
        name = f"{dice.one(_PLACES)}{dice.one(_TRADES)}{number}号公司"
    else:
        name = f"{dice.one(_SURNAMES)}{dice.one(_GIVEN)}{dice.one(_GIVEN) if dice.happens(0.6) else ''}"
    grade, loyalty = row["value_tier"], row["loyalty_level"]
    frequency, amount, contribution, _ = _GRADES[grade]
    return {
        "name": name,
        "phone": f"1{dice.one('3578')}{number * 1234577 % 10**9:09d}",
        "address": f"{dice.one(_PLACES)}路{dice.between(1, 400)}号",
        "grade": grade,
        "loyalty_level": loyalty,
        "purchase_frequency": dice.between(*frequency),
        "purchase_amount": dice.between(*amount),
        "contribution": dice.between(*contribution),
        "behaviour_class": dice.one(_CLASSES),
        "repurchase_rate": dice.between(*_REPURCHASE[loyalty]) / 100,
        "recommends": loyalty == "high" or dice.happens(0.5),
        "manager": f"GX{dice.between(1, 15):02d}",
    }


def fill_customers(table: Table, known: Mapping[str, Customer], dice: Dice) -> None:
    """Every row of the list with what holds on its day."""
    table.columns += COLUMNS
    for row in [*table.rows, *table.spoilt]:
        row.update(dict.fromkeys(COLUMNS))
    for row in table.rows:
        one, day = known[row["customer_id"]], row["snapshot_date"]
        row |= {name: one.row[name] for name in ("name", "phone", "address", "behaviour_class", "contribution")}
        row |= {name: one.row[name] for name in ("purchase_frequency", "purchase_amount", "loyalty_level")}
        _staged(row, one, day)
        _graded(row, one, day, dice)
        _rated(row, one, dice)
        _recorded(row, one, day, dice)
    table.rows[-1]["updated_at"] = datetime.combine(table.rows[-1]["snapshot_date"], time(18))


def _staged(row: Row, one: Customer, day: date) -> None:
    done = [order for order in one.orders if order <= day]
    first = one.first or (done[0] if done else None)
    last = done[-1] if done else one.last
    row |= {"first_order_on": first, "last_order_on": last}
    row["lifecycle_stage"] = "new"
    if first is None or last is None:
        return
    if last < day - _LOST_AFTER:
        row |= {"lifecycle_stage": "lost", "stage_since": last + _LOST_AFTER + timedelta(days=1)}
    elif first > day - _NEW_FOR:
        row["stage_since"] = first
    else:
        row |= {"lifecycle_stage": "active", "stage_since": first + _NEW_FOR}


def tier_of(score: float) -> str:
    """The tier that a score gives."""
    return "high" if score >= _HIGH_FROM else "mid" if score >= _MID_FROM else "low"


def _graded(row: Row, one: Customer, day: date, dice: Dice) -> None:
    again = dice.between(*_GRADES[one.row["grade"]][3])
    row["potential"] = one.row.setdefault("potential" if day < _SECOND_HALF else "potential later", again)
    score = 20 * min(row["purchase_frequency"] / 24, 1) + 30 * min(row["purchase_amount"] / 50000, 1)
    score += 0.2 * row["contribution"] + 0.15 * _LOYALTY_POINTS[row["loyalty_level"]] + 0.15 * row["potential"]
    row["value_score"] = round(score, 1)
    row["value_tier"] = tier_of(row["value_score"])
    row["tier_reviewed_on"] = day - timedelta(days=dice.between(5, 170))
    if row["value_tier"] == "high" and row["lifecycle_stage"] != "lost":
        row["account_manager_id"] = one.row["manager"]


def _rated(row: Row, one: Customer, dice: Dice) -> None:
    if row["first_order_on"] is None:
        return
    low, high = (20, 29) if one.unhappy else _SATISFACTION[row["loyalty_level"]]
    row["survey_mean"] = row["satisfaction_score"] = dice.between(low, high) / 10
    row |= {name: one.row[name] for name in ("repurchase_rate", "recommends")}


def _recorded(row: Row, one: Customer, day: date, dice: Dice) -> None:
    stage, last = row["lifecycle_stage"], row["last_order_on"]
    contact = last + timedelta(days=60) if stage == "lost" else day - timedelta(days=dice.between(3, 150))
    row["last_contact_on"] = contact
    newest = max(contact, last or contact)
    row["updated_at"] = datetime.combine(min(newest + timedelta(days=1), day), time(9)) + dice.minutes(0, 500)
    row["orders_recorded"] = (one.first is not None) * 3 + sum(order <= day for order in one.orders)
    row |= {"requests_recorded": dice.between(1, 12), "contacts_recorded": dice.between(1, 20)}
    row |= {"surveys_recorded": dice.between(1, 6), "feedback_recorded": dice.between(0, 3)}
    if stage != "lost":
        row["profile_updated_on"] = day - timedelta(days=dice.between(5, 170))
        row |= {"profile_inputs": dice.between(3, 7), "predicted_need": dice.one(_NEEDS)}
