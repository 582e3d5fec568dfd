"""Clocks that other exports pause, restart and reopen: every rule by example, and all together against a walk."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from builders.stoppages import (
    EVENTS,
    HELD,
    HOLDS,
    PAUSES,
    REOPENED,
    RESTARTS,
    event,
    hold,
    walk,
)
from guiju.model.pack import WEEKDAYS, Calendar
from guiju.model.plan import FINDING_COLUMNS
from guiju.model.run import ClauseResult, Counts

START = datetime(2025, 8, 1, 9)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
CHECK = {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit"}
DESK = Calendar.model_validate(
    {
        "id": "desk",
        "title": {"zh": "服务台"},
        "published_from": date(2025, 7, 28),
        "published_until": date(2025, 8, 31),
        "week": {
            day: [{"opens": "09:00", "closes": "12:00"}, {"opens": "13:00", "closes": "18:00"}] for day in WEEKDAYS[:5]
        },
    }
)


def case(opened: datetime | None, closed: datetime | None = None, name: str | None = "A") -> dict[str, Any]:
    return {"case_id": name, "opened_at": opened, "closed_at": closed}


def pack(check: dict[str, Any], limit: str = "PT4H", *older: tuple[str, str]) -> Any:
    revisions = [dockets.revision("2.0.0", "2025-07-01", {"limit": limit})]
    revisions += [dockets.revision("1.0.0", since, {"limit": of}) for since, of in older]
    rule = dockets.standard([dockets.clause(CHECK | check)], revisions)
    return dockets.catalogue(rule, calendars=[DESK], others=[EVENTS, HOLDS])


def data(
    cases: list[dict[str, Any]], events: list[dict[str, Any]] | None = None, holds: list[dict[str, Any]] | None = None
) -> dict[str, list[dict[str, Any]]]:
    others = {"events": events, "holds": holds}
    return {"cases": cases} | {name: rows for name, rows in others.items() if rows is not None}


def ask(tmp_path: Path, check: dict[str, Any], *rows: Any, limit: str = "PT4H", **terms: Any) -> ClauseResult:
    return dockets.verdict_of(tmp_path, pack(check, limit), data(*rows), **terms)


def found(tmp_path: Path, check: dict[str, Any], *rows: Any, limit: str = "PT4H", **terms: Any) -> dict[str, Any]:
    (row,) = dockets.findings_of(tmp_path, pack(check, limit), data(*rows), **terms)
    return dict(zip(FINDING_COLUMNS, row, strict=True))


def wait(since: float, until: float | None = None, name: str | None = "A") -> list[dict[str, Any]]:
    """A pause, in hours after the start."""
    begun = [event(name, START + since * HOUR, "wait")]
    return begun if until is None else [*begun, event(name, START + until * HOUR, "go")]


@pytest.mark.parametrize(("seconds", "state"), [(-1, "kept"), (0, "kept"), (1, "breached")])
def test_paused_time_is_added_to_the_limit_to_the_second(tmp_path: Path, seconds: int, state: str) -> None:
    closed = START + 6 * HOUR + seconds * SECOND

    assert ask(tmp_path, {"pauses": PAUSES}, [case(START, closed)], wait(1, 3)).counts == Counts(**{state: 1})


@pytest.mark.parametrize(("seconds", "state"), [(-1, "kept"), (0, "kept"), (1, "breached")])
def test_only_the_open_time_inside_a_pause_is_subtracted(tmp_path: Path, seconds: int, state: str) -> None:
    # 09:00-11:30 counts, then lunch lies inside the pause; 14:00-15:30 uses up the rest.
    closed = START + 6.5 * HOUR + seconds * SECOND

    result = ask(tmp_path, {"pauses": PAUSES, "clock": "desk"}, [case(START, closed)], wait(2.5, 5))

    assert result.counts == Counts(**{state: 1})


def test_a_pause_that_ends_exactly_at_the_limit_leaves_no_second(tmp_path: Path) -> None:
    pauses, paused = {"pauses": PAUSES}, wait(3, 5)

    assert ask(tmp_path, pauses, [case(START, START + 6 * HOUR)], paused).counts == Counts(kept=1)
    assert ask(tmp_path, pauses, [case(START, START + 6 * HOUR + SECOND)], paused).counts == Counts(breached=1)
    at_the_limit = wait(4, 6)
    assert ask(tmp_path, pauses, [case(START, START + 6 * HOUR)], at_the_limit).counts == Counts(kept=1)
    late = found(tmp_path, pauses, [case(START, START + 6 * HOUR + SECOND)], at_the_limit)
    assert (late["due"], late["measured_s"]) == (START + 4 * HOUR, 4 * 3600 + 1)


def test_a_pause_that_has_not_ended_lasts_to_the_end_of_the_case_or_to_now(tmp_path: Path) -> None:
    rows = [case(START, START + 99 * HOUR), case(START)]

    result = ask(tmp_path, {"pauses": PAUSES}, rows, wait(3), as_of=START + 200 * HOUR)

    assert result.counts == Counts(kept=1, pending=1)


def test_a_pause_is_clipped_to_the_clock(tmp_path: Path) -> None:
    rows = [case(START, START + 5 * HOUR + SECOND)]
    early_and_late = [event("A", START - 9 * HOUR, "wait"), event("A", START + HOUR, "go"), *wait(6, 9)]

    assert found(tmp_path, {"pauses": PAUSES}, rows, early_and_late)["measured_s"] == 4 * 3600 + 1


def test_events_while_the_clock_stands_or_runs_change_nothing_and_are_counted(tmp_path: Path) -> None:
    rows = [case(START, START + 6 * HOUR + SECOND)]
    events = [event("A", START, "go"), *wait(1), *wait(2), *wait(2.5, 3), event("A", START + 5 * HOUR, "go")]

    result = ask(tmp_path, {"pauses": PAUSES}, rows, events)

    assert result.counts == Counts(breached=1)
    assert [(note.text.in_("en"), note.count) for note in result.notes] == [
        ("events of Events end a pause while none was there: they change nothing", 2)
    ]


def test_intervals_that_overlap_count_once(tmp_path: Path) -> None:
    rows = [case(START, START + 7 * HOUR + SECOND), case(START, START + 7 * HOUR, "B"), case(START, None, "C")]
    holds = [
        hold(name, START + since * HOUR, START + until * HOUR)
        for name in ("A", "B")
        for since, until in [(1, 3), (2, 4), (1, 3), (1.5, 2), (3, 3)]
    ]
    holds += [hold("C", START + HOUR, None), hold("A", START, START + 9 * HOUR, why="holiday")]

    result = ask(tmp_path, {"pauses": HELD}, rows, None, holds, as_of=START + 99 * HOUR)

    assert result.counts == Counts(breached=1, kept=1, pending=1)


@pytest.mark.parametrize(
    ("check", "events", "holds"),
    [
        ({"pauses": PAUSES}, [event("A", None, "wait")], None),
        ({"pauses": PAUSES}, [event("A", START, None)], None),
        ({"pauses": PAUSES}, [event("A", None, "go", _unreadable=("happened_at",))], None),
        ({"pauses": HELD}, None, [hold("A", None, START)]),
        ({"pauses": HELD}, None, [hold("A", START, START - SECOND)]),
        ({"pauses": HELD}, None, [hold("A", START, None, _unreadable=("held_until",))]),
        ({"pauses": HELD}, None, [hold("A", START, START, why=None)]),
        ({"restarts": RESTARTS}, [event("A", None, "assigned")], None),
        ({"reopened": REOPENED}, [event("A", None, "reopened")], None),
    ],
)
def test_what_cannot_be_told_of_a_clock_leaves_its_record_undecided(
    tmp_path: Path, check: dict[str, Any], events: Any, holds: Any
) -> None:
    result = ask(tmp_path, check, [case(START, START), case(START, START, "B")], events, holds)

    assert result.counts == Counts(undecided=1, kept=1)
    assert [reason.text.in_("en").partition(" cannot")[0] for reason in result.reasons] == [
        "what paused, restarted or reopened it"
    ]


def test_other_events_without_a_time_or_a_record_are_nobodys(tmp_path: Path) -> None:
    rows = [case(START, START + 5 * HOUR)]
    events = [event("A", None, "note"), *wait(1, 3, name=None), *wait(1, 3, name="B")]

    assert ask(tmp_path, {"pauses": PAUSES}, rows, events).counts == Counts(breached=1)


def test_a_record_that_cannot_be_found_among_the_events_is_undecided(tmp_path: Path) -> None:
    by_team = {"pauses": PAUSES | {"key": {"team": "about"}}}
    rows = [case(START, START), case(START, START) | {"team": "A"}]

    assert ask(tmp_path, by_team, rows, wait(1, 3)).counts == Counts(undecided=1, kept=1)


def test_a_clause_whose_events_were_not_given_is_undecided(tmp_path: Path) -> None:
    result = ask(tmp_path, {"pauses": PAUSES}, [case(START, START)])

    assert result.verdict == "undecided"
    assert result.reason is not None
    assert result.reason.in_("en") == "no file was given for Events (events)"


def test_the_clock_starts_anew_at_the_newest_restart_before_the_end(tmp_path: Path) -> None:
    hours = [-1, 1, 3, 8]
    events = [event("A", START + h * HOUR, "assigned") for h in hours]
    check = {"restarts": RESTARTS}

    assert ask(tmp_path, check, [case(START, START + 7 * HOUR)], events).counts == Counts(kept=1)
    late = found(tmp_path, check, [case(START, START + 7 * HOUR + SECOND)], events)
    assert (late["started"], late["due"], late["measured_s"]) == (START, START + 7 * HOUR, 4 * 3600 + 1)
    assert ask(tmp_path, check, [case(START)], events, as_of=START + 7.5 * HOUR).counts == Counts(breached=1)
    assert ask(tmp_path, check, [case(START)], events, as_of=START + 8 * HOUR).counts == Counts(pending=1)


def test_the_law_is_that_of_the_records_own_start_whatever_restarts_it(tmp_path: Path) -> None:
    june = datetime(2025, 6, 30, 9)
    rows = {"cases": [case(june, START + 5 * HOUR)], "events": [event("A", START, "assigned")]}

    old = dockets.verdict_of(tmp_path, pack({"restarts": RESTARTS}, "PT4H", ("2025-01-01", "PT6H")), rows)

    assert old.counts == Counts(kept=1)


def test_an_end_behind_which_the_case_was_opened_again_is_none(tmp_path: Path) -> None:
    events = [event("A", START + h * HOUR, what) for h, what in [(1, "solved"), (3, "reopened"), (5, "solved")]]

    for own in (1, 5):
        late = found(tmp_path, {"reopened": REOPENED}, [case(START, START + own * HOUR)], events)
        assert (late["ended"], late["measured_s"]) == (START + 5 * HOUR, 5 * 3600)
        paused = {"reopened": REOPENED | {"between": "paused"}}
        assert ask(tmp_path, paused, [case(START, START + own * HOUR)], events).counts == Counts(kept=1)
    once = {"reopened": {key: value for key, value in REOPENED.items() if key != "ends"}}
    assert ask(tmp_path, once, [case(START, START + HOUR)], events, as_of=START + 4 * HOUR).counts == Counts(pending=1)


def test_a_case_opened_again_and_not_ended_since_is_open(tmp_path: Path) -> None:
    events = [event("A", START + h * HOUR, what) for h, what in [(1, "solved"), (2, "reopened")]]
    rows = [case(START, START + HOUR), case(START, START + HOUR, "B")]
    paused = {"reopened": REOPENED | {"between": "paused"}}

    assert ask(tmp_path, paused, rows, events, as_of=START + 5 * HOUR).counts == Counts(pending=1, kept=1)
    assert ask(tmp_path, paused, rows, events, as_of=START + 5 * HOUR + SECOND).counts == Counts(breached=1, kept=1)


def test_elapsed_working_days_can_be_paused(tmp_path: Path) -> None:
    # Friday 09:00, paused until Monday 09:00: one working day of it, the weekend counts anyhow for nothing.
    check = {"pauses": PAUSES, "clock": "desk", "count": "elapsed"}
    tuesday = datetime(2025, 8, 5, 9)
    events = [event("A", START + 3 * HOUR, "wait"), event("A", datetime(2025, 8, 4, 12), "go")]

    kept = ask(tmp_path, check, [case(START, tuesday + 3 * HOUR - 3 * HOUR)], events, limit="P1WD")
    assert kept.counts == Counts(kept=1)
    late = found(tmp_path, check, [case(START, tuesday + SECOND)], events, limit="P1WD")
    assert (late["due"], late["measured_s"]) == (tuesday, 86_401)


def test_several_clauses_of_one_export_each_have_their_own_pauses(tmp_path: Path) -> None:
    clauses = [
        dockets.clause(CHECK | check, id=name)
        for name, check in [("held", {"pauses": HELD}), ("plain", {}), ("waited", {"pauses": PAUSES})]
    ]
    rule = dockets.standard(clauses, [dockets.revision("1.0.0", "2025-01-01", {"limit": "PT4H"})])
    known = dockets.catalogue(rule, calendars=[DESK], others=[EVENTS, HOLDS])
    cases = [case(START, START + 5 * HOUR), case(START, START + 5 * HOUR, "B")]
    rows = data(cases, wait(1, 2), [hold("B", START, START + HOUR)])

    broken = dockets.findings_of(tmp_path, known, rows)

    assert [(row[0], row[6]) for row in broken] == [
        ("rule.held", "A"),
        ("rule.plain", "A"),
        ("rule.plain", "B"),
        ("rule.waited", "B"),
    ]


MOMENTS = st.integers(-20, 60).map(lambda steps: START + steps * 10 * MINUTE)
KINDS = st.sampled_from(["wait", "go", "assigned", "solved", "reopened"])


def is_open(at: datetime) -> bool:
    return at.weekday() < 5 and (9 <= at.hour < 12 or 13 <= at.hour < 18)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    closed=st.one_of(st.none(), st.integers(0, 60).map(lambda steps: START + steps * 10 * MINUTE)),
    events=st.lists(st.tuples(MOMENTS, KINDS), max_size=9),
    holds=st.lists(st.tuples(MOMENTS, st.one_of(st.none(), st.integers(0, 30))), max_size=3),
    limit=st.integers(1, 40),
    by_desk=st.booleans(),
    form=st.sampled_from(["pauses", "holds", "none"]),
    restarts=st.booleans(),
    between=st.sampled_from([None, "counts", "paused"]),
)
def test_every_clock_agrees_with_a_walk_through_its_time(  # noqa: PLR0913 - a case is all of that
    tmp_path: Path,
    *,
    closed: datetime | None,
    events: list[tuple[datetime, str]],
    holds: list[tuple[datetime, int | None]],
    limit: int,
    by_desk: bool,
    form: str,
    restarts: bool,
    between: str | None,
) -> None:
    now = START + 600 * MINUTE
    held = [(since, since + steps * 10 * MINUTE if steps is not None else None) for since, steps in holds]
    used = {"pauses": ["wait", "go"], "holds": [], "none": []}[form]
    used += (["assigned"] if restarts else []) + (["solved", "reopened"] if between is not None else [])
    check: dict[str, Any] = {"clock": "desk"} if by_desk else {}
    check |= {"pauses": {"pauses": PAUSES}, "holds": {"pauses": HELD}, "none": {}}[form]
    check |= {"restarts": RESTARTS} if restarts else {}
    check |= {"reopened": REOPENED | {"between": between}} if between is not None else {}
    expected = walk(
        START,
        closed,
        now,
        limit * 10 * MINUTE,
        step=10 * MINUTE,
        counts=is_open if by_desk else lambda _: True,
        events=[(at, what) for at, what in events if what in used],
        holds=held if form == "holds" else (),
        between=between,
    )
    rows = data(
        [case(START, closed)],
        [event("A", at, what) for at, what in events],
        [hold("A", since, until) for since, until in held],
    )
    written = f"PT{limit * 10}M"

    result = dockets.verdict_of(tmp_path, pack(check, written), rows, as_of=now)

    assert result.counts == Counts(**{expected.state: 1})
    if expected.state == "breached":
        told = found(tmp_path, check, *rows.values(), limit=written, as_of=now)
        assert told["measured_s"] == expected.counted.total_seconds()
        assert told["due"] == expected.used_up
