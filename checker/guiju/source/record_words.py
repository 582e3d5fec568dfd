"""Words for what pydantic and the model's own rules find wrong with a value, in both languages."""

import re
from collections.abc import Callable, Mapping

from pydantic_core import ErrorDetails

from guiju.model.text import Text
from guiju.source.suggestions import nearest

_FEW = 12
"""Choices that are listed; of more only the nearest is told."""

_SHAPES: Mapping[str, Text] = {
    "^[a-z][a-z0-9]*(-": Text(
        zh="只能用小写字母、数字和连字符，如 complaint-handling",
        en="an id is lower-case letters, digits and hyphens, such as complaint-handling",
    ),
    "^[a-z][a-z0-9_]*$": Text(
        zh="只能用小写字母、数字和下划线，如 handled_within",
        en="a name is lower-case letters, digits and underscores, such as handled_within",
    ),
    "^(?:[a-z]": Text(
        zh="条款写作 标准#条款，如 complaint-handling#handled",
        en="a clause is written as standard#clause, such as complaint-handling#handled",
    ),
    "^[A-Z][A-Z0-9]*(-": Text(
        zh="要求的编号形如 S3-4.3-d；`satisfies` 只列编号，如 satisfies: [S3-4.3-d, C-38]",
        en="the id of a demand looks like S3-4.3-d; `satisfies` lists ids alone, as in satisfies: [S3-4.3-d, C-38]",
    ),
    "^(0|[1-9]": Text(zh="版本号由三个数字组成，如 2.0.0", en="a version is three numbers, such as 2.0.0"),
    "^https?": Text(
        zh="网址以 https:// 开头、以 / 结尾，如 https://handbook.example.org/",
        en="an address begins with https:// and ends with /, such as https://handbook.example.org/",
    ),
    "^([01]": Text(zh="时刻写作 09:00，最晚 24:00", en="a time of day is written as 09:00, at the latest 24:00"),
}

