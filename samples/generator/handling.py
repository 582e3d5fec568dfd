"""What happened to the requests while they were handled: confirmed, guided, verified, told, recorded, rated."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil

from generator.days import period_of
from generator.dice import Dice
from generator.law import CLOSED_WITHOUT_WORK, FEWEST, INVITE, TELL_EVERY, in_force
from generator.ledger import Ledger
from generator.requests import EXPORTED
from generator.tables import Row, Table

HANDLING = (
    *("problem_confirmed_at", "guidance_given_at", "last_progress_at", "verified_at", "confirmed_at"),
    *("feedback_result", "survey_sent_at", "callback_at", "root_cause", "procedure_id", "article_id"),
)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
_VIEWS = {"满意": 46, "无": 25, "比较满意": 15, "希望再快一些": 9, "不满意": 5}
_CAUSES = ("备件老化", "资料不全", "操作不熟", "系统缺陷", "规则不清", "第三方延误")
_FEW_CONFIRMED = date(2025, 8, 1)
_UNEQUAL = date(2025, 4, 1)
_NEXT_YEAR = datetime(2026, 1, 1)
_SURE = datetime(2025, 12, 20)
"""Closed later than this, requests are always confirmed: the month after the year has too few of them."""


def fill_handling(table: Table, dice: Dice) -> None:
    """Fills the columns of handling so that nothing is wrong which the other columns do not make wrong."""
    table.columns += HANDLING
    for row in [*table.rows, *table.spoilt, *(row for row, _ in table.ragged)]:
        row.update(dict.fromkeys(HANDLING))
    for row in table.rows:
        _steps(dice, row)
        _result(dice, row)
        _progress(dice, row)
        _records(dice, row)


def moment(row: Row, column: str) -> datetime | None:
    """The time in a cell; None where it is empty or cannot be read."""
    cell = row[column]
    return cell if isinstance(cell, datetime) else None


def between(dice: Dice, start: datetime, end: datetime, low: float = 0, high: float = 1) -> datetime:
    """A moment so far on the way from start to end, to the second."""
    return (start + (end - start) * (low + (high - low) * dice.share())).replace(microsecond=0)


def _steps(dice: Dice, row: Row) -> None:
    """Problem confirmed, solution, guidance, in this order and before the result was told."""
    start = row["created_at"]
    ends = [end for end in (moment(row, "resolved_at"), moment(row, "result_notified_at")) if end and end > start]
    last = min(ends, default=None)
    ready = moment(row, "solution_at")
    if ready is not None:
        row["problem_confirmed_at"] = between(dice, max(start, ready - 5 * HOUR), ready, 0, 0.8)
    else:
        row["problem_confirmed_at"] = between(dice, start, min(last or EXPORTED, start + 3 * HOUR), 0.05, 0.6)
        until = min(last or EXPORTED, row["problem_confirmed_at"] + 20 * HOUR)
        ready = between(dice, row["problem_confirmed_at"], until, 0.1, 0.7)
        if row.get("customer_type") != "enterprise":
            row["solution_at"] = ready
    if last is not None:
        row["guidance_given_at"] = between(dice, ready, max(ready, last), 0, 0.8)


def _result(dice: Dice, row: Row) -> None:
    """Verified, told, confirmed or called back, closed, invited."""
    solved, told, closed = (moment(row, name) for name in ("resolved_at", "result_notified_at", "closed_at"))
    if solved is not None and told is not None:
        row["verified_at"] = between(dice, solved, told)
    if closed is None:
        return
    if told is not None:
        sure = closed > _SURE or dice.happens(0.93)
        row["confirmed_at" if sure else "callback_at"] = between(dice, told, max(told, closed), 0, 0.9)
    if closed + HOUR <= EXPORTED:
        row["survey_sent_at"] = closed + HOUR


def _progress(dice: Dice, row: Row) -> None:
    """The last news before the solution, or before the export, never longer ago than the shortest limit."""
    start, solved = row["created_at"], moment(row, "resolved_at")
    if row["resolved_at"] is not None and solved is None:
        return
    end = solved or EXPORTED
    if end > start + 2 * DAY or (end > start + DAY and dice.happens(0.3)):
        row["last_progress_at"] = between(dice, max(start, end - 2 * DAY), end, 0.1, 0.9)


def _records(dice: Dice, row: Row) -> None:
    """What is written down on closing."""
    if row["closed_at"] is None:
        return
    row["feedback_result"] = dice.weighted(_VIEWS)
    if row["complexity"] == "complex":
        row["root_cause"] = dice.one(_CAUSES)
    way = dice.weighted({"procedure": 55, "article": 36, "own": 9})
    if way == "procedure":
        row["procedure_id"] = f"ZD-{dice.between(1, 40):03d}"
    elif way == "article":
        row["article_id"] = f"ZS-{dice.between(1, 120):04d}"
    elif row["root_cause"] is None:
        row["root_cause"] = dice.one(_CAUSES)


@dataclass(slots=True)
class _Desk:
    """The requests, and those that already serve for a fault of this kind."""

    table: Table
    dice: Dice
    ledger: Ledger
    scale: int
    used: set[int] = field(default_factory=set[int])

    def take(self, count: int, fits: Callable[[Row], bool]) -> list[Row]:
        free = [row for row in self.table.rows if id(row) not in self.used and _plain(row) and fits(row)]
        found = self.dice.shuffled(free)[: count * self.scale]
        if len(found) < count * self.scale:
            raise LookupError(f"{count * self.scale} requests were to be changed, only {len(found)} fit")
        self.used |= {id(row) for row in found}
        return found

    def breach(self, rows: Iterable[Row], *clauses: str) -> None:
        for row in rows:
            self.ledger.note(row, "breached", *clauses)


def spoil_handling(table: Table, dice: Dice, ledger: Ledger, scale: int, spoken_for: set[int]) -> None:
    """Plants every fault, on rows that nobody else has spoken for. Call it after all other faults of requests."""
    desk = _Desk(table, dice, ledger, scale, used=set(spoken_for))
    for plant in (_unconfirmed, _out_of_order, _idle, _silent, _unverified, _unasked, _unrecorded, _uninvited):
        plant(desk)
    _own_ways(desk)
    _confirmed_month(desk)
    _lesser_customers(desk)


def _plain(row: Row) -> bool:
    """An individual's general request that was handled, told and closed in a possible order."""
    times = [moment(row, name) for name in ("created_at", "resolved_at", "result_notified_at", "closed_at")]
    known = [time for time in times if time is not None]
    return (
        len(known) == len(times)
        and known == sorted(known)
        and row["closed_at"] < datetime(2025, 12, 15)
        and row["complexity"] == "general"
        and row["resolution_code"] == "solved"
        and row.get("customer_type") != "enterprise"
        and row["issue_domain"] != "technical"
    )


