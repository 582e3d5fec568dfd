"""What a check asks, in a sentence that staff understand; the SQL stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from guiju.handbook.conditions import condition_words, spaced
from guiju.handbook.orders import sequence_in_words
from guiju.handbook.stops import stop_expressions, stops_in_words
from guiju.handbook.words import WORDS
from guiju.model.catalogue import Catalogue
from guiju.model.checks import Attest, Cadence, Check, Condition, Deadline, Every, Match, RecordCheck, Target
from guiju.model.export import Export
from guiju.model.kpi import Kpi, baseline_of
from guiju.model.quantity import AnyQuantity, Duration
from guiju.model.record import Name, Sql
from guiju.model.sequence import Sequence
from guiju.model.text import Lang, Text

_EVERY: Mapping[Every, Text] = {
    "day": Text(zh="每日", en="each day"),
    "week": Text(zh="每周", en="each week"),
    "month": Text(zh="每月", en="each month"),
    "quarter": Text(zh="每季度", en="each quarter"),
    "year": Text(zh="每年", en="each year"),
}
_WITHIN = Text(zh="{value}内", en="within {value}")
_CONFIDENT = Text(zh="置信水平 {value}", en="confidence {value}")
_AT_LEAST = Text(zh="不低于 {value}", en="at least {value}")
_AT_MOST = Text(zh="不超过 {value}", en="at most {value}")
_ABOVE = Text(zh="高于 {value}", en="above {value}")
_BELOW = Text(zh="低于 {value}", en="below {value}")
_MIN_CASES = Text(zh="样本不少于 {value}", en="at least {value} cases")
_TOLERANCE = Text(zh="不低于 {value} 的记录符合", en="at least {value} of the records kept")
_OFTEN = Text(zh="不少于 {value} 次", en="at least {value} times")
_SELDOM = Text(zh="不超过 {value} 次", en="at most {value} times")
_PLAIN = Text(zh="{value}", en="{value}")

Values = Mapping[Name, AnyQuantity]


@dataclass(frozen=True, slots=True)
class Expression:
    """A piece of SQL and what it is for."""

    label: Text
    sql: str


def bound(check: Check | None, name: Name) -> Text:
    """How `name` bounds: a text with `{value}` in it, such as `at least {value}`."""
    match check:
        case Deadline(within=within) | Match(within=within) | Sequence(within=within) if within == name:
            return _WITHIN
        case Deadline(tolerance=tolerance) | Condition(tolerance=tolerance) | Match(tolerance=tolerance) if (
            tolerance == name
        ):
            return _TOLERANCE
        case Sequence(tolerance=tolerance) if tolerance == name:
            return _TOLERANCE
        case Target():
            return _target_bound(check, name)
        case Cadence() | Sequence():
            return _OFTEN if name == check.at_least else _SELDOM if name == check.at_most else _PLAIN
        case _:
            return _PLAIN


def bounds(check: Check | None, name: Name) -> bool:
    """Whether `name` is a limit by itself, and not a number that means something inside an expression only."""
    return bound(check, name) != _PLAIN


def check_in_words(check: Check, catalogue: Catalogue, values: Values, lang: Lang) -> str:
    """One or two sentences, unescaped."""
    match check:
        case Deadline():
            return _deadline(check, catalogue, values, lang) + _tolerated(check, values, lang)
        case Condition():
            return _condition(check, catalogue, values, lang) + _tolerated(check, values, lang)
        case Target():
            return _target(check, catalogue, values, lang)
        case Cadence():
            return _cadence(check, catalogue, values, lang)
        case Match():
            return _match(check, catalogue, values, lang) + _tolerated(check, values, lang)
        case Attest():
            return _attest(check, catalogue, values, lang)
        case Sequence():
            words = {name: value.in_(lang) for name, value in values.items()}
            return sequence_in_words(check, catalogue, words, lang) + _tolerated(check, values, lang)
        case _:
            assert_never(check)


def expressions_of(check: Check) -> tuple[Expression, ...]:
    """The SQL of a check, scope first."""
    if isinstance(check, Attest):
        return ()
    scope = (Expression(WORDS["scope"], check.where),) if check.where is not None else ()
    if isinstance(check, Condition) and check.holds is not None:
        return (*scope, Expression(WORDS["holds"], check.holds))
    if isinstance(check, Deadline):
        stops = (Expression(label, sql) for label, sql in stop_expressions(check))
        return (*scope, *_times_of(check), *stops)
    if isinstance(check, Match) and check.with_where is not None:
        return (*scope, Expression(Text(zh="可以对应的记录", en="Partners that count"), check.with_where))
    return (*scope, *_events_of(check)) if isinstance(check, Sequence) else scope


def _times_of(check: Deadline) -> tuple[Expression, ...]:
    """The columns that a clock runs between."""
    start = Expression(Text(zh="计时起点", en="The clock starts at"), check.from_)
    end = Expression(Text(zh="计时终点", en="The clock ends at"), check.to)
    due = (Expression(Text(zh="到期时间", en="Due at"), check.due),) if check.due is not None else ()
    return (start, end, *due)


def _events_of(check: Sequence) -> tuple[Expression, ...]:
    """Which events a sequence means."""
    named = (
        (Text(zh="所指事件", en="The event"), check.of),
        (Text(zh="前一事件", en="The first event"), check.first),
        (Text(zh="后一事件", en="The second event"), check.then),
        *((Text(zh=f"步骤 {step}", en=f"Step {step}"), sql) for step, sql in check.events.items()),
        (Text(zh="案例结束", en="The case is over"), check.ended),
        (Text(zh="案例结束", en="The case is over"), check.cases.ended if check.cases is not None else None),
    )
    return tuple(Expression(label, sql) for label, sql in named if sql is not None)


def _deadline(check: Deadline, catalogue: Catalogue, values: Values, lang: Lang) -> str:
    export = catalogue.exports[check.on]
    start, end = _column(export, check.from_, lang), _column(export, check.to, lang)
    head = Text(
        zh="逐条核对「{export}」：从「{start}」到「{end}」，",
        en="Each record of “{export}”, from “{start}” to “{end}”, ",
    )
    tail = Text(
        zh="。尚未办结而期限未到的，记为未到期；缺少所需时间的，不作判定。",
        en=". An open case is not due until its limit has passed; one without the needed times gets no verdict.",
    )
    clock = clock_in_words(check, catalogue, values, lang)
    brackets = Text(zh="（{}）", en=" ({})").in_(lang)
    limit = _deadline_limit(check, export, values, lang) + (brackets.format(clock) if clock else "")
    told = head.in_(lang).format(export=export.title.in_(lang), start=start, end=end) + limit + tail.in_(lang)
    return told + stops_in_words(check, catalogue, lang)


def _tolerated(check: RecordCheck | Sequence, values: Values, lang: Lang) -> str:
    if check.tolerance is None:
        return ""
    share = Text(
        zh="已有结论的记录中，符合的不低于 {value} 即为达标。",
        en=" The clause is met when at least {value} of the records with a verdict are kept.",
    )
    return share.in_(lang).format(value=_value(values, check.tolerance, lang))


def _deadline_limit(check: Deadline, export: Export, values: Values, lang: Lang) -> str:
    if check.due is not None:
        due = Text(zh="不得晚于该记录自己的「{due}」", en="no later than the record's own “{due}”")
        return due.in_(lang).format(due=_column(export, check.due, lang))
    limit = Text(zh="不超过 {value}", en="takes at most {value}")
    return limit.in_(lang).format(value=_value(values, check.within or "", lang))


def clock_in_words(check: Deadline, catalogue: Catalogue, values: Values, lang: Lang) -> str:
    """By what clock the limit counts, unescaped; nothing for a case's own due time."""
    if check.due is not None:
        return ""
    limit = values.get(check.within or "")
    working = isinstance(limit, Duration) and limit.working_days is not None
    clock = check.clock or (catalogue.pack.calendar if working else None)
    if clock is None:
        return Text(zh="自然时间连续计算", en="running time").in_(lang)
    return _counted(check, working=working).in_(lang).format(calendar=catalogue.calendars[clock].title.in_(lang))


