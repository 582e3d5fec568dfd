"""Judges improvements, reviews, redesigns and the programme in plain Python, by the words of their clauses."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from generator.record_oracle import State
from generator.tables import Row, Table, Unreadable

_REVISED = date(2025, 7, 1)
_CUSTOMERS = ("feedback", "complaint")
_TRACED = (*_CUSTOMERS, "inspection", "audit", "suggestion", "incident", "drill")
_ANALYSES = ("data-analysis", "feedback-analysis", "process-review", "service-evaluation", "monitoring-review")
_MEETINGS = ("evaluation-meeting", "quality-meeting", "internal-review")
_PLANNED_COLUMNS = ("due_at", "ends_on")
Holds = Callable[[Row], bool]
Judge = Callable[[Row], State]


def _time(cell: Any) -> datetime:
    return cell if isinstance(cell, datetime) else datetime.combine(cell, time())


def now_of(table: Table) -> datetime:
    """The newest time stamp of something that happened."""
    cells = [cell for row in table.rows for name, cell in row.items() if name not in _PLANNED_COLUMNS]
    stamps = [cell for cell in cells if isinstance(cell, datetime)]
    return max(stamps) if stamps else max(_time(cell) for cell in cells if isinstance(cell, date))


def _there(*names: str) -> Holds:
    return lambda row: all(row[name] is not None for name in names)


def _asks(reads: Sequence[str], scope: Holds, holds: Holds) -> Judge:
    """A condition: what cannot be read leaves it open."""

    def judge(row: Row) -> State:
        if any(isinstance(row[name], Unreadable) for name in reads):
            return "undecided"
        if not scope(row):
            return "out_of_scope"
        return "kept" if holds(row) else "breached"

    return judge


def _always(_row: Row) -> bool:
    return True


def _limited(  # noqa: PLR0913 - one clock has that many parts
    start: str, end: str, now: datetime, due: Callable[[Row], Any], scope: Holds = _always, *, own: bool = False
) -> Judge:
    """From one time to another; against a due time of its own an end before the start is judged all the same."""

    def judge(row: Row) -> State:
        if not scope(row):
            return "out_of_scope"
        last = row[end]
        if isinstance(last, Unreadable) or isinstance(due(row), Unreadable):
            return "undecided"
        limit = _time(due(row))
        if last is None:
            return "breached" if now > limit else "pending"
        if _time(last) < _time(row[start]) and not own:
            return "undecided"
        return "breached" if _time(last) > limit else "kept"

    return judge


def _after(start: str, days: int, revised: int | None = None) -> Callable[[Row], datetime]:
    """So many days after a start; as many others where it lies behind the revision of July."""

    def due(row: Row) -> datetime:
        began = _time(row[start])
        return began + timedelta(days=days if revised is None or began.date() < _REVISED else revised)

    return due


def _ordered(row: Row) -> bool:
    plan, done, judged = row["planned_at"], row["implemented_at"], row["effect_evaluated_at"]
    if plan is not None and plan < row["opened_at"]:
        return False
    if done is not None and (plan is None or done < plan):
        return False
    return judged is None or (done is not None and judged >= done)


def _from_customers(row: Row) -> bool:
    return row["source"] in _CUSTOMERS and row["implemented_at"] is not None


def _action_judges(now: datetime) -> Mapping[str, Judge]:
    planned, done = _there("planned_at"), _there("implemented_at")
    assigned = ("target", "measure", "department", "owner_id", "due_at")
    figures = ("metric", "metric_before", "metric_after")
    return {
        "improvement-plans.traceable": _asks((), lambda row: row["source"] in _TRACED, _there("source_id")),
        "improvement-plans.planned-in-time": _limited("opened_at", "planned_at", now, _after("opened_at", 15, 10)),
        "improvement-plans.cause-named": _asks((), planned, _there("root_cause", "cause_code")),
        "improvement-plans.assigned": _asks(assigned, planned, _there(*assigned)),
        "improvement-plans.data-backed": _asks((), planned, _there("metric", "metric_before")),
        "improvement-plans.done-by-due": _limited(
            "opened_at", "implemented_at", now, lambda row: row["due_at"], _there("due_at"), own=True
        ),
        "improvement-plans.in-order": _asks((), _always, _ordered),
        "improvement-effects.evaluated": _limited(
            "implemented_at", "effect_evaluated_at", now, _after("implemented_at", 60), done
        ),
        "improvement-effects.figures": _asks(figures, _there("effect_evaluated_at"), _there(*figures)),
        "improvement-effects.customers-told": _limited(
            "implemented_at", "customers_informed_at", now, _after("implemented_at", 14), _from_customers
        ),
        "improvement-effects.closed-with-effect": _asks(
            ("closed_at",),
            _there("closed_at"),
            lambda row: row["effect_evaluated_at"] is not None and row["effect_evaluated_at"] <= row["closed_at"],
        ),
        "improvement-effects.not-left-open": _limited("opened_at", "closed_at", now, _after("opened_at", 180)),
    }


def _named(row: Row) -> bool:
    return row["action_id"] is not None


def _known(actions: Table) -> Judge:
    numbers = {row["action_id"] for row in actions.rows}
    return _asks((), _named, lambda row: row["action_id"] in numbers)


def _alarm(actions: Table, now: datetime) -> Judge:
    """A category that leads by too much is taken up within thirty days."""

    def judge(row: Row) -> State:
        line = 30 if row["date"] < _REVISED else 25
        if row["kind"] != "feedback-analysis" or row["top_share"] is None or row["top_share"] < line:
            return "out_of_scope"
        first, last = _time(row["date"]), _time(row["date"]) + timedelta(days=30)
        taken = [a for a in actions.rows if a["category"] == row["top_category"] and first <= a["opened_at"] <= last]
        return "kept" if taken else "breached" if now > last else "pending"

    return judge


def _review_judges(actions: Table, now: datetime) -> Mapping[str, Judge]:
    def problems(row: Row) -> bool:
        return bool(row["problems"])

    return {
        "review-meetings.minutes": _asks(
            (),
            lambda row: row["kind"] in _MEETINGS,
            lambda row: _there("group_id", "minutes_no")(row) and (row["decisions"] or 0) >= 1,
        ),
        "review-meetings.both-voices": _asks(
            (),
            lambda row: row["kind"] == "internal-review",
            lambda row: bool(row["uses_feedback"] and row["uses_staff_view"]),
        ),
        "review-meetings.problems-become-actions": _asks((), problems, _named),
        "review-meetings.actions-exist": _known(actions),
        "periodic-analysis.causes-found": _asks(
            (), lambda row: problems(row) and row["kind"] in _ANALYSES, lambda row: bool(row["cause_found"])
        ),
        "periodic-analysis.alarm": _alarm(actions, min(now, now_of(actions))),
        "programme-plan.study-sources": _asks(
            (),
            lambda row: row["kind"] == "present-state",
            lambda row: (
                bool(row["uses_data"] and row["uses_staff_view"] and row["uses_feedback"])
                and row["problems"] is not None
            ),
        ),
    }


def _suggestion_judges(actions: Table, now: datetime) -> Mapping[str, Judge]:
    return {
        "staff-suggestions.answered": _limited("submitted_at", "answered_at", now, _after("submitted_at", 14, 7)),
        "staff-suggestions.with-result": _asks((), _there("answered_at"), _there("outcome")),
        "staff-suggestions.adopted-carried-out": _asks((), lambda row: row["outcome"] == "adopted", _named),
        "staff-suggestions.number-exists": _known(actions),
    }


def _mapped(row: Row) -> bool:
    heard = row["staff_heard"] and row["customers_heard"]
    return bool(heard and row["mapped_on"] <= row["designed_on"] and 1 <= row["nodes"] <= row["nodes_timed"])


def _piloted(row: Row) -> bool:
    long = row["pilot_until"] - row["pilot_from"] >= timedelta(days=14)
    return bool(long and row["pilot_feedback"] and row["pilot_until"] <= row["adjusted_on"] <= row["effective_on"])


def _redesign_judges(now: datetime) -> Mapping[str, Judge]:
    designed, rolled_out = _there("designed_on"), _there("effective_on")
    aims = ("aim_speed", "aim_accuracy", "aim_satisfaction")
    return {
        "process-redesign.aims": _asks((), _always, lambda row: _there(*aims)(row) and any(row[name] for name in aims)),
        "process-redesign.mapped": _asks((), designed, _mapped),
        "process-redesign.causes": _asks(
            (), designed, lambda row: (row["bottlenecks"] or 0) >= 1 and row["cause_code"] is not None
        ),
        "process-redesign.feasible": _asks(
            (), designed, lambda row: bool(row["feasible"]) and row["steps_after"] <= row["steps_before"]
        ),
        "process-redesign.pilot": _asks((), rolled_out, _piloted),
        "process-redesign.evaluated": _limited(
            "effective_on", "evaluated_on", now, _after("effective_on", 90), rolled_out
        ),
    }


def _phased(row: Row) -> bool:
    full = _there("owner", "resources", "tasks", "ends_on")(row)
    return full and timedelta() <= row["ends_on"] - row["starts_on"] <= timedelta(days=120)


def _before_start(name: str, *, same_day: bool = False) -> Holds:
    def holds(row: Row) -> bool:
        day = row[name]
        return day is not None and (day < row["starts_on"] or (same_day and day == row["starts_on"]))

    return holds


def _phase_judges(now: datetime) -> Mapping[str, Judge]:
    return {
        "programme-plan.studied-first": _asks((), _always, _before_start("studied_on", same_day=True)),
        "programme-plan.measurable": _asks((), _always, _there("target_value", "target_unit")),
        "programme-plan.phase-plan": _asks((), _always, _phased),
        "programme-rollout.trained-first": _asks((), _always, _before_start("trained_on")),
        "programme-rollout.announced-first": _asks((), _always, _before_start("announced_on")),
        "programme-rollout.finished-in-time": _limited(
            "starts_on", "completed_on", now, lambda row: row["ends_on"], _there("ends_on"), own=True
        ),
        "programme-rollout.evaluated": _limited(
            "completed_on", "evaluated_on", now, _after("completed_on", 30), _there("completed_on")
        ),
    }


def _risk_judges(_now: datetime) -> Mapping[str, Judge]:
    open_ = _asks((), lambda row: (row["status"] or "open") == "open", _there("measure", "owner"))
    return {"risks-and-deviations.risks-guarded": open_}


def _deviation_judges(now: datetime) -> Mapping[str, Judge]:
    return {
        "risks-and-deviations.deviation-reasoned": _asks(
            (),
            _always,
            lambda row: _there("step", "reason")(row) and (row["approved_at"] is None or row["approver"] is not None),
        ),
        "risks-and-deviations.deviation-approved": _limited("at", "approved_at", now, _after("at", 1)),
    }


def judge_improvement(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every row of its export with its state."""
    actions = tables["improvement-actions"]
    judges: Mapping[str, Callable[[datetime], Mapping[str, Judge]]] = {
        "improvement-actions": _action_judges,
        "reviews": lambda now: _review_judges(actions, now),
        "suggestions": lambda now: _suggestion_judges(actions, now),
        "redesigns": _redesign_judges,
        "programme-phases": _phase_judges,
        "risks": _risk_judges,
        "deviations": _deviation_judges,
    }
    return {
        clause: [(row, judge(row)) for row in tables[export].rows]
        for export, make in judges.items()
        for clause, judge in make(now_of(tables[export])).items()
    }
