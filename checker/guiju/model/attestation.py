"""What an export of attestations holds, and how a clause that a person must confirm can stand."""

from collections.abc import Mapping
from typing import Literal

from guiju.model.export import ColumnType

Standing = Literal["confirmed", "denied", "expired", "outdated", "missing", "doubtful", "starting"]
"""`confirmed` by an entry in force; `denied` by the newest entry; `expired`, the last confirmation has run out;
`outdated`, it was given before the major revision in force; `missing`, nobody confirmed; `doubtful`, an entry cannot be
read and could turn the verdict; `starting`, the first period of the duty is not over yet."""

CLAUSE, RESULT, ROLE, EXPIRES_AT, EVIDENCE = "clause", "result", "role", "expires_at", "evidence"
CONFIRMED, DENIED = "confirmed", "denied"

NEEDED: Mapping[str, tuple[ColumnType, ...]] = {CLAUSE: ("text",), RESULT: ("text",), ROLE: ("text",)}
"""Columns that such an export must have, with their types; when an entry was given is the export's own `at`."""
OPTIONAL: Mapping[str, tuple[ColumnType, ...]] = {EXPIRES_AT: ("date", "datetime"), EVIDENCE: ("text",)}
"""Columns that are read where they are there. An expiry that is a date is the last day on which the entry holds."""
