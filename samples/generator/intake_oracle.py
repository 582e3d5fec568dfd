"""Judges the clauses on intake, classification, dispatch and ownership in plain Python, by their words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import mean, median
from typing import Any, Literal

from generator.days import MONTHS, period_of
from generator.intake import PROCESSES
from generator.law import ISSUED, REVISED, in_force
from generator.ledger import GroupKey
from generator.record_oracle import State
from generator.tables import Row, Table, Unreadable

Verdict = Literal["compliant", "noncompliant", "undecided"]
_SHORTER_IDENTITY = date(2025, 10, 1)
_ONLINE, _DESK = ("web", "app", "chat", "social", "email"), ("phone", "counter", "outlet", "visit")


def judge_intake(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every request with its state."""
    rows, now = tables["requests"].rows, tables["requests"].newest()
    judged = {clause: [(row, _held(row, *asked)) for row in rows] for clause, asked in _CONDITIONS.items()}
    for clause, (scope, end, limit) in _DEADLINES.items():
        judged[clause] = [(row, _timed(row, scope, end, limit, now or datetime.min)) for row in rows]
    return judged


def _unknown(row: Row, columns: Iterable[str]) -> bool:
    return any(isinstance(row[column], Unreadable) for column in columns)


def _held(
    row: Row, scope_columns: Sequence[str], scope: Callable[[Row], bool | None], columns: Sequence[str], holds: Any
) -> State:
    inside = None if _unknown(row, scope_columns) else scope(row)
    if inside is False:
        return "out_of_scope"
    if inside is None or _unknown(row, columns):
        return "undecided"
    held = holds(row)
    return "undecided" if held is None else "kept" if held else "breached"


def _timed(row: Row, scope: Callable[[Row], bool | None], end: str, limit: Any, now: datetime) -> State:
    inside = scope(row)
    if inside is False:
        return "out_of_scope"
    within = in_force(limit, row["created_at"])
    if within is None:
        return "not_in_force"
    if inside is None or isinstance(row[end], Unreadable):
        return "undecided"
    due = row["created_at"] + within
    if row[end] is None:
        return "breached" if now > due else "pending"
    if row[end] < row["created_at"]:
        return "undecided"
    return "kept" if row[end] <= due else "breached"


def _among(column: str, *values: str, otherwise: str | None = None) -> Callable[[Row], bool | None]:
    def scope(row: Row) -> bool | None:
        cell = otherwise if row[column] is None else row[column]
        return None if cell is None or isinstance(cell, Unreadable) else cell in values

    return scope


def _all(_: Row) -> bool:
    return True


def _filled(*columns: str) -> Callable[[Row], bool]:
    return lambda row: all(row[column] is not None for column in columns)


def _from_people(row: Row) -> bool:
    return bool(row["channel"] != "system")


def _closed(row: Row) -> bool:
    return row["closed_at"] is not None


def _owned(row: Row) -> bool:
    return row["owner_id"] is not None and (row["owner_handover_at"] is not None or row["intake_id"] == row["owner_id"])


def _recognised(row: Row) -> bool:
    if row["classified_by"] != "system" or row["classified_at"] is None:
        return False
    return row["assigned_at"] is None or bool(row["classified_at"] <= row["assigned_at"])


_POSTS: Mapping[str, tuple[str, ...]] = {
    "enquiry": ("agent", "market", "relationship"),
    "after-sales": ("agent", "relationship"),
    "return": ("agent", "relationship"),
    "feedback": ("market", "relationship"),
    "other": ("agent", "market"),
}


def _right_post(row: Row) -> bool:
    if row["handler_role"] == "technical":
        return bool(row["issue_domain"] == "technical")
    return row["handler_role"] in _POSTS[row["request_type"]]


def _in_order(row: Row) -> bool:
    answered = row["substantive_response_at"]
    first = row["created_at"] <= row["classified_at"] <= row["assigned_at"]
    return bool(first and (answered is None or row["assigned_at"] <= answered))


def _identified(row: Row) -> bool:
    valid = timedelta(days=180 if row["created_at"].date() < _SHORTER_IDENTITY else 90)
    checked = row["identity_verified_at"]
    return checked is not None and bool(row["created_at"] - valid <= checked <= row["created_at"])


_PLAN = ("created_at", "solution_at", "resolved_at", "result_notified_at")


def _steps(row: Row) -> bool:
    times = [row[column] for column in _PLAN]
    return None not in times and times == sorted(times)


_STAGES = ("entered_at", "assigned_at", "substantive_response_at", "resolved_at", "result_notified_at")


def _enterprise(row: Row) -> bool:
    return bool(row["customer_type"] == "enterprise")


_RECORDED = ("customer_id", "contact", "content", "request_type", "urgency", "intake_id")
_AUTO = ("auto_type", "auto_urgency", "auto_complexity")
_MARKS = ("urgency", "complexity", "major")
_LEDGER = ("content", "assigned_team", "handler_id", "owner_id")
_CH, _TYPE = ("channel",), ("request_type",)

