"""Judges targets, documents, notices and the ledger of standards in plain Python, by the words of the clauses."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from generator.days import period_of
from generator.law import ISSUED, REVISED, in_force
from generator.ledger import GroupKey
from generator.record_oracle import State
from generator.tables import Row, Table, Unreadable
from generator.target_oracle import Verdict

_KPIS = {"call-service-level", "team-response-time", "complaint-response-time", "resolution-rate"} | {
    *("requests-per-person-day", "abandoned-calls", "satisfaction-rate", "service-coverage")
}
_STANDARDS = {"first-response", "service-response", "resolution-and-closing", "complaint-handling", "call-answering"}
_OWNERS = {"service-agent", "first-contact", "complaint-officer", "technical-support", "knowledge-keeper"}
_REVISED_ONCE = {"2.0.0": {"complaint-handling", "call-answering", "resolution-and-closing", "standard-awareness"}} | {
    "1.1.0": {"service-targets", "document-upkeep"}
}
_LONGEST_STEP = 480
_ENTITLED = {"quality-committee", "management"}
_MEASURES = ("kpi", "operator", "value", "unit", "period", "data_source")
_WEIGHED = ("industry_weighed", "resources_weighed", "expectation_weighed")
_FLOW: Mapping[str, set[str]] = {
    "": {"need_studied"},
    "need_studied": {"drafted"},
    "drafted": {"approved", "returned"},
    "returned": {"drafted"},
    "approved": {"published"},
    "published": {"trained"},
    "trained": {"effective"},
    "effective": {"evaluated"},
    "evaluated": {"evaluated", "superseded", "retired"},
}
"""Event -> what may come next in the life of a version."""

Test = Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Every row in scope holds, from a day on."""

    export: str
    at: str
    holds: Test
    scope: Test = lambda _: True
    since: date = ISSUED


@dataclass(frozen=True, slots=True)
class _Term:
    """Every row in scope ends in time."""

    export: str
    start: str
    end: str
    days: Sequence[tuple[date, int]]
    scope: Test = lambda _: True


@dataclass(frozen=True, slots=True)
class _Cover:
    """All the values occur among the rows in scope, year by year."""

    export: str
    at: str
    column: str
    values: set[str]
    scope: Test = lambda _: True


def _there(*columns: str) -> Test:
    return lambda row: all(row[column] is not None for column in columns)


def _is(column: str, *values: str) -> Test:
    return lambda row: row[column] in values


def _in_pack(row: Row) -> bool:
    standard, version = row["standard_id"], row["version"]
    return version == "1.0.0" or standard in _REVISED_ONCE.get(version, set[str]())


def _proper_time(row: Row) -> bool:
    minutes = row["standard_minutes"] or 0
    return bool(0 < minutes <= _LONGEST_STEP)


_STEP, _APPROVED, _EVALUATED = _is("kind", "step"), _is("event", "approved"), _is("event", "evaluated")

_RULES: Mapping[str, _Rule] = {
    "service-targets.measurable": _Rule("service-targets", "set_on", _there(*_MEASURES)),
    "service-targets.base-stated": _Rule("service-targets", "set_on", _there("base"), _is("unit", "%"), REVISED),
    "service-targets.known-indicator": _Rule(
        "service-targets", "set_on", _is("kpi", *_KPIS), lambda row: row["family"] != "cost"
    ),
    "target-basis.based": _Rule("service-targets", "set_on", _there("basis", "basis_ref")),
    "target-basis.reference-checked": _Rule(
        "service-targets", "set_on", _there("basis_status"), _is("basis", "industry", "both")
    ),
    "target-basis.aligned": _Rule(
        "service-targets", "set_on", lambda row: row["strategy_goal"][:5] in {"ZL-25", "ZL-26"}
    ),
    "working-documents.norm": _Rule("procedures", "issued_on", _there("standard_id"), _STEP),
    "working-documents.standard-time": _Rule("procedures", "issued_on", _proper_time, _STEP),
    "working-documents.owner": _Rule("procedures", "issued_on", _there("owner")),
    "working-documents.standard-known": _Rule(
        "procedures", "issued_on", _is("standard_id", *_STANDARDS), _there("standard_id")
    ),
    "working-documents.owner-known": _Rule("procedures", "issued_on", _is("owner", *_OWNERS), _there("owner")),
    "working-documents.transition": _Rule(
        "procedures",
        "issued_on",
        lambda row: row["issued_on"] <= date(2025, 6, 30),
        lambda row: row["kind"] == "step" and row["version"] == "1" and row["business_change_on"] is None,
    ),
    "document-upkeep.reason-given": _Rule(
        "procedures", "issued_on", _there("change_reason"), lambda row: row["version"] != "1"
    ),
    "standard-awareness.before-effective": _Rule(
        "acknowledgements",
        "notified_at",
        lambda row: row["notified_at"] < datetime.combine(row["effective_on"], time.min),
        lambda row: not row["newcomer"],
    ),
    "standard-awareness.known-revision": _Rule("acknowledgements", "notified_at", _in_pack),
    "standard-setting.as-in-handbook": _Rule("standard-events", "at", _in_pack, _is("event", "effective")),
    "standard-setting.needs-studied": _Rule(
        "standard-events",
        "at",
        lambda row: row["basis"] in {"research", "interview", "data"} and row["basis_ref"] is not None,
        _APPROVED,
    ),
    "standard-setting.weighed": _Rule(
        "standard-events", "at", lambda row: all(row[column] for column in _WEIGHED), _APPROVED
    ),
    "standard-setting.classed": _Rule("standard-events", "at", _there("domain", "dimension"), _APPROVED),
    "standard-setting.approved-by": _Rule("standard-events", "at", _is("role", *_ENTITLED), _APPROVED),
    "standard-evaluation.outcome-stated": _Rule("standard-events", "at", _there("outcome", "basis_ref"), _EVALUATED),
}
_TERMS: Mapping[str, _Term] = {
    "document-upkeep.change-adopted": _Term(
        "procedures", "business_change_on", "change_adopted_on", ((ISSUED, 30),), _there("business_change_on")
    ),
    "document-upkeep.reviewed": _Term(
        "procedures",
        "issued_on",
        "reviewed_on",
        ((ISSUED, 180), (REVISED, 270)),
        lambda row: (
            row["retired_on"] is None
            or row["reviewed_on"] is not None
            or row["retired_on"] > row["issued_on"] + timedelta(days=180 if row["issued_on"] < REVISED else 270)
        ),
    ),
    "standard-awareness.acknowledged": _Term(
        "acknowledgements", "notified_at", "acknowledged_at", ((ISSUED, 14), (REVISED, 7))
    ),
    "standard-evaluation.adjusted": _Term(
        "standard-events",
        "at",
        "adjusted_at",
        ((ISSUED, 90), (REVISED, 45)),
        lambda row: row["event"] == "evaluated" and row["outcome"] == "adjust",
    ),
}


