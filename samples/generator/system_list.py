"""The list of systems: what each module is for, and what was wrong at each stock-taking."""

from collections.abc import Iterable
from datetime import date
from math import ceil

from generator.dice import Dice
from generator.ledger import Ledger
from generator.tables import Row, Table

COLUMNS = (
    *("system_id", "title", "kind", "capability", "process_id", "owner", "core", "link", "active", "records"),
    *("platform_id", "integrated", "checked_on"),
)
STOCK_TAKINGS = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31))
_SPRING, _SUMMER, _AUTUMN, _WINTER = STOCK_TAKINGS
_QUARTERS = {
    _SPRING: date(2025, 1, 1),
    _SUMMER: date(2025, 4, 1),
    _AUTUMN: date(2025, 7, 1),
    _WINTER: date(2025, 10, 1),
}
PLATFORM, CRM, TICKETS = "XT01", "XT02", "XT03"
CORE = (PLATFORM, CRM, TICKETS, "XT04", "XT05", "XT06", "XT07", "XT08")
"""Systems without which the front line stands still; they are measured."""
_MODULES = """
信息平台|service-platform|information-platform|all
客户关系系统|crm|crm|relationship
工单系统|ticket|tickets|handling
呼叫中心|call-centre|call-centre|handling
服务管理平台|service-platform|service-platform|all
智能客服|bot|bot|handling
知识库|knowledge|knowledge-base|handling
统一受理台|service-platform|unified-intake|registration
多渠道网关|service-platform|multi-channel-intake|registration
分类引擎|service-platform|auto-classification|needs
派单引擎|service-platform|auto-dispatch|needs
自助服务网站|service-platform|self-service|registration
请求台账|ticket|request-ledger|handling
执行台账|ticket|execution-ledger|handling
跟踪台账|ticket|tracking-ledger|handling
进度看板|service-platform|process-board|handling
过程管理|other|process-tools|handling
实时监控|service-platform|real-time-monitoring|handling
流程监督|service-platform|supervision|handling
对话分析|data|dialogue-analysis|evaluation
流程机器人|other|automation|handling
客户信息库|crm|customer-information|relationship
电子档案|crm|customer-archive|relationship
历史查询|crm|history-lookup|relationship
客户分级|crm|customer-grading|relationship
沟通平台|service-platform|communication-platform|relationship
偏好管理|crm|preferences|relationship
客户画像|data|customer-profile|relationship
积分商城|crm|loyalty|relationship
旅程地图|other|journey-map|relationship
回访提醒|crm|after-sales-reminders|relationship
客户数据平台|data|customer-data-platform|relationship
共创社区|other|co-creation|relationship
问题预判|data|prediction|relationship
评价分析|survey|evaluation|evaluation
在线评价|survey|rating|evaluation
满意度调查|survey|survey|evaluation
质量评分|survey|scoring|evaluation
反馈闭环|survey|feedback-loop|evaluation
改进跟踪|other|improvement-tracking|evaluation
绩效记录|other|performance-records|evaluation
操作手册库|knowledge|manuals|handling
培训档案|knowledge|training-archive|handling
预案管理|other|emergency-plans|all
备用系统|other|standby|all
备员名册|other|backup-roster|all
资源调配|other|resource-allocation|all
数据加密|other|encryption|all
权限中心|other|permissions|all
客户信息审计|other|customer-audit|all
隐私保护|other|privacy|all
数据标准库|data|data-standard|all
数据仓库|data|data-warehouse|all
采集工具|data|data-collection|all
共享平台|data|sharing-platform|all
接口网关|other|interfaces|all
"""
_PROCESSES = ("ENQ", "CMP", "TEC", "AFS", "RET", "FBK", "GEN")
_NOT_YET: dict[date, tuple[str, ...]] = {
    _SPRING: ("self-service", "journey-map", "backup-roster", "co-creation", "prediction"),
    _SUMMER: ("supervision", "manuals", "interfaces", "co-creation"),
    _AUTUMN: ("customer-grading", "feedback-loop", "co-creation"),
    _WINTER: ("privacy",),
}
"""Stock-taking -> capabilities that no module in use provides."""
_MISSED: tuple[tuple[str, date], ...] = (
    ("intake", _SPRING),
    ("customers", _SPRING),
    ("continuity", _SPRING),
    ("handling", _SUMMER),
    ("knowledge", _SUMMER),
    ("platform", _SUMMER),
    ("four-parts", _AUTUMN),
    ("evaluation", _AUTUMN),
    ("further", _AUTUMN),
)
_APART = {_SPRING: 0.25, _SUMMER: 0.12, _AUTUMN: 0.12, _WINTER: 0.05}
"""Stock-taking -> share of the modules in use that stand alone; a fifth may until July, a tenth from then on."""


