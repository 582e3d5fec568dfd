"""The committed samples: made by the generator to the byte, and judged exactly as it says they must be.

What has to be found is worked out by the generator in plain Python, from limits of its own. Where this test fails,
read the clause: either the checker or the generator misreads it, or the clause was revised.
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from guiju.app.check import CheckRequest, check
from guiju.model.run import ClauseResult, ExportSummary, Run

pytestmark = pytest.mark.xdist_group("samples")  # one process judges them for all tests

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PLANTED: Mapping[str, Any] = json.loads((SAMPLES / "planted.json").read_text(encoding="utf-8"))
RECORDS = sorted(name for name, found in PLANTED["clauses"].items() if found["kind"] == "record")
TARGETS = sorted(name for name, found in PLANTED["clauses"].items() if found["kind"] == "target")
ATTESTS = sorted(name for name, found in PLANTED["clauses"].items() if found["kind"] == "attest")
MOST_BYTES = 4_000_000


@pytest.fixture(scope="module")
def run(pack_path: Path) -> Run:
    """One check over all the samples; no file is told which export it is."""
    files = tuple(sorted(str(path) for path in (SAMPLES / "exports").iterdir()))
    return check(CheckRequest(pack=pack_path, files=files), lambda _: None).run


@pytest.fixture(scope="module")
def results(run: Run) -> Mapping[str, ClauseResult]:
    return {result.clause: result for result in run.clauses}


@pytest.fixture(scope="module")
def books(run: Run) -> Mapping[str, ExportSummary]:
    return {summary.export: summary for summary in run.exports}


def generated(folder: Path, *arguments: str) -> Mapping[str, bytes]:
    """What the generator writes, by file; packed files unpacked, because zlib libraries pack differently."""
    script = str(SAMPLES / "generate.py")
    subprocess.run([sys.executable, script, "--out", str(folder / "exports"), *arguments], check=True)
    return contents(folder)


def contents(folder: Path) -> Mapping[str, bytes]:
    paths = [*(folder / "exports").iterdir(), folder / "planted.json"]
    return {path.name: gzip.decompress(data) if path.suffix == ".gz" else data for path, data in read(paths)}


def read(paths: list[Path]) -> list[tuple[Path, bytes]]:
    return [(path, path.read_bytes()) for path in paths]


def test_the_generator_writes_the_committed_files_to_the_byte(tmp_path: Path) -> None:
    assert generated(tmp_path) == contents(SAMPLES)


def test_another_seed_and_scale_give_other_samples_that_hold_what_was_planted(tmp_path: Path) -> None:
    # The generator refuses to write samples in which its own arithmetic finds something that nobody planted.
    made = generated(tmp_path, "--seed", "7", "--scale", "2")

    assert made.keys() == contents(SAMPLES).keys()
    assert made["planted.json"] != contents(SAMPLES)["planted.json"]


def test_the_samples_stay_small_enough_to_be_kept_with_the_source() -> None:
    assert sum(len(data) for _, data in read([*(SAMPLES / "exports").iterdir()])) < MOST_BYTES


def test_every_clause_that_the_samples_can_decide_is_planted_and_judged(results: Mapping[str, ClauseResult]) -> None:
    decided = {name for name, result in results.items() if result.export in PLANTED["exports"]}

    assert decided == PLANTED["clauses"].keys()


@pytest.mark.parametrize("clause", RECORDS)
def test_every_record_is_found_as_it_was_planted(clause: str, results: Mapping[str, ClauseResult]) -> None:
    counts = results[clause].counts

    assert counts is not None
    assert {"kind": "record"} | counts.model_dump() == PLANTED["clauses"][clause]


@pytest.mark.parametrize("clause", TARGETS)
def test_every_group_is_found_as_it_was_planted(clause: str, results: Mapping[str, ClauseResult]) -> None:
    groups, expected = results[clause].groups, PLANTED["clauses"][clause]

    for verdict in ("noncompliant", "undecided"):
        found = [{"period": g.period, "by": list(g.by.values())} for g in groups if g.verdict == verdict]
        assert sorted(found, key=str) == sorted(expected[verdict], key=str)
    assert len(groups) == expected["groups"]


@pytest.mark.parametrize("clause", ATTESTS)
def test_every_confirmation_stands_as_it_was_planted(
    clause: str, results: Mapping[str, ClauseResult], books: Mapping[str, ExportSummary]
) -> None:
    found = results[clause].attested

    assert found is not None
    unused = len(books["attestations"].remarks)
    told = {"kind": "attest", "standing": found.standing, "set_aside": found.set_aside, "unused": unused}
    assert told == PLANTED["clauses"][clause]


@pytest.mark.parametrize("export", sorted(PLANTED["exports"]))
def test_every_row_and_cell_is_in_the_books(export: str, books: Mapping[str, ExportSummary]) -> None:
    book, expected = books[export], PLANTED["exports"][export]

    assert [Path(file.path).name for file in book.files] == [expected["file"]]
    assert {
        "rows": book.rows_read,
        "rejected": book.rows_rejected,
        "used": book.rows_used,
        "unreadable": dict(book.unreadable),
    } == {name: expected[name] for name in ("rows", "rejected", "used", "unreadable")}
    assert book.as_of is not None
    assert book.as_of.isoformat().startswith(expected["newest"])
    assert book.unmapped == ()


def test_nothing_is_clean_by_accident_every_record_clause_has_breaches_and_the_revised_law_counts() -> None:
    breached = {name: PLANTED["clauses"][name]["breached"] for name in RECORDS}

    assert all(breached.values()), breached
    assert PLANTED["clauses"]["complaint-handling.handled"]["waived"] > 0
    assert PLANTED["clauses"]["resolution-and-closing.customer-told"]["not_in_force"] > 0
