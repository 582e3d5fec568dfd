"""The ledger of the standards: what happened to each version, from the study of needs to its end."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from generator.ledger import Ledger
from generator.tables import Row, Table

COLUMNS = (
    *("event_no", "standard_id", "version", "event", "at", "role", "basis", "basis_ref", "domain", "dimension"),
    *("topic", "industry_weighed", "resources_weighed", "expectation_weighed", "outcome", "adjusted_at"),
)
STANDARDS: Mapping[str, tuple[str, str]] = {
    "first-response": ("process", "process"),
    "service-response": ("process", "process"),
    "resolution-and-closing": ("process", "process"),
    "complaint-handling": ("complaints", "process"),
    "complaint-response": ("complaints", "process"),
    "complaint-satisfaction": ("complaints", "assessment"),
    "call-answering": ("process", "conduct"),
    "customer-satisfaction": ("satisfaction", "assessment"),
    "support-teams": ("satisfaction", "assessment"),
    "service-coverage": ("relationship", "content"),
    "record-identity": ("information", "conduct"),
    "record-order": ("information", "conduct"),
}
"""Standard -> domain and dimension."""
_REVISED = ("complaint-handling", "call-answering", "resolution-and-closing")
_CHAIN = ("need_studied", "drafted", "approved", "published", "trained", "effective")
_ROLES: Mapping[str, str] = {
    "approved": "quality-committee",
    "trained": "training-lead",
    "evaluated": "compliance-officer",
    "superseded": "quality-committee",
}
_BASES = ("feedback", "practice", "score", "industry")
_TOPICS = ("conformity", "measurability", "qualification")
_SETTING, _EVALUATION = "standard-setting.", "standard-evaluation."


def make_standard_events(ledger: Ledger) -> Table:
    """Twelve standards of the first issue, three of them revised in July, and versions that went wrong."""
    table = Table(export="standard-events", columns=COLUMNS)
    for standard in STANDARDS:
        _chain(table, standard, "1.0.0", datetime(2024, 9, 2, 10), (30, 40, 20, 10, 21))
    for place, standard in enumerate(_REVISED):
        rows = _chain(table, standard, "2.0.0", datetime(2025, 2, 10 + place, 10), (18, 40, 12, 20, 47 - place))
        rows[-1]["at"] = datetime(2025, 7, 1)
        ledger.note(rows[0], "pending", _SETTING + "in-order")
    _evaluate(table, ledger)
    _interim(table, ledger)
    _out_of_order(table, ledger)
    _spoil_approvals(table, ledger)
    ledger.group(_EVALUATION + "every-year", "noncompliant", date(2025, 1, 1), "record-order")
    ledger.group(_EVALUATION + "topics", "noncompliant", date(2025, 1, 1))
    for standard in (*STANDARDS, "service-targets", "document-upkeep"):
        if standard != "first-response":
            ledger.group(_EVALUATION + "every-year", "undecided", date(2026, 1, 1), standard)
    for clause in ("sources", "domains", "dimensions", "topics"):
        ledger.group(_EVALUATION + clause, "undecided", date(2026, 1, 1))
    return table


def _event(table: Table, standard: str, version: str, event: str, at: datetime) -> Row:
    return table.add(
        dict.fromkeys(COLUMNS)
        | {"event_no": f"DS{len(table.rows) + 1:04d}", "standard_id": standard, "version": version, "event": event}
        | {"at": at, "role": _ROLES.get(event, "policy-owner")}
    )


def _chain(table: Table, standard: str, version: str, start: datetime, gaps: tuple[int, ...]) -> list[Row]:
    """From the study to the day of effect, so many days apart."""
    at, rows = start, list[Row]()
    for event, gap in zip(_CHAIN, (*gaps, 0), strict=True):
        rows.append(_event(table, standard, version, event, at))
        at += timedelta(days=gap)
    domain, dimension = STANDARDS.get(standard, ("process", "content"))
    weighed = dict.fromkeys(("industry_weighed", "resources_weighed", "expectation_weighed"), True)
    rows[0] |= {"basis": "interview", "basis_ref": f"DY-{start:%y%m}-{len(table.rows):03d}"}
    rows[2] |= {"basis": "data", "basis_ref": rows[0]["basis_ref"], "domain": domain, "dimension": dimension} | weighed
    return rows


def _evaluate(table: Table, ledger: Ledger) -> None:
    """Each standard but one is evaluated in 2025, the first again in January; four outcomes are to adjust."""
    rows: list[Row] = []
    for place, standard in enumerate(name for name in STANDARDS if name != "record-order"):
        rows.append(_evaluation(table, standard, "1.0.0", datetime(2025, 2 + place % 5, 12, 10), place))
    for row, standard in zip(rows, STANDARDS, strict=False):
        if standard in _REVISED:
            row |= {"outcome": "adjust", "at": datetime(2025, 4, 10, 10), "adjusted_at": datetime(2025, 7, 1)}
            _event(table, standard, "1.0.0", "superseded", datetime(2025, 7, 1, 0, 0, 1))
    rows[2]["at"] = datetime(2025, 3, 12, 10)
    ledger.note(rows[2], "breached", _EVALUATION + "adjusted")
    late = _evaluation(table, "service-response", "1.0.0", datetime(2025, 11, 20, 10), 0)
    open_ = _evaluation(table, "support-teams", "1.0.0", datetime(2025, 12, 15, 10), 1)
    late["outcome"] = open_["outcome"] = "adjust"
    ledger.note(late, "breached", _EVALUATION + "adjusted")
    ledger.note(open_, "pending", _EVALUATION + "adjusted")
    rows[0]["outcome"], rows[1]["basis_ref"] = None, None
    ledger.note(rows[0], "breached", _EVALUATION + "outcome-stated")
    ledger.note(rows[1], "breached", _EVALUATION + "outcome-stated")
    _evaluation(table, "first-response", "1.0.0", datetime(2026, 1, 8, 10), 2)


def _evaluation(table: Table, standard: str, version: str, at: datetime, place: int) -> Row:
    domain, dimension = STANDARDS.get(standard, ("process", "content"))
    row = _event(table, standard, version, "evaluated", at)
    row |= {"basis": _BASES[place % 4], "basis_ref": f"PG-25-{len(table.rows):03d}", "outcome": "keep"}
    row |= {"domain": domain, "dimension": dimension, "topic": _TOPICS[place % 3]}
    return row


def _interim(table: Table, ledger: Ledger) -> None:
    """A version that was put in force in March and superseded in July, but never stood in the handbook."""
    rows = _chain(table, "complaint-response", "1.1.0", datetime(2025, 1, 6, 10), (10, 10, 5, 10, 20))
    _evaluation(table, "complaint-response", "1.1.0", datetime(2025, 5, 20, 10), 1)
    _event(table, "complaint-response", "1.1.0", "superseded", datetime(2025, 7, 1))
    ledger.note(rows[-1], "breached", _SETTING + "as-in-handbook")


def _out_of_order(table: Table, ledger: Ledger) -> None:
    """One revision was never studied, the training of the other came after the day of effect."""
    unstudied = _chain(table, "service-targets", "1.1.0", datetime(2025, 4, 1, 10), (14, 30, 14, 20, 13))
    table.rows.remove(unstudied[0])
    late = _chain(table, "document-upkeep", "1.1.0", datetime(2025, 3, 3, 10), (20, 40, 15, 60, 0))
    unstudied[-1]["at"] = late[-1]["at"] = datetime(2025, 7, 1)
    late[4]["at"] = datetime(2025, 7, 16, 9)
    ledger.note(unstudied[1], "breached", _SETTING + "in-order")
    ledger.note(late[0], "breached", _SETTING + "in-order")
    _evaluation(table, "service-targets", "1.1.0", datetime(2025, 10, 15, 10), 0)
    _evaluation(table, "document-upkeep", "1.1.0", datetime(2025, 10, 16, 10), 1)


def _spoil_approvals(table: Table, ledger: Ledger) -> None:
    """Approvals of 2025, each wrong in another way; one was drafted by those who approved it."""
    approvals = [row for row in table.rows if row["event"] == "approved" and row["at"] >= datetime(2025, 1, 1)]
    approvals[0]["basis"] = "practice"
    approvals[1]["resources_weighed"] = None
    approvals[2]["dimension"] = None
    approvals[3]["role"] = "service-manager"
    for place, clause in enumerate(("needs-studied", "weighed", "classed", "approved-by")):
        ledger.note(approvals[place], "breached", _SETTING + clause)
    own = approvals[4]
    drafted = next(
        row for row in table.rows if row["standard_id"] == own["standard_id"] and row["version"] == own["version"]
    )
    drafted["role"] = own["role"]
    ledger.note(drafted, "breached", _SETTING + "two-pairs-of-eyes")
