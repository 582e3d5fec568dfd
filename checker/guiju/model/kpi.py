"""Key performance indicators: how a number is measured, without the limit it has to meet."""

from typing import Annotated, Literal

from pydantic import Field

from guiju.model.demand import Satisfies
from guiju.model.record import Id, Name, Record, Sql
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


class Correlation(Record):
    """Pearson's correlation coefficient of two columns, -1 to 1."""

    kind: Literal["correlation"]
    of: Sql
    with_: Sql = Field(alias="with")


Measure = Annotated[Share | Mean | Median | Percentile | Count | Ratio | Correlation, Field(discriminator="kind")]


class Kpi(Record):
    """One metric definition, a file of `standards/kpis/`."""

    id: Id
    title: Text
    description: Text
    owner: Id
    on: Id
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
    satisfies: Satisfies = ()
