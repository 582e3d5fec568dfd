"""Measures the indicators in plain Python, with best and worst case, and holds them against the limits."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from generator.days import period_of
from generator.law import ANSWER_WITHIN, BASELINE_UNTIL, SATISFIED_FROM, TARGETS, in_force
from generator.ledger import GroupKey
from generator.monitoring_groups import judge_monitored_groups
from generator.tables import Row, Table, Unreadable

Verdict = Literal["compliant", "noncompliant", "undecided"]
Bounds = tuple[float, float] | None
"""Worst and best case of a value; None where nobody can say."""
Measure = Callable[[Sequence[Row]], Bounds]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    export: str
    at: str
    measure: Measure
    meets: Callable[[float, float], bool]
    every: str | None = "month"
    by: tuple[str, ...] = ()
    scope: Callable[[Row], bool | None] = lambda _: True
    least: int = 0
    """Fewest cases with a value."""
    value: Callable[[Row], Any] = lambda _: True
    """What counts as a case with a value: not None."""
    in_time_until_over: bool = False
    """A number that may still be reached while its period runs: what lacks then is no breach."""


def judge_targets(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every group and period that has rows in scope."""
    verdicts = {clause: _judge(clause, target, tables[target.export].rows) for clause, target in _TARGETS.items()}
    verdicts |= {"staffing-ratio.requests-per-person": _requests_per_person(tables)}
    return verdicts | judge_monitored_groups(tables)


def _requests_per_person(tables: Mapping[str, Table]) -> dict[GroupKey, Verdict]:
    """Requests of a month over the staff of its days; a month that lacks one of the two, or a number, is open."""
    requests: dict[date, int] = {}
    staff: dict[date, list[Any]] = {}
    for row in tables["requests"].rows:
        month = _month(row["created_at"])
        requests[month] = requests.get(month, 0) + 1
    for row in tables["staffing"].rows:
        staff.setdefault(_month(row["date"]), []).append(_readable(row["service_staff"]))
    verdicts: dict[GroupKey, Verdict] = {}
    for month in requests.keys() | staff.keys():
        people = staff.get(month, [None])
        limit = in_force(TARGETS["staffing-ratio.requests-per-person"], month)
        if limit is None or month not in requests or None in people or not sum(people):
            verdicts[month, ()] = "undecided"
        else:
            verdicts[month, ()] = "compliant" if requests[month] / sum(people) <= limit else "noncompliant"
    return verdicts


def _month(when: date) -> date:
    """Raises ValueError where the row has no time: the samples have none."""
    month = period_of(when, "month")
    if month is None:
        raise ValueError("a row without a time belongs to no month")
    return month


def _judge(clause: str, target: _Target, rows: Iterable[Row]) -> dict[GroupKey, Verdict]:
    groups: dict[GroupKey, list[Row]] = {}
    for row in rows:
        if target.scope(row) is not False:
            key = (period_of(row[target.at], target.every), tuple(row[name] for name in target.by))
            groups.setdefault(key, []).append(row)
    verdicts = {key: _verdict(clause, target, key, members) for key, members in groups.items()}
    if target.in_time_until_over:
        newest = max(cell for members in groups.values() for row in members for cell in row.values() if _is_day(cell))
        running = period_of(newest, target.every)
        verdicts |= {
            key: "undecided" for key, verdict in verdicts.items() if key[0] == running and verdict != "compliant"
        }
    return verdicts


def _is_day(cell: Any) -> bool:
    return isinstance(cell, date)


def _verdict(clause: str, target: _Target, key: GroupKey, rows: Sequence[Row]) -> Verdict:
    limit = in_force(TARGETS[clause], key[0] or min(row[target.at] for row in rows))
    certain = [row for row in rows if target.scope(row)]
    if limit is None or sum(target.value(row) is not None for row in certain) < target.least:
        return "undecided"
    bounds = target.measure(rows)
    if bounds is None or target.meets(bounds[0], limit) != target.meets(bounds[1], limit):
        return "undecided"
    return "compliant" if target.meets(bounds[0], limit) else "noncompliant"


def _readable(cell: Any) -> Any:
    return None if isinstance(cell, Unreadable) else cell


