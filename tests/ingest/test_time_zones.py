"""Time stamps of other zones become local time of the pack's zone; a time that cannot be told is never guessed."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.intakes import Loaded, at, load_files, written
from guiju.model.problem import ExportUnreadable

PLAIN = {"visit_id": {"from": "id"}, "begun_at": {"from": "noon"}, "ended_at": {"from": "t"}}
SHANGHAI, BERLIN = "Asia/Shanghai", "Europe/Berlin"


def loaded(folder: Path, *times: str, zone: str = SHANGHAI, **system: Any) -> Loaded:
    noon = "01/06/2025 12:00" if "datetime_formats" in system else "2025-06-01 12:00:00"
    lines = "".join(f"V{place},{noon},{time}\n" for place, time in enumerate(times))
    profile = {"columns": PLAIN} | system if system else None
    header = "id,noon,t\n" if system else "visit_id,begun_at,ended_at\n"
    return load_files(written(folder, header + lines), system=profile, zone=zone)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2025-03-30T01:30:00+02:00", "2025-03-30 07:30:00"),
        ("2025-03-30T01:30:00Z", "2025-03-30 09:30:00"),
        ("2025-03-30 01:30:00+0200", "2025-03-30 07:30:00"),
        ("2025-03-30 01:30+02", "2025-03-30 07:30:00"),
        ("2025-03-30 01:30:00.123456 +02:00", "2025-03-30 07:30:00.123456"),
        ("2025/03/30 01:30:00 -0330", "2025-03-30 13:00:00"),
        ("2025-3-5 9:05 Z", "2025-03-05 17:05:00"),
        ("2025-07-30T01:30:00+02:00[Europe/Berlin]", "2025-07-30 07:30:00"),
        ("2025-07-30 01:30:00 Europe/Berlin", "2025-07-30 07:30:00"),
        ("2025-01-30 01:30 Europe/Berlin", "2025-01-30 08:30:00"),
        ("2025-07-30 01:30:00", "2025-07-30 01:30:00"),
    ],
)
def test_a_time_with_a_zone_becomes_local_time_of_the_pack(tmp_path: Path, text: str, local: str) -> None:
    assert loaded(tmp_path, text).rows("ended_at") == [(at(local),)]


@pytest.mark.parametrize(
    "text",
    [
        "2025-07-30 01:30:00 CST",
        "2025-07-30 01:30:00 Nowhere/City",
        "2025-07-30 01:30:00 +99:00",
        "2025-02-30 01:30:00 +01:00",
        "2025-10-26 02:30:00 Europe/Berlin",
        "2025-03-30 02:30:00 Europe/Berlin",
        "2025-07-30 +02:00",
    ],
)
def test_a_zone_that_says_nothing_sure_leaves_the_time_unreadable(tmp_path: Path, text: str) -> None:
    found = loaded(tmp_path, text).rejects()

    assert [(row, column) for row, column, *_ in found] == [(2, "ended_at")]


def test_times_without_a_zone_are_in_the_zone_of_the_profile(tmp_path: Path) -> None:
    texts = ("2025-01-30 01:30:00", "2025-07-30 01:30:00", "2025-07-30 01:30:00Z")

    assert loaded(tmp_path, *texts, time_zone=BERLIN).rows("ended_at") == [
        (at("2025-01-30 08:30"),),
        (at("2025-07-30 07:30"),),
        (at("2025-07-30 09:30"),),
    ]


@pytest.mark.parametrize("zone", [SHANGHAI, BERLIN])
def test_the_hour_that_clocks_repeat_or_skip_is_unreadable_and_says_why(tmp_path: Path, zone: str) -> None:
    texts = ("2025-10-26 02:00:00", "2025-10-26 02:59:59", "2025-03-30 02:00:00", "2025-03-30 02:59:59")

    found = loaded(tmp_path, *texts, zone=zone, time_zone=BERLIN)

    assert [reason for *_, reason in found.rejects()] == ["clock-change"] * 4
    sure = ("2025-10-26 01:59:59", "2025-10-26 03:00:00", "2025-03-30 01:59:59", "2025-03-30 03:00:00")
    assert loaded(tmp_path, *sure, zone=zone, time_zone=BERLIN).rejects() == []


def test_an_offset_tells_the_repeated_hour_apart(tmp_path: Path) -> None:
    texts = ("2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00")

    assert loaded(tmp_path, *texts).rows("ended_at") == [(at("2025-10-26 08:30"),), (at("2025-10-26 09:30"),)]


def test_formats_read_offsets(tmp_path: Path) -> None:
    formats = ["%d/%m/%Y %H:%M %z", "%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S%z"]
    texts = ("30/03/2025 01:30 +0200", "30/07/2025 01:30", "2025-03-30T01:30:00Z", "infinity")

    found = loaded(tmp_path, *texts, datetime_formats=formats, time_zone=BERLIN)

    times = [at("2025-03-30 07:30"), at("2025-07-30 07:30"), at("2025-03-30 09:30"), None]
    assert found.rows("ended_at") == [(time,) for time in times]


def test_typed_columns_are_turned_too(tmp_path: Path) -> None:
    path = tmp_path / "visits.parquet"
    times = "TIMESTAMPTZ '2025-03-01 09:00+01' AS begun_at, TIMESTAMP '2025-10-26 02:30' AS ended_at"
    duckdb.sql(f"SELECT 'V1' AS visit_id, {times}").write_parquet(str(path))
    columns = {name: {"from": name} for name in ("visit_id", "begun_at", "ended_at")}

    found = load_files(path, system={"columns": columns, "time_zone": BERLIN}, zone=SHANGHAI)

    assert found.rows("begun_at, ended_at, _unreadable") == [(at("2025-03-01 16:00"), None, ",ended_at,")]
    assert [reason for *_, reason in found.rejects()] == ["clock-change"]


def test_an_unknown_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadable, match="Nowhere/City"):
        loaded(tmp_path, "2025-07-30 01:30:00", time_zone="Nowhere/City")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    times=st.lists(st.datetimes(datetime(1992, 1, 1), datetime(2036, 1, 1)), min_size=1, max_size=20),
    near=st.lists(st.integers(-240, 240), max_size=8),
    source=st.sampled_from([BERLIN, "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata"]),
    zone=st.sampled_from([SHANGHAI, "UTC", "Australia/Lord_Howe"]),
)
def test_local_times_agree_with_the_zone_tables_of_python(
    tmp_path: Path, times: list[datetime], near: list[int], source: str, zone: str
) -> None:
    changes = [datetime(2025, 10, 26, 2), datetime(2025, 3, 30, 2), datetime(2025, 4, 6, 2), datetime(2025, 10, 5, 2)]
    whole = [time.replace(microsecond=0) for time in times]
    whole += [change + timedelta(minutes=minutes) for change in changes for minutes in near]
    rows = [(place, expected(time, source, zone)) for place, time in enumerate(whole)]
    found = loaded(tmp_path, *(time.isoformat(sep=" ") for time in whole), zone=zone, time_zone=source)

    assert found.rows("visit_id, ended_at") == [(f"V{place}", local) for place, local in rows]


def expected(naive: datetime, source: str, zone: str) -> datetime | None:
    """Python's own answer: None where the two readings of a wall clock differ."""
    first, second = (naive.replace(tzinfo=ZoneInfo(source), fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        return None
    return first.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
