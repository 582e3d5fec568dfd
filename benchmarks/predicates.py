"""The row rules as SQL predicates for DuckDB: true kept, false broken, null not judged."""

from collections.abc import Iterator

import work


def predicates() -> Iterator[tuple[str, str]]:
    """Rule -> predicate, without the rules on missing and on equal values."""
    for rule, (column, values) in work.KNOWN.items():
        yield rule, f"{column} IN {values}"
    for rule, (column, low, high) in work.RANGES.items():
        yield rule, f"{column} BETWEEN {low} AND {high}"
    low, high = work.NOTES_LENGTH
    yield "notes-length", f"length(notes) BETWEEN {low} AND {high}"
    for rule, (start, end) in work.ORDERS.items():
        yield rule, f"{end} >= {start}"
    yield "email-pattern", f"regexp_matches(customer_email, '{work.EMAIL}')"
    for rule, (column, value, end, seconds) in work.DEADLINES.items():
        judged = f"{column} = '{value}' AND ({end} IS NULL OR {end} >= created_at)"
        kept = f"coalesce({end}, TIMESTAMP '{work.AS_OF}') <= created_at + INTERVAL {seconds} SECOND"
        yield rule, f"CASE WHEN {judged} THEN {kept} END"
