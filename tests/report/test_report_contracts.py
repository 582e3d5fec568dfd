"""A broken contract is told before any verdict, in every format, and decides the exit status."""

import json
from xml.etree import ElementTree as ET

import pytest

from builders import runs
from guiju.app.outcome import exit_code
from guiju.model.catalogue import Catalogue
from guiju.model.expectation import ColumnArguments, ColumnValues, ContractSeverity
from guiju.model.run import ContractResult, ExpectationResult, Promised, RowPlace, Run
from guiju.report.formats import FORMATS
from guiju.report.workbook import render_workbook

PROMISE = ColumnValues(
    type="expect_column_values_to_not_be_null", kwargs=ColumnArguments(column="complaint_id", mostly=0.9)
)


def broken(severity: ContractSeverity = "critical", verdict: Promised = "broken") -> Run:
    result = ExpectationResult(
        type=PROMISE.type,
        kwargs={"column": "complaint_id", "mostly": 0.9},
        severity=severity,
        verdict=verdict,
        reason=None,
        elements=10,
        missing=0,
        unexpected=3,
        places=(RowPlace(file="ledger.csv", row=17),),
    )
    contract = ContractResult(export="complaints", expectations=(result,))
    return runs.run().model_copy(update={"contracts": (contract,)})


def pack() -> Catalogue:
    promising = runs.catalogue().exports["complaints"].model_copy(update={"expectations": (PROMISE,)})
    return runs.catalogue_with(promising)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json"}))
def test_every_format_tells_what_was_promised_and_where_it_is_broken(name: str) -> None:
    report = FORMATS[name](broken(), pack(), lang="en")

    assert "is never empty" in report
    assert "ledger" in report
    assert "17" in report


@pytest.mark.parametrize("name", ["text", "md", "html"])
def test_people_read_of_the_broken_contract_first(name: str) -> None:
    report = FORMATS[name](broken(), pack(), lang="en")

    said = report.index("on an export that breaks its contract")
    assert said < report.index("What the exports promise") < report.index("Not compliant")


def test_a_run_without_contracts_says_nothing_of_them() -> None:
    assert "promise" not in FORMATS["text"](runs.run(), pack(), lang="en")


def test_build_servers_see_a_failure_in_a_suite_of_its_own() -> None:
    root = ET.fromstring(FORMATS["junit"](broken(), pack(), lang="zh"))  # noqa: S314 - our own text

    suite = next(suite for suite in root.iter("testsuite") if suite.get("name") == "contract: complaints")
    assert (suite.get("failures"), len(list(suite.iter("failure")))) == ("1", 1)
    warned = ET.fromstring(FORMATS["junit"](broken("warning"), pack(), lang="zh"))  # noqa: S314 - our own text
    assert all("contract" not in str(s.get("name")) or s.get("failures") == "0" for s in warned.iter("testsuite"))


def test_the_run_keeps_its_contracts() -> None:
    kept = Run.model_validate_json(broken().as_json())

    assert kept == broken()
    assert json.loads(broken().as_json())["contracts"][0]["expectations"][0]["unexpected"] == 3


def test_the_workbook_has_a_sheet_of_contracts() -> None:
    assert len(render_workbook(broken(), pack(), lang="en")) > len(render_workbook(runs.run(), pack(), lang="en"))


@pytest.mark.parametrize("fail_on", ["never", "minor", "critical"])
def test_a_broken_critical_promise_is_told_by_the_exit_status_whatever_fails_otherwise(fail_on: str) -> None:
    assert exit_code(broken(), fail_on) == 3  # type: ignore[arg-type]


def test_a_warning_only_tells() -> None:
    assert exit_code(broken("warning"), "minor") == exit_code(runs.run(), "minor") == 1
    assert exit_code(broken("critical", "met"), "minor") == 1