def _counted(check: Deadline, *, working: bool) -> Text:
    if not working:
        return Text(zh="只计「{calendar}」的开放时间", en="only opening hours of “{calendar}” count")
    if check.count == "elapsed":
        return Text(
            zh="按「{calendar}」的工作日计算，每个工作日 24 小时，到同一时刻为止",
            en="working days of “{calendar}”, 24 hours each, to the same time of day",
        )
    return Text(
        zh="按「{calendar}」的工作日计算，到最后一个工作日结束为止",
        en="working days of “{calendar}”, to the end of the last one",
    )


def _attest(check: Attest, catalogue: Catalogue, values: Values, lang: Lang) -> str:
    roles = Text(zh="、", en=" or ").in_(lang).join(catalogue.roles[role].title.in_(lang) for role in check.by)
    who = roles or Text(zh="任何岗位", en="any role").in_(lang)
    if check.every is not None:
        asked = Text(
            zh="由{who}{every}确认一次，登记在「{export}」中；一次确认到下一周期结束为止有效。",
            en="Confirmed {every} by {who} and registered in “{export}”; a confirmation holds to the end of the "
            "period after its own.",
        )
        every = _EVERY[check.every].in_(lang)
    else:
        asked = Text(
            zh="由{who}确认，登记在「{export}」中；一次确认{every}有效。",
            en="Confirmed by {who} and registered in “{export}”; a confirmation holds for {every}.",
        )
        every = _value(values, check.valid_for or "", lang)
    return asked.in_(lang).format(who=who, every=every, export=catalogue.exports[check.on].title.in_(lang))


