"""Sequences by the templates of Declare, held against a naive reading of every case in every possible order."""

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets, tales
from builders.declared import DECLARED
from builders.tales import PAIR, Told
from guiju.model.run import Counts

NOW = 5.0
FEW = settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""Each example is a log of a hundred cases."""
CLOSED = {"ended": "event = 'z'"}
LISTED = {name: value for name, value in PAIR.items() if name != "case"} | {
    "cases": {"export": "cases", "key": {"case": "case_id"}}
}


def known(dice: Random) -> Told:
    return Told(dice.choice("aabbcz"), float(dice.randint(0, 4)), dice.choice("xy"))


def doubtful(dice: Random) -> Told:
    return Told(dice.choice(["a", "b", "z", None]), dice.choice([None, 1.0, 2.0]), dice.choice(["x", "y", None]))


@pytest.mark.parametrize("name", DECLARED)
@given(dice=st.randoms(use_true_random=True))
@FEW
def test_cases_agree_with_reading_them_in_every_order(name: str, dice: Random, tmp_path: Path) -> None:
    """A verdict holds however doubts are read; where nothing but the order of equal times is open, it is given."""
    check, judged = DECLARED[name]
    clear = [[known(dice) for _ in range(dice.randint(1, 5))] for _ in range(70)]
    murky = [[*(known(dice) for _ in range(dice.randint(0, 2))), doubtful(dice)] for _ in range(40)]

    found = tales.states(tmp_path, check, clear + murky, hours=NOW)

    for place, (case, state) in enumerate(zip(clear + murky, found, strict=True)):
        possible = {judged(reading, NOW) for reading in tales.readings(case)}
        assert state == "undecided" or possible == {state}, (case, possible)
        ordered = len({event.at for event in case}) == len(case)
        if place < len(clear) and (ordered or name != "chain-response"):
            assert state == (possible.pop() if len(possible) == 1 else "undecided"), case


@pytest.mark.parametrize(
    ("template", "written", "state"),
    [
        ("response", "a . b", "kept"),
        ("response", "a . . b", "breached"),
        ("response", ". . . a", "pending"),
        ("response", ". . a .", "breached"),
        ("precedence", "a . b", "kept"),
        ("precedence", "a . . b", "breached"),
        ("not-after", "a . b", "breached"),
        ("not-after", "a . . b", "kept"),
        ("not-after", ". . . a", "pending"),
    ],
)
def test_a_limit_ends_with_its_last_moment(template: str, written: str, state: str, tmp_path: Path) -> None:
    check = PAIR | {"template": template, "within": "limit"}

    assert tales.states(tmp_path, check, [tales.tale(written)], hours=NOW) == [state]


def test_a_number_orders_events_of_equal_time(tmp_path: Path) -> None:
    events = [row | {"no": 9 - place} for place, row in enumerate(tales.rows(tales.tale("b=a")))]
    check = PAIR | {"template": "precedence"}

    tied, ordered = (
        dockets.verdict_of(tmp_path, tales.pack(check | more), {"events": events})
        for more in ({}, {"order": ["ts", "no"]})
    )

    assert (tied.counts, ordered.counts) == (Counts(undecided=1), Counts(kept=1))
    assert "same time" in tied.reasons[0].text.in_("en")


def test_events_without_a_case_are_told_one_by_one(tmp_path: Path) -> None:
    events = [*tales.rows(tales.tale("b"), "A"), *tales.rows(tales.tale("a b"), None)]

    result = dockets.verdict_of(tmp_path, tales.pack(PAIR | {"template": "precedence"}), {"events": events})

    assert result.counts == Counts(breached=1, undecided=2)


def test_the_first_event_of_a_case_decides_the_revision(tmp_path: Path) -> None:
    july = timedelta(days=-40)
    events = [row | {"ts": row["ts"] + shift} for shift in (july, timedelta()) for row in _named(shift)]
    check = PAIR | {"template": "response", "within": "limit"}

    result = dockets.verdict_of(tmp_path, tales.pack(check), {"events": events})

    assert result.counts == Counts(kept=1, breached=1)


def test_a_revision_for_open_cases_judges_a_case_that_went_on_when_it_took_effect(tmp_path: Path) -> None:
    """Limit, revision and approver are those of the same revision."""
    law = [
        dockets.revision("2.0.0", "2025-08-02", {"limit": "PT2H"}, applies="open-cases"),
        dockets.revision("1.0.0", "2025-01-01", {"limit": "PT24H"}),
    ]
    check = PAIR | {"template": "response", "within": "limit", "ended": "event = 'z'"}
    late, early = tales.tale(" ".join(["a", *"." * 11, "b", "z"])), tales.tale("a . . . b z")
    events = [row for name, told in (("late", late), ("early", early)) for row in tales.rows(told, name)]
    known = tales.pack(check, revisions=law)

    result = dockets.verdict_of(tmp_path, known, {"events": events})
    (found,) = dockets.findings_of(tmp_path, known, {"events": events})

    assert result.counts == Counts(kept=1, breached=1)
    assert (found[1], found[10]) == ("2.0.0", "PT2H")


def _named(shift: timedelta) -> list[dict[str, Any]]:
    return tales.rows(tales.tale("a . . b"), str(shift.days))


def test_a_case_without_any_event_is_found_where_cases_are_listed(tmp_path: Path) -> None:
    """Scope and end come from the list; an event of an unlisted case is told."""
    check = LISTED | {"template": "response", "where": "kind = 'in'"}
    check["cases"] = check["cases"] | {"ended": "closed_at is not null"}
    names = {"A": "a b", "B": "a", "C": "a", "D": "b", "X": "a b"}
    events = [row for name, written in names.items() for row in tales.rows(tales.tale(written), name)]
    cases = [
        {"case_id": name, "opened_at": tales.NOON, "closed_at": closed, "kind": kind}
        for name, closed, kind in (
            ("A", tales.NOON, "in"), ("B", tales.NOON, "in"), ("C", None, "in"), ("D", tales.NOON, "out"),
            ("E", tales.NOON, "in"),
        )
    ]  # fmt: skip

    result = dockets.verdict_of(tmp_path, tales.pack(check), {"events": events, "cases": cases})

    assert result.counts == Counts(kept=2, breached=1, pending=1, out_of_scope=1, undecided=1)


def test_without_a_list_a_case_is_in_scope_when_an_event_is(tmp_path: Path) -> None:
    check = PAIR | {"template": "precedence", "where": "who = 'y'"}
    stories = [[Told("b", 0.0, who)] for who in ("y", "x", None)]
    events = [row for place, told in enumerate(stories) for row in tales.rows(told, str(place))]

    result = dockets.verdict_of(tmp_path, tales.pack(check), {"events": events})

    assert result.counts == Counts(breached=1, out_of_scope=1, undecided=1)


def test_findings_name_both_events(tmp_path: Path) -> None:
    events = [*tales.rows(tales.tale("c a . . b"), "A"), *tales.rows(tales.tale("a b"), "B")]
    check = PAIR | {"template": "response", "within": "limit"}

    found = dockets.findings_of(tmp_path, tales.pack(check), {"events": events})

    ((_, revision, _, export, _, row, key, started, ended, due, limit, seconds, values, *_),) = found
    assert (revision, export, row, key, limit, seconds) == ("2.0.0", "events", 4, "A", "PT2H", 3 * 3600)
    assert (started, ended, due) == tuple(tales.NOON + timedelta(hours=hour) for hour in (1, 4, 3))
    assert values.startswith("first=a @ 2025-08-01 13:00:00 (cases.csv, row 3), then=b @ 2025-08-01 16:00:00")


def test_clauses_on_the_same_cases_read_the_log_once(tmp_path: Path) -> None:
    checks = [PAIR | {"template": template} for template in ("precedence", "not-after")]
    clauses = [dockets.clause(check, id=f"clause-{place}") for place, check in enumerate(checks)]
    pack = dockets.catalogue(dockets.standard(clauses, tales.REVISIONS), others=[tales.LOG])

    with dockets.court(tmp_path, tales.rows(tales.tale("b a")), tales.LOG) as (engine, table):
        plan = dockets.compile_plan(pack, [table], dockets.Terms())
        results = dockets.judge(plan, pack, engine, lambda _: None)

    assert (len(plan.preparations), len(plan.tallies)) == (1, 1)
    assert [result.verdict for result in results] == ["noncompliant", "compliant"]


def test_a_share_of_cases_may_be_tolerated(tmp_path: Path) -> None:
    events = [row for name, told in (("A", "a b"), ("B", "b")) for row in tales.rows(tales.tale(told), name)]
    check = PAIR | {"template": "precedence", "tolerance": "share"}

    assert dockets.verdict_of(tmp_path, tales.pack(check), {"events": events}).verdict == "compliant"
