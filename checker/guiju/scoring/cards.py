"""Scores of a run: for every card each group and period that some clause has a verdict on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from guiju.model.catalogue import Catalogue
from guiju.model.checks import Target
from guiju.model.measuring import clauses_for, columns_for, groups_of
from guiju.model.periods import start_of
from guiju.model.record import Id
from guiju.model.run import ClauseResult, Group, Run
from guiju.model.score import CriterionScore, DimensionScore, Score, Scoring, Unscored
from guiju.model.scorecard import FULL, Criterion, Dimension, Linear, Scorecard, number_of
from guiju.model.standard import Clause, Revision
from guiju.model.text import Text
from guiju.scoring.points import NO_CASES, NOT_GIVEN, OPEN, Found, line_of, mean, of_groups, of_records

Key = tuple[tuple[str, ...], date | None]
"""Values of the card's columns, and the first day of the card's period."""

_DIGITS = Decimal("0.1")
_HIDDEN = Text(
    zh="这次检查没有写出个人信息，不同条款的同一个人对不上；请用 guiju check --show-pii 重新检查",
    en="this run hides who is who, so that nobody can be followed from clause to clause; check again with --show-pii",
)
_NAMELESS = Text(zh="没有写明属于哪个对象的分组", en="groups that do not say whom they are about")
_TOO_EARLY = Text(zh="当时评分卡尚未施行", en="the card was not in force then")
_ALL_WAIVED = Text(zh="全部条目都已豁免", en="everything is waived")
_NOTHING = Text(zh="本次检查里没有可以评分的结论", en="this run has no verdict that the card could be scored by")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """Where a criterion's points come from."""

    name: str
    """`standard#clause`."""
    clause: Clause
    result: ClauseResult | None
    groups: Mapping[Key, Sequence[Group]] | None
    """None for a clause that counts as a whole."""
    nameless: int = 0
    """Groups that do not say whom or when they are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """All that one card is scored from."""

    card: Scorecard
    catalogue: Catalogue
    run: Run
    sources: Mapping[Id, _Source]

    def value(self, limit: str, day: date) -> Decimal | None:
        return number_of(self.card.value_on(limit, day, self.catalogue.standards))


def score(run: Run, catalogue: Catalogue, cards: Sequence[Scorecard]) -> Scoring:
    """The scores of those cards, in their order; nothing that could not be scored is left unsaid."""
    results = {result.clause.replace(".", "#", 1): result for result in run.clauses}
    clauses = {f"{standard.id}#{clause.id}": clause for standard, clause in catalogue.clauses()}
    scores: list[Score] = []
    unscored: list[Unscored] = []
    exports: set[str | None] = set()
    for card in cards:
        sources = {criterion.id: _source(card, criterion, clauses, results) for _, criterion in card.criteria()}
        desk = _Desk(card=card, catalogue=catalogue, run=run, sources=sources)
        for found in _of_card(desk):
            if isinstance(found, Score):
                scores.append(found)
                exports |= {source.result.export for source in sources.values() if source.result is not None}
            else:
                unscored.append(found)
    unsound = tuple(export for export in run.broken_contracts if export in exports)
    return Scoring(scores=tuple(scores), unscored=tuple(unscored), unsound=unsound)


def _of_card(desk: _Desk) -> Iterator[Score | Unscored]:
    if desk.card.by and _hides_who(desk):
        yield Unscored(card=desk.card.id, reason=_HIDDEN)
        return
    keys, nameless = _keys(desk)
    if nameless:
        yield Unscored(card=desk.card.id, reason=_NAMELESS, count=nameless)
    if not keys:
        yield Unscored(card=desk.card.id, reason=_NOTHING)
    early = waived = 0
    for key in sorted(keys, key=lambda key: (key[0], key[1] or date.min)):
        day = key[1] or _day_of(desk.run)
        revision = desk.card.revision_on(day)
        found = _score(desk, key, day, revision) if revision is not None else None
        if found is not None:
            yield found
        elif revision is None:
            early += 1
        else:
            waived += 1
    for count, reason in ((early, _TOO_EARLY), (waived, _ALL_WAIVED)):
        if count:
            yield Unscored(card=desk.card.id, reason=reason, count=count)


def _hides_who(desk: _Desk) -> bool:
    """Whether the run numbers the card's people anew for each clause."""
    if desk.run.provenance.show_pii:
        return False
    exports = desk.catalogue.exports
    for _, criterion in desk.card.criteria():
        source = desk.sources[criterion.id]
        export = exports.get(source.result.export) if source.result is not None and source.result.export else None
        named = columns_for(desk.card, criterion)
        if export is not None and any(name in export.columns and export.columns[name].pii for name in named):
            return True
    return False


def _keys(desk: _Desk) -> tuple[frozenset[Key], int]:
    """Every group and period that has a verdict of some criterion, and how many groups say nobody's name."""
    keys: set[Key] = set()
    nameless = 0
    for source in desk.sources.values():
        if source.groups is not None:
            keys |= source.groups.keys()
            nameless += source.nameless
        elif source.result is not None and (source.result.counts or source.result.verdict != "undecided"):
            keys.add(((), None))
    return frozenset(keys), nameless


