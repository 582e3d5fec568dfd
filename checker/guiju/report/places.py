"""Where a clause stands: its line in the repository, and its place in the handbook."""

from pathlib import Path, PurePosixPath

from guiju.model.problem import Location
from guiju.report.reading import Reading


def standard_line(reading: Reading, clause: str) -> Location | None:
    """File (relative to the repository that holds the pack) and line of a clause; None where the pack knows it not."""
    place = reading.catalogue.places.get(clause)
    if place is None:
        return None
    return Location((_pack_folder(reading) / place.path).as_posix(), place.line, place.column)


def export_file(reading: Reading, export: str) -> str:
    """The file of an export (relative to the repository that holds the pack)."""
    return (_pack_folder(reading) / "exports" / f"{export}.yaml").as_posix()


def handbook_address(clause: str) -> str:
    """The clause on its standard's page, relative to the root of the handbook's site."""
    standard, _, name = clause.partition(".")
    return f"standards/{standard}/#clause-{name}"


def handbook_link(reading: Reading, clause: str) -> str | None:
    """The clause in the published handbook; None where the pack names no site, or knows no such clause.

    Site and ids are held to their patterns where the pack is read, so that nothing else can stand in the address.
    """
    site = reading.catalogue.pack.web.site
    if site is None or not reading.knows(clause):
        return None
    return f"{site}{'' if reading.lang == 'zh' else 'en/'}{handbook_address(clause)}"


def _pack_folder(reading: Reading) -> PurePosixPath:
    """The pack below the nearest folder that holds a `.git`; without one, below the folder that it lies in."""
    pack = Path(reading.run.provenance.pack_path).resolve()
    root = next((folder for folder in (pack, *pack.parents) if (folder / ".git").exists()), pack.parent)
    return PurePosixPath(pack.relative_to(root).as_posix())
