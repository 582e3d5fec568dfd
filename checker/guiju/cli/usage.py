"""What typer itself says, in Chinese: the headings of help, and what is wrong with the words of a call."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_HEADINGS = {
    "Usage:": "用法：",
    "Arguments:": "参数：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本说明。",
    "[required]": "[必填]",
    "[default: ": "[默认：",
}

_REFUSALS: tuple[tuple[str, str], ...] = (
    (r"No such option: (\S+) \(Possible options: (.+)\)", r"没有 \1 这个选项，是否指 \2"),
    (r"No such option: (\S+).*", r"没有 \1 这个选项"),
    (r"No such command '(.+?)'\. Did you mean (.+)\?", r"没有 \1 这个命令，是否指 \2"),
    (r"No such command '(.+?)'\..*", r"没有 \1 这个命令"),
    (r"Missing (?:argument|option|parameter) (.+?)\.(?: .*)?", r"缺少 \1"),
    (r"Missing command\.", "缺少命令"),
    (r"Invalid value for (.+?): (?:Value error, )?'(.*)' is not one of (.+)\.", r"\1 的值 \2 不对，应为其中之一：\3"),
    (r"Invalid value for (.+?): .*valid integer.*", r"\1 的值不是整数"),
    (r"Invalid value for (.+?): Input should be greater than or equal to (.+)", r"\1 的值不能小于 \2"),
    (r"Invalid value for (.+?): (?:Value error, )?(.+)", r"\1 的值不对：\2"),
    (r"Option '(.+)' requires an argument\.", r"选项 \1 后面要有值"),
    (r"Got unexpected extra arguments? \((.+)\)", r"多余的参数：\1"),
)


class ChineseCommand(TyperCommand):
    """A command whose help has Chinese headings."""

    def get_help(self, ctx: Any) -> str:
        """The whole help text."""
        return _help_in_chinese(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """A group whose help has Chinese headings."""

    def get_help(self, ctx: Any) -> str:
        """The whole help text."""
        return _help_in_chinese(super().get_help(ctx))


def refusal_in_chinese(message: str) -> str:
    """What is wrong with a call; a message that is not known here stays in English."""
    for pattern, said in _REFUSALS:
        if (match := re.fullmatch(pattern, message, re.DOTALL)) is not None:
            return match.expand(said)
    return message


def _help_in_chinese(text: str) -> str:
    for english, chinese in _HEADINGS.items():
        text = text.replace(english, chinese)
    return text
