"""How the time and memory of `guiju check` grow with rows and with clauses, and what a calendar's clock costs.

python benchmarks/growth.py            1, 3 and 10 million rows; 20 against 40 clauses; opening hours against all time
python benchmarks/growth.py --huge     and 30 and 100 million rows: 5 GB of disk, freed again
"""

import argparse
import re
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import measure
import work
from growth_chart import draw
from measure import Measured
from tools import HERE, PACK

_SIZES, _HUGE = (1_000_000, 3_000_000, 10_000_000), (30_000_000, 100_000_000)
_KEPT = 10_000_000
"""Larger tables are deleted after use."""
_ROUNDS = 3
_OUT = HERE.parent / "build" / "bench"
_MARK, _END = "<!-- growth: written by `python benchmarks/growth.py --readme` -->", "<!-- end of growth -->"


def main() -> None:
    """Measure, print, draw."""
    arguments = _arguments()
    sizes = _SIZES + (_HUGE if arguments.huge else ())
    grown = {rows: _over_rows(rows, arguments.rounds) for rows in sizes}
    with tempfile.TemporaryDirectory() as scratch:
        packs = dict(_packs(Path(scratch)))
        varied = {name: _runs(_tickets(_KEPT), pack, arguments.rounds) for name, pack in packs.items()}
    text = "\n".join((*_growth_table(grown), "", *_pack_table(varied)))
    print(text)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "growth.md").write_text(text + "\n", encoding="utf-8")
    chart = draw({rows: _median(runs) for rows, runs in grown.items()})
    (arguments.out / "growth.svg").write_text(chart, encoding="utf-8")
    if arguments.readme:
        (HERE / "growth.svg").write_text(chart, encoding="utf-8")
        _write_readme(text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--huge", action="store_true", help="30 and 100 million rows as well")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="runs of each (default: 3; one above 10M rows)")
    parser.add_argument("--readme", action="store_true", help="write table and chart beside README.md")
    parser.add_argument("--out", type=Path, default=_OUT, help="folder of growth.md and growth.svg")
    return parser.parse_args()


def _over_rows(rows: int, rounds: int) -> list[Measured]:
    file = _tickets(rows)
    try:
        return _runs(file, PACK, rounds if rows <= _KEPT else 1)
    finally:
        if rows > _KEPT:
            file.unlink()


def _tickets(rows: int) -> Path:
    path = HERE / "data" / f"tickets-{rows}.parquet"
    if not path.exists():
        print(f"generating {path.name}", file=sys.stderr)
        command = [sys.executable, str(HERE / "generate.py"), "--rows", str(rows), "--format", "parquet"]
        _, status, _, talk = measure.run(command)
        if status:
            raise measure.WentWrong(talk)
    return path


def _runs(file: Path, pack: Path, rounds: int) -> list[Measured]:
    found: list[Measured] = []
    for turn in range(rounds):
        print(f"{file.name}, {pack.name}, run {turn + 1}", file=sys.stderr)
        with tempfile.TemporaryDirectory() as scratch:
            measured, status, _, talk = measure.run(_command(file, pack, Path(scratch) / "run"))
        if status not in (0, 1):
            raise measure.WentWrong(f"{file.name} with {pack.name} ended with status {status}:\n{talk[-2000:]}")
        found.append(measured)
    return found


def _command(file: Path, pack: Path, folder: Path) -> list[str]:
    guiju = str(Path(sys.executable).with_name("guiju"))
    as_of = work.AS_OF.replace(" ", "T")
    options = ["--pack", str(pack), "--as-of", as_of, "--out", str(folder), "--findings", str(work.MOST_IDS)]
    return [guiju, "check", f"tickets={file}", *options, "--format", "json"]


def _packs(scratch: Path) -> Iterator[tuple[str, Path]]:
    """Variants of the pack without its targets: 20 row clauses, 40, and the four time limits on two clocks."""
    twenty = _copied(scratch / "twenty", without=("targets",))
    yield "20 clauses", twenty
    forty = _copied(scratch / "forty", without=("targets",))
    chapter = forty / "handbook" / "01-tickets"
    for name in ("limits", "records"):
        (chapter / f"{name}-again.md").write_text(_tightened(chapter / f"{name}.md", name), encoding="utf-8")
        shutil.copy(chapter / f"{name}.en.md", chapter / f"{name}-again.en.md")
    yield "40 clauses", forty
    yield "4 limits, all time counts", _copied(scratch / "running", without=("targets", "records"))
    open_only = _copied(scratch / "opening", without=("targets", "records"))
    limits = open_only / "handbook" / "01-tickets" / "limits.md"
    limits.write_text(
        re.sub(r"(, within: \w+)\}", r"\1, clock: service-days}", limits.read_text("utf-8")), encoding="utf-8"
    )
    (open_only / "calendars").mkdir()
    shutil.copy(HERE.parent / "standards" / "calendars" / "service-days.yaml", open_only / "calendars")
    yield "4 limits, opening hours count", open_only


def _copied(folder: Path, *, without: Sequence[str]) -> Path:
    shutil.copytree(PACK, folder)
    for name in without:
        for file in (folder / "handbook" / "01-tickets").glob(f"{name}*.md"):
            file.unlink()
    return folder


def _tightened(standard: Path, name: str) -> str:
    """The same questions with other limits, so that none is the same expression twice."""
    text = standard.read_text("utf-8").replace(f"id: {name}\n", f"id: {name}-again\n", 1)
    for old, new in (("PT24H", "PT23H"), ("PT1H", "PT59M"), ("PT15M", "PT14M"), ("PT4H", "PT3H")):
        text = text.replace(old, new)
    wider = ("is not null", "is not null or status is null")
    for old, new in (wider, (">= ", "> "), ("'phone', ", ""), ("'low', ", ""), ("'gold', ", "")):
        text = text.replace(old, new)
    text = text.replace("between 20 and 80", "between 21 and 80").replace("[ticket_id]", "[ticket_id, channel]")
    return text.replace("between 1 and 5", "between 2 and 5").replace("between 0 and 20", "between 0 and 19")


def _median(runs: Sequence[Measured]) -> Measured:
    return sorted(runs, key=lambda run: run.wall_s)[len(runs) // 2]


def _growth_table(grown: Mapping[int, Sequence[Measured]]) -> Iterator[str]:
    yield "| rows | n | wall s | s per million rows | CPU s | peak MB |"
    yield "|---|---|---|---|---|---|"
    for rows, runs in grown.items():
        found = _median(runs)
        yield (
            f"| {rows:,} | {len(runs)} | {found.wall_s:.1f} | {found.wall_s / rows * 1e6:.2f} | {found.cpu_s:.1f} "
            f"| {max(run.peak_mb for run in runs):.0f} |"
        )


def _pack_table(varied: Mapping[str, Sequence[Measured]]) -> Iterator[str]:
    yield f"Ten million rows; highest load average before a run: {_load(varied):.1f}."
    yield ""
    yield "| pack | n | wall s | CPU s | peak MB | against the line before it |"
    yield "|---|---|---|---|---|---|"
    before: float | None = None
    for name, runs in varied.items():
        wall = statistics.median(run.wall_s for run in runs)
        ratio = f"{wall / before:.2f}" if before is not None else "-"
        before = wall if before is None else None
        cpu, peak = statistics.median(run.cpu_s for run in runs), max(run.peak_mb for run in runs)
        yield f"| {name} | {len(runs)} | {wall:.1f} | {cpu:.1f} | {peak:.0f} | {ratio} |"


def _load(varied: Mapping[str, Sequence[Measured]]) -> float:
    return max(run.load for runs in varied.values() for run in runs)


def _write_readme(text: str) -> None:
    readme = HERE / "README.md"
    head, mark, rest = readme.read_text(encoding="utf-8").partition(_MARK)
    _, end, tail = rest.partition(_END)
    if not (mark and end):
        raise ValueError(f"{readme.name} has lost its marks: {_MARK} ... {_END}")
    chart = "![wall time and memory over rows](growth.svg)"
    readme.write_text(f"{head}{mark}\n\n{text}\n\n{chart}\n\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
