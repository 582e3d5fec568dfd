"""What stops, restarts and reopens the clock of a deadline: rows of another export that belong to the record by key."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from guiju.model.record import Id, Name, Record, Sql


class Pauses(Record):
    """Time that does not count, from events that begin and end it, or from rows that hold whole intervals.

    Intervals that overlap count once. One that has begun and not ended lasts until the end of the case, or now.
    """

    export: Id
    """The export that the events or intervals stand in."""
    key: Mapping[Name, Name] = Field(min_length=1)
    """Column of the record -> column of the other export that holds the same."""
    at: Name | None = None
    """Time of an event; the export's own `at` where it is not given."""
    begins: Sql | None = None
    """Events after which the clock stands; further ones while it stands change nothing."""
    ends: Sql | None = None
    """Events after which the clock runs again; those while it runs change nothing, and are counted."""
    from_: Name | None = Field(default=None, alias="from")
    """First moment of an interval."""
    until: Name | None = None
    """End of an interval; empty means that it has not ended."""
    where: Sql | None = None
    """Which intervals are pauses; one for which it is null may or may not be one."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        events = (self.begins is not None) + (self.ends is not None)
        intervals = (self.from_ is not None) + (self.until is not None)
        both, neither = 2, 0
        if (events, intervals) not in {(both, neither), (neither, both)}:
            raise ValueError("give either `begins` and `ends` (events), or `from` and `until` (intervals)")
        if events and self.where is not None:
            raise ValueError("`where` goes with intervals; events are chosen by `begins` and `ends`")
        if intervals and self.at is not None:
            raise ValueError("`at` goes with `begins` and `ends`; an interval has `from` and `until`")
        return self


class Restarts(Record):
    """Events at which the clock starts anew: the newest one before the end of the case is where it starts.

    The revision in force is still that of the record's own start: a new assignment is no new case.
    """

    export: Id
    key: Mapping[Name, Name] = Field(min_length=1)
    at: Name | None = None
    """Time of an event; the export's own `at` where it is not given."""
    when: Sql


class Reopened(Record):
    """Events that open a case again: it ends with the first end behind the newest of them, and is open without one."""

    export: Id
    key: Mapping[Name, Name] = Field(min_length=1)
    at: Name | None = None
    """Time of an event; the export's own `at` where it is not given."""
    when: Sql
    """Events that open the case again; one at the very moment of an end comes behind it."""
    ends: Sql | None = None
    """Events that end the case; the record's own `to` is one more of them."""
    between: Literal["counts", "paused"] = "counts"
    """Whether the time from an end to the reopening counts."""

    @model_validator(mode="after")
    def _ends_known(self) -> Self:
        if self.between == "paused" and self.ends is None:
            raise ValueError("`between: paused` needs `ends`: the record's own `to` does not tell the earlier ends")
        return self


Stopper = Pauses | Restarts | Reopened


def expressions_of(stopper: Stopper) -> Mapping[str, Sql]:
    """The SQL of a stopper, by the key that it stands under."""
    match stopper:
        case Pauses():
            given = {"begins": stopper.begins, "ends": stopper.ends, "where": stopper.where}
        case Restarts():
            given = {"when": stopper.when}
        case Reopened():
            given = {"when": stopper.when, "ends": stopper.ends}
    return {key: sql for key, sql in given.items() if sql is not None}
