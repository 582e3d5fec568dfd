"""Judges contacts, wording, knowledge and surveys in plain Python, by the words of the clauses."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from generator.contact_faults import thread_of
from generator.customer_judging import Ask, Held, Paired, Question, State, Timed, judged_by
from generator.ledger import Ledger
from generator.request_log import case_of
from generator.tables import Row, Table, Unreadable

_REVISED = date(2025, 7, 1)
_CARE = {"proactive", "callback", "maintenance", "welcome", "winback"}
_ABOUT = {"enquiry", "complaint", "technical", "progress", "result", "callback"}
_WRITTEN = {"sms", "email", "app", "chat", "social"}
_PARTS = ("score_attitude", "score_speed", "score_solving", "score_completeness")
_LETTERS = {"progress": "p", "result": "r", "callback": "b"}
_THREAD = re.compile(r"(?:h+(?:p+h+)*(?:p+)?(?:r+(?:b+)?)?)*(?:p+)?|c*")
_ROUND = re.compile(r"(?:r*ya?|r+)?")
_TRANSFER = timedelta(minutes=30)


def cell(row: Row, column: str) -> Any:
    """What stands in a cell, or None where nothing that can be read does."""
    return None if isinstance(row[column], Unreadable) else row[column]


def _there(*columns: str) -> Ask:
    return lambda row: all(cell(row, column) is not None for column in columns)


def _complete(row: Row) -> bool:
    said = _there("customer_id", "channel", "direction", "reason", "note")(row)
    return bool(said and (row["bot_handled"] or row["agent_id"] is not None))


def _ours(row: Row) -> bool:
    return row["direction"] == "out" and row["reason"] in _CARE


def _of_high_value(row: Row) -> bool:
    return _ours(row) and row["value_tier"] == "high" and row["channel"] != "meeting"


def _fresh(row: Row) -> bool:
    age = timedelta(days=270 if row["snapshot_date"] >= _REVISED else 365)
    return row["preference_checked_on"] is not None and row["preference_checked_on"] >= row["snapshot_date"] - age


def _active(row: Row) -> bool | None:
    return row["active"]


def _with_preference(row: Row) -> bool | None:
    return False if row["preferred_channel"] is None else row["active"]


def _sorted(row: Row) -> bool | None:
    category = cell(row, "category")
    return None if category is None else category != "other"


def _special(row: Row) -> bool | None:
    complexity = cell(row, "complexity")
    solved = cell(row, "resolution_code") == "solved"
    return solved and (None if complexity is None else complexity == "special")


def _unanswered_chat(row: Row) -> bool:
    return row["channel"] == "chat" and row["direction"] == "in" and not row["bot_handled"]


def _few_words(row: Row) -> bool | None:
    count = cell(row, "banned_words")
    return None if count is None else count <= 0


def _talked(row: Row) -> bool:
    return row["answered"] is True and row["direction"] in {"inbound", None}


_CONTACT, _CHECK = {"export": "contacts", "at": "started_at"}, {"export": "quality-checks", "at": "checked_at"}
_CUSTOMER, _REQUEST = {"export": "customers", "at": "snapshot_date"}, {"export": "requests", "at": "created_at"}
_QUESTIONS: Mapping[str, Question] = {
    "contact-records.complete": Held(**_CONTACT, holds=_complete),
    "contact-records.calls": Paired(
        export="calls",
        at="started_at",
        other="contacts",
        keys=(("call_id", "contact_id"),),
        scope=lambda row: row["answered"] is True,
    ),
    "contact-records.linked": Held(**_CONTACT, scope=lambda row: row["reason"] in _ABOUT, holds=_there("request_id")),
    "contact-records.same-customer": Paired(
        **_CONTACT,
        other="requests",
        keys=(("request_id", "request_id"), ("customer_id", "customer_id")),
        scope=_there("request_id", "customer_id"),
    ),
    "contact-records.recorded": Held(
        **_CONTACT, scope=lambda row: row["channel"] in {"phone", "chat"}, holds=_there("record_no")
    ),
    "contact-mode.preference-known": Held(**_CUSTOMER, scope=_active, holds=_there("preferred_channel")),
    "contact-mode.preference-current": Held(**_CUSTOMER, scope=_with_preference, holds=_fresh),
    "contact-mode.preference-followed": Paired(
        **_CONTACT,
        other="customers",
        keys=(("customer_id", "customer_id"), ("channel", "preferred_channel")),
        scope=_ours,
    ),
    "contact-mode.high-value": Paired(
        **_CONTACT,
        other="customers",
        keys=(("customer_id", "customer_id"), ("agent_id", "account_manager_id")),
        scope=_of_high_value,
    ),
    "contact-mode.ordinary": Held(
        **_CONTACT,
        scope=lambda row: row["direction"] == "out" and row["reason"] == "proactive" and row["value_tier"] != "high",
        holds=lambda row: row["channel"] in _WRITTEN,
    ),
    "service-wording.language": Held(**_CHECK, holds=lambda row: row["language_ok"] is True),
    "service-wording.attitude": Held(**_CHECK, holds=lambda row: row["attitude_ok"] is True),
    "service-wording.no-banned-words": Held(**_CHECK, holds=_few_words),
    "knowledge-base.complete": Held(
        export="knowledge-articles",
        at="issued_on",
        scope=_active,
        holds=_there("category", "kind", "owner", "updated_on"),
    ),
    "knowledge-base.categories": Paired(
        **_REQUEST, other="knowledge-articles", keys=(("category", "category"),), scope=_sorted, counts=_active
    ),
    "knowledge-base.reviewed": Timed(
        export="knowledge-articles",
        start="updated_on",
        end="reviewed_on",
        early=timedelta(days=180),
        late=timedelta(days=120),
        scope=_active,
    ),
    "knowledge-base.cited-known": Paired(
        **_REQUEST, other="knowledge-articles", keys=(("article_id", "article_id"),), scope=_there("article_id")
    ),
    "knowledge-base.special-guided": Held(
        **_REQUEST, scope=_special, holds=lambda row: bool(row["procedure_id"] or row["article_id"])
    ),
    "satisfaction-dimensions.four-scores": Held(
        export="surveys", at="sent_at", scope=_there("answered_at"), holds=_there(*_PARTS)
    ),
    "survey-rounds.each-customer": Paired(
        **_CUSTOMER,
        other="surveys",
        keys=(("customer_id", "customer_id"),),
        other_at="sent_at",
        early=timedelta(days=365),
        before=True,
        scope=_active,
    ),
    "chat-response.first-reply": Timed(
        export="contacts",
        start="started_at",
        end="first_reply_at",
        early=timedelta(seconds=90),
        late=timedelta(seconds=60),
        scope=_unanswered_chat,
    ),
    "chat-response.after-bot": Timed(
        export="contacts",
        start="handed_over_at",
        end="first_reply_at",
        early=timedelta(minutes=2),
        scope=lambda row: row["channel"] == "chat" and row["handed_over_at"] is not None,
    ),
    "call-analysis.classified": Held(
        export="calls", at="started_at", scope=_talked, holds=lambda row: row["problem_class"] is not None
    ),
    "outlets-and-teams.covered-has-outlet": Paired(
        export="regions",
        at="snapshot_date",
        other="outlets",
        keys=(("region_id", "region_id"), ("snapshot_date", "snapshot_date")),
        scope=lambda row: row["covered"],
        counts=_active,
    ),
    "outlets-and-teams.in-a-region": Paired(
        export="outlets",
        at="snapshot_date",
        other="regions",
        keys=(("region_id", "region_id"),),
        other_at="snapshot_date",
        early=timedelta(days=92),
        before=True,
        scope=_active,
    ),
}
"""Clause -> what it asks of each record."""
OBSERVED = (
    *("knowledge-base.categories", "knowledge-base.cited-known", "knowledge-base.special-guided"),
    *("knowledge-base.fast-transfer", "survey-rounds.each-customer"),
)
"""Clauses on exports of others: what is found there is as it is, nothing was planted."""


def judge_communication(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every row of its export with its state."""
    judged = {clause: judged_by(asked, tables) for clause, asked in _QUESTIONS.items()}
    return judged | {"knowledge-base.fast-transfer": _transfers(tables["requests"])}


