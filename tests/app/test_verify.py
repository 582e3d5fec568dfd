"""A kept run repeated from what it rests on."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from guiju.app.check import CheckRequest, check
from guiju.app.verify import verify
from guiju.app.why import RecordName, why
from guiju.model.problem import ExportUnreadable
from guiju.model.text import Text
from guiju.model.verification import Difference, Verification

HEADER = "投诉编号,受理时间,办结时间\n"
ROWS = (
    "C1,2025-08-01 09:00:00,2025-08-02 09:00:00",
    "C2,2025-08-01 09:00:00,2025-08-02 09:00:01",
    "C3,2025-08-01 09:00:00,2025-08-09 09:00:00",
    "C4,2025-08-04 09:00:00,不详",
)


def quiet(_: Text) -> None:
    """Progress that nobody watches."""


def repeated(run: Path, *, inputs: Path | None = None, pack: Path | None = None) -> Verification:
    return verify(run, inputs=inputs, pack=pack, progress=quiet)


@pytest.fixture
def pack(pack_path: Path, tmp_path: Path) -> Path:
    return shutil.copytree(pack_path, tmp_path / "standards")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "in" / "complaints.csv"
    file.parent.mkdir()
    file.write_text(HEADER + "\n".join(ROWS) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def run(pack: Path, ledger: Path, tmp_path: Path) -> Path:
    return kept(pack, str(ledger), tmp_path / "run")


def kept(pack: Path, file: str, out: Path, **options: object) -> Path:
    request = {"pack": pack, "files": (file,), "out": out, **options}
    check(CheckRequest(**request), quiet)  # type: ignore[arg-type]  # the tests vary the fields
    return out


def test_the_same_inputs_give_the_same_results(run: Path) -> None:
    found = repeated(run)

    assert found.holds
    assert found == Verification(run=str(run), changed=(), notes=(), differences=())
    assert repeated(run / "run.json") == found


@pytest.mark.parametrize(
    "options",
    [
        {"as_of": datetime(2025, 8, 20)},
        {"in_force_on": date(2025, 1, 1)},
        {"findings_limit": 1},
        {"fail_on": "never"},
    ],
    ids=lambda options: next(iter(options)),
)
def test_a_run_is_repeated_with_its_own_arguments(
    pack: Path, ledger: Path, tmp_path: Path, options: dict[str, object]
) -> None:
    assert repeated(kept(pack, f"complaints={ledger}", tmp_path / "run", **options)).holds


def test_a_changed_input_is_named_with_what_it_changes(run: Path, ledger: Path) -> None:
    ledger.write_text(HEADER + "\n".join(ROWS[:2]) + "\n", encoding="utf-8")

    found = repeated(run)

    assert not found.holds
    assert [text.in_("en").split(" (")[0] for text in found.changed] == [f"{ledger}: its content has changed"]
    assert Difference(place="clauses.complaint-handling.handled.counts.breached", kept="2", repeated="1") in (
        found.differences
    )
    verdict = Difference(
        place="clauses.complaint-handling.outer-limit.verdict", kept="noncompliant", repeated="compliant"
    )
    assert found.differences[0] == verdict
    row = Difference(place=f"findings.parquet: complaint-handling.handled {ledger} 4", kept="1", repeated="0")
    assert row in found.differences


def test_a_changed_pack_is_named(run: Path, pack: Path) -> None:
    standard = next(pack.glob("handbook/*/complaint-handling.md"))
    standard.write_text(standard.read_text(encoding="utf-8").replace("PT24H", "PT300H"), encoding="utf-8")

    found = repeated(run)

    assert ["the pack has changed" in text.in_("en") for text in found.changed] == [True]
    assert any(each.place == "clauses.complaint-handling.handled.verdict" for each in found.differences)


def test_another_version_is_a_note_and_no_difference(run: Path) -> None:
    edited(run, lambda plain: plain["provenance"].update(tool="guiju 0.0.9", pack_commit="0" * 40))

    found = repeated(run)

    assert found.holds
    assert "it was guiju 0.0.9" in found.notes[0].in_("en")
    assert "stands at another commit" in found.notes[1].in_("en")


def test_an_edited_verdict_is_found(run: Path) -> None:
    edited(run, lambda plain: plain["clauses"][handled(plain)].update(verdict="compliant"))

    assert repeated(run).differences == (
        Difference(place="clauses.complaint-handling.handled.verdict", kept="compliant", repeated="noncompliant"),
    )


def test_an_edited_count_of_how_long_cases_took_is_found(pack: Path, ledger: Path, tmp_path: Path) -> None:
    more = [f"D{number},2025-08-0{number} 09:00:00,2025-08-0{number} 12:00:00" for number in range(1, 8)]
    ledger.write_text(HEADER + "\n".join((*ROWS, *more)) + "\n", encoding="utf-8")
    run = kept(pack, f"complaints={ledger}", tmp_path / "run")
    assert repeated(run).holds
    file = run / "distributions.json"
    plain = json.loads(file.read_bytes())
    told = next(one for one in plain["clauses"] if one["clause"] == "complaint-handling.handled")
    whole = told["whole"]["kept"]
    told["whole"]["kept"] = 0
    file.write_text(json.dumps(plain), encoding="utf-8")

    place = "distributions.json.clauses.complaint-handling.handled.whole.kept"
    assert repeated(run).differences == (Difference(place=place, kept="0", repeated=str(whole)),)

    file.unlink()

    assert repeated(run).differences == (Difference(place="distributions.json", kept="-", repeated="..."),)


def test_edited_evidence_is_found_file_by_file(run: Path, ledger: Path) -> None:
    duckdb.sql(f"COPY (FROM '{run}/findings.parquet' WHERE key <> 'C2') TO '{run}/new' (FORMAT parquet)")
    (run / "new").replace(run / "findings.parquet")
    (run / "findings.csv").unlink()
    rejects = run / "rejects.csv"
    rejects.write_text(rejects.read_text(encoding="utf-8").replace("不详", "未知"), encoding="utf-8")

    found = repeated(run).differences

    assert [(each.place.replace(str(ledger), "FILE"), each.kept, each.repeated) for each in found] == [
        ("findings.parquet: rows in one only", "0", "1"),
        ("findings.parquet: complaint-handling.handled FILE 3", "0", "1"),
        ("findings.csv", "-", "..."),
        ("rejects.csv: rows in one only", "1", "1"),
        ("rejects.csv: complaints FILE 5 handled_at", "0", "1"),
        ("rejects.csv: complaints FILE 5 handled_at", "1", "0"),
    ]


def test_evidence_that_cannot_be_read_is_a_difference(run: Path) -> None:
    (run / "findings.parquet").write_bytes(b"no parquet")

    assert repeated(run).differences == (Difference(place="findings.parquet", kept="?", repeated="..."),)


def test_inputs_and_pack_that_moved_are_found_again(run: Path, ledger: Path, pack: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    ledger.rename(archive / ledger.name)
    moved = pack.rename(tmp_path / "old")

    with pytest.raises(ExportUnreadable, match=r"complaints\.csv: this input of the run is not there any more"):
        repeated(run, pack=moved)
    assert repeated(run, inputs=archive, pack=moved).holds


def test_a_parquet_input_that_moved_can_still_be_read_when_the_engine_is_locked(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "complaints.parquet"
    columns = "'C1' AS complaint_id, TIMESTAMP '2025-08-01' AS received_at, TIMESTAMP '2025-08-09' AS handled_at"
    duckdb.sql(f"COPY (SELECT {columns}) TO '{file}' (FORMAT parquet)")
    run = kept(pack, str(file), tmp_path / "run")
    file.parent.rename(tmp_path / "b")

    assert repeated(run, inputs=tmp_path / "b").holds


def test_a_table_of_a_database_is_repeated_and_its_records_explained(pack: Path, tmp_path: Path) -> None:

    with sqlite3.connect(tmp_path / "desk.db") as connection:
        connection.execute("CREATE TABLE tickets (complaint_id, received_at, handled_at)")
        connection.execute("INSERT INTO tickets VALUES ('C1', '2025-08-01 09:00', '2025-08-09 09:00')")
    run = kept(pack, f"complaints=sqlite:///{tmp_path}/desk.db#tickets", tmp_path / "run")

    assert repeated(run).holds
    assert why(run, RecordName(key="C1"), quiet)[0].row == 1
    with connection:
        connection.execute("UPDATE tickets SET handled_at = '2025-08-09 10:00'")
    connection.close()
    assert "its content has changed" in repeated(run).changed[0].in_("en")


def handled(plain: dict[str, list[dict[str, str]]]) -> int:
    return next(n for n, each in enumerate(plain["clauses"]) if each["clause"] == "complaint-handling.handled")


def edited(run: Path, change: Callable[[dict[str, Any]], object]) -> None:
    file = run / "run.json"
    plain = json.loads(file.read_text(encoding="utf-8"))
    change(plain)
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
