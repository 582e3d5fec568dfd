"""How a report leaves: its format, and the file that it becomes in one step, or not at all."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from guiju.cli.options import Format
from guiju.cli.usecases import Outcome
from guiju.model.osreason import unwritable
from guiju.model.problem import Misuse
from guiju.model.text import Lang, Text
from guiju.report.formats import FORMATS
from guiju.report.terminal import summary
from guiju.report.workbook import Evidence, render_workbook

_ROWS, _ROWS_OF_A_SHEET = 20, 10_000
"""Most rows of a table where nobody says how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """How a report is asked for."""

    format: Format
    file: Path | None
    """Where it is written; None is stdout."""
    limit: int
    """Most rows of one table."""


def paper_for(format_: Format, file: Path | None, *, limit: int | None, kept: bool) -> Paper:
    """What was asked for, with the format's own number of rows where none was given.

    Raises:
        Misuse: the report has no place that it could be written to.
    """
    if format_ == "gx":
        _refuse_no_folder(file)
    elif file is not None:
        _refuse_a_place(file)
    elif format_ == "xlsx" and not kept:
        zh = "工作簿不能写到标准输出：请加 --out 文件夹（写成其中的 report.xlsx），或加 --report 文件"
        en = "a workbook cannot go to stdout: give --out DIR (it becomes report.xlsx in it), or --report FILE"
        raise Misuse(message=Text(zh=zh, en=en))
    return Paper(format=format_, file=file, limit=limit or (_ROWS_OF_A_SHEET if format_ == "xlsx" else _ROWS))


def place_of(outcome: Outcome, paper: Paper) -> Path | None:
    """Where the report is written; None is stdout."""
    if paper.file is not None or paper.format != "xlsx" or outcome.folder is None:
        return paper.file
    return outcome.folder / "report.xlsx"


def workbook(outcome: Outcome, paper: Paper, lang: Lang, kept_rows: Callable[[Path], Evidence]) -> bytes:
    """The report as a workbook, with the rows of the run folder where there is one."""
    evidence = None if outcome.folder is None else kept_rows(outcome.folder)
    return render_workbook(
        outcome.run, outcome.catalogue, lang=lang, limit=paper.limit, folder=_folder(outcome), evidence=evidence
    )


def told(outcome: Outcome, paper: Paper, lang: Lang) -> str:
    """The report as text."""
    render = FORMATS[paper.format]
    return render(outcome.run, outcome.catalogue, lang=lang, limit=paper.limit, folder=_folder(outcome))


def drawn(outcome: Outcome, paper: Paper, lang: Lang) -> None:
    """The report on a terminal."""
    found = summary(outcome.run, outcome.catalogue, lang=lang, limit=paper.limit, folder=_folder(outcome))
    Console(highlight=False).print(found)


def summarised(page: Path, outcome: Outcome, paper: Paper, lang: Lang) -> None:
    """Appends the report to the page that GitHub shows for a step.

    Raises:
        Misuse: the page cannot be written.
    """
    text = FORMATS["md"](outcome.run, outcome.catalogue, lang=lang, limit=paper.limit, folder=_folder(outcome))
    try:
        with page.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        raise unwritable(str(page), error) from None


def write_whole(file: Path, report: str | bytes) -> None:
    """Writes beside the place under a temporary name and renames: nobody meets half a report.

    Raises:
        Misuse: the file cannot be written; what stood there before still does.
    """
    beside = file.with_name(f".{file.name}.guiju-writing-{secrets.token_hex(8)}")
    try:
        beside.write_bytes(report.encode(errors="backslashreplace") if isinstance(report, str) else report)
        beside.replace(file)
    except OSError as error:
        raise unwritable(str(file), error) from None
    finally:
        beside.unlink(missing_ok=True)


def _refuse_a_place(file: Path) -> None:
    """Returns for a file that may be written.

    Raises:
        Misuse: it is a folder or a device, or stands in no folder.
    """
    if file.exists() and not file.is_file():
        zh, en = f"{file} 不是普通文件；请给出文件名", f"{file} is no regular file; give the name of one"
        raise Misuse(message=Text(zh=zh, en=en))
    if not file.parent.is_dir():
        zh = f"没有 {file.parent} 这个文件夹；请先建立它，或换一个 --report"
        en = f"there is no folder {file.parent}; make it first, or give another --report"
        raise Misuse(message=Text(zh=zh, en=en))


def _refuse_no_folder(place: Path | None) -> None:
    """Validation results are many files; the folder itself is looked at before it is written."""
    if place is None:
        zh = "gx 格式是一个文件夹：请加 --report 文件夹"
        raise Misuse(message=Text(zh=zh, en="the format gx is a folder: give --report DIR"))


def _folder(outcome: Outcome) -> str | None:
    return None if outcome.folder is None else str(outcome.folder)
