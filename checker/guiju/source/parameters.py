"""Parameters and their values: each that is named is set, each that is set is used, and its kind of value fits."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from guiju.model.checks import Attest, Cadence, Check, Condition, Deadline, Match, Target, parameters_of
from guiju.model.kpi import Kpi, Share, baseline_of
from guiju.model.problem import Location, Problem
from guiju.model.quantity import AnyQuantity, Day, Duration, Flag, Number, Percentage
from guiju.model.sequence import Sequence
from guiju.model.standard import Clause, Revision, Standard
from guiju.model.text import Text
from guiju.source.known import Known
from guiju.source.nodes import Document, Path
from guiju.source.records import Prose, StandardEntry
from guiju.source.suggestions import nearest

Used = Mapping[str, Mapping[str, frozenset[str]]]
"""Clause id -> parameters inside its SQL, or that of its KPI, each with the kinds of value that are asked for there."""

_BRACED = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_IN_PROSE = re.compile(r"(?<![{$\\])\{([a-z][a-z0-9_]*)\}(?!\})")


def check_parameters(standard: StandardEntry, in_sql: Used, known: Known) -> Iterator[Problem]:
    """Problems of the parameters of one valid standard."""
    record, document = standard.entry.record, standard.entry.document
    if record is None:
        return
    used: set[str] = set()
    for place, clause in enumerate(record.clauses):
        path = ("clauses", place)
        yield from _text(clause, document, path)
        named = _named(clause, document, path, in_sql.get(clause.id, {}))
        used.update(named)
        for name, where in named.items():
            yield from _set_everywhere(name, record.revisions_of(clause), document, where, record)
        if clause.check is not None:
            yield from _kinds(clause.check, record.revisions_of(clause), record, document, known)
            yield from _kinds_in_sql(in_sql.get(clause.id, {}), record.revisions_of(clause), record, document)
    for prose in (standard.zh, standard.en):
        if prose is not None:
            yield from _prose(prose, record, used)
    yield from _unused(record, document, used)


def _text(clause: Clause, document: Document, path: Path) -> Iterator[Problem]:
    """Braces that hold no name, and languages that name different parameters."""
    for lang, text in (("zh", clause.text.zh), ("en", clause.text.en or "")):
        for match in _BRACED.finditer(text):
            if not _NAME.fullmatch(match[1]):
                zh = f"花括号里应是参数名，而不是 {match[1]!r}"
                en = f"braces hold the name of a parameter, not {match[1]!r}"
                yield Problem(document.at((*path, "text", lang), match.start(), text), Text(zh=zh, en=en))
    if clause.text.en is not None and set(_BRACED.findall(clause.text.zh)) != set(_BRACED.findall(clause.text.en)):
        zh, en = "中英文用的参数不同", "the Chinese and the English name different parameters"
        yield Problem(document.at((*path, "text", "en")), Text(zh=zh, en=en), level="warning")


def _named(clause: Clause, document: Document, path: Path, in_sql: Iterable[str]) -> Mapping[str, Location]:
    """Each parameter that a clause names, and where."""
    named: dict[str, Location] = {}
    for lang, text in (("zh", clause.text.zh), ("en", clause.text.en or "")):
        for match in _BRACED.finditer(text):
            if _NAME.fullmatch(match[1]):
                named.setdefault(match[1], document.at((*path, "text", lang), match.start(), text))
    if clause.check is not None:
        for name, where in _limits(clause.check):
            named[name] = document.at((*path, "check", *where))
    for name in sorted(in_sql):
        named.setdefault(name, document.at((*path, "check")))
    return named


def _limits(check: Check) -> Iterator[tuple[str, Path]]:
    """The parameters of a check, each with the key that names it."""
    for name in parameters_of(check):
        for key, value in check:
            if value == name and key in _LIMIT_KEYS:
                yield name, (key,)
            elif key == "between" and value is not None and name in value:
                yield name, (key, value.index(name))


_LIMIT_KEYS = frozenset(
    {"within", "tolerance", "at_least", "at_most", "above", "below", "min_cases", "confidence", "valid_for"}
)


def _set_everywhere(
    name: str, revisions: tuple[Revision, ...], document: Document, where: Location, standard: Standard
) -> Iterator[Problem]:
    missing = [revision for revision in revisions if name not in revision.sets]
    if not missing:
        return
    known = {known for revision in standard.revisions for known in revision.sets}
    if name not in known:
        hint = nearest(name, known)
        zh, en = f"参数 {name} 没有任何修订设定{hint.zh}", f"no revision sets the parameter {name}{hint.in_('en')}"
        yield Problem(where, Text(zh=zh, en=en))
        return
    for revision in missing:
        place = standard.revisions.index(revision)
        zh = f"修订 {revision.version} 没有设定参数 {name}，而其中的条款要用它"
        en = f"revision {revision.version} does not set {name}, which a clause in force then names; set it"
        yield Problem(document.at(("revisions", place, "sets")), Text(zh=zh, en=en))


def _prose(prose: Prose, standard: Standard, used: set[str]) -> Iterator[Problem]:
    """Prose is written for the newest revision, so that one must set what it names."""
    newest = standard.revisions[0]
    for match in _IN_PROSE.finditer(prose.text):
        used.add(match[1])
        if match[1] not in newest.sets:
            before = prose.text[: match.start()]
            line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
            hint = nearest(match[1], newest.sets)
            zh = f"修订 {newest.version} 没有设定参数 {match[1]}{hint.zh}"
            en = f"revision {newest.version} does not set the parameter {match[1]}{hint.in_('en')}"
            yield Problem(Location(prose.path, prose.first_line + line, column + 1), Text(zh=zh, en=en))


def _unused(standard: Standard, document: Document, used: set[str]) -> Iterator[Problem]:
    told: set[str] = set()
    for place, revision in enumerate(standard.revisions):
        for name in revision.sets:
            if name not in used and name not in told:
                told.add(name)
                zh, en = f"参数 {name} 没有被用到", f"nothing uses the parameter {name}"
                yield Problem(document.key(("revisions", place, "sets", name)), Text(zh=zh, en=en), level="warning")


# Kinds of value


def _kinds(
    check: Check, revisions: tuple[Revision, ...], standard: Standard, document: Document, known: Known
) -> Iterator[Problem]:
    for name, needs in _needs(check, known):
        for revision in revisions:
            value = revision.sets.get(name)
            why_not = _misfit(value, needs, check, known) if value is not None else None
            if why_not is not None:
                place = standard.revisions.index(revision)
                yield Problem(document.at(("revisions", place, "sets", name)), why_not)
    for revision, name, why_not in _backwards(check, revisions, known):
        place = standard.revisions.index(revision)
        yield Problem(document.at(("revisions", place, "sets", name)), why_not)


def _kinds_in_sql(
    demands: Mapping[str, frozenset[str]], revisions: tuple[Revision, ...], standard: Standard, document: Document
) -> Iterator[Problem]:
    """Values that cannot stand where an expression names them; those that it leaves in doubt are passed over."""
    for name, families in demands.items():
        for revision in revisions:
            value = revision.sets.get(name)
            if value is None or families <= {_FAMILIES[type(value)]}:
                continue
            wanted = [_FAMILY_WORDS[family] for family in sorted(families)]
            zh = f"{value} 在表达式里用在需要{'、'.join(word.zh for word in wanted)}的地方"
            en = f"{value} stands in an expression where {' and '.join(word.in_('en') for word in wanted)} is needed"
            place = document.at(("revisions", standard.revisions.index(revision), "sets", name))
            yield Problem(place, Text(zh=zh, en=en))


_FAMILIES: Mapping[type[AnyQuantity], str] = {
    Duration: "interval",
    Percentage: "number",
    Number: "number",
    Day: "time",
    Flag: "boolean",
}
_FAMILY_WORDS: Mapping[str, Text] = {
    "interval": Text(zh="时长（如 PT20S）", en="a duration such as PT20S"),
    "number": Text(zh="数字或百分比", en="a number or a percentage"),
    "time": Text(zh="日期（如 2025-01-31）", en="a date such as 2025-01-31"),
    "boolean": Text(zh="true 或 false", en="true or false"),
    "text": Text(zh="文字（参数不能是文字）", en="a text, which no parameter can be,"),
}


def _needs(check: Check, known: Known) -> Iterator[tuple[str, str]]:
    """Parameter -> what it must be: a key of `_KINDS`, which has the units of KPIs too, or `deadline`."""
    match check:
        case Deadline():
            needed = [(check.within, "deadline"), (check.tolerance, "share")]
        case Condition():
            needed = [(check.tolerance, "share")]
        case Target():
            kpi = known.kpis[check.kpi].record if check.kpi in known.kpis else None
            needed = [*(_of_kpi(check, kpi) if kpi is not None else ()), (check.min_cases, "whole")]
            needed += [(check.confidence, "level")]
        case Cadence():
            needed = [(check.at_least, "whole"), (check.at_most, "number of events")]
        case Match():
            needed = [(check.within, "seconds"), (check.tolerance, "share")]
        case Attest():
            needed = [(check.valid_for, "term")]
        case Sequence():
            needed = [(check.at_least, "whole"), (check.at_most, "number of events")]
            needed += [(check.within, "seconds"), (check.tolerance, "share")]
    yield from ((name, needs) for name, needs in needed if name is not None)


def _of_kpi(check: Target, kpi: Kpi) -> Iterator[tuple[str, str]]:
    """The limits of a target in its KPI's unit, and the dates of a baseline."""
    unit = "share of all" if isinstance(kpi.measure, Share) and kpi.unit == "percent" else kpi.unit
    yield from ((name, unit) for name in check.limits)
    yield from ((name, "date") for name in baseline_of(kpi))


