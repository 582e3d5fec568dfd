"""Scorecards as people write them: everything that is wrong, each at its place."""

from pathlib import Path

import pytest

from builders.packs import write_pack
from builders.scorecards import CARD, CHANNEL
from guiju.source.catalogue import inspect, load

CENTRE = CHANNEL.replace("grades: team", "grades: centre").replace("by: [channel]\nevery: month\n", "")
HANDLED = CENTRE.replace("#in-time\n        points: {kind: linear", "#handled\n        points: {kind: linear").replace(
    "#in-time\n        points: {kind: met}", "#owned\n        points: {kind: met}"
)
SECOND = """\
revisions:
  - version: 2.0.0
    effective: 2025-07-01
    author: complaint-officer
    approver: quality-committee
    reason: {zh: 更严, en: Stricter}
    sets: {timely: 60%, rest: 40%, none_at: 50%, good: 90, fair: 70}
"""


def told(tmp_path: Path, card: str) -> list[str]:
    _, problems = inspect(write_pack(tmp_path, {CARD: card}))
    return [str(problem.location) + " " + problem.in_("en").partition(": ")[2] for problem in problems]


def test_a_card_is_part_of_the_catalogue(tmp_path: Path) -> None:
    assert told(tmp_path, CHANNEL) == []

    card = load(write_pack(tmp_path, {CARD: CHANNEL})).scorecards["channel"]
    assert [criterion.id for _, criterion in card.criteria()] == ["in-time", "met"]
    assert card.cap == 1


def test_a_card_for_the_whole_run_takes_clauses_that_judge_records(tmp_path: Path) -> None:
    assert told(tmp_path, HANDLED) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("owner: complaint-officer", "owner: complaint-offcier", 5, "did you mean complaint-officer"),
        ("author: complaint-officer", "author: complaint-offcier", 12, "did you mean complaint-officer"),
        ("by: service-agent", "by: service-agnet", 40, "did you mean service-agent"),
        ("#handled\n", "#handeld\n", 41, "did you mean complaint-handling#handled"),
        ("#in-time\n        points: {kind: linear", "#in-tiem\n        points: {kind: linear", 23, "did you mean"),
        ("S2-1.2-q1", "S2-1.2-q9", 8, "unknown demand"),
        ("timely: 60%", "timely: 50%", 19, "the weights add up to 90%, not 100%"),
        ("timely: 60%", "timely: 60", 19, "a percentage such as 20% is needed"),
        ("none_at: 50%,", "none_at: 50,", 24, "a percentage such as 20% is needed"),
        ("none_at: 50%,", "none_at: 90%,", 24, "`none_at` is no worse than where all points are given"),
        ("none_at: 50%,", "", 24, "no revision sets the parameter none_at"),
        ("weight: timely", "weight: nowhere#timely", 19, "unknown standard nowhere"),
        ("weight: timely", "weight: complaint-handling#timely", 19, "no revision sets the parameter"),
        ("good: 90", "good: 90, spare: 3", 15, "nothing uses the parameter spare"),
        ("fair: 70}", "fair: 90}", 42, "no score falls into the band fair"),
        ("fair: 70}", "fair: 95}", 42, "no score falls into the band fair"),
        ("fair: 70}", "fair: 0}", 42, "no score falls into the band fair, or none below it"),
        ("good: 90", "good: 101", 37, "no score falls into the band good"),
        ("    at_least: good\n", "", 35, "overlaps those below"),
        ("fails: true", "fails: true, at_least: fair", 43, "leaves a gap below it"),
        ("capped_at: fair", "capped_at: fiar", 44, "did you mean fair"),
        ("capped_at: fair", "capped_at: good", 44, "caps nothing"),
        ("      - id: met", "      - id: in-time", 30, "stands here again"),
        ("- {id: fair", "- {id: good", 42, "stands here again"),
        ("by: [channel]", "by: [score]", 23, "is judged by channel, the card grades by score"),
        ("every: month", "every: week", 23, "not judged within the card's periods"),
        ("#in-time\n        points: {kind: linear", "#handled\n        points: {kind: linear", 23, "judges records"),
        ("points: {kind: met}", "points: {kind: met}\n        since: 3.0.0", 34, "unknown version 3.0.0"),
        ("points: {kind: met}", "points: {kind: met}\n        until: 0.1.0", 34, "unknown version 0.1.0"),
        ("points: {kind: met}", "points: {kind: met}\n        by: {team: channel}", 34, "no column team"),
        ("points: {kind: met}", "points: {kind: mat}", 33, "write one of: met, linear"),
        ("capped_at: fair\n", "", 1, "`capped_at` goes with critical criteria"),
        ("grades: team", "grades: centre", 1, "the card of the centre has none"),
        ("approver: quality-committee", "approver: complaint-officer", 10, "another role than the author"),
    ],
)
def test_what_is_wrong_with_a_card_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in CHANNEL
    problems = told(tmp_path, CHANNEL.replace(old, new))

    assert any(problem.startswith(f"{CARD}:{line}:") and said in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("card", "old", "new", "said"),
    [
        (HANDLED, "#owned", "#in-time", "this card is for the whole centre"),
        (HANDLED, "none_at: 50%,", "none_at: PT1H,", "a percentage such as 20% is needed"),
        (CHANNEL, "clause: complaint-handling#in-time", "kpi: handled-in-time", "`points: {kind: linear"),
        (CHANNEL, "clause: complaint-handling#in-time", "clause: x#y\n        kpi: handled-in-time", "exactly one of"),
    ],
)
def test_what_does_not_go_together_is_told(tmp_path: Path, card: str, old: str, new: str, said: str) -> None:
    assert old in card
    assert any(said in problem for problem in told(tmp_path, card.replace(old, new))), told(tmp_path, card)


