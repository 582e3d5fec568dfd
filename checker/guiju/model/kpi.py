"""Key performance indicators: how a number is measured, without the limit it has to meet."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from guiju.model.demand import Satisfies
from guiju.model.record import ExportId, Id, Name, Record, Sql
from guiju.model.text import Text

Unit = Literal["percent", "seconds", "points", "ratio", "cases"]


class Share(Record):
    """Rows for which `of` is true, of all rows in scope."""

    kind: Literal["share"]
    of: Sql


class Mean(Record):
    """Arithmetic mean of `of`."""

    kind: Literal["mean"]
    of: Sql


class Median(Record):
    """Median of `of`, linearly interpolated."""

    kind: Literal["median"]
    of: Sql


class Percentile(Record):
    """The `p`-th percentile (0 to 100) of `of`, linearly interpolated."""

    kind: Literal["percentile"]
    of: Sql
    p: float = Field(gt=0, lt=100)


class Count(Record):
    """Number of rows in scope."""

    kind: Literal["count"]


class Ratio(Record):
    """One aggregate divided by another, such as `sum(active_customers)` over `sum(service_staff)`."""

    kind: Literal["ratio"]
    of: Sql
    to: Sql


class Aggregate(Record):
    """One aggregate over the rows in scope, such as `sum(service_staff)` or `max(waiting)`."""

    kind: Literal["aggregate"]
    of: Sql


class Side(Record):
    """What stands on the other side of a measure across exports: an aggregate over the rows of another export."""

    on: ExportId
    of: Sql
    """An aggregate, such as `sum(service_staff)` or `count(*)`."""
    where: Sql | None = None
    at: Name | None = None
    """Time that decides period and revision; the other export's own `at` where it is not given."""


class Across(Record):
    """An aggregate of the KPI's own export held against one of another export, per period and group of both.

    A group or period that only one of the two exports has gets no value.
    """

    kind: Literal["across"]
    of: Sql
    """An aggregate over the KPI's own export."""
    to: Side
    as_: Literal["ratio", "difference"] = Field(default="ratio", alias="as")
    """`of` divided by `to`, or `of` minus `to`."""


class Baseline(Record):
    """The days that a change is measured against: two parameters that hold dates, both days included."""

    from_: Name = Field(alias="from")
    until: Name


class Change(Record):
    """How another KPI changed against the period before, or against a baseline that the revision names."""

    kind: Literal["change"]
    of: Id
    """The KPI that is compared: its definition takes no parameters, so that both sides are measured alike."""
    against: Literal["previous"] | Baseline
    as_: Literal["relative", "reduction", "difference"] = Field(default="relative", alias="as")
    """`relative`: (now - then) / then, so that -30% is a drop by three tenths; `reduction`: (then - now) / then, so
    that the same drop is 30%; `difference`: now - then."""


class Correlation(Record):
    """Pearson's correlation coefficient of two columns, -1 to 1."""

    kind: Literal["correlation"]
    of: Sql
    with_: Sql = Field(alias="with")


Measure = Annotated[
    Share | Mean | Median | Percentile | Count | Aggregate | Ratio | Across | Correlation | Change,
    Field(discriminator="kind"),
]

Range = tuple[float | None, float | None]
"""Least and greatest value that is possible; None leaves an end open."""


class Kpi(Record):
    """One metric definition, a file of `standards/kpis/`."""

    id: Id
    title: Text
    description: Text
    owner: Id
    on: ExportId
    """The export that it is measured on."""
    at: Name | None = None
    """Time that decides period and revision; the export's own `at` where it is not given."""
    where: Sql | None = None
    measure: Measure
    unit: Unit
    """`percent` for shares (measured 0 to 1), `seconds` for durations, `points` for scores."""
    better: Literal["higher", "lower"]
    missing: Literal["bounds", "excluded"] = "bounds"
    """What a missing value does: it widens the best and worst case (and may leave the verdict open),
    or it is left out and counted, where the definition says so on purpose."""
    range_: Range | None = Field(default=None, alias="range")
    """What a record's value can lie between, such as `[0, 5]` for a score or `[0, null]` for a duration: it bounds
    what missing values could do to a mean, a median or a percentile."""
    satisfies: Satisfies = ()

    @property
    def exports(self) -> tuple[Id, ...]:
        """The exports that it reads: first the one that it is measured on."""
        return (self.on, self.measure.to.on) if isinstance(self.measure, Across) else (self.on,)

    @model_validator(mode="after")
    def _range_of_values(self) -> Self:
        if self.range_ is None:
            return self
        low, high = self.range_
        if not isinstance(self.measure, Mean | Median | Percentile):
            raise ValueError("`range` bounds the values of a mean, a median or a percentile; leave it out here")
        if (low is None and high is None) or (low is not None and high is not None and low >= high):
            raise ValueError("`range` is the least and the greatest possible value, such as [0, 5] or [0, null]")
        return self

    @model_validator(mode="after")
    def _scope_of_change(self) -> Self:
        if isinstance(self.measure, Change) and (self.where is not None or self.at is not None):
            raise ValueError("a change takes `where` and `at` from the KPI that it compares; leave them out here")
        return self


def baseline_of(kpi: Kpi) -> tuple[Name, ...]:
    """The parameters that hold the first and the last day of a change's baseline; none for any other KPI."""
    match kpi.measure:
        case Change(against=Baseline(from_=first, until=last)):
            return first, last
        case _:
            return ()
