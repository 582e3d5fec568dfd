"""A catalogue, a run and the story of a record, built by hand: every verdict and every kind of loss occurs once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from guiju.model.catalogue import Catalogue, ClauseRef
from guiju.model.checks import Check, Condition, Deadline, Target
from guiju.model.export import Column, Export
from guiju.model.kpi import Kpi, Mean, Share
from guiju.model.pack import Chapter, Pack, Role
from guiju.model.problem import Location
from guiju.model.quantity import AnyQuantity, Duration, Number, Percentage
from guiju.model.run import ClauseResult, Counts, ExportSummary, Group, InputSummary, Provenance, Reason, Run, Verdict
from guiju.model.standard import Clause, Revision, Severity, Standard
from guiju.model.story import Event, Judgement, RecordStory
from guiju.model.text import Text


@dataclass(frozen=True, kw_only=True)
class KeptRows:
    """Rows of a run folder; every clause has the same findings."""

    found: tuple[tuple[object, ...], ...] = ()
    rejected: tuple[tuple[object, ...], ...] = ()

    def findings(self, _clause: str, most: int) -> Sequence[Sequence[object]]:
        return self.found[:most]

    def rejects(self, most: int) -> Sequence[Sequence[object]]:
        return self.rejected[:most]


def text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


def catalogue() -> Catalogue:
    """Complaints, calls and surveys, with five standards' worth of clauses in two."""
    standards = (_complaints(), _calls())
    return Catalogue(
        pack=Pack(
            id="demo-pack",
            title=text("示例标准包", "Demo pack"),
            organisation=text("示例公司", "Demo Ltd"),
            zone="Asia/Shanghai",
            chapters=(Chapter(id="service", title=text("服务", "Service"), summary=text("服务。", "Service.")),),
        ),
        digest="d" * 64,
        commit="0123456789abcdef0123456789abcdef01234567",
        sources={},
        roles={role.id: role for role in _roles()},
        terms={},
        exports={export.id: export for export in _exports()},
        systems={},
        calendars={},
        kpis={kpi.id: kpi for kpi in _kpis()},
        standards={standard.id: standard for standard in standards},
        chapter_of={standard.id: "service" for standard in standards},
        prose={standard.id: text("正文。", "Prose.") for standard in standards},
        places={
            "complaint-handling.handled": Location("handbook/01-service/complaint-handling.md", 31, 5),
            "complaint-handling.called-back": Location("handbook/01-service/complaint-handling.md", 52, 5),
            "call-answering.answered": Location("handbook/01-service/call answering.md", 20, 5),
            "call-answering.satisfied": Location("handbook/01-service/call answering.md", 40, 5),
        },
    )


def catalogue_with(export: Export) -> Catalogue:
    """The catalogue with one of its exports exchanged."""
    whole = catalogue()
    return replace(whole, exports={**whole.exports, export.id: export})


def run() -> Run:
    """One of everything; see the golden reports for what it says."""
    return Run(provenance=provenance(), exports=(_complaint_books(), _call_books()), clauses=_results())


def provenance() -> Provenance:
    return Provenance(
        tool="guiju 0.1.0",
        engine="duckdb 2.0.0",
        pack="demo-pack",
        pack_path="standards",
        pack_digest="d" * 64,
        pack_commit="0123456789abcdef0123456789abcdef01234567",
        system="ledger",
        as_of=None,
        in_force_on=None,
        findings_limit=100,
    )


def result(
    clause: str, verdict: Verdict = "compliant", *, severity: Severity = "major", breached: int = 0
) -> ClauseResult:
    """A record clause with 100 judged records."""
    counts = Counts(kept=100 - breached, breached=breached)
    return ClauseResult(
        clause=clause,
        severity=severity,
        kind="condition",
        export="complaints",
        verdict=verdict,
        reason=None,
        counts=counts,
    )


def run_of(*results: ClauseResult) -> Run:
    return Run(provenance=provenance(), exports=(_complaint_books(),), clauses=results)


