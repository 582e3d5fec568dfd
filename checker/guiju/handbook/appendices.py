"""The pages behind the chapters: the table of standards, and the rules of scoring."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from guiju.handbook import paths
from guiju.handbook.appendix_words import APPENDIX, CHECK_KINDS
from guiju.handbook.edition import Edition
from guiju.handbook.law import Standing, standing
from guiju.handbook.scorecards import appendix_word, scorecards_variables
from guiju.handbook.standards import ShownClause, ShownLimit, shown_clauses, shown_limits
from guiju.model.checks import parameters_of
from guiju.model.pack import Chapter
from guiju.model.standard import Standard


@dataclass(frozen=True, slots=True)
class TableLimit:
    """One limit of a clause."""

    phrase: Markup
    name: str | None
    """Its parameter, where the phrase alone would not say what the number is for."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One clause in the table of standards."""

    shown: ShownClause
    limits: tuple[TableLimit, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class TableStandard:
    """One standard with its clauses."""

    standard: Standard
    stand: Standing
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix: path, template, title and variables of its page."""

    path: str
    template: str
    title: str
    variables: Mapping[str, object]


def appendices(edition: Edition) -> Iterator[Appendix]:
    """Every appendix of the handbook, in order."""
    words = {"term": partial(appendix_word, edition)}
    for path, template, name, variables in (
        (paths.STANDARDS_TABLE, "standards_table", "standards_table", {"chapters": tuple(_chapters(edition))}),
        (paths.SCORECARDS, "scorecards", "scoring", scorecards_variables(edition)),
    ):
        yield Appendix(path, template, edition.say(APPENDIX[name]), {**words, **variables})


def appendices_title(edition: Edition) -> str:
    """What the group of appendices is called in the navigation."""
    return edition.say(APPENDIX["appendices"])


def appendix_entries(edition: Edition) -> list[Mapping[str, str]]:
    """The appendices of this module in the navigation."""
    entries = ((paths.STANDARDS_TABLE, "standards_table"), (paths.SCORECARDS, "scoring"))
    return [{edition.say(APPENDIX[name]): path} for path, name in entries]


def _chapters(edition: Edition) -> Iterator[tuple[Chapter, tuple[TableStandard, ...]]]:
    for chapter in edition.catalogue.pack.chapters:
        standards = tuple(_standard(edition, standard) for standard in edition.standards_of(chapter.id))
        if standards:
            yield chapter, standards


def _standard(edition: Edition, standard: Standard) -> TableStandard:
    stand = standing(standard, edition.today)
    limits = shown_limits(edition, standard, stand.shown)
    clauses = [shown for shown in shown_clauses(edition, standard, stand) if shown.state != "retired"]
    return TableStandard(standard, stand, tuple(_row(edition, shown, limits) for shown in clauses))


def _row(edition: Edition, shown: ShownClause, limits: Sequence[ShownLimit]) -> TableRow:
    check = shown.clause.check
    judged = parameters_of(check) if check is not None else ()
    found = tuple(
        TableLimit(row.phrase, None if row.limit.name in judged else row.limit.name)
        for row in limits
        if shown.clause in row.clauses
    )
    return TableRow(shown, found, edition.say(CHECK_KINDS[check.kind if check is not None else "none"]))
