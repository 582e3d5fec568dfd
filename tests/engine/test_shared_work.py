"""What clauses share is worked out once, and every clause gets the verdict that it would get alone."""

from datetime import datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.plan import Plan
from guiju.model.run import Counts

ONE = [dockets.revision("1.0.0", "2025-01-01")]
EXPORT = dockets.CASES.model_copy(update={"key": ("opened_at",)})
LONG = "length(team) > 1"


def planned(tmp_path: Path, checks: list[dict[str, Any]], rows: list[dict[str, Any]]) -> tuple[Plan, list[Counts]]:
    clauses = [dockets.clause(check, id=f"asked-{place}") for place, check in enumerate(checks)]
    pack = dockets.catalogue(dockets.standard(clauses, ONE), export=EXPORT)
    with dockets.court(tmp_path, rows, EXPORT) as (engine, table):
        plan = dockets.compile_plan(pack, [table], dockets.Terms())
        found = dockets.judge(plan, pack, engine, lambda _: None)
        return plan, [result.counts for result in found if result.counts is not None]


def condition(**asked: Any) -> dict[str, Any]:
    return {"kind": "condition", "on": "cases"} | asked


def row(**values: Any) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": datetime(2025, 8, 1)} | values


names = st.sampled_from(["a", "b", "bb", None])
keys = st.sampled_from([["case_id"], ["team"], ["case_id", "team"], ["case_id", "team", "kind"]])
scopes = st.sampled_from([None, "kind = 'a'", "team <> 'b'"])
asked = st.builds(lambda key, where: condition(unique=key, where=where), keys, scopes)


@given(
    rows=st.lists(st.builds(lambda c, t, k: row(case_id=c, team=t, kind=k), names, names, names), min_size=1),
    checks=st.lists(asked, min_size=2, max_size=3),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_keys_that_contain_each_other_are_judged_as_if_alone(
    tmp_path: Path, rows: list[dict[str, Any]], checks: list[dict[str, Any]]
) -> None:
    _, together = planned(tmp_path, checks, rows)

    assert together == [planned(tmp_path, [check], rows)[1][0] for check in checks]


def test_a_longer_key_is_looked_for_among_the_doubles_of_a_part_of_it(tmp_path: Path) -> None:
    plan, _ = planned(tmp_path, [condition(unique=["case_id", "team"]), condition(unique=["case_id"])], [row()])

    shorter, longer = plan.doubles
    assert "guiju_doubles_rule.asked-1" in longer.prepare_sql
    assert "guiju_doubles_rule.asked-0" not in shorter.prepare_sql


def test_a_part_of_the_key_that_is_asked_of_fewer_records_is_no_help(tmp_path: Path) -> None:
    checks = [condition(unique=["case_id", "team"]), condition(unique=["case_id"], where="kind = 'a'")]
    plan, _ = planned(tmp_path, checks, [row()])

    assert all("guiju_doubles_rule.asked-1" not in doubles.prepare_sql for doubles in plan.doubles[1:])


def test_text_that_two_clauses_look_at_is_worked_out_once(tmp_path: Path) -> None:
    checks = [condition(holds=f"{LONG} or score > 1"), condition(holds=f"{LONG} or score > 2")]
    plan, counts = planned(tmp_path, checks, [row(team="xx", score=0), row(team="x", score=2)])

    assert plan.tallies[0].sql.count("LENGTH") == 1
    assert counts == [Counts(kept=2), Counts(kept=1, breached=1)]


def test_what_a_scope_keeps_from_most_records_is_not_worked_out_for_all(tmp_path: Path) -> None:
    checks = [condition(holds=LONG, where="kind = 'a'"), condition(holds=f"{LONG} or score > 2", where="kind = 'a'")]
    plan, _ = planned(tmp_path, checks, [row(kind="a")])

    assert "_shared" not in plan.tallies[0].sql
