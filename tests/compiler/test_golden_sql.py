"""The SQL of every kind of check, as reviewed text: the best documentation of the compiler."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlglot

from builders import dockets
from builders.golden import assert_golden
from guiju.compiler import Terms, compile_plan, compile_stories
from guiju.model.intake import ExportTable
from guiju.model.pack import Calendar

GOLDEN = Path(__file__).parent / "golden"
WEEK = {"monday": [{"opens": "09:00", "closes": "18:00"}]}
CALENDAR = Calendar.model_validate(
    {
        "id": "days",
        "title": {"zh": "日历"},
        "published_from": date(2025, 1, 1),
        "published_until": date(2025, 1, 31),
        "week": WEEK,
    }
)
DESK = Calendar.model_validate(
    {
        "id": "desk",
        "title": {"zh": "服务台"},
        "published_from": date(2025, 1, 1),
        "published_until": date(2025, 1, 9),
        "week": {
            "thursday": [{"opens": "09:00", "closes": "12:00"}, {"opens": "13:00", "closes": "18:00"}],
            "friday": [{"opens": "22:00", "closes": "06:00"}],
        },
    }
)
TABLE = ExportTable(
    export="cases",
    relation="export_cases",
    columns=frozenset(dockets.CASES.columns),
    files=(),
    rows_read=0,
    rows_rejected=0,
    rows_used=0,
    records=0,
    unreadable={"closed_at": 1},
    newest=datetime(2025, 8, 31, 18),
)
REGISTER = dockets.CASES.model_copy(
    update={
        "id": "attestations",
        "columns": dict(dockets.CASES.columns)
        | {
            name: dockets.CASES.columns[like]
            for name, like in (("clause", "kind"), ("result", "kind"), ("role", "kind"), ("expires_at", "due_at"))
        },
    }
)
ENTRIES = replace(TABLE, export="attestations", relation="export_attestations", columns=frozenset(REGISTER.columns))
PLAIN: dict[str, Any] = {"id": "plain", "where": "kind is not null"}
ONE: dict[str, Any] = {
    "first": "2025-01-01",
    "last": "2025-01-31",
    "limit": "PT24H",
    "days": "P2WD",
    "share": "95%",
    "few": 30,
    "number": 4,
    "days_held": "P1Y",
}
TWO = ONE | {"limit": "PT48H", "share": "90%"}
CLAUSES: dict[str, dict[str, Any]] = {
    "deadline-within": {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit"},
    "deadline-due": {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "due": "due_at"},
    "deadline-workdays": {
        "kind": "deadline",
        "on": "cases",
        "where": "kind = 'complaint'",
        "from": "opened_at",
        "to": "closed_at",
        "within": "days",
        "clock": "days",
    },
    "deadline-opening-hours": {
        "kind": "deadline",
        "on": "cases",
        "from": "opened_at",
        "to": "closed_at",
        "within": "limit",
        "clock": "desk",
    },
    "deadline-elapsed-days": {
        "kind": "deadline",
        "on": "cases",
        "from": "opened_at",
        "to": "closed_at",
        "within": "days",
        "clock": "desk",
        "count": "elapsed",
    },
    "deadline-paused": {
        "kind": "deadline",
        "on": "cases",
        "from": "opened_at",
        "to": "closed_at",
        "within": "limit",
        "clock": "desk",
        "pauses": {
            "export": "cases",
            "key": {"case_id": "case_id"},
            "from": "opened_at",
            "until": "closed_at",
            "where": "kind = 'hold'",
        },
    },
    "deadline-restarted": {
        "kind": "deadline",
        "on": "cases",
        "from": "opened_at",
        "to": "closed_at",
        "within": "limit",
        "restarts": {"export": "cases", "key": {"case_id": "case_id"}, "when": "kind = 'assigned'"},
        "reopened": {
            "export": "cases",
            "key": {"case_id": "case_id"},
            "when": "kind = 'reopened'",
            "ends": "kind = 'solved'",
            "between": "paused",
        },
    },
    "condition-holds": {"kind": "condition", "on": "cases", "where": "kind = 'a'", "holds": "score >= $number"},
    "condition-unique": {"kind": "condition", "on": "cases", "unique": ["case_id", "team"]},
    "condition-tolerated": {"kind": "condition", "on": "cases", "holds": "score >= $number", "tolerance": "share"},
    "match-within": {
        "kind": "match",
        "on": "cases",
        "where": "kind = 'a'",
        "with": "cases",
        "key": {"case_id": "case_id", "team": "team"},
        "with_where": "kind = 'b'",
        "with_at": "closed_at",
        "within": "limit",
    },
    "target-share": {"kind": "target", "kpi": "metric", "at_least": "share", "by": ["team"], "every": "month"},
    "cadence-at-least": {
        "kind": "cadence",
        "on": "cases",
        "where": "kind = 'drill'",
        "subject": ["team"],
        "every": "quarter",
        "at_least": "few",
    },
    "cadence-covers": {
        "kind": "cadence",
        "on": "cases",
        "every": "month",
        "covers": "kind",
        "values": ["a", "b"],
        "subjects": {"export": "cases", "key": {"team": "team"}, "from": "opened_at", "until": "closed_at"},
    },
    "attest": {"kind": "attest", "valid_for": "days_held", "by": ["author", "approver"]},
    "sequence-response": {
        "kind": "sequence",
        "on": "cases",
        "case": ["case_id"],
        "event": "kind",
        "template": "response",
        "first": "kind = 'a'",
        "then": "kind = 'b'",
        "within": "limit",
        "where": "score > 1",
    },
    "sequence-actors": {
        "kind": "sequence",
        "on": "cases",
        "cases": {"export": "cases", "key": {"case_id": "case_id"}, "ended": "closed_at is not null"},
        "event": "kind",
        "order": ["opened_at", "score"],
        "template": "different-actor",
        "first": "kind = 'a'",
        "then": "kind = 'b'",
        "actor": "team",
    },
    "target-confident": {"kind": "target", "kpi": "metric", "at_least": "share", "confidence": "share"},
    "target-few": {"kind": "target", "kpi": "metric", "below": "share", "min_cases": "few"},
}
MEASURES: dict[str, dict[str, Any]] = {
    "mean": {"kind": "mean", "of": "epoch(closed_at) - epoch(opened_at)"},
    "percentile": {"kind": "percentile", "of": "score", "p": 90},
    "ratio": {"kind": "ratio", "of": "sum(score) filter (where kind = 'a')", "to": "sum(score)"},
    "count": {"kind": "count"},
    "aggregate": {"kind": "aggregate", "of": "max(score)"},
    "across": {"kind": "across", "of": "count(*)", "to": {"on": "cases", "of": "sum(score)", "at": "closed_at"}},
    "change-previous": {"kind": "change", "of": "plain", "against": "previous"},
    "change-baseline": {"kind": "change", "of": "plain", "against": {"from": "first", "until": "last"}},
}


WAIVERS = [
    dockets.waiver("move", "2025-07-01", "2025-07-31", where="\"team\" = 'a'"),
    dockets.waiver("outage", "2025-07-31", "2025-07-31"),
]


def _scope(measure: dict[str, Any] | None) -> dict[str, Any]:
    """A change has the scope of the KPI that it compares."""
    return {} if measure is not None and measure["kind"] == "change" else {"where": "kind is not null"}


def compiled(
    check: dict[str, Any],
    measure: dict[str, Any] | None = None,
    kpi: dict[str, Any] | None = None,
    waivers: Sequence[dict[str, Any]] = (),
    **terms: Any,
) -> str:
    """Every statement of the plan, laid out for reading."""
    revisions = [dockets.revision("2.0.0", "2025-07-01", ONE), dockets.revision("1.0.0", "2025-01-01", TWO)]
    pack = dockets.catalogue(
        dockets.standard([dockets.clause(check)], revisions),
        kpis=[
            dockets.kpi(measure or {"kind": "share", "of": "score >= 4"}, **_scope(measure), **(kpi or {})),
            dockets.kpi({"kind": "mean", "of": "score"}, **PLAIN),
        ],
        calendars=[CALENDAR, DESK],
        waivers=waivers,
        others=[REGISTER],
    )
    plan = compile_plan(pack, [TABLE, ENTRIES], Terms(**terms))
    statements = [*plan.preparations, *(tally.sql for tally in plan.tallies)]
    statements += [sql for double in plan.doubles for sql in (double.prepare_sql, double.sql)]
    statements += [record.findings_sql for record in plan.records]
    statements += [scan.sql for scan in plan.spreads]
    statements += [record.allowance.sql for record in plan.records if record.allowance and record.allowance.sql]
    waivings = [record.waivings for record in plan.records if record.waivings is not None]
    statements += [waiving.sql for waiving in waivings if waiving.sql is not None]
    statements += [attest.sql for attest in plan.attests] + [strays.sql for strays in plan.strays]
    statements += [target.sql for target in plan.targets]
    stories = compile_stories(pack, [TABLE], Terms(**terms), "A'1")
    statements += [query.sql for story in stories for query in story.clauses]
    statements += [query.pauses_sql for story in stories for query in story.clauses if query.pauses_sql is not None]
    laid_out = [sqlglot.parse_one(sql, dialect="duckdb").sql(dialect="duckdb", pretty=True) for sql in statements]
    return "\n;\n".join(laid_out) + "\n"


@pytest.mark.parametrize("name", CLAUSES)
def test_the_sql_of_a_clause_is_what_was_reviewed(name: str) -> None:
    assert_golden(GOLDEN / f"{name}.sql", compiled(CLAUSES[name]))


@pytest.mark.parametrize("name", MEASURES)
def test_the_sql_of_a_measure_is_what_was_reviewed(name: str) -> None:
    assert_golden(GOLDEN / f"measure-{name}.sql", compiled(CLAUSES["target-share"], MEASURES[name]))


@pytest.mark.parametrize("name", ["condition-tolerated", "condition-unique"])
def test_the_sql_of_waivers_is_what_was_reviewed(name: str) -> None:
    assert_golden(GOLDEN / f"{name}-waived.sql", compiled(CLAUSES[name], waivers=WAIVERS))


def test_the_sql_of_a_mean_with_a_range_is_what_was_reviewed() -> None:
    sql = compiled(CLAUSES["target-share"], {"kind": "mean", "of": "score"}, {"range": [0, 5]})
    assert_golden(GOLDEN / "measure-mean-range.sql", sql)


def test_the_law_of_one_day_needs_no_comparison_of_times() -> None:
    assert_golden(GOLDEN / "in-force-on.sql", compiled(CLAUSES["deadline-within"], in_force_on=date(2025, 3, 1)))


def test_the_sql_of_how_long_cases_took_is_what_was_reviewed() -> None:
    assert_golden(GOLDEN / "deadline-spread.sql", compiled(CLAUSES["deadline-due"], spreads=True))
