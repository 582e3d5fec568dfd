"""Customers, regions and scenarios as they were counted at the end of each quarter."""

from datetime import date, timedelta

from generator.days import QUARTERS
from generator.dice import Dice
from generator.house import CUSTOMERS, TEAMS
from generator.ledger import Ledger
from generator.tables import Row, Table, Unreadable

CUSTOMER_COLUMNS = (
    *("customer_id", "snapshot_date", "type", "active", "value_tier", "loyalty_level", "lifecycle_stage"),
    *("region_id", "assigned_team", "registered_on"),
)
REGION_COLUMNS = ("region_id", "snapshot_date", "name", "covered", "outlets", "customers")
SCENARIO_COLUMNS = ("scenario_id", "snapshot_date", "name", "covered", "system")
_DAYS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31))
_REGIONS, _COVERED_REGIONS = 40, (35, 36, 38, 39)
_SCENARIOS, _COVERED_SCENARIOS = 30, (26, 27, 26, 29)
_UNASSIGNED, _UNKNOWN = (0.08, 0.03, 0.04, 0.02), (0.0, 0.0, 0.04, 0.0)
_INACTIVE_EVERY = 9
_TOWNS = ("东", "西", "南", "北", "中", "新", "老", "上")
_PLACES = ("城区", "湖区", "港区", "山区", "园区")
_TOPICS = ("咨询", "查询", "投诉", "退换货", "报修", "续费")
_CHANNELS = ("电话", "网页", "手机应用", "柜台", "在线客服")


def make_customers(dice: Dice, ledger: Ledger) -> Table:
    """The same customers four times; without a team in charge too many in March, of some in September none knows."""
    table = Table(export="customers", columns=CUSTOMER_COLUMNS)
    people = [_customer(dice, number) for number in range(1, CUSTOMERS + 1)]
    for day, unassigned, unknown in zip(_DAYS, _UNASSIGNED, _UNKNOWN, strict=True):
        rows = [table.add(person | {"snapshot_date": day}) for person in people]
        active = [row for row in rows if row["active"]]
        without = dice.shuffled(active)[: int(len(active) * unassigned)]
        for row in without:
            row["assigned_team"] = None
        gone = [row for row in dice.shuffled(active) if row["assigned_team"] is None]
        for row in gone[: int(len(active) * unknown) // 2]:
            row["active"] = None
    _uncertain(table, dice)
    ledger.group("service-coverage.customers", "noncompliant", QUARTERS[0])
    ledger.group("service-coverage.customers", "undecided", QUARTERS[2])
    for row in table.take(dice, 2):
        row["registered_on"] = Unreadable("不详")
    table.spoilt.append(table.rows[5] | {"customer_id": None})
    return table


def _uncertain(table: Table, dice: Dice) -> None:
    """In September it is unknown whether some customers without a team are active at all."""
    rows = [row for row in table.rows if row["snapshot_date"] == _DAYS[2]]
    inactive = [row for row in rows if row["active"] is False]
    for row in dice.shuffled(inactive)[: len(rows) // 30]:
        row |= {"active": None, "assigned_team": None}


def _customer(dice: Dice, number: int) -> Row:
    return {
        "customer_id": f"C{number:04d}",
        "snapshot_date": None,
        "type": dice.weighted({"enterprise": 35, "individual": 65}),
        "active": number % _INACTIVE_EVERY != 0,
        "value_tier": dice.weighted({"high": 15, "mid": 45, "low": 40}),
        "loyalty_level": dice.weighted({"high": 25, "mid": 50, "low": 25}),
        "lifecycle_stage": "lost" if number % _INACTIVE_EVERY == 0 else dice.weighted({"new": 12, "active": 88}),
        "region_id": f"Q{dice.between(1, _REGIONS):02d}",
        "assigned_team": dice.one(TEAMS),
        "registered_on": date(2019, 1, 1) + timedelta(days=dice.between(0, 2190)),
    }


def make_regions(dice: Dice, ledger: Ledger) -> Table:
    """Forty regions; too few have an outlet in March, exactly nine tenths in June."""
    table = Table(export="regions", columns=REGION_COLUMNS)
    for day, covered in zip(_DAYS, _COVERED_REGIONS, strict=True):
        for place in range(_REGIONS):
            open_ = place < covered
            name = f"{_TOWNS[place % len(_TOWNS)]}{_PLACES[place // len(_TOWNS)]}"
            row = {"region_id": f"Q{place + 1:02d}", "snapshot_date": day, "name": name, "covered": open_}
            table.add(row | {"outlets": dice.between(1, 4) if open_ else 0, "customers": dice.between(5, 25)})
    ledger.group("service-coverage.outlets", "noncompliant", QUARTERS[0])
    return table


def make_scenarios(ledger: Ledger) -> Table:
    """Thirty scenarios; too few have a system in March, nine tenths in June, one is in doubt in September."""
    table = Table(export="scenarios", columns=SCENARIO_COLUMNS)
    for day, covered in zip(_DAYS, _COVERED_SCENARIOS, strict=True):
        for place in range(_SCENARIOS):
            name = f"{_CHANNELS[place % len(_CHANNELS)]}{_TOPICS[place // len(_CHANNELS)]}"
            row = {"scenario_id": f"CJ{place + 1:02d}", "snapshot_date": day, "name": name, "covered": place < covered}
            table.add(row | {"system": f"系统{place % 5 + 1}" if place < covered else None})
        if day == _DAYS[2]:
            table.rows[-1]["covered"] = None
    ledger.group("service-technology.scenarios", "noncompliant", QUARTERS[0])
    ledger.group("service-technology.scenarios", "undecided", QUARTERS[2])
    return table
