"""Scorecards for tests: one that fits the minimal pack, and small catalogues and runs to score."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from guiju.model.catalogue import Catalogue
from guiju.model.checks import Check, Condition, Target
from guiju.model.export import Column, Export
from guiju.model.kpi import Kpi, Share
from guiju.model.pack import Chapter, Pack
from guiju.model.quantity import parse_duration, parse_quantity
from guiju.model.run import ClauseResult, Counts, ExportSummary, Group, Provenance, Run, Verdict
from guiju.model.scorecard import Band, Criterion, Dimension, Linear, Met, Scorecard
from guiju.model.standard import Clause, Revision, Standard
from guiju.model.text import Text

CARD = "scorecards/channel.yaml"

CHANNEL = """\
id: channel
title: {zh: 渠道评分卡, en: Channel scorecard}
summary: {zh: 每个渠道每月一个等级。, en: One grade a month for each channel.}
grades: team
owner: complaint-officer
by: [channel]
every: month
satisfies: [S2-1.2-q1]
revisions:
  - version: 1.0.0
    effective: 2025-01-01
    author: complaint-officer
    approver: quality-committee
    reason: {zh: 初版, en: First version}
    sets: {timely: 60%, rest: 40%, none_at: 50%, good: 90, fair: 70}
dimensions:
  - id: speed
    title: {zh: 速度, en: Speed}
    weight: timely
    criteria:
      - id: in-time
        title: {zh: 及时率, en: Share in time}
        clause: complaint-handling#in-time
        points: {kind: linear, none_at: none_at}
        critical: true
  - id: all
    title: {zh: 达标, en: Met}
    weight: rest
    criteria:
      - id: met
        title: {zh: 达标, en: Met}
        clause: complaint-handling#in-time
        points: {kind: met}
bands:
  - id: good
    title: {zh: 好, en: Good}
    at_least: good
    consequences:
      - text: {zh: 表扬, en: Praise}
        by: service-agent
        clause: complaint-handling#handled
  - {id: fair, title: {zh: 中, en: Fair}, at_least: fair}
  - {id: poor, title: {zh: 差, en: Poor}, fails: true}
