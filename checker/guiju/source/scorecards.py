"""Scorecards: what they name is there, clauses judge whom the card grades, and bands leave no gap."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guiju.model.checks import Attest, Cadence, Check, Target
from guiju.model.measuring import clauses_for, groups_of, same_groups, within_periods
from guiju.model.problem import Problem
from guiju.model.record import Id
from guiju.model.scorecard import FULL, Criterion, Linear, Scorecard, number_of
from guiju.model.standard import Clause, Revision, Standard
from guiju.model.text import Text
from guiju.source.known import CLAUSE, KPI, ROLE, VERSION, Known, reference
from guiju.source.nodes import Document, Path
from guiju.source.scorecard_limits import check_limits, law_days
from guiju.source.suggestions import unknown

BAND = Text(zh="等级", en="band")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFile:
    """One card, its file, and what it is held against."""

    card: Scorecard
    document: Document
    known: Known
    standards: Mapping[Id, Standard]


def check_scorecard(file: CardFile) -> Iterator[Problem]:
    """Everything that is wrong with one card."""
    card, document, known = file.card, file.document, file.known
    yield from reference(document, ("owner",), card.owner, ROLE, known.roles)
    for place, revision in enumerate(card.revisions):
        for key in ("author", "approver"):
            yield from reference(document, ("revisions", place, key), getattr(revision, key), ROLE, known.roles)
    yield from _twice(card, document)
    for at, dimension in enumerate(card.dimensions):
        for place, criterion in enumerate(dimension.criteria):
            yield from _criterion(file, criterion, ("dimensions", at, "criteria", place))
    yield from _bands(file)
    yield from check_limits(card, document, file.standards, dict(_units(file)))


def _twice(card: Scorecard, document: Document) -> Iterator[Problem]:
    """Ids of dimensions, of criteria across all of them, and of bands."""
    lists: list[list[tuple[str, Path]]] = [
        [(dimension.id, ("dimensions", at, "id")) for at, dimension in enumerate(card.dimensions)],
        [
            (criterion.id, ("dimensions", at, "criteria", place, "id"))
            for at, dimension in enumerate(card.dimensions)
            for place, criterion in enumerate(dimension.criteria)
        ],
        [(band.id, ("bands", place, "id")) for place, band in enumerate(card.bands)],
    ]
    for ids in lists:
        seen: set[str] = set()
        for name, path in ids:
            if name in seen:
                zh, en = f"id {name} 重复，请改名", f"the id {name} stands here again; rename one"
                yield Problem(document.at(path), Text(zh=zh, en=en))
            seen.add(name)


def _criterion(file: CardFile, criterion: Criterion, path: Path) -> Iterator[Problem]:
    card, document, known = file.card, file.document, file.known
    versions = [revision.version for revision in card.revisions]
    yield from reference(document, (*path, "since"), criterion.since, VERSION, versions)
    yield from reference(document, (*path, "until"), criterion.until, VERSION, versions)
    for name in criterion.by:
        if name not in card.by:
            zh, en = f"评分卡不按 {name} 分组", f"the card has no column {name} in its own `by`"
            yield Problem(document.key((*path, "by", name)), Text(zh=zh, en=en))
    if criterion.kpi is not None:
        yield from reference(document, (*path, "kpi"), criterion.kpi, KPI, known.kpis)
        if criterion.kpi in known.kpis:
            yield from _measured(file, criterion, path)
    if criterion.clause is not None and criterion.clause.partition("#")[0] not in known.unread_standards:
        yield from reference(document, (*path, "clause"), criterion.clause, CLAUSE, known.clauses)
        if criterion.clause in known.clauses:
            yield from _clause(file, criterion, known.clauses[criterion.clause], path)


def _measured(file: CardFile, criterion: Criterion, path: Path) -> Iterator[Problem]:
    """A KPI has a value only where a clause measures it, and only one value where one clause does."""
    found = list(clauses_for(file.card, criterion, file.known.clauses))
    where = file.document.at((*path, "kpi"))
    if not found:
        zh = f"没有条款按这张卡的对象和周期衡量 {criterion.kpi}；请补一个条款，或改用 clause"
        en = f"no clause measures {criterion.kpi} for the groups and periods of this card; add one, or name a clause"
        yield Problem(where, Text(zh=zh, en=en))
    elif len(found) > 1:
        zh = f"衡量 {criterion.kpi} 的条款不止一个（{'、'.join(found)}）；请用 clause 写明"
        en = f"more than one clause measures {criterion.kpi} ({', '.join(found)}); name one with `clause`"
        yield Problem(where, Text(zh=zh, en=en))


def _clause(file: CardFile, criterion: Criterion, clause: Clause, path: Path) -> Iterator[Problem]:
    where, check, name = file.document.at((*path, "clause")), clause.check, criterion.clause or ""
    if check is None:
        zh, en = f"条款 {name} 没有核对方式，无从计分", f"the clause {name} has no check, so there is nothing to score"
        yield Problem(where, Text(zh=zh, en=en))
        return
    if not same_groups(file.card, criterion, check):
        yield Problem(where, _other_groups(file.card, name, check))
    elif not within_periods(file.card, check):
        zh = f"条款 {name} 的周期不落在评分卡的周期（{file.card.every}）之内"
        en = f"the clause {name} is not judged within the card's periods ({file.card.every}); name one that is"
        yield Problem(where, Text(zh=zh, en=en))
    gone = [r.version for r in _without(file, name, clause) if criterion in _criteria_in(file.card, r)]
    if gone:
        zh = f"评分卡 {gone[0]} 版施行时没有条款 {name}；请用 since 或 until 写明"
        en = (
            f"when version {gone[0]} of the card takes effect there is no clause {name}; say so with `since` or `until`"
        )
        yield Problem(where, Text(zh=zh, en=en))
    yield from _no_way(file, criterion, check, path)
    yield from _line_backwards(file, criterion, clause, path)


def _other_groups(card: Scorecard, name: str, check: Check) -> Text:
    groups = groups_of(check)
    judged = ", ".join(groups) if groups else None
    graded = ", ".join(card.by)
    if not graded:
        zh = f"条款 {name} 按 {judged} 分组判定，而这张卡是整个中心的"
        return Text(zh=zh, en=f"the clause {name} is judged by {judged}, and this card is for the whole centre")
    if groups is None:
        zh = f"条款 {name} 逐条判定记录，没有各 {graded} 的结论；请用按它分组的目标条款"
        en = f"the clause {name} judges records and has no verdict by {graded}; name a target that has"
        return Text(zh=zh, en=en)
    zh = f"条款 {name} 的分组是 {judged or '整体'}，而评分卡按 {graded}；请换条款，或用 by 写明对应的列"
    theirs = f"the clause {name} is judged by {judged}" if judged else f"the clause {name} has no groups"
    en = f"{theirs}, the card grades by {graded}; name another clause, or say with `by` which column it is"
    return Text(zh=zh, en=en)


def _without(file: CardFile, name: str, clause: Clause) -> Iterator[Revision]:
    """Revisions of the card that take effect while the clause is not there."""
    standard = file.standards.get(name.partition("#")[0])
    for revision in file.card.revisions if standard is not None else ():
        law = standard.revision_on(revision.effective) if standard is not None else None
        if standard is not None and (law is None or law not in standard.revisions_of(clause)):
            yield revision


def _criteria_in(card: Scorecard, revision: Revision) -> list[Criterion]:
    return [criterion for dimension in card.dimensions for criterion in card.criteria_of(dimension, revision)]


def _line_backwards(file: CardFile, criterion: Criterion, clause: Clause, path: Path) -> Iterator[Problem]:
    """A start of the line that already meets what the clause asks for, on any day that a limit changes."""
    check, points = clause.check, criterion.points
    if not isinstance(check, Target) or not isinstance(points, Linear) or check.between is not None:
        return
    standard = (criterion.clause or "").partition("#")[0]
    upwards = check.at_least is not None or check.above is not None
    for day in law_days(file.card, file.standards):
        asked = file.standards[standard].values_on(day).get(check.limits[0]) if standard in file.standards else None
        start, end = number_of(file.card.value_on(points.none_at, day, file.standards)), number_of(asked)
        if points.all_at is not None:
            end = number_of(file.card.value_on(points.all_at, day, file.standards))
        if start is None or end is None or (start < end if upwards else start > end):
            continue
        zh = f"自 {day} 起 none_at 已不差于满分处（{end}），分数无从拉开"
        en = f"from {day} on `none_at` is no worse than where all points are given ({end}); no way lies between them"
        yield Problem(file.document.at((*path, "points", "none_at")), Text(zh=zh, en=en))
        return


def _no_way(file: CardFile, criterion: Criterion, check: Check, path: Path) -> Iterator[Problem]:
    """Points in proportion where there is no number between nothing and enough."""
    two_sided = isinstance(check, Target) and check.between is not None
    if isinstance(criterion.points, Linear) and (two_sided or isinstance(check, Cadence | Attest)):
        zh = "这个条款没有从不足到达标的连续数值，不能按比例计分；请写 {kind: met}"
        en = "this clause has no number that grows towards what it asks for; write `points: {kind: met}`"
        yield Problem(file.document.at((*path, "points")), Text(zh=zh, en=en))


def _units(file: CardFile) -> Iterator[tuple[Id, str]]:
    """Criterion -> the unit of what its points are read off: that of a KPI, or `share` for kept records."""
    for _, criterion in file.card.criteria():
        clause = file.known.clauses.get(criterion.clause) if criterion.clause is not None else None
        check = clause.check if clause is not None else None
        named = check.kpi if isinstance(check, Target) else criterion.kpi
        entry = file.known.kpis.get(named) if named is not None else None
        if entry is not None and entry.record is not None:
            yield criterion.id, entry.record.unit
        elif named is None and check is not None:
            yield criterion.id, "share"


def _bands(file: CardFile) -> Iterator[Problem]:
    card, document, known = file.card, file.document, file.known
    ids = [band.id for band in card.bands]
    if card.capped_at is not None and card.capped_at not in ids:
        yield Problem(document.at(("capped_at",)), unknown(BAND, card.capped_at, ids))
    elif card.capped_at is not None and card.cap == 0:
        zh = "capped_at 是最好的等级，等于没有封顶；请写下面的等级"
        en = "`capped_at` is the best band, which caps nothing; name one below it"
        yield Problem(document.at(("capped_at",)), Text(zh=zh, en=en))
    for place, band in enumerate(card.bands):
        last = place == len(card.bands) - 1
        if band.at_least is None and not last:
            zh = f"等级 {band.id} 没有 at_least，会与后面的等级重叠；只有最后一个等级不写"
            en = (
                f"the band {band.id} has no `at_least`, so that it overlaps those below; only the last one goes without"
            )
            yield Problem(document.at(("bands", place)), Text(zh=zh, en=en))
        if band.at_least is not None and last:
            zh = f"最后一个等级 {band.id} 有 at_least，更低的分数就没有等级；请删去"
            en = f"the last band {band.id} has an `at_least`, which leaves a gap below it; take it away"
            yield Problem(document.at(("bands", place, "at_least")), Text(zh=zh, en=en))
        for at, consequence in enumerate(band.consequences):
            path = ("bands", place, "consequences", at)
            yield from reference(document, (*path, "by"), consequence.by, ROLE, known.roles)
            if consequence.clause is not None and consequence.clause.partition("#")[0] not in known.unread_standards:
                yield from reference(document, (*path, "clause"), consequence.clause, CLAUSE, known.clauses)
    told: set[Id] = set()
    for day in law_days(card, file.standards):
        yield from _edges(file, day, told)


def _edges(file: CardFile, day: date, told: set[Id]) -> Iterator[Problem]:
    """Bands that no score reaches from a day on, each told once."""
    above = Decimal(FULL)
    strict = False
    for place, band in enumerate(file.card.bands):
        edge = file.card.value_on(band.at_least, day, file.standards) if band.at_least is not None else None
        number = number_of(edge)
        if number is None:
            continue
        if band.id not in told and (number > above or (strict and number == above) or number <= 0):
            told.add(band.id)
            zh = f"自 {day} 起没有分数落进等级 {band.id}：下限应低于上一等级，且在 0 到 {FULL} 之间"
            en = (
                f"from {day} on no score falls into the band {band.id}, or none below it: "
                f"its `at_least` lies below that of the band above, over 0 and up to {FULL}"
            )
            yield Problem(file.document.at(("bands", place, "at_least")), Text(zh=zh, en=en))
        above, strict = number, True
