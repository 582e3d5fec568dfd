"""A small manual: two guides and two commands, with words of one's choice."""

from guiju.model.manual import Command, Guide, Manual, Parameter
from guiju.model.text import Text


def manual(words: str = "calm") -> Manual:
    """The manual with `words` wherever people write."""
    said = Text(zh=words, en=words)
    written = f"# {words}\n\n{words}\n\n## {words}\n\n{words} `{words}`\n\n```console\n$ guiju {words}\n```\n"
    return Manual(
        guides=(Guide(name="judge", text=Text(zh=written, en=written)), Guide(name="index", text=LINKED)),
        commands=(
            Command(
                name="guiju look",
                summary=said,
                help=said,
                examples=(words,),
                arguments=(Parameter(names=(words,), value=None, help=said, required=True, default=None),),
                options=(Parameter(names=("--out",), value=words, help=said, required=False, default=words),),
            ),
        ),
    )


LINKED = Text(
    zh="# 链接\n\n说明\n\n[命令](../commands.md#command-look) [没有](../nowhere.md) [外面](javascript:alert)\n",
    en="# Links\n\nLead\n\n[command](../commands.md#command-look) [none](../nowhere.md) [out](javascript:alert)\n",
)