capped_at: fair
"""
"""A scorecard that fits the minimal pack."""


def said(words: str) -> Text:
    return Text(zh=words, en=words)


def revision(version: str, effective: date, sets: Mapping[str, object]) -> Revision:
    return Revision(
        version=version,
        effective=effective,
        author="officer",
        approver="committee",
        reason=said("reason"),
        sets={name: parse_quantity(value) for name, value in sets.items()},
    )


def clause(name: str, check: Check) -> Clause:
    return Clause(id=name, title=said(name), force="shall", text=said(name), severity="major", check=check)


def target(by: tuple[str, ...] = ("team",)) -> Target:
    return Target(kind="target", kpi="share", at_least="asked", by=by, every="month")


def condition() -> Condition:
    return Condition(kind="condition", on="cases", holds="done")


def catalogue(card: Scorecard, *, checks: Mapping[str, Check], pii: bool = False) -> Catalogue:
    """One standard `work` with a clause for each check, whose target asks for 90%."""
    standard = Standard(
        id="work",
        title=said("work"),
        summary=said("work"),
        owner="officer",
        binds=("officer",),
        review_in=parse_duration("P1Y"),
        revisions=(revision("1.0.0", date(2024, 1, 1), {"asked": "90%"}),),
        clauses=tuple(clause(name, check) for name, check in checks.items()),
    )
    columns = {"team": Column(title=said("team"), type="text", pii=pii), "at": Column(title=said("at"), type="date")}
    export = Export(id="cases", title=said("cases"), description=said("cases"), key=("team",), at="at", columns=columns)
    kpi = Kpi(
        id="share",
        title=said("share"),
        description=said("share"),
        owner="officer",
        on="cases",
        measure=Share(kind="share", of="done"),
        unit="percent",
        better="higher",
    )
    chapter = Chapter(id="all", title=said("all"), summary=said("all"))
    pack = Pack(id="p", title=said("p"), organisation=said("o"), zone="Asia/Shanghai", chapters=(chapter,))
    return Catalogue(
        pack=pack,
        digest="0" * 64,
        commit=None,
        sources={},
        roles={},
        terms={},
        exports={"cases": export},
        systems={},
        calendars={},
        kpis={"share": kpi},
        standards={"work": standard},
        chapter_of={"work": "all"},
        prose={},
        places={},
        scorecards={card.id: card},
    )


def criterion(name: str, *, linear: bool = True, critical: bool = False, all_at: str | None = None) -> Criterion:
    """On the clause of its name; no points at 50%."""
    points = Linear(kind="linear", none_at="none_at", all_at=all_at) if linear else Met(kind="met")
    return Criterion(id=name, title=said(name), clause=f"work#{name}", points=points, critical=critical)


def card(
    dimensions: Mapping[str, Sequence[Criterion]], weights: Mapping[str, str], *, centre: bool = False
) -> Scorecard:
    """Good from 90, fair from 70, poor below; capped at fair."""
    sets: dict[str, object] = {**weights, "none_at": "50%", "all_at": "80%", "good": 90, "fair": 70}
    capped = any(one.critical for criteria in dimensions.values() for one in criteria)
    return Scorecard(
        id="card",
        title=said("card"),
        summary=said("card"),
        grades="centre" if centre else "team",
        owner="officer",
        by=() if centre else ("team",),
        every=None if centre else "month",
        revisions=(revision("1.0.0", date(2025, 1, 1), sets),),
        dimensions=tuple(
            Dimension(id=name, title=said(name), weight=name, criteria=tuple(criteria))
            for name, criteria in dimensions.items()
        ),
        bands=(
            Band(id="good", title=said("good"), at_least="good"),
            Band(id="fair", title=said("fair"), at_least="fair"),
            Band(id="poor", title=said("poor"), fails=True),
        ),
        capped_at="fair" if capped else None,
    )


def group(  # noqa: PLR0913 - a group has many parts
    value: float | None,
    verdict: Verdict | None = None,
    *,
    team: str | None = "red",
    period: str = "2025-03-01",
    waivers: tuple[str, ...] = (),
    bounds: tuple[float | None, float | None] | None = None,
) -> Group:
    """A team's share of a month, held against 90%."""
    told = verdict or ("undecided" if value is None else "compliant" if value >= 0.9 else "noncompliant")
    return Group(
        verdict=told,
        reason=said("why") if told == "undecided" else None,
        revision="1.0.0",
        period=period,
        by={"team": team},
        cases=10,
        missing=0 if bounds is None else 1,
        value=value,
        lowest=value if bounds is None else bounds[0],
        highest=value if bounds is None else bounds[1],
        limit_low=0.9,
        limit_high=None,
        waivers=waivers,
    )


def of_groups(name: str, *groups: Group, verdict: Verdict = "noncompliant") -> ClauseResult:
    return ClauseResult(
        clause=f"work.{name}",
        severity="major",
        kind="target",
        export="cases",
        verdict=verdict,
        reason=None,
        counts=None,
        groups=groups,
    )


def of_records(name: str, counts: Counts | None, verdict: Verdict) -> ClauseResult:
    return ClauseResult(
        clause=f"work.{name}",
        severity="major",
        kind="condition",
        export="cases",
        verdict=verdict,
        reason=None,
        counts=counts,
    )


def run(*clauses: ClauseResult, show_pii: bool = False) -> Run:
    return Run(
        provenance=Provenance(
            tool="guiju",
            engine="duckdb",
            pack="p",
            pack_path="standards",
            pack_digest="0" * 64,
            pack_commit=None,
            system=None,
            as_of=None,
            in_force_on=None,
            findings_limit=None,
            show_pii=show_pii,
        ),
        exports=(
            ExportSummary(
                export="cases",
                files=(),
                as_of=datetime(2025, 6, 30),
                rows_read=0,
                rows_used=0,
                rows_rejected=0,
                left_out=(),
                records=0,
                unreadable={},
                unmapped=(),
                columns_missing=(),
            ),
        ),
        clauses=clauses,
    )
