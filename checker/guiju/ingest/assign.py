"""Says which export a file is."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from guiju.ingest.files import Content, ExportFile, matches, refusal
from guiju.ingest.headers import score
from guiju.ingest.recipe import Recipe, own_recipe, system_recipe
from guiju.model.export import Export
from guiju.model.record import Id
from guiju.model.registry import is_of_the_pack
from guiju.model.system import System
from guiju.model.text import Text


def recipes_for(exports: Mapping[Id, Export], system: System | None) -> tuple[Recipe, ...]:
    """Every way to read a file: the readings of the system, or the exports as they are.

    Exports that the system has no reading for are read by their own names: another system may deliver them.
    """
    if system is None:
        return tuple(own_recipe(export) for export in exports.values())
    read = [
        system_recipe(exports[reading.export], system, place)
        for place, reading in enumerate(system.readings)
        if reading.export in exports
    ]
    covered = {recipe.export.id for recipe in read}
    return (*read, *(own_recipe(export) for export in exports.values() if export.id not in covered))


def globs_for(file: ExportFile, recipes: Sequence[Recipe]) -> tuple[str, ...]:
    """The patterns that choose a table inside an archive."""
    wanted = candidates_for(file, recipes)
    named = [f"{recipe.export.id}{tail}" for recipe in wanted for tail in (".*", "-*", "_*")]
    return (*(glob for recipe in wanted if recipe.reading is not None for glob in recipe.reading.files), *named)


def assign(file: ExportFile, content: Content, headers: Sequence[str], recipes: Sequence[Recipe]) -> Recipe:
    """The recipe that reads this file. Raises ExportUnreadable where it cannot be known."""
    candidates = candidates_for(file, recipes)
    if not candidates:
        raise _no_export(file, recipes)
    if file.export is not None and len(candidates) == 1:
        return candidates[0]
    by_name = by_glob(content, candidates) or (
        [] if file.export is not None else _by_stem(content, candidates) or _only_reading(candidates)
    )
    if len(by_name) == 1:
        return by_name[0]
    return _by_headers(file, headers, by_name or candidates)


def candidates_for(file: ExportFile, recipes: Sequence[Recipe]) -> list[Recipe]:
    """What the file may be: a register of the pack, or what is read beside another export, only where it is named."""
    if file.export is not None:
        return [recipe for recipe in recipes if recipe.export.id == file.export]
    return [recipe for recipe in recipes if recipe.beside is None and not is_of_the_pack(recipe.export.id)]


def besides(file: ExportFile, recipe: Recipe, recipes: Sequence[Recipe]) -> list[Recipe]:
    """What the same rows become too; nothing where the user said what the file is."""
    if file.export is not None or recipe.reading is None:
        return []
    return [each for each in recipes if each.beside == recipe.export.id]


def by_glob(content: Content, recipes: Sequence[Recipe]) -> list[Recipe]:
    """The readings whose patterns fit the file's name."""
    names = [content.path.name, *([content.member] if content.member is not None else [])]
    return [
        recipe
        for recipe in recipes
        if recipe.reading is not None and any(matches(name, glob) for name in names for glob in recipe.reading.files)
    ]


def _only_reading(recipes: Sequence[Recipe]) -> list[Recipe]:
    readings = [recipe for recipe in recipes if recipe.reading is not None]
    return readings if len(readings) == 1 else []


def _by_stem(content: Content, recipes: Sequence[Recipe]) -> list[Recipe]:
    """`complaints.csv`, `complaints-2025-01.csv.gz`: the longest export id that the name begins with."""
    names = [content.path.name, *([content.member] if content.member is not None else [])]
    stems = [PurePath(name).name.casefold().replace("_", "-") for name in names]
    fitting = [
        recipe
        for recipe in recipes
        if any(stem == recipe.export.id or stem.startswith(tuple(_ends(recipe))) for stem in stems)
    ]
    longest = max((len(recipe.export.id) for recipe in fitting), default=0)
    return [recipe for recipe in fitting if len(recipe.export.id) == longest]


def _ends(recipe: Recipe) -> list[str]:
    return [f"{recipe.export.id}{end}" for end in ".- "]


def _by_headers(file: ExportFile, headers: Sequence[str], recipes: Sequence[Recipe]) -> Recipe:
    scored = [(score(headers, recipe), recipe) for recipe in recipes]
    fitting = sorted((found, place) for place, ((whole, found), _) in enumerate(scored) if whole)
    if fitting and (len(fitting) == 1 or fitting[-1][0] > fitting[-2][0]):
        return scored[fitting[-1][1]][1]
    names = sorted({recipe.export.id for _, recipe in scored})
    short = file.path.name if file.address is None else file.name
    tied = sorted({scored[place][1].export.id for _, place in fitting})
    near = max(scored, key=lambda pair: pair[0][1])[1].export.id
    raise refusal(
        file.name,
        Text(
            zh=f"无法判断这是哪一种导出（可能是：{'、'.join(tied or names)}）：请写成 {near}={short} 指明。",
            en=f"cannot tell which export this file is (it may be: {', '.join(tied or names)}): "
            f"say so, as in {near}={short}.",
        ),
    )


def _no_export(file: ExportFile, recipes: Sequence[Recipe]) -> Exception:
    names = sorted({recipe.export.id for recipe in recipes if not is_of_the_pack(recipe.export.id)})
    return refusal(
        file.name,
        Text(
            zh=f"没有名为 {file.export} 的导出；可用的有：{'、'.join(names)}。",
            en=f"there is no export {file.export}; there are: {', '.join(names)}.",
        ),
    )
