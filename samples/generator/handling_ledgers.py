"""Plans for complex requests, the log of their execution and the log of their tracking."""

from collections.abc import Callable
from datetime import date, datetime

from generator.days import period_of
from generator.dice import Dice
from generator.handling import DAY, HOUR, SECOND, between, moment
from generator.law import CLOSED_WITHOUT_WORK, ENTER, PLAN_TERM, in_force
from generator.ledger import Ledger
from generator.requests import EXPORTED
from generator.tables import Row, Table

PLANS = (
    *("plan_id", "request_id", "made_at", "need_source", "need_scope", "needs_analysed_at", "owner_id", "due_at"),
    *("resources", "executed_at", "delivered_at"),
)
ENTRIES = (
    *("entry_id", "request_id", "plan_id", "node", "staff_id", "content", "planned_at", "started_at", "ended_at"),
    *("recorded_at", "result"),
)
TRACKS = (
    *("entry_id", "request_id", "tracked_at", "node", "owner_id", "progress", "customer_view", "problem_found"),
    *("corrected_at", "action_id"),
)
_SOURCES = {"feedback": 55, "data": 25, "survey": 20}
_SCOPES = ("更换接入设备，不含布线", "核对半年账单并补差", "两处合同条款变更", "开通专线并联调", "批量导入历史数据")
_MEANS = ("工程师一人", "工程师二人，备件一套", "财务核对一人", "法务会签", "数据组半日")
_WORK = (("现场勘察", "查看现场并记录参数", "情况已查明"), ("实施", "按方案完成操作并自测", "恢复正常"))
_SAID = {"无": 60, "满意": 22, "希望再快一些": 12, "请当面说明": 6}
_MISLABELLED = date(2025, 8, 1)
_RUNNING = date(2026, 1, 1)
_NODES = ("acceptance", "handling", "delivery", "maintenance")
_SETTLED = datetime(2025, 11, 20)


def make_ledgers(requests: Table, dice: Dice, ledger: Ledger, scale: int) -> tuple[Table, Table, Table]:
    """Plans, execution log and tracking log, with their faults."""
    complex_ones = _complex(requests)
    plans = _plans(complex_ones, dice)
    entries = _entries(plans, dice)
    tracks = _tracks(complex_ones, plans, dice)
    for row in plans.rows:
        if row["executed_at"] is None:
            ledger.note(row, "pending", "complex-plans.done-by-date")
    _spoil_plans(plans, dice, ledger, scale)
    _late_plans(plans, complex_ones, dice, ledger, scale)
    _spoil_entries(plans, entries, dice, ledger, scale)
    _spoil_tracks((tracks, plans), complex_ones, dice, ledger, scale)
    return plans, entries, tracks


def _complex(requests: Table) -> list[Row]:
    return [
        row
        for row in requests.rows
        if row["complexity"] == "complex" and row["resolution_code"] not in CLOSED_WITHOUT_WORK
    ]


def _plans(requests: list[Row], dice: Dice) -> Table:
    table = Table(export="service-plans", columns=PLANS)
    for serial, request in enumerate(requests):
        start, solved = request["created_at"], moment(request, "resolved_at")
        end = solved or EXPORTED
        made = between(dice, start, min(end, start + 40 * HOUR), 0.1, 0.4)
        row: Row = dict.fromkeys(PLANS) | {
            "plan_id": f"FA25{serial + 1:05d}",
            "request_id": request["request_id"],
            "made_at": made,
            "need_source": dice.weighted(_SOURCES),
            "need_scope": dice.one(_SCOPES),
            "needs_analysed_at": between(dice, start, made, 0.3),
            "owner_id": request["handler_id"],
            "due_at": made + dice.hours(24 * 5, 24 * 9),
            "resources": dice.one(_MEANS),
        }
        if solved is not None and solved > made + 5 * SECOND:
            row["executed_at"] = between(dice, made + SECOND, solved, 0.5, 0.9)
            row["delivered_at"] = between(dice, row["executed_at"], solved)
            row["due_at"] = max(row["due_at"], row["executed_at"])
        else:
            row["due_at"] = max(row["due_at"], EXPORTED + DAY)
        table.add(row)
    return table