def judge_threads(tables: Mapping[str, Table], ledger: Ledger) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every thread of contacts, or every request of the log, with its state."""
    threads: dict[str, str] = {}
    for row in sorted(tables["contacts"].rows, key=lambda row: (row["started_at"], row["contact_id"])):
        letter = "h" if row["direction"] == "in" else _LETTERS.get(row["reason"], "c")
        threads[row["thread_id"]] = threads.get(row["thread_id"], "") + letter
    rounds: dict[str, str] = {}
    for row in sorted(tables["request-events"].rows, key=lambda row: (row["ts"], row["event_no"])):
        letter = {"resolved": "r", "survey_sent": "y", "survey_answered": "a"}.get(row["event"], "")
        rounds[row["request_id"]] = rounds.get(row["request_id"], "") + letter
    return {
        "contact-mode.by-flow": [
            (thread_of(ledger, name), "kept" if _THREAD.fullmatch(course) else "breached")
            for name, course in threads.items()
        ],
        "survey-rounds.by-flow": [
            (case_of(ledger, name), "kept" if _ROUND.fullmatch(course) else "breached")
            for name, course in rounds.items()
        ],
    }


def observe_records(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Notes what is found in records that others made."""
    for clause, judged in judge_communication(tables).items():
        for row, state in judged if clause in OBSERVED else ():
            if state == "breached" or state == "pending" or state == "undecided":  # noqa: PLR1714 - narrows the type
                ledger.note(row, state, clause)


def _transfers(requests: Table) -> list[tuple[Row, State]]:
    """Enquiries reach a team within half an hour."""
    now = requests.newest() or datetime.min
    return [(row, _transferred(row, now)) for row in requests.rows]


def _transferred(row: Row, now: datetime) -> State:
    kind, start, end = cell(row, "request_type"), row["created_at"], row["assigned_at"]
    if kind is not None and kind != "enquiry":
        return "out_of_scope"
    if kind is None or isinstance(end, Unreadable):
        return "undecided"
    if end is None:
        return "breached" if now > start + _TRANSFER else "pending"
    return "undecided" if end < start else "breached" if end > start + _TRANSFER else "kept"
