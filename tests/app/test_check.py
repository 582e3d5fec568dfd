"""The whole way from a file to a run folder, on the shipped pack."""

import csv
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from builders.packs import write_pack
from guiju.app.check import CheckOutcome, CheckRequest, check
from guiju.app.lint import lint
from guiju.app.why import RecordName, why
from guiju.engine import opened
from guiju.history.runs import read_run
from guiju.model.problem import ExportUnreadable, Misuse, PackInvalid
from guiju.model.text import Text
from guiju.report.terminal import render_text

HEADER = "投诉编号,受理时间,办结时间\n"


def quiet(_: Text) -> None:
    """Progress that nobody watches."""


def run(pack: Path, file: Path, **request: object) -> CheckOutcome:
    request = {"pack": pack, "files": (f"complaints={file}",), **request}
    return check(CheckRequest(**request), quiet)  # type: ignore[arg-type]  # the tests vary the fields


@pytest.fixture
def complaints(tmp_path: Path) -> Path:
    file = tmp_path / "complaints.csv"
    rows = [
        "C1,2025-08-01 09:00:00,2025-08-02 09:00:00",
        "C2,2025-08-01 09:00:00,2025-08-02 09:00:01",
        "=cmd|calc,2025-08-04 09:00:00,2025-08-08 09:00:00",
        "C4,2025-08-04 09:00:00,不详",
        ",2025-08-04 09:00:00,2025-08-04 10:00:00",
    ]
    file.write_text(HEADER + "\n".join(rows) + "\n", encoding="gb18030")
    return file


def result(outcome: CheckOutcome, clause: str) -> dict[str, int]:
    (found,) = [result for result in outcome.run.clauses if result.clause == clause]
    assert found.counts is not None
    return {name: count for name, count in found.counts.model_dump().items() if count}


def test_a_chinese_ledger_is_judged_by_the_law_in_force(pack_path: Path, complaints: Path) -> None:
    outcome = run(pack_path, complaints)

    assert result(outcome, "complaint-handling.handled") == {"kept": 1, "breached": 2, "undecided": 1}
    assert result(outcome, "complaint-handling.outer-limit") == {"kept": 2, "breached": 1, "undecided": 1}
    assert outcome.exit_code == 1


def test_the_books_balance_and_every_reject_is_told_with_its_row(
    pack_path: Path, complaints: Path, tmp_path: Path
) -> None:
    outcome = run(pack_path, complaints, out=tmp_path / "run")

    (books,) = (summary for summary in outcome.run.exports if summary.files)
    assert (books.rows_read, books.rows_used, books.rows_rejected) == (5, 4, 1)
    assert books.files[0].encoding == "gb18030"
    with (tmp_path / "run" / "rejects.csv").open(encoding="utf-8") as file:
        rejects = [(row["row"], row["column"]) for row in csv.DictReader(file)]
    assert rejects == [("5", "handled_at"), ("6", "")]


def test_every_kind_of_reject_is_told_with_its_reason_its_number_and_its_first_row(
    pack_path: Path, complaints: Path
) -> None:
    with complaints.open("a", encoding="gb18030") as file:
        file.write("C6,2025-08-04 09:00:00,不详\nC7,2025-08-04 09:00:00\n")

    outcome = run(pack_path, complaints)

    books = next(summary for summary in outcome.run.exports if summary.export == "complaints")
    told = [(fault.count, fault.text.in_("en").partition(":")[0]) for fault in books.faults]
    assert sorted(told) == [(1, "rejected rows"), (1, "rejected rows"), (2, "cells of Handled at (handled_at)")]
    text = render_text(outcome.run, outcome.catalogue, lang="zh", width=400)
    title = outcome.catalogue.exports["complaints"].columns["handled_at"].title.zh
    assert f"2 × 单元格 {title}（handled_at）：不是可识别的日期时间" in text
    assert f"（首见 {complaints} 第 5 行）" in text
    assert f"1 × 拒收的行：必填列 complaint_id 为空（首见 {complaints} 第 6 行）" in text
    assert f"1 × 拒收的行：这一行的单元格少于表头（首见 {complaints} 第 8 行）" in text


