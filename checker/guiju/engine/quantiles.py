"""Quantiles as pandas tells them: the engine says which two values stand beside each, the rest is arithmetic."""

from collections.abc import Mapping
from math import floor

from guiju.model.expectation import ColumnQuantiles

_CLOSE, _TINY = 1e-4, 1e-8
"""Great Expectations takes a quantile that is so near to a bound as equal to it."""


def quantiles_of(expectation: ColumnQuantiles, answers: Mapping[str, object]) -> list[float | None]:
    """The value of each quantile; nothing where the column has no values."""
    wanted = expectation.kwargs.quantile_ranges.quantiles
    return [_quantile(expectation, place, fraction, answers) for place, fraction in enumerate(wanted)]


def all_inside(expectation: ColumnQuantiles, observed: list[float | None]) -> bool:
    """Whether each quantile lies in its range; none at all lies in no range."""
    ranges = expectation.kwargs.quantile_ranges.value_ranges
    return all(_inside(value, low, high) for value, (low, high) in zip(observed, ranges, strict=True))


def _quantile(expectation: ColumnQuantiles, place: int, fraction: float, answers: Mapping[str, object]) -> float | None:
    count, low, high = (answers[name] for name in ("count", f"low_{place}", f"high_{place}"))
    if not isinstance(count, int) or not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    at = percent(fraction) * (count - 1)
    beyond = at - floor(at)
    match expectation.kwargs.allow_relative_error or "nearest":
        case "nearest":
            return float(low if round(at) == floor(at) else high)
        case "lower":
            return float(low)
        case "higher":
            return float(high)
        case "midpoint":
            return (low + high) / 2
        case "linear":
            return low + (high - low) * beyond


def percent(fraction: float) -> float:
    """The fraction as it comes back from percent, which is how pandas hands it on."""
    return fraction * 100.0 / 100.0


def _inside(value: float | None, low: float | None, high: float | None) -> bool:
    if value is None:
        return False
    close = any(bound is not None and abs(value - bound) <= _TINY + _CLOSE * abs(bound) for bound in (low, high))
    return close or ((low is None or low <= value) and (high is None or value <= high))
