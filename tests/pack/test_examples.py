"""Each standard's own examples: on `pass` every checked clause is compliant, on `fail` every one is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from guiju.compiler import Terms, compile_plan
from guiju.engine import judge, opened
from guiju.ingest import ExportFile, load, paths_read
from guiju.model.catalogue import Catalogue
from guiju.model.run import ClauseResult
from guiju.model.standard import Standard
from guiju.source import load as load_pack

PACK = Path(__file__).resolve().parents[2] / "standards"
STANDARDS = sorted(path.stem for path in PACK.glob("handbook/*/*.md") if not path.name.endswith(".en.md"))


@pytest.fixture(scope="session")
def shipped() -> Catalogue:
    return load_pack(PACK)


def exports_of(standard: Standard, pack: Catalogue) -> set[str]:
    """The exports that the standard's clauses read."""
    checks = [clause.check for clause in standard.clauses if clause.check is not None]
    return {export for check in checks for export in pack.exports_of(check)}


def example(standard: Standard, pack: Catalogue, name: str) -> list[ExportFile]:
    """`pass.csv`, or the files of the folder `pass/`, named by export; `pack.standards.csv` stands in for the pack."""
    folder = next(PACK.glob(f"handbook/*/{standard.id}"))
    if (folder / f"{name}.csv").exists():
        (export,) = exports_of(standard, pack)
        return [ExportFile(path=folder / f"{name}.csv", export=export)]
    return [ExportFile(path=path, export=path.stem) for path in sorted((folder / name).glob("*.csv"))]


def verdicts(files: list[ExportFile], standard: Standard, pack: Catalogue, spool: Path) -> dict[str, ClauseResult]:
    with opened(spool) as engine:
        tables = load(files, exports=pack.exports, system=None, connection=engine.connection)
        engine.lock(paths_read(tables))
        alone = replace(pack, standards={standard.id: standard})
        results = judge(compile_plan(alone, tables, Terms()), alone, engine, lambda _: None)
    return {result.clause: result for result in results}


@pytest.mark.parametrize("standard_id", STANDARDS)
@pytest.mark.parametrize(("name", "expected"), [("pass", "compliant"), ("fail", "noncompliant")])
def test_every_checked_clause_agrees_with_the_examples(
    standard_id: str, name: str, expected: str, shipped: Catalogue, tmp_path: Path
) -> None:
    standard = shipped.standards[standard_id]

    results = verdicts(example(standard, shipped, name), standard, shipped, tmp_path)

    checked = {f"{standard.id}.{clause.id}" for clause in standard.clauses if clause.check is not None}
    assert results.keys() == checked
    assert {clause: result.verdict for clause, result in results.items()} == dict.fromkeys(checked, expected), {
        clause: (result.reason, result.counts, result.groups)
        for clause, result in results.items()
        if result.verdict != expected
    }
