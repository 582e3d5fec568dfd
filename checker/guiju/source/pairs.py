"""The references of checks that read two exports: cadences with their rosters, matches with their partners."""

from collections.abc import Iterator, Mapping

from guiju.model.checks import Cadence, Match, Subjects
from guiju.model.export import Column
from guiju.model.problem import Problem
from guiju.model.record import Name
from guiju.model.text import Text
from guiju.source.known import EXPORT, Known, column, reference, time_column
from guiju.source.nodes import Document, Path
from guiju.source.suggestions import unknown

Columns = Mapping[str, Column] | None


def check_cadence(check: Cadence, document: Document, path: Path, known: Known) -> Iterator[Problem]:
    """Everything in a cadence that points to what is not there, or cannot be used as it is."""
    columns = known.columns(check.on)
    yield from reference(document, (*path, "on"), check.on, EXPORT, known.exports)
    yield from time_column(document, (*path, "at"), check.at, columns)
    for place, name in enumerate(check.subject):
        yield from name_of_subject(document, (*path, "subject", place), name, columns)
    if check.subjects is not None:
        yield from _roster(check.subjects, document, (*path, "subjects"), columns, known)
    if check.covers is not None:
        yield from column(document, (*path, "covers"), check.covers, columns)
        yield from _values(check, document, path, (columns or {}).get(check.covers))


def check_match(check: Match, document: Document, path: Path, known: Known) -> Iterator[Problem]:
    """Everything in a match that points to what is not there."""
    columns, partner = known.columns(check.on), known.columns(check.with_)
    yield from reference(document, (*path, "on"), check.on, EXPORT, known.exports)
    yield from reference(document, (*path, "with"), check.with_, EXPORT, known.exports)
    yield from time_column(document, (*path, "at"), check.at, columns)
    yield from time_column(document, (*path, "with_at"), check.with_at, partner)
    yield from check_key(check.key, document, path, columns, partner)


def check_key(
    key: Mapping[Name, Name], document: Document, path: Path, mine: Columns, theirs: Columns
) -> Iterator[Problem]:
    """Columns of a key that are not there, or never agree."""
    for own, other in key.items():
        for problem in column(document, (*path, "key", own), own, mine):
            yield Problem(document.key((*path, "key", own)), problem.message)
        yield from column(document, (*path, "key", own), other, theirs)
        yield from same_type(document, (*path, "key", own), (mine or {}).get(own), (theirs or {}).get(other))


def _roster(subjects: Subjects, document: Document, path: Path, events: Columns, known: Known) -> Iterator[Problem]:
    roster = known.columns(subjects.export)
    yield from reference(document, (*path, "export"), subjects.export, EXPORT, known.exports)
    for event, listed in subjects.key.items():
        for problem in name_of_subject(document, (*path, "key", event), event, events):
            yield Problem(document.key((*path, "key", event)), problem.message)
        yield from column(document, (*path, "key", event), listed, roster)
        yield from same_type(document, (*path, "key", event), (events or {}).get(event), (roster or {}).get(listed))
    yield from time_column(document, (*path, "from"), subjects.from_, roster)
    yield from time_column(document, (*path, "until"), subjects.until, roster)


def name_of_subject(document: Document, path: Path, name: str, columns: Columns) -> Iterator[Problem]:
    """Verdicts are told by subject in every report, so that what names one must not be personal data."""
    yield from column(document, path, name, columns)
    found = (columns or {}).get(name)
    if found is not None and found.pii:
        zh = f"列 {name} 是个人信息，不能用来列名；请用工号一类的编号"
        en = f"the column {name} holds personal data, and verdicts are told by it; use a number instead of a name"
        yield Problem(document.at(path), Text(zh=zh, en=en))


def same_type(document: Document, path: Path, left: Column | None, right: Column | None) -> Iterator[Problem]:
    """Keys of two exports agree only where they are of one type."""
    if left is not None and right is not None and left.type != right.type:
        zh = f"两边的列类型不同（{left.type} 与 {right.type}），无法对应"
        en = f"the two columns differ in type ({left.type} and {right.type}) and never agree"
        yield Problem(document.at(path), Text(zh=zh, en=en))


def _values(check: Cadence, document: Document, path: Path, covered: Column | None) -> Iterator[Problem]:
    if covered is None:
        return
    if covered.type != "text":
        zh = f"列 {check.covers} 是 {covered.type}，这里要用文字列"
        en = f"the column {check.covers} is {covered.type}; a text column is needed here"
        yield Problem(document.at((*path, "covers")), Text(zh=zh, en=en))
    for place, value in enumerate(check.values):
        if covered.values and value not in covered.values:
            noun = Text(zh=f"（列 {check.covers} 的）值", en=f"value of {check.covers}")
            yield Problem(document.at((*path, "values", place)), unknown(noun, value, covered.values))
