"""The published JSON Schema is current, and says yes to what the reader says yes to."""

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from builders.packs import CALENDAR, EXPORT, KPI, MINIMAL, SOURCE, STANDARD, SYSTEM
from guiju.source.front_matter import FrontMatter, split
from guiju.source.nodes import read_nodes
from guiju.source.schemas import schema_text, schemas

FILES = {
    "standard": STANDARD,
    "kpi": KPI,
    "export": EXPORT,
    "system": SYSTEM,
    "calendar": CALENDAR,
    "roles": "roles.yaml",
    "source": SOURCE,
    "glossary": "glossary.yaml",
    "pack": "pack.yaml",
}
SHIPPED = {
    "standard": "handbook/*/*.md",
    "kpi": "kpis/*.yaml",
    "export": "exports/*.yaml",
    "system": "systems/*.yaml",
    "calendar": "calendars/*.yaml",
    "scorecard": "scorecards/*.yaml",
    "roles": "roles.yaml",
    "source": "sources/*.yaml",
    "glossary": "glossary.yaml",
    "pack": "pack.yaml",
}


def as_editors_see_it(text: str) -> object:
    """The front matter or file as JSON: dates are text there."""
    parts = split(text, "f") if text.startswith("---") else None
    document = read_nodes(parts.head if isinstance(parts, FrontMatter) else text, "f")
    assert document.problems == ()
    return json.loads(json.dumps(document.value, default=dt.date.isoformat))


@cache
def validator_of(name: str) -> Draft202012Validator:
    """Made once: the pack has many files of each kind."""
    return Draft202012Validator(schemas()[f"{name}.schema.json"])


def problems_of(name: str, text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator_of(name).iter_errors(as_editors_see_it(text))]


def test_the_published_schemas_are_current(root: Path) -> None:
    published = {path.name: path.read_text(encoding="utf-8") for path in (root / "schema").glob("*.schema.json")}
    assert published == {name: schema_text(schema) for name, schema in schemas().items()}, (
        "write schema/ anew with schemas() and schema_text() of guiju.source.schemas"
    )


@pytest.mark.parametrize("name", FILES)
def test_each_schema_is_one_and_takes_a_good_file(name: str) -> None:
    schema = schemas()[f"{name}.schema.json"]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"{name}.schema.json"
    assert problems_of(name, MINIMAL[FILES[name]]) == []


@pytest.mark.parametrize("value", ["95%", "PT24H", "P2WD", "30", "4.5", "2025-01-31", "true"])
def test_a_quantity_is_taken_in_every_form(value: str) -> None:
    assert problems_of("standard", MINIMAL[STANDARD].replace("few: 30", f"few: {value}")) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (STANDARD, "owner:", "ownr:"),
        (STANDARD, "force: shall", "force: must"),
        (STANDARD, "handled_within: PT24H", "handled_within: [PT24H]"),
        (EXPORT, "type: number", "type: decimal"),
        (KPI, "kind: share", "kind: shares"),
    ],
)
def test_what_the_reader_refuses_is_refused(name: str, old: str, new: str) -> None:
    kind = next(kind for kind, path in FILES.items() if path == name)
    assert old in MINIMAL[name]
    assert problems_of(kind, MINIMAL[name].replace(old, new, 1))


def test_fields_carry_the_words_of_the_model() -> None:
    properties = schemas()["standard.schema.json"]["properties"]
    assert isinstance(properties, dict)
    assert properties["binds"]["description"] == "Roles that have to keep it."


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_pack_fits_its_schemas(pack_path: Path, name: str) -> None:
    files = sorted(pack_path.glob(SHIPPED[name]))
    assert files
    for path in files:
        if not path.name.endswith(".en.md") and path.name != "README.md":
            assert problems_of(name, path.read_text(encoding="utf-8")) == [], path
