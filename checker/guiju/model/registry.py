"""The pack itself as exports: what standards, clauses, revisions and their like look like as rows.

Rules about the standards (an owner is named, reviewed in time, every duty is checked) are ordinary checks `on:` these.
Their ids have a dot, which no file of `standards/exports/` can have.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from guiju.model.export import Column, ColumnType, Export
from guiju.model.problem import Location
from guiju.model.record import ExportId, Id, Name
from guiju.model.standard import SEVERITY_WORDS
from guiju.model.text import Text

PREFIX = "pack."


def is_of_the_pack(export: str | None) -> bool:
    """Whether an export is made from the pack itself, so that no file of it is ever given."""
    return export is not None and export.startswith(PREFIX)


class Register(Export):
    """An export whose rows are records of the pack."""

    id: ExportId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One record of the pack as a row, and where it stands in the pack."""

    place: Location
    values: Mapping[Name, object]
    """A value or None for every column: str, int, float, bool, date or datetime."""


def _column(zh: str, en: str, kind: ColumnType = "text", *, there: bool = True, planned: bool = False) -> Column:
    return Column(title=Text(zh=zh, en=en), type=kind, required=there, planned=planned)


_AS_OF = {"as_of": _column("判定所依据的时间", "time that counts as now", "datetime", there=False)}
_STANDARD = {"standard": _column("标准", "standard")}
_TITLES = {
    "title_zh": _column("中文名称", "Chinese title"),
    "title_en": _column("英文名称", "English title", there=False),
}
_OWNER = {"owner": _column("负责岗位", "owner (role)")}


def _register(  # noqa: PLR0913 - what a register is made of
    name: str,
    title: Text,
    description: Text,
    key: tuple[Name, ...],
    columns: Mapping[Name, Column],
    *,
    at: Name = "as_of",
) -> Register:
    return Register(
        id=PREFIX + name, title=title, description=description, key=key, at=at, columns={**columns, **_AS_OF}
    )


_STANDARDS = _register(
    "standards",
    Text(zh="标准登记", en="Register of standards"),
    Text(zh="每条标准一行，按最新一次修订。", en="One row for each standard, as its newest revision leaves it."),
    ("standard",),
    {
        **_STANDARD,
        "chapter": _column("章", "chapter"),
        **_TITLES,
        **_OWNER,
        "binds": _column("约束的岗位数", "roles bound", "integer"),
        "version": _column("最新版本", "newest version"),
        "effective": _column("最初生效日期", "in force since", "date"),
        "last_reviewed": _column("最近修订或复审日期", "last revised or reviewed", "date"),
        "review_due": _column("应复审日期", "review due", "date", there=False, planned=True),
        "author": _column("最近修订的起草岗位", "author of the newest revision"),
        "approver": _column("最近修订的批准岗位", "approver of the newest revision"),
        "revisions": _column("修订次数", "revisions", "integer"),
        "clauses": _column("条款数", "clauses", "integer"),
        "checked_clauses": _column("有检查的条款数", "clauses with a check", "integer"),
        "has_prose": _column("有说明文字", "explained in prose", "boolean"),
    },
)

_CLAUSES = _register(
    "clauses",
    Text(zh="条款登记", en="Register of clauses"),
    Text(zh="每个条款一行。", en="One row for each clause."),
    ("standard", "clause"),
    {
        **_STANDARD,
        "clause": _column("条款", "clause"),
        **_TITLES,
        "text_zh": _column("条款（中文）", "Chinese text"),
        "text_en": _column("条款（英文）", "English text", there=False),
        **_OWNER,
        "obligation": Column(
            title=Text(zh="效力", en="obligation (shall, should, may)"),
            type="text",
            required=True,
            values={
                "shall": Text(zh="必须", en="shall"),
                "should": Text(zh="应当", en="should"),
                "may": Text(zh="可以", en="may"),
            },
        ),
        "severity": Column(
            title=Text(zh="严重度", en="severity"), type="text", required=True, values={**SEVERITY_WORDS}
        ),
        "origin": Column(
            title=Text(zh="限值来源", en="where the limit comes from"),
            type="text",
            required=True,
            values={"source": Text(zh="来源文件", en="source"), "house": Text(zh="自定", en="house")},
        ),
        "kind": _column("检查种类（没有检查的为空）", "kind of check (empty: none)", there=False),
        "export": _column("检查的数据", "export that is checked", there=False),
        "satisfies": _column("对应的来源要求数", "demands answered", "integer"),
        "since": _column("从哪一版起", "since version", there=False),
        "until": _column("到哪一版止", "until version", there=False),
    },
)

