"""Finds the wanted cells under the headers that a file has."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from guiju.ingest.dialect import folded
from guiju.ingest.recipe import Recipe, Wanted
from guiju.model.problem import Location, Problem
from guiju.model.text import Text

_LISTED = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A wanted cell with the places (from 0) of its headers in the file."""

    cell: Wanted
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What one file offers."""

    found: tuple[Found, ...]
    unmapped: tuple[str, ...]
    """Headers that nothing took, blank ones left out."""
    problems: tuple[Problem, ...]
    notes: tuple[Text, ...]


def layout(path: str, headers: Sequence[str], recipe: Recipe) -> Layout:
    """Matches a file's headers with a recipe: problems for needed cells, notes for the others."""
    search = _Search(path, headers)
    found: list[Found] = []
    lacking: list[Wanted] = []
    for cell in recipe.wanted:
        places = [search.place(part) for part in cell.parts]
        if all(place is not None for place in places):
            found.append(Found(cell, tuple(place for place in places if place is not None)))
        else:
            lacking.append(cell)
    taken = {place for cell in found for place in cell.places}
    unmapped = tuple(header for place, header in enumerate(headers) if place not in taken and header)
    told = [(cell, _lacking(cell, search, unmapped, recipe)) for cell in lacking]
    return Layout(
        found=tuple(found),
        unmapped=unmapped,
        problems=(*search.problems, *(Problem(Location(path), text) for cell, text in told if cell.needed and text)),
        notes=tuple(text for cell, text in told if not cell.needed and text),
    )


def score(headers: Sequence[str], recipe: Recipe) -> tuple[bool, int]:
    """How well a file fits: whether every needed cell is there, and how many cells are."""
    fit = layout("", headers, recipe)
    lacking = {cell.name for cell in recipe.wanted} - {found.cell.name for found in fit.found}
    return not any(cell.needed for cell in recipe.wanted if cell.name in lacking), len(fit.found)


def known_headers(recipes: Sequence[Recipe]) -> frozenset[str]:
    """Every header, folded, that some recipe looks for."""
    return frozenset(
        folded(header) for recipe in recipes for cell in recipe.wanted for part in cell.parts for header in part
    )


def key_places(headers: Sequence[str], recipe: Recipe) -> frozenset[int]:
    """Where the key of a record stands in a file; nothing where the file does not fit the recipe."""
    if not score(headers, recipe)[0]:
        return frozenset()
    key = (recipe.fold.key,) if recipe.fold is not None else recipe.export.key
    fit = layout("", headers, recipe)
    return frozenset(place for found in fit.found if found.cell.name in key for place in found.places)


class _Search:
    """Looks headers up: as they are written first, then folded. A doubled header that is wanted is a problem."""

    def __init__(self, path: str, headers: Sequence[str]) -> None:
        self.headers = headers
        self.problems: list[Problem] = []
        self._path = path
        self._folded = [folded(header) for header in headers]
        self._told: set[str] = set()

    def place(self, candidates: Sequence[str]) -> int | None:
        """Where the first of the candidates stands."""
        for candidate in candidates:
            exact = [place for place, header in enumerate(self.headers) if header == candidate]
            alike = [place for place, header in enumerate(self._folded) if header == folded(candidate)]
            places = exact or alike
            if len(places) > 1:
                self._tell_doubled(candidate, places)
            if places:
                return places[0]
        return None

    def _tell_doubled(self, header: str, places: Sequence[int]) -> None:
        if header in self._told:
            return
        self._told.add(header)
        columns = ", ".join(str(place + 1) for place in places)
        self.problems.append(
            Problem(
                Location(self._path, 1),
                Text(
                    zh=f"表头“{header}”出现了多次（第 {columns} 列），无法判断该用哪一列：请改名或删去多余的列。",
                    en=f"the header {header!r} stands there more than once (columns {columns}), and it cannot be known "
                    "which one to take: rename or remove the others.",
                ),
            )
        )


def _lacking(cell: Wanted, search: _Search, unmapped: Sequence[str], recipe: Recipe) -> Text | None:
    """What to say of a cell that the file lacks; without a profile an optional one only with a likely header."""
    missing = next((part for part in cell.parts if search.place(part) is None), cell.parts[0])
    near = _nearest(missing, unmapped)
    if recipe.reading is None and not near and not cell.needed:
        return None
    wanted = missing[0]
    zh = f"没有列“{wanted}”（{recipe.export.id}.{cell.name}）"
    en = f"there is no column {wanted!r} ({recipe.export.id}.{cell.name})"
    if near:
        return Text(
            zh=f"{zh}；最接近的表头是“{near}”：请改表头，或在系统配置中写明对应关系。",
            en=f"{en}; the nearest header is {near!r}: rename it, or map it in a system profile.",
        )
    listed = [header for header in search.headers if header][:_LISTED]
    return Text(
        zh=f"{zh}；文件的表头有：{'、'.join(listed) or '（空）'}。",
        en=f"{en}; the file has: {', '.join(listed) or '(nothing)'}.",
    )


def _nearest(candidates: Sequence[str], headers: Sequence[str]) -> str | None:
    by_fold = {folded(header): header for header in headers}
    for candidate in candidates:
        near = difflib.get_close_matches(folded(candidate), list(by_fold), n=1, cutoff=0.75)
        if near:
            return by_fold[near[0]]
    return None
