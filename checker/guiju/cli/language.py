"""The language of this call, settled before any help text is built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Tongue = Literal["zh", "en"]
"""The same as `guiju.model.text.Lang`, which would load pydantic before `--help` can answer."""

PARAGRAPH = "\b\n"
"""Before a paragraph of help that keeps its line breaks."""
EXAMPLES = f"\n\n{PARAGRAPH}"
"""Between what help tells and the examples."""

_VARIABLES = ("GUIJU_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Voice:
    """Says things in one language."""

    lang: Tongue

    def __call__(self, zh: str, en: str) -> str:
        """One of the two."""
        return zh if self.lang == "zh" else en

    def help(self, zh: str, en: str, *examples: str) -> str:
        """Help that teaches by example. The Chinese keeps its line breaks: words cannot be told by their spaces."""
        told = self(PARAGRAPH + zh, en)
        shown = "\n".join(f"  {example}" for example in examples)
        return f"{told}{EXAMPLES}{self('例如：', 'Examples:')}\n{shown}"


def pick(argv: Sequence[str], environ: Mapping[str, str]) -> Tongue:
    """`--lang` wherever it stands, else the first of GUIJU_LANG, LC_ALL, LC_MESSAGES and LANG that is set."""
    asked = _asked(argv)
    if asked is None:
        asked = next((value for name in _VARIABLES if (value := environ.get(name))), "en")
    return "zh" if asked.lower().startswith("zh") else "en"


def _asked(argv: Sequence[str]) -> str | None:
    found = None
    for place, word in enumerate(argv):
        if word == "--":
            break
        if word == "--lang" and place + 1 < len(argv):
            found = argv[place + 1]
        elif word.startswith("--lang="):
            found = word.removeprefix("--lang=")
    return found
