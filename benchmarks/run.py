"""Runs every tool over the same tickets, each as a process of its own, checks that they agree, and prints a table.

python benchmarks/run.py            a million rows, Parquet and CSV
python benchmarks/run.py --large    and ten million rows, Parquet: hand-written SQL against guiju
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import answers
import measure
import table
import times
from answers import Answer
from measure import Measured
from tools import GUIJU, HERE, TIMED, TOOLS, YARDSTICK, Tool

_DATA = HERE / "data"
_OUT = HERE.parent / "build" / "bench"
_LARGE = 10_000_000
_WARM = 10_000
_ROUNDS = 3
_MARK, _END = "<!-- results: written by `python benchmarks/run.py --readme` -->", "<!-- end of results -->"


@dataclass(slots=True, kw_only=True)
class Trial:
    """All runs of all tools over one file."""

    file: Path
    runs: dict[str, list[Measured]] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)


def main() -> int:
    """Measure, compare, print; 1 where tools disagree."""
    arguments = _arguments()
    tools = [TOOLS[name] for name in arguments.only or TOOLS]
    warm = _tickets(_WARM, "parquet")
    for tool in tools:
        _once(tool, warm)
    trials = [
        _trial(_tickets(arguments.rows, suffix), tools, arguments.rounds)
        for suffix in arguments.format or ("parquet", "csv")
    ]
    if arguments.large:
        fast = [tool for tool in tools if tool.name in (YARDSTICK, TIMED, GUIJU)]
        trials.append(_trial(_tickets(_LARGE, "parquet"), fast, arguments.rounds))
    wrong = [words for trial in trials for words in _disagreements(trial)]
    text = table.markdown(
        now=datetime.now(UTC),
        trials={trial.file.name: trial.runs for trial in trials},
        undone={name: _undone(trials, name) for name in TOOLS},
        help_runs=_help(),
        disagreements=wrong,
    )
    print(text)
    _write(arguments.out, text, trials)
    if arguments.readme:
        _write_readme(text)
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000, help="size of the table (default: a million)")
    parser.add_argument("--format", choices=("parquet", "csv"), action="append", help="default: both")
    parser.add_argument("--large", action="store_true", help="ten million rows as well")
    parser.add_argument("--rounds", type=int, default=_ROUNDS, help="runs of each fast tool (default: 3)")
    parser.add_argument("--only", choices=tuple(TOOLS), action="append", help="this tool (again for more)")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    parser.add_argument("--out", type=Path, default=_OUT, help="folder of results.md and results.json")
    return parser.parse_args()


def _tickets(rows: int, suffix: str) -> Path:
    """The table, generated in a process of its own where it is not there yet."""
    path = _DATA / f"tickets-{rows}.{suffix}"
    if not path.exists():
        print(f"generating {path.name}", file=sys.stderr)
        command = [sys.executable, str(HERE / "generate.py"), "--rows", str(rows), "--format", suffix]
        _, status, _, talk = measure.run(command)
        if status:
            raise measure.WentWrong(talk)
    return path


def _trial(file: Path, tools: Iterable[Tool], rounds: int) -> Trial:
    """Round by round through all tools, so that a busy moment of the machine does not fall on one of them."""
    trial = Trial(file=file)
    for turn in range(rounds):
        for tool in tools:
            if turn and tool.slow:
                continue
            print(f"{file.name}: {tool.name}, run {turn + 1}", file=sys.stderr)
            measured, trial.answers[tool.name] = _once(tool, file)
            trial.runs.setdefault(tool.name, []).append(measured)
    return trial


def _once(tool: Tool, file: Path) -> tuple[Measured, Answer]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "run"
        measured, output = measure.run_tool(tool, file, folder)
        return measured, answers.read(tool, output, folder)


def _disagreements(trial: Trial) -> list[str]:
    reference, timed = trial.answers.get(YARDSTICK), trial.answers.get(TIMED)
    found: list[str] = []
    for name, answer in trial.answers.items():
        words = list(answers.differences(answer, reference)) if reference is not None else []
        if timed is not None and timed.times is not None and answer.times is not None:
            words += times.differences(answer.times, timed.times)
        found += (f"{trial.file.name}: {name}: {each}" for each in words)
    return found


def _undone(trials: Iterable[Trial], name: str) -> list[str]:
    """What a tool left out, as seen in its answers."""
    for trial in trials:
        answer, reference = trial.answers.get(name), trial.answers.get(YARDSTICK)
        if answer is not None and reference is not None:
            groups = answers.groups_left_out(answer, reference)
            return [*answer.missing, *(f"{count} groups of {target}" for target, count in groups.items())]
    return []


def _help() -> list[Measured]:
    command = [str(Path(sys.executable).with_name("guiju")), "--help"]
    return [measure.run(command)[0] for _ in range(5)]


def _write(out: Path, text: str, trials: Iterable[Trial]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "results.md").write_text(text + "\n", encoding="utf-8")
    runs: Mapping[str, object] = {
        trial.file.name: {name: [asdict(run) for run in found] for name, found in trial.runs.items()}
        for trial in trials
    }
    (out / "results.json").write_text(json.dumps(runs, indent=2) + "\n", encoding="utf-8")


def _write_readme(text: str) -> None:
    """Between its two marks, so that no number there was ever typed."""
    readme = HERE / "README.md"
    head, mark, rest = readme.read_text(encoding="utf-8").partition(_MARK)
    _, end, tail = rest.partition(_END)
    if not (mark and end):
        raise ValueError(f"{readme.name} has lost its marks: {_MARK} ... {_END}")
    readme.write_text(f"{head}{mark}\n\n{text}\n\n{end}{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
