"""The small records around the standards: the pack itself, sources, roles, glossary and calendars."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from guiju.model.demand import Demand, Satisfies
from guiju.model.record import Id, Record
from guiju.model.text import Text

Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
WebFolder = Annotated[
    str, StringConstraints(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?/([A-Za-z0-9._~%-]+/)*$", max_length=300)
]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Chapter(Record):
    """One chapter of the handbook: its folder is `handbook/NN-<id>`, NN being its place in the list."""

    id: Id
    title: Text
    summary: Text


class Web(Record):
    """Where people find the handbook and the files of the pack. Pages link there; nothing is fetched from it."""

    site: WebFolder | None = None
    """The published handbook; makes the links of its feeds absolute."""
    edit: WebFolder | None = None
    """Where the files of this folder are edited: the path of a file is put behind it."""


class Pack(Record):
    """`standards/pack.yaml`."""

    id: Id
    title: Text
    organisation: Text
    zone: str
    """IANA name of the zone whose naive local time all exports carry."""
    calendar: Id | None = None
    """Default calendar of clocks in working time."""
    web: Web = Web()
    chapters: tuple[Chapter, ...] = Field(min_length=1)


class Source(Record):
    """A document that standards answer to, a file of `standards/sources/`: its sections and all that it demands."""

    id: Id
    title: Text
    sections: Mapping[str, Text] = {}
    """In the order of the document."""
    demands: tuple[Demand, ...] = ()


class Role(Record):
    """Who does, owns, approves or is bound."""

    id: Id
    title: Text
    duties: tuple[Text, ...] = Field(min_length=1)
    satisfies: Satisfies = ()


class Roles(Record):
    """`standards/roles.yaml`."""

    roles: tuple[Role, ...] = Field(min_length=1)


class Term(Record):
    """A word with one meaning."""

    id: Id
    term: Text
    meaning: Text
    satisfies: Satisfies = ()


class Glossary(Record):
    """`standards/glossary.yaml`."""

    terms: tuple[Term, ...]


class Opening(Record):
    """One interval in which the clock runs, from `opens` to `closes`: of the next day where that is not later."""

    opens: Clock
    closes: Clock

    @property
    def overnight(self) -> bool:
        """Whether it lasts over midnight; it then belongs to the day on which it opens."""
        return self.closes <= self.opens

    @model_validator(mode="after")
    def _opens_on_its_day(self) -> Self:
        if self.opens == "24:00":
            raise ValueError("opens is a time of its own day, at the latest 23:59; write 00:00 of the next day")
        return self


class SpecialDay(Record):
    """A day on which the weekday's rule does not hold: a holiday, or a make-up working day (调休)."""

    date: date
    name: Text
    works: bool = False


class Calendar(Record):
    """Working days and opening hours, a file of `standards/calendars/`."""

    id: Id
    title: Text
    published_from: date
    published_until: date
    """Nothing is known beyond it: a date outside is `undecided: calendar`, never a guess."""
    notices: Mapping[int, str] = {}
    """Year -> the public notice that its special days come from."""
    week: Mapping[Weekday, tuple[Opening, ...]]
    """Opening hours of each working weekday; a weekday that is not listed does not work."""
    make_up_hours: tuple[Opening, ...] = ()
    """Opening hours of a make-up working day."""
    special_days: tuple[SpecialDay, ...] = ()
    satisfies: Satisfies = ()

    def works_on(self, day: date) -> bool | None:
        """Whether `day` is a working day; None outside the published years."""
        if not self.published_from <= day <= self.published_until:
            return None
        special = next((special for special in self.special_days if special.date == day), None)
        return special.works if special is not None else WEEKDAYS[day.weekday()] in self.week