def _source(
    card: Scorecard, criterion: Criterion, clauses: Mapping[str, Clause], results: Mapping[str, ClauseResult]
) -> _Source:
    name = next(clauses_for(card, criterion, clauses))  # lint has seen that there is exactly one
    clause, result = clauses[name], results.get(name)
    check = clause.check
    if check is None or groups_of(check) is None:
        return _Source(name=name, clause=clause, result=result, groups=None)
    columns = columns_for(card, criterion)
    groups: dict[Key, list[Group]] = {}
    nameless = 0
    for group in result.groups if result is not None else ():
        key = _key(card, [group.by.get(name) for name in columns], group.period)
        if key is None:
            nameless += 1
        else:
            groups.setdefault(key, []).append(group)
    return _Source(name=name, clause=clause, result=result, groups=groups, nameless=nameless)


def _key(card: Scorecard, named: Sequence[str | None], period: str | None) -> Key | None:
    """The group and period of the card that a verdict belongs to; None where it does not say."""
    values = tuple(value for value in named if value is not None)
    if len(values) < len(card.by) or (card.every is not None and period is None):
        return None
    start = start_of(card.every, date.fromisoformat(period)) if card.every is not None and period is not None else None
    return values, start


def _day_of(run: Run) -> date:
    """The day of a score of the whole run: the one whose law was asked for, else its newest moment."""
    given = run.provenance
    moments = [summary.as_of for summary in run.exports if summary.as_of is not None]
    newest = given.as_of or max(moments, default=None)
    return given.in_force_on or (newest.date() if newest is not None else date.min)


def _score(desk: _Desk, key: Key, day: date, revision: Revision) -> Score | None:
    """None where everything is waived."""
    card = desk.card
    dimensions = tuple(
        _dimension(desk, dimension, card.criteria_of(dimension, revision), key, day) for dimension in card.dimensions
    )
    counted = [(one.weight, one.points) for one in dimensions if one.points is not None]
    whole = sum(weight for weight, _ in counted)
    if not whole:
        return None
    worst = _rounded(sum(weight * points.worst for weight, points in counted) / whole)
    best = _rounded(sum(weight * points.best for weight, points in counted) / whole)
    critical = _critical(card, dimensions)
    breached = tuple(name for name, one in critical if one.verdict == "noncompliant")
    doubtful = tuple(name for name, one in critical if one.verdict == "undecided")
    standards = desk.catalogue.standards
    return Score(
        card=card.id,
        by=dict(zip(card.by, key[0], strict=True)),
        period=key[1],
        day=day,
        revision=revision.version,
        worst=worst,
        best=best,
        worst_band=max(card.band(worst, day, standards), card.cap if breached or doubtful else 0),
        best_band=max(card.band(best, day, standards), card.cap if breached else 0),
        breached=breached,
        doubtful=doubtful,
        dimensions=dimensions,
    )


def _dimension(desk: _Desk, dimension: Dimension, criteria: Sequence[Criterion], key: Key, day: date) -> DimensionScore:
    scores = tuple(_criterion(desk, criterion, key, day) for criterion in criteria)
    counted = [one.points for one in scores if one.points is not None]
    return DimensionScore(
        dimension=dimension.id,
        weight=Fraction(desk.value(dimension.weight, day) or 0),
        points=mean(counted) if counted else None,
        criteria=scores,
    )


def _criterion(desk: _Desk, criterion: Criterion, key: Key, day: date) -> CriterionScore:
    source = desk.sources[criterion.id]
    found = _found(desk, criterion, source, key, day)
    return CriterionScore(
        criterion=criterion.id,
        clause=source.name,
        points=found.points,
        verdict=found.verdict,
        reason=found.reason,
    )


def _found(desk: _Desk, criterion: Criterion, source: _Source, key: Key, day: date) -> Found:
    result, points = source.result, criterion.points
    if result is None:
        return Found(points=OPEN, verdict="undecided", reason=NOT_GIVEN)
    none_at = desk.value(points.none_at, day) if isinstance(points, Linear) else None
    all_at = desk.value(points.all_at, day) if isinstance(points, Linear) and points.all_at is not None else None
    line = line_of(points, none_at, all_at)
    if source.groups is None:
        return of_records(result, line)
    groups = source.groups.get(key, ())
    if not groups:
        return Found(points=OPEN, verdict="undecided", reason=result.reason if not result.groups else NO_CASES)
    check = source.clause.check
    return of_groups(groups, line, desk.catalogue.kpis[check.kpi] if isinstance(check, Target) else None)


def _critical(card: Scorecard, dimensions: Sequence[DimensionScore]) -> list[tuple[Id, CriterionScore]]:
    """The critical criteria that count and are not waived."""
    critical = {criterion.id for _, criterion in card.criteria() if criterion.critical}
    scores = [one for dimension in dimensions for one in dimension.criteria]
    return [(one.criterion, one) for one in scores if one.criterion in critical and one.points is not None]


def _rounded(share: Fraction) -> Decimal:
    """Of 0 to 1 to points of a whole card, one decimal, half up."""
    points = share * FULL * 10
    return Decimal((2 * points.numerator + points.denominator) // (2 * points.denominator)).scaleb(-1).quantize(_DIGITS)
