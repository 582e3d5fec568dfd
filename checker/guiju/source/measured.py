"""What KPIs and their targets name: exports, columns, other KPIs, and what a kind of measure does not go with."""

from collections.abc import Iterable, Iterator, Mapping

from guiju.model.checks import Target
from guiju.model.kpi import Across, Change, Kpi, Share
from guiju.model.problem import Problem
from guiju.model.text import Text
from guiju.source.known import EXPORT, KPI, ROLE, Known, column, reference, time_column
from guiju.source.nodes import Document, Path


def check_kpi(kpi: Kpi, document: Document, known: Known) -> Iterator[Problem]:
    """Everything in a KPI that points to what is not there, or does not fit what it points to."""
    yield from reference(document, ("owner",), kpi.owner, ROLE, known.roles)
    yield from reference(document, ("on",), kpi.on, EXPORT, known.exports)
    yield from time_column(document, ("at",), kpi.at, known.columns(kpi.on))
    match kpi.measure:
        case Across(to=to):
            yield from reference(document, ("measure", "to", "on"), to.on, EXPORT, known.exports)
            yield from time_column(document, ("measure", "to", "at"), to.at, known.columns(to.on))
        case Change() as change:
            yield from reference(document, ("measure", "of"), change.of, KPI, known.kpis)
            base = known.kpis[change.of].record if change.of in known.kpis else None
            if base is not None:
                yield from _change(kpi, change, base, document)
        case _:
            pass


def check_target(check: Target, document: Document, path: Path, known: Known) -> Iterator[Problem]:
    """Everything in a target that points to what is not there, or that its KPI cannot answer."""
    yield from reference(document, (*path, "kpi"), check.kpi, KPI, known.kpis)
    kpi = known.kpis[check.kpi].record if check.kpi in known.kpis else None
    columns = known.columns(kpi.on) if kpi is not None else None
    for place, name in enumerate(check.by):
        yield from column(document, (*path, "by", place), name, columns)
    if kpi is None:
        return
    if check.confidence is not None and not isinstance(kpi.measure, Share):
        zh, en = "confidence 只用于占比指标", "`confidence` is for KPIs that are shares"
        yield Problem(document.at((*path, "confidence")), Text(zh=f"{zh}；请删去", en=f"{en}; leave it out"))
    match kpi.measure:
        case Across(to=to):
            yield from _across(check, document, path, known, to.on)
        case Change(against="previous") if check.every is None:
            zh, en = "与上一期间比较，请写 every", "its KPI compares with the period before: say `every`"
            yield Problem(document.at((*path, "kpi")), Text(zh=zh, en=en))
        case _:
            pass


def _across(check: Target, document: Document, path: Path, known: Known, other: str) -> Iterator[Problem]:
    theirs = known.columns(other)
    for place, name in enumerate(check.by):
        yield from column(document, (*path, "by", place), name, theirs)
    if check.where is not None:
        zh = "跨数据的指标有两个范围，这里的 where 不知指哪一个；请写进指标"
        en = "a KPI across exports has two scopes, and `where` here could narrow either; put it into the KPI"
        yield Problem(document.at((*path, "where")), Text(zh=zh, en=en))


_UNITS: Mapping[str, tuple[str, ...]] = {"relative": ("percent", "ratio"), "reduction": ("percent", "ratio")}


def _change(kpi: Kpi, change: Change, base: Kpi, document: Document) -> Iterator[Problem]:
    if isinstance(base.measure, Across | Change):
        zh = f"{base.id} 本身就是合成的指标，不能再作比较"
        en = f"{base.id} is made of two groupings itself; name a KPI that is measured on one export"
        yield Problem(document.at(("measure", "of")), Text(zh=zh, en=en))
    if base.on != kpi.on:
        zh, en = f"应与 {base.id} 相同：{base.on}", f"must be the export of {base.id}: {base.on}"
        yield Problem(document.at(("on",)), Text(zh=zh, en=en))
    units = _UNITS.get(change.as_, (base.unit,))
    if kpi.unit not in units:
        zh = f"单位应为 {' 或 '.join(units)}"
        yield Problem(document.at(("unit",)), Text(zh=zh, en=f"the unit must be {' or '.join(units)}"))


def check_alike(kpi: Kpi, document: Document, in_kpis: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """A KPI that is compared takes no parameters: two periods would be measured by two definitions."""
    measure = kpi.measure
    if isinstance(measure, Change) and (named := sorted(in_kpis.get(measure.of, ()))):
        listed = ", ".join(f"${name}" for name in named)
        zh = f"{measure.of} 的定义用到参数 {listed}，前后两期的口径可能不同，不能比较"
        en = f"{measure.of} is defined by {listed}, which may differ between the two periods: it cannot be compared"
        yield Problem(document.at(("measure", "of")), Text(zh=zh, en=en))