_RULES: tuple[tuple[str, str], ...] = (
    (r"give exactly one of `within` .*", "`within`（参数）与 `due`（列）必须且只能写一个"),
    (r"give exactly one of `holds` .*", "`holds`（条件）与 `unique`（列）必须且只能写一个"),
    (r"give exactly one of `at_least`, `at_most` and `covers`", "`at_least`、`at_most`、`covers` 必须且只能写一个"),
    (r"give exactly one of `at_least`.*", "`at_least`、`at_most`、`above`、`below`、`between` 必须且只能写一个"),
    (r"`covers` names a column, .*", "`covers` 写列名，`values` 列出该列必须出现的值，每个只写一次"),
    (r"`with_at` and `direction` go with .*", "`with_at` 和 `direction` 要与 `within` 同用：没有时限就不问对方的时间"),
    (r"give `subject` \(columns\) or .*", "`subject`（列）与 `subjects`（名册）只能写一个"),
    (r"give exactly one of `flow` and `template`", "`flow`（流程）与 `template`（模板）必须且只能写一个"),
    (r"give exactly one of `case` .*", "`case`（日志的列）与 `cases`（另一张表）必须且只能写一个"),
    (r"`events` goes with `flow`", "`events` 只与 `flow` 同用"),
    (r"`order` begins with .*", "`order` 的第一列是事件的时间，即 `at` 的列"),
    (r"`of` names the events .*", "`of` 写 `existence`、`absence`、`init` 所指的事件，只与它们同用"),
    (r"`first` and `then` name .*", "`first` 和 `then` 写两个事件的模板所指的事件，两个都要写"),
    (r"`actor` goes with .*", "`actor` 只与 `same-actor`、`different-actor` 同用，并且必须写"),
    (r"`at_least` and `at_most` go with .*", "`at_least` 和 `at_most` 只与模板 `existence` 同用"),
    (r"give one of `at_least` and `at_most`, .*", "`at_least` 与 `at_most` 只能写一个，另一个请另立条款"),
    (r"`within` goes with templates .*", "`within` 只与两个事件先后的模板同用"),
    (r"say with `ended` when .*", "请用 `ended` 写明案例何时结束：结束之前，事件还可能发生"),
    (r"`key` and `at` name columns that are not listed: (.*)", r"`key` 和 `at` 用了未列出的列：\1"),
    (r"give `min_value`, `max_value` or both", "`min_value` 和 `max_value` 至少写一个"),
    (r"IN and NOT_IN take a list, .*", "IN 和 NOT_IN 后面是列表，其他运算符后面是一个值"),
    (r"a condition written as code is never run; .*", "不运行写成代码的条件；请写成数据：{type: comparison, ...}"),
    (r"`at` must be a datetime or date column, (\w+) is (\w+)", r"`at` 必须是日期时间或日期列，而 \1 是 \2"),
    (r"the approver must be another role than the one .*", "批准豁免的不能与申请的是同一岗位"),
    (r"the waiver expires on (\S+), before it starts on (\S+)", r"豁免的到期日 \1 早于起始日 \2"),
    (r"give `where` \(for records\) or .*", "`where`（记录）与 `by`（组）只能写一个"),
    (r"give exactly one of `every` .*", "`every`（周期）与 `valid_for`（参数）必须且只能写一个"),
    (r"`by` lists each role once", "`by` 中每个岗位只写一次"),
    (r"the approver must be another role than the author", "批准人不能与起草人是同一岗位"),
    (r"revisions stand newest first: (\S+) must be higher than (\S+)", r"修订按从新到旧排列：\1 必须高于 \2"),
    (r"revision (\S+) must take effect after revision (\S+)", r"修订 \1 的生效日期必须晚于修订 \2"),
    (r"reviews stand newest first: (\S+) must be later than (\S+)", r"复审按从新到旧排列：\1 必须晚于 \2"),
    (r"the review on (\S+) is before .* on (\S+)", r"\1 的复审早于标准的首次施行日 \2"),
    (r"`see` lists the demands under which .*", "`see` 列出由哪些要求落实；它与 kind: elsewhere 同用"),
    (r"`class` says what a figure is: .*", "`class` 说明数值的性质：kind 为 number 时必写，其他不写"),
    (r"opens is a time of its own day.*", "opens 是当天的时刻，最晚 23:59；请写次日的 00:00"),
    (r"`clock` and `count` go with `within`.*", "`clock` 和 `count` 只与 `within` 同用：记录自己的期限不需要时钟"),
    (
        r"`derive` works on rows and `fold` on cases.*",
        "`derive` 针对行，`fold` 针对案例：请把表达式写进 `fold.columns`",
    ),
    (
        r"(.*) is no value with a unit;.*",
        r"\1 不是带单位的值；请写时长（PT24H、P2WD）、百分比（95%）、数字、日期（2025-01-31）或 true/false",
    ),
    (r"(.*) is not an ISO 8601 duration.*", r"\1 不是 ISO 8601 时长，请写成 PT24H、P1Y 或 P2WD"),
)
"""What the model's own validators say (English, regular expression) -> the Chinese."""


def words(error: ErrorDetails) -> Text:
    """What is wrong and what to do; pydantic's own message where the kind of error has no words here."""
    word = _WORDS.get(error["type"])
    return word(error) if word is not None else Text(zh=f"值不合要求：{error['msg']}", en=error["msg"])


def _rule(error: ErrorDetails) -> Text:
    english = error["msg"].removeprefix("Value error, ")
    for pattern, chinese in _RULES:
        match = re.fullmatch(pattern, english, re.DOTALL)
        if match is not None:
            return Text(zh=match.expand(chinese), en=english)
    return Text(zh=f"值不合要求：{english}", en=english)


def _shape(error: ErrorDetails) -> Text:
    pattern = _detail(error, "pattern")
    for start, text in _SHAPES.items():
        if pattern.startswith(start):
            return Text(zh=f"{_shown(error)} 不合格式：{text.zh}", en=f"{_shown(error)} does not fit: {text.en}")
    return Text(zh=f"{_shown(error)} 不合格式 {pattern}", en=f"{_shown(error)} does not match {pattern}")


