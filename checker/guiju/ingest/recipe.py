"""What is wanted from the files of one export: which cells, under which headers, read how.

Without a system profile the cells are the export's columns, found by name, title or alias. With one, the profile
alone says what is taken: a header that merely looks like a column is never mixed in behind its back.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from guiju.ingest.zones import Zones
from guiju.model.export import ColumnType, Export
from guiju.model.problem import Location, Problem
from guiju.model.record import Id, Name, Sql
from guiju.model.system import Before, Cell, Fold, LeaveOut, Reading, System
from guiju.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One cell: a column of the export, or a helper that only the profile's SQL uses."""

    name: Name
    type: ColumnType
    parts: tuple[tuple[str, ...], ...]
    """Per part (parts are joined with a space) the headers under which it is looked for, best first."""
    needed: bool
    """Without it the export cannot be read."""
    blank: bool = False
    """Without it, expressions see no value in its place."""
    formats: tuple[str, ...] = ()
    mapping: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    """Text in the file -> text to read; None: a value that means nothing."""
    nulls: tuple[str, ...] = ()
    allowed: Mapping[str, Text] = field(default_factory=dict[str, Text])
    zones: Zones | None = None
    """For times: how those of other zones are read; None refuses them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How files become one export."""

    export: Export
    wanted: tuple[Wanted, ...]
    system: System | None = None
    reading: Reading | None = None
    place: int = 0
    """Among the readings of the system."""

    @property
    def fold(self) -> Fold | None:
        """How events become cases, where the file is an event log."""
        return self.reading.fold if self.reading is not None else None

    @property
    def before(self) -> Before | None:
        """What expressions see of the row before."""
        return self.reading.before if self.reading is not None else None

    @property
    def beside(self) -> Id | None:
        """The export whose files are read for this one too."""
        return self.reading.beside if self.reading is not None else None

    @property
    def leave_out(self) -> tuple[LeaveOut, ...]:
        """Rows that are no records by intention."""
        return self.reading.leave_out if self.reading is not None else ()

    @property
    def derive(self) -> Mapping[Name, Sql]:
        """Columns made from the cells of the same row."""
        return self.reading.derive if self.reading is not None else {}


def own_recipe(export: Export) -> Recipe:
    """An export read by its own names."""
    needed = frozenset(demanded(export))
    return Recipe(export=export, wanted=tuple(_own(export, name, needed) for name in export.columns))


def system_recipe(export: Export, system: System, place: int) -> Recipe:
    """An export read by one of a system's readings."""
    reading = _with_files(system.readings[place], system)
    wanted = tuple(_profiled(export, system, reading, name, cell) for name, cell in reading.columns.items())
    return Recipe(export=export, wanted=wanted, system=system, reading=reading, place=place)


def _with_files(reading: Reading, system: System) -> Reading:
    """A reading beside another takes that one's patterns and sheet."""
    main = [each for each in system.readings if each.export == reading.beside and each.beside is None]
    if not main:
        return reading
    files = tuple(glob for each in main for glob in each.files)
    return reading.model_copy(update={"files": files, "sheet": main[0].sheet})


def zoned(recipe: Recipe, zones: Zones | None) -> Recipe:
    """The recipe for time stamps of these zones."""
    return replace(recipe, wanted=tuple(replace(cell, zones=zones) for cell in recipe.wanted))


def problems_of(recipe: Recipe) -> list[Problem]:
    """Required columns that the profile leaves without a source, names that lead nowhere, formats with zone names."""
    if recipe.reading is None or recipe.system is None:
        return []
    place = Location(f"systems/{recipe.system.id}.yaml")
    messages = [
        *_unsupplied(recipe.export, recipe.reading),
        *_unknown(recipe.export, recipe.reading),
        *_zone_names(recipe),
    ]
    return [Problem(place, message) for message in messages]


