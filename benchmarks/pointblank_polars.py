"""The row rules in Pointblank on Polars, with up to a thousand failing rows of each."""

from collections.abc import Callable
from pathlib import Path

import pointblank as pb
import polars as pl
import work
from work import RowAnswer

_STAMPS = ("created_at", "first_response_at", "resolved_at", "closed_at")


def main() -> None:
    """Judge one file and print the answer."""
    path = work.arguments(__doc__).file
    tickets = pl.read_parquet(path) if path.suffix == ".parquet" else _read_csv(path)
    rules, plan = _plan(pb.Validate(data=tickets))
    done = plan.interrogate(get_first_n=work.MOST_IDS, extract_limit=work.MOST_IDS)
    judged, failed = done.n(), done.n_failed()
    extracts = done.get_data_extracts()
    work.print_answer(
        {
            rule: RowAnswer(judged=judged[step], breached=failed[step], ids=_ids(extracts.get(step)))
            for step, rule in enumerate(rules, 1)
        },
        {},
    )


def _read_csv(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, schema_overrides=dict.fromkeys(_STAMPS, pl.Datetime("us")))


def _plan(plan: pb.Validate) -> tuple[list[str], pb.Validate]:
    """Rule after rule; a filter before each takes away what cannot be told, which is not judged."""
    rules: list[str] = []
    for rule, column in work.PRESENT.items():
        rules.append(rule)
        plan = plan.col_vals_not_null(columns=column)
    rules.append("ticket-unique")
    plan = plan.rows_distinct(columns_subset="ticket_id")
    for rule, (column, values) in work.KNOWN.items():
        rules.append(rule)
        plan = plan.col_vals_in_set(columns=column, set=list(values), pre=_there(column))
    for rule, (column, low, high) in work.RANGES.items():
        rules.append(rule)
        plan = plan.col_vals_between(columns=column, left=low, right=high, pre=_there(column))
    rules.append("notes-length")
    lengths = pl.col("notes").str.len_chars().is_between(*work.NOTES_LENGTH)
    plan = plan.col_vals_expr(expr=lengths, pre=_there("notes"))
    for rule, (start, end) in work.ORDERS.items():
        rules.append(rule)
        plan = plan.col_vals_expr(expr=pl.col(end) >= pl.col(start), pre=_there(start, end))
    rules.append("email-pattern")
    plan = plan.col_vals_regex(columns="customer_email", pattern=work.EMAIL, pre=_there("customer_email"))
    now = pl.lit(work.AS_OF).str.to_datetime(time_unit="us")
    for rule, (column, value, end, seconds) in work.DEADLINES.items():
        rules.append(rule)
        judged = (pl.col(column) == value) & (pl.col(end).is_null() | (pl.col(end) >= pl.col("created_at")))
        kept = pl.col(end).fill_null(now) <= pl.col("created_at") + pl.duration(seconds=seconds)
        plan = plan.col_vals_expr(expr=kept, pre=_where(judged))
    return rules, plan


def _there(*columns: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return _where(pl.all_horizontal(pl.col(column).is_not_null() for column in columns))


def _where(condition: pl.Expr) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return lambda tickets: tickets.filter(condition)


def _ids(extract: pl.DataFrame | None) -> list[str]:
    return extract["ticket_id"].to_list() if extract is not None and extract.height else []


if __name__ == "__main__":
    main()
