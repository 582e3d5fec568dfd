"""Holds every reference of the pack against what is there: roles, sources, exports, columns, KPIs and the like."""

from collections.abc import Iterable, Iterator

from guiju.model.checks import Attest, Cadence, Check, Condition, Deadline, Match, Target
from guiju.model.problem import Problem
from guiju.model.record import version_key
from guiju.model.sequence import Sequence
from guiju.model.standard import Clause, Standard
from guiju.model.text import Text
from guiju.source.attestations import check_attest
from guiju.source.known import (
    CALENDAR,
    EXPORT,
    ROLE,
    VERSION,
    Known,
    column,
    reference,
    time_column,
)
from guiju.source.measured import check_kpi, check_target
from guiju.source.nodes import Document, Path
from guiju.source.pairs import check_cadence, check_match
from guiju.source.records import PackRecords
from guiju.source.sequences import check_sequence
from guiju.source.stops import check_stops


def check_references(records: PackRecords, known: Known) -> Iterator[Problem]:
    """Every reference to something that is not there."""
    yield from _pack(records, known)
    for kpi in records.kpis.values():
        if kpi.record is not None:
            yield from check_kpi(kpi.record, kpi.document, known)
    for standard in records.standards:
        if standard.entry.record is not None:
            yield from _standard(standard.entry.record, standard.entry.document, known)


def _pack(records: PackRecords, known: Known) -> Iterator[Problem]:
    if records.pack is not None and records.pack.record is not None:
        pack = records.pack.record
        yield from reference(records.pack.document, ("calendar",), pack.calendar, CALENDAR, known.calendars)
        yield from twice(records.pack.document, "chapters", (chapter.id for chapter in pack.chapters))
    if records.roles is not None and records.roles.record is not None:
        yield from twice(records.roles.document, "roles", (role.id for role in records.roles.record.roles))
    if records.glossary is not None and records.glossary.record is not None:
        yield from twice(records.glossary.document, "terms", (term.id for term in records.glossary.record.terms))


def twice(document: Document, key: str, ids: Iterable[str]) -> Iterator[Problem]:
    """A problem for each id that stands a second time in the list behind `key`."""
    first: dict[str, int] = {}
    for place, record_id in enumerate(ids):
        if record_id in first:
            line = document.at((key, first[record_id], "id"))
            zh = f"id {record_id} 重复，第一次在 {line.line}:{line.column}"
            en = f"the id {record_id} stands here again, first at {line.line}:{line.column}"
            yield Problem(document.at((key, place, "id")), Text(zh=zh, en=en))
        first.setdefault(record_id, place)


def _standard(standard: Standard, document: Document, known: Known) -> Iterator[Problem]:
    yield from reference(document, ("owner",), standard.owner, ROLE, known.roles)
    for place, role in enumerate(standard.binds):
        yield from reference(document, ("binds", place), role, ROLE, known.roles)
    for place, revision in enumerate(standard.revisions):
        yield from reference(document, ("revisions", place, "author"), revision.author, ROLE, known.roles)
        yield from reference(document, ("revisions", place, "approver"), revision.approver, ROLE, known.roles)
    for place, review in enumerate(standard.reviews):
        yield from reference(document, ("reviews", place, "by"), review.by, ROLE, known.roles)
    yield from twice(document, "clauses", (clause.id for clause in standard.clauses))
    for place, clause in enumerate(standard.clauses):
        path = ("clauses", place)
        yield from _versions(standard, clause, document, path)
        if clause.check is not None:
            yield from _check(clause.check, document, (*path, "check"), known)


def _versions(standard: Standard, clause: Clause, document: Document, path: Path) -> Iterator[Problem]:
    versions = [revision.version for revision in standard.revisions]
    yield from reference(document, (*path, "since"), clause.since, VERSION, versions)
    yield from reference(document, (*path, "until"), clause.until, VERSION, versions)
    if clause.since is not None and clause.until is not None and version_key(clause.until) < version_key(clause.since):
        zh, en = (
            f"until（{clause.until}）早于 since（{clause.since}）",
            f"until ({clause.until}) is before since ({clause.since})",
        )
        yield Problem(document.at((*path, "until")), Text(zh=zh, en=en))


def _check(check: Check, document: Document, path: Path, known: Known) -> Iterator[Problem]:
    match check:
        case Deadline():
            columns = known.columns(check.on)
            yield from reference(document, (*path, "on"), check.on, EXPORT, known.exports)
            yield from time_column(document, (*path, "from"), check.from_, columns)
            yield from time_column(document, (*path, "to"), check.to, columns)
            yield from time_column(document, (*path, "due"), check.due, columns)
            yield from reference(document, (*path, "clock"), check.clock, CALENDAR, known.calendars)
            yield from check_stops(check, document, path, known)
        case Condition():
            columns = known.columns(check.on)
            yield from reference(document, (*path, "on"), check.on, EXPORT, known.exports)
            yield from time_column(document, (*path, "at"), check.at, columns)
            for place, name in enumerate(check.unique):
                yield from column(document, (*path, "unique", place), name, columns)
        case Target():
            yield from check_target(check, document, path, known)
        case Cadence():
            yield from check_cadence(check, document, path, known)
        case Match():
            yield from check_match(check, document, path, known)
        case Attest():
            yield from check_attest(check, document, path, known)
        case Sequence():
            yield from check_sequence(check, document, path, known)
