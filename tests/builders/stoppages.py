"""Cases with the events and holds that stop, restart and reopen their clocks, and a walk that counts step by step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from guiju.model.export import Export

EVENTS = Export.model_validate(
    {
        "id": "events",
        "title": {"zh": "事件", "en": "Events"},
        "description": {"zh": "测试用", "en": "for tests"},
        "key": ["about"],
        "at": "happened_at",
        "columns": {
            "about": {"title": {"zh": "编号", "en": "about"}, "type": "text"},
            "happened_at": {"title": {"zh": "时间", "en": "happened"}, "type": "datetime"},
            "event": {"title": {"zh": "事件", "en": "event"}, "type": "text"},
        },
    }
)
HOLDS = Export.model_validate(
    {
        "id": "holds",
        "title": {"zh": "挂起", "en": "Holds"},
        "description": {"zh": "测试用", "en": "for tests"},
        "key": ["about"],
        "at": "held_from",
        "columns": {
            "about": {"title": {"zh": "编号", "en": "about"}, "type": "text"},
            "held_from": {"title": {"zh": "挂起", "en": "held from"}, "type": "datetime"},
            "held_until": {"title": {"zh": "恢复", "en": "held until"}, "type": "datetime"},
            "why": {"title": {"zh": "原因", "en": "why"}, "type": "text"},
        },
    }
)
KEY = {"case_id": "about"}
PAUSES = {"export": "events", "key": KEY, "begins": "event = 'wait'", "ends": "event = 'go'"}
HELD = {"export": "holds", "key": KEY, "from": "held_from", "until": "held_until", "where": "why = 'customer'"}
RESTARTS = {"export": "events", "key": KEY, "when": "event = 'assigned'"}
REOPENED = {"export": "events", "key": KEY, "when": "event = 'reopened'", "ends": "event = 'solved'"}


def event(about: str | None, at: datetime | None, what: str | None, **more: Any) -> dict[str, Any]:
    return {"about": about, "happened_at": at, "event": what} | more


def hold(about: str | None, since: datetime | None, until: datetime | None, **more: Any) -> dict[str, Any]:
    return {"about": about, "held_from": since, "held_until": until, "why": "customer"} | more


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What a case comes to when somebody walks through its time and looks at every step."""

    state: str
    counted: timedelta
    used_up: datetime | None
    """The moment at which the limit had been counted."""


def walk(  # noqa: PLR0913 - a case is all of that
    opened: datetime,
    closed: datetime | None,
    now: datetime,
    limit: timedelta,
    *,
    step: timedelta,
    counts: Callable[[datetime], bool] = lambda _: True,
    events: Sequence[tuple[datetime, str]] = (),
    holds: Sequence[tuple[datetime, datetime | None]] = (),
    between: str | None = None,
) -> Walk:
    """Every time lies on a step. Events of one moment are taken in their order, a reopening last."""
    solved = [at for at, what in events if what == "solved" and at >= opened]
    reopened = [at for at, what in events if what == "reopened" and at >= opened]
    ends = sorted([*solved, *([closed] if closed is not None else [])])
    if between is not None:
        closed = next((end for end in ends if all(again < end for again in reopened)), None)
    until = closed if closed is not None else now
    starts = [at for at, what in events if what == "assigned" and opened <= at <= until and at != closed]
    at = since = max([opened, *starts])
    counted, used = timedelta(), None
    while True:
        if used is None and counted == limit:
            used = at
        if at >= until:
            break
        closed_again = between == "paused" and any(
            end <= at < again for end in ends for again in reopened if not any(end <= r < again for r in reopened)
        )
        if counts(at) and not waits(events, at) and not held(holds, at) and not closed_again and at >= since:
            counted += step
        at += step
    late = counted > limit
    state = "breached" if late else "pending" if closed is None else "kept"
    return Walk(state=state, counted=counted, used_up=used)


def waits(events: Sequence[tuple[datetime, str]], at: datetime) -> bool:
    """Whether the last event up to now that stops or starts the clock stopped it."""
    said = [(when, place, what) for place, (when, what) in enumerate(events) if what in ("wait", "go") and when <= at]
    return bool(said) and max(said)[2] == "wait"


def held(holds: Sequence[tuple[datetime, datetime | None]], at: datetime) -> bool:
    return any(since <= at and (until is None or at < until) for since, until in holds)
