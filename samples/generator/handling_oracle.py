"""Judges the clauses on handling, plans, tracking and closing in plain Python, by their words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from generator import law
from generator.days import period_of
from generator.law import CLOSED_WITHOUT_WORK, in_force
from generator.ledger import GroupKey, Ledger
from generator.record_oracle import State
from generator.tables import Row, Table, Unreadable
from generator.target_oracle import Verdict

_MOST_INHERITED = 0.1
Steps = Sequence[tuple[date, timedelta]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One clause: who is asked, what is read for that, and what has to hold."""

    export: str
    scope: Callable[[Row], bool] = lambda _: True
    by: tuple[str, ...] = ()
    """Columns that decide on the scope."""
    holds: Callable[[Row], bool] = lambda _: True
    reads: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    limit: Steps = ()
    due: str = ""


def _worked(row: Row) -> bool:
    return row["resolution_code"] not in CLOSED_WITHOUT_WORK


def _after(*columns: str) -> Callable[[Row], bool]:
    """All there, none before the one in front of it."""

    def ask(row: Row) -> bool:
        times = [row[column] for column in columns]
        return None not in times and times == sorted(times)

    return ask


def _there(*columns: str) -> Callable[[Row], bool]:
    return lambda row: all(row[column] is not None for column in columns)


def _asked_back(row: Row) -> bool:
    told, closed = row["result_notified_at"], row["closed_at"]
    heard = [row[name] for name in ("confirmed_at", "callback_at") if row[name] is not None]
    return told is not None and any(told <= time <= closed for time in heard)


def _four_nodes(row: Row) -> bool:
    heard = row["confirmed_at"] if row["confirmed_at"] is not None else row["callback_at"]
    steps = ("created_at", "assigned_at", "resolved_at", "result_notified_at", "heard")
    return _after(*steps)(row | {"heard": heard})


def _told(row: Row) -> bool:
    last = row["last_progress_at"]
    return last is not None and row["created_at"] <= last <= row["resolved_at"]


def _long(row: Row) -> bool:
    within = in_force(law.TELL_EVERY, row["created_at"]) or timedelta()
    return row["resolved_at"] is not None and row["resolved_at"] > row["created_at"] + within


def _three_steps(row: Row) -> bool:
    analysed, made, done, given = (row[n] for n in ("needs_analysed_at", "made_at", "executed_at", "delivered_at"))
    if analysed is None or analysed > made or (done is not None and done <= made):
        return False
    return given is None or (done is not None and given >= done)


def _term(row: Row) -> bool:
    longest = in_force(law.PLAN_TERM, row["made_at"]) or timedelta()
    return bool(row["made_at"] <= row["due_at"] <= row["made_at"] + longest)


