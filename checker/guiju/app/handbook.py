"""The use case behind `guiju handbook build`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guiju.app.packs import load_pack
from guiju.handbook import build_site
from guiju.history.shelf import read_shelf
from guiju.model.manual import Command
from guiju.model.problem import Location, Misuse, Problem
from guiju.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built handbook."""

    out: Path
    left_out: tuple[Text, ...]
    """One message for each folder of the history that the pages do not tell, and why."""


def build(
    pack: Path,
    out: Path,
    progress: Callable[[Text], None],
    *,
    commands: tuple[Command, ...],
    history: Path | None = None,
) -> Site:
    """Builds the site of the pack into `out`; the project is the folder that the pack lies in.

    `commands` is the command line, for its reference; `history` a folder of runs that the pages tell of.

    Raises:
        PackInvalid: the pack has errors.
        Misuse: the site cannot be built here, or the history tells nothing.
    """
    catalogue = load_pack(pack)
    published = read_shelf(history, pack=catalogue.pack.id) if history is not None else None
    progress(Text(zh="生成手册网页", en="building the handbook"))
    project = pack.resolve().parent
    built = build_site(catalogue, project=project, out=out, today=date.today(), published=published, commands=commands)
    if built.problems:
        raise Misuse(*(Problem(Location(str(out)), problem) for problem in built.problems))
    return Site(out=built.out, left_out=published.left_out if published is not None else ())
