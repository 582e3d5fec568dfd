"""How a KPI is measured, in a sentence that staff understand; the SQL stands beside it."""

from collections.abc import Mapping
from typing import assert_never

from guiju.handbook.asks import Expression
from guiju.handbook.conditions import column_words, condition_words, spaced
from guiju.handbook.words import WORDS
from guiju.model.catalogue import Catalogue
from guiju.model.checks import Target
from guiju.model.export import Export
from guiju.model.kpi import (
    Across,
    Aggregate,
    Change,
    Correlation,
    Count,
    Kpi,
    Mean,
    Measure,
    Median,
    Percentile,
    Ratio,
    Share,
)
from guiju.model.quantity import AnyQuantity
from guiju.model.record import Name
from guiju.model.text import Lang, Text


def measure_in_words(kpi: Kpi, catalogue: Catalogue, lang: Lang) -> str:
    """How the number comes about, unescaped."""
    export = catalogue.exports[kpi.on]
    names = {"export": export.title.in_(lang)}
    match kpi.measure:
        case Share(of=of) if (told := condition_words(of, export, _settled(kpi, catalogue), lang)) is not None:
            names["told"] = spaced(told, lang)
            words = _TOLD_SHARE
        case (Mean(of=of) | Median(of=of)) as measure if (column := column_words(of, export, lang)) is not None:
            names["column"] = column
            words = _TOLD_MEAN if isinstance(measure, Mean) else _TOLD_MEDIAN
        case Across(to=to) as measure:
            names["other"] = catalogue.exports[to.on].title.in_(lang)
            words = _ACROSS[measure.as_]
        case Change(of=of, against=against) as measure:
            names["kpi"] = catalogue.kpis[of].title.in_(lang)
            words = _CHANGES[measure.as_, against == "previous"]
        case Percentile(p=p):
            names["p"] = f"{p:g}"
            words = _PERCENTILE
        case _:
            words = _WORDS[type(kpi.measure)]
    return words.in_(lang).format(**names) + _scope(kpi, export, lang) + _range(kpi, lang)


def measure_expressions(kpi: Kpi) -> tuple[Expression, ...]:
    """The SQL of a KPI, scope first."""
    scope = (Expression(WORDS["scope"], kpi.where),) if kpi.where is not None else ()
    match kpi.measure:
        case Share(of=of):
            return (*scope, Expression(Text(zh="计入的记录", en="Records that count"), of))
        case Mean(of=of) | Median(of=of) | Percentile(of=of):
            return (*scope, Expression(Text(zh="每条记录的数值", en="Value of each record"), of))
        case Aggregate(of=of):
            return (*scope, Expression(Text(zh="汇总", en="Added up as"), of))
        case Ratio(of=of, to=to):
            return (*scope, Expression(_OVER, of), Expression(_UNDER, to))
        case Across(of=of, to=side) as measure:
            over, under = (_OVER, _UNDER) if measure.as_ == "ratio" else (_FIRST, _LESS)
            theirs = Text(zh="另一份数据的范围", en="Scope in the other export")
            narrowed = (Expression(theirs, side.where),) if side.where is not None else ()
            return (*scope, Expression(over, of), *narrowed, Expression(under, side.of))
        case Correlation(of=of, with_=with_):
            one, other = Text(zh="数值一", en="One value"), Text(zh="数值二", en="The other")
            return (*scope, Expression(one, of), Expression(other, with_))
        case Count() | Change():
            return scope
        case _:
            assert_never(kpi.measure)


def _settled(kpi: Kpi, catalogue: Catalogue) -> Mapping[Name, AnyQuantity]:
    """The parameters that all clauses which target the KPI set alike, in every revision: only those can be named."""
    found: dict[Name, set[AnyQuantity]] = {}
    for standard, clause in catalogue.clauses():
        if isinstance(clause.check, Target) and clause.check.kpi == kpi.id:
            for revision in standard.revisions:
                for name, value in revision.sets.items():
                    found.setdefault(name, set()).add(value)
    return {name: next(iter(values)) for name, values in found.items() if len(values) == 1}


def _scope(kpi: Kpi, export: Export, lang: Lang) -> str:
    """Which records count at all, where that is plain enough for words."""
    scope = condition_words(kpi.where, export, {}, lang) if kpi.where is not None else None
    if scope is None:
        return ""
    return (
        Text(zh="只计{scope}的记录。", en=" Only records where {scope} count.")
        .in_(lang)
        .format(scope=spaced(scope, lang))
    )


