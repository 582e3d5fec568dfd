"""The compliance dashboard: every clause with its last verdict, what changed, what could not be judged, and why."""

from collections.abc import Iterator
from dataclasses import dataclass

from guiju.charts.numbers import share
from guiju.handbook import paths
from guiju.handbook.edition import Edition
from guiju.handbook.verdicts import LastTold, State, broken_of, last_told, worst_first
from guiju.model.pack import Chapter
from guiju.model.published import Published, PublishedRun
from guiju.model.standard import SEVERITIES, Clause, Severity, Standard

STATES: tuple[State, ...] = ("noncompliant", "undecided", "absent", "compliant")
WORST = 10
"""Clauses that are told first."""
FEW = 5
"""Up to so many lines are told unfolded: to open them would be more work than to read them."""
_BANDS = (("band_below", 0.0), ("band_90", 0.9), ("band_95", 0.95), ("band_99", 0.99))
"""How much of a clause is kept although it is not compliant, the least first, from which share."""
_CHANGES = ("change_worse", "change_lost", "change_better")
_SHORT = 12
"""Characters of a digest that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One clause."""

    standard: Standard
    clause: Clause
    last: LastTold

    @property
    def path(self) -> str:
        """Where its page tells more."""
        return paths.clause_path(self.standard.id, self.clause.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterLines:
    """The clauses of a chapter, worst first."""

    chapter: Chapter
    lines: tuple[Line, ...]

    def having(self, state: State) -> tuple[Line, ...]:
        """Those with this last verdict."""
        return tuple(line for line in self.lines if line.last.state == state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """How the whole is doing, in one breath."""

    met: int
    judged: int
    rate: str
    until: str
    """The day that the data of the newest run reach to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """The clauses of one severity that are not compliant, and how many of them are kept how far."""

    severity: Severity
    count: int
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What became of clauses since the run before."""

    word: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason for which clauses were not judged."""

    reason: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """An export of the newest run that does not keep its contract."""

    title: str
    broken: int
    doubtful: int
    names: tuple[str, ...]


def dashboard_variables(edition: Edition) -> dict[str, object]:
    """The variables of the template `compliance`; without runs there are none but `published`."""
    published = edition.published
    if published is None:
        return {"published": None}
    chapters = chapter_lines(edition)
    lines = [line for chapter in chapters for line in chapter.lines]
    return {
        "published": published,
        "runs": tuple(_run(edition, run) for run in reversed(published.runs)),
        "pack": _pack(edition, published.newest),
        "STATES": STATES,
        "FEW": FEW,
        "worst": tuple(sorted(_missed(lines), key=_order)[:WORST]),
        "band_words": tuple(word for word, _ in _BANDS),
        "misses": _misses(_missed(lines)),
        "chapters": chapters,
        "turns": _turns(edition, lines),
        "compared": any(line.last.before for line in lines),
        "reasons": _reasons(edition, lines),
        "contracts": tuple(_contracts(edition, published)),
        "waived": tuple(line for line in lines if line.last.result.waived),
    }


def doing(edition: Edition) -> Doing | None:
    """What a manager asks first; None where no run has judged anything."""
    counted = totals(edition)
    met, judged = counted["compliant"], counted["compliant"] + counted["noncompliant"]
    if edition.published is None or not judged:
        return None
    _, until = _run(edition, edition.published.newest)
    return Doing(met=met, judged=judged, rate=share(met, judged), until=until)


def totals(edition: Edition) -> dict[State, int]:
    """How many clauses have each last verdict."""
    states = [line.last.state for chapter in chapter_lines(edition) for line in chapter.lines]
    return {state: states.count(state) for state in STATES}


def chapter_lines(edition: Edition) -> tuple[ChapterLines, ...]:
    """The chapters with clauses that some run knows, in the order of the handbook."""
    found = (
        ChapterLines(chapter=chapter, lines=tuple(sorted(_lines(edition, chapter), key=_order)))
        for chapter in edition.catalogue.pack.chapters
    )
    return tuple(chapter for chapter in found if chapter.lines)


def _lines(edition: Edition, chapter: Chapter) -> Iterator[Line]:
    for standard in edition.standards_of(chapter.id):
        for clause in standard.clauses:
            last = last_told(edition, f"{standard.id}.{clause.id}") if clause.check is not None else None
            if last is not None:
                yield Line(standard=standard, clause=clause, last=last)


def _order(line: Line) -> tuple[int, tuple[int, float, str]]:
    return STATES.index(line.last.state), worst_first(line.last.result)


def _missed(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.last.state == "noncompliant"]


def _misses(lines: list[Line]) -> tuple[Miss, ...]:
    """By severity, the gravest first: whether much is missed, or a great deal missed by little."""
    found: dict[Severity, list[int]] = {}
    for line in lines:
        found.setdefault(line.last.result.severity, []).append(_band(line))
    return tuple(
        Miss(
            severity=severity,
            count=len(found[severity]),
            bands=tuple(found[severity].count(band) for band in range(len(_BANDS))),
        )
        for severity in reversed(SEVERITIES)
        if severity in found
    )


def _band(line: Line) -> int:
    broken, judged = broken_of(line.last.result)
    kept = 1 - broken / judged if judged else 0.0
    return max(number for number, (_, least) in enumerate(_BANDS) if kept >= least)


def _turns(edition: Edition, lines: list[Line]) -> tuple[Turn, ...]:
    """What changed, what got worse first."""
    words = [edition.word(name) for name in _CHANGES]
    found = (Turn(word=word, lines=tuple(each for each in lines if each.last.change == word)) for word in words)
    return tuple(turn for turn in found if turn.lines)


def _run(edition: Edition, run: PublishedRun) -> tuple[str, str]:
    return run.name, edition.day(run.as_of.date()) if run.as_of is not None else edition.word("no_day")


def _pack(edition: Edition, run: PublishedRun) -> str:
    """Whether the newest run judged by the pack that this handbook is made of."""
    digest = run.run.provenance.pack_digest
    if digest == edition.catalogue.digest:
        return edition.word("pack_same")
    known = {f"{standard.id}.{clause.id}" for standard, clause in edition.catalogue.clauses()}
    gone = sum(result.clause not in known for result in run.run.clauses)
    return edition.word("pack_older", digest=digest[:_SHORT], gone=gone)


def _reasons(edition: Edition, lines: list[Line]) -> tuple[Why, ...]:
    """Reasons of clauses that were asked and have no verdict, the most frequent first."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.last.state == "undecided":
            result = line.last.result
            told = [edition.say(reason.text) for reason in result.reasons] or [edition.say(result.reason)]
            for reason in dict.fromkeys(told):
                found.setdefault(reason or edition.word("no_reason"), []).append(line)
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(Why(reason=reason, lines=tuple(having)) for reason, having in ordered)


def _contracts(edition: Edition, published: Published) -> Iterator[Contract]:
    for contract in published.newest.run.contracts:
        broken = contract.with_verdict("broken")
        if not broken and not contract.doubtful:
            continue
        known = edition.catalogue.exports.get(contract.export)
        yield Contract(
            title=edition.say(known.title) if known is not None else contract.export,
            broken=len(broken),
            doubtful=len(contract.doubtful),
            names=tuple(dict.fromkeys(one.type for one in (*broken, *contract.doubtful))),
        )