def story() -> RecordStory:
    """A complaint that broke one clause, kept one, may still break one, and leaves one undecided."""
    received, handled = datetime(2025, 7, 1, 9), datetime(2025, 7, 2, 12, 30)
    approver = text("质量委员会", "Quality committee")
    return RecordStory(
        export="complaints",
        export_title=text("投诉台账", "Complaints"),
        key="C-0042",
        file="complaints.csv",
        row=43,
        as_of=datetime(2025, 7, 31, 23, 10),
        events=(
            Event(at=handled, title=text("处理时间", "Handled at")),
            Event(at=received, title=text("收到时间", "Received at")),
        ),
        judgements=(
            Judgement(
                ref=ClauseRef("complaint-handling", "owned"),
                title=text("有人负责", "Owned"),
                severity="minor",
                state="kept",
                values=((text("渠道", "Channel"), "电话"), (text("等级", "Level"), None)),
                revision="1.0.0",
            ),
            Judgement(
                ref=ClauseRef("complaint-handling", "handled"),
                title=text("处理时限", "Handling time"),
                severity="major",
                state="breached",
                revision="2.0.0",
                limit="PT24H",
                started=received,
                ended=handled,
                due=datetime(2025, 7, 2, 9),
                measured_s=99_000,
                approver=approver,
            ),
            Judgement(
                ref=ClauseRef("complaint-handling", "closed"),
                title=text("结案时限", "Closing time"),
                severity="critical",
                state="pending",
                revision="2.0.0",
                limit="P30D",
                started=received,
                ended=None,
                due=datetime(2025, 8, 2, 9),
                measured_s=2_643_000,
                approver=approver,
            ),
            Judgement(
                ref=ClauseRef("complaint-handling", "called-back"),
                title=text("回访", "Call back"),
                severity="major",
                state="undecided",
                reason=text("回访时间无法读取", "the time of the call back cannot be read"),
            ),
            Judgement(
                ref=ClauseRef("complaint-handling", "letters"),
                title=text("来信", "Letters"),
                severity="minor",
                state="out_of_scope",
            ),
        ),
    )


def _complaints() -> Standard:
    return Standard(
        id="complaint-handling",
        title=text("投诉处理时限", "Complaint handling time"),
        summary=text("投诉多快处理完。", "How fast complaints are handled."),
        owner="quality-committee",
        binds=("agent",),
        review_in=Duration("P1Y"),
        revisions=(
            _revision("2.0.0", date(2025, 7, 1), handled_within=Duration("PT24H"), outer_limit=Duration("P2WD")),
            _revision("1.0.0", date(2025, 1, 1), handled_within=Duration("PT48H"), outer_limit=Duration("P2WD")),
        ),
        clauses=(
            _clause(
                "handled",
                text("处理时限", "Handling time"),
                text(
                    "每件投诉须在 {handled_within} 内处理完毕。", "Each complaint is handled within {handled_within}."
                ),
                "major",
                _deadline("handled_within"),
            ),
            _clause(
                "outer-limit",
                text("最长时限", "Outer limit"),
                text("任何投诉不得超过 {outer_limit}。", "No complaint takes longer than {outer_limit}."),
                "critical",
                _deadline("outer_limit"),
            ),
            _clause(
                "owned",
                text("有人负责", "Owned"),
                text("每件投诉有人负责。", "Each complaint has an owner."),
                "minor",
                Condition(kind="condition", on="complaints", holds="handler IS NOT NULL"),
            ),
            _clause(
                "called-back",
                text("回访", "Call back"),
                text("办结后回访。", "The customer is called back."),
                "major",
                Condition(kind="condition", on="complaints", holds="called_back"),
            ),
        ),
    )


