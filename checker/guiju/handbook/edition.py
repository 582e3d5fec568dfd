"""One edition of the handbook: a catalogue, a language and a day. All that the pages of one build share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from guiju.handbook.checking_words import CHECKING
from guiju.handbook.escape import plain
from guiju.handbook.told_words import TOLD
from guiju.handbook.words import WORDS, day_in_words
from guiju.model.catalogue import Catalogue
from guiju.model.manual import NO_MANUAL, Manual
from guiju.model.published import Published
from guiju.model.quantity import AnyQuantity
from guiju.model.record import Id, Name
from guiju.model.standard import Standard
from guiju.model.text import Lang, Text

PARAMETER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""Where a text of the pack names a parameter."""

_WORDS: Mapping[str, Text] = {**WORDS, **TOLD, **CHECKING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a page is made from, and how it speaks."""

    catalogue: Catalogue
    lang: Lang
    today: date
    published: Published | None = None
    """What runs tell; None where the handbook was built without any."""
    manual: Manual = NO_MANUAL

    def say(self, text: Text | None) -> str:
        """The text in the language of the edition."""
        return text.in_(self.lang) if text is not None else ""

    def word(self, name: str, **values: object) -> str:
        """One of the handbook's own words, its `{...}` filled."""
        return _WORDS[name].in_(self.lang).format(**values)

    def day(self, day: date) -> str:
        """A date in words."""
        return day_in_words(day, self.lang)

    def role(self, role: Id) -> str:
        """The title of a role."""
        return self.say(self.catalogue.roles[role].title)

    def filled(self, text: Text, values: Mapping[Name, AnyQuantity]) -> Markup:
        """A text of the pack, escaped, with the parameters it names in words and marked as limits."""
        parts = PARAMETER.split(self.say(text))
        names = (self.limit(name, values) or plain(f"{{{name}}}") for name in parts[1::2])
        texts = [_escaped_part(part) for part in parts[::2]]
        pairs = zip(texts, (*names, Markup()), strict=True)
        return Markup("").join(part for pair in pairs for part in pair)

    def limit(self, name: Name, values: Mapping[Name, AnyQuantity]) -> Markup | None:
        """A value in words, marked as a limit; None where the revision does not set it."""
        value = values.get(name)
        return marked(value.in_(self.lang)) if value is not None else None

    def standards_of(self, chapter: Id) -> tuple[Standard, ...]:
        """The standards of a chapter, in the order of the handbook."""
        chapter_of = self.catalogue.chapter_of
        return tuple(standard for standard in self.catalogue.standards.values() if chapter_of[standard.id] == chapter)


def marked(words: str) -> Markup:
    """Words shown as a limit."""
    return Markup('<strong class="limit">{}</strong>').format(plain(words))


def _escaped_part(text: str) -> Markup:
    """A piece of a sentence, escaped, with the spaces at its ends kept."""
    before = " " if text[:1].isspace() else ""
    behind = " " if text[-1:].isspace() and text.strip() else ""
    return Markup(before) + plain(text) + Markup(behind)  # noqa: S704  # spaces only
