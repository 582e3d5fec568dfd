"""The timeline of a clock: it runs and stands where the verdict says, for the reasons that the calendar gives."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from builders import dockets
from builders.stoppages import EVENTS, HOLDS, PAUSES, REOPENED, RESTARTS, event
from guiju.compiler import Terms, compile_stories
from guiju.engine import opened, tell
from guiju.model.pack import WEEKDAYS, Calendar
from guiju.model.story import RecordStory
from guiju.report.timeline import render_story

FRIDAY = datetime(2025, 8, 1, 16)
HOUR = timedelta(hours=1)
CHECK = {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit", "clock": "desk"}
DESK = Calendar.model_validate(
    {
        "id": "desk",
        "title": {"zh": "服务台"},
        "published_from": date(2025, 7, 28),
        "published_until": date(2025, 12, 31),
        "week": {day: [{"opens": "09:00", "closes": "18:00"}] for day in WEEKDAYS[:5]},
        "special_days": [{"date": date(2025, 8, 4), "name": {"zh": "停业", "en": "holiday"}}],
    }
)


def story(
    tmp_path: Path, check: dict[str, Any], closed: datetime | None, events: list[dict[str, Any]], limit: str = "PT4H"
) -> RecordStory:
    rule = dockets.standard(
        [dockets.clause(CHECK | check)], [dockets.revision("1.0.0", "2025-01-01", {"limit": limit})]
    )
    pack = dockets.catalogue(rule, calendars=[DESK], others=[EVENTS, HOLDS])
    rows = {"cases": [{"case_id": "A", "opened_at": FRIDAY, "closed_at": closed}], "events": events}
    with opened(tmp_path) as engine:
        tables = [dockets.load(engine, each, pack.exports[export]) for export, each in rows.items()]
        engine.lock([])
        plans = compile_stories(pack, tables, Terms(as_of=datetime(2025, 8, 8)), "A")
        return next(told for plan in plans for told in tell(plan, pack, engine, paths=["cases.csv"]))


def clock(told: RecordStory) -> list[str]:
    lines = render_story([told], lang="en").splitlines()
    start = lines.index("    clock:")
    return [line.strip() for line in lines[start + 1 : -1]]


def test_the_timeline_names_pauses_nights_weekends_and_holidays_and_the_moment_of_the_breach(tmp_path: Path) -> None:
    events = [event("A", datetime(2025, 8, 5, 10), "wait"), event("A", datetime(2025, 8, 5, 12), "go")]

    told = story(tmp_path, {"pauses": PAUSES}, datetime(2025, 8, 5, 15), events)

    assert clock(told) == [
        "2025-08-01 16:00 counts 2 h",
        "2025-08-01 18:00 stands 87 h",
        "closed hours, not a working day, holiday",
        "2025-08-05 09:00 counts 1 h",
        "2025-08-05 10:00 stands 2 h",
        "paused",
        "2025-08-05 12:00 counts 1 h",
        "2025-08-05 13:00 limit used up",
        "2025-08-05 13:00 late 2 h",
        "2025-08-05 15:00 end",
    ]
    (judgement,) = told.judgements
    counted = sum((piece.until - piece.since for piece in judgement.stretches if not piece.why), timedelta())
    assert (judgement.measured_s, judgement.due) == (counted.total_seconds(), datetime(2025, 8, 5, 13))


def test_the_timeline_starts_at_the_restart_and_leaves_out_what_lay_behind_an_end(tmp_path: Path) -> None:
    events = [
        event("A", datetime(2025, 8, 5, hour), what)
        for hour, what in [(9, "assigned"), (10, "solved"), (14, "reopened"), (15, "solved")]
    ]
    check = {"restarts": RESTARTS, "reopened": REOPENED | {"between": "paused"}}

    told = story(tmp_path, check, datetime(2025, 8, 5, 10), events)

    assert clock(told)[:6] == [
        "2025-08-05 09:00 starts anew",
        "2025-08-05 09:00 counts 1 h",
        "2025-08-05 10:00 stands 4 h",
        "ended, not opened again yet",
        "2025-08-05 14:00 counts 1 h",
        "2025-08-05 15:00 end",
    ]


def test_while_the_clock_of_an_open_case_stands_no_due_time_is_told(tmp_path: Path) -> None:
    told = story(tmp_path, {"pauses": PAUSES}, None, [event("A", FRIDAY + HOUR, "wait")])

    (judgement,) = told.judgements
    assert (judgement.state, judgement.due, judgement.measured_s) == ("pending", None, 3600)
    assert clock(told)[-1] == "2025-08-08 00:00 now, still open"


def test_a_clock_that_runs_all_the_time_needs_no_timeline(tmp_path: Path) -> None:
    told = story(tmp_path, {"clock": None}, FRIDAY + HOUR, [])

    assert "clock:" not in render_story([told], lang="en")
    assert told.judgements[0].stretches == ()


def test_of_a_long_clock_the_middle_is_left_out_with_what_it_counted(tmp_path: Path) -> None:
    told = story(tmp_path, {}, datetime(2025, 12, 1), [], limit="PT900H")

    left = next(line for line in clock(told) if "left out" in line)
    assert left.startswith("...")
    assert len(clock(told)) < 45


def test_working_days_that_end_with_the_day_do_not_count_the_day_of_the_start(tmp_path: Path) -> None:
    told = story(tmp_path, {}, datetime(2025, 8, 6, 12), [], limit="P1WD")

    assert clock(told)[:4] == [
        "2025-08-01 16:00 stands 80 h",
        "the day of the start does not count, not a working day, holiday",
        "2025-08-05 00:00 counts 24 h",
        "2025-08-06 00:00 limit used up",
    ]


def test_a_cell_that_could_not_be_read_is_neither_empty_nor_still_open(tmp_path: Path) -> None:
    clauses = [
        dockets.clause(CHECK | {"clock": None}, id="timed"),
        dockets.clause({"kind": "condition", "on": "cases", "holds": "closed_at >= opened_at"}, id="ordered"),
        dockets.clause({"kind": "condition", "on": "cases", "holds": "team = 'a'"}, id="teamed"),
    ]
    rule = dockets.standard(clauses, [dockets.revision("1.0.0", "2025-01-01", {"limit": "PT4H"})])
    pack = dockets.catalogue(rule)
    rows = [{"case_id": "A", "opened_at": FRIDAY, "_unreadable": ("closed_at",)}]
    with dockets.court(tmp_path, rows) as (engine, table):
        [plan] = compile_stories(pack, [table], Terms(as_of=datetime(2025, 8, 8)), "A")
        told = tell(plan, pack, engine, paths=["cases.csv"])

    english, chinese = (render_story(told, lang=lang) for lang in ("en", "zh"))
    assert "closed = (unreadable), opened = 2025-08-01 16:00:00" in english
    assert "结束时间 = （读不出），受理时间 = 2025-08-01 16:00:00" in chinese
    assert "team = (empty)" in english
    assert "limit 4 hours, due 2025-08-01 20:00:00" in english
    assert "open for" not in english
