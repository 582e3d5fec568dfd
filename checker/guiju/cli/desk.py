"""What every command works with: the language, the use cases, and the two ways to speak.

stdout carries the result and nothing else; talk, progress and refusals go to stderr.
"""

# ruff: noqa: PLC0415 - rich and the model are loaded when a command runs, so that `--help` stays fast

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from guiju.cli.language import Voice
from guiju.cli.options import Format
from guiju.cli.usecases import Outcome, Progress, UseCases

if TYPE_CHECKING:
    from guiju.cli.paper import Paper
    from guiju.model.manual import Command
    from guiju.model.text import Text

NOT_USABLE = 2
NOT_JUDGED = 3
NOTHING_CHECKED = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """One call of the command line."""

    t: Voice
    usecases: UseCases
    commands: "Callable[[], tuple[Command, ...]]"
    """Tells the whole command line, which the handbook has a page of."""

    def result(self, text: str) -> None:
        """To stdout, with a line break at its end."""
        _write(sys.stdout, text if text.endswith("\n") else text + "\n")

    def tell(self, zh: str, en: str) -> None:
        """A line to stderr."""
        _write(sys.stderr, self.t(zh, en) + "\n")

    def paper(self, format_: Format, file: Path | None, *, limit: int | None, kept: bool) -> "Paper":
        """How a report is asked for, refused before any work is done; `kept` says that there will be a run folder."""
        from guiju.cli.paper import paper_for

        return paper_for(format_, file, limit=limit, kept=kept)

    def report(self, outcome: Outcome, paper: "Paper") -> None:
        """A run to stdout or into a file; drawn for a terminal where there is one."""
        from guiju.cli.paper import drawn, place_of, summarised, told, workbook, write_whole

        file = place_of(outcome, paper)
        if paper.format == "gx" and file is not None:
            self.usecases.write_validation(outcome, file, self.t.lang)
            self.tell(f"报告：{file}/data_docs/index.html", f"Report: {file}/data_docs/index.html")
            return
        if file is not None:
            is_book = paper.format == "xlsx"
            write_whole(
                file,
                workbook(outcome, paper, self.t.lang, self.usecases.kept_rows)
                if is_book
                else told(outcome, paper, self.t.lang),
            )
            self.tell(f"报告：{file}", f"Report: {file}")
        elif paper.format == "text" and sys.stdout.isatty():
            drawn(outcome, paper, self.t.lang)
        else:
            self.result(told(outcome, paper, self.t.lang))
        if paper.format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
            summarised(Path(summary), outcome, paper, self.t.lang)

    @contextmanager
    def refusals(self) -> Generator[None]:
        """What Guiju or the system refuses is told in full, and becomes an exit status; all else keeps its trace."""
        from guiju.model.osreason import reason_of
        from guiju.model.problem import ExportUnreadable, GuijuError
        from guiju.report.words import safe

        try:
            yield
        except GuijuError as error:
            for line in error.lines(self.t.lang):
                _write(sys.stderr, safe(line) + "\n")
            raise typer.Exit(NOT_JUDGED if isinstance(error, ExportUnreadable) else NOT_USABLE) from None
        except OSError as error:
            if error.filename is None:
                raise
            # A place that the system will not let us look at is no fault of the program, wherever it shows.
            place, why = safe(os.fsdecode(error.filename)), reason_of(error)
            self.tell(
                f"{place}：{why.zh}；请检查路径、权限和磁盘空间",
                f"{place}: {why.in_('en')}; look at the path, the rights and the room on the disk",
            )
            raise typer.Exit(NOT_USABLE) from None

    @contextmanager
    def progress(self) -> Generator[Progress]:
        """Shows on stderr what is being done; silent where that is no terminal."""
        if not sys.stderr.isatty():
            yield _unheard
            return
        from rich.console import Console
        from rich.text import Text as RichText

        from guiju.report.words import safe

        with Console(stderr=True).status("") as status:
            yield lambda text: status.update(RichText(safe(text.in_(self.t.lang))))

    def pack(self, given: Path | None) -> Path:
        """The pack that was named, else the nearest `standards/` here or above, else GUIJU_PACK."""
        from guiju.model.problem import Misuse
        from guiju.model.text import Text

        found = given or nearest_pack(Path.cwd())
        if found is None and (named := os.environ.get("GUIJU_PACK")):
            found = Path(named)
        if found is None:
            zh = "这里和上级文件夹都没有 standards/pack.yaml；请用 --pack 指明标准包，或设置 GUIJU_PACK"
            en = "no standards/pack.yaml here or in any folder above; name the pack with --pack, or set GUIJU_PACK"
            raise Misuse(message=Text(zh=zh, en=en))
        return found


def nearest_pack(here: Path) -> Path | None:
    """`standards/` in `here` or the closest folder above that has a `pack.yaml` in it."""
    places = (folder / "standards" for folder in (here, *here.parents))
    return next((place for place in places if (place / "pack.yaml").is_file()), None)


def _unheard(_text: "Text") -> None:
    """Nobody is watching."""


def _write(stream: TextIO, text: str) -> None:
    """Whole lines; when the reader has gone away the rest is dropped quietly and the exit status still holds."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
