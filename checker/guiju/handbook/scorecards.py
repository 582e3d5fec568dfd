"""What the appendix on scoring says of each scorecard: weights, criteria with their limits, bands and history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from guiju.handbook import paths
from guiju.handbook.appendix_words import APPENDIX, GRADED, PERIODS
from guiju.handbook.edition import Edition, marked
from guiju.handbook.escape import plain
from guiju.handbook.law import standing
from guiju.handbook.standards import shown_limits
from guiju.model.checks import Target
from guiju.model.measuring import clauses_for
from guiju.model.quantity import AnyQuantity, Flag, Percentage
from guiju.model.record import Name
from guiju.model.scorecard import FULL, Band, Criterion, Dimension, LimitName, Linear, Scorecard, number_of
from guiju.model.standard import Clause, Revision, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownValue:
    """A limit in words, with the page of the standard that it stands in, where it is not the card's own."""

    words: Markup
    number: float
    path: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCriterion:
    """One row of a card's criteria."""

    dimension: Dimension | None
    """Only in the first row of its dimension."""
    weight: ShownValue | None
    criterion: Criterion
    standard: Standard
    clause: Clause
    asked: tuple[Markup, ...]
    """What the clause asks for, in words; empty where no number says it."""
    points: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBand:
    """One grade."""

    band: Band
    low: ShownValue | None
    high: Markup | None
    """The lower edge of the band above."""
    width: float
    """Points from its lower to its upper edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRevision:
    """One revision with what it changed, in words."""

    revision: Revision
    changes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCard:
    """One card as the page shows it."""

    card: Scorecard
    in_force: Revision | None
    shown: Revision
    upcoming: Revision | None
    graded: str
    criteria: tuple[ShownCriterion, ...]
    bands: tuple[ShownBand, ...]
    cap: Band | None
    """The best band while a critical criterion is not compliant; None where no criterion in force is critical."""
    history: tuple[ShownRevision, ...]


def appendix_word(edition: Edition, word: str, /, **values: object) -> Markup:
    """One of the words of the appendices, its `{...}` filled with escaped values."""
    filled = {name: plain(value) for name, value in values.items()}
    return Markup(APPENDIX[word].in_(edition.lang)).format(**filled)  # noqa: S704  # our own words


def scorecards_variables(edition: Edition) -> dict[str, object]:
    """The variables of the template `scorecards`."""
    return {"cards": shown_cards(edition)}


def shown_cards(edition: Edition) -> tuple[ShownCard, ...]:
    """Every card, in the order of the pack."""
    return tuple(_shown(edition, card) for card in edition.catalogue.scorecards.values())


def _shown(edition: Edition, card: Scorecard) -> ShownCard:
    in_force = card.revision_on(edition.today)
    upcoming = next((revision for revision in reversed(card.revisions) if revision.effective > edition.today), None)
    shown = in_force or card.revisions[-1]
    critical = any(c.critical for dimension in card.dimensions for c in card.criteria_of(dimension, shown))
    joint = ", " if edition.lang == "en" else ""
    return ShownCard(
        card=card,
        in_force=in_force,
        shown=shown,
        upcoming=upcoming,
        graded=edition.say(GRADED[card.grades]) + joint + edition.say(PERIODS[card.every]),
        criteria=tuple(_criteria(edition, card, shown)),
        bands=tuple(_bands(edition, card, shown)),
        cap=card.bands[card.cap] if critical else None,
        history=tuple(_history(edition, card)),
    )


def _value(edition: Edition, card: Scorecard, limit: LimitName, shown: Revision) -> ShownValue:
    """A limit as it is in force; before the card's first day as it will be then."""
    day = max(edition.today, shown.effective)
    value = card.value_on(limit, day, edition.catalogue.standards)
    standard = limit.rpartition("#")[0]
    return ShownValue(
        words=_words(edition, value, limit),
        number=float((number_of(value) or Decimal(0)) * (FULL if isinstance(value, Percentage) else 1)),
        path=f"{paths.standard_path(standard)}#limits" if standard else None,
    )


def _words(edition: Edition, value: AnyQuantity | None, limit: LimitName) -> Markup:
    return marked(value.in_(edition.lang)) if value is not None else plain(limit)


def _criteria(edition: Edition, card: Scorecard, shown: Revision) -> Iterator[ShownCriterion]:
    catalogue = edition.catalogue
    clauses = {f"{standard.id}#{clause.id}": clause for standard, clause in catalogue.clauses()}
    for dimension in card.dimensions:
        for place, criterion in enumerate(card.criteria_of(dimension, shown)):
            name = next(clauses_for(card, criterion, clauses))
            standard = catalogue.standards[name.partition("#")[0]]
            clause = clauses[name]
            asked = tuple(_asked(edition, standard, clause))
            yield ShownCriterion(
                dimension=None if place else dimension,
                weight=None if place else _value(edition, card, dimension.weight, shown),
                criterion=criterion,
                standard=standard,
                clause=clause,
                asked=asked,
                points=_points(edition, card, criterion, shown, _of_clause(edition, clause, standard)),
            )


