"""An export's contract as SQL: most expectations are slots of the export's one scan, as record clauses are.

An expectation about whole columns is answered by aggregates of the same scan; only uniqueness and the most common
value need a question of their own, because no record can answer them by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlglot import exp

from guiju.compiler import trees
from guiju.compiler.contract_rows import (
    EARLIER,
    FITTING,
    MISSED,
    STRAY,
    UNREAD,
    among,
    condition_names,
    domain,
    doubts,
    state,
)
from guiju.compiler.subject import Shape
from guiju.model.expectation import (
    Aggregate,
    ColumnExists,
    ColumnOrder,
    ColumnQuantiles,
    ColumnSet,
    ColumnValues,
    CompoundUnique,
    DistinctValues,
    Expectation,
    MostCommonValue,
    RowCount,
    RowCountEqual,
    columns_of,
)
from guiju.model.intake import FILE, ROW
from guiju.model.plan import ContractQuestion
from guiju.model.row_condition import moment_of
from guiju.model.text import Text

ELEMENTS, MISSING, UNEXPECTED, UNREADABLE = "elements", "missing", "unexpected", "unreadable"
OBSERVED, OUTSIDE, PRESENT, TIES, WANTED = "observed", "outside", "present", "ties", "wanted"
COUNT, LOW, HIGH = "count", "low", "high"
"""What answers tell."""

_MOST_PLACES = 5
_AGGREGATES: Mapping[str, type[exp.AggFunc]] = {
    "expect_column_min_to_be_between": exp.Min,
    "expect_column_max_to_be_between": exp.Max,
    "expect_column_mean_to_be_between": exp.Avg,
    "expect_column_sum_to_be_between": exp.Sum,
    "expect_column_stdev_to_be_between": exp.StddevSamp,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedExpectation:
    """What one expectation adds to the scan of its export."""

    question: ContractQuestion
    inner: tuple[tuple[str, exp.Expr], ...] = ()
    """Name -> expression over one row."""
    outer: tuple[tuple[str, exp.Expr], ...] = ()
    """What it tells -> aggregate over the names of `inner`."""


def asked_of(shape: Shape) -> tuple[AskedExpectation, ...]:
    """The contract of an export."""
    return tuple(_asked(shape, place, expectation) for place, expectation in enumerate(shape.export.expectations))


def _asked(shape: Shape, place: int, expectation: Expectation) -> AskedExpectation:
    missing = [shape.title(name) for name in shape.missing(columns_of(expectation))]
    reason = Text(
        zh=f"数据缺少列：{'、'.join(title.zh for title in missing)}",
        en=f"the data lack the column {', '.join(title.in_('en') for title in missing)}",
    )
    draft = _Draft(shape=shape, place=place, expectation=expectation)
    if missing:
        return AskedExpectation(question=draft.question(reason=reason))
    return draft.asked()


@dataclass(slots=True, kw_only=True)
class _Draft:
    """One expectation while its question is made."""

    shape: Shape
    place: int
    expectation: Expectation
    inner: dict[str, exp.Expr] = field(default_factory=dict[str, exp.Expr])
    outer: dict[str, exp.Expr] = field(default_factory=dict[str, exp.Expr])

    def question(
        self,
        *,
        reason: Text | None = None,
        known: Mapping[str, object] | None = None,
        own: Mapping[str, exp.Expr] | None = None,
        source: exp.Expr | None = None,
        places: exp.Select | None = None,
    ) -> ContractQuestion:
        """`own` are the answers of a query over `source`; `places` finds the unexpected records."""
        sql = trees.rendered(trees.select(list(own.values()), source)) if own and source is not None else None
        return ContractQuestion(
            export=self.shape.export.id,
            place=self.place,
            expectation=self.expectation,
            reason=reason,
            known=known or {},
            sql=sql,
            tells=tuple(own or ()),
            places_sql=trees.rendered(places) if places is not None else None,
        )

    def asked(self) -> AskedExpectation:
        match self.expectation:
            case ColumnExists(kwargs=kwargs):
                question = self.question(known={OBSERVED: kwargs.column in self.shape.table.columns})
            case ColumnSet():
                question = self.question(known={OBSERVED: sorted({*self.shape.table.columns, *self._unmapped()})})
            case RowCount() | RowCountEqual():
                question = self._rows()
            case Aggregate():
                question = self._aggregate(self.expectation)
            case ColumnQuantiles():
                question = self._quantiles(self.expectation)
            case ColumnOrder():
                question = self._ordered(self.expectation)
            case DistinctValues():
                question = self._distinct(self.expectation)
            case MostCommonValue():
                question = self._most_common(self.expectation)
            case CompoundUnique() | ColumnValues(type="expect_column_values_to_be_unique"):
                question = self._unique(self.expectation)
            case _:
                question = self._map(self.expectation)
        return AskedExpectation(question=question, inner=tuple(self.inner.items()), outer=tuple(self.outer.items()))

    def _unmapped(self) -> tuple[str, ...]:
        return self.shape.table.unmapped

    def _add(self, name: str, node: exp.Expr) -> exp.Expr:
        """A column of the scan; its reference."""
        whole = f"_contract_{self.place}{name}"
        self.inner[whole] = node
        return trees.column(whole)

    def _rows(self) -> ContractQuestion:
        condition = domain(self.shape, self.expectation)
        scope = doubts(self.shape, condition_names(self.expectation))
        if scope:
            self.outer[UNREADABLE] = trees.counted(self._add("_unread", exp.or_(*scope)))
        kept = self._add("", condition) if condition is not None else None
        self.outer[OBSERVED] = trees.counted(kept)
        return self.question()

    def _map(self, expectation: Expectation) -> ContractQuestion:
        told = state(self.shape, expectation)
        found = self._add("", trees.cast(told.copy(), "TINYINT"))
        self.outer[ELEMENTS] = exp.Count(this=found.copy())
        for tells, number in ((MISSING, MISSED), (UNEXPECTED, STRAY)):
            self.outer[tells] = trees.counted(_is(found.copy(), number))
        if doubts(self.shape, columns_of(expectation)):
            self.outer[UNREADABLE] = trees.counted(_is(found.copy(), UNREAD))
        broken = _is(exp.paren(told), STRAY)
        return self.question(places=_places(self.shape, trees.select([exp.Star()], self._relation()), broken))

    def _relation(self) -> str:
        return self.shape.table.relation

    def _unique(self, expectation: CompoundUnique | ColumnValues) -> ContractQuestion:
        """Every member of a group of equals is unexpected."""
        names = (
            expectation.kwargs.column_list if isinstance(expectation, CompoundUnique) else (expectation.kwargs.column,)
        )
        told = state(self.shape, expectation)
        found = self._add("", trees.cast(told.copy(), "TINYINT"))
        self.outer[ELEMENTS] = exp.Count(this=found.copy())
        self.outer[MISSING] = trees.counted(_is(found.copy(), MISSED))
        if doubts(self.shape, columns_of(expectation)):
            self.outer[UNREADABLE] = trees.counted(_is(found.copy(), UNREAD))
        keys = [trees.column(name) for name in names]
        fits = _is(exp.paren(told), FITTING)
        groups = (
            trees.select([trees.named(trees.counted(), "n")], self._relation())
            .where(fits.copy(), copy=False)
            .group_by(*(key.copy() for key in keys), copy=False)
            .having(exp.GT(this=trees.counted(), expression=exp.Literal.number(1)), copy=False)
        )
        members = exp.Coalesce(this=exp.Sum(this=trees.column("n")), expressions=[exp.Literal.number(0)])
        window = exp.Window(this=trees.counted(), partition_by=[key.copy() for key in keys])
        among = trees.select([exp.Star(), trees.named(window, "_members")], self._relation()).where(fits, copy=False)
        several = exp.GT(this=trees.column("_members"), expression=exp.Literal.number(1))
        return self.question(
            own={UNEXPECTED: trees.cast(members, "BIGINT")},
            source=trees.nested(groups, "doubles"),
            places=_places(self.shape, among, several),
        )

    def _aggregate(self, expectation: Aggregate) -> ContractQuestion:
        shape, name = self.shape, expectation.kwargs.column
        condition = domain(shape, expectation)
        value = self._add("", _within(shape.time(name), condition))
        self._unread(expectation, condition)
        kind = expectation.type
        rows = trees.counted(self._add("_in", condition) if condition is not None else None)
        if (function := _AGGREGATES.get(kind)) is not None:
            # A sum over many rows of whole numbers is wider than any number that JSON holds.
            whole = function(this=value)
            observed: exp.Expr = trees.cast(whole, "DOUBLE") if function is exp.Sum else whole
        elif kind == "expect_column_median_to_be_between":
            observed = trees.call("quantile_cont", value, exp.Literal.number("0.5"))
        elif kind == "expect_column_unique_value_count_to_be_between":
            observed = exp.Count(this=exp.Distinct(expressions=[value]))
        elif kind == "expect_column_proportion_of_unique_values_to_be_between":
            observed = _share(exp.Count(this=exp.Distinct(expressions=[value])), exp.Count(this=value.copy()))
        else:
            observed = _share(exp.Count(this=value), rows)
        self.outer[OBSERVED] = observed
        return self.question()

    def _ordered(self, expectation: ColumnOrder) -> ContractQuestion:
        """Each value asked against the one before it that is asked too, in the order of files and rows."""
        asked = _within(self.shape.time(expectation.kwargs.column), domain(self.shape, expectation))
        before = exp.Window(
            this=exp.IgnoreNulls(this=exp.Lag(this=asked)),
            order=exp.Order(expressions=[exp.Ordered(this=trees.column(name)) for name in (FILE, ROW)]),
        )
        rows = trees.select([exp.Star(), trees.named(before, EARLIER)], self._relation())
        told = state(self.shape, expectation)
        found = trees.column("state")
        own: dict[str, exp.Expr] = {ELEMENTS: exp.Count(this=found.copy())}
        own |= {
            tells: trees.counted(_is(found.copy(), code)) for tells, code in ((MISSING, MISSED), (UNEXPECTED, STRAY))
        }
        if doubts(self.shape, columns_of(expectation)):
            own[UNREADABLE] = trees.counted(_is(found.copy(), UNREAD))
        states = trees.select([trees.named(told.copy(), "state")], trees.nested(rows.copy(), "rows"))
        places = _places(self.shape, rows, _is(exp.paren(told), STRAY))
        return self.question(
            own=own,
            source=trees.nested(states, "states"),
            places=places.order_by(trees.column(FILE), trees.column(ROW), copy=False),
        )

    def _quantiles(self, expectation: ColumnQuantiles) -> ContractQuestion:
        """How many values there are, and which two stand where each quantile falls."""
        kwargs = expectation.kwargs
        condition = domain(self.shape, expectation)
        self._unread(expectation, condition)
        value, place = trees.column(kwargs.column), trees.column("place")
        by_value = exp.Order(expressions=[exp.Ordered(this=value.copy())])
        numbered = trees.select(
            [
                trees.named(trees.cast(value, "DOUBLE"), "value"),
                trees.named(exp.Window(this=exp.RowNumber(), order=by_value), "place"),
                trees.named(exp.Window(this=trees.counted()), "n"),
            ],
            self._relation(),
        ).where(trees.both(exp.not_(trees.is_null(value)), condition), copy=False)
        own: dict[str, exp.Expr] = {COUNT: trees.counted()}
        for number, fraction in enumerate(kwargs.quantile_ranges.quantiles):
            steps = exp.paren(exp.Sub(this=trees.column("n"), expression=exp.Literal.number(1)))
            at = exp.Mul(this=trees.cast(trees.text(repr(fraction * 100.0 / 100.0)), "DOUBLE"), expression=steps)
            for name, rounded in ((LOW, exp.Floor), (HIGH, exp.Ceil)):
                wanted = exp.Add(this=rounded(this=at.copy()), expression=exp.Literal.number(1))
                here = exp.EQ(this=place.copy(), expression=wanted)
                own[f"{name}_{number}"] = trees.filtered(exp.Max(this=trees.column("value")), here)
        return self.question(own=own, source=trees.nested(numbered, "numbered"))

    def _unread(
        self, expectation: Aggregate | ColumnQuantiles | DistinctValues | MostCommonValue, condition: exp.Expr | None
    ) -> None:
        """Counts the rows that may carry another value, or may be asked or not."""
        scope = doubts(self.shape, condition_names(expectation))
        values = doubts(self.shape, [expectation.kwargs.column])
        if scope or values:
            asked = [exp.paren(trees.both(exp.or_(*values), condition) or exp.true())] if values else []
            self.outer[UNREADABLE] = trees.counted(self._add("_unread", exp.or_(*scope, *asked)))

    def _distinct(self, expectation: DistinctValues) -> ContractQuestion:
        shape, kwargs = self.shape, expectation.kwargs
        condition = domain(shape, expectation)
        value = self._add("", _within(shape.time(kwargs.column), condition))
        self._unread(expectation, condition)
        listed = among(value, kwargs.value_set, shape, kwargs.column)
        self.outer[OUTSIDE] = trees.counted(exp.not_(exp.paren(listed)))
        inside = trees.case([(listed, value)], trees.null())
        self.outer[PRESENT] = exp.Count(this=exp.Distinct(expressions=[inside]))
        timed = shape.export.columns[kwargs.column].type in ("date", "datetime")
        wanted = {moment_of(each) if timed else each for each in kwargs.value_set}
        return self.question(known={WANTED: len(wanted)})

    def _most_common(self, expectation: MostCommonValue) -> ContractQuestion:
        shape, kwargs = self.shape, expectation.kwargs
        condition = domain(shape, expectation)
        self._unread(expectation, condition)
        value = trees.column("value")
        there = exp.not_(trees.is_null(trees.column(kwargs.column)))
        counted = (
            trees.select(
                [trees.named(shape.time(kwargs.column), "value"), trees.named(trees.counted(), "n")], self._relation()
            )
            .where(trees.both(there, condition), copy=False)
            .group_by(trees.column(kwargs.column), copy=False)
        )
        most = exp.Window(this=exp.Max(this=trees.column("n")))
        ranked = trees.select([exp.Star(), trees.named(most, "most")], trees.nested(counted, "counted"))
        first = exp.EQ(this=trees.column("n"), expression=trees.column("most"))
        listed = among(value, kwargs.value_set, shape, kwargs.column)
        return self.question(
            own={TIES: trees.counted(first), PRESENT: trees.counted(exp.and_(first.copy(), listed))},
            source=trees.nested(ranked, "ranked"),
        )


def _within(node: exp.Expr, condition: exp.Expr | None) -> exp.Expr:
    """The value in rows that are asked, else null."""
    return trees.case([(condition, node)], trees.null()) if condition is not None else node


def _share(numerator: exp.Expr, denominator: exp.Expr) -> exp.Expr:
    """A part of a whole; of an empty whole 0, as Great Expectations has it."""
    divisor = exp.Nullif(this=trees.cast(denominator, "DOUBLE"), expression=exp.Literal.number(0))
    part = exp.Div(this=trees.cast(numerator, "DOUBLE"), expression=divisor, typed=False, safe=False)
    return exp.Coalesce(this=part, expressions=[exp.Literal.number(0)])


def _is(node: exp.Expr, number: int) -> exp.Expr:
    return exp.EQ(this=node, expression=exp.Literal.number(number))


def _places(shape: Shape, source: exp.Select, broken: exp.Expr) -> exp.Select:
    nodes = [trees.named(shape.file, "file"), trees.column(ROW)]
    found = trees.select(nodes, trees.nested(source, "records")).where(broken, copy=False)
    return found.limit(_MOST_PLACES, copy=False)
