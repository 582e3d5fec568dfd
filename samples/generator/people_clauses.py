"""The clauses on people and continuity once more, in plain Python, by their words and with limits of their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from generator.law import ISSUED, REVISED, in_force
from generator.tables import Row

Ask = Callable[[Row], bool]


def _days(days: float) -> timedelta:
    return timedelta(days=days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """Something is true of each row in scope."""

    export: str
    at: str
    holds: Ask
    scope: Ask = lambda _: True


@dataclass(frozen=True, slots=True, kw_only=True)
class InTime:
    """Each row in scope ends within a limit."""

    export: str
    start: str
    end: str
    within: tuple[tuple[date, timedelta], ...]
    scope: Ask = lambda _: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Each row in scope has a partner in another export, within so much time where that is asked."""

    export: str
    at: str
    key: str
    other: str
    other_key: str
    fits: Ask = lambda _: True
    scope: Ask = lambda _: True
    within: tuple[tuple[date, timedelta], ...] = ()
    other_at: str = ""
    before: bool = False


def _text(row: Row, column: str) -> str:
    return str(row[column] or "").strip()


def _at_work(row: Row) -> bool:
    return row["left_on"] is None or row["left_on"] > row["snapshot_date"]


def _since_hiring(days: int) -> Ask:
    return lambda row: _at_work(row) and row["hired_on"] <= row["snapshot_date"] - _days(days)


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _alone_this_quarter(row: Row) -> bool:
    return row["first_solo_on"] is not None and _quarter(row["first_solo_on"]) == _quarter(row["snapshot_date"])


def _alone(row: Row) -> bool:
    return _at_work(row) and row["first_solo_on"] is not None


def _valid(row: Row) -> bool:
    return row["qualified_until"] is not None and row["qualified_until"] >= row["snapshot_date"]


def _earned(row: Row) -> bool:
    return row["onboarding_passed_on"] is not None and _valid(row)


def _backup(row: Row) -> bool:
    return _at_work(row) and _text(row, "backup_for") != ""


def _level(least: int) -> Ask:
    return lambda row: _at_work(row) and (row["authorisation_level"] or 0) >= least


def _stage(number: int, *, passed: bool = False) -> Ask:
    return lambda row: row["kind"] == "onboarding" and row["stage"] == number and (bool(row["passed"]) or not passed)


def _topic(*topics: str, passed: bool = False) -> Ask:
    return lambda row: row["topic"] in topics and (bool(row["passed"]) or not passed)


def _refreshed(row: Row) -> bool:
    limit = in_force(((ISSUED, _days(365)), (REVISED, _days(180))), row["snapshot_date"])
    last, day = row["refreshed_on"], row["snapshot_date"]
    return last is not None and limit is not None and day - limit <= last <= day


def _granted(row: Row) -> bool:
    others = _text(row, "approver") != "" and row["approver"] != row["staff_id"]
    return bool(row["amount"] <= row["authorised_amount"]) or others


def _rising(*columns: str) -> Ask:
    """The times that are there do not fall from one column to the next."""

    def ask(row: Row) -> bool:
        times = [row[name] for name in columns]
        return all(first is None or then is None or first <= then for first, then in pairwise(times))

    return ask


def _outage_steps(row: Row) -> bool:
    steps = ("detected_at", "identified_at", "handled_at", "restored_at", "verified_at")
    whole = row["verified_at"] is None or all(row[name] is not None for name in steps)
    return _rising(*steps)(row) and _rising("workaround_at", "restored_at")(row) and whole


def _incident_steps(row: Row) -> bool:
    told = row["notified_at"] is None or row["handled_at"] is not None
    mended = row["rectified_at"] is None or row["notified_at"] is not None
    return _rising("detected_at", "handled_at", "notified_at", "rectified_at")(row) and told and mended


def _held(row: Row) -> bool:
    return bool(row["service_staff"] >= row["required_staff"] * 0.75)


def _learned(*topics: str, passed: bool = False, days: int = 365, scope: Ask) -> Partner:
    return Partner(
        export="staff",
        at="snapshot_date",
        key="staff_id",
        other="training-attendance",
        other_key="staff_id",
        other_at="attended_on",
        fits=_topic(*topics, passed=passed),
        scope=scope,
        within=((ISSUED, _days(days)),),
        before=True,
    )


def _after_stage(number: int) -> Partner:
    return Partner(
        export="training-attendance",
        at="attended_on",
        key="staff_id",
        other="training-attendance",
        other_key="staff_id",
        other_at="attended_on",
        scope=_stage(number),
        fits=_stage(number - 1, passed=True),
        within=((ISSUED, _days(60)),),
        before=True,
    )


def _on(export: str, at: str, holds: Ask, scope: Ask = lambda _: True) -> Holds:
    return Holds(export=export, at=at, holds=holds, scope=scope)


