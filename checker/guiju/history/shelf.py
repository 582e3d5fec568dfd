"""A folder of run folders, read for the handbook: what can be told, newest last, and what cannot, and why."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from guiju.history.places import RUN_JSON
from guiju.history.runs import read_run
from guiju.model.distribution import DISTRIBUTIONS, Distributions
from guiju.model.osreason import reason_of
from guiju.model.problem import GuijuError, Location, Misuse, Problem
from guiju.model.published import Published, PublishedRun
from guiju.model.record import Id
from guiju.model.text import Text


def read_shelf(folder: Path, *, pack: Id) -> Published:
    """The runs in `folder` that judged the pack `pack` by the law of its own time.

    What cannot be read, or is no such run, is left out and said; the rest is told.

    Raises:
        Misuse: there is no such folder, or nothing in it can be told.
    """
    runs: list[PublishedRun] = []
    left_out: list[Problem] = []
    for place in _folders(folder):
        found = _read(place)
        reason = _unfit(found, pack) if isinstance(found, PublishedRun) else None
        if isinstance(found, PublishedRun) and reason is None:
            runs.append(found)
        elif isinstance(found, PublishedRun):
            left_out.append(Problem(Location(str(place)), reason or Text(zh="")))
        else:
            left_out += found
    if not runs:
        raise Misuse(*left_out, message=_nothing(folder))
    runs.sort(key=lambda run: (run.as_of is not None, str(run.as_of), run.name))
    return Published(runs=tuple(runs), left_out=tuple(_told(problem) for problem in left_out))


def _folders(folder: Path) -> Iterator[Path]:
    """Every folder in it that is not hidden; the folder itself where it is a run. Raises Misuse where it is none."""
    if (folder / RUN_JSON).is_file():
        yield folder
        return
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        why = reason_of(error)
        zh = f"无法读取 {folder}：{why.zh}；--history 要给出一个文件夹，里面放着 guiju check --out 写出的结果"
        en = f"{folder} cannot be read: {why.in_('en')}; --history takes a folder of runs from `guiju check --out`"
        raise Misuse(message=Text(zh=zh, en=en)) from None
    yield from (place for place in inside if place.is_dir() and not place.name.startswith("."))


def _read(place: Path) -> PublishedRun | list[Problem]:
    """A run with its distributions; what is wrong with it, one message."""
    try:
        run = read_run(place)
        distributions = _distributions(place)
    except GuijuError as error:
        more = max(len(error.problems) - 1, 0)
        text = error.message or error.problems[0].message
        behind = Text(zh=f"（另有 {more} 处）", en=f" (and {more} more)") if more else Text(zh="", en="")
        at = error.problems[0].location if error.problems else Location(str(place))
        return [Problem(at, Text(zh=text.zh + behind.zh, en=text.in_("en") + behind.in_("en")))]
    return PublishedRun(name=place.resolve().name, run=run, distributions=distributions)


def _distributions(place: Path) -> Distributions | None:
    """None where the run has none. Raises Misuse for a file that is damaged."""
    file = place / DISTRIBUTIONS
    try:
        return Distributions.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError, ValueError):
        message = Text(
            zh="已损坏或格式不是 guiju-distributions/1；请重新运行 guiju check",
            en="is damaged, or not of the format guiju-distributions/1; run guiju check again",
        )
        raise Misuse(Problem(Location(str(file)), message)) from None


def _unfit(found: PublishedRun, pack: Id) -> Text | None:
    """Why a run that can be read does not tell how the house is doing."""
    given = found.run.provenance
    if given.pack != pack:
        zh = f"这次检查依据的是另一个标准包（{given.pack}），没有列入"
        return Text(zh=zh, en=f"this run judged another pack ({given.pack}) and is left out")
    if given.in_force_on is not None or given.without_waivers:
        zh = "这是一次试算（--in-force-on 或 --no-waivers），没有列入"
        return Text(zh=zh, en="this run is a trial (--in-force-on or --no-waivers) and is left out")
    return None


def _told(problem: Problem) -> Text:
    return Text(zh=problem.in_("zh"), en=problem.in_("en"))


def _nothing(folder: Path) -> Text:
    return Text(
        zh=f"{folder} 里没有可列入手册的检查结果；请先运行 guiju check 数据文件 --out {folder}/名称",
        en=f"{folder} holds no run that the handbook can tell; first run guiju check FILES --out {folder}/NAME",
    )
