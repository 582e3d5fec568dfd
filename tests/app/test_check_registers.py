"""Clauses on the pack itself: judged beside the exports, or alone, by a time that nobody guesses."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from builders.packs import STANDARD, edited, write_pack
from guiju.app.check import CheckOutcome, CheckRequest, check
from guiju.app.verify import verify
from guiju.app.why import RecordName, why
from guiju.model.problem import Misuse
from guiju.model.run import ClauseResult

REVIEWED = """\
  - id: reviewed
    title: {zh: 按期复审, en: Reviewed}
    force: shall
    text: {zh: 按期复审。, en: Reviewed in time.}
    severity: minor
    check: {kind: condition, on: pack.standards, holds: review_due >= as_of}
  - id: replaced
    title: {zh: 按期取代, en: Replaced}
    force: shall
    text: {zh: 按期取代。, en: Replaced in time.}
    severity: minor
    check: {kind: deadline, on: pack.revisions, from: effective, to: superseded, due: review_due}
  - id: set-by-revisions
    title: {zh: 参数有出处, en: Set by revisions}
    force: shall
    text: {zh: 参数出自修订。, en: A parameter has its revision.}
    severity: minor
    check:
      kind: match
      on: pack.parameters
      where: parameter = 'few'
      with: pack.revisions
      key: {standard: standard, version: version}
      with_where: version = '2.0.0'
  - id: in-time
"""
COMPLAINTS = "number,received_at,handled_at,handler,channel,score\nA1,2025-08-01 09:00,2025-08-01 10:00,x,phone,5\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path, dict(edited(STANDARD, ("  - id: in-time\n", REVIEWED))))


def judged(pack: Path, *files: str, **asked: object) -> CheckOutcome:
    request = CheckRequest(pack=pack, files=files, **asked)  # type: ignore[arg-type]  # named by each test
    return check(request, lambda _: None)


def of(outcome: CheckOutcome, clause: str) -> ClauseResult:
    return next(result for result in outcome.run.clauses if result.clause == f"complaint-handling.{clause}")


def export(tmp_path: Path, text: str = COMPLAINTS) -> str:
    path = tmp_path / "complaints.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


moment = datetime.fromisoformat


def test_the_newest_time_of_the_exports_counts_as_now(pack: Path, tmp_path: Path) -> None:
    outcome = judged(pack, export(tmp_path))

    register = next(summary for summary in outcome.run.exports if summary.export == "pack.standards")
    assert (register.as_of, register.files, register.rows_read) == (moment("2025-08-01 10:00"), (), 1)
    assert of(outcome, "reviewed").verdict == "compliant"
    counts = of(outcome, "replaced").counts
    assert counts is not None
    assert (of(outcome, "replaced").verdict, counts.kept, counts.pending) == ("compliant", 1, 1)


def test_alone_the_pack_is_judged_by_the_time_that_is_given(pack: Path, tmp_path: Path) -> None:
    early = judged(pack, pack_only=True, as_of=moment("2026-07-01"))
    late = judged(pack, pack_only=True, as_of=moment("2026-07-02"), out=tmp_path / "run")

    assert (of(early, "reviewed").verdict, of(late, "reviewed").verdict) == ("compliant", "noncompliant")
    assert late.exit_code == 1
    with (tmp_path / "run" / "findings.csv").open(encoding="utf-8", newline="") as file:
        places = {
            (row["clause"], Path(row["file"]).relative_to(pack).as_posix(), row["row"]) for row in csv.DictReader(file)
        }
    assert ("complaint-handling.reviewed", STANDARD, "1") in places
    assert ("complaint-handling.replaced", STANDARD, "10") in places


def test_without_any_time_nothing_that_needs_one_is_decided(pack: Path) -> None:
    outcome = judged(pack, pack_only=True)

    for clause in ("reviewed", "replaced"):
        result = of(outcome, clause)
        assert (result.verdict, result.blocked) == ("undecided", True)
    assert of(outcome, "replaced").reasons[-1].text.in_("en").startswith("it is not known what time is now")
    assert outcome.exit_code == 1  # the parameter of the older revision is found all the same


def test_records_that_stand_on_one_line_stay_apart(pack: Path, tmp_path: Path) -> None:
    """Both revisions set `few`, each on one line with three other parameters; only one revision is a partner."""
    outcome = judged(pack, pack_only=True, out=tmp_path / "run")

    counts = of(outcome, "set-by-revisions").counts
    assert counts is not None
    assert (counts.kept, counts.breached, counts.out_of_scope) == (1, 1, 6)
    with (tmp_path / "run" / "findings.csv").open(encoding="utf-8", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["clause"].endswith("set-by-revisions")]
    assert [(row["key"], row["row"]) for row in found] == [("complaint-handling|1.0.0|few", "21")]


def test_what_the_pack_says_of_itself_is_no_judgement_of_an_export(pack: Path, tmp_path: Path) -> None:
    empty = export(tmp_path, COMPLAINTS.splitlines()[0] + "\n")
    outcome = judged(pack, empty, as_of=moment("2025-08-01"), fail_on="never")

    assert of(outcome, "reviewed").verdict == "compliant"
    assert outcome.exit_code == 5


def test_the_story_of_a_standard_is_told_from_the_same_run(pack: Path, tmp_path: Path) -> None:
    judged(pack, pack_only=True, as_of=moment("2025-08-01"), out=tmp_path / "run")

    (story,) = why(tmp_path / "run", RecordName(key="complaint-handling"), lambda _: None)

    assert (story.file, story.row) == ((pack / STANDARD).as_posix(), 1)
    assert [(each.ref.clause, each.state) for each in story.judgements] == [("reviewed", "kept")]


@pytest.mark.parametrize(
    ("files", "pack_only", "said"),
    [
        ((), False, "no export was given; to judge the pack itself alone, say --pack-only"),
        (("complaints.csv",), True, "--pack-only judges the pack alone"),
        (("pack.standards=complaints.csv",), False, "no file can stand in for it"),
    ],
)
def test_what_does_not_fit_together_is_refused(pack: Path, files: tuple[str, ...], pack_only: bool, said: str) -> None:  # noqa: FBT001 - a case
    with pytest.raises(Misuse, match=said):
        judged(pack, *files, pack_only=pack_only)


def test_a_pack_without_clauses_on_itself_has_nothing_to_judge_alone(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="no clause on itself"):
        judged(write_pack(tmp_path), pack_only=True)


def test_no_file_is_taken_for_a_register(pack: Path, tmp_path: Path) -> None:
    """Its headers would fit nothing better."""
    path = tmp_path / "list.csv"
    path.write_text("standard,clause,title_zh,owner,version\na,b,c,d,e\n", encoding="utf-8")

    with pytest.raises(Exception, match="cannot tell which export") as refused:
        judged(pack, str(path))
    assert "pack." not in str(refused.value)


def test_a_run_over_the_pack_alone_can_be_repeated(pack: Path, tmp_path: Path) -> None:
    judged(pack, pack_only=True, as_of=moment("2026-07-02"), out=tmp_path / "run")

    same = verify(tmp_path / "run", inputs=None, pack=None, progress=lambda _: None)

    assert (same.changed, same.differences) == ((), ())
