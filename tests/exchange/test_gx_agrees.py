"""Great Expectations on pandas and the checker say the same, wherever both can say it."""

import json
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest

from builders.great_expectations_oracle import frame_of, judged_by_gx
from builders.promises import expected, kept, promising
from guiju.app.packs import load_pack
from guiju.compiler import Terms, compile_plan, said_of
from guiju.engine import judge, judge_contracts, opened, scan
from guiju.exchange import suite_files
from guiju.exchange.suites import contract_item
from guiju.ingest import ExportFile, load, paths_read
from guiju.model.catalogue import Catalogue
from guiju.model.run import ClauseResult, ContractResult
from guiju.model.said import Said

Case = Mapping[str, Any]


def conditions() -> list[dict[str, Any]]:
    def of(name: str, operator: str, parameter: Any) -> dict[str, Any]:
        return {"type": "comparison", "column": {"name": name}, "operator": operator, "parameter": parameter}

    since = of("opened_at", ">=", "2025-01-03")
    empty = {"type": "nullity", "column": {"name": "score"}, "is_null": True}
    return [
        {},
        {"row_condition": of("team", "!=", "x")},
        {"row_condition": {"type": "and", "conditions": [since, of("team", "NOT_IN", ["x"])]}},
        {"row_condition": {"type": "or", "conditions": [empty, of("team", "IN", ["x"])]}},
    ]


def promises(dice: random.Random) -> list[dict[str, Any]]:
    """Every expectation, with arguments that the dice choose."""
    some = {"mostly": dice.choice([1, 0.9, 0.75, 0.5, 0])} | dice.choice(conditions())
    rows = dice.choice(conditions())
    strict = {"strict_min": dice.choice([True, False]), "strict_max": dice.choice([True, False])}
    pair = {"ignore_row_if": dice.choice(["both_values_are_missing", "either_value_is_missing", "neither"])} | some
    several = {"ignore_row_if": dice.choice(["all_values_are_missing", "any_value_is_missing", "never"])} | some
    numbers = ("min", "max", "mean", "median", "stdev", "sum", "unique_value_count")
    between = {"allow_relative_error": dice.choice([False, "nearest", "linear", "lower", "higher", "midpoint"])}
    ranges = {
        "quantiles": [0, 0.25, dice.choice([0.35, 0.5, 0.9]), 1],
        "value_ranges": [[1, 2], [None, 2.5], [dice.choice([1, 2, 2.4999]), 5], [5.0003, None]],
    }
    shares = ("proportion_of_unique_values", "proportion_of_non_null_values")
    times = {"min_value": "2025-01-02", "max_value": "2025-01-05T12:00:00"} | strict
    return [
        expected("column_values_to_be_unique", column=dice.choice(["case_id", "kind", "score"]), **some),
        expected("column_values_to_be_null", column="kind", **some),
        expected("column_values_to_not_be_null", column="kind", **some),
        expected("column_values_to_be_in_set", column="kind", value_set=["x", "y"], **some),
        expected("column_values_to_be_in_set", column="score", value_set=[1, 2.5], **some),
        expected("column_values_to_not_be_in_set", column="kind", value_set=["x", "y"], **some),
        expected("column_values_to_be_between", column="score", min_value=2, max_value=5, **strict, **some),
        expected("column_values_to_be_between", column="closed_at", **times, **some),
        expected("column_value_lengths_to_be_between", column="kind", min_value=1, max_value=1, **some),
        expected("column_value_lengths_to_equal", column="kind", value=2, **some),
        expected("column_values_to_match_regex", column="kind", regex="^x|部$", **some),
        expected("column_values_to_not_match_regex", column="kind", regex="y", **some),
        *(
            expected(f"column_values_to_be_{way}", column=name, strictly=strictly, **some)
            for way in ("increasing", "decreasing")
            for name in ("score", "opened_at", "closed_at")
            for strictly in (True, False, None)
        ),
        expected("column_quantile_values_to_be_between", column="score", quantile_ranges=ranges, **between, **rows),
        expected(
            "column_pair_values_a_to_be_greater_than_b",
            column_A="closed_at",
            column_B="opened_at",
            or_equal=dice.choice([True, False]),
            **pair,
        ),
        expected("column_pair_values_to_be_equal", column_A="kind", column_B="team", **pair),
        expected("compound_columns_to_be_unique", column_list=["kind", "team", "score"], **several),
        expected("column_distinct_values_to_be_in_set", column="kind", value_set=["x", "y", "xy"], **rows),
        expected("column_distinct_values_to_contain_set", column="kind", value_set=["x", "y"], **rows),
        expected("column_distinct_values_to_equal_set", column="team", value_set=["x", "y"], **rows),
        expected(
            "column_most_common_value_to_be_in_set",
            column="kind",
            value_set=["x", "y"],
            ties_okay=dice.choice([True, False]),
            **rows,
        ),
        expected("column_max_to_be_between", column="closed_at", max_value="2025-01-08", **rows),
        expected("column_min_to_be_between", column="opened_at", min_value="2025-01-02", **strict, **rows),
        *(
            expected(f"column_{n}_to_be_between", column="score", min_value=2, max_value=4, **strict, **rows)
            for n in numbers
        ),
        *(
            expected(f"column_{n}_to_be_between", column="score", min_value=0.2, max_value=0.75, **strict, **rows)
            for n in shares
        ),
        expected("table_row_count_to_be_between", min_value=2, max_value=6, **rows),
        expected("table_row_count_to_equal", value=3, **rows),
        expected("column_to_exist", column="team"),
        expected("table_columns_to_match_set", column_set=["team", "case_id"], exact_match=dice.choice([True, False])),
    ]


