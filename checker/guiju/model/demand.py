"""What a source document asks for, one demand at a time, so that every one is either answered or excused in words."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from guiju.model.record import Id, Record
from guiju.model.text import Text

DemandId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Za-z0-9.]+)+$", max_length=40)]
"""The name of one demand, `S3-4.3-d` or `C-38`: one of a kind in the whole pack, never reused, never renamed.
Records answer by it: `satisfies: [S3-4.3-d, C-38]`."""

Satisfies = tuple[DemandId, ...]
"""The demands that a record answers to."""

DemandKind = Literal[
    "number",
    "gap",
    "rule",
    "conflict",
    "heading",
    "role",
    "flow",
    "enumeration",
    "governance",
    "capability",
]
"""`gap`: a number is needed that the source does not give. `conflict`: two places say different things.
`heading`: only the title is there, its text is missing."""

KINDS: Mapping[DemandKind, Text] = {
    "number": Text(zh="数值", en="number"),
    "gap": Text(zh="待定数值", en="open number"),
    "rule": Text(zh="规则", en="rule"),
    "conflict": Text(zh="冲突", en="conflict"),
    "heading": Text(zh="仅有标题", en="title only"),
    "role": Text(zh="岗位", en="role"),
    "flow": Text(zh="流程", en="flow"),
    "enumeration": Text(zh="分类清单", en="list of values"),
    "governance": Text(zh="管理事项", en="governance"),
    "capability": Text(zh="系统能力", en="capability"),
}
"""In the order in which they are told."""

NumberClass = Literal["norm", "model-value", "definition", "enumeration", "date", "example", "descriptive"]
"""`norm`: a limit. `model-value`: a limit that the source gives as an example for the house to adopt.
`definition`: how something is measured, without a limit. `enumeration`: a fixed count or order.
`example`: what a company that is cited does. `descriptive`: a statistic or a claim, never a limit."""

Verifiability = Literal["data", "registry", "partial", "document-only", "unknown"]
"""`data`: operational exports decide it. `registry`: the records of the pack do. `partial`: only a proxy or its
presence can be seen. `document-only`: no export could show it. `unknown`: the text is missing."""

ExcuseKind = Literal["descriptive", "document-only", "text-missing", "elsewhere", "product"]

EXCUSES: Mapping[ExcuseKind, Text] = {
    "descriptive": Text(zh="只是描述", en="descriptive only"),
    "document-only": Text(zh="数据无从判断", en="no data could show it"),
    "text-missing": Text(zh="原文缺失", en="the text is missing"),
    "elsewhere": Text(zh="由其他要求落实", en="answered under another demand"),
    "product": Text(zh="由软件本身提供", en="the software itself does it"),
}


class Excuse(Record):
    """Why no record of the pack answers a demand."""

    kind: ExcuseKind
    """`elsewhere` names the demands under which it is answered; `product` is a capability of the software itself, and
    the text names the command or page that gives it."""
    text: Text
    see: tuple[DemandId, ...] = ()
    """For `elsewhere`: the demands that have to be answered for this one to be."""

    @model_validator(mode="after")
    def _names_where(self) -> Self:
        if (self.kind == "elsewhere") != bool(self.see):
            raise ValueError("`see` lists the demands under which this one is answered; it goes with kind `elsewhere`")
        return self


class Demand(Record):
    """One thing that a source asks for, told in the house's own words."""

    id: DemandId
    kind: DemandKind
    class_: NumberClass | None = Field(default=None, alias="class")
    """Of a number: what the figure is."""
    section: str
    """A section of the source."""
    stated_in: Mapping[Id, tuple[str, ...]] = {}
    """Where several documents ask for it together: source -> its sections."""
    verifiability: Verifiability | None = None
    """What could decide whether it is kept."""
    text: Text
    """In the house's own words; figures and terms carry over."""
    reason: Excuse | None = None
    """Why nothing answers it, where that is meant to be so."""

    @model_validator(mode="after")
    def _classed(self) -> Self:
        if (self.kind == "number") != (self.class_ is not None):
            raise ValueError("`class` says what a figure is: it belongs to kind `number`, and to no other")
        return self
