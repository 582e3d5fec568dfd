"""Judges the clauses on systems and data record by record, in plain Python and by their words."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from generator.customer_judging import Ask, Held, Paired, Question, State, Timed, judged_by
from generator.tables import Row, Table, Unreadable

_REVISED = date(2025, 7, 1)
_ROLES = {"systems-owner", "data-steward", "security-officer", "technical-support", "service-manager"}
_STANDARDS = {"first-response", "call-answering", "customer-satisfaction", "customer-data"}
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_LOW = 60


def _there(*columns: str) -> Ask:
    return lambda row: all(row[column] is not None for column in columns)


def _is(column: str, value: object) -> Ask:
    def ask(row: Row) -> bool | None:
        return None if isinstance(row[column], Unreadable) else bool(row[column] == value)

    return ask


def _used(*columns: str) -> Ask:
    return lambda row: row["active"] is True and _there(*columns)(row) is True


def _platform(row: Row) -> bool:
    return row["active"] is True and row["capability"] == "information-platform"


def _quick(row: Row) -> bool | None:
    if isinstance(row["response_ms"], Unreadable):
        return None
    return bool(row["response_ms"] <= (1500 if row["measured_at"].date() >= _REVISED else 2000))


def _low(row: Row) -> bool:
    return any(row[name] is not None and row[name] < _LOW for name in ("quality_score", "efficiency_score"))


def _listed(holds: Ask, scope: Ask) -> Held:
    return Held(export="systems", at="checked_on", holds=holds, scope=scope)


def _from_the_list(column: str) -> Paired:
    return Paired(export="integration-log", at="sent_at", other="systems", keys=((column, "system_id"),))


_CLAUSES: Mapping[str, Question] = {
    "system-inventory.complete": _listed(
        _there("title", "kind", "capability", "platform_id", "owner"), _is("active", value=True)
    ),
    "system-inventory.owner-known": _listed(lambda row: row["owner"] in _ROLES, _used("owner")),
    "system-inventory.in-real-use": _listed(lambda row: (row["records"] or 0) >= 1, _is("active", value=True)),
    "system-inventory.process-supported": Paired(
        export="requests",
        at="created_at",
        other="systems",
        other_at="checked_on",
        keys=(("process_id", "process_id"),),
        scope=_there("process_id"),
        counts=_used(),
        early=92 * _DAY,
    ),
    "system-inventory.on-the-platform": Paired(
        export="systems",
        at="checked_on",
        other="systems",
        keys=(("platform_id", "system_id"), ("checked_on", "checked_on")),
        scope=_used("platform_id"),
        counts=_platform,
    ),
    "system-response.quick": Held(export="system-performance", at="measured_at", holds=_quick),
    "system-response.measured": Paired(
        export="systems",
        at="checked_on",
        other="system-performance",
        other_at="measured_at",
        keys=(("system_id", "system_id"),),
        scope=lambda row: row["active"] is True and row["core"] is True,
        early=31 * _DAY,
        before=True,
    ),
    "interfaces.prompt": Timed(
        export="integration-log",
        start="sent_at",
        end="received_at",
        early=timedelta(seconds=60),
        late=timedelta(seconds=30),
    ),
    "interfaces.sender-known": _from_the_list("from_system"),
    "interfaces.receiver-known": _from_the_list("to_system"),
    "information-sharing.in-both-systems": Paired(
        export="requests",
        at="created_at",
        other="integration-log",
        other_at="sent_at",
        keys=(("request_id", "request_id"),),
        counts=lambda row: row["to_kind"] == "crm" and row["status"] == "ok",
        early=timedelta(minutes=10),
    ),
    "information-sharing.no-orphans": Paired(
        export="integration-log",
        at="sent_at",
        other="requests",
        keys=(("request_id", "request_id"),),
        scope=_there("request_id"),
    ),
    "data-quality-rules.counted": Held(
        export="data-quality",
        at="measured_on",
        holds=lambda row: (
            _there("checked", "errors")(row) is True and row["checked"] > 0 and row["errors"] <= row["checked"]
        ),
    ),
    "data-quality-rules.cleaned": Timed(
        export="data-quality",
        start="measured_on",
        end="cleaned_on",
        early=14 * _DAY,
        late=7 * _DAY,
        scope=lambda row: (row["errors"] or 0) > 0,
    ),
    "data-quality-rules.used": Held(
        export="data-quality", at="measured_on", holds=lambda row: row["used_by"] in _STANDARDS
    ),
    "dialogue-analysis.recorded": Paired(
        export="calls",
        at="started_at",
        other="dialogue-records",
        keys=(("call_id", "call_id"),),
        scope=_is("answered", value=True),
    ),
    "dialogue-analysis.analysed": Timed(
        export="dialogue-records", start="ended_at", end="analysed_at", early=24 * _HOUR, late=4 * _HOUR
    ),
    "dialogue-analysis.two-scores": Held(
        export="dialogue-records",
        at="ended_at",
        holds=_there("quality_score", "efficiency_score"),
        scope=_there("analysed_at"),
    ),
    "dialogue-analysis.lead": Held(export="dialogue-records", at="ended_at", holds=_there("lead_id"), scope=_low),
}


def judge_systems(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every record, or every batch, with its state."""
    judged = {clause: judged_by(asked, tables) for clause, asked in _CLAUSES.items()}
    return judged | _judge_runs(tables["data-runs"])


