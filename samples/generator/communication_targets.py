"""How often and how much, by the words of the clauses on communication and surveys."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from generator.communication_oracle import cell, observe_records
from generator.customer_judging import moment_of
from generator.days import period_of
from generator.house import TEAMS
from generator.ledger import GroupKey, Ledger
from generator.tables import Row, Table, Unreadable

Verdict = Literal["compliant", "noncompliant", "undecided"]
Value = Callable[[list[Row]], float | None]
Scope = Callable[[Row], bool]
Doubtful = Callable[[Row], bool | None]
_FIRST, _REVISED = date(2025, 1, 1), date(2025, 7, 1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_FEWEST, _SATISFIED, _DISSATISFIED = 10, 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """So many records, or all of some values, in each period; for each team where `by` says so."""

    export: str
    at: str
    every: str
    least: tuple[int, int] = (1, 1)
    """In the first and in the second half of the year."""
    covers: tuple[str, tuple[str, ...]] | None = None
    by: str | None = None
    scope: Scope = lambda _: True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """A value of each group and period between two bounds."""

    export: str
    at: str
    every: str
    value: Value
    low: tuple[float, float] = (float("-inf"), float("-inf"))
    high: tuple[float, float] = (float("inf"), float("inf"))
    by: str | None = None
    scope: Doubtful = lambda _: True
    counts: Scope = lambda _: True
    """Which records have a value: there must be enough of them."""
    fewest: int = _FEWEST
    unknown: Value | None = None
    """By how much the value of all would be greater if everything that is not known were as it should be."""


def judge_communication_targets(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every group and period."""
    verdicts = {clause: _counted(asked, tables[asked.export]) for clause, asked in _COUNTS.items()}
    verdicts |= {clause: _measured(asked, tables[asked.export].rows) for clause, asked in _MEASURES.items()}
    verdicts["satisfaction-dimensions.feeds-quality-score"] = _fed(tables["quality-scores"], tables["surveys"])
    return verdicts


