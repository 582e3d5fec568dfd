"""Judges what is monitored, assessed and scored in plain Python, by the words of the clauses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from generator.tables import Row, Table, Unreadable

_REVISED = date(2025, 7, 1)
_DAY = timedelta(days=1)
_LATER_WEIGHTS = {"satisfaction": 0.3, "response": 0.2, "solving": 0.2, "conformity": 0.2, "staff": 0.1}
_EARLIER_WEIGHTS = {"satisfaction": 0.3, "response": 0.2, "solving": 0.3, "conformity": 0.1, "staff": 0.1}
_PARTS = tuple(_EARLIER_WEIGHTS)
_STANDARDS = ("first-response", "call-answering", "service-coverage", "customer-satisfaction")
"""Standards of the handbook that the samples name."""
_ROUNDING = 0.1
_PASS_MARK, _LOW_TOTAL, _LOW_CHECK = 75, 80, 70
_REWARD_FROM, _PENALTY_BELOW = 90, 80
Answer = Callable[[Row], bool | None]
Judged = list[tuple[Row, Any]]


def judge_monitored(tables: Mapping[str, Table]) -> dict[str, Judged]:
    """Record clause -> every row of its export with its state."""
    judged: dict[str, Judged] = {}
    for clause, (export, columns, scope, holds) in _CONDITIONS.items():
        judged[clause] = [(row, _condition(row, columns, scope, holds)) for row in tables[export].rows]
    for clause, (export, scope, start, end, limit) in _CLOCKS.items():
        now = _now(tables[export])
        judged[clause] = [(row, _timed(row, scope, (start, end), limit, now)) for row in tables[export].rows]
    if "shifts" in tables:
        judged["service-monitoring.on-each-shift"] = _watched(tables["shifts"].rows)
    return judged | _partners(tables)


# Conditions


def _filled(*columns: str) -> Answer:
    return lambda row: all(row[column] is not None for column in columns)


def _written(column: str) -> Answer:
    return lambda row: bool(row[column])


def _every(*columns: str) -> Answer:
    def ask(row: Row) -> bool | None:
        cells = [row[column] for column in columns]
        return False if False in cells else None if None in cells else True

    return ask


def _compare(column: str, meets: Callable[[Row], bool]) -> Answer:
    return lambda row: None if row[column] is None else meets(row)


def always(_: Row) -> bool | None:
    """Every row."""
    return True


def holds_value(column: str, value: object) -> Answer:
    """The cell holds a value."""
    return lambda row: bool(row[column] == value)


def _weighted(total: str, parts: Callable[[Row], Mapping[str, float]]) -> Answer:
    def ask(row: Row) -> bool | None:
        weights = parts(row)
        if row[total] is None or any(row[part] is None for part in weights):
            return None
        value = sum(row[part] * weight for part, weight in weights.items())
        return bool(abs(row[total] - value) <= _ROUNDING)

    return ask


def _weights(row: Row) -> Mapping[str, float]:
    return _LATER_WEIGHTS if row["period"] >= _REVISED else _EARLIER_WEIGHTS


def _grade(row: Row) -> bool | None:
    score = row["service_score"]
    bands = {"A": score >= 90, "B": 80 <= score < 90, "C": 70 <= score < 80, "D": score < 70}  # noqa: PLR2004
    return bands[row["grade"]]


def _rewarded(row: Row) -> bool | None:
    return bool(row["reason"]) and row["service_score"] >= _REWARD_FROM


def _punished(row: Row) -> bool | None:
    return bool(row["reason"]) and row["conformity_score"] < _PENALTY_BELOW


def _by_group(row: Row) -> bool | None:
    return bool(row["group_id"])


def process_by_group(row: Row) -> bool | None:
    """An inspection of the process by the supervision group."""
    return bool(row["group_id"]) and row["object"] == "process"


def _low_check(row: Row) -> bool | None:
    return None if row["score"] is None else bool(row["score"] < _LOW_CHECK)


_DEPARTMENTS = ("has_service", "has_operations", "has_quality")
_ITEMS = ("item_response", "item_efficiency", "item_satisfaction")
_JUDGED = ("procedure_ok", "record_ok", "answer_ok", "score")
_DIMENSIONS = ("score_quality", "score_efficiency", "score_attitude", "score_innovation")
_CRITERIA = ("score_response", "score_completeness", "score_transparency", "score_result")
_RATED = ("score_attitude", "score_professional", "score_communication", "score_solving", "score_customer_focus")
_FIGURES = ("response_hours", "solved_share", "survey_mean")
_SHARES: Mapping[str, float] = {"evaluation_score": 0.5, "survey_mean": 0.3 * 20, "conformity_score": 0.2}
_SERVICE = holds_value("kind", "service")

_CONDITIONS: Mapping[str, tuple[str, tuple[str, ...], Answer, Answer]] = {
    "inspection-manner.three-departments": ("inspections", _DEPARTMENTS, _by_group, _every(*_DEPARTMENTS)),
    "inspection-manner.items": ("inspections", _ITEMS, process_by_group, _every(*_ITEMS)),
    "inspection-manner.basis": ("inspections", ("basis",), always, _written("basis")),
    "rewards-and-promotion.promotion-named": (
        "performance",
        ("promotion_basis",),
        holds_value("promoted", value=True),
        _written("promotion_basis"),
    ),
    "finding-correction.inspection-action": (
        "inspections",
        ("action_id",),
        lambda row: (row["findings"] or 0) > 0,
        _written("action_id"),
    ),
    "finding-correction.low-score-action": ("quality-checks", ("action_id",), _low_check, _written("action_id")),
    "agent-quality-checks.all-items": ("quality-checks", _JUDGED, always, _filled(*_JUDGED)),
    "agent-quality-checks.not-by-oneself": (
        "quality-checks",
        ("monitor_id", "agent_id"),
        always,
        _compare("monitor_id", lambda row: row["monitor_id"] != row["agent_id"]),
    ),
    "agent-kpis.measured": ("performance", _FIGURES, always, _filled(*_FIGURES)),
    "staff-assessment.not-by-oneself": (
        "assessments",
        ("assessor_id", "staff_id"),
        always,
        _compare("assessor_id", lambda row: row["assessor_id"] != row["staff_id"]),
    ),
    "staff-assessment.one-pass-mark": (
        "assessments",
        ("passed", "score_total"),
        _SERVICE,
        _compare("passed", lambda row: row["passed"] == (row["score_total"] >= _PASS_MARK)),
    ),
    "assessment-content.dimensions": ("assessments", _DIMENSIONS, _SERVICE, _filled(*_DIMENSIONS)),
    "assessment-content.criteria": ("assessments", _CRITERIA, _SERVICE, _filled(*_CRITERIA)),
    "assessment-content.customers-view": ("assessments", ("survey_score",), _SERVICE, _filled("survey_score")),
    "assessment-content.supervision-rating": (
        "assessments",
        (*_RATED, "survey_score"),
        holds_value("kind", "supervision"),
        _filled(*_RATED, "survey_score"),
    ),
    "assessment-results.conformity": ("performance", ("conformity_score",), always, _filled("conformity_score")),
    "assessment-results.service-score": (
        "performance",
        ("service_score", *_SHARES),
        always,
        _weighted("service_score", lambda _: _SHARES),
    ),
    "assessment-results.grade": ("performance", ("grade", "service_score"), always, _grade),
    "rewards-and-promotion.reward": (
        "performance",
        ("service_score", "reason"),
        lambda row: (row["reward"] or 0) > 0,
        _rewarded,
    ),
    "rewards-and-promotion.penalty": (
        "performance",
        ("conformity_score", "reason"),
        lambda row: (row["penalty"] or 0) > 0,
        _punished,
    ),
    "quality-score.five-parts": ("quality-scores", _PARTS, always, _filled(*_PARTS)),
    "quality-score.nps": ("quality-scores", ("nps",), always, _filled("nps")),
    "quality-score.total": ("quality-scores", ("total", *_PARTS), always, _weighted("total", _weights)),
    "quality-score.low-score-action": (
        "quality-scores",
        ("action_id",),
        lambda row: bool(row["total"] < _LOW_TOTAL),
        _written("action_id"),
    ),
}
"""Clause -> export, columns that decide besides those of the scope, scope, what has to hold."""


def _condition(row: Row, columns: Sequence[str], scope: Answer, holds: Answer) -> str:
    asked = scope(row)
    if asked is False:
        return "out_of_scope"
    if asked is None or any(isinstance(row[column], Unreadable) for column in columns):
        return "undecided"
    answer = holds(row)
    return "undecided" if answer is None else "kept" if answer else "breached"


# Limits in time


def moment_of(cell: Any) -> datetime | None:
    """A day counts from its first moment."""
    if isinstance(cell, datetime):
        return cell
    return datetime.combine(cell, time.min) if isinstance(cell, date) else None


def _now(table: Table) -> datetime:
    moments = [moment_of(cell) for row in table.rows for cell in row.values()]
    return max(moment for moment in moments if moment is not None)


_CLOCKS: Mapping[str, tuple[str, Answer, str, str, Callable[[datetime], timedelta]]] = {
    "finding-correction.inspection-corrected": (
        "inspections",
        lambda row: (row["findings"] or 0) > 0,
        "date",
        "corrected_on",
        lambda start: 10 * _DAY if start.date() >= _REVISED else 15 * _DAY,
    ),
    "finding-correction.check-corrected": (
        "quality-checks",
        _written("finding"),
        "checked_at",
        "corrected_at",
        lambda _: _DAY,
    ),
    "service-monitoring.prompt": (
        "quality-checks",
        always,
        "contact_at",
        "checked_at",
        lambda start: _DAY if start.date() >= _REVISED else 2 * _DAY,
    ),
    "staff-assessment.retrained": (
        "assessments",
        lambda row: row["kind"] == "service" and row["passed"] is False,
        "assessed_on",
        "training_on",
        lambda _: 30 * _DAY,
    ),
}
"""Clause -> export, scope, start, end, limit by the start."""


def _timed(
    row: Row, scope: Answer, ends: tuple[str, str], limit: Callable[[datetime], timedelta], now: datetime
) -> str:
    if not scope(row):
        return "out_of_scope"
    start, end = moment_of(row[ends[0]]), moment_of(row[ends[1]])
    if start is None:
        return "undecided"
    due = start + limit(start)
    if end is None:
        return "breached" if now > due else "pending"
    return "undecided" if end < start else "breached" if end > due else "kept"


# Partners


def _partners(tables: Mapping[str, Table]) -> dict[str, Judged]:
    performance, assessments = tables["performance"], tables["assessments"]
    checks, requests = tables["quality-checks"], tables["requests"]
    by_person, of_service = ("staff_id",), _SERVICE
    return {
        "agent-quality-checks.every-agent": _within(
            (performance, "period", by_person, always), (checks, "checked_at", ("agent_id",), always), 31
        ),
        "staff-assessment.quarterly": _within(
            (performance, "period", by_person, always), (assessments, "assessed_on", by_person, of_service), 92
        ),
        "staff-assessment.internal-rating": _within(
            (performance, "period", by_person, always),
            (assessments, "assessed_on", by_person, holds_value("kind", "internal")),
            92,
        ),
        "assessment-results.counted": _within(
            (assessments, "assessed_on", ("staff_id", "score_total"), of_service),
            (performance, "period", ("staff_id", "evaluation_score"), always),
            -31,
        ),
        "agent-kpis.everybody": _within(
            (requests, "created_at", ("handler_id",), _written("handler_id")),
            (performance, "period", by_person, always),
            -31,
        ),
        "rewards-and-promotion.promotion-earned": _known(
            performance,
            ("staff_id", "promotion_basis"),
            lambda row: row["promoted"] is True and bool(row["promotion_basis"]),
            [(row["staff_id"], row["assessment_id"]) for row in assessments.rows if row["passed"] is True],
        ),
        "inspection-manner.basis-known": _known(
            tables["inspections"], ("basis",), _written("basis"), [(name,) for name in _STANDARDS]
        ),
        "service-monitoring.request-known": _known(
            checks, ("request_id",), _written("request_id"), [(row["request_id"],) for row in requests.rows]
        ),
        "service-monitoring.call-known": _known(
            checks,
            ("request_id",),
            lambda row: row["channel"] == "phone" and bool(row["request_id"]),
            [(row["request_id"],) for row in tables["calls"].rows],
        ),
    }


def _watched(shifts: Sequence[Row]) -> Judged:
    """At the time a service shift begins, a monitor begins as well, in person or by a stand-in."""
    there = {
        row["starts_at"]
        for row in shifts
        if row["post"] == "monitor" and (row["present"] is True or row["replaced_at"] is not None)
    }
    return [
        (row, ("kept" if row["starts_at"] in there else "breached") if row["post"] == "service" else "out_of_scope")
        for row in shifts
    ]


Side = tuple[Table, str, tuple[str, ...], Answer]
"""A table, the time of its rows, the columns of the key, and which rows are meant."""


def _within(own: Side, other: Side, days: int) -> Judged:
    """A partner at most so many days later, or earlier where the number is below zero."""
    table, at, key, scope = own
    theirs, their_at, their_key, meant = other
    now = min(_now(table), _now(theirs))
    times: dict[tuple[Any, ...], list[datetime]] = {}
    for row in theirs.rows:
        moment = moment_of(row[their_at])
        if meant(row) and moment is not None:
            times.setdefault(tuple(row[column] for column in their_key), []).append(moment)
    judged: Judged = []
    for row in table.rows:
        start = moment_of(row[at])
        if scope(row) is False:
            judged.append((row, "out_of_scope"))
        elif start is None or any(isinstance(row[column], Unreadable) for column in key):
            judged.append((row, "undecided"))
        else:
            first, last = sorted((start, start + days * _DAY))
            found = any(first <= moment <= last for moment in times.get(tuple(row[column] for column in key), ()))
            judged.append((row, "kept" if found else "breached" if now > last else "pending"))
    return judged


def _known(table: Table, key: tuple[str, ...], scope: Answer, partners: Iterable[tuple[Any, ...]]) -> Judged:
    there = set(partners)
    return [
        (row, ("kept" if tuple(row[c] for c in key) in there else "breached") if scope(row) else "out_of_scope")
        for row in table.rows
    ]
