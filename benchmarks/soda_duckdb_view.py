"""The row rules in Soda on DuckDB: one contract, verified in this process; counts alone, without the failing rows.

Soda has a licence of its own (Elastic 2.0) and asks for other versions of what it shares with the other tools, so that
it runs in a Python environment of its own. Its telemetry is switched off. It counts duplicates as rows less distinct
values instead of every member of a group of equals; that rule is left out.
"""

import json
import logging
import os
import tempfile
from pathlib import Path

import duckdb
import work
from predicates import predicates
from work import RowAnswer

os.environ["SODA_CORE_TELEMETRY_ENABLED"] = "false"  # read while the package is imported

from soda_core.contracts import verify_contract_locally
from soda_duckdb.common.data_sources.duckdb_data_source import DuckDBDataSourceImpl


def main() -> None:
    """Judge one file and print the answer."""
    path: Path = work.arguments(__doc__).file
    logging.disable(logging.CRITICAL)
    connection = duckdb.connect()
    reader = "read_parquet" if path.suffix == ".parquet" else "read_csv"
    connection.execute(f"CREATE VIEW tickets AS SELECT * FROM {reader}('{path.as_posix()}')")
    source = DuckDBDataSourceImpl.from_existing_cursor(connection, name="bench")
    with tempfile.TemporaryDirectory() as folder:
        contract = Path(folder) / "contract.yaml"
        contract.write_text(json.dumps(_contract()), encoding="utf-8")  # JSON is YAML
        session = verify_contract_locally(data_sources=[source], contract_file_path=str(contract))
    [result] = session.contract_verification_results
    broken = {found.check.name: int(found.threshold_value) for found in result.check_results}
    work.print_answer({rule: RowAnswer(judged=None, breached=count, ids=None) for rule, count in broken.items()}, {})


def _contract() -> dict[str, object]:
    present = [{"name": column, "checks": [{"missing": {"name": rule}}]} for rule, column in work.PRESENT.items()]
    rows = [
        {"failed_rows": {"name": rule, "expression": f"NOT coalesce({predicate}, true)"}}
        for rule, predicate in predicates()
    ]
    return {"dataset": "bench/memory/main/tickets", "columns": present, "checks": rows}


if __name__ == "__main__":
    main()
