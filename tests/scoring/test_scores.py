"""Scores from verdicts: points, weights, caps, open ends, waivers, and a plain recomputation of all of it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.scorecards import card, catalogue, condition, criterion, group, of_groups, of_records, run, target
from guiju.model.run import ClauseResult, Counts, Group, Run
from guiju.model.score import Score, Scoring
from guiju.model.scorecard import Scorecard
from guiju.scoring import score

WHOLE = {"quality": "100%"}
EVEN = {"quality": "50%", "speed": "50%"}


def scored(made: Scorecard, *results: ClauseResult, pii: bool = False, show_pii: bool = False) -> Scoring:
    names = {one.clause.removeprefix("work#"): one for _, one in made.criteria() if one.clause is not None}
    checks = {name: target() if made.by else condition() for name in names}
    return score(run(*results, show_pii=show_pii), catalogue(made, checks=checks, pii=pii), [made])


def one(made: Scorecard, *results: ClauseResult) -> Score:
    (found,) = scored(made, *results).scores
    return found


def band(found: Score) -> str | None:
    return None if found.band is None else ("good", "fair", "poor")[found.band]


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (0.9, 100),
        (0.95, 100),
        (1.0, 100),
        (0.5, 0),
        (0.3, 0),
        (0.7, 50),
        (0.86, 90),
        (0.78, 70),
        (0.7998, Decimal("75.0")),
    ],
)
def test_points_rise_in_a_straight_line_from_none_at_to_what_the_clause_asks_for(value: float, points: Decimal) -> None:
    found = one(card({"quality": [criterion("done")]}, WHOLE), of_groups("done", group(value)))

    assert found.worst == found.best == points


@pytest.mark.parametrize(
    ("value", "expected"), [(0.86, "good"), (0.8598, "good"), (0.85979, "fair"), (0.78, "fair"), (0.7797, "poor")]
)
def test_a_band_begins_at_its_edge_after_rounding_half_up(value: float, expected: str) -> None:
    # 0.8598 is 89.95 points, which rounds to the edge; one more digit down stays below it.
    assert band(one(card({"quality": [criterion("done")]}, WHOLE), of_groups("done", group(value)))) == expected


def test_met_gives_all_points_or_none() -> None:
    made = card({"quality": [criterion("done", linear=False)]}, WHOLE)

    assert one(made, of_groups("done", group(0.9))).best == 100
    assert one(made, of_groups("done", group(0.89))).best == 0


def test_dimensions_weigh_and_their_criteria_share_alike() -> None:
    made = card(
        {"quality": [criterion("a"), criterion("b")], "speed": [criterion("c")]}, {"quality": "80%", "speed": "20%"}
    )

    found = one(made, of_groups("a", group(0.9)), of_groups("b", group(0.7)), of_groups("c", group(0.5)))

    assert found.worst == found.best == Decimal("60.0")  # 0.8 * (1 + 0.5) / 2 + 0.2 * 0


def test_all_at_takes_the_place_of_the_limit() -> None:
    made = card({"quality": [criterion("done", all_at="all_at")]}, WHOLE)

    assert one(made, of_groups("done", group(0.8))).worst == 100


def test_a_critical_breach_caps_the_grade_and_leaves_the_score() -> None:
    made = card({"quality": [criterion("done", critical=True)]}, WHOLE)

    found = one(made, of_groups("done", group(0.88)))

    assert (found.worst, band(found), found.breached) == (Decimal("95.0"), "fair", ("done",))
    assert band(one(made, of_groups("done", group(0.9)))) == "good"
    assert band(one(made, of_groups("done", group(0.6)))) == "poor"  # a cap lifts nobody


def test_an_open_critical_criterion_may_cap_so_that_there_is_no_grade() -> None:
    made = card(
        {"quality": [criterion("done", linear=False, critical=True)], "speed": [criterion("quick")]},
        {"quality": "5%", "speed": "95%"},
    )

    found = one(made, of_groups("done", group(None)), of_groups("quick", group(0.9)))

    assert (found.worst, found.best) == (95, 100)  # both good, but the cap may hold
    assert (found.band, found.worst_band, found.best_band, found.doubtful) == (None, 1, 0, ("done",))


def test_what_is_open_gives_no_points_and_costs_none() -> None:
    made = card({"quality": [criterion("done")], "speed": [criterion("quick")]}, EVEN)

    found = one(made, of_groups("done", group(0.95, "undecided")), of_groups("quick", group(0.9)))

    assert (found.worst, found.best, found.band) == (50, 100, None)


def test_a_clause_without_a_verdict_on_the_group_is_open_and_not_skipped() -> None:
    made = card({"quality": [criterion("done")], "speed": [criterion("quick")]}, EVEN)

    found = one(made, of_groups("quick", group(0.9)))
    other = one(made, of_groups("done"), of_groups("quick", group(0.9)))

    assert (found.worst, found.best) == (other.worst, other.best) == (50, 100)


def test_missing_values_that_turn_no_verdict_still_bound_the_points() -> None:
    made = card({"quality": [criterion("done")]}, WHOLE)

    found = one(made, of_groups("done", group(0.7, "noncompliant", bounds=(0.6, 0.8))))
    endless = one(made, of_groups("done", group(0.7, "noncompliant", bounds=(None, 0.8))))

    assert (found.worst, found.best) == (25, 75)
    assert (endless.worst, endless.best) == (0, 75)


def test_waived_groups_are_left_out_and_the_rest_counts_for_the_whole() -> None:
    made = card({"quality": [criterion("done", critical=True)], "speed": [criterion("quick")]}, EVEN)

    waived = group(0.1, waivers=("move",))
    found = one(made, of_groups("done", waived), of_groups("quick", group(0.86)))
    nothing = scored(made, of_groups("done", waived), of_groups("quick", waived))

    assert (found.worst, band(found), found.breached) == (Decimal("90.0"), "good", ())
    assert nothing.scores == ()
    assert [one.reason.in_("en") for one in nothing.unscored] == ["everything is waived"]


def test_each_team_and_month_has_a_score_and_groups_without_a_name_are_told() -> None:
    made = card({"quality": [criterion("done")]}, WHOLE)

    found = scored(
        made,
        of_groups("done", group(0.9), group(0.7, team="blue"), group(0.5, period="2025-04-01"), group(0.9, team=None)),
    )

    told = [(score.by["team"], score.period, score.worst) for score in found.scores]
    assert told == [("blue", date(2025, 3, 1), 50), ("red", date(2025, 3, 1), 100), ("red", date(2025, 4, 1), 0)]
    assert [(one.count, one.reason.in_("en")) for one in found.unscored] == [
        (1, "groups that do not say whom they are about")
    ]


def test_shorter_periods_count_alike_and_one_breach_is_a_breach() -> None:
    made = card({"quality": [criterion("done", critical=True)]}, WHOLE).model_copy(update={"every": "quarter"})
    months = [group(0.9, period="2025-01-01"), group(0.9, period="2025-02-01"), group(0.82, period="2025-03-01")]

    found = one(made, of_groups("done", *months))

    assert (found.period, found.worst) == (date(2025, 1, 1), Decimal("93.3"))
    assert (band(found), found.breached) == ("fair", ("done",))


def test_a_period_before_the_first_revision_has_no_score() -> None:
    found = scored(card({"quality": [criterion("done")]}, WHOLE), of_groups("done", group(0.9, period="2024-12-01")))

    assert found.scores == ()
    assert [one.reason.in_("en") for one in found.unscored] == ["the card was not in force then"]


def test_persons_are_not_scored_where_the_run_hides_who_they_are() -> None:
    made = card({"quality": [criterion("done")]}, WHOLE)

    hidden = scored(made, of_groups("done", group(0.9, team="#1")), pii=True)

    assert hidden.scores == ()
    assert "--show-pii" in hidden.unscored[0].reason.in_("en")
    assert len(scored(made, of_groups("done", group(0.9)), pii=True, show_pii=True).scores) == 1


@pytest.mark.parametrize(
    ("counts", "verdict", "expected"),
    [
        (Counts(kept=9, breached=1), "noncompliant", (80, 80)),
        (Counts(kept=9, breached=1, waived=1), "compliant", (100, 100)),
        (Counts(kept=8, breached=1, undecided=1), "noncompliant", (60, 80)),
        (Counts(kept=8, pending=5), "compliant", (100, 100)),
        (None, "undecided", (0, 100)),
    ],
)
def test_the_share_of_kept_records_counts_on_a_card_for_the_whole_run(
    counts: Counts | None, verdict: str, expected: tuple[int, int]
) -> None:
    made = card(
        {"quality": [criterion("done")], "speed": [criterion("sure")]}, {"quality": "100%", "speed": "0%"}, centre=True
    )
    sure = of_records("sure", Counts(kept=1), "compliant")

    found = one(
        made,
        ClauseResult.model_validate({**of_records("done", counts, "undecided").model_dump(), "verdict": verdict}),
        sure,
    )

    assert (found.worst, found.best) == expected
    assert found.period is None


def test_records_that_are_all_waived_are_left_out() -> None:
    made = card({"quality": [criterion("done")], "speed": [criterion("sure")]}, EVEN, centre=True)

    found = one(
        made,
        of_records("done", Counts(breached=3, waived=3), "undecided"),
        of_records("sure", Counts(kept=7, breached=3), "noncompliant"),
    )

    assert (found.worst, found.best) == (40, 40)


STATES = st.sampled_from(["given", "given", "given", "open", "waived", "absent"])
VALUES = st.integers(0, 1000).map(lambda thousandth: thousandth / 1000)
CELLS = st.tuples(STATES, VALUES, st.booleans(), st.booleans())
"""State, value, in proportion or not, critical or not."""


def plainly(
    cells: list[list[tuple[str, float, bool, bool]]], weights: list[int]
) -> tuple[float, float, str | None] | None:
    """The score worked out once more with floats and the words of the record."""
    ends: list[tuple[float, str]] = []
    for kind in ("worst", "best"):
        total = whole = 0.0
        capped = False
        for criteria, weight in zip(cells, weights, strict=True):
            given: list[float] = []
            for state, value, linear, critical in criteria:
                if state == "waived" and value < 0.9:
                    continue
                unknown = state in ("open", "absent")
                met = kind == "best" if unknown else value >= 0.9
                share = min(max((value - 0.5) / 0.4, 0), 1) if linear and not unknown else float(met)
                given.append(share)
                capped |= critical and not met
            if given:
                total += weight * sum(given) / len(given)
                whole += weight
        if not whole:
            return None
        points = int(1000 * total / whole + 0.5 + 1e-9) / 10
        grade = "good" if points >= 90 else "fair" if points >= 70 else "poor"
        ends.append((points, "fair" if capped and grade == "good" else grade))
    (worst, low), (best, high) = ends
    return worst, best, low if low == high else None


@given(
    cells=st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=4),
    cut=st.lists(st.integers(1, 9), min_size=4, max_size=4),
)
def test_a_score_is_what_the_words_of_the_record_say(
    cells: list[list[tuple[str, float, bool, bool]]], cut: list[int]
) -> None:
    parts = [Fraction(100 * part, sum(cut[: len(cells)])) for part in cut[: len(cells)]]
    weights = [int(part) for part in parts[:-1]]
    weights.append(100 - sum(weights))
    dimensions = {
        f"d{at}": [criterion(f"c{at}-{place}", linear=cell[2], critical=cell[3]) for place, cell in enumerate(criteria)]
        for at, criteria in enumerate(cells)
    }
    made = card(dimensions, {f"d{at}": f"{weight}%" for at, weight in enumerate(weights)})
    results = [
        of_groups(f"c{at}-{place}", *_groups(cell))
        for at, criteria in enumerate(cells)
        for place, cell in enumerate(criteria)
    ]
    if all(cell[0] == "absent" for criteria in cells for cell in criteria):
        return

    expected = plainly(cells, weights)
    found = scored(made, *results).scores

    assert [(float(one.worst), float(one.best), band(one)) for one in found] == ([expected] if expected else [])


def _groups(cell: tuple[str, float, bool, bool]) -> list[Group]:
    state, value, *_ = cell
    match state:
        case "absent":
            return []
        case "open":
            return [group(value, "undecided")]
        case "waived":
            return [group(value, waivers=("move",) if value < 0.9 else ())]
        case _:
            return [group(value)]


def test_equal_runs_score_equally() -> None:
    made = card({"quality": [criterion("done")]}, WHOLE)
    same: Run = run(of_groups("done", group(0.9), group(0.7, team="blue")))

    whole = catalogue(made, checks={"done": target()})
    assert score(same, whole, [made]) == score(same, whole, [made])
