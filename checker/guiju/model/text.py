"""Words for people, in the two languages that every person-facing text of the pack carries."""

from typing import Literal

from guiju.model.record import Record

Lang = Literal["zh", "en"]


class Text(Record):
    """One text in Chinese (always there) and English (reported by lint where it is missing)."""

    zh: str
    en: str | None = None

    def in_(self, lang: Lang) -> str:
        """The text in `lang`; Chinese where the English is missing."""
        return self.en if lang == "en" and self.en is not None else self.zh
