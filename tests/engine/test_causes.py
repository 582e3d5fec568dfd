"""What kind of reason keeps a clause from its verdict, told by the engine with the reason itself."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from builders import dockets
from guiju.compiler import Terms, compile_plan
from guiju.engine import judge
from guiju.model.run import ClauseResult

JULY = datetime(2025, 7, 10)
LAW = [dockets.revision("1.0.0", "2025-07-01", {"limit": "PT24H", "share": "80%", "least": 2, "times": 1})]
DEADLINE = {"kind": "deadline", "on": "cases", "from": "opened_at", "to": "closed_at", "within": "limit"}
TARGET = {"kind": "target", "kpi": "metric", "at_least": "share"}
CADENCE = {"kind": "cadence", "on": "cases", "every": "month", "at_least": "times"}
SHARE = dockets.kpi({"kind": "share", "of": "score >= 4"})


def row(opened: datetime = JULY, **values: Any) -> dict[str, Any]:
    return {"case_id": "A", "kind": "x", "opened_at": opened, "closed_at": opened, "score": 5.0} | values


def ask(tmp_path: Path, check: dict[str, Any], rows: list[dict[str, Any]], **terms: Any) -> ClauseResult:
    pack = dockets.catalogue(dockets.standard([dockets.clause(check)], LAW), kpis=[SHARE])
    return dockets.verdict(tmp_path, pack, rows, **terms)


@pytest.mark.parametrize("check", [DEADLINE, TARGET, TARGET | {"every": "month"}, CADENCE])
def test_data_from_before_a_clause_are_not_called_out_of_scope(tmp_path: Path, check: dict[str, Any]) -> None:
    result = ask(tmp_path, check, [row(datetime(2025, 6, 30, 23, 59, 59))])

    assert (result.verdict, result.cause, result.blocked) == ("undecided", "not-in-force", False)
    assert result.reason is not None
    assert result.reason.en == "the clause was not in force at the time of any record"


@pytest.mark.parametrize("check", [DEADLINE, TARGET, TARGET | {"every": "month"}])
def test_data_of_its_time_that_it_does_not_ask_about_are(tmp_path: Path, check: dict[str, Any]) -> None:
    result = ask(tmp_path, check | {"where": "kind = 'y'"}, [row(datetime(2025, 7, 1))])

    assert (result.verdict, result.cause) == ("undecided", "no-records")


def test_the_law_of_another_day_knows_no_time_before_it(tmp_path: Path) -> None:
    old = [row(datetime(2016, 1, 1))]

    tried = ask(tmp_path, TARGET, old, in_force_on=datetime(2025, 8, 1).date())
    before = ask(tmp_path, TARGET, old, in_force_on=datetime(2025, 6, 1).date())

    assert (tried.verdict, tried.cause) == ("compliant", None)
    assert (before.verdict, before.cause, before.blocked) == ("undecided", "not-in-force", False)


def test_what_can_only_be_waited_for_is_early(tmp_path: Path) -> None:
    pending = ask(tmp_path, DEADLINE, [row(closed_at=None)])
    few = ask(tmp_path, TARGET | {"min_cases": "least"}, [row()])

    assert [(each.cause, each.blocked) for each in (pending, few)] == [("early", False)] * 2


def test_records_and_groups_that_cannot_be_judged_leave_it_open(tmp_path: Path) -> None:
    record = ask(tmp_path, DEADLINE, [row(closed_at=datetime(2025, 7, 1))])
    group = ask(tmp_path, TARGET, [row(score=None)])

    assert [(each.cause, each.blocked) for each in (record, group)] == [("open", True)] * 2


def test_a_verdict_has_no_cause(tmp_path: Path) -> None:
    assert ask(tmp_path, DEADLINE, [row()]).cause is None
    assert ask(tmp_path, DEADLINE, [row(closed_at=datetime(2025, 7, 20))]).cause is None


def test_an_export_and_a_column_that_are_not_there_are_told_apart(tmp_path: Path) -> None:
    pack = dockets.catalogue(dockets.standard([dockets.clause(DEADLINE)], LAW))
    with dockets.court(tmp_path, [row()]) as (engine, table):
        lacking = replace(table, columns=table.columns - {"closed_at"})
        (without,) = judge(compile_plan(pack, [lacking], Terms()), pack, engine, lambda _: None)
        (absent,) = judge(compile_plan(pack, [], Terms()), pack, engine, lambda _: None)

    assert (without.cause, without.blocked) == ("columns", True)
    assert (absent.cause, absent.blocked) == ("not-given", False)
