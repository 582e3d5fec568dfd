"""Loads packs for the use cases, with places in a form that a terminal or an editor can follow."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from guiju.model.catalogue import Catalogue
from guiju.model.problem import Location, PackInvalid, Problem
from guiju.source import inspect, load


def load_pack(pack: Path) -> Catalogue:
    """The pack's records. Raises PackInvalid with every error, its place seen from the working folder."""
    try:
        return load(pack)
    except PackInvalid as invalid:
        raise PackInvalid(*_seen_from_here(pack, invalid.problems), message=invalid.message) from None


def inspect_pack(pack: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the pack, errors and warnings, in the order of files and lines."""
    _, problems = inspect(pack)
    return tuple(_seen_from_here(pack, problems))


def _seen_from_here(pack: Path, problems: Iterable[Problem]) -> Iterable[Problem]:
    """Places count from the pack; people and editors look from where they stand."""
    folder = pack.resolve()
    here = Path.cwd()
    shown = Path(os.path.relpath(folder, here)) if folder.is_relative_to(here) else pack
    for problem in problems:
        place = problem.location
        yield replace(problem, location=Location(str(shown / place.path), place.line, place.column))