def _entries(plans: Table, dice: Dice) -> Table:
    table = Table(export="execution-log", columns=ENTRIES)
    for plan in plans.rows:
        done = plan["executed_at"] is not None
        end = plan["executed_at"] or min(EXPORTED, plan["made_at"] + 3 * DAY)
        for place, (node, content, result) in enumerate(_WORK):
            start = between(dice, plan["made_at"], end, 0.1 + place * 0.5, 0.2 + place * 0.5)
            ended = end if place else between(dice, start, end, 0.2, 0.4)
            row: Row = dict.fromkeys(ENTRIES) | {"request_id": plan["request_id"], "plan_id": plan["plan_id"]}
            row |= {"entry_id": f"ZX25{len(table.rows) + 1:05d}", "node": node, "staff_id": plan["owner_id"]}
            row |= {"content": content, "started_at": start, "planned_at": ended + dice.minutes(0, 600)}
            if done or not place:
                row |= {"ended_at": ended, "result": result}
                row["recorded_at"] = min(EXPORTED, ended + dice.minutes(5, 420))
            else:
                row["planned_at"] = EXPORTED + dice.hours(4, 90)
            table.add(row)
    return table


def _tracks(requests: list[Row], plans: Table, dice: Dice) -> Table:
    table = Table(export="tracking", columns=TRACKS)
    cared = 0
    for request, plan in zip(requests, plans.rows, strict=True):
        start = request["created_at"]
        times = [("acceptance", start + dice.minutes(10, 600)), ("handling", plan["made_at"] + dice.minutes(5, 200))]
        delivered = plan["delivered_at"]
        if delivered is not None:
            later = dice.hours(24 * 4, 24 * 7) if cared < 3 else dice.hours(24 * 5, 24 * 28)  # noqa: PLR2004
            cared += 1
            times += [("delivery", delivered + dice.minutes(2, 120)), ("maintenance", delivered + later)]
        if request["closed_at"] is not None and dice.happens(0.3):
            node = "confirmation" if request["confirmed_at"] is not None else "feedback"
            times.append((node, request["closed_at"]))
        for node, time in times:
            if time <= EXPORTED:
                table.add(_track(dice, request, node, time, len(table.rows)))
    return table


def _track(dice: Dice, request: Row, node: str, time: datetime, place: int) -> Row:
    astray = node != "maintenance" and dice.happens(0.07)
    row: Row = dict.fromkeys(TRACKS) | {"entry_id": f"GZ25{place + 1:05d}", "request_id": request["request_id"]}
    row |= {"tracked_at": time, "node": node, "owner_id": request["handler_id"], "progress": "按方案推进"}
    row |= {"customer_view": dice.weighted(_SAID), "problem_found": astray}
    if astray:
        row["corrected_at"] = min(EXPORTED, time + dice.hours(1, 60))
    return row


def _settled(plan: Row) -> bool:
    return plan["executed_at"] is not None and plan["delivered_at"] < _SETTLED


