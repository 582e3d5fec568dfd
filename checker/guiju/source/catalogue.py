"""A folder of the pack -> its Catalogue, or every problem that it has. The face of the stage."""

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from guiju.model.catalogue import Catalogue
from guiju.model.kpi import Kpi
from guiju.model.pack import Pack
from guiju.model.problem import Location, PackInvalid, Problem, errors
from guiju.model.registry import REGISTERS
from guiju.model.standard import Standard
from guiju.model.system import System
from guiju.model.text import Text
from guiju.model.waiver import Waiver
from guiju.source.calendars import check_calendar, check_zone
from guiju.source.contracts import check_contract
from guiju.source.demands import check_demands
from guiju.source.flows import check_flow
from guiju.source.known import CHAPTER, Known
from guiju.source.languages import check_languages
from guiju.source.measured import check_alike
from guiju.source.origin import commit_of, digest_of
from guiju.source.parameters import check_parameters
from guiju.source.places import places_of
from guiju.source.records import PackRecords, read_records
from guiju.source.references import check_references
from guiju.source.scorecards import CardFile, check_scorecard
from guiju.source.suggestions import unknown
from guiju.source.walk import PackFiles, chapter_id, walk


def load(pack: Path) -> Catalogue:
    """The checked pack.

    Raises:
        PackInvalid: with every error, each at its `path:line:col` (paths relative to the pack).
    """
    catalogue, problems = inspect(pack)
    if catalogue is None:
        raise PackInvalid(*errors(problems))
    return catalogue


def inspect(pack: Path) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """The pack and everything that is wrong with it, warnings included, sorted; None where there are errors."""
    if not pack.is_dir():
        zh, en = "没有这个文件夹；请指向含有 pack.yaml 的文件夹", "no such folder; name the one that holds pack.yaml"
        return None, (Problem(Location(str(pack)), Text(zh=zh, en=en)),)
    read = _read(walk(pack))
    return (None if errors(read.problems) else read.built.catalogue(read.files, commit_of(pack))), read.problems


class _Read(NamedTuple):
    """What was made of the files of a pack."""

    files: PackFiles
    built: "_Built"
    problems: tuple[Problem, ...]


_LATELY: deque[_Read] = deque(maxlen=2)
"""Some commands read a pack more than once (`verify`, `demo`): while every byte is the same, once is enough."""


def _read(files: PackFiles) -> _Read:
    for read in _LATELY:
        if read.files == files:
            return read
    records, problems = read_records(files)
    built = _Built(records)
    found = {*files.problems, *problems, *built.problems}
    ordered = tuple(sorted(found, key=lambda problem: (problem.location, problem.in_("en"))))
    _LATELY.append(_Read(files, built, ordered))
    return _LATELY[-1]