def _holds(holds: Sql, check: Condition, export: Export, values: Values, lang: Lang) -> str | None:
    """The whole condition in words, where it is plain enough, and of which records it is asked."""
    told = condition_words(holds, export, values, lang)
    scope = condition_words(check.where, export, values, lang) if check.where is not None else ""
    if told is None or scope is None:
        return None
    each = Text(zh="逐条核对「{export}」：{told}。", en="In each record of “{export}”, {told}.")
    if scope:
        each = Text(
            zh="逐条核对「{export}」中{scope}的记录：{told}。", en="In each record of “{export}” where {scope}: {told}."
        )
    return each.in_(lang).format(export=export.title.in_(lang), scope=spaced(scope, lang), told=told)


def _condition(check: Condition, catalogue: Catalogue, values: Values, lang: Lang) -> str:
    export = catalogue.exports[check.on]
    if check.holds is not None:
        told = _holds(check.holds, check, export, values, lang)
        if told is not None:
            return told
        each = Text(
            zh="逐条核对「{export}」：每条记录须满足下列条件。",
            en="Each record of “{export}” meets the condition below.",
        )
        return each.in_(lang).format(export=export.title.in_(lang))
    once = Text(
        zh="核对「{export}」：{columns}（合起来）不得重复；重复的每一条都算违反。",
        en="In “{export}”, {columns} together occur only once; each member of a duplicate group breaks the clause.",
    )
    if len(check.unique) == 1:
        once = Text(
            zh="核对「{export}」：{columns}不得重复；重复的每一条都算违反。",
            en="In “{export}”, {columns} occurs only once; each member of a duplicate group breaks the clause.",
        )
    return once.in_(lang).format(export=export.title.in_(lang), columns=_columns(export, check.unique, lang))


def _target(check: Target, catalogue: Catalogue, values: Values, lang: Lang) -> str:
    kpi = catalogue.kpis[check.kpi]
    every = _EVERY[check.every].in_(lang) if check.every is not None else ""
    limit = (
        Text(zh="、", en=" and ")
        .in_(lang)
        .join(bound(check, name).in_(lang).format(value=_value(values, name, lang)) for name in check.limits)
    )
    sentence = Text(zh="{every}核对指标「{kpi}」：须{limit}", en="The KPI “{kpi}” is {limit}{every}")
    spaced = f" {every}" if lang == "en" and every else every
    words = sentence.in_(lang).format(every=spaced, kpi=kpi.title.in_(lang), limit=limit)
    tail = _few(check, values, lang) + _sure(check, values, lang)
    return words + _groups(check, catalogue.exports[kpi.on], lang) + _compared(kpi, values, lang) + tail


def _cadence(check: Cadence, catalogue: Catalogue, values: Values, lang: Lang) -> str:
    export = catalogue.exports[check.on]
    sentence = Text(
        zh="{every}核对「{export}」：{who}{asked}。{late}", en="In “{export}”, {who}{asked} {every}. {late}"
    )
    late = Text(
        zh="期间结束之前，还没做到的不算违反。",
        en="Until a period is over, what it still lacks is not held against it.",
    )
    if check.at_most is not None:
        late = Text(zh="期间结束之前，没有超过的不作结论。", en="Until a period is over, only an excess is judged.")
    return sentence.in_(lang).format(
        every=_EVERY[check.every].in_(lang),
        export=export.title.in_(lang),
        who=_who(check, catalogue, lang),
        asked=_often(check, export, values, lang),
        late=late.in_(lang) + _part_of_a_period(check, lang),
    )


def _who(check: Cadence, catalogue: Catalogue, lang: Lang) -> str:
    if not check.named_by:
        return Text(zh="", en="there are ").in_(lang) if check.covers is None else ""
    columns = _columns(catalogue.exports[check.on], check.named_by, lang)
    if check.subjects is None:
        return Text(zh="每个{columns}", en="each {columns} has ").in_(lang).format(columns=columns)
    listed = Text(zh="「{roster}」中的每个{columns}", en="each {columns} on “{roster}” has ")
    return listed.in_(lang).format(columns=columns, roster=catalogue.exports[check.subjects.export].title.in_(lang))


