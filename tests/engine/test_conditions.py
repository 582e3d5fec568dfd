"""Conditions: predicates and uniqueness, with what cannot be told."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import dockets
from guiju.model.problem import ExportUnreadable
from guiju.model.run import Counts

DAY = datetime(2025, 8, 1)
ONE = [dockets.revision("1.0.0", "2025-01-01", {"least": 3})]
HOLDS = {"kind": "condition", "on": "cases", "holds": "score >= $least"}
UNIQUE = {"kind": "condition", "on": "cases", "unique": ["case_id", "team"]}


def row(**values: Any) -> dict[str, Any]:
    return {"case_id": "A", "opened_at": DAY} | values


def result(tmp_path: Path, check: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    pack = dockets.catalogue(dockets.standard([dockets.clause(check)], ONE))
    return dockets.verdict(tmp_path, pack, rows)


def test_a_predicate_is_kept_breached_or_undecided(tmp_path: Path) -> None:
    found = result(tmp_path, HOLDS, [row(score=3), row(score=2.9), row(score=None)])

    assert found.counts == Counts(kept=1, breached=1, undecided=1)
    assert [(r.text.in_("zh"), r.count) for r in found.reasons] == [("评分（score）缺失", 1)]


def test_a_cell_that_could_not_be_read_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    check = {"kind": "condition", "on": "cases", "holds": "score is null"}

    assert result(tmp_path, check, [row(), row(_unreadable=("score",))]).counts == Counts(kept=1, undecided=1)


def test_every_member_of_a_duplicate_group_breaks_uniqueness(tmp_path: Path) -> None:
    rows = [row(team="x"), row(team="x"), row(team="y"), row(team=None), row(team=None)]

    assert result(tmp_path, UNIQUE, rows).counts == Counts(kept=1, breached=2, undecided=2)


def test_duplicates_outside_the_scope_do_not_count(tmp_path: Path) -> None:
    rows = [row(team="x", kind="a"), row(team="x", kind="b"), row(team="x", opened_at=datetime(2024, 1, 1), kind="a")]

    found = result(tmp_path, UNIQUE | {"where": "kind = 'a'"}, rows)

    assert found.counts == Counts(kept=1, out_of_scope=1, not_in_force=1)


def test_findings_of_a_condition_show_what_was_looked_at_but_no_personal_data(tmp_path: Path) -> None:
    check = {"kind": "condition", "on": "cases", "holds": "score > 1 and caller = 'x'"}
    pack = dockets.catalogue(dockets.standard([dockets.clause(check)], ONE))

    (found,) = dockets.findings(tmp_path, pack, [row(score=0, caller="secret")])

    assert found[12] == "score=0.0"
    assert "secret" not in str(found)


def test_findings_of_uniqueness_are_the_members_of_the_groups(tmp_path: Path) -> None:
    pack = dockets.catalogue(dockets.standard([dockets.clause(UNIQUE)], ONE))
    rows = [row(team="x"), row(team="y"), row(team="x"), row(team=None), row(team=None)]

    assert [found[5] for found in dockets.findings(tmp_path, pack, rows)] == [2, 4]


def test_the_number_of_findings_can_be_capped_in_file_order(tmp_path: Path) -> None:
    pack = dockets.catalogue(dockets.standard([dockets.clause(HOLDS)], ONE))

    found = dockets.findings(tmp_path, pack, [row(score=0)] * 5, findings_limit=2)

    assert [finding[5] for finding in found] == [2, 3]


names = st.sampled_from(["a", "b", None])


@given(rows=st.lists(st.builds(lambda c, t, k: row(case_id=c, team=t, kind=k), names, names, names), min_size=1))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_uniqueness_agrees_with_counting_by_hand(tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    states: Counter[str] = Counter()
    asked = [r for r in rows if r["kind"] == "a"]
    groups = Counter((r["case_id"], r["team"]) for r in asked)
    for r in rows:
        if r["kind"] != "a":
            states["out_of_scope" if r["kind"] == "b" else "undecided"] += 1
        elif r["team"] is None or r["case_id"] is None:
            states["undecided"] += 1
        else:
            states["breached" if groups[r["case_id"], r["team"]] > 1 else "kept"] += 1
    export = dockets.CASES.model_copy(update={"key": ("opened_at",)})
    pack = dockets.catalogue(dockets.standard([dockets.clause(UNIQUE | {"where": "kind = 'a'"})], ONE), export=export)

    with dockets.court(tmp_path, rows, export) as (engine, table):
        plan = dockets.compile_plan(pack, [table], dockets.Terms())
        assert dockets.judge(plan, pack, engine, lambda _: None)[0].counts == Counts(**states)


def test_a_record_without_a_course_is_never_open_when_a_revision_takes_effect(tmp_path: Path) -> None:
    """A revision for open cases judges what was going on; what has a beginning alone keeps the law of its own time."""
    share = {"tolerance": "share"}
    law = [
        dockets.revision("2.0.0", "2025-07-01", {"least": 4, "share": "100%"}, applies="open-cases"),
        dockets.revision("1.0.0", "2025-01-01", {"least": 3, "share": "50%"}),
    ]
    pack = dockets.catalogue(dockets.standard([dockets.clause(HOLDS | share)], law))
    june = datetime(2025, 6, 1)
    rows = [row(score=3, opened_at=june), row(score=1, opened_at=june), row(score=5)]

    found = dockets.verdict(tmp_path, pack, rows)
    ((_, revision, *_),) = dockets.findings(tmp_path, pack, rows)

    assert revision == "1.0.0"
    assert [(each.revision, each.kept, each.breached) for each in found.tolerances] == [
        ("2.0.0", 1, 0),
        ("1.0.0", 1, 1),
    ]
    assert found.verdict == "compliant"


def test_an_expression_that_leaves_the_range_of_dates_is_told_and_nothing_is_judged(tmp_path: Path) -> None:
    check = {"kind": "condition", "on": "cases", "holds": "opened_at + to_years(cast(score as integer)) > opened_at"}

    with pytest.raises(ExportUnreadable) as refused:
        result(tmp_path, check, [row(score=900_000)])

    assert "an expression of the pack leaves the range" in str(refused.value)
    assert "not in timestamp range" in str(refused.value)
