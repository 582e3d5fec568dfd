"""A kept run told again: the same run, the same pack, the rows of its folder."""

import shutil
from pathlib import Path

import pytest

from guiju.app.check import CheckRequest, check
from guiju.app.kept import KeptRows
from guiju.app.report import reread
from guiju.app.verify import verify
from guiju.model.plan import FINDING_COLUMNS
from guiju.model.problem import ExportUnreadable, Misuse
from guiju.model.run import Run


@pytest.fixture
def pack(pack_path: Path, tmp_path: Path) -> Path:
    return shutil.copytree(pack_path, tmp_path / "standards")


@pytest.fixture
def kept(pack: Path, tmp_path: Path) -> Path:
    file = tmp_path / "complaints.csv"
    rows = [f"=C{n},2025-08-01 09:00:00,2025-08-0{n} 09:00:00" for n in range(3, 8)]
    file.write_text(
        "投诉编号,受理时间,办结时间\n" + "\n".join([*rows, "C9,2025-08-04 09:00:00,不详"]) + "\n", encoding="utf-8"
    )
    request = CheckRequest(pack=pack, files=(f"complaints={file}",), out=tmp_path / "run")
    check(request, lambda _: None)
    return tmp_path / "run"


def test_a_kept_run_comes_back_with_its_pack(kept: Path) -> None:
    outcome = reread(kept)

    assert outcome.run == Run.model_validate_json((kept / "run.json").read_text(encoding="utf-8"))
    assert outcome.catalogue.digest == outcome.run.provenance.pack_digest
    assert (outcome.folder, outcome.exit_code) == (kept, 1)
    assert reread(kept / "run.json").folder == kept


def test_a_pack_that_has_changed_is_refused(kept: Path, pack: Path) -> None:
    place = next(pack.glob("handbook/*/complaint-handling.md"))
    place.write_text(place.read_text(encoding="utf-8") + "\n再加一句。\n", encoding="utf-8")

    with pytest.raises(Misuse, match="not what the run was made with"):
        reread(kept)


def test_findings_come_back_by_clause_in_file_order_up_to_a_number(kept: Path) -> None:
    rows = KeptRows(kept)
    of = [dict(zip(FINDING_COLUMNS, row, strict=True)) for row in rows.findings("complaint-handling.handled", 3)]

    assert [finding["key"] for finding in of] == ["=C3", "=C4", "=C5"]
    assert {finding["clause"] for finding in of} == {"complaint-handling.handled"}
    assert rows.findings("' OR true --", 3) == []


def test_rejects_come_back_with_their_row(kept: Path) -> None:
    assert [row[:4] for row in KeptRows(kept).rejects(9)] == [
        ("complaints", str(kept.parent / "complaints.csv"), 7, "handled_at")
    ]
    assert list(KeptRows(kept).rejects(0)) == []


def test_files_that_are_gone_are_told(kept: Path) -> None:
    (kept / "findings.parquet").unlink()
    (kept / "rejects.csv").unlink()

    with pytest.raises(ExportUnreadable):
        KeptRows(kept).findings("complaint-handling.handled", 1)
    with pytest.raises(Misuse, match="run guiju check again"):
        KeptRows(kept).rejects(1)


def test_a_run_folder_whose_name_looks_like_a_pattern_is_that_folder(kept: Path) -> None:
    named = kept.rename(kept.with_name("july [1]*"))

    assert len(list(KeptRows(named).findings("complaint-handling.handled", 9))) == 5
    assert verify(named, inputs=None, pack=None, progress=lambda _: None).holds
    (named / "findings.parquet").write_bytes((named / "findings.parquet").read_bytes()[:-1] + b" ")
    assert not verify(named, inputs=None, pack=None, progress=lambda _: None).holds
