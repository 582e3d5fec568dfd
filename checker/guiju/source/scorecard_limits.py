"""The limits of scorecards: each that is named is set, each that is set is used, weights make the whole, units fit."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guiju.model.problem import Problem
from guiju.model.quantity import AnyQuantity, Duration, Number, Percentage
from guiju.model.record import Id
from guiju.model.scorecard import FULL, Criterion, Linear, Scorecard, limits_of, number_of
from guiju.model.standard import Revision, Standard, is_there
from guiju.model.text import Text
from guiju.source.nodes import Document, Path
from guiju.source.suggestions import nearest, unknown

STANDARD = Text(zh="标准", en="standard")

_PERCENT = Text(zh="百分比，如 20%", en="a percentage such as 20%")
_POINTS = Text(zh="分数，如 80", en="a number of points such as 80")
_KINDS: Mapping[str, tuple[Callable[[AnyQuantity], bool], Text]] = {
    "share": (lambda value: isinstance(value, Percentage), _PERCENT),
    "weight": (lambda value: isinstance(value, Percentage) and 0 <= value.number <= FULL, _PERCENT),
    "percent": (lambda value: isinstance(value, Percentage), _PERCENT),
    "seconds": (
        lambda value: isinstance(value, Duration) and value.seconds is not None,
        Text(zh="时长，如 PT20M", en="a duration such as PT20M"),
    ),
    "plain": (lambda value: isinstance(value, Number), _POINTS),
}
"""What a limit must be, by the unit of what it is held against."""
_WEIGHTS = -1
"""All dimensions together, where one is named by its place."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A place that names a limit."""

    limit: str
    path: Path
    unit: str
    part: Criterion | None = None
    """The criterion that it belongs to; weights and bands are there in every version."""

    def counts_in(self, revision: Revision) -> bool:
        """Whether the place is there in a revision of the card."""
        return self.part is None or is_there(self.part, revision)


def check_limits(
    card: Scorecard, document: Document, standards: Mapping[Id, Standard], units: Mapping[Id, str]
) -> Iterator[Problem]:
    """Everything that is wrong with the limits of one card; `units` are those of its criteria."""
    uses = list(_uses(card, units))
    for use in uses:
        yield from _set(card, document, standards, use)
        yield from _fitting(card, document, standards, use)
    yield from _unused(card, document, uses)
    yield from _whole(card, document, standards)


def law_days(card: Scorecard, standards: Mapping[Id, Standard]) -> list[date]:
    """The days from which a limit of the card, or of what decides it, may be another; from the card's first day on."""
    first = card.revisions[-1].effective
    named = {limit.rpartition("#")[0] for limit in limits_of(card)}
    named |= {criterion.clause.partition("#")[0] for _, criterion in card.criteria() if criterion.clause is not None}
    others = {revision.effective for name in named if name in standards for revision in standards[name].revisions}
    return sorted({revision.effective for revision in card.revisions} | {day for day in others if day > first})


def _uses(card: Scorecard, units: Mapping[Id, str]) -> Iterator[_Use]:
    for at, dimension in enumerate(card.dimensions):
        yield _Use(dimension.weight, ("dimensions", at, "weight"), "weight")
        for place, criterion in enumerate(dimension.criteria):
            path: Path = ("dimensions", at, "criteria", place, "points")
            if isinstance(criterion.points, Linear):
                unit = units.get(criterion.id, "")
                yield _Use(criterion.points.none_at, (*path, "none_at"), unit, criterion)
                if criterion.points.all_at is not None:
                    yield _Use(criterion.points.all_at, (*path, "all_at"), unit, criterion)
    for place, band in enumerate(card.bands):
        if band.at_least is not None:
            yield _Use(band.at_least, ("bands", place, "at_least"), "plain")


