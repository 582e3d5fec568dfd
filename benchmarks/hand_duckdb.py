"""The yardstick: the same rules as SQL for DuckDB written by hand and tuned, everything in as few scans as it takes."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import work
from work import GroupAnswer, RowAnswer

_TYPES = {
    "created_at": "TIMESTAMP",
    "first_response_at": "TIMESTAMP",
    "resolved_at": "TIMESTAMP",
    "closed_at": "TIMESTAMP",
    "agent_id": "INTEGER",
    "csat": "INTEGER",
    "reopened_count": "INTEGER",
    "first_contact_resolved": "BOOLEAN",
}


def main() -> None:
    """Judge one file and print the answer."""
    path: Path = work.arguments(__doc__).file
    connection = duckdb.connect()
    _open(connection, path)
    rules, targets = _scan(connection)
    rules["ticket-unique"] = _unique(connection)
    work.print_answer(rules, targets | _grouped(connection))


def _open(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """A view over Parquet; a CSV is parsed once."""
    name = "'" + str(path).replace("'", "''") + "'"
    if path.suffix == ".parquet":
        connection.execute(f"CREATE VIEW tickets AS FROM read_parquet({name})")
        return
    types = ", ".join(f"'{column}': '{kind}'" for column, kind in _TYPES.items())
    connection.execute(f"CREATE TEMP TABLE tickets AS FROM read_csv({name}, header = true, types = {{{types}}})")


def _predicates() -> Iterator[tuple[str, str]]:
    """Rule -> predicate: true kept, false breached, null not judged."""
    for rule, column in work.PRESENT.items():
        yield rule, f"{column} IS NOT NULL"
    for rule, (column, values) in work.KNOWN.items():
        yield rule, f"{column} IN {values}"
    for rule, (column, low, high) in work.RANGES.items():
        yield rule, f"{column} BETWEEN {low} AND {high}"
    yield "notes-length", "length(notes) BETWEEN {} AND {}".format(*work.NOTES_LENGTH)
    for rule, (start, end) in work.ORDERS.items():
        yield rule, f"{end} >= {start}"
    yield "email-pattern", f"regexp_matches(customer_email, '{work.EMAIL}')"
    for rule, (column, value, end, seconds) in work.DEADLINES.items():
        limit = f"coalesce({end}, TIMESTAMP '{work.AS_OF}') <= created_at + INTERVAL {seconds} SECOND"
        yield rule, f"CASE WHEN {column} = '{value}' AND ({end} IS NULL OR {end} >= created_at) THEN {limit} END"


_SCALARS: Mapping[str, tuple[str, str]] = {
    "resolution-rate": ("count(status)", "count_if(status IN ('resolved', 'closed'))"),
    "first-contact": ("count(first_contact_resolved)", "count_if(first_contact_resolved)"),
    "csat-satisfied": ("count(csat)", "count_if(csat >= 4)"),
    "reopen-rate": ("count(reopened_count)", "count_if(reopened_count > 0)"),
    "csat-mean": ("count(csat)", "avg(csat)"),
    "response-mean": ("count(response)", "avg(response)"),
    "response-p90": ("count(response)", "quantile_cont(response, 0.9)"),
}
_SHARES = frozenset(("resolution-rate", "first-contact", "csat-satisfied", "reopen-rate"))


def _scan(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, RowAnswer], dict[str, list[GroupAnswer]]]:
    """All row rules but uniqueness, and all targets without groups, in one scan; then numbers of the breached."""
    predicates = dict(_predicates())
    inner = ", ".join(f"({sql}) AS p{place}" for place, sql in enumerate(predicates.values()))
    response = "((epoch_us(first_response_at) - epoch_us(created_at)) // 1000000)::INTEGER AS response"
    counts = [f"count(p{place}), count_if(NOT p{place})" for place in range(len(predicates))]
    scalars = [f"{cases}, {value}" for cases, value in _SCALARS.values()]
    row = connection.execute(
        f"SELECT {', '.join(counts + scalars)} FROM (SELECT *, {inner}, {response} FROM tickets)"
    ).fetchall()[0]
    pairs = list(zip(row[::2], row[1::2], strict=True))
    rules = {
        rule: RowAnswer(judged=judged, breached=breached, ids=_ids(connection, sql) if breached else [])
        for (rule, sql), (judged, breached) in zip(predicates.items(), pairs, strict=False)
    }
    targets = {
        name: [GroupAnswer(by=None, period=None, cases=cases, value=value / cases if name in _SHARES else value)]
        for name, (cases, value) in zip(_SCALARS, pairs[len(predicates) :], strict=True)
    }
    return rules, targets


def _ids(connection: duckdb.DuckDBPyConnection, predicate: str) -> list[str]:
    query = f"SELECT ticket_id FROM tickets WHERE NOT ({predicate}) LIMIT {work.MOST_IDS}"
    return [ticket for (ticket,) in connection.execute(query).fetchall()]


def _unique(connection: duckdb.DuckDBPyConnection) -> RowAnswer:
    """Every member of a group of equal numbers breaks the rule."""
    connection.execute(
        "CREATE TEMP TABLE doubled AS SELECT ticket_id, count(*) AS n FROM tickets "
        "WHERE ticket_id IS NOT NULL GROUP BY ticket_id HAVING count(*) > 1"
    )
    ((breached, judged),) = connection.execute(
        "SELECT (SELECT coalesce(sum(n), 0)::BIGINT FROM doubled), (SELECT count(ticket_id) FROM tickets)"
    ).fetchall()
    repeated = f"SELECT unnest(list_resize([ticket_id], n, ticket_id)) FROM doubled LIMIT {work.MOST_IDS}"
    return RowAnswer(
        judged=judged, breached=breached, ids=[ticket for (ticket,) in connection.execute(repeated).fetchall()]
    )


def _grouped(connection: duckdb.DuckDBPyConnection) -> dict[str, list[GroupAnswer]]:
    def ask(columns: str, condition: str) -> list[GroupAnswer]:
        query = f"SELECT {columns} FROM tickets WHERE {condition} GROUP BY ALL"
        return [
            GroupAnswer(by=by, period=work.month(period), cases=cases, value=value)
            for by, period, cases, value in connection.execute(query).fetchall()
        ]

    return {
        "team-on-time": ask(
            f"team, date_trunc('month', created_at::DATE), count(*), {_on_time(work.ON_TIME_SECONDS)}",
            "resolved_at IS NOT NULL",
        ),
        "complaint-on-time": ask(
            f"channel, NULL, count(*), {_on_time(work.COMPLAINT_ON_TIME_SECONDS)}",
            "resolved_at IS NOT NULL AND request_type = 'complaint'",
        ),
        "tier-resolution": ask(
            "customer_tier, NULL, count(*), "
            "median(((epoch_us(resolved_at) - epoch_us(created_at)) // 1000000)::INTEGER)",
            "resolved_at IS NOT NULL",
        ),
    }


def _on_time(seconds: int) -> str:
    return f"count_if(resolved_at <= created_at + INTERVAL {seconds} SECOND) / count(*)"


if __name__ == "__main__":
    main()
