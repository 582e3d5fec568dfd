"""The use case behind `guiju handbook build`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from guiju.app.packs import load_pack
from guiju.handbook import build_site
from guiju.model.problem import Location, Misuse, Problem
from guiju.model.text import Text


def build(pack: Path, out: Path, progress: Callable[[Text], None]) -> Path:
    """Builds the site of the pack into `out`; the project is the folder that the pack lies in.

    Raises:
        PackInvalid: the pack has errors.
        Misuse: the site cannot be built here.
    """
    catalogue = load_pack(pack)
    progress(Text(zh="生成手册网页", en="building the handbook"))
    built = build_site(catalogue, project=pack.resolve().parent, out=out, today=date.today())
    if built.problems:
        raise Misuse(*(Problem(Location(str(out)), problem) for problem in built.problems))
    return built.out