def _no_text(error: ErrorDetails) -> Text:
    value = error["input"]
    if value is None:
        return Text(zh="这里是空的，请写上文字", en="nothing stands here; write a text")
    if isinstance(value, list | dict):
        return Text(zh="这里应是一段文字", en="a text is expected here; put it in quotes if it starts with { or [")
    return Text(zh="这里应是文字，请加引号", en="a text is expected here; put it in quotes")


def _choices(error: ErrorDetails) -> Text:
    expected = _detail(error, "expected") or _detail(error, "expected_tags")
    choices = re.findall(r"'([^']*)'", expected)
    shown = _detail(error, "tag") or _shown(error)
    if len(choices) > _FEW:
        hint = nearest(shown, choices)
        return Text(zh=f"不认识 {shown}{hint.zh}", en=f"{shown} is not known here{hint.in_('en')}")
    return Text(
        zh=f"{shown} 不在可选范围内，请选：{'、'.join(choices)}",
        en=f"{shown} is none of the choices; write one of: {', '.join(choices)}",
    )


def _no_tag(error: ErrorDetails) -> Text:
    key = _detail(error, "discriminator").strip("'")
    return Text(zh=f"缺少 `{key}`，请写明是哪一种", en=f"the key `{key}` is missing; it says which kind this is")


def _empty(error: ErrorDetails) -> Text:
    least = _detail(error, "min_length")
    return Text(zh=f"至少要有 {least} 项", en=f"at least {least} must be given here")


def _long(error: ErrorDetails) -> Text:
    most = _detail(error, "max_length")
    return Text(zh=f"最多 {most} 项或 {most} 个字符", en=f"at most {most} items or characters fit here")


def _bound(zh: str, en: str, key: str) -> Callable[[ErrorDetails], Text]:
    def told(error: ErrorDetails) -> Text:
        bound = _detail(error, key).removesuffix(".0")
        return Text(zh=f"必须{zh} {bound}", en=f"must be {en} {bound}")

    return told


def _same(zh: str, en: str) -> Callable[[ErrorDetails], Text]:
    text = Text(zh=zh, en=en)
    return lambda _error: text


def _detail(error: ErrorDetails, key: str) -> str:
    return str(error.get("ctx", {}).get(key, ""))


def _shown(error: ErrorDetails) -> str:
    value = error["input"]
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, str) and len(value) <= 60 else str(value)[:60]  # noqa: PLR2004 - one line


_INTEGER = _same("这里应是整数", "a whole number is expected here")
_NUMBER = _same("这里应是数字", "a number is expected here")
_FLAG = _same("这里应是 true 或 false", "true or false is expected here")
_DATE = _same("这里应是日期，如 2025-01-31", "a date such as 2025-01-31 is expected here")
_LIST = _same("这里应是列表，如 [a, b]", "a list such as [a, b] is expected here")
_MAPPING = _same("这里应是“键: 值”的记录", "a record of keys and values is expected here")

_WORDS: Mapping[str, Callable[[ErrorDetails], Text]] = {
    "value_error": _rule,
    "string_pattern_mismatch": _shape,
    "string_type": _no_text,
    "string_too_short": _same("这里不能为空", "a text is expected here, not an empty one"),
    "string_too_long": _long,
    "literal_error": _choices,
    "union_tag_invalid": _choices,
    "union_tag_not_found": _no_tag,
    "too_short": _empty,
    "too_long": _long,
    "int_type": _INTEGER,
    "int_parsing": _INTEGER,
    "int_from_float": _INTEGER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _FLAG,
    "bool_parsing": _FLAG,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "greater_than": _bound("大于", "greater than", "gt"),
    "greater_than_equal": _bound("不小于", "at least", "ge"),
    "less_than": _bound("小于", "less than", "lt"),
    "less_than_equal": _bound("不大于", "at most", "le"),
}
