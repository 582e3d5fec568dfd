"""What pauses, restarts and reopens a clock: references into the exports that the events stand in."""

from collections.abc import Iterator

from guiju.model.checks import Deadline
from guiju.model.problem import Problem
from guiju.model.stops import Pauses
from guiju.source.known import EXPORT, Known, reference, time_column
from guiju.source.nodes import Document, Path
from guiju.source.pairs import check_key


def check_stops(check: Deadline, document: Document, path: Path, known: Known) -> Iterator[Problem]:
    """Everything that points to what is not there."""
    mine = known.columns(check.on)
    for name, stopper in check.named_stoppers.items():
        here, theirs = (*path, name), known.columns(stopper.export)
        yield from reference(document, (*here, "export"), stopper.export, EXPORT, known.exports)
        yield from check_key(stopper.key, document, here, mine, theirs)
        yield from time_column(document, (*here, "at"), stopper.at, theirs)
        if isinstance(stopper, Pauses):
            yield from time_column(document, (*here, "from"), stopper.from_, theirs)
            yield from time_column(document, (*here, "until"), stopper.until, theirs)
