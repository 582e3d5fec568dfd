"""The use case behind `guiju report`: a kept run with the pack that it was judged by."""

from pathlib import Path

from guiju.app.check import CheckOutcome
from guiju.app.outcome import exit_code
from guiju.history.places import RUN_JSON
from guiju.history.runs import read_run
from guiju.model.problem import Location, Misuse, Problem
from guiju.model.text import Text
from guiju.source import load as load_pack


def reread(run_folder: Path) -> CheckOutcome:
    """The run in a folder, and its pack.

    Raises:
        Misuse: no run, or the pack is no longer what the run was made with.
        PackInvalid: the pack has errors.
    """
    run = read_run(run_folder)
    catalogue = load_pack(Path(run.provenance.pack_path))
    if catalogue.digest != run.provenance.pack_digest:
        message = Text(
            zh="标准包与这次检查时不同：请恢复原来的内容，或重新运行 guiju check",
            en="the pack is not what the run was made with: bring it back, or run guiju check again",
        )
        raise Misuse(Problem(Location(run.provenance.pack_path), message))
    folder = run_folder.parent if run_folder.name == RUN_JSON else run_folder
    return CheckOutcome(run=run, catalogue=catalogue, folder=folder, exit_code=exit_code(run, "minor"))
