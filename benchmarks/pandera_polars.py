"""The row rules in Pandera on Polars: one schema, validated lazily, so that every failing row is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandera.polars as pa
import polars as pl
import work
from pandera.errors import SchemaErrors
from work import RowAnswer

_STAMPS = ("created_at", "first_response_at", "resolved_at", "closed_at")


def main() -> None:
    """Judge one file and print the answer."""
    path = work.arguments(__doc__).file
    tickets = pl.read_parquet(path) if path.suffix == ".parquet" else _read_csv(path)
    try:
        _schema(tickets).validate(tickets, lazy=True)
        failures = pl.DataFrame(schema={"check": pl.String, "column": pl.String, "index": pl.Int32})
    except SchemaErrors as error:
        failures = error.failure_cases
    work.print_answer({rule: _answer(rule, failures, tickets) for rule in work.ROW_RULES}, {})


def _read_csv(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, schema_overrides=dict.fromkeys(_STAMPS, pl.Datetime("us")))


def _schema(tickets: pl.DataFrame) -> pa.DataFrameSchema:
    """The schema; the checks bear the names of the rules."""
    checks: dict[str, list[pa.Check]] = {}
    for rule, (column, values) in work.KNOWN.items():
        checks.setdefault(column, []).append(pa.Check.isin(list(values), error=rule))
    for rule, (column, low, high) in work.RANGES.items():
        checks.setdefault(column, []).append(pa.Check.in_range(low, high, error=rule))
    checks.setdefault("notes", []).append(pa.Check.str_length(*work.NOTES_LENGTH, error="notes-length"))
    checks.setdefault("customer_email", []).append(pa.Check.str_matches(work.EMAIL, error="email-pattern"))
    present = set(work.PRESENT.values())
    return pa.DataFrameSchema(
        {
            name: pa.Column(kind, checks=checks.get(name, []), nullable=name not in present, unique=name == "ticket_id")
            for name, kind in tickets.schema.items()
        },
        checks=[pa.Check(_row_wise(predicate), name=rule) for rule, predicate in _predicates()],
    )


def _row_wise(predicate: pl.Expr) -> Callable[[pa.PolarsData], pl.LazyFrame]:
    """A rule over several columns; what cannot be told is not judged."""
    return lambda data: data.lazyframe.select(predicate.fill_null(value=True))


def _predicates() -> Iterator[tuple[str, pl.Expr]]:
    for rule, (start, end) in work.ORDERS.items():
        yield rule, pl.col(end) >= pl.col(start)
    now = pl.lit(work.AS_OF).str.to_datetime(time_unit="us")
    for rule, (column, value, end, seconds) in work.DEADLINES.items():
        judged = (pl.col(column) == value) & (pl.col(end).is_null() | (pl.col(end) >= pl.col("created_at")))
        kept = pl.col(end).fill_null(now) <= pl.col("created_at") + pl.duration(seconds=seconds)
        yield rule, pl.when(judged).then(kept)


def _answer(rule: str, failures: pl.DataFrame, tickets: pl.DataFrame) -> RowAnswer:
    column = work.PRESENT.get(rule)
    if column is not None:
        found = failures.filter((pl.col("check") == "not_nullable") & (pl.col("column") == column))
    elif rule == "ticket-unique":
        found = failures.filter(pl.col("check") == "field_uniqueness")
    else:
        found = failures.filter(pl.col("check") == rule)
    rows = found["index"].head(work.MOST_IDS).cast(pl.UInt32)
    return RowAnswer(judged=None, breached=found.height, ids=tickets["ticket_id"].gather(rows).to_list())


if __name__ == "__main__":
    main()