def test_a_kpi_counts_where_one_clause_measures_it_for_the_groups_of_the_card(tmp_path: Path) -> None:
    measured = CHANNEL.replace("critical: true", "until: 1.0.0").replace("capped_at: fair\n", "")
    measured = measured.replace(
        "clause: complaint-handling#in-time\n        points: {kind: linear, none_at: none_at}",
        "kpi: handled-in-time\n        points: {kind: linear, none_at: none_at, "
        "all_at: complaint-handling#in_time_share}",
    )

    assert told(tmp_path, measured) == []
    weekly = told(tmp_path, measured.replace("every: month", "every: week"))
    assert any("no clause measures handled-in-time for the groups and periods of this card" in one for one in weekly)


def test_every_revision_sets_what_counts_in_it(tmp_path: Path) -> None:
    two = CHANNEL.replace("revisions:\n", SECOND)

    assert told(tmp_path, two) == []
    missing = told(
        tmp_path, two.replace("none_at: 50%, good: 90, fair: 70}\n  - version", "good: 90, fair: 70}\n  - version")
    )
    assert any("revision 2.0.0 does not set none_at" in problem for problem in missing), missing
    ended = two.replace("critical: true", "until: 1.0.0").replace("capped_at: fair\n", "")
    without = told(tmp_path, ended)
    assert any("from 2025-07-01 on the dimension speed has a weight and no criterion" in one for one in without), (
        without
    )


def test_a_limit_of_a_standard_must_be_there_when_the_card_takes_effect(tmp_path: Path) -> None:
    early = CHANNEL.replace("effective: 2025-01-01", "effective: 2024-06-01").replace(
        "weight: rest", "weight: complaint-handling#in_time_share"
    )

    problems = told(tmp_path, early.replace("rest: 40%, ", ""))
    assert any("on 2024-06-01 complaint-handling does not set in_time_share" in one for one in problems), problems
    assert any("there is no clause complaint-handling#in-time" in one for one in problems), problems