def _calls() -> Standard:
    target = {"kind": "target", "by": ("team",), "every": "month", "min_cases": "few"}
    return Standard(
        id="call-answering",
        title=text("电话接听", "Call answering"),
        summary=text("电话多快接起。", "How fast calls are answered."),
        owner="quality-committee",
        binds=("agent",),
        review_in=Duration("P1Y"),
        revisions=(
            _revision(
                "1.0.0",
                date(2025, 1, 1),
                answered_share=Percentage(Decimal(95)),
                mean_wait=Duration("PT30S"),
                score=Percentage(Decimal(90)),
                few=Number(Decimal(30)),
            ),
        ),
        clauses=(
            _clause(
                "answered",
                text("接通率", "Share answered"),
                text("至少接通 {answered_share} 的来电。", "At least {answered_share} of the calls are answered."),
                "major",
                Target.model_validate({**target, "kpi": "answered-share", "at_least": "answered_share"}),
            ),
            _clause(
                "mean-wait",
                text("平均等待", "Mean wait"),
                text("平均等待少于 {mean_wait}。", "The mean wait is below {mean_wait}."),
                "minor",
                Target.model_validate({"kind": "target", "kpi": "mean-wait", "below": "mean_wait"}),
            ),
            _clause(
                "satisfied",
                text("满意率", "Satisfaction"),
                text("满意率不低于 {score}。", "Satisfaction is at least {score}."),
                "major",
                Target.model_validate({"kind": "target", "kpi": "satisfied-share", "at_least": "score"}),
            ),
        ),
    )


def _revision(version: str, effective: date, **sets: AnyQuantity) -> Revision:
    return Revision(
        version=version,
        effective=effective,
        author="agent",
        approver="quality-committee",
        reason=text("理由", "reason"),
        sets=sets,
    )


def _clause(clause_id: str, title: Text, words: Text, severity: Severity, check: Check) -> Clause:
    return Clause(id=clause_id, title=title, force="shall", text=words, severity=severity, check=check)


def _deadline(within: str) -> Deadline:
    return Deadline.model_validate(
        {"kind": "deadline", "on": "complaints", "from": "received_at", "to": "handled_at", "within": within}
    )


def _roles() -> tuple[Role, ...]:
    return (
        Role(id="agent", title=text("客服", "Agent"), duties=(text("接听", "Answers"),)),
        Role(id="quality-committee", title=text("质量委员会", "Quality committee"), duties=(text("批准", "Approves"),)),
    )


def _exports() -> tuple[Export, ...]:
    at = Column(title=text("时间", "Time"), type="datetime")
    team = Column(
        title=text("班组", "Team"), type="text", values={"a": text("一组", "Team A"), "b": text("二组", "Team B")}
    )
    described = text("说明。", "Description.")
    return (
        Export(
            id="complaints",
            title=text("投诉台账", "Complaints"),
            description=described,
            key=("at",),
            at="at",
            columns={"at": at},
        ),
        Export(
            id="calls",
            title=text("通话记录", "Calls"),
            description=described,
            key=("at",),
            at="at",
            columns={"at": at, "team": team},
        ),
        Export(
            id="surveys",
            title=text("满意度调查", "Surveys"),
            description=described,
            key=("at",),
            at="at",
            columns={"at": at},
        ),
    )


def _kpis() -> tuple[Kpi, ...]:
    described, owner = text("说明。", "Description."), "quality-committee"
    return (
        Kpi(
            id="answered-share",
            title=text("接通率", "Share answered"),
            description=described,
            owner=owner,
            on="calls",
            measure=Share(kind="share", of="answered"),
            unit="percent",
            better="higher",
        ),
        Kpi(
            id="mean-wait",
            title=text("平均等待", "Mean wait"),
            description=described,
            owner=owner,
            on="calls",
            measure=Mean(kind="mean", of="wait_s"),
            unit="seconds",
            better="lower",
        ),
        Kpi(
            id="satisfied-share",
            title=text("满意率", "Satisfied"),
            description=described,
            owner=owner,
            on="surveys",
            measure=Share(kind="share", of="score >= 4"),
            unit="percent",
            better="higher",
        ),
    )


