"""Run folders: written beside their place under a temporary name and renamed, so that nobody ever meets half of one.

runs/july/                        a run: run.json, findings.parquet, findings.csv, rejects.csv, distributions.json
runs/.july.guiju-writing-1f0c/    a run that is being written, or what a killed process left of it
runs/.july.guiju-aside-77ab/      the run that was there before, for the moment between two renames
"""

import json
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from guiju.history.disk import alone, flush
from guiju.history.places import RUN_JSON, format_of, looks_like_a_run, refuse_what_is_in_the_way
from guiju.model.osreason import reason_of
from guiju.model.problem import Location, Misuse, Problem
from guiju.model.run import Run
from guiju.model.text import Text

_FORMAT = "guiju-run/1"
_STALE_S = 3600.0
"""A temporary folder in which nothing was written for an hour belongs to nobody any more."""


def write_run(run: Run, out: Path, *, tables: Callable[[Path], None]) -> Path:
    """Write `run` as the folder `out`; `tables` puts the files of findings and rejects into the folder it is given.

    A run that is there already is replaced in one step, or left as it was when anything fails.

    Returns:
        The folder, absolute.

    Raises:
        Misuse: something that is no run stands at `out`, or the disk refuses.
    """
    try:
        return _write(run, out.resolve(), tables)
    except OSError as error:
        why = reason_of(error)
        zh = f"无法写入 {out}：{why.zh}；请检查磁盘空间和权限，或换一个 --out"
        en = f"{out} cannot be written: {why.in_('en')}; look at space and rights, or give another --out"
        raise Misuse(message=Text(zh=zh, en=en)) from error


def read_run(path: Path) -> Run:
    """The run in the folder `path` (or of the `run.json` that `path` names).

    Raises:
        Misuse: there is no run, or one that this version cannot read.
    """
    folder = (path.parent if path.name == RUN_JSON else path).resolve()
    file = folder / RUN_JSON
    try:
        text = _text(file)
    except (FileNotFoundError, NotADirectoryError):
        raise _no_run(path) from None
    except UnicodeDecodeError:
        raise _unreadable(file, "不是 UTF-8 文本", "is not UTF-8 text") from None
    except OSError as error:
        why = reason_of(error)
        raise _unreadable(file, f"无法读取：{why.zh}", f"cannot be read: {why.in_('en')}") from None
    return _parsed(file, text)


def _text(file: Path) -> str:
    """What the file says; where it is missing, it may be in the moment between two renames, or left there."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        with alone(file.parent.parent):
            _restore(file.parent)
            return file.read_text(encoding="utf-8")


def _write(run: Run, out: Path, tables: Callable[[Path], None]) -> Path:
    out.parent.mkdir(parents=True, exist_ok=True)
    with alone(out.parent):
        _restore(out)
        refuse_what_is_in_the_way(out)
        _sweep(out)
        folder = _beside(out, "writing")
        folder.mkdir()
    try:
        tables(folder)
        (folder / RUN_JSON).write_text(run.as_json(), encoding="utf-8", newline="\n")
        flush(folder)
        with alone(out.parent):
            refuse_what_is_in_the_way(out)
            _swap(folder, out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # after a success there is nothing under this name
    flush(out.parent, deep=False)
    return out


def _parsed(file: Path, text: str) -> Run:
    try:
        written = format_of(text)
    except json.JSONDecodeError as error:
        zh, en = f"JSON 不完整或已损坏：{error.msg}", f"the JSON is broken: {error.msg}"
        raise _unreadable(file, zh, en, line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):
        raise _unreadable(
            file, "JSON 嵌套过深或含有过长的数", "the JSON nests too deeply or has a too long number"
        ) from None
    if written != _FORMAT:
        zh = f"格式是 {written!r}，本版本只读 {_FORMAT}；请用写出它的版本读取，或重新运行 guiju check"
        en = f"the format is {written!r}, this version reads {_FORMAT}; use the version that wrote it, or check again"
        raise _unreadable(file, zh, en)
    try:
        return Run.model_validate_json(text)
    except ValidationError as error:
        raise Misuse(*(_field_problem(file, _path(e["loc"]), e["msg"]) for e in error.errors())) from None


def _path(place: tuple[int | str, ...]) -> str:
    """`clauses.3.verdict`: where in the JSON."""
    return ".".join(str(step) for step in place)


def _field_problem(file: Path, place: str, said: str) -> Problem:
    return Problem(Location(str(file)), Text(zh=f"{place}：内容与格式不符（{said}）", en=f"{place}: {said}"))


def _no_run(path: Path) -> Misuse:
    return Misuse(
        message=Text(
            zh=f"{path} 不是一次检查的结果文件夹（没有 {RUN_JSON}）；请给出 guiju check --out 写出的文件夹",
            en=f"{path} is no run folder (there is no {RUN_JSON}); give a folder that `guiju check --out` wrote",
        )
    )


def _unreadable(file: Path, zh: str, en: str, *, line: int = 0, column: int = 0) -> Misuse:
    return Misuse(Problem(Location(str(file), line, column), Text(zh=zh, en=en)))


def _beside(out: Path, purpose: Literal["writing", "aside"]) -> Path:
    return out.parent / f".{out.name}.guiju-{purpose}-{secrets.token_hex(8)}"


def _leftovers(out: Path, purpose: Literal["writing", "aside"]) -> Iterator[Path]:
    head = f".{out.name}.guiju-{purpose}-"
    yield from (place for place in out.parent.iterdir() if place.name.startswith(head) and place.is_dir())


def _restore(out: Path) -> None:
    """Bring back a run that a killed process had set aside without putting the new one in its place."""
    if out.exists() or not out.parent.is_dir():
        return
    aside = next((place for place in _leftovers(out, "aside") if looks_like_a_run(place)), None)
    if aside is not None:
        aside.rename(out)


def _sweep(out: Path) -> None:
    """Remove what killed processes left; what was written to lately may belong to one that lives."""
    for place in (*_leftovers(out, "writing"), *_leftovers(out, "aside")):
        if time.time() - _last_touched(place) > _STALE_S:
            shutil.rmtree(place, ignore_errors=True)


def _last_touched(folder: Path) -> float:
    try:
        return max(place.stat().st_mtime for place in (folder, *folder.iterdir()))
    except OSError:
        return time.time()  # it is going away this moment


def _swap(folder: Path, out: Path) -> None:
    """Put `folder` at `out`; whatever fails, a run stands there afterwards if one did before."""
    if not looks_like_a_run(out):
        folder.rename(out)  # the place is free, or an empty folder
        return
    aside = _beside(out, "aside")
    out.rename(aside)
    try:
        folder.rename(out)
    except OSError:
        aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)
