"""The check kind `sequence`: what the events of each case of a log have to do with each other."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from guiju.model.export import Export
from guiju.model.record import Id, Name, Record, Sql

Template = Literal[
    "existence",
    "absence",
    "init",
    "precedence",
    "response",
    "chain-response",
    "succession",
    "not-after",
    "not-co-existence",
    "same-actor",
    "different-actor",
]
"""The templates of Declare (Pesic, Schonenberg and van der Aalst, 2007) that service rules are made of."""

OF_ONE: frozenset[Template] = frozenset({"existence", "absence", "init"})
OF_ACTORS: frozenset[Template] = frozenset({"same-actor", "different-actor"})
TIMED: frozenset[Template] = frozenset({"precedence", "response", "chain-response", "succession", "not-after"})
"""Templates about a pair of events, which may have a limit."""
TO_COME: frozenset[Template] = frozenset({"response", "chain-response", "succession"})
"""Templates that an open case may still fulfil."""


class Cases(Record):
    """The export that lists the cases, so that one without any event is found."""

    export: Id
    key: Mapping[Name, Name] = Field(min_length=1)
    """Column of the log that names the case -> column of the other export that holds the same."""
    at: Name | None = None
    """Time that decides which revision judges the case; the other export's own `at` where it is not given."""
    ended: Sql | None = None
    """True of a case that is over."""


class Sequence(Record):
    """The events of each case follow a flow, or a rule about their order. Equal times are no order."""

    kind: Literal["sequence"]
    on: Id
    """The export that holds the log, one event a row."""
    case: tuple[Name, ...] = ()
    """Columns that name the case; `cases` names them instead where it is given."""
    cases: Cases | None = None
    where: Sql | None = None
    """Scope: over the columns of the export of `cases`; without that a case is in scope when any event of it is."""
    event: Name
    """Column that says what happened: what findings call an event, and what the steps of a flow are known by."""
    at: Name | None = None
    """Time of the event; the first of `order`, or else the export's own `at`, where it is not given."""
    order: tuple[Name, ...] = ()
    """Columns by which events are ordered: the time, then what orders events of equal time, such as a number."""
    ended: Sql | None = None
    """An event for which it is true ends its case. Until then a case that breaks nothing is pending."""

    flow: Id | None = None
    """The flow that the events follow; steps that show in no event may be passed."""
    events: Mapping[Id, Sql] = {}
    """Step of the flow -> which events show it, where that is not said by the values of the flow itself."""

    template: Template | None = None
    of: Sql | None = None
    """For `existence`, `absence` and `init`: which events are meant."""
    first: Sql | None = None
    """For templates about two events: which events come first."""
    then: Sql | None = None
    """For templates about two events: which events come, or must not come, after them."""
    actor: Name | None = None
    """For `same-actor` and `different-actor`: column that says who did it."""
    at_least: Name | None = None
    """For `existence`, parameter: so many such events; one where neither this nor `at_most` is given."""
    at_most: Name | None = None
    """For `existence`, parameter: no more such events than that."""
    within: Name | None = None
    """Parameter: how much time may lie between the two events (for `not-after`: how long none may come)."""

    tolerance: Name | None = None
    """Parameter, a percentage: the clause is met when at least this share of the judged cases is kept.
    None asks it of every case. Cases that are not over stay out; undecided ones count in the best and worst case."""

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        if (self.flow is None) == (self.template is None):
            raise ValueError("give exactly one of `flow` and `template`")
        if (not self.case) == (self.cases is None):
            raise ValueError("give exactly one of `case` (columns of the log) and `cases` (another export)")
        if self.events and self.flow is None:
            raise ValueError("`events` goes with `flow`")
        if self.at is not None and self.order and self.order[0] != self.at:
            raise ValueError("`order` begins with the time of the event, the column of `at`")
        return self

    @model_validator(mode="after")
    def _fitting_words(self) -> Self:
        template = self.template
        if (self.of is not None) != (template in OF_ONE):
            raise ValueError("`of` names the events of `existence`, `absence` and `init`, and goes with no other form")
        pair = template is not None and template not in OF_ONE
        if (self.first is not None) != pair or (self.then is not None) != pair:
            raise ValueError("`first` and `then` name the events of a template about two events, both of them")
        if (self.actor is not None) != (template in OF_ACTORS):
            raise ValueError("`actor` goes with `same-actor` and `different-actor`, which need it")
        if template != "existence" and (self.at_least is not None or self.at_most is not None):
            raise ValueError("`at_least` and `at_most` go with the template `existence`")
        if self.at_least is not None and self.at_most is not None:
            raise ValueError("give one of `at_least` and `at_most`, and a second clause for the other")
        if self.within is not None and template not in TIMED:
            raise ValueError("`within` goes with templates about the order of two events")
        return self

    @model_validator(mode="after")
    def _known_end(self) -> Self:
        to_come = template_to_come(self)
        if to_come and self.ended is None and (self.cases is None or self.cases.ended is None):
            raise ValueError("say with `ended` when a case is over: until then the event may still come")
        return self

    @property
    def named_by(self) -> tuple[Name, ...]:
        """The columns of the log that name the case."""
        return self.case if self.cases is None else tuple(self.cases.key)

    def time(self, log: Export) -> Name:
        """The column of the log that holds the time of an event."""
        return self.at or (self.order[0] if self.order else log.at)


def template_to_come(check: Sequence) -> bool:
    """Whether only the end of a case tells that something is missing."""
    if check.template == "existence":
        return check.at_most is None
    return check.template in TO_COME and check.within is None
