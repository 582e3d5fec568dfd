"""The same rules written by hand for Polars, eager: the whole table in memory."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import work
from work import GroupAnswer, RowAnswer

_STAMPS = ("created_at", "first_response_at", "resolved_at", "closed_at")


def main() -> None:
    """Judge one file and print the answer."""
    path = work.arguments(__doc__).file
    tickets = pl.read_parquet(path) if path.suffix == ".parquet" else _read_csv(path)
    work.print_answer(dict(_rules(tickets)), _scalars(tickets) | _grouped(tickets))


def _read_csv(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, schema_overrides=dict.fromkeys(_STAMPS, pl.Datetime("us")))


def _predicates() -> Iterator[tuple[str, pl.Expr]]:
    """Rule -> predicate: true kept, false breached, null not judged."""
    for rule, column in work.PRESENT.items():
        yield rule, pl.col(column).is_not_null()
    yield "ticket-unique", pl.col("ticket_id").is_unique()
    for rule, (column, values) in work.KNOWN.items():
        yield rule, pl.col(column).is_in(values)
    for rule, (column, low, high) in work.RANGES.items():
        yield rule, pl.col(column).is_between(low, high)
    yield "notes-length", pl.col("notes").str.len_chars().is_between(*work.NOTES_LENGTH)
    for rule, (start, end) in work.ORDERS.items():
        yield rule, pl.col(end) >= pl.col(start)
    yield "email-pattern", pl.col("customer_email").str.contains(work.EMAIL)
    now = pl.lit(work.AS_OF).str.to_datetime(time_unit="us")
    for rule, (column, value, end, seconds) in work.DEADLINES.items():
        judged = (pl.col(column) == value) & (pl.col(end).is_null() | (pl.col(end) >= pl.col("created_at")))
        kept = pl.col(end).fill_null(now) <= pl.col("created_at") + pl.duration(seconds=seconds)
        yield rule, pl.when(judged).then(kept)


def _rules(tickets: pl.DataFrame) -> Iterator[tuple[str, RowAnswer]]:
    verdicts = tickets.select(**dict(_predicates()))
    counts = verdicts.select(pl.all().count().name.suffix("/judged"), (~pl.all()).sum().name.suffix("/breached")).row(
        0, named=True
    )
    for rule in verdicts.columns:
        breached = tickets["ticket_id"].filter(~verdicts[rule].fill_null(value=True)).head(work.MOST_IDS)
        yield (
            rule,
            RowAnswer(judged=counts[f"{rule}/judged"], breached=counts[f"{rule}/breached"], ids=breached.to_list()),
        )


def _scalars(tickets: pl.DataFrame) -> dict[str, list[GroupAnswer]]:
    response = (pl.col("first_response_at") - pl.col("created_at")).dt.total_seconds()
    measures = {
        "resolution-rate": (pl.col("status"), pl.col("status").is_in(("resolved", "closed")).mean()),
        "first-contact": (pl.col("first_contact_resolved"), pl.col("first_contact_resolved").mean()),
        "csat-mean": (pl.col("csat"), pl.col("csat").mean()),
        "csat-satisfied": (pl.col("csat"), (pl.col("csat") >= 4).mean()),  # noqa: PLR2004 - satisfied from 4 on
        "response-p90": (response, response.quantile(0.9, interpolation="linear")),
        "response-mean": (response, response.mean()),
        "reopen-rate": (pl.col("reopened_count"), (pl.col("reopened_count") > 0).mean()),
    }
    cases = tickets.select(**{name: of.count() for name, (of, _) in measures.items()}).row(0, named=True)
    values = tickets.select(**{name: value for name, (_, value) in measures.items()}).row(0, named=True)
    return {name: [GroupAnswer(by=None, period=None, cases=cases[name], value=values[name])] for name in measures}


def _grouped(tickets: pl.DataFrame) -> dict[str, list[GroupAnswer]]:
    resolved = tickets.filter(pl.col("resolved_at").is_not_null())
    took = (pl.col("resolved_at") - pl.col("created_at")).dt.total_seconds()
    month = pl.col("created_at").dt.truncate("1mo")
    complaints = resolved.filter(pl.col("request_type") == "complaint")
    return {
        "team-on-time": _groups(
            resolved, [pl.col("team"), month.alias("period")], (took <= work.ON_TIME_SECONDS).mean()
        ),
        "complaint-on-time": _groups(
            complaints,
            [pl.col("channel"), pl.lit(None).alias("period")],
            (took <= work.COMPLAINT_ON_TIME_SECONDS).mean(),
        ),
        "tier-resolution": _groups(resolved, [pl.col("customer_tier"), pl.lit(None).alias("period")], took.median()),
    }


def _groups(rows: pl.DataFrame, keys: list[pl.Expr], value: pl.Expr) -> list[GroupAnswer]:
    groups = rows.group_by(keys).agg(pl.len().alias("cases"), value.alias("value"))
    return [
        GroupAnswer(by=by, period=work.month(period), cases=cases, value=measured)
        for by, period, cases, measured in groups.iter_rows()
    ]


if __name__ == "__main__":
    main()
