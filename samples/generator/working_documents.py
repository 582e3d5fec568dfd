"""The register of working documents: processes, steps, guides and what else belongs to a set."""

from datetime import date, timedelta

from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table

COLUMNS = (
    *("procedure_id", "version", "kind", "area", "customer_type", "category", "channel", "difficulty"),
    *("standard_minutes", "standard_id", "owner", "issued_on", "retired_on", "reviewed_on", "business_change_on"),
    *("change_reason", "change_adopted_on"),
)
_STEPS = ("reception", "acceptance", "handling", "tracking", "reply", "callback")
_PROCESSES = ("enquiry", "handling", "complaint", "after-sales")
_STANDARDS = ("first-response", "service-response", "resolution-and-closing", "complaint-handling", "call-answering")
_OWNERS = ("service-agent", "first-contact", "complaint-officer", "technical-support", "knowledge-keeper")
_FIRST = date(2025, 1, 6)
_YEAR = date(2025, 1, 1)
_NEXT = date(2026, 1, 1)


def make_procedures(dice: Dice, ledger: Ledger) -> Table:
    """A set of documents in the first half-year, new versions in the second, and one of the next year."""
    table = Table(export="procedures", columns=COLUMNS)
    for round_ in range(3):
        for area in _STEPS:
            _document(table, dice, "step", area, 7 * round_, standard_minutes=dice.between(5, 90))
    for place, area in enumerate(_STEPS):
        difficulty = ("common", "complex", "special")[place % 3]
        _document(table, dice, "guide", area, 20 + place, difficulty=difficulty)
    for place, area in enumerate(_PROCESSES):
        _document(table, dice, "process", area, 30 + place, customer_type="enterprise" if place % 2 else "all")
    for place, kind in enumerate(("manual", "faq", "duty", "form", "monitoring")):
        _document(table, dice, kind, "all", 40 + place)
    _reissue(table, dice)
    _spoil_texts(table, ledger)
    _spoil_times(table, ledger)
    ledger.group("document-coverage.customer-types", "noncompliant", _YEAR)
    for clause in ("steps", "guides", "difficulties", "processes", "customer-types", "kinds"):
        ledger.group(f"document-coverage.{clause}", "undecided", _NEXT)
    return table


def _document(table: Table, dice: Dice, kind: str, area: str, days: int, **rest: object) -> Row:
    issued = _FIRST + timedelta(days=days)
    return table.add(
        dict.fromkeys(COLUMNS)
        | {"procedure_id": f"ZY{len(table.rows) + 1:03d}", "version": "1", "kind": kind, "area": area}
        | {"customer_type": "all", "standard_id": dice.one(_STANDARDS), "owner": dice.one(_OWNERS)}
        | {"issued_on": issued, "reviewed_on": issued + timedelta(days=dice.between(90, 170))}
        | rest
    )


def _reissue(table: Table, dice: Dice) -> None:
    """Ten documents get a second version in autumn; the first is retired that day. One is new in January."""
    for place, old in enumerate(table.rows[:10]):
        day = date(2025, 9, 1) + timedelta(days=5 * place)
        old["retired_on"] = day
        table.add(
            old
            | {"version": "2", "issued_on": day, "retired_on": None, "reviewed_on": None}
            | {"change_reason": dice.one(("客户意见 YJ-25-044", "工单数据分析 FX-25-09", "半年复审"))}
        )
    new = {"issued_on": date(2026, 1, 6), "reviewed_on": None, "business_change_on": date(2025, 12, 22)}
    _document(table, dice, "step", "reply", 0, standard_minutes=15)
    table.rows[-1] |= new | {"change_adopted_on": date(2026, 1, 6)}


def _spoil_texts(table: Table, ledger: Ledger) -> None:
    rows = table.rows
    rows[10]["standard_id"] = None
    rows[11]["standard_minutes"] = None
    rows[12]["standard_minutes"] = 540
    rows[13]["standard_minutes"] = 480
    rows[18]["owner"] = None
    rows[19]["owner"] = "duty-officer"
    rows[20]["standard_id"] = "first-reply"
    ledger.note(rows[10], "breached", "working-documents.norm")
    ledger.note(rows[11], "breached", "working-documents.standard-time")
    ledger.note(rows[12], "breached", "working-documents.standard-time")
    ledger.note(rows[18], "breached", "working-documents.owner")
    ledger.note(rows[19], "breached", "working-documents.owner-known")
    ledger.note(rows[20], "breached", "working-documents.standard-known")
    second = [row for row in rows if row["version"] == "2"]
    second[3]["change_reason"] = None
    ledger.note(second[3], "breached", "document-upkeep.reason-given")
    first = next(row for row in rows if row["procedure_id"] == second[5]["procedure_id"])
    first["retired_on"] = None
    ledger.note(first, "breached", "working-documents.one-version")
    ledger.note(second[5], "breached", "working-documents.one-version")


def _spoil_times(table: Table, ledger: Ledger) -> None:
    """Late and open reviews and changes, some to the day; a step that came after the transition."""
    rows = table.rows
    rows[14]["reviewed_on"] = rows[14]["issued_on"] + timedelta(days=180)
    rows[15]["reviewed_on"] = rows[15]["issued_on"] + timedelta(days=181)
    rows[16]["reviewed_on"] = None
    rows[0]["reviewed_on"], rows[0]["retired_on"] = None, rows[0]["issued_on"] + timedelta(days=150)
    for place in (15, 16):
        ledger.note(rows[place], "breached", "document-upkeep.reviewed")
    for row in rows:
        if row["reviewed_on"] is None and row["retired_on"] is None and row["issued_on"] > date(2025, 7, 1):
            ledger.note(row, "pending", "document-upkeep.reviewed")
    rows[17] |= {"issued_on": date(2025, 7, 14), "reviewed_on": None}
    ledger.note(rows[17], "breached", "working-documents.transition")
    ledger.note(rows[17], "pending", "document-upkeep.reviewed")
    for place, day, late in ((21, date(2025, 3, 3), 30), (22, date(2025, 5, 6), 31), (23, date(2025, 12, 20), None)):
        adopted = None if late is None else day + timedelta(days=late)
        rows[place] |= {"business_change_on": day, "change_adopted_on": adopted}
    rows[24]["business_change_on"] = date(2025, 10, 9)
    ledger.note(rows[22], "breached", "document-upkeep.change-adopted")
    ledger.note(rows[23], "pending", "document-upkeep.change-adopted")
    ledger.note(rows[24], "breached", "document-upkeep.change-adopted")
