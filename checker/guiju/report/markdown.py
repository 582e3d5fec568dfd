"""The report as Markdown, for pull requests and mails. What stands in it from files is escaped."""

import re
from collections.abc import Iterator

from guiju.model.catalogue import Catalogue
from guiju.model.run import Run
from guiju.model.text import Lang
from guiju.report.digest import digest
from guiju.report.sheet import Cell, Section, Sheet, Table
from guiju.report.words import safe

_MEANT = re.compile(r"[\\`*_\[\]#|~$]")
_SPELLED = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ("@", "<span>@</span>"),  # a mention needs the sign and the name in one piece of text
    ("://", ":&#47;&#47;"),
    ("www.", "www&#46;"),
)


def render_markdown(run: Run, catalogue: Catalogue, *, lang: Lang, limit: int = 20, folder: str | None = None) -> str:
    """The same content as on the terminal, as GitHub-flavoured Markdown."""
    return markdown_of(digest(run, catalogue, lang=lang, limit=limit, folder=folder))


def markdown_of(sheet: Sheet) -> str:
    """Any sheet as GitHub-flavoured Markdown."""
    lines = [f"# {_escaped(sheet.headline)}", "", *(f"- {_escaped(line)}" for line in sheet.lines)]
    for section in sheet.sections:
        lines += _section(section, level=2)
    return "\n".join(lines) + "\n"


def _section(section: Section, *, level: int) -> Iterator[str]:
    yield from ("", f"{'#' * level} {_escaped(section.title)}")
    if section.lines:
        yield ""
        yield from (f"- {_escaped(line)}" for line in section.lines)
    if section.table is not None:
        yield ""
        yield from _table(section.table)
    if section.notes:
        yield ""
        yield from (f"- {_escaped(note)}" for note in section.notes)
    for part in section.parts:
        yield from _section(part, level=level + 1)


def _table(table: Table) -> Iterator[str]:
    yield _row([_escaped(heading.title) for heading in table.headings])
    yield _row(["---:" if heading.align == "right" else "---" for heading in table.headings])
    for row in table.rows:
        yield _row([_cell(cell) for cell in row])


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell) -> str:
    return "<br>".join(_escaped(line) for line in cell.lines)


def _escaped(line: str) -> str:
    """Without meaning in Markdown and HTML: no tag, no link, no mention, no emphasis."""
    escaped = _MEANT.sub(r"\\\g<0>", safe(line))
    for sign, spelled in _SPELLED:
        escaped = escaped.replace(sign, spelled)
    return escaped
