"""The pages behind the chapters: the table of standards, and the rules of scoring."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from guiju.handbook import paths
from guiju.handbook.appendix_words import APPENDIX, CHECK_KINDS
from guiju.handbook.edition import Edition
from guiju.handbook.law import Standing, standing
from guiju.handbook.scorecards import appendix_word, scorecards_variables
from guiju.handbook.standards import ShownClause, shown_clauses, shown_limits
from guiju.model.pack import Chapter
from guiju.model.standard import Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One clause in the table of standards."""

    standard: Standard
    stand: Standing | None
    """Only in the first row of its standard."""
    shown: ShownClause
    limits: tuple[Markup, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix: path, template, title and variables of its page."""

    path: str
    template: str
    title: str
    variables: Mapping[str, object]


def appendices(edition: Edition) -> Iterator[Appendix]:
    """Every appendix of the handbook, in order."""
    words = {"term": lambda name, **values: appendix_word(edition, name, **values)}
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


def _chapters(edition: Edition) -> Iterator[tuple[Chapter, tuple[TableRow, ...]]]:
    for chapter in edition.catalogue.pack.chapters:
        rows = tuple(row for standard in edition.standards_of(chapter.id) for row in _rows(edition, standard))
        if rows:
            yield chapter, rows


def _rows(edition: Edition, standard: Standard) -> Iterator[TableRow]:
    stand = standing(standard, edition.today)
    limits = shown_limits(edition, standard, stand.shown)
    clauses = [shown for shown in shown_clauses(edition, standard, stand) if shown.state != "retired"]
    for place, shown in enumerate(clauses):
        kind = shown.clause.check.kind if shown.clause.check is not None else "none"
        yield TableRow(
            standard=standard,
            stand=None if place else stand,
            shown=shown,
            limits=tuple(row.phrase for row in limits if shown.clause in row.clauses),
            kind=edition.say(CHECK_KINDS[kind]),
        )
