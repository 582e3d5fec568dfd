"""KPIs across exports and against earlier periods: what they name is there, and what does not go together is told."""

from pathlib import Path

import pytest

from builders.packs import EXPORT, KPI, MINIMAL, STANDARD, edited, write_pack
from guiju.model.kpi import Across, Change
from guiju.source.catalogue import inspect, load

STAFF = "exports/staff.yaml"
OTHER = "kpis/other.yaml"
STAFF_EXPORT = """\
id: staff
title: {zh: 人员, en: Staff}
description: {zh: 每天一行。, en: One day a row.}
key: [day]
at: day
columns:
  day: {title: {zh: 日期, en: Day}, type: date, required: true}
  people: {title: {zh: 人数, en: People}, type: integer}
  channel: {title: {zh: 渠道, en: Channel}, type: text}
"""
Overrides = dict[str, str | bytes | None]


def other(measure: str, **more: str) -> Overrides:
    """A second KPI on complaints."""
    fields = {"on": "complaints", "unit": "percent"} | more
    written = "\n".join(f"{name}: {value}" for name, value in fields.items())
    text = MINIMAL[KPI].split("\non:")[0].replace("id: handled-in-time", "id: other")
    return {OTHER: f"{text}\n{written}\nmeasure: {measure}\nbetter: higher\n", STAFF: STAFF_EXPORT}


def clause(check: str, sets: str = "few: 30", *, second: str | None = None) -> Overrides:
    """A clause instead of `owned`, with what the revisions set for it."""
    pairs = [
        ("check: {kind: condition, on: complaints, holds: handler is not null}", f"check: {check}"),
        ("in_time_share: 95%, few: 30", f"in_time_share: 95%, {sets}"),
        ("in_time_share: 90%, few: 30", f"in_time_share: 90%, {second or sets}"),
    ]
    return dict(edited(STANDARD, *pairs))


def told(folder: Path, overrides: Overrides) -> list[str]:
    _, problems = inspect(write_pack(folder, overrides))
    return [problem.message.in_("en") for problem in problems if problem.level == "error"]


TARGET = "{kind: target, kpi: other, at_most: rise"
ACROSS = "{kind: across, of: count(*), to: {on: staff, of: sum(people)}}"
BASELINE = "{kind: change, of: plain, against: {from: first, until: last}}"
PLAIN: Overrides = {
    "kpis/plain.yaml": MINIMAL[KPI]
    .replace("id: handled-in-time", "id: plain")
    .replace("of: handled_at <= received_at + $handled_within", "of: score > 3")
}


def test_both_sides_of_a_measure_across_exports_come_out_canonical(tmp_path: Path) -> None:
    measure = "{kind: across, of: count(*), to: {on: staff, of: sum(people), where: people > 0}}"

    kpi = load(write_pack(tmp_path, other(measure))).kpis["other"]

    assert isinstance(kpi.measure, Across)
    assert (kpi.measure.of, kpi.measure.to.of, kpi.measure.to.where) == ("COUNT(*)", 'SUM("people")', '"people" > 0')