class _Built:
    """The records in canonical form, and the problems that show only between them."""

    def __init__(self, records: PackRecords) -> None:
        self.records = records
        self.known = Known(records)
        self.problems: list[Problem] = []
        self.problems.extend(check_references(records, self.known))
        self.problems.extend(check_demands(records))
        self.problems.extend(check_languages(records))
        for flow in records.flows.values():
            if flow.record is not None:
                self.problems.extend(check_flow(flow.record, flow.document, self.known))
        self.problems.extend(_chapters(records))
        self.problems.extend(_standards_once(records))
        self._calendars()
        for export in self.records.exports.values():
            if export.record is not None:
                self.problems.extend(check_contract(export.record, export.document))
        self.problems.extend(self._scorecards())
        self.kpis, self.standards, self.systems = self._canonical()
        self.waivers = self._waivers()

    def _calendars(self) -> None:
        for calendar in self.records.calendars.values():
            if calendar.record is not None:
                self.problems.extend(check_calendar(calendar.record, calendar.document))
        if self.records.pack is not None and self.records.pack.record is not None:
            self.problems.extend(check_zone(self.records.pack.record, self.records.pack.document))

    def _canonical(self) -> tuple[dict[str, Kpi], dict[str, Standard], dict[str, System]]:
        # sqlglot takes a tenth of a second to import: only where there is a pack to check.
        from guiju.source.sql_fields import Demands, kpi_sql, standard_sql  # noqa: PLC0415 - see above
        from guiju.source.systems import check_system  # noqa: PLC0415 - see above

        kpis: dict[str, Kpi] = {}
        in_kpis: dict[str, Demands] = {}
        for name, kpi in self.records.kpis.items():
            if kpi.record is not None:
                kpis[name], findings = kpi_sql(kpi.record, kpi.document, self.known)
                in_kpis[name] = findings.parameters
                self.problems.extend(findings.problems)
        for name, made in kpis.items():
            self.problems.extend(check_alike(made, self.records.kpis[name].document, in_kpis))
        standards: dict[str, Standard] = {}
        for entry in self.records.standards:
            record = entry.entry.record
            if record is not None:
                standard, used, problems = standard_sql(record, entry.entry.document, self.known, in_kpis)
                standards[entry.entry.id] = standard
                self.problems.extend(problems)
                self.problems.extend(check_parameters(entry, used, self.known))
        systems: dict[str, System] = {}
        for name, system in self.records.systems.items():
            if system.record is not None:
                systems[name], problems = check_system(system.record, system.document, self.known)
                self.problems.extend(problems)
        return kpis, standards, systems

    def _waivers(self) -> dict[str, Waiver]:
        from guiju.source.waivers import check_waiver  # noqa: PLC0415 - as in _canonical

        waivers: dict[str, Waiver] = {}
        for name, entry in self.records.waivers.items():
            if entry.record is not None:
                waivers[name], problems = check_waiver(entry.record, entry.document, self.known)
                self.problems.extend(problems)
        return waivers

    def _scorecards(self) -> Iterator[Problem]:
        written = ((entry.entry.id, entry.entry.record) for entry in self.records.standards)
        standards = {name: record for name, record in written if record is not None}
        for entry in self.records.scorecards.values():
            if entry.record is not None:
                file = CardFile(card=entry.record, document=entry.document, known=self.known, standards=standards)
                yield from check_scorecard(file)

    def catalogue(self, files: PackFiles, commit: str | None) -> Catalogue:
        """The pack without errors."""
        records = self.records
        if records.pack is None or records.pack.record is None or records.roles is None or records.roles.record is None:
            raise AssertionError("a pack without errors has pack.yaml and roles.yaml")
        glossary = records.glossary.record if records.glossary is not None else None
        return Catalogue(
            pack=records.pack.record,
            digest=digest_of(files.files()),
            commit=commit,
            sources={name: entry.record for name, entry in records.sources.items() if entry.record is not None},
            roles={role.id: role for role in records.roles.record.roles},
            terms={term.id: term for term in (glossary.terms if glossary is not None else ())},
            exports={name: entry.record for name, entry in records.exports.items() if entry.record is not None}
            | dict(REGISTERS),
            systems=self.systems,
            calendars={name: entry.record for name, entry in records.calendars.items() if entry.record is not None},
            kpis=self.kpis,
            waivers=self.waivers,
            standards=self.standards,
            chapter_of={entry.entry.id: chapter_id(entry.chapter) for entry in records.standards},
            prose={
                entry.entry.id: Text(zh=entry.zh.text.strip(), en=entry.en.text.strip() if entry.en else None)
                for entry in records.standards
            },
            places=dict(places_of(records)),
            flows={name: entry.record for name, entry in records.flows.items() if entry.record is not None},
            scorecards={name: entry.record for name, entry in records.scorecards.items() if entry.record is not None},
        )


def _chapters(records: PackRecords) -> Iterator[Problem]:
    """Chapter folders that are not named after their place in pack.yaml."""
    pack: Pack | None = records.pack.record if records.pack is not None else None
    if pack is None:
        return
    order = {chapter.id: place for place, chapter in enumerate(pack.chapters, 1)}
    for folder in records.chapters:
        name = chapter_id(folder)
        where = Location(f"handbook/{folder}")
        if name not in order:
            yield Problem(where, unknown(CHAPTER, name, order))
        elif folder != f"{order[name]:02}-{name}":
            right = f"{order[name]:02}-{name}"
            zh, en = f"按 pack.yaml 的顺序应名为 {right}", f"by its place in pack.yaml this folder is named {right}"
            yield Problem(where, Text(zh=zh, en=en))


def _standards_once(records: PackRecords) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for standard in records.standards:
        path = standard.entry.document.path
        if standard.entry.id in first:
            zh = f"标准 {standard.entry.id} 已在 {first[standard.entry.id]}，请改名"
            en = f"the standard {standard.entry.id} stands in {first[standard.entry.id]} already; rename one"
            yield Problem(Location(path), Text(zh=zh, en=en))
        first.setdefault(standard.entry.id, path)
