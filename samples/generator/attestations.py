"""The register of confirmations: entries that hold, that were given by the wrong role, and that name no clause."""

from datetime import date, datetime

from generator.ledger import Ledger
from generator.tables import Table

ATTESTATION_COLUMNS = ("entry_id", "clause", "result", "role", "staff_id", "given_at", "expires_at", "evidence")
_FORM = "progress-tracking#one-language"
_BOARD = "progress-tracking#board-in-use"
_CLAUSE = "security-incidents#protection-confirmed"


def make_attestations(ledger: Ledger) -> Table:
    """In March the officer for compliance confirms, in November denies; what the owner says afterwards is no answer."""
    table = Table(export="attestations", columns=ATTESTATION_COLUMNS)
    for number, (clause, result, role, day) in enumerate(
        (
            (_CLAUSE, "confirmed", "compliance-officer", datetime(2025, 3, 12, 10, 30)),
            ("security-incidents#protection-confirmd", "confirmed", "compliance-officer", datetime(2025, 6, 3, 9)),
            (_CLAUSE, "denied", "compliance-officer", datetime(2025, 11, 5, 16, 20)),
            (_CLAUSE, "confirmed", "security-officer", datetime(2025, 11, 20, 11)),
            (_BOARD, "confirmed", "compliance-officer", datetime(2025, 4, 8, 15, 10)),
            (_BOARD, "denied", "compliance-officer", datetime(2025, 9, 16, 9, 40)),
            (_BOARD, "confirmed", "compliance-officer", datetime(2025, 10, 14, 10, 5)),
            (_FORM, "confirmed", "service-manager", datetime(2025, 8, 21, 16, 30)),
            (_FORM, "denied", "supervision-group", datetime(2025, 11, 26, 14)),
            ("rewards#team-building", "confirmed", "quality-committee", datetime(2025, 12, 10, 15)),
            ("resource-effect#reallocated", "denied", "quality-committee", datetime(2025, 10, 16, 9, 30)),
            ("resource-effect#reallocated", "confirmed", "service-manager", datetime(2025, 10, 30, 14)),
        ),
        1,
    ):
        entry = {"clause": clause, "result": result, "role": role, "given_at": day, "staff_id": f"HG{number:02d}"}
        expiry = date(day.year + 1, day.month, day.day) if result == "confirmed" else None
        table.add(entry | {"entry_id": f"Q25{number:02d}", "expires_at": expiry, "evidence": f"BG-2025-{number:03d}"})
    _confirm_purpose(table, ledger)
    ledger.attest("security-incidents.protection-confirmed", standing="denied", set_aside=1, unused=1)
    ledger.attest(_BOARD.replace("#", "."), standing="confirmed", set_aside=0, unused=1)
    ledger.attest(_FORM.replace("#", "."), standing="denied", set_aside=1, unused=1)
    ledger.attest("rewards.team-building", standing="confirmed", set_aside=0, unused=1)
    ledger.attest("resource-effect.reallocated", standing="denied", set_aside=1, unused=1)
    return table


def _confirm_purpose(table: Table, ledger: Ledger) -> None:
    """The committee confirms the priorities; for the principles only the owner has spoken, which is not enough."""
    for clause, role, day in (
        ("service-purpose#priority", "quality-committee", datetime(2025, 11, 18, 14)),
        ("service-purpose#principles", "management", datetime(2025, 12, 2, 10)),
    ):
        entry = {"entry_id": f"Q25{len(table.rows) + 1:02d}", "clause": clause, "result": "confirmed", "role": role}
        table.add(entry | {"staff_id": None, "given_at": day, "expires_at": None, "evidence": "CC-2025-03"})
    ledger.attest("service-purpose.priority", standing="confirmed", set_aside=0, unused=1)
    ledger.attest("service-purpose.principles", standing="missing", set_aside=1, unused=1)
