"""The tools that are compared: how each is started, and what is to be said of its share of the work."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import work

HERE = Path(__file__).parent
PACK = HERE / "pack"
SODA = HERE.parent / "build" / "soda" / "bin" / "python"
"""Its own Python environment; `make bench` makes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool, run as a process of its own from start to answer."""

    name: str
    command: Callable[[Path, Path], list[str]]
    """(file, run folder) -> the words of the command."""
    exits: frozenset[int] = frozenset((0,))
    """Exit statuses of a run that went well."""
    into_folder: bool = False
    """The answer lies in the run folder instead of on stdout."""
    slow: bool = False
    """Run once, and never on the large table."""
    remark: str


def _script(name: str, *options: str) -> Callable[[Path, Path], list[str]]:
    return lambda file, _: [sys.executable, str(HERE / name), str(file), *options]


def _soda(file: Path, folder: Path) -> list[str]:
    del folder
    return [str(SODA), str(HERE / "soda_duckdb_view.py"), str(file)]


def _guiju(file: Path, folder: Path) -> list[str]:
    command = [str(Path(sys.executable).with_name("guiju")), "check", f"tickets={file}", "--pack", str(PACK)]
    as_of = ["--as-of", work.AS_OF.replace(" ", "T")]
    return [*command, *as_of, "--out", str(folder), "--findings", str(work.MOST_IDS), "--format", "json"]


YARDSTICK = "hand DuckDB"
TIMED = "hand DuckDB, with times"
"""The yardstick that also counts how long cases took, as guiju does."""
GUIJU = "guiju check"
TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(name=YARDSTICK, command=_script("hand_duckdb.py"), remark="the whole work; no evidence beside the ids"),
        Tool(
            name=TIMED,
            command=_script("hand_duckdb.py", "--times"),
            remark="the whole work, and how long the cases of each deadline took; no evidence beside the ids",
        ),
        Tool(
            name=GUIJU,
            command=_guiju,
            exits=frozenset((0, 1)),
            into_folder=True,
            remark="the whole work, and how long the cases of each deadline took; "
            "besides, it hashes the input and writes findings with revision, limit and due time",
        ),
        Tool(
            name="hand Polars", command=_script("hand_polars.py"), remark="the whole work; no evidence beside the ids"
        ),
        Tool(
            name="cuallee on DuckDB",
            command=_script("cuallee_duckdb.py"),
            remark="counts alone, no ids; KPIs have no verdict with their value; uniqueness is counted in another way",
        ),
        Tool(
            name="Soda on DuckDB",
            command=_soda,
            remark="counts alone, no ids; only the row rules were asked; uniqueness is counted in another way",
        ),
        Tool(
            name="Pandera on Polars",
            command=_script("pandera_polars.py"),
            remark="the row rules, with every failing row; it has no KPIs",
        ),
        Tool(
            name="Pointblank on Polars",
            command=_script("pointblank_polars.py"),
            remark="the row rules with ids; its KPIs have no groups and were not asked",
        ),
        Tool(
            name="GX on pandas",
            command=_script("gx_pandas.py"),
            slow=True,
            remark="gives no ids; targets per team would take 240 expectations and are not asked",
        ),
        Tool(
            name="GX on pandas, ids",
            command=_script("gx_pandas.py", "--ids"),
            slow=True,
            remark="lists every failing id, because it cannot stop at a thousand; targets per team are not asked",
        ),
    )
}
