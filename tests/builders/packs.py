"""Writes small packs for tests: a minimal valid one, with files replaced, edited, added or taken away."""

from collections.abc import Mapping
from pathlib import Path

STANDARD = "handbook/01-complaints/complaint-handling.md"
ENGLISH = "handbook/01-complaints/complaint-handling.en.md"
EXPORT = "exports/complaints.yaml"
KPI = "kpis/handled-in-time.yaml"
CALENDAR = "calendars/service-days.yaml"
SYSTEM = "systems/ledger.yaml"
SOURCE = "sources/quality-handbook.yaml"
FLOW = "flows/handling.yaml"

MINIMAL: Mapping[str, str] = {
    "pack.yaml": """\
id: small-pack
title: {zh: 小规矩, en: Small pack}
organisation: {zh: 某公司, en: Some company}
zone: Asia/Shanghai
calendar: service-days
chapters:
  - id: complaints
    title: {zh: 投诉, en: Complaints}
    summary: {zh: 投诉如何处理。, en: How complaints are handled.}
""",
    "roles.yaml": """\
roles:
  - id: complaint-officer
    title: {zh: 投诉专员, en: Complaint officer}
    duties: [{zh: 处理投诉, en: Handles complaints}]
  - id: service-agent
    title: {zh: 客服, en: Service agent}
    duties: [{zh: 接听来电, en: Answers calls}]
  - id: quality-committee
    title: {zh: 质量委员会, en: Quality committee}
    duties: [{zh: 批准标准, en: Approves standards}]
""",
    SOURCE: """\
id: quality-handbook
title: {zh: 质量手册, en: Quality handbook}
sections:
  "1.2": {zh: 投诉, en: Complaints}
demands:
  - id: S2-1.2-a
    kind: number
    class: norm
    section: "1.2"
    verifiability: data
    text: {zh: 投诉 24 小时内处理, en: Complaints are handled within 24 h}
  - id: S2-1.2-q1
    kind: rule
    section: "1.2"
    verifiability: registry
    text: {zh: 目标有依据, en: Targets rest on something}
""",
    "glossary.yaml": """\
terms:
  - id: complaint
    term: {zh: 投诉, en: complaint}
    meaning: {zh: 客户表达的不满, en: A customer's expression of dissatisfaction}
""",
    STANDARD: """\
---
id: complaint-handling
title: {zh: 投诉处理时限, en: Complaint handling time}
summary: {zh: 投诉多快处理完。, en: How fast complaints are handled.}
owner: complaint-officer
binds: [complaint-officer, service-agent]
review_in: P1Y
satisfies: [S2-1.2-a]
revisions:
  - version: 2.0.0
    effective: 2025-07-01
    author: complaint-officer
    approver: quality-committee
    reason: {zh: 更快, en: Faster}
    sets: {handled_within: PT24H, outer_limit: P2WD, in_time_share: 95%, few: 30}
  - version: 1.0.0
    effective: 2025-01-01
    author: complaint-officer
    approver: quality-committee
    reason: {zh: 初版, en: First version}
    sets: {handled_within: PT48H, outer_limit: P2WD, in_time_share: 90%, few: 30}
clauses:
  - id: handled
    title: {zh: 处理时限, en: Handling time}
    force: shall
    text: {zh: "每件投诉须在 {handled_within} 内处理完毕。", en: "Each complaint is handled within {handled_within}."}
    severity: major
    check:
      kind: deadline
      on: complaints
      from: received_at
      to: handled_at
      within: handled_within
      where: channel <> 'letter'
  - id: outer-limit
    title: {zh: 最长时限, en: Outer limit}
    force: shall
    text: {zh: "不超过 {outer_limit}。", en: "No longer than {outer_limit}."}
    severity: critical
    check: {kind: deadline, on: complaints, from: received_at, to: handled_at, within: outer_limit, clock: service-days}
  - id: owned
    title: {zh: 有人负责, en: Owned}
    force: shall
    text: {zh: 每件投诉有人负责。, en: Each complaint has an owner.}
    severity: minor
    check: {kind: condition, on: complaints, holds: handler is not null}
  - id: in-time
    title: {zh: 及时率, en: Share in time}
    force: should
    text: {zh: "{in_time_share} 以上按时。", en: "At least {in_time_share} in time."}
    severity: major
    check: {kind: target, kpi: handled-in-time, at_least: in_time_share, by: [channel], every: month, min_cases: few}
---

投诉须在 {handled_within} 内处理，这是对客户的承诺。
""",
    ENGLISH: "Complaints are handled within {handled_within}: that is the promise to customers.\n",
    EXPORT: """\
id: complaints
title: {zh: 投诉, en: Complaints}
description: {zh: 每行一件投诉。, en: One complaint a row.}
key: [number]
at: received_at
columns:
  number: {title: {zh: 编号, en: Number}, type: text, required: true}
  received_at: {title: {zh: 收到时间, en: Received at}, type: datetime, required: true}
  handled_at: {title: {zh: 处理时间, en: Handled at}, type: datetime}
  handler: {title: {zh: 处理人, en: Handler}, type: text, pii: true}
  score: {title: {zh: 评分, en: Score}, type: number}
  channel:
    title: {zh: 渠道, en: Channel}
    type: text
    values:
      phone: {zh: 电话, en: Phone}
      letter: {zh: 来信, en: Letter}
""",
    KPI: """\
id: handled-in-time
title: {zh: 及时率, en: Share in time}
description: {zh: 按时处理的比例。, en: Share of complaints handled in time.}
owner: complaint-officer
on: complaints
measure: {kind: share, of: handled_at <= received_at + $handled_within}
unit: percent
better: higher
""",
    CALENDAR: """\
id: service-days
title: {zh: 服务日, en: Service days}
published_from: 2025-01-01
published_until: 2025-12-31
notices: {2025: 国办发明电〔2024〕12号}
week:
  monday: [{opens: "09:00", closes: "12:00"}, {opens: "13:00", closes: "18:00"}]
  tuesday: [{opens: "09:00", closes: "18:00"}]
make_up_hours: [{opens: "09:00", closes: "18:00"}]
special_days:
  - {date: 2025-01-01, name: {zh: 元旦, en: New Year's Day}}
""",
    SYSTEM: """\
id: ledger
title: {zh: 台账, en: Ledger}
description: {zh: 手工登记的台账。, en: A ledger kept by hand.}
nulls: ["-"]
datetime_formats: ["%Y-%m-%d %H:%M"]
readings:
  - export: complaints
    columns:
      number: {from: 编号}
      received_at: {from: [日期, 时间]}
      handled_at: {from: 处理时间}
      channel: {from: 渠道, values: {电话: phone, 信件: letter}}
      kind: {from: 类型, type: text}
    leave_out:
      - where: kind = '测试'
        reason: {zh: 测试记录, en: Test records}
    derive:
      handler: lower(kind)
""",
}
"""Path -> content of a pack without any problem, not even a warning."""

