"""Arguments that name things of the pack, resolved or refused."""

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from guiju.ingest import ExportFile
from guiju.model.catalogue import Catalogue
from guiju.model.problem import Misuse
from guiju.model.system import System
from guiju.model.text import Text


def system_of(catalogue: Catalogue, name: str | None) -> System | None:
    """The system profile with that id. Raises Misuse where there is none."""
    if name is None:
        return None
    if name not in catalogue.systems:
        raise _unknown(Text(zh="源系统", en="system"), name, catalogue.systems)
    return catalogue.systems[name]


def export_files(catalogue: Catalogue, arguments: Sequence[str]) -> tuple[ExportFile, ...]:
    """Files to read, each with the export where `export=path` names it. Raises Misuse for an unknown export."""
    files: list[ExportFile] = []
    for argument in arguments:
        export, sign, path = argument.partition("=")
        if not sign or Path(argument).exists():
            files.append(ExportFile(path=Path(argument)))
        elif export in catalogue.exports:
            files.append(ExportFile(path=Path(path), export=export))
        else:
            raise _unknown(Text(zh="数据种类", en="export"), export, catalogue.exports)
    return tuple(files)


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
