"""The rules of the house that no linter knows: sizes of modules and functions, and what must not be committed."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "checker").rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 400, 40


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = {node.name: _lines(node) for node in functions if _lines(node) > LONGEST_FUNCTION}

    assert len(text.splitlines()) <= LONGEST_MODULE
    assert long == {}


def _lines(function: ast.FunctionDef) -> int:
    """Lines of the body without its docstring and without functions inside it, which are counted on their own."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    inner = [node for statement in body for node in ast.walk(statement) if isinstance(node, ast.FunctionDef)]
    return sum(map(_span, body)) - sum(map(_span, inner))


def _span(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_folder_of_the_top_level_is_a_package() -> None:
    assert [name for name in ("checker", "schema", "site", "standards") if (ROOT / name / "__init__.py").exists()] == []


def test_the_lock_file_holds_versions_and_no_addresses() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []


def test_nothing_that_is_committed_names_the_machine() -> None:
    checkout = f"{ROOT}/"
    found = subprocess.run(
        ["git", "-C", str(ROOT), "grep", "-lIF", checkout], capture_output=True, text=True, check=False
    )

    assert found.stdout == ""


def test_the_import_contracts_are_kept() -> None:
    command = [Path(sys.executable).parent / "lint-imports"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
