"""One process from start to end: wall clock, processor time, and the peak memory of it and its children."""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tools import Tool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run took."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    load: float
    """Processes that wanted a core just before the start (one-minute average)."""


class WentWrong(Exception):
    """A tool ended in a way that it should not."""


def run_tool(tool: Tool, file: Path, folder: Path) -> tuple[Measured, str]:
    """Run it once; -> what it took, and its stdout."""
    measured, status, output, talk = run(tool.command(file, folder))
    if status not in tool.exits:
        raise WentWrong(f"{tool.name} on {file.name} ended with status {status}:\n{talk[-2000:]}")
    return measured, output


def run(command: list[str]) -> tuple[Measured, int, str, str]:
    """-> what it took, exit status, stdout, stderr. This process stays small: its own size would be counted in."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as talk:
        load = os.getloadavg()[0]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=talk, stdin=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        talk.seek(0)
        measured = Measured(
            wall_s=wall, cpu_s=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / 1024, load=load
        )
        return measured, process.returncode, output.read(), talk.read()
