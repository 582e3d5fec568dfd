"""Matches: a partner in another export, on keys and within a time."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.export import Export
from guiju.model.run import ClauseResult, Counts

CALLS = Export.model_validate(
    {
        "id": "calls",
        "title": {"zh": "通话", "en": "Calls"},
        "description": {"zh": "测试用", "en": "for tests"},
        "key": ["call"],
        "at": "called_at",
        "columns": {
            "call": {"title": {"zh": "编号", "en": "call"}, "type": "text"},
            "about": {"title": {"zh": "关于", "en": "about"}, "type": "text"},
            "called_at": {"title": {"zh": "时间", "en": "called"}, "type": "datetime"},
            "kind": {"title": {"zh": "类型", "en": "kind"}, "type": "text"},
        },
    }
)
ANY = {"kind": "match", "on": "cases", "with": "calls", "key": {"team": "about"}}
WITHIN = ANY | {"within": "limit"}
TWO = [
    dockets.revision("2.0.0", "2025-07-01", {"limit": "PT2H", "share": "50%"}),
    dockets.revision("1.0.0", "2025-01-01", {"limit": "PT4H", "share": "50%"}),
]
NOON = datetime(2025, 8, 1, 12)


def case(name: str | None = "A", at: datetime | None = NOON, **values: Any) -> dict[str, Any]:
    return {"case_id": name or "x", "team": name, "opened_at": at} | values


def call(about: str | None, at: datetime | None = NOON, **values: Any) -> dict[str, Any]:
    return {"call": "c", "about": about, "called_at": at} | values


def ask(
    tmp_path: Path,
    cases: list[dict[str, Any]],
    calls: list[dict[str, Any]] | None,
    check: dict[str, Any],
    *,
    as_of: datetime | None = NOON + timedelta(days=9),
) -> ClauseResult:
    pack = dockets.catalogue(dockets.standard([dockets.clause(check)], TWO), others=[CALLS])
    data = {"cases": cases} | ({"calls": calls} if calls is not None else {})
    return dockets.verdict_of(tmp_path, pack, data, as_of=as_of)


def hours(number: float) -> datetime:
    return NOON + timedelta(hours=number)


def test_a_record_without_a_partner_is_breached(tmp_path: Path) -> None:
    result = ask(tmp_path, [case("A"), case("A"), case("B"), case(None)], [call("A"), call("A"), call(None)], ANY)

    assert result.counts == Counts(kept=2, breached=1, undecided=1)
    assert result.kind == "match"


@pytest.mark.parametrize(
    ("direction", "after", "state"),
    [
        ("after", -0.01, "breached"),
        ("after", 0, "kept"),
        ("after", 2, "kept"),
        ("after", 2.01, "breached"),
        ("before", 0.01, "breached"),
        ("before", 0, "kept"),
        ("before", -2, "kept"),
        ("before", -2.01, "breached"),
    ],
)
def test_the_partner_lies_within_the_limit_on_its_side(
    tmp_path: Path, direction: str, after: float, state: str
) -> None:
    result = ask(tmp_path, [case("A")], [call("A", hours(after))], WITHIN | {"direction": direction})

    assert result.counts == Counts(**{state: 1})


def test_the_limit_is_that_of_the_record_s_own_time(tmp_path: Path) -> None:
    june = datetime(2025, 6, 1, 12)

    result = ask(
        tmp_path,
        [case("A", june), case("B"), case("C", datetime(2024, 6, 1))],
        [call("A", june + timedelta(hours=3)), call("B", hours(3))],
        WITHIN,
    )

    assert result.counts == Counts(kept=1, breached=1, not_in_force=1)


def test_while_a_partner_may_still_come_nothing_is_breached(tmp_path: Path) -> None:
    cases = [case("A"), case("B", hours(-3))]

    early, late = (ask(tmp_path, cases, [], WITHIN, as_of=hours(number)) for number in (2, 2.01))

    assert (early.counts, late.counts) == (Counts(pending=1, breached=1), Counts(breached=2))


def test_partners_that_end_earlier_than_the_records_leave_the_rest_pending(tmp_path: Path) -> None:
    cases = [case("A", hours(-20)), case("B"), case("C", hours(40))]

    result = ask(tmp_path, cases, [call("X", hours(1))], WITHIN, as_of=None)

    assert result.counts == Counts(breached=1, pending=2)


def test_only_rows_that_count_are_partners_and_doubtful_ones_decide_nothing(tmp_path: Path) -> None:
    calls = [call("A", kind="yes"), call("B", kind="no"), call("C", kind=None), call("C", kind="no")]

    result = ask(tmp_path, [case(name) for name in "ABC"], calls, ANY | {"with_where": "kind = 'yes'"})

    assert result.counts == Counts(kept=1, breached=1, undecided=1)


def test_a_partner_of_unknown_time_decides_nothing(tmp_path: Path) -> None:
    result = ask(tmp_path, [case("A"), case("B")], [call("A", None), call("A"), call("B", None)], WITHIN)

    assert result.counts == Counts(kept=1, undecided=1)


def test_a_match_may_be_tolerated(tmp_path: Path) -> None:
    result = ask(tmp_path, [case("A"), case("B")], [call("A")], ANY | {"tolerance": "share"})

    assert (result.verdict, result.tolerances[0].asked) == ("compliant", "50%")


def test_the_other_export_has_to_be_given(tmp_path: Path) -> None:
    result = ask(tmp_path, [case("A")], None, ANY)

    assert (result.verdict, result.export, result.blocked) == ("undecided", "calls", False)


def test_findings_name_the_record_whose_partner_is_missing(tmp_path: Path) -> None:
    pack = dockets.catalogue(dockets.standard([dockets.clause(WITHIN)], TWO), others=[CALLS])

    found = dockets.findings_of(tmp_path, pack, {"cases": [case("A"), case("B")], "calls": [call("A")]}, as_of=hours(9))

    ((clause, revision, _, export, _, row, key, started, _, due, limit, _, values, *_),) = found
    assert (clause, revision, export, row, key) == ("rule.asked", "2.0.0", "cases", 3, "B")
    assert (started, due, limit, values) == (NOON, hours(2), "PT2H", "team=B")


names = st.sampled_from(["a", "b", None])
moments = st.integers(-6, 6).map(hours) | st.none()


@given(
    cases=st.lists(st.tuples(names, moments), min_size=1, max_size=6),
    calls=st.lists(st.tuples(names, moments, st.sampled_from(["yes", "no", None])), max_size=6),
    now=st.integers(-4, 9).map(hours),
    direction=st.sampled_from(["after", "before"]),
)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_matches_agree_with_looking_through_all_pairs(
    tmp_path: Path, cases: list[Any], calls: list[Any], now: datetime, direction: str
) -> None:
    check = WITHIN | {"direction": direction, "with_where": "kind = 'yes'"}

    result = ask(tmp_path, [case(*c) for c in cases], [call(n, at, kind=k) for n, at, k in calls], check, as_of=now)

    expected = Counts()
    for name, at in cases:
        state = _by_hand(name, at, calls, now, direction)
        expected = expected.model_copy(update={state: getattr(expected, state) + 1})
    assert result.counts == expected


def _by_hand(name: str | None, at: datetime | None, calls: list[Any], now: datetime, direction: str) -> str:
    if name is None or at is None:
        return "undecided"
    first, last = (at, at + timedelta(hours=2)) if direction == "after" else (at - timedelta(hours=2), at)
    answers: list[bool | None] = []
    for about, when, kind in calls:
        if about == name and kind != "no" and (when is None or first <= when <= last):
            answers.append(None if when is None or kind is None else True)
    if True in answers:
        return "kept"
    if answers:
        return "undecided"
    return "pending" if last >= now else "breached"
