"""Contracts on rows given in Python: judged by the checker, and by Great Expectations on pandas."""

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from builders import dockets
from guiju.compiler import Terms, compile_plan
from guiju.engine import judge_contracts, scan
from guiju.model.export import Export
from guiju.model.run import ExpectationResult

RULE = dockets.standard(
    [dockets.clause({"kind": "condition", "on": "cases", "holds": "score > 0"})],
    [dockets.revision("1.0.0", "2025-01-01")],
)


def promising(*expectations: Mapping[str, Any], export: Export = dockets.CASES) -> Export:
    """The export with this contract."""
    plain = export.model_dump(mode="json", by_alias=True)
    return Export.model_validate(plain | {"expectations": list(expectations)})


def expected(type_: str, severity: str = "critical", **kwargs: Any) -> dict[str, Any]:
    """One expectation; `expect_` is put before its name."""
    return {"type": f"expect_{type_}", "kwargs": kwargs, "severity": severity}


def kept(rows: Sequence[Mapping[str, Any]], *expectations: Mapping[str, Any]) -> tuple[ExpectationResult, ...]:
    """The verdicts on these expectations."""
    export = promising(*expectations)
    with TemporaryDirectory() as spool, dockets.court(Path(spool), rows, export) as (engine, table):
        catalogue = dockets.catalogue(RULE, export=export)
        plan = compile_plan(catalogue, [table], Terms())
        (contract,) = judge_contracts(plan, catalogue, engine, scan(plan, engine, lambda _: None))
    return contract.expectations
