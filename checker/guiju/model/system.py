"""How one source system's files become the exports of the pack."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, model_validator

from guiju.model.demand import Satisfies
from guiju.model.export import ColumnType
from guiju.model.record import Id, Name, Record, Sql
from guiju.model.text import Text


class Cell(Record):
    """Where one column comes from, and how its cells are read."""

    from_: str | tuple[str, ...] = Field(alias="from")
    """Header in the file. Several headers (a date and a time) are joined with one space; where any part
    is a null marker the whole is null."""
    also: tuple[str, ...] = ()
    """Other names of the same header, tried in order where a file does not have the first."""
    type: ColumnType | None = None
    """Needed for a cell that is not a column of the export, but is used by `fold` or `derive`."""
    formats: tuple[str, ...] = ()
    """strptime formats, tried in order; the system's own where none is given."""
    values: Mapping[str, str | bool | int | float | None] = {}
    """Value in the file -> value of the export. Values that are not listed pass as they are."""
    nulls: tuple[str, ...] = ()
    """Further null markers of this cell."""
    optional: bool = False
    """A file without it is read all the same: in expressions it has no value, and a derived column is only
    there if one of its optional cells is."""

    @model_validator(mode="after")
    def _one_header(self) -> Self:
        if self.also and not isinstance(self.from_, str):
            raise ValueError("`also` names one header in other words: it does not go with several headers in `from`")
        return self


class LeaveOut(Record):
    """Rows that are no records of the export by intention. They are counted under their reason."""

    where: Sql
    reason: Text


class Fold(Record):
    """Turns an event log into one row per case."""

    key: Name
    """The cell that names the case."""
    order: tuple[Name, ...] = Field(min_length=1)
    """Cells by which the events of a case are ordered; file order breaks ties."""
    columns: Mapping[Name, Sql] = Field(min_length=1)
    """Column of the export -> aggregate over the events of one case, in that order
    (`first(opened_at)`, `min(ts) filter (where event = 'answered')`, `last(state)`)."""


class Before(Record):
    """Lets `derive` and `leave_out` see the row before in the same case: what changed, in a log that tells states.

    All rows of a case have to stand in one file.
    """

    key: Name
    """The cell that names the case."""
    order: tuple[Name, ...] = Field(min_length=1)
    """Cells by which the rows of a case are ordered; file order breaks ties."""
    cells: Mapping[Name, Name] = Field(min_length=1)
    """Name in expressions -> the cell whose value in the row before it holds; null in the first row of a case."""


class Reading(Record):
    """How one kind of file of the system is read into one export."""

    export: Id
    files: tuple[str, ...] = ()
    """Glob patterns on the file's name, case-blind; needed only where a system has several readings."""
    sheet: str | int | None = None
    """In a workbook: name of the sheet, or its number from 1 (a name made of digits is put into quotes)."""
    beside: Id | None = None
    """Export of another reading: a file that is read for that one becomes this one too, from the same rows."""
    columns: Mapping[Name, Cell] = Field(min_length=1)
    before: Before | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    derive: Mapping[Name, Sql] = {}
    """Column of the export -> expression over the cells of the same row."""
    fold: Fold | None = None
    complete: Mapping[Name, tuple[str, ...]] = {}
    """Column -> the values of which the file misses none. A clause that would read the absence of another value as
    `it did not happen` (the order of events, what stops a clock) is undecided. Columns not named here are complete."""
    note: Text | None = None
    """What the file does not carry, so that clauses left undecided are understood; told with the books."""

    @model_validator(mode="after")
    def _fold_or_derive(self) -> Self:
        if self.fold is not None and self.derive:
            raise ValueError("`derive` works on rows and `fold` on cases: put the expressions into `fold.columns`")
        if self.fold is not None and self.before is not None:
            raise ValueError("`fold` sees all rows of a case already: leave `before` out")
        return self

    @model_validator(mode="after")
    def _whole_logs(self) -> Self:
        if self.fold is not None and any(cell.optional for cell in self.columns.values()):
            raise ValueError("`fold` needs each of its cells: leave `optional` out")
        return self

    @model_validator(mode="after")
    def _files_of_one(self) -> Self:
        if self.beside is not None and (self.files or self.sheet is not None):
            raise ValueError("`beside` takes the files of another reading: leave `files` and `sheet` out")
        return self


class System(Record):
    """One source system, a file of `standards/systems/`."""

    id: Id
    title: Text
    description: Text
    nulls: tuple[str, ...] = ()
    """Texts that mean `no value` anywhere in its files (an empty cell always does)."""
    datetime_formats: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    time_zone: str | None = None
    """IANA name of the zone of its time stamps that carry none; the pack's own where it is not given."""
    readings: tuple[Reading, ...] = Field(min_length=1)
    satisfies: Satisfies = ()
