"""pydantic's errors -> Problems at the line and column of the YAML, in words that say what to do."""

from collections.abc import Iterable, Iterator, Mapping, Sized
from types import UnionType
from typing import Annotated, TypeGuard, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from guiju.model.problem import Problem
from guiju.model.record import Record
from guiju.model.text import Text
from guiju.source.nodes import Document, Path, Value
from guiju.source.record_words import words
from guiju.source.suggestions import nearest


def record_problems(error: ValidationError, document: Document, model: type[Record]) -> tuple[Problem, ...]:
    """One Problem for each thing that is wrong; a value that fits no member of a union is told once."""
    found: dict[tuple[Path, str], Problem] = {}
    for details in error.errors(include_url=False):
        if _follows(details):
            continue
        path, beyond = _descend(details["loc"], document.value)
        # Members of a plain union report one by one, with the member's name left over in the location.
        among = "|".join(str(part) for part in beyond) and "union"
        key = (path, among if details["type"] != "missing" else str(beyond))
        found.setdefault(key, _problem(details, document, model, path, beyond))
    return tuple(found.values())


def _follows(details: ErrorDetails) -> bool:
    """Whether a list is only too short because items of it were refused, each with an error of its own."""
    given, least = details["input"], details.get("ctx", {}).get("min_length")
    return details["type"] == "too_short" and isinstance(given, Sized) and least is not None and len(given) >= least


def _problem(
    details: ErrorDetails, document: Document, model: type[Record], path: Path, beyond: tuple[int | str, ...]
) -> Problem:
    match details["type"]:
        case "extra_forbidden":
            hint = nearest(str(path[-1]), _keys(model, document.value, path[:-1]))
            zh = f"不认识的键 {path[-1]}{hint.zh}"
            return Problem(document.key(path), Text(zh=zh, en=f"unknown key {path[-1]}{hint.in_('en')}"))
        case "missing":
            name = beyond[-1] if beyond else "?"
            where = _dotted(path)
            zh = f"缺少键 {name}" + (f"（在 {where} 中）" if where else "") + "，请补上"
            en = f"the key {name} is missing" + (f" in {where}" if where else "") + "; add it"
            return Problem(document.at(path), Text(zh=zh, en=en))
        case _:
            where = _dotted(path)
            text = words(details)
            head = f"{where}: " if where else ""
            return Problem(document.at(path), Text(zh=head + text.zh, en=head + text.in_("en")))


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)


def _descend(location: tuple[int | str, ...], value: Value) -> tuple[Path, tuple[int | str, ...]]:
    """The part of a location that stands in the YAML, and what is left over: tags of unions, or a missing key."""
    path: list[int | str] = []
    beyond: list[int | str] = []
    for part in location:
        if isinstance(value, dict) and str(part) in value:
            value = value[str(part)]
            path.append(str(part))
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
            path.append(part)
        elif part != "[key]":
            beyond.append(part)
    return tuple(path), tuple(beyond)


def _keys(model: type[Record], value: Value, path: Path) -> tuple[str, ...]:
    """The keys that the record at `path` may have."""
    annotations: list[object] = [model]
    for part in path:
        records = list(_fitting(annotations, value))
        annotations = [inner for leaf in records for inner in _inside(leaf, part)]
        value = _item(value, part)
    records = list(_fitting(annotations, value))
    return tuple(
        field.alias or name for leaf in records if _is_record(leaf) for name, field in leaf.model_fields.items()
    )


def _item(value: Value, part: int | str) -> Value:
    if isinstance(value, dict):
        return value.get(str(part))
    return value[part] if isinstance(value, list) and isinstance(part, int) else None


def _fitting(annotations: Iterable[object], value: Value) -> Iterator[object]:
    """The types that a value may have; of a union on `kind` or `type` only the member that it names."""
    for annotation in annotations:
        leaves = list(_leaves(annotation))
        for leaf in leaves:
            if len(leaves) == 1 or all(_named_by(leaf, value, key) for key in ("kind", "type")):
                yield leaf


def _named_by(leaf: object, value: Value, key: str) -> bool:
    field = leaf.model_fields.get(key) if _is_record(leaf) else None
    return field is None or (isinstance(value, dict) and value.get(key) in get_args(field.annotation))


def _leaves(annotation: object) -> Iterator[object]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _leaves(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for member in get_args(annotation):
            yield from _leaves(member)
    else:
        yield annotation


def _inside(annotation: object, part: int | str) -> tuple[object, ...]:
    """The types behind one key of a record, of a mapping, or one place of a list."""
    if _is_record(annotation):
        fields = annotation.model_fields.items()
        return tuple(field.annotation for name, field in fields if (field.alias or name) == part)
    arguments = get_args(annotation)
    return arguments[1:] if get_origin(annotation) is Mapping else arguments


def _is_record(annotation: object) -> TypeGuard[type[Record]]:
    return isinstance(annotation, type) and issubclass(annotation, Record)
