"""How long cases took, as the tools counted it, and the check that they counted the same.

`guiju check` publishes no small numbers: it joins buckets, and months, with their neighbours. So the other's single
months are added up to its months, and what is compared at each edge that it tells is all that lies below.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import work
from work import TimeBucket, TimesAnswer

_LEAST_TOLD = 5
"""Fewer cases of a deadline than that are not told by guiju at all."""
_WHOLE = "all months"

Times = Mapping[str, Sequence[TimesAnswer]]
"""Deadline -> its cases, by month and all together."""


def of_json(told: Mapping[str, Sequence[Mapping[str, object]]]) -> Times:
    """The times in the answer of a script."""
    return {name: [_answer(each["months"], each["buckets"]) for each in spans] for name, spans in told.items()}


def of_run(folder: Path) -> Times:
    """The times that guiju published; the clause's own id is the rule's name."""
    published = json.loads((folder / "distributions.json").read_text(encoding="utf-8"))
    return {
        clause["clause"].split(".")[1]: [
            _answer(segment["name"], segment["buckets"]) for segment in (clause["whole"], *clause["months"])
        ]
        for clause in published["clauses"]
    }


def differences(found: Times, reference: Times) -> Iterator[str]:
    """Everything in which the times of a tool are not those of the reference, which tells every month by itself."""
    for name, singles in reference.items():
        cases = _cases(singles)
        if name in found:
            yield from (f"{name}: {words}" for words in _deadline_differences(found[name], singles))
        elif cases >= _LEAST_TOLD:
            yield f"{name}: no times of {cases} cases"
    yield from (f"{name}: times that the other has not" for name in found if name not in reference)


def _deadline_differences(found: Sequence[TimesAnswer], singles: Sequence[TimesAnswer]) -> Iterator[str]:
    told, expected = _cases(each for each in found if each.months), _cases(singles)
    if told != expected:
        yield f"{told} cases in its months instead of {expected}"
    for span in found:
        where = " to ".join(dict.fromkeys(span.months)) if span.months else _WHOLE
        inside = [bucket for single in singles if _lies_in(single, span) for bucket in single.buckets]
        yield from (f"{where}: {words}" for words in _bucket_differences(span.buckets, inside))


def _bucket_differences(told: Sequence[TimeBucket], expected: Sequence[TimeBucket]) -> Iterator[str]:
    """The first edge at which not as many cases ended, or are open, within it: later edges count these cases again."""
    unknown = [edge for edge, *_ in told if edge is not None and edge not in work.TIME_EDGES]
    if unknown:
        yield f"edges that the other has not: {', '.join(map(str, unknown))} s"
    compared = [(edge, _within(told, edge), _within(expected, edge)) for edge, *_ in told if edge not in unknown]
    wrong = [each for each in compared if each[1] != each[2]]
    if wrong:
        edge, here, there = wrong[0]
        limit = "in all" if edge is None else f"within {edge} s"
        more = f", and other numbers at {len(wrong) - 1} later edges" if wrong[1:] else ""
        yield f"{here[0]} ended and {here[1]} open {limit} instead of {there[0]} and {there[1]}{more}"


def _within(buckets: Iterable[TimeBucket], limit: int | None) -> tuple[int, int]:
    """Cases ended and open that took no longer."""
    inside = [bucket for bucket in buckets if limit is None or (bucket[0] is not None and bucket[0] <= limit)]
    return sum(ended for _, ended, _ in inside), sum(opened for *_, opened in inside)


def _lies_in(single: TimesAnswer, span: TimesAnswer) -> bool:
    if span.months is None or single.months is None:
        return span.months is None
    return span.months[0] <= single.months[0] and single.months[1] <= span.months[1]


def _cases(spans: Iterable[TimesAnswer]) -> int:
    return sum(ended + opened for span in spans for _, ended, opened in span.buckets)


def _answer(months: object, buckets: object) -> TimesAnswer:
    if not isinstance(buckets, list) or not isinstance(months, list | None):
        raise TypeError(f"no times: {months}, {buckets}")
    return TimesAnswer(
        months=(months[0], months[-1]) if months else None,
        buckets=[(edge, ended, opened) for edge, ended, opened in buckets],
    )
