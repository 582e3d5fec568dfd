"""Every demand is told by its firmest answer; what points elsewhere is answered only where that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from builders.catalogues import SOURCES, complaint_handling, small_catalogue
from guiju.model.catalogue import Catalogue
from guiju.model.coverage import Answer, Coverage, Traced, coverage_of
from guiju.model.demand import Demand, Excuse
from guiju.model.pack import Source
from guiju.model.text import Text

WORDS = Text(zh="话", en="words")


def traced(catalogue: Catalogue, demand: str) -> Traced:
    return next(one for one in coverage_of(catalogue).traced if one.demand.id == demand)


def asking(*demands: Demand) -> Catalogue:
    source = Source(
        id="quality-handbook", title=WORDS, sections={"1.2": WORDS}, demands=(*SOURCES[0].demands, *demands)
    )
    return small_catalogue(sources=(source,))


def rule(demand: str, *, see: tuple[str, ...] = ()) -> Demand:
    reason = Excuse(kind="elsewhere", text=WORDS, see=see) if see else None
    return Demand(id=demand, kind="rule", section="1.2", verifiability="data", text=WORDS, reason=reason)


def test_a_clause_that_data_decide_is_the_firmest_answer() -> None:
    one = traced(small_catalogue(), "S2-1.2-a")

    assert (one.way, one.checked, one.answered) == ("checked", True, True)
    assert [(answer.how, answer.record) for answer in one.answers] == [("checked", "complaint-handling.handled")]


def test_answers_stand_firmest_first() -> None:
    assert [answer.how for answer in traced(small_catalogue(), "S2-1.2-q1").answers] == ["standard", "kpi"]


def test_a_rule_that_only_a_record_answers_lacks_a_check() -> None:
    lacking = [one.demand.id for one in coverage_of(small_catalogue()).lacking()]

    assert lacking == ["S2-1.2-q1", "S2-1.2-q2"]


def test_only_rules_are_asked_for_a_check() -> None:
    gap = Demand(id="S2-9-u1", kind="gap", section="1.2", verifiability="data", text=WORDS)

    assert "S2-9-u1" not in [one.demand.id for one in coverage_of(asking(gap)).lacking()]


def test_what_nothing_answers_is_open_and_lowers_the_share() -> None:
    coverage = coverage_of(small_catalogue())

    assert [one.demand.id for one in coverage.open()] == ["S2-1.2-q2"]
    assert coverage.share * 6 == 5


def test_the_share_of_nothing_is_all() -> None:
    assert Coverage(()).share == 1


def test_a_clause_without_a_check_answers_but_does_not_check() -> None:
    standard = complaint_handling()
    clauses = [clause.model_copy(update={"check": None}) for clause in standard.clauses]
    catalogue = small_catalogue(standards={standard.id: standard.model_copy(update={"clauses": tuple(clauses)})})

    one = traced(catalogue, "S2-1.2-a")

    assert (one.way, one.checked) == ("unchecked", False)


def test_a_retired_clause_answers_nothing() -> None:
    standard = complaint_handling()
    clauses = [
        clause.model_copy(update={"satisfies": ("S2-1.2-q2",)}) if clause.id == "log" else clause
        for clause in standard.clauses
    ]
    catalogue = small_catalogue(standards={standard.id: standard.model_copy(update={"clauses": tuple(clauses)})})

    assert traced(catalogue, "S2-1.2-q2").way == "open"


def test_a_reason_excuses() -> None:
    reason = Excuse(kind="document-only", text=WORDS)
    catalogue = asking(rule("S2-9-q1").model_copy(update={"reason": reason}))

    assert traced(catalogue, "S2-9-q1").way == "excused"


@pytest.mark.parametrize(
    ("see", "way", "checked"),
    [
        (("S2-1.2-a",), "excused", True),
        (("S2-1.2-q1",), "excused", False),
        (("S2-1.2-a", "S2-1.2-q1"), "excused", False),
        (("S2-1.2-a", "S2-1.2-q2"), "open", False),
        (("S2-9-q1",), "open", False),
    ],
    ids=["checked", "answered", "one without a check", "one open", "itself"],
)
def test_what_points_elsewhere_is_as_firm_as_the_weakest_of_them(
    see: tuple[str, ...], way: str, *, checked: bool
) -> None:
    one = traced(asking(rule("S2-9-q1", see=see)), "S2-9-q1")

    assert (one.way, one.checked) == (way, checked)


def test_a_ring_of_demands_answers_nothing() -> None:
    catalogue = asking(rule("S2-9-q1", see=("S2-9-q2",)), rule("S2-9-q2", see=("S2-9-q1",)))

    assert {traced(catalogue, demand).way for demand in ("S2-9-q1", "S2-9-q2")} == {"open"}


@given(st.dictionaries(st.integers(0, 7), st.sets(st.integers(-1, 7), min_size=1), max_size=8))
def test_pointing_is_followed_as_a_plain_fixed_point_would(pointing: dict[int, set[int]]) -> None:
    name = {-1: "S2-1.2-a", **{number: f"S2-9-q{number}" for number in range(8)}}
    demands = [rule(name[one], see=tuple(sorted(name[other] for other in others))) for one, others in pointing.items()]
    expected = {-1}
    while more := {one for one, others in pointing.items() if others <= expected} - expected:
        expected |= more

    found = {one.demand.id for one in coverage_of(asking(*demands)).traced if one.checked}

    assert found == {name[one] for one in expected}


def test_an_answer_names_the_standard_and_the_clause_in_both_languages() -> None:
    (answer,) = traced(small_catalogue(), "S2-1.2-a").answers

    assert answer == Answer(
        how="checked",
        record="complaint-handling.handled",
        title=Text(zh="投诉处理时限：办结时限", en="Complaint handling time: Time to resolution"),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "rule", "class": "norm"},
        {"kind": "number"},
        {"kind": "rule", "reason": {"kind": "elsewhere", "text": {"zh": "见别处"}}},
        {"kind": "rule", "reason": {"kind": "descriptive", "text": {"zh": "描述"}, "see": ["S2-1.2-a"]}},
        {"kind": "rule", "id": "s2-1.2-a"},
    ],
    ids=["class of a rule", "number without class", "elsewhere without see", "see of another kind", "lower-case id"],
)
def test_a_demand_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Demand.model_validate({"id": "S2-9-q1", "section": "1.2", "text": {"zh": "话"}, **wrong})