def test_the_findings_carry_clause_revision_limit_and_approver_but_no_formula(
    pack_path: Path, complaints: Path, tmp_path: Path
) -> None:
    outcome = run(pack_path, complaints, out=tmp_path / "run")

    with (tmp_path / "run" / "findings.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["clause"] == "complaint-handling.handled"]
    assert [(row["key"], row["row"], row["limit"], row["measured_s"]) for row in rows] == [
        ("C2", "3", "PT24H", "86401.0"),
        ("'=cmd|calc", "4", "PT24H", "345600.0"),
    ]
    assert {row["revision"] for row in rows} == {"2.0.0"}
    exact = duckdb.sql(f"SELECT DISTINCT key FROM '{tmp_path}/run/findings.parquet' WHERE row = 4").fetchall()
    assert exact == [("=cmd|calc",)]
    written = {result.clause: result.findings_written for result in outcome.run.clauses}
    assert written["complaint-handling.handled"] == 2


def test_no_sign_that_some_spreadsheet_reads_as_a_formula_leads_a_cell(pack_path: Path, tmp_path: Path) -> None:
    signs = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    file = tmp_path / "complaints.csv"
    rows = [f'"{sign}1+1",2025-08-01 09:00:00,2025-08-20 09:00:00\n' for sign in signs]
    file.write_text(HEADER + "".join(rows), encoding="utf-8")

    run(pack_path, file, out=tmp_path / "run")

    with (tmp_path / "run" / "findings.csv").open(encoding="utf-8", newline="") as written:
        keys = [row["key"] for row in csv.DictReader(written) if row["clause"] == "complaint-handling.handled"]
    assert keys == [f"'{sign}1+1" for sign in signs]


def test_the_same_inputs_give_the_same_bytes(pack_path: Path, complaints: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run(pack_path, complaints, out=tmp_path / name)

    for file in ("run.json", "findings.csv", "findings.parquet", "rejects.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_run_is_read_back_as_it_was_written(pack_path: Path, complaints: Path, tmp_path: Path) -> None:
    outcome = run(pack_path, complaints, out=tmp_path / "run")

    assert read_run(tmp_path / "run") == outcome.run


def test_capped_findings_say_so(pack_path: Path, complaints: Path, tmp_path: Path) -> None:
    outcome = run(pack_path, complaints, out=tmp_path / "run", findings_limit=1)

    written = {result.clause: result.findings_written for result in outcome.run.clauses}
    assert (written["complaint-handling.handled"], outcome.run.provenance.findings_limit) == (1, 1)


def test_findings_looked_for_in_turns_are_those_looked_for_at_once(
    pack_path: Path, complaints: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, turn in (("at-once", 100), ("in-turns", 1)):
        monkeypatch.setattr("guiju.engine.evidence._AT_A_TIME", turn)
        run(pack_path, complaints, out=tmp_path / name, findings_limit=1)

    at_once, in_turns = ((tmp_path / name / "findings.csv").read_text("utf-8") for name in ("at-once", "in-turns"))
    assert at_once.count("\n") > 2
    assert in_turns == at_once


def test_the_story_of_a_record_names_what_it_met_and_broke(pack_path: Path, complaints: Path, tmp_path: Path) -> None:
    run(pack_path, complaints, out=tmp_path / "run")

    (story,) = why(tmp_path / "run", RecordName(key="C2"), quiet)

    states = {str(judgement.ref): judgement.state for judgement in story.judgements}
    assert states["complaint-handling.handled"] == "breached"
    assert states["complaint-handling.outer-limit"] == "kept"
    assert [event.at.isoformat() for event in story.events] == ["2025-08-01T09:00:00", "2025-08-02T09:00:01"]


def test_a_story_is_refused_when_the_file_has_changed(pack_path: Path, complaints: Path, tmp_path: Path) -> None:
    run(pack_path, complaints, out=tmp_path / "run")
    complaints.write_text(HEADER + "C2,2025-08-01 09:00:00,2025-08-01 09:00:00\n", encoding="utf-8")

    with pytest.raises(Misuse, match=r"complaints\.csv: it is not what the run was made from"):
        why(tmp_path / "run", RecordName(key="C2"), quiet)


def test_a_story_is_refused_when_the_pack_has_changed(pack_path: Path, complaints: Path, tmp_path: Path) -> None:
    pack = tmp_path / "standards"
    shutil.copytree(pack_path, pack)
    run(pack, complaints, out=tmp_path / "run")
    prose = pack / "handbook/04-complaints/complaint-handling.en.md"
    prose.write_text(prose.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")

    with pytest.raises(Misuse, match="standards: it is not what the run was made from"):
        why(tmp_path / "run", RecordName(key="C2"), quiet)


def test_the_law_of_another_day_can_be_tried_on_past_data(pack_path: Path, complaints: Path) -> None:
    outcome = run(pack_path, complaints, in_force_on=date(2025, 1, 1))

    assert result(outcome, "complaint-handling.handled") == {"kept": 2, "breached": 1, "undecided": 1}


def test_arguments_that_name_nothing_are_refused_with_what_there_is(pack_path: Path, complaints: Path) -> None:
    with pytest.raises(Misuse, match="the pack has no system boston; did you mean boston-311"):
        run(pack_path, complaints, system="boston")
    with pytest.raises(Misuse, match="the pack has no export complaint; did you mean complaints"):
        run(pack_path, complaints, files=(f"complaint={complaints}",))


def test_what_is_wrong_with_several_files_is_told_at_once(pack_path: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    files = (f"complaints={tmp_path}/missing.csv", f"calls={tmp_path}/empty.csv")

    with pytest.raises(ExportUnreadable) as refused:
        run(pack_path, tmp_path, files=files)

    assert len(refused.value.problems) == 2


def test_something_else_at_the_place_of_the_run_is_left_alone(
    pack_path: Path, complaints: Path, tmp_path: Path
) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "thesis.txt").write_text("years of work")

    with pytest.raises(Misuse):
        run(pack_path, complaints, out=tmp_path / "run")
    assert (tmp_path / "run" / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{secret}')",
        "COPY (SELECT 1) TO '{secret}'",
        "ATTACH '{secret}'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "INSTALL httpfs",
    ],
)
def test_a_locked_engine_reads_and_writes_nothing_else(statement: str, tmp_path: Path) -> None:
    secret, spool = tmp_path / "secret.csv", tmp_path / "spool"
    secret.write_text("a\n1\n")
    spool.mkdir()

    with opened(spool) as engine:
        engine.lock([])
        with pytest.raises(ExportUnreadable):
            engine.rows(statement.format(secret=secret))
    assert secret.read_text() == "a\n1\n"


def test_a_parquet_file_that_is_damaged_inside_is_refused_without_a_traceback(pack_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "complaints.parquet"
    columns = (
        "CAST(range AS VARCHAR) AS complaint_id, TIMESTAMP '2025-08-01' AS received_at, uuid()::VARCHAR AS channel"
    )
    duckdb.sql(f"COPY (SELECT {columns} FROM range(50000)) TO '{file}' (FORMAT parquet)")
    damaged = bytearray(file.read_bytes())
    damaged[1000:3000] = b"x" * 2000
    file.write_bytes(bytes(damaged))

    with pytest.raises(ExportUnreadable):
        run(pack_path, file, out=tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_places_in_the_pack_are_told_as_seen_from_the_working_folder(
    complaints: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = write_pack(tmp_path, {"roles.yaml": "roles: ["})
    monkeypatch.chdir(tmp_path)

    with pytest.raises(PackInvalid, match=r"^pack/roles\.yaml:1:"):
        run(pack, complaints)
    assert str(lint(pack)[0].location).startswith("pack/roles.yaml:1:")