_DOCUMENT, _GUIDE, _PROCESS = ("procedures", "issued_on"), _is("kind", "guide"), _is("kind", "process")
_TARGET, _EVENT = ("service-targets", "set_on"), ("standard-events", "at")
_COVERS: Mapping[str, _Cover] = {
    "service-targets.objectives": _Cover(*_TARGET, "objective", {"experience", "efficiency", "relationship"}),
    "service-targets.indicators": _Cover(
        *_TARGET, "family", {"timeliness", "efficiency", "resolution", "satisfaction"}, _there("value")
    ),
    "service-targets.aims": _Cover(*_TARGET, "family", {"satisfaction", "efficiency", "cost", "communication"}),
    "document-coverage.steps": _Cover(
        *_DOCUMENT, "area", {"reception", "acceptance", "handling", "tracking", "reply", "callback"}, _STEP
    ),
    "document-coverage.guides": _Cover(*_DOCUMENT, "area", {"reception", "acceptance", "tracking", "reply"}, _GUIDE),
    "document-coverage.difficulties": _Cover(*_DOCUMENT, "difficulty", {"common", "complex", "special"}, _GUIDE),
    "document-coverage.processes": _Cover(
        *_DOCUMENT, "area", {"enquiry", "handling", "complaint", "after-sales"}, _PROCESS
    ),
    "document-coverage.customer-types": _Cover(*_DOCUMENT, "customer_type", {"enterprise", "individual"}, _PROCESS),
    "document-coverage.kinds": _Cover(
        *_DOCUMENT, "kind", {"process", "step", "guide", "manual", "faq", "duty", "form", "monitoring"}
    ),
    "standard-evaluation.sources": _Cover(*_EVENT, "basis", {"feedback", "score", "industry", "practice"}, _EVALUATED),
    "standard-evaluation.domains": _Cover(
        *_EVENT, "domain", {"process", "information", "satisfaction", "relationship", "complaints"}, _EVALUATED
    ),
    "standard-evaluation.dimensions": _Cover(
        *_EVENT, "dimension", {"content", "process", "conduct", "assessment"}, _EVALUATED
    ),
    "standard-evaluation.topics": _Cover(
        *_EVENT, "topic", {"qualification", "conformity", "measurability", "transparency"}, _EVALUATED
    ),
}