def _share(of: Callable[[Row], bool | None], scope: Callable[[Row], bool | None] = lambda _: True) -> Measure:
    """Rows that are so, of those in scope. Doubtful ones are thought into the worst and the best case."""

    def measure(rows: Sequence[Row]) -> Bounds:
        sure = [of(row) for row in rows if scope(row)]
        doubtful = [of(row) for row in rows if scope(row) is None]
        true, every = sure.count(True), len(sure)
        worse = sum(answer is not True for answer in doubtful)
        better = sum(answer is not False for answer in doubtful)
        if every + better == 0 or every + worse == 0:
            return None
        return true / (every + worse), (true + sure.count(None) + better) / (every + better)

    return measure


def _mean(value: Callable[[Row], float | None], *, every_row_needed: bool) -> Measure:
    """Mean of the values there are; where every row needs one, a missing value leaves it open."""

    def measure(rows: Sequence[Row]) -> Bounds:
        values = [value(row) for row in rows]
        known = [number for number in values if number is not None]
        if not known or (every_row_needed and len(known) < len(values)):
            return None
        mean = math.fsum(known) / len(known)
        return mean, mean

    return measure


def _ratio(of: str, to: str) -> Measure:
    """One column added up over another; a missing number leaves it open."""

    def measure(rows: Sequence[Row]) -> Bounds:
        cells = [(_readable(row[of]), _readable(row[to])) for row in rows]
        if any(None in pair for pair in cells):
            return None
        ratio = sum(pair[0] for pair in cells) / sum(pair[1] for pair in cells)
        return ratio, ratio

    return measure


def _number(column: str, value: str) -> Measure:
    """How many rows hold a value; an empty cell does not."""

    def measure(rows: Sequence[Row]) -> Bounds:
        count = float(sum(row[column] == value for row in rows))
        return count, count

    return measure


def _correlation(rows: Sequence[Row]) -> Bounds:
    pairs = [(row["resource_input"], row["satisfaction"]) for row in rows]
    known = [pair for pair in pairs if not any(cell is None or isinstance(cell, Unreadable) for cell in pair)]
    mean_x, mean_y = (math.fsum(axis) / len(known) for axis in zip(*known, strict=True))
    common = math.fsum((x - mean_x) * (y - mean_y) for x, y in known)
    spread = math.sqrt(math.fsum((x - mean_x) ** 2 for x, _ in known) * math.fsum((y - mean_y) ** 2 for _, y in known))
    return common / spread, common / spread


def _gain(rows: Sequence[Row]) -> Bounds:
    waits = [(row["created_at"] < BASELINE_UNTIL, _wait("created_at", "first_response_at")(row)) for row in rows]
    before, since = ([wait for early, wait in waits if early is side and wait is not None] for side in (True, False))
    if not before or not since:
        return None
    base = math.fsum(before) / len(before)
    gain = (base - math.fsum(since) / len(since)) / base
    return gain, gain


def _wait(start: str, end: str) -> Callable[[Row], float | None]:
    def seconds(row: Row) -> float | None:
        first, last = _readable(row[start]), _readable(row[end])
        return None if first is None or last is None else float((last - first).total_seconds())

    return seconds


def _satisfied(row: Row) -> bool | None:
    score = _readable(row["score_overall"])
    return None if score is None else bool(score >= SATISFIED_FROM)


def _answered(row: Row) -> bool:
    return row["answered_at"] is not None


def _complainant(row: Row) -> bool | None:
    kind = _readable(row["request_type"])
    return _answered(row) and (None if kind is None else bool(kind == "complaint"))


def _inbound(row: Row) -> bool:
    return bool((row["direction"] or "inbound") == "inbound")


def _taken(row: Row) -> bool | None:
    return _readable(row["answered"]) if _inbound(row) else False


def _prompt(row: Row) -> bool | None:
    answered, queued = _readable(row["answered_at"]), _readable(row["queue_at"])
    within = in_force(ANSWER_WITHIN, period_of(row["started_at"], "month") or row["started_at"])
    return None if answered is None or within is None else bool(answered <= (queued or answered) + within)


def _leak(row: Row) -> bool | None:
    kind = _readable(row["type"])
    return None if kind is None else bool(kind == "data-leak")


def _true(column: str) -> Callable[[Row], bool | None]:
    return lambda row: _readable(row[column])


def _solved(row: Row) -> bool | None:
    code = _readable(row["resolution_code"])
    return None if code is None else code in {"solved", "workaround"}


def _by_person(row: Row) -> bool:
    return row["assigned_team"] is not None and (row["first_response_actor"] or "human") == "human"


def _at_least(value: float, limit: float) -> bool:
    return value >= limit


def _at_most(value: float, limit: float) -> bool:
    return value <= limit


