"""Waivers and attestations the whole way, by the words of the command line: exit status, reports, findings, stories."""

import csv
import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner, Result

from builders.excuses import ATTEST, ATTESTATIONS, OWNED, REGISTER, VALID, WAIVER
from builders.packs import STANDARD, edited, write_pack
from guiju.cli.language import Voice
from guiju.cli.main import build
from guiju.cli.usecases import UseCases

LATE = "number,received_at,handled_at,handler,score,channel\n1,2025-07-0{day} 09:00,2025-07-05 09:00,x,5,phone\n"
KEPT = "2,2025-07-09 09:00,2025-07-09 10:00,x,5,phone\n"
HANDLED, OWNED_REF = "complaint-handling.handled", "complaint-handling.owned"
COMPLAINTS = LATE.format(day=1) + KEPT


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Only the clauses `handled` (waived) and `owned` (to be confirmed) can break."""
    loose = edited(STANDARD, (OWNED, ATTEST), ("outer_limit: P2WD", "outer_limit: P20WD"))
    return write_pack(tmp_path, {**loose, REGISTER: ATTESTATIONS, WAIVER: VALID})


def guiju(*words: object) -> Result:
    return CliRunner().invoke(build(Voice("en"), UseCases()), [str(word) for word in words])


@pytest.fixture
def complaints(tmp_path: Path) -> Path:
    file = tmp_path / "complaints.csv"
    file.write_text(COMPLAINTS, encoding="utf-8")
    return file


def check(pack: Path, file: Path, *words: object) -> Result:
    return guiju("check", f"complaints={file}", "--pack", pack, *words)


def test_the_exit_status_goes_by_the_verdict_with_waivers(pack: Path, complaints: Path) -> None:
    excused = check(pack, complaints)
    strict = check(pack, complaints, "--no-waivers")

    assert (excused.exit_code, strict.exit_code) == (0, 1), excused.output
    assert "1 not compliant without waivers" in " ".join(excused.stdout.split())
    assert "Judged without any waiver" in strict.stdout
    assert "Move (desk-move): 1, until 2025-07-31" in " ".join(excused.stdout.split())


def test_the_run_keeps_both_verdicts_and_the_finding_names_its_waiver(
    pack: Path, complaints: Path, tmp_path: Path
) -> None:
    check(pack, complaints, "--out", tmp_path / "run")

    run = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    (handled,) = [clause for clause in run["clauses"] if clause["clause"] == HANDLED]
    assert (handled["verdict"], handled["verdict_without_waivers"]) == ("compliant", "noncompliant")
    assert (handled["counts"]["breached"], handled["counts"]["waived"]) == (1, 1)
    with (tmp_path / "run" / "findings.csv").open(encoding="utf-8") as file:
        assert [(row["key"], row["waivers"]) for row in csv.DictReader(file)] == [("1", "desk-move")]
    story = guiju("why", tmp_path / "run", "1").stdout
    assert "waived: Move (desk-move, 2025-07-01 to 2025-07-31): The ledger was out of use" in story


@pytest.mark.parametrize("format_", ["text", "md", "html", "junit", "sarif", "github", "gitlab", "json"])
def test_every_report_tells_what_is_waived(pack: Path, complaints: Path, format_: str) -> None:
    told = check(pack, complaints, "--format", format_).stdout

    assert "desk" in told
    assert "move" in told
    assert "waived" in told.lower()


def test_junit_has_the_waiver_as_a_property_and_no_failure(pack: Path, complaints: Path) -> None:
    root = ET.fromstring(check(pack, complaints, "--format", "junit").stdout)  # noqa: S314 - our own report

    (case,) = [case for case in root.iter("testcase") if case.get("name") == "handled"]
    assert case.find("failure") is None
    properties = {p.get("name"): p.get("value") for p in case.iter("property")}
    assert properties == {
        "waived": "1",
        "verdict": "compliant",
        "verdict_without_waivers": "noncompliant",
        "waiver": "desk-move",
    }
    assert "1 waived" in (case.findtext("system-out") or "")


def test_sarif_suppresses_what_is_waived_with_its_justification(pack: Path, complaints: Path) -> None:
    log = json.loads(check(pack, complaints, "--format", "sarif").stdout)

    mine = [result for result in log["runs"][0]["results"] if result["ruleId"] == HANDLED]
    assert [result["kind"] for result in mine] == ["pass", "fail"]
    (suppression,) = mine[1]["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert "The ledger was out of use" in suppression["justification"]
    assert "suppressions" not in mine[0]
    assert mine[0]["partialFingerprints"] != mine[1]["partialFingerprints"]


def test_the_workbook_lists_the_waived_record(pack: Path, complaints: Path, tmp_path: Path) -> None:
    check(pack, complaints, "--out", tmp_path / "run", "--format", "xlsx")

    book = CalamineWorkbook.from_filelike(BytesIO((tmp_path / "run" / "report.xlsx").read_bytes()))
    assert book.get_sheet_by_name(HANDLED).to_python()[-1][-1] == "desk-move"
    assert "Move; desk-move; The ledger was out of use" in book.get_sheet_by_name("Waivers").to_python()[-1]


def test_a_breach_behind_the_expiry_day_counts(pack: Path, complaints: Path) -> None:
    waiver = pack / WAIVER
    waiver.write_text(VALID.replace("from: 2025-07-01", "from: 2025-06-01").replace("2025-07-31", "2025-06-30"))

    assert check(pack, complaints).exit_code == 1


@pytest.mark.parametrize(
    ("entries", "code", "said"),
    [
        (["1,complaint-handling#owned,confirmed,quality-committee,2025-07-08 09:00"], 0, "confirmed on 2025-07-08"),
        (["1,complaint-handling#owned,denied,quality-committee,2025-07-08 09:00"], 1, "of 2025-07-08, denies it"),
        (["1,complaint-handling#ownd,confirmed,quality-committee,2024-07-08 09:00"], 0, "did you mean"),
    ],
    ids=["confirmed", "denied", "misspelt"],
)
def test_a_confirmation_decides_its_clause(
    pack: Path, complaints: Path, entries: list[str], code: int, said: str
) -> None:
    register = complaints.with_name("register.csv")
    register.write_text("entry,clause,result,role,given_at\n" + "\n".join(entries) + "\n", encoding="utf-8")

    result = check(pack, complaints, f"attestations={register}")

    assert result.exit_code == code, result.output
    assert said in " ".join(result.stdout.split())
