"""The row rules in cuallee on DuckDB: counts alone, without the rows that break a rule.

cuallee counts a missing value as a failure, so that rules on columns with gaps are SQL predicates here. Its
uniqueness counts rows less distinct values instead of every member of a group of equals, and is left out.
"""

from pathlib import Path

import duckdb
import work
from cuallee import Check, CheckLevel
from predicates import predicates
from work import RowAnswer


def main() -> None:
    """Judge one file and print the answer."""
    path: Path = work.arguments(__doc__).file
    connection = duckdb.connect()
    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    connection.execute(f"CREATE VIEW tickets AS SELECT * FROM {reader}('{path.as_posix()}')")
    check = Check(CheckLevel.WARNING, "tickets", table_name="tickets")
    rules = [*work.PRESENT]
    for column in work.PRESENT.values():
        check.is_complete(column)
    for rule, predicate in predicates():
        rules.append(rule)
        check.satisfies(rule, f"coalesce({predicate}, true)")
    found = check.validate(connection)
    broken = dict(zip(rules, found["violations"], strict=True))
    work.print_answer(
        {rule: RowAnswer(judged=None, breached=int(count), ids=None) for rule, count in broken.items()}, {}
    )


if __name__ == "__main__":
    main()
