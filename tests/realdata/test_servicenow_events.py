"""One file, two exports: the order of ServiceNow's events, held against a plain reading of the raw log."""

import csv
import io
import shutil
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime
from itertools import groupby, pairwise, permutations, product
from pathlib import Path

import pytest

from guiju.app.check import CheckOutcome, CheckRequest, check
from guiju.app.verify import verify
from guiju.app.why import RecordName, why
from guiju.model.run import ClauseResult

pytestmark = [pytest.mark.realdata, pytest.mark.xdist_group("servicenow-events")]  # one process reads the files for all

CLAUSE = """\
  - id: {id}
    title: {{zh: 先后, en: Order}}
    force: shall
    severity: major
    origin: house
    text: {{zh: 先解决后关闭, en: Solved before closed}}
    check:
      {{kind: sequence, on: request-events, case: [request_id], event: event, order: [ts, event_no],
       template: {template}, first: "event = '{first}'", then: "event = '{then}'"}}
"""
STANDARD = """\
---
id: event-order
title: {zh: 事件先后, en: Order of events}
summary: {zh: 测试用, en: For a test}
owner: service-manager
binds: [service-agent]
review_in: P1Y
revisions:
  - version: 1.0.0
    effective: 2025-01-01
    author: service-manager
    approver: quality-committee
    reason: {zh: 测试, en: A test}
    sets: {}
clauses:
"""
CLAUSES = {
    "solved-first": ("precedence", "resolved", "closed"),
    "stays-closed": ("not-after", "closed", "reopened"),
    "told-first": ("precedence", "result_fed_back", "closed"),
}
"""The last one waits for an event that the log does not have."""

OVER = ("Resolved", "Closed")
STATES = ("Active", *OVER)
"""What an unknown state may be, as far as the questions tell states apart."""

Row = tuple[datetime, int, str]


@pytest.fixture(scope="module")
def log(realdata: Path) -> Path:
    return realdata / "servicenow-incidents/incident_event_log.zip"


@pytest.fixture(scope="module")
def cases(log: Path) -> list[list[Row]]:
    """Time, number and state of the updates of each incident, in the order of the log's own numbers."""
    found: dict[str, list[Row]] = defaultdict(list)
    with zipfile.ZipFile(log) as archive, archive.open(archive.namelist()[0]) as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline="")):
            at = datetime.strptime(row["sys_updated_at"], "%d/%m/%Y %H:%M")
            found[row["number"]].append((at, int(row["sys_mod_count"]), row["incident_state"]))
    return [sorted(rows, key=lambda row: (row[1], row[0])) for rows in found.values()]


@pytest.fixture(scope="module")
def judged(log: Path, pack_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[CheckOutcome, Path]:
    folder = tmp_path_factory.mktemp("servicenow-events")
    pack = folder / "standards"
    shutil.copytree(pack_path, pack)
    written = "".join(CLAUSE.format(id=name, template=t, first=f, then=n) for name, (t, f, n) in CLAUSES.items())
    (pack / "handbook/03-requests/event-order.md").write_text(
        f"{STANDARD}{written}---\n\n先后有序。\n", encoding="utf-8"
    )
    (pack / "handbook/03-requests/event-order.en.md").write_text("In order.\n", encoding="utf-8")
    request = CheckRequest(
        pack=pack,
        files=(str(log),),
        system="servicenow-incidents",
        in_force_on=date(2025, 12, 1),
        out=folder / "run",
        findings_limit=5,
    )
    return check(request, lambda _: None), folder / "run"


def result(judged: tuple[CheckOutcome, Path], name: str) -> ClauseResult:
    return next(found for found in judged[0].run.clauses if found.clause == name)


def counted(judged: tuple[CheckOutcome, Path], name: str) -> Counter[str]:
    counts = result(judged, name).counts
    assert counts is not None
    return +Counter(counts.model_dump())


def test_servicenow_becomes_cases_and_events_each_with_books_of_its_own(
    judged: tuple[CheckOutcome, Path], cases: list[list[Row]]
) -> None:
    books = {summary.export: summary for summary in judged[0].run.exports if summary.files}
    unchanged = sum(before[2] == after[2] != "-100" for rows in cases for before, after in pairwise(rows))

    assert set(books) == {"requests", "request-events"}
    assert (books["requests"].rows_used, books["requests"].records) == (141_712, 24_918)
    events = books["request-events"]
    assert [(left.text.in_("en"), left.count) for left in events.left_out] == [
        ("Updates that change no state", unchanged)
    ]
    assert (events.rows_read, events.rows_rejected) == (141_712, 0)
    assert events.records == events.rows_used == 141_712 - unchanged
    assert books["requests"].files[0].sha256 == events.files[0].sha256


def test_servicenow_closes_what_it_solved_as_a_plain_reading_finds(
    judged: tuple[CheckOutcome, Path], cases: list[list[Row]]
) -> None:
    def kept(states: list[str]) -> bool:
        return "Resolved" in states[: states.index("Closed")]

    found = Counter(in_every_reading(rows, kept) for rows in cases)

    assert found["breached"] > 10
    assert found["undecided"] > 0
    assert counted(judged, "event-order.solved-first") == found


def test_servicenow_opens_closed_incidents_again_as_a_plain_reading_finds(
    judged: tuple[CheckOutcome, Path], cases: list[list[Row]]
) -> None:
    def kept(states: list[str]) -> bool:
        behind = states[states.index("Closed") :]
        return not any(a in OVER and b not in OVER for a, b in pairwise(behind))

    found = Counter(in_every_reading(rows, kept) for rows in cases)

    assert found["breached"] > 10
    assert found["undecided"] > 0
    assert counted(judged, "event-order.stays-closed") == found


def in_every_reading(rows: list[Row], kept: Callable[[list[str]], bool]) -> str:
    """`kept` of the states in every order that times and numbers leave open, with every state behind an unknown one."""
    ties = [list(tied) for _, tied in groupby(sorted(rows, key=lambda row: row[:2]), key=lambda row: row[:2])]
    orders = [[row[2] for tied in order for row in tied] for order in product(*(permutations(tied) for tied in ties))]
    choices = [[STATES if state == "-100" else (state,) for state in order] for order in orders]
    verdicts = {kept(list(states)) for order in choices for states in product(*order)}
    return "undecided" if len(verdicts) > 1 else "kept" if verdicts == {True} else "breached"


def test_servicenow_is_not_blamed_for_steps_that_its_log_cannot_tell(judged: tuple[CheckOutcome, Path]) -> None:
    found = result(judged, "event-order.told-first")

    assert (found.verdict, found.counts) == ("undecided", None)
    assert found.reason is not None
    assert found.reason.in_("en") == "the source system does not tell, or not always: Result fed back"


def test_a_servicenow_run_of_two_exports_can_be_asked_and_repeated(judged: tuple[CheckOutcome, Path]) -> None:
    _, run = judged

    (story,) = why(run, RecordName(key="INC0003115", export="requests"), lambda _: None)
    again = verify(run, inputs=None, pack=None, progress=lambda _: None)

    assert story.row > 0
    assert (again.changed, again.differences) == ((), ())
