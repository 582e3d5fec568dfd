"""A machine with too little memory or disk for what it is given: one message, and nothing half-written."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

HEADER = "投诉编号,受理时间,办结时间\n"
MEMORY, DISK = 2 << 30, 600_000
"""Bytes: of address space, and of the longest file that can be written."""
LINES = 20_000


def checked(pack: Path, *words: str, memory: int | None = None, disk: int | None = None) -> tuple[int, str]:
    """Exit status and what was said on stderr, in a process of its own with less than it could want."""

    def shrink() -> None:
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        if disk is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (disk, disk))

    call = [sys.executable, "-m", "guiju", "check", *words, "--pack", str(pack), "--lang", "en"]
    done = subprocess.run(call, capture_output=True, text=True, check=False, preexec_fn=shrink, env=dict(os.environ))
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip()


@pytest.mark.parametrize("head", ["", 'complaint_id,received_at\nC1,"'], ids=["header", "quoted"])
def test_a_line_without_end_is_refused_in_little_memory(pack_path: Path, tmp_path: Path, head: str) -> None:
    file = tmp_path / "complaints.csv"
    with file.open("w") as stream:
        stream.write(head)
        stream.writelines("x" * (1 << 20) for _ in range(128))

    status, said = checked(pack_path, str(file), memory=MEMORY)

    assert status == 3
    assert said.startswith(str(file))
    assert "this is no table" in said
    assert len(said.splitlines()) == 1


def gb18030(folder: Path) -> str:
    path = folder / "complaints.csv"
    path.write_text(HEADER + "".join(f"投诉{n},2025-08-01 09:00:00,\n" for n in range(LINES)), encoding="gb18030")
    return str(path)


def ragged(folder: Path) -> str:
    path = folder / "complaints.csv"
    path.write_text(HEADER + "\n" + "".join(f"C{n},2025-08-01 09:00:00,\n" for n in range(LINES)), encoding="utf-8")
    return str(path)


def book(folder: Path) -> str:
    path = folder / "complaints.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER.strip().split(","))
        for n in range(LINES):
            sheet.write_row(n + 1, 0, [f"C{n}", "2025-08-01 09:00:00"])
    return str(path)


def table(folder: Path) -> str:
    with sqlite3.connect(folder / "desk.db") as connection:
        connection.execute("CREATE TABLE complaints (complaint_id, received_at)")
        connection.executemany(
            "INSERT INTO complaints VALUES (?, '2025-08-01 09:00:00')", ((f"C{n}",) for n in range(LINES))
        )
    connection.close()
    return f"sqlite:///{folder}/desk.db#complaints"


@pytest.mark.parametrize("made", [gb18030, ragged, book, table])
def test_a_full_temporary_folder_is_told(pack_path: Path, tmp_path: Path, made: Callable[[Path], str]) -> None:
    name = made(tmp_path)

    status, said = checked(pack_path, name, disk=DISK)

    assert status == 3
    assert said.startswith(f"{name}: the temporary folder")
    assert "TMPDIR" in said
    assert len(said.splitlines()) == 1


def test_a_disk_that_is_too_small_for_the_evidence_leaves_no_run(pack_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "complaints.csv"
    rows = (f"C{n},2025-08-01 09:00:00,2025-08-20 09:00:00\n" for n in range(5 * LINES))
    file.write_text(HEADER + "".join(rows), encoding="utf-8")

    status, said = checked(pack_path, str(file), "--out", str(tmp_path / "run"), disk=DISK)

    assert status == 3
    assert "look at disk and memory" in said
    assert [place.name for place in tmp_path.iterdir()] == [file.name]


def test_too_little_memory_for_the_engine_is_told_with_the_way_out(
    pack_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "complaints.csv"
    rows = (f"{'C' * 200}{n},2025-08-01 09:00:00,2025-08-20 09:00:00\n" for n in range(5 * LINES))
    file.write_text(HEADER + "".join(rows), encoding="utf-8")
    monkeypatch.setenv("GUIJU_MEMORY", "6MB")

    status, said = checked(pack_path, str(file))

    assert (status, said.splitlines()[1:]) == (3, [])
    assert "GUIJU_MEMORY=8GB" in said
