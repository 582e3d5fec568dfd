"""One clause of a run in plain sentences: what formats for other programs show to the people who use those."""

from guiju.model.run import ClauseResult
from guiju.report.attested import attested
from guiju.report.distance import bound_words, broken_of, furthest_first, value_words, worst_first
from guiju.report.reading import Reading
from guiju.report.tolerated import tolerated
from guiju.report.waived import waived_words
from guiju.report.words import aside, plural, share

_WORST = 3
"""Groups of a target that one sentence names."""


def findings_first(reading: Reading) -> list[ClauseResult]:
    """What somebody has to act on: clauses that are not compliant, worst first, then those that are blocked."""
    broken = sorted((r for r in reading.run.clauses if r.verdict == "noncompliant"), key=worst_first)
    return broken + [r for r in reading.run.clauses if r.verdict == "undecided" and r.blocked]


def excused(reading: Reading) -> list[ClauseResult]:
    """What nobody has to act on because it is waived, and is told all the same."""
    return [r for r in reading.run.clauses if r.waived and r.verdict != "noncompliant" and not r.blocked]


def account(reading: Reading, result: ClauseResult) -> str:
    """What was found about a clause: counts and share, or groups and limits, or why there is no verdict."""
    return reading.say("；", "; ").join((_found(reading, result), *waived_words(reading, result)))


def _found(reading: Reading, result: ClauseResult) -> str:
    if result.verdict == "undecided" and result.reason is not None:
        return result.reason.in_(reading.lang)
    confirmed = attested(reading, result)
    if confirmed is not None:
        return confirmed
    return _of_records(reading, result) if result.counts is not None else _of_groups(reading, result)


def _of_records(reading: Reading, result: ClauseResult) -> str:
    counts, say = result.counts, reading.say
    if counts is None:
        return ""
    broken, judged = broken_of(result)
    part = share(broken, judged)
    parts = [say(f"{judged:,} 条中违反 {broken:,} 条（{part}）", f"{broken:,} of {judged:,} records breach ({part})")]
    parts += [say(f"未到期 {counts.pending:,} 条", f"{counts.pending:,} pending")] if counts.pending else []
    parts += [say(f"无法判定 {counts.undecided:,} 条", f"{counts.undecided:,} undecided")] if counts.undecided else []
    return say("，", ", ").join([*parts, *tolerated(reading, result)])


def _of_groups(reading: Reading, result: ClauseResult) -> str:
    say = reading.say
    broken, judged = broken_of(result)
    open_ = len(result.groups) - judged
    part = share(broken, judged)
    head = say(
        f"{judged:,} 组中 {broken:,} 组不达标（{part}）",
        f"{broken:,} of {plural(judged, 'group')} not compliant ({part})",
    )
    head += say(f"，{open_:,} 组没有结论", f", {open_:,} without a verdict") if open_ else ""
    worst = _worst(reading, result)
    return head + (say("；", "; ") + say("；", "; ").join(worst) if worst else "")


def _worst(reading: Reading, result: ClauseResult) -> list[str]:
    known = reading.target(result)
    if known is None:
        return []
    target, kpi = known
    broken = sorted((g for g in result.groups if g.verdict == "noncompliant"), key=furthest_first)
    told: list[str] = []
    for group in broken[:_WORST]:
        names = [reading.value_title(kpi.on, name, group.by.get(name)) for name in target.by]
        where = " ".join(name for name in (*names, group.period or "") if name)
        value, bound = value_words(reading, kpi, group)[0], bound_words(reading, target, kpi, group)
        told.append((where + reading.say("：", ": ") if where else "") + value + aside(bound, reading.lang))
    return told
