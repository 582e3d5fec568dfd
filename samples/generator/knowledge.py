"""The knowledge base and the outlets: registers of what there is to answer with, and where."""

from datetime import date, timedelta

from generator.dice import Dice
from generator.ledger import Found, Ledger
from generator.tables import Row, Table, Unreadable

ARTICLE_COLUMNS = (
    *("article_id", "category", "kind", "issued_on", "updated_on", "owner", "uses", "active", "reviewed_on"),
)
OUTLET_COLUMNS = ("outlet_id", "snapshot_date", "kind", "region_id", "active", "branch")
UNANSWERED, MISSING = "attitude", "ZS-0077"
"""A category that nobody has written an answer for, and an article that is cited and not there."""
_CATEGORIES = ("usage", "order", "billing", "account", "fault", "repair", "return", "process", "suggestion")
_KINDS = ("faq", "solution", "answer", "product")
_ARTICLES = 120
_REVISED = date(2025, 7, 1)
_BRANCHES = ("东区分公司", "西区分公司", "园区分公司")
_NO_ONSITE = date(2025, 9, 30)


def make_articles(dice: Dice, ledger: Ledger) -> Table:
    """A hundred and twenty articles, most of them reviewed in time."""
    table = Table(export="knowledge-articles", columns=ARTICLE_COLUMNS)
    for number in range(1, _ARTICLES + 1):
        name = f"ZS-{number:04d}"
        issued = date(2025, 1, 2) + timedelta(days=dice.between(0, 20))
        updated = issued if number % 3 else date(2025, 7, 1) + timedelta(days=dice.between(0, 25))
        if name != MISSING:
            table.add(
                {"article_id": name, "category": _CATEGORIES[number % len(_CATEGORIES)], "kind": _KINDS[number % 4]}
                | {"issued_on": issued, "updated_on": updated, "owner": "knowledge-keeper", "active": True}
                | {"uses": dice.lean(0, 400), "reviewed_on": updated + timedelta(days=dice.between(30, 115))}
            )
    _spoil_articles(table, dice, ledger)
    return table


def _spoil_articles(table: Table, dice: Dice, ledger: Ledger) -> None:
    """Reviews on the last day and one later, forgotten and still to come; owners and kinds left out."""
    for days in (180, 181, 240):
        _reviewed_after(table.take(dice, 2, _early), days, 180, ledger)
    for days in (120, 121):
        _reviewed_after(table.take(dice, 2, lambda row: not _early(row)), days, 120, ledger)
    for row in table.take(dice, 2, _early):
        row["reviewed_on"] = None
        ledger.note(row, "breached", "knowledge-base.reviewed")
    for row in table.take(dice, 2):
        row |= {"updated_on": date(2025, 12, 15), "reviewed_on": None}
        ledger.note(row, "pending", "knowledge-base.reviewed")
    for column in ("owner", "kind"):
        for row in table.take(dice, 2):
            row[column] = None
            ledger.note(row, "breached", "knowledge-base.complete")
    for row in table.take(dice, 3):
        row |= {"active": False, "reviewed_on": None}
    table.spoilt.append(table.rows[3] | {"article_id": "ZS-9999", "issued_on": Unreadable("去年")})


def _early(row: Row) -> bool:
    return bool(row["updated_on"] < _REVISED)


def _reviewed_after(rows: list[Row], days: int, limit: int, ledger: Ledger) -> None:
    for row in rows:
        row["reviewed_on"] = row["updated_on"] + timedelta(days=days)
        if days > limit:
            ledger.note(row, "breached", "knowledge-base.reviewed")


def make_outlets(regions: Table, dice: Dice, ledger: Ledger) -> Table:
    """The outlets of each region that counts as covered, and what does not agree with that."""
    table = Table(export="outlets", columns=OUTLET_COLUMNS)
    days = sorted({row["snapshot_date"] for row in regions.rows})
    for place, region in enumerate(regions.rows):
        if region["covered"] is not True:
            continue
        kind = "centre" if region["region_id"] == "Q01" else "onsite" if place % 5 == 0 else "outlet"
        table.add(
            {"outlet_id": f"W{region['region_id'][1:]}1", "snapshot_date": region["snapshot_date"], "kind": kind}
            | {"region_id": region["region_id"], "active": True, "branch": dice.one(_BRANCHES)}
        )
    for row in table.rows:
        if row["snapshot_date"] == _NO_ONSITE and row["kind"] == "onsite":
            row["kind"] = "outlet"
    closed = table.take(dice, 3, lambda row: row["kind"] == "outlet" and row["snapshot_date"] in days[:3])
    names = [(row["region_id"], row["snapshot_date"]) for row in closed]
    for row in closed:
        row["active"] = False
    for region in regions.rows:
        if (region["region_id"], region["snapshot_date"]) in names:
            ledger.note(region, "breached", "outlets-and-teams.covered-has-outlet")
    _nowhere(table, days, ledger)
    table.spoilt.append(table.rows[9] | {"outlet_id": None})
    return table


def _nowhere(table: Table, days: list[date], ledger: Ledger) -> None:
    """An outlet in a region that no list has; on the last day a list may still come."""
    for day in (days[0], days[2], days[3]):
        row = {"outlet_id": "W991", "snapshot_date": day, "kind": "outlet", "region_id": "Q99", "active": True}
        found: Found = "pending" if day == days[3] else "breached"
        ledger.note(table.add(row | {"branch": None}), found, "outlets-and-teams.in-a-region")
