"""Texts that are empty, or that have no English yet."""

from collections.abc import Iterator

from guiju.model.problem import Location, Problem
from guiju.model.text import Text
from guiju.source.nodes import Document, Path, Value
from guiju.source.records import PackRecords


def check_languages(records: PackRecords) -> Iterator[Problem]:
    """A warning for each missing English, an error for each empty text."""
    for document in records.documents():
        yield from _texts(document.value, (), document)
    for standard in records.standards:
        if standard.entry.record is not None and standard.zh.text.strip() and standard.en is None:
            path = standard.entry.document.path.removesuffix(".md") + ".en.md"
            zh, en = "缺少英文正文", "the English prose is missing"
            yield Problem(Location(path), Text(zh=zh, en=en), level="warning")


def _texts(value: Value, path: Path, document: Document) -> Iterator[Problem]:
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from _texts(item, (*path, place), document)
    elif isinstance(value, dict) and isinstance(value.get("zh"), str):
        yield from _languages(value, path, document)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, key), document)


def _languages(text: dict[str, Value], path: Path, document: Document) -> Iterator[Problem]:
    for lang, written in text.items():
        if isinstance(written, str) and not written.strip():
            zh, en = "这段文字是空的", "this text is empty"
            yield Problem(document.at((*path, lang)), Text(zh=zh, en=en))
    if text.get("en") is None:
        yield Problem(document.at(path), Text(zh="缺少英文", en="the English is missing"), level="warning")
