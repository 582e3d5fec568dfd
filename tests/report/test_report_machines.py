"""The formats that other programs read: they parse, they hold every clause, and no text can break out of them."""

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from builders import runs
from guiju.model.catalogue import Catalogue
from guiju.model.run import Run
from guiju.model.text import Lang
from guiju.report.formats import FORMATS

HOSTILE = (
    "x]]></failure><script>alert(1)</script>&\"'\x00\x1b[31m\u202e\ufffe\r\n"
    "::error title=mine::owned%0A::stop-commands::x =cmd|' /C calc'!A0 [link](https://evil.example) {0}"
)
LANGS: list[Lang] = ["zh", "en"]


def _told(name: str, run: Run, lang: Lang = "en", catalogue: Catalogue | None = None) -> str:
    return FORMATS[name](run, catalogue or runs.catalogue(), lang=lang)


def _hostile() -> Run:
    broken = runs.result(f"s.{HOSTILE}", "noncompliant", breached=1)
    open_ = runs.result("s.open", "undecided").model_copy(
        update={"counts": None, "blocked": True, "reason": runs.text(HOSTILE, HOSTILE)}
    )
    return runs.run_of(broken, open_, runs.result(f"{HOSTILE}.c"))


def _xml(report: str) -> ET.Element:
    return ET.fromstring(report)  # noqa: S314 - what we wrote ourselves


def _sarif(report: str) -> Any:
    return json.loads(report)["runs"][0]


@pytest.mark.parametrize("lang", LANGS)
def test_junit_has_a_case_for_each_clause_and_counts_them(lang: Lang) -> None:
    root = _xml(_told("junit", runs.run(), lang))
    cases = {(case.get("classname"), case.get("name")): case for case in root.iter("testcase")}

    assert [f"{standard}.{clause}" for standard, clause in cases] == [r.clause for r in runs.run().clauses]
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("7", "4", "2")
    assert len(list(root.iter("failure"))) == 4
    assert len(list(root.iter("skipped"))) == 2
    failure = cases["complaint-handling", "handled"].find("failure")
    assert failure is not None
    assert failure.text is not None
    for told in ("893", "11,893", "7.5"):
        assert told in failure.get("message", "")
    assert "24" in failure.text  # the limit in force


def test_junit_says_why_a_clause_was_skipped_and_keeps_the_books() -> None:
    root = _xml(_told("junit", runs.run()))
    reasons = [skipped.get("message") for skipped in root.iter("skipped")]
    books = root.findtext("testsuite/system-out")

    assert reasons == ["the export has no column `called_back`", "no export of surveys was given"]
    assert books is not None
    assert "12,010" in books
    assert "6 rows left out: totals" in books


def test_junit_holds_hostile_texts_as_texts() -> None:
    root = _xml(_told("junit", _hostile()))

    assert {element.tag for element in root.iter()} <= {
        *("testsuites", "testsuite", "properties", "property"),
        *("testcase", "failure", "skipped", "system-out"),
    }
    names = [case.get("name") or "" for case in root.iter("testcase")]
    assert "x]]></failure><script>alert(1)</script>" in names[0]
    assert r"\x00\x1b[31m\u202e\ufffe\x0d\x0a" in names[0]


def test_sarif_has_one_rule_and_one_result_for_each_clause() -> None:
    told = _sarif(_told("sarif", runs.run()))
    rules, results = told["tool"]["driver"]["rules"], told["results"]
    clauses = [result.clause for result in runs.run().clauses]

    assert [rule["id"] for rule in rules] == clauses
    assert [result["ruleId"] for result in results] == clauses
    assert [result["ruleIndex"] for result in results] == list(range(len(clauses)))
    assert [result["kind"] for result in results] == [
        *("fail", "fail", "pass", "review"),
        *("fail", "fail", "notApplicable"),
    ]
    for rule, result in zip(rules, results, strict=True):
        level = rule["defaultConfiguration"]["level"]
        assert result["level"] == (level if result["kind"] == "fail" else "none")
    assert [rule["defaultConfiguration"]["level"] for rule in rules[:3]] == ["error", "error", "warning"]
    assert "within 24 hours" in rules[0]["fullDescription"]["text"]
    assert rules[0]["properties"]["handbook"] == "standards/complaint-handling/#clause-handled"