def _roomy(row: Row) -> bool:
    return bool(row["result_notified_at"] - row["resolved_at"] > HOUR / 2)


def _lasts(row: Row, longer: timedelta) -> bool:
    return bool(row["resolved_at"] - row["problem_confirmed_at"] > longer)


def _unconfirmed(desk: _Desk) -> None:
    """Five without a time, seven confirmed only after the solution."""
    for place, row in enumerate(desk.take(12, _roomy)):
        if place % 12 < 5:  # noqa: PLR2004 - five of twelve
            row["problem_confirmed_at"] = None
            desk.breach([row], "handling-order.steps-in-order")
        else:
            row["problem_confirmed_at"] = row["resolved_at"] + SECOND * (1 if place == 5 else 300)  # noqa: PLR2004
            row["solution_at"] = row["problem_confirmed_at"] + SECOND
            row["guidance_given_at"] = row["solution_at"] + SECOND
        desk.breach([row], "handling-order.problem-confirmed")


def _out_of_order(desk: _Desk) -> None:
    """Six without guidance, five guided before there was a solution, three after the customer was told the result."""
    rows = desk.take(14, lambda row: _roomy(row) and row["solution_at"] > row["problem_confirmed_at"] + 5 * SECOND)
    for place, row in enumerate(rows):
        faults = (None, row["solution_at"] - SECOND, row["result_notified_at"] + SECOND)
        row["guidance_given_at"] = faults[0 if place % 14 < 6 else 1 if place % 14 < 11 else 2]  # noqa: PLR2004
    desk.breach(rows, "handling-order.steps-in-order")


