"""Files of the pack -> records, each with its document, so that later checks can name the line of anything."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from guiju.model.export import Export
from guiju.model.flow import Flow
from guiju.model.kpi import Kpi
from guiju.model.pack import Calendar, Glossary, Pack, Roles, Source
from guiju.model.problem import Location, Problem
from guiju.model.record import Record
from guiju.model.scorecard import Scorecard
from guiju.model.standard import Standard
from guiju.model.system import System
from guiju.model.text import Text
from guiju.model.waiver import Waiver
from guiju.source.front_matter import has_front_matter, split
from guiju.source.nodes import Document, read_nodes
from guiju.source.reading import decode, tabs
from guiju.source.record_problems import record_problems
from guiju.source.walk import PackFile, PackFiles, StandardFile

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[R]):
    """One file with its record; None where the file has errors of its own, all of which have been told."""

    id: str
    document: Document
    record: R | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """The Markdown behind a record, or the English beside it."""

    path: str
    first_line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardEntry:
    """A standard's file and what lies beside it."""

    chapter: str
    """Folder."""
    entry: Entry[Standard]
    zh: Prose
    en: Prose | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackRecords:
    """Everything that was read, whole or not."""

    pack: Entry[Pack] | None
    roles: Entry[Roles] | None
    glossary: Entry[Glossary] | None
    sources: Mapping[str, Entry[Source]]
    exports: Mapping[str, Entry[Export]]
    systems: Mapping[str, Entry[System]]
    calendars: Mapping[str, Entry[Calendar]]
    kpis: Mapping[str, Entry[Kpi]]
    waivers: Mapping[str, Entry[Waiver]]
    flows: Mapping[str, Entry[Flow]]
    scorecards: Mapping[str, Entry[Scorecard]]
    chapters: tuple[str, ...]
    standards: tuple[StandardEntry, ...]

    def documents(self) -> Iterator[Document]:
        """The documents of all valid records."""
        singles = (self.pack, self.roles, self.glossary)
        yield from (entry.document for entry in singles if entry is not None and entry.record is not None)
        own = (self.sources, self.exports, self.systems, self.calendars, self.kpis, self.waivers, self.flows)
        for shelf in (*own, self.scorecards):
            yield from (entry.document for entry in shelf.values() if entry.record is not None)
        for standard in self.standards:
            if standard.entry.record is not None:
                yield standard.entry.document


def read_records(files: PackFiles) -> tuple[PackRecords, tuple[Problem, ...]]:
    """Reads every file, whatever is wrong with others."""
    reader = _Reader()
    for name in ("pack.yaml", "roles.yaml"):
        if name not in files.singles:
            reader.problems.append(
                Problem(Location(name), Text(zh="缺少这个文件，请补上", en="this file is missing; a pack needs it"))
            )
    singles, folders = files.singles, files.folders
    records = PackRecords(
        pack=reader.single(singles.get("pack.yaml"), Pack),
        roles=reader.single(singles.get("roles.yaml"), Roles),
        glossary=reader.single(singles.get("glossary.yaml"), Glossary),
        sources=reader.folder(folders["sources"], Source),
        exports=reader.folder(folders["exports"], Export),
        systems=reader.folder(folders["systems"], System),
        calendars=reader.folder(folders["calendars"], Calendar),
        kpis=reader.folder(folders["kpis"], Kpi),
        waivers=reader.folder(folders["waivers"], Waiver),
        flows=reader.folder(folders["flows"], Flow),
        scorecards=reader.folder(folders["scorecards"], Scorecard),
        chapters=files.chapters,
        standards=tuple(reader.standard(file) for file in files.standards),
    )
    return records, tuple(reader.problems)


class _Reader:
    """Reads files one by one, collecting what is wrong."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def single(self, file: PackFile | None, model: type[R]) -> Entry[R] | None:
        """A file of the pack's root, or None where it is not there."""
        return self._entry(file, self._text(file), 1, model) if file is not None else None

    def folder(self, files: tuple[PackFile, ...], model: type[R]) -> Mapping[str, Entry[R]]:
        """The records of a folder by id; each must be named like its file."""
        entries = [self._entry(file, self._text(file), 1, model) for file in files]
        for entry in entries:
            self._named_like_its_file(entry)
        return {entry.id: entry for entry in entries}

    def standard(self, standard: StandardFile) -> StandardEntry:
        """A standard with its prose."""
        file = standard.file
        text = self._text(file)
        parts = split(text, file.path) if text is not None else None
        if isinstance(parts, Problem):
            self.problems.append(parts)
            parts = None
        head, line = (parts.head, parts.head_line) if parts is not None else (None, 1)
        entry = self._entry(file, head, line, Standard)
        self._named_like_its_file(entry)
        body = (parts.body, parts.body_line) if parts is not None else ("", 1)
        return StandardEntry(
            chapter=standard.chapter,
            entry=entry,
            zh=Prose(path=file.path, first_line=body[1], text=body[0]),
            en=self._english(standard.english) if standard.english is not None else None,
        )

    def _english(self, file: PackFile) -> Prose:
        text = self._text(file) or ""
        if has_front_matter(text):
            zh = "英文文件只有正文，记录写在中文文件里；请删去 --- 之间的内容"
            en = "the English file holds prose alone; the record stands in the Chinese file, remove it here"
            self.problems.append(Problem(Location(file.path, 1, 1), Text(zh=zh, en=en)))
        return Prose(path=file.path, first_line=1, text=text)

    def _text(self, file: PackFile) -> str | None:
        text, problems = decode(file.content, file.path)
        self.problems.extend(problems)
        return text

    def _entry(self, file: PackFile, text: str | None, line: int, model: type[R]) -> Entry[R]:
        indented = tabs(text, file.path, line) if text is not None else ()
        self.problems.extend(indented)
        readable = text is not None and not indented
        document = read_nodes(text if text is not None and readable else "", file.path, line)
        self.problems.extend(document.problems)
        record = self._record(document, model) if readable and document.whole else None
        return Entry(id=file.stem, document=document, record=record if not document.problems else None)

    def _record(self, document: Document, model: type[R]) -> R | None:
        try:
            return model.model_validate(document.value)
        except ValidationError as error:
            self.problems.extend(record_problems(error, document, model))
            return None

    def _named_like_its_file(self, entry: Entry[R]) -> None:
        value = entry.document.value
        written = value.get("id") if isinstance(value, dict) else None
        if isinstance(written, str) and written != entry.id:
            zh = f"id {written} 与文件名 {entry.id} 不同，请改成一致"
            en = f"the id {written} differs from the file's name {entry.id}; make them equal"
            self.problems.append(Problem(entry.document.at(("id",)), Text(zh=zh, en=en)))