_CONFIRM, _SOLVE, _GUIDE, _TELL = "problem_confirmed_at", "solution_at", "guidance_given_at", "result_notified_at"
_GENERAL = ("general", None)
_WAYS = ("procedure_id", "article_id")
_ASKED: Mapping[str, _Asked] = {
    "handling-order.problem-confirmed": _Asked(
        export="requests",
        scope=lambda row: row["resolved_at"] is not None and _worked(row),
        by=("resolved_at", "resolution_code"),
        holds=_after("created_at", _CONFIRM, "resolved_at"),
        reads=(_CONFIRM, "resolved_at"),
    ),
    "handling-order.steps-in-order": _Asked(
        export="requests",
        scope=lambda row: row[_TELL] is not None and _worked(row),
        by=(_TELL, "resolution_code"),
        holds=_after(_CONFIRM, _SOLVE, _GUIDE, _TELL),
        reads=(_CONFIRM, _SOLVE, _GUIDE, _TELL),
    ),
    "handling-order.no-idle-gap": _Asked(
        export="requests",
        scope=lambda row: row[_CONFIRM] is not None and row["complexity"] in _GENERAL,
        by=(_CONFIRM, "complexity"),
        start=_CONFIRM,
        end=_SOLVE,
        limit=law.OFFER,
    ),
    "handling-order.preset-solution": _Asked(
        export="requests",
        scope=lambda row: row["resolution_code"] == "solved" and row["complexity"] in _GENERAL,
        by=("resolution_code", "complexity"),
        holds=lambda row: any(row[way] is not None for way in _WAYS),
        reads=_WAYS,
    ),
    "complex-plans.needs-clear": _Asked(export="service-plans", holds=_there("need_source", "need_scope")),
    "complex-plans.responsibility-named": _Asked(
        export="service-plans", holds=_there("owner_id", "due_at", "resources")
    ),
    "complex-plans.term": _Asked(export="service-plans", scope=_there("due_at"), holds=_term),
    "complex-plans.three-steps": _Asked(export="service-plans", holds=_three_steps),
    "complex-plans.done-by-date": _Asked(export="service-plans", start="made_at", end="executed_at", due="due_at"),
    "execution-record.entry-complete": _Asked(
        export="execution-log",
        scope=_there("ended_at"),
        holds=lambda row: _there("node", "staff_id", "content", "result")(row) and row["ended_at"] >= row["started_at"],
    ),
    "execution-record.on-plan": _Asked(export="execution-log", start="started_at", end="ended_at", due="planned_at"),
    "execution-record.entered-soon": _Asked(
        export="execution-log", scope=_there("ended_at"), start="ended_at", end="recorded_at", limit=law.ENTER
    ),
    "progress-tracking.progress-told": _Asked(
        export="requests", scope=_long, by=("resolved_at",), holds=_told, reads=("last_progress_at", "resolved_at")
    ),
    "progress-tracking.not-silent": _Asked(
        export="requests",
        scope=_there("last_progress_at"),
        by=("last_progress_at",),
        start="last_progress_at",
        end="resolved_at",
        limit=law.TELL_EVERY,
    ),
    "progress-tracking.entry-complete": _Asked(
        export="tracking", holds=_there("request_id", "node", "owner_id", "progress", "customer_view")
    ),
    "progress-tracking.problems-corrected": _Asked(
        export="tracking",
        scope=lambda row: bool(row["problem_found"]),
        start="tracked_at",
        end="corrected_at",
        limit=((law.ISSUED, law.CORRECT_WITHIN),),
    ),
    "result-confirmation.verified-first": _Asked(
        export="requests",
        scope=lambda row: row["resolved_at"] is not None and row[_TELL] is not None and _worked(row),
        by=("resolved_at", _TELL, "resolution_code"),
        holds=_after("resolved_at", "verified_at", _TELL),
        reads=("resolved_at", "verified_at", _TELL),
    ),
    "result-confirmation.confirmed-before-closing": _Asked(
        export="requests",
        scope=lambda row: row["closed_at"] is not None and _worked(row),
        by=("closed_at", "resolution_code"),
        holds=_asked_back,
        reads=("confirmed_at", "callback_at", _TELL, "closed_at"),
    ),
    "result-confirmation.four-nodes": _Asked(
        export="requests",
        scope=lambda row: row["closed_at"] is not None and _worked(row),
        by=("closed_at", "resolution_code"),
        holds=_four_nodes,
        reads=("assigned_at", "resolved_at", _TELL, "confirmed_at", "callback_at"),
    ),
    "closing-records.result-recorded": _Asked(
        export="requests", scope=_there("closed_at"), by=("closed_at",), holds=_there("resolution_code")
    ),
    "closing-records.view-recorded": _Asked(
        export="requests",
        scope=lambda row: row["closed_at"] is not None and _worked(row),
        by=("closed_at", "resolution_code"),
        holds=_there("feedback_result"),
    ),
    "closing-records.solution-recorded": _Asked(
        export="requests",
        scope=lambda row: row["closed_at"] is not None and row["resolution_code"] in ("solved", "workaround"),
        by=("closed_at", "resolution_code"),
        holds=lambda row: any(row[name] is not None for name in (*_WAYS, "root_cause")),
    ),
    "closing-records.cause-of-complex": _Asked(
        export="requests",
        scope=lambda row: row["closed_at"] is not None and row["complexity"] == "complex",
        by=("closed_at", "complexity"),
        holds=_there("root_cause"),
    ),
    "satisfaction-invitation.invited": _Asked(
        export="requests",
        scope=lambda row: row["closed_at"] is not None and _worked(row),
        by=("closed_at", "resolution_code"),
        start="closed_at",
        end="survey_sent_at",
        limit=law.INVITE,
    ),
    "satisfaction-invitation.not-before-closing": _Asked(
        export="requests",
        scope=_there("survey_sent_at"),
        by=("survey_sent_at",),
        holds=_after("closed_at", "survey_sent_at"),
        reads=("closed_at", "survey_sent_at"),
    ),
}


def inherit(requests: Table, ledger: Ledger) -> set[int]:
    """Notes what the faults of others mean for the clauses on handling; the rows that they are on."""
    now = requests.newest() or datetime.min
    found: set[int] = set()
    for clause, asked in _ASKED.items():
        if asked.export == "requests" and clause != "handling-order.preset-solution":
            for row in requests.rows:
                state = _state(asked, row, now)
                if state in ("breached", "pending", "undecided"):
                    ledger.note(row, state, clause)
                    found.add(id(row))
    if len(found) > len(requests.rows) * _MOST_INHERITED:
        raise LookupError(
            f"requests: {len(found)} rows are not as they should be before a fault of handling is planted"
        )
    return found


