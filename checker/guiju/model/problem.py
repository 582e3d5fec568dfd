"""What is wrong with what people wrote, and the exceptions of the project.

GuijuError                   everything that Guiju refuses on purpose; the command line prints it, never a traceback
|- PackInvalid               the pack has errors: every Problem, with its place
|- ExportUnreadable          input files cannot be read as exports: every Problem, with file and row
`- Misuse                    the arguments do not fit together
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from guiju.model.text import Lang, Text


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it stands and what to do about it."""

    location: Location
    message: Text
    level: Literal["error", "warning"] = "error"

    def in_(self, lang: Lang) -> str:
        """`path:line:col: what is wrong and what to do`."""
        return f"{self.location}: {self.message.in_(lang)}"


class GuijuError(Exception):
    """Something that Guiju refuses, told as one or more problems or a message."""

    def __init__(self, *problems: Problem, message: Text | None = None) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.location))
        self.message = message
        super().__init__("\n".join(self.lines("en")))

    def lines(self, lang: Lang) -> list[str]:
        """Every line that a person should read."""
        head = [self.message.in_(lang)] if self.message is not None else []
        return head + [problem.in_(lang) for problem in self.problems]


class PackInvalid(GuijuError):
    """The pack has errors."""


class ExportUnreadable(GuijuError):
    """Input files cannot be read as exports."""


class Misuse(GuijuError):
    """The arguments do not fit together."""


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that make the pack or file unusable."""
    return tuple(problem for problem in problems if problem.level == "error")