def _spoil_plans(plans: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    def spoil(count: int, *clauses: str, fits: Callable[[Row], bool] = _settled) -> list[Row]:
        rows = plans.take(dice, count * scale, fits)
        for row in rows:
            ledger.note(row, "breached", *(f"complex-plans.{clause}" for clause in clauses))
        return rows

    for place, row in enumerate(spoil(7, "needs-clear")):
        row["need_scope" if place % 2 else "need_source"] = None
    for place, row in enumerate(spoil(8, "responsibility-named")):
        row["owner_id" if place % 2 else "resources"] = None
    for row in spoil(3, "responsibility-named"):
        row["due_at"] = None
        ledger.note(row, "undecided", "complex-plans.done-by-date")
    for place, row in enumerate(spoil(6, "term")):
        row["due_at"] = row["made_at"] + (in_force(PLAN_TERM, row["made_at"]) or DAY) + (DAY if place else SECOND)
    for row in plans.take(dice, 3 * scale, lambda row: row["made_at"] < datetime(2025, 6, 1)):
        row["due_at"] = row["made_at"] + 12 * DAY
    for place, row in enumerate(spoil(7, "three-steps")):
        faults = {"needs_analysed_at": row["made_at"] + SECOND, "delivered_at": row["executed_at"] - SECOND}
        column = "delivered_at" if place % 2 else "needs_analysed_at"
        row[column] = faults[column]
    for place, row in enumerate(spoil(9, "done-by-date", fits=lambda row: _settled(row) and _long(row))):
        row["due_at"] = row["executed_at"] - (HOUR if place else SECOND)


def _late_plans(plans: Table, requests: list[Row], dice: Dice, ledger: Ledger, scale: int) -> None:
    """Complex requests whose plan came too late, or never."""
    requests_of = {request["request_id"]: request for request in requests}

    def slow(row: Row) -> bool:
        return _settled(row) and row["executed_at"] > requests_of[row["request_id"]]["created_at"] + 50 * HOUR

    for place, row in enumerate(plans.take(dice, 5 * scale, slow)):
        request = requests_of[row["request_id"]]
        row["made_at"] = request["created_at"] + 48 * HOUR + (HOUR if place else SECOND)
        ledger.note(request, "breached", "complex-plans.has-plan")
    for row in plans.take(dice, 6 * scale, _settled):
        plans.rows.remove(row)
        ledger.note(requests_of[row["request_id"]], "breached", "complex-plans.has-plan")


def _long(plan: Row) -> bool:
    return bool(plan["executed_at"] - plan["made_at"] > 3 * HOUR)


def _spoil_entries(plans: Table, entries: Table, dice: Dice, ledger: Ledger, scale: int) -> None:
    unrecorded = {row["plan_id"]: row for row in plans.take(dice, 6 * scale, _settled)}
    entries.rows[:] = [row for row in entries.rows if row["plan_id"] not in unrecorded]
    for plan in unrecorded.values():
        ledger.note(plan, "breached", "execution-record.plan-recorded")

    for row in entries.rows:
        if row["ended_at"] is None:
            ledger.note(row, "pending", "execution-record.on-plan")

    def done(row: Row) -> bool:
        return row["ended_at"] is not None and row["ended_at"] < _SETTLED

    for place, row in enumerate(entries.take(dice, 10 * scale, done)):
        row[("staff_id", "content", "result", "node")[place % 4]] = None
        ledger.note(row, "breached", "execution-record.entry-complete")
    for row in entries.take(dice, 38 * scale, lambda row: done(row) and row["ended_at"] > row["started_at"] + HOUR):
        row["planned_at"] = row["ended_at"] - dice.minutes(1, 55)
        ledger.note(row, "breached", "execution-record.on-plan")
    for place, row in enumerate(entries.take(dice, 14 * scale, done)):
        late = row["ended_at"] + (in_force(ENTER, row["ended_at"]) or DAY) + (dice.hours(1, 40) if place else SECOND)
        row["recorded_at"] = None if place % 7 == 1 else late
        ledger.note(row, "breached", "execution-record.entered-soon")
    for row in entries.take(dice, 3 * scale, lambda row: done(row) and row["ended_at"] < datetime(2025, 6, 1)):
        row["recorded_at"] = row["ended_at"] + 12 * HOUR


def _spoil_tracks(tables: tuple[Table, Table], requests: list[Row], dice: Dice, ledger: Ledger, scale: int) -> None:
    tracks, plans = tables
    plan_of = {plan["request_id"]: plan for plan in plans.rows}
    old = [row for row in requests if row["created_at"] < _SETTLED and row["request_id"] in plan_of]
    forgotten = {row["request_id"]: row for row in dice.shuffled(old)[: 6 * scale]}
    neglected = {row["request_id"] for row in dice.shuffled(old)[: 8 * scale]} - forgotten.keys()
    gone = forgotten.keys() | neglected
    tracks.rows[:] = [
        row
        for row in tracks.rows
        if row["request_id"] not in forgotten and not (row["request_id"] in neglected and row["node"] == "maintenance")
    ]
    for request in forgotten.values():
        ledger.note(request, "breached", "progress-tracking.complex-tracked")
    cared = {row["request_id"] for row in tracks.rows if row["node"] == "maintenance"}
    for plan in plans.rows:
        if plan["delivered_at"] is not None and plan["request_id"] not in cared:
            found = "breached" if plan["request_id"] in gone else "pending"
            ledger.note(plan, found, "progress-tracking.after-delivery")
    for place, row in enumerate(tracks.take(dice, 11 * scale)):
        row[("owner_id", "progress", "customer_view")[place % 3]] = None
        ledger.note(row, "breached", "progress-tracking.entry-complete")

    def astray(row: Row) -> bool:
        return row["problem_found"] and row["tracked_at"] < _SETTLED

    for place, row in enumerate(tracks.take(dice, 9 * scale, astray)):
        late = row["tracked_at"] + 3 * DAY + (SECOND if place == 0 else dice.hours(1, 80))
        row["corrected_at"] = None if place % 4 == 1 else late
        ledger.note(row, "breached", "progress-tracking.problems-corrected")
    for row in tracks.rows:
        if row["node"] == "acceptance" and period_of(row["tracked_at"], "month") == _MISLABELLED:
            row["node"] = "handling"
    ledger.group("progress-tracking.whole-life", "noncompliant", _MISLABELLED)
    begun = {row["node"] for row in tracks.rows if period_of(row["tracked_at"], "month") == _RUNNING}
    if not begun.issuperset(_NODES):
        ledger.group("progress-tracking.whole-life", "undecided", _RUNNING)
