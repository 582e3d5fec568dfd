"""What is in force on a day, since when, and when the next review falls due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.catalogues import complaint_handling, training
from guiju.handbook.law import changes, limits, standing
from guiju.model.quantity import Duration, after


def test_the_revision_in_force_changes_on_its_day() -> None:
    standard = complaint_handling()
    shown = {day: standing(standard, day).shown.version for day in (date(2025, 6, 30), date(2025, 7, 1))}
    assert shown == {date(2025, 6, 30): "1.0.0", date(2025, 7, 1): "2.0.0"}


def test_before_the_first_revision_nothing_is_in_force_and_the_first_is_shown() -> None:
    stand = standing(complaint_handling(), date(2024, 12, 31))
    assert stand.in_force is None
    assert stand.shown.version == "1.0.0"
    assert stand.upcoming == stand.shown


def test_the_next_revision_to_come_is_named() -> None:
    stand = standing(complaint_handling(), date(2025, 3, 1))
    assert (stand.in_force and stand.in_force.version, stand.upcoming and stand.upcoming.version) == ("1.0.0", "2.0.0")


def test_a_review_is_overdue_the_day_after_it_fell_due() -> None:
    due = date(2026, 7, 1)
    assert standing(complaint_handling(), due).review_on == due
    assert not standing(complaint_handling(), due).overdue
    assert standing(complaint_handling(), date(2026, 7, 2)).overdue


def test_a_limit_holds_since_the_first_revision_of_an_unbroken_row() -> None:
    standard = complaint_handling()
    since = {limit.name: limit.since.version for limit in limits(standard, standard.revisions[0])}
    assert since == {"handled_within": "2.0.0", "outer_limit": "1.0.0", "on_time_share": "1.0.0", "few_cases": "1.0.0"}


def test_a_revision_names_only_the_limits_it_changed() -> None:
    standard = complaint_handling()
    newest = [(change.name, str(change.old), str(change.new)) for change in changes(standard, standard.revisions[0])]
    assert newest == [("handled_within", "PT48H", "PT24H")]


def test_the_first_revision_brings_every_limit() -> None:
    standard = training()
    assert [(change.name, change.old) for change in changes(standard, standard.revisions[0])] == [
        ("hours_of_training", None)
    ]


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        (date(2025, 1, 31), "P1M", date(2025, 2, 28)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2025, 11, 30), "P3M", date(2026, 2, 28)),
        (date(2025, 1, 1), "P2W", date(2025, 1, 15)),
        (date(2025, 1, 1), "PT48H", date(2025, 1, 3)),
        (date(2025, 1, 1), "P10WD", None),
        (date(2025, 1, 1), "P9000Y", None),
    ],
)
def test_a_period_after_a_day(day: date, period: str, expected: date | None) -> None:
    assert after(day, Duration(period)) == expected


@given(st.dates(max_value=date(2900, 1, 1)), st.integers(0, 500))
def test_months_add_up_like_a_calendar(day: date, months: int) -> None:
    moved = after(day, Duration(f"P{months}M"))
    assert moved is not None
    assert 12 * (moved.year - day.year) + moved.month - day.month == months
    assert moved.day <= day.day
