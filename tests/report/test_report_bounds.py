"""What stands below a measured value: what missing values could make of it, and the interval of a share."""

import pytest

from builders import runs
from guiju.model.run import Group
from guiju.model.text import Lang
from guiju.report.distance import value_words
from guiju.report.reading import Reading


def words(lang: Lang, **numbers: float | None) -> tuple[str, ...]:
    group = Group.model_validate(
        {"verdict": "compliant", "reason": None, "revision": None, "period": None, "by": {}, "cases": 9, "missing": 2}
        | {"value": 0.5, "lowest": None, "highest": None, "limit_low": 0.4, "limit_high": None}
        | numbers
    )
    catalogue = runs.catalogue()
    kpi = next(kpi for kpi in catalogue.kpis.values() if kpi.unit == "percent")
    reading = Reading(run=runs.run(), catalogue=catalogue, lang=lang, limit=9, folder=None)
    return value_words(reading, kpi, group)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({}, ("50.0%",)),
        ({"lowest": 0.4, "highest": 0.6}, ("50.0%", "2 missing: 40.0% to 60.0%")),
        ({"lowest": 0.4}, ("50.0%", "2 missing: at least 40.0%")),
        ({"highest": 0.6}, ("50.0%", "2 missing: at most 60.0%")),
        ({"missing": 0, "interval_low": 0.2, "interval_high": 0.8}, ("50.0%", "interval 20.0% to 80.0%")),
    ],
)
def test_bounds_and_intervals_stand_below_the_value(
    numbers: dict[str, float | None], expected: tuple[str, ...]
) -> None:
    assert words("en", **numbers) == expected


def test_an_interval_is_told_in_chinese() -> None:
    assert words("zh", missing=0, interval_low=0.2, interval_high=0.8)[1] == "置信区间 20.0% 至 80.0%"
