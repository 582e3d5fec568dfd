"""The table of results in Markdown."""

import os
import platform
import statistics
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from measure import Measured
from tools import GUIJU, TIMED, TOOLS, YARDSTICK

_PACKAGES = ("guiju", "duckdb", "polars", "pandas", "great-expectations", "pandera", "pointblank", "cuallee")


def markdown(
    *,
    now: datetime,
    trials: Mapping[str, Mapping[str, Sequence[Measured]]],
    undone: Mapping[str, Sequence[str]],
    help_runs: Sequence[Measured],
    disagreements: Sequence[str],
) -> str:
    """File by file, each tool against hand-written DuckDB: medians, with the range of the wall clock."""
    lines = [
        f"{now:%Y-%m-%d}, {os.cpu_count()} cores, {_memory_gib():.0f} GiB, Python {platform.python_version()}, "
        + ", ".join(_versions()),
        "",
        "| file | tool | n | wall s | range | CPU s | peak MB | wall ratio | CPU ratio |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for file, runs in trials.items():
        lines += _rows(file, runs)
    load = max((run.load for runs in trials.values() for found in runs.values() for run in found), default=0.0)
    walls = [run.wall_s for run in help_runs]
    lines += [
        "",
        *_against_times(trials),
        f"`guiju --help`: {statistics.median(walls):.2f} s (n = {len(walls)}, {min(walls):.2f} to {max(walls):.2f}).",
        f"Highest load average before a run: {load:.1f}.",
        "",
        *_agreement(disagreements),
        "",
        *(
            f"- {name}: {_remark(name, undone[name])}"
            for name in TOOLS
            if any(name in runs for runs in trials.values())
        ),
    ]
    return "\n".join(lines)


def _rows(file: str, runs: Mapping[str, Sequence[Measured]]) -> Iterator[str]:
    yardstick = runs.get(YARDSTICK)
    for name, found in runs.items():
        walls = [run.wall_s for run in found]
        wall, cpu = _medians(found)
        peak = statistics.median(run.peak_mb for run in found)
        wall_ratio, cpu_ratio = _ratios(found, yardstick) if yardstick else ("-", "-")
        yield (
            f"| {file} | {name} | {len(found)} | {wall:.2f} | {min(walls):.2f}-{max(walls):.2f} | {cpu:.1f} "
            f"| {peak:.0f} | {wall_ratio} | {cpu_ratio} |"
        )


def _against_times(trials: Mapping[str, Mapping[str, Sequence[Measured]]]) -> Iterator[str]:
    """A sentence for each file, because the ratios of the table are all to one tool, which does not count times."""
    for file, runs in trials.items():
        if GUIJU in runs and TIMED in runs:
            wall, cpu = _ratios(runs[GUIJU], runs[TIMED])
            yield f"{file}: {GUIJU} against the yardstick that also counts times: {wall} (CPU {cpu})."


def _ratios(found: Sequence[Measured], yardstick: Sequence[Measured]) -> tuple[str, str]:
    """Of wall clock and of processor time."""
    (wall, cpu), (wall_there, cpu_there) = _medians(found), _medians(yardstick)
    return f"{wall / wall_there:.1f}", f"{cpu / cpu_there:.1f}"


def _medians(found: Sequence[Measured]) -> tuple[float, float]:
    return statistics.median(run.wall_s for run in found), statistics.median(run.cpu_s for run in found)


def _agreement(disagreements: Sequence[str]) -> list[str]:
    if not disagreements:
        return ["All tools gave equal counts, values and verdicts for everything that they judged."]
    return [
        "**TOOLS DISAGREE: the times above mean nothing until this is mended.**",
        *(f"- {d}" for d in disagreements),
    ]


def _remark(name: str, undone: Sequence[str]) -> str:
    missing = f" Not in its answer: {', '.join(undone)}." if undone else " Every rule and target is in its answer."
    return f"{TOOLS[name].remark}.{missing}"


def _versions() -> Iterator[str]:
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} not installed"


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
