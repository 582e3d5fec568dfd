"""Contracts on rows given in Python, and what the checker says to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from builders import dockets
from guiju.compiler import Terms, compile_plan
from guiju.engine import judge_contracts, scan
from guiju.model.export import Export
from guiju.model.run import ContractResult, ExpectationResult

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
    return judged_contract(rows, *expectations).expectations


def judged_contract(
    rows: Sequence[Mapping[str, Any]],
    *expectations: Mapping[str, Any],
    columns: Collection[str] | None = None,
    unmapped: tuple[str, ...] = (),
) -> ContractResult:
    """The contract on these rows; `columns` are those that the files carry, `unmapped` headers that none took."""
    export = promising(*expectations)
    with TemporaryDirectory() as spool, dockets.court(Path(spool), rows, export) as (engine, table):
        catalogue = dockets.catalogue(RULE, export=export)
        given = replace(table, columns=table.columns if columns is None else frozenset(columns), unmapped=unmapped)
        plan = compile_plan(catalogue, [given], Terms())
        (contract,) = judge_contracts(plan, catalogue, engine, scan(plan, engine, lambda _: None))
    return contract