def make_systems(dice: Dice, ledger: Ledger) -> Table:
    """Four stock-takings of the same modules, and a second platform in the one in June."""
    table = Table(export="systems", columns=COLUMNS)
    for day in STOCK_TAKINGS:
        for row in _modules():
            row |= {"active": row["capability"] not in _NOT_YET[day], "checked_on": day}
            if row["process_id"] == "RET" and day == _SUMMER:
                row["active"] = False
            row["records"] = dice.between(20, 4000) if row["active"] else 0
            table.add(row)
    second = _module(90, "新信息平台", "service-platform", "information-platform", "all")
    table.add(second | {"active": True, "checked_on": _SUMMER, "records": 12})
    for day in STOCK_TAKINGS:
        _stand_alone(table, day)
    _note_periods(ledger)
    _spoil(table, ledger)
    return table


def _modules() -> Iterable[Row]:
    lines = [line.split("|") for line in _MODULES.split()]
    for number, (title, kind, capability, link) in enumerate(lines, 1):
        yield _module(number, title, kind, capability, link)
    for number, process in enumerate(_PROCESSES, 61):
        yield _module(number, f"流程引擎·{process}", "ticket", "tickets", "handling") | {"process_id": process}


def _module(number: int, title: str, kind: str, capability: str, link: str) -> Row:
    name = f"XT{number:02d}"
    row: Row = {"system_id": name, "title": title, "kind": kind, "capability": capability, "link": link}
    row |= {"process_id": None, "owner": "systems-owner", "core": name in CORE, "integrated": True}
    return row | {"platform_id": PLATFORM}


def _at(table: Table, day: date, capability: str) -> Row:
    return next(row for row in table.rows if row["checked_on"] == day and row["capability"] == capability)


def _stand_alone(table: Table, day: date) -> None:
    """The last in the list are the tools at the edge."""
    used = [row for row in table.rows if row["checked_on"] == day and row["active"]]
    for row in used[len(used) - ceil(len(used) * _APART[day]) :]:
        row["integrated"] = False


def _note_periods(ledger: Ledger) -> None:
    for clause, day in _MISSED:
        ledger.group(f"system-capabilities.{clause}", "noncompliant", _QUARTERS[day])
    ledger.group("system-capabilities.security", "undecided", _QUARTERS[_WINTER])
    ledger.group("system-inventory.one-platform", "noncompliant", _QUARTERS[_SUMMER])
    ledger.group("system-inventory.one-platform", "undecided", _QUARTERS[_WINTER])
    ledger.group("system-inventory.integrated", "noncompliant", _QUARTERS[_SPRING])
    ledger.group("system-inventory.integrated", "noncompliant", _QUARTERS[_AUTUMN])
    ledger.group("system-inventory.five-links", "noncompliant", _QUARTERS[_AUTUMN])


def _spoil(table: Table, ledger: Ledger) -> None:
    for day, capability, column in (
        (_SUMMER, "loyalty", "owner"),
        (_AUTUMN, "scoring", "platform_id"),
        (_WINTER, "permissions", "title"),
    ):
        row = _at(table, day, capability)
        row[column] = None
        ledger.note(row, "breached", "system-inventory.complete")
    stranger = _at(table, _SPRING, "dialogue-analysis")
    stranger["owner"] = "it-workshop"
    ledger.note(stranger, "breached", "system-inventory.owner-known")
    for day, capability, records in (
        (_SPRING, "prediction", 0),
        (_SPRING, "preferences", 0),
        (_SUMMER, "standby", None),
        (_AUTUMN, "auto-classification", 0),
        (_AUTUMN, "auto-dispatch", 0),
    ):
        row = _at(table, day, capability)
        row["records"] = records
        if row["active"]:
            ledger.note(row, "breached", "system-inventory.in-real-use")
    for capability in ("rating", "survey"):
        row = _at(table, _SPRING, capability)
        row["platform_id"] = "XT88"
        ledger.note(row, "breached", "system-inventory.on-the-platform")