def _idle(desk: _Desk) -> None:
    """Solutions too late for the limit of their time; three of spring that only the later limit would have broken."""
    for spring, count in ((True, 4), (False, 9)):
        limit = timedelta(hours=48 if spring else 24)

        def fits(row: Row, spring: bool = spring, limit: timedelta = limit) -> bool:  # noqa: FBT001
            return _early(row["created_at"]) is spring and _lasts(row, limit + HOUR)

        rows = desk.take(count, fits)
        for place, row in enumerate(rows):
            row["solution_at"] = row["problem_confirmed_at"] + limit + (SECOND if place == 0 else HOUR / 2)
            row["guidance_given_at"] = row["solution_at"]
        desk.breach(rows, "handling-order.no-idle-gap")
    for row in desk.take(3, lambda row: _early(row["created_at"]) and _lasts(row, 31 * HOUR)):
        row["solution_at"] = row["guidance_given_at"] = row["problem_confirmed_at"] + 30 * HOUR


def _early(time: datetime) -> bool:
    return in_force(TELL_EVERY, time) != in_force(TELL_EVERY, datetime.max)


def _silent(desk: _Desk) -> None:
    """Long cases without any news, and news too long ago when the solution came."""

    def long(row: Row) -> bool:
        within = in_force(TELL_EVERY, row["created_at"]) or DAY
        return not _early(row["created_at"]) and bool(row["resolved_at"] - row["created_at"] > within + HOUR)

    silent = desk.take(11, long)
    for row in silent:
        row["last_progress_at"] = None
    desk.breach(silent, "progress-tracking.progress-told")
    late = desk.take(13, long)
    for place, row in enumerate(late):
        row["last_progress_at"] = row["resolved_at"] - 2 * DAY - (SECOND if place == 0 else HOUR / 2)
    desk.breach(late, "progress-tracking.not-silent")


def _unverified(desk: _Desk) -> None:
    """Six never verified, nine only after the customer was told."""
    rows = desk.take(15, lambda _: True)
    for place, row in enumerate(rows):
        row["verified_at"] = None if place % 5 < 2 else row["result_notified_at"] + SECOND  # noqa: PLR2004
    desk.breach(rows, "result-confirmation.verified-first")


def _unasked(desk: _Desk) -> None:
    """Closed without a word from the customer, or before it; confirmed before the result was told."""
    for place, row in enumerate(desk.take(12, _roomy)):
        row["callback_at"] = None
        kind = place % 3
        before = row["result_notified_at"] - SECOND
        row["confirmed_at"] = (None, row["closed_at"] + SECOND, before)[kind]
        desk.breach([row], "result-confirmation.confirmed-before-closing")
        if kind != 1:
            desk.breach([row], "result-confirmation.four-nodes")