# Batches: what happened to one, in order

_LETTERS = {
    "captured": "c",
    "stored": "s",
    "checked": "k",
    "cleaned": "w",
    "rejected": "x",
    "analysed": "n",
    "applied": "a",
    "share_requested": "q",
    "share_approved": "y",
    "share_refused": "f",
    "shared": "g",
}
_COURSE = re.compile(r"c+sk(wk)*(x|na(q(f|yg))?)")
"""Captured, stored, checked and cleaned until sound or sent back, analysed, applied, asked for and given or refused."""
_ON_ITS_WAY = re.compile(r"c+(s(k(wk)*(w|n|naqy?)?)?)?")
Batch = list[Row]


def _judge_runs(table: Table) -> dict[str, list[tuple[Row, State]]]:
    batches: dict[str, Batch] = {}
    for row in sorted(table.rows, key=lambda row: (row["ts"], row["event_no"])):
        batches.setdefault(row["batch_id"], []).append(row)
    first = {name: next(row for row in table.rows if row["batch_id"] == name) for name in batches}
    now = table.newest() or datetime.min
    asked: Mapping[str, Callable[[Batch], State]] = {
        "in-order": _in_order,
        "stored": lambda rows: _followed(rows, "captured", {"stored"}, (4 * _HOUR, _HOUR), now),
        "analysed": lambda rows: _followed(rows, "stored", {"analysed", "rejected"}, (48 * _HOUR, 24 * _HOUR), now),
        "checked-before-use": _checked_first,
        "approved-by-another": _by_another,
    }
    return {
        f"data-course.{clause}": [(first[name], ask(rows)) for name, rows in batches.items()]
        for clause, ask in asked.items()
    }


def _told(holds: Any) -> State:
    return "kept" if holds else "breached"


def _in_order(rows: Batch) -> State:
    course = "".join(_LETTERS[row["event"]] for row in rows)
    if _COURSE.fullmatch(course):
        return "kept"
    return "pending" if _ON_ITS_WAY.fullmatch(course) else "breached"


def _followed(rows: Batch, first: str, then: set[str], limits: tuple[timedelta, timedelta], now: datetime) -> State:
    limit = limits[1] if rows[0]["ts"].date() >= _REVISED else limits[0]
    open_ = False
    for place, row in enumerate(rows):
        if row["event"] == first:
            due = row["ts"] + limit
            later = [other["ts"] for other in rows[place + 1 :] if other["event"] in then]
            if later and later[0] <= due:
                continue
            if later or now > due:
                return "breached"
            open_ = True
    return "pending" if open_ else "kept"


def _checked_first(rows: Batch) -> State:
    events = [row["event"] for row in rows]
    return _told("applied" not in events or "checked" in events[: events.index("applied")])


def _by_another(rows: Batch) -> State:
    asking = {row["actor_id"] for row in rows if row["event"] == "share_requested"}
    return _told(not asking & {row["actor_id"] for row in rows if row["event"] == "share_approved"})