def _backwards(check: Check, revisions: tuple[Revision, ...], known: Known) -> Iterator[tuple[Revision, str, Text]]:
    """Baselines that end before they begin."""
    kpi = known.kpis[check.kpi].record if isinstance(check, Target) and check.kpi in known.kpis else None
    match baseline_of(kpi) if kpi is not None else ():
        case (first_name, last_name):
            for revision in revisions:
                first, last = revision.sets.get(first_name), revision.sets.get(last_name)
                if isinstance(first, Day) and isinstance(last, Day) and last.date < first.date:
                    zh, en = f"基准期在开始（{first}）之前结束", f"the baseline ends before it begins ({first})"
                    yield revision, last_name, Text(zh=zh, en=en)
        case _:
            return


def _misfit(value: AnyQuantity, needs: str, check: Check, known: Known) -> Text | None:
    if needs == "deadline":
        return _no_limit(value, check, known)
    fits, wanted = _KINDS.get(needs, _PLAIN)
    if fits(value):
        return None
    return Text(zh=f"{value} 用作界限时应为{wanted.zh}", en=f"{value} is no limit here; write {wanted.in_('en')}")


def _whole(value: AnyQuantity) -> bool:
    return isinstance(value, Number) and value.number == value.number.to_integral_value()


_PLAIN: tuple[Callable[[AnyQuantity], bool], Text] = (
    lambda value: isinstance(value, Number),
    Text(zh="不带单位的数字，如 4.5", en="a plain number such as 4.5"),
)
_KINDS: Mapping[str, tuple[Callable[[AnyQuantity], bool], Text]] = {
    "whole": (
        lambda value: isinstance(value, Number) and _whole(value) and value.number > 0,
        Text(zh="正整数，如 30", en="a whole number above 0, such as 30"),
    ),
    "number of events": (
        lambda value: isinstance(value, Number) and _whole(value) and value.number >= 0,
        Text(zh="不小于 0 的整数，如 3", en="a whole number from 0 on, such as 3"),
    ),
    "share": (
        lambda value: isinstance(value, Percentage) and 0 < value.number <= _ALL,
        Text(zh="大于 0% 且不超过 100% 的百分比，如 95%", en="a percentage above 0% and up to 100%, such as 95%"),
    ),
    "share of all": (
        lambda value: isinstance(value, Percentage) and 0 <= value.number <= _ALL,
        Text(zh="0% 到 100% 之间的百分比，如 95%", en="a percentage from 0% to 100%, such as 95%"),
    ),
    "level": (
        lambda value: isinstance(value, Percentage) and _ALL / 2 <= value.number < _ALL,
        Text(zh="置信水平，从 50% 到不足 100%，如 95%", en="a level from 50% to below 100%, such as 95%"),
    ),
    "percent": (
        lambda value: isinstance(value, Percentage),
        Text(zh="百分比，如 95%", en="a percentage such as 95%"),
    ),
    "seconds": (
        lambda value: isinstance(value, Duration) and value.seconds is not None,
        Text(zh="时长，如 PT20S", en="a duration such as PT20S"),
    ),
    "term": (
        lambda value: isinstance(value, Duration) and "working_days" not in value.parts and any(value.parts.values()),
        Text(zh="时长，如 P1Y 或 P90D", en="a length of time such as P1Y or P90D"),
    ),
    "date": (lambda value: isinstance(value, Day), Text(zh="日期，如 2025-01-31", en="a date such as 2025-01-31")),
}
_ALL = 100
"""Percent of everything."""