def observe_communication(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Notes what is found in exports of others, and the periods that still run."""
    observe_records(tables, ledger)
    for clause, verdicts in judge_communication_targets(tables).items():
        for (period, by), verdict in verdicts.items():
            if verdict != "compliant":
                ledger.group(clause, verdict, period, *by)


def _half(period: date | None, pair: tuple[Any, Any]) -> Any:
    return pair[period is not None and period >= _REVISED]


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else value


def _counted(asked: _Count, table: Table) -> dict[GroupKey, Verdict]:
    now = _now(table)
    dated = [row for row in table.rows if isinstance(row[asked.at], date)]
    first = period_of(max(min(_day(row[asked.at]) for row in dated), _FIRST), asked.every)
    found: dict[GroupKey, list[Row]] = {}
    for row in dated:
        if asked.scope(row):
            key = (period_of(_day(row[asked.at]), asked.every), _by(row, asked.by))
            found.setdefault(key, []).append(row)
    names = {by for _, by in found} if asked.by else {()}
    verdicts: dict[GroupKey, Verdict] = {}
    period = first
    while period is not None and moment_of(period) <= now:
        after = _next(period, asked.every)
        for by in names:
            enough = _enough(asked, period, found.get((period, by), []))
            over = moment_of(after) <= now
            verdicts[period, by] = "compliant" if enough else "noncompliant" if over else "undecided"
        period = after
    return verdicts


def _now(table: Table) -> datetime:
    """The newest time of something that happened; what was planned is no sign that a day has come."""
    days = (cell for row in table.rows for name, cell in row.items() if name not in table.planned)
    return table.newest() or moment_of(max(day for day in days if isinstance(day, date)))


def _by(row: Row, column: str | None) -> tuple[str, ...]:
    return () if column is None else (row[column],)


def _next(period: date, every: str) -> date:
    month = period.month - 1 + _MONTHS[every]
    return date(period.year + month // 12, month % 12 + 1, 1)


def _enough(asked: _Count, period: date, rows: list[Row]) -> bool:
    if asked.covers is None:
        return len(rows) >= _half(period, asked.least)
    column, values = asked.covers
    return {row[column] for row in rows} >= set(values)


def _measured(asked: _Measure, rows: Iterable[Row]) -> dict[GroupKey, Verdict]:
    groups: dict[GroupKey, list[Row]] = {}
    for row in rows:
        if isinstance(row[asked.at], date) and asked.scope(row) is not False:
            column = asked.by
            by = () if column is None else (cell(row, column),)
            groups.setdefault((period_of(_day(row[asked.at]), asked.every), by), []).append(row)
    verdicts: dict[GroupKey, Verdict] = {}
    for (period, by), perhaps in groups.items():
        members = [row for row in perhaps if asked.scope(row)]
        counted = [row for row in members if asked.counts(row)]
        value = asked.value(members if asked.unknown else counted) if len(counted) >= max(asked.fewest, 1) else None
        more = (asked.unknown(members) if asked.unknown and members else 0.0) or 0.0
        low, high = _half(period, asked.low), _half(period, asked.high)
        if value is None or (low <= value <= high) != (low <= value + more <= high):
            verdicts[period, by] = "undecided"
        else:
            verdicts[period, by] = "compliant" if low <= value <= high else "noncompliant"
    return verdicts


def _fed(scores: Table, surveys: Table) -> dict[GroupKey, Verdict]:
    """The part on satisfaction against the share of satisfied answers; a month that lacks one of them is open."""
    given: dict[GroupKey, list[float]] = {}
    for row in surveys.rows:
        if row["answered_at"] is not None:
            answers = given.setdefault((period_of(row["sent_at"], "month"), (row["team"],)), [])
            answers += [] if row["score_overall"] is None else [row["score_overall"]]
    held: dict[GroupKey, float] = {(row["period"], (row["team"],)): row["satisfaction"] for row in scores.rows}
    verdicts: dict[GroupKey, Verdict] = {}
    for key in held.keys() | given.keys():
        answers = given.get(key, [])
        if key not in held or not answers:
            verdicts[key] = "undecided"
        else:
            gap = held[key] - 100 * sum(score >= _SATISFIED for score in answers) / len(answers)
            verdicts[key] = "compliant" if -0.5 <= gap <= 0.5 else "noncompliant"  # noqa: PLR2004
    return verdicts


def _mean(column: str) -> Value:
    return lambda rows: sum(row[column] for row in rows) / len(rows)


def _share(of: Scope) -> Value:
    return lambda rows: sum(of(row) for row in rows) / len(rows)


def _seconds(row: Row, column: str) -> float:
    return float((row[column] - row["created_at"]).total_seconds())


def _waiting(rows: list[Row]) -> float | None:
    whole = sum(_seconds(row, "resolved_at") for row in rows)
    return sum(_seconds(row, "first_response_at") for row in rows) / whole if whole else None


def _timed(row: Row) -> bool:
    times = [cell(row, name) for name in ("assigned_team", "first_response_at", "resolved_at")]
    return None not in times and row["first_response_at"] >= row["created_at"] <= row["resolved_at"]


def _answered(row: Row) -> bool:
    return row["answered_at"] is not None


def _has(column: str) -> Scope:
    return lambda row: cell(row, column) is not None


def _mine(row: Row) -> bool:
    return row["direction"] == "out" and row["reason"] in {"proactive", "maintenance", "welcome", "winback"}


def _decided_attitude(row: Row) -> bool:
    score = row["score_attitude"]
    return _answered(row) and score is not None and (score >= _SATISFIED or score <= _DISSATISFIED)


def _closed_online(row: Row) -> bool | None:
    """Unknown of a request whose channel nobody can read."""
    if not isinstance(row["closed_at"], datetime) or row["resolution_code"] in {"withdrawn", "duplicate"}:
        return False
    return None if isinstance(row["channel"], Unreadable) else row["channel"] in {"web", "app"}


_CONTACTS = {"export": "contacts", "at": "started_at", "every": "month"}
_SURVEY: dict[str, Any] = {"export": "surveys", "at": "sent_at", "every": "quarter"}
_OF_TEAM: dict[str, Any] = _SURVEY | {"by": "team"}
_COUNTS: Mapping[str, _Count] = {
    "proactive-service.proactive": _Count(**_CONTACTS, least=(10, 10), scope=_mine),
    "communication-channels.six-channels": _Count(
        **_CONTACTS, covers=("channel", ("phone", "email", "sms", "chat", "social", "visit"))
    ),
    "communication-channels.online": _Count(
        **_CONTACTS, covers=("channel", ("web", "app", "chat", "social")), scope=lambda row: row["direction"] == "in"
    ),
    "communication-channels.offline": _Count(**_CONTACTS, covers=("channel", ("counter", "outlet", "visit"))),
    "service-wording.scripts": _Count(
        export="procedures",
        at="issued_on",
        every="year",
        covers=("channel", ("phone", "email", "chat")),
        scope=lambda row: row["kind"] == "guide" and row["area"] == "reception",
    ),
    "knowledge-base.kinds": _Count(
        export="knowledge-articles",
        at="updated_on",
        every="year",
        covers=("kind", ("faq", "solution", "answer", "product")),
        scope=lambda row: row["active"],
    ),
    "survey-rounds.every-team": _Count(
        export="surveys", at="sent_at", every="month", least=(10, 12), by="team", scope=_has("team")
    ),
    "survey-rounds.ways": _Count(
        **_SURVEY, covers=("method", ("questionnaire", "interview", "rating")), scope=_answered
    ),
    "survey-rounds.analysed": _Count(
        export="reviews",
        at="date",
        every="quarter",
        scope=lambda row: row["kind"] == "satisfaction-analysis" and row["uses_survey"] is True,
    ),
    "survey-rounds.acted-on": _Count(
        export="improvement-actions",
        at="opened_at",
        every="quarter",
        least=(3, 3),
        scope=lambda row: (
            row["source"] in {"survey", "feedback"} and _has("metric_before")(row) and _has("metric_after")(row)
        ),
    ),
    "response-mechanism.improved": _Count(
        export="improvement-actions", at="opened_at", every="quarter", scope=lambda row: row["metric"] == "response"
    ),
    "outlets-and-teams.kinds": _Count(
        export="outlets",
        at="snapshot_date",
        every="quarter",
        covers=("kind", ("centre", "outlet", "onsite")),
        scope=lambda row: row["active"],
    ),
    "outlets-and-teams.four-teams": _Count(
        export="staff",
        at="snapshot_date",
        every="quarter",
        covers=("team", TEAMS),
        scope=lambda row: row["left_on"] is None,
    ),
}
_MEASURES: Mapping[str, _Measure] = {
    "communication-channels.self-service": _Measure(
        export="requests",
        at="closed_at",
        every="quarter",
        by="channel",
        low=(0.95, 0.95),
        value=_share(lambda row: row["resolution_code"] in {"solved", "workaround"}),
        scope=_closed_online,
        counts=_has("resolution_code"),
        unknown=_share(lambda row: cell(row, "resolution_code") is None),
    ),
    "communication-channels.touchpoint-rating": _Measure(
        **_SURVEY, by="channel", low=(4, 4), value=_mean("score_overall"), scope=_answered, counts=_has("score_overall")
    ),
    "service-wording.opening": _Measure(
        export="quality-checks",
        at="checked_at",
        every="quarter",
        by="channel",
        low=(0.95, 0.95),
        value=_share(lambda row: row["greeting_ok"] and row["script_ok"]),
    ),
    "service-wording.uniform": _Measure(
        export="quality-checks",
        at="checked_at",
        every="quarter",
        by="channel",
        low=(85, 85),
        value=_mean("score"),
        counts=_has("score"),
    ),
    "knowledge-base.used": _Measure(
        export="requests",
        at="created_at",
        every="month",
        low=(0.3, 0.35),
        value=_share(lambda row: row["article_id"] is not None),
        scope=lambda row: row["request_type"] == "enquiry" and row["closed_at"] is not None,
        fewest=1,
    ),
    "satisfaction-dimensions.attitude": _Measure(
        **_OF_TEAM,
        low=(0.95, 0.95),
        value=_share(lambda row: row["score_attitude"] >= _SATISFIED),
        scope=_decided_attitude,
    ),
    "satisfaction-dimensions.speed": _Measure(
        export="requests",
        at="created_at",
        every="quarter",
        by="assigned_team",
        high=(0.05, 0.05),
        value=_waiting,
        scope=_timed,
    ),
    "satisfaction-dimensions.solving": _Measure(
        **_OF_TEAM, low=(4, 4), value=_mean("score_solving"), scope=_answered, counts=_has("score_solving")
    ),
    "satisfaction-dimensions.completeness": _Measure(
        **_OF_TEAM,
        low=(0.95, 0.95),
        value=_share(lambda row: row["needs_met"]),
        scope=lambda row: _answered(row) and row["needs_met"] is not None,
    ),
    "satisfaction-dimensions.product": _Measure(
        **_SURVEY, low=(4, 3.8), value=_mean("score_product"), scope=_answered, counts=_has("score_product")
    ),
    "satisfaction-dimensions.after-sales": _Measure(
        **_SURVEY, low=(4, 3.8), value=_mean("score_aftersales"), scope=_answered, counts=_has("score_aftersales")
    ),
    "response-mechanism.speed-rated": _Measure(
        **_OF_TEAM, low=(4, 4), value=_mean("score_speed"), scope=_answered, counts=_has("score_speed")
    ),
    "call-analysis.talk-time": _Measure(
        export="calls",
        at="started_at",
        every="month",
        by="team",
        low=(120, 120),
        high=(480, 480),
        value=_mean("talk_seconds"),
        scope=lambda row: row["answered"] is True and row["team"] is not None,
        counts=_has("talk_seconds"),
    ),
    "call-analysis.other-share": _Measure(
        export="calls",
        at="started_at",
        every="month",
        high=(0.1, 0.1),
        value=_share(lambda row: row["problem_class"] == "other"),
        scope=_has("problem_class"),
        fewest=1,
    ),
}
