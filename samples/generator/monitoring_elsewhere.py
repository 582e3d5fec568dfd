"""What the clauses on monitoring find in exports that other chapters fill: shifts, reviews and staff suggestions.

Each is looked at where the samples hold it. Only columns that no other clause reads are changed.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from generator.days import period_of
from generator.ledger import Ledger
from generator.tables import Row, Table

_UNWATCHED = (datetime(2025, 3, 12, 14), datetime(2025, 9, 9, 8))
"""Shifts on which nobody monitored: who should have was put on the service post."""
_WITHOUT_REPORT = date(2025, 7, 1)
_NEXT_QUARTER = _NEXT_MONTH = date(2026, 1, 1)
_MEETINGS = "quality-meetings."


def watch_elsewhere(tables: Mapping[str, Table], ledger: Ledger) -> None:
    """Plants what these clauses are to find."""
    if "shifts" in tables:
        _post_monitors(tables["shifts"], ledger)
    if "suggestions" in tables:
        _report_problems(tables["suggestions"], ledger)
    if "reviews" in tables:
        _note_meetings(ledger)


def filled(row: Row) -> bool:
    """Somebody was there, in person or by a stand-in."""
    return bool(row["present"]) or row["replaced_at"] is not None


def _post_monitors(shifts: Table, ledger: Ledger) -> None:
    """A monitor for every time at which a shift begins, but for two."""
    begun: dict[datetime, list[Row]] = {}
    for row in shifts.rows:
        begun.setdefault(row["starts_at"], []).append(row)
    for start, rows in begun.items():
        if start in _UNWATCHED:
            for row in rows:
                row["post"] = "service" if row["post"] == "monitor" else row["post"]
                if row["post"] == "service":
                    ledger.note(row, "breached", "service-monitoring.on-each-shift")
        else:
            _watch(rows)


def _watch(rows: Sequence[Row]) -> None:
    if not any(row["post"] == "monitor" and filled(row) for row in rows):
        there = [row for row in rows if row["post"] == "service" and filled(row)]
        there[-1]["post"] = "monitor"


def _report_problems(suggestions: Table, ledger: Ledger) -> None:
    """Agents report problems in every quarter but one."""
    seen: set[date | None] = set()
    for row in suggestions.rows:
        quarter = period_of(row["submitted_at"], "quarter")
        if quarter == _WITHOUT_REPORT:
            row["kind"] = "proposal"
        elif quarter not in seen:
            row["kind"] = "problem"
        seen.add(quarter)
    ledger.group(_MEETINGS + "problem-reports", "noncompliant", _WITHOUT_REPORT)


def _note_meetings(ledger: Ledger) -> None:
    """Minutes without a number, a review of the data and an internal review that were left out."""
    ledger.group(_MEETINGS + "meeting", "noncompliant", date(2025, 2, 1))
    ledger.group(_MEETINGS + "data-review", "noncompliant", date(2025, 10, 1))
    ledger.group(_MEETINGS + "three-sources", "noncompliant", date(2025, 7, 1))
    ledger.group(_MEETINGS + "data-review", "undecided", _NEXT_MONTH)
    ledger.group(_MEETINGS + "three-sources", "undecided", _NEXT_QUARTER)
