"""Clauses put into the words of Great Expectations: what of the law they can say, and why not the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from guiju.model.catalogue import ClauseRef
from guiju.model.record import Id
from guiju.model.text import Text

Arguments = Mapping[str, object]
"""`kwargs` of an expectation, as its suite holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A clause in Great Expectations' words: expectations by type and arguments, which together say the same."""

    ref: ClauseRef
    export: Id
    expectations: tuple[tuple[str, Arguments], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSaid:
    """A clause that they cannot say, and why."""

    ref: ClauseRef
    export: Id | None
    why: Text