def _asked(edition: Edition, standard: Standard, clause: Clause) -> Iterator[Markup]:
    """The limits that a clause is judged by, without the fewest cases and the like."""
    check = clause.check
    named = check.limits if isinstance(check, Target) else None
    for row in shown_limits(edition, standard, standing(standard, edition.today).shown):
        # A yes or no steers how a clause is judged and is no limit of it.
        meant = clause in row.clauses and not isinstance(row.limit.value, Flag)
        if meant and (named is None or row.limit.name in named):
            yield row.phrase


def _points(edition: Edition, card: Scorecard, criterion: Criterion, shown: Revision, full: ShownValue) -> Markup:
    """How points follow; `full` is where they are full if the card does not say."""
    points = criterion.points
    if not isinstance(points, Linear):
        return appendix_word(edition, "met")
    none_at = _value(edition, card, points.none_at, shown)
    all_at = _value(edition, card, points.all_at, shown) if points.all_at is not None else full
    word = "linear_up" if all_at.number >= none_at.number else "linear_down"
    return appendix_word(edition, word, none=none_at.words, all=all_at.words)


def _of_clause(edition: Edition, clause: Clause, standard: Standard) -> ShownValue:
    """Where points are full if the card does not say: at the clause's own limit, or with every record kept."""
    check, values = clause.check, standing(standard, edition.today).shown.sets
    name = check.limits[0] if isinstance(check, Target) else getattr(check, "tolerance", None)
    value = values.get(name) if name is not None else None
    value = value or Percentage(Decimal(FULL))
    number = float((number_of(value) or Decimal(0)) * (FULL if isinstance(value, Percentage) else 1))
    return ShownValue(words=marked(value.in_(edition.lang)), number=number, path=None)


def _bands(edition: Edition, card: Scorecard, shown: Revision) -> Iterator[ShownBand]:
    above: ShownValue | None = None
    for band in card.bands:
        low = _value(edition, card, band.at_least, shown) if band.at_least is not None else None
        width = (above.number if above is not None else FULL) - (low.number if low is not None else 0)
        yield ShownBand(band=band, low=low, high=above.words if above is not None else None, width=round(width, 3))
        above = low


def _history(edition: Edition, card: Scorecard) -> Iterator[ShownRevision]:
    """Newest first, each held against the one before it."""
    for revision, older in pairwise((*card.revisions, None)):
        if revision is not None:
            changes = (
                *_limits_changed(edition, card, revision, older),
                *_criteria_changed(edition, card, revision, older),
            )
            yield ShownRevision(revision=revision, changes=changes if older is not None else ())


def _limits_changed(edition: Edition, card: Scorecard, revision: Revision, older: Revision | None) -> Sequence[Markup]:
    before = older.sets if older is not None else dict[Name, AnyQuantity]()
    labels = dict(_labels(edition, card))
    colon = "：" if edition.lang == "zh" else ": "
    none = plain(edition.word("none"))
    found: list[Markup] = []
    for name in dict.fromkeys((*revision.sets, *before)):
        old, new = before.get(name), revision.sets.get(name)
        if old != new:
            told = [marked(value.in_(edition.lang)) if value is not None else none for value in (old, new)]
            label = labels.get(name, plain(name))
            found.append(Markup("{}{}<del>{}</del> → {}").format(label, colon, *told))
    return found


def _labels(edition: Edition, card: Scorecard) -> Iterator[tuple[str, Markup]]:
    """Parameter -> what it is, for a line of the history."""
    for dimension in card.dimensions:
        yield dimension.weight, appendix_word(edition, "of_weight", name=plain(edition.say(dimension.title)))
    for _, criterion in card.criteria():
        if isinstance(criterion.points, Linear):
            name = plain(edition.say(criterion.title))
            yield criterion.points.none_at, appendix_word(edition, "of_start", name=name)
            if criterion.points.all_at is not None:
                yield criterion.points.all_at, appendix_word(edition, "of_full", name=name)
    for band in card.bands:
        if band.at_least is not None:
            yield band.at_least, appendix_word(edition, "of_band", name=plain(edition.say(band.title)))


def _criteria_changed(
    edition: Edition, card: Scorecard, revision: Revision, older: Revision | None
) -> Iterator[Markup]:
    """Criteria that come, go, or change whether they are critical: then an old one on the same clause ends."""
    if older is None:
        return
    for dimension in card.dimensions:
        now, then = card.criteria_of(dimension, revision), card.criteria_of(dimension, older)
        fresh, gone = [one for one in now if one not in then], [one for one in then if one not in now]
        for criterion in fresh:
            name = plain(edition.say(criterion.title))
            twin = next((old for old in gone if (old.clause, old.kpi) == (criterion.clause, criterion.kpi)), None)
            if twin is None:
                yield appendix_word(edition, "criterion_enters", name=name)
            elif twin.critical != criterion.critical:
                yield appendix_word(
                    edition, "became_critical" if criterion.critical else "no_longer_critical", name=name
                )
            gone = [old for old in gone if old is not twin]
        for criterion in gone:
            yield appendix_word(edition, "criterion_leaves", name=plain(edition.say(criterion.title)))
