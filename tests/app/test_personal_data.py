"""Personal data never leave unless asked for: a marker in every cell of them is looked for in all that leaves."""

import io
import zipfile
from pathlib import Path

import duckdb
import pytest

from builders.packs import EXPORT, MINIMAL, STANDARD, edited, write_pack
from guiju.app.check import CheckRequest, check
from guiju.app.kept import KeptRows
from guiju.app.report import reread
from guiju.app.verify import verify
from guiju.app.why import RecordName, why
from guiju.model.text import Text
from guiju.report.formats import FORMATS
from guiju.report.timeline import render_story
from guiju.report.verified import render_verification
from guiju.report.workbook import render_workbook

MARK, LATE = "MARKER", "2025-08-09 07:07"
"""In every cell of personal data, and the time that is one."""
ROWS = (
    f"{MARK}-1,2025-08-01 09:00,{LATE},{MARK}-ann,{MARK}-old,phone",
    f"{MARK}-2,2025-08-01 10:00,{LATE},{MARK}-bob,41,phone",
    f"{MARK}-3,2025-08-20 10:00,,{MARK}-bob,42,fax",
    f'{MARK}-4,"2025-08-20 10:00,,{MARK}-bob" x,{MARK},phone',
    f"{MARK}-5,soon,,{MARK}-bob,42,phone",
    f"{MARK}-6,2025-08-20 10:00,,{MARK}-bob,42,phone,{MARK}",
)


def quiet(_: Text) -> None:
    """Progress that nobody watches."""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The key, a name, an age and a time are personal; a condition reads the name, and a target groups by it."""
    export = edited(
        EXPORT,
        ("en: Number}, type: text", "en: Number}, type: text, pii: true"),
        ("type: datetime}\n  handler", "type: datetime, pii: true}\n  handler"),
        ("  score:", "  age: {title: {zh: 年龄, en: Age}, type: integer, pii: true}\n  score:"),
    )
    standard = edited(
        STANDARD,
        ("holds: handler is not null", f"holds: handler <> '{MARK.title()}' and channel <> 'phone'"),
        ("by: [channel]", "by: [handler]"),
        ("few: 30", "few: 1"),
    )
    return write_pack(tmp_path, {**export, **standard})


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    file = tmp_path / "complaints.csv"
    file.write_text("编号,收到时间,处理时间,处理人,年龄,渠道\n" + "\n".join(ROWS) + "\n", encoding="utf-8")
    return file


def leaving(pack: Path, ledger: Path, out: Path, *, show_pii: bool) -> dict[str, str]:
    """Everything that leaves, as text by name."""
    check(CheckRequest(pack=pack, files=(str(ledger),), out=out, show_pii=show_pii), quiet)
    outcome = reread(out)
    told = {name: render(outcome.run, outcome.catalogue, lang="en") for name, render in FORMATS.items()}
    book = render_workbook(outcome.run, outcome.catalogue, lang="en", evidence=KeptRows(out))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        told["xlsx"] = "\n".join(parts.read(name).decode() for name in parts.namelist())
    told |= {file.name: file.read_bytes().decode("utf-8", "replace") for file in out.iterdir()}
    told["findings.parquet"] += str(duckdb.sql(f"SELECT * FROM '{out}/findings.parquet'").fetchall())
    stories = [why(out, RecordName(row=row), quiet, show_pii=show_pii) for row in (2, 3)]
    told["why"] = "\n".join(render_story(each, lang="en") for each in stories)
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("41", "43"), encoding="utf-8")
    told["verify"] = render_verification(verify(out, inputs=None, pack=None, progress=quiet), lang="en", limit=99)
    return told


def test_nothing_personal_leaves_by_itself(pack: Path, ledger: Path, tmp_path: Path) -> None:
    told = leaving(pack, ledger, tmp_path / "run", show_pii=False)

    assert len(told) == len(FORMATS) + 8
    leaked = [name for name, text in told.items() if MARK in text or "07:07" in text or "-old" in text]
    assert not leaked
    assert "fax" in told["rejects.csv"]
    assert "soon" in told["rejects.csv"]
    assert "(personal data #1)" in told["text"]
    assert "channel=phone" in told["findings.csv"]
    assert "handler=" not in told["findings.csv"]


def test_personal_data_leave_when_they_are_asked_for(pack: Path, ledger: Path, tmp_path: Path) -> None:
    told = leaving(pack, ledger, tmp_path / "run", show_pii=True)

    assert {name for name, text in told.items() if f"{MARK}-" in text} == told.keys() - {"verify", "distributions.json"}
    assert f"{MARK}-1" in told["findings.csv"]
    assert f"{MARK}-old" in told["rejects.csv"]
    assert f"{MARK}-6,2025" in told["rejects.csv"]
    assert '"show_pii": true' in told["run.json"]


def test_the_same_person_has_the_same_number_in_every_group(pack: Path, ledger: Path) -> None:
    outcome = check(CheckRequest(pack=pack, files=(str(ledger),)), quiet)

    groups = next(result.groups for result in outcome.run.clauses if result.clause.endswith(".in-time"))
    assert {group.by["handler"] for group in groups} == {"#1", "#2"}


def test_an_export_without_personal_data_tells_every_rejected_text(tmp_path: Path, ledger: Path) -> None:
    export = {EXPORT: MINIMAL[EXPORT].replace(", pii: true", "")}
    check(CheckRequest(pack=write_pack(tmp_path, export), files=(str(ledger),), out=tmp_path / "run"), quiet)

    assert f"{MARK}-6,2025" in (tmp_path / "run" / "rejects.csv").read_text(encoding="utf-8")
