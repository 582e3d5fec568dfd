"""The pack as rows: every record of it, every column of a register filled, and the place where each stands."""

from datetime import date, datetime
from pathlib import Path

import pytest

from builders.packs import EXPORT, KPI, STANDARD, edited, write_pack
from guiju.model.catalogue import Catalogue
from guiju.model.problem import Location
from guiju.model.registry import REGISTERS, RegisterRow
from guiju.registry import rows_of
from guiju.source import load
from guiju.source.expressions import Expression, Operand, Scope, check_expression

NOW = datetime(2025, 8, 1, 12)
TYPES = {"text": str, "integer": int, "number": float, "boolean": bool, "date": date, "datetime": datetime}


@pytest.fixture
def pack(tmp_path: Path) -> Catalogue:
    return load(write_pack(tmp_path))


def rows(name: str, pack: Catalogue) -> tuple[RegisterRow, ...]:
    return rows_of(f"pack.{name}", pack, NOW)


@pytest.mark.parametrize("register", sorted(REGISTERS))
def test_every_row_fills_the_columns_of_its_register_with_values_of_their_types(register: str, pack_path: Path) -> None:
    shipped = load(pack_path)
    columns = REGISTERS[register].columns

    made = rows_of(register, shipped, NOW)

    assert made
    for row in made:
        assert row.values.keys() == columns.keys()
        assert row.place.line > 0, row
        for name, value in row.values.items():
            kind = TYPES[columns[name].type]
            assert value is None or type(value) is kind or (kind is float and type(value) is int), (register, name)
            assert value is not None or not columns[name].required, (register, name)
            assert not columns[name].values or value in columns[name].values


@pytest.mark.parametrize("register", sorted(REGISTERS))
def test_every_column_of_a_register_can_stand_in_an_expression(register: str) -> None:
    columns = {name: Operand(type=column.type) for name, column in REGISTERS[register].columns.items()}

    for name in columns:
        found = check_expression(f"{name} is not null", Scope(columns=columns, wanted="boolean"))
        assert isinstance(found, Expression), name


def test_a_standard_is_due_for_review_so_long_after_its_newest_revision(pack: Catalogue) -> None:
    (row,) = rows("standards", pack)

    assert row.place == Location(STANDARD, 1)
    assert {name: row.values[name] for name in ("standard", "owner", "version", "last_reviewed", "review_due")} == {
        "standard": "complaint-handling",
        "owner": "complaint-officer",
        "version": "2.0.0",
        "last_reviewed": date(2025, 7, 1),
        "review_due": date(2026, 7, 1),
    }
    assert row.values["as_of"] == NOW


def test_a_review_that_changed_nothing_moves_the_day_on_which_the_next_is_due(tmp_path: Path) -> None:
    reviews = """\
reviews:
  - {on: 2025-12-01, by: quality-committee, result: no-change, note: {zh: 不变, en: No change}}
  - {on: 2025-03-01, by: quality-committee, result: no-change, note: {zh: 不变, en: No change}}
clauses:
"""
    reviewed = load(write_pack(tmp_path, dict(edited(STANDARD, ("clauses:\n", reviews)))))

    (row,) = rows("standards", reviewed)
    newest, oldest = rows("revisions", reviewed)

    assert (row.values["last_reviewed"], row.values["review_due"]) == (date(2025, 12, 1), date(2026, 12, 1))
    assert newest.values["review_due"] == date(2026, 12, 1)
    assert oldest.values["review_due"] == date(2026, 3, 1)


def test_a_revision_knows_what_superseded_it(pack: Catalogue) -> None:
    newest, oldest = rows("revisions", pack)

    assert (newest.values["version"], newest.values["superseded"]) == ("2.0.0", None)
    assert (oldest.values["version"], oldest.values["superseded"]) == ("1.0.0", date(2025, 7, 1))
    assert newest.place.line < oldest.place.line


def test_a_parameter_is_told_as_written_and_as_a_number(pack: Catalogue) -> None:
    made = {(row.values["version"], row.values["parameter"]): row.values for row in rows("parameters", pack)}

    assert [made["2.0.0", "handled_within"][name] for name in ("value", "kind", "number")] == [
        "PT24H",
        "duration",
        86_400,
    ]
    assert made["2.0.0", "outer_limit"]["number"] is None
    assert made["1.0.0", "in_time_share"]["number"] == 0.9


def test_clauses_kpis_roles_exports_and_demands_are_there(pack: Catalogue) -> None:
    assert [(row.values["clause"], row.values["kind"], row.values["export"]) for row in rows("clauses", pack)] == [
        ("handled", "deadline", "complaints"),
        ("outer-limit", "deadline", "complaints"),
        ("owned", "condition", "complaints"),
        ("in-time", "target", "complaints"),
    ]
    (kpi,) = rows("kpis", pack)
    assert (kpi.values["targets"], kpi.place) == (1, Location(KPI, 1))
    assert [(row.values["role"], row.values["owns"], row.values["bound_by"]) for row in rows("roles", pack)] == [
        ("complaint-officer", 1, 1),
        ("service-agent", 0, 1),
        ("quality-committee", 0, 0),
    ]
    (export,) = rows("exports", pack)
    assert (export.values["clauses"], export.values["personal_columns"], export.place) == (4, 1, Location(EXPORT, 1))
    (demand,) = rows("satisfies", pack)
    assert (demand.values["record"], demand.values["demand"]) == ("complaint-handling", "S2-1.2-a")