def _survey(**rest: Any) -> _Target:
    scope = rest.pop("scope", _answered)
    return _Target(
        export="surveys",
        at="sent_at",
        measure=_share(_satisfied, scope),
        meets=_at_least,
        scope=scope,
        value=_satisfied,
        **rest,
    )


def _stock(export: str, column: str) -> _Target:
    return _Target(export=export, at="snapshot_date", measure=_share(_true(column)), meets=_at_least, every="quarter")


def _closed(row: Row) -> bool:
    return row["closed_at"] is not None and row["resolution_code"] not in {"withdrawn", "duplicate"}


_TARGETS: Mapping[str, _Target] = {
    "customer-satisfaction.overall": _survey(least=10),
    "support-teams.satisfaction": _survey(by=("team",), least=5),
    "complaint-satisfaction.satisfied": _survey(scope=_complainant, every="quarter", least=5),
    "problem-resolution.resolved-share": _Target(
        export="requests", at="closed_at", measure=_share(_solved), meets=_at_least, scope=_closed
    ),
    "support-teams.mean-response": _Target(
        export="requests",
        at="created_at",
        measure=_mean(_wait("created_at", "first_response_at"), every_row_needed=False),
        meets=_at_most,
        by=("assigned_team",),
        scope=_by_person,
    ),
    "own-due-time.share-in-time": _Target(
        export="requests", at="created_at", measure=_share(_true("source_in_time")), meets=_at_least
    ),
    "service-technology.gain": _Target(export="requests", at="created_at", measure=_gain, meets=_at_least, every=None),
    "complaint-response.mean-response": _Target(
        export="complaints",
        at="received_at",
        measure=_mean(_wait("received_at", "first_response_at"), every_row_needed=False),
        meets=_at_most,
    ),
    "call-answering.promptly": _Target(
        export="calls", at="started_at", measure=_share(_prompt, _taken), meets=_at_least, scope=_taken
    ),
    "call-answering.abandoned": _Target(
        export="calls",
        at="started_at",
        measure=_share(_true("abandoned")),
        meets=_at_most,
        scope=lambda row: _inbound(row) and row["queue_at"] is not None,
    ),
    "backup-staff.redundancy": _Target(
        export="staffing", at="date", measure=_ratio("backup_staff", "required_staff"), meets=_at_least, by=("team",)
    ),
    "staffing-ratio.customers-per-person": _Target(
        export="staffing", at="date", measure=_ratio("active_customers", "service_staff"), meets=_at_most, by=("team",)
    ),
    "emergency-drills.full-drill": _Target(
        export="drills",
        at="date",
        measure=_number("scope", "full-element"),
        meets=_at_least,
        every="year",
        in_time_until_over=True,
    ),
    "staff-training.systematic": _Target(
        export="training-sessions",
        at="date",
        measure=_number("kind", "systematic"),
        meets=_at_least,
        every="year",
        in_time_until_over=True,
    ),
    "outage-recovery.recovery": _Target(
        export="outages",
        at="started_at",
        measure=_mean(_wait("started_at", "restored_at"), every_row_needed=True),
        meets=_at_most,
        every="quarter",
    ),
    "outage-recovery.experience-loss": _Target(
        export="outages",
        at="started_at",
        measure=_ratio("affected_customers", "active_customers"),
        meets=lambda value, limit: value < limit,
        every="quarter",
    ),
    "security-incidents.handling-time": _Target(
        export="security-incidents",
        at="detected_at",
        measure=_mean(_wait("detected_at", "handled_at"), every_row_needed=True),
        meets=_at_most,
        every="quarter",
    ),
    "security-incidents.leaks-handled": _Target(
        export="security-incidents",
        at="detected_at",
        measure=_share(lambda row: row["handled_at"] is not None, _leak),
        meets=_at_least,
        every="quarter",
        scope=_leak,
    ),
    "resource-effect.positive": _Target(
        export="resource-reviews",
        at="month",
        measure=_correlation,
        meets=lambda value, limit: value > limit,
        every="year",
        least=6,
        value=lambda row: row["satisfaction"],
    ),
    "service-coverage.customers": _Target(
        export="customers",
        at="snapshot_date",
        measure=_share(lambda row: row["assigned_team"] is not None, _true("active")),
        meets=_at_least,
        every="quarter",
        scope=_true("active"),
    ),
    "service-coverage.outlets": _stock("regions", "covered"),
    "service-technology.scenarios": _stock("scenarios", "covered"),
}
