"""What came of repeating a run: what it rests on now, and where the two differ."""

from dataclasses import dataclass

from guiju.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the repeated run says something else."""

    place: str
    """`clauses.complaint-handling.handled.counts.kept`, or the name of a file of the run folder."""
    kept: str
    repeated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A kept run beside its repetition."""

    run: str
    """The folder of the kept run."""
    changed: tuple[Text, ...]
    """Inputs and pack that are not what the run was made from: it could not be repeated as it was."""
    notes: tuple[Text, ...]
    """What is different and should make no difference: versions, the commit of the same pack."""
    differences: tuple[Difference, ...]
    """Verdicts first."""

    @property
    def holds(self) -> bool:
        """The same inputs and the same pack gave the same results again."""
        return not self.changed and not self.differences
