"""All that the chapters of one document share: the edition, the prose as it was read, and where each thing stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from guiju.handbook.book.nodes import SPACE, Blocks, Inlines, code, joined, link, words
from guiju.handbook.edition import Edition
from guiju.handbook.sources import place_of
from guiju.model.coverage import Traced
from guiju.model.demand import DemandId, Satisfies
from guiju.model.record import Id
from guiju.model.standard import Clause, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """One document in the making."""

    edition: Edition
    prose: Mapping[Id, Blocks]
    """Standard -> its prose, as pandoc read it."""
    traced: Mapping[DemandId, Traced]
    alone: Id | None = None
    """The standard that is the whole document; None for the handbook."""
    sheets: Mapping[Id, int] = field(default_factory=dict[Id, int])
    """Flow -> sheets of its drawing, where flows are shown as drawings too."""

    @property
    def top(self) -> int:
        """The level of the headings inside a standard: the handbook has chapters and standards above them."""
        return 3 if self.alone is None else 1

    def spot(self, standard: Id, clause: Id | None = None) -> str | None:
        """The address of a standard or clause; None where it stands in another document."""
        if self.alone is not None and (self.alone != standard or clause is None):
            return None
        return f"#{standard_anchor(standard)}" if clause is None else f"#{clause_anchor(standard, clause)}"

    def linked(self, said: Inlines, standard: Id, clause: Id | None = None) -> Inlines:
        """The words, leading to the standard or clause where it stands in this document."""
        spot = self.spot(standard, clause)
        return said if spot is None else link(said, spot)

    def clause(self, standard: Standard, clause: Clause) -> Inlines:
        """The title of a clause, leading to it."""
        return self.linked(words(self.edition.say(clause.title)), standard.id, clause.id)

    def listed(self, items: list[Inlines]) -> Inlines:
        """Several things in a row."""
        return joined(items, words("、") if self.edition.lang == "zh" else [*words(","), *SPACE])

    def row(self, marks: list[Inlines]) -> Inlines:
        """Short facts beside each other."""
        return joined(marks, [*SPACE, *words("·"), *SPACE])

    def roles(self, ids: tuple[Id, ...]) -> Inlines:
        """The titles of roles."""
        return self.listed([words(self.edition.role(role)) for role in ids])

    def labelled(self, label: str, said: Inlines) -> Inlines:
        """`label: said`."""
        return [*words(label), *self.colon(), *said]

    def colon(self) -> Inlines:
        """The sign between a name and what it is."""
        return words("：") if self.edition.lang == "zh" else [*words(":"), *SPACE]

    def demands(self, ids: Satisfies) -> Inlines:
        """Where the sources ask for it."""
        between = words("；") if self.edition.lang == "zh" else [*words(";"), *SPACE]
        catalogue, lang = self.edition.catalogue, self.edition.lang
        places: dict[str, list[Inlines]] = {}
        for one in ids:
            places.setdefault(place_of(catalogue, self.traced[one], lang), []).append(code(one))
        return joined(([*words(place), *SPACE, *joined(named, SPACE)] for place, named in places.items()), between)


def standard_anchor(standard: Id) -> str:
    """Where a standard begins."""
    return f"standard-{standard}"


def clause_anchor(standard: Id, clause: Id) -> str:
    """Where a clause begins; no id holds two hyphens in a row."""
    return f"clause-{standard}--{clause}"
