"""Judges the clauses on customers in plain Python, by their words, with limits written down once more by hand."""

from collections.abc import Mapping
from datetime import timedelta
from math import floor
from typing import Any

from generator.customer_judging import (
    SECOND,
    Ask,
    Held,
    Once,
    Paired,
    Question,
    State,
    Timed,
    judged_by,
    moment_of,
    names_in,
)
from generator.tables import Row, Table

_LOYALTY = {"high": 100, "mid": 50}


def judge_customer_records(tables: Mapping[str, Table]) -> dict[str, list[tuple[Row, State]]]:
    """Clause -> every row of its export with its state, for the exports that there are."""
    judged: dict[str, list[tuple[Row, State]]] = {}
    for clause, asked in _CLAUSES.items():
        if asked.export in tables:
            judged[clause] = judged_by(asked, tables)
    return judged


def _all(*columns: str) -> Ask:
    return lambda row: all(row[name] is not None for name in columns)


def _stage(*stages: str | None) -> Ask:
    return lambda row: row["lifecycle_stage"] in stages


_KEPT, _ACTIVE = _stage("new", "active", None), _stage("active")


def _high_active(row: Row) -> bool:
    return row["value_tier"] == "high" and row["lifecycle_stage"] == "active"


def _score(row: Row) -> bool | None:
    parts = names_in(row, ("purchase_frequency", "purchase_amount", "contribution", "potential"))
    if None in parts:
        return None
    frequency, amount, contribution, potential = parts
    score = 20 * min(frequency / 24, 1) + 30 * min(amount / 50000, 1) + 0.2 * contribution
    score += 0.15 * _LOYALTY.get(row["loyalty_level"], 0) + 0.15 * potential
    return bool(abs(row["value_score"] - score) <= 0.5)  # noqa: PLR2004 - as the clause says


def _regraded(row: Row) -> bool:
    most = 365 if row["snapshot_date"] < SECOND else 180
    return row["tier_reviewed_on"] is not None and row["tier_reviewed_on"] >= row["snapshot_date"] - timedelta(most)


def _by_score(row: Row) -> bool:
    score = row["value_score"]
    return bool(row["value_tier"] == ("high" if score >= 70 else "mid" if score >= 40 else "low"))  # noqa: PLR2004


def _current(row: Row) -> bool:
    last = max(row["last_order_on"] or row["last_contact_on"], row["last_contact_on"] or row["last_order_on"])
    if row["snapshot_date"] <= last + timedelta(days=3):
        return True
    return row["updated_at"] is not None and row["updated_at"] >= moment_of(last)


def _staged(row: Row) -> bool:
    day = row["snapshot_date"]
    lost, new = row["last_order_on"] < day - timedelta(365), row["first_order_on"] > day - timedelta(90)
    return bool(row["lifecycle_stage"] == ("lost" if lost else "new" if new else "active"))


def _loyal(row: Row) -> bool:
    again, score, recommends = row["repurchase_rate"], row["satisfaction_score"], row["recommends"]
    if again >= 0.6 and recommends and score >= 4:  # noqa: PLR2004 - as the clause says
        return bool(row["loyalty_level"] == "high")
    low = again < 0.2 or (not recommends and score < 2.5)  # noqa: PLR2004 - as the clause says
    return bool(row["loyalty_level"] == ("low" if low else "mid"))


def _phone(row: Row) -> bool:
    number = row["phone"]
    mobile = number.isascii() and number.isdigit() and len(number) == 11 and number[0] == "1" and number[1] in "3456789"  # noqa: PLR2004
    return bool(mobile)  # the samples have no valid fixed-line number


def _circle(row: Row) -> bool:
    served = row["requests_recorded"] + row["contacts_recorded"] > 0
    asked = row["surveys_recorded"] + row["feedback_recorded"] > 0
    return _all("updated_at", "value_tier")(row) and served and asked


def _by_rule(row: Row) -> bool:
    rate = 2 if row["at"].date() >= SECOND else 1
    return bool(row["order_amount"] >= 50 and row["points"] == floor(row["order_amount"] * rate))  # noqa: PLR2004


def _low(row: Row) -> bool:
    score = row["satisfaction_score"]
    return score is not None and score < 3 and row["lifecycle_stage"] != "lost"  # noqa: PLR2004 - the low rating


def _is(column: str, *values: object) -> Ask:
    return lambda row: row[column] in values


def _questionnaire(row: Row) -> bool:
    return row["answered_at"] is not None and row["method"] == "questionnaire"


def _audited(row: Row) -> bool:
    looked = row["timeliness_checked"] and row["compliance_checked"]
    return _all("scope", "conclusion")(row) is True and looked is True and row["sampled"] >= 100  # noqa: PLR2004


