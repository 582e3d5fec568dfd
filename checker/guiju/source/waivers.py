"""Waivers: the clauses that they name, the scope that fits those, and how long they last."""

from collections.abc import Iterator
from datetime import timedelta

from guiju.model.checks import Attest, Check, Target
from guiju.model.measuring import groups_of
from guiju.model.problem import Problem
from guiju.model.record import Id, Name
from guiju.model.text import Text
from guiju.model.waiver import Waiver
from guiju.source.expressions import Scope
from guiju.source.known import COLUMN, ROLE, Known, reference
from guiju.source.nodes import Document
from guiju.source.sql_fields import Findings, operands
from guiju.source.suggestions import unknown

_CLAUSE = Text(zh="条款", en="clause")
_LONG = timedelta(days=366)
"""A waiver that lasts longer than a year is a rule of its own."""


def check_waiver(waiver: Waiver, document: Document, known: Known) -> tuple[Waiver, list[Problem]]:
    """The waiver with canonical SQL, and everything that is wrong with it."""
    problems = [
        *reference(document, ("requested_by",), waiver.requested_by, ROLE, known.roles),
        *reference(document, ("approver",), waiver.approver, ROLE, known.roles),
        *_clauses(waiver, document, known),
        *_by(waiver, document, known),
        *_long(waiver, document),
    ]
    return _canonical(waiver, document, known, problems), problems


def _clauses(waiver: Waiver, document: Document, known: Known) -> Iterator[Problem]:
    """Clauses that are not there, stand twice, or have no check whose breaches could be excused."""
    for place, name in enumerate(waiver.clauses):
        where = document.at(("clauses", place))
        if waiver.clauses.index(name) < place:
            yield Problem(where, Text(zh=f"条款 {name} 重复", en=f"the clause {name} stands here again"))
        elif name not in known.clauses:
            if name.partition("#")[0] not in known.unread_standards:
                yield Problem(where, unknown(_CLAUSE, name, known.clauses))
        elif known.clauses[name].check is None:
            zh, en = f"条款 {name} 没有核对方式，无从豁免", f"the clause {name} has no check, so nothing can be waived"
            yield Problem(where, Text(zh=zh, en=en))


def _by(waiver: Waiver, document: Document, known: Known) -> Iterator[Problem]:
    """Scopes of the wrong kind, and groups that a clause does not have."""
    for name, check in _checks(waiver, known):
        groups = groups_of(check)
        if waiver.where is not None and groups is not None:
            zh = f"条款 {name} 按组判定：请用 `by` 写明哪些组"
            en = f"the clause {name} judges groups; write `by` instead"
            yield Problem(document.key(("where",)), Text(zh=zh, en=en))
        if waiver.by and groups is None:
            zh = f"条款 {name} 逐条判定：请用 `where` 写明哪些记录"
            en = f"the clause {name} judges records; write `where` instead"
            yield Problem(document.key(("by",)), Text(zh=zh, en=en))
        if (waiver.where is not None or waiver.by) and isinstance(check, Attest):
            zh = f"条款 {name} 由人确认，不分记录或组：请删去范围"
            en = f"the clause {name} is confirmed as a whole; remove the scope"
            yield Problem(document.key(("where",) if waiver.where is not None else ("by",)), Text(zh=zh, en=en))
        if groups is not None:
            yield from _values(waiver, document, groups, _export(check, known), known)


def _values(
    waiver: Waiver, document: Document, groups: tuple[Name, ...], export: Id | None, known: Known
) -> Iterator[Problem]:
    columns = known.columns(export) if export is not None else None
    for name, value in waiver.by.items():
        if name not in groups:
            yield Problem(document.key(("by", name)), unknown(COLUMN, name, groups))
            continue
        column = (columns or {}).get(name)
        if column is not None and column.values and value not in column.values:
            noun = Text(zh=f"（列 {name} 的）值", en=f"value of {name}")
            yield Problem(document.at(("by", name)), unknown(noun, value, column.values))


def _long(waiver: Waiver, document: Document) -> Iterator[Problem]:
    if waiver.expiry - waiver.from_ > _LONG:
        zh = "豁免超过一年：长期如此应修订标准，而不是豁免"
        en = "this waiver lasts longer than a year; what holds that long belongs into the standard"
        yield Problem(document.at(("expiry",)), Text(zh=zh, en=en), level="warning")


def _canonical(waiver: Waiver, document: Document, known: Known, problems: list[Problem]) -> Waiver:
    """A waiver has no revisions, so that its predicate has no parameters; it must suit the export of every clause."""
    if waiver.where is None:
        return waiver
    written = waiver.where
    exports = dict.fromkeys(_export(check, known) for _, check in _checks(waiver, known) if groups_of(check) is None)
    canonical: list[str] = []
    findings = Findings()
    for export in exports or (None,):
        columns = operands(known.columns(export)) if export is not None else None
        scope = Scope(columns=columns, wanted="boolean", parameters=False)
        canonical.append(findings.canonical(written, document, ("where",), scope))
    problems.extend(dict.fromkeys(findings.problems))
    return waiver.model_copy(update={"where": canonical[0]})


def _checks(waiver: Waiver, known: Known) -> Iterator[tuple[str, Check]]:
    for name in waiver.clauses:
        clause = known.clauses.get(name)
        if clause is not None and clause.check is not None:
            yield name, clause.check


def _export(check: Check, known: Known) -> Id | None:
    """The export that a check judges; None where its KPI is not known."""
    if not isinstance(check, Target):
        return check.on
    kpi = known.kpis[check.kpi].record if check.kpi in known.kpis else None
    return kpi.on if kpi is not None else None