HANDLING = """\
id: handling
title: {zh: 处理, en: Handling}
purpose: {zh: 投诉如何处理。, en: How a complaint is handled.}
owner: complaint-officer
satisfies: [S2-1.2-a]
start: take
nodes:
  - {kind: step, id: take, title: {zh: 受理, en: Take}, role: service-agent, event: taken, next: solved}
  - kind: decision
    id: solved
    question: {zh: 解决了吗, en: "Solved?"}
    branches:
      - {label: {zh: 是, en: "yes"}, next: done}
      - {label: {zh: 否, en: "no"}, next: pass-on}
  - kind: step
    id: pass-on
    title: {zh: 转交, en: Pass on}
    role: complaint-officer
    event: passed
    clauses: [complaint-handling#handled]
    next: done
  - {kind: end, id: done, title: {zh: 结束, en: Done}}
"""
"""A flow that fits the minimal pack: content of FLOW."""


def write_pack(folder: Path, overrides: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Writes MINIMAL with `overrides` (None takes a file away) into `folder`/pack and returns that path."""
    root = folder / "pack"
    for name, content in {**MINIMAL, **(overrides or {})}.items():
        path = root / name
        if content is None:
            path.unlink(missing_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def edited(name: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """The override that replaces texts, each of which must be there, in one file of MINIMAL."""
    content = MINIMAL[name]
    for old, new in pairs:
        if old not in content:
            raise AssertionError(f"{name} has no {old!r}")
        content = content.replace(old, new)
    return {name: content}
