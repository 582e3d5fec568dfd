"""How a KPI is measured, in a sentence of either language."""

from typing import Any

import pytest

from builders import dockets
from guiju.handbook.asks import check_in_words
from guiju.handbook.measures import measure_expressions, measure_in_words
from guiju.model.catalogue import Catalogue
from guiju.model.kpi import Kpi
from guiju.model.quantity import AnyQuantity, parse_quantity

ACROSS = {"kind": "across", "of": "count(*)", "to": {"on": "cases", "of": "sum(score)", "where": "score > 0"}}
BASELINE = {"kind": "change", "of": "metric", "against": {"from": "first", "until": "last"}, "as": "reduction"}
VALUES: dict[str, AnyQuantity] = {
    "limit": parse_quantity("95%"),
    "first": parse_quantity("2025-01-01"),
    "last": parse_quantity("2025-03-31"),
}


def pack(*kpis: dict[str, Any], check: dict[str, Any] | None = None) -> Catalogue:
    clause = dockets.clause(check or {"kind": "target", "kpi": "metric", "at_least": "limit", "confidence": "limit"})
    return dockets.catalogue(
        dockets.standard([clause], [dockets.revision("1.0.0", "2025-01-01", VALUES)]),
        kpis=[dockets.kpi({"kind": "mean", "of": "score"}, range=[0, 5]), *kpis],
    )


def kpi(measure: dict[str, Any]) -> dict[str, Any]:
    return dockets.kpi(measure) | {"id": "other"}


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (ACROSS, "A figure of “Cases” over one of “Cases”, of the same period and group."),
        (ACROSS | {"as": "difference"}, "A figure of “Cases” minus one of “Cases”, of the same period and group."),
        ({"kind": "aggregate", "of": "sum(score)"}, "One figure over all records of “Cases”."),
        ({"kind": "percentile", "of": "score", "p": 90}, "Percentile 90 over the records of “Cases”."),
        (BASELINE, "By what share “指标” fell against the baseline."),
    ],
)
def test_a_measure_is_told_in_a_sentence(measure: dict[str, Any], words: str) -> None:
    catalogue = pack(kpi(measure))

    assert measure_in_words(catalogue.kpis["other"], catalogue, "en").startswith(words)
    assert "「" in measure_in_words(catalogue.kpis["other"], catalogue, "zh")


def test_the_possible_values_are_told_with_the_measure() -> None:
    catalogue = pack()

    assert measure_in_words(catalogue.kpis["metric"], catalogue, "en").endswith("A value lies between 0 and 5.")


def test_both_sides_of_a_measure_across_exports_show_their_sql() -> None:
    shown = measure_expressions(Kpi.model_validate(kpi(ACROSS)))

    assert [(piece.label.en, piece.sql) for piece in shown] == [
        ("Numerator", "count(*)"),
        ("Scope in the other export", "score > 0"),
        ("Denominator", "sum(score)"),
    ]


def test_confidence_and_the_days_of_a_baseline_are_told_with_the_check() -> None:
    sure = pack()
    compared = pack(kpi(BASELINE), check={"kind": "target", "kpi": "other", "at_least": "limit"})

    checks = [catalogue.standards["rule"].clauses[0].check for catalogue in (sure, compared)]
    assert checks[0] is not None
    assert checks[1] is not None
    assert "Groups whose 95% confidence interval lies on both sides" in check_in_words(checks[0], sure, VALUES, "en")
    told = check_in_words(checks[1], compared, VALUES, "en")
    assert "The baseline runs from 1 January 2025 to 31 March 2025." in told


def test_a_parameter_is_named_in_a_kpi_only_where_every_clause_and_revision_sets_it_alike() -> None:
    clause = dockets.clause({"kind": "target", "kpi": "metric", "at_least": "limit"})
    lately = VALUES | {"cut": parse_quantity(4)}
    one, two = (dockets.revision(f"{n}.0.0", f"202{n + 4}-01-01", lately) for n in (2, 1))
    other = dockets.revision("1.0.0", "2025-01-01", VALUES | {"cut": parse_quantity(3)})
    measured = dockets.kpi({"kind": "share", "of": "score >= $cut"})
    alike = dockets.catalogue(dockets.standard([clause], [one, two]), kpis=[measured])
    unlike = dockets.catalogue(dockets.standard([clause], [one, other]), kpis=[measured])

    assert "in which “score” is at least 4" in measure_in_words(alike.kpis["metric"], alike, "en")
    assert "that count" in measure_in_words(unlike.kpis["metric"], unlike, "en")


@pytest.mark.parametrize(
    ("measure", "zh", "en"),
    [
        (
            {"kind": "share", "of": "score >= 4"},
            "「案例」范围内，「评分」不低于 4 的记录所占的比例。只计「类型」为“x”的记录。",
            "The share of records of “Cases” in which “score” is at least 4. Only records where “kind” is “x” count.",
        ),
        (
            {"kind": "mean", "of": "score"},
            "「案例」范围内，各记录「评分」的平均值。只计「类型」为“x”的记录。",
            "The mean of “score” over the records of “Cases”. Only records where “kind” is “x” count.",
        ),
        (
            {"kind": "share", "of": "abs(score) > 1"},
            "「案例」范围内，符合条件的记录所占的比例。只计「类型」为“x”的记录。",
            "The share of records of “Cases” that count. Only records where “kind” is “x” count.",
        ),
    ],
)
def test_what_counts_is_told_where_it_is_plain(measure: dict[str, Any], zh: str, en: str) -> None:
    catalogue = pack(kpi(measure) | {"where": "kind = 'x'"})

    assert measure_in_words(catalogue.kpis["other"], catalogue, "zh") == zh
    assert measure_in_words(catalogue.kpis["other"], catalogue, "en") == en
