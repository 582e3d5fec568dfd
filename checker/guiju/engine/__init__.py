"""A Plan and loaded tables become the rows of a Run."""

from guiju.engine.contracts import judge_contracts
from guiju.engine.duckdb_engine import DuckDB, opened
from guiju.engine.evidence import EVIDENCE, differing_rows, kept_findings, move, write_findings, write_rejects
from guiju.engine.judge import judge, unused
from guiju.engine.protocol import Engine
from guiju.engine.scans import scan
from guiju.engine.spreads import distributions, write_distributions
from guiju.engine.stories import tell

__all__ = [
    "EVIDENCE",
    "DuckDB",
    "Engine",
    "differing_rows",
    "distributions",
    "judge",
    "judge_contracts",
    "kept_findings",
    "move",
    "opened",
    "scan",
    "tell",
    "unused",
    "write_distributions",
    "write_findings",
    "write_rejects",
]
