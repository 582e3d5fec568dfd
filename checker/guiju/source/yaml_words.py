"""Words for YAML's syntax errors: what a person can do about each, in both languages."""

from guiju.model.text import Text

_QUOTE = Text(
    zh="YAML 语法错误：文字中有 YAML 的符号（如 : { } [ ] # , @ ` %），请给整段文字加引号",
    en="YAML syntax error: the text has characters that mean something in YAML (: { } [ ] # , @ ` %); "
    "put the whole text in quotes",
)

_WORDS: tuple[tuple[str, Text], ...] = (
    (
        "mapping values are not allowed",
        Text(
            zh="YAML 语法错误：这里不能再有冒号；含冒号的文字请加引号，或检查缩进",
            en="YAML syntax error: no second colon can stand here; put a text with a colon in quotes, "
            "or mend the indentation",
        ),
    ),
    (
        "tab character",
        Text(
            zh="YAML 语法错误：缩进只能用空格，不能用制表符",
            en="YAML syntax error: indent with spaces, never with tabs",
        ),
    ),
    (
        "unexpected ':'",
        Text(zh="YAML 语法错误：冒号后面要有空格和值", en="YAML syntax error: a space and a value follow the colon"),
    ),
    ("cannot start any token", _QUOTE),
    ("flow mapping", _QUOTE),
    ("flow sequence", _QUOTE),
    (
        "unexpected end of stream",
        Text(
            zh="YAML 语法错误：引号没有结束，请补上",
            en="YAML syntax error: a quote is opened and never closed; close it",
        ),
    ),
    (
        "unknown escape character",
        Text(
            zh="YAML 语法错误：双引号中的反斜杠组合无效；请改用单引号",
            en="YAML syntax error: this backslash means nothing inside double quotes; use single quotes",
        ),
    ),
    (
        "block scalar",
        Text(
            zh="YAML 语法错误：| 或 > 之后的文字要从下一行开始",
            en="YAML syntax error: the text behind | or > starts on the next line",
        ),
    ),
    (
        "block mapping",
        Text(
            zh="YAML 语法错误：这一行与上面的键没有对齐，或引号后面还有文字；请检查缩进和引号",
            en="YAML syntax error: this line does not align with the keys above it, or text follows a closed quote; "
            "mend the indentation or the quotes",
        ),
    ),
    (
        "block collection",
        Text(
            zh="YAML 语法错误：列表中的这一行缺少开头的“- ”，或缩进不对",
            en="YAML syntax error: this line of a list has no leading `- `, or its indentation is wrong",
        ),
    ),
    (
        "block sequence entries are not allowed",
        Text(zh="YAML 语法错误：列表要从新的一行开始", en="YAML syntax error: a list with dashes starts on a new line"),
    ),
)


def syntax_error(context: str, problem: str) -> Text:
    """The parser's own words turned into advice; its words stand behind a general one where no advice fits."""
    # The problem is more telling than the context that it was met in, so it is looked up first.
    for told in (problem, context):
        for words, text in _WORDS:
            if words in told:
                return text
    return Text(zh=f"YAML 语法错误：{problem}", en=f"YAML syntax error: {problem}")