def _no_limit(value: AnyQuantity, check: Check, known: Known) -> Text | None:
    if not isinstance(value, Duration) or (value.seconds is None and value.working_days is None):
        zh = f"{value} 不能作为时限；请写运行时长（PT24H、P3D）或工作日（P2WD）"
        en = f"{value} is no time limit; write running time (PT24H, P3D) or working days (P2WD)"
        return Text(zh=zh, en=en)
    return _no_clock(value, check, known) if isinstance(check, Deadline) else None


def _no_clock(value: Duration, check: Deadline, known: Known) -> Text | None:
    """What a limit and its clock do not have in common."""
    if value.working_days is not None:
        if check.clock is not None or known.default_calendar is not None or not known.has_pack:
            return _no_pause(value, check)
        zh = f"{value} 按工作日计算，需要日历：请写 `clock`，或在 pack.yaml 写 `calendar`"
        en = f"{value} counts working days, which needs a calendar: write `clock`, or `calendar` in pack.yaml"
        return Text(zh=zh, en=en)
    if check.count == "elapsed":
        zh = f"`count: elapsed` 只用于工作日时限（P2WD），而不是 {value}"
        return Text(zh=zh, en=f"`count: elapsed` is for limits in working days (P2WD), not for {value}")
    if check.clock is not None and value.parts.keys() & {"weeks", "days"}:
        zh = f"按开放时间计时，{value} 一天算多久不明确：请写小时（PT16H）或工作日（P2WD）"
        en = f"{value} is unclear in opening hours: how long is a day? Write hours (PT16H) or working days (P2WD)"
        return Text(zh=zh, en=en)
    return None


def _no_pause(value: Duration, check: Deadline) -> Text | None:
    """A limit that ends with a day has no hours that a pause could be taken from."""
    if check.count == "elapsed" or (check.pauses is None and not check.skips_reopened):
        return None
    zh = f"{value} 到工作日结束为止，没有可扣除暂停的钟点：请写 `count: elapsed`，或去掉暂停"
    en = f"{value} ends with a day and cannot be paused by the hour: write `count: elapsed`, or leave the pauses out"
    return Text(zh=zh, en=en)
