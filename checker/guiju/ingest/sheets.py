"""Takes the table out of a workbook: which sheet, which row is its header, and every cell as text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from guiju.ingest.assign import by_glob
from guiju.ingest.celltext import Lines, header_text
from guiju.ingest.dialect import folded
from guiju.ingest.files import Content, refusal
from guiju.ingest.headers import key_places, known_headers, score
from guiju.ingest.laid import Laid, LaidFormat
from guiju.ingest.packed import look
from guiju.ingest.recipe import Recipe
from guiju.ingest.sheetparts import SheetPart
from guiju.ingest.workbooks import Grid, SheetName, Workbook, workbook
from guiju.model.text import Text

_HEAD = 60
"""Rows with something in them among which the header is looked for."""
_LISTED = 12
_TITLE = 1
"""Cells of a row that is a mere title, where other rows have more."""


def lay_sheet(content: Content, recipes: Sequence[Recipe], spool: Path) -> Laid:
    """The table of a workbook, laid down at `spool`. Raises ExportUnreadable where none can be told."""
    parts: Mapping[int, SheetPart] = look(content.path) if content.kind != "xls" else {}
    with workbook(content.path) as book:
        chosen, notes = _chosen(content, book, recipes)
        part = parts.get(chosen.place)
        if part is not None and part.unplaced:
            raise refusal(content.path, _unplaced(chosen))
        grid = book.grid(chosen)
        head = _head(grid)
        merged = (*grid.merged, *(part.merged if part is not None else ()))
        header = _header(content.path, chosen, merged, head, known_headers(recipes))
        keys = [key for recipe in recipes if (key := key_places(header[1], recipe))]
        lines = Lines(content.path, _errors(grid, part), len(header[1]), keys)
        laid = _lay(content, book.grid(chosen), header, lines, spool)
    return replace(laid, sheet=chosen.name, notes=(*notes, *laid.notes, *_blind(content, part)))


def _chosen(content: Content, book: Workbook, recipes: Sequence[Recipe]) -> tuple[SheetName, list[Text]]:
    """The profile's sheet, else the only one with a table, else the one whose header fits best."""
    sheets = _named(content, book, recipes)
    if len(sheets) == 1:
        return sheets[0], []
    heads = {sheet: _head(book.grid(sheet)) for sheet in sheets or [sheet for sheet in book.sheets if sheet.visible]}
    filled = [sheet for sheet, head in heads.items() if head]
    if not filled:
        raise refusal(
            content.path,
            Text(zh="工作簿是空的：请重新导出。", en="the workbook is empty: export it again, with cells."),
        )
    chosen = filled[0] if len(filled) == 1 or not recipes else _best(content, heads, filled, recipes)
    others = [sheet.name for sheet in filled if sheet != chosen]
    return chosen, [_unread(chosen, others)] if others else []


def _named(content: Content, book: Workbook, recipes: Sequence[Recipe]) -> list[SheetName]:
    """The sheets that the readings name; none where they name none."""
    readings = by_glob(content, recipes) or recipes
    wanted = {recipe.reading.sheet for recipe in readings if recipe.reading is not None} - {None}
    found = [sheet for sheet in book.sheets if sheet.name in wanted or sheet.place + 1 in wanted]
    if wanted and not found:
        names = ", ".join(str(name) for name in wanted)
        raise refusal(
            content.path,
            Text(
                zh=f"没有系统配置所说的工作表 {names}；有：{_list(book.sheets)}。",
                en=f"there is no sheet {names}, which the system profile names; there are: {_list(book.sheets)}.",
            ),
        )
    return found


def _best(
    content: Content,
    heads: dict[SheetName, list[tuple[int, list[str]]]],
    filled: Sequence[SheetName],
    recipes: Sequence[Recipe],
) -> SheetName:
    known = known_headers(recipes)
    fits = {
        sheet: max(score(heads[sheet][_header_at(heads[sheet], known)][1], recipe) for recipe in recipes)
        for sheet in filled
    }
    best = max(fits.values())
    fitting = [sheet for sheet, fit in fits.items() if fit == best or (fit[0] and best[0])]
    if len(fitting) == 1 and best[1]:
        return fitting[0]
    raise refusal(
        content.path,
        Text(
            zh=f"无法判断该读哪一个工作表（{_list(fitting)}）：请在系统配置的 readings 中写明 sheet，"
            "或只导出需要的工作表。",
            en=f"cannot tell which sheet to read ({_list(fitting)}): name it as `sheet` in the system profile's "
            "reading, or export only that one.",
        ),
    )


