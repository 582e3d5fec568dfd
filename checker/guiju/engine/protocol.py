"""The door behind which an engine stands: whatever answers the plan's SQL."""

from collections.abc import Sequence
from typing import Protocol

Row = tuple[object, ...]


class Engine(Protocol):
    """Answers queries over the loaded exports."""

    @property
    def name(self) -> str:
        """Name and version, for the provenance."""
        ...

    def rows(self, sql: str) -> Sequence[Row]:
        """All rows of a query."""
        ...
