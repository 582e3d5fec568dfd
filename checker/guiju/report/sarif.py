"""The report as SARIF 2.1.0, for code scanning: one rule and one result per clause; rows stay in the run folder."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

from guiju.model.catalogue import Catalogue
from guiju.model.expectation import ContractSeverity
from guiju.model.run import ClauseResult, Run
from guiju.model.standard import Severity
from guiju.model.text import Lang
from guiju.report.account import account
from guiju.report.contracts import unmet, unmet_words
from guiju.report.places import handbook_address, handbook_link, standard_line
from guiju.report.reading import Reading
from guiju.report.waived import justification, waived_words
from guiju.report.words import aside, safe

LEVELS: Mapping[Severity, Literal["error", "warning"]] = {"critical": "error", "major": "error", "minor": "warning"}
"""What a breach is to a build server."""

_NOTIFIED: Mapping[ContractSeverity, str] = {"critical": "error", "warning": "warning", "info": "note"}
_LANGUAGES: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en"}
_SPECIAL = str.maketrans({"\\": "\\\\", "[": "\\[", "]": "\\]", "{": "{{", "}": "}}"})
"""Brackets make links and braces are placeholders in a message of SARIF."""


def render_sarif(run: Run, catalogue: Catalogue, *, lang: Lang, limit: int = 20, folder: str | None = None) -> str:
    """Compliant clauses are told too (`kind: pass`), so that a viewer can tell them from those without a verdict."""
    reading = Reading(run=run, catalogue=catalogue, lang=lang, limit=limit, folder=folder)
    name, _, version = run.provenance.tool.partition(" ")
    driver = {
        "name": name,
        "version": version,
        "rules": [_rule(reading, result) for result in run.clauses],
    }
    told = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"guiju/{run.provenance.pack}/"},
        "language": _LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "results": [told for place, result in enumerate(run.clauses) for told in _results(reading, result, place)],
        **_invocations(reading),
        "properties": {
            "provenance": run.provenance.model_dump(mode="json"),
            "exports": [summary.model_dump(mode="json") for summary in run.exports],
        },
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [told]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _invocations(reading: Reading) -> dict[str, Any]:
    """What is wrong with the data themselves: notifications, because no rule of the pack is broken."""
    told = [
        {
            "level": _NOTIFIED[result.severity],
            "descriptor": {"id": result.type},
            "message": {"text": _message(unmet_words(reading, contract, result))},
        }
        for contract, result in unmet(reading)
    ]
    return {"invocations": [{"executionSuccessful": True, "toolExecutionNotifications": told}]} if told else {}


def fingerprint(clause: str) -> str:
    """The same for a clause in every run, whatever was found."""
    return hashlib.sha256(clause.encode()).hexdigest()


def _rule(reading: Reading, result: ClauseResult) -> dict[str, Any]:
    title, asked = reading.title(result), reading.asked(result)
    link = handbook_link(reading, result.clause)
    return {
        "id": result.clause,
        "shortDescription": {"text": _message(title)},
        "fullDescription": {"text": _message(asked)},
        "help": {"text": _message(asked + aside(handbook_address(result.clause), reading.lang))},
        **({"helpUri": link} if link is not None else {}),
        "defaultConfiguration": {"level": LEVELS[result.severity]},
        "properties": {
            "severity": result.severity,
            "handbook": handbook_address(result.clause),  # helpUri must be absolute, and not every pack names a site
        },
    }


def _results(reading: Reading, result: ClauseResult, place: int) -> list[dict[str, Any]]:
    """The verdict on a clause; behind it what is waived of it, as a result of its own that is suppressed."""
    told = _result(reading, result, place)
    if not result.waived:
        return [told]
    waived = told | {
        "kind": "fail",
        "level": LEVELS[result.severity],
        "message": {"text": _message(f"{reading.title(result)}: " + "; ".join(waived_words(reading, result)))},
        "partialFingerprints": {"guijuWaived/v1": fingerprint(f"{result.clause} waived")},
        "suppressions": [
            {
                "kind": "external",
                "status": "accepted",
                "justification": safe(justification(reading, use)),
                "properties": {"waiver": use.waiver, "covered": use.covered},
            }
            for use in result.waivers
            if use.covered
        ],
    }
    return [told, waived]


def _result(reading: Reading, result: ClauseResult, place: int) -> dict[str, Any]:
    kind = _kind(reading, result)
    told: dict[str, Any] = {
        "ruleId": result.clause,
        "ruleIndex": place,
        "kind": kind,
        "level": LEVELS[result.severity] if kind == "fail" else "none",
        "message": {"text": _message(f"{reading.title(result)}{reading.say('：', ': ')}{account(reading, result)}")},
        "partialFingerprints": {"guijuClause/v1": fingerprint(result.clause)},
    }
    line = standard_line(reading, result.clause)
    if line is not None:
        region = {"startLine": line.line, **({"startColumn": line.column} if line.column else {})}
        artifact = {"uri": quote(line.path), "uriBaseId": "%SRCROOT%"}
        physical = {"artifactLocation": artifact, **({"region": region} if line.line else {})}
        told["locations"] = [{"physicalLocation": physical}]
    if result.counts is not None:
        told["properties"] = {"counts": result.counts.model_dump()}
    if result.waivers:
        without = {"verdictWithoutWaivers": result.verdict_without_waivers}
        told["properties"] = told.get("properties", {}) | without
    return told


def _kind(reading: Reading, result: ClauseResult) -> Literal["pass", "fail", "review", "notApplicable"]:
    if result.verdict == "compliant":
        return "pass"
    if result.verdict == "noncompliant":
        return "fail"
    return "notApplicable" if reading.not_given(result) else "review"


def _message(text: str) -> str:
    return safe(text).translate(_SPECIAL)
