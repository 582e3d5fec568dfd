"""Which ids and columns the pack has: what references are held against."""

from collections.abc import Iterable, Iterator, Mapping

from guiju.model.export import Column, Export
from guiju.model.problem import Problem
from guiju.model.registry import REGISTERS
from guiju.model.standard import Clause
from guiju.model.text import Text
from guiju.source.nodes import Document, Path
from guiju.source.records import PackRecords
from guiju.source.suggestions import unknown

ROLE = Text(zh="岗位", en="role")
EXPORT = Text(zh="导出表", en="export")
KPI = Text(zh="指标", en="KPI")
CALENDAR = Text(zh="日历", en="calendar")
COLUMN = Text(zh="列", en="column")
VERSION = Text(zh="版本", en="version")
CHAPTER = Text(zh="章", en="chapter")
FLOW = Text(zh="流程", en="flow")
CLAUSE = Text(zh="条款", en="clause")


class Known:
    """The ids of a pack. A list that could not be read is None: its references are not told as unknown."""

    def __init__(self, records: PackRecords) -> None:
        self.roles = _ids(records.roles.record.roles) if records.roles and records.roles.record else None
        self._exports = records.exports
        self.exports = frozenset((*records.exports, *REGISTERS))
        self.kpis = records.kpis
        self.calendars = records.calendars
        self.flows = records.flows
        pack = records.pack.record if records.pack is not None else None
        self.default_calendar = pack.calendar if pack is not None else None
        self.has_pack = pack is not None
        standards = [(entry.entry.id, entry.entry.record) for entry in records.standards]
        self.unread_standards = frozenset(name for name, record in standards if record is None)
        self.clauses: Mapping[str, Clause] = {
            f"{name}#{clause.id}": clause for name, record in standards if record for clause in record.clauses
        }

    def export(self, export: str) -> Export | None:
        """A valid export, or a register of the pack."""
        if export in REGISTERS:
            return REGISTERS[export]
        return self._exports[export].record if export in self._exports else None

    def columns(self, export: str) -> Mapping[str, Column] | None:
        """The columns of an export; None where they are not known."""
        record = self.export(export)
        return record.columns if record is not None else None


def reference(
    document: Document, path: Path, written: str | None, noun: Text, known: Iterable[str] | None
) -> Iterator[Problem]:
    """A problem where `written` is none of the known ids."""
    if written is not None and known is not None and written not in (names := frozenset(known)):
        yield Problem(document.at(path), unknown(noun, written, names))


def column(
    document: Document, path: Path, written: str | None, columns: Mapping[str, Column] | None
) -> Iterator[Problem]:
    """A problem where `written` is no column."""
    yield from reference(document, path, written, COLUMN, columns)


def time_column(
    document: Document, path: Path, written: str | None, columns: Mapping[str, Column] | None
) -> Iterator[Problem]:
    """A problem where `written` is no column, or none that holds a time."""
    yield from column(document, path, written, columns)
    found = columns.get(written) if columns is not None and written is not None else None
    if found is not None and found.type not in ("datetime", "date"):
        zh = f"列 {written} 是 {found.type}，这里要用日期时间或日期列"
        en = f"the column {written} is {found.type}; a datetime or date column is needed here"
        yield Problem(document.at(path), Text(zh=zh, en=en))


def _ids(records: Iterable[object]) -> frozenset[str]:
    return frozenset(str(getattr(record, "id", "")) for record in records)
