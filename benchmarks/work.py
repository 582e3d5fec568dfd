"""The work that every tool does: the names of the rules and targets, their limits, and the one form of an answer."""

import argparse
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

AS_OF = "2026-02-01 00:00:00"
"""Now, for tickets without an end: later than every time stamp of the table."""
MOST_IDS = 1000

EMAIL = r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
PRESENT = {
    "channel-present": "channel",
    "request-type-present": "request_type",
    "agent-present": "agent_id",
    "email-present": "customer_email",
}
KNOWN = {
    "channel-known": ("channel", ("phone", "email", "chat", "wechat", "web")),
    "priority-known": ("priority", ("low", "normal", "high", "urgent")),
    "tier-known": ("customer_tier", ("standard", "silver", "gold", "vip")),
    "status-known": ("status", ("open", "pending", "resolved", "closed")),
}
RANGES = {"csat-range": ("csat", 1, 5), "reopened-range": ("reopened_count", 0, 20)}
NOTES_LENGTH = (20, 80)
ORDERS = {
    "response-after-creation": ("created_at", "first_response_at"),
    "resolution-after-response": ("first_response_at", "resolved_at"),
    "closing-after-resolution": ("resolved_at", "closed_at"),
}
DEADLINES = {
    "complaint-resolved": ("request_type", "complaint", "resolved_at", 24 * 3_600),
    "inquiry-answered": ("request_type", "inquiry", "first_response_at", 3_600),
    "technical-answered": ("request_type", "technical", "first_response_at", 15 * 60),
    "urgent-resolved": ("priority", "urgent", "resolved_at", 4 * 3_600),
}
"""Rule -> column and value that the rule is for, end of the clock, limit in seconds from `created_at`.

An end before the start has no verdict; no end yet counts as `AS_OF`.
"""
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
TIME_EDGES: Sequence[int] = sorted(
    {
        *(0, 1, 2, 3, 5, 8, 10, 15, 20, 30, 45),
        *(_MINUTE * minutes for minutes in (1, 2, 3, 4, 5, 8, 10, 15, 20, 25, 30, 40, 50)),
        *(_HOUR * halves // 2 for halves in (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 60, 72, 96, 120, 144)),
        *(_DAY * days for days in (4, 5, 6, 7, 10, 14, 20, 25, 30, 40, 50, 60, 75, 90, 120, 150, 180, 240, 365, 540)),
        *(limit for _, _, _, limit in DEADLINES.values()),
    }
)
"""Seconds at which the buckets of the times of `DEADLINES` end.

They are those of `guiju check` (`EDGES` and `edges_for` in checker/guiju/model/distribution.py): as many buckets are as
much work, and only counts at equal edges can be compared. Written down here, because the yardstick imports no guiju.
"""
ROW_RULES = (
    *PRESENT,
    "ticket-unique",
    *KNOWN,
    *RANGES,
    "notes-length",
    *ORDERS,
    "email-pattern",
    *DEADLINES,
)

ON_TIME_SECONDS = 8 * 3_600
COMPLAINT_ON_TIME_SECONDS = 24 * 3_600
TARGETS: Mapping[str, tuple[str, float]] = {
    "resolution-rate": (">=", 0.9),
    "first-contact": (">=", 0.7),
    "csat-mean": (">=", 4.2),
    "csat-satisfied": (">=", 0.8),
    "response-p90": ("<=", 1_800),
    "response-mean": ("<=", 1_200),
    "reopen-rate": ("<=", 0.1),
    "team-on-time": (">=", 0.9),
    "complaint-on-time": (">=", 0.95),
    "tier-resolution": ("<=", 7_200),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAnswer:
    """What a tool found for one row rule."""

    breached: int
    judged: int | None
    """Kept and breached together; None where the tool does not say."""
    ids: Sequence[str] | None
    """Up to MOST_IDS ticket numbers that broke the rule; None where the tool gives none."""
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAnswer:
    """What a tool measured for one group of a target."""

    by: str | None
    period: str | None
    cases: int | None
    value: float | None
    verdict: str = ""


TimeBucket = tuple[int | None, int, int]
"""Up to and with this many seconds (None: all that is above); cases ended, and cases still open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesAnswer:
    """How long the cases of one deadline took that started in some months, as a tool counted them."""

    months: tuple[str, str] | None
    """The first and the last; None for the cases of all months."""
    buckets: Sequence[TimeBucket]
    """Ascending, each from where the one before ends."""


def arguments(
    description: str | None, add: Callable[[argparse.ArgumentParser], object] | None = None
) -> argparse.Namespace:
    """The file to judge, and what else a runner asks for."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("file", type=Path, help="tickets, .parquet or .csv")
    if add is not None:
        add(parser)
    return parser.parse_args()


def print_answer(
    rules: Mapping[str, RowAnswer],
    targets: Mapping[str, Sequence[GroupAnswer]],
    times: Mapping[str, Sequence[TimesAnswer]] | None = None,
) -> None:
    """One JSON on stdout, with a verdict on every rule and group, and with times where the tool counts them."""
    unknown = [name for name in (*rules, *targets, *(times or ())) if name not in ROW_RULES and name not in TARGETS]
    if unknown:
        raise ValueError(f"no rule of the benchmark: {', '.join(unknown)}")
    print(
        json.dumps(
            {
                "rules": {name: asdict(answer) | {"verdict": _kept(answer)} for name, answer in rules.items()},
                "targets": {
                    name: [asdict(group) | {"verdict": _met(name, group)} for group in groups]
                    for name, groups in targets.items()
                },
                "times": times and {name: [asdict(each) for each in spans] for name, spans in times.items()},
            },
            ensure_ascii=False,
        )
    )


def month(period: object) -> str | None:
    """`2025-03` from a date in whatever form."""
    match = re.match(r"\d{4}-\d{2}", str(period))
    return match[0] if match else None


def _kept(answer: RowAnswer) -> str:
    return "noncompliant" if answer.breached else "compliant"


def _met(name: str, group: GroupAnswer) -> str:
    relation, limit = TARGETS[name]
    if group.value is None:
        return "undecided"
    met = group.value >= limit if relation == ">=" else group.value <= limit
    return "compliant" if met else "noncompliant"