def _complaint_books() -> ExportSummary:
    return ExportSummary(
        export="complaints",
        files=(_file("complaints.csv", rows=12_010),),
        as_of=datetime(2025, 7, 31, 23, 10),
        rows_read=12_010,
        rows_used=12_000,
        rows_rejected=4,
        left_out=(Reason(text=text("合计行", "totals"), count=6),),
        records=12_000,
        unreadable=MappingProxyType({"handled_at": 7}),
        unmapped=("备注", "[red]note[/red]"),
        columns_missing=("called_back",),
        faults=(
            Reason(
                text=text("单元格 处理时间：不是时间（首见 a.csv 第 9 行）", "cells: no time (first in row 9)"), count=7
            ),
        ),
    )


def _call_books() -> ExportSummary:
    return ExportSummary(
        export="calls",
        files=(_file("july.zip", member="calls.csv", rows=5_000),),
        as_of=datetime(2025, 7, 31, 18),
        rows_read=5_000,
        rows_used=5_000,
        rows_rejected=0,
        left_out=(),
        records=5_000,
        unreadable={},
        unmapped=(),
        columns_missing=(),
    )


def _file(path: str, *, rows: int, member: str | None = None) -> InputSummary:
    return InputSummary(
        path=path, member=member, sha256="a" * 64, size=1, format="csv", encoding="utf-8", delimiter=",", rows=rows
    )


def _results() -> tuple[ClauseResult, ...]:
    unread = Reason(text=text("处理时间无法读取", "the handling time cannot be read"), count=7)
    return (
        ClauseResult(
            clause="complaint-handling.handled",
            severity="major",
            kind="deadline",
            export="complaints",
            verdict="noncompliant",
            reason=None,
            reasons=(unread,),
            findings_written=100,
            counts=Counts(kept=11_000, breached=893, pending=100, undecided=7),
        ),
        ClauseResult(
            clause="complaint-handling.outer-limit",
            severity="critical",
            kind="deadline",
            export="complaints",
            verdict="noncompliant",
            reason=None,
            reasons=(unread,),
            findings_written=3,
            counts=Counts(kept=11_890, breached=3, pending=100, undecided=7),
        ),
        ClauseResult(
            clause="complaint-handling.owned",
            severity="minor",
            kind="condition",
            export="complaints",
            verdict="compliant",
            reason=None,
            counts=Counts(kept=11_999, pending=1),
        ),
        ClauseResult(
            clause="complaint-handling.called-back",
            severity="major",
            kind="condition",
            export="complaints",
            verdict="undecided",
            blocked=True,
            counts=None,
            reason=text("导出文件缺少“已回访”一列", "the export has no column `called_back`"),
            cause="columns",
        ),
        ClauseResult(
            clause="call-answering.answered",
            severity="major",
            kind="target",
            export="calls",
            verdict="noncompliant",
            reason=None,
            counts=None,
            groups=(
                _group("compliant", "a", 0.96),
                _group("noncompliant", "b", 0.9496),
                _group("noncompliant", None, 0.5),
                _group("undecided", "[bold]c[/bold]", None, reason=text("样本不足", "too few cases")),
            ),
        ),
        ClauseResult(
            clause="call-answering.mean-wait",
            severity="minor",
            kind="target",
            export="calls",
            verdict="noncompliant",
            reason=None,
            counts=None,
            groups=(
                Group(
                    verdict="noncompliant",
                    reason=None,
                    revision="1.0.0",
                    period=None,
                    by={},
                    cases=4_990,
                    missing=10,
                    value=95.25,
                    lowest=90.0,
                    highest=101.5,
                    limit_low=None,
                    limit_high=30.0,
                ),
            ),
        ),
        ClauseResult(
            clause="call-answering.satisfied",
            severity="major",
            kind="target",
            export="surveys",
            verdict="undecided",
            reason=text("没有提供满意度调查", "no export of surveys was given"),
            cause="not-given",
            counts=None,
        ),
    )


def _group(verdict: Verdict, team: str | None, value: float | None, *, reason: Text | None = None) -> Group:
    return Group(
        verdict=verdict,
        reason=reason,
        revision="1.0.0",
        period="2025-07-01",
        by={"team": team},
        cases=1_000 if value is not None else 12,
        missing=0,
        value=value,
        lowest=value,
        highest=value,
        limit_low=0.95,
        limit_high=None,
    )