_CONDITIONS: Mapping[str, tuple[Sequence[str], Any, Sequence[str], Any]] = {
    "request-intake.recorded": (_CH, _from_people, _RECORDED, _filled(*_RECORDED)),
    "first-contact-ownership.owner-is-first-contact": (_CH, _from_people, (), _owned),
    "first-contact-ownership.owner-closes": (
        _CH,
        lambda row: _from_people(row) and _closed(row),
        (),
        lambda row: row["owner_id"] is not None and row["closed_by_id"] == row["owner_id"],
    ),
    "request-classification.automatic": (
        (),
        _all,
        (),
        lambda row: _filled(*_AUTO)(row) and row["classified_by"] == "system",
    ),
    "request-classification.technical-recognised": (
        (),
        _among("issue_domain", "technical", otherwise=""),
        (),
        _recognised,
    ),
    "request-classification.marks-kept-apart": ((), _all, _MARKS, _filled(*_MARKS)),
    "request-classification.complex-by-rule": (
        (),
        lambda row: (row["transfers"] or 0) >= 2,  # noqa: PLR2004 - the limit of the clause
        (),
        lambda row: row["complexity"] in {"complex", "special"},
    ),
    "problem-categories.named": ((), _all, ("category",), _filled("category")),
    "request-dispatch.right-post": ((), _among("request_type", *_POSTS), (), _right_post),
    "request-dispatch.technical-team": (
        (),
        _among("request_type", "technical"),
        (),
        lambda row: row["handler_role"] == "technical",
    ),
    "request-dispatch.skill-fits": (
        (),
        _filled("assigned_at"),
        (),
        lambda row: row["required_skill"] is not None and row["handler_skill"] == row["required_skill"],
    ),
    "intake-order.times-in-order": ((), _filled("classified_at", "assigned_at"), (), _in_order),
    "queue-order.complaint-to-specialist": (
        (),
        _among("request_type", "complaint"),
        (),
        lambda row: row["handler_role"] == "agent",
    ),
    "fewer-handovers.most-transfers": (
        (),
        _all,
        (),
        lambda row: None if row["transfers"] is None else row["transfers"] <= 3,  # noqa: PLR2004 - the limit
    ),
    "enterprise-requests.kind-recorded": (_CH, _from_people, (), _filled("customer_type")),
    "enterprise-requests.identity-verified": ((), _enterprise, (), _identified),
    "enterprise-requests.steps-in-order": ((), lambda row: _enterprise(row) and _closed(row), _PLAN, _steps),
    "service-steps.every-stage": (
        (),
        lambda row: _closed(row) and row["resolution_code"] not in {"withdrawn", "duplicate"},
        _STAGES,
        _filled(*_STAGES),
    ),
    "service-steps.process-of-type": (
        (),
        _filled("request_type"),
        (),
        lambda row: row["process_id"] == PROCESSES[row["request_type"]],
    ),
    "service-steps.ledger-open": (_CH, _from_people, _LEDGER, _filled(*_LEDGER)),
    "service-steps.ledger-closed": ((), _closed, (), _filled("resolution_code")),
}
"""Clause -> columns of the scope, the scope, columns that must be readable, what has to hold."""


def _always(**time: float) -> Sequence[tuple[date, timedelta]]:
    return ((ISSUED, timedelta(**time)),)


_DEADLINES: Mapping[str, tuple[Callable[[Row], bool | None], str, Sequence[tuple[date, timedelta]]]] = {
    "request-intake.entered-online": (_among("channel", *_ONLINE), "entered_at", _always(minutes=1)),
    "request-intake.entered-at-desk": (
        _among("channel", *_DESK),
        "entered_at",
        ((ISSUED, timedelta(minutes=15)), (REVISED, timedelta(minutes=10))),
    ),
    "live-response.phone-and-counter": (
        _among("channel", "phone", "counter"),
        "first_response_at",
        _always(minutes=3),
    ),
    "live-response.chat": (_among("channel", "chat"), "first_response_at", _always(minutes=5)),
    "request-classification.in-time": (_all, "classified_at", _always(minutes=5)),
    "request-dispatch.urgent-assigned": (
        _among("urgency", "critical", "high", otherwise="normal"),
        "assigned_at",
        _always(minutes=5),
    ),
    "request-dispatch.others-assigned": (
        _among("urgency", "normal", "low", otherwise="normal"),
        "assigned_at",
        _always(minutes=15),
    ),
    "queue-order.complaint-assigned": (_among("request_type", "complaint"), "assigned_at", _always(minutes=5)),
}


