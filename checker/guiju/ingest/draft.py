"""Drafts a system profile from a sketch: which header seems to be which column, and what is uncertain about it."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from guiju.ingest.dialect import folded
from guiju.ingest.recipe import Wanted, demanded, own_recipe
from guiju.ingest.sketch import FileSketch, HeaderSketch
from guiju.model.export import Column, Export
from guiju.model.problem import Misuse
from guiju.model.record import Id, Name
from guiju.model.text import Text

_LIKELY = 0.72
_SURE = 0.999
_OTHER = "other"

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A profile to go on editing."""

    system: Mapping[str, object]
    """Shaped like `model.system.System`."""
    comments: Mapping[Place, str]
    """Path of keys -> what a person should look at there."""
    scores: Mapping[Name, float]
    """Column -> how alike its header is, 0 to 1."""


def draft(sketched: FileSketch, exports: Mapping[Id, Export], export_id: Id | None) -> Draft:
    """A profile that reads the sketched file as an export; without an id as the one whose columns fit best.

    Raises Misuse for an unknown export.
    """
    if export_id is not None and export_id not in exports:
        listed = ", ".join(exports)
        raise Misuse(
            message=Text(
                zh=f"没有名为 {export_id} 的导出；可用的有：{listed}", en=f"no export {export_id}; there are: {listed}"
            )
        )
    candidates = [exports[export_id]] if export_id is not None else list(exports.values())
    if not candidates:
        raise Misuse(message=Text(zh="标准包里还没有导出定义", en="the pack defines no exports yet"))
    export, pairs = max(((each, _pairs(sketched, each)) for each in candidates), key=_fit)
    return _drafted(sketched, export, pairs)


@dataclass(frozen=True, slots=True)
class _Pair:
    header: HeaderSketch
    score: float


def _pairs(sketched: FileSketch, export: Export) -> dict[Name, _Pair]:
    """Column -> its likeliest header: the best pairs first, each header once."""
    scored = sorted(
        (
            (_likeness(header.header, wanted), -place, wanted.name, header)
            for wanted in own_recipe(export).wanted
            for place, header in enumerate(sketched.headers)
            if header.header
        ),
        key=lambda each: each[:3],
        reverse=True,
    )
    pairs: dict[Name, _Pair] = {}
    taken: set[str] = set()
    for score, _, name, header in scored:
        if score >= _LIKELY and name not in pairs and header.header not in taken:
            pairs[name] = _Pair(header, score)
            taken.add(header.header)
    return {name: pairs[name] for name in export.columns if name in pairs}


def _likeness(header: str, wanted: Wanted) -> float:
    names = [folded(name) for name in wanted.parts[0]]
    return max(difflib.SequenceMatcher(None, folded(header), name).ratio() for name in names)


def _fit(candidate: tuple[Export, dict[Name, _Pair]]) -> tuple[int, float]:
    export, pairs = candidate
    return sum(name in pairs for name in demanded(export)), sum(pair.score for pair in pairs.values())


def _drafted(sketched: FileSketch, export: Export, pairs: Mapping[Name, _Pair]) -> Draft:
    comments: dict[Place, str] = {}
    columns: dict[str, object] = {}
    for name, pair in pairs.items():
        columns[name] = _cell(pair.header, export.columns[name])
        if doubts := _doubts(pair, export.columns[name]):
            comments["readings", 0, "columns", name] = "\n".join(doubts)
    reading: dict[str, object] = {"export": export.id, "columns": columns}
    if sketched.sheet is not None:
        reading = {"export": export.id, "sheet": sketched.sheet, "columns": columns}
    if sketched.notes:
        comments["readings", 0] = "\n".join(f"{_line(note.zh)} / {_line(note.in_('en'))}" for note in sketched.notes)
    if told := _loose_ends(sketched, export, pairs):
        comments["readings", 0, "columns"] = told
    name = "my-system"
    system: dict[str, object] = {
        "id": name,
        "title": {"zh": "请填写系统名称", "en": "Name of the system"},
        "description": {
            "zh": "请写明数据从哪里来、怎样导出。",
            "en": "Say where the data come from and how to export them.",
        },
        "readings": [reading],
    }
    comments[()] = (
        f"根据 {_line(PurePath(sketched.path).name)} 起草，请逐行核对。 / Drafted from this file: check every line."
    )
    return Draft(system=system, comments=comments, scores={name: pair.score for name, pair in pairs.items()})


def _cell(header: HeaderSketch, column: Column) -> dict[str, object]:
    cell: dict[str, object] = {"from": header.header}
    if header.formats and not header.ambiguous and column.type in ("datetime", "date"):
        cell["formats"] = list(header.formats)
    if header.nulls:
        cell["nulls"] = list(header.nulls)
    if column.values and (mapping := _mapping(header, column)):
        cell["values"] = mapping
    return cell


def _mapping(header: HeaderSketch, column: Column) -> dict[str, str]:
    """Values of the file that the set does not know, with the nearest one, else `other`; without either left out."""
    names = {folded(name): code for code, text in column.values.items() for name in (code, text.zh, text.en or code)}
    mapping: dict[str, str] = {}
    for value in header.values or header.samples:
        near = difflib.get_close_matches(folded(value), list(names), n=1, cutoff=0.5)
        if folded(value) not in names and (near or _OTHER in column.values):
            mapping[value] = names[near[0]] if near else _OTHER
    return mapping


def _doubts(pair: _Pair, column: Column) -> list[str]:
    header = pair.header
    told: list[str] = []
    samples = "-" if column.pii else _line(" | ".join(header.samples))
    if pair.score < _SURE:
        told.append(f"相似度 {pair.score:.0%}，样例：{samples} / alike by {pair.score:.0%}; samples: {samples}")
    if header.ambiguous:
        forms = " | ".join(header.formats)
        told.append(f"日和月的先后无法判断，请选一种写入 formats：{forms} / day or month first? Put one into `formats`")
    elif len(header.formats) > 1:
        told.append("有几种格式都能读，只留正确的 / several formats fit: keep the right one")
    if header.samples and column.type not in (header.type, "text") and not header.formats:
        told.append(
            f"样例像是 {header.type}，本列应为 {column.type} / samples look like {header.type}, not {column.type}"
        )
    if column.values and any(folded(value) not in {folded(code) for code in column.values} for value in header.samples):
        told.append(f"请核对取值对照，可用：{'、'.join(column.values)} / check the values")
    return told


def _loose_ends(sketched: FileSketch, export: Export, pairs: Mapping[Name, _Pair]) -> str:
    taken = {pair.header.header for pair in pairs.values()}
    loose = [_line(header.header) for header in sketched.headers if header.header and header.header not in taken]
    lacking = [name for name in demanded(export) if name not in pairs]
    told: list[str] = []
    if lacking:
        told.append(f"必填而没有找到 / required, not found: {', '.join(lacking)}")
    if loose:
        told.append(f"没有用到的表头 / headers not used: {', '.join(loose)}")
    return "\n".join(told)


def _line(text: str) -> str:
    """On one line, so that a comment stays a comment."""
    return " ".join(text.split())[:300]
