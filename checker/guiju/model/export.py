"""What an operational export must look like: columns, types, keys, value sets and the contract it keeps."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from guiju.model.demand import Satisfies
from guiju.model.expectation import Expectation
from guiju.model.record import Id, Name, Record
from guiju.model.text import Text

ColumnType = Literal["text", "integer", "number", "boolean", "datetime", "date"]


class Column(Record):
    """One column. `datetime` is naive local time of the pack's zone."""

    title: Text
    type: ColumnType
    required: bool = False
    """A row without a readable value here is rejected as a whole."""
    values: Mapping[str, Text] = {}
    """The closed set of values; empty means any. A value outside it is unreadable."""
    minimum: float | None = None
    maximum: float | None = None
    aliases: tuple[str, ...] = ()
    """Other headers under which the column is found."""
    pii: bool = False
    """Personal data: never leaves in a report or a file unless asked for."""
    planned: bool = False
    """A planned time, not something that happened: it does not count for the newest time stamp."""


class Export(Record):
    """One kind of operational export, a file of `standards/exports/`."""

    id: Id
    title: Text
    description: Text
    key: tuple[Name, ...] = Field(min_length=1)
    """Columns that name a record to a person; also what `guiju why` asks for."""
    at: Name
    """The time at which a record starts to exist."""
    columns: Mapping[Name, Column] = Field(min_length=1)
    satisfies: Satisfies = ()
    expectations: tuple[Expectation, ...] = ()
    """The export's contract, as Great Expectations writes a suite. It is asked before any standard is told."""

    @model_validator(mode="after")
    def _known_columns(self) -> Self:
        unknown = [name for name in (*self.key, self.at) if name not in self.columns]
        if unknown:
            raise ValueError(f"`key` and `at` name columns that are not listed: {', '.join(unknown)}")
        if self.columns[self.at].type not in ("datetime", "date"):
            raise ValueError(f"`at` must be a datetime or date column, {self.at} is {self.columns[self.at].type}")
        return self
