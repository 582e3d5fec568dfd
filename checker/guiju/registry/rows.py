"""Records of the pack -> rows of its registers, each with the place in the pack that a finding points to."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from guiju.model.catalogue import Catalogue
from guiju.model.checks import Target
from guiju.model.demand import Satisfies
from guiju.model.problem import Location
from guiju.model.quantity import AnyQuantity, Day, Duration, Flag, Number, Percentage, after
from guiju.model.record import Id
from guiju.model.registry import RegisterRow, is_of_the_pack
from guiju.model.text import Text

Values = dict[str, object]


def rows_of(register: Id, catalogue: Catalogue, now: datetime | None) -> tuple[RegisterRow, ...]:
    """The rows of one register, in the order of the pack. `now` is what the run judges by; None where nothing says."""
    return tuple(
        RegisterRow(place=catalogue.places.get(place, Location("")), values={**values, "as_of": now})
        for place, values in _MAKERS[register](catalogue)
    )


def _standards(catalogue: Catalogue) -> Iterator[tuple[str, Values]]:
    for standard in catalogue.standards.values():
        newest = standard.revisions[0]
        prose = catalogue.prose.get(standard.id)
        yield (
            standard.id,
            {
                "standard": standard.id,
                "chapter": catalogue.chapter_of[standard.id],
                **_titles(standard.title),
                "owner": standard.owner,
                "binds": len(standard.binds),
                "version": newest.version,
                "effective": standard.revisions[-1].effective,
                "last_reviewed": standard.looked_at(newest),
                "review_due": after(standard.looked_at(newest), standard.review_in),
                "author": newest.author,
                "approver": newest.approver,
                "revisions": len(standard.revisions),
                "clauses": len(standard.clauses),
                "checked_clauses": sum(clause.check is not None for clause in standard.clauses),
                "has_prose": prose is not None and bool(prose.zh.strip()),
            },
        )


def _clauses(catalogue: Catalogue) -> Iterator[tuple[str, Values]]:
    for standard, clause in catalogue.clauses():
        check = clause.check
        yield (
            f"{standard.id}.{clause.id}",
            {
                "standard": standard.id,
                "clause": clause.id,
                **_titles(clause.title),
                "text_zh": clause.text.zh,
                "text_en": clause.text.en,
                "owner": standard.owner,
                "obligation": clause.force,
                "severity": clause.severity,
                "origin": clause.origin,
                "kind": check.kind if check is not None else None,
                "export": catalogue.exports_of(check)[0] if check is not None else None,
                "satisfies": len(clause.satisfies),
                "since": clause.since,
                "until": clause.until,
            },
        )


def _revisions(catalogue: Catalogue) -> Iterator[tuple[str, Values]]:
    for standard in catalogue.standards.values():
        for revision in standard.revisions:
            yield (
                f"{standard.id}@{revision.version}",
                {
                    "standard": standard.id,
                    "version": revision.version,
                    "effective": revision.effective,
                    "superseded": standard.superseded_on(revision),
                    "review_due": after(standard.looked_at(revision), standard.review_in),
                    "owner": standard.owner,
                    "author": revision.author,
                    "approver": revision.approver,
                    "reason_zh": revision.reason.zh,
                    "reason_en": revision.reason.en,
                    "action": revision.action,
                    "applies": revision.applies,
                    "parameters": len(revision.sets),
                },
            )


def _parameters(catalogue: Catalogue) -> Iterator[tuple[str, Values]]:
    for standard in catalogue.standards.values():
        for revision in standard.revisions:
            for name, value in revision.sets.items():
                kind, number = _measured(value)
                yield (
                    f"{standard.id}@{revision.version}.{name}",
                    {
                        "standard": standard.id,
                        "version": revision.version,
                        "parameter": name,
                        "effective": revision.effective,
                        "value": str(value),
                        "kind": kind,
                        "number": number,
                    },
                )


def _roles(catalogue: Catalogue) -> Iterator[tuple[str, Values]]:
    standards = tuple(catalogue.standards.values())
    for role in catalogue.roles.values():
        yield (
            f"roles/{role.id}",
            {
                "role": role.id,
                **_titles(role.title),
                "duties": len(role.duties),
                "owns": sum(standard.owner == role.id for standard in standards),
                "bound_by": sum(role.id in standard.binds for standard in standards),
            },
        )


def _kpis(catalogue: Catalogue) -> Iterator[tuple[str, Values]]:
    targeted = [clause.check.kpi for _, clause in catalogue.clauses() if isinstance(clause.check, Target)]
    for kpi in catalogue.kpis.values():
        yield (
            f"kpis/{kpi.id}",
            {
                "kpi": kpi.id,
                **_titles(kpi.title),
                "owner": kpi.owner,
                "export": kpi.on,
                "kind": kpi.measure.kind,
                "unit": kpi.unit,
                "better": kpi.better,
                "targets": targeted.count(kpi.id),
            },
        )


def _exports(catalogue: Catalogue) -> Iterator[tuple[str, Values]]:
    read = [catalogue.exports_of(clause.check) for _, clause in catalogue.clauses() if clause.check is not None]
    for export in catalogue.exports.values():
        if not is_of_the_pack(export.id):
            columns = export.columns.values()
            yield (
                f"exports/{export.id}",
                {
                    "export": export.id,
                    **_titles(export.title),
                    "columns": len(columns),
                    "required_columns": sum(column.required for column in columns),
                    "personal_columns": sum(column.pii for column in columns),
                    "clauses": sum(export.id in exports for exports in read),
                },
            )


def _satisfies(catalogue: Catalogue) -> Iterator[tuple[str, Values]]:
    for kind, record, place, demands in _answering(catalogue):
        for demand in demands:
            yield place, {"record": record, "kind": kind, "demand": demand}


def _answering(catalogue: Catalogue) -> Iterator[tuple[str, str, str, Satisfies]]:
    """-> kind, record, its place, what it answers to."""
    for standard in catalogue.standards.values():
        yield "standard", standard.id, standard.id, standard.satisfies
        for clause in standard.clauses:
            name = f"{standard.id}.{clause.id}"
            yield "clause", name, name, clause.satisfies
    for role in catalogue.roles.values():
        yield "role", role.id, f"roles/{role.id}", role.satisfies
    for kpi in catalogue.kpis.values():
        yield "kpi", kpi.id, f"kpis/{kpi.id}", kpi.satisfies
    for export in catalogue.file_exports.values():
        yield "export", export.id, f"exports/{export.id}", export.satisfies
    for calendar in catalogue.calendars.values():
        yield "calendar", calendar.id, f"calendars/{calendar.id}", calendar.satisfies
    for term in catalogue.terms.values():
        yield "term", term.id, f"terms/{term.id}", term.satisfies


def _titles(title: Text) -> Values:
    return {"title_zh": title.zh, "title_en": title.en}


def _measured(value: AnyQuantity) -> tuple[str, float | None]:
    """Kind of a value, and the value as a number: seconds, a fraction, the number itself."""
    match value:
        case Duration():
            return "duration", value.seconds
        case Percentage():
            return "percentage", float(value.fraction)
        case Number():
            return "number", float(value.number)
        case Day():
            return "date", None
        case Flag():
            return "flag", float(value.on)


_MAKERS: Mapping[Id, Callable[[Catalogue], Iterator[tuple[str, Values]]]] = {
    "pack.standards": _standards,
    "pack.clauses": _clauses,
    "pack.revisions": _revisions,
    "pack.parameters": _parameters,
    "pack.roles": _roles,
    "pack.kpis": _kpis,
    "pack.exports": _exports,
    "pack.satisfies": _satisfies,
}
