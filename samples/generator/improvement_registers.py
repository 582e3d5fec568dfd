"""Staff suggestions, redesigns, the phases of the programme, risks and deviations."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from generator.days import MONTHS
from generator.dice import Dice
from generator.house import MARKET, RELATIONS, SERVICE, TEAMS, TECHNICAL, agent
from generator.ledger import Ledger
from generator.tables import Row, Table

SUGGESTIONS = ("suggestion_id", "staff_id", "team", "submitted_at", "kind", "answered_at", "outcome", "action_id")
REDESIGNS = (
    *("redesign_id", "process_id", "started_on", "aim_speed", "aim_accuracy", "aim_satisfaction", "mapped_on"),
    *("nodes", "nodes_timed", "staff_heard", "customers_heard", "bottlenecks", "cause_code", "designed_on"),
    *("feasible", "pilot_from", "pilot_until", "pilot_feedback", "adjusted_on", "effective_on", "evaluated_on"),
    *("steps_before", "steps_after"),
)
PHASES = (
    *("phase_id", "title", "starts_on", "ends_on", "owner", "resources", "tasks", "target_value", "target_unit"),
    *("studied_on", "trained_on", "announced_on", "evaluated_on", "completed_on", "area", "staff_total"),
    "staff_reached",
)
RISKS = ("risk_id", "identified_on", "title", "measure", "owner", "reviewed_on", "status")
DEVIATIONS = ("deviation_id", "request_id", "at", "step", "reason", "approver", "approved_at")
_SUGGESTED, _REDESIGN, _RISKS = "staff-suggestions.", "process-redesign.", "risks-and-deviations."
_PLAN, _ROLLOUT = "programme-plan.", "programme-rollout."
_PROCESSES = (
    "退换货",
    "报修派单",
    "投诉受理",
    "企业开户",
    "账单核对",
    "续费提醒",
    "夜间接听",
    "上门预约",
    "回访",
    "交接班",
)
_RISKY = ("年底热线坐席不足", "单一短信供应商", "骨干集中休假", "工单系统升级", "新品集中咨询", "录音存储不足")
_AREAS = ("reception", "problem", "complaint", "callback", "other")
_NOW = datetime(2026, 1, 30, 17)
_FIRST_HALF, _SECOND_HALF = (2, 6), (7, 11)


def make_suggestions(actions: Table, dice: Dice, ledger: Ledger) -> Table:
    """Two a month from each team; one team made too few in the second quarter, another none in the third."""
    table = Table(export="suggestions", columns=SUGGESTIONS)
    adopted = [row["action_id"] for row in actions.rows if row["source"] == "suggestion"]
    silent = {(RELATIONS, 7), (RELATIONS, 8), (RELATIONS, 9), (MARKET, 4), (MARKET, 5)}
    for month in (*MONTHS, date(2026, 1, 1)):
        for team in TEAMS:
            for place in range(2 if month.year == MONTHS[0].year else 1):
                if month.year == MONTHS[0].year and (
                    (team, month.month) in silent or (team, month.month, place) == (MARKET, 6, 1)
                ):
                    continue
                table.add(_suggestion(dice, month + timedelta(days=12 * place + dice.between(0, 11)), team, adopted))
    last = table.add(_suggestion(dice, _NOW.date(), SERVICE, adopted))
    last |= {"submitted_at": _NOW, "answered_at": None, "outcome": None, "action_id": None}
    ledger.note(last, "pending", _SUGGESTED + "answered")
    for number, row in enumerate(table.rows, 1):
        row["suggestion_id"] = f"JY25{number:03d}"
    _spoil_suggestions(table, dice, ledger)
    ledger.group(_SUGGESTED + "every-team", "noncompliant", date(2025, 4, 1), MARKET)
    ledger.group(_SUGGESTED + "every-team", "noncompliant", date(2025, 7, 1), RELATIONS)
    for team in (TECHNICAL, MARKET, RELATIONS):
        ledger.group(_SUGGESTED + "every-team", "undecided", date(2026, 1, 1), team)
    return table


def _suggestion(dice: Dice, day: date, team: str, adopted: list[str]) -> Row:
    submitted = datetime.combine(day, time(9)) + dice.minutes(0, 500)
    outcome = dice.weighted({"adopted": 40, "rejected": 35, "later": 25})
    return {
        "suggestion_id": None,
        "staff_id": agent(dice, team),
        "team": team,
        "submitted_at": submitted,
        "kind": dice.weighted({"proposal": 70, "problem": 30}),
        "answered_at": submitted + dice.hours(4, 120),
        "outcome": outcome,
        "action_id": dice.one(adopted) if outcome == "adopted" else None,
    }


def _in(first: int, last: int, *, outcome: str = "") -> Callable[[Row], bool]:
    """Suggestions of these months of 2025."""

    def fits(row: Row) -> bool:
        day = row["submitted_at"]
        return day.year == MONTHS[0].year and first <= day.month <= last and outcome in ("", row["outcome"])

    return fits


def _spoil_suggestions(table: Table, dice: Dice, ledger: Ledger) -> None:
    late = (
        (_FIRST_HALF, 14, 0),
        (_FIRST_HALF, 14, 1),
        (_FIRST_HALF, 10, 0),
        (_SECOND_HALF, 7, 0),
        (_SECOND_HALF, 7, 1),
    )
    for (first, last), days, over in (*late, (_SECOND_HALF, 10, 1)):
        row = table.take(dice, 1, _in(first, last))[0]
        row["answered_at"] = row["submitted_at"] + timedelta(days=days, seconds=over)
        if over:
            ledger.note(row, "breached", _SUGGESTED + "answered")
    for row in table.take(dice, 2, _in(2, 11)):
        row |= {"answered_at": None, "outcome": None, "action_id": None}
        ledger.note(row, "breached", _SUGGESTED + "answered")
    for row in table.take(dice, 3, _in(2, 11, outcome="later")):
        row["outcome"] = None
        ledger.note(row, "breached", _SUGGESTED + "with-result")
    adopted = table.take(dice, 3, _in(2, 11, outcome="adopted"))
    for row in adopted[:2]:
        row["action_id"] = None
        ledger.note(row, "breached", _SUGGESTED + "adopted-carried-out")
    adopted[2]["action_id"] = "GJ24777"
    ledger.note(adopted[2], "breached", _SUGGESTED + "number-exists")


def make_redesigns(dice: Dice, ledger: Ledger) -> Table:
    """Ten redesigns, one a month; the last two are not rolled out yet."""
    table = Table(export="redesigns", columns=REDESIGNS)
    for number, process in enumerate(_PROCESSES):
        start = date(2025, 1 + number, 3) + timedelta(days=dice.between(0, 6))
        table.add(_redesign(dice, number, process, start))
    rows = table.rows
    rows[9] |= dict.fromkeys(REDESIGNS[6:])
    rows[8] |= dict.fromkeys(REDESIGNS[18:21])
    rows[7]["evaluated_on"] = None
    ledger.note(rows[7], "pending", _REDESIGN + "evaluated")
    rows[1] |= {"aim_speed": False, "aim_accuracy": False, "aim_satisfaction": False}
    ledger.note(rows[1], "breached", _REDESIGN + "aims")
    rows[2]["nodes_timed"] -= 1
    ledger.note(rows[2], "breached", _REDESIGN + "mapped")
    rows[3]["cause_code"] = None
    ledger.note(rows[3], "breached", _REDESIGN + "causes")
    rows[4]["steps_after"] = rows[4]["steps_before"] + 1
    ledger.note(rows[4], "breached", _REDESIGN + "feasible")
    rows[5]["pilot_until"] = rows[5]["pilot_from"] + timedelta(days=13)
    rows[6]["adjusted_on"] = rows[6]["effective_on"] + timedelta(days=1)
    for row in rows[5:7]:
        ledger.note(row, "breached", _REDESIGN + "pilot")
    rows[0]["evaluated_on"] = rows[0]["effective_on"] + timedelta(days=91)
    rows[3]["evaluated_on"] = rows[3]["effective_on"] + timedelta(days=90)
    ledger.note(rows[0], "breached", _REDESIGN + "evaluated")
    return table


def _redesign(dice: Dice, number: int, process: str, start: date) -> Row:
    mapped = start + timedelta(days=dice.between(7, 14))
    designed = mapped + timedelta(days=dice.between(7, 14))
    pilot = designed + timedelta(days=dice.between(4, 9))
    over = pilot + timedelta(days=dice.between(14, 20))
    adjusted = over + timedelta(days=dice.between(0, 4))
    effective = adjusted + timedelta(days=dice.between(3, 7))
    nodes = dice.between(8, 14)
    return {
        "redesign_id": f"LC25{number + 1:02d}",
        "process_id": process,
        "started_on": start,
        "aim_speed": True,
        "aim_accuracy": dice.happens(0.5),
        "aim_satisfaction": dice.happens(0.5),
        "mapped_on": mapped,
        "nodes": nodes,
        "nodes_timed": nodes,
        "staff_heard": True,
        "customers_heard": True,
        "bottlenecks": dice.between(1, 3),
        "cause_code": dice.one(("skill", "system", "design")),
        "designed_on": designed,
        "feasible": True,
        "pilot_from": pilot,
        "pilot_until": over,
        "pilot_feedback": True,
        "adjusted_on": adjusted,
        "effective_on": effective,
        "evaluated_on": effective + timedelta(days=dice.between(30, 45)),
        "steps_before": nodes,
        "steps_after": nodes - dice.between(0, 3),
    }


def make_phases(dice: Dice, ledger: Ledger) -> Table:
    """Ten phases of 2025, one of January 2026."""
    table = Table(export="programme-phases", columns=PHASES)
    for number in range(10):
        table.add(_phase(dice, number, date(2025, 1 + number, 13) + timedelta(days=dice.between(0, 6))))
    table.add(_phase(dice, 10, date(2026, 1, 12)) | dict.fromkeys(("completed_on", "evaluated_on")))
    rows = table.rows
    ledger.note(rows[10], "pending", _ROLLOUT + "finished-in-time")
    rows[1]["studied_on"] = rows[1]["starts_on"] + timedelta(days=1)
    ledger.note(rows[1], "breached", _PLAN + "studied-first")
    rows[2]["target_unit"] = None
    ledger.note(rows[2], "breached", _PLAN + "measurable")
    rows[3]["resources"] = None
    rows[4]["ends_on"] = rows[4]["starts_on"] + timedelta(days=121)
    for row in rows[3:5]:
        ledger.note(row, "breached", _PLAN + "phase-plan")
    rows[5]["trained_on"] = rows[5]["starts_on"]
    ledger.note(rows[5], "breached", _ROLLOUT + "trained-first")
    rows[6]["announced_on"] = None
    ledger.note(rows[6], "breached", _ROLLOUT + "announced-first")
    rows[7]["completed_on"] = rows[7]["ends_on"] + timedelta(days=2)
    rows[7]["evaluated_on"] = rows[7]["completed_on"] + timedelta(days=30)
    ledger.note(rows[7], "breached", _ROLLOUT + "finished-in-time")
    rows[0]["evaluated_on"] = rows[0]["completed_on"] + timedelta(days=31)
    ledger.note(rows[0], "breached", _ROLLOUT + "evaluated")
    for row in rows[6:9]:
        row["staff_reached"] = row["staff_total"] - 9
    ledger.group(_ROLLOUT + "reach", "noncompliant", date(2025, 7, 1))
    ledger.group(_PLAN + "four-areas", "undecided", date(2026, 1, 1))
    return table


def _phase(dice: Dice, number: int, start: date) -> Row:
    end = start + timedelta(days=dice.between(50, 75))
    done = end - timedelta(days=dice.between(0, 6))
    people = dice.between(60, 85)
    return {
        "phase_id": f"JD25{number + 1:02d}",
        "title": f"{_PROCESSES[number % len(_PROCESSES)]}规范",
        "starts_on": start,
        "ends_on": end,
        "owner": dice.one(("客服主管", "投诉处理专员", "培训负责人")),
        "resources": dice.one(("讲师两名", "流程专员一名", "系统改造预算")),
        "tasks": "编写规范、培训、试行、复查",
        "target_value": dice.between(80, 97),
        "target_unit": "%",
        "studied_on": start - timedelta(days=dice.between(14, 30)),
        "trained_on": start - timedelta(days=dice.between(1, 5)),
        "announced_on": start - timedelta(days=dice.between(3, 9)),
        "evaluated_on": done + timedelta(days=dice.between(10, 28)),
        "completed_on": done,
        "area": _AREAS[number % len(_AREAS)],
        "staff_total": people,
        "staff_reached": people - dice.between(0, 1),
    }


def make_risks(dice: Dice, ledger: Ledger) -> Table:
    """Four risks a quarter; in the third only one was found."""
    table = Table(export="risks", columns=RISKS)
    for number in range(24):
        month = number // 2 + 1
        if month in (8, 9) or (month, number % 2) == (7, 1):
            continue
        found = date(2025, month, 2) + timedelta(days=dice.between(0, 24))
        closed = dice.happens(0.3)
        row = {
            "risk_id": f"FX25{number + 1:02d}",
            "identified_on": found,
            "title": dice.one(_RISKY),
            "owner": "客服主管",
        }
        row |= {"measure": "提前一个月排定替补方案", "reviewed_on": found + timedelta(days=dice.between(20, 80))}
        table.add(row | {"status": "closed" if closed else "open"})
    for row, name in zip(table.take(dice, 2), ("measure", "owner"), strict=True):
        row |= {name: None, "status": "open"}
        ledger.note(row, "breached", _RISKS + "risks-guarded")
    table.add(
        table.rows[0]
        | {
            "risk_id": "FX2601",
            "identified_on": date(2026, 1, 12),
            "reviewed_on": None,
            "measure": "错峰排班",
            "owner": "客服主管",
        }
    )
    ledger.group(_RISKS + "risks-identified", "noncompliant", date(2025, 7, 1))
    ledger.group(_RISKS + "risks-identified", "undecided", date(2026, 1, 1))
    return table


def make_deviations(requests: Table, dice: Dice, ledger: Ledger) -> Table:
    """One request in a hundred left the procedure, with a reason and an approval."""
    table = Table(export="deviations", columns=DEVIATIONS)
    steps = ("确认问题", "拟定方案", "核实结果", "发出满意度调查", "派单")
    reasons = ("客户在现场等候", "客户当天第三次来电", "系统故障改用纸单", "法规要求另行核验", "客户要求免回访")
    for number, request in enumerate(requests.rows[40:4000:80], 1):
        at = request["created_at"].replace(microsecond=0) + dice.hours(1, 6)
        row = {"deviation_id": f"PL25{number:03d}", "request_id": request["request_id"], "at": at}
        row |= {"step": dice.one(steps), "reason": dice.one(reasons), "approver": dice.one(("客服主管", "班组长"))}
        table.add(row | {"approved_at": at + dice.hours(1, 20)})
    rows = sorted(table.rows, key=lambda row: row["at"])
    rows[3]["reason"] = rows[20]["step"] = rows[31]["approver"] = None
    for row in (rows[3], rows[20], rows[31]):
        ledger.note(row, "breached", _RISKS + "deviation-reasoned")
    rows[8]["approved_at"] = rows[8]["at"] + timedelta(days=1)
    rows[12]["approved_at"] = rows[12]["at"] + timedelta(days=1, seconds=1)
    rows[15]["approved_at"] = None
    for row in (rows[12], rows[15]):
        ledger.note(row, "breached", _RISKS + "deviation-approved")
    return table
