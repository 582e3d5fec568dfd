"""Arguments that name things of the pack, resolved or refused."""

import difflib
from collections.abc import Iterable, Sequence
from glob import glob, has_magic
from os.path import exists, isdir
from pathlib import Path

from guiju.ingest import ExportFile, is_address, named_file
from guiju.model.catalogue import Catalogue
from guiju.model.problem import ExportUnreadable, Location, Misuse, Problem
from guiju.model.system import System
from guiju.model.text import Text

_NAMED = 5
"""Folders that a message lists."""


def system_of(catalogue: Catalogue, name: str | None) -> System | None:
    """The system profile with that id. Raises Misuse where there is none."""
    if name is None:
        return None
    if name not in catalogue.systems:
        raise _unknown(Text(zh="源系统", en="system"), name, catalogue.systems)
    return catalogue.systems[name]


def export_files(catalogue: Catalogue, arguments: Sequence[str]) -> tuple[ExportFile, ...]:
    """Files to read, each with the export where `export=path` names it.

    A folder stands for its files, a pattern (`2025-*.csv`) for those that it fits, in the order of their names; hidden
    ones are passed over. An address (`sqlite:///ledger.db#tickets`) stands for a table.

    Raises Misuse for an unknown export, ExportUnreadable where a folder or a pattern holds no file, where a folder
    holds folders, whose files it would be silent to pass over, or where an address cannot be read.
    """
    files: list[ExportFile] = []
    problems: list[Problem] = []
    for argument in arguments:
        export, sign, path = argument.partition("=")
        if not sign or is_address(argument) or _is_there(argument):
            path, named = argument, None
        elif export in catalogue.file_exports:
            named = export
        elif export in catalogue.exports:
            raise _made_from_the_pack(export)
        else:
            raise _unknown(Text(zh="数据种类", en="export"), export, catalogue.file_exports)
        try:
            found = [named_file(path, named)] if is_address(path) else _files(path, named)
        except ExportUnreadable as error:
            problems += error.problems
            continue
        files += found
        below = [] if is_address(path) else _folders_below(path)
        problems += [] if found or below else [_nothing(argument)]
        problems += [_passed_over(argument, path, below)] if below else []
    if problems:
        raise ExportUnreadable(*problems)
    return tuple(files)


def _files(path: str, export: str | None) -> list[ExportFile]:
    return [ExportFile(path=each, export=export) for each in _expanded(path)]


def _expanded(path: str) -> list[Path]:
    """The files that a path, a folder or a pattern stands for. A path that is neither is left to the reader."""
    place = Path(path)
    if isdir(path):  # noqa: PTH112 - see _is_there
        return sorted(file for file in place.iterdir() if file.is_file() and not _is_hidden(file))
    if _is_there(path) or not has_magic(path):
        return [place]
    names = glob(path, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    return sorted(file for name in names if (file := Path(name)).is_file() and not _is_hidden(file))


def _folders_below(path: str) -> list[str]:
    """The folders inside a folder that was given: what lies in them would be passed over."""
    if not isdir(path):  # noqa: PTH112 - see _is_there
        return []
    return sorted(place.name for place in Path(path).iterdir() if place.is_dir() and not _is_hidden(place))


def _is_there(path: str) -> bool:
    """Whether a name stands for something that can be looked at; why not is told where it is read."""
    # Path.exists raises where the name is too long, or a folder above may not be entered.
    return exists(path)  # noqa: PTH110 - see above


def _is_hidden(file: Path) -> bool:
    """Hidden files, and those that Office lays beside an open workbook."""
    return file.name.startswith((".", "~$"))


def _nothing(argument: str) -> Problem:
    return Problem(
        Location(argument),
        Text(
            zh="没有符合的文件（隐藏文件不算）：请检查文件夹或通配符。",
            en="there is no such file (hidden ones do not count): check the folder or the pattern.",
        ),
    )


def _passed_over(argument: str, path: str, below: Sequence[str]) -> Problem:
    names = ", ".join(below[:_NAMED]) + (" ..." if len(below) > _NAMED else "")
    flat, deep = (str(Path(path) / pattern) for pattern in ("*", "**/*"))
    return Problem(
        Location(argument),
        Text(
            zh=f"里面还有文件夹（{names}），其中的文件不会被读取：只要这一层请写成 '{flat}'，全部都要请写成 '{deep}'。",
            en=f"there are folders in it ({names}), whose files would not be read: "
            f"write '{flat}' for this level alone, or '{deep}' for all.",
        ),
    )


def _made_from_the_pack(export: str) -> Misuse:
    return Misuse(
        message=Text(
            zh=f"{export} 由标准包本身生成，不能用文件代替：请去掉这个文件",
            en=f"{export} is made from the pack itself, and no file can stand in for it: leave the file out",
        )
    )


def _unknown(kind: Text, name: str, known: Iterable[str]) -> Misuse:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = Text(zh=f"是否指 {near[0]}？", en=f"did you mean {near[0]}? ") if near else Text(zh="", en="")
    listed = ", ".join(names) or "-"
    return Misuse(
        message=Text(
            zh=f"标准包里没有{kind.zh} {name}。{hint.zh}可用：{listed}",
            en=f"the pack has no {kind.in_('en')} {name}; {hint.in_('en')}known: {listed}",
        )
    )
