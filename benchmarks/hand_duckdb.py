"""The yardstick: the same rules as SQL for DuckDB written by hand and tuned, everything in as few scans as it takes."""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import work
from work import GroupAnswer, RowAnswer, TimesAnswer

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
    arguments = work.arguments(__doc__, _options)
    path: Path = arguments.file
    connection = duckdb.connect()
    _open(connection, path)
    rules, targets = _scan(connection)
    rules["ticket-unique"] = _unique(connection)
    times = _times(connection) if arguments.times else None
    work.print_answer(rules, targets | _grouped(connection), times)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--times", action="store_true", help="count as well how long the cases of each deadline took")


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


_TIMED = ("complaint-resolved", "inquiry-answered", "technical-answered", "urgent-resolved")
"""The deadlines in the order of their numbers in `_TIMES`."""
_UNITS = ((3 * 86_400, 86_400), (3_600, 1_800), (60, 60))
"""Seconds above which a time is rounded up, and to what; edges there are multiples of it, so that none is passed."""


def _rounded_up(time: str) -> str:
    """SQL of seconds, null where the end is before the start: some hundred values instead of as many as there are rows.

    `time` is in microseconds.
    """
    second = 1_000_000
    coarse = " ".join(
        f"WHEN {time} > {above * second} THEN ({time} + {unit * second - 1}) // {unit * second} * {unit}"
        for above, unit in _UNITS
    )
    return f"CASE {coarse} WHEN {time} >= 0 THEN ({time} + {second - 1}) // {second} END"


def _bucket(seconds: str, low: int, high: int) -> str:
    """SQL of how many edges lie below, by halves: a chain of sixty questions would be asked of every group."""
    if low == high:
        return str(low)
    middle = (low + high) // 2
    above = f"{seconds} > {work.TIME_EDGES[middle]}"
    return f"CASE WHEN {above} THEN {_bucket(seconds, middle + 1, high)} ELSE {_bucket(seconds, low, middle)} END"


# Types of request exclude each other, so that a row has two deadlines at most: one by its type, one by its priority.
# Buckets are looked for after the counting of rounded times, in some thousands of groups instead of in every row.
# Tried and slower: a set to group by for each deadline, one scan for each, rows doubled by unnest or by a union, a
# filter ahead of it all, one packed key, a bucket for every row by halves, by a list or by a sum of comparisons.
_TIMES = f"""
SELECT key // 2, month, key % 2, {_bucket("seconds", 0, len(work.TIME_EDGES))}, sum(cases)::BIGINT FROM (
    SELECT month, coalesce(type_key, urgent_key) AS key, coalesce(type_s, urgent_s) AS seconds, count(*) AS cases FROM (
        SELECT month, type_key, {_rounded_up("type_us")} AS type_s,
            urgent_key, {_rounded_up("urgent_us")} AS urgent_s
        FROM (
            SELECT year(created_at) * 12 + month(created_at) - 1 AS month,
                CASE request_type WHEN 'complaint' THEN 0 WHEN 'inquiry' THEN 2 WHEN 'technical' THEN 4 END
                    + (type_end IS NULL)::INTEGER AS type_key,
                epoch_us(coalesce(type_end, TIMESTAMP '{work.AS_OF}')) - epoch_us(created_at) AS type_us,
                CASE WHEN priority = 'urgent' THEN 6 + (resolved_at IS NULL)::INTEGER END AS urgent_key,
                CASE WHEN priority = 'urgent'
                    THEN epoch_us(coalesce(resolved_at, TIMESTAMP '{work.AS_OF}')) - epoch_us(created_at)
                END AS urgent_us
            FROM (
                SELECT *, CASE request_type WHEN 'complaint' THEN resolved_at ELSE first_response_at END AS type_end
                FROM tickets
            )
        )
    ) GROUP BY GROUPING SETS ((month, type_key, type_s), (month, urgent_key, urgent_s))
    HAVING key IS NOT NULL AND seconds IS NOT NULL
) GROUP BY ALL
"""


def _times(connection: duckdb.DuckDBPyConnection) -> dict[str, list[TimesAnswer]]:
    """How long the cases of each deadline took, by month of start; one scan for all four."""
    counted: defaultdict[tuple[str, str], dict[int, list[int]]] = defaultdict(dict)
    for deadline, month, is_open, bucket, cases in connection.execute(_TIMES).fetchall():
        name = f"{month // 12:04}-{month % 12 + 1:02}"
        counted[_TIMED[deadline], name].setdefault(bucket, [0, 0])[is_open] = cases
    edges = (*work.TIME_EDGES, None)
    times: dict[str, list[TimesAnswer]] = {rule: [] for rule in _TIMED}
    for (rule, name), buckets in sorted(counted.items()):
        told = [(edges[bucket], ended, opened) for bucket, (ended, opened) in sorted(buckets.items())]
        times[rule].append(TimesAnswer(months=(name, name), buckets=told))
    return times


if __name__ == "__main__":
    main()
