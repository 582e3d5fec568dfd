"""The list of demands is whole: as many of each kind as the sources hold, each in both languages."""

from collections import Counter
from pathlib import Path

import pytest

from guiju.model.catalogue import Catalogue
from guiju.model.coverage import coverage_of
from guiju.model.demand import Demand
from guiju.source.catalogue import load


@pytest.fixture(scope="module")
def catalogue(pack_path: Path) -> Catalogue:
    return load(pack_path)


@pytest.fixture(scope="module")
def demands(catalogue: Catalogue) -> list[Demand]:
    return [demand for source in catalogue.sources.values() for demand in source.demands]


def test_every_demand_of_the_sources_is_listed(demands: list[Demand]) -> None:
    assert Counter(demand.kind for demand in demands) == {
        "number": 78,
        "gap": 83,
        "rule": 359,
        "heading": 30,
        "conflict": 37,
        "role": 26,
        "flow": 25,
        "enumeration": 61,
        "governance": 12,
        "capability": 56,
    }


def test_figures_are_classed_and_rules_say_what_could_decide_them(demands: list[Demand]) -> None:
    assert Counter(demand.class_ for demand in demands if demand.kind == "number") == {
        "norm": 21,
        "model-value": 9,
        "definition": 4,
        "enumeration": 9,
        "date": 3,
        "example": 1,
        "descriptive": 31,
    }
    assert Counter(demand.verifiability for demand in demands if demand.kind == "rule") == {
        "data": 275,
        "registry": 35,
        "partial": 35,
        "document-only": 13,
        "unknown": 1,
    }


def test_every_demand_is_told_in_both_languages(demands: list[Demand]) -> None:
    assert [demand.id for demand in demands if not demand.text.zh.strip() or not (demand.text.en or "").strip()] == []


def test_every_figure_that_is_a_limit_is_decided_by_a_running_check(catalogue: Catalogue) -> None:
    limits = [one for one in coverage_of(catalogue).traced if one.demand.class_ in ("norm", "model-value")]

    assert len(limits) == 30
    assert [one.demand.id for one in limits if one.way != "checked"] == []


def test_a_figure_that_is_only_a_statistic_is_never_a_limit(catalogue: Catalogue) -> None:
    claims = [one for one in coverage_of(catalogue).traced if one.demand.class_ == "descriptive"]

    assert {one.way for one in claims} == {"excused"}
    assert {one.demand.reason.kind for one in claims if one.demand.reason is not None} == {"descriptive"}