def judge_register_records(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every row, or every version of a standard by its first event, with its state."""
    judged = {clause: [(row, _held(rule, row)) for row in tables[rule.export].rows] for clause, rule in _RULES.items()}
    for clause, term in _TERMS.items():
        now = newest(tables[term.export].rows)
        judged[clause] = [(row, _timely(term, row, now)) for row in tables[term.export].rows]
    judged["working-documents.one-version"] = _one_version(tables["procedures"].rows)
    lives = _lives(tables["standard-events"].rows)
    judged["standard-setting.in-order"] = [(life[0], _in_order(life)) for life in lives]
    judged["standard-setting.two-pairs-of-eyes"] = [(life[0], _two_pairs(life)) for life in lives]
    return judged


def _day(cell: date) -> date:
    return cell.date() if isinstance(cell, datetime) else cell


def _moment(cell: date) -> datetime:
    return cell if isinstance(cell, datetime) else datetime.combine(cell, time.min)


def newest(rows: Sequence[Row]) -> datetime:
    """The newest time of something that happened: days of effect are planned."""
    return max(
        _moment(cell) for row in rows for name, cell in row.items() if isinstance(cell, date) and name != "effective_on"
    )


def _held(rule: _Rule, row: Row) -> State:
    if not rule.scope(row):
        return "out_of_scope"
    if _day(row[rule.at]) < rule.since:
        return "not_in_force"
    return "kept" if rule.holds(row) else "breached"


def _timely(term: _Term, row: Row, now: datetime) -> State:
    if not term.scope(row):
        return "out_of_scope"
    start, end = row[term.start], row[term.end]
    days = in_force(term.days, start)
    if days is None:
        return "not_in_force"
    if isinstance(end, Unreadable):
        return "undecided"
    due = _moment(start) + timedelta(days=days)
    if end is None:
        return "breached" if now > due else "pending"
    return "kept" if _moment(end) <= due else "breached"


def _one_version(rows: Sequence[Row]) -> list[tuple[Row, State]]:
    active = Counter(row["procedure_id"] for row in rows if row["retired_on"] is None)
    states: list[tuple[Row, State]] = []
    for row in rows:
        alone: State = "kept" if active[row["procedure_id"]] == 1 else "breached"
        states.append((row, "out_of_scope" if row["retired_on"] is not None else alone))
    return states


def _lives(rows: Sequence[Row]) -> list[list[Row]]:
    """The events of each version, in their order."""
    lives: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["at"], row["event_no"])):
        lives.setdefault((row["standard_id"], row["version"]), []).append(row)
    return list(lives.values())


def _in_order(life: Sequence[Row]) -> State:
    if _day(life[0]["at"]) < ISSUED:
        return "not_in_force"
    last = ""
    for row in life:
        if row["event"] not in _FLOW.get(last, set[str]()):
            return "breached"
        last = row["event"]
    return "kept" if last in {"superseded", "retired"} else "pending"


def _two_pairs(life: Sequence[Row]) -> State:
    if _day(life[0]["at"]) < ISSUED:
        return "not_in_force"
    drafted = {row["role"] for row in life if row["event"] == "drafted"}
    approved = {row["role"] for row in life if row["event"] == "approved"}
    return "breached" if drafted & approved else "kept"


def judge_register_groups(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every period, and of every standard or branch in it."""
    events = tables["standard-events"].rows
    verdicts = {clause: _covered(cover, tables[cover.export].rows) for clause, cover in _COVERS.items()}
    goals = tables["strategy-goals"].rows
    verdicts["target-basis.strategy-learns"] = _yearly(goals, "adopted_on", _there("improvement_ref"), None)
    verdicts["standard-evaluation.every-year"] = _yearly(events, "at", _EVALUATED, "standard_id")
    verdicts["standard-awareness.every-branch"] = _every_branch(tables)
    return verdicts


def _years(rows: Sequence[Row]) -> range:
    return range(ISSUED.year, newest(rows).year + 1)


def _verdict(*, met: bool, running: bool) -> Verdict:
    if met:
        return "compliant"
    return "undecided" if running else "noncompliant"


def _covered(cover: _Cover, rows: Sequence[Row]) -> dict[GroupKey, Verdict]:
    years = _years(rows)
    found = {
        year: {row[cover.column] for row in rows if cover.scope(row) and row[cover.at].year == year} for year in years
    }
    return {
        (date(year, 1, 1), ()): _verdict(met=cover.values <= found[year], running=year == years[-1]) for year in years
    }


def _yearly(rows: Sequence[Row], at: str, scope: Test, subject: str | None) -> dict[GroupKey, Verdict]:
    """At least once a year, of every subject that the rows name."""
    years = _years(rows)
    found = {((row[subject],) if subject else (), row[at].year) for row in rows if scope(row)}
    subjects: set[tuple[Any, ...]] = {(row[subject],) if subject else () for row in rows}
    return {
        (date(year, 1, 1), by): _verdict(met=(by, year) in found, running=year == years[-1])
        for year in years
        for by in subjects
    }


def _every_branch(tables: Mapping[str, Table]) -> dict[GroupKey, Verdict]:
    """Once a quarter for each branch that was there for the whole of it."""
    rows = tables["acknowledgements"].rows
    running = period_of(newest(rows), "quarter")
    found = {(period_of(row["notified_at"], "quarter"), row["branch"]) for row in rows}
    quarters = [date(2025, month, 1) for month in (1, 4, 7, 10)] + [date(2026, 1, 1)]
    return {
        (quarter, (row["branch"],)): _verdict(met=(quarter, row["branch"]) in found, running=quarter == running)
        for row in tables["branches"].rows
        for quarter in quarters
        if row["opened_on"] <= quarter
    }