def _unsupplied(export: Export, reading: Reading) -> list[Text]:
    made = set(reading.fold.columns if reading.fold is not None else (*reading.columns, *reading.derive))
    return [
        Text(
            zh=f"没有说明导出 {export.id} 的必填列 {name} 从哪里来：请在 columns、derive 或 fold.columns 中补上。",
            en=f"says nothing of {name}, required by {export.id}: add it to `columns`, `derive` or `fold.columns`.",
        )
        for name in demanded(export)
        if name not in made
    ]


def _unknown(export: Export, reading: Reading) -> list[Text]:
    outputs = reading.fold.columns if reading.fold is not None else reading.derive
    return [
        Text(zh=f"导出 {export.id} 没有列 {name}。", en=f"{export.id} has no column {name}: mend the name.")
        for name in outputs
        if name not in export.columns
    ] + [
        Text(zh=f"{key} 用到未列出的 {name}。", en=f"`{key}` names {name}, which `columns` does not list.")
        for key, names in (("fold", _steps(reading.fold)), ("before", _steps(reading.before)))
        for name in names
        if name not in reading.columns
    ]


def _steps(ordered: Fold | Before | None) -> tuple[Name, ...]:
    """The cells that put the rows of a case into their order, and those that are looked back for."""
    if ordered is None:
        return ()
    return (ordered.key, *ordered.order, *(ordered.cells.values() if isinstance(ordered, Before) else ()))


def _zone_names(recipe: Recipe) -> list[Text]:
    return [
        Text(
            zh=f"{cell.name} 的格式 {form} 用时区名：缩写不唯一，请改用带偏移量的 %z。",
            en=f"{cell.name}: the format {form} reads names of zones, which are not unique; export offsets (%z).",
        )
        for cell in recipe.wanted
        for form in cell.formats
        if "%Z" in form
    ]


def demanded(export: Export) -> tuple[Name, ...]:
    """Columns without which a row is no record: those of the key and those that are required."""
    return tuple(name for name, column in export.columns.items() if name in export.key or column.required)


def mentions(sql: str, name: Name) -> bool:
    """Whether an expression may name a column (strings and comments count too: it only makes us more careful)."""
    return re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", sql) is not None


def _own(export: Export, name: Name, needed: AbstractSet[Name]) -> Wanted:
    column = export.columns[name]
    titles = (column.title.zh, column.title.en) if column.title.en is not None else (column.title.zh,)
    return Wanted(
        name=name,
        type=column.type,
        parts=((name, *titles, *column.aliases),),
        needed=name in needed,
        allowed=column.values,
    )


def _profiled(export: Export, system: System, reading: Reading, name: Name, cell: Cell) -> Wanted:
    column = export.columns.get(name)
    kind: ColumnType = cell.type or (column.type if column is not None else "text")
    formats = cell.formats
    if not formats:
        formats = {"datetime": system.datetime_formats, "date": system.date_formats}.get(kind, ())
    judged = column is not None and reading.fold is None
    return Wanted(
        name=name,
        type=kind,
        parts=((cell.from_, *cell.also),) if isinstance(cell.from_, str) else tuple((part,) for part in cell.from_),
        needed=(judged and name in demanded(export)) or (_used(reading, name) and not cell.optional),
        blank=cell.optional and _used(reading, name),
        formats=formats,
        mapping={value: _written(target) for value, target in cell.values.items()},
        nulls=(*system.nulls, *cell.nulls),
        allowed=column.values if column is not None and judged and name not in reading.derive else {},
    )


def _used(reading: Reading, name: Name) -> bool:
    expressions = [*(rule.where for rule in reading.leave_out), *reading.derive.values()]
    if name in (*_steps(reading.fold), *_steps(reading.before)):
        return True
    if reading.fold is not None:
        expressions += reading.fold.columns.values()
    return any(mentions(sql, name) for sql in expressions)


def _written(target: object) -> str | None:
    if isinstance(target, bool):
        return "true" if target else "false"
    return None if target is None else str(target)
