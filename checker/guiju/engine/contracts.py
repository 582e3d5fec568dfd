"""The verdict on every expectation of an export's contract, from the answers of its scan.

The comparisons are those of Great Expectations, to the rounding: a share of fitting values is a quotient of floating
point numbers that has to reach `mostly`; nothing to ask is met. Cells that could not be read may turn out either way:
where both cases agree the verdict stands, else the expectation is left open.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar, cast

from pydantic import JsonValue

from guiju.engine.protocol import Engine
from guiju.engine.quantiles import all_inside, quantiles_of
from guiju.engine.scans import Scans
from guiju.model.catalogue import Catalogue
from guiju.model.expectation import (
    Aggregate,
    Bounds,
    ColumnExists,
    ColumnQuantiles,
    ColumnSet,
    CompoundUnique,
    DistinctValues,
    Expectation,
    MostCommonValue,
    RowCount,
    RowCountEqual,
    columns_of,
)
from guiju.model.export import Export
from guiju.model.plan import ContractQuestion, Plan
from guiju.model.record import Id
from guiju.model.row_condition import moment_of
from guiju.model.run import ContractResult, ExpectationResult, Promised, RowPlace
from guiju.model.text import Text

Answers = Mapping[str, object]
T = TypeVar("T", float, datetime)

_TIMELESS = ("expect_column_min_to_be_between", "expect_column_max_to_be_between")


def judge_contracts(plan: Plan, catalogue: Catalogue, engine: Engine, scans: Scans) -> tuple[ContractResult, ...]:
    """What became of each contract, in the order of the exports; exports that promise nothing are left out."""
    answers = _answers(plan, scans)
    found: dict[Id, list[ExpectationResult]] = {}
    for question in plan.contracts:
        export = catalogue.exports[question.export]
        given = {**question.known, **answers.get((question.export, question.place), {})}
        if question.sql is not None:
            given |= dict(zip(question.tells, engine.rows(question.sql)[0], strict=True))
        if isinstance(question.expectation, ColumnQuantiles) and question.reason is None:
            given["observed"] = quantiles_of(question.expectation, given)
        found.setdefault(question.export, []).append(_result(question, export, given, engine))
    return tuple(ContractResult(export=export, expectations=tuple(results)) for export, results in found.items())


def _answers(plan: Plan, scans: Scans) -> Mapping[tuple[Id, int], dict[str, object]]:
    """(export, place of the expectation) -> what the scan tells about it."""
    found: dict[tuple[Id, int], dict[str, object]] = {}
    for tally, row in zip(plan.tallies, scans.tallies, strict=True):
        cells = row[len(row) - len(tally.answers) :]
        for (place, told), cell in zip(tally.answers, cells, strict=True):
            found.setdefault((tally.export, place), {})[told] = cell
    return found


def _result(question: ContractQuestion, export: Export, answers: Answers, engine: Engine) -> ExpectationResult:
    expectation = question.expectation
    unreadable = _integer(answers.get("unreadable", 0))
    verdict, reason = (
        (_verdict(expectation, answers), None) if question.reason is None else ("undecided", question.reason)
    )
    if verdict == "undecided" and reason is None:
        zh, en = f"{unreadable} 个单元格无法读取，可能改变结论", f"{unreadable} unreadable cells could turn the verdict"
        reason = Text(zh=zh, en=en)
    unexpected = answers.get("unexpected")
    places = question.places_sql if unexpected and verdict != "met" else None
    return ExpectationResult(
        type=expectation.type,
        kwargs=expectation.kwargs.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        severity=expectation.severity,
        verdict=verdict,
        reason=reason,
        elements=_counted(answers.get("elements")),
        missing=_counted(answers.get("missing")),
        unexpected=_counted(unexpected),
        unreadable=unreadable,
        observed=_observed(expectation, export, answers.get("observed")),
        places=tuple(_place(row) for row in engine.rows(places)) if places is not None else (),
    )


def _verdict(expectation: Expectation, answers: Answers) -> Promised:
    unreadable = _integer(answers.get("unreadable", 0))
    match expectation:
        case ColumnExists():
            return _met(answers["observed"] is True)
        case ColumnSet(kwargs=kwargs):
            asked, there = set(kwargs.column_set), _names(answers["observed"])
            return _met(asked == there if kwargs.exact_match else asked <= there)
        case RowCountEqual(kwargs=kwargs):
            return "undecided" if unreadable else _met(answers["observed"] == kwargs.value)
        case RowCount(kwargs=kwargs):
            return "undecided" if unreadable else _met(_inside(kwargs, answers["observed"], timed=False))
        case Aggregate(kwargs=kwargs):
            fits = _inside(kwargs, answers["observed"], timed=expectation.type in _TIMELESS)
            return "undecided" if unreadable else _met(fits)
        case ColumnQuantiles():
            observed = cast("list[float | None]", answers["observed"])
            return "undecided" if unreadable else _met(all_inside(expectation, observed))
        case DistinctValues():
            return _distinct(expectation, answers, unreadable)
        case MostCommonValue(kwargs=kwargs):
            ties, inside = _integer(answers["ties"]), _integer(answers["present"])
            return "undecided" if unreadable else _met(inside > 0 if kwargs.ties_okay else ties == inside == 1)
        case _:
            # An unreadable key may be equal to one that stands alone: then both are unexpected.
            several = isinstance(expectation, CompoundUnique) or expectation.type == "expect_column_values_to_be_unique"
            return _of_rows(expectation.kwargs.mostly, answers, unreadable * (2 if several else 1))


def _of_rows(mostly: float, answers: Answers, unreadable: int) -> Promised:
    """Met or broken where the unreadable cells cannot turn it: all unexpected, and all fitting."""
    asked = _integer(answers["elements"]) - _integer(answers["missing"])
    unexpected = _integer(answers["unexpected"])
    best, worst = _mostly(asked, unexpected, mostly), _mostly(asked, min(unexpected + unreadable, asked), mostly)
    return _met(best) if best == worst else "undecided"


def _mostly(asked: int, unexpected: int, mostly: float) -> bool:
    return not asked or (float(asked) - float(unexpected)) / float(asked) >= mostly


def _distinct(expectation: DistinctValues, answers: Answers, unreadable: int) -> Promised:
    outside, present = _integer(answers["outside"]), _integer(answers["present"])
    whole = present == answers["wanted"]
    match expectation.type:
        case "expect_column_distinct_values_to_be_in_set":
            sure: Promised | None = "broken" if outside else None
        case "expect_column_distinct_values_to_contain_set":
            return "met" if whole else ("undecided" if unreadable else "broken")
        case "expect_column_distinct_values_to_equal_set":
            sure = "broken" if outside else (None if whole or unreadable else "broken")
    return sure or ("undecided" if unreadable else "met")


def _inside(bounds: Bounds, observed: object, *, timed: bool) -> bool:
    """Nothing observed lies in no range."""
    moment = moment_of(observed) if timed and isinstance(observed, date) else None
    low, high = bounds.min_value, bounds.max_value
    if moment is not None:
        first = moment_of(low) if low is not None else None
        last = moment_of(high) if high is not None else None
        return _between(moment, first, last, bounds)
    if isinstance(observed, bool) or not isinstance(observed, int | float) or math.isnan(observed):
        return False
    return _between(observed, _number(low), _number(high), bounds)


def _between(value: T, low: T | None, high: T | None, bounds: Bounds) -> bool:
    above = low is None or value > low or (value == low and not bounds.strict_min)
    return above and (high is None or value < high or (value == high and not bounds.strict_max))


def _observed(expectation: Expectation, export: Export, value: object) -> JsonValue:
    """A measured value that may be shown: none of personal data."""
    if any(name in export.columns and export.columns[name].pii for name in columns_of(expectation)):
        return None
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case date():
            return value.isoformat()
        case list() if isinstance(expectation, ColumnQuantiles):
            return cast("JsonValue", value)
        case list():
            return [*sorted(_names(cast("list[object]", value)))]
        case _:
            raise TypeError(f"the engine answered {value!r} where a value was asked for")


def _place(row: Sequence[object]) -> RowPlace:
    file, number = row
    return RowPlace(file=None if file is None else str(file), row=_integer(number))


def _names(value: object) -> set[str]:
    return {str(name) for name in cast("list[object]", value)} if isinstance(value, list) else set()


def _met(holds: bool) -> Promised:  # noqa: FBT001 - the verdict of one comparison
    return "met" if holds else "broken"


def _counted(cell: object) -> int | None:
    return None if cell is None else _integer(cell)


def _integer(cell: object) -> int:
    if not isinstance(cell, int):
        raise TypeError(f"the engine answered {cell!r} where a count was asked for")
    return cell


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