def judge_handling(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every row with its state."""
    judged: dict[str, list[tuple[Row, State]]] = {}
    for clause, asked in _ASKED.items():
        table = tables[asked.export]
        now = table.newest() or datetime.min
        judged[clause] = [(row, _state(asked, row, now)) for row in table.rows]
    return judged | _partners(tables)


def _unknown(row: Row, columns: Iterable[str]) -> bool:
    return any(isinstance(row[column], Unreadable) for column in columns)


def _state(asked: _Asked, row: Row, now: datetime) -> State:
    if _unknown(row, asked.by):
        return "undecided"
    if not asked.scope(row):
        return "out_of_scope"
    if asked.start:
        return _timed(asked, row, now)
    if _unknown(row, asked.reads):
        return "undecided"
    return "kept" if asked.holds(row) else "breached"


def _timed(asked: _Asked, row: Row, now: datetime) -> State:
    start, end = row[asked.start], row[asked.end]
    due = row[asked.due] if asked.due else start + (in_force(asked.limit, start) or timedelta())
    if due is None or isinstance(end, Unreadable):
        return "undecided"
    if end is None:
        return "breached" if now > due else "pending"
    if end < start and not asked.due:
        return "undecided"
    return "kept" if end <= due else "breached"


def _partners(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Records that need a partner in another export."""
    requests, plans, tracks = (tables[name] for name in ("requests", "service-plans", "tracking"))
    entered = {row["plan_id"] for row in tables["execution-log"].rows}

    def complex_one(row: Row) -> bool:
        return row["complexity"] == "complex" and _worked(row)

    def cared_for(row: Row) -> bool:
        return bool(row["node"] == "maintenance")

    delivered = _there("delivered_at")
    return {
        "complex-plans.has-plan": _met(
            requests, complex_one, "created_at", others=plans, other_at="made_at", within=law.PLAN_WITHIN
        ),
        "progress-tracking.complex-tracked": _met(
            requests, complex_one, "created_at", others=tracks, other_at="tracked_at", within=law.TRACK_WITHIN
        ),
        "progress-tracking.after-delivery": _met(
            plans,
            delivered,
            "delivered_at",
            others=tracks,
            other_at="tracked_at",
            within=law.MAINTAIN_WITHIN,
            fits=cared_for,
        ),
        "execution-record.plan-recorded": [
            (row, _either(row["plan_id"] in entered) if row["executed_at"] is not None else "out_of_scope")
            for row in plans.rows
        ],
    }


def _either(kept: bool) -> State:  # noqa: FBT001 - the answer itself
    return "kept" if kept else "breached"


def _met(  # noqa: PLR0913 - the words of the clause, one after the other
    table: Table,
    scope: Callable[[Row], bool],
    at: str,
    *,
    others: Table,
    other_at: str,
    within: timedelta,
    fits: Callable[[Row], bool] = lambda _: True,
) -> list[tuple[Row, State]]:
    times: dict[Any, list[datetime]] = {}
    for other in others.rows:
        if fits(other):
            times.setdefault(other["request_id"], []).append(other[other_at])
    now = min(table.newest() or datetime.min, others.newest() or datetime.min)

    def state(row: Row) -> State:
        if not scope(row):
            return "out_of_scope"
        start = row[at]
        if any(start <= time <= start + within for time in times.get(row["request_id"], [])):
            return "kept"
        return "pending" if now <= start + within else "breached"

    return [(row, state(row)) for row in table.rows]


def judge_handling_targets(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every month or quarter."""
    closed = [row for row in tables["requests"].rows if row["closed_at"] is not None and _worked(row)]
    surveys = tables["surveys"].rows
    return {
        "result-confirmation.mostly-confirmed": _shares(
            closed, "closed_at", "month", "confirmed_at", law.CONFIRMED_SHARE
        ),
        "satisfaction-invitation.answered-share": _shares(
            surveys, "sent_at", "quarter", "answered_at", law.ANSWERED_SHARE
        ),
        "same-quality.every-tier": _whole_handling(closed, "value_tier"),
        "same-quality.every-kind": _whole_handling(
            [row for row in closed if row["customer_type"] is not None], "customer_type"
        ),
        "progress-tracking.whole-life": _whole_life(tables["tracking"].rows),
    }


def _shares(rows: Sequence[Row], at: str, every: str, filled: str, least: float) -> dict[GroupKey, Verdict]:
    groups: dict[GroupKey, list[Row]] = {}
    for row in rows:
        groups.setdefault((period_of(row[at], every), ()), []).append(row)
    return {
        key: "compliant" if sum(row[filled] is not None for row in group) >= least * len(group) else "noncompliant"
        for key, group in groups.items()
    }


def _whole_handling(rows: Sequence[Row], by: str) -> dict[GroupKey, Verdict]:
    groups: dict[GroupKey, list[bool]] = {}
    for row in rows:
        heard = row["confirmed_at"] is not None or row["callback_at"] is not None
        whole = heard and row["problem_confirmed_at"] is not None and row["verified_at"] is not None
        groups.setdefault((period_of(row["closed_at"], "quarter"), (row[by],)), []).append(whole)
    return {
        key: "undecided"
        if len(group) < law.FEWEST
        else "compliant"
        if sum(group) >= law.WHOLE_SHARE * len(group)
        else "noncompliant"
        for key, group in groups.items()
    }


def _whole_life(rows: Sequence[Row]) -> dict[GroupKey, Verdict]:
    seen: dict[date | None, set[str]] = {}
    for row in rows:
        seen.setdefault(period_of(row["tracked_at"], "month"), set()).add(row["node"])
    newest = max(time for row in rows for time in (row["tracked_at"], row["corrected_at"]) if time is not None)
    running = period_of(newest, "month")
    wanted = {"acceptance", "handling", "delivery", "maintenance"}
    return {
        (month, ()): "compliant" if nodes >= wanted else "undecided" if month == running else "noncompliant"
        for month, nodes in seen.items()
    }
