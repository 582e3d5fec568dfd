"""A small valid Catalogue, built in code: two standards (one revised, one to come), one KPI, four roles."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from guiju.model.catalogue import Catalogue
from guiju.model.checks import Condition, Deadline, Target
from guiju.model.demand import Demand, Excuse
from guiju.model.export import Column, Export
from guiju.model.flow import Flow
from guiju.model.kpi import Kpi, Share
from guiju.model.pack import Calendar, Chapter, Opening, Pack, Role, Source, Term
from guiju.model.problem import Location
from guiju.model.quantity import parse_duration, parse_quantity
from guiju.model.record import Id
from guiju.model.standard import Clause, Review, Revision, Standard
from guiju.model.text import Text

TODAY = date(2025, 9, 1)
"""After the complaint standard's second revision, before the training standard's first."""

HOSTILE = '<script>alert(1)</script> | [x](javascript:alert(1)) `"\n\n# {: onclick=alert(1) }'
"""Words that try every way out of a page."""


def small_catalogue(
    *,
    standards: Mapping[Id, Standard] | None = None,
    roles: Mapping[Id, Role] | None = None,
    prose: Mapping[Id, Text] | None = None,
    pack: Pack | None = None,
    sources: tuple[Source, ...] | None = None,
) -> Catalogue:
    """The catalogue; what is given takes the place of its own records of the same ids."""
    ours = {standard.id: standard for standard in (complaint_handling(), training())}
    return Catalogue(
        pack=pack or PACK,
        digest="0" * 64,
        commit=None,
        sources={source.id: source for source in (SOURCES if sources is None else sources)},
        roles={**{role.id: role for role in ROLES}, **(roles or {})},
        terms={term.id: term for term in TERMS},
        exports={export.id: export for export in EXPORTS},
        systems={},
        calendars={CALENDAR.id: CALENDAR},
        kpis={KPI.id: KPI},
        standards={**ours, **(standards or {})},
        chapter_of={"complaint-handling": "complaints", "training": "people"},
        prose={**PROSE, **(prose or {})},
        places={
            "complaint-handling": Location("handbook/01-complaints/complaint-handling.md", 2, 1),
            "training": Location("handbook/02-people/training.md", 2, 1),
        },
        flows={flow.id: flow for flow in (HANDLING,)},
    )


def worded_catalogue(words: str, *, prose: str = "") -> Catalogue:
    """The catalogue with `words` in every place of the complaint standard, the roles and the pack."""
    said = Text(zh=words, en=words)
    standard = complaint_handling()
    clauses = [
        clause.model_copy(
            update={
                "title": said,
                "text": Text(zh=words + "{handled_within}", en=words + "{handled_within}"),
                "check": clause.check.model_copy(update={"where": words}) if clause.check is not None else None,
            }
        )
        for clause in standard.clauses
    ]
    revisions = [revision.model_copy(update={"reason": said}) for revision in standard.revisions]
    reviews = [review.model_copy(update={"note": said}) for review in standard.reviews]
    told = {"title": said, "summary": said, "clauses": tuple(clauses), "revisions": tuple(revisions)}
    standard = standard.model_copy(update={**told, "reviews": tuple(reviews)})
    pack = PACK.model_copy(update={"title": said, "organisation": said})
    roles = {role.id: role.model_copy(update={"title": said, "duties": (said,)}) for role in ROLES}
    worded = small_catalogue(
        standards={standard.id: standard},
        pack=pack,
        roles=roles,
        prose={standard.id: Text(zh=prose, en=prose)},
        sources=tuple(_worded(source, said) for source in SOURCES),
    )
    return replace(worded, flows={})  # a chart breaks its words into lines, so it has other elements with other words


def _worded(source: Source, said: Text) -> Source:
    demands = tuple(
        demand.model_copy(
            update={
                "text": said,
                "reason": demand.reason.model_copy(update={"text": said}) if demand.reason is not None else None,
            }
        )
        for demand in source.demands
    )
    return source.model_copy(
        update={"title": said, "sections": dict.fromkeys(source.sections, said), "demands": demands}
    )


def complaint_handling() -> Standard:
    """Revised once: 48 hours became 24 on 2025-07-01; the clause `log` ended with version 1.0.0. Reviewed before."""
    return Standard(
        id="complaint-handling",
        title=Text(zh="投诉处理时限", en="Complaint handling time"),
        summary=Text(zh="投诉从受理到办结的时限。", en="How long a complaint may take from receipt to resolution."),
        owner="complaint-officer",
        binds=("complaint-officer", "service-agent"),
        review_in=parse_duration("P1Y"),
        satisfies=("S2-1.2-q1",),
        revisions=(
            Revision(
                version="2.0.0",
                effective=date(2025, 7, 1),
                author="complaint-officer",
                approver="quality-committee",
                reason=Text(zh="客户反映等待太久", en="Customers waited too long"),
                sets={
                    "handled_within": parse_quantity("PT24H"),
                    "outer_limit": parse_quantity("P2WD"),
                    "on_time_share": parse_quantity("95%"),
                    "few_cases": parse_quantity(30),
                },
            ),
            Revision(
                version="1.0.0",
                effective=date(2025, 1, 1),
                author="complaint-officer",
                approver="quality-committee",
                reason=Text(zh="首次制定", en="First issue"),
                sets={
                    "handled_within": parse_quantity("PT48H"),
                    "outer_limit": parse_quantity("P2WD"),
                    "on_time_share": parse_quantity("95%"),
                    "few_cases": parse_quantity(30),
                },
            ),
        ),
        reviews=(
            Review(
                on=date(2025, 3, 3),
                by="quality-committee",
                result="no-change",
                note=Text(
                    zh="看了两个月的台账，暂不修改。", en="Two months of records were looked at; nothing changes yet."
                ),
            ),
        ),
        clauses=(
            Clause(
                id="log",
                title=Text(zh="纸质登记", en="Paper log"),
                force="shall",
                text=Text(zh="投诉须登记在纸质台账。", en="Complaints are entered in the paper log."),
                severity="minor",
                until="1.0.0",
            ),
            Clause(
                id="handled",
                title=Text(zh="办结时限", en="Time to resolution"),
                force="shall",
                text=Text(
                    zh="每件投诉须在 {handled_within} 内处理完毕。",
                    en="Each complaint is handled within {handled_within}.",
                ),
                severity="critical",
                satisfies=("S2-1.2-a",),
                check=Deadline.model_validate(
                    {
                        "kind": "deadline",
                        "on": "complaints",
                        "where": "channel <> 'internal'",
                        "from": "received_at",
                        "to": "handled_at",
                        "within": "handled_within",
                    }
                ),
            ),
            Clause(
                id="outer-limit",
                title=Text(zh="最长时限", en="Outer limit"),
                force="should",
                text=Text(zh="最迟不得超过 {outer_limit}。", en="It never takes longer than {outer_limit}."),
                severity="major",
                origin="house",
                check=Deadline.model_validate(
                    {
                        "kind": "deadline",
                        "on": "complaints",
                        "from": "received_at",
                        "to": "handled_at",
                        "within": "outer_limit",
                        "clock": "service-days",
                    }
                ),
            ),
            Clause(
                id="numbered-once",
                title=Text(zh="编号唯一", en="One number each"),
                force="shall",
                text=Text(zh="每件投诉有自己的编号。", en="Each complaint has a number of its own."),
                severity="minor",
                check=Condition(kind="condition", on="complaints", unique=("complaint_id",)),
            ),
            Clause(
                id="on-time",
                title=Text(zh="按时办结率", en="Resolved on time"),
                force="shall",
                text=Text(
                    zh="每月按时办结的投诉不低于 {on_time_share}。",
                    en="At least {on_time_share} of a month's complaints are resolved on time.",
                ),
                severity="major",
                check=Target(
                    kind="target",
                    kpi="on-time-rate",
                    at_least="on_time_share",
                    by=("channel",),
                    every="month",
                    min_cases="few_cases",
                ),
            ),
        ),
    )


def training() -> Standard:
    """Not in force yet on TODAY."""
    return Standard(
        id="training",
        title=Text(zh="上岗培训", en="Induction training"),
        summary=Text(zh="新员工独立接待客户之前要完成的培训。", en="What new staff learn before they serve alone."),
        owner="team-leader",
        binds=("service-agent",),
        review_in=parse_duration("P6M"),
        revisions=(
            Revision(
                version="1.0.0",
                effective=date(2026, 1, 1),
                author="team-leader",
                approver="quality-committee",
                reason=Text(zh="统一上岗要求", en="One bar for everyone"),
                sets={"hours_of_training": parse_quantity("PT16H")},
            ),
        ),
        clauses=(
            Clause(
                id="before-serving",
                title=Text(zh="先培训后上岗", en="Training comes first"),
                force="may",
                text=Text(
                    zh="班组长可以要求新员工完成 {hours_of_training} 培训后再上岗。",
                    en="A team leader may ask for {hours_of_training} of training first.",
                ),
                severity="minor",
            ),
        ),
    )


PACK = Pack(
    id="sample",
    title=Text(zh="客户服务规范手册", en="Customer service handbook"),
    organisation=Text(zh="示例服务中心", en="Sample service centre"),
    zone="Asia/Shanghai",
    calendar="service-days",
    chapters=(
        Chapter(
            id="complaints",
            title=Text(zh="投诉与反馈", en="Complaints and feedback"),
            summary=Text(zh="客户不满意时怎么办。", en="What happens when a customer is not content."),
        ),
        Chapter(
            id="people",
            title=Text(zh="人员与培训", en="People and training"),
            summary=Text(zh="谁来服务，要会什么。", en="Who serves, and what they have learnt."),
        ),
    ),
)

ROLES = (
    Role(
        id="service-agent",
        title=Text(zh="客服专员", en="Service agent"),
        duties=(Text(zh="接待客户，登记并跟进每一件事项。", en="Serves customers, records and follows up each case."),),
    ),
    Role(
        id="complaint-officer",
        title=Text(zh="投诉专员", en="Complaint officer"),
        duties=(
            Text(zh="在时限内处理投诉。", en="Handles complaints in time."),
            Text(zh="向客户说明处理结果。", en="Tells the customer what came of it."),
        ),
        satisfies=("R-01",),
    ),
    Role(
        id="team-leader",
        title=Text(zh="班组长", en="Team leader"),
        duties=(Text(zh="安排班次，带教新员工。", en="Plans shifts and guides new staff."),),
    ),
    Role(
        id="quality-committee",
        title=Text(zh="质量委员会", en="Quality committee"),
        duties=(Text(zh="批准标准的修订。", en="Approves revisions of standards."),),
    ),
)

TERMS = (
    Term(
        id="complaint",
        term=Text(zh="投诉", en="Complaint"),
        meaning=Text(
            zh="客户对服务表示不满，并期望得到答复。",
            en="A customer is not content with the service and expects an answer.",
        ),
        satisfies=("S2-1.2-u1",),
    ),
)

SOURCES = (
    Source(
        id="quality-handbook",
        title=Text(zh="服务质量手册", en="Service quality handbook"),
        sections={"1.2": Text(zh="投诉处理", en="Complaints"), "2.1": Text(zh="岗位", en="Roles")},
        demands=(
            Demand.model_validate(
                {
                    "id": "S2-1.2-a",
                    "kind": "number",
                    "class": "norm",
                    "section": "1.2",
                    "verifiability": "data",
                    "text": {"zh": "投诉 24 小时内处理", "en": "Complaints are handled within 24 h"},
                }
            ),
            Demand(
                id="S2-1.2-q1",
                kind="rule",
                section="1.2",
                verifiability="registry",
                text=Text(zh="投诉有时限", en="There is a limit for complaints"),
            ),
            Demand(id="S2-1.2-u1", kind="gap", section="1.2", text=Text(zh="什么算投诉", en="What a complaint is")),
            Demand(
                id="S2-1.2-q2",
                kind="rule",
                section="1.2",
                verifiability="data",
                text=Text(zh="分析投诉", en="Complaints are analysed"),
            ),
            Demand(
                id="R-01",
                kind="role",
                section="2.1",
                stated_in={"quality-handbook": ("1.2", "2.1")},
                text=Text(zh="客服", en="Service agents"),
            ),
            Demand(
                id="S2-H2.1",
                kind="heading",
                section="2.1",
                verifiability="unknown",
                text=Text(zh="岗位职责", en="Duties"),
                reason=Excuse(kind="elsewhere", see=("R-01",), text=Text(zh="见岗位", en="See the role")),
            ),
        ),
    ),
)

EXPORTS = (
    Export(
        id="complaints",
        title=Text(zh="投诉台账", en="Complaints"),
        description=Text(zh="每件投诉一行。", en="One row for each complaint."),
        key=("complaint_id",),
        at="received_at",
        columns={
            "complaint_id": Column(title=Text(zh="投诉编号", en="Complaint number"), type="text", required=True),
            "received_at": Column(title=Text(zh="受理时间", en="Received at"), type="datetime", required=True),
            "handled_at": Column(title=Text(zh="办结时间", en="Handled at"), type="datetime"),
            "channel": Column(title=Text(zh="渠道", en="Channel"), type="text"),
        },
    ),
)

HANDLING = Flow.model_validate(
    {
        "id": "handling-complaints",
        "title": {"zh": "投诉处理流程", "en": "Handling a complaint"},
        "purpose": {"zh": "从受理到办结，谁做什么。", "en": "Who does what from receipt to resolution."},
        "owner": "complaint-officer",
        "start": "receive",
        "nodes": [
            {
                "kind": "step",
                "id": "receive",
                "title": {"zh": "受理登记", "en": "Receive and record"},
                "role": "service-agent",
                "event": "received",
                "clauses": ["complaint-handling#numbered-once", "complaint-handling#log"],
                "next": "resolve",
            },
            {
                "kind": "step",
                "id": "resolve",
                "title": {"zh": "处理", "en": "Resolve"},
                "role": "complaint-officer",
                "description": {"zh": "查明原因。", "en": "Find the cause."},
                "event": ["handled", "handled-again"],
                "repeats": True,
                "clauses": ["complaint-handling#handled", "complaint-handling#outer-limit", "training#before-serving"],
                "next": "content",
            },
            {
                "kind": "decision",
                "id": "content",
                "question": {"zh": "客户满意吗？", "en": "Is the customer content?"},
                "role": "complaint-officer",
                "branches": [
                    {"label": {"zh": "满意", "en": "yes"}, "next": "closed"},
                    {"label": {"zh": "不满意", "en": "no"}, "next": "resolve"},
                ],
            },
            {"kind": "end", "id": "closed", "title": {"zh": "投诉已办结", "en": "The complaint is closed"}},
        ],
    }
)

CALENDAR = Calendar(
    id="service-days",
    title=Text(zh="服务工作日", en="Service days"),
    published_from=date(2025, 1, 1),
    published_until=date(2026, 12, 31),
    week={"monday": (Opening(opens="09:00", closes="17:00"),)},
)

KPI = Kpi(
    id="on-time-rate",
    title=Text(zh="按时办结率", en="On-time rate"),
    description=Text(zh="在时限内办结的投诉所占的比例。", en="Share of complaints resolved in time."),
    owner="quality-committee",
    on="complaints",
    measure=Share(kind="share", of="handled_at <= received_at + interval 24 hour"),
    unit="percent",
    better="higher",
    satisfies=("S2-1.2-q1",),
)

PROSE = {
    "complaint-handling": Text(
        zh=(
            "## 为什么\n\n等待越久，客户越不满。{handled_within} 是**多数**投诉能够做到的。\n\n"
            "- 先[登记](#clause-numbered-once)，再处理\n- 参见[上岗培训](../02-people/training.md)\n"
        ),
        en=(
            "## Why\n\nThe longer the wait, the angrier the customer. {handled_within} is what **most** cases need.\n\n"
            "- [Number](#clause-numbered-once) it first\n- See [induction](../02-people/training.en.md)\n"
        ),
    ),
    "training": Text(zh="", en=""),
}
