"""When the clock of one record ran and when it stood: the pieces that `guiju why` shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from guiju.engine.protocol import Engine
from guiju.model.catalogue import Catalogue
from guiju.model.checks import Deadline
from guiju.model.opening import opening_hours, working_days
from guiju.model.pack import Calendar
from guiju.model.plan import StoryQuery
from guiju.model.quantity import Duration
from guiju.model.story import Judgement
from guiju.model.text import Text
from guiju.model.timeline import START_DAY, Hours, Pause, stretches

_WHY: Mapping[object, Text] = {
    "pauses": Text(zh="暂停", en="paused"),
    "holds": Text(zh="暂停", en="paused"),
    "reopened": Text(zh="已办结，尚未重开", en="ended, not opened again yet"),
}

Place = tuple[object, object]
"""File and row of a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClock:
    """What other exports say of one record's clock."""

    since: datetime | None = None
    """Where it starts; None: where the record does."""
    pauses: tuple[Pause, ...] = ()


def clocks_of(query: StoryQuery, engine: Engine) -> Mapping[Place, OwnClock]:
    """The records of which other exports say anything. The tables of the query have to be there."""
    if query.since_sql is None:
        return {}
    pauses: dict[Place, list[Pause]] = {}
    for file, row, since, until, why in engine.rows(query.pauses_sql) if query.pauses_sql is not None else ():
        if isinstance(since, datetime) and isinstance(until, datetime):
            pauses.setdefault((file, row), []).append(Pause(since=since, until=until, why=_WHY[why]))
    return {
        (file, row): OwnClock(
            since=since if isinstance(since, datetime) else None, pauses=tuple(pauses.get((file, row), ()))
        )
        for file, row, since in engine.rows(query.since_sql)
    }


def with_clock(judgement: Judgement, catalogue: Catalogue, own: OwnClock, as_of: datetime | None) -> Judgement:
    """The judgement with the pieces of its clock, where it is a clock that does not run all the time."""
    clause = catalogue.standards[judgement.ref.standard].clause(judgement.ref.clause)
    check = clause.check if clause is not None else None
    started, until = own.since or judgement.started, judgement.ended or as_of
    if not isinstance(check, Deadline) or judgement.state not in ("kept", "breached", "pending"):
        return judgement
    limit = _limit(check, catalogue, judgement)
    if limit is None or started is None or until is None or until <= started:
        return judgement
    hours, pauses = _hours(check, catalogue, limit), list(own.pauses)
    if limit.working_days is not None and check.count == "end-of-day":
        midnight = datetime.combine(started.date(), time.min) + timedelta(days=1)
        pauses.append(Pause(since=started, until=midnight, why=START_DAY))
    if hours is None and not pauses and started == judgement.started:
        return judgement
    return replace(judgement, stretches=stretches(started, until, pauses, hours=hours, due=judgement.due))


def _limit(check: Deadline, catalogue: Catalogue, judgement: Judgement) -> Duration | None:
    """The limit of the revision that judged."""
    revisions = catalogue.standards[judgement.ref.standard].revisions
    held = next((revision for revision in revisions if revision.version == judgement.revision), None)
    limit = held.sets.get(check.within or "") if held is not None else None
    return limit if isinstance(limit, Duration) else None


def _hours(check: Deadline, catalogue: Catalogue, limit: Duration) -> Hours | None:
    """The time that the clock of this limit counts; None where it counts all time."""
    calendar = _calendar(check, catalogue)
    if calendar is None or (check.clock is None and limit.working_days is None):
        return None
    days = limit.working_days is not None
    return Hours(calendar=calendar, open_time=working_days(calendar) if days else opening_hours(calendar))


def _calendar(check: Deadline, catalogue: Catalogue) -> Calendar | None:
    name = check.clock or catalogue.pack.calendar
    return catalogue.calendars.get(name) if name is not None else None
