"""Counts what has to happen in each period, for people and continuity, in plain Python."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator.days import period_of
from generator.house import TEAMS
from generator.law import ISSUED
from generator.ledger import GroupKey
from generator.people_oracle import newest
from generator.tables import Row, Table
from generator.target_oracle import Verdict

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cadence:
    export: str
    at: str
    every: str
    counts: Callable[[Row], bool] = lambda _: True
    least: int = 0
    column: str = ""
    values: tuple[str, ...] = ()
    by: str = ""

    def enough(self, rows: list[Row]) -> bool:
        """Whether what happened is what was asked for."""
        found = [row for row in rows if self.counts(row)]
        return len(found) >= self.least and {row[self.column] for row in found if self.column} >= set(self.values)


def _kind(kind: str, least: int) -> _Cadence:
    return _Cadence(
        export="training-sessions", at="date", every="year", least=least, counts=lambda row: row["kind"] == kind
    )


_KINDS = ("outage", "complaint", "staff", "security")
_CADENCES: dict[str, _Cadence] = {
    "training-plan.topics": _Cadence(
        export="training-attendance",
        at="attended_on",
        every="year",
        column="topic",
        values=("concept", "process", "skill", "etiquette", "psychology"),
        by="team",
    ),
    "training-plan.core-skills": _Cadence(
        export="training-attendance",
        at="attended_on",
        every="quarter",
        column="topic",
        values=("product", "process", "skill", "communication", "solving", "customer-focus"),
    ),
    "training-plan.methods": _Cadence(
        export="training-sessions",
        at="date",
        every="year",
        column="method",
        values=("internal", "external", "drill", "case"),
    ),
    "training-plan.in-service": _kind("in-service", 4),
    "training-plan.customer-relations": _kind("crm", 2),
    "training-plan.sharing": _kind("sharing", 2),
    "qualification.kinds": _Cadence(
        export="staff",
        at="snapshot_date",
        every="quarter",
        column="role",
        values=("agent", "technical", "market"),
        counts=lambda row: row["left_on"] is None or row["left_on"] > row["snapshot_date"],
    ),
    "staffing-ratio.teams": _Cadence(
        export="staffing",
        at="date",
        every="month",
        column="team",
        values=TEAMS,
        counts=lambda row: (row["service_staff"] or 0) > 0,
    ),
    "emergency-plans.four-kinds": _Cadence(
        export="emergency-plans",
        at="reviewed_on",
        every="year",
        column="kind",
        values=_KINDS,
        counts=lambda row: row["active"],
    ),
    "emergency-drills.each-kind": _Cadence(export="drills", at="date", every="year", column="plan_kind", values=_KINDS),
    "rewards.best-rewarded": _Cadence(
        export="performance",
        at="period",
        every="quarter",
        least=1,
        counts=lambda row: row["grade"] == "A" and (row["reward"] or 0) > 0,
        by="team",
    ),
    "service-technology.systems": _Cadence(
        export="systems",
        at="checked_on",
        every="year",
        column="kind",
        values=("crm", "service-platform", "bot"),
        counts=lambda row: bool(row["active"]),
    ),
}
_FILLED = "absence-cover.posts-filled"


def judge_periods(tables: Mapping[str, Table]) -> dict[str, dict[GroupKey, Verdict]]:
    """Clause -> verdict of every period, and of every subject in it."""
    given = {clause: cadence for clause, cadence in _CADENCES.items() if cadence.export in tables}
    judged = {clause: _judge(cadence, tables[cadence.export]) for clause, cadence in given.items()}
    return judged | {_FILLED: _filled(tables["shifts"])}


def _judge(cadence: _Cadence, table: Table) -> dict[GroupKey, Verdict]:
    now = newest(table).date()
    rows = [row for row in table.rows if row[cadence.at] is not None]
    first = max(min(row[cadence.at] for row in rows), ISSUED)
    subjects = sorted({(row[cadence.by],) for row in rows}) if cadence.by else [()]
    happened: dict[GroupKey, list[Row]] = defaultdict(list)
    for row in rows:
        happened[period_of(row[cadence.at], cadence.every), (row[cadence.by],) if cadence.by else ()].append(row)
    verdicts: dict[GroupKey, Verdict] = {}
    period = period_of(first, cadence.every)
    while period is not None and period <= now:
        then = _next(period, cadence.every)
        for subject in subjects:
            enough = cadence.enough(happened[period, subject])
            verdicts[period, subject] = "compliant" if enough else "undecided" if then > now else "noncompliant"
        period = then
    return verdicts


def _next(period: date, every: str) -> date:
    month = period.month - 1 + _MONTHS[every]
    return date(period.year + month // 12, month % 12 + 1, 1)


def _filled(table: Table) -> dict[GroupKey, Verdict]:
    """At least eight tenths of the posts of each team and day are filled."""
    posts: dict[GroupKey, list[bool]] = defaultdict(list)
    for row in table.rows:
        start: datetime = row["starts_at"]
        posts[start.date(), (row["team"],)].append(row["present"] or row["replaced_at"] is not None)
    return {key: "compliant" if sum(of) * 10 >= len(of) * 8 else "noncompliant" for key, of in posts.items()}
