"""Why a row or a cell could not be used: the codes in the table of rejects, and what they mean to a person."""

from guiju.model.text import Text

TOO_MANY = "too-many-fields"
TOO_FEW = "too-few-fields"
BAD_QUOTE = "bad-quote"
UNCLOSED_QUOTE = "unclosed-quote"
BAD_JSON = "bad-json"
DOUBLED_KEY = "doubled-key"
MISSING = "missing"
UNREADABLE = "unreadable"
CLOCK_CHANGE = "clock-change"
VOID = "void-value"
OUTSIDE = "not-in-values"
ERROR_CELL = "error-cell"
AMBIGUOUS = "ambiguous-date"
NOT_A = {
    "text": "not-a-text",
    "integer": "not-an-integer",
    "number": "not-a-number",
    "boolean": "not-a-boolean",
    "datetime": "not-a-datetime",
    "date": "not-a-date",
}

_TEXTS = {
    TOO_MANY: Text(zh="这一行的单元格多于表头", en="the row has more cells than the header"),
    TOO_FEW: Text(zh="这一行的单元格少于表头", en="the row has fewer cells than the header"),
    BAD_QUOTE: Text(zh="引号后面还有别的字符", en="there are characters behind a closing quote"),
    UNCLOSED_QUOTE: Text(zh="引号没有闭合", en="a quote is never closed"),
    BAD_JSON: Text(zh="这一行不是 JSON 对象", en="the line is no JSON object"),
    DOUBLED_KEY: Text(zh="同一个键在这一行出现了两次", en="the object names a key twice"),
    ERROR_CELL: Text(zh="单元格是公式错误（如 #N/A）", en="the cell is an error of its formula (#N/A and the like)"),
    AMBIGUOUS: Text(
        zh="日和月的先后无法判断：两种格式都能读，结果不同",
        en="day or month first: two formats of the profile read it as different dates",
    ),
    CLOCK_CHANGE: Text(
        zh="夏令时换钟时这一时刻出现两次或不存在：请导出带偏移量的时间（+02:00）",
        en="the change of clocks repeats or skips this time: export times with their offset (+02:00)",
    ),
    VOID: Text(
        zh="系统配置说明这个值没有意义", en="the system profile says that this value means nothing (it maps it to null)"
    ),
    OUTSIDE: Text(zh="值不在允许的取值范围内", en="the value is outside the set of values"),
    NOT_A["text"]: Text(zh="不是文字", en="not a text"),
    NOT_A["integer"]: Text(zh="不是整数", en="not an integer"),
    NOT_A["number"]: Text(zh="不是数字", en="not a number"),
    NOT_A["boolean"]: Text(zh="不是“是/否”值", en="not a true/false value"),
    NOT_A["datetime"]: Text(
        zh="不是可识别的日期时间（年-月-日 时:分，可带 +08:00、Z 或 Asia/Shanghai；或系统配置中的格式）",
        en="not a date and time (YYYY-MM-DD HH:MM, with +08:00, Z or Europe/Rome behind it or nothing, or a format of "
        "the system profile)",
    ),
    NOT_A["date"]: Text(zh="不是可识别的日期", en="not a date (YYYY-MM-DD, or a format of the system profile)"),
}


def explain(code: str) -> Text:
    """What a code of the rejects table (`reason`) means; `missing:x` and `unreadable:x` name the column."""
    kind, _, column = code.partition(":")
    if kind == MISSING:
        return Text(zh=f"必填列 {column} 为空", en=f"the required column {column} is empty")
    if kind == UNREADABLE:
        return Text(zh=f"必填列 {column} 无法读取", en=f"the required column {column} cannot be read")
    return _TEXTS.get(code, Text(zh=code, en=code))
