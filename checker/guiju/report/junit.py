"""The report as JUnit XML, which every build server draws: one test case per clause."""

import re
from xml.etree import ElementTree as ET

from guiju.model.catalogue import Catalogue
from guiju.model.run import ClauseResult, ContractResult, Run
from guiju.model.standard import SEVERITY_WORDS
from guiju.model.text import Lang
from guiju.report.account import account
from guiju.report.books import books
from guiju.report.contracts import PROMISED_WORDS, expectation_words, found_words
from guiju.report.digest import digest
from guiju.report.reading import Reading
from guiju.report.sheet import Section
from guiju.report.words import safe

_NO_CHARACTER = re.compile("[\ufffe\uffff]")
"""What XML 1.0 cannot hold, beside the control characters and surrogates that `safe` spells out."""


def render_junit(run: Run, catalogue: Catalogue, *, lang: Lang, limit: int = 20, folder: str | None = None) -> str:
    """Breached clauses are failures, clauses without a verdict are skipped with their reason; no clock times."""
    reading = Reading(run=run, catalogue=catalogue, lang=lang, limit=limit, folder=folder)
    sheet = digest(run, catalogue, lang=lang, limit=limit, folder=folder)
    verdicts = run.verdicts
    totals = {
        "tests": str(len(run.clauses)),
        "failures": str(verdicts["noncompliant"]),
        "errors": "0",
        "skipped": str(verdicts["undecided"]),
    }
    root = ET.Element("testsuites", {"name": "guiju", **totals})
    suite = ET.SubElement(root, "testsuite", {"name": xml_text(run.provenance.pack), **totals})
    properties = ET.SubElement(suite, "properties")
    for name, value in run.provenance.model_dump(mode="json").items():
        if value is not None:
            ET.SubElement(properties, "property", {"name": name, "value": xml_text(str(value))})
    for result in run.clauses:
        _case(suite, reading, result)
    for contract in run.contracts:
        _contract(root, reading, contract)
    told = books(reading)
    lines = [sheet.headline, *sheet.lines, *(_lines(told) if told is not None else [])]
    ET.SubElement(suite, "system-out").text = "\n".join(map(xml_text, lines))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, reading: Reading, result: ClauseResult) -> None:
    standard, _, clause = result.clause.partition(".")
    case = ET.SubElement(suite, "testcase", {"classname": xml_text(standard), "name": xml_text(clause)})
    said = xml_text(account(reading, result))
    if result.waivers:
        _waivers(case, result)
    if result.verdict == "noncompliant":
        failure = ET.SubElement(case, "failure", {"type": result.severity, "message": said})
        severity = SEVERITY_WORDS[result.severity].in_(reading.lang)
        failure.text = "\n".join(map(xml_text, (reading.title(result), reading.asked(result), said, severity)))
    elif result.verdict == "undecided":
        ET.SubElement(case, "skipped", {"message": said})
    if result.verdict == "compliant" or result.waivers:
        ET.SubElement(case, "system-out").text = said


def _waivers(case: ET.Element, result: ClauseResult) -> None:
    """What a build server shows beside a case: how many breaches are waived, by what, and the verdict without."""
    properties = ET.SubElement(case, "properties")
    told = [
        ("waived", str(result.waived)),
        ("verdict", result.verdict),
        ("verdict_without_waivers", result.verdict_without_waivers),
        *(("waiver", use.waiver) for use in result.waivers),
    ]
    for name, value in told:
        ET.SubElement(properties, "property", {"name": name, "value": xml_text(value)})


def _contract(root: ET.Element, reading: Reading, contract: ContractResult) -> None:
    """A suite of its own, so that the numbers of clauses stay what they are."""
    broken, open_ = contract.with_verdict("broken"), contract.with_verdict("undecided")
    warned = [result for result in broken if result.severity != "critical"]
    totals = {
        "tests": str(len(contract.expectations)),
        "failures": str(len(broken) - len(warned)),
        "errors": "0",
        "skipped": str(len(open_)),
    }
    suite = ET.SubElement(root, "testsuite", {"name": xml_text(f"contract: {contract.export}"), **totals})
    for result in contract.expectations:
        words = xml_text(expectation_words(reading, contract, result))
        case = ET.SubElement(suite, "testcase", {"classname": xml_text(contract.export), "name": words})
        said = xml_text(" ".join((PROMISED_WORDS[result.verdict].in_(reading.lang), found_words(reading, result))))
        if result in broken and result not in warned:
            ET.SubElement(case, "failure", {"type": result.severity, "message": said}).text = xml_text(result.type)
        elif result.verdict == "undecided":
            ET.SubElement(case, "skipped", {"message": said})
        else:
            ET.SubElement(case, "system-out").text = said


def _lines(section: Section) -> list[str]:
    """A table as lines, so that it can stand in a log."""
    lines = ["", section.title]
    if section.table is not None:
        lines.append("\t".join(heading.title for heading in section.table.headings))
        lines += ["\t".join(cell.lines[0] for cell in row) for row in section.table.rows]
    return [*lines, *section.notes]


def xml_text(raw: str) -> str:
    """Text that XML can hold; the tabs between cells are ours."""
    cells = (_NO_CHARACTER.sub(lambda match: f"\\u{ord(match[0]):04x}", safe(cell)) for cell in raw.split("\t"))
    return "\t".join(cells)
