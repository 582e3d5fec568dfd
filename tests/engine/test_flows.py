"""Cases walked along a flow, held against going through its nodes by hand in every possible order of the events."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import tales
from builders.tales import BASE, Told
from guiju.model.flow import Flow

TEXT = {"zh": "文字"}
WAY = Flow.model_validate(
    {
        "id": "way",
        "title": TEXT,
        "purpose": TEXT,
        "owner": "author",
        "start": "a",
        "nodes": [
            {"kind": "step", "id": "a", "title": TEXT, "role": "author", "event": "a", "next": "ask"},
            {
                "kind": "decision",
                "id": "ask",
                "question": TEXT,
                "branches": [{"label": TEXT, "next": "b"}, {"label": TEXT, "next": "unseen"}],
            },
            {
                "kind": "step",
                "id": "b",
                "title": TEXT,
                "role": "author",
                "event": ["b", "bb"],
                "repeats": True,
                "next": "unseen",
            },
            {"kind": "step", "id": "unseen", "title": TEXT, "role": "author", "next": "c"},
            {"kind": "step", "id": "c", "title": TEXT, "role": "author", "event": "c", "next": "again"},
            {
                "kind": "decision",
                "id": "again",
                "question": TEXT,
                "branches": [{"label": TEXT, "next": "a"}, {"label": TEXT, "next": "end"}],
            },
            {"kind": "end", "id": "end", "title": TEXT},
        ],
    }
)
"""a, then perhaps some b, then something that no event shows, then c, and perhaps all over again."""
FOLLOWS = BASE | {"flow": "way"}
ENDED = FOLLOWS | {"ended": "event = 'z'"}


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("a c", "kept"),
        ("a b bb c", "kept"),
        ("a b c a c", "kept"),
        ("a o b", "pending"),
        ("b c", "breached"),
        ("a a c", "breached"),
        ("a c c", "breached"),
        ("a=c", "undecided"),
        ("a b=bb c", "kept"),
        ("a c=c", "breached"),
        ("a ?b c", "undecided"),
        ("o", "pending"),
    ],
)
def test_the_steps_of_a_case_follow_the_flow(written: str, state: str, tmp_path: Path) -> None:
    assert tales.states(tmp_path, FOLLOWS, [tales.tale(written)], flow=WAY) == [state]


@pytest.mark.parametrize(
    ("written", "state"),
    [("a c z", "kept"), ("a c", "pending"), ("a z", "breached"), ("a=z", "undecided"), ("z", "breached")],
)
def test_a_case_that_is_over_has_reached_an_end(written: str, state: str, tmp_path: Path) -> None:
    assert tales.states(tmp_path, ENDED, [tales.tale(written)], flow=WAY) == [state]


def test_the_check_may_say_which_events_show_a_step(tmp_path: Path) -> None:
    check = FOLLOWS | {"events": {"unseen": "event = 'u'"}}

    assert tales.states(tmp_path, check, [tales.tale("a c"), tales.tale("a u c")], flow=WAY) == ["breached", "kept"]


@pytest.mark.parametrize("ended", [False, True])
@given(dice=st.randoms(use_true_random=True))
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cases_agree_with_going_through_the_nodes(dice: Random, tmp_path: Path, *, ended: bool) -> None:
    clear = [_clear(dice, dice.randint(1, 5)) for _ in range(120)]
    murky = [_murky(dice, dice.randint(1, 3)) for _ in range(50)]

    found = tales.states(tmp_path, ENDED if ended else FOLLOWS, clear + murky, flow=WAY)

    for case, state in zip(clear + murky, found, strict=True):
        possible = {_by_hand(reading, ended=ended) for reading in tales.readings(case)}
        assert state == "undecided" or possible == {state}, (case, possible)
        known = all(event.what is not None and event.at is not None for event in case)
        if known and len({event.at for event in case}) == len(case):
            assert state == possible.pop(), case


def _clear(dice: Random, length: int) -> list[Told]:
    steps = [dice.choice(["a", "b", "c", "bb", "o", "z"]) for _ in range(length)]
    return [Told(step, float(max(place - (dice.random() < 0.2), 0))) for place, step in enumerate(steps)]


def _murky(dice: Random, length: int) -> list[Told]:
    return [
        Told(dice.choice(["a", "b", "c", None]), float(place) if dice.random() < 0.8 else None)
        for place in range(length)
    ]


def _by_hand(told: list[Told], *, ended: bool) -> str:
    walked, arrived = tales.walks(WAY, told)
    if not walked:
        return "breached"
    if not ended:
        return "kept" if arrived else "pending"
    ends = [place for place, event in enumerate(told) if event.what == "z"]
    last = max((place for place, event in enumerate(told) if event.what in {"a", "b", "bb", "c"}), default=-1)
    if arrived:
        return "kept" if ends else "pending"
    return "breached" if ends and max(ends) > last else "pending"


def test_a_drawing_has_nodes_and_arrows_in_the_order_in_which_one_meets_them() -> None:
    drawing = WAY.drawing()

    assert [node.id for node in drawing.nodes] == ["a", "ask", "b", "unseen", "c", "again", "end"]
    assert [(edge.source, edge.target) for edge in drawing.edges][:3] == [("a", "ask"), ("ask", "b"), ("ask", "unseen")]
    assert drawing.edges[1].label == WAY.nodes[0].title
