"""The use cases around Great Expectations: suites for the user's own, and a run as its validation results."""

from pathlib import Path
from typing import Protocol

from guiju.app.folders import refuse_folder, write_folder
from guiju.app.packs import load_pack
from guiju.compiler import said_of
from guiju.exchange import suite_files
from guiju.model.catalogue import Catalogue
from guiju.model.run import Run
from guiju.model.text import Lang
from guiju.report.account import account
from guiju.report.reading import Reading


class Judged(Protocol):
    """A run with the pack that judged it."""

    @property
    def run(self) -> Run:
        """The verdicts."""
        ...

    @property
    def catalogue(self) -> Catalogue:
        """The pack."""
        ...


def export_suites(pack: Path, out: Path) -> tuple[Path, ...]:
    """Writes a suite for every export.

    Raises:
        PackInvalid: the pack has errors.
        Misuse: the folder cannot be written.
    """
    refuse_folder(out)
    catalogue = load_pack(pack)
    return write_folder(out, suite_files(catalogue, said_of(catalogue)))


def write_validation(outcome: Judged, out: Path, lang: Lang) -> tuple[Path, ...]:
    """Writes validation results and Data Docs of a run.

    Raises:
        Misuse: Great Expectations is not installed, or the folder cannot be written.
    """
    # The package takes seconds to import: only where its results are asked for.
    from guiju.exchange.validation import Told, validation_files  # noqa: PLC0415 - see above

    refuse_folder(out)
    reading = Reading(run=outcome.run, catalogue=outcome.catalogue, lang=lang, limit=1, folder=None)
    told = {
        result.clause: Told(title=reading.title(result), asked=reading.asked(result), found=account(reading, result))
        for result in outcome.run.clauses
    }
    return write_folder(out, validation_files(outcome.run, outcome.catalogue, told, lang))
