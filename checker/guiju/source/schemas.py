"""The published JSON Schema of every kind of file in a pack, generated from the models: editors complete from it."""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import cast

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema

from guiju.model.export import Export
from guiju.model.flow import Flow
from guiju.model.kpi import Kpi
from guiju.model.pack import Calendar, Glossary, Pack, Roles, Source
from guiju.model.record import Record
from guiju.model.scorecard import Scorecard
from guiju.model.standard import Standard
from guiju.model.system import System
from guiju.model.waiver import Waiver

MODELS: Mapping[str, type[Record]] = {
    "standard": Standard,
    "kpi": Kpi,
    "export": Export,
    "system": System,
    "calendar": Calendar,
    "waiver": Waiver,
    "flow": Flow,
    "scorecard": Scorecard,
    "roles": Roles,
    "source": Source,
    "glossary": Glossary,
    "pack": Pack,
}

_QUANTITY = {
    "title": "Quantity",
    "description": "A duration (PT24H, P2WD), a percentage (95%), a number, a date (2025-01-31), or true/false.",
    "examples": ["PT24H", "P2WD", "95%", 30, "2025-01-31", True],
}


def schemas() -> Mapping[str, Mapping[str, object]]:
    """File name -> JSON Schema (draft 2020-12)."""
    return {f"{name}.schema.json": _schema(name, model) for name, model in MODELS.items()}


def schema_text(schema: Mapping[str, object]) -> str:
    """The text of a schema's file: stable, readable, ended by a line break."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(name: str, model: type[Record]) -> Mapping[str, object]:
    made = model.model_json_schema(by_alias=True, schema_generator=_Described)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{name}.schema.json", **made}


class _Described(GenerateJsonSchema):
    """Adds what the docstrings of the models say about their fields, and what a quantity may be."""

    def generate(self, schema: CoreSchema, mode: str = "validation") -> JsonSchemaValue:
        made = super().generate(schema, "validation" if mode == "validation" else "serialization")
        documented = {model.__name__: model for model in _records(Record)}
        for name, definition in (*made.get("$defs", {}).items(), (made.get("title"), made)):
            if name in documented:
                _describe(definition, documented[name])
        return _with_quantities(made)


def _records(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in model.__subclasses__():
        yield child
        yield from _records(child)


def _describe(definition: JsonSchemaValue, model: type[BaseModel]) -> None:
    words = _field_docstrings(model)
    for name, field in model.model_fields.items():
        described = definition.get("properties", {}).get(field.alias or name)
        if described is not None and name in words:
            described["description"] = words[name]


def _field_docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """Field -> the string that stands below it in the class."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(model)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    words: dict[str, str] = {}
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                words[name] = inspect.cleandoc(text).replace("\n", " ")
            case _:
                pass
    return words


def _with_quantities(node: JsonSchemaValue) -> JsonSchemaValue:
    described = {key: _inside(value) for key, value in node.items()}
    return {**described, **_QUANTITY} if node.get("title") == "Quantity" else described


def _inside(value: object) -> object:
    if isinstance(value, dict):
        return _with_quantities(cast("JsonSchemaValue", value))
    return [_inside(item) for item in cast("list[object]", value)] if isinstance(value, list) else value