def _roster(holds: Ask, scope: Ask) -> Holds:
    return _on("staff", "snapshot_date", holds, scope)


def _long(row: Row) -> bool:
    return row["restored_at"] is None or row["restored_at"] > row["detected_at"] + timedelta(hours=2)


def _tested(row: Row) -> bool:
    return row["kind"] in {"operation", "skill"}


_SETTLED, _MARK = _since_hiring(90), 80
CLAUSES: Mapping[str, Holds | InTime | Partner] = {
    "staff-training.reach": _on(
        "training-sessions",
        "date",
        lambda row: row["attended"] * 10 >= row["invited"] * 9,
        lambda row: row["kind"] == "systematic",
    ),
    "staff-training.tested": Partner(
        export="training-sessions",
        at="date",
        key="session_id",
        other="training-attendance",
        other_key="session_id",
        scope=lambda row: row["kind"] == "systematic",
        fits=lambda row: row["score"] is not None,
    ),
    "training-records.complete": _on(
        "training-attendance",
        "attended_on",
        lambda row: _text(row, "content") != "" and row["score"] is not None and row["effect"] is not None,
    ),
    "training-records.person-known": Partner(
        export="training-attendance", at="attended_on", key="staff_id", other="staff", other_key="staff_id"
    ),
    "training-records.session-known": Partner(
        export="training-attendance",
        at="attended_on",
        key="session_id",
        other="training-sessions",
        other_key="session_id",
    ),
    "training-records.session-recorded": Partner(
        export="training-sessions", at="date", key="session_id", other="training-attendance", other_key="session_id"
    ),
    "onboarding.induction": Partner(
        export="staff",
        at="hired_on",
        key="staff_id",
        other="training-attendance",
        other_key="staff_id",
        other_at="attended_on",
        scope=lambda row: _quarter(row["hired_on"]) == _quarter(row["snapshot_date"]),
        fits=lambda row: row["kind"] == "onboarding",
        within=((ISSUED, _days(30)), (REVISED, _days(14))),
    ),
    "onboarding.second-stage": _after_stage(2),
    "onboarding.third-stage": _after_stage(3),
    "onboarding.passed-before-alone": _on(
        "staff",
        "first_solo_on",
        lambda row: row["onboarding_passed_on"] is not None and row["onboarding_passed_on"] <= row["first_solo_on"],
        _alone_this_quarter,
    ),
    "onboarding.process-before-alone": _on(
        "staff",
        "first_solo_on",
        lambda row: row["procedure_trained_on"] is not None and row["procedure_trained_on"] <= row["first_solo_on"],
        _alone_this_quarter,
    ),
    "onboarding.pass-on-record": Partner(
        export="staff",
        at="first_solo_on",
        key="staff_id",
        other="training-attendance",
        other_key="staff_id",
        other_at="attended_on",
        scope=_alone_this_quarter,
        fits=_stage(3, passed=True),
        within=((ISSUED, _days(90)),),
        before=True,
    ),
    "yearly-training.concept": _learned("concept", scope=_SETTLED),
    "yearly-training.process": _learned("process", passed=True, scope=_SETTLED),
    "yearly-training.skill": _learned("communication", "solving", "emotion", scope=_SETTLED),
    "yearly-training.cases": _learned("case", scope=_SETTLED),
    "yearly-training.refresher": _roster(_refreshed, _since_hiring(365)),
    "qualification.qualified": _roster(lambda row: _text(row, "qualification") != "" and _valid(row), _alone),
    "qualification.skills-listed": _roster(lambda row: _text(row, "skills") != "", _alone),
    "authorisation.within-authority": _on("concessions", "granted_at", _granted),
    "authorisation.ceiling": _on(
        "concessions",
        "granted_at",
        lambda row: bool(
            row["authorised_amount"] <= (in_force(((ISSUED, 500), (REVISED, 300)), row["granted_at"]) or 0)
        ),
    ),
    "authorisation.everyone-has-some": _roster(
        lambda row: (row["authorisation_level"] or 0) >= 1, lambda row: _alone(row) and row["role"] == "agent"
    ),
    "authorisation.level-earned": _roster(_earned, _level(1)),
    "authorisation.trained-for-level": _learned("solving", passed=True, scope=_level(2)),
    "staffing-ratio.enough-present": _on("staffing", "date", _held),
    "backup-staff.ready": _roster(_earned, _backup),
    "backup-staff.other-team": _roster(lambda row: row["backup_for"] != row["team"], _backup),
    "absence-cover.covered": _on(
        "shifts", "starts_at", lambda row: _text(row, "replaced_by") != "", lambda row: not row["present"]
    ),
    "absence-cover.in-time": InTime(
        export="shifts",
        start="starts_at",
        end="replaced_at",
        scope=lambda row: not row["present"] and _text(row, "replaced_by") != "",
        within=((ISSUED, timedelta(hours=1)), (REVISED, timedelta(minutes=30))),
    ),
    "absence-cover.someone-else": _on(
        "shifts",
        "starts_at",
        lambda row: row["replaced_by"] != row["staff_id"],
        lambda row: _text(row, "replaced_by") != "",
    ),
    "absence-cover.qualified": Partner(
        export="shifts",
        at="starts_at",
        key="replaced_by",
        other="staff",
        other_key="staff_id",
        scope=lambda row: _text(row, "replaced_by") != "",
        fits=lambda row: _text(row, "qualification") != "",
    ),
    "absence-cover.reason": _on(
        "shifts", "starts_at", lambda row: row["absence_reason"] is not None, lambda row: not row["present"]
    ),
    "emergency-plans.owned": _on(
        "emergency-plans",
        "issued_on",
        lambda row: _text(row, "owner") != "" and _text(row, "version") != "",
        lambda row: row["active"],
    ),
    "emergency-plans.daily-use": _on(
        "emergency-plans", "issued_on", lambda row: row["daily_use"], lambda row: row["active"]
    ),
    "emergency-plans.reviewed": InTime(
        export="emergency-plans",
        start="issued_on",
        end="reviewed_on",
        scope=lambda row: row["active"],
        within=((ISSUED, _days(365)),),
    ),
    "emergency-plans.revised-after-failure": Partner(
        export="drills",
        at="date",
        key="plan_kind",
        other="emergency-plans",
        other_key="kind",
        other_at="issued_on",
        scope=lambda row: row["passed"] is False and row["plan_kind"] != "all",
        within=((ISSUED, _days(60)),),
    ),
    "emergency-drills.evaluated": InTime(
        export="drills",
        start="date",
        end="evaluated_at",
        within=((ISSUED, _days(14)), (REVISED, _days(7))),
    ),
    "emergency-drills.followed-up": _on(
        "drills", "date", lambda row: _text(row, "action_id") != "", lambda row: row["findings"] > 0
    ),
    "outage-recovery.in-order": _on("outages", "started_at", _outage_steps),
    "outage-recovery.cause-found": InTime(
        export="outages", start="detected_at", end="identified_at", within=((ISSUED, timedelta(hours=1)),)
    ),
    "outage-recovery.workaround": InTime(
        export="outages",
        start="detected_at",
        end="workaround_at",
        scope=_long,
        within=((ISSUED, timedelta(hours=2)),),
    ),
    "outage-recovery.verified": InTime(
        export="outages",
        start="restored_at",
        end="verified_at",
        scope=lambda row: row["restored_at"] is not None,
        within=((ISSUED, timedelta(minutes=30)),),
    ),
    "outage-recovery.trigger": _on(
        "outages",
        "started_at",
        lambda row: row["trigger"] is not None,
        lambda row: row["restored_at"] is not None,
    ),
    "security-incidents.in-order": _on("security-incidents", "detected_at", _incident_steps),
    "security-incidents.notified": InTime(
        export="security-incidents", start="detected_at", end="notified_at", within=((ISSUED, _days(2)),)
    ),
    "security-incidents.rectified": InTime(
        export="security-incidents",
        start="detected_at",
        end="rectified_at",
        within=((ISSUED, _days(20)), (REVISED, _days(30))),
    ),
    "security-incidents.kind-recorded": _on("security-incidents", "detected_at", lambda row: row["type"] is not None),
    "ability-assessment.operation": Partner(
        export="staff",
        at="snapshot_date",
        key="staff_id",
        other="assessments",
        other_key="staff_id",
        other_at="assessed_on",
        scope=_SETTLED,
        fits=_tested,
        within=((ISSUED, _days(180)),),
        before=True,
    ),
    "ability-assessment.pass-mark": _on(
        "assessments", "assessed_on", lambda row: row["passed"] == (row["score_total"] >= _MARK), _tested
    ),
    "ability-assessment.competencies": _on(
        "assessments",
        "assessed_on",
        lambda row: all(row[f"score_{name}"] is not None for name in ("communication", "solving", "customer_focus")),
        lambda row: row["kind"] == "skill",
    ),
    "ability-assessment.weak-retrained": InTime(
        export="assessments",
        start="assessed_on",
        end="training_on",
        scope=lambda row: _tested(row) and _text(row, "weak_dimension") != "",
        within=((ISSUED, _days(30)),),
    ),
    "ability-assessment.failed-retested": Partner(
        export="assessments",
        at="assessed_on",
        key="staff_id",
        other="assessments",
        other_key="staff_id",
        other_at="assessed_on",
        scope=lambda row: _tested(row) and row["passed"] is False,
        fits=lambda row: _tested(row) and bool(row["passed"]),
        within=((ISSUED, _days(60)),),
    ),
}
