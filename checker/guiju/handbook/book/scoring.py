"""The rules of scoring: how points come about, and each scorecard with its criteria, grades and history."""

from collections.abc import Iterator

from guiju.handbook.appendix_words import APPENDIX
from guiju.handbook.book.manuscript import Manuscript
from guiju.handbook.book.nodes import (
    SPACE,
    Blocks,
    Column,
    Inlines,
    bullets,
    heading,
    lines,
    para,
    strong,
    styled,
    table,
    words,
)
from guiju.handbook.book.spoken import spoken
from guiju.handbook.scorecards import (
    ShownBand,
    ShownCard,
    ShownCriterion,
    ShownRevision,
    appendix_word,
    shown_cards,
)
from guiju.model.scorecard import Consequence

_RULES = ("weights", "points", "open", "waived", "critical", "period", "rounding")


def scoring(script: Manuscript) -> Blocks:
    """Every scorecard; nothing where the pack has none."""
    cards = shown_cards(script.edition)
    if not cards:
        return []
    return [
        heading(1, _term(script, "scoring"), "book-scoring"),
        styled("Lead", [para(_term(script, "scoring_lead"))]),
        heading(2, _term(script, "how_scores_are_made"), "book-scoring-rules"),
        bullets(_term(script, f"rule_{name}") for name in _RULES),
        *(block for card in cards for block in _card(script, card)),
    ]


def _card(script: Manuscript, shown: ShownCard) -> Iterator[dict[str, object]]:
    edition, card = script.edition, shown.card
    yield heading(2, words(edition.say(card.title)), f"scorecard-{card.id}")
    yield styled("Lead", [para(words(edition.say(card.summary)))])
    since = "effective_from" if shown.in_force is not None else "effective_on"
    marks = [
        words(f"{edition.word('version')} {shown.shown.version}"),
        words(edition.word(since, day=edition.day(shown.shown.effective))),
        script.labelled(edition.say(APPENDIX["graded"]), words(shown.graded)),
        script.labelled(edition.word("owner"), script.roles((card.owner,))),
    ]
    yield styled("Facts", [para(script.row(marks))])
    yield heading(3, _term(script, "dimensions"))
    shares = (("dimension", 0.2), ("criterion", 0.32), ("asked", 0.2), ("points", 0.28))
    yield table(_columns(script, shares), [_criterion(script, row) for row in shown.criteria])
    if shown.cap is not None:
        yield styled("Note", [para(_term(script, "critical_note", band=edition.say(shown.cap.title)))])
    yield heading(3, _term(script, "bands"))
    narrow = (("grade", 0.2), ("band_points", 0.25), ("consequences", 0.55))
    yield table(_columns(script, narrow), [_band(script, band) for band in shown.bands])
    yield heading(3, words(edition.word("history")))
    names = (("version", 0.11), ("effective", 0.2), ("changed", 0.35), ("reason", 0.34))
    columns = [Column(edition.word(name), share) for name, share in names]
    yield table(columns, [_revision(script, item, first=item == shown.history[-1]) for item in shown.history])


def _criterion(script: Manuscript, row: ShownCriterion) -> tuple[Inlines, ...]:
    edition = script.edition
    dimension: Inlines = []
    if row.dimension is not None and row.weight is not None:
        dimension = [*strong(words(edition.say(row.dimension.title))), *SPACE, *spoken(row.weight.words)]
    title = script.linked(words(edition.say(row.criterion.title)), row.standard.id, row.clause.id)
    critical = [*SPACE, *strong(_term(script, "critical"))] if row.criterion.critical else []
    return (
        dimension,
        lines([[*title, *critical], words(edition.say(row.standard.title))]),
        lines(spoken(phrase) for phrase in row.asked) or _term(script, "every_record"),
        spoken(row.points),
    )


def _band(script: Manuscript, shown: ShownBand) -> tuple[Inlines, ...]:
    edition, band = script.edition, shown.band
    fails = [*SPACE, *_term(script, "fails")] if band.fails else []
    points = (
        _term(script, "from_points", low=shown.low.words)
        if shown.low is not None
        else _term(script, "below_points", high=shown.high)
    )
    consequences = lines(_consequence(script, one) for one in band.consequences) or words("–")
    return [*strong(words(edition.say(band.title))), *fails], points, consequences


def _consequence(script: Manuscript, one: Consequence) -> Inlines:
    edition = script.edition
    behind: list[Inlines] = [script.roles((one.by,))] if one.by is not None else []
    if one.clause is not None:
        name, _, clause_id = one.clause.partition("#")
        standard = edition.catalogue.standards[name]
        clause = standard.clause(clause_id)
        behind += [script.clause(standard, clause)] if clause is not None else []
    told = words(edition.say(one.text))
    return script.row([told, *behind])


def _revision(script: Manuscript, item: ShownRevision, *, first: bool) -> tuple[Inlines, ...]:
    edition, revision = script.edition, item.revision
    by = edition.word("by_whom", author=edition.role(revision.author), approver=edition.role(revision.approver))
    changed = lines(spoken(change) for change in item.changes)
    return (
        words(revision.version),
        words(edition.day(revision.effective)),
        changed or words(edition.word("first" if first else "unchanged")),
        lines([words(edition.say(revision.reason)), words(by)]),
    )


def _columns(script: Manuscript, shares: tuple[tuple[str, float], ...]) -> list[Column]:
    return [Column(script.edition.say(APPENDIX[name]), share) for name, share in shares]


def _term(script: Manuscript, name: str, **values: object) -> Inlines:
    return spoken(appendix_word(script.edition, name, **values))
