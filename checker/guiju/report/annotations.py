"""The report as annotations of a change: lines that GitHub shows at a clause, and the code quality list of GitLab."""

import json

from guiju.model.catalogue import Catalogue
from guiju.model.expectation import ContractSeverity
from guiju.model.run import ClauseResult, ContractResult, ExpectationResult, Run
from guiju.model.text import Lang
from guiju.report.account import account, excused, findings_first
from guiju.report.contracts import unmet, unmet_words
from guiju.report.digest import digest
from guiju.report.places import export_file, standard_line
from guiju.report.reading import Reading
from guiju.report.sarif import LEVELS, fingerprint
from guiju.report.words import aside, safe

_LEVELS: dict[ContractSeverity, str] = {"critical": "error", "warning": "warning", "info": "notice"}
_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY = (*_DATA, (":", "%3A"), (",", "%2C"))
"""How a workflow command writes what would end its text or a property; the percent sign goes first."""


def render_github(run: Run, catalogue: Catalogue, *, lang: Lang, limit: int = 20, folder: str | None = None) -> str:
    """One workflow command a line, worst clause first; the headline as a notice behind them."""
    reading = Reading(run=run, catalogue=catalogue, lang=lang, limit=limit, folder=folder)
    headline = digest(run, catalogue, lang=lang, limit=limit, folder=folder).headline
    lines = [
        f"::{_LEVELS[result.severity]} file={_escaped(export_file(reading, contract.export), _PROPERTY)},title=Guiju::"
        + _escaped(unmet_words(reading, contract, result), _DATA)
        for contract, result in unmet(reading)
    ]
    lines += [_command(reading, result) for result in findings_first(reading)]
    lines += [_command(reading, result, level="notice") for result in excused(reading)]
    return "\n".join([*lines, f"::notice title=Guiju::{_escaped(headline, _DATA)}"]) + "\n"


def render_gitlab(run: Run, catalogue: Catalogue, *, lang: Lang, limit: int = 20, folder: str | None = None) -> str:
    """A JSON list of what is not compliant, blocked or waived, for `artifacts:reports:codequality`."""
    reading = Reading(run=run, catalogue=catalogue, lang=lang, limit=limit, folder=folder)
    issues = [_contract_issue(reading, contract, result) for contract, result in unmet(reading)]
    issues += [_issue(reading, result) for result in (*findings_first(reading), *excused(reading))]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _command(reading: Reading, result: ClauseResult, *, level: str | None = None) -> str:
    level = level or (LEVELS[result.severity] if result.verdict == "noncompliant" else "warning")
    place = standard_line(reading, result.clause)
    properties = {"title": reading.title(result) + aside(result.clause, reading.lang)}
    if place is not None:
        properties = {"file": place.path, **({"line": str(place.line)} if place.line else {}), **properties}
    named = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    return f"::{level} {named}::{_escaped(_told(reading, result), _DATA)}"


def _issue(reading: Reading, result: ClauseResult) -> dict[str, object]:
    place = standard_line(reading, result.clause)
    path, line = (place.path, max(place.line, 1)) if place is not None else ("standards/pack.yaml", 1)
    return {
        "description": safe(f"{reading.title(result)}{reading.say('：', ': ')}{_told(reading, result)}"),
        "check_name": safe(result.clause),
        "fingerprint": fingerprint(result.clause),
        "severity": result.severity if result.verdict == "noncompliant" else "info",
        "location": {"path": path, "lines": {"begin": line}},
    }


def _contract_issue(reading: Reading, contract: ContractResult, result: ExpectationResult) -> dict[str, object]:
    severity = {"critical": "critical", "warning": "minor", "info": "info"}[result.severity]
    return {
        "description": safe(unmet_words(reading, contract, result)),
        "check_name": safe(f"{contract.export}.{result.type}"),
        "fingerprint": fingerprint(f"{contract.export}.{result.type}.{sorted(result.kwargs.items())}"),
        "severity": severity if result.verdict == "broken" else "info",
        "location": {"path": export_file(reading, contract.export), "lines": {"begin": 1}},
    }


def _told(reading: Reading, result: ClauseResult) -> str:
    """What was found, and what is asked."""
    found = account(reading, result)
    return found + reading.say("。", ". ") + reading.asked(result)


def _escaped(text: str, spelled: tuple[tuple[str, str], ...]) -> str:
    """Without control characters, then in GitHub's own spelling: nothing can open a command of its own."""
    text = safe(text)
    for sign, code in spelled:
        text = text.replace(sign, code)
    return text
