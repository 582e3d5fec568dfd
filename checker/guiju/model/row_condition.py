"""Which rows an expectation asks, as data: columns compared with values, never code."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import Field, FiniteFloat, model_validator

from guiju.model.record import Name, Record

Value = bool | int | FiniteFloat | date | datetime | str
"""A value of a column; times may be written as ISO text."""
Values = Annotated[tuple[Value, ...], Field(min_length=1)]


class ColumnName(Record):
    """The column of a condition."""

    name: Name


class Comparison(Record):
    """Rows in which a column compares so with a value. A missing value differs from every value."""

    type: Literal["comparison"]
    column: ColumnName
    operator: Literal["==", "!=", "<", "<=", ">", ">=", "IN", "NOT_IN"]
    parameter: Value | Values

    @model_validator(mode="after")
    def _list_where_one_is_asked(self) -> Self:
        if (self.operator in ("IN", "NOT_IN")) != isinstance(self.parameter, tuple):
            raise ValueError("IN and NOT_IN take a list, the other operators one value")
        return self


class Nullity(Record):
    """Rows in which a column is missing, or is not."""

    type: Literal["nullity"]
    column: ColumnName
    is_null: bool


class Every(Record):
    """Rows for which all conditions hold."""

    type: Literal["and"]
    conditions: Annotated[tuple["RowCondition", ...], Field(min_length=1)]


class Either(Record):
    """Rows for which one of the conditions holds."""

    type: Literal["or"]
    conditions: Annotated[tuple["RowCondition", ...], Field(min_length=1)]


RowCondition = Annotated[Comparison | Nullity | Every | Either, Field(discriminator="type")]


def condition_columns(condition: RowCondition | None) -> tuple[Name, ...]:
    """The columns that a condition reads."""
    match condition:
        case None:
            return ()
        case Comparison() | Nullity():
            return (condition.column.name,)
        case Every() | Either():
            return tuple(dict.fromkeys(name for part in condition.conditions for name in condition_columns(part)))


def moment_of(value: Value) -> datetime | None:
    """A date, a time stamp or ISO text as a naive time stamp; None for anything else, and for one with a zone."""
    match value:
        case datetime():
            found = value
        case date():
            found = datetime(value.year, value.month, value.day)
        case str():
            try:
                found = datetime.fromisoformat(value)
            except ValueError:
                return None
        case _:
            return None
    return found if found.tzinfo is None else None