def _head(grid: Grid) -> list[tuple[int, list[str]]]:
    """The first rows with something in them, as text, each with its row from 0."""
    head: list[tuple[int, list[str]]] = []
    for row, values in enumerate(grid.rows):
        cells = [header_text(value) for value in values]
        if any(cells):
            head.append((row, cells))
        if len(head) == _HEAD:
            break
    return head


def _header_at(head: Sequence[tuple[int, list[str]]], known: frozenset[str]) -> int:
    """Which of the rows is the header: the one with most known headers, else the first that is no mere title."""
    hits = [len({folded(cell) for cell in cells if cell} & known) for _, cells in head]
    if max(hits):
        return hits.index(max(hits))
    widths = [sum(bool(cell) for cell in cells) for _, cells in head]
    least = max(min(_TITLE + 1, max(widths)), max(widths) // 2)
    return next(place for place, width in enumerate(widths) if width >= least)


def _header(
    path: Path,
    sheet: SheetName,
    merged: Sequence[tuple[int, int]],
    head: Sequence[tuple[int, list[str]]],
    known: frozenset[str],
) -> tuple[int, list[str]]:
    """The last row of the header, from 0, and its texts. Raises ExportUnreadable where it has more than one row."""
    if not head:
        raise refusal(path, Text(zh=f"工作表“{sheet.name}”是空的。", en=f"the sheet {sheet.name!r} is empty: fill it."))
    row, texts = head[_header_at(head, known)]
    upright = [span for span in merged if span[0] <= row <= span[1] and span[0] < span[1]]
    first, last = min([row, *(top for top, _ in upright)]), max([row, *(end for _, end in upright)])
    if sum(first <= at <= last for at, _ in head) > 1:
        raise refusal(
            path,
            Text(
                zh=f"工作表“{sheet.name}”的表头占了第 {first + 1} 到 {last + 1} 行（合并单元格）："
                "请改成一行，每列一个名称。",
                en=f"the header of the sheet {sheet.name!r} takes rows {first + 1} to {last + 1} (merged cells): "
                "make it one row with one name a column.",
            ),
            row + 1,
        )
    return last, texts


def _errors(grid: Grid, part: SheetPart | None) -> dict[tuple[int, int], str]:
    """The error cells, by row and by column of the grid."""
    return {(row, column - grid.first_column): said for (row, column), said in part.errors.items()} if part else {}


def _lay(content: Content, grid: Grid, header: tuple[int, list[str]], lines: Lines, spool: Path) -> Laid:
    last, texts = header
    with lines.writing(spool):
        for row, values in enumerate(grid.rows):
            if row > last:
                lines.add(row, values)
    return Laid(
        format=_format(content),
        tidied=spool,
        headers=tuple(texts),
        marked=frozenset(lines.marked),
        aside=lines.aside(),
        notes=tuple(lines.notes(texts)),
        records=tuple(lines.sample),
    )


def _format(content: Content) -> LaidFormat:
    match content.kind:
        case "xlsx" | "xls" | "xlsb" | "ods":
            return content.kind
        case _:
            raise ValueError(f"{content.kind} is no workbook")


def _list(sheets: Sequence[SheetName]) -> str:
    return ", ".join(sheet.name for sheet in sheets[:_LISTED])


def _unread(chosen: SheetName, others: Sequence[str]) -> Text:
    listed = ", ".join(others[:_LISTED])
    return Text(
        zh=f"读取了工作表“{chosen.name}”；没有读取：{listed}。",
        en=f"the sheet {chosen.name!r} was read; not read: {listed}.",
    )


def _blind(content: Content, part: SheetPart | None) -> list[Text]:
    if part is not None:
        return []
    kind = content.kind.upper()
    return [
        Text(
            zh=f"{kind} 文件中公式出错的单元格（如 #N/A）与空单元格无法区分：如有公式，请另存为 XLSX。",
            en=f"in this {kind} file a cell with an error (#N/A) cannot be told from an empty one: "
            "save it as XLSX where it has formulas.",
        )
    ]


def _unplaced(sheet: SheetName) -> Text:
    return Text(
        zh=f"工作表“{sheet.name}”里有无法定位的出错单元格：请用 Excel 打开并另存为 XLSX 或 CSV。",
        en=f"the sheet {sheet.name!r} has error cells that do not say where they stand: open it in Excel and save it "
        "as XLSX or CSV.",
    )