def _range(kpi: Kpi, lang: Lang) -> str:
    """What a value can lie between."""
    if kpi.range_ is None:
        return ""
    low, high = (f"{end:g}" if end is not None else None for end in kpi.range_)
    if low is None:
        words = Text(zh="数值不会超过 {high}。", en=" A value is at most {high}.")
    elif high is None:
        words = Text(zh="数值不会低于 {low}。", en=" A value is at least {low}.")
    else:
        words = Text(zh="数值在 {low} 到 {high} 之间。", en=" A value lies between {low} and {high}.")
    return words.in_(lang).format(low=low, high=high)


_OVER, _UNDER = Text(zh="分子", en="Numerator"), Text(zh="分母", en="Denominator")
_FIRST, _LESS = Text(zh="被减数", en="Taken from"), Text(zh="减数", en="Taken away")
_PERCENTILE = Text(
    zh="「{export}」范围内，各记录数值的第 {p} 百分位数。", en="Percentile {p} over the records of “{export}”."
)
_TOLD_SHARE = Text(
    zh="「{export}」范围内，{told}的记录所占的比例。", en="The share of records of “{export}” in which {told}."
)
_TOLD_MEAN = Text(
    zh="「{export}」范围内，各记录{column}的平均值。", en="The mean of {column} over the records of “{export}”."
)
_TOLD_MEDIAN = Text(
    zh="「{export}」范围内，各记录{column}的中位数。", en="The median of {column} over the records of “{export}”."
)
_WORDS: Mapping[type[Measure], Text] = {
    Share: Text(
        zh="「{export}」范围内，符合条件的记录所占的比例。", en="The share of records of “{export}” that count."
    ),
    Mean: Text(zh="「{export}」范围内，各记录数值的平均值。", en="The mean over the records of “{export}”."),
    Median: Text(zh="「{export}」范围内，各记录数值的中位数。", en="The median over the records of “{export}”."),
    Count: Text(zh="「{export}」范围内的记录数。", en="The number of records of “{export}”."),
    Aggregate: Text(zh="「{export}」范围内各记录的汇总数。", en="One figure over all records of “{export}”."),
    Ratio: Text(zh="「{export}」范围内，分子与分母之比。", en="Numerator over denominator, from “{export}”."),
    Correlation: Text(zh="「{export}」范围内，两个数值的相关系数。", en="The correlation of two values of “{export}”."),
}
_ACROSS: Mapping[str, Text] = {
    "ratio": Text(
        zh="「{export}」的汇总数除以「{other}」的汇总数，同一期间、同一组相除。只有一方有数据的，不作判定。",
        en="A figure of “{export}” over one of “{other}”, of the same period and group. What only one of them has gets "
        "no verdict.",
    ),
    "difference": Text(
        zh="「{export}」的汇总数减去「{other}」的汇总数，同一期间、同一组相减。只有一方有数据的，不作判定。",
        en="A figure of “{export}” minus one of “{other}”, of the same period and group. What only one of them has "
        "gets no verdict.",
    ),
}
_CHANGES: Mapping[tuple[str, bool], Text] = {
    ("relative", True): Text(
        zh="指标「{kpi}」比上一期间增减的比例，负数为下降。",
        en="By what share “{kpi}” rose against the period before; negative is a fall.",
    ),
    ("reduction", True): Text(
        zh="指标「{kpi}」比上一期间下降的比例。", en="By what share “{kpi}” fell against the period before."
    ),
    ("reduction", False): Text(
        zh="指标「{kpi}」比基准期下降的比例。", en="By what share “{kpi}” fell against the baseline."
    ),
    ("difference", True): Text(
        zh="指标「{kpi}」比上一期间增减多少，负数为下降。",
        en="By how much “{kpi}” rose against the period before; negative is a fall.",
    ),
    ("relative", False): Text(
        zh="指标「{kpi}」比基准期增减的比例，负数为下降。",
        en="By what share “{kpi}” rose against the baseline; negative is a fall.",
    ),
    ("difference", False): Text(
        zh="指标「{kpi}」比基准期增减多少，负数为下降。",
        en="By how much “{kpi}” rose against the baseline; negative is a fall.",
    ),
}
