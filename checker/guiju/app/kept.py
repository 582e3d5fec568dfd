"""The rows of a run folder, read back for a report that lists them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from guiju.engine import kept_findings
from guiju.model.problem import Location, Misuse, Problem
from guiju.model.text import Text


@dataclass(frozen=True, slots=True)
class KeptRows:
    """What `guiju check --out` wrote beside the verdicts."""

    folder: Path

    def findings(self, clause: str, most: int) -> Iterable[Sequence[object]]:
        """Breached records of a clause in file order. Raises ExportUnreadable where the file is damaged."""
        return kept_findings(self.folder, clause, most)

    def rejects(self, most: int) -> Iterable[Sequence[object]]:
        """Export, file, row, column, value and reason.

        Raises:
            Misuse: rejects.csv is missing or unreadable.
        """
        file = self.folder / "rejects.csv"
        try:
            with file.open(encoding="utf-8", newline="") as stream:
                return [_row(row) for row in islice(csv.DictReader(stream), most)]
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            message = Text(
                zh=f"无法读取（{error}）；请重新运行 guiju check", en=f"cannot be read ({error}); run guiju check again"
            )
            raise Misuse(Problem(Location(str(file)), message)) from None


def _row(row: dict[str, str]) -> tuple[object, ...]:
    number = row.get("row") or ""
    return (
        row.get("export"),
        row.get("file"),
        int(number) if number.isdecimal() else number,
        row.get("column"),
        row.get("value"),
        row.get("reason"),
    )
