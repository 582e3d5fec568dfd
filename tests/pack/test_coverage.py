"""The pack that the product ships answers to every limit of its sources, once, in figures that live in revisions."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from guiju.model.catalogue import Catalogue, ClauseRef
from guiju.model.checks import Cadence, Deadline, Target
from guiju.model.pack import Calendar
from guiju.model.standard import Clause, Standard
from guiju.source.catalogue import load

DEMANDS = {
    "S2-1.2-a": "PT24H",
    "S2-1.2-b": "95%",
    "S2-2.2-a": "PT24H",
    "S2-2.2-b": "PT1H",
    "S3-1.2.1-a": "PT24H",
    "S3-1.2.1-b": "90%",
    "S3-2.3.2-a": "PT24H",
    "S3-2.3.2-b": "P2WD",
    "S3-2.3.2-c": "P1WD",
    "S3-3.1-b": "PT24H",
    "S3-3.1-c": "PT48H",
    "S3-4.1-e": "PT15M",
    "S3-4.1-f": "PT30M",
    "S3-4.2-c": "90%",
    "S3-4.2-d": "PT20M",
    "S3-4.2-e": "90%",
    "S3-4.3-a": "PT4H",
    "S3-4.3-b": "5%",
    "S3-4.3-d": "PT2H",
    "S3-4.3-e": "95%",
    "S3-4.3-f": "20%",
    "S3-4.3-g": "PT2H",
    "S3-4.3-h": "100%",
    "S3-4.3-i": "1",
    "S3-4.4-a": "5",
    "S3-4.4-b": "95%",
    "S3-4.4-c": "90%",
    "S3-4.4-d": "30%",
    "S3-4.4-e": "2",
    "S3-4.4-f": "0",
}
"""Every demand of the sources that states a limit -> that limit, as the newest revision has to write it."""

MEANS_AND_SHARES = {
    "at_least": {
        "S2-1.2-b", "S3-1.2.1-b", "S3-4.2-c", "S3-4.2-e", "S3-4.3-e", "S3-4.3-f", "S3-4.3-h", "S3-4.3-i",
        "S3-4.4-b", "S3-4.4-c", "S3-4.4-d", "S3-4.4-e",
    },
    "at_most": {"S3-4.2-d", "S3-4.3-a", "S3-4.3-d", "S3-4.3-g", "S3-4.4-a"},
    "below": {"S3-4.3-b"},
    "above": {"S3-4.4-f"},
}  # fmt: skip
"""Side of the limit -> the demands on a period; all others are demands on each case."""

NUMBER = re.compile(
    r"\d"
    r"|[零〇一二两三四五六七八九十百千半]+\s*(?:个?半?小时|个?钟头|分钟|秒|个?工作日|天|倍|成(?!为|功|立))"
    r"|百分之"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|ninety|hundred)"
    r"[ -](?:working |calendar )?(?:seconds?|minutes?|hours?|days?|per ?cent)",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def catalogue(pack_path: Path) -> Catalogue:
    return load(pack_path)


def satisfying(catalogue: Catalogue, demand: str) -> list[tuple[Standard, Clause]]:
    return [(standard, clause) for standard, clause in catalogue.clauses() if demand in clause.satisfies]


def exports_of(catalogue: Catalogue, standard: Standard) -> set[str]:
    checks = [clause.check for clause in standard.clauses if clause.check is not None]
    return {export for check in checks for export in catalogue.exports_of(check)}


def examples(pack: Path, catalogue: Catalogue, standard: Standard, which: str) -> dict[str, Path]:
    """Export -> its example file, as `pass.csv`, or as a folder with a file for each export."""
    home = (pack / catalogue.places[standard.id].path).with_suffix("")
    exports = exports_of(catalogue, standard)
    if len(exports) == 1:
        return {next(iter(exports)): home / f"{which}.csv"}
    return {path.stem: path for path in (home / which).glob("*.csv")}


def test_the_sources_state_thirty_limits() -> None:
    assert len(DEMANDS) == 30


@pytest.mark.parametrize("demand", DEMANDS)
def test_a_demand_is_answered_by_clauses_that_data_can_decide(catalogue: Catalogue, demand: str) -> None:
    answering = satisfying(catalogue, demand)

    assert answering, f"no clause answers {demand}"
    assert all(clause.check is not None and clause.force == "shall" for _, clause in answering)
    assert all(clause.origin == "source" for _, clause in answering), "the source gives the number, not the house"


@pytest.mark.parametrize("demand", DEMANDS)
def test_a_demand_is_met_by_the_limit_that_the_source_states(catalogue: Catalogue, demand: str) -> None:
    for standard, clause in satisfying(catalogue, demand):
        newest = standard.revisions[0].sets
        match clause.check:
            case Deadline(within=str(within)):
                assert not any(demand in period for period in MEANS_AND_SHARES.values())
                assert str(newest[within]) == DEMANDS[demand]
            case Target() | Cadence() as target:
                side = next(side for side, demands in MEANS_AND_SHARES.items() if demand in demands)
                assert str(newest[getattr(target, side)]) == DEMANDS[demand]
            case other:
                pytest.fail(f"{demand} is answered by {other}")


def test_limits_in_working_days_run_on_a_calendar(catalogue: Catalogue) -> None:
    for demand in ("S3-2.3.2-b", "S3-2.3.2-c"):
        for _, clause in satisfying(catalogue, demand):
            assert isinstance(clause.check, Deadline)
            assert clause.check.clock == "service-days"


def test_every_clause_has_a_check(catalogue: Catalogue) -> None:
    without = [str(ClauseRef(s.id, c.id)) for s, c in catalogue.clauses() if c.check is None]

    assert without == []


def test_every_standard_is_in_force_from_the_day_the_norm_takes_effect(catalogue: Catalogue) -> None:
    assert {standard.revisions[-1].effective for standard in catalogue.standards.values()} == {date(2025, 1, 1)}


def test_every_standard_has_an_example_that_keeps_it_and_one_that_breaks_it(
    pack_path: Path, catalogue: Catalogue
) -> None:
    for standard in catalogue.standards.values():
        for which in ("pass", "fail"):
            found = examples(pack_path, catalogue, standard, which)
            assert found.keys() == exports_of(catalogue, standard), f"{standard.id}: {which}"
            for export, path in found.items():
                with path.open(encoding="utf-8", newline="") as file:
                    header, *rows = csv.reader(file)
                assert set(header) <= catalogue.exports[export].columns.keys(), path
                assert rows, path


def texts_of(catalogue: Catalogue, standard: Standard) -> Iterator[tuple[str, str]]:
    prose = catalogue.prose[standard.id]
    written = [("prose", prose), ("title", standard.title), ("summary", standard.summary)]
    written += [(clause.id, clause.text) for clause in standard.clauses]
    written += [(clause.id, clause.title) for clause in standard.clauses]
    for place, text in written:
        yield f"{standard.id}, {place}, zh", text.zh
        yield f"{standard.id}, {place}, en", text.en or ""


def test_every_number_that_people_read_comes_from_a_revision(catalogue: Catalogue) -> None:
    found = {
        f"{place}: {match[0]}"
        for standard in catalogue.standards.values()
        for place, text in texts_of(catalogue, standard)
        for match in NUMBER.finditer(re.sub(r"\{[a-z0-9_]+\}", "", text))
    }

    assert found == set()


@pytest.mark.parametrize(
    "written", ["24小时内", "二十四小时", "within 24 hours", "two working days", "两个工作日", "百分之五"]
)
def test_a_number_in_prose_would_be_seen(written: str) -> None:
    assert NUMBER.search(written)


def test_every_person_facing_text_of_a_standard_is_in_both_languages(catalogue: Catalogue) -> None:
    empty = [
        place
        for standard in catalogue.standards.values()
        for place, text in texts_of(catalogue, standard)
        if not text.strip()
    ]

    assert empty == []


def test_the_calendar_knows_the_make_up_days_of_the_state_council(catalogue: Catalogue) -> None:
    calendar: Calendar = catalogue.calendars["service-days"]

    assert calendar.works_on(date(2025, 9, 28)) is True  # a Sunday worked for the holiday in October
    assert calendar.works_on(date(2025, 10, 8)) is False
    assert calendar.works_on(date(2026, 2, 28)) is True
    assert calendar.works_on(date(2027, 1, 4)) is None  # not published


@pytest.mark.parametrize(("year", "working_days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_each_published_year_has_the_working_days_of_its_notice(
    catalogue: Catalogue, year: int, working_days: int
) -> None:
    calendar = catalogue.calendars["service-days"]
    days = (date.fromordinal(day) for day in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()))

    assert sum(calendar.works_on(day) is True for day in days) == working_days
    assert f"〔{year - 1}〕" in calendar.notices[year]
