"""What a revision changed in the words of the clauses, with the old values and the new ones, word by word.

Deletions and insertions carry words that only a screen reader or a copied text shows, so that nobody has to see
a line through a word to know that it is gone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from markupsafe import Markup

from guiju.handbook.edition import PARAMETER, Edition, marked
from guiju.handbook.escape import one_line, plain
from guiju.handbook.law import changes, present
from guiju.handbook.standards import ShownChange, shown_change
from guiju.model.quantity import AnyQuantity
from guiju.model.record import Name
from guiju.model.standard import Clause, Revision, Standard
from guiju.model.text import Text

Kind = Literal["added", "removed", "reworded"]

_WORD = re.compile(r"[A-Za-z0-9]+(?:['’.-][A-Za-z0-9]+)*|\s+|.")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a Chinese character, a space, or a whole limit such as `24 小时`."""

    text: str
    limit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedClause:
    """One clause across a revision."""

    clause: Clause
    kind: Kind
    text: Markup
    """Its words with `<del>` and `<ins>`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redline:
    """What one revision changed against the one before it."""

    first: bool
    """Whether there is none before it: then nothing was changed."""
    clauses: tuple[ChangedClause, ...] = ()
    limits: tuple[ShownChange, ...] = ()
    """Changed values that no clause states in its words."""

    @property
    def empty(self) -> bool:
        """Whether no clause and no limit changed."""
        return not self.clauses and not self.limits


def redline(edition: Edition, standard: Standard, revision: Revision) -> Redline:
    """What `revision` changed against the one before it."""
    place = standard.revisions.index(revision) + 1
    if place == len(standard.revisions):
        return Redline(first=True)
    before = standard.revisions[place]
    found = (_changed(edition, standard, clause, before, revision) for clause in standard.clauses)
    clauses = tuple(change for change in found if change is not None)
    told = {name for change in clauses for name in _named(change.clause)}
    return Redline(
        first=False,
        clauses=clauses,
        limits=tuple(
            shown_change(edition, standard, change) for change in changes(standard, revision) if change.name not in told
        ),
    )


def words_of(edition: Edition, text: Text, values: Mapping[Name, AnyQuantity]) -> tuple[Word, ...]:
    """The words of a text of the pack, its parameters filled."""
    parts = PARAMETER.split(one_line(edition.say(text)))
    words: list[Word] = []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            words.extend(Word(word) for word in _WORD.findall(part))
        elif part in values:
            words.append(Word(values[part].in_(edition.lang), limit=True))
        else:
            words.append(Word(f"{{{part}}}"))
    return tuple(words)


def compared(edition: Edition, old: Sequence[Word], new: Sequence[Word]) -> Markup:
    """Both texts in one, with `<del>` around what is gone and `<ins>` around what is there now."""
    return Markup("").join(
        _plainly(old[a:b]) if tag == "equal" else _struck(edition, "del", old[a:b]) + _struck(edition, "ins", new[c:d])
        for tag, a, b, c, d in _steps(old, new)
    )


def _changed(
    edition: Edition, standard: Standard, clause: Clause, before: Revision, after: Revision
) -> ChangedClause | None:
    was, is_ = present(standard, clause, before), present(standard, clause, after)
    old = words_of(edition, clause.text, before.sets) if was else ()
    new = words_of(edition, clause.text, after.sets) if is_ else ()
    if old == new:
        return None
    kind: Kind = "reworded" if was and is_ else "added" if is_ else "removed"
    return ChangedClause(clause=clause, kind=kind, text=compared(edition, old, new))


def _steps(old: Sequence[Word], new: Sequence[Word]) -> Iterator[tuple[str, int, int, int, int]]:
    """The steps from one text to the other; changes with only a space between them are one."""
    held: tuple[int, int, int, int] | None = None
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        joins = tag != "equal" or (held is not None and b < len(old) and "".join(w.text for w in old[a:b]).isspace())
        if joins:
            held = (a, b, c, d) if held is None else (held[0], b, held[2], d)
            continue
        if held is not None:
            yield ("replace", *held)
            held = None
        yield (tag, a, b, c, d)
    if held is not None:
        yield ("replace", *held)


def _struck(edition: Edition, tag: Literal["del", "ins"], words: Sequence[Word]) -> Markup:
    if not words:
        return Markup()
    unseen = Markup('<span class="unseen">{}</span>')
    opening = unseen.format(edition.word("redline_old" if tag == "del" else "redline_new"))
    body = opening + _plainly(words) + unseen.format(edition.word("redline_end"))
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), body)  # noqa: S704  # one of two names


def _plainly(words: Iterable[Word]) -> Markup:
    return Markup("").join(
        marked(word.text) if word.limit else Markup(" ") if word.text.isspace() else plain(word.text) for word in words
    )


def _named(clause: Clause) -> set[Name]:
    """The parameters that a clause states in its words."""
    return {*PARAMETER.findall(clause.text.zh), *PARAMETER.findall(clause.text.en or "")}