def _set(card: Scorecard, document: Document, standards: Mapping[Id, Standard], use: _Use) -> Iterator[Problem]:
    where = document.at(use.path)
    standard, _, name = use.limit.rpartition("#")
    known = {own for revision in card.revisions for own in revision.sets}
    if standard and standard not in standards:
        yield Problem(where, unknown(STANDARD, standard, standards))
        return
    if standard:
        known = {own for revision in standards[standard].revisions for own in revision.sets}
    if name not in known:
        hint = nearest(name, known)
        zh, en = f"参数 {use.limit} 没有任何修订设定{hint.zh}", f"no revision sets the parameter {use.limit}"
        yield Problem(where, Text(zh=zh, en=en + hint.in_("en")))
        return
    for revision in card.revisions:
        if standard or name in revision.sets or not use.counts_in(revision):
            continue
        zh = f"修订 {revision.version} 没有设定参数 {name}，而评分要用它"
        en = f"revision {revision.version} does not set {name}, which the card then names; set it"
        yield Problem(document.at(("revisions", card.revisions.index(revision), "sets")), Text(zh=zh, en=en))
    gone = next((day for day in law_days(card, standards) if _gone(card, standards, use, day)), None)
    if standard and gone is not None:
        zh = f"{gone} 施行的 {standard} 没有设定 {name}；请写评分卡自己的参数，或推迟施行"
        en = f"on {gone} {standard} does not set {name}; write a parameter of the card's own, or let it start later"
        yield Problem(where, Text(zh=zh, en=en))


def _gone(card: Scorecard, standards: Mapping[Id, Standard], use: _Use, day: date) -> bool:
    """Whether a limit has no value on a day on which the card needs it."""
    revision = card.revision_on(day)
    needed = revision is not None and use.counts_in(revision)
    return needed and card.value_on(use.limit, day, standards) is None


def _fitting(card: Scorecard, document: Document, standards: Mapping[Id, Standard], use: _Use) -> Iterator[Problem]:
    fits, wanted = _KINDS.get(use.unit, _KINDS["plain"])
    for day in law_days(card, standards) if use.unit else ():
        value = card.value_on(use.limit, day, standards)
        if value is not None and not fits(value):
            zh, en = (
                f"{use.limit} 是 {value}，这里应为{wanted.zh}",
                f"{use.limit} is {value}; {wanted.in_('en')} is needed",
            )
            yield Problem(document.at(use.path), Text(zh=zh, en=en))
            return


def _unused(card: Scorecard, document: Document, uses: list[_Use]) -> Iterator[Problem]:
    used = {use.limit for use in uses}
    told: set[str] = set()
    for place, revision in enumerate(card.revisions):
        for name in revision.sets:
            if name not in used and name not in told:
                told.add(name)
                zh, en = f"参数 {name} 没有被用到", f"nothing uses the parameter {name}"
                yield Problem(document.key(("revisions", place, "sets", name)), Text(zh=zh, en=en), level="warning")


def _whole(card: Scorecard, document: Document, standards: Mapping[Id, Standard]) -> Iterator[Problem]:
    """Weights that do not make the whole from some day on, and weights with nothing that counts; each told once."""
    told: set[int] = set()
    for day in law_days(card, standards):
        revision = card.revision_on(day)
        values = [card.value_on(dimension.weight, day, standards) for dimension in card.dimensions]
        weights = [value.number for value in values if isinstance(value, Percentage)]
        whole = sum(weights, Decimal(0))
        if len(weights) == len(values) and whole != FULL and _WEIGHTS not in told:
            told.add(_WEIGHTS)
            zh, en = (
                f"自 {day} 起各维度权重合计为 {whole:f}%，应为 100%",
                f"from {day} on the weights add up to {whole:f}%, not 100%",
            )
            yield Problem(document.at(("dimensions", 0, "weight")), Text(zh=zh, en=en))
        for at, dimension in enumerate(card.dimensions):
            if revision is None or not number_of(values[at]) or card.criteria_of(dimension, revision) or at in told:
                continue
            told.add(at)
            zh = f"自 {day} 起维度 {dimension.id} 有权重而没有条目"
            en = f"from {day} on the dimension {dimension.id} has a weight and no criterion"
            yield Problem(document.at(("dimensions", at, "weight")), Text(zh=zh, en=en))