def _often(check: Cadence, export: Export, values: Values, lang: Lang) -> str:
    if check.covers is None:
        least = Text(zh="不少于 {value} 次", en="at least {value} such records")
        most = Text(zh="不超过 {value} 次", en="at most {value} such records")
        limit = least if check.at_least is not None else most
        return limit.in_(lang).format(value=_value(values, check.at_least or check.at_most or "", lang))
    column = export.columns[check.covers]
    titles = [column.values[value].in_(lang) if value in column.values else value for value in check.values]
    covered = Text(zh="「{column}」须包含：{values}", en="all of these as “{column}”: {values};")
    return covered.in_(lang).format(column=column.title.in_(lang), values=Text(zh="、", en=", ").in_(lang).join(titles))


def _part_of_a_period(check: Cadence, lang: Lang) -> str:
    if check.subjects is None or check.at_most is not None:
        return ""
    part = Text(
        zh="期间内只在册一部分天数的，按天数比例折算，舍去小数。",
        en=" Who is on it for a part of the period is asked for that part, rounded down.",
    )
    return part.in_(lang)


def _match(check: Match, catalogue: Catalogue, values: Values, lang: Lang) -> str:
    export, partner = catalogue.exports[check.on], catalogue.exports[check.with_]
    sentence = Text(
        zh="逐条核对「{export}」：{when}「{partner}」中须有{columns}相同的记录。{open}",
        en="Each record of “{export}” has a partner in “{partner}” with the same {columns}{when}.{open}",
    )
    after = Text(zh="之后 {value}内，", en=", within {value} after it")
    before = Text(zh="之前 {value}内，", en=", within {value} before it")
    when = after if check.direction == "after" else before
    open_ = Text(zh="时限未过的，记为未到期。", en=" Until the time has passed, the record is not due.")
    return sentence.in_(lang).format(
        export=export.title.in_(lang),
        partner=partner.title.in_(lang),
        columns=_columns(export, tuple(check.key), lang),
        when=when.in_(lang).format(value=_value(values, check.within, lang)) if check.within is not None else "",
        open=open_.in_(lang) if check.within is not None else "",
    )


def _groups(check: Target, export: Export, lang: Lang) -> str:
    if not check.by:
        return Text(zh="。", en=".").in_(lang)
    by = Text(zh="，按{columns}分组。", en=", for each {columns}.")
    return by.in_(lang).format(columns=_columns(export, check.by, lang))


def _few(check: Target, values: Values, lang: Lang) -> str:
    if check.min_cases is None:
        return ""
    few = Text(zh="少于 {value} 件的组不作判定。", en=" Groups with fewer than {value} cases get no verdict.")
    return few.in_(lang).format(value=_value(values, check.min_cases, lang))


def _sure(check: Target, values: Values, lang: Lang) -> str:
    if check.confidence is None:
        return ""
    sure = Text(
        zh="{value} 置信区间跨过界限的组不作判定。",
        en=" Groups whose {value} confidence interval lies on both sides of the limit get no verdict.",
    )
    return sure.in_(lang).format(value=_value(values, check.confidence, lang))


def _compared(kpi: Kpi, values: Values, lang: Lang) -> str:
    """The days of a baseline."""
    names = baseline_of(kpi)
    if not names:
        return ""
    days = Text(zh="基准期为 {first} 至 {last}。", en=" The baseline runs from {first} to {last}.")
    first, last = (_value(values, name, lang) for name in names)
    return days.in_(lang).format(first=first, last=last)


def _target_bound(check: Target, name: Name) -> Text:
    bounds = {check.at_least: _AT_LEAST, check.at_most: _AT_MOST, check.above: _ABOVE, check.below: _BELOW}
    if check.between is not None:
        bounds |= {check.between[0]: _AT_LEAST, check.between[1]: _AT_MOST}
    return bounds.get(name) or {check.min_cases: _MIN_CASES, check.confidence: _CONFIDENT}.get(name, _PLAIN)


def _value(values: Values, name: Name, lang: Lang) -> str:
    """The value in words; the parameter's name where the revision does not set it (lint reports that)."""
    return values[name].in_(lang) if name in values else name


def _column(export: Export, name: Name, lang: Lang) -> str:
    column = export.columns.get(name)
    return column.title.in_(lang) if column is not None else name


def _columns(export: Export, names: tuple[Name, ...], lang: Lang) -> str:
    quoted = Text(zh="「{name}」", en="“{name}”").in_(lang)
    return Text(zh="、", en=", ").in_(lang).join(quoted.format(name=_column(export, name, lang)) for name in names)
