"""Cadences: events per subject and calendar period, pro rata, with the subjects and periods that have none."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.export import Export
from guiju.model.run import ClauseResult, Group

ROSTER = Export.model_validate(
    {
        "id": "staff",
        "title": {"zh": "人员", "en": "Staff"},
        "description": {"zh": "测试用", "en": "for tests"},
        "key": ["person"],
        "at": "joined",
        "columns": {
            "person": {"title": {"zh": "工号", "en": "number"}, "type": "text"},
            "joined": {"title": {"zh": "入职", "en": "joined"}, "type": "date"},
            "left_on": {"title": {"zh": "离职", "en": "left"}, "type": "date", "planned": True},
        },
    }
)
ONE = [dockets.revision("1.0.0", "2025-01-01", {"times": 2})]
EVERY_MONTH = {"kind": "cadence", "on": "cases", "every": "month", "at_least": "times"}
LISTED = {"subjects": {"export": "staff", "key": {"team": "person"}, "from": "joined", "until": "left_on"}}
END_OF_MARCH = datetime(2025, 4, 1)


def event(day: str, **values: Any) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": datetime.fromisoformat(day)} | values


def person(
    name: str | None, joined: str | None = "2024-01-01", left_on: str | None = None, **more: Any
) -> dict[str, Any]:
    days = (date.fromisoformat(day) if day else None for day in (joined, left_on))
    return {"person": name} | dict(zip(("joined", "left_on"), days, strict=True)) | more


def ask(
    tmp_path: Path,
    events: list[dict[str, Any]],
    *,
    staff: list[dict[str, Any]] | None = None,
    revisions: list[dict[str, Any]] | None = None,
    as_of: datetime = END_OF_MARCH,
    **more: Any,
) -> ClauseResult:
    asked = more if "kind" in more else EVERY_MONTH | more
    pack = dockets.catalogue(dockets.standard([dockets.clause(asked)], revisions or ONE), others=[ROSTER])
    data = {"cases": events} | ({"staff": staff} if staff is not None else {})
    return dockets.verdict_of(tmp_path, pack, data, as_of=as_of)


def told(result: ClauseResult) -> list[tuple[Any, ...]]:
    return [(group.period, *group.by.values(), group.value, group.verdict) for group in result.groups]


def only(result: ClauseResult) -> Group:
    (group,) = result.groups
    return group


def test_a_period_without_any_event_is_found(tmp_path: Path) -> None:
    result = ask(
        tmp_path, [event("2025-01-05"), event("2025-01-09"), event("2025-03-02"), event("2025-03-31T23:59:59")]
    )

    assert told(result) == [
        ("2025-01-01", 2.0, "compliant"),
        ("2025-02-01", 0.0, "noncompliant"),
        ("2025-03-01", 2.0, "compliant"),
        ("2025-04-01", 0.0, "undecided"),
    ]
    assert result.verdict == "noncompliant"


@pytest.mark.parametrize(
    ("every", "as_of", "starts"),
    [
        ("day", datetime(2025, 1, 8), ["2025-01-06", "2025-01-07", "2025-01-08"]),
        ("week", datetime(2025, 1, 20), ["2025-01-06", "2025-01-13", "2025-01-20"]),
        ("quarter", datetime(2025, 7, 1), ["2025-01-01", "2025-04-01", "2025-07-01"]),
        ("year", datetime(2026, 12, 31), ["2025-01-01", "2026-01-01"]),
    ],
)
def test_every_calendar_period_is_asked(tmp_path: Path, every: str, as_of: datetime, starts: list[str]) -> None:
    result = ask(tmp_path, [event("2025-01-06")], every=every, as_of=as_of)

    assert [group.period for group in result.groups] == starts


def test_what_a_running_period_lacks_is_not_held_against_it(tmp_path: Path) -> None:
    halfway = datetime(2025, 1, 20)

    short, enough = (ask(tmp_path, [event("2025-01-05")] * number, as_of=halfway) for number in (1, 2))

    assert (short.verdict, short.blocked) == ("undecided", False)
    assert short.reason is not None
    assert short.reason.in_("en") == "the period is not over yet"
    assert enough.verdict == "compliant"


@pytest.mark.parametrize(("number", "verdict"), [(2, "undecided"), (3, "noncompliant")])
def test_too_many_in_a_running_period_are_too_many_already(tmp_path: Path, number: int, verdict: str) -> None:
    at_most = {"kind": "cadence", "on": "cases", "every": "month", "at_most": "times"}

    assert ask(tmp_path, [event("2025-01-05")] * number, **at_most, as_of=datetime(2025, 1, 6)).verdict == verdict


def test_no_more_than_allowed_is_compliant_once_the_period_is_over(tmp_path: Path) -> None:
    at_most = {"kind": "cadence", "on": "cases", "every": "month", "at_most": "times"}

    result = ask(tmp_path, [event("2025-03-05")] * 2, **at_most, as_of=END_OF_MARCH)

    assert [group.verdict for group in result.groups] == ["compliant", "undecided"]
    assert result.verdict == "compliant"


def test_the_law_of_the_first_day_judges_the_whole_period(tmp_path: Path) -> None:
    revisions = [
        dockets.revision("2.0.0", "2025-02-02", {"times": 2}),
        dockets.revision("1.0.0", "2025-01-15", {"times": 1}),
    ]
    days = ["2025-01-20", "2025-02-10", "2025-03-10"]

    result = ask(tmp_path, [event(day) for day in days], revisions=revisions, as_of=datetime(2025, 3, 31))

    # In January the clause was not in force on the first day yet.
    assert [(g.period, g.revision, g.limit_low) for g in result.groups] == [
        ("2025-02-01", "1.0.0", 1.0),
        ("2025-03-01", "2.0.0", 2.0),
    ]


def test_every_subject_of_the_export_is_asked_in_every_period(tmp_path: Path) -> None:
    events = [event("2025-02-05", team="a")] * 2 + [event("2025-03-05", team="b")] * 2

    result = ask(tmp_path, events, subject=["team"], as_of=datetime(2025, 3, 31))

    assert told(result) == [
        ("2025-02-01", "a", 2.0, "compliant"),
        ("2025-02-01", "b", 0.0, "noncompliant"),
        ("2025-03-01", "a", 0.0, "undecided"),
        ("2025-03-01", "b", 2.0, "compliant"),
    ]


def test_who_has_no_event_at_all_is_found_through_the_roster(tmp_path: Path) -> None:
    result = ask(
        tmp_path,
        [event("2025-03-05", team="a")] * 2,
        staff=[person("a"), person("b")],
        as_of=END_OF_MARCH - timedelta(days=1),
        every="quarter",
        **LISTED,
    )

    assert told(result) == [("2025-01-01", "a", 2.0, "compliant"), ("2025-01-01", "b", 0.0, "undecided")]
    after = ask(
        tmp_path, [event("2025-03-05", team="a")] * 2, staff=[person("a"), person("b")], every="quarter", **LISTED
    )
    assert told(after)[1] == ("2025-01-01", "b", 0.0, "noncompliant")


@pytest.mark.parametrize(
    ("joined", "left_on", "asked"),
    [
        # Of the 31 days of March; two events for all of them.
        ("2025-03-01", None, 2.0),
        ("2025-03-02", None, 1.0),
        ("2025-03-16", None, 1.0),
        ("2025-03-17", None, None),
        ("2024-01-01", "2025-03-31", 2.0),
        ("2024-01-01", "2025-03-30", 1.0),
        ("2024-01-01", "2025-03-01", None),
        ("2024-01-01", "2025-02-28", None),
    ],
)
def test_a_part_of_the_period_asks_for_a_part_of_the_events_rounded_down(
    tmp_path: Path, joined: str, left_on: str | None, asked: float | None
) -> None:
    result = ask(tmp_path, [event("2025-03-05", team="x")], staff=[person("a", joined, left_on), person("x")], **LISTED)

    limits = [group.limit_low for group in result.groups if group.period == "2025-03-01" and group.by["team"] == "a"]
    assert limits == ([asked] if asked is not None else [])


def test_days_that_are_listed_twice_count_once(tmp_path: Path) -> None:
    staff = [person("a", "2025-03-01"), person("a", "2025-03-01")]

    result = ask(tmp_path, [event("2025-03-05", team="a")] * 2, staff=staff, **LISTED)

    assert result.groups[0].limit_low == 2.0


def test_a_first_day_that_is_not_known_gives_no_verdict(tmp_path: Path) -> None:
    staff = [person("a", None), person("b", "2024-01-01", _unreadable=("left_on",))]

    result = ask(tmp_path, [event("2025-03-05", team="a")] * 2, staff=staff, **LISTED)

    assert {(group.by["team"], group.verdict) for group in result.groups} == {("a", "undecided"), ("b", "undecided")}
    assert (result.verdict, result.blocked) == ("undecided", True)


def test_events_of_someone_who_is_not_listed_stay_in_the_answer(tmp_path: Path) -> None:
    events = [event("2025-03-05", team="a")] * 2 + [event("2025-03-05", team="z")]

    result = ask(tmp_path, events, staff=[person("a")], **LISTED)

    found = {group.by["team"]: group.reason.in_("en") for group in result.groups if group.reason and group.cases}
    assert found == {"z": "the roster does not list this subject in the period"}
    assert (result.verdict, result.blocked) == ("compliant", False)


@pytest.mark.parametrize("lost", [{"team": None}, {"opened_at": None}])
def test_events_without_subject_or_time_stay_in_the_answer_and_block(tmp_path: Path, lost: dict[str, Any]) -> None:
    events = [event("2025-03-05", team="a")] * 2 + [event("2025-03-05", team="a") | lost]

    result = ask(tmp_path, events, subject=["team"])

    assert sum(group.cases for group in result.groups) == 3
    assert (result.verdict, result.blocked) == ("undecided", True)


def test_a_roster_that_was_not_given_is_named(tmp_path: Path) -> None:
    result = ask(tmp_path, [event("2025-03-05", team="a")], **LISTED)

    assert (result.verdict, result.blocked, result.export) == ("undecided", False, "staff")
    assert result.reason is not None
    assert result.reason.in_("en") == "no file was given for Staff (staff)"


def test_an_empty_export_says_nothing_about_any_period(tmp_path: Path) -> None:
    result = ask(tmp_path, [], staff=[person("a")], **LISTED)

    assert (result.verdict, result.groups) == ("undecided", ())


def test_an_event_later_than_now_counts_for_no_period(tmp_path: Path) -> None:
    events = [event("2025-03-05")] * 2 + [event("2025-09-05")]

    result = ask(tmp_path, events)

    assert [(g.period, g.verdict) for g in result.groups][-1] == ("2025-09-01", "undecided")
    assert (result.verdict, result.blocked) == ("compliant", False)


COVERS = {"kind": "cadence", "on": "cases", "every": "month", "covers": "kind", "values": ["fire", "flood"]}


@pytest.mark.parametrize(
    ("kinds", "verdict"),
    [
        (["fire", "flood"], "compliant"),
        (["fire", "fire", "storm"], "noncompliant"),
        (["fire", None], "undecided"),
        (["storm", None], "noncompliant"),
    ],
)
def test_all_values_have_to_occur(tmp_path: Path, kinds: list[str | None], verdict: str) -> None:
    result = ask(tmp_path, [event("2025-03-05", kind=kind) for kind in kinds], **COVERS)

    assert result.groups[0].verdict == verdict


def test_an_event_of_unknown_scope_may_count(tmp_path: Path) -> None:
    sure, perhaps = event("2025-03-05", score=5), event("2025-03-05", score=None)

    decided = ask(tmp_path, [sure, sure, perhaps], where="score > 1")
    open_ = ask(tmp_path, [sure, perhaps], where="score > 1")
    unread = ask(tmp_path, [sure, event("2025-03-05", _unreadable=("score",))], where="score is not null")

    assert [result.groups[0].verdict for result in (decided, open_, unread)] == ["compliant", "undecided", "undecided"]
    assert (open_.groups[0].value, open_.groups[0].highest, open_.groups[0].missing) == (1.0, 2.0, 1)


# Held against counting by hand

names = st.sampled_from(["a", "b", "c"])
days = st.integers(0, 130).map(lambda number: date(2024, 12, 20) + timedelta(days=number))
stays = st.lists(st.tuples(names, days, st.none() | days), min_size=1, max_size=4)
happened = st.lists(st.tuples(names, days, st.sampled_from(["yes", "no"])), min_size=1, max_size=14)


@given(stays=stays, events=happened, as_of=days, limit=st.tuples(st.integers(1, 4), st.booleans()))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_roster_agrees_with_counting_day_by_day(
    tmp_path: Path,
    stays: list[tuple[str, date, date | None]],
    events: list[tuple[str, date, str]],
    as_of: date,
    limit: tuple[int, bool],
) -> None:
    times, at_most = limit
    key = "at_most" if at_most else "at_least"
    check = {"kind": "cadence", "on": "cases", "every": "month", key: "times", "where": "kind = 'yes'"} | LISTED
    rows = [event(day.isoformat(), team=name, kind=kind) for name, day, kind in events]
    staff = [{"person": name, "joined": first, "left_on": last} for name, first, last in stays]
    revisions = [dockets.revision("1.0.0", "2025-01-01", {"times": times})]

    result = ask(
        tmp_path,
        rows,
        **check,
        staff=staff,
        revisions=revisions,
        as_of=datetime.combine(as_of, datetime.min.time()),
    )

    found = {
        (g.period, g.by["team"]): (g.value, g.verdict)
        for g in result.groups
        if g.limit_low is not None or g.limit_high is not None
    }
    expected = dict(_by_hand(stays, events, as_of, times, at_most=at_most))
    assert {key: value for key, value in found.items() if key in expected or value[1] != "undecided"} == expected


def _by_hand(
    stays: list[tuple[str, date, date | None]],
    events: list[tuple[str, date, str]],
    as_of: date,
    times: int,
    *,
    at_most: bool,
) -> Any:
    start = max(date(2025, 1, 1), min(day for _, day, _ in events).replace(day=1))
    while start <= as_of:
        end = (start + timedelta(days=32)).replace(day=1)
        month = [start + timedelta(days=number) for number in range((end - start).days)]
        for name in "abc":
            there = sum(
                min(sum(first <= day and (last is None or day <= last) for day in month), len(month))
                for who, first, last in stays
                if who == name
            )
            there, asked = min(there, len(month)), 0
            asked = times * there // len(month)
            count = sum(who == name and day in month and kind == "yes" for who, day, kind in events)
            if not there or (not at_most and not asked):
                continue
            over = end <= as_of
            if at_most:
                verdict = "noncompliant" if count > times else "compliant" if over else "undecided"
            else:
                verdict = "compliant" if count >= asked else "noncompliant" if over else "undecided"
            yield (start.isoformat(), name), (float(count), verdict)
        start = end
