"""The report for a terminal: rich where there is one, the same as plain text for pipes and files."""

from io import StringIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text as RichText

from guiju.model.catalogue import Catalogue
from guiju.model.run import Run
from guiju.model.text import Lang
from guiju.report.digest import digest
from guiju.report.sheet import Cell, Section, Sheet, Table, Tone
from guiju.report.words import safe

_STYLES: dict[Tone, str] = {"plain": "", "good": "green", "bad": "red", "warn": "yellow", "quiet": "dim"}
_PLAIN_WIDTH = 120
"""Columns of plain text where nobody gives a width."""


def summary(  # noqa: PLR0913 - two values and how to show them, all by name
    run: Run,
    catalogue: Catalogue,
    *,
    lang: Lang,
    limit: int = 20,
    width: int | None = None,
    folder: str | None = None,
) -> RenderableType:
    """The report as something that a rich console prints; `width` in columns, the console's own where not given."""
    drawn = drawn_sheet(digest(run, catalogue, lang=lang, limit=limit, folder=folder))
    return drawn if width is None else Constrain(drawn, width)


def render_text(  # noqa: PLR0913 - as above
    run: Run,
    catalogue: Catalogue,
    *,
    lang: Lang,
    limit: int = 20,
    width: int | None = None,
    folder: str | None = None,
) -> str:
    """The same as plain text without colour, whatever the environment says; no line ends in a blank."""
    return plain_text_of(digest(run, catalogue, lang=lang, limit=limit, folder=folder), width=width)


def plain_text_of(sheet: Sheet, *, width: int | None = None) -> str:
    """Any sheet as plain text; no line ends in a blank."""
    wide = width or _PLAIN_WIDTH
    console = Console(
        file=StringIO(),
        width=wide,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    with console.capture() as capture:
        console.print(Constrain(drawn_sheet(sheet), wide))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def drawn_sheet(sheet: Sheet) -> Group:
    """Any sheet as something that a rich console prints."""
    parts: list[RenderableType] = [_text(sheet.headline, "bold " + _STYLES[sheet.tone])]
    parts += [_text(line) for line in sheet.lines]
    for section in sheet.sections:
        parts += _section(section, level=0)
    return Group(*parts)


def _section(section: Section, *, level: int) -> list[RenderableType]:
    parts: list[RenderableType] = [_text(""), _text(section.title, "bold " + _STYLES[section.tone])]
    parts += [_text(line) for line in section.lines]
    if section.table is not None:
        parts.append(_table(section.table))
    parts += [_text(note, _STYLES["quiet"]) for note in section.notes]
    for part in section.parts:
        parts += _section(part, level=level + 1)
    return [Padding(part, (0, 0, 0, 2)) for part in parts] if level else parts


def _table(table: Table) -> RichTable:
    drawn = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=True, header_style="bold")
    for heading in table.headings:
        drawn.add_column(_text(heading.title), justify=heading.align, overflow="fold")
    for row in table.rows:
        drawn.add_row(*(_cell(cell) for cell in row))
    return drawn


def _cell(cell: Cell) -> RichText:
    """The first line in the cell's tone, what explains it below it in a quiet one."""
    text = _text(cell.lines[0], _STYLES[cell.tone])
    for line in cell.lines[1:]:
        text.append("\n" + safe(line), _STYLES["quiet"])
    return text


def _text(line: str, style: str = "") -> RichText:
    """Never markup: what looks like a tag in an id stays as it is."""
    return RichText(safe(line), style=style.strip())
