"""The shipped pack on exports that nobody here made: the figures that their makers published or that stand in them."""

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

from guiju.app.check import CheckOutcome, CheckRequest, check
from guiju.app.why import RecordName, why
from guiju.model.run import ClauseResult

pytestmark = [pytest.mark.realdata, pytest.mark.xdist_group("real-verdicts")]  # one process reads the files for all
LAW = date(2025, 12, 1)


def judged(pack: Path, system: str, *files: Path, out: Path | None = None) -> CheckOutcome:
    request = CheckRequest(pack=pack, files=tuple(map(str, files)), system=system, in_force_on=LAW, out=out)
    return check(request, lambda _: None)


def clause(outcome: CheckOutcome, name: str) -> ClauseResult:
    return next(result for result in outcome.run.clauses if result.clause == name)


def counts(outcome: CheckOutcome, name: str) -> dict[str, int]:
    found = clause(outcome, name).counts
    assert found is not None
    return {state: count for state, count in found.model_dump().items() if count}


@pytest.fixture(scope="module")
def boston(realdata: Path, pack_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckOutcome, Path]:
    run = tmp_path_factory.mktemp("boston") / "run"
    return judged(pack_path, "boston-311", realdata / "boston-311/boston311_2015.csv.gz", out=run), run


def test_boston_requests_are_kept_late_pending_or_undecided(boston: tuple[CheckOutcome, Path]) -> None:
    outcome, run = boston
    late = duckdb.sql(
        f"SELECT count(*) FILTER (ended IS NOT NULL), count(*) FILTER (ended IS NULL) FROM '{run}/findings.parquet' "
        "WHERE clause = 'own-due-time.finished'"
    ).fetchall()

    (closed_late, open_and_late) = late[0]
    assert closed_late == 19_154
    assert counts(outcome, "own-due-time.finished") == {
        "kept": 60_054,
        "breached": 19_154 + open_and_late,
        "pending": 121_145 - 79_208 - 26_991 - open_and_late,
        "undecided": 26_991,
    }
    assert clause(outcome, "own-due-time.finished").reasons[0].text.in_("en") == "Due at (due_at) is missing"


def test_boston_open_requests_are_judged_as_of_the_newest_time_stamp(boston: tuple[CheckOutcome, Path]) -> None:
    outcome, _ = boston

    (books,) = (summary for summary in outcome.run.exports if summary.files)
    assert (books.rows_read, books.rows_used, books.rows_rejected) == (121_145, 121_145, 0)
    assert str(books.as_of) == "2016-01-12 22:22:40"


def test_boston_never_contradicts_its_own_verdicts_but_leaves_82_blank(boston: tuple[CheckOutcome, Path]) -> None:
    outcome, _ = boston

    agreed = counts(outcome, "own-due-time.mark-agrees")
    assert (agreed["kept"], agreed["undecided"], agreed.get("breached", 0)) == (79_208 - 82, 82, 0)


def test_the_197_boston_requests_that_close_before_they_open_are_named(boston: tuple[CheckOutcome, Path]) -> None:
    outcome, run = boston
    named = duckdb.sql(
        f"SELECT count(DISTINCT key) FROM '{run}/findings.parquet' "
        "WHERE clause = 'record-order.resolution-after-receipt'"
    ).fetchall()

    assert counts(outcome, "record-order.resolution-after-receipt")["breached"] == 197
    assert named == [(197,)]
    assert counts(outcome, "resolution-and-closing.resolved")["undecided"] == 197


def test_a_boston_record_tells_its_story(boston: tuple[CheckOutcome, Path]) -> None:
    _, run = boston

    (story,) = why(run, RecordName(key="101001240736"), lambda _: None)

    states = {str(judgement.ref): judgement.state for judgement in story.judgements}
    assert (story.row, states["own-due-time.finished"]) == (4, "breached")


@pytest.fixture(scope="module")
def servicenow(realdata: Path, pack_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckOutcome, Path]:
    run = tmp_path_factory.mktemp("servicenow") / "run"
    log = realdata / "servicenow-incidents/incident_event_log.zip"
    return judged(pack_path, "servicenow-incidents", log, out=run), run


def test_the_servicenow_log_becomes_one_record_a_case_and_loses_none(servicenow: tuple[CheckOutcome, Path]) -> None:
    outcome, run = servicenow

    books = next(summary for summary in outcome.run.exports if summary.export == "requests")
    assert (books.rows_read, books.rows_used, books.rows_rejected, books.records) == (141_712, 141_712, 0, 24_918)
    told = (run / "rejects.csv").read_text(encoding="utf-8").splitlines()[1:]
    rejects = [line for line in told if line.startswith("requests,")]
    # What stood in the cell is not told: the log names people, and a cell out of its column could be one of them.
    assert [line.split(",")[-3:] for line in rejects] == [["state", "", "void-value"]] * 5


def test_servicenow_kept_its_own_promise_in_15803_cases(servicenow: tuple[CheckOutcome, Path]) -> None:
    outcome, _ = servicenow

    groups = clause(outcome, "own-due-time.share-in-time").groups
    assert sum(round((group.value or 0) * group.cases) for group in groups) == 15_803
    assert sum(group.cases for group in groups) == 24_918


@pytest.mark.parametrize(
    "name", ["first-response.first", "resolution-and-closing.resolved", "resolution-and-closing.closed"]
)
def test_servicenow_runs_on_three_clocks(name: str, servicenow: tuple[CheckOutcome, Path]) -> None:
    """Response, resolution and closing: every case has a state, and both sides of the limit occur."""
    outcome, _ = servicenow

    found = counts(outcome, name)
    assert sum(found.values()) == 24_918
    assert found["kept"] > 1000
    assert found["breached"] > 1000


@pytest.fixture(scope="module")
def calls(realdata: Path, pack_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckOutcome, Path]:
    run = tmp_path_factory.mktemp("calls") / "run"
    files = [realdata / f"call-centre-1999/{month}.txt.gz" for month in ("january", "october")]
    return judged(pack_path, "call-centre-1999", *files, out=run), run


def test_the_call_centre_answered_as_it_did(calls: tuple[CheckOutcome, Path]) -> None:
    outcome, _ = calls

    groups = clause(outcome, "call-answering.promptly").groups
    assert [(group.period, round(100 * (group.value or 0), 1)) for group in groups] == [
        ("1999-01-01", 60.6),
        ("1999-10-01", 76.3),
    ]


def test_phantom_calls_are_left_out_and_counted_and_the_shifted_rows_rejected(
    calls: tuple[CheckOutcome, Path],
) -> None:
    outcome, run = calls

    (books,) = (summary for summary in outcome.run.exports if summary.files)
    (phantom,) = books.left_out
    assert phantom.count == 387
    assert books.rows_read == books.rows_used + phantom.count + 2
    with (run / "rejects.csv").open(encoding="utf-8") as file:
        assert [(Path(row["file"]).name, row["row"]) for row in csv.DictReader(file)] == [
            ("october.txt.gz", "7315"),
            ("october.txt.gz", "14247"),
        ]
