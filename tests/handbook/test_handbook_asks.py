"""What a check asks, in a sentence of either language."""

from typing import Any

import pytest

from builders import dockets
from guiju.handbook.asks import bound, check_in_words
from guiju.model.quantity import AnyQuantity, parse_quantity

VALUES: dict[str, AnyQuantity] = {
    "limit": parse_quantity("PT24H"),
    "share": parse_quantity("95%"),
    "times": parse_quantity(2),
}
HOLDS = {"kind": "condition", "on": "cases", "holds": "score >= 4", "tolerance": "share"}
WITHIN = {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit"}


def asked(check: dict[str, Any]) -> tuple[str, str]:
    """In Chinese and English."""
    rule = dockets.standard([dockets.clause(check)], [dockets.revision("1.0.0", "2025-01-01", VALUES)])
    pack, found = dockets.catalogue(rule), rule.clauses[0].check
    assert found is not None
    return check_in_words(found, pack, VALUES, "zh"), check_in_words(found, pack, VALUES, "en")


@pytest.mark.parametrize("check", [HOLDS, WITHIN | {"tolerance": "share"}])
def test_a_tolerance_is_told_with_the_check(check: dict[str, Any]) -> None:
    zh, en = asked(check)

    assert zh.endswith("已有结论的记录中，符合的不低于 95% 即为达标。")
    assert en.endswith(". The clause is met when at least 95% of the records with a verdict are kept.")


def test_a_limit_and_a_tolerance_of_one_check_are_worded_apart() -> None:
    check = (
        dockets.standard([dockets.clause(WITHIN | {"tolerance": "share"})], [dockets.revision("1.0.0", "2025-01-01")])
        .clauses[0]
        .check
    )

    assert bound(check, "limit").in_("en") == "within {value}"
    assert bound(check, "share").in_("en") == "at least {value} of the records kept"


OFTEN = {"kind": "cadence", "on": "cases", "every": "year", "at_least": "times"}
LISTED = {"export": "cases", "key": {"team": "team"}}
COVERS = {"kind": "cadence", "on": "cases", "every": "quarter", "covers": "kind", "values": ["a", "b"]}


@pytest.mark.parametrize(
    ("check", "zh", "en"),
    [
        (
            OFTEN,
            "每年核对「案例」：不少于 2 次。期间结束之前，还没做到的不算违反。",
            (
                "In “Cases”, there are at least 2 such records each year. "
                "Until a period is over, what it still lacks is not held against it."
            ),
        ),
        (
            {"kind": "cadence", "on": "cases", "every": "month", "at_most": "times", "subject": ["team"]},
            "每月核对「案例」：每个「团队」不超过 2 次。期间结束之前，没有超过的不作结论。",
            (
                "In “Cases”, each “team” has at most 2 such records each month. "
                "Until a period is over, only an excess is judged."
            ),
        ),
        (
            COVERS | {"subjects": LISTED},
            (
                "每季度核对「案例」：「案例」中的每个「团队」「类型」须包含：a、b。"
                "期间结束之前，还没做到的不算违反。期间内只在册一部分天数的，按天数比例折算，舍去小数。"
            ),
            (
                "In “Cases”, each “team” on “Cases” has all of these as “kind”: a, b; each quarter. "
                "Until a period is over, what it still lacks is not held against it. "
                "Who is on it for a part of the period is asked for that part, rounded down."
            ),
        ),
    ],
)
def test_a_cadence_says_who_is_asked_how_often(check: dict[str, Any], zh: str, en: str) -> None:
    assert asked(check) == (zh, en)


MATCH = {"kind": "match", "on": "cases", "with": "cases", "key": {"case_id": "case_id", "team": "team"}}


@pytest.mark.parametrize(
    ("check", "zh", "en"),
    [
        (
            MATCH,
            "逐条核对「案例」：「案例」中须有「编号」、「团队」相同的记录。",
            "Each record of “Cases” has a partner in “Cases” with the same “id”, “team”.",
        ),
        (
            MATCH | {"within": "limit", "direction": "before"},
            ("逐条核对「案例」：之前 24 小时内，「案例」中须有「编号」、「团队」相同的记录。时限未过的，记为未到期。"),
            (
                "Each record of “Cases” has a partner in “Cases” with the same “id”, “team”, "
                "within 24 hours before it. "
                "Until the time has passed, the record is not due."
            ),
        ),
    ],
)
def test_a_match_says_what_the_partner_has_to_hold(check: dict[str, Any], zh: str, en: str) -> None:
    assert asked(check) == (zh, en)


def test_a_plain_condition_is_told_whole_with_the_records_it_is_asked_of() -> None:
    zh, en = asked({"kind": "condition", "on": "cases", "where": "kind = 'x'", "holds": "score is not null"})

    assert zh == "逐条核对「案例」中「类型」为“x”的记录：「评分」已填写。"
    assert en == "In each record of “Cases” where “kind” is “x”: “score” is filled in."


@pytest.mark.parametrize("part", ["where", "holds"])
def test_a_condition_that_is_not_plain_is_left_to_its_expression(part: str) -> None:
    _, en = asked(
        {"kind": "condition", "on": "cases", "where": "kind = 'x'", "holds": "score > 1", part: "abs(score) > 1"}
    )

    assert en == "Each record of “Cases” meets the condition below."


def test_two_bounds_of_a_target_are_told_one_after_the_other() -> None:
    check = {"kind": "target", "kpi": "metric", "between": ["low", "high"]}
    values = {"low": parse_quantity(-0.5), "high": parse_quantity(0.5)}
    rule = dockets.standard([dockets.clause(check)], [dockets.revision("1.0.0", "2025-01-01", values)])
    pack, found = dockets.catalogue(rule, kpis=[dockets.kpi({"kind": "mean", "of": "score"})]), rule.clauses[0].check
    assert found is not None

    assert "须不低于 -0.5、不超过 0.5" in check_in_words(found, pack, values, "zh")
    assert "at least -0.5 and at most 0.5" in check_in_words(found, pack, values, "en")
