"""Words for people, in the two languages that every person-facing text of the pack carries."""

import re
from typing import Literal

from pydantic import field_validator

from guiju.model.record import Record

Lang = Literal["zh", "en"]

_FOLDED = re.compile(r"(?<=[，。；：、！？）」》]) (?=[^\s|])")


class Text(Record):
    """One text in Chinese (always there) and English (reported by lint where it is missing)."""

    zh: str
    en: str | None = None

    @field_validator("zh")
    @classmethod
    def _without_the_space_of_a_fold(cls, zh: str) -> str:
        """YAML joins folded lines with a space, which Chinese does not have after a full-width stop."""
        return _FOLDED.sub("", zh)

    def in_(self, lang: Lang) -> str:
        """The text in `lang`; Chinese where the English is missing."""
        return self.en if lang == "en" and self.en is not None else self.zh
