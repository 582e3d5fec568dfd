"""The section for those who check exports and revise standards: guides, commands and the data dictionary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiju.handbook import paths
from guiju.handbook.dictionary import export_variables, feeds_of, readers_of, registers_of, shelves_of
from guiju.handbook.edition import Edition
from guiju.handbook.guides import guide_markdown, guides_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the section before it is rendered."""

    path: str
    template: str
    title: str
    """Unescaped."""
    variables: Mapping[str, object]


def checking_leaves(edition: Edition) -> Iterator[Leaf]:
    """Every page of the section."""
    guides = guides_of(edition)
    yield Leaf(paths.GUIDES, "guides", edition.word("checking"), {"guides": guides})
    for guide in guides:
        yield Leaf(guide.path, "guide", guide.title, {"guide": guide, "body": guide_markdown(edition, guide)})
    if edition.manual.commands:
        yield Leaf(paths.COMMANDS, "commands", edition.word("commands"), {"commands": edition.manual.commands})
    yield from _dictionary(edition)


def _dictionary(edition: Edition) -> Iterator[Leaf]:
    catalogue = edition.catalogue
    yield Leaf(paths.EXPORTS, "exports", edition.word("dictionary"), {"shelves": shelves_of(edition)})
    for export in catalogue.file_exports.values():
        yield Leaf(paths.export_path(export.id), "export", edition.say(export.title), export_variables(edition, export))
    registers = tuple((register, readers_of(edition, register)) for register in registers_of(catalogue))
    yield Leaf(paths.REGISTERS, "registers", edition.word("registers"), {"registers": registers})
    systems = tuple((system, feeds_of(catalogue, system)) for system in catalogue.systems.values())
    yield Leaf(paths.SYSTEMS, "systems", edition.word("systems"), {"systems": systems})