_REVISIONS = _register(
    "revisions",
    Text(zh="修订登记", en="Register of revisions"),
    Text(zh="每次修订一行。", en="One row for each revision."),
    ("standard", "version"),
    {
        **_STANDARD,
        "version": _column("版本", "version"),
        "effective": _column("生效日期", "takes effect", "date", planned=True),
        "superseded": _column("被下一次修订取代的日期", "superseded by the next", "date", there=False, planned=True),
        "review_due": _column("应复审日期", "review due", "date", there=False, planned=True),
        **_OWNER,
        "author": _column("起草岗位", "author (role)"),
        "approver": _column("批准岗位", "approver (role)"),
        "reason_zh": _column("中文理由", "reason in Chinese"),
        "reason_en": _column("英文理由", "reason in English", there=False),
        "action": _column("改进措施", "corrective action", there=False),
        "applies": _column("适用于", "which cases it judges"),
        "parameters": _column("设定的参数数", "parameters set", "integer"),
    },
    at="effective",
)

_PARAMETERS = _register(
    "parameters",
    Text(zh="参数登记", en="Register of parameters"),
    Text(zh="每次修订设定的每个参数一行。", en="One row for each parameter that a revision sets."),
    ("standard", "version", "parameter"),
    {
        **_STANDARD,
        "version": _column("版本", "version"),
        "parameter": _column("参数", "parameter"),
        "effective": _column("生效日期", "takes effect", "date", planned=True),
        "value": _column("写法", "as written"),
        "kind": _column("种类", "kind of value"),
        "number": _column("数值（时长为秒，百分比为小数）", "as a number (seconds, fraction)", "number", there=False),
    },
    at="effective",
)

_ROLES = _register(
    "roles",
    Text(zh="岗位登记", en="Register of roles"),
    Text(zh="每个岗位一行。", en="One row for each role."),
    ("role",),
    {
        "role": _column("岗位", "role"),
        **_TITLES,
        "duties": _column("职责数", "duties", "integer"),
        "owns": _column("负责的标准数", "standards owned", "integer"),
        "bound_by": _column("受约束的标准数", "standards bound by", "integer"),
    },
)

_KPIS = _register(
    "kpis",
    Text(zh="指标登记", en="Register of KPIs"),
    Text(zh="每个指标一行。", en="One row for each KPI."),
    ("kpi",),
    {
        "kpi": _column("指标", "KPI"),
        **_TITLES,
        **_OWNER,
        "export": _column("所依据的数据", "measured on"),
        "kind": _column("计算方法", "kind of measure"),
        "unit": _column("单位", "unit"),
        "better": _column("方向", "what is better"),
        "targets": _column("引用它的目标数", "clauses that target it", "integer"),
    },
)

_EXPORTS = _register(
    "exports",
    Text(zh="数据种类登记", en="Register of exports"),
    Text(zh="每种数据一行，不含登记本身。", en="One row for each export that files are given for."),
    ("export",),
    {
        "export": _column("数据种类", "export"),
        **_TITLES,
        "columns": _column("列数", "columns", "integer"),
        "required_columns": _column("必填列数", "required columns", "integer"),
        "personal_columns": _column("含个人信息的列数", "columns of personal data", "integer"),
        "clauses": _column("检查它的条款数", "clauses that read it", "integer"),
    },
)

_SATISFIES = _register(
    "satisfies",
    Text(zh="来源要求对应登记", en="Register of demands answered"),
    Text(zh="标准包对来源要求的每一处对应一行。", en="One row for each answer of a record to a demand of a source."),
    ("record", "demand"),
    {
        "record": _column("条目", "record"),
        "kind": _column("条目种类", "kind of record"),
        "demand": _column("要求编号", "demand"),
    },
)

REGISTERS: Mapping[Id, Register] = {
    register.id: register
    for register in (_STANDARDS, _CLAUSES, _REVISIONS, _PARAMETERS, _ROLES, _KPIS, _EXPORTS, _SATISFIES)
}
"""Id -> what the rows look like."""
