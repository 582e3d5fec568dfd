"""The limits that the handbook states, written down once more by hand for the generator's own arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from generator.days import due_after

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A limit in working days."""

    count: int

    def due(self, start: datetime) -> datetime:
        """When a case that starts then is due."""
        return due_after(start, self.count)


@dataclass(frozen=True, slots=True)
class Running:
    """A limit in running time."""

    time: timedelta

    def due(self, start: datetime) -> datetime:
        """When a case that starts then is due."""
        return start + self.time


Limit = WorkingDays | Running
ISSUED, REVISED = date(2025, 1, 1), date(2025, 7, 1)


def _always(limit: T) -> Sequence[tuple[date, T]]:
    return ((ISSUED, limit),)


def _hours(hours: float) -> Running:
    return Running(timedelta(hours=hours))


def _days(days: int) -> Running:
    return Running(timedelta(days=days))


DEADLINES: Mapping[str, Sequence[tuple[date, Limit]]] = {
    "first-response.first": _always(_hours(1)),
    "first-response.person-behind-bot": _always(_hours(1)),
    "service-response.all": _always(_hours(24)),
    "service-response.enquiries": _always(_hours(24)),
    "service-response.general-requests": _always(_hours(24)),
    "technical-issues.response": _always(_hours(0.25)),
    "technical-issues.response-behind-bot": _always(_hours(0.25)),
    "technical-issues.solution": _always(_hours(0.5)),
    "complex-requests.initial-handling": _always(_hours(48)),
    "resolution-and-closing.resolved": ((ISSUED, _days(15)), (REVISED, _days(10))),
    "resolution-and-closing.customer-told": ((REVISED, _hours(24)),),
    "resolution-and-closing.closed": _always(_days(7)),
    "major-issues.requests": _always(WorkingDays(1)),
    "major-issues.complaints": _always(WorkingDays(1)),
    "complaint-handling.handled": ((ISSUED, _hours(48)), (REVISED, _hours(24))),
    "complaint-handling.outer-limit": _always(WorkingDays(2)),
    "complaint-response.longest-wait": _always(_hours(8)),
}
"""Clause -> (in force from, limit), oldest first."""

TARGETS: Mapping[str, Sequence[tuple[date, float]]] = {
    "customer-satisfaction.overall": _always(0.9),
    "problem-resolution.resolved-share": _always(0.95),
    "support-teams.mean-response": _always(20 * 60),
    "support-teams.satisfaction": _always(0.9),
    "own-due-time.share-in-time": ((ISSUED, 0.85), (date(2026, 1, 1), 0.9)),
    "complaint-response.mean-response": _always(2 * 3600),
    "complaint-satisfaction.satisfied": _always(0.95),
    "call-answering.promptly": ((ISSUED, 0.75), (REVISED, 0.8)),
    "call-answering.abandoned": ((ISSUED, 0.1), (REVISED, 0.08)),
    "backup-staff.redundancy": _always(0.2),
    "staffing-ratio.customers-per-person": _always(5),
    "staffing-ratio.requests-per-person": _always(10),
    "emergency-drills.full-drill": _always(1),
    "staff-training.systematic": _always(2),
    "outage-recovery.recovery": _always(4 * 3600),
    "outage-recovery.experience-loss": _always(0.05),
    "security-incidents.handling-time": _always(2 * 3600),
    "security-incidents.leaks-handled": _always(1),
    "resource-effect.positive": _always(0),
    "service-coverage.customers": _always(0.95),
    "service-coverage.outlets": _always(0.9),
    "service-technology.scenarios": _always(0.9),
    "service-technology.gain": _always(0.3),
}
"""Clause -> (in force from, limit): shares from 0 to 1, durations in seconds."""

ANSWER_WITHIN: Sequence[tuple[date, timedelta]] = ((ISSUED, timedelta(seconds=30)), (REVISED, timedelta(seconds=20)))
"""How soon a call has to be answered to be counted as answered in time."""
SATISFIED_FROM = 4
BASELINE_UNTIL = datetime(2025, 4, 1)  # the first quarter of 2025 is what later responses are compared with


def in_force(steps: Sequence[tuple[date, T]], moment: date) -> T | None:
    """What holds at a moment; None before the first step."""
    day = moment.date() if isinstance(moment, datetime) else moment
    return next((value for start, value in reversed(steps) if start <= day), None)


CLOSED_WITHOUT_WORK = frozenset({"withdrawn", "duplicate"})
"""Outcomes of requests on which there was nothing to do."""
OFFER: Sequence[tuple[date, timedelta]] = ((ISSUED, timedelta(hours=48)), (REVISED, timedelta(hours=24)))
TELL_EVERY: Sequence[tuple[date, timedelta]] = ((ISSUED, timedelta(days=3)), (REVISED, timedelta(days=2)))
INVITE: Sequence[tuple[date, timedelta]] = ((ISSUED, timedelta(days=3)), (REVISED, timedelta(days=1)))
PLAN_TERM: Sequence[tuple[date, timedelta]] = ((ISSUED, timedelta(days=15)), (REVISED, timedelta(days=10)))
ENTER: Sequence[tuple[date, timedelta]] = ((ISSUED, timedelta(hours=24)), (REVISED, timedelta(hours=8)))
COMPLEX_ESCALATED = date(2025, 10, 1)
"""Special requests are escalated from the beginning, complex ones since this day."""
PLAN_WITHIN, TRACK_WITHIN, CORRECT_WITHIN = timedelta(hours=48), timedelta(days=3), timedelta(days=3)
MAINTAIN_WITHIN, REPLY_WITHIN, PICK_UP_WITHIN = timedelta(days=30), timedelta(days=3), timedelta(hours=24)
STEPS_MOST = 8
CONFIRMED_SHARE, ANSWERED_SHARE, WHOLE_SHARE, FEWEST = 0.8, 0.3, 0.95, 20