def judge_intake_targets(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every month."""
    rows = tables["requests"].rows
    judged = {clause: _months(rows, *target) for clause, target in _TARGETS.items()}
    judged["request-intake.channels"] = _channels(rows)
    return judged


def _months(
    rows: Sequence[Row],
    at: str,
    bounds: Callable[[Sequence[Row]], Sequence[float]],
    meets: Callable[[float, date], bool],
) -> dict[GroupKey, Verdict]:
    groups: dict[date, list[Row]] = {}
    for row in rows:
        month = period_of(row[at], "month") if row[at] is not None else None
        if month is not None:
            groups.setdefault(month, []).append(row)
    verdicts: dict[GroupKey, Verdict] = {}
    for month, members in groups.items():
        met = {meets(value, month) for value in bounds(members)}
        verdicts[month, ()] = "undecided" if len(met) != 1 else "compliant" if met.pop() else "noncompliant"
    return verdicts


def _share(
    of: Callable[[Row], bool | None], scope: Callable[[Row], bool] = _all
) -> Callable[[Sequence[Row]], list[float]]:
    """Lowest and highest share: an unknown answer counts as no, then as yes."""

    def bounds(rows: Sequence[Row]) -> list[float]:
        found = [of(row) for row in rows if scope(row)]
        return [(found.count(True) + unknown) / len(found) for unknown in (0, found.count(None))]

    return bounds


def _known(row: Row, column: str) -> Any:
    return None if isinstance(row[column], Unreadable) else row[column]


def _equal(column: str, value: Callable[[Row], Any]) -> Callable[[Row], bool | None]:
    return lambda row: None if _known(row, column) is None else bool(row[column] == value(row))


def _wait(rows: Iterable[Row]) -> float:
    return mean((row["assigned_at"] - row["created_at"]).total_seconds() for row in rows)


def _queue(first: Callable[[Row], bool], scope: Callable[[Row], bool]) -> Callable[[Sequence[Row]], list[float]]:
    def bounds(rows: Sequence[Row]) -> list[float]:
        waiting = [row for row in rows if row["assigned_at"] is not None and row["request_type"] and scope(row)]
        return [_wait(r for r in waiting if first(r)) / _wait(r for r in waiting if not first(r))]

    return bounds


def _took(rows: Sequence[Row]) -> list[float]:
    solved = [row for row in rows if isinstance(row["resolved_at"], datetime)]
    return [median((row["resolved_at"] - row["created_at"]).total_seconds() for row in solved)]


def _most(limit: float) -> Callable[[float, date], bool]:
    return lambda value, _: value <= limit


def _least(before: float, since: float) -> Callable[[float, date], bool]:
    return lambda value, month: value >= (before if month < REVISED else since)


def _is_complaint(row: Row) -> bool:
    return bool(row["request_type"] == "complaint")


_TARGETS: Mapping[str, tuple[str, Any, Any]] = {
    "first-contact-ownership.few-handovers": ("created_at", _share(_filled("owner_handover_at")), _most(0.05)),
    "problem-categories.few-others": ("created_at", _share(_equal("category", lambda _: "other")), _most(0.08)),
    "problem-categories.recognised": (
        "created_at",
        _share(_equal("category", lambda row: row["final_category"]), _filled("final_category")),
        _least(0.85, 0.9),
    ),
    "request-dispatch.by-system": (
        "created_at",
        _share(_equal("assigned_by", lambda _: "system"), _filled("assigned_at")),
        _least(0.75, 0.85),
    ),
    "queue-order.complaints-first": ("created_at", _queue(_is_complaint, _all), _most(1)),
    "queue-order.high-value-next": (
        "created_at",
        _queue(lambda row: row["value_tier"] == "high", lambda row: not _is_complaint(row)),
        _most(1),
    ),
    "fewer-handovers.mean-transfers": (
        "created_at",
        lambda rows: [mean(row["transfers"] for row in rows if row["transfers"] is not None)],
        _most(0.35),
    ),
    "fewer-handovers.few-duplicates": (
        "closed_at",
        _share(_equal("resolution_code", lambda _: "duplicate")),
        _most(0.03),
    ),
    "fewer-handovers.lead-time": ("created_at", _took, _most(36 * 3600)),
}
"""Clause -> time that decides the month, lowest and highest value of some requests, whether a value meets the limit."""


def _channels(rows: Sequence[Row]) -> dict[GroupKey, Verdict]:
    """Every channel in every month; January 2026 is still running when the export is made."""
    asked = {"phone", "email", "chat", "web", "app", "social", "counter"}
    verdicts: dict[GroupKey, Verdict] = {(date(2026, 1, 1), ()): "undecided"}
    for month in MONTHS:
        used = [row["channel"] for row in rows if period_of(row["created_at"], "month") == month]
        doubtful = any(isinstance(cell, Unreadable) for cell in used)
        lacking = asked - {cell for cell in used if isinstance(cell, str)}
        verdicts[month, ()] = "compliant" if not lacking else "undecided" if doubtful else "noncompliant"
    return verdicts
