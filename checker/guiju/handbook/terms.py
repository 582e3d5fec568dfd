"""Terms of the glossary where a page uses them: a link each, with the meaning as its tooltip."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup

from guiju.handbook import paths
from guiju.handbook.edition import Edition
from guiju.handbook.escape import one_line, plain
from guiju.model.pack import Term
from guiju.model.record import Id
from guiju.model.text import Lang

_TAG = re.compile(r"(<[^>]*>)")
_SET_OFF = ("strong", "a", "code", "del")
"""Elements whose words are something else already."""


class Terms:
    """The terms of one page: the first use of each is linked, and no other, or every line would be a link."""

    def __init__(self, edition: Edition, page: str) -> None:
        self._terms: Mapping[str, Term] = {_folded(edition.say(t.term)): t for t in edition.catalogue.terms.values()}
        self._pattern = _pattern(tuple(edition.say(t.term) for t in edition.catalogue.terms.values()), edition.lang)
        self._edition, self._page = edition, page
        self._met: set[Id] = set()

    def marked(self, text: object) -> Markup:
        """The text of a block of HTML with its terms linked; words that are Markup keep what they are."""
        return Markup("").join(self._parts(plain(text)))

    def _parts(self, text: Markup) -> Iterator[Markup]:
        inside = 0
        for piece in _TAG.split(str(text)):
            if piece.startswith("<"):
                name = piece.strip("</>").split(" ")[0]
                inside += (-1 if piece.startswith("</") else 1) if name in _SET_OFF else 0
            elif not inside and self._pattern is not None:
                yield Markup(self._pattern.sub(self._linked, piece))  # noqa: S704  # escaped before, and links of ours
                continue
            yield Markup(piece)  # noqa: S704  # as it came

    def _linked(self, found: re.Match[str]) -> str:
        term = self._terms[found[0].casefold()]
        if term.id in self._met:
            return found[0]
        self._met.add(term.id)
        return Markup('<a class="term" href="{}" title="{}">{}</a>').format(
            Markup(paths.address(paths.term_path(term.id), page=self._page)),  # noqa: S704  # made of ids
            plain(one_line(self._edition.say(term.meaning))),
            Markup(found[0]),  # noqa: S704  # escaped before
        )


@lru_cache(maxsize=4)
def _pattern(terms: tuple[str, ...], lang: Lang) -> re.Pattern[str] | None:
    """Longer terms first; in English as whole words, in Chinese not as a part of a word that means something else."""
    if not terms:
        return None
    any_ = "|".join(re.escape(str(plain(term))) for term in sorted(terms, key=len, reverse=True))
    if lang == "en":
        return re.compile(rf"(?<![\w&#-])(?:{any_})(?![\w-])", re.IGNORECASE)
    return re.compile(rf"(?<![不未非])(?:{any_})(?![率度性])", re.IGNORECASE)


def _folded(term: str) -> str:
    """As it stands on a page, in small letters."""
    return str(plain(term)).casefold()
