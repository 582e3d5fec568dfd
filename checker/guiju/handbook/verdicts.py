"""What runs say of a clause, in words that do not need colour: the last verdict, what changed, how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from guiju.charts.numbers import share
from guiju.handbook.edition import Edition
from guiju.model.published import Told
from guiju.model.record import Id
from guiju.model.run import ClauseResult, Verdict
from guiju.model.standard import SEVERITIES

State = Literal["noncompliant", "undecided", "absent", "compliant"]
"""A verdict, or `absent`: no run had the data."""

SYMBOLS: Mapping[State, str] = {"compliant": "✓", "noncompliant": "✗", "undecided": "?", "absent": "–"}

_MOST_BEFORE = 6
"""Earlier verdicts that one row shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastTold:
    """The last verdict on a clause, beside those before it."""

    told: Told
    state: State
    symbol: str
    word: str
    numbers: tuple[str, ...]
    change: str
    """A word of the handbook."""
    changed: bool
    before: str
    """Symbols of the earlier verdicts, oldest first."""

    @property
    def result(self) -> ClauseResult:
        """What the run says."""
        return self.told.result


def last_told(edition: Edition, clause: str) -> LastTold | None:
    """None without runs, or where none knows the clause."""
    history = edition.published.of(clause) if edition.published is not None else ()
    if not history:
        return None
    told = history[-1]
    states: list[State] = [state_of(each) for each in history]
    change = _change(states)
    return LastTold(
        told=told,
        state=states[-1],
        symbol=SYMBOLS[states[-1]],
        word=edition.word(states[-1]),
        numbers=numbers(edition, told.result),
        change=edition.word(change),
        changed=change in ("change_worse", "change_better", "change_lost"),
        before=" ".join(SYMBOLS[state] for state in states[:-1][-_MOST_BEFORE:]),
    )


def state_of(told: Told) -> State:
    """The verdict, or `absent` where it is missing merely for want of data."""
    if told.result.verdict == "undecided" and not told.by.asked(told.result):
        return "absent"
    return told.result.verdict


def badge(edition: Edition, clause: str) -> tuple[str, str] | None:
    """Class and words of the last verdict on a clause, for other pages."""
    found = last_told(edition, clause)
    return None if found is None else (found.state, f"{found.symbol} {found.word}")


def numbers(edition: Edition, result: ClauseResult) -> tuple[str, ...]:
    """How many records or groups, in a few words each; what is nothing is not said."""
    counts = result.counts
    if counts is None:
        judged = [group for group in result.groups if group.verdict != "undecided"]
        met = sum(group.verdict == "compliant" for group in judged)
        word = "one_group" if len(judged) == 1 else "n_groups"
        return (edition.word(word, met=f"{met:,}", judged=f"{len(judged):,}"),) if judged else ()
    rate = share(counts.kept, counts.judged)
    parts = [("n_kept", {"rate": rate, "kept": f"{counts.kept:,}", "judged": f"{counts.judged:,}"}, counts.judged)]
    for word, count in (
        ("n_breached", counts.breached),
        ("n_waived", counts.waived),
        ("n_pending", counts.pending),
        ("n_undecided", counts.undecided),
    ):
        parts.append((word, {"count": f"{count:,}"}, count))
    return tuple(edition.word(word, **values) for word, values, count in parts if count)


def worst_first(result: ClauseResult) -> tuple[int, float, str]:
    """Sorts by severity, then by the share of what is broken."""
    broken, judged = broken_of(result)
    return -SEVERITIES.index(result.severity), -(broken / judged if judged else 0.0), result.clause


def broken_of(result: ClauseResult) -> tuple[int, int]:
    """Records, or groups, that break the clause and are not excused, and how many were judged."""
    if result.counts is not None:
        return result.counts.breached - result.counts.waived, result.counts.judged
    broken = sum(group.verdict == "noncompliant" and not group.waivers for group in result.groups)
    return broken, sum(group.verdict != "undecided" for group in result.groups)


def day_of(edition: Edition, told: Told) -> str:
    """The day that the data of a run reach to."""
    summary = next((each for each in told.by.run.exports if each.export == told.result.export), None)
    as_of = (summary.as_of if summary is not None else None) or told.by.as_of
    return edition.day(as_of.date()) if as_of is not None else edition.word("no_day")


def group_words(edition: Edition, export: Id | None, column: str, value: str | None) -> str:
    """What people call the value of a group; personal data are a number, whatever the run let out."""
    known = edition.catalogue.exports.get(export or "")
    found = known.columns.get(column) if known is not None else None
    if value is None or not value:
        return edition.word("empty_value")
    if found is None or found.pii:
        number = value if value[:1] == "#" and value[1:].isdecimal() else ""
        return edition.word("personal_value", number=number).replace(" ）", "）").replace(" )", ")")
    return edition.say(found.values[value]) if value in found.values else value


def _change(states: list[State]) -> str:
    if len(states) == 1:
        return "change_first"
    before, now = states[-2:]
    if before == now:
        return "change_same"
    words: Mapping[State | Verdict, str] = {
        "noncompliant": "change_worse",
        "compliant": "change_better",
        "undecided": "change_lost",
        "absent": "change_lost",
    }
    return words[now]
