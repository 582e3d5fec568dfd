"""The same rules as Great Expectations over pandas, without the targets per team and month.

A rule on time that has passed needs a column of its own first, because an expectation compares a column with numbers.
`--ids` asks for every failing row (result format COMPLETE): on pandas the list cannot be cut short.
"""

import argparse
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd
import work
from work import GroupAnswer, RowAnswer

_STAMPS = ["created_at", "first_response_at", "resolved_at", "closed_at"]
_TYPES = {"agent_id": "Int32", "csat": "Int32", "reopened_count": "Int32", "first_contact_resolved": "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One expectation and the rule or target that it answers."""

    name: str
    expectation: Any
    by: str | None = None


def main() -> None:
    """Judge one file and print the answer."""
    warnings.simplefilter("ignore")
    arguments = work.arguments(__doc__, _add_ids)
    tickets = _prepared(_read(arguments.file))
    asked = [*_rules(), *_targets()]
    results = _validate(tickets, asked, with_ids=arguments.ids)
    rules: dict[str, RowAnswer] = {}
    targets: dict[str, list[GroupAnswer]] = {}
    for question, result in zip(asked, results, strict=True):
        if question.name in work.TARGETS:
            targets.setdefault(question.name, []).append(_group(question, result))
        else:
            rules[question.name] = _row(result)
    work.print_answer(rules, targets)


def _add_ids(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--ids", action="store_true", help="ask for the failing ids too")


def _read(path: Path) -> pd.DataFrame:
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    return pd.read_csv(path, parse_dates=_STAMPS, dtype=_TYPES)


def _prepared(tickets: pd.DataFrame) -> pd.DataFrame:
    """The table with a column of seconds for each rule on time that has passed."""
    created, now = tickets["created_at"], pd.Timestamp(work.AS_OF)
    for rule, (_, _, end, _) in work.DEADLINES.items():
        took = (tickets[end].fillna(now) - created).dt.total_seconds()
        tickets[rule] = took.where(took >= 0)
    tickets["response"] = (tickets["first_response_at"] - created).dt.total_seconds()
    tickets["resolution"] = (tickets["resolved_at"] - created).dt.total_seconds()
    return tickets


def _rules() -> Iterator[_Asked]:
    for rule, column in work.PRESENT.items():
        yield _Asked(name=rule, expectation=gxe.ExpectColumnValuesToNotBeNull(column=column))
    yield _Asked(name="ticket-unique", expectation=gxe.ExpectColumnValuesToBeUnique(column="ticket_id"))
    for rule, (column, values) in work.KNOWN.items():
        yield _Asked(name=rule, expectation=gxe.ExpectColumnValuesToBeInSet(column=column, value_set=list(values)))
    for rule, (column, low, high) in work.RANGES.items():
        between = gxe.ExpectColumnValuesToBeBetween(column=column, min_value=low, max_value=high)
        yield _Asked(name=rule, expectation=between)
    low, high = work.NOTES_LENGTH
    lengths = gxe.ExpectColumnValueLengthsToBeBetween(column="notes", min_value=low, max_value=high)
    yield _Asked(name="notes-length", expectation=lengths)
    for rule, (start, end) in work.ORDERS.items():
        order = gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A=end, column_B=start, or_equal=True, ignore_row_if="either_value_is_missing"
        )
        yield _Asked(name=rule, expectation=order)
    pattern = gxe.ExpectColumnValuesToMatchRegex(column="customer_email", regex=work.EMAIL)
    yield _Asked(name="email-pattern", expectation=pattern)
    for rule, (column, value, _, seconds) in work.DEADLINES.items():
        yield _Asked(
            name=rule,
            expectation=gxe.ExpectColumnValuesToBeBetween(column=rule, max_value=seconds, **_only(column, value)),
        )


def _targets() -> Iterator[_Asked]:
    share = gxe.ExpectColumnValuesToBeInSet
    between = gxe.ExpectColumnValuesToBeBetween
    scalars = {
        "resolution-rate": share(column="status", value_set=["resolved", "closed"], mostly=0.9),
        "first-contact": share(column="first_contact_resolved", value_set=[True], mostly=0.7),
        "csat-mean": gxe.ExpectColumnMeanToBeBetween(column="csat", min_value=4.2),
        "csat-satisfied": between(column="csat", min_value=4, mostly=0.8),
        "response-p90": gxe.ExpectColumnQuantileValuesToBeBetween(
            column="response", quantile_ranges={"quantiles": [0.9], "value_ranges": [[None, 1_800]]}
        ),
        "response-mean": gxe.ExpectColumnMeanToBeBetween(column="response", max_value=1_200),
        "reopen-rate": between(column="reopened_count", max_value=0, mostly=0.9),
    }
    for name, expectation in scalars.items():
        yield _Asked(name=name, expectation=expectation)
    for channel in work.KNOWN["channel-known"][1]:
        kept = between(
            column="resolution",
            max_value=work.COMPLAINT_ON_TIME_SECONDS,
            mostly=0.95,
            row_condition=f'request_type == "complaint" and channel == "{channel}"',
            condition_parser="pandas",
        )
        yield _Asked(name="complaint-on-time", expectation=kept, by=channel)
    for tier in work.KNOWN["tier-known"][1]:
        median = gxe.ExpectColumnMedianToBeBetween(column="resolution", max_value=7_200, **_only("customer_tier", tier))
        yield _Asked(name="tier-resolution", expectation=median, by=tier)


def _only(column: str, value: str) -> Mapping[str, Any]:
    return {"row_condition": f'{column} == "{value}"', "condition_parser": "pandas"}


def _validate(tickets: pd.DataFrame, asked: list[_Asked], *, with_ids: bool) -> list[Any]:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("tickets").add_dataframe_asset("tickets")
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": tickets})
    for place, question in enumerate(asked):
        question.expectation.meta = {"place": place}
    if not with_ids:
        return _in_order(_results(batch, asked, {"result_format": "SUMMARY"}))
    # Two suites, so that the targets need not list the hundreds of thousands of rows that pull a share down.
    targets = [question for question in asked if question.name in work.TARGETS]
    rules = [question for question in asked if question.name not in work.TARGETS]
    every_id = {
        "result_format": "COMPLETE",
        "unexpected_index_column_names": ["ticket_id"],
        "return_unexpected_index_query": False,  # a text that names every failing row again
    }
    return _in_order([*_results(batch, rules, every_id), *_results(batch, targets, {"result_format": "SUMMARY"})])


def _results(batch: Any, asked: list[_Asked], shown: Mapping[str, Any]) -> list[Any]:
    suite = gx.ExpectationSuite(name="tickets", expectations=[question.expectation for question in asked])
    return list(batch.validate(suite, result_format=dict(shown)).results)


def _in_order(results: list[Any]) -> list[Any]:
    """Results come grouped by column; each carries the notes of its expectation."""
    ordered = sorted(results, key=lambda result: result.expectation_config.meta["place"])
    for result in ordered:
        if not result.result:
            raise RuntimeError(f"an expectation could not be computed: {result}")
    return ordered


def _row(result: Any) -> RowAnswer:
    told = result.result
    indices = told.get("unexpected_index_list")
    return RowAnswer(
        breached=told["unexpected_count"],
        judged=told["element_count"] - told.get("missing_count", 0),
        ids=None if indices is None else [index["ticket_id"] for index in indices[: work.MOST_IDS]],
    )


def _group(question: _Asked, result: Any) -> GroupAnswer:
    told = result.result
    cases, value = None, told.get("observed_value")
    if isinstance(value, dict):
        value = value["values"][0]
    if "unexpected_count" in told:
        cases = told["element_count"] - told["missing_count"]
        value = 1 - told["unexpected_count"] / cases
        value = 1 - value if question.name == "reopen-rate" else value
    return GroupAnswer(by=question.by, period=None, cases=cases, value=float(value))


if __name__ == "__main__":
    main()