def test_sarif_names_the_line_of_the_standard_below_the_repository() -> None:
    results = _sarif(_told("sarif", runs.run()))["results"]
    places = {result["ruleId"]: result.get("locations") for result in results}

    [handled] = places["complaint-handling.handled"]
    assert handled["physicalLocation"] == {
        "artifactLocation": {
            "uri": "standards/handbook/01-service/complaint-handling.md",
            "uriBaseId": "%SRCROOT%",
        },
        "region": {"startLine": 31, "startColumn": 5},
    }
    [answered] = places["call-answering.answered"]
    assert answered["physicalLocation"]["artifactLocation"]["uri"].endswith("/call%20answering.md")
    assert places["complaint-handling.owned"] is None


def test_a_fingerprint_belongs_to_the_clause_and_not_to_what_was_found() -> None:
    first = _sarif(_told("sarif", runs.run_of(runs.result("s.a", "noncompliant", breached=1), runs.result("s.b"))))
    second = _sarif(_told("sarif", runs.run_of(runs.result("s.a", "noncompliant", breached=9)), "zh"))
    prints = [result["partialFingerprints"]["guijuClause/v1"] for result in first["results"]]

    assert second["results"][0]["partialFingerprints"]["guijuClause/v1"] == prints[0]
    assert prints[0] != prints[1]
    assert re.fullmatch("[0-9a-f]{64}", prints[0])


def test_sarif_makes_no_link_and_no_placeholder_of_a_text() -> None:
    text = _sarif(_told("sarif", _hostile()))["results"][0]["message"]["text"]

    assert r"\[link\](https://evil.example) {{0}}" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("lang", LANGS)
def test_github_gets_one_command_a_line_and_no_command_from_a_text(lang: Lang) -> None:
    report = _told("github", _hostile(), lang)
    lines = report.splitlines()

    assert not set(report) & set("\x00\x1b\u202e\r")
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    properties = lines[0].split("::")[1]
    assert properties.count(",") == 0  # a title alone: what stands in it is escaped
    assert "%3A%3Aerror title=mine%3A%3Aowned%250A" in properties


def test_github_is_told_file_line_and_title_worst_first() -> None:
    lines = _told("github", runs.run()).splitlines()

    assert [line.split("(")[1].split(")")[0] for line in lines[:4]] == [
        *("complaint-handling.outer-limit", "call-answering.answered"),
        *("complaint-handling.handled", "call-answering.mean-wait"),
    ]
    assert lines[2].startswith("::error file=standards/handbook/01-service/complaint-handling.md,line=31,title=")
    assert lines[2].endswith("Each complaint is handled within 24 hours.")
    assert "(7.5%25)" in lines[2]
    assert lines[3].startswith("::warning title=")
    assert "the export has no column" in lines[4]


def test_a_group_by_personal_data_is_not_named() -> None:
    catalogue = runs.catalogue()
    calls = catalogue.exports["calls"]
    columns = {**calls.columns, "team": calls.columns["team"].model_copy(update={"pii": True})}
    exports = {**catalogue.exports, "calls": calls.model_copy(update={"columns": columns})}

    told = _told("github", runs.run(), catalogue=replace(catalogue, exports=exports))

    assert "Team B" in _told("github", runs.run())
    assert "Team B" not in told
    assert "(personal data) 2025-07-01: 94.96%25" in told


def test_gitlab_gets_what_its_schema_asks_for() -> None:
    issues = json.loads(_told("gitlab", runs.run()))

    assert [issue["severity"] for issue in issues] == ["critical", "major", "major", "minor", "info"]
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "./"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_run_gives_the_same_bytes(name: str) -> None:
    assert _told(name, runs.run()) == _told(name, runs.run())