def cases(dice: random.Random) -> list[Case]:
    def day() -> datetime:
        return datetime(2025, 1, dice.randint(1, 9), dice.choice([0, 12]))

    return [
        {
            "case_id": dice.choice("abcdefghij"),
            "kind": dice.choice(["x", "y", "xy", "总部", None]),
            "team": dice.choice(["x", "y", None]),
            "score": dice.choice([None, 1.0, 2.0, 2.5, 5.0, 7.0]),
            "opened_at": day(),
            "closed_at": dice.choice([None, day()]),
        }
        for _ in range(dice.choice([1, 3, 8, 12]))
    ]


@pytest.mark.parametrize("seed", range(4))
def test_every_expectation_has_the_verdict_and_the_count_of_great_expectations(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - seeded, not secret
    rows, asked = cases(dice), promises(dice)
    export = promising(*asked)
    items = [contract_item(expectation, export) for expectation in export.expectations]

    ours, theirs = kept(rows, *asked), judged_by_gx(frame_of(rows, export), items)

    assert [(r.verdict == "met", r.unexpected) for r in ours] == [
        (result["success"], result["result"].get("unexpected_count") if r.unexpected is not None else None)
        for r, result in zip(ours, theirs, strict=True)
    ], [(item, r) for item, r in zip(items, ours, strict=True)]


SCORES = ([3.0], [1.0, 2.0], [1.0, None, 1.0, 2.5, 2.0, None, 7.0], [5.0, 2.5, 2.5, 1.0], [None, None])


BETWEEN = (False, "linear", "lower", "higher", "midpoint")
EDGES = ([2, 2], [2.5, None], [None, 2.24], [2.5002, 7], [2.5003, 7], [1.1, 1.3])
"""Ranges, some of which begin at the very edge of what is still taken for equal."""


@pytest.mark.parametrize("scores", SCORES)
def test_order_and_quantiles_are_those_of_great_expectations_with_ties_and_gaps(scores: list[float | None]) -> None:
    def quantiles(between: object, asked: Sequence[tuple[float, Any]]) -> dict[str, Any]:
        given = {"quantiles": [fraction for fraction, _ in asked], "value_ranges": [edges for _, edges in asked]}
        type_, words = "column_quantile_values_to_be_between", {"allow_relative_error": between}
        return expected(type_, column="score", quantile_ranges=given, **words)

    rows = [{"case_id": str(n), "score": score, "opened_at": datetime(2025, 1, 1)} for n, score in enumerate(scores)]
    ordered = [
        expected(f"column_values_to_be_{way}", column="score", strictly=strictly, mostly=mostly)
        for way in ("increasing", "decreasing")
        for strictly in (True, False)
        for mostly in (1, 0.6)
    ]
    # GX takes two expectations on quantiles of one column for the same measure: here is one for each way to read them.
    pairs = [(fraction, edges) for fraction in (0.1, 0.5, 0.7) for edges in EDGES]
    together = [quantiles(between, pairs) for between in BETWEEN]
    export = promising(*ordered, *together)
    items = [contract_item(expectation, export) for expectation in export.expectations]

    theirs = judged_by_gx(frame_of(rows, export), items)
    ours = kept(rows, *ordered, *together)
    apart = kept(rows, *(quantiles(between, [pair]) for between in BETWEEN for pair in pairs))

    assert [(r.verdict == "met", r.unexpected) for r in ours[: len(ordered)]] == [
        (result["success"], result["result"]["unexpected_count"]) for result in theirs[: len(ordered)]
    ]
    measured = [result["result"] for result in theirs[len(ordered) :]]
    assert [r.verdict == "met" for r in apart] == [
        success for result in measured for success in result["details"]["success_details"]
    ]
    for found, result in zip(ours[len(ordered) :], measured, strict=True):
        values = result["observed_value"]["values"]
        assert found.observed == (pytest.approx(values) if any(scores) else [None] * len(pairs))


@pytest.fixture(scope="module")
def shipped(pack_path: Path) -> Catalogue:
    return load_pack(pack_path)


def agreed(catalogue: Catalogue, files: Sequence[ExportFile], system: str | None = None) -> int:
    """Holds every verdict that a suite can express against Great Expectations; how many clauses were compared."""
    suites = suite_files(catalogue, said_of(catalogue))
    said = {str(found.ref): found for found in said_of(catalogue) if isinstance(found, Said)}
    catalogue = _only(catalogue, said)
    with TemporaryDirectory() as spool, opened(Path(spool)) as engine:
        profile = catalogue.systems[system] if system is not None else None
        tables = load(files, exports=catalogue.exports, system=profile, connection=engine.connection)
        engine.lock(paths_read(tables))
        plan = compile_plan(catalogue, tables, Terms())
        scans = scan(plan, engine, lambda _: None)
        contracts = {found.export: found for found in judge_contracts(plan, catalogue, engine, scans)}
        clauses = {found.clause: found for found in judge(plan, catalogue, engine, lambda _: None, scans)}
        frames = {
            table.export: (table.columns, engine.execute(f'SELECT * FROM "{table.relation}"').df()) for table in tables
        }
    unreadable = {table.export: {name for name, cells in table.unreadable.items() if cells} for table in tables}
    compared = 0
    for export, (columns, frame) in frames.items():
        items = json.loads(suites.get(f"{export}.suite.json", '{"expectations": []}'))["expectations"]
        # Great Expectations is not told which cells could not be read: it would take them for empty.
        fit = [item for item in items if _names(item) <= columns]
        given = [item for item in fit if not _reads_unreadable(item, unreadable[export])]
        results = judged_by_gx(_typed(frame[sorted(columns)], catalogue, export), given)
        compared += _compared(given, results, contracts.get(export), clauses, said)
    return compared


def _only(catalogue: Catalogue, clauses: Collection[str]) -> Catalogue:
    """The pack without the clauses that a suite cannot express: they would be judged for nothing."""
    kept = {
        name: standard.model_copy(
            update={"clauses": tuple(clause for clause in standard.clauses if f"{name}.{clause.id}" in clauses)}
        )
        for name, standard in catalogue.standards.items()
    }
    return replace(catalogue, standards={name: standard for name, standard in kept.items() if standard.clauses})


def _same(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    keys = ("column", "column_A", "column_B", "column_list")
    return all(ours.get(key) == theirs.get(key) for key in keys)


def _typed(frame: pd.DataFrame, catalogue: Catalogue, export: str) -> pd.DataFrame:
    times = {name: column.type for name, column in catalogue.exports[export].columns.items()}
    return frame.astype(
        {name: "datetime64[us]" if times[name] in ("date", "datetime") else "object" for name in frame.columns}
        | {name: "float64" for name in frame.columns if times[name] in ("number", "integer")}
    )


def _reads_unreadable(item: Mapping[str, Any], unreadable: set[str]) -> bool:
    return "contract" in item["meta"]["guiju"] and bool(_names(item) & unreadable)


def _names(item: Mapping[str, Any]) -> set[str]:
    kwargs, text = item["kwargs"], json.dumps(item["kwargs"].get("row_condition"))
    own = {kwargs[key] for key in ("column", "column_A", "column_B") if key in kwargs} | set(
        kwargs.get("column_list", ())
    )
    inside = json.loads(text)
    parts = inside.get("conditions", [inside]) if inside is not None else []
    return own | {part["column"]["name"] for part in parts}


def _compared(
    items: Sequence[Mapping[str, Any]],
    results: Sequence[Mapping[str, Any]],
    contract: ContractResult | None,
    clauses: Mapping[str, ClauseResult],
    said: Mapping[str, Said],
) -> int:
    compared = 0
    ours = iter(contract.expectations if contract is not None else ())
    for item, result in zip(items, results, strict=True):
        reference = item["meta"]["guiju"].get("clause")
        if reference is None:
            found = next(one for one in ours if one.type == item["type"] and _same(one.kwargs, item["kwargs"]))
            assert (found.verdict == "met") == result["success"], item
            assert found.unexpected in (None, result["result"].get("unexpected_count")), item
        elif len(said[reference].expectations) == 1:
            counts = clauses[reference].counts
            assert counts is not None
            # A cell that could not be read leaves its record undecided here, and is empty to Great Expectations.
            unexpected = result["result"]["unexpected_count"]
            assert counts.breached <= unexpected <= counts.breached + counts.undecided, item
            compared += 1
    return compared


def test_the_samples_are_judged_alike(shipped: Catalogue, root: Path) -> None:
    files = [ExportFile(path=path, export=None) for path in sorted((root / "samples" / "exports").iterdir())]

    # Not every clause that can be said has a sample yet, and some take several expectations.
    assert agreed(shipped, files) >= 30


@pytest.mark.realdata
def test_boston_311_is_judged_alike(shipped: Catalogue, realdata: Path) -> None:
    file = ExportFile(path=realdata / "boston-311/boston311_2015.csv.gz", export=None)
    moved = _in_force_since_2015(shipped)

    assert agreed(moved, [file], "boston-311") >= 2


def _in_force_since_2015(catalogue: Catalogue) -> Catalogue:
    """The pack as if its first revisions had been in force when these requests came in."""

    standards = {
        name: standard.model_copy(
            update={
                "revisions": (
                    *standard.revisions[:-1],
                    standard.revisions[-1].model_copy(update={"effective": date(2010, 1, 1)}),
                )
            }
        )
        for name, standard in catalogue.standards.items()
    }
    return replace(catalogue, standards=standards)
