"""The use case behind `guiju lint`."""

from pathlib import Path

from guiju.model.problem import Problem
from guiju.source import inspect


def lint(pack: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the pack, errors and warnings, in the order of files and lines."""
    _, problems = inspect(pack)
    return problems