def test_a_change_against_a_baseline_names_the_days_in_its_revision(tmp_path: Path) -> None:
    sets = "few: 30, rise: -30%, first: 2025-01-01, last: 2025-03-31"

    pack = load(write_pack(tmp_path, {**other(BASELINE), **PLAIN, **clause(f"{TARGET}}}", sets)}))

    assert isinstance(pack.kpis["other"].measure, Change)


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        (
            other("{kind: across, of: count(*), to: {on: staf, of: sum(people), at: dya}}"),
            ["unknown export staf; did you mean staff?"],
        ),
        (
            other("{kind: across, of: score, to: {on: staff, of: sum(peple), at: people}}"),
            [
                "put the column score into an aggregate such as sum, count or first",
                "unknown column peple; did you mean people?",
                "the column people is integer; a datetime or date column is needed here",
            ],
        ),
        (
            {**other(ACROSS), **clause(f"{TARGET}, by: [handler]}}", "few: 30, rise: 5%")},
            ["unknown column handler; there are: channel, day, people"],
        ),
        (
            {**other(ACROSS), **clause(f"{TARGET}, where: score > 1}}", "few: 30, rise: 5%")},
            ["a KPI across exports has two scopes, and `where` here could narrow either; put it into the KPI"],
        ),
        (
            other("{kind: change, of: othr, against: previous}"),
            ["unknown KPI othr; did you mean other?"],
        ),
        (
            other("{kind: change, of: handled-in-time, against: previous}"),
            [
                (
                    "handled-in-time is defined by $handled_within, which may differ between the two periods: "
                    "it cannot be compared"
                )
            ],
        ),
        (
            {
                **other("{kind: change, of: plain, against: previous, as: difference}", on="staff", unit="cases"),
                **PLAIN,
            },
            ["must be the export of plain: complaints", "the unit must be percent"],
        ),
        (
            {**other("{kind: change, of: plain, against: previous}", where="score > 1"), **PLAIN},
            ["a change takes `where` and `at` from the KPI that it compares; leave them out here"],
        ),
        (
            {
                **other("{kind: change, of: plain, against: previous}"),
                **PLAIN,
                **clause(f"{TARGET}}}", "few: 30, rise: -30%"),
            },
            ["its KPI compares with the period before: say `every`"],
        ),
        (
            {
                **other("{kind: change, of: plain, against: previous}"),
                **PLAIN,
                **clause(f"{TARGET}, every: month, where: score > $few}}", "few: 30, rise: -30%"),
            },
            ["no parameter can be used here: $few"],
        ),
        (
            {
                **other(BASELINE),
                **PLAIN,
                **clause(f"{TARGET}}}", "few: 30, rise: 1%, first: 30, last: 2025-01-31"),
            },
            ["30 is no limit here; write a date such as 2025-01-31"] * 2,
        ),
        (
            {
                **other(BASELINE),
                **PLAIN,
                **clause(
                    f"{TARGET}}}",
                    "few: 30, rise: 1%, first: 2025-01-31, last: 2025-01-30",
                    second="few: 30, rise: 1%, first: 2025-01-31, last: 2025-01-31",
                ),
            },
            ["the baseline ends before it begins (2025-01-31)"],
        ),
        (
            {
                **other("{kind: mean, of: score}"),
                **clause(f"{TARGET}, confidence: sure}}", "few: 30, rise: 5%, sure: 95%"),
            },
            ["`confidence` is for KPIs that are shares; leave it out"],
        ),
        (
            {
                **other("{kind: share, of: score > 3}"),
                **clause(f"{TARGET}, confidence: sure}}", "few: 30, rise: 5%, sure: 100%"),
            },
            ["100% is no limit here; write a level from 50% to below 100%, such as 95%"] * 2,
        ),
        (
            {**other("{kind: share, of: score > 3}"), **clause(f"{TARGET}}}", "few: 30, rise: 120%")},
            ["120% is no limit here; write a percentage from 0% to 100%, such as 95%"] * 2,
        ),
        (
            other("{kind: count}", range="[0, 5]"),
            ["`range` bounds the values of a mean, a median or a percentile; leave it out here"],
        ),
        (
            other("{kind: mean, of: score}", range="[5, 0]"),
            ["`range` is the least and the greatest possible value, such as [0, 5] or [0, null]"],
        ),
        (
            clause("{kind: condition, on: pack.standards, holds: ownr is not null}"),
            ["unknown column ownr; did you mean owner?"],
        ),
        (
            clause("{kind: condition, on: pack.standrads, holds: owner is not null}"),
            ["unknown export pack.standrads; did you mean pack.standards?"],
        ),
    ],
)
def test_what_does_not_go_together_is_told(tmp_path: Path, overrides: Overrides, expected: list[str]) -> None:
    assert told(tmp_path, overrides) == expected


def test_no_file_can_take_the_id_of_a_register(tmp_path: Path) -> None:
    forged = MINIMAL[EXPORT].replace("id: complaints", "id: pack.standards")

    assert told(tmp_path, {"exports/pack.standards.yaml": forged}) != []


@pytest.mark.parametrize(
    ("holds", "sets", "wanted"),
    [
        ("score > $limit", "PT1H", "PT1H stands in an expression where a number or a percentage is needed"),
        (
            "handled_at < received_at + $limit",
            "5",
            "5 stands in an expression where a duration such as PT20S is needed",
        ),
        (
            "handled_at - received_at <= ($limit)",
            "5%",
            "5% stands in an expression where a duration such as PT20S is needed",
        ),
        ("received_at >= $limit", "PT1H", "PT1H stands in an expression where a date such as 2025-01-31 is needed"),
        ("score between 1 and $limit", "true", "true stands in an expression where a number or a percentage is needed"),
        ("handler = $limit", "5", "5 stands in an expression where a text, which no parameter can be, is needed"),
    ],
)
def test_a_value_that_cannot_stand_where_an_expression_names_it_is_told(
    tmp_path: Path, holds: str, sets: str, wanted: str
) -> None:
    check = f"{{kind: condition, on: complaints, holds: '{holds}'}}"

    assert told(tmp_path, clause(check, f"few: 30, limit: {sets}")) == [wanted, wanted]


@pytest.mark.parametrize(
    ("holds", "sets"),
    [
        ("score * $limit > 1", "5%"),
        ("epoch(handled_at) - epoch(received_at) <= $limit", "60"),
        ("handled_at <= received_at + $limit", "PT1H"),
        ("handled_at - received_at < $limit", "PT1H"),
        ("received_at >= $limit", "2025-01-01"),
        ("coalesce(score, $limit) > 0", "PT1H"),
    ],
)
def test_a_value_that_fits_or_is_in_doubt_is_left_alone(tmp_path: Path, holds: str, sets: str) -> None:
    check = f"{{kind: condition, on: complaints, holds: '{holds}'}}"

    assert told(tmp_path, clause(check, f"few: 30, limit: {sets}")) == []
