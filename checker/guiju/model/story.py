"""The story of one record: what happened when, and what every clause says about it."""

from dataclasses import dataclass
from datetime import datetime

from guiju.model.catalogue import ClauseRef
from guiju.model.plan import State
from guiju.model.record import Id
from guiju.model.standard import Severity
from guiju.model.text import Text
from guiju.model.timeline import Stretch
from guiju.model.waiver import Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One time stamp of the record, under the title of its column."""

    at: datetime
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one clause says about the record."""

    ref: ClauseRef
    title: Text
    severity: Severity
    state: State
    reason: Text | None = None
    """Why it is undecided."""
    revision: str | None = None
    limit: str | None = None
    """The limit in force at the record's own time, as the revision wrote it (`PT24H`)."""
    started: datetime | None = None
    ended: datetime | None = None
    due: datetime | None = None
    measured_s: float | None = None
    """Seconds from `started` to `ended`; to `as_of` where the case is still open."""
    approver: Text | None = None
    """Title of the role that approved the revision."""
    stretches: tuple[Stretch, ...] = ()
    """For a clock that does not run all the time: when it ran, and why it stood."""
    values: tuple[tuple[Text, str | None], ...] = ()
    """Column title and value of what a condition looked at (without personal data)."""
    unread: tuple[Text, ...] = ()
    """Titles of those columns of which the cell stands in the file and could not be read."""
    waivers: tuple[Waiver, ...] = ()
    """Those that cover the record, where it is breached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStory:
    """One record of one export with its events, in any order, and its judgements, in the order of the handbook."""

    export: Id
    export_title: Text
    key: str | None
    """As it was asked for; None where the record was asked for by its row."""
    """The record's key as a person writes it."""
    file: str
    row: int
    """Row in the file; the header is row 1."""
    as_of: datetime | None
    """The `now` that open cases were judged by."""
    events: tuple[Event, ...]
    judgements: tuple[Judgement, ...]
