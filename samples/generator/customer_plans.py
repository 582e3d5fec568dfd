"""Plans for customers, pain points on their journeys, their ideas, and campaigns."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from generator.customer_base import Customer
from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table

PLANS = (
    *("plan_id", "customer_id", "kind", "made_at", "owner_id", "need_basis", "target", "measure", "due_on"),
    *("done_at", "reviewed_on", "outcome", "stage"),
)
POINTS = ("point_id", "journey", "stage", "found_on", "weight", "area", "action_id", "mended_on")
IDEAS = ("idea_id", "customer_id", "received_at", "topic", "decided_at", "adopted", "informed_at")
CAMPAIGNS = ("campaign_id", "kind", "segment", "profile_based", "starts_on", "approved_by")
_SNAPSHOTS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30))
_LAW = date(2025, 1, 1)
_TARGETS, _MEASURES = ("全年续费", "降低故障率", "扩大使用范围"), ("季度拜访", "专人培训", "优惠续约")


def _at(dice: Dice, day: date) -> datetime:
    return datetime.combine(day, time(9)) + dice.minutes(0, 480)


def make_plans(customers: Table, known: Mapping[str, Customer], dice: Dice, ledger: Ledger) -> Table:
    """Benefits and tailored plans, welcomes, win-backs, and what follows low ratings; some customers were forgotten."""
    table = Table(export="customer-plans", columns=PLANS)
    high = sorted({row["customer_id"] for row in customers.rows if row["value_tier"] == "high"})
    plans: list[Row] = []
    for kind, forgotten in (("benefit", 0), ("tailored", 1)):
        clause = "high-value-service.benefits" if kind == "benefit" else "customer-lifecycle.tailored"
        content = [name for name in high if not known[name].unhappy]
        left_out = set(content[3 + forgotten :: len(content) // 3][:3])
        for name in (name for name in high if name not in left_out):
            for first in (date(2024, 12, 9), date(2025, 11, 10)):
                day = first + timedelta(days=dice.between(0, 15))
                plans.append(_plan(dice, known[name], kind, day, basis=dice.one(("profile", "behaviour"))))
        _forgotten(customers, ledger, clause, left_out, "active")
    plans += _welcomes(customers, known, dice, ledger)
    plans += _win_backs(customers, known, dice, ledger)
    plans += _follow_ups(customers, known, dice, ledger)
    plans += _long_term(dice, ledger)
    plans[-1]["made_at"] = datetime(2025, 12, 31, 17, 30)
    for serial, plan in enumerate(sorted(plans, key=lambda plan: (plan["made_at"], str(plan["customer_id"])))):
        table.add(dict.fromkeys(PLANS) | {"plan_id": f"F25{serial + 1:04d}"} | plan)

    def recent(row: Row) -> bool:
        return row["kind"] in {"tailored", "winback"} and row["made_at"].date() >= _LAW

    for row in table.take(dice, 4, recent):
        row["target"] = None
        ledger.note(row, "breached", "customer-lifecycle.plan-complete")
    return table


def _plan(dice: Dice, one: Customer | None, kind: str, day: date, *, basis: str | None = None) -> Row:
    plan = {"customer_id": one.name if one else None, "kind": kind, "made_at": _at(dice, day)}
    plan |= {"owner_id": f"GX{dice.between(1, 15):02d}", "need_basis": basis, "target": dice.one(_TARGETS)}
    return plan | {"measure": dice.one(_MEASURES), "due_on": day + timedelta(days=180)}


def _forgotten(customers: Table, ledger: Ledger, clause: str, names: set[str], stage: str) -> None:
    for row in customers.rows:
        fits = (
            row["lifecycle_stage"] == stage
            and (stage == "new" or row["value_tier"] == "high")
            and row["first_order_on"]
        )
        if fits and row["customer_id"] in names:
            ledger.note(row, "breached", clause)


def _since(customers: Table, stage: str, column: str) -> dict[str, date]:
    """Customers in a stage on any of the days, with the day that counts, where it lies in the year."""
    rows = [row for row in customers.rows if row["lifecycle_stage"] == stage and row[column] is not None]
    return {row["customer_id"]: row[column] for row in rows if row[column] >= _LAW}


def _welcomes(customers: Table, known: Mapping[str, Customer], dice: Dice, ledger: Ledger) -> Iterable[Row]:
    since = _since(customers, "new", "first_order_on")
    late = set([name for name, day in sorted(since.items()) if day < date(2025, 12, 1)][2::12][:4])
    for name, day in since.items():
        days = dice.between(8, 14) if name in late else dice.between(0, 6)
        made = min(day + timedelta(days=days), date(2025, 12, 31))
        plan = _plan(dice, known[name], "welcome", made)
        yield plan | {"made_at": max(plan["made_at"], datetime.combine(day, time(9)))}
    _forgotten(customers, ledger, "customer-lifecycle.welcomed", late, "new")


def _win_backs(customers: Table, known: Mapping[str, Customer], dice: Dice, ledger: Ledger) -> Iterable[Row]:
    since = _since(customers, "lost", "stage_since")
    forgotten = set([name for name, day in sorted(since.items()) if day < date(2025, 11, 15)][1::6][:5])
    for name, day in since.items():
        if name not in forgotten:
            made = min(day + timedelta(days=dice.between(0, 29)), date(2025, 12, 31))
            yield _plan(dice, known[name], "winback", made, basis="behaviour")
    for row in customers.rows:
        lost = row["lifecycle_stage"] == "lost" and row["stage_since"] is not None and row["stage_since"] >= _LAW
        if lost and row["customer_id"] in forgotten:
            ledger.note(row, "breached", "customer-lifecycle.won-back")


def _follow_ups(customers: Table, known: Mapping[str, Customer], dice: Dice, ledger: Ledger) -> Iterable[Row]:
    unhappy = sorted(name for name, one in known.items() if one.unhappy)
    forgotten = set(unhappy[1::9][:2])
    for name in unhappy:
        for day in _SNAPSHOTS if name not in forgotten else ():
            yield _plan(dice, known[name], "tailored", day + timedelta(days=dice.between(1, 28)), basis="survey")
    for row in customers.rows:
        low = row["satisfaction_score"] is not None and row["satisfaction_score"] < 3  # noqa: PLR2004 - the low rating
        if low and row["lifecycle_stage"] != "lost":
            last = row["snapshot_date"] not in _SNAPSHOTS
            if last or row["customer_id"] in forgotten:
                ledger.note(row, "pending" if last else "breached", "survey-rating.followed")


def _long_term(dice: Dice, ledger: Ledger) -> Iterable[Row]:
    """Eight items in four stages; the review of the third quarter was left out, and one item has no stage."""
    reviewed = (date(2025, 3, 27), date(2025, 6, 26), None, date(2025, 12, 18))
    plans: list[Row] = []
    for stage in (1, 2, 3, 4):
        for _ in range(2):
            plan = _plan(dice, None, "relationship", date(2025, 1, 8), basis="profile")
            plans.append(plan | {"stage": stage, "reviewed_on": reviewed[stage - 1]})
    plans[1]["stage"] = None
    for plan in plans:
        yield plan
    ledger.group("relationship-plan.reviewed", "noncompliant", date(2025, 7, 1))


def note_unstaged(plans: Table, ledger: Ledger) -> None:
    """The item without a stage, once it is a row."""
    for row in plans.rows:
        if row["kind"] == "relationship" and row["stage"] is None:
            ledger.note(row, "breached", "relationship-plan.staged-plan")


def make_points(dice: Dice, ledger: Ledger) -> Table:
    """Four or five points a quarter; none about after-sales in the second, too few in the third."""
    table = Table(export="journey-points", columns=POINTS)
    areas = ("order", "after-sales", "other", "order", "after-sales")
    for quarter, number in enumerate((5, 4, 2, 5)):
        for place in range(number):
            day = date(2025, 3 * quarter + 1, 1) + timedelta(days=dice.between(0, 60))
            area = areas[place]
            if quarter == 1 and area == "after-sales":
                area = "other"
            weight = ("high", "mid", "low")[place % 3]
            mended = None if weight == "low" or quarter == 3 else day + timedelta(days=dice.between(20, 85))  # noqa: PLR2004
            row = {"point_id": f"TD25{len(table.rows) + 1:03d}", "journey": ("续费", "新购", "报修")[place % 3]}
            row |= {
                "stage": ("下单", "支付", "等待", "使用")[place % 4],
                "found_on": day,
                "weight": weight,
                "area": area,
            }
            number_ = None if weight == "low" else f"G25{len(table.rows) + 1:03d}"
            table.add(row | {"action_id": number_, "mended_on": mended})
    mended_clause, linked_clause = "continuing-care.points-mended", "continuing-care.points-linked"
    for row in table.rows[15:] + table.rows[11:15]:
        row["found_on"] = date(2025, 12, 2) if row["weight"] != "low" else row["found_on"]
        if row["weight"] != "low":
            ledger.note(row, "pending", mended_clause)
    table.rows[0]["mended_on"] = table.rows[0]["found_on"] + timedelta(days=91)
    table.rows[5]["mended_on"] = None
    for row in (table.rows[0], table.rows[5]):
        ledger.note(row, "breached", mended_clause)
    for row in (table.rows[3], table.rows[6]):
        row["action_id"] = None
        ledger.note(row, "breached", linked_clause)
    ledger.group("continuing-care.points-cover", "noncompliant", date(2025, 4, 1))
    ledger.group("continuing-care.points-found", "noncompliant", date(2025, 7, 1))
    table.rows[2]["mended_on"] = date(2025, 12, 30)
    return table


def make_ideas(dice: Dice, ledger: Ledger) -> Table:
    """Ten ideas a quarter; none about the product in the second, none adopted in the third."""
    table = Table(export="customer-ideas", columns=IDEAS)
    for quarter in range(4):
        days = sorted(dice.between(0, 84) for _ in range(10))
        for place, days_in in enumerate(days):
            received = _at(dice, date(2025, 3 * quarter + 1, 1) + timedelta(days=days_in))
            decided = received + dice.hours(48, 29 * 24)
            topic = "service" if quarter == 1 or place % 2 else "product"
            row = {"idea_id": f"DZ25{len(table.rows) + 1:03d}", "customer_id": f"C{dice.between(1, 600):04d}"}
            row |= {"received_at": received, "topic": topic, "decided_at": decided}
            row |= {"adopted": quarter != 2 and place in {1, 4, 6}, "informed_at": decided + dice.hours(3, 160)}  # noqa: PLR2004
            table.add(row)
    _open_ideas(table, ledger)
    ledger.group("customer-ideas.both-topics", "noncompliant", date(2025, 4, 1))
    ledger.group("customer-ideas.adopted", "noncompliant", date(2025, 7, 1))
    return table


def _open_ideas(table: Table, ledger: Ledger) -> None:
    """Those that came last are still open; some decisions and some answers were late."""
    exported = datetime(2025, 12, 31, 12)
    for row in table.rows[30:]:
        if row["informed_at"] > exported or row["received_at"] > exported - timedelta(days=25):
            row |= {"decided_at": None, "adopted": None, "informed_at": None}
            if row["received_at"] + timedelta(days=30) >= exported:
                ledger.note(row, "pending", "customer-ideas.decided")
            else:
                ledger.note(row, "breached", "customer-ideas.decided")
    for row in (table.rows[3], table.rows[14], table.rows[22]):
        row["decided_at"] = row["received_at"] + timedelta(days=33)
        row["informed_at"] = row["decided_at"] + timedelta(days=2)
        ledger.note(row, "breached", "customer-ideas.decided")
    for row in (table.rows[8], table.rows[17]):
        row["informed_at"] = row["decided_at"] + timedelta(days=9)
        ledger.note(row, "breached", "customer-ideas.told")
    table.rows[20]["informed_at"] = None
    ledger.note(table.rows[20], "breached", "customer-ideas.told")
    table.rows[21]["informed_at"] = min(exported, table.rows[21]["decided_at"] + timedelta(days=6))
    newest = table.rows[31]
    newest |= {"received_at": datetime(2025, 12, 3, 10), "decided_at": datetime(2025, 12, 30, 10)}
    newest |= {"adopted": True, "informed_at": exported}
    ledger.records.get("customer-ideas.decided", {}).pop(id(newest), None)


def make_campaigns(dice: Dice, ledger: Ledger) -> Table:
    """Five campaigns a quarter; no priority service in the second, none from profiles in the third."""
    table = Table(export="campaigns", columns=CAMPAIGNS)
    for quarter in range(4):
        for kind in ("points", "offer", "priority", "reward", "offer"):
            if (quarter, kind) != (1, "priority"):
                day = date(2025, 3 * quarter + 1, 1) + timedelta(days=dice.between(0, 80))
                row = {"campaign_id": f"HD25{len(table.rows) + 1:02d}", "kind": kind, "starts_on": day}
                row |= {"segment": dice.one(("高价值客户", "新客户", "三个月内到期的客户", "全体客户"))}
                by_profile = kind == "offer" and quarter != 2  # noqa: PLR2004 - the third quarter
                table.add(row | {"profile_based": by_profile, "approved_by": "relationship-team"})
    for row in (table.rows[0], table.rows[11]):
        row["segment" if row is table.rows[0] else "approved_by"] = None
        ledger.note(row, "breached", "loyalty-levels.addressed")
    ledger.group("loyalty-levels.instruments", "noncompliant", date(2025, 4, 1))
    ledger.group("loyalty-levels.personal", "noncompliant", date(2025, 7, 1))
    return table