def _unrecorded(desk: _Desk) -> None:
    """No view of the customer, no solution, no cause."""
    unheard = desk.take(12, lambda _: True)
    for row in unheard:
        row["feedback_result"] = None
    desk.breach(unheard, "closing-records.view-recorded")
    bare = desk.take(9, lambda row: row["procedure_id"] is not None)
    for row in bare:
        row["procedure_id"] = None
    desk.breach(bare, "closing-records.solution-recorded")
    pool = [row for row in desk.table.rows if row["complexity"] == "complex" and row["closed_at"] is not None]
    causeless = desk.dice.shuffled([row for row in pool if row["procedure_id"] or row["article_id"]])[: 8 * desk.scale]
    for row in causeless:
        row["root_cause"] = None
    desk.breach(causeless, "closing-records.cause-of-complex")


def _uninvited(desk: _Desk) -> None:
    """Invitations too late, never, or before the closing; three of spring that only the later limit breaks."""
    for place, row in enumerate(desk.take(14, lambda _: True)):
        within = in_force(INVITE, row["closed_at"]) or DAY
        late = row["closed_at"] + within + (SECOND if place == 0 else desk.dice.hours(1, 60))
        row["survey_sent_at"] = None if place % 4 == 1 else late
        desk.breach([row], "satisfaction-invitation.invited")
    for row in desk.take(3, lambda row: row["closed_at"] < datetime(2025, 6, 20)):
        row["survey_sent_at"] = row["closed_at"] + 2 * DAY
    for row in desk.take(6, _roomy):
        row["survey_sent_at"] = row["closed_at"] - SECOND
        desk.ledger.note(row, "undecided", "satisfaction-invitation.invited")
        desk.breach([row], "satisfaction-invitation.not-before-closing")


def _own_ways(desk: _Desk) -> None:
    """General requests solved without anything that was at hand: some always are."""
    for row in desk.table.rows:
        general = row["resolution_code"] == "solved" and row["complexity"] in {"general", None}
        if general and row["procedure_id"] is None and row["article_id"] is None:
            desk.breach([row], "handling-order.preset-solution")


def _confirmed_month(desk: _Desk) -> None:
    """A month in which every fourth customer was only called back."""
    closed = [
        row
        for row in desk.table.rows
        if row["closed_at"] is not None
        and period_of(row["closed_at"], "month") == _FEW_CONFIRMED
        and row["resolution_code"] not in CLOSED_WITHOUT_WORK
    ]
    free = [row for row in closed if id(row) not in desk.used and row["confirmed_at"] is not None]
    for row in free[: ceil(len(closed) * 0.2)]:
        row["callback_at"], row["confirmed_at"] = row["confirmed_at"], None
    desk.ledger.group("result-confirmation.mostly-confirmed", "noncompliant", _FEW_CONFIRMED)


def _lesser_customers(desk: _Desk) -> None:
    """A quarter in which the results of low-value customers were often not verified."""
    small = [
        row
        for row in desk.table.rows
        if row["closed_at"] is not None
        and period_of(row["closed_at"], "quarter") == _UNEQUAL
        and row["value_tier"] == "low"
        and row["resolution_code"] not in CLOSED_WITHOUT_WORK
    ]
    free = [row for row in small if id(row) not in desk.used and moment(row, "result_notified_at") is not None]
    free = [row for row in free if moment(row, "resolved_at") is not None and row["customer_type"] == "individual"]
    chosen = desk.dice.shuffled(free)[: ceil(len(small) * 0.06)]
    for row in chosen:
        row["verified_at"] = None
    desk.breach(chosen, "result-confirmation.verified-first")
    desk.ledger.group("same-quality.every-tier", "noncompliant", _UNEQUAL, "low")
    begun = [
        row
        for row in desk.table.rows
        if row["closed_at"] is not None
        and row["closed_at"] >= _NEXT_YEAR
        and row["resolution_code"] not in CLOSED_WITHOUT_WORK
    ]
    for clause, by in (("every-tier", "value_tier"), ("every-kind", "customer_type")):
        for name, few in Counter(row[by] for row in begun).items():
            if few < FEWEST and (name is not None or by == "value_tier"):
                desk.ledger.group(f"same-quality.{clause}", "undecided", _NEXT_YEAR.date(), name)
