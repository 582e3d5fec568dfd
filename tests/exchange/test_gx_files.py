"""Suites and Data Docs as files: whole, loadable by Great Expectations, and calling nobody."""

import json
import re
import subprocess
import sys
from pathlib import Path

import great_expectations as gx
import pytest

from builders import runs
from guiju.app.folders import write_folder
from guiju.app.gx import export_suites, write_validation
from guiju.app.packs import load_pack
from guiju.compiler import said_of
from guiju.exchange.clauses import ExpectClauseToBeKept
from guiju.exchange.pages import offline
from guiju.model.expectation import RowCountEqual, RowCountEqualArguments
from guiju.model.problem import Misuse
from guiju.model.run import ContractResult, ExpectationResult
from guiju.model.said import NotSaid

_NO_NETWORK = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise SystemExit(f"called out: {event} {arguments}")
sys.addaudithook(refuse)
from guiju.cli.main import main
main(sys.argv[1:])
"""
_NOT_INSTALLED = """
import sys
sys.modules["great_expectations"] = None
from guiju.cli.main import main
main(sys.argv[1:])
"""


class Judged:
    run = runs.run()
    catalogue = runs.catalogue()


def test_each_suite_is_one_that_great_expectations_loads(pack_path: Path, tmp_path: Path) -> None:
    files = export_suites(pack_path, tmp_path / "suites")

    suites = [json.loads(file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".suite.json")]
    promising = {name for name, export in load_pack(pack_path).exports.items() if export.expectations}
    assert promising
    assert {suite["name"] for suite in suites} >= promising
    for suite in suites:
        assert len(gx.ExpectationSuite(**suite).expectations) == len(suite["expectations"])


def test_every_clause_is_either_in_a_suite_or_named_with_the_reason(pack_path: Path, tmp_path: Path) -> None:
    catalogue = load_pack(pack_path)
    files = export_suites(pack_path, tmp_path / "suites")
    written = {file.name: file.read_text(encoding="utf-8") for file in files}

    said = re.findall(r'"clause": "([^"]+)"', "".join(text for name, text in written.items() if "suite" in name))
    missing = {item["clause"]: item["why"] for item in json.loads(written["not_expressed.json"])}
    assert said
    assert {*said, *missing} == {f"{standard.id}.{clause.id}" for standard, clause in catalogue.clauses()}
    assert missing.keys() == {str(found.ref) for found in said_of(catalogue) if isinstance(found, NotSaid)}
    assert all(why["zh"] and why["en"] for why in missing.values())
    assert all(clause in written["README.md"] for clause in missing)


def test_a_run_becomes_results_and_pages_in_which_only_compliant_clauses_pass(tmp_path: Path) -> None:
    write_validation(Judged(), tmp_path / "gx", "en")

    results = json.loads((tmp_path / "gx" / "complaints.validation.json").read_text(encoding="utf-8"))["results"]
    passed = {result["expectation_config"]["kwargs"]["clause"]: result["success"] for result in results}
    verdicts = {r.clause: r.verdict == "compliant" for r in runs.run().clauses if r.export == "complaints"}
    assert passed == verdicts
    open_ = [r for r in runs.run().clauses if r.export == "complaints" and r.verdict == "undecided"]
    assert sum(result["exception_info"]["raised_exception"] for result in results) == len(open_) > 0
    page = (tmp_path / "gx" / "data_docs" / "complaints.html").read_text(encoding="utf-8")
    assert all(clause in page for clause in verdicts)
    assert "complaints.html" in (tmp_path / "gx" / "data_docs" / "index.html").read_text(encoding="utf-8")


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_validation(Judged(), tmp_path / name, "zh") for name in ("a", "b"))

    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


def test_no_page_calls_another_host_or_runs_a_script(tmp_path: Path) -> None:
    for file in write_validation(Judged(), tmp_path / "gx", "en"):
        if file.suffix == ".html":
            page = file.read_text(encoding="utf-8")
            assert not re.search(r"https?:|<script|<link|<img|@import|\son\w+=", page, re.IGNORECASE), file
            assert "default-src 'none'" in page


def test_a_page_is_cleaned_of_what_would_be_fetched_or_run() -> None:
    hostile = (
        '<html><head><link rel="x" href="//a.b/c"></head><body onload="x()"><script>x()</script>'
        '<a href="javascript:x()">a</a><img src="https://a.b/c"><p style="background: url(//a.b)">&lt;b&gt;</p>'
    )
    page = offline(hostile, "en")

    assert "a.b" not in page
    assert "x()" not in page
    assert "<p>&lt;b&gt;</p>" in page


def test_an_expectation_without_metrics_is_no_pass() -> None:
    assert not ExpectClauseToBeKept(clause="a.b", title="t", asked="a").judged({})["success"]


def test_a_report_is_written_without_any_call_to_the_network(root: Path, tmp_path: Path) -> None:
    words = ["check", str(root / "samples/exports/drills.csv"), "--pack", str(root / "standards")]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _NO_NETWORK, *words, "--format", "gx", "--report", str(tmp_path / "gx")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "called out" not in done.stderr
    assert (tmp_path / "gx" / "data_docs" / "drills.html").is_file(), done.stderr


def test_without_great_expectations_the_way_to_it_is_told(root: Path, tmp_path: Path) -> None:
    words = ["check", str(root / "samples/exports/drills.csv"), "--pack", str(root / "standards"), "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", _NOT_INSTALLED, *words, "--format", "gx", "--report", str(tmp_path / "gx")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "pip install 'guiju[gx]'" in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "gx").exists()


def test_a_folder_is_replaced_only_where_nobody_else_put_anything_into_it(tmp_path: Path) -> None:
    place = tmp_path / "out"
    write_folder(place, {"a.txt": "1", "sub/b.txt": "2"})
    write_folder(place, {"a.txt": "3"})
    assert sorted(path.name for path in place.rglob("*")) == ["a.txt", "guiju-files.json"]

    (place / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Misuse):
        write_folder(place, {"a.txt": "4"})
    assert (place / "a.txt").read_text(encoding="utf-8") == "3"


def test_a_broken_contract_is_told_in_great_expectations_own_names(tmp_path: Path) -> None:
    export = next(iter(runs.catalogue().exports))
    broken = ExpectationResult(
        type="expect_table_row_count_to_equal",
        kwargs={"value": 1},
        severity="critical",
        verdict="broken",
        reason=None,
        observed=2,
    )
    known = runs.catalogue().exports[export].model_copy(update={"expectations": _promised()})

    class Broken:
        run = runs.run().model_copy(update={"contracts": (ContractResult(export=export, expectations=(broken,)),)})
        catalogue = runs.catalogue_with(known)

    write_validation(Broken(), tmp_path / "gx", "en")
    (first, *_) = json.loads((tmp_path / "gx" / f"{export}.validation.json").read_text(encoding="utf-8"))["results"]
    assert first["expectation_config"]["type"] == "expect_table_row_count_to_equal"
    assert (first["success"], first["result"]["observed_value"]) == (False, 2)


def _promised() -> tuple[RowCountEqual, ...]:
    return (RowCountEqual(type="expect_table_row_count_to_equal", kwargs=RowCountEqualArguments(value=1)),)