def _days(days: int) -> timedelta:
    return timedelta(days=days)


def _listed(holds: Ask, scope: Ask = lambda _: True) -> Held:
    return Held(export="customers", at="snapshot_date", holds=holds, scope=scope)


def _planned(kind: Ask, scope: Ask, days: int, late: int | None = None, **rest: Any) -> Paired:
    return Paired(
        export="customers",
        other="customer-plans",
        other_at="made_at",
        keys=(("customer_id", "customer_id"),),
        counts=kind,
        scope=scope,
        early=_days(days),
        late=_days(late) if late else None,
        **({"at": "snapshot_date"} | rest),
    )


_COLLECTED = _is("collected", *(True, None))
_PLAN_PARTS = ("target", "measure", "owner_id", "due_on")
_CLAUSES: Mapping[str, Question] = {
    "customer-grading.classified": _listed(_all("value_score", "behaviour_class", "potential", "lifecycle_stage")),
    "customer-grading.tiered": _listed(_all("value_tier")),
    "customer-grading.scored": _listed(_score, _all("value_score")),
    "customer-grading.tier-by-score": _listed(_by_score, _all("value_score", "value_tier")),
    "customer-grading.regraded": _listed(_regraded),
    "high-value-service.manager": _listed(
        _all("account_manager_id"), lambda row: row["value_tier"] == "high" and row["lifecycle_stage"] != "lost"
    ),
    "high-value-service.benefits": _planned(_is("kind", "benefit"), _high_active, 365, before=True),
    "customer-data.basics": _listed(_all("name", "phone", "address")),
    "customer-data.phone-valid": _listed(_phone, _all("phone")),
    "customer-data.one-record": Once(
        export="customers",
        at="snapshot_date",
        columns=("snapshot_date", "name", "phone"),
        scope=_all("name", "phone"),
    ),
    "customer-data.changed": Timed(
        export="customer-changes", start="occurred_at", end="changed_at", early=timedelta(days=1)
    ),
    "customer-data.synced": Timed(
        export="customer-changes",
        start="changed_at",
        end="synced_at",
        early=timedelta(minutes=30),
        late=timedelta(minutes=15),
    ),
    "customer-data.traceable": Held(
        export="customer-changes",
        at="changed_at",
        holds=lambda row: (
            _all("customer_id", "field", "actor_id")(row)
            and (row["old_value"] is not None or row["new_value"] is not None)
        ),
    ),
    "customer-data-protection.needed": Held(
        export="field-inventory",
        at="reviewed_on",
        scope=_COLLECTED,
        holds=lambda row: _all("purpose", "approved_by")(row) and row["business_need"] is True,
    ),
    "customer-data-protection.listed": Paired(
        export="customer-changes",
        at="changed_at",
        other="field-inventory",
        keys=(("field", "field"),),
        counts=lambda row: row["collected"],
    ),
    "customer-data-protection.encrypted": Held(
        export="field-inventory",
        at="reviewed_on",
        scope=_COLLECTED,
        holds=lambda row: row["sensitive"] is False or (row["sensitive"] is True and row["encrypted"] is True),
    ),
    "customer-data-protection.shared": Held(
        export="field-inventory", at="reviewed_on", scope=_COLLECTED, holds=_all("shared_with")
    ),
    "customer-data-protection.permitted": Held(
        export="access-log",
        at="at",
        scope=_is("outcome", "allowed", None),
        holds=lambda row: row["permitted"] is True and _all("actor_id", "role")(row),
    ),
    "customer-data-audit.complete": Held(export="customer-audits", at="date", holds=_audited),
    "customer-data-audit.error-share": Held(
        export="customer-audits", at="date", holds=lambda row: row["errors"] <= row["sampled"] * 0.02
    ),
    "customer-data-audit.corrected": Timed(
        export="customer-audits", start="date", end="corrected_on", early=_days(30), scope=lambda row: row["errors"] > 0
    ),
    "customer-archive.five-kinds": _listed(
        lambda row: (
            row["name"] is not None
            and min(names_in(row, ("requests_recorded", "contacts_recorded", "surveys_recorded", "orders_recorded")))
            > 0
        ),
        _ACTIVE,
    ),
    "customer-archive.current": _listed(
        _current, lambda row: row["last_order_on"] is not None or row["last_contact_on"] is not None
    ),
    "customer-archive.requests-filed": Paired(
        export="requests", at="created_at", other="customers", keys=(("customer_id", "customer_id"),)
    ),
    "customer-archive.history-viewed": Paired(
        export="complaints",
        at="received_at",
        other="access-log",
        other_at="at",
        keys=(("complaint_id", "case_id"),),
        counts=lambda row: row["action"] == "read" and row["outcome"] == "allowed",
        early=timedelta(hours=8),
    ),
    "customer-archive.profile": _listed(
        lambda row: (
            _all("profile_updated_on", "predicted_need")(row)
            and row["profile_updated_on"] >= row["snapshot_date"] - _days(180)
            and row["profile_inputs"] >= 3  # noqa: PLR2004 - as the clause says
        ),
        _ACTIVE,
    ),
    "survey-rating.same-questions": Held(
        export="surveys",
        at="sent_at",
        scope=_questionnaire,
        holds=_all("score_attitude", "score_speed", "score_product", "score_aftersales"),
    ),
    "survey-rating.rated": _listed(
        lambda row: abs((row["satisfaction_score"] or 0) - row["survey_mean"]) <= 0.1,  # noqa: PLR2004
        _all("survey_mean"),
    ),
    "survey-rating.followed": _planned(_is("need_basis", "survey"), _low, 30, 45),
    "customer-lifecycle.staged": _listed(_staged, _all("first_order_on", "last_order_on")),
    "customer-lifecycle.welcomed": _planned(
        _is("kind", "welcome"),
        lambda row: row["lifecycle_stage"] == "new" and row["first_order_on"] is not None,
        7,
        at="first_order_on",
    ),
    "customer-lifecycle.tailored": _planned(_is("kind", "tailored"), _high_active, 365, before=True),
    "customer-lifecycle.won-back": _planned(_is("kind", "winback"), _stage("lost"), 30, at="stage_since"),
    "customer-lifecycle.plan-complete": Held(
        export="customer-plans",
        at="made_at",
        scope=_is("kind", "tailored", "winback"),
        holds=_all("need_basis", *_PLAN_PARTS),
    ),
    "continuing-care.in-touch": _listed(
        lambda row: row["last_contact_on"] is not None and row["last_contact_on"] >= row["snapshot_date"] - _days(180),
        _KEPT,
    ),
    "continuing-care.full-circle": _listed(_circle, _ACTIVE),
    "continuing-care.points-linked": Held(
        export="journey-points",
        at="found_on",
        holds=lambda row: (
            _all("journey", "stage", "weight")(row) and (row["weight"] == "low" or row["action_id"] is not None)
        ),
    ),
    "continuing-care.points-mended": Timed(
        export="journey-points",
        start="found_on",
        end="mended_on",
        early=_days(90),
        scope=lambda row: row["weight"] != "low",
    ),
    "loyalty-levels.levelled": _listed(_all("loyalty_level")),
    "loyalty-levels.level-by-behaviour": _listed(
        _loyal, _all("loyalty_level", "repurchase_rate", "recommends", "satisfaction_score")
    ),
    "loyalty-levels.addressed": Held(export="campaigns", at="starts_on", holds=_all("segment", "approved_by")),
    "loyalty-points.by-rule": Held(export="loyalty-ledger", at="at", scope=_is("kind", "earn"), holds=_by_rule),
    "loyalty-points.from-order": Paired(
        export="loyalty-ledger",
        at="at",
        scope=_is("kind", "earn"),
        other="orders",
        keys=(("order_id", "order_id"), ("order_amount", "amount")),
    ),
    "loyalty-points.once": Once(
        export="loyalty-ledger",
        at="at",
        columns=("order_id",),
        scope=lambda row: row["kind"] == "earn" and row["order_id"] is not None,
    ),
    "loyalty-points.no-overdraft": Held(
        export="loyalty-ledger",
        at="at",
        holds=lambda row: row["balance"] >= 0 and (row["kind"] != "redeem" or row["points"] < 0),
    ),
    "loyalty-points.reward-grounds": Held(
        export="loyalty-ledger",
        at="at",
        scope=_is("kind", "referral", "survey"),
        holds=lambda row: row["source_id"] is not None and row["points"] > 0,
    ),
    "loyalty-points.reward-once": Once(
        export="loyalty-ledger",
        at="at",
        columns=("kind", "source_id"),
        scope=lambda row: row["kind"] in {"referral", "survey"} and row["source_id"] is not None,
    ),
    "customer-ideas.decided": Timed(export="customer-ideas", start="received_at", end="decided_at", early=_days(30)),
    "customer-ideas.told": Timed(
        export="customer-ideas", start="decided_at", end="informed_at", early=_days(7), scope=_all("decided_at")
    ),
    "relationship-plan.staged-plan": Held(
        export="customer-plans", at="made_at", scope=_is("kind", "relationship"), holds=_all("stage", *_PLAN_PARTS)
    ),
}
